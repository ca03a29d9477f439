"""Right answers to the gate of session 08 by other methods than the authored ones."""

ALTERNATIVES = {
    "fans": [
        """
def fans(shape, groups=1):
    try:
        n_out, n_in, *kernel = shape
    except ValueError:
        raise ValueError("two axes at least")
    for side in kernel:
        n_in, n_out = n_in * side, n_out * side
    return [n_in, n_out // groups]
""",
        """
def fans(shape, groups=1):
    if len(shape) <= 1:
        raise ValueError(shape)
    n_in, n_out = nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))
    return n_in, n_out // groups
""",
        """
def fans(shape, groups=1):
    if len(shape) < 2:
        raise ValueError("no fans")
    weight = torch.zeros(shape)
    return weight[0].numel(), weight[:, 0].numel() // groups
""",
    ],
    "draw": [
        """
def draw(shape, scheme, distribution, generator, dtype=torch.float32):
    W = torch.empty(shape, dtype=dtype)
    fill = {
        ("lecun", "normal"): lambda: nn.init.kaiming_normal_(W, nonlinearity="linear", generator=generator),
        ("lecun", "uniform"): lambda: nn.init.kaiming_uniform_(W, nonlinearity="linear", generator=generator),
        ("he", "normal"): lambda: nn.init.kaiming_normal_(W, generator=generator),
        ("he", "uniform"): lambda: nn.init.kaiming_uniform_(W, generator=generator),
        ("he_out", "normal"): lambda: nn.init.kaiming_normal_(W, mode="fan_out", generator=generator),
        ("he_out", "uniform"): lambda: nn.init.kaiming_uniform_(W, mode="fan_out", generator=generator),
        ("xavier", "normal"): lambda: nn.init.xavier_normal_(W, generator=generator),
        ("xavier", "uniform"): lambda: nn.init.xavier_uniform_(W, generator=generator),
    }
    if (scheme, distribution) not in fill:
        raise ValueError("unknown name")
    return fill[scheme, distribution]()
""",
        """
def draw(shape, scheme, distribution, generator, dtype=torch.float32):
    fan_in, fan_out = math.prod(shape[1:]), shape[0] * math.prod(shape[2:])
    match scheme:
        case "lecun":
            fan = fan_in
        case "xavier":
            fan = (fan_in + fan_out) / 2
        case "he":
            fan = fan_in / 2
        case "he_out":
            fan = fan_out / 2
        case _:
            raise ValueError(scheme)
    if distribution == "uniform":
        bound = math.sqrt(3 / fan)
        return torch.empty(shape, dtype=dtype).uniform_(-bound, bound, generator=generator)
    if distribution == "normal":
        return torch.empty(shape, dtype=dtype).normal_(0, fan**-0.5, generator=generator)
    raise ValueError(distribution)
""",
        """
import numpy as np

def draw(shape, scheme, distribution, generator, dtype=torch.float32):
    seed = torch.randint(0, 2**31, (1,), generator=generator).item()
    rng = np.random.default_rng(seed)
    area = int(np.prod(shape[2:]))
    a, b = shape[1] * area, shape[0] * area
    var = dict(lecun=1 / a, xavier=2 / (a + b), he=2 / a, he_out=2 / b).get(scheme)
    if var is None or distribution not in ["normal", "uniform"]:
        raise ValueError("unknown")
    half = np.sqrt(3 * var)
    W = rng.normal(0, np.sqrt(var), shape) if distribution == "normal" else rng.uniform(-half, half, shape)
    return torch.tensor(W, dtype=dtype)
""",
    ],
    "gains": [
        """
def gains(activation, q=1.0):
    u = torch.linspace(-9, 9, 20001, dtype=torch.float64)
    p = torch.exp(-u * u / 2)
    p = p / p.sum()
    z = (u * q**0.5).requires_grad_()
    h = activation(z)
    h.sum().backward()
    return (q / (p * h.detach() ** 2).sum().item()) ** 0.5, (p * z.grad**2).sum().item() ** -0.5
""",
        """
def gains(activation, q=1.0):
    u = torch.special.ndtri((torch.arange(100_000, dtype=torch.float64) + 0.5) / 100_000)
    z, e = math.sqrt(q) * u, 1e-6
    h = activation(z)
    slope = (activation(z + e) - activation(z - e)) / (2 * e)
    return torch.sqrt(q / (h @ h / len(h))).item(), torch.sqrt(len(h) / (slope @ slope)).item()
""",
        """
def gains(activation, q=1.0):
    torch.manual_seed(7)
    forward = backward = 0.0
    for _ in range(10):
        z = torch.normal(0.0, math.sqrt(q), (200_000,)).requires_grad_()
        h = activation(z)
        g = torch.autograd.grad(h, z, torch.ones_like(z))[0]
        forward += (h * h).mean().item() / 10
        backward += (g * g).mean().item() / 10
    return [math.sqrt(q) / math.sqrt(forward), math.sqrt(1 / backward)]
""",
    ],
    "orthogonal": [
        """
def orthogonal(n_out, n_in, gain, generator, dtype=torch.float32):
    return nn.init.orthogonal_(torch.empty(n_out, n_in, dtype=dtype), gain=gain, generator=generator)
""",
        """
def orthogonal(n_out, n_in, gain, generator, dtype=torch.float32):
    U, _, Vh = torch.linalg.svd(torch.randn(n_out, n_in, generator=generator, dtype=torch.float64), full_matrices=False)
    return (gain * U @ Vh).to(dtype)
""",
        """
def orthogonal(n_out, n_in, gain, generator, dtype=torch.float32):
    found = []
    for _ in range(min(n_out, n_in)):
        v = torch.randn(max(n_out, n_in), generator=generator, dtype=torch.float64)
        for _ in range(2):
            for u in found:
                v = v - (u @ v) * u
        found.append(v / v.norm())
    W = gain * torch.stack(found).to(dtype)
    return W if n_out <= n_in else W.T
""",
        """
def orthogonal(n_out, n_in, gain, generator, dtype=torch.float32):
    Q, _ = torch.linalg.qr(torch.randn(max(n_out, n_in), min(n_out, n_in), generator=generator, dtype=dtype))
    signs = 2 * torch.randint(0, 2, (Q.shape[1],), generator=generator) - 1
    Q = Q * signs * gain
    return Q if n_out >= n_in else Q.T
""",
    ],
    "lsuv": [
        """
def lsuv(weights, x_BD, activation):
    found = []
    for l in range(len(weights)):
        h = x_BD
        for W in found:
            h = activation(functional.linear(h, W))
        found.append(weights[l] / functional.linear(h, weights[l]).std(correction=0).item())
    return found
""",
        """
def lsuv(weights, x_BD, activation):
    h, out = x_BD.double(), []
    for W in weights:
        z = h @ W.double().T
        spread = (z - z.mean()).square().mean().sqrt()
        out.append((W.double() / spread).to(W.dtype))
        h = activation(z / spread)
    return tuple(out)
""",
        """
def lsuv(weights, x_BD, activation):
    new = [W.clone() for W in weights]
    for l in range(len(new)):
        for _ in range(8):
            h = x_BD
            for W in new[:l]:
                h = activation(h @ W.T)
            new[l] /= (h @ new[l].T).var().sqrt()
    return new
""",
    ],
    "foresee": [
        """
relu_signal = 1.8 * 5
for _ in range(11):
    relu_signal *= 1.8 / 2
uniform_std = torch.tensor(4 / 3).sqrt()
xavier_factor = 3.05e-5
conv_gradient = 2
deep_enough = 57
""",
        """
relu_signal, uniform_std = 2.824, 1.155
xavier_factor = math.exp(-15 * math.log(2))
conv_gradient = 64 / 32
deep_enough = 56.9
""",
        """
import numpy as np
relu_signal = np.float64(9) * 0.9**11
uniform_std = np.sqrt(400) * 0.2 / np.sqrt(12)
xavier_factor = np.sqrt(0.5) ** 30
conv_gradient = (64 * 9) * (2 / (32 * 9)) * 0.5
deep_enough = 6 * abs(1 / np.log(0.9))
""",
    ],
    "mend": [
        """
def mended(widths, generator):
    sizes = list(zip(widths[:-1], widths[1:]))
    scales = [math.sqrt(2 / n) for n, _ in sizes[:-1]] + [math.sqrt(1 / sizes[-1][0])]
    return [(s * torch.randn(m, n, generator=generator), torch.zeros(m)) for s, (n, m) in zip(scales, sizes)]
""",
        """
def mended(widths, generator):
    layers = []
    for n_in, n_out in pairwise(widths):
        layer = nn.Linear(n_in, n_out)
        last = len(layers) == len(widths) - 2
        nn.init.kaiming_uniform_(layer.weight, nonlinearity="linear" if last else "relu", generator=generator)
        layers.append((layer.weight.detach(), 0 * layer.bias.detach()))
    return tuple(layers)
""",
        """
def mended(widths, generator):
    result = []
    for l in range(1, len(widths)):
        W = torch.empty(widths[l], widths[l - 1]).normal_(0, widths[l - 1] ** -0.5, generator=generator)
        if l < len(widths) - 1:
            W *= 2**0.5
        result.append([W, torch.zeros_like(W[:, 0])])
    return result
""",
    ],
    "twins": [
        """
def merge_twins(W1_nD, b1_n, W2_Kn):
    found, groups = [], []
    for j, kind in enumerate(torch.cat([W1_nD, b1_n[:, None]], dim=1).tolist()):
        if kind in found:
            groups[found.index(kind)].append(j)
        else:
            found.append(kind)
            groups.append([j])
    first = [g[0] for g in groups]
    W2 = torch.stack([W2_Kn[:, g].sum(dim=1) for g in groups], dim=1)
    W1, b1 = W1_nD[first], b1_n[first]
    return W1, b1, W2, W1.numel() + b1.numel() + W2.numel() + len(W2)
""",
        """
def merge_twins(W1_nD, b1_n, W2_Kn):
    keep, W2 = [], W2_Kn.clone()
    for j in range(len(b1_n)):
        twin = next((i for i in keep if torch.equal(W1_nD[i], W1_nD[j]) and b1_n[i] == b1_n[j]), None)
        if twin is None:
            keep.append(j)
        else:
            W2[:, twin] += W2[:, j]
    net = nn.Sequential(nn.Linear(W1_nD.shape[1], len(keep)), nn.Linear(len(keep), len(W2_Kn)))
    return W1_nD[keep], b1_n[keep], W2[:, keep], sum(p.numel() for p in net.parameters())
""",
        """
def merge_twins(W1_nD, b1_n, W2_Kn):
    rows = torch.cat([W1_nD, b1_n[:, None]], dim=1)
    kinds, which = rows.unique(dim=0, return_inverse=True)
    first = torch.tensor([(which == k).nonzero()[0, 0] for k in range(len(kinds))])
    order = first.argsort()
    W2 = torch.zeros(len(W2_Kn), len(kinds), dtype=W2_Kn.dtype).index_add_(1, which, W2_Kn)
    m, K = len(kinds), len(W2_Kn)
    return kinds[order, :-1], kinds[order, -1], W2[:, order], m * (W1_nD.shape[1] + 1 + K) + K
""",
    ],
}
