"""Plausible wrong answers to the gate of session 01, and what each one must be told."""

# The two functions of `activations` stand in one cell, as do the function and the number of
# `pattern`, so each wrong one comes with a right other.
ACTIVATE = """
def activate(name, z):
    functions = {
        "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu,
        "leaky_relu": functional.leaky_relu, "elu": functional.elu,
        "gelu": functional.gelu, "swish": functional.silu,
    }
    if name not in functions:
        raise ValueError(name)
    track = z.clone().requires_grad_()
    value = functions[name](track)
    (slope,) = torch.autograd.grad(value.sum(), track)
    return value.detach(), slope
"""
SOFTMAX = """
def softmax(s_BK):
    return torch.softmax(s_BK, dim=1)
"""
LOCAL_AFFINE = """
def local_affine(x_D, W1_HD, b1_H, w2_H, b2):
    on = (W1_HD @ x_D + b1_H > 0).to(x_D.dtype)
    return on, (w2_H * on) @ W1_HD, ((w2_H * on) @ b1_H).item() + b2
"""
TRAINING = """
    torch.manual_seed(seed)
    net = {net}
    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
    losses = []
    for _ in range({steps}):
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(net(x)[:, 0], y.float())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
"""
BENT = "nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))"
STRAIGHT = "nn.Sequential(nn.Linear(2, 16), nn.Linear(16, 16), nn.Linear(16, 1))"
SQUASHED = BENT[:-1] + ", nn.Sigmoid())"


def moons(answer, *, net=BENT, steps=400):
    training = TRAINING.format(net=net, steps=steps)
    return f"def moons_logits(x, y, x_test, seed):{training}    return {answer}\n"


def mended(answer, *, net=BENT):
    training = TRAINING.format(net=net, steps=300)
    return f"def fit_moons(x, y, seed):{training}    return losses, {answer}\n"


def step(*, slope="p - y", back="w2_H", on="(z > 0)", sign="-", loss=None):
    loss = loss or "max(s, 0.0) - y * s + math.log1p(math.exp(-abs(s)))"
    return f"""
def step_by_hand(x_D, y, W1_HD, b1_H, w2_H, b2, lr):
    z = W1_HD @ x_D + b1_H
    h = z.relu()
    s = (w2_H @ h).item() + b2
    p = torch.sigmoid(torch.tensor(s, dtype=torch.float64)).item()
    loss = {loss}
    ds = {slope}
    new_w2 = w2_H {sign} lr * ds * h
    dz = ds * {back} * {on}
    return loss, W1_HD {sign} lr * torch.outer(dz, x_D), b1_H {sign} lr * dz, new_w2, b2 {sign} lr * ds
"""


def activate_by_hand(changed):
    lines = {
        "sigmoid": "return z.sigmoid(), z.sigmoid() * (1 - z.sigmoid())",
        "tanh": "return z.tanh(), 1 - z.tanh() ** 2",
        "relu": "return z.clamp(min=0), (z > 0).to(z.dtype)",
        "leaky_relu": "return torch.where(z > 0, z, 0.01 * z), torch.where(z > 0, 1.0, 0.01).to(z.dtype)",
        "elu": "return functional.elu(z), torch.where(z > 0, torch.ones_like(z), z.exp())",
        "gelu": "return functional.gelu(z), torch.special.ndtr(z)"
        " + z * torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)",
        "swish": "return functional.silu(z), z.sigmoid() + z * z.sigmoid() * (1 - z.sigmoid())",
    } | changed
    body = "".join(f'    if name == "{name}":\n        {line}\n' for name, line in lines.items())
    return f"def activate(name, z):\n{body}    raise ValueError(name)\n{SOFTMAX}"


