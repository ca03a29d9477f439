"""Plausible wrong answers to the gate of session 06, and what each one must be told."""

from autograder.authored import edited

ATTENTION = """
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = scores.softmax(dim=-1)
    weights = torch.nan_to_num(weights)
    return weights @ v
"""

MULTI_HEAD = """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    B, T, D = x_BTD.shape
    q, k, v = (x_BTD @ W_in.T + b_in).chunk(3, dim=-1)
    q, k, v = (u.reshape(B, T, num_heads, D // num_heads).transpose(1, 2) for u in (q, k, v))
    scores = q @ k.transpose(-2, -1) / math.sqrt(D // num_heads)
    if causal:
        scores = scores.masked_fill(torch.ones(T, T, dtype=torch.bool).triu(1), -math.inf)
    out = scores.softmax(dim=-1) @ v
    out = out.transpose(1, 2).reshape(B, T, D)
    return out @ W_out.T + b_out
"""

MULTI_HEAD_2 = """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    B, T, D = x_BTD.shape
    d = D // num_heads
    Wq, Wk, Wv = W_in[:D], W_in[D:2*D], W_in[2*D:]
    bq, bk, bv = b_in[:D], b_in[D:2*D], b_in[2*D:]
    Q, K, V = x_BTD @ Wq.T + bq, x_BTD @ Wk.T + bk, x_BTD @ Wv.T + bv
    mask = torch.ones(T, T, dtype=torch.bool).tril() if causal else None
    outs = []
    for h in range(num_heads):
        c = slice(h*d, (h+1)*d)
        s = Q[..., c] @ K[..., c].transpose(1, 2) / math.sqrt(d)
        if causal:
            s = s.masked_fill(~mask, float('-inf'))
        outs.append(s.softmax(-1) @ V[..., c])
    return torch.cat(outs, -1) @ W_out.T + b_out
"""

TOKENS = """
def patchify(images, patch):
    B, C, h, w = images.shape
    if h % patch or w % patch:
        raise ValueError("no fit")
    cut = images.reshape(B, C, h // patch, patch, w // patch, patch)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * patch * patch)

def sinusoidal(T, D):
    angle = torch.arange(T)[:, None] * 10000.0 ** (-torch.arange(0, D, 2) / D)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).reshape(T, D)
"""

TOKENS_2 = """
def patchify(images, patch):
    B, C, h, w = images.shape
    if h % patch != 0 or w % patch != 0:
        raise ValueError('does not fit')
    out = []
    for i in range(0, h, patch):
        for j in range(0, w, patch):
            out.append(images[:, :, i:i+patch, j:j+patch].reshape(B, -1))
    return torch.stack(out, dim=1)

def sinusoidal(T, D):
    out = torch.zeros(T, D)
    for t in range(T):
        for i in range(D // 2):
            w = 10000 ** (-2 * i / D)
            out[t, 2*i] = math.sin(t * w)
            out[t, 2*i+1] = math.cos(t * w)
    return out
"""

BLOCK = """
def block(x_BTD, W_qkv, W_out, W1, W2):
    def norm(u):
        centred = u - u.mean(dim=-1, keepdim=True)
        return centred / (centred.square().mean(dim=-1, keepdim=True) + 1e-5).sqrt()

    x = x_BTD
    q, k, v = (norm(x) @ W_qkv.T).chunk(3, dim=-1)
    x = x + functional.scaled_dot_product_attention(q, k, v, is_causal=True) @ W_out.T
    return x + (norm(x) @ W1.T).relu() @ W2.T
"""

BLOCK_2 = """
def block(x_BTD, W_qkv, W_out, W1, W2):
    def norm(u):
        centred = u - u.mean(dim=-1, keepdim=True)
        return centred / (centred.square().mean(dim=-1, keepdim=True) + 1e-5).sqrt()
    q, k, v = (norm(x_BTD) @ W_qkv.T).chunk(3, dim=-1)
    x = x_BTD + functional.scaled_dot_product_attention(q, k, v, is_causal=True) @ W_out.T
    return x + (norm(x) @ W1.T).relu() @ W2.T
"""

CAUSAL_LOSS = """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    real = torch.arange(1, T) < lengths_B[:, None]
    logits, targets = logits_BTK[:, :-1], tokens_BT[:, 1:]
    losses = functional.cross_entropy(logits.transpose(1, 2), targets, reduction="none")
    return losses[real].mean()
"""

DECODE = """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    q, k, v = (x_BD @ W_qkv.T)[:, None].chunk(3, dim=-1)
    new = (k, v)
    if cache is not None:
        new = (torch.cat([cache[0], k], dim=1), torch.cat([cache[1], v], dim=1))
    keys, values = new
    heads = [u.reshape(B, -1, num_heads, D // num_heads).transpose(1, 2) for u in (q, keys, values)]
    out = functional.scaled_dot_product_attention(*heads)
    return out.transpose(1, 2).reshape(B, D), new
"""

DECODE_2 = """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    d = D // num_heads
    q, k, v = torch.split(x_BD @ W_qkv.T, D, dim=-1)
    k, v = k[:, None], v[:, None]
    if cache is not None:
        k = torch.cat((cache[0], k), 1)
        v = torch.cat((cache[1], v), 1)
    outs = []
    for h in range(num_heads):
        c = slice(h*d, (h+1)*d)
        s = (q[:, None, c] @ k[..., c].transpose(1, 2)) / d ** 0.5
        outs.append((s.softmax(-1) @ v[..., c])[:, 0])
    return torch.cat(outs, -1), (k, v)
"""

COUNT = """
def parameters(V, D, F, L):
    block = 4 * (D + 1) * D + (D + 1) * F + (F + 1) * D + 4 * D
    return V * D + L * block + 2 * D + (D + 1) * V

def multiplications(T, D, F, L):
    return L * (4 * T * D**2 + 2 * T**2 * D + 2 * T * D * F)

def widest(budget, V, L, H):
    D = 0
    while V * (D + H) + L * (12 * (D + H) ** 2 + 13 * (D + H)) + 2 * (D + H) + (D + H + 1) * V <= budget:
        D += H
    return D
"""

COUNT_2 = """
def parameters(V, D, F, L):
    block = 4 * (D * D + D) + (D + 1) * F + (F + 1) * D + 4 * D
    return V * D + L * block + 2 * D + (D + 1) * V

def multiplications(T, D, F, L):
    return L * (4 * T * D * D + 2 * T * T * D + 2 * T * D * F)

def widest(budget, V, L, H):
    best = 0
    D = H
    while parameters(V, D, 4 * D, L) <= budget:
        best = D
        D += H
    return best
"""

