"""Plausible wrong answers to the gate of session 07, and what each one must be told."""

from autograder.authored import edited

NORMALISE = """
def normalise(edges, num_nodes, kind="symmetric", self_loops=True):
    if kind not in ("symmetric", "row"):
        raise ValueError(kind)
    A = torch.zeros(num_nodes, num_nodes, dtype=torch.float64)
    for i, j in edges:
        A[i, j] = 1
        A[j, i] = 1
    if self_loops:
        A = A + torch.eye(num_nodes, dtype=torch.float64)
    d = A.sum(dim=1)
    d[d == 0] = 1
    if kind == "symmetric":
        return A / (d[:, None] * d).sqrt()
    return A / d[:, None]
"""

GCN = """
def gcn(S_NN, x_ND, layers, readout=False):
    h = x_ND
    for l, (W, b) in enumerate(layers, start=1):
        h = S_NN @ h @ W + b
        if l < len(layers):
            h = h.relu()
    return h.mean(dim=0) if readout else h
"""

GAP = """
def equivariance_gap(f, A_NN, x_ND, order_N):
    new = f(A_NN[order_N][:, order_N], x_ND[order_N])
    old = f(A_NN, x_ND)[order_N]
    return (new - old).abs().max().item()
"""

COLOURS = """
path_1, path_2, path_100 = 2, 3, 5
ring_100, tree_100, mean_100 = 1, 4, 1
"""

# The two functions of `smoothing` stand in one cell, so each wrong one comes with a right other.
SMOOTHING = """
def smooth_share(h_ND, A_NN):
    e = (A_NN.sum(dim=1) + 1).sqrt()
    e = e / e.norm()
    if h_ND.norm() == 0:
        return 0.0
    left = h_ND - torch.outer(e, e @ h_ND)
    return (left.norm() / h_ND.norm()).item()

def layers_until(A_NN, share):
    if not 0 < share <= 1:
        raise ValueError("share must be above 0 and at most 1")
    A = A_NN.double() + torch.eye(len(A_NN), dtype=torch.float64)
    d = A.sum(dim=1)
    values = torch.linalg.eigvalsh(A / torch.outer(d, d).sqrt())
    rate = values.abs().sort().values[-2].item()
    return math.ceil(math.log(share) / math.log(rate))
"""

COLLAPSE = """
def collapse(S_NN, layers):
    n = len(S_NN)
    W_all, b = layers[0]
    P, C = S_NN, b.expand(n, -1)
    for W, b in layers[1:]:
        P = P @ S_NN
        W_all = W_all @ W
        C = S_NN @ C @ W + b
    return P, W_all, C
"""

SPECTROGRAM = """
def spectrogram(x_NT, window_U, hop):
    U = len(window_U)
    if x_NT.shape[1] < U:
        raise ValueError("the clip is shorter than the window")
    frames = x_NT.unfold(1, U, hop) * window_U
    power = torch.fft.rfft(frames, dim=2).abs().square()
    return power.transpose(1, 2)
"""

CHOOSE = """
def choose(candidates, max_parameters, max_ms, streaming=False):
    left = [c for c in candidates if c["parameters"] <= max_parameters and c["ms"] <= max_ms
            and (c["streams"] or not streaming)]
    if not left:
        return None
    mean = lambda c: sum(c["right"]) / len(c["right"])
    square = lambda c: sum((r - mean(c)) ** 2 for r in c["right"]) / (len(c["right"]) - 1) / len(c["right"])
    best = max(left, key=mean)
    running = [c for c in left if mean(best) - mean(c) <= 2 * math.sqrt(square(best) + square(c))]
    return min(running, key=lambda c: (c["parameters"], -mean(c)))["name"]
"""

