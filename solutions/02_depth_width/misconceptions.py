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
        "task": "plateau",
        "name": "stays up for ever",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up = height / (c - a)
    return up * ((x - a).relu() - (x - c).relu())
""",
        "says": "your plateau never ends",
    },
    {
        "task": "plateau",
        "name": "forgets the fourth ReLU",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height / (c - a), height / (b - d)
    return up * ((x - a).relu() - (x - c).relu()) - down * (x - d).relu()
""",
        "says": "falls for ever",
    },
    {
        "task": "plateau",
        "name": "leaves the rising slope on beyond c",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height / (c - a), height / (b - d)
    return up * (x - a).relu() - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "goes on climbing beyond c",
    },
    {
        "task": "plateau",
        "name": "is the bump of the chapter",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height / (c - a), height / (b - c)
    return up * (x - a).relu() - (up + down) * (x - c).relu() + down * (x - b).relu()
""",
        "says": "there is no flat top",
    },
    {
        "task": "plateau",
        "name": "assumes that both flanks are equally long",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height / (c - a), height / (c - a)
    return up * ((x - a).relu() - (x - c).relu()) - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "the falling flank is b - d long",
    },
    {
        "task": "plateau",
        "name": "ignores the height",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    return torch.minimum((x - a) / (c - a), (b - x) / (b - d)).clamp(0, 1)
""",
        "says": "the height is not used",
    },
    {
        "task": "plateau",
        "name": "cuts off what is below zero",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    rise, fall = height * (x - a) / (c - a), height * (b - x) / (b - d)
    return torch.minimum(rise, fall).clamp(max=height).clamp(min=0)
""",
        "says": "a negative height makes a trench",
    },
    {
        "task": "plateau",
        "name": "takes the height for both slopes",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up = down = height
    return up * ((x - a).relu() - (x - c).relu()) - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "the slopes are `height` on both flanks",
    },
    {
        "task": "plateau",
        "name": "does not divide the rising slope",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height, height / (b - d)
    return up * ((x - a).relu() - (x - c).relu()) - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "the rising slope is `height`",
    },
    {
        "task": "plateau",
        "name": "does not divide the falling slope",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height / (c - a), height
    return up * ((x - a).relu() - (x - c).relu()) - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "the falling slope is `height`",
    },
    {
        "task": "plateau",
        "name": "divides the rising slope by c",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height / c, height / (b - d)
    return up * ((x - a).relu() - (x - c).relu()) - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "the flank starts at a, not at 0",
    },
    {
        "task": "plateau",
        "name": "starts to rise at zero",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    up, down = height / c, height / (b - d)
    return up * (x.relu() - (x - c).relu()) - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "starts at 0, whatever a is",
    },
    {
        "task": "plateau",
        "name": "loops over one axis and loses the dtype",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    result = []
    for t in x.tolist():
        rise, fall = (t - a) / (c - a), (b - t) / (b - d)
        result.append(height * min(max(min(rise, fall), 0), 1))
    return torch.tensor(result)
""",
        "says": "x may have any shape",
    },
    {
        "task": "plateau",
        "name": "loses the dtype",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    x = x.float()
    up, down = height / (c - a), height / (b - d)
    return up * ((x - a).relu() - (x - c).relu()) - down * ((x - d).relu() - (x - b).relu())
""",
        "says": "keep the dtype",
    },
    {
        "task": "plateau",
        "name": "works in the caller's tensor",
        "code": """
def plateau(x, a, c, d, b, height=1.0):
    falling = (b - x) / (b - d)
    x -= a
    return height * torch.minimum(x / (c - a), falling).clamp(0, 1)
""",
        "says": "you changed the caller's x",
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
def sawtooth(x, folds, slope=2.0):
    return folds * (2 * x.relu() - 4 * (x - 0.5).relu())
""",
        "says": "you added the tents",
    },
    {
        "task": "sawtooth",
        "name": "folds the input again instead of the result",
        "code": """
def sawtooth(x, folds, slope=2.0):
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
def sawtooth(x, folds, slope=2.0):
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
def sawtooth(x, folds, slope=2.0):
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
        "says": "one more than its corners",
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
        "name": "forgets the second factor 2 pi",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = math.ceil(math.sqrt(2 * math.pi / (8 * error)))
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() / x.diff()
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "each of the two derivatives",
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
def sawtooth(x, folds, slope=2.0):
    for _ in range(folds):
        x = 2 * x.relu() - 2 * (x - 0.5).relu()
    return x
""",
        "says": "stays at its top instead of falling",
    },
    {
        "task": "sawtooth",
        "name": "multiplies the tents",
        "code": """
def sawtooth(x, folds, slope=2.0):
    return (1 - (2 * x - 1).abs()) ** folds if folds else x
""",
        "says": "you multiplied the tents",
    },
    {
        "task": "sawtooth",
        "name": "loses the dtype",
        "code": """
def sawtooth(x, folds, slope=2.0):
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
    {
        "task": "join_dots",
        "name": "puts the switches at the right ends",
        "code": """
def join_dots(x_K, y_K):
    slopes = y_K.diff() / x_K.diff()
    return x_K[1:].clone(), torch.cat([slopes[:1], slopes.diff()]), y_K[0].item()
"""
        + APPROXIMATE_SINE,
        "says": "at the right ends of the stretches",
    },
    {
        "task": "join_dots",
        "name": "loses the sign of the changes",
        "code": """
def join_dots(x_K, y_K):
    slopes = y_K.diff() / x_K.diff()
    return x_K[:-1].clone(), torch.cat([slopes[:1], slopes.diff().abs()]), y_K[0].item()
"""
        + APPROXIMATE_SINE,
        "says": "have lost their signs",
    },
    {
        "task": "join_dots",
        "name": "makes the sine in float32",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = math.ceil(math.pi / math.sqrt(2 * error))
    x = torch.linspace(0, 1, n + 1)
    slopes = torch.sin(2 * math.pi * x).diff() * n
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "should be float64, as asked",
    },
    {
        "task": "join_dots",
        "name": "doubles n until the bound is met",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = 1
    while math.pi**2 / (2 * n * n) > error:
        n *= 2
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() * n
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "need not be a power of two",
    },
    {
        "task": "join_dots",
        "name": "knows the two examples only",
        "code": JOIN_DOTS
        + """
def approximate_sine(error):
    n = 16 if error >= 0.02 else 32
    x = torch.linspace(0, 1, n + 1, dtype=torch.float64)
    slopes = torch.sin(2 * math.pi * x).diff() * n
    return x[:-1], torch.cat([slopes[:1], slopes.diff()]), 0.0
""",
        "says": "smallest n that is enough",
    },
    {
        "task": "sawtooth",
        "name": "doubles the folds in each round",
        "code": """
def sawtooth(x, folds, slope=2.0):
    if folds == 0:
        return x
    if folds == 1:
        return slope * torch.minimum(x, 1 - x)
    return sawtooth(sawtooth(x, folds - 1, slope), folds - 1, slope)
""",
        "says": "doubles the number of folds",
    },
    {
        "task": "sawtooth",
        "name": "ignores the slope",
        "code": """
def sawtooth(x, folds, slope=2.0):
    for _ in range(folds):
        x = 2 * x.relu() - 4 * (x - 0.5).relu()
    return x
""",
        "says": "slope 2, whatever `slope` says",
    },
    {
        "task": "sawtooth",
        "name": "turns by 4 whatever the slope",
        "code": """
def sawtooth(x, folds, slope=2.0):
    for _ in range(folds):
        x = slope * x.relu() - 4 * (x - 0.5).relu()
    return x
""",
        "says": "from s to -s it turns by 2s",
    },
    {
        "task": "sawtooth",
        "name": "recurs without an end",
        "code": """
def sawtooth(x, folds, slope=2.0):
    return slope * torch.minimum(sawtooth(x, folds - 1, slope), 1 - sawtooth(x, folds - 1, slope))
""",
        "says": "your recursion never ends",
    },
    {
        "task": "sawtooth",
        "name": "folds once too few",
        "code": """
def sawtooth(x, folds, slope=2.0):
    for _ in range(folds - 1):
        x = slope * torch.minimum(x, 1 - x)
    return x
""",
        "says": "one fold too few",
    },
    {
        "task": "count_pieces",
        "name": "takes v for the change of slope",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v))
    switches.sort()
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low < p < high and abs(d) >= 1e-9 for p, d in groups)
""",
        "says": "you took v for the change of slope",
    },
    {
        "task": "count_pieces",
        "name": "loses the sign of the place",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((b / w, v * abs(w)))
    switches.sort()
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low < p < high and abs(d) >= 1e-9 for p, d in groups)
""",
        "says": "the switch is at b / w in your count",
    },
    {
        "task": "count_pieces",
        "name": "counts the left end",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v * abs(w)))
    switches.sort()
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low <= p < high and abs(d) >= 1e-9 for p, d in groups)
""",
        "says": "at the very end of the interval",
    },
    {
        "task": "count_pieces",
        "name": "counts the right end",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v * abs(w)))
    switches.sort()
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low < p <= high and abs(d) >= 1e-9 for p, d in groups)
""",
        "says": "at the very end of the interval",
    },
    {
        "task": "count_pieces",
        "name": "puts together neighbours without sorting",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v * abs(w)))
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low < p < high and abs(d) >= 1e-9 for p, d in groups)
""",
        "says": "sort the places first",
    },
    {
        "task": "count_pieces",
        "name": "takes places that fall for one place",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v * abs(w)))
    for place, change in switches:
        if groups and place - groups[-1][0] < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low < p < high and abs(d) >= 1e-9 for p, d in groups)
