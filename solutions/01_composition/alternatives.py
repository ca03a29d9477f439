"""Right answers to the gate of session 01 by other methods than the authored ones."""

ALTERNATIVES = {
    "affine": [
        "def affine(x_BD, W_HD, b_H):\n    return functional.linear(x_BD, W_HD, b_H)\n",
        """
def affine(x_BD, W_HD, b_H):
    result = torch.zeros(len(x_BD), len(W_HD), dtype=x_BD.dtype)
    for i, x in enumerate(x_BD):
        for j, w in enumerate(W_HD):
            result[i, j] = sum(a * b for a, b in zip(x, w, strict=True)) + b_H[j]
    return result
""",
    ],
    "activations": [
        """
def activate(name, z):
    functions = {
        "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu,
        "leaky_relu": functional.leaky_relu, "elu": functional.elu,
        "gelu": functional.gelu, "swish": functional.silu,
    }
    if name not in functions:
        raise ValueError(f"no activation {name}")
    track = z.clone().requires_grad_()
    value = functions[name](track)
    (slope,) = torch.autograd.grad(value.sum(), track)
    return [value.detach(), slope]

def softmax(s_BK):
    return torch.exp(s_BK - torch.logsumexp(s_BK, dim=1, keepdim=True))
""",
        """
def activate(name, z):
    if name == "sigmoid":
        return 1 / (1 + torch.exp(-z)), torch.sigmoid(z) * torch.sigmoid(-z)
    if name == "tanh":
        return 2 * torch.sigmoid(2 * z) - 1, 4 * torch.sigmoid(2 * z) * torch.sigmoid(-2 * z)
    if name == "relu":
        return (z + z.abs()) / 2, (z > 0).to(z.dtype)
    if name == "leaky_relu":
        value = z.clone()
        value[z <= 0] *= 0.01
        slope = torch.ones_like(z)
        slope[z <= 0] = 0.01
        return value, slope
    if name == "elu":
        return torch.maximum(z, torch.expm1(z.clamp(max=0))), torch.exp(z.clamp(max=0))
    if name == "gelu":
        normal = torch.distributions.Normal(0.0, 1.0)
        cdf = normal.cdf(z)
        return z * cdf, cdf + z * normal.log_prob(z).exp()
    if name == "swish":
        s = torch.sigmoid(z)
        return z * s, s * (1 + z * (1 - s))
    raise ValueError(name)

def softmax(s_BK):
    rows = []
    for row in s_BK:
        powers = torch.exp(row - max(row))
        rows.append(powers / powers.sum())
    return torch.stack(rows)
""",
    ],
    "forward": [
        """
def forward(x_BD, layers, activation):
    if activation == "relu":
        bend = lambda z: z.clamp(min=0)
    elif activation == "tanh":
        bend = torch.tanh
    else:
        raise ValueError("relu or tanh")
    states = (x_BD,)
    for l in range(len(layers)):
        W, b = layers[l]
        z = (W @ states[l].T).T + b
        states += (z,) if l == len(layers) - 1 else (bend(z),)
    return states
""",
    ],
    "collapse": [
        """
def collapse(layers):
    def run(x):
        for W, b in layers:
            x = functional.linear(x, W, b)
        return x
    W0 = layers[0][0]
    n = W0.shape[1]
    b = run(torch.zeros(1, n, dtype=W0.dtype))[0]
    return [(run(torch.eye(n, dtype=W0.dtype)) - b).T, b]
""",
        """
def collapse(layers):
    if len(layers) == 1:
        return layers[0]
    *rest, (V, c), (U, d) = layers
    return collapse([*rest, (U @ V, U @ c + d)])
""",
    ],
    "pattern": [
        """
def local_affine(x_D, W1_HD, b1_H, w2_H, b2):
    x = x_D.clone().requires_grad_()
    z = W1_HD @ x + b1_H
    logit = w2_H @ z.relu() + b2
    (w,) = torch.autograd.grad(logit, x)
    return [int(v > 0) for v in z], w, logit.item() - (w @ x_D).item()

most_patterns = 1 + 3 + 3
""",
        """
def local_affine(x_D, W1_HD, b1_H, w2_H, b2):
    on = W1_HD @ x_D + b1_H > 0
    W, b, v = W1_HD[on], b1_H[on], w2_H[on]
    return on, v @ W, b2 + v @ b

most_patterns = 7.0
""",
    ],
    "moons": [
        """
def moons_logits(x_train, y_train, x_test, seed):
    generator = torch.Generator().manual_seed(seed)
    W = torch.randn(60, 2, generator=generator)
    b = torch.randn(60, generator=generator)
    v = torch.zeros(61)
    W.requires_grad_(), b.requires_grad_(), v.requires_grad_()
    optimizer = torch.optim.Adam([W, b, v], lr=0.03)
    def logits(x):
        return torch.tanh(x @ W.T + b) @ v[:60] + v[60]
    for _ in range(300):
        optimizer.zero_grad()
        loss = functional.softplus((1 - 2 * y_train) * logits(x_train)).mean()
        loss.backward()
        optimizer.step()
    return logits(x_test).detach()
""",
        """
def moons_logits(x_train, y_train, x_test, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 32), nn.GELU(), nn.Linear(32, 32), nn.GELU(), nn.Linear(32, 2))
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
    for _ in range(40):
        for chosen in torch.randperm(len(x_train)).split(32):
            optimizer.zero_grad()
            functional.cross_entropy(net(x_train[chosen]), y_train[chosen]).backward()
            optimizer.step()
    with torch.no_grad():
        s = net(x_test)
    return s[:, 1] - s[:, 0]
""",
    ],
    "mend": [
        """
def fit_moons(x_N2, y_N, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1), nn.Sigmoid())
    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
    losses = []
    for _ in range(300):
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy(net(x_N2)[:, 0], y_N.float())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, net(x_N2)[:, 0].detach()
""",
    ],
    "step_by_hand": [
        """
def step_by_hand(x_D, y, W1_HD, b1_H, w2_H, b2, lr):
    weights = [t.clone().double().requires_grad_() for t in (W1_HD, b1_H, w2_H, torch.tensor(b2))]
    W1, b1, w2, c = weights
    s = w2 @ (W1 @ x_D.double() + b1).relu() + c
    loss = functional.softplus(-s) if y else functional.softplus(s)
    loss.backward()
    W1, b1, w2, c = ((t - lr * t.grad).detach() for t in weights)
    return loss.item(), W1.to(x_D.dtype), b1.to(x_D.dtype), w2.to(x_D.dtype), c.item()
""",
        """
def step_by_hand(x_D, y, W1_HD, b1_H, w2_H, b2, lr):
    H, D = W1_HD.shape
    z = [sum(W1_HD[j, i].item() * x_D[i].item() for i in range(D)) + b1_H[j].item() for j in range(H)]
    s = sum(w2_H[j].item() * max(z[j], 0.0) for j in range(H)) + b2
    t = s if y == 0.0 else -s
    loss = t + math.log1p(math.exp(-t)) if t > 0 else math.log1p(math.exp(t))
    p = 1 / (1 + math.exp(-s)) if s > -700 else 0.0
    W1, b1, w2 = W1_HD.clone(), b1_H.clone(), w2_H.clone()
    for j in range(H):
        if z[j] > 0:
            w2[j] -= lr * (p - y) * z[j]
            b1[j] -= lr * (p - y) * w2_H[j]
            for i in range(D):
                W1[j, i] -= lr * (p - y) * w2_H[j] * x_D[i]
    return loss, W1, b1, w2, b2 - lr * (p - y)
""",
    ],
}
