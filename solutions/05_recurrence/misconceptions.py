"""Plausible wrong answers to the gate of session 05, with the words that each must be told."""

from autograder.authored import variant

UNROLL = """
def unroll(x_BTD, h0_Bn, W_x, W_h, b):
    states, h = [], h0_Bn
    for t in range(x_BTD.shape[1]):
        h = torch.tanh(x_BTD[:, t] @ W_x.T + h @ W_h.T + b)
        states.append(h)
    return torch.stack(states, dim=1), h
"""

BPTT = """
def bptt(x_BTD, h_BTn, h0_Bn, W_h, g_BTn, window=None):
    T = x_BTD.shape[1]
    before_BTn = torch.cat([h0_Bn[:, None], h_BTn[:, :-1]], dim=1)
    dW_x, dW_h, db = 0, 0, 0
    delta = torch.zeros_like(h0_Bn)
    for t in range(T)[::-1]:
        dz = (g_BTn[:, t] + delta) * (1 - h_BTn[:, t] ** 2)
        dW_x = dW_x + dz.T @ x_BTD[:, t]
        dW_h = dW_h + dz.T @ before_BTn[:, t]
        db = db + dz.sum(dim=0)
        delta = dz @ W_h
        if window is not None and t % window == 0:
            delta = torch.zeros_like(delta)
    return dW_x, dW_h, db
"""

CELLS = """
def lstm_cell(x_BD, h_Bn, c_Bn, W_x, W_h, b_x, b_h):
    i, f, g, o = (x_BD @ W_x.T + b_x + h_Bn @ W_h.T + b_h).chunk(4, dim=1)
    c = f.sigmoid() * c_Bn + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


def gru_cell(x_BD, h_Bn, W_x, W_h, b_x, b_h, reset_first=False):
    x_r, x_z, x_n = (x_BD @ W_x.T + b_x).chunk(3, dim=1)
    h_r, h_z, h_n = (h_Bn @ W_h.T + b_h).chunk(3, dim=1)
    r, z = (x_r + h_r).sigmoid(), (x_z + h_z).sigmoid()
    n = h_Bn.shape[1]
    past = (r * h_Bn) @ W_h[2 * n:].T + b_h[2 * n:] if reset_first else r * h_n
    return (1 - z) * (x_n + past).tanh() + z * h_Bn
"""

MASKED = """
def masked_loss(logits_BTK, y_BT, lengths_B):
    real = torch.arange(y_BT.shape[1]) < lengths_B[:, None]
    if not real.any():
        raise ValueError("there is no real step: every length is 0")
    return functional.cross_entropy(logits_BTK[real], y_BT[real])


def last_states(h_BTn, lengths_B):
    rows = [h[k - 1] if k > 0 else torch.zeros_like(h[0]) for h, k in zip(h_BTn, lengths_B.tolist())]
    return torch.stack(rows)
"""
REAL = "real = torch.arange(y_BT.shape[1]) < lengths_B[:, None]"
MEAN = "return functional.cross_entropy(logits_BTK[real], y_BT[real])"
EACH = """y = torch.where(real, y_BT, 0)
    each = functional.cross_entropy(logits_BTK.transpose(1, 2), y, reduction="none")
    """

SAMPLE = """
def sample(logits_BK, temperature, generator):
    if temperature < 0:
        raise ValueError(f"the temperature must be 0 or above, not {temperature}")
    if temperature == 0:
        return logits_BK.argmax(dim=1)
    p = (logits_BK / temperature).softmax(dim=1)
    return torch.multinomial(p, 1, generator=generator)[:, 0]
"""

FORESEE = """
left = (1 / (1 + math.exp(-2))) ** 20
bias = -math.log(2 ** (1 / 100) - 1)
steps = math.log(1000) / math.log(math.sqrt(3))
reported = 3 * 10 / 16
"""

MEND = """
def mended(texts, table_Kn, W_h, R_Kn, length):
    W = W_h.detach().clone().requires_grad_()
    total, count = 0.0, 0
    for codes in texts:
        h = torch.zeros(len(W), dtype=W.dtype)
        for start in range(0, len(codes) - 1, length):
            h = h.detach()
            inputs = codes[start : start + length]
            targets = codes[start + 1 : start + length + 1]
            for k, y in zip(inputs, targets):
                h = torch.tanh(table_Kn[k] + W @ h)
                total = total + functional.cross_entropy(R_Kn @ h, y)
                count += 1
    loss = total / count
    return loss.item(), torch.autograd.grad(loss, W)[0]
"""
DETACH = ("            h = h.detach()\n", "")
ONWARD = ("codes[start + 1 : start + length + 1]", "codes[start : start + length]")
LEAK = (
    "    for codes in texts:\n        h = torch.zeros(len(W), dtype=W.dtype)\n",
    "    h = torch.zeros(len(W), dtype=W.dtype)\n    for codes in texts:\n",
)

