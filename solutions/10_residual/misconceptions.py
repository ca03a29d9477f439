"""Plausible wrong answers to the gate of session 10, with the words that each must be told."""

from autograder.authored import variant

BLOCK = """
def block(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    z = h_Bn.relu() @ W1_mn.T + b1_m
    return h_Bn + scale * (z.relu() @ W2_nm.T + b2_n)

def block_jacobian(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    on_Bn = (h_Bn > 0).to(h_Bn.dtype)
    on_Bm = (h_Bn.relu() @ W1_mn.T + b1_m > 0).to(h_Bn.dtype)
    A = W2_nm @ (on_Bm[:, :, None] * W1_mn * on_Bn[:, None, :])
    return torch.eye(h_Bn.shape[1], dtype=h_Bn.dtype) + scale * A
"""
SUM = "return h_Bn + scale * (z.relu() @ W2_nm.T + b2_n)"

SHORTCUT = """
def shortcut(x_BCHW, out_channels, stride=1, W_OC=None):
    kept = x_BCHW[:, :, ::stride, ::stride]
    if W_OC is not None:
        return torch.einsum("oc,bchw->bohw", W_OC, kept)
    missing = out_channels - x_BCHW.shape[1]
    if missing < 0:
        raise ValueError("fewer channels")
    return functional.pad(kept, (0, 0, 0, 0, 0, missing))
"""
KEPT = "kept = x_BCHW[:, :, ::stride, ::stride]"

PATHS = """
def by_length(jacobians, u_n):
    rows = torch.zeros(len(jacobians) + 1, len(u_n), dtype=u_n.dtype)
    rows[0] = u_n
    for A in reversed(jacobians):
        rows = torch.cat([rows[:1], rows[1:] + rows[:-1] @ A])
    return rows
"""
STEP = "rows = torch.cat([rows[:1], rows[1:] + rows[:-1] @ A])"

NORMS = """
def pre_norm(h_Bn, layers):
    norm = lambda h: functional.layer_norm(h, h.shape[1:])
    h = h_Bn
    for W, b in layers:
        h = h + torch.tanh(norm(h) @ W.T + b)
    return norm(h)

def post_norm(h_Bn, layers):
    h = h_Bn
    for W, b in layers:
        h = functional.layer_norm(h + torch.tanh(h @ W.T + b), h.shape[1:])
    return h
"""
PRE = "h = h + torch.tanh(norm(h) @ W.T + b)"
POST = "h = functional.layer_norm(h + torch.tanh(h @ W.T + b), h.shape[1:])"
NORM = "norm = lambda h: functional.layer_norm(h, h.shape[1:])"

FORESEE = """
prediction = {
    "full": 1.5**20,
    "scaled": (1 + 0.5 / 20) ** 20,
    "branches": 20 * 0.025 / 1.025,
    "pre_norm": sum(1 / (l + 1) for l in range(1, 21)),
    "post_norm": 10.0,
    "kept": sum(1 - l / 20 * 0.5 for l in range(1, 21)),
}
"""

DROP = """
def survival(depth, last=0.5):
    return [1 - l / depth * (1 - last) for l in range(1, depth + 1)]

def drop_branch(h, change, p, training, generator=None):
    if not 0 < p <= 1:
        raise ValueError("p is a probability above 0")
    if not training:
        return h + change
    draw = torch.rand([len(h)] + [1] * (h.dim() - 1), generator=generator, dtype=h.dtype)
    return h + change * (draw < p) / p
"""
LADDER = "return [1 - l / depth * (1 - last) for l in range(1, depth + 1)]"
DRAW = "draw = torch.rand([len(h)] + [1] * (h.dim() - 1), generator=generator, dtype=h.dtype)"
KEEP = "return h + change * (draw < p) / p"

MEND = """
def residual_stack(h_Bn, layers):
    h = h_Bn
    for W, b in layers:
        z = functional.layer_norm(h, h.shape[1:])
        change = z.relu() @ W.T + b
        h = h + change / math.sqrt(len(layers))
    return h
"""
ADD = "h = h + change / math.sqrt(len(layers))"