WRONG = {
    "normalise": (
        NORMALISE,
        [
            (
                "forgets the self-loops",
                "the self-loops are missing",
                [
                    (
                        "    if self_loops:\n        A = A + torch.eye(num_nodes, dtype=torch.float64)\n",
                        "",
                    )
                ],
            ),
            (
                "always adds self-loops",
                "self_loops=False asks for none",
                [("    if self_loops:\n        A", "    if True:\n        A")],
            ),
            (
                "sums the degrees before the self-loops",
                "before the self-loops came in",
                [
                    (
                        "    if self_loops:\n        A = A + torch.eye(num_nodes, dtype=torch.float64)\n    d = A.sum(dim=1)\n",
                        "    d = A.sum(dim=1)\n    if self_loops:\n        A = A + torch.eye(num_nodes, dtype=torch.float64)\n",
                    )
                ],
            ),
            (
                "takes the row normalisation for both",
                "this is the row normalisation",
                [('if kind == "symmetric":', "if False:")],
            ),
            (
                "takes the symmetric normalisation for both",
                "this is the symmetric normalisation",
                [('if kind == "symmetric":', "if True:")],
            ),
            (
                "divides the columns",
                "you divided column j",
                [("return A / d[:, None]", "return A / d")],
            ),
            (
                "forgets the root",
                "divides by the root of it",
                [("(d[:, None] * d).sqrt()", "(d[:, None] * d)")],
            ),
            ("fills one direction", "one way only", [("        A[j, i] = 1\n", "")]),
            (
                "counts repeated edges",
                "listed twice counts twice",
                [("A[i, j] = 1", "A[i, j] += 1"), ("A[j, i] = 1", "A[j, i] += 1")],
            ),
            ("divides by zero", "NaN or an infinity", [("    d[d == 0] = 1\n", "")]),
            (
                "returns float32",
                "should be float64",
                [
                    (
                        "return A / (d[:, None] * d).sqrt()",
                        "return (A / (d[:, None] * d).sqrt()).float()",
                    )
                ],
            ),
            (
                "accepts any kind",
                "neither symmetric nor row",
                [
                    (
                        '    if kind not in ("symmetric", "row"):\n        raise ValueError(kind)\n',
                        "",
                    )
                ],
            ),
            (
                "defaults to row",
                "this is the row normalisation",
                [('kind="symmetric", self', 'kind="row", self')],
            ),
            (
                "gives a lonely node a self-loop",
                "a self-loop that nobody asked for",
                [
                    (
                        "    d = A.sum(dim=1)\n",
                        "    A = A + torch.diag((A.sum(dim=1) == 0).double())\n    d = A.sum(dim=1)\n",
                    )
                ],
            ),
            (
                "counts the nodes in the edges",
                "no edge mentions is a node too",
                [
                    (
                        "    A = torch.zeros(num_nodes",
                        "    num_nodes = max(map(max, edges)) + 1 if edges else num_nodes\n    A = torch.zeros(num_nodes",
                    )
                ],
            ),
            (
                "adds something small to the degrees",
                "something small added to the degrees",
                [("    d[d == 0] = 1\n", "    d = d + 1e-6\n")],
            ),
            (
                "counts a self-loop as two ends",
                "counts twice in your matrix: an edge from i to i",
                [("A + torch.eye", "A + 2 * torch.eye")],
            ),
            (
                "makes the row normalisation symmetric",
                "the mean of row and column",
                [
                    (
                        "A / (d[:, None] * d).sqrt()",
                        "(A / d[:, None] + A / d) / 2",
                    )
                ],
            ),
            (
                "is kind about the case",
                "neither symmetric nor row",
                [
                    (
                        "    if kind not in",
                        "    kind = str(kind).lower()\n    if kind not in",
                    )
                ],
            ),
        ],
    ),
    "gcn": (
        GCN,
        [
            (
                "bends after the last layer",
                "a ReLU follows the last layer too",
                [("if l < len(layers):", "if True:")],
            ),
            ("never bends", "no ReLU between the layers", [("if l < len(layers):", "if False:")]),
            ("forgets S", "the nodes are not mixed", [("S_NN @ h @ W", "h @ W")]),
            (
                "mixes once",
                "only the first layer mixes",
                [("h = S_NN @ h @ W + b", "h = (S_NN @ h if l == 1 else h) @ W + b")],
            ),
            ("transposes S", "S was transposed", [("S_NN @ h", "S_NN.T @ h")]),
            ("mixes the bias", "the bias was mixed", [("S_NN @ h @ W + b", "S_NN @ (h @ W + b)")]),
            ("forgets the bias", "the bias is missing", [("@ W + b", "@ W")]),
            ("sums in the readout", "the readout is a sum", [("h.mean(dim=0)", "h.sum(dim=0)")]),
            ("reads the first node", "depends on the numbering", [("h.mean(dim=0)", "h[0]")]),
            (
                "averages the features",
                "runs over the features",
                [("h.mean(dim=0)", "h.mean(dim=1)")],
            ),
            (
                "always reads out",
                "without being asked",
                [("h.mean(dim=0) if readout else h", "h.mean(dim=0)")],
            ),
            (
                "stops before the last layer",
                "the last layer is missing",
                [("(layers, start", "(layers[:-1], start")],
            ),
            (
                "bends before W",
                "stands between S h and W",
                [
                    ("h = S_NN @ h @ W + b", "h = (S_NN @ h).relu() @ W + b"),
                    ("            h = h.relu()", "            pass"),
                ],
            ),
            ("bends the input", "bends the input x too", [("h = x_ND", "h = x_ND.relu()")]),
            (
                "mixes in the last layer only",
                "only the last layer mixes",
                [
                    ("h = S_NN @ h @ W + b", "h = (S_NN @ h if l == len(layers) else h) @ W + b"),
                ],
            ),
            (
                "normalises S once more",
                "S was normalised once more",
                [
                    (
                        "    h = x_ND",
                        "    S_NN = S_NN / S_NN.sum(dim=1, keepdim=True)\n    h = x_ND",
                    ),
                ],
            ),
            (
                "bends the readout",
                "the readout was bent",
                [("h.mean(dim=0)", "h.mean(dim=0).relu()")],
            ),
            (
                "reads out before the last layer",
                "averaged before the last layer",
                [
                    (
                        "h = S_NN @ h @ W + b",
                        "h = (h.mean(dim=0).expand_as(h) if readout and l == len(layers) else S_NN @ h) @ W + b",
                    ),
                ],
            ),
        ],
    ),
    "equivariance_gap": (
        GAP,
        [
            ("leaves the edges", "the edges were not", [("A_NN[order_N][:, order_N]", "A_NN")]),
            (
                "reorders the rows of A only",
                "only the rows of A",
                [("A_NN[order_N][:, order_N]", "A_NN[order_N]")],
            ),
            ("leaves the features", "the nodes' features were not", [("x_ND[order_N])", "x_ND)")]),
            (
                "compares with the old order",
                "equivariant is not invariant",
                [("f(A_NN, x_ND)[order_N]", "f(A_NN, x_ND)")],
            ),
            ("keeps the sign", "keeps its sign", [(".abs().max()", ".max()")]),
            (
                "orders the output backwards",
                "in order backwards",
                [("f(A_NN, x_ND)[order_N]", "f(A_NN, x_ND)[order_N.argsort()]")],
            ),
            ("takes the mean", "this is the mean difference", [(".abs().max()", ".abs().mean()")]),
            ("returns a tensor", "the gap is a float", [(".max().item()", ".max()")]),
            (
                "takes A[order, order]",
                "the diagonal",
                [("A_NN[order_N][:, order_N]", "A_NN[order_N, order_N]")],
            ),
            (
                "orders all backwards",
                "both sides are in the backward order",
                [
                    ("    new", "    order_N = order_N.argsort()\n    new"),
                ],
            ),
            (
                "sorts both sides",
                "sorting hides",
                [
                    ("(new - old)", "(new.sort(dim=0).values - old.sort(dim=0).values)"),
                ],
            ),
            ("takes the norm", "this is the norm", [(".abs().max()", ".norm()")]),
            (
                "divides by the outputs",
                "relative to the outputs",
                [(".max().item()", ".max().item() / old.abs().max().item()")],
            ),
            (
                "reorders nothing",
                "does your code reorder anything",
                [
                    ("    new", "    order_N = torch.arange(len(order_N))\n    new"),
                ],
            ),
        ],
    ),
    "colours": (
        COLOURS,
        [
            ("leaves them open", "still None", [("5\n", "None\n")]),
            ("sees no degree", "knows its own degree already", [("= 2, 3, 5", "= 1, 2, 5")]),
            (
                "forgets the neighbours of the ends",
                "a neighbour of degree 1",
                [("= 2, 3, 5", "= 2, 2, 5")],
            ),
            (
                "tells mirror images apart",
                "mirror images, and stay alike",
                [("= 2, 3, 5", "= 2, 3, 9")],
            ),
            ("forgets the middle", "the node in the middle", [("= 2, 3, 5", "= 2, 3, 4")]),
            ("thinks of oversmoothing", "states only part", [("= 2, 3, 5", "= 2, 3, 1")]),
            ("gives a ring ends", "a ring has no ends", [("= 1, 4, 1", "= 5, 4, 1")]),
            (
                "counts the degrees of the tree",
                "the degrees are 1, 2 and 3",
                [("= 1, 4, 1", "= 1, 3, 1")],
            ),
            (
                "counts the nodes of the tree",
                "every pair of sisters",
                [("= 1, 4, 1", "= 1, 15, 1")],
            ),
            ("lets the mean count", "a mean forgets how many", [("= 1, 4, 1", "= 1, 4, 5")]),
        ],
    ),
    "smoothing": (
        SMOOTHING,
        [
            (
                "takes the constants away",
                "you took the constants away",
                [("(A_NN.sum(dim=1) + 1).sqrt()", "torch.ones_like(A_NN[0])")],
            ),
            (
                "forgets the self-loops in the degrees",
                "do not count the self-loops",
                [("(A_NN.sum(dim=1) + 1).sqrt()", "A_NN.sum(dim=1).sqrt()")],
            ),
            (
                "takes the degrees",
                "S keeps their roots",
                [("(A_NN.sum(dim=1) + 1).sqrt()", "(A_NN.sum(dim=1) + 1)")],
            ),
            (
                "returns the share inside",
                "the one outside was asked for",
                [("(left.norm() / h_ND.norm())", "((h_ND - left).norm() / h_ND.norm())")],
            ),
            (
                "does not divide",
                "divided by the length of H",
                [("(left.norm() / h_ND.norm())", "left.norm()")],
            ),
            ("does not normalise e", "the length of e is not 1", [("    e = e / e.norm()\n", "")]),
            (
                "divides by zero",
                "for H = 0 return 0",
                [("    if h_ND.norm() == 0:\n        return 0.0\n", "")],
            ),
            ("rounds down", "rounded down", [("math.ceil", "math.floor")]),
            (
                "keeps the sign of the eigenvalues",
                "with its sign",
                [("values.abs().sort().values[-2]", "values[-2]")],
            ),
            (
                "forgets the self-loops in S",
                "without self-loops",
                [("A_NN.double() + torch.eye(len(A_NN), dtype=torch.float64)", "A_NN.double()")],
            ),
            (
                "takes the smallest eigenvalue",
                "you took the smallest",
                [("values.abs().sort().values[-2]", "values.abs().sort().values[0]")],
            ),
            (
                "accepts any share",
                "raise a ValueError of your own",
                [
                    (
                        '    if not 0 < share <= 1:\n        raise ValueError("share must be above 0 and at most 1")\n',
                        "",
                    )
                ],
            ),
            (
                "returns a float",
                "a number of layers is an int",
                [
                    (
                        "return math.ceil(math.log(share) / math.log(rate))",
                        "return float(math.ceil(math.log(share) / math.log(rate)))",
                    )
                ],
            ),
            (
                "takes the square",
                "a ratio of lengths, not of squares",
                [("math.log(share) /", "0.5 * math.log(share) /")],
            ),
            (
                "takes 1 minus the share inside",
                "the squares of the lengths that add up",
                [
                    ("(left.norm() / h_ND.norm())", "(1 - (h_ND - left).norm() / h_ND.norm())"),
                ],
            ),
            (
                "squares the share",
                "this is the square of the share",
                [
                    ("(left.norm() / h_ND.norm())", "(left.norm() / h_ND.norm()).square()"),
                ],
            ),
            (
                "averages the features' shares",
                "each feature has its own share",
                [
                    ("(left.norm() / h_ND.norm())", "(left.norm(dim=0) / h_ND.norm(dim=0)).mean()"),
                ],
            ),
            (
                "turns a share of 1 away",
                "no layer is needed",
                [("0 < share <= 1", "0 < share < 1")],
            ),
            (
                "adds one after rounding down",
                "one layer too many",
                [
                    (
                        "math.ceil(math.log(share) / math.log(rate))",
                        "int(math.log(share) / math.log(rate)) + 1",
                    ),
                ],
            ),
            ("rounds to the nearest", "rounded down", [("math.ceil", "round")]),
        ],
    ),
    "collapse": (
        COLLAPSE,
        [
            ("leaves S as it is", "P is S itself", [("        P = P @ S_NN\n", "")]),
            (
                "raises the entries to a power",
                "S @ S is not S * S",
                [("P = P @ S_NN", "P = P * S_NN")],
            ),
            (
                "multiplies in the wrong order",
                "in the wrong order",
                [("W_all = W_all @ W", "W_all = W @ W_all")],
            ),
            (
                "keeps the first W",
                "that of the first layer alone",
                [("        W_all = W_all @ W\n", "")],
            ),
            (
                "takes the biases past S",
                "did not pass through S",
                [("C = S_NN @ C @ W + b", "C = C @ W + b")],
            ),
            (
                "keeps the last bias",
                "only the last bias",
                [("C = S_NN @ C @ W + b", "C = b.expand(n, -1)")],
            ),
            (
                "mixes each bias by its own layer",
                "its own layer's S too",
                [
                    ("C = S_NN, b.expand(n, -1)", "C = S_NN, S_NN @ b.expand(n, -1)"),
                    ("C = S_NN @ C @ W + b", "C = S_NN @ (C @ W + b)"),
                ],
            ),
            ("loses the later biases", "only the first bias", [("@ W + b", "@ W")]),
            ("one power too many", "one power too high", [("P, C = S_NN,", "P, C = S_NN @ S_NN,")]),
            ("returns W first", "W came first", [("return P, W_all, C", "return W_all, P, C")]),
            (
                "mixes the later biases",
                "were both mixed",
                [("S_NN @ C @ W + b", "S_NN @ (C @ W + b)")],
            ),
            (
                "loses the first bias",
                "the first bias is missing",
                [("b.expand(n, -1)", "torch.zeros(n, len(b), dtype=b.dtype)")],
            ),
            (
                "mixes C by S transposed",
                "through S transposed",
                [("S_NN @ C @ W", "S_NN.T @ C @ W")],
            ),
            (
                "mixes C by the whole power",
                "the whole power of S",
                [
                    ("S_NN @ C @ W", "torch.linalg.matrix_power(S_NN, len(layers)) @ C @ W"),
                ],
            ),
            (
                "gives one layer's C one row",
                "C has one row for one layer",
                [
                    (
                        "    return P, W_all, C",
                        "    return P, W_all, C if len(layers) > 1 else b[None]",
                    ),
                ],
            ),
        ],
    ),
    "spectrogram": (
        SPECTROGRAM,
        [
            (
                "lays time downwards",
                "time and frequency are exchanged",
                [("power.transpose(1, 2)", "power")],
            ),
            ("forgets the square", "its square was asked for", [(".abs().square()", ".abs()")]),
            (
                "forgets the window",
                "the window is missing",
                [("x_NT.unfold(1, U, hop) * window_U", "x_NT.unfold(1, U, hop)")],
            ),
            (
                "does not overlap",
                "the frames do not overlap",
                [("x_NT.unfold(1, U, hop)", "x_NT.unfold(1, U, U)")],
            ),
            ("takes the real part", "the real part only", [(".abs().square()", ".real.square()")]),
            (
                "keeps all frequencies",
                "only repeat the others",
                [("torch.fft.rfft", "torch.fft.fft")],
            ),
            (
                "drops the highest frequency",
                "the highest frequency is missing",
                [("power.transpose(1, 2)", "power.transpose(1, 2)[:, :-1]")],
            ),
            (
                "drops the last frame",
                "the last frame is missing",
                [("power.transpose(1, 2)", "power.transpose(1, 2)[:, :, :-1]")],
            ),
            (
                "pads and centres",
                "centred on their places",
                [
                    (
                        "    frames = x_NT.unfold(1, U, hop) * window_U\n    power = torch.fft.rfft(frames, dim=2).abs().square()\n    return power.transpose(1, 2)",
                        "    z = torch.stft(x_NT, U, hop, window=window_U, pad_mode='constant', return_complex=True)\n    return z.abs().square()",
                    )
                ],
            ),
            (
                "takes the logarithm",
                "this is the logarithm",
                [("power.transpose(1, 2)", "power.transpose(1, 2).log()")],
            ),
            (
                "lets torch complain",
                "raise a ValueError that says so",
                [
                    (
                        '    if x_NT.shape[1] < U:\n        raise ValueError("the clip is shorter than the window")\n',
                        "",
                    )
                ],
            ),
            (
                "computes in float64",
                "and your result is",
                [("x_NT.unfold(1, U, hop)", "x_NT.double().unfold(1, U, hop)")],
            ),
            (
                "leaves torch.stft its padding",
                "unless it is told center=False",
                [
                    (
                        "    frames = x_NT.unfold(1, U, hop) * window_U\n    power = torch.fft.rfft(frames, dim=2).abs().square()\n    return power.transpose(1, 2)",
                        "    z = torch.stft(x_NT, U, hop, window=window_U, return_complex=True)\n    return z.abs().square()",
                    )
                ],
            ),
            (
                "pads the last frame",
                "there is a frame too many",
                [
                    (
                        "    frames = x_NT",
                        "    x_NT = torch.nn.functional.pad(x_NT, (0, (U - x_NT.shape[1]) % hop))\n    frames = x_NT",
                    ),
                ],
            ),
            ("transforms over the frames", "ran over the frames", [("dim=2", "dim=1")]),
            (
                "windows the clips in place",
                "in place",
                [
                    (
                        "    frames = x_NT.unfold(1, U, hop) * window_U",
                        "    frames = x_NT.unfold(1, U, hop)\n    for m in range(frames.shape[1]):\n        frames[:, m] *= window_U",
                    ),
                ],
            ),
            (
                "turns away a clip as long as the window",
                "has one frame, and your code raised",
                [("x_NT.shape[1] < U", "x_NT.shape[1] <= U")],
            ),
            (
                "divides by the length",
                "divided by the length of the window",
                [(".abs().square()", ".abs().div(U).square()")],
            ),
        ],
    ),
    "choose": (
        CHOOSE,
        [
            (
                "takes the highest mean",
                "you took the highest mean",
                [
                    (
                        "    running = [c for c in left if mean(best) - mean(c) <= 2 * math.sqrt(square(best) + square(c))]\n",
                        "    running = [best]\n",
                    )
                ],
            ),
            (
                "ignores streaming",
                "cannot answer before the input is complete",
                [('(c["streams"] or not streaming)', "True")],
            ),
            (
                "always asks for streaming",
                "streaming was not asked for",
                [('(c["streams"] or not streaming)', 'c["streams"]')],
            ),
            (
                "ignores the milliseconds",
                "more milliseconds than are allowed",
                [('c["ms"] <= max_ms', "True")],
            ),
            (
                "ignores the parameters",
                "more parameters than are allowed",
                [('c["parameters"] <= max_parameters', "True")],
            ),
            (
                "excludes the limit",
                "just at the limit",
                [('c["ms"] <= max_ms', 'c["ms"] < max_ms')],
            ),
            (
                "takes the smallest",
                "more than two standard errors",
                [("<= 2 * math", "<= 200 * math")],
            ),
            (
                "uses standard deviations",
                "smaller by √R",
                [('(len(c["right"]) - 1) / len(c["right"])', '(len(c["right"]) - 1)')],
            ),
            (
                "divides by R",
                "it is R - 1",
                [('(len(c["right"]) - 1) / len(c["right"])', 'len(c["right"]) ** 2')],
            ),
            ("takes one standard error", "one standard error", [("<= 2 * math", "<= math")]),
            (
                "takes one variance",
                "both means are uncertain",
                [("square(best) + square(c)", "square(c)")],
            ),
            (
                "takes the quickest",
                "not the quickest",
                [('(c["parameters"], -mean(c))', '(c["ms"], -mean(c))')],
            ),
            (
                "takes the worse of equals",
                "the one with the higher mean",
                [('(c["parameters"], -mean(c))', '(c["parameters"], mean(c))')],
            ),
            (
                "takes the quicker of equals",
                "you took the quicker one",
                [
                    ('(c["parameters"], -mean(c))', '(c["parameters"], c["ms"])'),
                ],
            ),
            (
                "takes deviations for variances",
                "is no standard error",
                [
                    ('(len(c["right"]) - 1) / len', '(len(c["right"]) - 1)) ** 0.5 / len'),
                    ("square = lambda c: sum(", "square = lambda c: (sum("),
                ],
            ),
            (
                "adds two standard errors",
                "their squares that add up",
                [
                    (
                        "math.sqrt(square(best) + square(c))",
                        "(math.sqrt(square(best)) + math.sqrt(square(c)))",
                    ),
                ],
            ),
            (
                "takes the variance of the best only",
                "only the variance of the best",
                [
                    ("square(best) + square(c)", "square(best)"),
                ],
            ),
            (
                "asks for less than two",
                "a difference of just so much",
                [
                    ("if mean(best) - mean(c) <= 2", "if c is best or mean(best) - mean(c) < 2"),
                ],
            ),
            (
                "ranks by the median",
                "the highest median",
                [
                    (
                        "best = max(left, key=mean)",
                        'best = max(left, key=lambda c: __import__("statistics").median(c["right"]))',
                    ),
                ],
            ),
            (
                "ranks by the luckiest seed",
                "the highest single seed",
                [
                    (
                        "best = max(left, key=mean)",
                        'best = max(left, key=lambda c: max(c["right"]))',
                    ),
                ],
            ),
            (
                "compares along a chain",
                "but from the best it can",
                [
                    (
                        "    return min(running",
                        "    for c in sorted(left, key=mean, reverse=True):\n        if c not in running and any(mean(e) - mean(c) <= 2 * math.sqrt(square(e) + square(c)) for e in running):\n            running.append(c)\n    return min(running",
                    ),
                ],
            ),
            (
                "wants no streaming where none is asked for",
                "threw out all that can do it",
                [
                    ('(c["streams"] or not streaming)', 'c["streams"] == streaming'),
                ],
            ),
            (
                "raises where none is left",
                "no candidate is admissible",
                [
                    ("        return None", '        raise ValueError("none is left")'),
                ],
            ),
            ("returns the candidate", "its name was asked for", [('["name"]', "")]),
        ],
    ),
}

MISCONCEPTIONS = [
    {"task": task, "name": name, "code": edited(code, *changes), "says": says}
    for task, (code, wrong) in WRONG.items()
    for name, says, changes in wrong
]
MISCONCEPTIONS.append(
    {
        "task": "equivariance_gap",
        "name": "leaves it as it is",
        "code": """
def equivariance_gap(f, A_NN, x_ND, order_N):
    new = f(A_NN[order_N], x_ND[order_N])
    return (new - f(A_NN, x_ND)).max().item()
""",
        "says": "all three faults are still there",
    }
)
