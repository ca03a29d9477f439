"""Plausible wrong answers to the gate of session 08, with the words that each must be told."""

from autograder.authored import variant

FANS = """
def fans(shape, groups=1):
    if len(shape) < 2:
        raise ValueError("a weight has at least two axes")
    area = math.prod(shape[2:])
    return shape[1] * area, shape[0] // groups * area
"""
BOTH = "return shape[1] * area, shape[0] // groups * area"

DRAW = """
def draw(shape, scheme, distribution, generator, dtype=torch.float32):
    area = math.prod(shape[2:])
    n_in, n_out = shape[1] * area, shape[0] * area
    variances = {"lecun": 1 / n_in, "xavier": 2 / (n_in + n_out), "he": 2 / n_in, "he_out": 2 / n_out}
    if scheme not in variances or distribution not in ("normal", "uniform"):
        raise ValueError("unknown")
    std = math.sqrt(variances[scheme])
    if distribution == "normal":
        return std * torch.randn(shape, generator=generator, dtype=dtype)
    bound = math.sqrt(3) * std
    return bound * (2 * torch.rand(shape, generator=generator, dtype=dtype) - 1)
"""

GAINS = """
def gains(activation, q=1.0):
    z = math.sqrt(q) * torch.randn(1_000_000, generator=torch.Generator().manual_seed(0))
    z.requires_grad_()
    h = activation(z)
    (slope,) = torch.autograd.grad(h.sum(), z)
    forward, backward = h.square().mean().item(), slope.square().mean().item()
    return math.sqrt(q / forward), 1 / math.sqrt(backward)
"""

ORTHOGONAL = """
def orthogonal(n_out, n_in, gain, generator, dtype=torch.float32):
    G = torch.randn(max(n_out, n_in), min(n_out, n_in), generator=generator, dtype=dtype)
    Q, R = torch.linalg.qr(G)
    Q = Q * R.diagonal().sign()
    Q = Q * gain
    return Q if n_out > n_in else Q.T
"""

LSUV = """
def lsuv(weights, x_BD, activation):
    rescaled, h = [], x_BD
    for W in weights:
        z = h @ W.T
        W = W / z.std()
        rescaled.append(W)
        h = activation(h @ W.T)
    return rescaled
"""

FORESEE = """
relu_signal = 9 * 0.9**11
uniform_std = 2 / math.sqrt(3)
xavier_factor = 2.0**-15
conv_gradient = 2.0
deep_enough = -6 / math.log(0.9)
"""

MEND = """
def mended(widths, generator):
    layers = []
    for l, (n_in, n_out) in enumerate(pairwise(widths), start=1):
        s2 = 2.0 if l < len(widths) - 1 else 1.0
        bound = math.sqrt(3 * s2 / n_in)
        W = torch.empty(n_out, n_in).uniform_(-bound, bound, generator=generator)
        layers.append((W, torch.zeros(n_out)))
    return layers
"""

TWINS = """
def merge_twins(W1_nD, b1_n, W2_Kn):
    kept, sums = {}, []
    for j in range(len(W1_nD)):
        kind = (*W1_nD[j].tolist(), b1_n[j].item())
        if kind not in kept:
            kept[kind] = j
            sums.append(W2_Kn[:, j].clone())
        else:
            sums[list(kept).index(kind)] += W2_Kn[:, j]
    first, (K, D), m = list(kept.values()), (len(W2_Kn), W1_nD.shape[1]), len(kept)
    return W1_nD[first], b1_n[first], torch.stack(sums, dim=1), (D + 1) * m + (m + 1) * K
"""

