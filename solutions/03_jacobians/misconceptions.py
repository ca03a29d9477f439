"""Plausible wrong answers to the gate of session 03, and what each one must be told."""

from autograder.authored import edited

PRODUCTS = """
def affine_jvp(W_KD, v_BD):
    return v_BD @ W_KD.T


def affine_vjp(W_KD, u_BK):
    return u_BK @ W_KD


def relu_product(z_BD, v_BD):
    return v_BD * (z_BD > 0)


def softmax_product(z_BK, v_BK):
    p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)
"""

THROUGH = """
def push(layers, x_BD, v_BD):
    h, v = x_BD, v_BD
    for l, (W, b) in enumerate(layers, start=1):
        h, v = h @ W.T + b, v @ W.T
        if l < len(layers):
            h = h.tanh()
            v = v * (1 - h**2)
    return v


def pull(layers, x_BD, u_BK):
    states = [x_BD]
    for W, b in layers[:-1]:
        states.append((states[-1] @ W.T + b).tanh())
    u = u_BK
    for l in range(len(layers), 0, -1):
        u = u @ layers[l - 1][0]
        if l > 1:
            u = u * (1 - states[l - 1] ** 2)
    return u
"""

THROUGH_2 = """
def push(layers, x_BD, v_BD):
    h, v = x_BD, v_BD
    for i, (W, b) in enumerate(layers):
        h, v = h @ W.T + b, v @ W.T
        if i < len(layers) - 1:
            h = torch.tanh(h)
            v = v * (1 - h**2)
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
"""

BACKWARD = """
def backward(layers, x_BD, y_B):
    states, zs = [x_BD], []
    for W, b in layers:
        zs.append(states[-1] @ W.T + b)
        states.append(zs[-1].relu())
    delta = (zs[-1].softmax(dim=1) - functional.one_hot(y_B, zs[-1].shape[1])) / len(x_BD)
    gradients = {}
    for l in range(len(layers), 0, -1):
        gradients[f"z{l}"] = delta
        gradients[f"W{l}"] = delta.T @ states[l - 1]
        gradients[f"b{l}"] = delta.sum(dim=0)
        gradients[f"h{l - 1}"] = delta @ layers[l - 1][0]
        if l > 1:
            delta = gradients[f"h{l - 1}"] * (zs[l - 2] > 0)
    return gradients


def report(mine, theirs):
    found = {}
    for name in theirs:
        gap = (mine[name] - theirs[name]).abs().max().item()
        found[name] = (torch.equal(mine[name], theirs[name]), torch.allclose(mine[name], theirs[name]), gap)
    return found
"""

BACKWARD_2 = """
def backward(layers, x_BD, y_B):
    h, hs, zs = x_BD, [x_BD], []
    for i, (W, b) in enumerate(layers):
        z = h @ W.T + b
        zs.append(z)
        h = z.relu() if i < len(layers) - 1 else z
        hs.append(h)
    B = len(y_B)
    d = zs[-1].softmax(1)
    d[torch.arange(B), y_B] -= 1
    d = d / B
    out = {}
    for l in range(len(layers), 0, -1):
        W = layers[l - 1][0]
        out[f"z{l}"] = d
        out[f"W{l}"] = d.T @ hs[l - 1]
        out[f"b{l}"] = d.sum(0)
        out[f"h{l - 1}"] = d @ W
        if l > 1:
            d = out[f"h{l - 1}"] * (zs[l - 2] > 0)
    return out


def report(mine, theirs):
    out = {}
    for k in theirs:
        a, b = mine[k], theirs[k]
        out[k] = (torch.equal(a, b), torch.allclose(a, b), (a - b).abs().max().item())
    return out
"""

SPECTRAL_NORM = """
def spectral_norm(jacobians, v_D, num_rounds):
    v = v_D / v_D.norm()
    for _ in range(num_rounds):
        for J in jacobians:
            v = J @ v
        for J in reversed(jacobians):
            v = J.T @ v
        v = v / v.norm()
    for J in jacobians:
        v = J @ v
    return v.norm().item()
"""

CLIP = """
def clip_by_global_norm(gradients, max_norm):
    norm = math.sqrt(sum(g.square().sum().item() for g in gradients))
    factor = min(1.0, max_norm / norm) if norm > 0 else 1.0
    return [g * factor for g in gradients], norm
"""

MEND = """
def mended(layers, x_BD, t_BK):
    states = [x_BD]
    for l, (W, b) in enumerate(layers, start=1):
        z = states[-1] @ W.T + b
        states.append(z.tanh() if l < len(layers) else z)
    delta = (states[-1] - t_BK) / len(x_BD)
    gradients = []
    for l in range(len(layers), 0, -1):
        W, _ = layers[l - 1]
        gradients.append((delta.T @ states[l - 1], delta.sum(dim=0)))
        delta = (delta @ W) * (1 - states[l - 1] ** 2)
    return gradients[::-1]
"""

COSTS = """
def costs(widths):
    layers = list(zip(widths[:-1], widths[1:], strict=True))
    forward = sum(n * m for n, m in layers)
    parameters = sum((n + 1) * m for n, m in layers)
    return {
        "forward": forward,
        "gradient": 3 * forward - widths[0] * widths[1],
        "differences": (parameters + 1) * forward,
        "jacobian": forward * (1 + min(widths[0], widths[-1])),
    }
"""

COSTS_2 = """
def costs(widths):
    M = sum(a * b for a, b in zip(widths[:-1], widths[1:]))
    P = M + sum(widths[1:])
    return {"forward": M, "gradient": 3 * M - widths[0] * widths[1], "differences": M * (P + 1),
            "jacobian": M + M * min(widths[0], widths[-1])}
"""

