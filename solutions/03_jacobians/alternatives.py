"""Right answers to the gate of session 03 by other methods than the authored ones."""

ALTERNATIVES = {
    "products": [
        """
def affine_jvp(W_KD, v_BD):
    return torch.stack([W_KD @ v for v in v_BD])

def affine_vjp(W_KD, u_BK):
    return torch.einsum("kd,bk->bd", W_KD, u_BK)

def relu_product(z_BD, v_BD):
    return torch.where(z_BD > 0, v_BD, torch.zeros_like(v_BD))

def softmax_product(z_BK, v_BK):
    e = (z_BK - z_BK.max(dim=1, keepdim=True).values).exp()
    p = e / e.sum(dim=1, keepdim=True)
    return p * (v_BK - (p * v_BK).sum(dim=1, keepdim=True))
""",
        """
def affine_jvp(W_KD, v_BD):
    return functional.linear(v_BD, W_KD)

def affine_vjp(W_KD, u_BK):
    return functional.linear(u_BK, W_KD.T)

def relu_product(z_BD, v_BD):
    z = z_BD.clone().requires_grad_()
    return torch.autograd.grad(z.relu(), z, v_BD)[0]

def softmax_product(z_BK, v_BK):
    z = z_BK.clone().requires_grad_()
    return torch.autograd.grad(z.softmax(dim=-1), z, v_BK)[0]
""",
        """
def affine_jvp(W_KD, v_BD):
    return (W_KD @ v_BD.T).T

def affine_vjp(W_KD, u_BK):
    return (W_KD.T @ u_BK.T).T

def relu_product(z_BD, v_BD):
    out = v_BD.clone()
    out[z_BD <= 0] = 0
    return out

def softmax_product(z_BK, v_BK):
    rows = []
    for z, v in zip(z_BK.double(), v_BK.double()):
        p = z.softmax(dim=0)
        rows.append(p * v - p * p.dot(v))
    return torch.stack(rows).to(v_BK.dtype)
""",
        """
def affine_jvp(W_KD, v_BD):
    return torch.func.jvp(lambda x: x @ W_KD.T, (torch.zeros_like(v_BD),), (v_BD,))[1]

def affine_vjp(W_KD, u_BK):
    return u_BK.matmul(W_KD)

def relu_product(z_BD, v_BD):
    return v_BD * torch.heaviside(z_BD, torch.zeros((), dtype=z_BD.dtype))

def softmax_product(z_BK, v_BK):
    return torch.func.vjp(lambda z: z.softmax(dim=1), z_BK)[1](v_BK)[0]
""",
        """
def affine_jvp(W_KD, v_BD):
    return v_BD @ W_KD.T


def affine_vjp(W_KD, u_BK):
    return u_BK @ W_KD


def relu_product(z_BD, v_BD):
    return v_BD * torch.sign(z_BD).clamp(min=0)


def softmax_product(z_BK, v_BK):
    p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)
""",
        """
def affine_jvp(W_KD, v_BD):
    return v_BD @ W_KD.T


def affine_vjp(W_KD, u_BK):
    return u_BK @ W_KD


def relu_product(z_BD, v_BD):
    return v_BD.masked_fill(z_BD <= 0, 0)


def softmax_product(z_BK, v_BK):
    p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)
""",
    ],
    "through": [
        """
def _run(layers, x):
    for W, b in layers[:-1]:
        x = (x @ W.T + b).tanh()
    W, b = layers[-1]
    return x @ W.T + b

def push(layers, x_BD, v_BD):
    return torch.func.jvp(lambda x: _run(layers, x), (x_BD,), (v_BD,))[1]

def pull(layers, x_BD, u_BK):
    x = x_BD.clone().requires_grad_()
    return torch.autograd.grad(_run(layers, x), x, u_BK)[0]
""",
        """
def push(layers, x_BD, v_BD):
    rows = []
    for x, v in zip(x_BD, v_BD):
        for l, (W, b) in enumerate(layers):
            z, v = W @ x + b, W @ v
            if l + 1 < len(layers):
                v = v / z.cosh().clamp(max=1e6) ** 2
                z = z.tanh()
            x = z
        rows.append(v)
    return torch.stack(rows)

def pull(layers, x_BD, u_BK):
    if len(layers) == 1:
        return u_BK @ layers[0][0]
    W, b = layers[0]
    h = (x_BD @ W.T + b).tanh()
    return (pull(layers[1:], h, u_BK) * (1 - h * h)) @ W
""",
        """
def push(layers, x_BD, v_BD):
    # J v by pulling twice: u -> u J is linear in u, and its own pull is J v.
    u = torch.zeros(len(x_BD), layers[-1][0].shape[0], dtype=x_BD.dtype, requires_grad=True)
    x = x_BD.clone().requires_grad_()
    y = x
    for l, (W, b) in enumerate(layers):
        y = y @ W.T + b
        y = y.tanh() if l < len(layers) - 1 else y
    g, = torch.autograd.grad(y, x, u, create_graph=True)
    return torch.autograd.grad(g, u, v_BD)[0]

def pull(layers, x_BD, u_BK):
    h, slopes = x_BD, []
    for W, b in layers[:-1]:
        h = torch.tanh(h @ W.T + b)
        slopes.append(1 - h.square())
    u = u_BK
    for (W, _), slope in zip(reversed(layers), [*reversed(slopes), None]):
        u = u @ W
        u = u if slope is None else u * slope
    return u
""",
        """
def push(layers, x_BD, v_BD):
    h, v = x_BD, v_BD
    for i, (W, b) in enumerate(layers):
        h, v = h @ W.T + b, v @ W.T
        if i < len(layers) - 1:
            v = v / torch.cosh(h) ** 2
            h = torch.tanh(h)
    return v


def pull(layers, x_BD, u_BK):
    hs = []
    h = x_BD
    for W, b in layers[:-1]:
        h = torch.tanh(h @ W.T + b)
        hs.append(h)
    u = u_BK @ layers[-1][0]
    for (W, b), h in zip(layers[-2::-1], hs[::-1]):
        u = (u * (1 - h**2)) @ W
    return u
""",
    ],
    "backward": [
        """
def backward(layers, x_BD, y_B):
    names, h = {"h0": x_BD.clone().requires_grad_()}, None
    h = names["h0"]
    for l, (W, b) in enumerate(layers, start=1):
        W, b = W.clone().requires_grad_(), b.clone().requires_grad_()
        z = h @ W.T + b
        names |= {f"W{l}": W, f"b{l}": b, f"z{l}": z}
        h = z.relu()
        if l < len(layers):
            names[f"h{l}"] = h
    loss = functional.cross_entropy(names[f"z{len(layers)}"], y_B)
    return dict(zip(names, torch.autograd.grad(loss, list(names.values()))))

def report(mine, theirs):
    out = {}
    for name, t in theirs.items():
        gap = float((mine[name] - t).abs().max())
        out[name] = (bool((mine[name] == t).all()), torch.allclose(mine[name], t), gap)
    return out
""",
        """
def backward(layers, x_BD, y_B):
    h, hs, zs = x_BD, [x_BD], []
    for W, b in layers:
        z = h @ W.T + b
        h = z.clamp(min=0)
        zs.append(z)
        hs.append(h)
    p = zs[-1].softmax(dim=1)
    p[range(len(y_B)), y_B] -= 1
    delta, out = p / len(y_B), {}
    for l in reversed(range(len(layers))):
        out[f"z{l + 1}"] = delta
        out[f"W{l + 1}"] = sum(torch.outer(d, h) for d, h in zip(delta, hs[l]))
        out[f"b{l + 1}"] = delta.T @ torch.ones(len(delta), dtype=delta.dtype)
        out[f"h{l}"] = torch.stack([layers[l][0].T @ d for d in delta])
        delta = out[f"h{l}"] * (hs[l] > 0)
    return out

def report(mine, theirs):
    return {k: [torch.equal(mine[k], theirs[k]), torch.allclose(mine[k], theirs[k]),
                torch.dist(mine[k], theirs[k], p=float("inf")).item()] for k in theirs}
""",
        """
def backward(layers, x_BD, y_B):
    dtype = x_BD.dtype
    hs, zs = [x_BD.double()], []
    for W, b in layers:
        zs.append(torch.addmm(b.double(), hs[-1], W.double().T))
        hs.append(zs[-1].relu())
    logits = zs[-1]
    p = (logits - logits.logsumexp(dim=1, keepdim=True)).exp()
    delta = (p - torch.eye(logits.shape[1], dtype=torch.float64)[y_B]) / y_B.numel()
    out = {}
    for l in range(len(layers) - 1, -1, -1):
        out.update({f"z{l + 1}": delta.to(dtype), f"W{l + 1}": torch.einsum("bn,bm->nm", delta, hs[l]).to(dtype),
                    f"b{l + 1}": delta.sum(0).to(dtype)})
        back = delta @ layers[l][0].double()
        out[f"h{l}"] = back.to(dtype)
        delta = torch.where(zs[l - 1] > 0, back, 0.0) if l else None
    return out

def report(mine, theirs):
    rows = {}
    for key in mine:
        a, b = mine[key], theirs[key]
        rows[key] = ((a != b).sum().item() == 0, torch.allclose(a, b), max((a - b).abs().flatten().tolist()))
    return rows
""",
        """
def backward(layers, x_BD, y_B):
    grads = {}
    named = {}
    h = x_BD.clone().requires_grad_()
    named["h0"] = h
    for i, (W, b) in enumerate(layers):
        W = W.clone().requires_grad_()
        b = b.clone().requires_grad_()
        z = functional.linear(h, W, b)
        named[f"W{i+1}"], named[f"b{i+1}"], named[f"z{i+1}"] = W, b, z
        if i + 1 < len(layers):
            h = torch.relu(z)
            named[f"h{i+1}"] = h
    for t in named.values():
        t.retain_grad()
    functional.cross_entropy(z, y_B).backward()
    return {k: t.grad for k, t in named.items()}


def report(mine, theirs):
    d = {}
    for name in mine.keys():
        diff = torch.max(torch.abs(mine[name] - theirs[name])).item()
        d[name] = (diff == 0.0, torch.allclose(mine[name], theirs[name]), diff)
    return d
""",
    ],
    "spectral_norm": [
        """
def spectral_norm(jacobians, v_D, num_rounds):
    J = jacobians[0].double()
    for later in jacobians[1:]:
        J = later.double() @ J
    G, v = J.T @ J, v_D.double() / v_D.double().norm()
    for _ in range(num_rounds):
        v = G @ v
        v = v / v.norm()
    return (J @ v).norm().item()
""",
        """
from functools import reduce

def spectral_norm(jacobians, v_D, num_rounds):
    forward = lambda v: reduce(lambda u, J: J @ u, jacobians, v)
    back = lambda u: reduce(lambda w, J: J.T @ w, jacobians[::-1], u)
    v = functional.normalize(v_D, dim=0)
    for _ in range(num_rounds):
        v = functional.normalize(back(forward(v)), dim=0)
    return float(forward(v).norm())
""",
        """
def spectral_norm(jacobians, v_D, num_rounds):
    v = v_D.double()
    v = v / v.norm()
    for _ in range(num_rounds):
        for J in list(jacobians) + [J.T for J in jacobians[::-1]]:
            v = J.double() @ v
            v = v / v.norm()
    for J in jacobians:
        v = J.double() @ v
    return math.sqrt(sum(e * e for e in v.tolist()))
""",
        """
def spectral_norm(jacobians, v_D, num_rounds):
    v = v_D / v_D.norm()
    for _ in range(num_rounds):
        for J in jacobians:
            v = J @ v
            v = v / v.norm()
        for J in jacobians[::-1]:
            v = v @ J
            v = v / v.norm()
    scale = 1.0
    for J in jacobians:
        v = J @ v
        scale *= v.norm().item()
        v = v / v.norm()
    return scale
""",
    ],
    "clip": [
        """
def clip_by_global_norm(gradients, max_norm):
    norm = torch.cat([g.flatten() for g in gradients]).norm().item()
    if norm <= max_norm:
        return [g.clone() for g in gradients], norm
    return [g / norm * max_norm for g in gradients], norm
""",
        """
def clip_by_global_norm(gradients, max_norm):
    total = 0.0
    for g in gradients:
        for entry in g.flatten().tolist():
            total += entry * entry
    norm = math.sqrt(total)
    return tuple(g * min(1.0, max_norm / max(norm, 1e-300)) for g in gradients), norm
""",
        """
def clip_by_global_norm(gradients, max_norm):
    parameters = [torch.zeros_like(g).requires_grad_() for g in gradients]
    for p, g in zip(parameters, gradients):
        p.grad = g.clone()
    norm = torch.nn.utils.clip_grad_norm_(parameters, max_norm)
    return [p.grad for p in parameters], norm.item()
""",
        """
def clip_by_global_norm(gradients, max_norm):
    norms = torch.stack([g.norm().double() for g in gradients])
    norm = norms.norm().item()
    scale = max_norm / max(norm, max_norm)
    return [(g.double() * scale).to(g.dtype) for g in gradients], norm
""",
    ],
    "scales": [
        """
relu_factor, linear_factor, sigmoid_bound, half_depth = math.sqrt(0.5) ** 20, 8.916, 1 / 4**12, 20
""",
        """
relu_factor = torch.tensor(0.001)
linear_factor = math.sqrt(1.44**12)
sigmoid_bound = 5.96e-8
half_depth = math.log(2**-10) / (0.5 * math.log(0.5))
""",
        """
relu_factor, linear_factor = 2**-10, 8.9
sigmoid_bound, half_depth = 2.0**-24, 20.0
""",
        """
# each to within 5%, and at its edge
relu_factor, linear_factor, sigmoid_bound, half_depth = 0.00096, 8.6, 5.8e-8, 19
""",
        """
relu_factor = 1 / 1024
linear_factor = 8.916
sigmoid_bound = 5.96e-8
half_depth = 20
""",
    ],
    "mend": [
        """
def mended(layers, x_BD, t_BK):
    leaves = [(W.clone().requires_grad_(), b.clone().requires_grad_()) for W, b in layers]
    h = x_BD
    for W, b in leaves[:-1]:
        h = (h @ W.T + b).tanh()
    y = h @ leaves[-1][0].T + leaves[-1][1]
    ((y - t_BK) ** 2).sum().div(2 * len(x_BD)).backward()
    return [(W.grad, b.grad) for W, b in leaves]
""",
        """
def mended(layers, x_BD, t_BK):
    states = [x_BD]
    for l, (W, b) in enumerate(layers, start=1):
        z = states[-1] @ W.T + b
        states.append(z.tanh() if l < len(layers) else z)
    delta = states[-1] - t_BK
    gradients = []
    for l in range(len(layers), 0, -1):
        W, _ = layers[l - 1]
        gradients.insert(0, (delta.T @ states[l - 1] / len(x_BD), delta.mean(dim=0)))
        delta = (delta @ W) * (1 + states[l - 1]) * (1 - states[l - 1])
    return gradients
""",
        """
def mended(layers, x_BD, t_BK):
    states = [x_BD.double()]
    for W, b in layers[:-1]:
        states.append(torch.tanh(states[-1] @ W.double().T + b.double()))
    y = states[-1] @ layers[-1][0].double().T + layers[-1][1].double()
    delta, found = (y - t_BK.double()) / x_BD.shape[0], []
    for (W, _), h in zip(layers[::-1], states[::-1]):
        dW = sum(d[:, None] * s[None, :] for d, s in zip(delta, h))
        found.append([dW.to(x_BD.dtype), sum(delta).to(x_BD.dtype)])
        delta = delta @ W.double() - (delta @ W.double()) * h**2
    return found[::-1]
""",
        """
def mended(layers, x_BD, t_BK):
    states = [x_BD]
    for l, (W, b) in enumerate(layers, start=1):
        z = states[-1] @ W.T + b
        states.append(z.tanh() if l < len(layers) else z)
    delta = (states[-1] - t_BK) / len(x_BD)
    gradients = [None] * len(layers)
    for l in range(len(layers), 0, -1):
        W, _ = layers[l - 1]
        gradients[l - 1] = (delta.T @ states[l - 1], delta.sum(dim=0))
        delta = (delta @ W) * (1 - states[l - 1] ** 2)
    return gradients
""",
    ],
    "costs": [
        """
def costs(widths):
    M = P = gradient = 0
    for l in range(1, len(widths)):
        size = widths[l - 1] * widths[l]
        M += size
        P += size + widths[l]
        gradient += 3 * size if l > 1 else 2 * size
    passes = widths[-1] if widths[-1] < widths[0] else widths[0]
    return dict(forward=M, gradient=gradient, differences=M + P * M, jacobian=M + passes * M)
""",
        """
from itertools import pairwise

def costs(widths):
    sizes = [n * m for n, m in pairwise(widths)]
    forward = sum(sizes)
    back = sum(sizes) + sum(sizes[1:])
    return {"jacobian": (min(widths[0], widths[-1]) + 1) * forward,
            "differences": forward * (sum(sizes) + sum(widths[1:]) + 1),
            "gradient": forward + back, "forward": forward}
""",
        """
def costs(widths):
    n = torch.tensor(widths)
    M = int((n[:-1] * n[1:]).sum())
    P = M + int(n[1:].sum())
    return {"forward": M, "gradient": M + M + (M - int(n[0] * n[1])), "differences": (1 + P) * M,
            "jacobian": M * (1 + int(min(n[0], n[-1])))}
""",
    ],
}
