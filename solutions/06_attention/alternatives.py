"""Right answers to the gate of session 06 by other methods than the authored ones."""

ALTERNATIVES = {
    "attention": [
        """
def attention(q, k, v, mask=None):
    if mask is not None:
        mask = mask.expand(*q.shape[:-1], k.shape[-2])
    q2, k2, v2 = (u.reshape(-1, *u.shape[-2:]) for u in (q, k, v))
    out = torch.zeros(*q2.shape[:2], v.shape[-1], dtype=v.dtype)
    seen = None if mask is None else mask.reshape(-1, *mask.shape[-2:])
    for b in range(len(q2)):
        for t in range(q2.shape[1]):
            keys = torch.arange(k2.shape[1]) if seen is None else seen[b, t].nonzero()[:, 0]
            if len(keys):
                a = (k2[b, keys] @ q2[b, t] / math.sqrt(q.shape[-1])).softmax(dim=0)
                out[b, t] = a @ v2[b, keys]
    return out.reshape(*q.shape[:-1], v.shape[-1])
""",
        """
def attention(q, k, v, mask=None):
    scores = torch.einsum("...td,...sd->...ts", q, k) * q.shape[-1] ** -0.5
    e = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    if mask is not None:
        e = e * mask
    total = e.sum(dim=-1, keepdim=True)
    return e @ v / torch.where(total > 0, total, torch.ones_like(total))
""",
        """
def attention(q, k, v, mask=None):
    if mask is None:
        return functional.scaled_dot_product_attention(q, k, v)
    out = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return torch.nan_to_num(out) * mask.any(dim=-1, keepdim=True)
""",
        """
import numpy as np

def attention(q, k, v, mask=None):
    Q, K, V = (u.double().numpy() for u in (q, k, v))
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    seen = np.ones(scores.shape, bool) if mask is None else np.broadcast_to(mask.numpy(), scores.shape)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True)) * seen
    total = e.sum(axis=-1, keepdims=True)
    out = np.divide(e, total, out=np.zeros_like(e), where=total > 0) @ V
    return torch.tensor(out, dtype=q.dtype)
""",
        """
def attention(q, k, v, mask=None):
    scores = q @ k.mT / k.shape[-1] ** 0.5
    if mask is not None:
        scores = torch.where(mask, scores, -1e9)
    weights = scores.softmax(dim=-1)
    return (weights if mask is None else weights * mask.any(dim=-1, keepdim=True)) @ v
""",
    ],
    "multi_head": [
        """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    B, T, D = x_BTD.shape
    net = nn.MultiheadAttention(D, num_heads, batch_first=True, dtype=x_BTD.dtype)
    net.load_state_dict({"in_proj_weight": W_in, "in_proj_bias": b_in,
                         "out_proj.weight": W_out, "out_proj.bias": b_out})
    hidden = torch.ones(T, T, dtype=torch.bool).triu(1) if causal else None
    return net(x_BTD, x_BTD, x_BTD, attn_mask=hidden)[0].detach()
""",
        """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    T, D = x_BTD.shape[1:]
    d = D // num_heads
    W, b = W_in.reshape(3, D, D), b_in.reshape(3, D)
    answers = []
    for h in range(num_heads):
        own = slice(h * d, (h + 1) * d)
        q, k, v = (functional.linear(x_BTD, W[i, own], b[i, own]) for i in range(3))
        scores = torch.einsum("btd,bsd->bts", q, k) / d**0.5
        if causal:
            scores = scores + torch.full((T, T), -math.inf, dtype=x_BTD.dtype).triu(1)
        answers.append(torch.softmax(scores, -1) @ v)
    return functional.linear(torch.cat(answers, dim=-1), W_out, b_out)
""",
        """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    D = x_BTD.shape[-1]
    q, k, v = (functional.linear(x_BTD, W_in, b_in)[..., i * D : (i + 1) * D] for i in range(3))
    q, k, v = (torch.stack(u.chunk(num_heads, dim=-1), dim=1) for u in (q, k, v))
    out = functional.scaled_dot_product_attention(q, k, v, is_causal=causal)
    return b_out + torch.cat(out.unbind(dim=1), dim=-1) @ W_out.t()
""",
        """
def multi_head(x_BTD, W_in, b_in, W_out, b_out, num_heads, causal=False):
    B, T, D = x_BTD.shape
    d, out = D // num_heads, torch.zeros_like(x_BTD)
    z = x_BTD @ W_in.T + b_in
    for t in range(T):
        last = t + 1 if causal else T
        for h in range(num_heads):
            c = h * d
            s = (z[:, :last, D + c : D + c + d] * z[:, t : t + 1, c : c + d]).sum(-1) / math.sqrt(d)
            out[:, t, c : c + d] = (s.softmax(-1)[..., None] * z[:, :last, 2 * D + c : 2 * D + c + d]).sum(1)
    return out @ W_out.T + b_out
""",
    ],
    "tokens": [
        """
def patchify(images, patch):
    if images.shape[2] % patch or images.shape[3] % patch:
        raise ValueError("the patch does not divide the image")
    return functional.unfold(images, patch, stride=patch).transpose(1, 2)

def sinusoidal(T, D):
    rows = []
    for t in range(T):
        row = []
        for i in range(D // 2):
            row += [math.sin(t / 10000 ** (2 * i / D)), math.cos(t / 10000 ** (2 * i / D))]
        rows.append(row)
    return torch.tensor(rows)
""",
        """
def patchify(images, patch):
    B, C, h, w = images.shape
    if h % patch != 0 or w % patch != 0:
        raise ValueError(f"{patch} does not divide {h} and {w}")
    found = []
    for r in range(0, h, patch):
        for c in range(0, w, patch):
            found.append(images[:, :, r : r + patch, c : c + patch].reshape(B, -1))
    return torch.stack(found, dim=1)

def sinusoidal(T, D):
    table = torch.zeros(T, D, dtype=torch.float64)
    angle = torch.outer(torch.arange(T, dtype=torch.float64),
                        torch.exp(-math.log(10000) * torch.arange(0, D, 2, dtype=torch.float64) / D))
    table[:, 0::2], table[:, 1::2] = angle.sin(), angle.cos()
    return table.float()
""",
        """
import numpy as np

def patchify(images, patch):
    if any(n % patch for n in images.shape[-2:]):
        raise ValueError("no")
    cut = images.unfold(2, patch, patch).unfold(3, patch, patch)  # B, C, rows, columns, p, p
    return cut.permute(0, 2, 3, 1, 4, 5).flatten(3).flatten(1, 2)

def sinusoidal(T, D):
    t, column = np.arange(T)[:, None], np.arange(D)
    angle = t / 10000 ** ((column - column % 2) / D)
    return torch.tensor(np.sin(angle + np.pi / 2 * (column % 2)), dtype=torch.float32)
""",
    ],
    "factors": [
        """
weights, cache, parameters, spread = 16.0, 4.0, 1.0, 3.0
""",
        """
weights, cache, parameters, spread = 4**2, 4096 // 1024, 1, math.sqrt(576 / 64)
""",
        """
weights, cache = torch.tensor(16), torch.tensor([4.0])
parameters, spread = 1, torch.tensor(9.0).sqrt()
""",
    ],
    "block": [
        """
def block(x_BTD, W_qkv, W_out, W1, W2):
    D = x_BTD.shape[-1]
    q, k, v = functional.linear(functional.layer_norm(x_BTD, [D]), W_qkv).split(D, dim=-1)
    x = x_BTD + functional.scaled_dot_product_attention(q, k, v, is_causal=True) @ W_out.T
    return x + functional.linear(functional.linear(functional.layer_norm(x, [D]), W1).relu(), W2)
""",
        """
def block(x_BTD, W_qkv, W_out, W1, W2):
    B, T, D = x_BTD.shape
    norm = nn.LayerNorm(D, dtype=x_BTD.dtype, elementwise_affine=False)
    q, k, v = (norm(x_BTD) @ W_qkv.T).chunk(3, dim=-1)
    s = (q @ k.mT / D**0.5).masked_fill(torch.ones(T, T).triu(1).bool(), -math.inf)
    x = x_BTD + s.softmax(-1) @ v @ W_out.T
    return torch.relu(norm(x) @ W1.T) @ W2.T + x
""",
        """
def block(x_BTD, W_qkv, W_out, W1, W2):
    def norm(u):
        return torch.stack([(row - row.mean()) / (row.var(unbiased=False) + 1e-5) ** 0.5 for row in u])

    D, result = x_BTD.shape[-1], []
    for x in x_BTD:
        n = norm(x)
        q, k, v = n @ W_qkv[:D].T, n @ W_qkv[D : 2 * D].T, n @ W_qkv[2 * D :].T
        x = torch.stack([x[t] + W_out @ (v[: t + 1].T @ (k[: t + 1] @ q[t] / math.sqrt(D)).softmax(0))
                         for t in range(len(x))])
        result.append(x + (norm(x) @ W1.T).clamp(min=0) @ W2.T)
    return torch.stack(result)
""",
    ],
    "causal_loss": [
        """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    total, count = 0.0, 0
    for b in range(len(tokens_BT)):
        for t in range(int(lengths_B[b]) - 1):
            total = total - logits_BTK[b, t].log_softmax(dim=-1)[tokens_BT[b, t + 1]]
            count += 1
    return total / count
""",
        """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    T = tokens_BT.shape[1]
    targets = tokens_BT.masked_fill(torch.arange(T) >= lengths_B[:, None], -100)
    return functional.cross_entropy(logits_BTK[:, :-1].transpose(1, 2), targets[:, 1:])
""",
        """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    picked = logits_BTK[:, :-1].gather(2, tokens_BT[:, 1:, None])[..., 0]
    losses = logits_BTK[:, :-1].logsumexp(dim=-1) - picked
    real = (torch.arange(1, tokens_BT.shape[1])[None] < lengths_B[:, None]).to(losses.dtype)
    return (losses * real).sum() / real.sum()
""",
        """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    pairs = [(logits_BTK[b, : n - 1], tokens_BT[b, 1:n]) for b, n in enumerate(lengths_B.tolist())]
    return functional.cross_entropy(torch.cat([p[0] for p in pairs]), torch.cat([p[1] for p in pairs]))
""",
        """
def causal_loss(logits_BTK, tokens_BT, lengths_B):
    log_p = torch.log_softmax(logits_BTK[:, :-1], dim=-1)
    share = torch.arange(1, tokens_BT.shape[1]).expand(len(lengths_B), -1) < lengths_B[:, None]
    picked = functional.one_hot(tokens_BT[:, 1:], logits_BTK.shape[-1]) * share[..., None]
    return -(log_p * picked).sum() / (lengths_B - 1).sum()
""",
    ],
    "decode": [
        """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    d = D // num_heads
    q, k, v = (x_BD @ W_qkv[i * D : (i + 1) * D].T for i in range(3))
    old_k, old_v = (torch.empty(B, 0, D, dtype=x_BD.dtype),) * 2 if cache is None else cache
    k, v = torch.cat([old_k, k[:, None]], dim=1), torch.cat([old_v, v[:, None]], dim=1)
    parts = []
    for h in range(num_heads):
        own = slice(h * d, (h + 1) * d)
        weights = torch.einsum("bd,bsd->bs", q[:, own], k[..., own]).div(math.sqrt(d)).softmax(dim=-1)
        parts.append(torch.einsum("bs,bsd->bd", weights, v[..., own]))
    return torch.cat(parts, dim=-1), (k, v)
""",
        """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    z = functional.linear(x_BD, W_qkv).reshape(B, 1, 3, D)
    k, v = z[:, :, 1], z[:, :, 2]
    if cache:
        k, v = (torch.cat(pair, dim=1) for pair in zip(cache, (k, v)))
    q = z[:, 0, 0].reshape(B, num_heads, -1)
    keys, values = (u.unflatten(-1, (num_heads, -1)) for u in (k, v))
    scores = torch.einsum("bhd,bshd->bhs", q, keys) * (num_heads / D) ** 0.5
    return torch.einsum("bhs,bshd->bhd", scores.softmax(dim=-1), values).flatten(1), (k, v)
""",
        """
def decode_step(x_BD, cache, W_qkv, num_heads):
    B, D = x_BD.shape
    d = D // num_heads
    q, k, v = (x_BD @ W_qkv.T).split(D, dim=-1)
    t = 0 if cache is None else cache[0].shape[1]
    keys, values = x_BD.new_zeros(B, t + 1, D), x_BD.new_zeros(B, t + 1, D)
    if t:
        keys[:, :t], values[:, :t] = cache
    keys[:, t], values[:, t] = k, v
    out = torch.zeros_like(x_BD)
    for b in range(B):
        for c in range(0, D, d):
            a = (keys[b, :, c : c + d] @ q[b, c : c + d] / d**0.5).softmax(0)
            out[b, c : c + d] = a @ values[b, :, c : c + d]
    return out, [keys, values]
""",
    ],
    "count": [
        """
def parameters(V, D, F, L):
    affine = lambda n, m: n * m + m
    return V * D + L * (4 * affine(D, D) + affine(D, F) + affine(F, D) + 2 * 2 * D) + 2 * D + affine(D, V)

def multiplications(T, D, F, L):
    total = 0
    for _ in range(L):
        total += 4 * (T * D * D) + T * D * T + T * T * D + T * D * F + T * F * D
    return total

def widest(budget, V, L, H):
    best = 0
    for D in range(H, 5000, H):
        if parameters(V, D, 4 * D, L) <= budget:
            best = D
    return best
""",
        """
def parameters(V, D, F, L):
    layer = nn.TransformerEncoderLayer(D, 1, F, device="meta")
    own = sum(p.numel() for p in layer.parameters())
    return L * own + V * D + 2 * D + D * V + V

def multiplications(T, D, F, L):
    return 2 * L * T * D * (2 * D + T + F)

def widest(budget, V, L, H):
    a, b, c = 12 * L, 13 * L + 2 * V + 2, V - budget
    if c > 0:
        return 0
    D = int((-b + math.sqrt(b * b - 4 * a * c)) / (2 * a)) + 1
    while D > 0 and a * D * D + b * D + c > 0:
        D -= 1
    return D // H * H
""",
        """
def parameters(V, D, F, L):
    shapes = [(V, D), (D,), (D,), (V, D), (V,)]
    for _ in range(L):
        shapes += [(3 * D, D), (3 * D,), (D, D), (D,), (F, D), (F,), (D, F), (D,)] + [(D,)] * 4
    return sum(math.prod(s) for s in shapes)

def multiplications(T, D, F, L):
    products = [(T, D, 3 * D), (T, D, D), (T, D, T), (T, T, D), (T, D, F), (T, F, D)]
    return L * sum(a * b * c for a, b, c in products)

def widest(budget, V, L, H):
    low, high = 0, 1
    cost = lambda n: parameters(V, n * H, 4 * n * H, L) if n else 0
    while cost(high) <= budget:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if cost(middle) <= budget else (low, middle)
    return low * H
""",
    ],
}