""",
        "says": "places that fall were taken for one",
    },
    {
        "task": "count_pieces",
        "name": "compares the sum with zero exactly",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v * abs(w)))
    switches.sort()
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low < p < high and d != 0 for p, d in groups)
""",
        "says": "cancel but for rounding",
    },
    {
        "task": "count_pieces",
        "name": "sees only the corners that bend up",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v * abs(w)))
    switches.sort()
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1 + sum(low < p < high and d >= 1e-9 for p, d in groups)
""",
        "says": "only the corners where the slope rises",
    },
    {
        "task": "count_pieces",
        "name": "returns a float",
        "code": """
def count_pieces(w_n, b_n, v_n, low, high):
    switches, groups = [], []
    for w, b, v in zip(w_n.tolist(), b_n.tolist(), v_n.tolist()):
        if w != 0:
            switches.append((-b / w, v * abs(w)))
    switches.sort()
    for place, change in switches:
        if groups and abs(place - groups[-1][0]) < 1e-9:
            groups[-1][1] += change
        else:
            groups.append([place, change])
    return 1.0 + sum(low < p < high and abs(d) >= 1e-9 for p, d in groups)
""",
        "says": "a number of pieces is an int",
    },
    {
        "task": "parameters",
        "name": "gives the biases to the inputs of each layer",
        "code": """