MISCONCEPTIONS = [
    {
        "task": "attention",
        "name": "softmax over the queries",
        "code": edited(
            ATTENTION, ("weights = scores.softmax(dim=-1)", "weights = scores.softmax(dim=-2)")
        ),
        "says": "runs over the queries",
    },
    {
        "task": "attention",
        "name": "forgets to scale",
        "code": edited(ATTENTION, (") / math.sqrt(q.shape[-1])", ")")),
        "says": "not divided by sqrt(d)",
    },
    {
        "task": "attention",
        "name": "divides by d",
        "code": edited(ATTENTION, ("math.sqrt(q.shape[-1])", "q.shape[-1]")),
        "says": "divided the scores by d",
    },
    {
        "task": "attention",
        "name": "divides by the root of the number of keys",
        "code": edited(ATTENTION, ("(q.shape[-1]", "(k.shape[-2]")),
        "says": "number of keys",
    },
    {
        "task": "attention",
        "name": "divides by the root of the values' width",
        "code": edited(ATTENTION, ("sqrt(q.shape", "sqrt(v.shape")),
        "says": "root of the values' width",
    },
    {
        "task": "attention",
        "name": "multiplies by the root",
        "code": edited(ATTENTION, ("-1) / math.sqrt", "-1) * math.sqrt")),
        "says": "multiplied by sqrt(d)",
    },
    {
        "task": "attention",
        "name": "scales after the softmax",
        "code": edited(
            ATTENTION,
            (") / math.sqrt(q.shape[-1])", ")"),
            ("return weights @ v", "return weights @ v / math.sqrt(q.shape[-1])"),
        ),
        "says": "after the softmax: divide the scores before",
    },
    {
        "task": "attention",
        "name": "softmax over the first axis",
        "code": edited(
            ATTENTION, ("weights = scores.softmax(dim=-1)", "weights = scores.softmax(dim=0)")
        ),
        "says": "runs over the",
    },
    {
        "task": "attention",
        "name": "softmax over axis 1",
        "code": edited(
            ATTENTION, ("weights = scores.softmax(dim=-1)", "weights = scores.softmax(dim=1)")
        ),
        "says": "runs over the queries",
    },
    {
        "task": "attention",
        "name": "leaves NaN in blind rows",
        "code": edited(
            ATTENTION,
            (
                """weights = scores.softmax(dim=-1)
    weights = torch.nan_to_num(weights)""",
                "weights = scores.softmax(dim=-1)",
            ),
        ),
        "says": "yours gets NaN",
    },
    {
        "task": "attention",
        "name": "fills with a large negative number",
        "code": edited(ATTENTION, (", -math.inf)", ", -1e9)")),
        "says": "mean of all values",
    },
    {
        "task": "attention",
        "name": "multiplies the scores by the mask",
        "code": edited(
            ATTENTION, ("scores = scores.masked_fill(~mask, -math.inf)", "scores = scores * mask")
        ),
        "says": "multiplied the scores by the mask",
    },
    {
        "task": "attention",
        "name": "sets weights to zero without a new division",
        "code": """
def attention(q, k, v, mask=None):
    weights = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(dim=-1)
    if mask is not None:
        weights = weights * mask
    return weights @ v
""",
        "says": "no longer adds up to 1",
    },
    {
        "task": "attention",
        "name": "turns the mask round",
        "code": edited(
            ATTENTION,
            ("masked_fill(~mask,", "masked_fill(mask,"),
            (
                """weights = scores.softmax(dim=-1)
    weights = torch.nan_to_num(weights)""",
                "weights = scores.softmax(dim=-1)",
            ),
        ),
        "says": "turned round",
    },
    {
        "task": "attention",
        "name": "turns the mask round, and clears NaN",
        "code": edited(ATTENTION, ("masked_fill(~mask,", "masked_fill(mask,")),
        "says": "turned round",
    },
    {
        "task": "attention",
        "name": "ignores the mask",
        "code": edited(ATTENTION, ("scores = scores.masked_fill(~mask, -math.inf)", "pass")),
        "says": "the mask is not used",
    },
    {
        "task": "attention",
        "name": "adds the mask as numbers",
        "code": edited(
            ATTENTION, ("scores = scores.masked_fill(~mask, -math.inf)", "scores = scores + mask")
        ),
        "says": "zeros and ones",
    },
    {
        "task": "attention",
        "name": "always computes in float32",
        "code": edited(ATTENTION, ("return weights @ v", "return (weights @ v).float()")),
        "says": "keep the dtype",
    },
    {
        "task": "attention",
        "name": "scales the caller's queries in place",
        "code": """
def attention(q, k, v, mask=None):
    q /= math.sqrt(q.shape[-1])
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return torch.nan_to_num(scores.softmax(dim=-1)) @ v
""",
        "says": "in place",
    },
    {
        "task": "attention",
        "name": "changes the caller's mask in place",
        "code": edited(ATTENTION, ("masked_fill(~mask, -", "masked_fill(mask.logical_not_(), -")),
        "says": "caller's mask in place",
    },
    {
        "task": "attention",
        "name": "fills with -100",
        "code": """
def attention(q, k, v, mask=None):
    s = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        s = s.masked_fill(~mask, -100.0)
        w = s.softmax(-1)
        return w.masked_fill(~mask.any(-1, keepdim=True), 0.0) @ v
    return s.softmax(-1) @ v
""",
        "says": "is not below every score",
    },
    {
        "task": "attention",
        "name": "divides exponentials that overflow",
        "code": """
def attention(q, k, v, mask=None):
    e = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).exp()
    if mask is not None:
        e = e * mask
    return e / e.sum(-1, keepdim=True).clamp_min(1e-9) @ v
""",
        "says": "exp of them overflows",
    },
    {
        "task": "attention",
        "name": "multiplies -inf by 0",
        "code": """
def attention(q, k, v, mask=None):
    s = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        s = s * mask - math.inf * (~mask)
    return s.softmax(-1) @ v
""",
        "says": "-inf times 0 is NaN",
    },
    {
        "task": "attention",
        "name": "divides by the root of the number of queries",
        "code": """
def attention(q, k, v, mask=None):
    s = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-2])
    if mask is not None:
        s = s.masked_fill(~mask, -math.inf)
    return torch.nan_to_num(s.softmax(-1)) @ v
""",
        "says": "number of queries",
    },
    {
        "task": "attention",
        "name": "clears a mask only where nobody may look anywhere",
        "code": """
def attention(q, k, v, mask=None):
    s = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        s = s.masked_fill(~mask, -math.inf)
    w = s.softmax(-1)
    if mask is not None and not mask.any():
        w = torch.zeros_like(w)
    return w @ v
""",
        "says": "yours gets NaN",
    },
    {
        "task": "multi_head",
        "name": "scales by the root of the model's width",
        "code": edited(MULTI_HEAD, ("(D // num_heads)", "(D)")),
        "says": "a head's dot product is only D / H wide",
    },
    {
        "task": "multi_head",
        "name": "does not scale",
        "code": edited(MULTI_HEAD, ("(D // num_heads)", "(1)")),
        "says": "not divided by the root of the head's width",
    },
    {
        "task": "multi_head",
        "name": "merges heads without a transpose",
        "code": edited(
            MULTI_HEAD, ("out = out.transpose(1, 2).reshape(B, T, D)", "out = out.reshape(B, T, D)")
        ),
        "says": "merged in the wrong order",
    },
    {
        "task": "multi_head",
        "name": "cuts heads out of the tokens",
        "code": edited(
            MULTI_HEAD,
            ("T, num_heads, D // num_heads).transpose(1, 2", "num_heads, T, D // num_heads"),
        ),
        "says": "mixes tokens",
    },
    {
        "task": "multi_head",
        "name": "cuts heads out of the tokens and merges alike",
        "code": edited(
            MULTI_HEAD,
            ("T, num_heads, D // num_heads).transpose(1, 2", "num_heads, T, D // num_heads"),
            ("out = out.transpose(1, 2).reshape(B, T, D)", "out = out.reshape(B, T, D)"),
        ),
        "says": "on the way in and on the way out",
    },
    {
        "task": "multi_head",
        "name": "gives each head every H-th column",
        "code": edited(
            MULTI_HEAD,
            (
                "num_heads, D // num_heads).transpose(1",
                "D // num_heads, num_heads).permute(0, 3, 1",
            ),
        ),
        "says": "every H-th column",
    },
    {
        "task": "multi_head",
        "name": "exchanges keys and queries",
        "code": edited(
            MULTI_HEAD,
            (
                "q, k, v = (x_BTD @ W_in.T + b_in).chunk(3, dim=-1)",
                """q, k, v = (x_BTD @ W_in.T + b_in).chunk(3, dim=-1)
    q, k = k, q""",
            ),
        ),
        "says": "keys and queries are exchanged",
    },
    {
        "task": "multi_head",
        "name": "exchanges values and keys",
        "code": edited(
            MULTI_HEAD,
            (
                "q, k, v = (x_BTD @ W_in.T + b_in).chunk(3, dim=-1)",
                """q, k, v = (x_BTD @ W_in.T + b_in).chunk(3, dim=-1)
    k, v = v, k""",
            ),
        ),
        "says": "values and keys are exchanged",
    },
    {
        "task": "multi_head",
        "name": "forgets the first bias",
        "code": edited(MULTI_HEAD, ("W_in.T + b_in).chunk", "W_in.T).chunk")),
        "says": "b_in is missing",
    },
    {
        "task": "multi_head",
        "name": "forgets the last map",
        "code": edited(MULTI_HEAD, ("return out @ W_out.T + b_out", "return out")),
        "says": "W_out and b_out",
    },
    {
        "task": "multi_head",
        "name": "forgets the last bias",
        "code": edited(MULTI_HEAD, ("return out @ W_out.T + b_out", "return out @ W_out.T")),
        "says": "b_out is missing",
    },
    {
        "task": "multi_head",
        "name": "multiplies by W_out itself",
        "code": edited(MULTI_HEAD, ("return out @ W_out.T + b_out", "return out @ W_out + b_out")),
        "says": "not by its transpose",
    },
    {
        "task": "multi_head",
        "name": "ignores causal",
        "code": edited(MULTI_HEAD, ("if causal:", "if False:")),
        "says": "has no effect",
    },
    {
        "task": "multi_head",
        "name": "is always causal",
        "code": edited(MULTI_HEAD, ("if causal:", "if True:")),
        "says": "always causal",
    },
    {
        "task": "multi_head",
        "name": "lets a token see its successor",
        "code": edited(MULTI_HEAD, (").triu(1), -", ").triu(2), -")),
        "says": "sees its successor",
    },
    {
        "task": "multi_head",
        "name": "hides a token from itself",
        "code": edited(MULTI_HEAD, (").triu(1), -", ").triu(0), -")),
        "says": "does not see itself",
    },
    {
        "task": "multi_head",
        "name": "softmax over the queries",
        "code": edited(
            MULTI_HEAD, ("out = scores.softmax(dim=-1) @ v", "out = scores.softmax(dim=-2) @ v")
        ),
        "says": "runs over the queries",
    },
    {
        "task": "multi_head",
        "name": "has one head",
        "code": """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    q, k, v = (x_BTD @ W_in.T + b_in).chunk(3, dim=-1)
    return functional.scaled_dot_product_attention(q, k, v, is_causal=causal) @ W_out.T + b_out
""",
        "says": "all heads are one",
    },
    {
        "task": "multi_head",
        "name": "returns float32",
        "code": edited(
            MULTI_HEAD, ("return out @ W_out.T + b_out", "return (out @ W_out.T + b_out).float()")
        ),
        "says": "keep the dtype",
    },
    {
        "task": "multi_head",
        "name": "adds into the caller's bias",
        "code": """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    B, T, D = x_BTD.shape
    x_BTD -= 0.5
    q, k, v = (x_BTD @ W_in.T + 0.5 * W_in.sum(dim=1) + b_in).chunk(3, dim=-1)
    q, k, v = (u.reshape(B, T, num_heads, -1).transpose(1, 2) for u in (q, k, v))
    out = functional.scaled_dot_product_attention(q, k, v, is_causal=causal)
    return out.transpose(1, 2).reshape(B, T, D) @ W_out.T + b_out
""",
        "says": "in place",
    },
    {
        "task": "multi_head",
        "name": "takes every third row",
        "code": edited(
            MULTI_HEAD_2,
            (
                """Wq, Wk, Wv = W_in[:D], W_in[D:2*D], W_in[2*D:]
    bq, bk, bv = b_in[:D], b_in[D:2*D], b_in[2*D:]""",
                """Wq, Wk, Wv = W_in[0::3], W_in[1::3], W_in[2::3]
    bq, bk, bv = b_in[0::3], b_in[1::3], b_in[2::3]""",
            ),
        ),
        "says": "every third row",
    },
    {
        "task": "multi_head",
        "name": "multiplies by the blocks of W_in themselves",
        "code": edited(
            MULTI_HEAD_2,
            (
                "Wq.T + bq, x_BTD @ Wk.T + bk, x_BTD @ Wv.T +",
                "Wq + bq, x_BTD @ Wk + bk, x_BTD @ Wv +",
            ),
        ),
        "says": "not by their transposes",
    },
    {
        "task": "multi_head",
        "name": "adds the last bias for each head",
        "code": edited(MULTI_HEAD_2, ("W_out.T + b_out", "W_out.T + num_heads * b_out")),
        "says": "once for each head",
    },
    {
        "task": "multi_head",
        "name": "adds a residual",
        "code": edited(MULTI_HEAD_2, ("return torch.", "return x_BTD + torch.")),
        "says": "without a residual",
    },
    {
        "task": "multi_head",
        "name": "divides by the root of the number of heads",
        "code": edited(MULTI_HEAD_2, ("math.sqrt(d)", "math.sqrt(num_heads)")),
        "says": "number of heads",
    },
    {
        "task": "multi_head",
        "name": "divides by the head's width",
        "code": edited(MULTI_HEAD_2, ("math.sqrt(d)", "d")),
        "says": "its root is their standard deviation",
    },
    {
        "task": "multi_head",
        "name": "looks ahead only",
        "code": edited(MULTI_HEAD_2, ("bool).tril() if", "bool).triu() if")),
        "says": "sees those after it",
    },
    {
        "task": "multi_head",
        "name": "fills the future with 0",
        "code": edited(
            MULTI_HEAD_2,
            ("s = s.masked_fill(~mask, float('-inf'))", "s = s.masked_fill(~mask, 0.0)"),
        ),
        "says": "0 is a score like any other",
    },
    {
        "task": "multi_head",
        "name": "reads W_in head by head",
        "code": edited(
            MULTI_HEAD_2,
            (
                """Wq, Wk, Wv = W_in[:D], W_in[D:2*D], W_in[2*D:]
    bq, bk, bv = b_in[:D], b_in[D:2*D], b_in[2*D:]""",
                """Wq, Wk, Wv = (u.reshape(D, D) for u in W_in.reshape(num_heads, 3, d, D).unbind(1))
    bq, bk, bv = (u.reshape(D) for u in b_in.reshape(num_heads, 3, d).unbind(1))""",
            ),
        ),
        "says": "head by head",
    },
    {
        "task": "multi_head",
        "name": "gives a bias to the queries only",
        "code": edited(MULTI_HEAD_2, ("T + bk, x_BTD @ Wv.T + bv", "T, x_BTD @ Wv.T")),
        "says": "reaches the queries only",
    },
    {
        "task": "multi_head",
        "name": "stacks the heads behind the last axis",
        "code": edited(MULTI_HEAD_2, ("cat(outs, -1", "stack(outs, -1).reshape(B, T, D")),
        "says": "like cards",
    },
    {
        "task": "tokens",
        "name": "only reshapes",
        "code": edited(
            TOKENS,
            (
                """cut = images.reshape(B, C, h // patch, patch, w // patch, patch)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * patch * patch)""",
                "return images.reshape(B, -1, C * patch * patch)",
            ),
        ),
        "says": "you only reshaped",
    },
    {
        "task": "tokens",
        "name": "puts the channels last",
        "code": edited(TOKENS, ("4, 1, 3, 5).reshape", "4, 3, 5, 1).reshape")),
        "says": "channels come last",
    },
    {
        "task": "tokens",
        "name": "goes column by column",
        "code": edited(TOKENS, ("(0, 2, 4, 1,", "(0, 4, 2, 1,")),
        "says": "column by column: the order is row by row",
    },
    {
        "task": "tokens",
        "name": "transposes each patch",
        "code": edited(TOKENS, ("1, 3, 5).reshape", "1, 5, 3).reshape")),
        "says": "within a patch the pixels go column by column",
    },
    {
        "task": "tokens",
        "name": "keeps the channels in front of the patches",
        "code": edited(TOKENS, ("0, 2, 4, 1, 3", "0, 1, 2, 4, 3")),
        "says": "patches and channels are mixed",
    },
    {
        "task": "tokens",
        "name": "takes every n-th pixel",
        "code": edited(
            TOKENS,
            (
                """cut = images.reshape(B, C, h // patch, patch, w // patch, patch)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * patch * patch)""",
                """cut = images.reshape(B, C, patch, h // patch, patch, w // patch)
    return cut.permute(0, 3, 5, 1, 2, 4).reshape(B, -1, C * patch * patch)""",
            ),
        ),
        "says": "every n-th pixel",
    },
    {
        "task": "tokens",
        "name": "cuts off what does not fit",
        "code": edited(
            TOKENS,
            (
                'raise ValueError("no fit")',
                "images, h, w = images[:, :, : h // patch * patch, : w // patch * patch], h // patch * patch, w // patch * patch",
            ),
        ),
        "says": "raise a ValueError",
    },
    {
        "task": "tokens",
        "name": "checks the height only",
        "code": edited(TOKENS, ("if h % patch or w % patch:", "if h % patch:")),
        "says": "do not fit",
    },
    {
        "task": "tokens",
        "name": "checks that both do not fit",
        "code": edited(TOKENS, ("if h % patch or w % patch:", "if h % patch and w % patch:")),
        "says": "raise a ValueError",
    },
    {
        "task": "tokens",
        "name": "makes float32 patches",
        "code": edited(TOKENS, ("patch * patch)", "patch * patch).float()")),
        "says": "keep the dtype",
    },
    {
        "task": "tokens",
        "name": "sines first, then cosines",
        "code": edited(
            TOKENS,
            (
                "stack([angle.sin(), angle.cos()], dim=-1).reshape(T, D",
                "cat([angle.sin(), angle.cos()], dim=-1",
            ),
        ),
        "says": "stand in turns",
    },
    {
        "task": "tokens",
        "name": "exchanges sine and cosine",
        "code": edited(TOKENS, ("sin(), angle.cos", "cos(), angle.sin")),
        "says": "sine and cosine are exchanged",
    },
    {
        "task": "tokens",
        "name": "takes i in place of 2i",
        "code": edited(TOKENS, ("arange(0, D, 2) / D", "arange(0, D // 2) / D")),
        "says": "the exponent is -i/D",
    },
    {
        "task": "tokens",
        "name": "doubles the columns twice",
        "code": edited(TOKENS, ("* (-torch.arange(", "* (-2 * torch.arange(")),
        "says": "the exponent is -4i/D",
    },
    {
        "task": "tokens",
        "name": "counts places from 1",
        "code": edited(TOKENS, (".arange(T)[:", ".arange(1, T + 1)[:")),
        "says": "places start at 0",
    },
    {
        "task": "tokens",
        "name": "lets the frequencies grow",
        "code": edited(TOKENS, ("* (-torch.arange", "* (torch.arange")),
        "says": "the exponent is negative",
    },
    {
        "task": "tokens",
        "name": "gives each column its own frequency",
        "code": edited(
            TOKENS,
            (
                """angle = torch.arange(T)[:, None] * 10000.0 ** (-torch.arange(0, D, 2) / D)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).reshape(T, D)""",
                """angle = torch.arange(T)[:, None] * 10000.0 ** (-torch.arange(D) / D)
    return torch.where(torch.arange(D) % 2 == 0, angle.sin(), angle.cos())""",
            ),
        ),
        "says": "have different frequencies",
    },
    {
        "task": "tokens",
        "name": "makes sines only",
        "code": edited(TOKENS, (", angle.cos()],", ", angle.sin()],")),
        "says": "all columns are sines",
    },
    {
        "task": "tokens",
        "name": "returns float64",
        "code": edited(TOKENS, ("reshape(T, D)", "reshape(T, D).double()")),
        "says": "should be float32",
    },
    {
        "task": "tokens",
        "name": "checks the number of pixels",
        "code": edited(
            TOKENS_2, ("if h % patch != 0 or w % patch != 0:", "if (h * w) % patch**2 != 0:")
        ),
        "says": "(yours returned (1, 2, 8))",
    },
    {
        "task": "tokens",
        "name": "puts the patches before the images",
        "code": edited(
            TOKENS_2, ("return torch.stack(out, dim=1)", "return torch.stack(out, dim=0)")
        ),
        "says": "patches come first",
    },
    {
        "task": "tokens",
        "name": "asserts",
        "code": edited(
            TOKENS_2,
            (
                """if h % patch != 0 or w % patch != 0:
        raise ValueError('does not fit')""",
                "assert h % patch == 0 and w % patch == 0",
            ),
        ),
        "says": "yours raised AssertionError",
    },
    {
        "task": "tokens",
        "name": "lets the last pair end at 10000",
        "code": edited(
            TOKENS_2, ("w = 10000 ** (-2 * i / D)", "w = 10000 ** (-i / max(D // 2 - 1, 1))")
        ),
        "says": "-2i/(D - 2)",
    },
    {
        "task": "tokens",
        "name": "rounds the exponent",
        "code": edited(TOKENS_2, ("w = 10000 ** (-2 * i / D)", "w = 10000 ** (-2 * i // D)")),
        "says": "rounds the exponent down",
    },
    {
        "task": "tokens",
        "name": "counts angles in turns",
        "code": edited(
            TOKENS_2,
            (
                """out[t, 2*i] = math.sin(t * w)
            out[t, 2*i+1] = math.cos(t * w)""",
                """out[t, 2*i] = math.sin(2 * math.pi * t * w)
            out[t, 2*i+1] = math.cos(2 * math.pi * t * w)""",
            ),
        ),
        "says": "without 2π",
    },
    {
        "task": "factors",
        "name": "thinks that weights grow with the length",
        "code": """
weights, cache, parameters, spread = 4, 4, 1, 3
""",
        "says": "each has four times as many keys",
    },
    {
        "task": "factors",
        "name": "counts the added pairs",
        "code": """
weights, cache, parameters, spread = 15, 4, 1, 3
""",
        "says": "added pairs only",
    },
    {
        "task": "factors",
        "name": "takes the cache for quadratic",
        "code": """
weights, cache, parameters, spread = 16, 16, 1, 3
""",
        "says": "nothing for pairs",
    },
    {
        "task": "factors",
        "name": "doubles the cache for keys and values",
        "code": """
weights, cache, parameters, spread = 16, 8, 1, 3
""",
        "says": "this 2 is no growth",
    },
    {
        "task": "factors",
        "name": "takes the cache for constant",
        "code": """
weights, cache, parameters, spread = 16, 1, 1, 3
""",
        "says": "grows with each token",
    },
    {
        "task": "factors",
        "name": "lets the parameters grow",
        "code": """
weights, cache, parameters, spread = 16, 4, 4, 3
""",
        "says": "shared by all tokens",
    },
    {
        "task": "factors",
        "name": "takes attention weights for parameters",
        "code": """
weights, cache, parameters, spread = 16, 4, 16, 3
""",
        "says": "they are no parameters",
    },
    {
        "task": "factors",
        "name": "answers 0 for no growth",
        "code": """
weights, cache, parameters, spread = 16, 4, 0, 3
""",
        "says": "a factor of 0",
    },
    {
        "task": "factors",
        "name": "gives the variance",
        "code": """
weights, cache, parameters, spread = 16, 4, 1, 9
""",
        "says": "factor of the variance",
    },
    {
        "task": "factors",
        "name": "has divided already",
        "code": """
weights, cache, parameters, spread = 16, 4, 1, 1
""",
        "says": "nothing is divided yet",
    },
    {
        "task": "factors",
        "name": "leaves one open",
        "code": """
weights, cache, parameters, spread = 16, 4, 1, None
""",
        "says": "still None",
    },
    {
        "task": "factors",
        "name": "writes a word",
        "code": """
weights, cache, parameters, spread = 16, 4, 1, "3"
""",
        "says": "plain number",
    },
    {
        "task": "block",
        "name": "leaves it as it was",
        "code": """
def block(x_BTD, W_qkv, W_out, W1, W2):
    def norm(u):
        centred = u - u.mean(dim=1, keepdim=True)
        return centred / (centred.square().mean(dim=1, keepdim=True) + 1e-5).sqrt()

    x = norm(x_BTD)
    q, k, v = (x @ W_qkv.T).chunk(3, dim=-1)
    x = x + functional.scaled_dot_product_attention(q, k, v, is_causal=True) @ W_out.T
    return x + (x @ W1.T).relu() @ W2.T
""",
        "says": "nothing is mended yet",
    },
    {
        "task": "block",
        "name": "mends the axis only",
        "code": edited(
            BLOCK,
            (
                """x = x_BTD
    q, k, v = (norm(x) @ W_qkv.T).chunk(3, dim=-1)""",
                """x = norm(x_BTD)
    q, k, v = (x @ W_qkv.T).chunk(3, dim=-1)""",
            ),
            ("return x + (norm(x) @ W1.T).relu() @ W2.T", "return x + (x @ W1.T).relu() @ W2.T"),
        ),
        "says": "two faults are left. the residual",
    },
    {
        "task": "block",
        "name": "mends the residual only",
        "code": edited(
            BLOCK,
            (
                """centred = u - u.mean(dim=-1, keepdim=True)
        return centred / (centred.square().mean(dim=-1, keepdim=True) + 1e-5).sqrt()""",
                """centred = u - u.mean(dim=1, keepdim=True)
        return centred / (centred.square().mean(dim=1, keepdim=True) + 1e-5).sqrt()""",
            ),
            ("return x + (norm(x) @ W1.T).relu() @ W2.T", "return x + (x @ W1.T).relu() @ W2.T"),
        ),
        "says": "two faults are left. your norm runs over the tokens",
    },
    {
        "task": "block",
        "name": "mends the second norm only",
        "code": """
def block(x_BTD, W_qkv, W_out, W1, W2):
    def norm(u):
        centred = u - u.mean(dim=1, keepdim=True)
        return centred / (centred.square().mean(dim=1, keepdim=True) + 1e-5).sqrt()

    x = norm(x_BTD)
    q, k, v = (x @ W_qkv.T).chunk(3, dim=-1)
    x = x + functional.scaled_dot_product_attention(q, k, v, is_causal=True) @ W_out.T
    return x + (norm(x) @ W1.T).relu() @ W2.T
""",
        "says": "two faults are left. your norm runs over the tokens",
    },
    {
        "task": "block",
        "name": "leaves the axis",
        "code": edited(
            BLOCK,
            (
                """centred = u - u.mean(dim=-1, keepdim=True)
        return centred / (centred.square().mean(dim=-1, keepdim=True) + 1e-5).sqrt()""",
                """centred = u - u.mean(dim=1, keepdim=True)
        return centred / (centred.square().mean(dim=1, keepdim=True) + 1e-5).sqrt()""",
            ),
        ),
        "says": "your norm runs over the tokens",
    },
    {
        "task": "block",
        "name": "leaves the residual",
        "code": edited(
            BLOCK,
            (
                """x = x_BTD
    q, k, v = (norm(x) @ W_qkv.T).chunk(3, dim=-1)""",
                """x = norm(x_BTD)
    q, k, v = (x @ W_qkv.T).chunk(3, dim=-1)""",
            ),
        ),
        "says": "the residual of the first half is norm(x)",
    },
    {
        "task": "block",
        "name": "leaves the MLP without a norm",
        "code": edited(
            BLOCK,
            ("return x + (norm(x) @ W1.T).relu() @ W2.T", "return x + (x @ W1.T).relu() @ W2.T"),
        ),
        "says": "the MLP gets x without a norm",
    },
    {
        "task": "block",
        "name": "takes the unbiased variance",
        "code": edited(BLOCK, ("centred.square().mean", "u.var")),
        "says": "divides by D - 1",
    },
    {
        "task": "block",
        "name": "loses the causal mask",
        "code": edited(BLOCK, ("is_causal=True) @", "is_causal=False) @")),
        "says": "the causal mask has gone",
    },
    {
        "task": "block",
        "name": "loses the second residual",
        "code": edited(
            BLOCK,
            ("return x + (norm(x) @ W1.T).relu() @ W2.T", "return (norm(x) @ W1.T).relu() @ W2.T"),
        ),
        "says": "the second residual is missing",
    },
    {
        "task": "block",
        "name": "turns it into post-norm",
        "code": edited(
            BLOCK,
            ("= (norm(x) @ W_qkv", "= (x @ W_qkv"),
            (
                "x + (norm(x) @ W1.T).relu() @ W2.T",
                "norm(norm(x) + (norm(x) @ W1.T).relu() @ W2.T)",
            ),
        ),
        "says": "post-norm",
    },
    {
        "task": "block",
        "name": "normalises tokens and features together",
        "code": edited(
            BLOCK,
            (
                """centred = u - u.mean(dim=-1, keepdim=True)
        return centred / (centred.square().mean(dim=-1, keepdim=True) + 1e-5).sqrt()""",
                """centred = u - u.mean(dim=(1, 2), keepdim=True)
        return centred / (centred.square().mean(dim=(1, 2), keepdim=True) + 1e-5).sqrt()""",
            ),
        ),
        "says": "tokens and features together",
    },
    {
        "task": "block",
        "name": "normalises over the batch",
        "code": edited(
            BLOCK,
            (
                """centred = u - u.mean(dim=-1, keepdim=True)
        return centred / (centred.square().mean(dim=-1, keepdim=True) + 1e-5).sqrt()""",
                """centred = u - u.mean(dim=0, keepdim=True)
        return centred / (centred.square().mean(dim=0, keepdim=True) + 1e-5).sqrt()""",
            ),
        ),
        "says": "runs over the batch",
    },
    {
        "task": "block",
        "name": "drops the ReLU",
        "code": edited(
            BLOCK, ("return x + (norm(x) @ W1.T).relu() @ W2.T", "return x + norm(x) @ W1.T @ W2.T")
        ),
        "says": "the ReLU has gone",
    },
    {
        "task": "block",
        "name": "adds into the caller's x",
        "code": """
def block(x_BTD, W_qkv, W_out, W1, W2):
    D = x_BTD.shape[-1]
    q, k, v = (functional.layer_norm(x_BTD, [D]) @ W_qkv.T).chunk(3, dim=-1)
    x_BTD += functional.scaled_dot_product_attention(q, k, v, is_causal=True) @ W_out.T
    x_BTD += (functional.layer_norm(x_BTD, [D]) @ W1.T).relu() @ W2.T
    return x_BTD
""",
        "says": "in place",
    },
    {
        "task": "block",
        "name": "returns float32",
        "code": edited(
            BLOCK,
            ("x + (norm(x) @ W1.T).relu() @ W2.T", "(x + (norm(x) @ W1.T).relu() @ W2.T).float()"),
        ),
        "says": "keep the dtype",
    },
    {
        "task": "block",
        "name": "mends the mean only",
        "code": edited(BLOCK_2, (").mean(dim=-1, keepdim=True", ").mean(dim=1, keepdim=True")),
        "says": "variance over the tokens still",
    },
    {
        "task": "block",
        "name": "takes the norm for the second residual",
        "code": edited(
            BLOCK_2,
            (
                "return x + (norm(x) @ W1.T).relu() @ W2.T",
                """x = norm(x)
    return x + (x @ W1.T).relu() @ W2.T""",
            ),
        ),
        "says": "residual of the second half",
    },
    {
        "task": "block",
        "name": "takes the block's input for the second residual",
        "code": edited(BLOCK_2, ("return x + (", "return x_BTD + (")),
        "says": "second residual is the block's input",
    },
    {
        "task": "block",
        "name": "gives the MLP the norm of the block's input",
        "code": edited(BLOCK_2, ("+ (norm(x) @ W1", "+ (norm(x_BTD) @ W1")),
        "says": "norm of the block's input",
    },
    {
        "task": "block",
        "name": "puts the norm behind the MLP",
        "code": edited(
            BLOCK_2,
            (
                "return x + (norm(x) @ W1.T).relu() @ W2.T",
                "return x + norm((x @ W1.T).relu() @ W2.T)",
            ),
        ),
        "says": "stands behind the MLP",
    },
    {
        "task": "block",
        "name": "ends with a norm",
        "code": edited(
            BLOCK_2,
            (
                "return x + (norm(x) @ W1.T).relu() @ W2.T",
                """x = x + (norm(x) @ W1.T).relu() @ W2.T
    return norm(x)""",
            ),
        ),
        "says": "norm at the end",
    },
    {
        "task": "block",
        "name": "adds 10^-5 to the root",
        "code": edited(BLOCK_2, (") + 1e-5).sqrt()", ").sqrt() + 1e-5)")),
        "says": "belongs under it",
    },
    {
        "task": "causal_loss",
        "name": "does not shift",
        "code": edited(
            CAUSAL_LOSS,
            (
                """real = torch.arange(1, T) < lengths_B[:, None]
    logits, targets = logits_BTK[:, :-1], tokens_BT[:, 1:]""",
                """real = torch.arange(T) < lengths_B[:, None]
    logits, targets = logits_BTK, tokens_BT""",
            ),
        ),
        "says": "held against token t: they foretell",
    },
    {
        "task": "causal_loss",
        "name": "neither shifts nor masks",
        "code": edited(
            CAUSAL_LOSS,
            ("[:, :-1], tokens_BT[:, 1:]", ", tokens_BT"),
            ("return losses[real].mean()", "return losses.mean()"),
        ),
        "says": "and padding counts",
    },
    {
        "task": "causal_loss",
        "name": "shifts the wrong way",
        "code": edited(CAUSAL_LOSS, (":-1], tokens_BT[:, 1:", "1:], tokens_BT[:, :-1")),
        "says": "the wrong way",
    },
    {
        "task": "causal_loss",
        "name": "counts the padding",
        "code": edited(CAUSAL_LOSS, ("return losses[real].mean()", "return losses.mean()")),
        "says": "padding counts as a target",
    },
    {
        "task": "causal_loss",
        "name": "counts the first padded token",
        "code": edited(CAUSAL_LOSS, ("arange(1, T) <", "arange(T - 1) <")),
        "says": "one target too many",
    },
    {
        "task": "causal_loss",
        "name": "leaves out the last real token",
        "code": edited(CAUSAL_LOSS, ("arange(1, T) <", "arange(2, T + 1) <")),
        "says": "one target too few",
    },
    {
        "task": "causal_loss",
        "name": "means of means",
        "code": edited(
            CAUSAL_LOSS,
            (
                "losses[real]",
                "torch.stack([row[k].mean() for row, k in zip(losses, real) if k.any()])",
            ),
        ),
        "says": "each sequence counts alike",
    },
    {
        "task": "causal_loss",
        "name": "sums",
        "code": edited(CAUSAL_LOSS, ("return losses[real].mean()", "return losses[real].sum()")),
        "says": "this is the sum",
    },
    {
        "task": "causal_loss",
        "name": "divides by all places",
        "code": edited(
            CAUSAL_LOSS, ("return losses[real].mean()", "return (losses * real).mean()")
        ),
        "says": "divided by all places",
    },
    {
        "task": "causal_loss",
        "name": "divides by the number of sequences",
        "code": edited(
            CAUSAL_LOSS, ("return losses[real].mean()", "return (losses * real).sum() / B")
        ),
        "says": "divided by the number of sequences",
    },
    {
        "task": "causal_loss",
        "name": "measures bits",
        "code": edited(
            CAUSAL_LOSS, ("return losses[real].mean()", "return losses[real].mean() / math.log(2)")
        ),
        "says": "these are bits",
    },
    {
        "task": "causal_loss",
        "name": "forgets the sign",
        "code": edited(CAUSAL_LOSS, ("return losses[real].mean()", "return -losses[real].mean()")),
        "says": "the sign",
    },
    {
        "task": "causal_loss",
        "name": "returns a plain number",
        "code": edited(
            CAUSAL_LOSS, ("return losses[real].mean()", "return losses[real].mean().item()")
        ),
        "says": "a tensor",
    },
    {
        "task": "causal_loss",
        "name": "cuts the graph",
        "code": edited(
            CAUSAL_LOSS, ("return losses[real].mean()", "return losses[real].mean().detach()")
        ),
        "says": "that one can differentiate",
    },
    {
        "task": "causal_loss",
        "name": "changes the padding in place",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    T = tokens_BT.shape[1]
    tokens_BT[torch.arange(T) >= lengths_B[:, None]] = -100
    return functional.cross_entropy(logits_BTK[:, :-1].transpose(1, 2), tokens_BT[:, 1:])
""",
        "says": "in place",
    },
    {
        "task": "causal_loss",
        "name": "means of means, with NaN for a single token",
        "code": edited(
            CAUSAL_LOSS,
            ("losses[real]", "torch.stack([row[k].mean() for row, k in zip(losses, real)])"),
        ),
        "says": "each sequence counts alike",
    },
    {
        "task": "causal_loss",
        "name": "takes token 0 for padding",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    return functional.cross_entropy(logits_BTK[:, :-1].flatten(0, 1), tokens_BT[:, 1:].flatten(), ignore_index=0)
""",
        "says": "passed over every token 0",
    },
    {
        "task": "causal_loss",
        "name": "divides by the number of real tokens",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    keep = torch.arange(1, T) < lengths_B[:, None]
    loss = functional.cross_entropy(logits_BTK[:, :-1].flatten(0, 1), tokens_BT[:, 1:].flatten(), reduction='none').reshape(B, T - 1)
    return (loss * keep).sum() / lengths_B.sum()
""",
        "says": "number of real tokens",
    },
    {
        "task": "causal_loss",
        "name": "gives shares to cross_entropy",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    keep = torch.arange(1, T) < lengths_B[:, None]
    loss = functional.cross_entropy(logits_BTK[:, :-1].softmax(-1).flatten(0, 1), tokens_BT[:, 1:].flatten(), reduction='none').reshape(B, T - 1)
    return loss[keep].mean()
""",
        "says": "cross_entropy takes logits",
    },
    {
        "task": "causal_loss",
        "name": "sets the logits at the padding to 0",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    keep = (torch.arange(T) < lengths_B[:, None])
    logits = logits_BTK * keep[..., None]
    return functional.cross_entropy(logits[:, :-1].flatten(0, 1), tokens_BT[:, 1:].flatten())
""",
        "says": "logits of 0",
    },
    {
        "task": "causal_loss",
        "name": "reshapes to (B, K, T)",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    keep = torch.arange(1, T) < lengths_B[:, None]
    loss = functional.cross_entropy(logits_BTK[:, :-1].reshape(B, K, T - 1), tokens_BT[:, 1:], reduction='none')
    return loss[keep].mean()
""",
        "says": "mixes places and kinds",
    },
    {
        "task": "causal_loss",
        "name": "divides exponentials that overflow",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    keep = torch.arange(1, T) < lengths_B[:, None]
    p = logits_BTK.exp() / logits_BTK.exp().sum(-1, keepdim=True)
    loss = -p[:, :-1].gather(2, tokens_BT[:, 1:, None])[..., 0].log()
    return loss[keep].mean()
""",
        "says": "logits in the hundreds",
    },
    {
        "task": "causal_loss",
        "name": "takes the mean before the logarithm",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    keep = torch.arange(1, T) < lengths_B[:, None]
    p = logits_BTK.softmax(-1)[:, :-1].gather(2, tokens_BT[:, 1:, None])[..., 0]
    return -p[keep].mean().log()
""",
        "says": "before the logarithm",
    },
    {
        "task": "causal_loss",
        "name": "forgets the logarithm",
        "code": """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    B, T, K = logits_BTK.shape
    keep = torch.arange(1, T) < lengths_B[:, None]
    p = logits_BTK.softmax(-1)[:, :-1].gather(2, tokens_BT[:, 1:, None])[..., 0]
    return -p[keep].mean()
""",
        "says": "no logarithm",
    },
    {
        "task": "decode",
        "name": "looks at the new token only",
        "code": edited(DECODE, ("keys, values = new", "keys, values = k, v")),
        "says": "sees only itself",
    },
    {
        "task": "decode",
        "name": "forgets what was cached",
        "code": edited(
            DECODE, ("torch.cat([cache[0], k], dim=1), torch.cat([cache[1], v], dim=1)", "k, v")
        ),
        "says": "sees only itself",
    },
    {
        "task": "decode",
        "name": "does not see the new token",
        "code": edited(
            DECODE, ("keys, values = new", "keys, values = (k, v) if cache is None else cache")
        ),
        "says": "does not see itself",
    },
    {
        "task": "decode",
        "name": "scales by the model's width",
        "code": edited(
            DECODE,
            (
                "scaled_dot_product_attention(*heads)",
                "scaled_dot_product_attention(*heads, scale=D**-0.5)",
            ),
        ),
        "says": "the root of D",
    },
    {
        "task": "decode",
        "name": "does not scale",
        "code": edited(
            DECODE,
            (
                "scaled_dot_product_attention(*heads)",
                "scaled_dot_product_attention(*heads, scale=1.0)",
            ),
        ),
        "says": "not divided by the root of the head's width",
    },
    {
        "task": "decode",
        "name": "has one head",
        "code": edited(
            DECODE, (".reshape(B, -1, num_heads, D // num_heads).transpose(1, 2)", "[:, None]")
        ),
        "says": "only one head",
    },
    {
        "task": "decode",
        "name": "exchanges queries and keys",
        "code": edited(
            DECODE,
            (
                "q, k, v = (x_BD @ W_qkv.T)[:, None].chunk(3, dim=-1)",
                """q, k, v = (x_BD @ W_qkv.T)[:, None].chunk(3, dim=-1)
    q, k = k, q""",
            ),
        ),
        "says": "the first D rows of W_qkv make the query",
    },
    {
        "task": "decode",
        "name": "exchanges keys and values",
        "code": edited(
            DECODE,
            (
                "q, k, v = (x_BD @ W_qkv.T)[:, None].chunk(3, dim=-1)",
                """q, k, v = (x_BD @ W_qkv.T)[:, None].chunk(3, dim=-1)
    k, v = v, k""",
            ),
        ),
        "says": "keys and values are",
    },
    {
        "task": "decode",
        "name": "puts the newest first",
        "code": edited(
            DECODE,
            (
                "cache[0], k], dim=1), torch.cat([cache[1], v",
                "k, cache[0]], dim=1), torch.cat([v, cache[1]",
            ),
        ),
        "says": "the newest keys stand first",
    },
    {
        "task": "decode",
        "name": "joins the two in different orders",
        "code": edited(DECODE, ("[cache[1], v]", "[v, cache[1]]")),
        "says": "in one order and the values in the other",
    },
    {
        "task": "decode",
        "name": "looks at the last two only",
        "code": edited(
            DECODE, ("keys, values = new", "keys, values = (new[0][:, -2:], new[1][:, -2:])")
        ),
        "says": "only the last two tokens",
    },
    {
        "task": "decode",
        "name": "returns the cache the wrong way round",
        "code": edited(
            DECODE,
            ("0], k], dim=1), torch.cat([cache[1", "1], k], dim=1), torch.cat([cache[0"),
            ("reshape(B, D), new", "reshape(B, D), (new[1], new[0])"),
        ),
        "says": "wrong way round in the cache",
    },
    {
        "task": "decode",
        "name": "joins along the batch",
        "code": edited(
            DECODE, (", dim=1), torch.cat([cache[1], v], dim=1", "), torch.cat([cache[1], v]")
        ),
        "says": "the answer for token 1",
    },
    {
        "task": "decode",
        "name": "keeps only the last key",
        "code": edited(DECODE, ("reshape(B, D), new", "reshape(B, D), (k, v)")),
        "says": "newest of the keys only",
    },
    {
        "task": "decode",
        "name": "returns no cache",
        "code": edited(DECODE, ("reshape(B, D), new", "reshape(B, D), None")),
        "says": "pair (k, v)",
    },
    {
        "task": "decode",
        "name": "returns float32",
        "code": edited(DECODE, ("reshape(B, D), new", "reshape(B, D).float(), new")),
        "says": "keep the dtype",
    },
    {
        "task": "decode",
        "name": "changes the cache in place",
        "code": """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    q, k, v = (x_BD @ W_qkv.T)[:, None].chunk(3, dim=-1)
    new = (k, v) if cache is None else (torch.cat([cache[0], k], dim=1), torch.cat([cache[1], v], dim=1))
    if cache is not None:
        cache[0].mul_(0)
    heads = [u.reshape(B, -1, num_heads, D // num_heads).transpose(1, 2) for u in (q, *new)]
    return functional.scaled_dot_product_attention(*heads).transpose(1, 2).reshape(B, D), new
""",
        "says": "changed the cache that was handed in",
    },
    {
        "task": "decode",
        "name": "asks for a causal mask",
        "code": """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    q, k, v = (x_BD @ W_qkv.T).chunk(3, dim=-1)
    if cache is None:
        cache = [x_BD.new_zeros(B, 0, D), x_BD.new_zeros(B, 0, D)]
    cache = list(cache)
    cache[0] = torch.cat([cache[0], k[:, None]], 1)
    cache[1] = torch.cat([cache[1], v[:, None]], 1)
    sp = lambda u: u.reshape(B, -1, num_heads, D // num_heads).transpose(1, 2)
    out = functional.scaled_dot_product_attention(sp(q), sp(cache[0]), sp(cache[1]), is_causal=True)
    return out.reshape(B, D), tuple(cache)
""",
        "says": "oldest token only",
    },
    {
        "task": "decode",
        "name": "stacks the heads behind the last axis",
        "code": edited(DECODE_2, ("cat(outs, -1", "stack(outs, -1).reshape(B, D")),
        "says": "like cards",
    },
    {
        "task": "decode",
        "name": "gives each head every H-th column",
        "code": edited(DECODE_2, ("c = slice(h*d, (h+1)*d)", "c = slice(h, None, num_heads)")),
        "says": "every H-th column",
    },
    {
        "task": "decode",
        "name": "divides by the head's width",
        "code": edited(DECODE_2, (") / d ** 0.5", ") / d")),
        "says": "its root is their standard deviation",
    },
    {
        "task": "decode",
        "name": "softmax over the one query",
        "code": edited(DECODE_2, (".softmax(-1) @", ".softmax(1) @")),
        "says": "all weights are 1",
    },
    {
        "task": "decode",
        "name": "cuts heads out of the tokens",
        "code": """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    q, k, v = (x_BD @ W_qkv.T).chunk(3, dim=-1)
    k, v = k[:, None], v[:, None]
    if cache is not None:
        k, v = torch.cat([cache[0], k], 1), torch.cat([cache[1], v], 1)
    sp = lambda u: u.reshape(B, num_heads, -1, D // num_heads)
    out = functional.scaled_dot_product_attention(sp(q), sp(k), sp(v))
    return out.reshape(B, D), (k, v)
""",
        "says": "mixes tokens",
    },
    {
        "task": "decode",
        "name": "hands back a cache that is cut into heads",
        "code": edited(
            DECODE_2,
            (
                ", -1), (k, v)",
                ", -1), (k.reshape(B, -1, num_heads, d).transpose(1, 2), v.reshape(B, -1, num_heads, d).transpose(1, 2))",
            ),
        ),
        "says": "cut into heads",
    },
    {
        "task": "decode",
        "name": "hands back the newest only",
        "code": edited(DECODE_2, (", -1), (k, v)", ", -1), (k[:, -1:], v[:, -1:])")),
        "says": "newest of the",
    },
    {
        "task": "decode",
        "name": "hands back the old cache",
        "code": edited(
            DECODE_2,
            (
                "k, v = k[:, None], v[:, None]",
                """k, v = k[:, None], v[:, None]
    old = cache""",
            ),
            (", -1), (k, v)", ", -1), ((k, v) if old is None else old)"),
        ),
        "says": "without that of the new token",
    },
    {
        "task": "count",
        "name": "forgets all biases",
        "code": edited(
            COUNT,
            (
                """block = 4 * (D + 1) * D + (D + 1) * F + (F + 1) * D + 4 * D
    return V * D + L * block + 2 * D + (D + 1) * V""",
                """block = 4 * D * D + D * F + F * D + 4 * D
    return V * D + L * block + 2 * D + D * V""",
            ),
        ),
        "says": "the biases are missing",
    },
    {
        "task": "count",
        "name": "forgets the biases of the blocks",
        "code": edited(COUNT, ("(D + 1) * D + (D + 1) * F + (F + 1)", "D * D + D * F + F")),
        "says": "biases within the blocks",
    },
    {
        "task": "count",
        "name": "forgets the bias of the last map",
        "code": edited(COUNT, ("D + (D + 1) * V", "D + D * V")),
        "says": "bias of the last map",
    },
    {
        "task": "count",
        "name": "forgets the norms of the blocks",
        "code": edited(COUNT, (") * D + 4 * D", ") * D")),
        "says": "norms of the blocks",
    },
    {
        "task": "count",
        "name": "forgets the last norm",
        "code": edited(COUNT, ("+ 2 * D + (D", "+ (D")),
        "says": "the last norm is missing",
    },
    {
        "task": "count",
        "name": "forgets all norms",
        "code": edited(
            COUNT,
            (
                """block = 4 * (D + 1) * D + (D + 1) * F + (F + 1) * D + 4 * D
    return V * D + L * block + 2 * D + (D + 1) * V""",
                """block = 4 * (D + 1) * D + (D + 1) * F + (F + 1) * D
    return V * D + L * block + (D + 1) * V""",
            ),
        ),
        "says": "all norms are missing",
    },
    {
        "task": "count",
        "name": "counts one norm for a block",
        "code": edited(COUNT, (") * D + 4 * D", ") * D + 2 * D")),
        "says": "you counted one",
    },
    {
        "task": "count",
        "name": "counts three maps",
        "code": edited(COUNT, ("block = 4 * (", "block = 3 * (")),
        "says": "you counted three",
    },
    {
        "task": "count",
        "name": "forgets the table",
        "code": edited(COUNT, ("return V * D + L *", "return L *")),
        "says": "VD weights each",
    },
    {
        "task": "count",
        "name": "counts one block",
        "code": edited(COUNT, ("D + L * block + 2", "D + block + 2")),
        "says": "you counted one block",
    },
    {
        "task": "count",
        "name": "returns a float",
        "code": edited(COUNT, ("return V * D", "return 1.0 * V * D")),
        "says": "an int",
    },
    {
        "task": "count",
        "name": "forgets the mixing",
        "code": edited(COUNT, ("2 + 2 * T**2", "2 + T**2")),
        "says": "each is T²D",
    },
    {
        "task": "count",
        "name": "forgets scores and mixing",
        "code": edited(COUNT, ("T**2 * D + 2 * T *", "T *")),
        "says": "scores and mixing are missing",
    },
    {
        "task": "count",
        "name": "counts three maps in the products",
        "code": edited(COUNT, ("return L * (4 * T * D", "return L * (3 * T * D")),
        "says": "four maps from D to D, and you counted three",
    },
    {
        "task": "count",
        "name": "counts one map of the MLP",
        "code": edited(COUNT, ("* D + 2 * T * D *", "* D + T * D *")),
        "says": "the MLP has two maps",
    },
    {
        "task": "count",
        "name": "counts one block's products",
        "code": edited(
            COUNT,
            (
                "L * (4 * T * D**2 + 2 * T**2 * D + 2 * T * D * F)",
                "4 * T * D**2 + 2 * T**2 * D + 2 * T * D * F",
            ),
        ),
        "says": "you counted one block",
    },
    {
        "task": "count",
        "name": "counts FLOPs",
        "code": edited(COUNT, ("return L * (", "return 2 * L * (")),
        "says": "multiplications and additions",
    },
    {
        "task": "count",
        "name": "halves the scores for the mask",
        "code": edited(COUNT, ("+ 2 * T**2 *", "+ T * (T + 1) *")),
        "says": "halves nothing",
    },
    {
        "task": "count",
        "name": "forgets the width in the scores",
        "code": edited(COUNT, ("T**2 * D + 2 *", "T**2 + 2 *")),
        "says": "and yours has T²",
    },
    {
        "task": "count",
        "name": "counts one token's maps",
        "code": edited(COUNT, ("T * D**2 + 2 * T**2 * D + 2 * T", "D**2 + 2 * T**2 * D + 2")),
        "says": "one token's share",
    },
    {
        "task": "count",
        "name": "returns the first that does not fit",
        "code": edited(COUNT, ("return D", "return D + H")),
        "says": "no longer fits",
    },
    {
        "task": "count",
        "name": "ignores the heads",
        "code": edited(
            COUNT,
            (
                "def widest(budget, V, L, H):",
                """def widest(budget, V, L, H):
    H = 1""",
            ),
        ),
        "says": "multiple of the number of heads",
    },
    {
        "task": "count",
        "name": "leaves the last parameter unused",
        "code": edited(COUNT, ("V <= budget:", "V < budget:")),
        "says": "to the last parameter",
    },
    {
        "task": "count",
        "name": "starts from one head",
        "code": edited(COUNT, ("D = 0", "D = H")),
        "says": "not even D = H fits",
    },
    {
        "task": "count",
        "name": "returns the number of heads' widths",
        "code": edited(COUNT, ("return D", "return D // H")),
        "says": "the width is H times that",
    },
    {
        "task": "count",
        "name": "takes the table for the last map",
        "code": edited(
            COUNT_2,
            ("return V * D + L * block + 2 * D + (D + 1) * V", "return V * D + L * block + 2 * D"),
        ),
        "says": "not the table once more",
    },
    {
        "task": "count",
        "name": "counts biases as products",
        "code": edited(COUNT_2, ("return L * (4 * T *", "return L * (5 * T * D + T * F + 4 * T *")),
        "says": "biases are added",
    },
    {
        "task": "count",
        "name": "counts with F = D",
        "code": edited(
            COUNT_2,
            (
                "while parameters(V, D, 4 * D, L) <= budget:",
                "while parameters(V, D, D, L) <= budget:",
            ),
        ),
        "says": "counted with F = D",
    },
    {
        "task": "count",
        "name": "gives the second map of the MLP F biases",
        "code": edited(COUNT_2, ("+ (F + 1) * D +", "+ F * D + F +")),
        "says": "you gave it F",
    },
]