COLLAPSE = """
def collapse(layers, scale=1.0):
    if not layers:
        raise ValueError("a stack needs at least one block")
    n, dtype = len(layers[0][1]), layers[0][1].dtype
    M, c = torch.eye(n, dtype=dtype), torch.zeros(n, dtype=dtype)
    for W, b in layers:
        M, c = M + scale * W @ M, c + scale * (W @ c + b)
    return M, c
"""
FOLD = "M, c = M + scale * W @ M, c + scale * (W @ c + b)"

MISCONCEPTIONS = [
    variant(
        "block",
        "activation after the sum",
        BLOCK,
        "behind the sum",
        (SUM, "return (h_Bn + scale * (z.relu() @ W2_nm.T + b2_n)).relu()"),
    ),
    variant(
        "block",
        "bends the path too",
        BLOCK,
        "h arrives as it is",
        (SUM, "return h_Bn.relu() + scale * (z.relu() @ W2_nm.T + b2_n)"),
    ),
    variant(
        "block",
        "scales the sum",
        BLOCK,
        "multiplies the path as well",
        (SUM, "return scale * (h_Bn + z.relu() @ W2_nm.T + b2_n)"),
    ),
    variant(
        "block",
        "activation behind the weights",
        BLOCK,
        "pre-activation puts them before",
        ("z = h_Bn.relu() @ W1_mn.T + b1_m", "z = h_Bn @ W1_mn.T + b1_m"),
        (SUM, "return h_Bn + scale * (z.relu() @ W2_nm.T + b2_n).relu()"),
    ),
    variant(
        "block",
        "in-place ReLU",
        BLOCK,
        "in place",
        ("z = h_Bn.relu() @", "kept = h_Bn.clone()\n    z = h_Bn.relu_() @"),
        (SUM, "return kept + scale * (z.relu() @ W2_nm.T + b2_n)"),
    ),
    variant(
        "block",
        "in-place ReLU loses the path",
        BLOCK,
        "in place",
        ("z = h_Bn.relu() @", "z = h_Bn.relu_() @"),
    ),
    variant(
        "block",
        "another default scale",
        BLOCK,
        "not h + scale * F(h)",
        ("b2_n, scale=1.0):\n    z", "b2_n, scale=0.9):\n    z"),
    ),
    variant(
        "block",
        "Jacobian without the path",
        BLOCK,
        "the identity is missing",
        ("torch.eye(h_Bn.shape[1], dtype=h_Bn.dtype) + scale * A", "scale * A"),
    ),
    variant(
        "block",
        "slopes of h on the rows",
        BLOCK,
        "on its columns",
        (
            "A = W2_nm @ (on_Bm[:, :, None] * W1_mn * on_Bn[:, None, :])",
            "A = on_Bn[:, :, None] * (W2_nm @ (on_Bm[:, :, None] * W1_mn))",
        ),
    ),
    variant(
        "block",
        "units at 0 are on",
        BLOCK,
        "at exactly 0 is off",
        ("(h_Bn > 0)", "(h_Bn >= 0)"),
        ("+ b1_m > 0)", "+ b1_m >= 0)"),
    ),
    variant(
        "block",
        "Jacobian in float32",
        BLOCK,
        "keep the dtype",
        (
            "return torch.eye(h_Bn.shape[1], dtype=h_Bn.dtype) + scale * A",
            "return (torch.eye(h_Bn.shape[1]) + scale * A).float()",
        ),
    ),
    variant("shortcut", "no stride", SHORTCUT, "yours has shape", (KEPT, "kept = x_BCHW")),
    variant(
        "shortcut",
        "averages pixels",
        SHORTCUT,
        "you averaged the pixels",
        (KEPT, "kept = functional.avg_pool2d(x_BCHW, stride, ceil_mode=True)"),
    ),
    variant(
        "shortcut",
        "loses the last row of odd images",
        SHORTCUT,
        "yours has shape",
        (
            KEPT,
            "kept = x_BCHW[:, :, : x_BCHW.shape[2] // stride * stride : stride, : x_BCHW.shape[3] // stride * stride : stride]",
        ),
    ),
    variant(
        "shortcut",
        "zeros before the channels",
        SHORTCUT,
        "appended behind",
        ("(0, 0, 0, 0, 0, missing)", "(0, 0, 0, 0, missing, 0)"),
    ),
    variant(
        "shortcut",
        "repeats channels",
        SHORTCUT,
        "the new ones hold zeros",
        (
            "return functional.pad(kept, (0, 0, 0, 0, 0, missing))",
            "return kept.repeat(1, -(-out_channels // kept.shape[1]), 1, 1)[:, :out_channels]",
        ),
    ),
    variant(
        "shortcut",
        "ReLU on the shortcut",
        SHORTCUT,
        "a ReLU stands on the shortcut",
        (KEPT, KEPT + ".relu()"),
    ),
    variant(
        "shortcut",
        "drops channels silently",
        SHORTCUT,
        "raise a ValueError",
        ('raise ValueError("fewer channels")', "return kept[:, :out_channels]"),
    ),
    variant(
        "shortcut",
        "begins at the second pixel",
        SHORTCUT,
        "another pixel",
        (KEPT, "kept = x_BCHW[:, :, stride - 1 :: stride, stride - 1 :: stride]"),
    ),
    variant(
        "paths",
        "from the first block on",
        PATHS,
        "A^L comes first",
        ("reversed(jacobians)", "jacobians"),
    ),
    variant(
        "paths",
        "A u for u A",
        PATHS,
        "the row comes in from the left",
        (STEP, "rows = torch.cat([rows[:1], rows[1:] + rows[:-1] @ A.T])"),
    ),
    variant(
        "paths",
        "one path for each length",
        PATHS,
        "only one path of each length",
        ("rows[0] = u_n\n", "rows[0] = v = u_n\n"),
        ("for A in reversed(jacobians):", "for k, A in enumerate(reversed(jacobians), start=1):"),
        (STEP, "v = v @ A\n        rows[k] = v"),
    ),
    variant(
        "paths",
        "updates in place from below",
        PATHS,
        "rows that were already updated",
        (STEP, "for k in range(1, len(rows)):\n            rows[k] = rows[k] + rows[k - 1] @ A"),
    ),
    variant("paths", "row 0 empty", PATHS, "row 0", ("return rows", "return rows[1:]")),
    variant(
        "paths",
        "returns lengths",
        PATHS,
        "yours has shape",
        ("return rows", "return rows.norm(dim=1)"),
    ),
    variant(
        "paths",
        "averages the paths",
        PATHS,
        "they are to be summed",
        (
            "return rows",
            "return rows / torch.tensor([math.comb(len(jacobians), k) for k in range(len(rows))], dtype=torch.float64).to(u_n.dtype)[:, None]",
        ),
    ),
    variant(
        "paths",
        "float32 on the way",
        PATHS,
        "float32",
        ("dtype=u_n.dtype", "dtype=torch.float32"),
        ("rows[:-1] @ A]", "rows[:-1] @ A.float()]"),
        ("return rows", "return rows.to(u_n.dtype)"),
    ),
    variant(
        "norms",
        "no norm at the end",
        NORMS,
        "the norm at the end is missing",
        ("return norm(h)", "return h"),
    ),
    variant(
        "norms",
        "normalised shortcut",
        NORMS,
        "the shortcut is normalised too",
        (PRE, "h = norm(h)\n        h = h + torch.tanh(h @ W.T + b)"),
    ),
    variant(
        "norms",
        "norm over the batch",
        NORMS,
        "over the batch",
        (NORM, "norm = lambda h: (h - h.mean(dim=0)) / (h.var(dim=0, correction=0) + 1e-5).sqrt()"),
    ),
    variant(
        "norms",
        "n - 1",
        NORMS,
        "n - 1",
        (
            NORM,
            "norm = lambda h: (h - h.mean(dim=1, keepdim=True)) / (h.var(dim=1, keepdim=True) + 1e-5).sqrt()",
        ),
    ),
    variant(
        "norms",
        "no epsilon",
        NORMS,
        "1e-5 is missing",
        (
            NORM,
            "norm = lambda h: (h - h.mean(dim=1, keepdim=True)) / h.var(dim=1, keepdim=True, correction=0).sqrt()",
        ),
    ),
    variant(
        "norms",
        "post-norm before the branch too",
        NORMS,
        "norm before the branch as well",
        (
            POST,
            "h = functional.layer_norm(h + torch.tanh(functional.layer_norm(h, h.shape[1:]) @ W.T + b), h.shape[1:])",
        ),
    ),
    variant(
        "norms",
        "post-norm once at the end",
        NORMS,
        "only the last sum",
        (POST, "h = h + torch.tanh(h @ W.T + b)"),
        ("    return h\n", "    return functional.layer_norm(h, h.shape[1:])\n"),
    ),
    variant(
        "norms",
        "norm of the branch",
        NORMS,
        "what comes out of the branch",
        (PRE, "h = h + norm(torch.tanh(h @ W.T + b))"),
    ),
    variant(
        "foresee",
        "lengths for mean squares",
        FORESEE,
        "mean square was asked for",
        ('"full": 1.5**20', '"full": 1.5**10'),
    ),
    variant(
        "foresee",
        "branches alone",
        FORESEE,
        "the path adds 1",
        ('"full": 1.5**20', '"full": 0.5**20'),
    ),
    variant(
        "foresee",
        "unsquared scale",
        FORESEE,
        "enters squared",
        ("(1 + 0.5 / 20) ** 20", "(1 + 0.5 / 20**0.5) ** 20"),
    ),
    variant(
        "foresee",
        "half of the blocks",
        FORESEE,
        "they carry little",
        ("20 * 0.025 / 1.025", "10.0"),
    ),
    variant("foresee", "Poisson mean", FORESEE, "go round it", ("20 * 0.025 / 1.025", "0.5")),
    variant("foresee", "1/l", FORESEE, "1/(l + 1)", ("1 / (l + 1)", "1 / l")),
    variant(
        "foresee",
        "pre-norm number for post-norm",
        FORESEE,
        "back at variance 1",
        ('"post_norm": 10.0', '"post_norm": sum(1 / (l + 1) for l in range(1, 21))'),
    ),
    variant(
        "foresee",
        "from 0 to 19",
        FORESEE,
        "from 1 to 20",
        ("0.5 for l in range(1, 21)", "0.5 for l in range(20)"),
    ),
    variant("drop", "not rescaled", DROP, "divided by p", (KEEP, "return h + change * (draw < p)")),
    variant(
        "drop",
        "multiplied by p in the test as well",
        DROP,
        "the test does nothing",
        ("return h + change\n", "return h + p * change\n"),
    ),
    variant(
        "drop",
        "p is the probability of leaving out",
        DROP,
        "probability to keep",
        (KEEP, "return h + change * (draw >= p) / (1 - p + 1e-12)"),
    ),
    variant(
        "drop",
        "one draw for the whole batch",
        DROP,
        "same fate",
        (DRAW, "draw = torch.rand(1, generator=generator, dtype=h.dtype)"),
    ),
    variant(
        "drop",
        "one draw for each entry",
        DROP,
        "one draw for each example",
        (DRAW, "draw = torch.rand(h.shape, generator=generator, dtype=h.dtype)"),
    ),
    variant(
        "drop",
        "drops the path, too",
        DROP,
        "the path stays",
        (KEEP, "return (h + change) * (draw < p) / p"),
    ),
    variant(
        "drop",
        "ignores the generator",
        DROP,
        "draw from `generator`",
        ("generator=generator, ", ""),
    ),
    variant(
        "drop",
        "divides by 1 - p",
        DROP,
        "probability of leaving out",
        (KEEP, "return h + change * (draw < p) / max(1 - p, 0.01)"),
    ),
    variant(
        "drop",
        "ladder from 0",
        DROP,
        "l runs from 0",
        (LADDER, "return [1 - l / depth * (1 - last) for l in range(depth)]"),
    ),
    variant(
        "drop",
        "probabilities of leaving out",
        DROP,
        "of leaving out",
        (LADDER, "return [l / depth * (1 - last) for l in range(1, depth + 1)]"),
    ),
    variant(
        "drop",
        "no check outside of training",
        DROP,
        "raise a ValueError",
        ("if not 0 < p <= 1:", "if training and not 0 < p <= 1:"),
    ),
    variant(
        "mend",
        "shortcut normalised",
        MEND,
        "shortcut is still normalised",
        ("z = functional", "h = functional"),
        ("z.relu()", "h.relu()"),
    ),
    variant(
        "mend",
        "activation after the sum",
        MEND,
        "behind the sum",
        (ADD, "h = (h + change / math.sqrt(len(layers))).relu()"),
    ),
    variant("mend", "1/L", MEND, "still 1/L", ("math.sqrt(len(layers))", "len(layers)")),
    variant(
        "mend",
        "scales the sum",
        MEND,
        "multiplies the path",
        (ADD, "h = (h + change) / math.sqrt(len(layers))"),
    ),
    variant(
        "mend", "no ReLU in the branch", MEND, "ReLU in the branch is missing", ("z.relu()", "z")
    ),
    variant("mend", "no scale", MEND, "not scaled at all", (ADD, "h = h + change")),
    variant(
        "mend",
        "nothing mended",
        MEND,
        "all four faults",
        ("z = functional", "h = functional"),
        ("z.relu()", "h"),
        (ADD, "h = (h + change).relu() / len(layers)"),
    ),
    variant(
        "collapse",
        "the plain stack",
        COLLAPSE,
        "no identities",
        (FOLD, "M, c = scale * W @ M, scale * (W @ c + b)"),
    ),
    variant(
        "collapse",
        "the wrong order",
        COLLAPSE,
        "on the left",
        (FOLD, "M, c = M + scale * M @ W, c + scale * (W @ c + b)"),
    ),
    variant(
        "collapse",
        "the branches added up",
        COLLAPSE,
        "the products are missing",
        (FOLD, "M, c = M + scale * W, c + scale * (W @ c + b)"),
    ),
    variant(
        "collapse",
        "biases added up",
        COLLAPSE,
        "earlier ones pass",
        (FOLD, "M, c = M + scale * W @ M, c + scale * b"),
    ),
    variant(
        "collapse",
        "biases unscaled",
        COLLAPSE,
        "biases are not scaled",
        (FOLD, "M, c = M + scale * W @ M, c + scale * W @ c + b"),
    ),
    variant(
        "collapse",
        "no error for no blocks",
        COLLAPSE,
        "raise a ValueError",
        ('    if not layers:\n        raise ValueError("a stack needs at least one block")\n', ""),
    ),
    variant(
        "collapse",
        "float32 throughout",
        COLLAPSE,
        "keep the dtype",
        ("return M, c", "return M.float(), c.float()"),
    ),
    variant(
        "collapse", "transposed", COLLAPSE, "M is transposed", ("return M, c", "return M.T, c")
    ),
    variant(
        "block",
        "the Jacobian of the whole batch",
        BLOCK,
        "of each row by itself",
        (
            "    return torch.eye(h_Bn.shape[1], dtype=h_Bn.dtype) + scale * A",
            "    return torch.autograd.functional.jacobian(lambda h: block(h, W1_mn, b1_m, W2_nm, b2_n, scale), h_Bn)",
        ),
    ),
    variant(
        "block",
        "hidden slopes from W1 h",
        BLOCK,
        "without the first ReLU",
        ("on_Bm = (h_Bn.relu() @", "on_Bm = (h_Bn @"),
    ),
    variant(
        "shortcut",
        "matrix left out where the shape stays",
        SHORTCUT,
        "it mixes the channels there, too",
        (
            KEPT,
            "if stride == 1 and out_channels == x_BCHW.shape[1]:\n        return x_BCHW\n    "
            + KEPT,
        ),
    ),
    variant(
        "shortcut",
        "no fewer channels by a matrix either",
        SHORTCUT,
        "a matrix, which may make fewer channels",
        (
            KEPT,
            'if out_channels < x_BCHW.shape[1]:\n        raise ValueError("fewer channels")\n    '
            + KEPT,
        ),
    ),
    variant(
        "shortcut",
        "an error for as many channels",
        SHORTCUT,
        "only fewer channels",
        ("if missing < 0:", "if missing <= 0:"),
    ),
    variant(
        "paths",
        "the path counted twice",
        PATHS,
        "counted twice",
        (STEP, STEP.replace("@ A", "@ (A + torch.eye(len(A), dtype=A.dtype))")),
    ),
    variant(
        "paths",
        "powers of the sum",
        PATHS,
        "a power of",
        (
            "    for A in reversed(jacobians):\n        " + STEP + "\n",
            "    for k in range(len(jacobians)):\n        rows[k + 1] = rows[k] @ sum(jacobians)\n",
        ),
    ),
    variant(
        "paths",
        "rows normalised",
        PATHS,
        "the rows were normalised",
        ("return rows", "return rows / rows.norm()"),
    ),
    variant(
        "norms",
        "tanh behind the sum",
        NORMS,
        "the tanh stands behind the sum",
        (PRE, "h = torch.tanh(h + norm(h) @ W.T + b)"),
    ),
    variant(
        "norms",
        "tanh before the weights",
        NORMS,
        "the tanh stands before W",
        (POST, "h = functional.layer_norm(h + torch.tanh(h) @ W.T + b, h.shape[1:])"),
    ),
    variant(
        "foresee",
        "the chance of one branch",
        FORESEE,
        "the chance of one branch",
        ("20 * 0.025 / 1.025", "0.025 / 1.025"),
    ),
    variant(
        "foresee",
        "the logarithm for the sum",
        FORESEE,
        "only near the sum",
        ("sum(1 / (l + 1) for l in range(1, 21))", "math.log(20)"),
    ),
    variant(
        "foresee",
        "the mean probability",
        FORESEE,
        "the mean probability of a block",
        ("sum(1 - l / 20 * 0.5 for l in range(1, 21))", "14.75 / 20"),
    ),
    variant(
        "drop",
        "changes h in place",
        DROP,
        "in place",
        (KEEP, "h += change * (draw < p) / p\n    return h"),
    ),
    variant(
        "drop",
        "a draw of shape (B, 1) for images, too",
        DROP,
        "as many axes as h",
        (DRAW, "draw = torch.rand(len(h), 1, generator=generator, dtype=h.dtype)"),
    ),
    variant("drop", "p = 1 is an error", DROP, "1 is a probability", ("0 < p <= 1", "0 < p < 1")),
    variant(
        "drop",
        "divides by the share kept",
        DROP,
        "the share that happened to be kept",
        (
            KEEP,
            "kept = (draw < p).to(h.dtype)\n    return h + change * kept / kept.mean().clamp_min(1e-9)",
        ),
    ),
    variant(
        "mend",
        "activation behind the weights",
        MEND,
        "the ReLU stands behind W",
        ("z.relu() @ W.T + b", "(z @ W.T + b).relu()"),
    ),
    variant(
        "mend",
        "activation before the norm",
        MEND,
        "changed places",
        ("layer_norm(h, h", "layer_norm(h.relu(), h"),
        ("z.relu()", "z"),
    ),
    variant(
        "mend",
        "bias unscaled",
        MEND,
        "the scale leaves out b",
        ("z.relu() @ W.T + b", "z.relu() @ W.T"),
        (ADD, ADD + " + b"),
    ),
    variant(
        "mend",
        "norm over the batch",
        MEND,
        "over the whole batch",
        ("h.shape[1:]", "h.shape"),
    ),
    variant(
        "mend",
        "bends the path",
        MEND,
        "the path carries ReLU(h)",
        (ADD, ADD.replace("h + ", "h.relu() + ")),
    ),
    variant(
        "mend",
        "units for layers",
        MEND,
        "the number of layers",
        ("len(layers))", "h.shape[1])"),
    ),
    variant(
        "mend",
        "norm at the end",
        MEND,
        "behind the last sum",
        ("return h", "return functional.layer_norm(h, h.shape[1:])"),
    ),
    variant(
        "mend",
        "norm behind the sum",
        MEND,
        "the norm stands behind the sum",
        ("z = functional.layer_norm(h, h.shape[1:])", "z = h"),
        (ADD, "h = functional.layer_norm(h + change / math.sqrt(len(layers)), h.shape[1:])"),
    ),
    variant(
        "mend",
        "the number of the block for L",
        MEND,
        "from block to block",
        ("for W, b in layers:", "for l, (W, b) in enumerate(layers, start=1):"),
        ("math.sqrt(len(layers))", "math.sqrt(l)"),
    ),
    variant("mend", "W transposed", MEND, "W was used transposed", ("@ W.T", "@ W")),
    variant(
        "mend",
        "adds to the input of the stack",
        MEND,
        "the h before it",
        (ADD, ADD.replace("h + ", "h_Bn + ")),
    ),
    variant(
        "norms",
        "scaled branches",
        NORMS,
        "this task has no scale",
        (PRE, PRE + " / math.sqrt(len(layers))"),
    ),
    variant(
        "norms",
        "post-norm of the path alone",
        NORMS,
        "the path alone is normalised",
        (POST, "h = functional.layer_norm(h, h.shape[1:]) + torch.tanh(h @ W.T + b)"),
    ),
]
