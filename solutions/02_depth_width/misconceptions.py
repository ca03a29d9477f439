"""Plausible wrong answers to the gate of session 02, and what each one must be told."""

# The two functions of `join_dots` stand in one cell, so each wrong one comes with a right other.
JOIN_DOTS = """
def join_dots(x_K, y_K):
    slopes = y_K.diff() / x_K.diff()
    return x_K[:-1].clone(), torch.cat([slopes[:1], slopes.diff()]), y_K[0].item()
"""
APPROXIMATE_SINE = """
def approximate_sine(error):
    n = math.ceil(math.pi / math.sqrt(2 * error))
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() * n
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
"""

MISCONCEPTIONS = [
    {
        "task": "bump",
        "name": "takes away the rising slope only",
        "code": """
def bump(x, a, c, b, height=1.0):
    up = height / (c - a)
    return up * (x - a).relu() - up * (x - c).relu()
""",
        "says": "goes up and never comes down",
    },
    {
        "task": "bump",
        "name": "forgets the third ReLU",
        "code": """
def bump(x, a, c, b, height=1.0):
    up, down = height / (c - a), height / (b - c)
    return up * (x - a).relu() - (up + down) * (x - c).relu()
""",
        "says": "falls for ever",
    },
    {
        "task": "bump",
        "name": "assumes that both sides are equally long",
        "code": """
def bump(x, a, c, b, height=1.0):
    up = height / (c - a)
    return up * ((x - a).relu() - 2 * (x - c).relu() + (x - b).relu())
""",
        "says": "the falling side is b - c long",
    },
    {
        "task": "bump",
        "name": "ignores the height",
        "code": """
def bump(x, a, c, b, height=1.0):
    return torch.minimum((x - a) / (c - a), (b - x) / (b - c)).clamp(min=0)
""",
        "says": "the height is not used",
    },
    {
        "task": "join_dots",
        "name": "gives each unit the slope of its stretch",
        "code": """
def join_dots(x_K, y_K):
    return x_K[:-1].clone(), y_K.diff() / x_K.diff(), y_K[0].item()
"""
        + APPROXIMATE_SINE,
        "says": "v has to be the change of the slope",
    },
    {
        "task": "join_dots",
        "name": "starts from zero",
        "code": """
def join_dots(x_K, y_K):
    slopes = y_K.diff() / x_K.diff()
    return x_K[:-1].clone(), torch.cat([slopes[:1], slopes.diff()]), 0.0
"""
        + APPROXIMATE_SINE,
        "says": "c is 0",
    },
    {
        "task": "join_dots",
        "name": "does not divide the rises by the steps",
        "code": """
def join_dots(x_K, y_K):
    rises = y_K.diff()
    return x_K[:-1].clone(), torch.cat([rises[:1], rises.diff()]), y_K[0].item()
"""
        + APPROXIMATE_SINE,
        "says": "not divided by the length of their stretch",
    },
    {
        "task": "join_dots",
        "name": "returns a unit for each point",
        "code": """
def join_dots(x_K, y_K):
    slopes = y_K.diff() / x_K.diff()
    last = torch.zeros(1, dtype=y_K.dtype)
    return x_K.clone(), torch.cat([slopes[:1], slopes.diff(), last]), y_K[0].item()
"""
        + APPROXIMATE_SINE,
        "says": "one unit for each stretch",
    },
    {
        "task": "sawtooth",
        "name": "multiplies the tent by the folds",
        "code": """
def sawtooth(x, folds):
    return folds * (2 * x.relu() - 4 * (x - 0.5).relu())
""",
        "says": "you added the tents",
    },
    {
        "task": "sawtooth",
        "name": "folds the input again instead of the result",
        "code": """
def sawtooth(x, folds):
    y = x
    for _ in range(folds):
        y = 2 * x.relu() - 4 * (x - 0.5).relu()
    return y
""",
        "says": "you folded once",
    },
    {
        "task": "sawtooth",
        "name": "folds once too often",
        "code": """
def sawtooth(x, folds):
    for _ in range(folds + 1):
        x = 2 * x.relu() - 4 * (x - 0.5).relu()
    return x
""",
        "says": "one fold too many",
    },
    {
        "task": "sawtooth",
        "name": "changes its input",
        "code": """
def sawtooth(x, folds):
    for _ in range(folds):
        x.copy_(torch.minimum(2 * x, 2 - 2 * x))
    return x
""",
        "says": "you changed the caller's tensor",
    },
    {
        "task": "count_pieces",
        "name": "counts corners",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    changes = {}
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0 and low < -b / w < high:
            changes[-b / w] = changes.get(-b / w, 0) + v * abs(w)
    return sum(abs(c) > 1e-9 for c in changes.values())
""",
        "says": "you counted corners",
    },
    {
        "task": "count_pieces",
        "name": "counts all units",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    return len(w_n) + 1
""",
        "says": "one piece more than units",
    },
    {
        "task": "count_pieces",
        "name": "counts units that switch together twice",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    inside = [-b / w for w, b in zip(w_n.tolist(), b_n.tolist()) if w and low < -b / w < high]
    return len(inside) + 1
""",
        "says": "make one corner, not two",
    },
    {
        "task": "count_pieces",
        "name": "counts switches that cancel",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    inside = {-b / w for w, b in zip(w_n.tolist(), b_n.tolist()) if w and low < -b / w < high}
    return len(inside) + 1
""",
        "says": "can cancel",
    },
    {
        "task": "parameters",
        "name": "forgets the biases",
        "code": """
def parameters(widths, bias=True):
    return sum(n * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    raise NotImplementedError
""",
        "says": "the biases are missing",
    },
    {
        "task": "parameters",
        "name": "gives the inputs biases",
        "code": """
def parameters(widths, bias=True):
    return sum(n * m for n, m in zip(widths, widths[1:])) + (sum(widths) if bias else 0)

def widest(num_inputs, num_outputs, num_hidden, budget):
    raise NotImplementedError
""",
        "says": "the inputs have no biases",
    },
    {
        "task": "parameters",
        "name": "goes over the budget by one unit",
        "code": """
def parameters(widths, bias=True):
    return sum((n + bias) * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    n = 1
    while parameters([num_inputs] + [n] * num_hidden + [num_outputs]) <= budget:
        n += 1
    return n
""",
        "says": "over the budget",
    },
    {
        "task": "parameters",
        "name": "treats every network as one of a single hidden layer",
        "code": """
def parameters(widths, bias=True):
    return sum((n + bias) * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    n = (budget - num_outputs) // (num_inputs + 1 + num_outputs)
    if n < 1:
        raise ValueError("too few")
    return n
""",
        "says": "between two of them there are n times n weights",
    },
    {
        "task": "parameters",
        "name": "returns zero where nothing fits",
        "code": """
def parameters(widths, bias=True):
    return sum((n + bias) * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    n = 0
    while parameters([num_inputs] + [n + 1] * num_hidden + [num_outputs]) <= budget:
        n += 1
    return n
""",
        "says": "raise a ValueError",
    },
    {
        "task": "six_folds",
        "name": "adds two pieces a fold",
        "code": "pieces, units_deep, units_wide = 12, 12, 11",
        "says": "folds multiply the pieces",
    },
    {
        "task": "six_folds",
        "name": "takes a fold for one unit",
        "code": "pieces, units_deep, units_wide = 64, 6, 63",
        "says": "a tent needs two units",
    },
    {
        "task": "six_folds",
        "name": "one unit a piece",
        "code": "pieces, units_deep, units_wide = 64, 12, 64",
        "says": "64 pieces have 63 corners",
    },
    {
        "task": "count_deep_pieces",
        "name": "still counts changes",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for l, (W, b) in enumerate(layers, start=1):
        h = h @ W.T + b
        if l < len(layers):
            h = h.relu()
    slopes = h[:, 0].diff() / x_P.diff()
    return int((slopes.diff().abs() > 1e-6).sum())
""",
        "says": "one change makes two pieces",
    },
    {
        "task": "count_deep_pieces",
        "name": "leaves the ReLU at the end",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for W, b in layers:
        h = (h @ W.T + b).relu()
    slopes = h[:, 0].diff() / x_P.diff()
    return 1 + int((slopes.diff().abs() > 1e-6).sum())
""",
        "says": "a ReLU follows the last layer as well",
    },
    {
        "task": "count_deep_pieces",
        "name": "takes differences for slopes",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for l, (W, b) in enumerate(layers, start=1):
        h = h @ W.T + b
        if l < len(layers):
            h = h.relu()
    slopes = h[:, 0].diff()
    return 1 + int((slopes.diff().abs() > 1e-6).sum())
""",
        "says": "divide by those of x",
    },
    {
        "task": "local_map",
        "name": "lets every unit count",
        "code": """
def local_map(layers, x_D):
    A, c = torch.eye(len(x_D), dtype=x_D.dtype), torch.zeros(len(x_D), dtype=x_D.dtype)
    for W, b in layers:
        A, c = W @ A, W @ c + b
    return A[0], c[0].item()
""",
        "says": "all units count in your map",
    },
    {
        "task": "local_map",
        "name": "returns the value for the intercept",
        "code": """
def local_map(layers, x_D):
    A, h = torch.eye(len(x_D), dtype=x_D.dtype), x_D
    for l, (W, b) in enumerate(layers, start=1):
        A, h = W @ A, W @ h + b
        if l < len(layers):
            on = (h > 0).to(x_D.dtype)
            A, h = on[:, None] * A, on * h
    return A[0], h[0].item()
""",
        "says": "c is the value of the network at x",
    },
    {
        "task": "local_map",
        "name": "forgets the earlier biases",
        "code": """
def local_map(layers, x_D):
    A, h = torch.eye(len(x_D), dtype=x_D.dtype), x_D
    for l, (W, b) in enumerate(layers, start=1):
        A, h = W @ A, W @ h + b
        if l < len(layers):
            on = (h > 0).to(x_D.dtype)
            A, h = on[:, None] * A, on * h
    return A[0], layers[-1][1].item()
""",
        "says": "those of the layers before pass through too",
    },
    {
        "task": "local_map",
        "name": "keeps the units that are off",
        "code": """
def local_map(layers, x_D):
    A, h, c = torch.eye(len(x_D), dtype=x_D.dtype), x_D, torch.zeros(len(x_D), dtype=x_D.dtype)
    for l, (W, b) in enumerate(layers, start=1):
        A, h, c = W @ A, W @ h + b, W @ c + b
        if l < len(layers):
            off = (h <= 0).to(x_D.dtype)
            A, h, c = off[:, None] * A, off * h, off * c
    return A[0], c[0].item()
""",
        "says": "you kept the units that are off",
    },
    {
        "task": "bump",
        "name": "leaves the rising slope on beyond the top",
        "code": """
def bump(x, a, c, b, height=1.0):
    up, down = height / (c - a), height / (b - c)
    return up * (x - a).relu() - down * (x - c).relu() + down * (x - b).relu()
""",
        "says": "leaves the rising one",
    },
    {
        "task": "bump",
        "name": "works in the caller's tensor",
        "code": """
def bump(x, a, c, b, height=1.0):
    falling = (b - x) / (b - c)
    x -= a
    return height * torch.minimum(x / (c - a), falling).clamp(min=0)
""",
        "says": "you changed the caller's x",
    },
    {
        "task": "join_dots",
        "name": "leaves out the first slope",
        "code": """
def join_dots(x_K, y_K):
    v = (y_K.diff() / x_K.diff()).diff()
    return x_K[:-1].clone(), torch.cat([torch.zeros(1, dtype=v.dtype), v]), y_K[0].item()
"""
        + APPROXIMATE_SINE,
        "says": "the first slope is not",
    },
    {
        "task": "join_dots",
        "name": "uses the bound for a kink",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = math.ceil(math.pi / error)
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() / x.diff()
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "which holds for a kink too",
    },
    {
        "task": "join_dots",
        "name": "rounds the number of stretches down",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = int(math.pi / math.sqrt(2 * error))
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() / x.diff()
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "one unit short",
    },
    {
        "task": "join_dots",
        "name": "takes n knots for n stretches",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = math.ceil(math.pi / math.sqrt(2 * error))
    x = torch.linspace(0, 1, n, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() / x.diff()
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "n stretches need n + 1 knots",
    },
    {
        "task": "join_dots",
        "name": "forgets the inner slope 2 pi",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = math.ceil(math.sqrt(1 / (8 * error)))
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() / x.diff()
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "is (2π)², not 1",
    },
    {
        "task": "join_dots",
        "name": "loses the 8 of the bound",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = math.ceil(2 * math.pi / math.sqrt(error))
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() / x.diff()
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "the 8 is missing",
    },
    {
        "task": "join_dots",
        "name": "spends a unit on the last knot",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = math.ceil(math.pi / math.sqrt(2 * error))
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() * n
    return x, torch.cat([slopes[:1], slopes.diff(), -slopes[-1:]]), 0.0
""",
        "says": "nothing switches at t = 1",
    },
    {
        "task": "sawtooth",
        "name": "lets the tent stay at its top",
        "code": """
def sawtooth(x, folds):
    for _ in range(folds):
        x = 2 * x.relu() - 2 * (x - 0.5).relu()
    return x
""",
        "says": "stays at 1 instead of falling",
    },
    {
        "task": "sawtooth",
        "name": "multiplies the tents",
        "code": """
def sawtooth(x, folds):
    return (1 - (2 * x - 1).abs()) ** folds if folds else x
""",
        "says": "you multiplied the tents",
    },
    {
        "task": "sawtooth",
        "name": "loses the dtype",
        "code": """
def sawtooth(x, folds):
    y = x.float()
    for _ in range(folds):
        y = 1 - (2 * y - 1).abs()
    return y
""",
        "says": "keep the dtype",
    },
    {
        "task": "count_pieces",
        "name": "takes v w for the change of slope",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    changes = {}
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w and low < -b / w < high:
            place = round(-b / w, 9)
            changes[place] = changes.get(place, 0) + v * w
    return 1 + sum(abs(c) > 1e-9 for c in changes.values())
""",
        "says": "you took v w for the change of slope",
    },
    {
        "task": "count_pieces",
        "name": "compares places to the last bit",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    changes = {}
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w and low < -b / w < high:
            changes[-b / w] = changes.get(-b / w, 0) + v * abs(w)
    return 1 + sum(abs(c) > 1e-9 for c in changes.values())
""",
        "says": "differ only by rounding",
    },
    {
        "task": "count_pieces",
        "name": "takes switches outside the interval for corners",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    changes = {}
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w:
            place = round(-b / w, 9)
            changes[place] = changes.get(place, 0) + v * abs(w)
    return 1 + sum(abs(c) > 1e-9 for c in changes.values())
""",
        "says": "switches outside the interval",
    },
    {
        "task": "count_pieces",
        "name": "counts a switch at the end of the interval",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    changes = {}
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w and low <= -b / w <= high:
            place = round(-b / w, 9)
            changes[place] = changes.get(place, 0) + v * abs(w)
    return 1 + sum(abs(c) > 1e-9 for c in changes.values())
""",
        "says": "at the very end of the interval",
    },
    {
        "task": "parameters",
        "name": "returns None where nothing fits",
        "code": """
def parameters(widths, bias=True):
    return sum((n + bias) * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    best = None
    for n in range(1, budget):
        if parameters([num_inputs] + [n] * num_hidden + [num_outputs]) <= budget:
            best = n
    return best
""",
        "says": "yours says None",
    },
    {
        "task": "parameters",
        "name": "takes the output layer for a hidden one",
        "code": """
def parameters(widths, bias=True):
    return sum((n + bias) * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    n = 0
    while parameters([num_inputs] + [n + 1] * max(1, num_hidden - 1) + [num_outputs]) <= budget:
        n += 1
    if n == 0:
        raise ValueError("too few")
    return n
""",
        "says": "there are n times n weights",
    },
    {
        "task": "parameters",
        "name": "counts one bias a layer",
        "code": """
def parameters(widths, bias=True):
    return sum(n * m + bias for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    raise NotImplementedError
""",
        "says": "one bias a layer is too few",
    },
    {
        "task": "six_folds",
        "name": "counts corners for pieces",
        "code": """
pieces, units_deep, units_wide = 63, 12, 63
""",
        "says": "one piece already",
    },
    {
        "task": "count_deep_pieces",
        "name": "loses the ReLU altogether",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for W, b in layers:
        h = h @ W.T + b
    slopes = h[:, 0].diff() / x_P.diff()
    return 1 + int((slopes.diff().abs() > 1e-6).sum())
""",
        "says": "no ReLU is left between the layers",
    },
    {
        "task": "count_deep_pieces",
        "name": "counts a piece for each unit",
        "code": """
def count_deep_pieces(layers, x_P):
    return 1 + sum(len(b) for W, b in layers[:-1])
""",
        "says": "you gave each unit a piece",
    },
    {
        "task": "local_map",
        "name": "counts a unit at exactly 0 as on",
        "code": """
def local_map(layers, x_D):
    A, c = torch.eye(len(x_D), dtype=x_D.dtype), torch.zeros(len(x_D), dtype=x_D.dtype)
    for l, (W, b) in enumerate(layers, start=1):
        A, c = W @ A, W @ c + b
        if l < len(layers):
            on = (A @ x_D + c >= 0).to(x_D.dtype)
            A, c = on[:, None] * A, on * c
    return A[0], c[0].item()
""",
        "says": "yours counts it as on",
    },
    {
        "task": "local_map",
        "name": "finds the pattern without the ReLUs before it",
        "code": """
def local_map(layers, x_D):
    A, h, c = torch.eye(len(x_D), dtype=x_D.dtype), x_D, torch.zeros(len(x_D), dtype=x_D.dtype)
    for l, (W, b) in enumerate(layers, start=1):
        A, h, c = W @ A, W @ h + b, W @ c + b
        if l < len(layers):
            on = (h > 0).to(x_D.dtype)
            A, c = on[:, None] * A, on * c
    return A[0], c[0].item()
""",
        "says": "never met a ReLU",
    },
]