MISCONCEPTIONS = [
    variant(
        "fans", "exchanges the two", FANS, "are exchanged",
        (BOTH, "return shape[0] // groups * area, shape[1] * area"),
    ),
    variant(
        "fans", "forgets the area of the kernel", FANS, "fan_in: the kernel's area is missing",
        (BOTH, "return shape[1], shape[0] // groups"),
    ),
    variant(
        "fans", "forgets the area in the fan-out", FANS, "fan_out: the kernel's area is missing",
        (BOTH, "return shape[1] * area, shape[0] // groups"),
    ),
    variant(
        "fans", "forgets the groups", FANS, "of its own group only",
        ("shape[0] // groups * area", "shape[0] * area"),
    ),
    variant(
        "fans", "divides the fan-in by the groups too", FANS, "one group's share already",
        ("return shape[1] * area", "return shape[1] // groups * area"),
    ),
    variant(
        "fans", "takes one side of the kernel", FANS, "only the first axis of the kernel",
        ("math.prod(shape[2:])", "math.prod(shape[2:3])"),
    ),
    variant(
        "fans", "adds the sides of the kernel", FANS, "multiplied, not added",
        ("math.prod(shape[2:])", "sum(shape[2:])"),
    ),
    variant(
        "fans", "refuses nothing", FANS, "fewer than two sizes",
        ("    if len(shape) < 2:\n        raise ValueError(\"a weight has at least two axes\")\n",
         "    if len(shape) < 2:\n        return 1, 1\n"),
    ),
    variant(
        "fans", "returns floats", FANS, "return ints", ("shape[0] // groups", "shape[0] / groups")
    ),
    variant(
        "draw", "takes the variance for the standard deviation", DRAW, "the root is missing",
        ("math.sqrt(variances[scheme])", "variances[scheme]"),
    ),
    variant(
        "draw", "takes the standard deviation for the bound", DRAW,
        "your uniform bound is one standard deviation", ("math.sqrt(3) * std", "std"),
    ),
    variant(
        "draw", "takes √6 for √3", DRAW, "√6 standard deviations",
        ("math.sqrt(3) * std", "math.sqrt(6) * std"),
    ),
    variant(
        "draw", "exchanges the fans", DRAW, "this is the variance of he",
        ("n_in, n_out = shape[1] * area, shape[0] * area",
         "n_in, n_out = shape[0] * area, shape[1] * area"),
        ('"lecun": 1 / n_in', '"lecun": 1 / n_out'),
    ),
    variant(
        "draw", "forgets the area of the kernel", DRAW, "the area of the kernel is missing",
        ("area = math.prod(shape[2:])", "area = 1"),
    ),
    variant(
        "draw", "halves Xavier's variance", DRAW, "yours is half of that variance",
        ("2 / (n_in + n_out)", "1 / (n_in + n_out)"),
    ),
    variant(
        "draw", "multiplies by the root of n", DRAW, "multiplied by √n instead of divided",
        ("std = math.sqrt(variances[scheme])", "std = n_in * math.sqrt(variances[scheme])"),
    ),
    variant(
        "draw", "draws from 0 upwards", DRAW, "drawn from 0 upwards",
        ("bound * (2 * torch.rand(shape, generator=generator, dtype=dtype) - 1)",
         "2 * bound * torch.rand(shape, generator=generator, dtype=dtype)"),
    ),
    variant(
        "draw", "draws Gaussians for uniform", DRAW, "not drawn evenly",
        ('if distribution == "normal"', 'if distribution != "none"'),
    ),
    variant(
        "draw", "draws evenly for normal", DRAW, "not Gaussian",
        ('if distribution == "normal"', 'if distribution == "none"'),
    ),
    variant(
        "draw", "seeds the generator anew", DRAW, "do not seed it anew",
        ("    area = math.prod", "    generator = torch.Generator().manual_seed(generator.initial_seed())\n    area = math.prod"),
    ),
    variant(
        "draw", "takes torch's own generator", DRAW, "the same seed gave two different draws",
        ("generator=generator, ", ""),
    ),
    variant("draw", "ignores the dtype", DRAW, "and yours are torch.float32", (", dtype=dtype)", ")")),
    variant(
        "draw", "accepts any distribution", DRAW, "is not among the names",
        (' or distribution not in ("normal", "uniform")', ""),
    ),
    variant(
        "gains", "takes the variance for the mean square", GAINS, "not the variance",
        ("h.square().mean().item()", "h.var().item()"),
    ),
    variant(
        "gains", "leaves the root out", GAINS, "forward: this is gain²",
        ("math.sqrt(q / forward)", "q / forward"),
    ),
    variant(
        "gains", "returns the share that passes", GAINS, "the gain makes up for it",
        ("math.sqrt(q / forward)", "math.sqrt(forward / q)"),
    ),
    variant(
        "gains", "forgets q in the numerator", GAINS, "has to give back q, not 1",
        ("math.sqrt(q / forward)", "math.sqrt(1 / forward)"),
    ),
    variant(
        "gains", "takes q for the standard deviation", GAINS, "q is the variance",
        ("math.sqrt(q) * torch.randn", "q * torch.randn"),
    ),
    variant(
        "gains", "ignores q", GAINS, "whatever q is", ("math.sqrt(q) * torch.randn", "torch.randn")
    ),
    variant(
        "gains", "takes the mean slope", GAINS, "the mean of the slopes is not enough",
        ("slope.square().mean().item()", "slope.mean().item() ** 2"),
    ),
    variant(
        "gains", "exchanges the two", GAINS, "exchanged",
        ("return math.sqrt(q / forward), 1 / math.sqrt(backward)",
         "return 1 / math.sqrt(backward), math.sqrt(q / forward)"),
    ),
    variant(
        "gains", "puts q into the backward gain", GAINS, "q has nothing to do with that",
        ("1 / math.sqrt(backward)", "math.sqrt(q / backward)"),
    ),
    variant(
        "gains", "returns He's gain for every bend", GAINS, "the gain of a ReLU",
        ("math.sqrt(q / forward)", "math.sqrt(2)"),
    ),
    variant(
        "orthogonal", "leaves the signs to the routine", ORTHOGONAL, "chooses signs by a rule",
        ("    Q = Q * R.diagonal().sign()\n", ""),
    ),
    variant(
        "orthogonal", "forgets the gain", ORTHOGONAL, "the gain is missing",
        ("    Q = Q * gain\n", ""),
    ),
    variant(
        "orthogonal", "squares the gain", ORTHOGONAL, "the gain is in it squared",
        ("Q * gain\n", "Q * gain**2\n"),
    ),
    variant(
        "orthogonal", "factorises a wide matrix", ORTHOGONAL, "the Q of a wide matrix is square",
        ("torch.randn(max(n_out, n_in), min(n_out, n_in)", "torch.randn(n_out, n_in"),
        ("return Q if n_out > n_in else Q.T", "return Q"),
    ),
    variant(
        "orthogonal", "only normalises the rows", ORTHOGONAL, "they are not orthogonal",
        ("    Q, R = torch.linalg.qr(G)\n    Q = Q * R.diagonal().sign()\n", "    Q = G / G.norm(dim=0)\n"),
    ),
    variant(
        "orthogonal", "factorises a uniform draw from 0 to 1", ORTHOGONAL, "numbers from 0 to 1, which share a direction",
        ("torch.randn", "torch.rand"),
    ),
    variant(
        "orthogonal", "draws with torch's own generator", ORTHOGONAL, "draw from the generator",
        ("generator=generator, ", ""),
    ),
    variant(
        "orthogonal", "ignores the dtype", ORTHOGONAL, "and yours is torch.float32",
        (", dtype=dtype)", ")"),
    ),
    variant(
        "lsuv", "divides by the variance", LSUV, "you divided by the variance",
        ("z.std()", "z.var()"),
    ),
    variant(
        "lsuv", "sends the old weights' signal on", LSUV, "send the batch through the rescaled",
        ("h = activation(h @ W.T)", "h = activation(z)"),
    ),
    variant(
        "lsuv", "takes the root mean square", LSUV, "the standard deviation is about the mean",
        ("z.std()", "z.square().mean().sqrt()"),
    ),
    variant(
        "lsuv", "measures behind the activation", LSUV, "it is z whose spread",
        ("z.std()", "activation(z).std()"),
    ),
    variant(
        "lsuv", "leaves the activation out", LSUV, "the activation is missing",
        ("activation(h @ W.T)", "h @ W.T"),
    ),
    variant(
        "lsuv", "rescales unit by unit", LSUV, "one number for the whole layer",
        ("z.std()", "z.std(dim=0)[:, None]"),
    ),
    variant(
        "lsuv", "averages the spreads of the units", LSUV, "each unit's spread",
        ("z.std()", "z.std(dim=0).mean()"),
    ),
    variant(
        "lsuv", "changes the weights in place", LSUV, "in place",
        ("W = W / z.std()", "W /= z.std()"),
    ),
    variant(
        "lsuv", "multiplies", LSUV, "dividing brings it to 1", ("W / z.std()", "W * z.std()")
    ),
    variant(
        "foresee", "halves at the first layer too", FORESEE, "goes through no ReLU",
        ("9 * 0.9**11", "5 * 0.9**12"),
    ),
    variant(
        "foresee", "forgets the half", FORESEE, "half of the mean square",
        ("9 * 0.9**11", "5 * 1.8**12"),
    ),
    variant(
        "foresee", "counts twelve steps", FORESEE, "there are eleven steps",
        ("0.9**11", "0.9**12"),
    ),
    variant(
        "foresee", "takes a² for the variance of a uniform draw", FORESEE, "a²/3, not a²",
        ("2 / math.sqrt(3)", "2.0"),
    ),
    variant(
        "foresee", "returns a variance", FORESEE, "that is the variance",
        ("2 / math.sqrt(3)", "4 / 3"),
    ),
    variant(
        "foresee", "returns the factor of the mean square", FORESEE, "xavier_factor: that is the factor",
        ("2.0**-15", "2.0**-30"),
    ),
    variant(
        "foresee", "takes Xavier for level", FORESEE, "level for a linear layer",
        ("2.0**-15", "1.0"),
    ),
    variant(
        "foresee", "forgets the ReLU on the way back", FORESEE, "going back through the ReLU",
        ("conv_gradient = 2.0", "conv_gradient = 4.0"),
    ),
    variant(
        "foresee", "takes He's gradient for level", FORESEE, "meets the fan-out",
        ("conv_gradient = 2.0", "conv_gradient = 1.0"),
    ),
    variant(
        "foresee", "gives one depth scale", FORESEE, "six were asked for", ("-6 /", "-1 /")
    ),
    variant(
        "foresee", "takes the decimal logarithm", FORESEE, "natural logarithm",
        ("math.log(0.9)", "math.log10(0.9)"),
    ),
    variant(
        "mend", "leaves the draw positive", MEND, "no negative ones",
        ("uniform_(-bound", "uniform_(0"),
    ),
    variant(
        "mend", "leaves the root out", MEND, "without the root",
        ("math.sqrt(3 * s2 / n_in)", "3 * s2 / n_in"),
    ),
    variant(
        "mend", "leaves the fan-out in", MEND, "divided by the fan-out",
        ("3 * s2 / n_in", "3 * s2 / n_out"),
    ),
    variant(
        "mend", "leaves the biases at 1", MEND, "biases of 1 add 1", ("torch.zeros", "torch.ones")
    ),
    variant(
        "mend", "gives the last layer the 2 as well", MEND, "has no ReLU behind it",
        ("2.0 if l < len(widths) - 1 else 1.0", "2.0"),
    ),
    variant(
        "mend", "takes the bound for the standard deviation", MEND, "it is √3 of them",
        ("math.sqrt(3 * s2 / n_in)", "math.sqrt(s2 / n_in)"),
    ),
    variant(
        "mend", "draws with torch's own generator", MEND, "draw from the generator",
        ("bound, generator=generator", "bound"),
    ),
    variant(
        "twins", "looks at the weights alone", TWINS, "different biases",
        ("(*W1_nD[j].tolist(), b1_n[j].item())", "tuple(W1_nD[j].tolist())"),
    ),
    variant(
        "twins", "keeps the first one's outgoing weights", TWINS, "the first one's outgoing weights",
        ("sums[list(kept).index(kind)] += W2_Kn[:, j]", "pass"),
    ),
    variant(
        "twins", "averages the outgoing weights", TWINS, "you took their mean",
        ("torch.stack(sums, dim=1)",
         "torch.stack(sums, dim=1) / torch.tensor([[(torch.cat([W1_nD, b1_n[:, None]], 1) == torch.tensor(k, dtype=W1_nD.dtype)).all(1).sum() for k in kept]])"),
    ),
    variant(
        "twins", "merges nothing", TWINS, "no unit was merged",
        ("(*W1_nD[j].tolist(), b1_n[j].item())", "j"),
    ),
    variant(
        "twins", "sorts the kinds", TWINS, "in the order in which they first come",
        ("first, (K, D), m = list(kept.values())", "order = sorted(range(len(kept)), key=lambda i: list(kept)[i])\n    sums = [sums[i] for i in order]\n    first, (K, D), m = [list(kept.values())[i] for i in order]"),
    ),
    variant(
        "twins", "forgets the output biases", TWINS, "the output biases are parameters too",
        ("(m + 1) * K", "m * K"),
    ),
    variant(
        "twins", "forgets all biases", TWINS, "biases are parameters too",
        ("(D + 1) * m + (m + 1) * K", "D * m + m * K"),
    ),
    variant(
        "twins", "adds to the caller's weights", TWINS, "in place",
        ("W2_Kn[:, j].clone()", "W2_Kn[:, j]"),
    ),
    variant(
        "fans", "takes every kernel for a square", FANS, "as wide as it is high",
        ("math.prod(shape[2:])", "shape[2] ** 2 if len(shape) > 2 else 1"),
    ),
    variant(
        "fans", "knows no kernels but those of two axes", FANS, "all of them the kernel's",
        ("math.prod(shape[2:])", "shape[2] * shape[3] if len(shape) > 2 else 1"),
    ),
    variant(
        "fans", "refuses kernels of one axis", FANS, "all of them the kernel's",
        ("len(shape) < 2", "len(shape) not in (2, 4)"),
    ),
    variant(
        "draw", "takes the outputs for the inputs", DRAW, "the fans are exchanged",
        ("n_in, n_out = shape[1] * area, shape[0] * area",
         "n_in, n_out = shape[0] * area, shape[1] * area"),
    ),
    variant(
        "draw", "puts the 6 of a bound into a variance", DRAW, "the 3 in a 6 belongs to the bound",
        ("2 / (n_in + n_out)", "6 / (n_in + n_out)"),
    ),
    variant(
        "draw", "gives LeCun's rule the 2", DRAW, "this is the variance of he",
        ('"lecun": 1', '"lecun": 2'),
    ),
    variant(
        "draw", "gives He's rule no 2", DRAW, "this is the variance of lecun", ('"he": 2', '"he": 1')
    ),
    variant(
        "draw", "rescales the sample", DRAW, "you have rescaled the sample",
        ("return std * torch.randn(shape, generator=generator, dtype=dtype)",
         "W = torch.randn(shape, generator=generator, dtype=dtype)\n        return (W - W.mean()) / W.std() * std"),
    ),
    variant(
        "gains", "takes a thousand numbers", GAINS, "A few thousand random numbers are too few",
        ("1_000_000", "1000"),
    ),
    variant(
        "gains", "differentiates the mean", GAINS, "differentiate the sum", ("h.sum()", "h.mean()")
    ),
    variant(
        "gains", "draws evenly", GAINS, "you drew z evenly",
        ("torch.randn(1_000_000, generator=torch.Generator().manual_seed(0))",
         "math.sqrt(3) * (2 * torch.rand(1_000_000) - 1)"),
    ),
    variant(
        "gains", "takes the spread of the slopes", GAINS, "not their variance",
        ("slope.square().mean().item()", "slope.var().item()"),
    ),
    variant(
        "gains", "takes no mean", GAINS, "yours is a tensor of shape",
        ("return math.sqrt(q / forward), 1", "return (q / h.detach() ** 2).sqrt(), 1"),
    ),
    variant(
        "orthogonal", "turns the whole matrix by one sign", ORTHOGONAL, "One sign for the whole matrix",
        ("R.diagonal().sign()", "R[0, 0].sign()"),
    ),
    variant(
        "orthogonal", "takes the signs of Q", ORTHOGONAL, "you took the signs from Q itself",
        ("R.diagonal().sign()", "Q[0].sign()"),
    ),
    variant(
        "orthogonal", "turns the dtype at the end", ORTHOGONAL, "right to six digits and no more",
        ("generator=generator, dtype=dtype", "generator=generator"), ("Q = Q * gain", "Q = (Q * gain).to(dtype)"),
    ),
    variant(
        "lsuv", "leaves the last layer", LSUV, "the last layer is as it was",
        ("in weights:", "in weights[:-1]:"), ("return rescaled", "return rescaled + [weights[-1].clone()]"),
    ),
    variant("lsuv", "measures the weights", LSUV, "you measured the weights", ("z.std()", "W.std()")),
    variant(
        "lsuv", "bends the batch first", LSUV, "stands before the first layer",
        ("h = [], x_BD", "h = [], activation(x_BD)"),
    ),
    variant(
        "lsuv", "standardises the batch first", LSUV, "you rescaled the batch first",
        ("h = [], x_BD", "h = [], (x_BD - x_BD.mean()) / x_BD.std()"),
    ),
    variant(
        "lsuv", "standardises the columns first", LSUV, "you rescaled each column",
        ("h = [], x_BD", "h = [], (x_BD - x_BD.mean(dim=0)) / x_BD.std(dim=0)"),
    ),
    variant(
        "lsuv", "always takes a ReLU", LSUV, "you took a ReLU", ("activation(h @ W.T)", "(h @ W.T).relu()")
    ),
    variant(
        "lsuv", "rescales behind the bend", LSUV, "not the rescaled bend",
        ("activation(h @ W.T)", "activation(z) / z.std()"),
    ),
    variant(
        "foresee", "leaves the sign in", FORESEE, "log 0.9 is negative", ("-6 /", "6 /")
    ),
    variant(
        "foresee", "takes 1 - χ for the logarithm", FORESEE, "only near",
        ("-6 / math.log(0.9)", "6 / (1 - 0.9)"),
    ),
    variant(
        "foresee", "takes the root of χ", FORESEE, "no root is taken",
        ("math.log(0.9)", "math.log(math.sqrt(0.9))"),
    ),
    variant(
        "mend", "takes a 6 and s² too", MEND, "that 2 is in s² already", ("3 * s2", "6 * s2")
    ),
    variant(
        "mend", "draws half as wide", MEND, "from -bound to bound",
        ("uniform_(-bound, bound", "uniform_(-bound / 2, bound / 2"),
    ),
    variant(
        "mend", "takes Xavier's fans", MEND, "mean of both fans",
        ("3 * s2 / n_in", "6 * s2 / (n_in + n_out)"),
    ),
    variant(
        "twins", "merges what is nearly equal", TWINS, "compare exactly",
        ("(*W1_nD[j].tolist(), b1_n[j].item())",
         "tuple(round(v, 5) for v in (*W1_nD[j].tolist(), b1_n[j].item()))"),
    ),
    variant(
        "twins", "leaves out what adds up to 0", TWINS, "only twins are merged",
        ("    first, (K, D)",
         "    spoken = [bool(s.any()) for s in sums]\n"
         "    kept = {k: j for (k, j), s in zip(kept.items(), spoken) if s}\n"
         "    sums = [s for s, spoke in zip(sums, spoken) if spoke]\n"
         "    first, (K, D)"),
    ),
    variant(
        "twins", "looks at the sum of a row", TWINS, "equal in its own place",
        ("*W1_nD[j].tolist()", "W1_nD[j].sum().item()"),
    ),
    variant(
        "twins", "wants equal outgoing weights too", TWINS, "whatever their outgoing weights",
        ("b1_n[j].item())", "b1_n[j].item(), *W2_Kn[:, j].tolist())"),
    ),
    variant(
        "twins", "looks at neighbours only", TWINS, "be they neighbours or not",
        ("        if kind not in kept:\n", "        if not kept or kind != list(kept)[-1][1:]:\n            kind = (j, *kind)\n"),
        ("list(kept).index(kind)", "-1"),
    ),
]  # fmt: skip
