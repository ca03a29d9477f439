"""Right answers to the gate of session 00 by other methods than the authored ones."""

ALTERNATIVES = {
    "graph_order": [
        """
def graph_order(needs):
    done, open_now, order = set(), set(), []
    def visit(name):
        if name in done:
            return
        if name in open_now:
            raise ValueError(f"{name} needs itself")
        open_now.add(name)
        for needed in needs[name]:
            visit(needed)
        open_now.remove(name)
        done.add(name)
        order.append(name)
    for name in needs:
        visit(name)
    return order
""",
        """
from graphlib import CycleError, TopologicalSorter

def graph_order(needs):
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise ValueError("a circle") from error
""",
    ],
    "graph_gradients": [
        """
def graph_gradients(x, w, b, y):
    leaves = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (x, w, b)]
    x, w, b = leaves
    return torch.autograd.grad((w * torch.tanh(w * x + b) - y) ** 2, leaves)
""",
        """
def graph_gradients(x, w, b, y):
    def loss(x, w, b):
        return (w * math.tanh(w * x + b) - y) ** 2
    s = 1e-6
    return [
        (loss(x + s, w, b) - loss(x - s, w, b)) / (2 * s),
        (loss(x, w + s, b) - loss(x, w - s, b)) / (2 * s),
        (loss(x, w, b + s) - loss(x, w, b - s)) / (2 * s),
    ]
""",
    ],
    "value_and_slope": [
        """
def value_and_slope(program, x):
    x = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    memory = [x]
    for step in program:
        match step:
            case ("add", i, j):
                memory.append(memory[i] + memory[j])
            case ("mul", i, j):
                memory.append(memory[i] * memory[j])
            case ("exp", i):
                memory.append(memory[i].exp())
            case ("const", c):
                memory.append(c + 0 * x)
            case _:
                raise ValueError(step)
    (slope,) = torch.autograd.grad(memory[-1], x)
    return memory[-1].item(), slope.item()
""",
    ],
    "sgd_step": [
        """
def sgd_step(w_D, x_BD, y_B, lr):
    w = w_D.clone().requires_grad_()
    loss = torch.nn.functional.mse_loss(x_BD @ w, y_B)
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
    return w.detach()
""",
        """
def sgd_step(w_D, x_BD, y_B, lr):
    total = torch.zeros_like(w_D)
    for x_D, y in zip(x_BD, y_B):
        total += 2 * (x_D @ w_D - y) * x_D
    return w_D - lr * total / len(y_B)
""",
    ],
    "activation_slope": [
        """
def activation_slope(z, name):
    if name not in ("sigmoid", "tanh", "relu"):
        raise ValueError(name)
    z = z.clone().requires_grad_()
    getattr(torch, name)(z).sum().backward()
    return z.grad
""",
        """
def activation_slope(z, name):
    rules = {
        "sigmoid": lambda v: torch.sigmoid(v) * torch.sigmoid(-v),
        "tanh": lambda v: 4 * torch.sigmoid(2 * v) * torch.sigmoid(-2 * v),
        "relu": lambda v: torch.heaviside(v, torch.zeros_like(v)),
    }
    if name not in rules:
        raise ValueError(f"one of {list(rules)}")
    return rules[name](z)
""",
    ],
    "penalised_gradient": [
        """
def penalised_gradient(gradient_D, w_D, strength):
    return torch.cat([gradient_D[:-1] + 2 * strength * w_D[:-1], gradient_D[-1:]])
""",
        """
def penalised_gradient(gradient_D, w_D, strength):
    return torch.stack([
        g + 2 * strength * w if i < len(w_D) - 1 else g
        for i, (g, w) in enumerate(zip(gradient_D, w_D))
    ])
""",
    ],
    "slide": [
        """
import numpy as np

def slide(x_T, k_U, stride=1, flip=False):
    if stride < 1 or len(k_U) > len(x_T):
        raise ValueError("no window fits")
    f = np.convolve if flip else np.correlate
    return torch.tensor(f(x_T.numpy(), k_U.numpy(), "valid")[::stride].copy())
""",
        """
def slide(x_T, k_U, stride=1, flip=False):
    if stride <= 0:
        raise ValueError("stride")
    if len(x_T) < len(k_U):
        raise ValueError("kernel")
    k = list(k_U)[::-1] if flip else list(k_U)
    out = []
    for t in range(0, len(x_T) - len(k) + 1, stride):
        out.append(sum(float(k[u]) * float(x_T[t + u]) for u in range(len(k))))
    return torch.tensor(out)
""",
    ],
    "concentration": [
        """
spread_5000 = 0.592 / 5000**0.5
spread_hidden = 0.592 / 3**0.5
""",
        """
points = torch.rand(300, 5000)
spread_5000 = (torch.pdist(points).std() / torch.pdist(points).mean()).item()
spread_hidden = 0.592 / 3**0.5
""",
    ],
    "stability": [
        """
def log_sum_exp(z_BK):
    return torch.logsumexp(z_BK, dim=1)


def magnification(A_nn, b_n, change_n):
    inverse = torch.linalg.inv(A_nn)
    x, new = inverse @ b_n, inverse @ (b_n + change_n)
    seen = (new - x).norm() / x.norm() / (change_n.norm() / b_n.norm())
    return seen, torch.linalg.matrix_norm(A_nn, 2) * torch.linalg.matrix_norm(inverse, 2)
""",
        """
def log_sum_exp(z_BK):
    total = z_BK[:, 0]
    for k in range(1, z_BK.shape[1]):
        total = torch.logaddexp(total, z_BK[:, k])
    return total


def magnification(A_nn, b_n, change_n):
    import numpy as np
    A, b, change = A_nn.numpy(), b_n.numpy(), change_n.numpy()
    x, moved = np.linalg.solve(A, b), np.linalg.solve(A, change)
    size = np.linalg.norm
    seen = size(moved) / size(x) * size(b) / size(change)
    return [float(seen), float(np.linalg.cond(A))]
""",
    ],
}