COLLAPSE = """
def kernel(W_x, W_h, num_steps):
    found = [W_x]
    for _ in range(num_steps - 1):
        found.append(W_h @ found[-1])
    return torch.stack(found)


def from_kernel(x_BTD, M_SnD):
    B, T, _ = x_BTD.shape
    h_BTn = torch.zeros(B, T, M_SnD.shape[1], dtype=x_BTD.dtype)
    for t in range(T):
        for k in range(t + 1):
            h_BTn[:, t] += x_BTD[:, t - k] @ M_SnD[k].T
    return h_BTn
"""

MISCONCEPTIONS = [
    variant(
        "unroll",
        "starts every step from h0",
        UNROLL,
        "the state has to be carried on",
        ("+ h @ W_h.T", "+ h0_Bn @ W_h.T"),
    ),
    variant(
        "unroll",
        "ignores h0",
        UNROLL,
        "you start from zeros",
        ("h = [], h0_Bn", "h = [], torch.zeros_like(h0_Bn)"),
    ),
    variant("unroll", "leaves the bias out", UNROLL, "the bias is missing", (" + b)", ")")),
    variant("unroll", "adds two biases", UNROLL, "added twice", (" + b)", " + b + b)")),
    variant("unroll", "leaves the tanh out", UNROLL, "the tanh is missing", ("torch.tanh", "")),
    variant(
        "unroll", "does not transpose W_h", UNROLL, "W_h stands untransposed", ("W_h.T", "W_h")
    ),
    variant(
        "unroll", "does not transpose W_x", UNROLL, "W_x stands untransposed", ("W_x.T", "W_x")
    ),
    variant("unroll", "stacks time first", UNROLL, "batch first, then time", ("dim=1", "dim=0")),
    variant(
        "unroll",
        "puts h0 into the states",
        UNROLL,
        "one state too many",
        ("states, h = [], h0_Bn", "states, h = [h0_Bn], h0_Bn"),
    ),
    variant(
        "unroll",
        "returns the first state",
        UNROLL,
        "yours is the first",
        ("dim=1), h", "dim=1), states[0]"),
    ),
    variant(
        "unroll",
        "reads from the end",
        UNROLL,
        "from its end",
        ("range(x_BTD.shape[1])", "range(x_BTD.shape[1])[::-1]"),
    ),
    variant("unroll", "uses a sigmoid", UNROLL, "is a sigmoid", ("torch.tanh", "torch.sigmoid")),
    variant(
        "unroll",
        "returns the states only",
        UNROLL,
        "return two things",
        (", dim=1), h", ", dim=1)"),
    ),
    variant(
        "unroll",
        "works in float32",
        UNROLL,
        "keep the dtype",
        (
            "return torch.stack(states, dim=1), h",
            "return torch.stack(states, dim=1).float(), h.float()",
        ),
    ),
    variant(
        "unroll",
        "writes into h0",
        UNROLL,
        "in place",
        ("states, h = [], h0_Bn", "states, h = [], h0_Bn\n    start = h0_Bn.clone()"),
        ("states.append(h)", "states.append(h)\n    h0_Bn.copy_(h)"),
    ),
    variant(
        "unroll",
        "returns a list of states",
        UNROLL,
        "stack them into one tensor",
        ("torch.stack(states, dim=1)", "states"),
    ),
    variant(
        "unroll",
        "joins the states along an axis",
        UNROLL,
        "torch.stack makes a new one",
        ("torch.stack", "torch.cat"),
    ),
    variant(
        "unroll",
        "keeps the axis of time in the last state",
        UNROLL,
        "it has no axis of time",
        ("dim=1), h", "dim=1), h[:, None]"),
    ),
    variant(
        "unroll",
        "adds the bias outside of the tanh",
        UNROLL,
        "the bias stands outside",
        (" + b)", ") + b"),
    ),
    variant(
        "unroll",
        "carries the state on without its tanh",
        UNROLL,
        "the next step needs tanh, too",
        ("h = torch.tanh(", "h = ("),
        ("states.append(h)", "states.append(h.tanh())"),
        ("dim=1), h", "dim=1), h.tanh()"),
    ),
    variant(
        "unroll",
        "keeps the state before the step",
        UNROLL,
        "your states are h_0",
        ("        states.append(h)\n", ""),
        ("        h = torch", "        states.append(h)\n        h = torch"),
    ),
    variant(
        "unroll",
        "loops over the batch",
        UNROLL,
        "step t is x[:, t]",
        ("x_BTD[:, t]", "x_BTD[t]"),
    ),
    variant(
        "bptt",
        "leaves the slope out",
        BPTT,
        "the slope of the tanh is missing",
        (" * (1 - h_BTn[:, t] ** 2)", ""),
    ),
    variant(
        "bptt",
        "takes the slope at the old state",
        BPTT,
        "the slope is taken at the old state",
        ("1 - h_BTn[:, t] ** 2", "1 - before_BTn[:, t] ** 2"),
    ),
    variant(
        "bptt",
        "takes tanh once more",
        BPTT,
        "are tanh values already",
        ("1 - h_BTn[:, t] ** 2", "1 - h_BTn[:, t].tanh() ** 2"),
    ),
    variant(
        "bptt",
        "pairs dz with the new state",
        BPTT,
        "the state before, h_(t-1)",
        ("before_BTn[:, t]", "h_BTn[:, t]"),
    ),
    variant(
        "bptt",
        "takes h0 for zero",
        BPTT,
        "yours is zero",
        ("torch.cat([h0_Bn[:, None]", "torch.cat([torch.zeros_like(h0_Bn)[:, None]"),
    ),
    variant(
        "bptt", "goes back through W_h transposed", BPTT, "dz @ W_h", ("dz @ W_h", "dz @ W_h.T")
    ),
    variant(
        "bptt",
        "uses the last step's loss only",
        BPTT,
        "every step has a g of its own",
        ("g_BTn[:, t] + delta", "(g_BTn[:, t] if t == T - 1 else 0) + delta"),
    ),
    variant(
        "bptt",
        "adds the own gradient after the slope",
        BPTT,
        "add it before the slope",
        (
            "(g_BTn[:, t] + delta) * (1 - h_BTn[:, t] ** 2)",
            "g_BTn[:, t] + delta * (1 - h_BTn[:, t] ** 2)",
        ),
    ),
    variant(
        "bptt",
        "sends nothing back",
        BPTT,
        "nothing comes back from the later steps",
        ("g_BTn[:, t] + delta", "g_BTn[:, t]"),
    ),
    variant(
        "bptt",
        "keeps one step's gradients",
        BPTT,
        "so add them up",
        ("dW_x + dz", "dz"),
        ("dW_h + dz", "dz"),
        ("db + dz", "dz"),
    ),
    variant(
        "bptt",
        "takes the mean over the sequences",
        BPTT,
        "mean over the sequences",
        ("return dW_x, dW_h, db", "return tuple(d / len(x_BTD) for d in (dW_x, dW_h, db))"),
    ),
    variant(
        "bptt",
        "takes the mean over the steps",
        BPTT,
        "mean over the steps",
        ("return dW_x, dW_h, db", "return tuple(d / T for d in (dW_x, dW_h, db))"),
    ),
    variant(
        "bptt",
        "ignores the window",
        BPTT,
        "the window has no effect",
        ("if window is not None and t % window == 0:", "if False:"),
    ),
    variant(
        "bptt",
        "cuts one step off",
        BPTT,
        "one step too late",
        ("t % window == 0", "t % window == 1 % window"),
    ),
    variant(
        "bptt",
        "counts windows from the end",
        BPTT,
        "counted from the end",
        ("t % window == 0", "(T - t) % window == 0"),
    ),
    variant(
        "bptt",
        "changes g in place",
        BPTT,
        "in place",
        ("dz = (g_BTn[:, t] + delta)", "g_BTn[:, t] += delta\n        dz = g_BTn[:, t]"),
    ),
    variant(
        "bptt",
        "looks back from the last step only",
        BPTT,
        "you stop after the last `window` steps",
        ("range(T)[::-1]", "range(T)[::-1][:window]"),
        ("        if window is not None and t % window == 0:\n", "        if False:\n"),
    ),
    variant(
        "bptt",
        "lets every step look back as far",
        """
def bptt(x_BTD, h_BTn, h0_Bn, W_h, g_BTn, window=None):
    T = x_BTD.shape[1]
    before_BTn = torch.cat([h0_Bn[:, None], h_BTn[:, :-1]], dim=1)
    dW_x, dW_h, db = 0, 0, 0
    for end in range(T):
        delta = g_BTn[:, end]
        for t in range(end + 1)[::-1][:window]:
            dz = delta * (1 - h_BTn[:, t] ** 2)
            dW_x, dW_h, db = dW_x + dz.T @ x_BTD[:, t], dW_h + dz.T @ before_BTn[:, t], db + dz.sum(dim=0)
            delta = dz @ W_h
    return dW_x, dW_h, db
""",
        "the windows lie side by side",
    ),
    variant(
        "bptt",
        "takes the state before a cut for zero",
        BPTT,
        "counts as zero in your dW_h",
        (
            "    dW_x, dW_h, db = 0, 0, 0\n",
            "    dW_x, dW_h, db = 0, 0, 0\n    if window:\n        before_BTn[:, ::window] = 0\n",
        ),
    ),
    variant(
        "bptt",
        "starts each window from h0",
        BPTT,
        "every window starts from h0",
        (
            "    dW_x, dW_h, db = 0, 0, 0\n",
            "    dW_x, dW_h, db = 0, 0, 0\n    if window:\n        before_BTn[:, ::window] = h0_Bn[:, None]\n",
        ),
    ),
    variant(
        "bptt",
        "loses the own gradient at a cut",
        BPTT,
        "has lost its own gradient",
        (
            "(g_BTn[:, t] + delta)",
            "(delta if window and t + 1 < T and (t + 1) % window == 0 else g_BTn[:, t] + delta)",
        ),
    ),
    variant(
        "bptt",
        "starts from the last gradient and adds it again",
        BPTT,
        "counts twice",
        ("delta = torch.zeros_like(h0_Bn)\n", "delta = g_BTn[:, -1]\n"),
    ),
    variant(
        "bptt",
        "turns dW_h round",
        BPTT,
        "dW_h is transposed",
        ("dz.T @ before_BTn[:, t]", "before_BTn[:, t].T @ dz"),
    ),
    variant(
        "cells",
        "takes the forget gate first",
        CELLS,
        "takes the forget gate first",
        ("i, f, g, o =", "f, i, g, o ="),
    ),
    variant(
        "cells",
        "exchanges candidate and output gate",
        CELLS,
        "exchanges candidate and output gate",
        ("i, f, g, o =", "i, f, o, g ="),
    ),
    variant(
        "cells",
        "forgets the tanh on the cell",
        CELLS,
        "the tanh on the cell is missing",
        ("o.sigmoid() * c.tanh()", "o.sigmoid() * c"),
    ),
    variant(
        "cells",
        "forgets the candidate's tanh",
        CELLS,
        "lstm_cell: the candidate needs a tanh",
        ("i.sigmoid() * g.tanh()", "i.sigmoid() * g"),
    ),
    variant(
        "cells",
        "couples input and forget gate",
        CELLS,
        "an input gate of its own",
        ("+ i.sigmoid() * g", "+ (1 - f.sigmoid()) * g"),
    ),
    variant(
        "cells",
        "deletes where the forget gate is 1",
        CELLS,
        "and yours deletes there",
        ("f.sigmoid() * c_Bn", "(1 - f.sigmoid()) * c_Bn"),
    ),
    variant(
        "cells",
        "shows the old cell",
        CELLS,
        "yours shows the old one",
        ("o.sigmoid() * c.tanh()", "o.sigmoid() * c_Bn.tanh()"),
    ),
    variant(
        "cells",
        "has one bias in the LSTM",
        CELLS,
        "lstm_cell: the second bias is missing",
        ("h_Bn @ W_h.T + b_h).chunk(4", "h_Bn @ W_h.T).chunk(4"),
    ),
    variant(
        "cells",
        "returns c first",
        CELLS,
        "h first, then c",
        ("return o.sigmoid() * c.tanh(), c", "return c, o.sigmoid() * c.tanh()"),
    ),
    variant(
        "cells",
        "cuts along the batch",
        CELLS,
        "cut them along axis 1",
        ("chunk(4, dim=1)", "chunk(4, dim=0)"),
    ),
    variant(
        "cells",
        "resets after where before was asked",
        CELLS,
        "is applied after the product",
        ("if reset_first else r * h_n", "if False else r * h_n"),
    ),
    variant(
        "cells",
        "resets before by default",
        CELLS,
        "is applied before the product",
        ("reset_first=False", "reset_first=True"),
    ),
    variant(
        "cells",
        "leaves the bias outside of the reset",
        CELLS,
        "stands outside of the reset",
        ("else r * h_n", "else r * (h_n - b_h[2 * n:]) + b_h[2 * n:]"),
    ),
    variant(
        "cells",
        "turns the update gate round",
        CELLS,
        "and yours replaces it there",
        ("(1 - z) * (x_n + past).tanh() + z * h_Bn", "z * (x_n + past).tanh() + (1 - z) * h_Bn"),
    ),
    variant(
        "cells",
        "takes the update gate first",
        CELLS,
        "yours takes update first",
        ("r, z = (x_r", "z, r = (x_r"),
    ),
    variant(
        "cells",
        "never resets",
        CELLS,
        "the reset gate is not used",
        (
            "past = (r * h_Bn) @ W_h[2 * n:].T + b_h[2 * n:] if reset_first else r * h_n",
            "past = h_n",
        ),
    ),
    variant(
        "cells",
        "forgets the tanh of the GRU's candidate",
        CELLS,
        "the candidate needs a tanh",
        ("(x_n + past).tanh()", "(x_n + past)"),
    ),
    variant(
        "cells",
        "resets the input's part too",
        CELLS,
        "scales the input's part, too",
        ("(x_n + past).tanh()", "((x_n + past) if reset_first else r * (x_n + h_n)).tanh()"),
    ),
    variant(
        "cells",
        "resets first and drops the bias",
        CELLS,
        "the bias b_h of the candidate is missing",
        (".T + b_h[2 * n:] if", ".T if"),
    ),
    variant(
        "cells",
        "resets first and resets the bias",
        CELLS,
        "scales the bias b_h, too",
        (".T + b_h[2 * n:] if", ".T + r * b_h[2 * n:] if"),
    ),
    variant(
        "cells",
        "keeps the reset state",
        CELLS,
        "what is kept is h itself",
        ("+ z * h_Bn", "+ z * (r * h_Bn if reset_first else h_Bn)"),
    ),
    variant(
        "masked_loss",
        "counts the padding",
        MASKED,
        "the padding is counted",
        (MEAN, "return functional.cross_entropy(logits_BTK.transpose(1, 2), y_BT)"),
    ),
    variant(
        "masked_loss",
        "divides by the rectangle",
        MASKED,
        "you divided by B · T",
        (MEAN, EACH + "return each[real].sum() / y_BT.numel()"),
    ),
    variant(
        "masked_loss",
        "averages the sequences",
        MASKED,
        "each step counts once",
        (
            MEAN,
            EACH
            + "return torch.stack([e[m].mean() for e, m in zip(each, real) if m.any()]).mean()",
        ),
    ),
    variant(
        "masked_loss",
        "divides by the sequences",
        MASKED,
        "number of sequences",
        (MEAN, EACH + "return each[real].sum() / len(y_BT)"),
    ),
    variant(
        "masked_loss",
        "returns the sum",
        MASKED,
        "this is the sum",
        (MEAN, EACH + "return each[real].sum()"),
    ),
    variant(
        "masked_loss",
        "lets one step of padding in",
        MASKED,
        "one step of padding in",
        (") < lengths_B[:, None]", ") <= lengths_B[:, None]"),
    ),
    variant(
        "masked_loss",
        "leaves the last real step out",
        MASKED,
        "leaves the last real step out",
        (") < lengths_B[:, None]", ") < lengths_B[:, None] - 1"),
    ),
    variant(
        "masked_loss",
        "multiplies by the mask",
        MASKED,
        "0 times these is nan",
        (MEAN, EACH + "return (each * real).sum() / real.sum()"),
    ),
    variant(
        "masked_loss",
        "computes the loss of the padding too",
        MASKED,
        "leave the padding out before",
        (
            MEAN,
            "each = functional.cross_entropy(logits_BTK.transpose(1, 2), y_BT, reduction='none')\n    return each[real].mean()",
        ),
    ),
    variant(
        "masked_loss",
        "returns nan for no steps",
        MASKED,
        "raise a ValueError",
        ("if not real.any():", "if False:"),
    ),
    variant(
        "masked_loss",
        "takes the end of the rectangle",
        MASKED,
        "end of the rectangle",
        ("h[k - 1] if k > 0 else torch.zeros_like(h[0])", "h[-1]"),
    ),
    variant(
        "masked_loss",
        "is one step late",
        MASKED,
        "one step too late",
        ("h[k - 1] if k > 0", "h[min(k, len(h) - 1)] if k > 0"),
    ),
    variant(
        "masked_loss",
        "takes padding for a sequence without steps",
        MASKED,
        "not its last padding",
        ("h[k - 1] if k > 0 else torch.zeros_like(h[0])", "h[k - 1]"),
    ),
    variant(
        "masked_loss",
        "overwrites the padding",
        MASKED,
        "in place",
        (REAL, REAL + "\n    y_BT[~real] = 0"),
    ),
    variant(
        "masked_loss",
        "refuses a batch with an empty sequence",
        MASKED,
        "a sequence may be empty",
        ("if not real.any():", "if (lengths_B == 0).any():"),
    ),
    variant(
        "masked_loss",
        "returns a float",
        MASKED,
        "the gradient has to flow through it",
        (MEAN, MEAN + ".item()"),
    ),
    variant(
        "masked_loss",
        "detaches the loss",
        MASKED,
        "no gradient can flow",
        (MEAN, MEAN + ".detach()"),
    ),
    variant(
        "masked_loss",
        "takes class 0 for padding",
        MASKED,
        "a class like any other",
        (
            MEAN,
            "return functional.cross_entropy(logits_BTK.flatten(0, 1), (y_BT * real).flatten(), ignore_index=0)",
        ),
    ),
    variant(
        "masked_loss",
        "lets nan reach the gradient",
        MASKED,
        "its gradient is nan at the padding",
        (
            MEAN,
            "return functional.cross_entropy(logits_BTK.flatten(0, 1), y_BT.masked_fill(~real, -100).flatten())",
        ),
    ),
    variant(
        "masked_loss",
        "multiplies the last states by 0",
        MASKED,
        "0 times nan is nan",
        ("h[k - 1] if k > 0 else torch.zeros_like(h[0])", "h[k - 1] * (k > 0)"),
    ),
    variant(
        "sample",
        "ignores the temperature",
        SAMPLE,
        "the temperature is not used",
        ("(logits_BK / temperature)", "logits_BK"),
    ),
    variant(
        "sample",
        "multiplies by the temperature",
        SAMPLE,
        "you multiplied by the temperature",
        ("logits_BK / temperature", "logits_BK * temperature"),
    ),
    variant(
        "sample",
        "divides the probabilities",
        SAMPLE,
        "divide the logits",
        (
            "(logits_BK / temperature).softmax(dim=1)",
            "(logits_BK.softmax(dim=1) / temperature).softmax(dim=1)",
        ),
    ),
    variant(
        "sample",
        "always takes the largest",
        SAMPLE,
        "you always take the largest",
        ("if temperature == 0:", "if temperature >= 0:"),
    ),
    variant(
        "sample",
        "draws evenly",
        SAMPLE,
        "you draw evenly",
        ("(logits_BK / temperature).softmax(dim=1)", "torch.ones_like(logits_BK)"),
    ),
    variant(
        "sample",
        "takes the exponential without care",
        SAMPLE,
        "neither overflow",
        ("(logits_BK / temperature).softmax(dim=1)", "(logits_BK / temperature).exp()"),
    ),
    variant(
        "sample",
        "ignores the generator",
        SAMPLE,
        "hand `generator` to what draws",
        (", generator=generator", ""),
    ),
    variant(
        "sample",
        "has a seed of its own",
        SAMPLE,
        "not a seed of your own",
        ("generator=generator", "generator=torch.Generator().manual_seed(0)"),
    ),
    variant("sample", "returns a column", SAMPLE, "should have the shape (20000,)", ("[:, 0]", "")),
    variant(
        "sample",
        "refuses nothing",
        SAMPLE,
        "raise a ValueError",
        ("if temperature < 0:", "if False:"),
    ),
    variant(
        "sample",
        "takes the softmax over the batch",
        SAMPLE,
        "each row is a distribution of its own",
        ("softmax(dim=1)", "softmax(dim=0)"),
    ),
    variant(
        "sample",
        "takes argmax over the batch",
        SAMPLE,
        "your argmax runs over the batch",
        ("argmax(dim=1)", "argmax(dim=0)"),
    ),
    variant(
        "sample",
        "divides by 0",
        SAMPLE,
        "a case of its own",
        ("    if temperature == 0:\n        return logits_BK.argmax(dim=1)\n", ""),
    ),
    variant("sample", "refuses 0", SAMPLE, "0 is allowed", ("temperature < 0", "temperature <= 0")),
    variant(
        "sample",
        "takes a small temperature for 0",
        SAMPLE,
        "a very small temperature still draws",
        (
            "    if temperature == 0:\n        return logits_BK.argmax(dim=1)\n",
            "    temperature = max(temperature, 0.01)\n",
        ),
    ),
    variant(
        "sample",
        "squeezes a single row away",
        SAMPLE,
        "the result has the shape (1,)",
        ("[:, 0]", ".squeeze()"),
    ),
    variant(
        "sample",
        "sets the generator's seed again",
        SAMPLE,
        "a second call with the same generator repeats",
        ("    p = (", "    torch.manual_seed(generator.initial_seed())\n    p = ("),
        (", generator=generator", ""),
    ),
    variant("foresee", "one step only", FORESEE, "after a single step", (") ** 20", ")")),
    variant(
        "foresee",
        "forgets in place of keeping",
        FORESEE,
        "the share that a step forgets",
        ("(1 / (1 + math.exp(-2)))", "(1 - 1 / (1 + math.exp(-2)))"),
    ),
    variant(
        "foresee",
        "gives the gate",
        FORESEE,
        "that is the value of the gate",
        ("-math.log(2 ** (1 / 100) - 1)", "0.5 ** 0.01"),
    ),
    variant(
        "foresee",
        "gives the logarithm of the length",
        FORESEE,
        "leaves the share 1/e",
        ("-math.log(2 ** (1 / 100) - 1)", "math.log(100)"),
    ),
    variant(
        "foresee", "takes the wrong sign", FORESEE, "a positive bias", ("-math.log(2", "math.log(2")
    ),
    variant(
        "foresee",
        "uses the variance",
        FORESEE,
        "take its root",
        ("math.log(math.sqrt(3))", "math.log(3)"),
    ),
    variant(
        "foresee",
        "halves at each step",
        FORESEE,
        "a factor of ½ a step",
        ("math.log(math.sqrt(3))", "math.log(2)"),
    ),
    variant(
        "foresee", "reports the real loss", FORESEE, "over the real steps", ("3 * 10 / 16", "3.0")
    ),
    variant(
        "foresee", "leaves one open", FORESEE, "reported is still None", ("3 * 10 / 16", "None")
    ),
    variant("foresee", "takes 19 steps", FORESEE, "after 19 steps", ("** 20", "** 19")),
    variant(
        "foresee",
        "gives the rate of forgetting",
        FORESEE,
        "what a step loses",
        ("-math.log(2 ** (1 / 100) - 1)", "math.log(2) / 100"),
    ),
    variant(
        "foresee",
        "rounds the steps up",
        FORESEE,
        "that is rounded up",
        ("math.log(1000) / math.log(math.sqrt(3))", "13"),
    ),
    variant(
        "foresee",
        "gives a negative number of steps",
        FORESEE,
        "the number of steps is positive",
        ("math.log(1000)", "-math.log(1000)"),
    ),
    variant(
        "foresee",
        "takes the plain cell's pace",
        FORESEE,
        "this one is linear",
        ("math.log(math.sqrt(3))", "-math.log(0.53)"),
    ),
    variant(
        "foresee",
        "divides by one row",
        FORESEE,
        "the rectangle has two of them",
        ("10 / 16", "10 / 8"),
    ),
    variant(
        "mend",
        "leaves the function as it was",
        MEND,
        "all three faults are still there",
        DETACH,
        ONWARD,
        LEAK,
    ),
    variant(
        "mend",
        "mends the target only",
        MEND,
        "leaks from one text into the next, and a gradient",
        DETACH,
        LEAK,
    ),
    variant("mend", "leaves the leak", MEND, "the state still leaks", LEAK),
    variant("mend", "leaves the graph", MEND, "a gradient still crosses", DETACH),
    variant("mend", "leaves the target", MEND, "the target is still the character", ONWARD),
    variant(
        "mend",
        "starts every window from zeros",
        MEND,
        "the state is lost at each cut",
        ("h = h.detach()", "h = torch.zeros(len(W), dtype=W.dtype)"),
    ),
    variant(
        "mend",
        "loses the last target of each window",
        MEND,
        "has a target as well",
        ("codes[start + 1 : start + length + 1]", "codes[start + 1 : start + length]"),
    ),
    variant(
        "mend",
        "takes the mean of each text",
        MEND,
        "the mean of each text first",
        (
            "    for codes in texts:\n",
            "    means = []\n    for codes in texts:\n        total, count = 0.0, 0\n",
        ),
        (
            "    loss = total / count\n",
            "        means.append(total / count)\n    loss = sum(means) / len(means)\n",
        ),
    ),
    variant(
        "mend",
        "computes in float32",
        MEND,
        "keep the dtype",
        ("torch.autograd.grad(loss, W)[0]", "torch.autograd.grad(loss, W)[0].float()"),
    ),
    variant(
        "mend",
        "makes the caller's weights a leaf",
        MEND,
        "work on a copy",
        ("W_h.detach().clone().requires_grad_()", "W_h.requires_grad_()"),
    ),
    variant(
        "mend",
        "detaches at every step",
        MEND,
        "detach at the cuts only",
        ("W @ h)", "W @ h.detach())"),
    ),
    variant(
        "mend",
        "takes the mean of each window",
        MEND,
        "the mean of each window first",
        (
            "            for k, y",
            "            m = min(length, len(codes) - 1 - start)\n            for k, y",
        ),
        ("R_Kn @ h, y)", "R_Kn @ h, y) / m"),
        ("                count += 1\n", "            count += 1\n"),
    ),
    variant(
        "mend",
        "looks two characters ahead",
        MEND,
        "two characters on",
        ("start + 1 : start + length + 1", "start + 2 : start + length + 2"),
    ),
    variant(
        "mend",
        "gives the last character the first one as target",
        MEND,
        "is given its first one",
        ("codes[start + 1 : start + length + 1]", "codes.roll(-1)[start : start + length]"),
    ),
    variant(
        "mend",
        "counts what was read",
        MEND,
        "you divided by the characters that were read",
        ("                count += 1\n", "            count += len(inputs)\n"),
    ),
    variant("mend", "returns the sum", MEND, "this is the sum", ("total / count", "total")),
    variant(
        "mend",
        "divides by the texts",
        MEND,
        "the number of texts",
        ("total / count", "total / len(texts)"),
    ),
    variant(
        "mend",
        "makes zeros of another dtype",
        MEND,
        "has the weights' dtype",
        ("torch.zeros(len(W), dtype=W.dtype)", "torch.zeros(len(W))"),
    ),
    variant(
        "collapse",
        "raises the entries to a power",
        COLLAPSE,
        "you raised the entries",
        (
            "    found = [W_x]\n    for _ in range(num_steps - 1):\n        found.append(W_h @ found[-1])\n",
            "    found = [W_h**k @ W_x for k in range(num_steps)]\n",
        ),
    ),
    variant(
        "collapse",
        "starts with the first power",
        COLLAPSE,
        "M[0] is W_x itself",
        ("found = [W_x]", "found = [W_h @ W_x]"),
    ),
    variant(
        "collapse",
        "transposes W_h",
        COLLAPSE,
        "W_h is transposed",
        ("W_h @ found", "W_h.T @ found"),
    ),
    variant(
        "collapse",
        "multiplies from the right",
        COLLAPSE,
        "on the left of W_x",
        ("W_h @ found[-1]", "found[-1] @ W_h"),
    ),
    variant(
        "collapse",
        "orders the kernel from the past on",
        COLLAPSE,
        "the opposite order",
        ("torch.stack(found)", "torch.stack(found[::-1])"),
    ),
    variant(
        "collapse",
        "runs the kernel along the sequence",
        COLLAPSE,
        "runs along the sequence",
        ("x_BTD[:, t - k]", "x_BTD[:, k]"),
    ),
    variant(
        "collapse",
        "leaves the newest input out",
        COLLAPSE,
        "the newest input is missing",
        ("range(t + 1)", "range(1, t + 1)"),
    ),
    variant(
        "collapse",
        "leaves the oldest input out",
        COLLAPSE,
        "the oldest input is missing",
        ("range(t + 1)", "range(t)"),
    ),
    variant(
        "collapse",
        "takes the sequence for a circle",
        COLLAPSE,
        "taken for a circle",
        ("range(t + 1)", "range(T)"),
    ),
    variant(
        "collapse",
        "does not transpose M",
        COLLAPSE,
        "M[k] stands untransposed",
        ("M_SnD[k].T", "M_SnD[k]"),
    ),
    variant(
        "collapse",
        "makes zeros in float32",
        COLLAPSE,
        "keep the dtype",
        (", dtype=x_BTD.dtype", ""),
    ),
    variant(
        "collapse",
        "raises the entries from the first power on",
        COLLAPSE,
        "from k = 1 on",
        (
            "found.append(W_h @ found[-1])",
            "found.append(W_h ** len(found) @ W_x)",
        ),
    ),
    variant(
        "collapse",
        "multiplies twice for each k",
        COLLAPSE,
        "two factors W_h",
        ("W_h @ found[-1]", "W_h @ W_h @ found[-1]"),
    ),
    variant(
        "collapse",
        "repeats the first input",
        COLLAPSE,
        "the first input is repeated",
        ("range(t + 1)", "range(T)"),
        ("x_BTD[:, t - k]", "x_BTD[:, max(t - k, 0)]"),
    ),
    variant(
        "collapse",
        "turns the kernel round",
        COLLAPSE,
        "the kernel is turned round",
        ("M_SnD[k].T", "M_SnD[-1 - k].T"),
    ),
    variant(
        "collapse",
        "bends the states",
        COLLAPSE,
        "has no tanh",
        ("return h_BTn", "return h_BTn.tanh()"),
    ),
    variant(
        "collapse",
        "puts time first",
        COLLAPSE,
        "your time stands on axis 0",
        ("return h_BTn", "return h_BTn.transpose(0, 1)"),
    ),
    variant(
        "collapse",
        "returns the last state only",
        COLLAPSE,
        "expected (2, 4, 3)",
        ("return h_BTn", "return h_BTn[:, -1:]"),
    ),
    variant("unroll", "uses a ReLU", UNROLL, "is a ReLU", ("torch.tanh", "torch.relu")),
    variant(
        "unroll",
        "bends the input only",
        UNROLL,
        "the tanh covers the input only",
        (" + h @ W_h.T + b)", " + b) + h @ W_h.T"),
    ),
    variant(
        "unroll",
        "returns the last state first",
        UNROLL,
        "all states first",
        ("return torch.stack(states, dim=1), h", "return h, torch.stack(states, dim=1)"),
    ),
    variant(
        "bptt",
        "cuts one step early",
        BPTT,
        "one step too early",
        ("window is not None and t % window == 0", "(t + 1) % (window or T) == 0"),
    ),
    variant(
        "bptt",
        "takes each slope twice",
        BPTT,
        "each slope is taken twice",
        ("delta = dz @ W_h", "delta = dz @ W_h * (1 - before_BTn[:, t] ** 2)"),
    ),
    variant(
        "cells",
        "makes gates of tanh",
        CELLS,
        "the gates are sigmoids",
        ("f.sigmoid() * c_Bn + i.sigmoid()", "f.tanh() * c_Bn + i.tanh()"),
        ("o.sigmoid()", "o.tanh()"),
    ),
    variant(
        "masked_loss",
        "takes the softmax before cross-entropy",
        MASKED,
        "expects logits and takes it itself",
        ("logits_BTK[real]", "logits_BTK[real].softmax(dim=1)"),
    ),
    variant(
        "masked_loss",
        "averages the real states",
        MASKED,
        "the mean of the real states",
        ("h[k - 1] if", "h[:k].mean(dim=0) if"),
    ),
    variant(
        "foresee",
        "takes the forgetting for a line",
        FORESEE,
        "a power and no line",
        ("(1 / (1 + math.exp(-2))) ** 20", "1 - 20 * (1 - 1 / (1 + math.exp(-2)))"),
    ),
    variant("foresee", "answers in percent", FORESEE, "in percent", ("** 20", "** 20 * 100")),
    variant(
        "mend", "returns the loss as a tensor", MEND, "is to be a float", ("loss.item()", "loss")
    ),
    variant(
        "mend",
        "detaches the weights",
        MEND,
        "computed from W",
        ("W @ h)", "W.detach() @ h)"),
    ),
]
