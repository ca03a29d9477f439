"""Plausible wrong answers to the gate of session 00, and what each one must be told."""

# The two functions of `stability` stand in one cell, so each wrong one comes with a right other.
LOG_SUM_EXP = """
def log_sum_exp(z_BK):
    return torch.logsumexp(z_BK, dim=1)
"""
MAGNIFICATION = """
def magnification(A_nn, b_n, change_n):
    x_n, moved_n = torch.linalg.solve(A_nn, b_n), torch.linalg.solve(A_nn, change_n)
    seen = (moved_n.norm() / x_n.norm()) / (change_n.norm() / b_n.norm())
    return seen.item(), torch.linalg.cond(A_nn).item()
"""

MISCONCEPTIONS = [
    {
        "task": "graph_order",
        "name": "returns the order of the backward pass",
        "code": """
def graph_order(needs):
    order = []
    while len(order) < len(needs):
        ready = [n for n in needs if n not in order and all(m in order for m in needs[n])]
        if not ready:
            raise ValueError("cycle")
        order += ready
    return order[::-1]
""",
        "says": "runs backwards",
    },
    {
        "task": "graph_order",
        "name": "sorts by the number of needs",
        "code": """
def graph_order(needs):
    return sorted(needs, key=lambda n: len(needs[n]))
""",
        "says": "not when it has few needs",
    },
    {
        "task": "graph_order",
        "name": "goes depth first without noting which nodes are done",
        "code": """
def graph_order(needs):
    order = []
    def visit(name):
        for needed in needs[name]:
            visit(needed)
        order.append(name)
    for name in needs:
        visit(name)
    return order
""",
        "says": "stands in your order twice",
    },
    {
        "task": "graph_order",
        "name": "stops silently where a cycle is left",
        "code": """
def graph_order(needs):
    order = []
    while True:
        ready = [n for n in needs if n not in order and all(m in order for m in needs[n])]
        if not ready:
            return order
        order += ready
""",
        "says": "runs in a circle",
    },
    {
        "task": "graph_order",
        "name": "removes the nodes that are done from the caller's dict",
        "code": """
def graph_order(needs):
    order = []
    while needs:
        ready = [n for n in needs if all(m in order for m in needs[n])]
        if not ready:
            raise ValueError("cycle")
        for n in ready:
            del needs[n]
        order += ready
    return order
""",
        "says": "you changed the caller's dict",
    },
    {
        "task": "graph_order",
        "name": "starts from the loss and so leaves out what it does not need",
        "code": """
def graph_order(needs):
    order = []
    def visit(name):
        if name not in order:
            for needed in needs[name]:
                visit(needed)
            order.append(name)
    visit(next(iter(needs)))
    return order
""",
        "says": "belong in it too",
    },
    {
        "task": "graph_gradients",
        "name": "forgets the second path of w",
        "code": """
def graph_gradients(x, w, b, y):
    h = math.tanh(w * x + b)
    du = 2 * (w * h - y) * w * (1 - h * h)
    return du * w, du * x, du
""",
        "says": "dl/dw has only the path through u",
    },
    {
        "task": "graph_gradients",
        "name": "takes h for a constant in dl/dw",
        "code": """
def graph_gradients(x, w, b, y):
    h = math.tanh(w * x + b)
    dv = 2 * (w * h - y)
    du = dv * w * (1 - h * h)
    return du * w, dv * h, du
""",
        "says": "dl/dw has only the path through v",
    },
    {
        "task": "graph_gradients",
        "name": "multiplies the two paths",
        "code": """
def graph_gradients(x, w, b, y):
    h = math.tanh(w * x + b)
    dv = 2 * (w * h - y)
    du = dv * w * (1 - h * h)
    return du * w, du * x * dv * h, du
""",
        "says": "were multiplied",
    },
    {
        "task": "graph_gradients",
        "name": "loses the 2 of the square",
        "code": """
def graph_gradients(x, w, b, y):
    h = math.tanh(w * x + b)
    dv = w * h - y
    du = dv * w * (1 - h * h)
    return du * w, du * x + dv * h, du
""",
        "says": "missing its factor 2",
    },
    {
        "task": "graph_gradients",
        "name": "takes y - v for v - y",
        "code": """
def graph_gradients(x, w, b, y):
    h = math.tanh(w * x + b)
    dv = 2 * (y - w * h)
    du = dv * w * (1 - h * h)
    return du * w, du * x + dv * h, du
""",
        "says": "every sign is turned",
    },
    {
        "task": "graph_gradients",
        "name": "puts u, not tanh u, into the slope of tanh",
        "code": """
def graph_gradients(x, w, b, y):
    u = w * x + b
    h = math.tanh(u)
    dv = 2 * (w * h - y)
    du = dv * w * (1 - u * u)
    return du * w, du * x + dv * h, du
""",
        "says": "yours is 1 - u²",
    },
    {
        "task": "graph_gradients",
        "name": "leaves out the slope of tanh",
        "code": """
def graph_gradients(x, w, b, y):
    h = math.tanh(w * x + b)
    dv = 2 * (w * h - y)
    return dv * w * w, dv * w * x + dv * h, dv * w
""",
        "says": "the slope of tanh is missing",
    },
    {
        "task": "value_and_slope",
        "name": "multiplies the slopes of a product",
        "code": """
def value_and_slope(program, x):
    memory = [(x, 1.0)]
    for operation, *args in program:
        if operation == "const":
            memory.append((args[0], 0.0))
        elif operation == "exp":
            p, dp = memory[args[0]]
            memory.append((math.exp(p), math.exp(p) * dp))
        elif operation == "add":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p + q, dp + dq))
        elif operation == "mul":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p * q, dp * dq))
        else:
            raise ValueError(operation)
    return memory[-1]
""",
        "says": "not the product of the slopes",
    },
    {
        "task": "value_and_slope",
        "name": "keeps one term of the product rule",
        "code": """
def value_and_slope(program, x):
    memory = [(x, 1.0)]
    for operation, *args in program:
        if operation == "const":
            memory.append((args[0], 0.0))
        elif operation == "exp":
            p, dp = memory[args[0]]
            memory.append((math.exp(p), math.exp(p) * dp))
        elif operation == "add":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p + q, dp + dq))
        elif operation == "mul":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p * q, dp * q))
        else:
            raise ValueError(operation)
    return memory[-1]
""",
        "says": "has two terms, and yours has one",
    },
    {
        "task": "value_and_slope",
        "name": "forgets the inner slope of exp",
        "code": """
def value_and_slope(program, x):
    memory = [(x, 1.0)]
    for operation, *args in program:
        if operation == "const":
            memory.append((args[0], 0.0))
        elif operation == "exp":
            p, dp = memory[args[0]]
            memory.append((math.exp(p), math.exp(p)))
        elif operation == "add":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p + q, dp + dq))
        elif operation == "mul":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p * q, dp * q + p * dq))
        else:
            raise ValueError(operation)
    return memory[-1]
""",
        "says": "stops before the last factor",
    },
    {
        "task": "value_and_slope",
        "name": "gives a constant the slope 1",
        "code": """
def value_and_slope(program, x):
    memory = [(x, 1.0)]
    for operation, *args in program:
        if operation == "const":
            memory.append((args[0], 1.0))
        elif operation == "exp":
            p, dp = memory[args[0]]
            memory.append((math.exp(p), math.exp(p) * dp))
        elif operation == "add":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p + q, dp + dq))
        elif operation == "mul":
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p * q, dp * q + p * dq))
        else:
            raise ValueError(operation)
    return memory[-1]
""",
        "says": "its slope is 0",
    },
    {
        "task": "value_and_slope",
        "name": "passes over operations that it does not know",
        "code": """
def value_and_slope(program, x):
    memory = [(x, 1.0)]
    for operation, *args in program:
        if operation == "const":
            memory.append((args[0], 0.0))
        elif operation == "exp":
            p, dp = memory[args[0]]
            memory.append((math.exp(p), math.exp(p) * dp))
        elif operation in ("add", "mul"):
            (p, dp), (q, dq) = memory[args[0]], memory[args[1]]
            memory.append((p + q, dp + dq) if operation == "add" else (p * q, dp * q + p * dq))
    return memory[-1]
""",
        "says": "sin is not in the table",
    },
    {
        "task": "sgd_step",
        "name": "steps uphill",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    return w_D + lr * 2 * x_BD.T @ (x_BD @ w_D - y_B) / len(x_BD)
""",
        "says": "the step goes uphill",
    },
    {
        "task": "sgd_step",
        "name": "sums where the mean is meant",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    return w_D - lr * 2 * x_BD.T @ (x_BD @ w_D - y_B)
""",
        "says": "you summed over the batch",
    },
    {
        "task": "sgd_step",
        "name": "loses the 2 of the square",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    return w_D - lr * x_BD.T @ (x_BD @ w_D - y_B) / len(x_BD)
""",
        "says": "missing its factor 2",
    },
    {
        "task": "sgd_step",
        "name": "divides by the number of entries of x",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    return w_D - lr * 2 * x_BD.T @ (x_BD @ w_D - y_B) / x_BD.numel()
""",
        "says": "not over features",
    },
    {
        "task": "sgd_step",
        "name": "changes the caller's weights",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    w_D -= lr * 2 * x_BD.T @ (x_BD @ w_D - y_B) / len(x_BD)
    return w_D
""",
        "says": "in place",
    },
    {
        "task": "sgd_step",
        "name": "returns the gradient",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    return 2 * x_BD.T @ (x_BD @ w_D - y_B) / len(x_BD)
""",
        "says": "you returned the gradient",
    },
    {
        "task": "activation_slope",
        "name": "gives ReLU the slope 1 at 0",
        "code": """
def activation_slope(z, name):
    if name == "relu":
        return (z >= 0).to(z.dtype)
    if name == "tanh":
        return 1 - torch.tanh(z) ** 2
    if name == "sigmoid":
        return torch.sigmoid(z) * (1 - torch.sigmoid(z))
    raise ValueError(name)
""",
        "says": "at exactly 0 is taken to be 0 here, and yours is 1",
    },
    {
        "task": "activation_slope",
        "name": "feeds z where sigmoid(z) belongs",
        "code": """
def activation_slope(z, name):
    if name == "relu":
        return (z > 0).to(z.dtype)
    if name == "tanh":
        return 1 - torch.tanh(z) ** 2
    if name == "sigmoid":
        return z * (1 - z)
    raise ValueError(name)
""",
        "says": "was given z where it wants sigmoid(z)",
    },
    {
        "task": "activation_slope",
        "name": "forgets the square in the slope of tanh",
        "code": """
def activation_slope(z, name):
    if name == "relu":
        return (z > 0).to(z.dtype)
    if name == "tanh":
        return 1 - torch.tanh(z)
    if name == "sigmoid":
        return torch.sigmoid(z) * (1 - torch.sigmoid(z))
    raise ValueError(name)
""",
        "says": "the square is missing",
    },
    {
        "task": "activation_slope",
        "name": "writes the sigmoid's slope with a bare exp, which overflows",
        "code": """
def activation_slope(z, name):
    if name == "relu":
        return (z > 0).to(z.dtype)
    if name == "tanh":
        return 1 - torch.tanh(z) ** 2
    if name == "sigmoid":
        return torch.exp(-z) / (1 + torch.exp(-z)) ** 2
    raise ValueError(name)
""",
        "says": "some exp overflowed",
    },
    {
        "task": "activation_slope",
        "name": "returns float32 whatever z is",
        "code": """
def activation_slope(z, name):
    if name == "relu":
        return (z > 0).float()
    if name == "tanh":
        return 1 - torch.tanh(z) ** 2
    if name == "sigmoid":
        return torch.sigmoid(z) * (1 - torch.sigmoid(z))
    raise ValueError(name)
""",
        "says": "give the result the dtype of z",
    },
    {
        "task": "activation_slope",
        "name": "falls back on ReLU for names that it does not know",
        "code": """
def activation_slope(z, name):
    if name == "sigmoid":
        return torch.sigmoid(z) * (1 - torch.sigmoid(z))
    if name == "tanh":
        return 1 - torch.tanh(z) ** 2
    return (z > 0).to(z.dtype)
""",
        "says": "there is no activation 'cube'",
    },
    {
        "task": "penalised_gradient",
        "name": "loses the factor 2",
        "code": """
def penalised_gradient(gradient_D, w_D, strength):
    total = gradient_D.clone()
    total[:-1] += strength * w_D[:-1]
    return total
""",
        "says": "lost the factor 2",
    },
    {
        "task": "penalised_gradient",
        "name": "penalises the bias",
        "code": """
def penalised_gradient(gradient_D, w_D, strength):
    return gradient_D + 2 * strength * w_D
""",
        "says": "is not in the penalty",
    },
    {
        "task": "penalised_gradient",
        "name": "subtracts the penalty, as in the update",
        "code": """
def penalised_gradient(gradient_D, w_D, strength):
    total = gradient_D.clone()
    total[:-1] -= 2 * strength * w_D[:-1]
    return total
""",
        "says": "the penalty is subtracted",
    },
    {
        "task": "penalised_gradient",
        "name": "takes L1 for L2",
        "code": """
def penalised_gradient(gradient_D, w_D, strength):
    total = gradient_D.clone()
    total[:-1] += strength * w_D[:-1].sign()
    return total
""",
        "says": "absolute values (L1)",
    },
    {
        "task": "penalised_gradient",
        "name": "adds to the caller's gradient in place",
        "code": """
def penalised_gradient(gradient_D, w_D, strength):
    gradient_D[:-1] += 2 * strength * w_D[:-1]
    return gradient_D
""",
        "says": "in place",
    },
    {
        "task": "penalised_gradient",
        "name": "adds the value of the penalty",
        "code": """
def penalised_gradient(gradient_D, w_D, strength):
    return gradient_D + strength * (w_D[:-1] ** 2).sum()
""",
        "says": "you added the penalty's value",
    },
    {
        "task": "slide",
        "name": "turns the kernel round always, as NumPy does",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    if stride < 1 or len(k_U) > len(x_T):
        raise ValueError
    return x_T.unfold(0, len(k_U), stride) @ k_U.flip(0)
""",
        "says": "you turned the kernel round though flip is False",
    },
    {
        "task": "slide",
        "name": "ignores flip",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    if stride < 1 or len(k_U) > len(x_T):
        raise ValueError
    return x_T.unfold(0, len(k_U), stride) @ k_U
""",
        "says": "flip=True changed nothing",
    },
    {
        "task": "slide",
        "name": "ignores the stride",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    if stride < 1 or len(k_U) > len(x_T):
        raise ValueError
    return x_T.unfold(0, len(k_U), 1) @ (k_U.flip(0) if flip else k_U)
""",
        "says": "the stride was ignored",
    },
    {
        "task": "slide",
        "name": "stops one window early",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    if stride < 1 or len(k_U) > len(x_T):
        raise ValueError
    k = k_U.flip(0) if flip else k_U
    starts = range(0, len(x_T) - len(k), stride)
    return torch.stack([x_T[t : t + len(k)] @ k for t in starts])
""",
        "says": "the last window is missing",
    },
    {
        "task": "slide",
        "name": "pads with zeros on both sides",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    if stride < 1 or len(k_U) > len(x_T):
        raise ValueError
    x_T = torch.nn.functional.pad(x_T, (len(k_U) - 1, len(k_U) - 1))
    return x_T.unfold(0, len(k_U), stride) @ (k_U.flip(0) if flip else k_U)
""",
        "says": "padded with zeros",
    },
    {
        "task": "slide",
        "name": "returns an empty result where no window fits",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    k = k_U.flip(0) if flip else k_U
    if stride < 1:
        raise ValueError
    windows = [x_T[t : t + len(k)] @ k for t in range(0, len(x_T) - len(k) + 1, stride)]
    return torch.stack(windows) if windows else torch.empty(0)
""",
        "says": "does not fit into a sequence of 2",
    },
    {
        "task": "concentration",
        "name": "divides by the factor, not by its root",
        "code": """
spread_5000 = 0.00084
spread_hidden = 0.37
""",
        "says": "as if the spread fell as 1/d",
    },
    {
        "task": "concentration",
        "name": "expects no change",
        "code": """
spread_5000 = 0.084
spread_hidden = 0.37
""",
        "says": "does not stay as it is",
    },
    {
        "task": "concentration",
        "name": "expects more room to mean more spread",
        "code": """
spread_5000 = 0.84
spread_hidden = 0.37
""",
        "says": "the spread grows?",
    },
    {
        "task": "concentration",
        "name": "counts coordinates, whatever they depend on",
        "code": """
spread_5000 = 0.0084
spread_hidden = 0.0084
""",
        "says": "the 5000 coordinates move together",
    },
    {
        "task": "slide",
        "name": "turns the kernel round unless told not to",
        "code": """
def slide(x_T, k_U, stride=1, flip=True):
    if stride < 1 or len(k_U) > len(x_T):
        raise ValueError
    return x_T.unfold(0, len(k_U), stride) @ (k_U.flip(0) if flip else k_U)
""",
        "says": "without more said",
    },
    {
        "task": "concentration",
        "name": "divides by the number of hidden numbers, not by its root",
        "code": """
spread_5000 = 0.0084
spread_hidden = 0.592 / 3
""",
        "says": "not by its root",
    },
    {
        "task": "concentration",
        "name": "takes the constant for the spread",
        "code": """
spread_5000 = 0.0084
spread_hidden = 0.592
""",
        "says": "the constant of the law",
    },
    {
        "task": "stability",
        "name": "takes exp of what it is given",
        "code": MAGNIFICATION
        + """
def log_sum_exp(z_BK):
    return torch.log(torch.exp(z_BK).sum(dim=1))
""",
        "says": "exp overflowed or vanished",
    },
    {
        "task": "stability",
        "name": "adds the maximum back, but one maximum for all rows",
        "code": MAGNIFICATION
        + """
def log_sum_exp(z_BK):
    m = z_BK.max()
    return torch.log(torch.exp(z_BK - m).sum(dim=1)) + m
""",
        "says": "each row needs its own",
    },
    {
        "task": "stability",
        "name": "takes each row's maximum and never adds it back",
        "code": MAGNIFICATION
        + """
def log_sum_exp(z_BK):
    m_B1 = z_BK.max(dim=1, keepdim=True).values
    return torch.log(torch.exp(z_BK - m_B1).sum(dim=1))
""",
        "says": "never added again",
    },
    {
        "task": "stability",
        "name": "makes NaN of a row of -inf",
        "code": MAGNIFICATION
        + """
def log_sum_exp(z_BK):
    m_B1 = z_BK.max(dim=1, keepdim=True).values
    return torch.log(torch.exp(z_BK - m_B1).sum(dim=1)) + m_B1[:, 0]
""",
        "says": "do not subtract an infinite maximum",
    },
    {
        "task": "stability",
        "name": "sums over the rows",
        "code": MAGNIFICATION
        + """
def log_sum_exp(z_BK):
    return torch.logsumexp(z_BK, dim=0)
""",
        "says": "you summed over the rows",
    },
    {
        "task": "stability",
        "name": "compares absolute changes",
        "code": LOG_SUM_EXP
        + """
def magnification(A_nn, b_n, change_n):
    moved_n = torch.linalg.solve(A_nn, change_n)
    return (moved_n.norm() / change_n.norm()).item(), torch.linalg.cond(A_nn).item()
""",
        "says": "divide each by the length of what it changes",
    },
    {
        "task": "stability",
        "name": "takes eigenvalues for singular values",
        "code": LOG_SUM_EXP
        + """
def magnification(A_nn, b_n, change_n):
    x_n, moved_n = torch.linalg.solve(A_nn, b_n), torch.linalg.solve(A_nn, change_n)
    seen = (moved_n.norm() / x_n.norm()) / (change_n.norm() / b_n.norm())
    sizes = torch.linalg.eigvals(A_nn).abs()
    return seen.item(), (sizes.max() / sizes.min()).item()
""",
        "says": "yours of eigenvalues",
    },
    {
        "task": "stability",
        "name": "forgets the root of the eigenvalues of AᵀA",
        "code": LOG_SUM_EXP
        + """
def magnification(A_nn, b_n, change_n):
    x_n, moved_n = torch.linalg.solve(A_nn, b_n), torch.linalg.solve(A_nn, change_n)
    seen = (moved_n.norm() / x_n.norm()) / (change_n.norm() / b_n.norm())
    sizes = torch.linalg.eigvalsh(A_nn.T @ A_nn)
    return seen.item(), (sizes.max() / sizes.min()).item()
""",
        "says": "came out squared",
    },
    {
        "task": "stability",
        "name": "puts the data's change on top",
        "code": LOG_SUM_EXP
        + """
def magnification(A_nn, b_n, change_n):
    x_n, moved_n = torch.linalg.solve(A_nn, b_n), torch.linalg.solve(A_nn, change_n)
    seen = (change_n.norm() / b_n.norm()) / (moved_n.norm() / x_n.norm())
    return seen.item(), torch.linalg.cond(A_nn).item()
""",
        "says": "upside down",
    },
    {
        "task": "graph_order",
        "name": "takes a need of itself for no need",
        "code": """
def graph_order(needs):
    order, done = [], set()
    while len(order) < len(needs):
        before = len(order)
        for name in needs:
            if name not in done and all(n in done or n == name for n in needs[name]):
                order.append(name)
                done.add(name)
        if len(order) == before:
            raise ValueError("the needs run in a circle")
    return order
""",
        "says": "runs in a circle",
    },
    {
        "task": "value_and_slope",
        "name": "takes a central difference",
        "code": """
def value_and_slope(program, x):
    def run(x):
        memory = [x]
        for op, *args in program:
            if op == "add":
                memory.append(memory[args[0]] + memory[args[1]])
            elif op == "mul":
                memory.append(memory[args[0]] * memory[args[1]])
            elif op == "exp":
                memory.append(math.exp(memory[args[0]]))
            elif op == "const":
                memory.append(args[0])
            else:
                raise ValueError(f"unknown operation {op}")
        return memory[-1]
    s = 1e-5
    return run(x), (run(x + s) - run(x - s)) / (2 * s)
""",
        "says": "a difference of two values is not exact",
    },
    {
        "task": "value_and_slope",
        "name": "autograd that knows no constant result",
        "code": """
def value_and_slope(program, x):
    leaf = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    memory = [leaf]
    for op, *args in program:
        if op == "add":
            memory.append(memory[args[0]] + memory[args[1]])
        elif op == "mul":
            memory.append(memory[args[0]] * memory[args[1]])
        elif op == "exp":
            memory.append(memory[args[0]].exp())
        elif op == "const":
            memory.append(torch.tensor(args[0], dtype=torch.float64))
        else:
            raise ValueError(f"unknown operation {op}")
    memory[-1].backward()
    return memory[-1].item(), leaf.grad.item()
""",
        "says": "does not require grad",
    },
    {
        "task": "sgd_step",
        "name": "runs autograd on the caller's weights",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    w_D.requires_grad_()
    loss = ((x_BD @ w_D - y_B) ** 2).mean()
    loss.backward()
    return w_D - lr * w_D.grad
""",
        "says": "switched gradients on in the caller",
    },
    {
        "task": "sgd_step",
        "name": "casts all to float32",
        "code": """
def sgd_step(w_D, x_BD, y_B, lr):
    w_D, x_BD, y_B = w_D.float(), x_BD.float(), y_B.float()
    return w_D - lr * 2 / len(y_B) * x_BD.T @ (x_BD @ w_D - y_B)
""",
        "says": "keep it",
    },
    {
        "task": "activation_slope",
        "name": "makes the slope of ReLU by .float()",
        "code": """
def activation_slope(z, name):
    if name == "sigmoid":
        s = torch.sigmoid(z)
        return s * (1 - s)
    if name == "tanh":
        return 1 - torch.tanh(z) ** 2
    if name == "relu":
        return (z > 0).float()
    raise ValueError("sigmoid, tanh or relu")
""",
        "says": "give the result the dtype of z",
    },
    {
        "task": "activation_slope",
        "name": "writes the slope into z",
        "code": """
def activation_slope(z, name):
    if name == "sigmoid":
        s = torch.sigmoid(z)
        return s * (1 - s)
    if name == "tanh":
        return 1 - torch.tanh(z) ** 2
    if name == "relu":
        z[z > 0] = 1
        z[z < 0] = 0
        return z
    raise ValueError("sigmoid, tanh or relu")
""",
        "says": "changed the caller's z in place",
    },
    {
        "task": "slide",
        "name": "refuses a kernel as long as the sequence",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    if len(k_U) >= len(x_T) or stride < 1:
        raise ValueError("no window fits")
    if flip:
        k_U = k_U.flip(0)
    return x_T.unfold(0, len(k_U), stride) @ k_U
""",
        "says": "no window fits",
    },
    {
        "task": "slide",
        "name": "refuses a stride of 0 alone",
        "code": """
def slide(x_T, k_U, stride=1, flip=False):
    if len(k_U) > len(x_T) or stride == 0:
        raise ValueError("no window fits")
    if flip:
        k_U = k_U.flip(0)
    places = range(0, len(x_T) - len(k_U) + 1, stride)
    return torch.tensor([(x_T[t:t + len(k_U)] * k_U).sum() for t in places])
""",
        "says": "a stride of -1 runs off",
    },
    {
        "task": "stability",
        "name": "computes in float32 whatever z is",
        "code": """
def log_sum_exp(z_BK):
    m = z_BK.float().max(dim=1, keepdim=True).values
    m = m.masked_fill(m == -math.inf, 0)
    return (m + torch.log(torch.exp(z_BK.float() - m).sum(dim=1, keepdim=True))).squeeze(1)


def magnification(A_nn, b_n, change_n):
    x = torch.linalg.solve(A_nn, b_n)
    dx = torch.linalg.solve(A_nn, change_n)
    s = torch.linalg.svdvals(A_nn)
    mag = (dx.norm() / x.norm()) / (change_n.norm() / b_n.norm())
    return mag.item(), (s[0] / s[-1]).item()
""",
        "says": "keep it",
    },
]
