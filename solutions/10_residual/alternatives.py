"""Right answers to the gate of session 10 by other methods than the authored ones."""

ALTERNATIVES = {
    "block": [
        """
def block(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    rows = []
    for h in h_Bn:
        z = W1_mn @ h.clamp_min(0) + b1_m
        rows.append(h + scale * (W2_nm @ z.clamp_min(0) + b2_n))
    return torch.stack(rows)

def block_jacobian(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    rows = []
    for h in h_Bn:
        z = W1_mn @ h.clamp_min(0) + b1_m
        D1, D2 = torch.diag((h > 0).to(h.dtype)), torch.diag((z > 0).to(h.dtype))
        rows.append(torch.eye(len(h), dtype=h.dtype) + scale * W2_nm @ D2 @ W1_mn @ D1)
    return torch.stack(rows)
""",
        """
def block(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    branch = functional.linear(functional.relu(functional.linear(functional.relu(h_Bn), W1_mn, b1_m)), W2_nm, b2_n)
    return torch.add(h_Bn, branch, alpha=scale)

def block_jacobian(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    one = lambda h: block(h[None], W1_mn, b1_m, W2_nm, b2_n, scale)[0]
    return torch.func.vmap(torch.func.jacrev(one))(h_Bn)
""",
        """
def block(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    h, W1, b1, W2, b2 = (t.double() for t in (h_Bn, W1_mn, b1_m, W2_nm, b2_n))
    z = torch.where(h > 0, h, 0) @ W1.T + b1
    out = h.clone()
    out += scale * (torch.where(z > 0, z, 0) @ W2.T + b2)
    return out.to(h_Bn.dtype)

def block_jacobian(h_Bn, W1_mn, b1_m, W2_nm, b2_n, scale=1.0):
    found = []
    for h in h_Bn:
        f = lambda v: block(v[None], W1_mn, b1_m, W2_nm, b2_n, scale)[0]
        z = h.clone().requires_grad_()
        y = z + scale * ((z.relu() @ W1_mn.T + b1_m).relu() @ W2_nm.T + b2_n)
        found.append(torch.stack([torch.autograd.grad(y[i], z, retain_graph=True)[0] for i in range(len(h))]))
    return torch.stack(found)
""",
    ],
    "shortcut": [
        """
def shortcut(x_BCHW, out_channels, stride=1, W_OC=None):
    if W_OC is not None:
        return functional.conv2d(x_BCHW, W_OC[:, :, None, None], stride=stride)
    B, C, H, W = x_BCHW.shape
    if out_channels < C:
        raise ValueError("fewer channels need a matrix")
    kept = x_BCHW[:, :, ::stride, ::stride]
    zeros = torch.zeros(B, out_channels - C, *kept.shape[2:], dtype=x_BCHW.dtype)
    return torch.cat([kept, zeros], dim=1)
""",
        """
def shortcut(x_BCHW, out_channels, stride=1, W_OC=None):
    rows, columns = range(0, x_BCHW.shape[2], stride), range(0, x_BCHW.shape[3], stride)
    if W_OC is None and out_channels < x_BCHW.shape[1]:
        raise ValueError("fewer channels need a matrix")
    out = torch.zeros(len(x_BCHW), out_channels, len(rows), len(columns), dtype=x_BCHW.dtype)
    for i, r in enumerate(rows):
        for j, c in enumerate(columns):
            pixel = x_BCHW[:, :, r, c]
            if W_OC is None:
                out[:, : pixel.shape[1], i, j] = pixel
            else:
                out[:, :, i, j] = pixel @ W_OC.T
    return out
""",
        """
def shortcut(x_BCHW, out_channels, stride=1, W_OC=None):
    C = x_BCHW.shape[1]
    if W_OC is None:
        if out_channels < C:
            raise ValueError("fewer channels need a matrix")
        W_OC = torch.eye(out_channels, C, dtype=x_BCHW.dtype)
    kept = functional.max_pool2d(x_BCHW, 1, stride)
    return (kept.movedim(1, -1) @ W_OC.T).movedim(-1, 1)
""",
    ],
    "paths": [
        """
def by_length(jacobians, u_n):
    rows = [u_n.clone()]
    for A in jacobians[::-1]:
        through = [row @ A for row in rows]
        rows = [rows[0]] + [a + b for a, b in zip(rows[1:], through)] + [through[-1]]
    return torch.stack(rows)
""",
        """
def by_length(jacobians, u_n):
    rows = torch.zeros(len(jacobians) + 1, len(u_n), dtype=u_n.dtype)
    rows[0] = u_n
    for A in reversed(jacobians):
        for k in range(len(rows) - 1, 0, -1):
            rows[k] += rows[k - 1] @ A
    return rows
""",
        """
def by_length(jacobians, u_n):
    n = len(u_n)
    sums = [torch.eye(n, dtype=u_n.dtype)]
    for A in jacobians:
        longer = [A @ S for S in sums]
        sums = [sums[0]] + [sums[k] + longer[k - 1] for k in range(1, len(sums))] + [longer[-1]]
    return torch.stack([u_n @ S for S in sums])
""",
    ],
    "norms": [
        """
def _norm(h):
    centred = h - h.mean(dim=1, keepdim=True)
    return centred / (centred.square().mean(dim=1, keepdim=True) + 1e-5).sqrt()

def pre_norm(h_Bn, layers):
    h = h_Bn.clone()
    for W, b in layers:
        h += (_norm(h) @ W.T + b).tanh()
    return _norm(h)

def post_norm(h_Bn, layers):
    for W, b in layers:
        h_Bn = _norm(h_Bn + (h_Bn @ W.T + b).tanh())
    return h_Bn
""",
        """
def pre_norm(h_Bn, layers):
    norm = torch.nn.LayerNorm(h_Bn.shape[1], elementwise_affine=False)
    h = h_Bn
    for W, b in layers:
        h = torch.add(h, functional.linear(norm(h), W, b).tanh())
    return norm(h)

def post_norm(h_Bn, layers):
    norm = torch.nn.LayerNorm(h_Bn.shape[1], elementwise_affine=False)
    h = h_Bn
    for W, b in layers:
        h = norm(h + functional.linear(h, W, b).tanh())
    return h
""",
        """
def _norm_row(h):
    return (h - h.mean()) / torch.sqrt(h.var(correction=0) + 1e-5)

def pre_norm(h_Bn, layers):
    rows = []
    for h in h_Bn.double():
        for W, b in layers:
            h = h + torch.tanh(W.double() @ _norm_row(h) + b.double())
        rows.append(_norm_row(h))
    return torch.stack(rows).to(h_Bn.dtype)

def post_norm(h_Bn, layers):
    rows = []
    for h in h_Bn.double():
        for W, b in layers:
            h = _norm_row(h + torch.tanh(W.double() @ h + b.double()))
        rows.append(h)
    return torch.stack(rows).to(h_Bn.dtype)
""",
    ],
    "foresee": [
        """
import numpy as np

l = np.arange(1, 21, dtype=np.float32)
prediction = {
    "full": torch.tensor(1.5, dtype=torch.float64) ** 20,
    "scaled": np.float32(1.025) ** 20,
    "branches": np.float32(20 / 41),
    "pre_norm": (1 / (l + 1)).sum(),
    "post_norm": 10,
    "kept": (1 - l / 40).sum(),
}
""",
        """
prediction = {"full": 3325.3, "scaled": 1.6386, "branches": 0.488, "pre_norm": 2.645, "post_norm": 10, "kept": 14.75}
""",
        """
chi = 0.5 / 20
harmonic = float((1 / torch.arange(2, 22)).sum())
prediction = {"full": math.exp(20 * math.log(1.5)), "scaled": math.exp(20 * math.log1p(chi)), "branches": 20 / 41,
              "pre_norm": harmonic, "post_norm": 20 * 0.5, "kept": (3 * 20 - 1) / 4}
""",
        """
prediction = {"full": torch.tensor(1.5) ** 20, "scaled": torch.tensor(1.025, dtype=torch.float64) ** 20, "branches": 0.49,
              "pre_norm": sum(1 / k for k in range(2, 22)), "post_norm": torch.tensor(10.0), "kept": 20 - 0.5 * 21 / 2}
""",
    ],
    "drop": [
        """
def survival(depth, last=0.5):
    return torch.linspace(1, last, depth + 1, dtype=torch.float64)[1:].tolist()

def drop_branch(h, change, p, training, generator=None):
    if p <= 0 or p > 1:
        raise ValueError("p is a probability above 0")
    if not training or p == 1:
        return h + change
    kept = torch.full((len(h),), p, dtype=h.dtype).bernoulli(generator=generator).bool()
    out = h.clone()
    out[kept] = out[kept] + change[kept] / p
    return out
""",
        """
def survival(depth, last=0.5):
    found, step = [], (1 - last) / depth
    for l in range(depth):
        found.append(1 - (l + 1) * step)
    return found

def drop_branch(h, change, p, training, generator=None):
    if not (0 < p and p <= 1):
        raise ValueError("p is a probability above 0")
    if not training:
        return h + change
    mask = (torch.rand(h.shape[0], generator=generator) <= p).to(h.dtype) / p
    return h + change * mask.view(-1, *[1] * (h.dim() - 1))
""",
        """
def survival(depth, last=0.5):
    return [(depth - l + l * last) / depth for l in range(1, depth + 1)]

def drop_branch(h, change, p, training, generator=None):
    if not 0 < p <= 1:
        raise ValueError("p is a probability above 0")
    if training:
        draws = torch.rand(len(h), generator=generator).tolist()
        return torch.stack([a + b / p if d < p else a for a, b, d in zip(h, change, draws)])
    return torch.add(h, change)
""",
    ],
    "mend": [
        """
def residual_stack(h_Bn, layers):
    h = h_Bn.clone()
    for W, b in layers:
        centred = h - h.mean(dim=1, keepdim=True)
        z = centred / (centred.square().mean(dim=1, keepdim=True) + 1e-5).sqrt()
        h += (z.clamp_min(0) @ W.T + b) * len(layers) ** -0.5
    return h
""",
        """
def residual_stack(h_Bn, layers):
    norm, s = torch.nn.LayerNorm(h_Bn.shape[1], elementwise_affine=False), 1 / math.sqrt(max(1, len(layers)))
    h = h_Bn
    for W, b in layers:
        h = torch.add(h, functional.linear(norm(h).relu(), W, b), alpha=s)
    return h
""",
        """
def residual_stack(h_Bn, layers):
    h, L = h_Bn.double(), len(layers)
    for W, b in layers:
        z = functional.layer_norm(h, [h.shape[1]]).relu()
        h = h + (z @ (W.double() / L**0.5).T + b.double() / L**0.5)
    return h.to(h_Bn.dtype)
""",
    ],
    "collapse": [
        """
def collapse(layers, scale=1.0):
    if len(layers) == 0:
        raise ValueError("no block")
    n, dtype = len(layers[0][1]), layers[0][1].dtype
    c = torch.zeros(1, n, dtype=dtype)
    rows = torch.eye(n, dtype=dtype)
    for W, b in layers:
        c = c + scale * (c @ W.T + b)
        rows = rows + scale * rows @ W.T
    return rows.T, c[0]
""",
        """
def collapse(layers, scale=1.0):
    if not layers:
        raise ValueError("no block")
    n, dtype = len(layers[0][1]), layers[0][1].dtype
    whole = torch.eye(n + 1, dtype=dtype)
    for W, b in layers:
        step = torch.eye(n + 1, dtype=dtype)
        step[:n, :n] += scale * W
        step[:n, n] = scale * b
        whole = step @ whole
    return whole[:n, :n], whole[:n, n]
""",
        """
def collapse(layers, scale=1.0):
    if not layers:
        raise ValueError("no block")
    def through(h):
        for W, b in layers:
            h = h + scale * (h @ W.T + b)
        return h
    n, dtype = len(layers[0][1]), layers[0][1].dtype
    c = through(torch.zeros(1, n, dtype=torch.float64).to(dtype))[0]
    M, v = torch.eye(n, dtype=dtype), torch.zeros(n, dtype=dtype)
    for W, b in reversed(layers):
        v = v + M @ (scale * b)
        M = M @ (torch.eye(n, dtype=dtype) + scale * W)
    return M, (v if len(layers) > 1 else c)
""",
    ],
}