def parameters(widths, bias=True):
    return sum(n * (m + bias) for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    raise NotImplementedError
""",
        "says": "(n_in + 1) n_out",
    },
    {
        "task": "parameters",
        "name": "searches up to 100 only",
        "code": """
def parameters(widths, bias=True):
    return sum((n + bias) * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    fits = [n for n in range(1, 101) if parameters([num_inputs] + [n] * num_hidden + [num_outputs]) <= budget]
    if not fits:
        raise ValueError("too few")
    return fits[-1]
""",
        "says": "your search ends at n = 100",
    },
    {
        "task": "parameters",
        "name": "returns a float",
        "code": """
def parameters(widths, bias=True):
    return sum((n + bias) * m for n, m in zip(widths, widths[1:]))

def widest(num_inputs, num_outputs, num_hidden, budget):
    n = 0
    while parameters([num_inputs] + [n + 1] * num_hidden + [num_outputs]) <= budget:
        n += 1
    if n == 0:
        raise ValueError("too few")
    return float(n)
""",
        "says": "return an int, not 90.0",
    },
    {
        "task": "six_folds",
        "name": "doubles once too often",
        "code": """
pieces, units_deep, units_wide = 128, 12, 127
""",
        "says": "one doubling too many",
    },
    {
        "task": "six_folds",
        "name": "leaves one open",
        "code": """
pieces, units_deep, units_wide = 64, 12, None
""",
        "says": "units_wide is still None",
    },
    {
        "task": "count_deep_pieces",
        "name": "leaves the ReLU out wherever a layer has one unit",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for W, b in layers:
        h = h @ W.T + b
        if len(b) > 1:
            h = h.relu()
    slopes = h[:, 0].diff() / x_P.diff()
    return 1 + int((slopes.diff().abs() > 1e-6).sum())
""",
        "says": "be it of one unit only",
    },
    {
        "task": "count_deep_pieces",
        "name": "counts different slopes",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for l, (W, b) in enumerate(layers, start=1):
        h = h @ W.T + b
        if l < len(layers):
            h = h.relu()
    slopes = h[:, 0].diff() / x_P.diff()
    return len(set(slopes.round(decimals=6).tolist()))
""",
        "says": "you counted the different slopes",
    },
    {
        "task": "count_deep_pieces",
        "name": "counts only where the slope rises",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for l, (W, b) in enumerate(layers, start=1):
        h = h @ W.T + b
        if l < len(layers):
            h = h.relu()
    slopes = h[:, 0].diff() / x_P.diff()
    return 1 + int((slopes.diff() > 1e-6).sum())
""",
        "says": "a slope may also fall",
    },
    {
        "task": "count_deep_pieces",
        "name": "counts the stretches between the points",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for l, (W, b) in enumerate(layers, start=1):
        h = h @ W.T + b
        if l < len(layers):
            h = h.relu()
    slopes = h[:, 0].diff() / x_P.diff()
    return len(slopes)
""",
        "says": "the stretches between the points",
    },
    {
        "task": "count_deep_pieces",
        "name": "works in the caller's layers",
        "code": """
def count_deep_pieces(layers, x_P):
    h = x_P[:, None]
    for l, (W, b) in enumerate(layers, start=1):
        W *= 1.0 if l < len(layers) else 2.0
        h = h @ W.T + b
        if l < len(layers):
            h = h.relu()
    slopes = h[:, 0].diff() / x_P.diff()
    return 1 + int((slopes.diff().abs() > 1e-6).sum())
""",
        "says": "you changed the caller's layers",
    },
    {
        "task": "local_map",
        "name": "lets a ReLU follow the last layer",
        "code": """
def local_map(layers, x_D):
    A, c = torch.eye(len(x_D), dtype=x_D.dtype), torch.zeros(len(x_D), dtype=x_D.dtype)
    for W, b in layers:
        A, c = W @ A, W @ c + b
        on = (A @ x_D + c > 0).to(x_D.dtype)
        A, c = on[:, None] * A, on * c
    return A[0], c[0].item()
""",
        "says": "the output may be negative",
    },
    {
        "task": "local_map",
        "name": "clears the columns",
        "code": """
def local_map(layers, x_D):
    A, c = torch.eye(len(x_D), dtype=x_D.dtype), torch.zeros(len(x_D), dtype=x_D.dtype)
    for l, (W, b) in enumerate(layers, start=1):
        A, c = W @ A, W @ c + b
        if l < len(layers):
            on = (A @ x_D + c > 0).to(x_D.dtype)
            A, c = A * on[: A.shape[1]], on * c
    return A[0], c[0].item()
""",
        "says": "each unit has a row there",
    },
    {
        "task": "local_map",
        "name": "uses the first and the last layer",
        "code": """
def local_map(layers, x_D):
    A, c = torch.eye(len(x_D), dtype=x_D.dtype), torch.zeros(len(x_D), dtype=x_D.dtype)
    layers = [layers[0], layers[-1]]
    for l, (W, b) in enumerate(layers, start=1):
        A, c = W @ A, W @ c + b
        if l < len(layers):
            on = (A @ x_D + c > 0).to(x_D.dtype)
            A, c = on[:, None] * A, on * c
    return A[0], c[0].item()
""",
        "says": "only the first and the last layer",
    },
    {
        "task": "local_map",
        "name": "makes everything in float32",
        "code": """
def local_map(layers, x_D):
    A, c = torch.eye(len(x_D)), torch.zeros(len(x_D))
    for l, (W, b) in enumerate(layers, start=1):
        A, c = W @ A, W @ c + b
        if l < len(layers):
            on = (A @ x_D + c > 0).to(x_D.dtype)
            A, c = on[:, None] * A, on * c
    return A[0], c[0].item()
""",
        "says": "needs the dtype of x",
    },
    {
        "task": "local_map",
        "name": "clears rows of the caller's layers",
        "code": """
def local_map(layers, x_D):
    h, A, c = x_D, torch.eye(len(x_D), dtype=x_D.dtype), torch.zeros(len(x_D), dtype=x_D.dtype)
    for l, (W, b) in enumerate(layers, start=1):
        z = W @ h + b
        if l < len(layers):
            W[z <= 0], b[z <= 0] = 0, 0
        A, c, h = W @ A, W @ c + b, z.relu()
    return A[0], c[0].item()
""",
        "says": "you changed the caller's layers",
    },
    {
        "task": "local_map",
        "name": "forgets to clear the intercepts",
        "code": """
def local_map(layers, x_D):
    A, c = torch.eye(len(x_D), dtype=x_D.dtype), torch.zeros(len(x_D), dtype=x_D.dtype)
    for l, (W, b) in enumerate(layers, start=1):
        A, c = W @ A, W @ c + b
        if l < len(layers):
            on = (A @ x_D + c > 0).to(x_D.dtype)
            A = on[:, None] * A
    return A[0], c[0].item()
""",
        "says": "only through units that are on",
    },
]