MISCONCEPTIONS = [
    {
        "task": "products",
        "name": "swaps the two directions",
        "code": edited(PRODUCTS, ("return v_BD @ W_KD.T", "return v_BD @ W_KD")),
        "says": "row i of W belongs to output i",
    },
    {
        "task": "products",
        "name": "returns J u for the VJP",
        "code": edited(PRODUCTS, ("return u_BK @ W_KD", "return u_BK @ W_KD.T")),
        "says": "needs no transpose of W",
    },
    {
        "task": "products",
        "name": "makes everything float32",
        "code": edited(PRODUCTS, ("return v_BD @ W_KD.T", "return v_BD.float() @ W_KD.float().T")),
        "says": "keep the dtype",
    },
    {
        "task": "products",
        "name": "applies the ReLU to v",
        "code": edited(PRODUCTS, ("return v_BD * (z_BD > 0)", "return v_BD.relu()")),
        "says": "you applied the ReLU to v",
    },
    {
        "task": "products",
        "name": "multiplies by relu(z)",
        "code": edited(PRODUCTS, ("return v_BD * (z_BD > 0)", "return z_BD.relu() * v_BD")),
        "says": "the slope of a unit that is on is 1",
    },
    {
        "task": "products",
        "name": "lets ties pass",
        "code": edited(PRODUCTS, ("return v_BD * (z_BD > 0)", "return v_BD * (z_BD >= 0)")),
        "says": "a unit with z = 0 counts as off",
    },
    {
        "task": "products",
        "name": "turns the mask round",
        "code": edited(
            PRODUCTS, ("return v_BD * (z_BD > 0)", "return v_BD.masked_fill(z_BD > 0, 0)")
        ),
        "says": "the mask is turned round",
    },
    {
        "task": "products",
        "name": "returns the mask",
        "code": edited(PRODUCTS, ("return v_BD * (z_BD > 0)", "return (z_BD > 0).to(v_BD.dtype)")),
        "says": "this is the mask itself",
    },
    {
        "task": "products",
        "name": "clears the caller's v",
        "code": edited(
            PRODUCTS,
            (
                "return v_BD * (z_BD > 0)",
                """v_BD[z_BD <= 0] = 0
    return v_BD""",
            ),
        ),
        "says": "in place",
    },
    {
        "task": "products",
        "name": "builds the diagonal matrix",
        "code": edited(
            PRODUCTS,
            (
                "return v_BD * (z_BD > 0)",
                """D = torch.diag_embed((z_BD > 0).to(v_BD.dtype))
    return torch.einsum('bij,bj->bi', D, v_BD)""",
            ),
        ),
        "says": "never build the diagonal matrix",
    },
    {
        "task": "products",
        "name": "softmax with the diagonal only",
        "code": edited(
            PRODUCTS,
            (
                "return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)",
                "return p * (1 - p) * v_BK",
            ),
        ),
        "says": "only the diagonal is there",
    },
    {
        "task": "products",
        "name": "softmax without the second part",
        "code": edited(
            PRODUCTS,
            ("return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)", "return p * v_BK"),
        ),
        "says": "the part - p pᵀ v is missing",
    },
    {
        "task": "products",
        "name": "softmax over the batch",
        "code": edited(
            PRODUCTS,
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = z_BK.softmax(dim=0)
    return p * v_BK - p * (p * v_BK).sum(dim=0)""",
            ),
        ),
        "says": "your softmax runs over the batch",
    },
    {
        "task": "products",
        "name": "sums over the batch",
        "code": edited(PRODUCTS, ("1, keepdim=True", "0")),
        "says": "runs over the batch: it is one number for each row",
    },
    {
        "task": "products",
        "name": "plus for minus",
        "code": edited(PRODUCTS, ("* v_BK - p *", "* v_BK + p *")),
        "says": "the sign of p pᵀ is wrong",
    },
    {
        "task": "products",
        "name": "the plain mean of v",
        "code": edited(
            PRODUCTS,
            (
                "v_BK - p * (p * v_BK).sum(dim=1, keepdim=True",
                "(v_BK - v_BK.mean(dim=1, keepdim=True)",
            ),
        ),
        "says": "the average that counts is weighted by p",
    },
    {
        "task": "products",
        "name": "overflows",
        "code": edited(
            PRODUCTS,
            (
                "p = z_BK.softmax(dim=1)",
                """e = z_BK.exp()
    p = e / e.sum(dim=1, keepdim=True)""",
            ),
        ),
        "says": "this overflows",
    },
    {
        "task": "products",
        "name": "builds p p transpose",
        "code": edited(
            PRODUCTS,
            (
                "return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)",
                """J = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    return torch.einsum('bij,bj->bi', J, v_BK)""",
            ),
        ),
        "says": "never build the matrix",
    },
    {
        "task": "products",
        "name": "leaks where units are off",
        "code": edited(
            PRODUCTS, ("* (z_BD > 0)", "* torch.where(z_BD > 0, 1.0, 0.01).to(v_BD.dtype)")
        ),
        "says": "as a leaky ReLU's do",
    },
    {
        "task": "products",
        "name": "the log-softmax",
        "code": edited(PRODUCTS, ("p * v_BK - p *", "v_BK -")),
        "says": "the log-softmax",
    },
    {
        "task": "products",
        "name": "takes the pseudo-inverse for the VJP",
        "code": edited(
            PRODUCTS,
            ("return u_BK @ W_KD", "return u_BK @ torch.linalg.pinv(W_KD).T"),
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "pseudo-inverse",
    },
    {
        "task": "products",
        "name": "applies the ReLU to z times v",
        "code": edited(
            PRODUCTS,
            ("return v_BD * (z_BD > 0)", "return torch.relu(z_BD * v_BD)"),
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "product z v",
    },
    {
        "task": "products",
        "name": "exchanges z and v",
        "code": edited(
            PRODUCTS,
            ("return v_BD * (z_BD > 0)", "return z_BD * (v_BD > 0)"),
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "exchanged",
    },
    {
        "task": "products",
        "name": "masks by z and by v",
        "code": edited(
            PRODUCTS,
            ("return v_BD * (z_BD > 0)", "return v_BD * ((z_BD > 0) & (v_BD > 0))"),
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "only z decides",
    },
    {
        "task": "products",
        "name": "softmax over the whole batch",
        "code": edited(
            PRODUCTS,
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """e = (z_BK - z_BK.max()).exp()
    p = e / e.sum()
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "over the whole batch",
    },
    {
        "task": "products",
        "name": "takes the softmax of v",
        "code": edited(
            PRODUCTS,
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(v_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "this is the softmax of v",
    },
    {
        "task": "products",
        "name": "takes off the sum without p",
        "code": edited(
            PRODUCTS,
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "multiplied by p before",
    },
    {
        "task": "products",
        "name": "puts p into the sum twice",
        "code": edited(
            PRODUCTS,
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "p stands twice",
    },
    {
        "task": "products",
        "name": "sums z v",
        "code": edited(
            PRODUCTS,
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (z_BK * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "in the place of p",
    },
    {
        "task": "products",
        "name": "computes in float32 on the way",
        "code": edited(
            PRODUCTS,
            ("return v_BD * (z_BD > 0)", "return v_BD * (z_BD > 0).float()"),
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK.float(), dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "was float32",
    },
    {
        "task": "products",
        "name": "gives ties a half",
        "code": edited(
            PRODUCTS,
            ("return v_BD * (z_BD > 0)", "return v_BD * ((z_BD > 0) + 0.5 * (z_BD == 0))"),
            (
                """p = z_BK.softmax(dim=1)
    return p * v_BK - p * (p * v_BK).sum(dim=1, keepdim=True)""",
                """p = torch.softmax(z_BK, dim=-1)
    return p * v_BK - p * (p * v_BK).sum(-1, keepdim=True)""",
            ),
        ),
        "says": "and not ½",
    },
    {
        "task": "through",
        "name": "forgets the slopes forward",
        "code": edited(
            THROUGH,
            (
                """h = h.tanh()
            v = v * (1 - h**2)""",
                "h = h.tanh()",
            ),
        ),
        "says": "push: the slopes are missing",
    },
    {
        "task": "through",
        "name": "forgets the slopes backward",
        "code": edited(THROUGH, ("u = u * (1 - states[l - 1] ** 2)", "u = u * 1")),
        "says": "pull: the slopes are missing",
    },
    {
        "task": "through",
        "name": "takes the slope of z",
        "code": edited(
            THROUGH,
            (
                "if l < len(layers):",
                """if l < len(layers):
            v = v * (1 - h**2)""",
            ),
            (
                """h = h.tanh()
            v = v * (1 - h**2)""",
                "h = h.tanh()",
            ),
        ),
        "says": "push: the slope is 1 - h² with h = tanh(z)",
    },
    {
        "task": "through",
        "name": "multiplies by h",
        "code": edited(THROUGH, ("v = v * (1 - h**2)", "v = v * h")),
        "says": "push: you multiplied by tanh(z) itself",
    },
    {
        "task": "through",
        "name": "forgets the square",
        "code": edited(
            THROUGH, ("u = u * (1 - states[l - 1] ** 2)", "u = u * (1 - states[l - 1])")
        ),
        "says": "pull: 1 - tanh(z) is not the slope",
    },
    {
        "task": "through",
        "name": "bends the last layer too",
        "code": edited(THROUGH, ("if l < len(layers):", "if True:")),
        "says": "push: no tanh follows the last layer",
    },
    {
        "task": "through",
        "name": "takes the first row's Jacobian for all",
        "code": edited(THROUGH, ("h, v = x_BD, v_BD", "h, v = x_BD[:1], v_BD")),
        "says": "push: every row has its own Jacobian",
    },
    {
        "task": "through",
        "name": "multiplies by W on the way forward",
        "code": edited(THROUGH, ("h, v = h @ W.T + b, v @ W.T", "h, v = h @ W.T + b, v @ W")),
        "says": "push is not the product",
    },
    {
        "task": "through",
        "name": "adds the bias to the step",
        "code": edited(THROUGH, ("h, v = h @ W.T + b, v @ W.T", "h, v = h @ W.T + b, v @ W.T + b")),
        "says": "push: the biases were added to the vector",
    },
    {
        "task": "through",
        "name": "takes slopes of states that met no tanh",
        "code": edited(
            THROUGH,
            ("states.append((states[-1] @ W.T + b).tanh())", "states.append(states[-1] @ W.T + b)"),
            ("u = u * (1 - states[l - 1] ** 2)", "u = u * (1 - states[l - 1].tanh() ** 2)"),
        ),
        "says": "pull: the slopes were taken at pre-activations that met no tanh",
    },
    {
        "task": "through",
        "name": "goes through the layers in order on the way back",
        "code": edited(
            THROUGH,
            ("for l in range(len(layers), 0, -1):", "for l in range(1, len(layers) + 1):"),
            (
                """if l > 1:
            u = u * (1 - states[l - 1] ** 2)""",
                """if l < len(layers):
            u = u * (1 - states[l] ** 2)""",
            ),
        ),
        "says": "pull is not the product",
    },
    {
        "task": "through",
        "name": "forms the diagonal",
        "code": edited(
            THROUGH,
            ("v = v * (1 - h**2)", "v = torch.einsum('bij,bj->bi', torch.diag_embed(1 - h**2), v)"),
        ),
        "says": "carry a vector along",
    },
    {
        "task": "through",
        "name": "loses the dtype",
        "code": edited(
            THROUGH,
            (
                "h, v = x_BD, v_BD",
                """layers = [(W.double(), b.double()) for W, b in layers]
    h, v = x_BD.double(), v_BD.double()""",
            ),
        ),
        "says": "keep the dtype",
    },
    {
        "task": "through",
        "name": "scales the caller's vector",
        "code": edited(
            THROUGH,
            (
                "u = u_BK",
                """u = u_BK
    u *= 1.0
    u += 0.5
    u = u - 0.5""",
            ),
        ),
        "says": "in place",
    },
    {
        "task": "through",
        "name": "takes one row for all on the way back",
        "code": edited(THROUGH, ("states = [x_BD]", "states = [x_BD[:1]]")),
        "says": "pull: every row has its own Jacobian",
    },
    {
        "task": "through",
        "name": "returns the output",
        "code": edited(THROUGH, ("return v", "return h")),
        "says": "push: this is the network's output",
    },
    {
        "task": "through",
        "name": "pushes in the place of pulling",
        "code": edited(THROUGH, ("u = u @ layers[l - 1][0]", "u = u @ layers[l - 1][0].T")),
        "says": "pull is not the product",
    },
    {
        "task": "through",
        "name": "takes the tanh of the step",
        "code": edited(THROUGH_2, ("v = v * (1 - h**2)", "v = torch.tanh(v) * (1 - h**2)")),
        "says": "tanh of the step",
    },
    {
        "task": "through",
        "name": "takes the tanh twice",
        "code": edited(
            THROUGH_2,
            (
                """h, v = h @ W.T + b, v @ W.T
        if i < len(layers) - 1:
            h = torch.tanh(h)
            v = v * (1 - h**2)""",
                """hn = h @ W.T + b
        if i > 0:
            v = v * (1 - torch.tanh(h)**2)
        v = v @ W.T
        h = torch.tanh(hn)""",
            ),
        ),
        "says": "once more",
    },
    {
        "task": "through",
        "name": "takes the slopes from the front on the way back",
        "code": edited(THROUGH_2, (", hs[::-1]):", ", hs):")),
        "says": "the slopes belong to other layers",
    },
    {
        "task": "through",
        "name": "takes the slopes of a ReLU",
        "code": edited(
            THROUGH_2,
            ("v = v * (1 - h**2)", "v = v * (h > 0)"),
            ("u = (u * (1 - h**2)) @ W", "u = (u * (h > 0)) @ W"),
        ),
        "says": "slopes of a ReLU",
    },
    {
        "task": "through",
        "name": "returns the output too",
        "code": edited(THROUGH_2, ("return v", "return h, v")),
        "says": "without the network",
    },
    {
        "task": "through",
        "name": "averages the slopes",
        "code": edited(
            THROUGH_2,
            ("v = v * (1 - h**2)", "v = v * (1 - (h**2).mean(0))"),
            ("u = (u * (1 - h**2)) @ W", "u = (u * (1 - (h**2).mean(0))) @ W"),
        ),
        "says": "averaged the slopes",
    },
    {
        "task": "through",
        "name": "takes the difference of two outputs",
        "code": edited(
            THROUGH_2,
            (
                "def push(layers, x_BD, v_BD):",
                """def push(layers, x_BD, v_BD):
    def f(x):
        for i, (W, b) in enumerate(layers):
            x = x @ W.T + b
            x = x.tanh() if i < len(layers) - 1 else x
        return x
    return f(x_BD + v_BD) - f(x_BD)""",
            ),
        ),
        "says": "for tiny steps only",
    },
    {
        "task": "through",
        "name": "takes 1 + h²",
        "code": edited(
            THROUGH_2,
            ("v = v * (1 - h**2)", "v = v * (1 + h**2)"),
            ("u = (u * (1 - h**2)) @ W", "u = (u * (1 + h**2)) @ W"),
        ),
        "says": "yours is 1 + h²",
    },
    {
        "task": "through",
        "name": "takes the slopes of a sigmoid",
        "code": edited(
            THROUGH_2,
            ("v = v * (1 - h**2)", "v = v * (h * (1 - h))"),
            ("u = (u * (1 - h**2)) @ W", "u = (u * (h * (1 - h))) @ W"),
        ),
        "says": "slope of a sigmoid",
    },
    {
        "task": "through",
        "name": "goes forward without biases",
        "code": edited(THROUGH_2, ("h = torch.tanh(h @ W.T + b)", "h = torch.tanh(h @ W.T)")),
        "says": "without the biases",
    },
    {
        "task": "backward",
        "name": "forgets the mean",
        "code": edited(BACKWARD, (") / len(x_BD)", ")")),
        "says": "the division by B is missing",
    },
    {
        "task": "backward",
        "name": "forgets the softmax",
        "code": edited(BACKWARD, ("].softmax(dim=1) -", "] -")),
        "says": "the softmax is missing",
    },
    {
        "task": "backward",
        "name": "forgets the onehot",
        "code": edited(BACKWARD, (") - functional.one_hot(y_B, zs[-1].shape[1]))", "))")),
        "says": "the onehot is missing",
    },
    {
        "task": "backward",
        "name": "turns the sign round",
        "code": edited(BACKWARD, ("delta = (zs[-", "delta = -(zs[-")),
        "says": "the sign is turned round",
    },
    {
        "task": "backward",
        "name": "forgets the mask",
        "code": edited(
            BACKWARD,
            ('delta = gradients[f"h{l - 1}"] * (zs[l - 2] > 0)', 'delta = gradients[f"h{l - 1}"]'),
        ),
        "says": "the mask of the ReLU is missing",
    },
    {
        "task": "backward",
        "name": "counts ties as on",
        "code": edited(BACKWARD, ("[l - 2] > 0)", "[l - 2] >= 0)")),
        "says": "a unit with z = 0 counts as off",
    },
    {
        "task": "backward",
        "name": "bends the logits",
        "code": edited(
            BACKWARD,
            (
                "delta = (zs[-1].softmax(dim=1) - functional.one_hot(y_B, zs[-1].shape[1])) / len(x_BD)",
                """delta = (zs[-1].softmax(dim=1) - functional.one_hot(y_B, zs[-1].shape[1])) / len(x_BD)
    delta = delta * (zs[-1] > 0)""",
            ),
        ),
        "says": "no ReLU follows the last layer",
    },
    {
        "task": "backward",
        "name": "takes the mean for the biases",
        "code": edited(
            BACKWARD,
            ('gradients[f"b{l}"] = delta.sum(dim=0)', 'gradients[f"b{l}"] = delta.mean(dim=0)'),
        ),
        "says": "the sum over the batch and not the mean",
    },
    {
        "task": "backward",
        "name": "takes the first example for the biases",
        "code": edited(
            BACKWARD, ('gradients[f"b{l}"] = delta.sum(dim=0)', 'gradients[f"b{l}"] = delta[0]')
        ),
        "says": "only the first example is in it",
    },
    {
        "task": "backward",
        "name": "transposes the weight gradients",
        "code": edited(BACKWARD, ("delta.T @ states[l - 1]", "states[l - 1].T @ delta")),
        "says": "this is the transpose",
    },
    {
        "task": "backward",
        "name": "multiplies by the transpose of W",
        "code": edited(BACKWARD, ("layers[l - 1][0]", "layers[l - 1][0].T")),
        "says": "you multiplied by the transpose of W",
    },
    {
        "task": "backward",
        "name": "leaves out the logits",
        "code": edited(
            BACKWARD,
            (
                'gradients[f"z{l}"] = delta',
                """if l == 1:
            gradients["z1"] = delta""",
            ),
        ),
        "says": "z2, z3",
    },
    {
        "task": "backward",
        "name": "works in the caller's input",
        "code": edited(
            BACKWARD,
            (
                "states, zs = [x_BD], []",
                """x_BD.mul_(1.0).add_(1e-3)
    states, zs = [x_BD - 1e-3], []""",
            ),
        ),
        "says": "in place",
    },
    {
        "task": "backward",
        "name": "takes the difference without its sign",
        "code": edited(BACKWARD, (").abs().max(", ").max(")),
        "says": "take the absolute value before the maximum",
    },
    {
        "task": "backward",
        "name": "calls close exact",
        "code": edited(BACKWARD, ("torch.equal(mine", "torch.allclose(mine")),
        "says": "exact and close are two questions",
    },
    {
        "task": "backward",
        "name": "takes the mean difference",
        "code": edited(BACKWARD, ("abs().max().item", "abs().mean().item")),
        "says": "one wrong entry disappears",
    },
    {
        "task": "backward",
        "name": "uses a fixed tolerance",
        "code": edited(
            BACKWARD,
            (
                "torch.allclose(mine[name], theirs[name]",
                "bool(((mine[name] - theirs[name]).abs() < 1e-8).all()",
            ),
        ),
        "says": "close needs a tolerance relative to the size",
    },
    {
        "task": "backward",
        "name": "returns tensors",
        "code": edited(BACKWARD, ("max().item()", "max()")),
        "says": "max_difference should be a float",
    },
    {
        "task": "backward",
        "name": "divides by the batch twice",
        "code": edited(BACKWARD, ("states[l - 1]", "states[l - 1] / len(x_BD)")),
        "says": "divided by B twice",
    },
    {
        "task": "backward",
        "name": "averages the hidden gradient",
        "code": edited(
            BACKWARD,
            (
                "delta @ layers[l - 1][0]",
                "(delta @ layers[l - 1][0]).mean(dim=0, keepdim=True).expand(len(x_BD), -1).clone()",
            ),
        ),
        "says": "h2 is the first gradient",
    },
    {
        "task": "backward",
        "name": "takes the norm of the difference",
        "code": edited(BACKWARD, (").abs().max()", ").norm()")),
        "says": "that is the norm of the difference",
    },
    {
        "task": "backward",
        "name": "divides by the classes too",
        "code": edited(BACKWARD_2, ("d = d / B", "d = d / d.numel()")),
        "says": "number of classes",
    },
    {
        "task": "backward",
        "name": "masks h in the place of z",
        "code": edited(
            BACKWARD_2,
            ('out[f"h{l - 1}"] = d @ W', 'out[f"h{l - 1}"] = (d @ W) * (hs[l - 1] > 0)'),
            ('d = out[f"h{l - 1}"] * (zs[l - 2] > 0)', 'd = out[f"h{l - 1}"]'),
        ),
        "says": "no mask is on it yet",
    },
    {
        "task": "backward",
        "name": "multiplies by h in the place of the mask",
        "code": edited(
            BACKWARD_2,
            ('d = out[f"h{l - 1}"] * (zs[l - 2] > 0)', 'd = out[f"h{l - 1}"] * zs[l - 2].relu()'),
        ),
        "says": "multiplied by h",
    },
    {
        "task": "backward",
        "name": "takes the softmax of the bent logits",
        "code": edited(
            BACKWARD_2,
            ("h = z.relu() if i < len(layers) - 1 else z", "h = z.relu()"),
            ("d = zs[-1].softmax(1)", "d = hs[-1].softmax(1)"),
        ),
        "says": "that of their ReLU",
    },
    {
        "task": "backward",
        "name": "keeps the batch in the bias",
        "code": edited(BACKWARD_2, ('out[f"b{l}"] = d.sum(0)', 'out[f"b{l}"] = d')),
        "says": "one number for each unit",
    },
    {
        "task": "backward",
        "name": "counts the layers from zero",
        "code": edited(
            BACKWARD_2, ('out[f"W{l}"] = d.T @ hs[l - 1]', 'out[f"W{l - 1}"] = d.T @ hs[l - 1]')
        ),
        "says": "not asked for: W0",
    },
    {
        "task": "backward",
        "name": "takes the relative difference",
        "code": edited(BACKWARD_2, ("(a - b).abs()", "((a - b).abs() / b.abs())")),
        "says": "relative to the entries",
    },
    {
        "task": "backward",
        "name": "widens the tolerance",
        "code": edited(BACKWARD_2, ("allclose(a, b), (a -", "allclose(a, b, atol=1e-5), (a -")),
        "says": "more generous",
    },
    {
        "task": "backward",
        "name": "compares absolute values",
        "code": edited(BACKWARD_2, (", (a - b).abs(", ", (a.abs() - b.abs()).abs(")),
        "says": "1 and -1 are 2 apart",
    },
    {
        "task": "backward",
        "name": "compares the largest entries",
        "code": edited(BACKWARD_2, ("(a - b).abs().max(", "abs(a.max() - b.max()")),
        "says": "entry by entry",
    },
    {
        "task": "backward",
        "name": "takes the softmax over the batch",
        "code": edited(BACKWARD_2, ("d = zs[-1].softmax(1)", "d = zs[-1].softmax(0)")),
        "says": "runs over the batch",
    },
    {
        "task": "backward",
        "name": "goes forward without biases",
        "code": edited(BACKWARD_2, ("z = h @ W.T + b", "z = h @ W.T")),
        "says": "left the biases out",
    },
    {
        "task": "backward",
        "name": "turns the mask round",
        "code": edited(
            BACKWARD_2,
            ('d = out[f"h{l - 1}"] * (zs[l - 2] > 0)', 'd = out[f"h{l - 1}"] * (zs[l - 2] < 0)'),
        ),
        "says": "turned round",
    },
    {
        "task": "spectral_norm",
        "name": "returns the square",
        "code": edited(
            SPECTRAL_NORM,
            (
                """for J in jacobians:
        v = J @ v""",
                """for J in jacobians:
        v = J @ v
    for J in reversed(jacobians):
        v = J.T @ v""",
            ),
        ),
        "says": "this is σ²",
    },
    {
        "task": "spectral_norm",
        "name": "does not scale the start",
        "code": edited(SPECTRAL_NORM, ("v = v_D / v_D.norm()", "v = v_D")),
        "says": "the start was not scaled",
    },
    {
        "task": "spectral_norm",
        "name": "never scales",
        "code": """
def spectral_norm(jacobians, v_D, num_rounds):
    v = v_D / v_D.norm()
    for _ in range(num_rounds):
        for J in jacobians:
            v = J @ v
        for J in reversed(jacobians):
            v = J.T @ v
    w = v
    for J in jacobians:
        v = J @ v
    return v.norm().item() / w.norm().item()
""",
        "says": "lengths grow out of range",
    },
    {
        "task": "spectral_norm",
        "name": "multiplies by J twice",
        "code": edited(
            SPECTRAL_NORM,
            (
                """for J in reversed(jacobians):
            v = J.T @ v""",
                """for J in jacobians:
            v = J @ v""",
            ),
        ),
        "says": "going back takes the transpose",
    },
    {
        "task": "spectral_norm",
        "name": "takes the layers from the end",
        "code": """
def spectral_norm(jacobians, v_D, num_rounds):
    v = v_D / v_D.norm()
    for _ in range(num_rounds):
        for J in reversed(jacobians):
            v = J @ v
        for J in jacobians:
            v = J.T @ v
        v = v / v.norm()
    for J in reversed(jacobians):
        v = J @ v
    return v.norm().item()
""",
        "says": "the product is in the wrong order",
    },
    {
        "task": "spectral_norm",
        "name": "goes back in the order of the layers",
        "code": edited(SPECTRAL_NORM, ("for J in reversed(jacobians):", "for J in jacobians:")),
        "says": "the transposes",
    },
    {
        "task": "spectral_norm",
        "name": "one round too many",
        "code": edited(
            SPECTRAL_NORM, ("for _ in range(num_rounds):", "for _ in range(num_rounds + 1):")
        ),
        "says": "one round too many",
    },
    {
        "task": "spectral_norm",
        "name": "one round too few",
        "code": edited(
            SPECTRAL_NORM, ("for _ in range(num_rounds):", "for _ in range(num_rounds - 1):")
        ),
        "says": "one round too few",
    },
    {
        "task": "spectral_norm",
        "name": "returns the length of v",
        "code": edited(
            SPECTRAL_NORM,
            (
                """v = v / v.norm()
    for J in jacobians:
        v = J @ v""",
                "v = v / v.norm()",
            ),
        ),
        "says": "this is the length of v itself",
    },
    {
        "task": "spectral_norm",
        "name": "returns a tensor",
        "code": edited(SPECTRAL_NORM, ("return v.norm().item()", "return v.norm()")),
        "says": "return a float",
    },
    {
        "task": "spectral_norm",
        "name": "asks for the limit at once",
        "code": """
def spectral_norm(jacobians, v_D, num_rounds):
    J = jacobians[0]
    for later in jacobians[1:]:
        J = later @ J
    return torch.linalg.matrix_norm(J, ord=2).item()
""",
        "says": "this is the limit",
    },
    {
        "task": "spectral_norm",
        "name": "takes the Frobenius norm",
        "code": """
def spectral_norm(jacobians, v_D, num_rounds):
    J = jacobians[0]
    for later in jacobians[1:]:
        J = later @ J
    return J.norm().item()
""",
        "says": "these are Frobenius norms",
    },
    {
        "task": "spectral_norm",
        "name": "scales J v too",
        "code": edited(
            SPECTRAL_NORM, ("return v.norm().item()", "return (v / v.norm()).norm().item()")
        ),
        "says": "this is the length of v itself",
    },
    {
        "task": "spectral_norm",
        "name": "uses the first layer only",
        "code": edited(
            SPECTRAL_NORM,
            (
                "def spectral_norm(jacobians, v_D, num_rounds):",
                """def spectral_norm(jacobians, v_D, num_rounds):
    jacobians = jacobians[:1]""",
            ),
        ),
        "says": "only the first layer is in it",
    },
    {
        "task": "spectral_norm",
        "name": "scales the caller's start in place",
        "code": edited(SPECTRAL_NORM, ("v = v_D / v_D.norm()", "v = v_D.div_(v_D.norm())")),
        "says": "in place",
    },
    {
        "task": "spectral_norm",
        "name": "leaves the way back out",
        "code": edited(
            SPECTRAL_NORM,
            (
                """v = J @ v
        for J in reversed(jacobians):
            v = J.T @ v""",
                "v = J @ v",
            ),
        ),
        "says": "the way back is missing",
    },
    {
        "task": "spectral_norm",
        "name": "returns the Rayleigh quotient",
        "code": edited(
            SPECTRAL_NORM,
            (
                "v = v / v.norm()",
                """v = v / v.norm()
    w = v""",
            ),
            (
                """v = J @ v
    return v.norm().item()""",
                """w = J @ w
    for J in reversed(jacobians):
        w = J.T @ w
    return (v @ w).item()""",
            ),
        ),
        "says": "its root",
    },
    {
        "task": "spectral_norm",
        "name": "scales by the largest entry",
        "code": edited(SPECTRAL_NORM, ("v = v / v.norm()", "v = v / v.abs().max()")),
        "says": "by the largest entry",
    },
    {
        "task": "spectral_norm",
        "name": "multiplies the norms of the layers",
        "code": """
def spectral_norm(jacobians, v_D, num_rounds):
    return math.prod(torch.linalg.matrix_norm(J, 2).item() for J in jacobians)
""",
        "says": "upper bound",
    },
    {
        "task": "clip",
        "name": "clips by value",
        "code": edited(CLIP, ("[g * factor for", "[g.clamp(-max_norm, max_norm) for")),
        "says": "you clipped entry by entry",
    },
    {
        "task": "clip",
        "name": "clips each tensor",
        "code": edited(
            CLIP, ("* factor for", "* min(1.0, max_norm / max(g.norm().item(), 1e-12)) for")
        ),
        "says": "you clipped each tensor by its own norm",
    },
    {
        "task": "clip",
        "name": "lengthens what is short",
        "code": edited(CLIP, ("min(1.0, max_norm / norm)", "max_norm / norm")),
        "says": "clipping never lengthens",
    },
    {
        "task": "clip",
        "name": "adds up norms",
        "code": edited(
            CLIP,
            (
                "math.sqrt(sum(g.square().sum().item() for g in gradients)",
                "sum(g.norm().item() for g in gradients",
            ),
        ),
        "says": "squares add, not lengths",
    },
    {
        "task": "clip",
        "name": "forgets the root",
        "code": edited(
            CLIP,
            (
                "math.sqrt(sum(g.square().sum().item() for g in gradients)",
                "sum(g.square().sum().item() for g in gradients",
            ),
        ),
        "says": "the root is missing",
    },
    {
        "task": "clip",
        "name": "takes the largest norm",
        "code": edited(
            CLIP,
            (
                "math.sqrt(sum(g.square().sum().item() for g in gradients)",
                "max(g.norm().item() for g in gradients",
            ),
        ),
        "says": "you took the largest of the norms",
    },
    {
        "task": "clip",
        "name": "returns the norm after",
        "code": edited(CLIP, ("gradients], norm", "gradients], min(norm, max_norm)")),
        "says": "this is the norm after clipping",
    },
    {
        "task": "clip",
        "name": "scales to length one",
        "code": edited(
            CLIP, ("min(1.0, max_norm / norm) if norm > 0", "1.0 / norm if norm > max_norm")
        ),
        "says": "you scaled to length 1 and not to the limit",
    },
    {
        "task": "clip",
        "name": "divides by zero",
        "code": """
def clip_by_global_norm(gradients, max_norm):
    norm = math.sqrt(sum(g.square().sum().item() for g in gradients))
    if norm < max_norm and norm > 0:
        return [g.clone() for g in gradients], norm
    return [g / torch.tensor(norm, dtype=g.dtype) * max_norm for g in gradients], norm
""",
        "says": "the norm is 0 and you divided by it",
    },
    {
        "task": "clip",
        "name": "works in place",
        "code": edited(
            CLIP,
            (
                "return [g * factor for g in gradients], norm",
                """for g in gradients:
        g.mul_(factor)
    return gradients, norm""",
            ),
        ),
        "says": "in place",
    },
    {
        "task": "clip",
        "name": "makes everything float64",
        "code": edited(CLIP, ("return [g * factor", "return [g.double() * factor")),
        "says": "keep the dtype",
    },
    {
        "task": "clip",
        "name": "returns the norm as a tensor",
        "code": edited(CLIP, ("gradients], norm", "gradients], torch.tensor(norm)")),
        "says": "the norm should be a float",
    },
    {
        "task": "clip",
        "name": "returns the clipped list only",
        "code": edited(
            CLIP,
            (
                "return [g * factor for g in gradients], norm",
                "return [g * factor for g in gradients]",
            ),
        ),
        "says": "return two things",
    },
    {
        "task": "clip",
        "name": "returns the factor",
        "code": edited(CLIP, ("gradients], norm", "gradients], factor")),
        "says": "this is the factor",
    },
    {
        "task": "clip",
        "name": "puts to zero what is too long",
        "code": edited(CLIP, ("* factor for", "* (norm <= max_norm) for")),
        "says": "you put the tensors that are too long to zero",
    },
    {
        "task": "clip",
        "name": "takes means of squares",
        "code": edited(CLIP, ("g.square().sum", "(g**2).mean")),
        "says": "means of squares",
    },
    {
        "task": "clip",
        "name": "takes the largest entry",
        "code": edited(
            CLIP,
            (
                "math.sqrt(sum(g.square().sum().item() for g in gradients)",
                "max(g.abs().max().item() for g in gradients",
            ),
        ),
        "says": "largest entry",
    },
    {
        "task": "clip",
        "name": "takes the first tensor's norm",
        "code": edited(
            CLIP,
            (
                "g.square().sum().item() for g in gradients",
                "(g**2).sum().item() for g in gradients[:1]",
            ),
        ),
        "says": "only the first tensor",
    },
    {
        "task": "clip",
        "name": "divides by zero with plain numbers",
        "code": """
def clip_by_global_norm(gradients, max_norm):
    norm = math.sqrt(sum((g**2).sum().item() for g in gradients))
    factor = min(1.0, max_norm / norm)
    return [g * factor for g in gradients], norm
""",
        "says": "where it is 0",
    },
    {
        "task": "clip",
        "name": "turns the ratio round",
        "code": """
def clip_by_global_norm(gradients, max_norm):
    norm = math.sqrt(sum((g**2).sum().item() for g in gradients))
    factor = min(1.0, norm / max_norm) if norm > 0 else 1.0
    return [g * factor for g in gradients], norm
""",
        "says": "nothing was clipped",
    },
    {
        "task": "scales",
        "name": "squares the ReLU factor",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-20, 1.2**12, 4**-12, 20
""",
        "says": "that is the factor of the squared length",
    },
    {
        "task": "scales",
        "name": "thinks that ReLU keeps lengths",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 1.0, 1.2**12, 4**-12, 20
""",
        "says": "half of the units are off",
    },
    {
        "task": "scales",
        "name": "gives one layer",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 0.5**0.5, 1.2**12, 4**-12, 20
""",
        "says": "that is one layer: there are twenty",
    },
    {
        "task": "scales",
        "name": "squares the linear factor",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.44**12, 4**-12, 20
""",
        "says": "that is the factor of the squared length",
    },
    {
        "task": "scales",
        "name": "halves for an activation that is not there",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 0.72**6, 4**-12, 20
""",
        "says": "there is no activation here",
    },
    {
        "task": "scales",
        "name": "bounds the sigmoid's slope by a half",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 0.5**12, 20
""",
        "says": "the steepest slope of a sigmoid is ¼",
    },
    {
        "task": "scales",
        "name": "thinks that orthogonal weights keep the length",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 1.0, 20
""",
        "says": "each layer multiplies by slopes too",
    },
    {
        "task": "scales",
        "name": "halves the median in every layer",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 4**-12, 10
""",
        "says": "a layer takes it by √½ and not by ½",
    },
    {
        "task": "scales",
        "name": "leaves one open",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 4**-12, None
""",
        "says": "half_depth is still None",
    },
    {
        "task": "scales",
        "name": "answers with the exponent",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2, 4**-12, 20
""",
        "says": "one layer",
    },
    {
        "task": "scales",
        "name": "answers for the squared singular value",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 4**-12, 40
""",
        "says": "that is the depth for the squared singular value",
    },
    {
        "task": "scales",
        "name": "counts nineteen layers",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-9.5, 1.2**12, 4.0**-12, 20
""",
        "says": "nineteen",
    },
    {
        "task": "scales",
        "name": "takes two roots",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 0.5**5, 1.2**12, 4.0**-12, 20
""",
        "says": "two roots",
    },
    {
        "task": "scales",
        "name": "turns the linear factor round",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**-12, 4.0**-12, 20
""",
        "says": "grows on its way back",
    },
    {
        "task": "scales",
        "name": "halves for an activation and squares",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 0.72**12, 4.0**-12, 20
""",
        "says": "no activation here",
    },
    {
        "task": "scales",
        "name": "takes the typical factor for the bound",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 0.236**12, 20
""",
        "says": "typical factor",
    },
    {
        "task": "scales",
        "name": "lets the sigmoid grow",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 4.0**12, 20
""",
        "says": "yours grows",
    },
    {
        "task": "scales",
        "name": "expects the median never to fall",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 4.0**-12, math.inf
""",
        "says": "for ever",
    },
    {
        "task": "scales",
        "name": "takes powers of e",
        "code": """
relu_factor, linear_factor, sigmoid_bound, half_depth = 2**-10, 1.2**12, 4.0**-12, 29
""",
        "says": "the logarithm -6.93",
    },
    {
        "task": "mend",
        "name": "leaves the division out",
        "code": edited(
            MEND, ("delta = (states[-1] - t_BK) / len(x_BD)", "delta = states[-1] - t_BK")
        ),
        "says": "the division by B is missing",
    },
    {
        "task": "mend",
        "name": "leaves the sum over the units",
        "code": edited(MEND, ("sum(dim=0)))", "sum(dim=1)))")),
        "says": "axis 1 runs over the units",
    },
    {
        "task": "mend",
        "name": "leaves the second tanh",
        "code": edited(MEND, ("l - 1] ** 2)", "l - 1].tanh() ** 2)")),
        "says": "yours is 1 - tanh(h)²",
    },
    {
        "task": "mend",
        "name": "leaves the order of the way back",
        "code": edited(MEND, ("return gradients[::-1]", "return gradients")),
        "says": "the first layer's comes first",
    },
    {
        "task": "mend",
        "name": "mends by leaving the slope out",
        "code": edited(
            MEND, ("delta = (delta @ W) * (1 - states[l - 1] ** 2)", "delta = (delta @ W)")
        ),
        "says": "yours is 1",
    },
    {
        "task": "mend",
        "name": "takes the mean for the biases",
        "code": edited(MEND, ("delta.sum(dim", "delta.mean(dim")),
        "says": "a mean divides by B once more",
    },
    {
        "task": "mend",
        "name": "averages over all entries",
        "code": edited(
            MEND,
            (
                "delta = (states[-1] - t_BK) / len(x_BD)",
                "delta = (states[-1] - t_BK) / t_BK.numel()",
            ),
        ),
        "says": "a mean over all entries divides by the outputs too",
    },
    {
        "task": "mend",
        "name": "forgets the half of the loss",
        "code": edited(
            MEND,
            (
                "delta = (states[-1] - t_BK) / len(x_BD)",
                "delta = 2 * (states[-1] - t_BK) / len(x_BD)",
            ),
        ),
        "says": "the 2 of the square cancels its ½",
    },
    {
        "task": "mend",
        "name": "mends only the order and the axis",
        "code": edited(
            MEND,
            ("delta = (states[-1] - t_BK) / len(x_BD)", "delta = states[-1] - t_BK"),
            ("l - 1] ** 2)", "l - 1].tanh() ** 2)"),
        ),
        "says": "the division by B is missing",
    },
    {
        "task": "mend",
        "name": "takes 1 - h",
        "code": edited(MEND, ("l - 1] ** 2)", "l - 1])")),
        "says": "yours is 1 - h",
    },
    {
        "task": "mend",
        "name": "changes the targets",
        "code": edited(
            MEND,
            (
                "delta = (states[-1] - t_BK) / len(x_BD)",
                """t_BK -= states[-1]
    delta = -t_BK / len(x_BD)""",
            ),
        ),
        "says": "in place",
    },
    {
        "task": "mend",
        "name": "halves the gradient",
        "code": edited(MEND, (") / len(x_BD)", ") / (2 * len(x_BD))")),
        "says": "cancels it",
    },
    {
        "task": "mend",
        "name": "keeps the axis of the batch",
        "code": edited(MEND, ("sum(dim=0)))", "sum(dim=0, keepdim=True)))")),
        "says": "one number for each unit",
    },
    {
        "task": "mend",
        "name": "exchanges the two of a pair",
        "code": edited(
            MEND, ("T @ states[l - 1], delta.sum(dim=0)", "sum(dim=0), delta.T @ states[l - 1]")
        ),
        "says": "first dW, then db",
    },
    {
        "task": "mend",
        "name": "transposes dW",
        "code": edited(MEND, ("delta.T @ states[l - 1]", "states[l - 1].T @ delta")),
        "says": "this is the transpose",
    },
    {
        "task": "mend",
        "name": "multiplies by the transpose of W",
        "code": edited(MEND, ("delta @ W) * (", "delta @ W.T) * (")),
        "says": "multiplied by W itself",
    },
    {
        "task": "mend",
        "name": "turns the sign round",
        "code": edited(
            MEND,
            ("delta = (states[-1] - t_BK) / len(x_BD)", "delta = (t_BK - states[-1]) / len(x_BD)"),
        ),
        "says": "begins with y - t",
    },
    {
        "task": "mend",
        "name": "divides by the outputs",
        "code": edited(
            MEND,
            (
                "delta = (states[-1] - t_BK) / len(x_BD)",
                "delta = (states[-1] - t_BK) / t_BK.shape[1]",
            ),
        ),
        "says": "runs over the batch",
    },
    {
        "task": "costs",
        "name": "counts biases as multiplications",
        "code": edited(COSTS, ('"forward": forward,', '"forward": parameters,')),
        "says": "biases are added, not multiplied",
    },
    {
        "task": "costs",
        "name": "hands on below the first layer",
        "code": edited(
            COSTS, ('"gradient": 3 * forward - widths[0] * widths[1],', '"gradient": 3 * forward,')
        ),
        "says": "nothing has to be handed on below the first layer",
    },
    {
        "task": "costs",
        "name": "forgets the forward pass",
        "code": edited(COSTS, ('gradient": 3 * forward', 'gradient": 2 * forward')),
        "says": "either the forward pass or the outer products",
    },
    {
        "task": "costs",
        "name": "forgets to hand delta on",
        "code": edited(
            COSTS, ('"gradient": 3 * forward - widths[0] * widths[1],', '"gradient": 2 * forward,')
        ),
        "says": "handing delta on through the layers is missing",
    },
    {
        "task": "costs",
        "name": "forgets the biases",
        "code": edited(
            COSTS,
            (
                '"differences": (parameters + 1) * forward,',
                '"differences": (forward + 1) * forward,',
            ),
        ),
        "says": "biases are parameters too",
    },
    {
        "task": "costs",
        "name": "forgets the start",
        "code": edited(
            COSTS,
            ('"differences": (parameters + 1) * forward,', '"differences": parameters * forward,'),
        ),
        "says": "the pass for the start is missing",
    },
    {
        "task": "costs",
        "name": "always goes back",
        "code": edited(COSTS, ("min(widths[0], widths[-1])", "widths[-1]")),
        "says": "a VJP for each output is dearer here",
    },
    {
        "task": "costs",
        "name": "always goes forward",
        "code": edited(COSTS, ("min(widths[0], widths[-1])", "widths[0]")),
        "says": "a JVP for each input is dearer here",
    },
    {
        "task": "costs",
        "name": "returns floats",
        "code": edited(COSTS, ('": 3 * forward', '": 3.0 * forward')),
        "says": "a count is an int",
    },
    {
        "task": "costs",
        "name": "takes one pass for a Jacobian",
        "code": edited(
            COSTS,
            (
                '"jacobian": forward * (1 + min(widths[0], widths[-1])),',
                '"jacobian": forward * (2),',
            ),
        ),
        "says": "that is one VJP",
    },
    {
        "task": "costs",
        "name": "counts the entries of the Jacobian",
        "code": edited(
            COSTS, ("forward * (1 + min(widths[0], widths[-1]))", "widths[0] * widths[-1]")
        ),
        "says": "that is the size of the Jacobian",
    },
    {
        "task": "costs",
        "name": "takes central differences",
        "code": edited(
            COSTS,
            (
                '"differences": (parameters + 1) * forward,',
                '"differences": 2 * parameters * forward,',
            ),
        ),
        "says": "central differences take two passes",
    },
    {
        "task": "costs",
        "name": "counts weight gradients in a VJP",
        "code": edited(COSTS_2, (": M + M * min(", ": M + 2 * M * min(")),
        "says": "makes no weight gradients",
    },
    {
        "task": "costs",
        "name": "takes a whole gradient for each row",
        "code": edited(
            COSTS_2, ('jacobian": M + M * min', 'jacobian": (3 * M - widths[0] * widths[1]) * min')
        ),
        "says": "whole gradient",
    },
    {
        "task": "costs",
        "name": "goes forward for every row",
        "code": edited(COSTS_2, ('jacobian": M + M *', 'jacobian": 2 * M *')),
        "says": "one forward pass is enough",
    },
    {
        "task": "costs",
        "name": "leaves the last layer out",
        "code": edited(COSTS_2, ("0] * widths[", "-2] * widths[-")),
        "says": "next to the input",
    },
    {
        "task": "costs",
        "name": "gives the inputs biases",
        "code": edited(COSTS_2, ("P = M + sum(widths[1:])", "P = M + sum(widths)")),
        "says": "inputs have no biases",
    },
    {
        "task": "costs",
        "name": "leaves the last biases out",
        "code": edited(COSTS_2, ("P = M + sum(widths[1:])", "P = M + sum(widths[1:-1])")),
        "says": "last layer has biases",
    },
    {
        "task": "costs",
        "name": "counts the start as one",
        "code": edited(COSTS_2, ("M * (P + 1),", "M * P + 1,")),
        "says": "whole pass",
    },
    {
        "task": "costs",
        "name": "counts the narrowest layer",
        "code": edited(
            COSTS_2,
            ('"jacobian": M + M * min(widths[0], widths[-1])}', '"jacobian": M + M * min(widths)}'),
        ),
        "says": "in the middle",
    },
    {
        "task": "costs",
        "name": "counts passes",
        "code": edited(COSTS_2, (": M * (P + 1),", ": P + 1,")),
        "says": "counts passes",
    },
]
