"""Right answers to the gate of session 09 by other methods than the authored ones."""

ALTERNATIVES = {
    "normalise_block": [
        """
def normalise_block(z_BCHW, kind, groups=1, eps=1e-5):
    if kind not in ("batch", "layer", "instance", "group", "rms"):
        raise ValueError(kind)
    C = z_BCHW.shape[1]
    if kind == "batch":
        return functional.batch_norm(z_BCHW, None, None, training=True, eps=eps)
    if kind == "rms":
        return functional.rms_norm(z_BCHW, z_BCHW.shape[1:], eps=eps)
    if kind == "group" and C % groups:
        raise ValueError(groups)
    return functional.group_norm(z_BCHW, {"layer": 1, "instance": C, "group": groups}[kind], eps=eps)
""",
        """
def normalise_block(z_BCHW, kind, groups=1, eps=1e-5):
    B, C = z_BCHW.shape[:2]
    out = torch.empty_like(z_BCHW)
    if kind == "batch":
        places = [(slice(None), slice(c, c + 1)) for c in range(C)]
    elif kind in ("layer", "rms"):
        places = [(slice(b, b + 1), slice(None)) for b in range(B)]
    elif kind in ("instance", "group"):
        count = C if kind == "instance" else groups
        if C % count:
            raise ValueError("groups do not divide")
        each = C // count
        places = [(slice(b, b + 1), slice(g * each, g * each + each)) for b in range(B) for g in range(count)]
    else:
        raise ValueError(kind)
    for place in places:
        part = z_BCHW[place]
        part = part if kind == "rms" else part - part.mean()
        out[place] = part / (part.pow(2).mean() + eps) ** 0.5
    return out
""",
        """
def normalise_block(z_BCHW, kind, groups=1, eps=1e-5):
    B, C, H, W = z_BCHW.shape
    z = z_BCHW.double()
    if kind == "batch":
        flat = z.transpose(0, 1).reshape(C, -1)
    elif kind in ("layer", "rms"):
        flat = z.reshape(B, -1)
    elif kind == "instance":
        flat = z.reshape(B * C, -1)
    elif kind == "group" and C % groups == 0:
        flat = z.reshape(B * groups, -1)
    else:
        raise ValueError("no such norm")
    mean = 0 if kind == "rms" else flat.mean(dim=1, keepdim=True)
    square = (flat**2).mean(dim=1, keepdim=True)
    flat = (flat - mean) * (square - mean**2 + eps).rsqrt()
    out = flat.reshape(C, B, H, W).transpose(0, 1) if kind == "batch" else flat.reshape(B, C, H, W)
    return out.to(z_BCHW.dtype)
""",
    ],
    "batch_norm": [
        """
def batch_norm(z, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    mean, variance = running_mean.clone(), running_var.clone()
    y = functional.batch_norm(z, mean, variance, gamma, beta, training, momentum, eps)
    return y, mean, variance
""",
        """
def batch_norm(z, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    flat = z.transpose(0, 1).reshape(z.shape[1], -1)
    if training and flat.shape[1] < 2:
        raise ValueError("too few")
    if training:
        mean, variance = flat.mean(dim=1), flat.var(dim=1, correction=0)
        running_mean = torch.lerp(running_mean, mean, momentum)
        running_var = torch.lerp(running_var, flat.var(dim=1), momentum)
    else:
        mean, variance = running_mean, running_var
    a = gamma / torch.sqrt(variance + eps)
    out = z.clone()
    for c in range(z.shape[1]):
        out[:, c] = a[c] * (z[:, c] - mean[c]) + beta[c]
    return out, running_mean, running_var
""",
        """
def batch_norm(z, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    moved = z.movedim(1, -1)
    mean, variance = running_mean, running_var
    if training:
        rows = moved.reshape(-1, z.shape[1])
        m = len(rows)
        if m <= 1:
            raise ValueError("a single number has no spread")
        mean = rows.sum(dim=0) / m
        squares = ((rows - mean) ** 2).sum(dim=0)
        variance = squares / m
        running_mean = running_mean + momentum * (mean - running_mean)
        running_var = running_var + momentum * (squares / (m - 1) - running_var)
    y = (moved - mean) / torch.sqrt(variance + eps) * gamma + beta
    return [y.movedim(-1, 1), running_mean, running_var]
""",
    ],
    "batch_norm_backward": [
        """
def batch_norm_backward(z_BD, gamma_D, g_BD, eps=1e-5):
    z, gamma = z_BD.detach().clone().requires_grad_(), gamma_D.detach().clone().requires_grad_()
    beta = torch.zeros_like(gamma_D).requires_grad_()
    y = functional.batch_norm(z, None, None, gamma, beta, training=True, eps=eps)
    return torch.autograd.grad(y, (z, gamma, beta), g_BD)
""",
        """
def batch_norm_backward(z_BD, gamma_D, g_BD, eps=1e-5):
    z, gamma = z_BD.clone().requires_grad_(), gamma_D.clone().requires_grad_()
    beta = torch.zeros_like(gamma_D, requires_grad=True)
    sigma = (((z - z.mean(dim=0)) ** 2).mean(dim=0) + eps).sqrt()
    y = gamma * (z - z.mean(dim=0)) / sigma + beta
    return torch.autograd.grad((y * g_BD).sum(), (z, gamma, beta))
""",
        """
def batch_norm_backward(z_BD, gamma_D, g_BD, eps=1e-5):
    B, D = z_BD.shape
    dz = torch.zeros_like(z_BD)
    dgamma, dbeta = torch.zeros_like(gamma_D), torch.zeros_like(gamma_D)
    for d in range(D):
        z, g = z_BD[:, d], g_BD[:, d]
        sigma = ((z - z.mean()).square().mean() + eps).sqrt()
        h = (z - z.mean()) / sigma
        J = (torch.eye(B, dtype=z.dtype) - 1 / B - torch.outer(h, h) / B) / sigma
        dz[:, d] = gamma_D[d] * (J @ g)
        dgamma[d], dbeta[d] = h @ g, g.sum()
    return dz, dgamma, dbeta
""",
        """
def batch_norm_backward(z_BD, gamma_D, g_BD, eps=1e-5):
    B = z_BD.shape[0]
    centred = z_BD - z_BD.mean(dim=0)
    variance = centred.pow(2).sum(dim=0) / B
    inverse = (variance + eps).rsqrt()
    dhat = g_BD * gamma_D
    dvar = (dhat * centred).sum(dim=0) * -0.5 * inverse**3
    dmean = -(dhat * inverse).sum(dim=0)
    dz = dhat * inverse + dvar * 2 * centred / B + dmean / B
    return dz, torch.einsum("bd,bd->d", g_BD, centred * inverse), torch.ones(B, dtype=g_BD.dtype) @ g_BD
""",
    ],
    "fold": [
        """
from torch.nn.utils.fusion import fuse_conv_bn_weights


def fold(W, b, gamma, beta, mean, variance, eps=1e-5):
    return fuse_conv_bn_weights(W, b, mean, variance, eps, gamma, beta)
""",
        """
def fold(W, b, gamma, beta, mean, variance, eps=1e-5):
    a = gamma * torch.rsqrt(variance + eps)
    folded = torch.stack([a[o] * W[o] for o in range(len(W))])
    return folded, (beta - a * mean) if b is None else (a * b + beta - a * mean)
""",
        """
def fold(W, b, gamma, beta, mean, variance, eps=1e-5):
    a = torch.diag(gamma / (variance + eps) ** 0.5)
    flat = a @ W.reshape(len(W), -1)
    shift = -mean if b is None else b - mean
    return flat.reshape(W.shape), a @ shift + beta
""",
        """
def fold(W, b, gamma, beta, mean, variance, eps=1e-5):
    a = gamma / torch.sqrt(variance + eps)
    W2 = torch.einsum("o,o...->o...", a, W)
    b2 = beta - mean * a
    if b is not None:
        b2 = b2 + b * a
    return [W2, b2]
""",
    ],
    "foresee": [
        """
left_over, slope_factor, means, numbers, pair = 0.0424, 0.2, 128, 196, 3
growth = 46.2
""",
        """
left_over = math.exp(30 * math.log(0.9))
slope_factor = torch.tensor(0.2)
means, numbers = torch.tensor(128), 196.0
pair = 3 * (1.4 - 1.2) / 0.2
growth = math.sqrt(1.4669) ** 20
""",
        """
import numpy as np

left_over = np.float64(0.9) ** 30
slope_factor = np.float32(0.2)
means = np.int64(16 * 8)
numbers = 32 // 8 * 49
pair = np.float64(3.0)
growth = np.sqrt((0.5 / (0.5 - 1 / (2 * np.pi))) ** 20)
""",
    ],
    "choose": [
        """
case_a = "batch"
case_b = "group"
case_c = "instance"
case_d = "rms"
case_e = "layer"
""",
        """
case_a, case_b, case_c, case_d, case_e = ["batch", "group", "instance", "rms", "layer"]
""",
        """
answers = dict(a="batch", b="group", c="instance", d="rms", e="layer")
case_a, case_b, case_c, case_d, case_e = (answers[k] for k in "abcde")
""",
    ],
    "mend": [
        """
class MendedNorm:
    def __init__(self, gamma_D, beta_D, momentum=0.1, eps=1e-5):
        self.norm = torch.nn.BatchNorm1d(len(gamma_D), momentum=momentum, eps=eps).to(gamma_D.dtype)
        with torch.no_grad():
            self.norm.weight.copy_(gamma_D)
            self.norm.bias.copy_(beta_D)

    def __call__(self, z_BD, training):
        return self.norm.train(training)(z_BD).detach()
""",
        """
class MendedNorm:
    def __init__(self, gamma_D, beta_D, momentum=0.1, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma_D, beta_D, momentum, eps
        self.mean, self.variance = torch.zeros_like(gamma_D), torch.ones_like(gamma_D)

    def __call__(self, z_BD, training):
        return functional.batch_norm(z_BD, self.mean, self.variance, self.gamma, self.beta, training, self.momentum, self.eps)
""",
        """
class MendedNorm:
    def __init__(self, gamma_D, beta_D, momentum=0.1, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma_D, beta_D, momentum, eps
        self.mean, self.variance = torch.zeros_like(gamma_D), torch.ones_like(gamma_D)

    def __call__(self, z_BD, training):
        if not training:
            return self.scaled(z_BD, self.mean, self.variance)
        m = len(z_BD)
        mean = z_BD.sum(dim=0) / m
        variance = ((z_BD - mean) ** 2).sum(dim=0) / m
        self.mean += self.momentum * (mean - self.mean)
        self.variance += self.momentum * (variance * m / (m - 1) - self.variance)
        return self.scaled(z_BD, mean, variance)

    def scaled(self, z, mean, variance):
        a = self.gamma / torch.sqrt(variance + self.eps)
        return a * z + (self.beta - a * mean)
""",
    ],
    "collapse_evaluated": [
        """
def collapse_evaluated(layers, eps=1e-5):
    def stack(x):
        for W, b, gamma, beta, mean, variance in layers:
            x = functional.batch_norm(functional.linear(x, W, b), mean, variance, gamma, beta, False, eps=eps)
        return x

    nought = torch.zeros(layers[0][0].shape[1], dtype=layers[0][0].dtype)
    A = torch.autograd.functional.jacobian(lambda x: stack(x[None])[0], nought)
    return A, stack(nought[None])[0]
""",
        """
def collapse_evaluated(layers, eps=1e-5):
    def run(x):
        for W, b, gamma, beta, mean, variance in layers:
            x = functional.batch_norm(x @ W.T + b, mean, variance, gamma, beta, training=False, eps=eps)
        return x
    first = layers[0][0]
    c = run(torch.zeros(1, first.shape[1], dtype=first.dtype))
    return (run(torch.eye(first.shape[1], dtype=first.dtype)) - c).T, c[0]
""",
        """
def collapse_evaluated(layers, eps=1e-5):
    A = torch.eye(layers[0][0].shape[1], dtype=layers[0][0].dtype)
    c = torch.zeros(layers[0][0].shape[1], dtype=layers[0][0].dtype)
    for W, b, gamma, beta, mean, variance in layers:
        a = gamma / (variance + eps).sqrt()
        A, c = W @ A, W @ c + b
        A, c = torch.diag(a) @ A, a * (c - mean) + beta
    return A, c
""",
        """
def collapse_evaluated(layers, eps=1e-5):
    whole = None
    for W, b, gamma, beta, mean, variance in layers:
        a = gamma * (variance + eps).rsqrt()
        top = torch.cat([a[:, None] * W, (a * (b - mean) + beta)[:, None]], dim=1)
        bottom = torch.zeros(1, W.shape[1] + 1, dtype=W.dtype)
        bottom[0, -1] = 1.0
        step = torch.cat([top, bottom])
        whole = step if whole is None else step @ whole
    return whole[:-1, :-1], whole[:-1, -1]
""",
    ],
}
