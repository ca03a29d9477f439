"""Right answers to the gate of session 04 by other methods than the authored ones."""

CONV_MATRIX = """
def conv_matrix(W_kl, height, width, stride=1, padding=0):
    impulses = torch.eye(height * width, dtype=W_kl.dtype).reshape(-1, 1, height, width)
    return functional.conv2d(impulses, W_kl[None, None], stride=stride, padding=padding).flatten(1).T
"""
CONV_COST = """
def conv_cost(channels_in, channels_out, kernel, size, stride=1, padding=0, dilation=1, groups=1):
    if channels_in % groups != 0 or channels_out % groups != 0:
        raise ValueError("groups")
    span = dilation * (kernel - 1) + 1
    starts = range(0, size + 2 * padding - span + 1, stride)
    if len(starts) == 0:
        raise ValueError("the kernel is too large")
    one = channels_in // groups * kernel * kernel
    return [len(starts), channels_out * (one + 1), channels_out * one * len(starts) ** 2]
"""

ALTERNATIVES = {
    "conv2d": [
        """
from depthwise.convolution import conv2d as by_matmul

def conv2d(x_CHW, W_OCkl, b_O, stride=1, padding=0, dilation=1):
    return by_matmul(x_CHW[None], W_OCkl, b_O, stride=stride, padding=padding, dilation=dilation)[0]
""",
        """
def conv2d(x_CHW, W_OCkl, b_O, stride=1, padding=0, dilation=1):
    try:
        return functional.conv2d(x_CHW, W_OCkl, b_O, stride, padding, dilation)
    except RuntimeError as error:
        raise ValueError(str(error))
""",
        """
def conv2d(x_CHW, W_OCkl, b_O, stride=1, padding=0, dilation=1):
    if any(n + 2 * padding < dilation * (k - 1) + 1 for n, k in zip(x_CHW.shape[1:], W_OCkl.shape[2:])):
        raise ValueError("too large")
    return functional.conv2d(x_CHW[None], W_OCkl, b_O, stride, padding, dilation)[0]
""",
        """
def conv2d(x_CHW, W_OCkl, b_O, stride=1, padding=0, dilation=1):
    (C, H, W), (O, _, k, l) = x_CHW.shape, W_OCkl.shape
    y = {}
    for o in range(O):
        for i, top in enumerate(range(-padding, H + padding - dilation * (k - 1), stride)):
            for j, left in enumerate(range(-padding, W + padding - dilation * (l - 1), stride)):
                total = float(b_O[o])
                for c, u, v in itertools.product(range(C), range(k), range(l)):
                    r, s = top + u * dilation, left + v * dilation
                    if 0 <= r < H and 0 <= s < W:
                        total += float(W_OCkl[o, c, u, v]) * float(x_CHW[c, r, s])
                y[o, i, j] = total
    if not y:
        raise ValueError("no place")
    Y, X = 1 + max(i for _, i, _ in y), 1 + max(j for _, _, j in y)
    return torch.tensor([y[key] for key in sorted(y)], dtype=x_CHW.dtype).reshape(O, Y, X)
""",
        """
def conv2d(x_CHW, W_OCkl, b_O, stride=1, padding=0, dilation=1):
    O, C, k, l = W_OCkl.shape
    Y, X = ((n + 2 * padding - dilation * (m - 1) - 1) // stride + 1 for n, m in zip(x_CHW.shape[1:], (k, l)))
    if min(Y, X) <= 0:
        raise ValueError("too large")
    columns = functional.unfold(x_CHW[None], (k, l), dilation, padding, stride)[0]
    return (W_OCkl.reshape(O, -1) @ columns + b_O[:, None]).reshape(O, Y, X)
""",
        """
def conv2d(x_CHW, W_OCkl, b_O, stride=1, padding=0, dilation=1):
    (C, H, W), (O, _, k, l) = x_CHW.shape, W_OCkl.shape
    Y, X = H + 2 * padding - dilation * (k - 1), W + 2 * padding - dilation * (l - 1)
    if Y <= 0 or X <= 0:
        raise ValueError("too large")
    x = torch.zeros(C, H + 2 * padding, W + 2 * padding, dtype=torch.float64)
    x[:, padding : padding + H, padding : padding + W] = x_CHW
    y = b_O.double()[:, None, None].expand(O, Y, X)
    for u in range(k):
        for v in range(l):
            part = x[:, u * dilation : u * dilation + Y, v * dilation : v * dilation + X]
            y = y + torch.tensordot(W_OCkl[:, :, u, v].double(), part, dims=1)
    return y[:, ::stride, ::stride].to(x_CHW.dtype)
""",
    ],
    "affine": [
        """
def conv_matrix(W_kl, height, width, stride=1, padding=0):
    f = lambda x: functional.conv2d(x[None, None], W_kl[None, None], stride=stride, padding=padding).flatten()
    J = torch.autograd.functional.jacobian(f, torch.zeros(height, width, dtype=W_kl.dtype))
    return J.reshape(-1, height * width)

def collapse(W1_MCkl, b1_M, W2_OMmn, b2_O):
    (M, C, k, l), (O, _, m, n) = W1_MCkl.shape, W2_OMmn.shape
    f = lambda x: functional.conv2d(functional.conv2d(x[None], W1_MCkl, b1_M), W2_OMmn, b2_O)[0, :, 0, 0]
    zero = torch.zeros(C, k + m - 1, l + n - 1, dtype=W1_MCkl.dtype)
    return torch.autograd.functional.jacobian(f, zero), f(zero)
""",
        CONV_MATRIX
        + """
def collapse(W1_MCkl, b1_M, W2_OMmn, b2_O):
    m, n = W2_OMmn.shape[2:]
    W = functional.conv2d(W1_MCkl.transpose(0, 1), W2_OMmn.flip(2, 3), padding=(m - 1, n - 1)).transpose(0, 1)
    return W, functional.conv2d(b1_M[None, :, None, None].expand(1, -1, m, n), W2_OMmn, b2_O).flatten()
""",
        """
import numpy as np

def conv_matrix(W_kl, height, width, stride=1, padding=0):
    k, l = W_kl.shape
    numbers = np.pad(np.arange(1, height * width + 1).reshape(height, width), padding)
    rows = []
    for top in range(0, numbers.shape[0] - k + 1, stride):
        for left in range(0, numbers.shape[1] - l + 1, stride):
            row = np.zeros(height * width + 1)
            row[numbers[top : top + k, left : left + l].ravel()] = W_kl.numpy().ravel()
            rows.append(row[1:])
    return torch.tensor(np.array(rows), dtype=W_kl.dtype)

def collapse(W1_MCkl, b1_M, W2_OMmn, b2_O):
    (M, C, k, l), (O, _, m, n) = W1_MCkl.shape, W2_OMmn.shape
    both = lambda x: functional.conv2d(functional.conv2d(x, W1_MCkl, b1_M), W2_OMmn, b2_O)[..., 0, 0]
    K, L = k + m - 1, l + n - 1
    b = both(torch.zeros(1, C, K, L, dtype=W1_MCkl.dtype))[0]
    impulses = torch.eye(C * K * L, dtype=W1_MCkl.dtype).reshape(-1, C, K, L)
    return ((both(impulses) - b).T.reshape(O, C, K, L), b)
""",
        CONV_MATRIX
        + """
def collapse(W1_MCkl, b1_M, W2_OMmn, b2_O):
    (M, C, k, l), (O, _, m, n) = W1_MCkl.shape, W2_OMmn.shape
    W = torch.zeros(O, C, k + m - 1, l + n - 1, dtype=torch.float64)
    for u, v, a, c in itertools.product(range(m), range(n), range(k), range(l)):
        W[:, :, u + a, v + c] += W2_OMmn[:, :, u, v].double() @ W1_MCkl[:, :, a, c].double()
    b = b2_O.clone()
    for o in range(O):
        for j in range(M):
            b[o] += b1_M[j] * W2_OMmn[o, j].sum()
    return [W.to(W1_MCkl.dtype), b]
""",
    ],
    "cost": [
        CONV_COST
        + """
def receptive_field(layers, i):
    if not layers:
        return i, i
    *before, (k, s, p, d) = layers
    lowest, highest = i * s - p, i * s - p + d * (k - 1)
    return receptive_field(before, lowest)[0], receptive_field(before, highest)[1]
""",
        CONV_COST
        + """
def receptive_field(layers, i):
    size, jump, start = 1, 1, 0
    for k, s, p, d in layers:
        size += d * (k - 1) * jump
        start -= p * jump
        jump *= s
    return start + i * jump, start + i * jump + size - 1
""",
        """
def conv_cost(channels_in, channels_out, kernel, size, stride=1, padding=0, dilation=1, groups=1):
    try:
        layer = nn.Conv2d(channels_in, channels_out, kernel, stride, padding, dilation, groups)
        side = layer(torch.zeros(1, channels_in, size, size)).shape[-1]
    except RuntimeError as error:
        raise ValueError(str(error)) from None
    return side, layer.weight.numel() + layer.bias.numel(), layer.weight.numel() * side * side

def receptive_field(layers, i):
    seen = {i}
    for k, s, p, d in layers[::-1]:
        seen = {j * s - p + u * d for j in seen for u in range(k)}
    return min(seen), max(seen)
""",
    ],
    "max_pool": [
        """
def max_pool(x_HW, kernel, stride, grad_YX):
    y, places = functional.max_pool2d(x_HW[None, None], kernel, stride, return_indices=True)
    grad = torch.zeros_like(x_HW).flatten().index_add(0, places.flatten(), grad_YX.flatten())
    return [y[0, 0], grad.reshape(x_HW.shape)]
""",
        """
def max_pool(x_HW, kernel, stride, grad_YX):
    x = x_HW.clone().requires_grad_()
    y = functional.max_pool2d(x[None, None], kernel, stride)[0, 0]
    return y.detach(), torch.autograd.grad(y, x, grad_YX)[0]
""",
        """
def max_pool(x_HW, kernel, stride, grad_YX):
    H, W = x_HW.shape
    windows = x_HW.unfold(0, kernel, stride).unfold(1, kernel, stride)
    Y, X = windows.shape[:2]
    flat = windows.reshape(Y, X, -1)
    best = (flat == flat.amax(-1, keepdim=True)).int().argmax(-1)
    rows = torch.arange(Y)[:, None] * stride + best // kernel
    columns = torch.arange(X) * stride + best % kernel
    grad = torch.zeros(H * W, dtype=x_HW.dtype).index_add(0, (rows * W + columns).flatten(), grad_YX.flatten())
    return flat.gather(-1, best[..., None])[..., 0], grad.reshape(H, W)
""",
        """
def max_pool(x_HW, kernel, stride, grad_YX):
    x, g = x_HW.tolist(), grad_YX.tolist()
    y, back = [[None] * len(g[0]) for _ in g], [[0.0] * len(x[0]) for _ in x]
    for i in range(len(g)):
        for j in range(len(g[0])):
            best = None
            for r in range(i * stride, i * stride + kernel):
                for c in range(j * stride, j * stride + kernel):
                    if best is None or x[r][c] > x[best[0]][best[1]]:
                        best = (r, c)
            y[i][j] = x[best[0]][best[1]]
            back[best[0]][best[1]] += g[i][j]
    return torch.tensor(y, dtype=x_HW.dtype), torch.tensor(back, dtype=x_HW.dtype)
""",
    ],
    "equivariance": [
        """
def equivariance_gap(layer, x_BCHW, shift, stride=1):
    down, right = shift
    if down % stride != 0 or right % stride != 0:
        raise ValueError("between two places")
    a = layer(torch.roll(torch.roll(x_BCHW, down, 2), right, 3))
    b = torch.roll(layer(x_BCHW), (down // stride, right // stride), (-2, -1))
    return float(torch.max(torch.abs(a - b)))
""",
        """
import numpy as np

def equivariance_gap(layer, x_BCHW, shift, stride=1):
    places = [divmod(amount, stride) for amount in shift]
    if any(rest for _, rest in places):
        raise ValueError("no whole places")
    moved = torch.from_numpy(np.roll(x_BCHW.numpy(), shift, axis=(2, 3)).copy())
    then = np.roll(layer(x_BCHW).detach().numpy(), [p for p, _ in places], axis=(2, 3))
    return np.abs(layer(moved).detach().numpy() - then).max()
""",
        """
def equivariance_gap(layer, x_BCHW, shift, stride=1):
    if shift[0] % stride or shift[1] % stride:
        raise ValueError("no whole places")
    H, W = x_BCHW.shape[2:]
    moved = x_BCHW[:, :, (torch.arange(H) - shift[0]) % H][:, :, :, (torch.arange(W) - shift[1]) % W]
    y, z = layer(x_BCHW), layer(moved)
    Y, X = y.shape[2:]
    rows, columns = (torch.arange(Y) - shift[0] // stride) % Y, (torch.arange(X) - shift[1] // stride) % X
    return max((z - y[:, :, rows][:, :, :, columns]).abs().flatten().tolist())
""",
    ],
    "separable": [
        """
def separable(x_BCHW, D_Ckl, P_OC, padding=0, dilation=1):
    h = functional.conv2d(x_BCHW, D_Ckl[:, None], padding=padding, dilation=dilation, groups=len(D_Ckl))
    return functional.conv2d(h, P_OC[:, :, None, None])
""",
        """
def separable(x_BCHW, D_Ckl, P_OC, padding=0, dilation=1):
    W = P_OC[:, :, None, None] * D_Ckl[None]  # one full convolution, of rank one in each channel
    return functional.conv2d(x_BCHW, W, padding=padding, dilation=dilation)
""",
        """
def separable(x_BCHW, D_Ckl, P_OC, padding=0, dilation=1):
    B, C, H, W = x_BCHW.shape
    k, l = D_Ckl.shape[1:]
    seen = functional.unfold(x_BCHW, (k, l), dilation, padding).reshape(B, C, k * l, -1)
    h = (D_Ckl.reshape(C, k * l, 1) * seen).sum(2)
    Y = H + 2 * padding - dilation * (k - 1)
    return (P_OC @ h).reshape(B, len(P_OC), Y, -1)
""",
    ],
    "stack": [
        "field, step, factor = 20.0, 4.0, 4.0",
        """
jump, field = 1, 1
for k, s in ((5, 1), (2, 2), (3, 1), (2, 2), (3, 1)):
    field, jump = field + (k - 1) * jump, jump * s
step, factor = jump, 2**2
""",
        "import numpy as np\nfield, step, factor = np.int64(20), np.float64(4), torch.tensor(4)",
    ],
    "small_cnn": [
        """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 16, 3, padding=1)
        self.depthwise = nn.Conv2d(16, 16, 3, padding=1, groups=16)
        self.pointwise = nn.Conv2d(16, 40, 1)
        self.last = nn.Linear(40, 10)

    def forward(self, x):
        h = functional.max_pool2d(self.first(x).relu(), 2)
        h = self.pointwise(self.depthwise(h)).relu()
        return self.last(h.amax(dim=(2, 3)))

def small_cnn(x_N1HW, y_N, seed):
    torch.manual_seed(seed)
    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(12):
        for chosen in torch.randperm(len(y_N)).split(50):
            optimizer.zero_grad()
            functional.cross_entropy(net(x_N1HW[chosen]), y_N[chosen]).backward()
            optimizer.step()
    return net
""",
        """
from depthwise.train import Batches, train

def small_cnn(x_N1HW, y_N, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(),
        nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))
    batches = Batches(x_N1HW, y_N, batch_size=50, seed=seed)
    train(net, batches, functional.cross_entropy, torch.optim.Adam(net.parameters(), lr=0.01), num_epochs=12)
    return net
""",
        """
def small_cnn(x_N1HW, y_N, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Conv2d(1, 8, 5, stride=2, padding=2), nn.ReLU(), nn.Conv2d(8, 18, 3, padding=1), nn.ReLU(),
        nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(18, 10))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(20):
        for chosen in torch.randperm(len(y_N)).split(50):
            optimizer.zero_grad()
            functional.cross_entropy(net(x_N1HW[chosen]), y_N[chosen]).backward()
            optimizer.step()
    return net
""",
    ],
}
