"""Right answers to the gate of session 02 by other methods than the authored ones."""

ALTERNATIVES = {
    "plateau": [
        """
def plateau(x, a, c, d, b, height=1.0):
    rising, falling = (x - a) / (c - a), (b - x) / (b - d)
    return height * torch.minimum(rising, falling).clamp(0, 1)
""",
        """
import numpy as np

def plateau(x, a, c, d, b, height=1.0):
    places, values = ([a, c, d, b], [0, height, height, 0]) if c < d else ([a, c, b], [0, height, 0])
    return torch.tensor(np.interp(x.double().numpy(), places, values), dtype=x.dtype)
""",
        """
def plateau(x, a, c, d, b, height=1.0):
    result = torch.zeros_like(x)
    up, top, down = (x > a) & (x < c), (x >= c) & (x <= d), (x > d) & (x < b)
    result[up] = height * (x[up] - a) / (c - a)
    result[top] = height
    result[down] = height * (b - x[down]) / (b - d)
    return result
""",
        """
def plateau(x, a, c, d, b, height=1.0):
    out = []
    for t in x.flatten().tolist():
        share = min((t - a) / (c - a), (b - t) / (b - d), 1.0)
        out.append(height * max(share, 0.0))
    return torch.tensor(out, dtype=x.dtype).reshape(x.shape)
""",
    ],
    "join_dots": [
        """
def join_dots(x_K, y_K):
    s, v, before = [], [], 0.0
    for k in range(len(x_K) - 1):
        slope = float((y_K[k + 1] - y_K[k]) / (x_K[k + 1] - x_K[k]))
        s.append(float(x_K[k]))
        v.append(slope - before)
        before = slope
    return torch.tensor(s), torch.tensor(v, dtype=torch.float64), float(y_K[0])

def approximate_sine(error):
    n = 1
    while math.pi**2 / (2 * n * n) > error:
        n += 1
    s = torch.arange(n, dtype=torch.float64) / n
    turn = 2 * n * (math.cos(2 * math.pi / n) - 1)  # the change of slope at a knot, over the height
    v = turn * torch.sin(2 * math.pi * s)
    v[0] = n * math.sin(2 * math.pi / n)
    return s, v, 0
""",
        """
def join_dots(x_K, y_K):
    s = x_K[:-1]
    phi = (x_K[1:, None] - s).relu()  # lower triangular: solve for the weights
    v = torch.linalg.solve(phi.double(), (y_K[1:] - y_K[0]).double()).to(y_K.dtype)
    return [s, v, y_K[0]]

def approximate_sine(error):
    n = 2  # try numbers until the largest distance on a fine grid is small enough
    t = torch.linspace(0, 1, 20001, dtype=torch.float64)
    while True:
        knots = torch.linspace(0, 1, n + 1, dtype=torch.float64)
        s, v, c = join_dots(knots, (2 * math.pi * knots).sin())
        if (c + (t[:, None] - s).relu() @ v - (2 * math.pi * t).sin()).abs().max() <= error:
            return s, v, c
        n += 1
""",
        """
import numpy as np

def join_dots(x_K, y_K):
    x, y = x_K.numpy().astype(float), y_K.numpy().astype(float)
    v = np.diff(np.diff(y) / np.diff(x), prepend=0.0)
    back = np.arange(len(v))[::-1].copy()  # the units in another order
    return torch.from_numpy(x[back]), torch.from_numpy(v[back]), y[0].item()

def approximate_sine(error):
    n = int(np.ceil(np.pi / np.sqrt(2 * error)))
    x = np.linspace(0, 1, n + 1)
    return join_dots(torch.from_numpy(x), torch.from_numpy(np.sin(2 * np.pi * x)))
""",
    ],
    "sawtooth": [
        """
def sawtooth(x, folds, slope=2.0):
    if folds == 0:
        return x
    return sawtooth(slope * (0.5 - (x - 0.5).abs()), folds - 1, slope)
""",
        """
def sawtooth(x, folds, slope=2.0):
    y = x.clone()
    for _ in range(folds):
        falling = y > 0.5
        y[falling] = 1 - y[falling]
        y *= slope
    return y
""",
        """
def sawtooth(x, folds, slope=2.0):
    def one(t):
        for _ in range(folds):
            t = slope * t if t <= 0.5 else slope * (1 - t)
        return t

    return torch.tensor([one(t) for t in x.flatten().tolist()], dtype=x.dtype).reshape(x.shape)
""",
    ],
    "count_pieces": [
        """
def count_pieces(w_n, b_n, v_n, low, high):
    moving = w_n != 0
    places, changes = (-b_n / w_n)[moving], (v_n * w_n.abs())[moving]
    inside = (places > low) & (places < high)
    order = places[inside].argsort()
    places, changes = places[inside][order], changes[inside][order]
    count, i = 1, 0
    while i < len(places):
        j, total = i, 0.0
        while j < len(places) and places[j] - places[i] < 1e-9:
            total += changes[j].item()
            j += 1
        count += abs(total) > 1e-9
        i = j
    return int(count)
""",
        """
def count_pieces(w_n, b_n, v_n, low, high):
    places = sorted({round(-b / w, 9) for w, b in zip(w_n.tolist(), b_n.tolist()) if w})
    knots = torch.tensor([low, *[p for p in places if low < p < high], high], dtype=torch.float64)
    y = (knots[:, None] * w_n + b_n).relu() @ v_n
    slopes = y.diff() / knots.diff()
    return 1 + int((slopes.diff().abs() > 1e-9).sum())
""",
    ],
    "parameters": [
        """
def parameters(widths, bias=True):
    total = 0
    for i in range(1, len(widths)):
        total += widths[i - 1] * widths[i]
        if bias:
            total += widths[i]
    return total

def widest(num_inputs, num_outputs, num_hidden, budget):
    fits = [n for n in range(1, budget + 1)
            if parameters([num_inputs] + [n] * num_hidden + [num_outputs]) <= budget]
    if not fits:
        raise ValueError("nothing fits")
    return max(fits)
""",
        """
def parameters(widths, bias=True):
    layers = [torch.nn.Linear(n, m, bias=bias) for n, m in zip(widths, widths[1:])]
    return sum(p.numel() for layer in layers for p in layer.parameters())

def widest(num_inputs, num_outputs, num_hidden, budget):
    # (num_hidden - 1) n² + (num_inputs + num_outputs + num_hidden) n + num_outputs <= budget
    a, b, c = num_hidden - 1, num_inputs + num_outputs + num_hidden, num_outputs - budget
    if c > 0:
        raise ValueError("nothing fits")
    n = -c // b if a == 0 else (-b + math.isqrt(b * b - 4 * a * c)) // (2 * a)
    if n < 1:
        raise ValueError("nothing fits")
    return n
""",
    ],
    "six_folds": [
        "pieces = 2**6\nunits_deep = 2 * 6\nunits_wide = pieces - 1",
        "pieces, units_deep, units_wide = torch.tensor([64, 12, 63])",
        "import numpy as np\npieces, units_deep, units_wide = np.array([64, 12, 63])",
    ],
    "count_deep_pieces": [
        """
def count_deep_pieces(layers, x_P):
    def value(x):
        h = x.reshape(1)
        for W, b in layers[:-1]:
            h = torch.clamp(W @ h + b, min=0)
        W, b = layers[-1]
        return float((W @ h + b)[0])

    xs = x_P.tolist()
    ys = [value(x) for x in x_P]
    count, before = 0, None
    for i in range(len(xs) - 1):
        slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
        count += before is None or abs(slope - before) > 1e-6
        before = slope
    return count
""",
        """
import numpy as np

def count_deep_pieces(layers, x_P):
    x = x_P.numpy()
    h = x[None]
    for W, b in layers[:-1]:
        h = np.maximum(W.numpy() @ h + b.numpy()[:, None], 0)
    W, b = layers[-1]
    y = (W.numpy() @ h + b.numpy()[:, None])[0]
    return 1 + int((np.abs(np.diff(np.diff(y) / np.diff(x))) > 1e-6).sum())
""",
    ],
    "local_map": [
        """
def local_map(layers, x_D):
    x = x_D.clone().requires_grad_()
    h = x
    for l, (W, b) in enumerate(layers):
        h = W @ h + b
        if l < len(layers) - 1:
            h = h.relu()
    (a,) = torch.autograd.grad(h[0], x)
    return a, (h[0] - a @ x_D).item()
""",
        """
def local_map(layers, x_D):
    patterns, h = [], x_D
    for W, b in layers[:-1]:
        z = W @ h + b
        patterns.append((z > 0).to(z.dtype))
        h = z * patterns[-1]
    a, c = layers[-1][0][0], layers[-1][1][0]
    for (W, b), on in zip(reversed(layers[:-1]), reversed(patterns)):
        a = a * on
        c = c + a @ b
        a = a @ W
    return a, float(c)
""",
    ],
}