MISCONCEPTIONS = [
    {
        "task": "affine",
        "name": "multiplies by W instead of its transpose",
        "code": "def affine(x_BD, W_HD, b_H):\n    return x_BD @ W_HD + b_H\n",
        "says": "not by its transpose",
    },
    {
        "task": "affine",
        "name": "forgets the bias",
        "code": "def affine(x_BD, W_HD, b_H):\n    return x_BD @ W_HD.T\n",
        "says": "the bias is missing",
    },
    {
        "task": "affine",
        "name": "adds the bias along the examples",
        "code": "def affine(x_BD, W_HD, b_H):\n    return (W_HD @ x_BD.T + b_H).T\n",
        "says": "the bias runs over the examples",
    },
    {
        "task": "affine",
        "name": "returns units by examples",
        "code": "def affine(x_BD, W_HD, b_H):\n    return W_HD @ x_BD.T + b_H[:, None]\n",
        "says": "the right one turned over",
    },
    {
        "task": "affine",
        "name": "goes through float32",
        "code": "def affine(x_BD, W_HD, b_H):\n    return (x_BD.float() @ W_HD.float().T + b_H.float())\n",
        "says": "keep the dtype",
    },
    {
        "task": "activations",
        "name": "leaks on the wrong side",
        "code": activate_by_hand(
            {
                "leaky_relu": "return torch.where(z > 0, 0.01 * z, z), torch.where(z > 0, 0.01, 1.0).to(z.dtype)"
            }
        ),
        "says": "the leak is on the wrong side",
    },
    {
        "task": "activations",
        "name": "gives the leaky ReLU the slope of the plain one",
        "code": activate_by_hand(
            {"leaky_relu": "return functional.leaky_relu(z), (z > 0).to(z.dtype)"}
        ),
        "says": "this is the slope of the plain ReLU",
    },
    {
        "task": "activations",
        "name": "puts z itself into s(1 - s)",
        "code": activate_by_hand({"sigmoid": "return z.sigmoid(), z * (1 - z)"}),
        "says": "you put in z itself",
    },
    {
        "task": "activations",
        "name": "changes z in place in the ReLU",
        "code": activate_by_hand({"relu": "z[z < 0] = 0; return z, (z > 0).to(z.dtype)"}),
        "says": "do not write into it",
    },
    {
        "task": "activations",
        "name": "takes slope 1 for the ReLU at zero",
        "code": activate_by_hand({"relu": "return z.clamp(min=0), (z >= 0).to(z.dtype)"}),
        "says": "at z = 0 is taken to be 0",
    },
    {
        "task": "activations",
        "name": "keeps the -1 in the slope of ELU",
        "code": activate_by_hand(
            {"elu": "return functional.elu(z), torch.where(z > 0, torch.ones_like(z), z.exp() - 1)"}
        ),
        "says": "the constant drops out",
    },
    {
        "task": "activations",
        "name": "forgets the -1 in ELU",
        "code": activate_by_hand(
            {
                "elu": "return torch.where(z > 0, z, z.exp()), torch.where(z > 0, torch.ones_like(z), z.exp())"
            }
        ),
        "says": "the 1 is missing",
    },
    {
        "task": "activations",
        "name": "forgets the second term of the product rule in Swish",
        "code": activate_by_hand({"swish": "return functional.silu(z), z.sigmoid()"}),
        "says": "slope is σ(z) plus z times",
    },
    {
        "task": "activations",
        "name": "forgets the second term of the product rule in GELU",
        "code": activate_by_hand({"gelu": "return functional.gelu(z), torch.special.ndtr(z)"}),
        "says": "slope is Φ(z) plus z times",
    },
    {
        "task": "activations",
        "name": "uses the tanh approximation of GELU",
        "code": activate_by_hand(
            {"gelu": 'return functional.gelu(z, approximate="tanh"), torch.special.ndtr(z)'}
        ),
        "says": "the tanh approximation",
    },
    {
        "task": "activations",
        "name": "computes tanh from exponentials that overflow",
        "code": activate_by_hand(
            {"tanh": "t = (z.exp() - (-z).exp()) / (z.exp() + (-z).exp()); return t, 1 - t ** 2"}
        ),
        "says": 'the values of "tanh" are off',
    },
    {
        "task": "activations",
        "name": "knows no unknown name",
        "code": ACTIVATE.replace("raise ValueError(name)", "return None") + SOFTMAX,
        "says": "raise a ValueError for a name",
    },
    {
        "task": "activations",
        "name": "takes the softmax over the batch",
        "code": ACTIVATE + "def softmax(s_BK):\n    return torch.softmax(s_BK, dim=0)\n",
        "says": "examples compete with each other",
    },
    {
        "task": "activations",
        "name": "sums over the whole batch in the softmax",
        "code": ACTIVATE + "def softmax(s_BK):\n    return s_BK.exp() / s_BK.exp().sum()\n",
        "says": "a distribution of its own",
    },
    {
        "task": "activations",
        "name": "lets exp overflow in the softmax",
        "code": ACTIVATE
        + "def softmax(s_BK):\n    e = s_BK.exp()\n    return e / e.sum(dim=1, keepdim=True)\n",
        "says": "exp overflowed",
    },
    {
        "task": "activations",
        "name": "subtracts the maximum of the whole batch",
        "code": ACTIVATE
        + "def softmax(s_BK):\n    e = (s_BK - s_BK.max()).exp()\n    return e / e.sum(dim=1, keepdim=True)\n",
        "says": "each row's own maximum",
    },
    {
        "task": "forward",
        "name": "bends the logits too",
        "code": """
def forward(x_BD, layers, activation):
    bend = {"relu": torch.relu, "tanh": torch.tanh}.get(activation)
    if bend is None:
        raise ValueError(activation)
    states = [x_BD]
    for W, b in layers:
        states.append(bend(states[-1] @ W.T + b))
    return states
""",
        "says": "the logits went through the activation",
    },
    {
        "task": "forward",
        "name": "forgets the nonlinearity",
        "code": """
def forward(x_BD, layers, activation):
    states = [x_BD]
    for W, b in layers:
        states.append(states[-1] @ W.T + b)
    return states
""",
        "says": "nothing bends between the layers",
    },
    {
        "task": "forward",
        "name": "leaves out the input",
        "code": """
def forward(x_BD, layers, activation):
    states, h = [], x_BD
    for l, (W, b) in enumerate(layers):
        h = h @ W.T + b
        if l < len(layers) - 1:
            h = getattr(torch, activation)(h)
        states.append(h)
    return states
""",
        "says": "the list begins with h^0",
    },
    {
        "task": "forward",
        "name": "keeps the pre-activations",
        "code": """
def forward(x_BD, layers, activation):
    states, h = [x_BD], x_BD
    for W, b in layers:
        z = h @ W.T + b
        states.append(z)
        h = getattr(torch, activation)(z)
    return states
""",
        "says": "these are the pre-activations",
    },
    {
        "task": "forward",
        "name": "always takes ReLU",
        "code": """
def forward(x_BD, layers, activation):
    states = [x_BD]
    for l, (W, b) in enumerate(layers):
        z = states[-1] @ W.T + b
        states.append(z.relu() if l < len(layers) - 1 else z)
    return states
""",
        "says": "the other activation",
    },
    {
        "task": "forward",
        "name": "returns the logits alone",
        "code": """
def forward(x_BD, layers, activation):
    h = x_BD
    for l, (W, b) in enumerate(layers):
        h = h @ W.T + b
        if l < len(layers) - 1:
            h = getattr(torch, activation)(h)
    return h
""",
        "says": "only the logits were returned",
    },
    {
        "task": "forward",
        "name": "adds the bias to the caller's tensor",
        "code": """
def forward(x_BD, layers, activation):
    states = [x_BD]
    for l, (W, b) in enumerate(layers):
        z = states[-1] @ W.T + b
        states.append(getattr(torch, activation)(z) if l < len(layers) - 1 else z)
    x_BD += 0
    layers[-1][1].zero_()
    return states
""",
        "says": "changed the x or the layers",
    },
    {
        "task": "collapse",
        "name": "adds the biases",
        "code": """
def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = V @ W, b + c if b.shape == c.shape else c
    return W, b
""",
        "says": "the biases were just added",
    },
    {
        "task": "collapse",
        "name": "multiplies in the order of the list",
        "code": """
def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, V @ b + c
    return W, b
""",
        "says": "the product is in the wrong order",
    },
    {
        "task": "collapse",
        "name": "loses the first bias",
        "code": """
def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = V @ W, c
    return W, b
""",
        "says": "the first bias got lost",
    },
    {
        "task": "collapse",
        "name": "folds two layers only",
        "code": """
def collapse(layers):
    (W, b), (V, c) = layers[:2]
    return V @ W, V @ b + c
""",
        "says": "only the first two layers",
    },
    {
        "task": "collapse",
        "name": "passes the later bias through the earlier matrix",
        "code": """
def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = V @ W, W @ c + b
    return W, b
""",
        "says": "the other bias went through",
    },
    {
        "task": "collapse",
        "name": "works up the caller's own bias",
        "code": """
def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        c += V @ b
        W, b = V @ W, c
    return W, b
""",
        "says": "changed the layers that were handed in",
    },
    {
        "task": "pattern",
        "name": "lets silent units contribute",
        "code": """
def local_affine(x_D, W1_HD, b1_H, w2_H, b2):
    on = (W1_HD @ x_D + b1_H > 0).to(x_D.dtype)
    return on, w2_H @ W1_HD, (w2_H @ b1_H).item() + b2
most_patterns = 7
""",
        "says": "the collapse without the ReLU",
    },
    {
        "task": "pattern",
        "name": "takes a unit at zero for one that is on",
        "code": LOCAL_AFFINE.replace("> 0", ">= 0") + "most_patterns = 7\n",
        "says": "whose z is exactly 0",
    },
    {
        "task": "pattern",
        "name": "forgets the hidden biases",
        "code": LOCAL_AFFINE.replace("((w2_H * on) @ b1_H).item() + b2", "b2")
        + "most_patterns = 7\n",
        "says": "b2 alone is not the whole bias",
    },
    {
        "task": "pattern",
        "name": "decides without the bias",
        "code": LOCAL_AFFINE.replace("W1_HD @ x_D + b1_H > 0", "W1_HD @ x_D > 0")
        + "most_patterns = 7\n",
        "says": "the bias takes part in z",
    },
    {
        "task": "pattern",
        "name": "returns the activations for the pattern",
        "code": LOCAL_AFFINE.replace("return on,", "return (W1_HD @ x_D + b1_H).relu(),")
        + "most_patterns = 7\n",
        "says": "these are the activations",
    },
    {
        "task": "pattern",
        "name": "returns the logit for the bias",
        "code": LOCAL_AFFINE.replace("+ b2", "+ b2 + ((w2_H * on) @ W1_HD @ x_D).item()")
        + "most_patterns = 7\n",
        "says": "this is the logit itself",
    },
    {
        "task": "pattern",
        "name": "expects every combination",
        "code": LOCAL_AFFINE + "most_patterns = 2**3\n",
        "says": "three lines do not manage that",
    },
    {
        "task": "pattern",
        "name": "counts two sides of each line",
        "code": LOCAL_AFFINE + "most_patterns = 6\n",
        "says": "three lines through one point",
    },
    {
        "task": "moons",
        "name": "has no nonlinearity",
        "code": moons("net(x_test)[:, 0].detach()", net=STRAIGHT),
        "says": "a straight line gets 88%",
    },
    {
        "task": "moons",
        "name": "ends with a sigmoid before a loss that has one",
        "code": moons("net(x_test)[:, 0].detach()", net=SQUASHED),
        "says": "these look like probabilities",
    },
    {
        "task": "moons",
        "name": "keeps the last axis",
        "code": moons("net(x_test).detach()"),
        "says": "does the network's last axis still stand there?",
    },
    {
        "task": "moons",
        "name": "stops long before the loss has fallen",
        "code": moons("net(x_test)[:, 0].detach()", steps=1),
        "says": "of the held-out points are right",
    },
    {
        "task": "moons",
        "name": "exchanges the classes",
        "code": moons("-net(x_test)[:, 0].detach()"),
        "says": "the classes are exchanged",
    },
    {
        "task": "moons",
        "name": "ignores the seed",
        "code": moons("net(x_test)[:, 0].detach()").replace("manual_seed(seed)", "manual_seed(0)"),
        "says": "let the seed decide",
    },
    {
        "task": "moons",
        "name": "draws the weights before the seed is set",
        "code": moons("net(x_test)[:, 0].detach()").replace("    torch.manual_seed(seed)\n", ""),
        "says": "set the generator from the seed",
    },
    {
        "task": "mend",
        "name": "puts the bends in and leaves the second sigmoid",
        "code": mended("net(x)[:, 0].detach()", net=SQUASHED),
        "says": "where two sigmoids in a row leave it",
    },
    {
        "task": "mend",
        "name": "removes the sigmoid and leaves the stack straight",
        "code": mended("net(x)[:, 0].detach().sigmoid()", net=STRAIGHT),
        "says": "a straight line does as well",
    },
    {
        "task": "mend",
        "name": "returns the logits",
        "code": mended("net(x)[:, 0].detach()"),
        "says": "still has to go through a sigmoid once",
    },
    {
        "task": "mend",
        "name": "bends the logit with a ReLU in place of the sigmoid",
        "code": mended("net(x)[:, 0].detach().sigmoid()", net=BENT[:-1] + ", nn.ReLU())"),
        "says": "half of log 2",
    },
    {
        "task": "mend",
        "name": "squashes the probabilities that it returns twice",
        "code": mended("net(x)[:, 0].detach().sigmoid().sigmoid()"),
        "says": "with one sigmoid and not two",
    },
    {
        "task": "step_by_hand",
        "name": "goes uphill",
        "code": step(sign="+"),
        "says": "w2 moved uphill",
    },
    {
        "task": "step_by_hand",
        "name": "lets silent units learn",
        "code": step(on="1.0"),
        "says": "units that are off passed a gradient",
    },
    {
        "task": "step_by_hand",
        "name": "uses the new w2 on the way back",
        "code": step(back="new_w2"),
        "says": "the new w2 was used",
    },
    {
        "task": "step_by_hand",
        "name": "leaves w2 out on the way back",
        "code": step(back="torch.ones_like(w2_H)"),
        "says": "w2 is missing on the way back",
    },
    {
        "task": "step_by_hand",
        "name": "takes p for the slope by the logit",
        "code": step(slope="p"),
        "says": "and you took p",
    },
    {
        "task": "step_by_hand",
        "name": "takes the slope of a squared error",
        "code": step(slope="(p - y) * p * (1 - p)"),
        "says": "the slope of a squared error",
    },
    {
        "task": "step_by_hand",
        "name": "lets the loss overflow",
        "code": step(loss="math.inf if abs(s) > 88 else -math.log(p if y else 1 - p)"),
        "says": "is finite for any logit",
    },
    {
        "task": "step_by_hand",
        "name": "returns the loss of the other label",
        "code": step(loss="max(s, 0.0) - (1 - y) * s + math.log1p(math.exp(-abs(s)))"),
        "says": "the other label",
    },
    {
        "task": "step_by_hand",
        "name": "changes the weights in place",
        "code": """
def step_by_hand(x_D, y, W1_HD, b1_H, w2_H, b2, lr):
    z = W1_HD @ x_D + b1_H
    s = (w2_H @ z.relu()).item() + b2
    ds = torch.tensor(s, dtype=torch.float64).sigmoid().item() - y
    dz = ds * w2_H * (z > 0)
    W1_HD -= lr * torch.outer(dz, x_D)
    b1_H -= lr * dz
    w2_H -= lr * ds * z.relu()
    return max(s, 0.0) - y * s + math.log1p(math.exp(-abs(s))), W1_HD, b1_H, w2_H, b2 - lr * ds
""",
        "says": "build new ones",
    },
    {
        "task": "affine",
        "name": "casts to float32",
        "code": """
def affine(x_BD, W_HD, b_H):
    return x_BD.float() @ W_HD.float().T + b_H.float()
""",
        "says": "keep the dtype",
    },
    {
        "task": "forward",
        "name": "ValueError only when a bend is reached (L = 1 lets any name pass)",
        "code": """
def forward(x_BD, layers, activation):
    states = [x_BD]
    for l, (W, b) in enumerate(layers):
        z = states[-1] @ W.T + b
        if l < len(layers) - 1:
            if activation == "relu":
                z = z.relu()
            elif activation == "tanh":
                z = z.tanh()
            else:
                raise ValueError(activation)
        states.append(z)
    return states
""",
        "says": "also where L is 1",
    },
    {
        "task": "collapse",
        "name": "assumes at least two layers",
        "code": """
def collapse(layers):
    (W1, b1), (W2, b2), *rest = layers
    W, b = W2 @ W1, W2 @ b1 + b2
    for V, c in rest:
        W, b = V @ W, V @ b + c
    return W, b
""",
        "says": "not enough values to unpack",
    },
    {
        "task": "moons",
        "name": "returns probability minus one half",
        "code": """
def moons_logits(x_train, y_train, x_test, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))
    opt = torch.optim.SGD(net.parameters(), lr=1.0)
    for _ in range(300):
        opt.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(net(x_train)[:, 0], y_train.float())
        loss.backward()
        opt.step()
    return net(x_test)[:, 0].sigmoid().detach() - 0.5
""",
        "says": "no logit is beyond 1 in size",
    },
    {
        "task": "mend",
        "name": "probabilities rounded to labels",
        "code": """
def fit_moons(x_N2, y_N, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))
    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
    losses = []
    for _ in range(300):
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(net(x_N2)[:, 0], y_N.float())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, net(x_N2)[:, 0].gt(0).float().detach()
""",
        "says": "these are labels",
    },
    {
        "task": "step_by_hand",
        "name": "z >= 0 passes a gradient",
        "code": """
def step_by_hand(x_D, y, W1_HD, b1_H, w2_H, b2, lr):
    z = W1_HD @ x_D + b1_H
    h = z.clamp(min=0)
    s = float(w2_H @ h) + b2
    # softplus(s) - y s, stable
    loss = max(s, 0.0) + math.log1p(math.exp(-abs(s))) - y * s
    p = 1 / (1 + math.exp(-s)) if s >= 0 else math.exp(s) / (1 + math.exp(s))
    g = p - y
    dz = g * w2_H * (z >= 0)
    return loss, W1_HD - lr * torch.outer(dz, x_D), b1_H - lr * dz, w2_H - lr * g * h, b2 - lr * g
""",
        "says": "not at all where it is off",
    },
    {
        "task": "affine",
        "name": "hard-coded D = 2",
        "code": """
def affine(x_BD, W_HD, b_H):
    return x_BD[:, :1] * W_HD[:, 0] + x_BD[:, 1:] * W_HD[:, 1] + b_H
""",
        "says": "should be the dot product",
    },
    {
        "task": "forward",
        "name": "bends unless the layer has one output, or is the third",
        "code": """
def forward(x_BD, layers, activation):
    f = {"relu": torch.relu, "tanh": torch.tanh}
    if activation not in f:
        raise ValueError(activation)
    states = [x_BD]
    for l, (W, b) in enumerate(layers):
        z = states[-1] @ W.T + b
        states.append(z if l == 2 or len(b) == 1 else f[activation](z))
    return states
""",
        "says": "the last layer is affine and nothing more",
    },
    {
        "task": "collapse",
        "name": "two or three layers only",
        "code": """
def collapse(layers):
    W, b = layers[1][0] @ layers[0][0], layers[1][0] @ layers[0][1] + layers[1][1]
    if len(layers) == 3:
        W, b = layers[2][0] @ W, layers[2][0] @ b + layers[2][1]
    return W, b
""",
        "says": "list index out of range",
    },
    {
        "task": "mend",
        "name": "seed ignored",
        "code": """
def fit_moons(x_N2, y_N, seed):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))
    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
    losses = []
    for _ in range(300):
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(net(x_N2)[:, 0], y_N.float())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, net(x_N2)[:, 0].sigmoid().detach()
""",
        "says": "the first weights are to be drawn from `seed`",
    },
    {
        "task": "step_by_hand",
        "name": "softplus without care for s very negative",
        "code": """
def step_by_hand(x_D, y, W1_HD, b1_H, w2_H, b2, lr):
    z = W1_HD @ x_D + b1_H
    h = z.relu()
    s = w2_H @ h + b2
    loss = (s + torch.log1p(torch.exp(-s)) - y * s).item()
    g = (torch.sigmoid(s) - y).item()
    dz = g * w2_H * (z > 0)
    return loss, W1_HD - lr * torch.outer(dz, x_D), b1_H - lr * dz, w2_H - lr * g * h, b2 - lr * g
""",
        "says": "write it by the logit",
    },
    {
        "task": "collapse",
        "name": "rounds through float32 identity",
        "code": """
def collapse(layers):
    W, b = torch.eye(layers[0][0].shape[1]), torch.zeros(layers[0][0].shape[1])
    for V, c in layers:
        W, b = V @ W, V @ b + c
    return W, b
""",
        "says": "same dtype",
    },
    {
        "task": "moons",
        "name": "hard-coded 400 points",
        "code": """
def moons_logits(x_train, y_train, x_test, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))
    opt = torch.optim.SGD(net.parameters(), lr=1.0)
    for _ in range(300):
        opt.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(net(x_train)[:, 0], y_train.reshape(400).float())
        loss.backward()
        opt.step()
    return net(x_test)[:, 0].detach()
""",
        "says": "is invalid for input of size",
    },
    {
        "task": "mend",
        "name": "logits clamped to 0..1 as probabilities",
        "code": """
def fit_moons(x_N2, y_N, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))
    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)
    losses = []
    for _ in range(300):
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(net(x_N2)[:, 0], y_N.float())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, net(x_N2)[:, 0].clamp(0, 1).detach()
""",
        "says": "cut off at 0 and 1",
    },
]
