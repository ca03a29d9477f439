"""Plausible wrong answers to the gate of session 04, and what each one must be told."""

from autograder.authored import edited

CONV2D = """
def conv2d(x_CHW, W_OCkl, b_O, stride=1, padding=0, dilation=1):
    C, H, W = x_CHW.shape
    O, _, k, l = W_OCkl.shape
    Y = (H + 2 * padding - dilation * (k - 1) - 1) // stride + 1
    X = (W + 2 * padding - dilation * (l - 1) - 1) // stride + 1
    if Y < 1 or X < 1:
        raise ValueError("does not fit")
    x = functional.pad(x_CHW, (padding, padding, padding, padding))
    y = torch.zeros(O, Y, X, dtype=x.dtype)
    for o, i, j in itertools.product(range(O), range(Y), range(X)):
        for c, u, v in itertools.product(range(C), range(k), range(l)):
            y[o, i, j] += W_OCkl[o, c, u, v] * x[c, i * stride + u * dilation, j * stride + v * dilation]
    return y + b_O[:, None, None]
"""

# The functions that share a cell come in pairs, a wrong one with a right other.
CONV_MATRIX = """
def conv_matrix(W_kl, height, width, stride=1, padding=0):
    k, l = W_kl.shape
    Y, X = (height + 2 * padding - k) // stride + 1, (width + 2 * padding - l) // stride + 1
    M = torch.zeros(Y * X, height * width, dtype=W_kl.dtype)
    for i, j, u, v in itertools.product(range(Y), range(X), range(k), range(l)):
        r, c = i * stride + u - padding, j * stride + v - padding
        if 0 <= r < height and 0 <= c < width:
            M[i * X + j, r * width + c] = W_kl[u, v]
    return M
"""
COLLAPSE = """
def collapse(W1_MCkl, b1_M, W2_OMmn, b2_O):
    M, C, k, l = W1_MCkl.shape
    O, _, m, n = W2_OMmn.shape
    W = torch.zeros(O, C, k + m - 1, l + n - 1, dtype=W1_MCkl.dtype)
    for u, v in itertools.product(range(m), range(n)):
        W[:, :, u : u + k, v : v + l] += torch.einsum("om,mckl->ockl", W2_OMmn[:, :, u, v], W1_MCkl)
    return W, W2_OMmn.sum(dim=(2, 3)) @ b1_M + b2_O
"""
CONV_COST = """
def conv_cost(channels_in, channels_out, kernel, size, stride=1, padding=0, dilation=1, groups=1):
    if channels_in % groups or channels_out % groups:
        raise ValueError("groups")
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("does not fit")
    side = room // stride + 1
    weights = channels_out * (channels_in // groups) * kernel**2
    return side, weights + channels_out, weights * side**2
"""
FIELD = """
def receptive_field(layers, i):
    first = last = i
    for kernel, stride, padding, dilation in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + dilation * (kernel - 1)
    return first, last
"""
FORWARD = """
def receptive_field(layers, i):
    size, jump, start = 1, 1, 0
    for kernel, stride, padding, dilation in layers:
        size += dilation * (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return start + i * jump, start + i * jump + size - 1
"""
MAX_POOL = """
def max_pool(x_HW, kernel, stride, grad_YX):
    Y, X = grad_YX.shape
    y, grad_x = torch.empty(Y, X, dtype=x_HW.dtype), torch.zeros_like(x_HW)
    for i, j in itertools.product(range(Y), range(X)):
        top, left = i * stride, j * stride
        window = x_HW[top : top + kernel, left : left + kernel]
        best = window.max()
        places = (window == best).nonzero().tolist()
        y[i, j] = best
        for r, c in places[:1]:
            grad_x[top + r, left + c] += grad_YX[i, j]
    return y, grad_x
"""
GAP = """
def equivariance_gap(layer, x_BCHW, shift, stride=1):
    if shift[0] % stride or shift[1] % stride:
        raise ValueError("between places")
    moved = (shift[0] // stride, shift[1] // stride)
    first = layer(x_BCHW.roll(tuple(shift), dims=(2, 3)))
    last = layer(x_BCHW).roll(moved, dims=(2, 3))
    return (first - last).abs().max().item()
"""
SEPARABLE = """
def separable(x_BCHW, D_Ckl, P_OC, padding=0, dilation=1):
    (B, C, H, W), (k, l) = x_BCHW.shape, D_Ckl.shape[1:]
    x = functional.pad(x_BCHW, (padding, padding, padding, padding))
    Y, X = H + 2 * padding - dilation * (k - 1), W + 2 * padding - dilation * (l - 1)
    h = x.new_zeros(B, C, Y, X)
    for u, v in itertools.product(range(k), range(l)):
        top, left = u * dilation, v * dilation
        h += D_Ckl[:, u, v, None, None] * x[:, :, top : top + Y, left : left + X]
    return torch.einsum("oc,bcyx->boyx", P_OC, h)
"""
SMALL = """
def small_cnn(x_N1HW, y_N, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1),
        nn.Flatten(), nn.Linear(16, 10))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(12):
        for chosen in torch.randperm(len(x_N1HW)).split(50):
            optimizer.zero_grad()
            functional.cross_entropy(net(x_N1HW[chosen]), y_N[chosen]).backward()
            optimizer.step()
    return net
"""


def wrong(task, base, rows, beside=""):
    """Return an entry for each (name, words of the message, *changes) of `base`."""
    return [
        {"task": task, "name": name, "says": says, "code": edited(base, *changes) + beside}
        for name, says, *changes in rows
    ]


PAD = "(padding, padding, padding, padding)"
MISCONCEPTIONS = [
    *wrong(
        "conv2d",
        CONV2D,
        [
            (
                "flips the kernel",
                "your kernels are flipped",
                ("W_OCkl[o, c, u, v]", "W_OCkl[o, c, k - 1 - u, l - 1 - v]"),
            ),
            (
                "pads rows only, and counts right",
                "IndexError",
                (PAD, "(0, 0, padding, padding)"),
            ),
            (
                "pads one side of each axis",
                "the padding stands on the top and left only",
                (PAD, "(2 * padding, 0, 2 * padding, 0)"),
            ),
            (
                "counts the padding once",
                "the padding goes on both sides",
                ("H + 2 * padding", "H + padding"),
                ("W + 2 * padding", "W + padding"),
            ),
            ("counts one place too few", "one place too few", ("// stride + 1", "// stride")),
            (
                "counts one place too many",
                "of the padded picture",
                ("// stride + 1", "// stride + 2"),
            ),
            (
                "strides before it dilates",
                "of the padded picture",
                ("i * stride + u * dilation", "(i + u * dilation) * stride"),
                ("j * stride + v * dilation", "(j + v * dilation) * stride"),
            ),
            (
                "forgets the dilation in the address",
                "the taps stand side by side",
                ("u * dilation", "u"),
                ("v * dilation", "v"),
            ),
            (
                "forgets the stride in the address",
                "moves by one pixel at a time",
                ("i * stride", "i"),
                ("j * stride", "j"),
            ),
            ("forgets the bias", "the bias is missing", (" + b_O[:, None, None]", "")),
            (
                "adds the bias at every tap",
                "the bias was added at every tap",
                (" + b_O[:, None, None]", ""),
                ("y[o, i, j] += ", "y[o, i, j] += b_O[o] + "),
            ),
            (
                "sums over the first channel only",
                "only the first channel counts",
                ("range(C), range(k)", "range(1), range(k)"),
            ),
            (
                "loses the dtype",
                "keep the dtype",
                ("return y + b_O[:, None, None]", "return (y + b_O[:, None, None]).float()"),
            ),
            (
                "never refuses",
                "raise a ValueError",
                ("if Y < 1 or X < 1:", "if False:"),
                ("torch.zeros(O, Y, X", "torch.zeros(O, max(Y, 0), max(X, 0)"),
            ),
            ("refuses for rows only", "raise a ValueError", ("if Y < 1 or X < 1:", "if Y < 1:")),
            (
                "pads with the border's pixels",
                "padded with its own pixels",
                (
                    f"functional.pad(x_CHW, {PAD})",
                    f"functional.pad(x_CHW[None], {PAD}, mode='replicate')[0]",
                ),
            ),
            (
                "pads columns only, and counts so",
                "both sides of both axes",
                ("H + 2 * padding", "H"),
                (PAD, "(padding, padding, 0, 0)"),
            ),
            (
                "gives the kernel a span of dk",
                "neither k nor dk",
                ("dilation * (k - 1) - 1", "dilation * k"),
                ("dilation * (l - 1) - 1", "dilation * l"),
            ),
            (
                "leaves the dilation out of the size",
                "There are 4 by 5 places",
                ("dilation * (k - 1) - 1", "k"),
                ("dilation * (l - 1) - 1", "l"),
            ),
            ("strides the rows only", "only the rows follow the stride", ("j * stride", "j")),
            ("strides the columns only", "only the columns follow the stride", ("i * stride", "i")),
            ("dilates the rows only", "only the rows are dilated", ("v * dilation", "v")),
            ("dilates the columns only", "only the columns are dilated", ("u * dilation", "u")),
            (
                "takes channel 0 of the kernel for all",
                "all channels met the weights",
                ("W_OCkl[o, c, u, v]", "W_OCkl[o, 0, u, v]"),
            ),
            (
                "runs the columns of the kernel by its rows",
                "There are 3 by 6 places",
                ("range(l)", "range(k)"),
            ),
            (
                "rounds a negative room towards zero",
                "does not fit",
                ("Y = (H", "Y = int((H"),
                ("X = (W", "X = int((W"),
                ("// stride + 1", "/ stride) + 1"),
            ),
            ("refuses by the rows only", "does not fit", ("if Y < 1 or X < 1", "if Y < 1")),
            (
                "guards the far borders only",
                "from the other end of the picture",
                (f"functional.pad(x_CHW, {PAD})", "x_CHW"),
                (
                    "y[o, i, j] +=",
                    "r, s = i * stride + u * dilation - padding, j * stride + v * dilation - padding\n            if r < H and s < W:\n                y[o, i, j] +=",
                ),
                ("x[c, i * stride + u * dilation, j * stride + v * dilation]", "x[c, r, s]"),
            ),
            (
                "spreads the taps by the stride, and guards",
                "not (i + u·d)·s",
                (f"functional.pad(x_CHW, {PAD})", "x_CHW"),
                (
                    "y[o, i, j] +=",
                    "r, s = (i + u * dilation) * stride - padding, (j + v * dilation) * stride - padding\n            if 0 <= r < H and 0 <= s < W:\n                y[o, i, j] +=",
                ),
                ("x[c, i * stride + u * dilation, j * stride + v * dilation]", "x[c, r, s]"),
            ),
        ],
    ),
    *wrong(
        "affine",
        CONV_MATRIX,
        [
            (
                "is transposed",
                "M is transposed",
                ("M = torch.zeros(Y * X, height * width", "M = torch.zeros(height * width, Y * X"),
                ("M[i * X + j, r * width + c]", "M[r * width + c, i * X + j]"),
            ),
            (
                "flips the kernel",
                "stands flipped in the rows",
                ("= W_kl[u, v]", "= W_kl.flip(0, 1)[u, v]"),
            ),
            (
                "numbers by columns",
                "numbered column by column",
                ("r * width + c", "c * height + r"),
            ),
            (
                "numbers the outputs by columns",
                "the outputs are numbered column by column",
                ("i * X + j", "j * Y + i"),
            ),
            (
                "wraps round the border",
                "wrapped round to the other side",
                (
                    "if 0 <= r < height and 0 <= c < width:",
                    "r, c = r % height, c % width\n        if True:",
                ),
            ),
            (
                "forgets the padding",
                "the padding shifted the picture",
                ("+ u - padding", "+ u"),
                ("+ v - padding", "+ v"),
            ),
            (
                "forgets the stride",
                "moves by one pixel at a time",
                ("i * stride", "i"),
                ("j * stride", "j"),
            ),
            ("loses the dtype", "keep the dtype", (", dtype=W_kl.dtype", "")),
            (
                "gives the padding columns",
                "none for the padding",
                ("height * width", "(height + 2 * padding) * (width + 2 * padding)"),
                ("u - padding, j * stride + v - padding", "u, j * stride + v"),
                ("if 0 <= r < height and 0 <= c < width", "if True"),
                ("r * width", "r * (width + 2 * padding)"),
            ),
            (
                "numbers the pixels by the height",
                "row r of the picture begins",
                ("r * width + c", "r * height + c"),
            ),
            (
                "numbers the outputs by their height",
                "row i of the output begins",
                ("i * X + j", "i * Y + j"),
            ),
            (
                "guards the far borders only",
                "counts from the other end",
                ("0 <= r < height and 0 <= c < width", "r < height and c < width"),
            ),
            (
                "guards the flat number only",
                "slid into the row above or below",
                ("0 <= r < height and 0 <= c < width", "0 <= r * width + c < height * width"),
            ),
            (
                "leaves the padding out of the size",
                "a row for each place",
                ("height + 2 * padding", "height"),
                ("width + 2 * padding", "width"),
            ),
            ("makes a matrix of float32", "keep the dtype", (", dtype=W_kl.dtype", "")),
        ],
        COLLAPSE,
    ),
    *wrong(
        "affine",
        COLLAPSE,
        [
            (
                "correlates the kernels",
                "without flipping it",
                ("u : u + k, v : v + l", "m - 1 - u : m - 1 - u + k, n - 1 - v : n - 1 - v + l"),
            ),
            ("lays the result upside down", "upside down", ("return W,", "return W.flip(2, 3),")),
            (
                "loses the first biases",
                "first layer's biases are lost",
                ("W2_OMmn.sum(dim=(2, 3)) @ b1_M + ", ""),
            ),
            (
                "adds the first biases as they are",
                "added as they are",
                ("W2_OMmn.sum(dim=(2, 3)) @ b1_M", "b1_M.sum()"),
            ),
            (
                "lets them meet one tap",
                "met one tap only",
                ("W2_OMmn.sum(dim=(2, 3))", "W2_OMmn[:, :, 0, 0]"),
            ),
            (
                "takes the mean of the kernel",
                "met the mean of the kernel",
                ("W2_OMmn.sum(", "W2_OMmn.mean("),
            ),
            ("loses the second biases", "second layer's biases are lost", (" + b2_O", "")),
            (
                "uses one channel between",
                "only the first channel between",
                ("W2_OMmn[:, :, u, v], W1_MCkl)", "W2_OMmn[:, :1, u, v], W1_MCkl[:1])"),
            ),
            (
                "keeps the first kernel's size",
                "reach over k + m - 1",
                ("return W,", "return W[:, :, :k, :l],"),
            ),
            (
                "writes over instead of adding",
                "each wrote over the one before",
                ("] += torch", "] = torch"),
            ),
            (
                "adds the first biases as they are",
                "were added as they are",
                ("W2_OMmn.sum(dim=(2, 3)) @ b1_M", "b1_M"),
            ),
            (
                "sums the whole of W2 for each kernel",
                "a sum of its own",
                ("W2_OMmn.sum(dim=(2, 3)) @ b1_M", "W2_OMmn.sum() * b1_M.sum()"),
            ),
            (
                "sums over the wrong axis of W2",
                "The channels between the layers",
                ('"om,mckl', '"mo,mckl'),
            ),
            (
                "gives the kernel k + m taps",
                "reach over k + m - 1",
                ("O, C, k + m - 1, l + n - 1", "O, C, k + m, l + n"),
            ),
            (
                "lays the channels first",
                "O kernels of C channels",
                ("return W,", "return W.transpose(0, 1),"),
            ),
        ],
        CONV_MATRIX,
    ),
    *wrong(
        "cost",
        CONV_COST,
        [
            ("is off by one", "one too small", ("// stride + 1", "// stride")),
            ("pads once", "an axis grows by 2p", ("2 * padding", "padding")),
            (
                "forgets the dilation",
                "the dilation is missing in the side",
                ("dilation * (kernel - 1)", "(kernel - 1)"),
            ),
            ("spans dk", "not dk", ("dilation * (kernel - 1) - 1", "dilation * kernel")),
            ("rounds up", "rounded up", ("room // stride", "-(-room // stride)")),
            ("forgets the biases", "the biases are missing", ("weights + channels_out", "weights")),
            (
                "gives biases to the inputs",
                "one bias for each input channel",
                ("weights + channels_out", "weights + channels_in"),
            ),
            (
                "ignores the groups",
                "the groups are not used",
                ("(channels_in // groups)", "channels_in"),
            ),
            (
                "divides twice by the groups",
                "divided by the groups twice",
                (
                    "channels_out * (channels_in // groups)",
                    "(channels_out // groups) * (channels_in // groups)",
                ),
            ),
            (
                "counts places once",
                "each weight is used at every place",
                ("weights * side**2", "weights"),
            ),
            ("counts one side", "side² places", ("weights * side**2", "weights * side")),
            (
                "counts the input's places",
                "not of the input",
                ("weights * side**2", "weights * size**2"),
            ),
            (
                "multiplies the biases",
                "a bias multiplies nothing",
                ("weights * side**2", "(weights + channels_out) * side**2"),
            ),
            (
                "counts additions too",
                "count the multiplications",
                ("weights * side**2", "2 * weights * side**2"),
            ),
            (
                "never checks the groups",
                "raise a ValueError",
                ("channels_in % groups or channels_out % groups", "False"),
            ),
            (
                "checks the input's groups only",
                "output channels",
                (" or channels_out % groups", ""),
            ),
            ("never checks the fit", "does not fit into 4", ("room < 0", "False")),
            ("returns floats", "whole numbers", ("weights * side**2", "weights * side**2 / 1")),
            (
                "rounds a negative room towards zero",
                "whatever the stride",
                (
                    '    if room < 0:\n        raise ValueError("does not fit")\n    side = room // stride + 1',
                    '    side = int(room / stride) + 1\n    if side < 1:\n        raise ValueError("does not fit")',
                ),
            ),
            ("adds one bias", "O of them and not one", ("weights + channels_out,", "weights + 1,")),
            (
                "adds a bias for each place",
                "one bias for all its places",
                ("weights + channels_out,", "weights + channels_out * side**2,"),
            ),
            (
                "multiplies the taps by the places only",
                "the channels are missing",
                ("weights * side**2", "kernel**2 * side**2"),
            ),
        ],
        FIELD,
    ),
    *wrong(
        "cost",
        FIELD,
        [
            ("starts at the input", "begin at the output", ("reversed(layers)", "layers")),
            ("forgets the padding", "the padding is missing", (" - padding", "")),
            ("forgets the strides", "the strides are missing", (" * stride", "")),
            (
                "forgets the dilation",
                "the dilation is missing",
                ("dilation * (kernel - 1)", "(kernel - 1)"),
            ),
            ("adds the whole kernel", "not k", ("(kernel - 1)", "kernel")),
            (
                "reverses the caller's list",
                "reverse it in place",
                ("    first = last = i\n", "    first = last = i\n    layers.reverse()\n"),
                ("reversed(layers)", "layers"),
            ),
            (
                "starts at output 0",
                "this is the field of output 0",
                ("first = last = i", "first = last = 0"),
            ),
            (
                "takes dk - 1 for the reach",
                "not dk - 1",
                ("dilation * (kernel - 1)", "dilation * kernel - 1"),
            ),
            (
                "adds the padding at the end",
                "moves both the first and the last",
                ("last * stride - padding", "last * stride + padding"),
            ),
            (
                "multiplies the padding by the stride",
                "has multiplied its padding",
                ("first * stride - padding", "(first - padding) * stride"),
                (
                    "last * stride - padding + dilation * (kernel - 1)",
                    "(last - padding + dilation * (kernel - 1)) * stride",
                ),
            ),
            (
                "cuts off what lies outside",
                "may be below 0",
                ("return first, last", "return max(first, 0), last"),
            ),
        ],
        CONV_COST,
    ),
    *wrong(
        "cost",
        FORWARD,
        [
            (
                "counts each padding in input pixels",
                "counted in its own pixels",
                ("padding * jump", "padding"),
            ),
            (
                "lays the field around the output's place",
                "laid around i times the jump",
                ("start + i * jump, start", "i * jump - size // 2, i * jump - size // 2"),
                ("- size // 2 + i * jump", "- size // 2"),
            ),
        ],
        CONV_COST,
    ),
    *wrong(
        "max_pool",
        MAX_POOL,
        [
            (
                "gives to every maximum",
                "every largest pixel got the whole gradient",
                ("places[:1]", "places"),
            ),
            (
                "shares among maxima",
                "shared out among equal pixels",
                ("places[:1]", "places"),
                ("grad_YX[i, j]", "grad_YX[i, j] / len(places)"),
            ),
            (
                "gives to the last maximum",
                "the last one got the gradient",
                ("places[:1]", "places[-1:]"),
            ),
            ("writes over", "wrote one gradient over the other", ("+= grad_YX", "= grad_YX")),
            (
                "searches from 0 on",
                "searched for from 0 on",
                ("y[i, j] = best", "y[i, j] = max(best, 0)"),
            ),
            ("takes the mean", "these are means", ("y[i, j] = best", "y[i, j] = window.mean()")),
            ("ignores the gradient", "the gradient by y is not used", ("+= grad_YX[i, j]", "+= 1")),
            (
                "multiplies by the maximum",
                "multiplied by the maximum itself",
                ("+= grad_YX[i, j]", "+= grad_YX[i, j] * best"),
            ),
            (
                "steps by the kernel",
                "starts at pixel (i·stride, j·stride)",
                ("i * stride, j * stride", "i * kernel, j * kernel"),
            ),
            (
                "loses the dtype",
                "keep the dtype",
                ("torch.empty(Y, X, dtype=x_HW.dtype)", "torch.empty(Y, X)"),
            ),
            (
                "changes the map",
                "you changed what was handed to you",
                ("    return y,", "    x_HW.zero_()\n    return y,"),
            ),
            (
                "counts windows that hang over the edge",
                "starts at pixel",
                ("Y, X = grad_YX.shape", "H, W = x_HW.shape\n    Y, X = H // stride, W // stride"),
            ),
            (
                "counts windows side by side",
                "the first before any step",
                ("Y, X = grad_YX.shape", "H, W = x_HW.shape\n    Y, X = H // kernel, W // kernel"),
            ),
            (
                "starts the search at -1000",
                "from a fixed number on",
                ("y[i, j] = best", "y[i, j] = max(best, -1000.0)"),
            ),
            (
                "exchanges row and column in the window",
                "are exchanged",
                ("top + r, left + c", "top + c, left + r"),
            ),
            (
                "breaks ties column by column",
                "column by column",
                (
                    "(window == best).nonzero().tolist()",
                    "sorted((window == best).nonzero().tolist(), key=lambda p: p[::-1])",
                ),
            ),
            (
                "forgets where the window starts",
                "taken for the place in the map",
                ("top + r, left + c", "r, c"),
            ),
            (
                "gives to equals anywhere",
                "outside the window",
                (
                    "for r, c in places[:1]:\n            grad_x[top + r, left + c] += grad_YX[i, j]",
                    "grad_x += (x_HW == best) * grad_YX[i, j]",
                ),
            ),
        ],
    ),
    *wrong(
        "equivariance",
        GAP,
        [
            (
                "moves the output by the shift",
                "one place of it is `stride` pixels",
                ("(shift[0] // stride, shift[1] // stride)", "tuple(shift)"),
            ),
            ("tests invariance", "a test of invariance", (".roll(moved, dims=(2, 3))", "")),
            (
                "forgets to move the input",
                "the input was not moved",
                ("x_BCHW.roll(tuple(shift), dims=(2, 3))", "x_BCHW"),
            ),
            ("moves the output back", "moved back", ("roll(moved", "roll((-moved[0], -moved[1])")),
            (
                "exchanges the axes",
                "rows and columns are exchanged",
                ("dims=(2, 3)", "dims=(3, 2)"),
            ),
            (
                "exchanges the output's axes",
                "the output's rows and columns",
                ("roll(moved, dims=(2, 3))", "roll(moved, dims=(3, 2))"),
            ),
            ("takes the mean", "this is the mean of the differences", (".max()", ".mean()")),
            ("keeps the signs", "kept their signs", (".abs()", "")),
            ("returns a tensor", "return a float", (".item()", "")),
            (
                "never refuses",
                "raise a ValueError",
                ("shift[0] % stride or shift[1] % stride", "False"),
            ),
            (
                "looks at one axis",
                "on both axes",
                ("shift[0] % stride or shift[1] % stride", "shift[1] % stride"),
            ),
            (
                "moves the columns only",
                "only the columns are moved",
                ("tuple(shift), dims=(2, 3)", "shift[1], dims=3"),
                ("roll(moved, dims=(2, 3))", "roll(moved[1], dims=3)"),
            ),
            (
                "asks whether the sum divides",
                "no whole number of places",
                ("shift[0] % stride or shift[1] % stride", "sum(shift) % stride"),
            ),
            (
                "asks for the rows only",
                "no whole number of places",
                ("shift[0] % stride or shift[1] % stride", "shift[0] % stride"),
            ),
            (
                "refuses a negative shift",
                "may be 0 or negative",
                ("if shift[0]", "if min(shift) < 0 or shift[0]"),
            ),
            ("takes the norm", "the root of the summed squares", (".abs().max()", ".norm()")),
            (
                "divides by the outputs",
                "was divided by the size",
                ("(first - last).abs().max()", "((first - last).abs().max() / last.abs().max())"),
            ),
            (
                "compares the maxima",
                "compared the two largest values",
                ("(first - last).abs().max()", "(first.max() - last.max()).abs()"),
            ),
            (
                "looks at the first picture only",
                "only the first picture counts",
                ("(first - last)", "(first - last)[0]"),
            ),
            (
                "looks at the first channel only",
                "only the first channel counts",
                ("(first - last)", "(first - last)[:, 0]"),
            ),
            (
                "rolls channels and rows",
                "you rolled the axes 1 and 2",
                ("dims=(2, 3)", "dims=(1, 2)"),
            ),
        ],
    ),
    *wrong(
        "separable",
        SEPARABLE,
        [
            ("leaves the padding", "are all four sides padded", (PAD, "(padding, padding, 0, 0)")),
            (
                "leaves the taps",
                "the taps stand side by side",
                ("u * dilation, v * dilation", "u, v"),
            ),
            (
                "leaves the flip",
                "the kernels are flipped",
                ("D_Ckl[:, u, v", "D_Ckl.flip(1, 2)[:, u, v"),
            ),
            (
                "leaves one kernel for all",
                "all channels meet the kernel of channel 0",
                ("D_Ckl[:, u, v, None, None]", "D_Ckl[0, u, v]"),
            ),
            (
                "leaves the flip and the one kernel",
                "the kernels are flipped",
                ("D_Ckl[:, u, v, None, None]", "D_Ckl.flip(1, 2)[0, u, v]"),
            ),
            (
                "pads one side of the rows",
                "one side of the rows only",
                (PAD, "(padding, padding, 0, 2 * padding)"),
            ),
            (
                "mixes too early",
                "the channels were added before",
                (
                    "return torch.einsum",
                    "h = functional.conv2d(x_BCHW.sum(1, keepdim=True), D_Ckl[:1, None], padding=padding, dilation=dilation).expand(B, C, Y, X)\n    return torch.einsum",
                ),
            ),
            (
                "does not mix",
                "P mixes the channels",
                ('torch.einsum("oc,bcyx->boyx", P_OC, h)', "h"),
            ),
            (
                "loses the dtype",
                "needs their dtype",
                ("x.new_zeros(B, C, Y, X)", "torch.zeros(B, C, Y, X)"),
            ),
            ("flips the rows only", "flipped along one axis", ("D_Ckl[:, u", "D_Ckl.flip(1)[:, u")),
            (
                "flips the columns only",
                "flipped along their last axis",
                ("D_Ckl[:, u", "D_Ckl.flip(2)[:, u"),
            ),
            ("dilates the rows only", "only the rows are dilated", ("v * dilation", "v")),
            ("dilates the columns only", "only the columns are dilated", ("u * dilation", "u")),
            (
                "ends the slices too early",
                "up to u·d + Y",
                ("top + Y, left : left + X", "u + Y, left : v + X"),
            ),
            (
                "lets the weights meet the columns",
                "needs two more axes",
                ("D_Ckl[:, u, v, None, None]", "D_Ckl[:, u, v]"),
            ),
            (
                "takes the mean over the channels",
                "the mean over the channels",
                ("P_OC, h)", "P_OC, h) / C"),
            ),
            ("transposes P", "P mixes the channels", ('"oc,bcyx', '"co,bcyx')),
            (
                "leaves the padding out of the size",
                "grows by 2p",
                ("H + 2 * padding", "H"),
                ("W + 2 * padding", "W"),
            ),
        ],
    ),
    *(
        {"task": "stack", "name": name, "says": says, "code": f"field, step, factor = {guess}"}
        for name, guess, says in (
            ("forgets the strides", "11, 4, 4", "the strides are missing"),
            ("forgets the poolings", "17, 4, 4", "the two poolings see as well"),
            ("adds up the kernels", "15, 4, 4", "added up"),
            ("starts from 0", "19, 4, 4", "the field of no layer at all is 1"),
            ("takes the new distance too early", "23, 4, 4", "from the next layer on"),
            ("counts the second stride for nothing", "16, 4, 4", "the second stride counts too"),
            ("forgets the poolings and one stride", "13, 4, 4", "the poolings see as well, and"),
            ("takes k jumps a layer", "29, 4, 4", "start a new field"),
            ("adds the strides", "20, 2, 4", "two strides of 2 multiply"),
            ("believes in every shift", "20, 1, 4", "do not follow every shift"),
            ("doubles once", "20, 4, 2", "four times the places"),
            ("counts parameters", "20, 4, 1", "used at every place"),
            ("scales the channels too", "20, 4, 16", "the channels stay"),
            ("leaves one open", "20, None, 4", "still None"),
        )
    ),
    *wrong(
        "small_cnn",
        SMALL,
        [
            (
                "flattens the map",
                "parameters, and 2000 are allowed",
                ("nn.AdaptiveMaxPool2d(1)", "nn.Identity()"),
                ("nn.Linear(16, 10)", "nn.Linear(16 * 36, 10)"),
            ),
            (
                "flattens a small map",
                "does not take frames of 16 by 16",
                ("nn.Conv2d(8, 16", "nn.Conv2d(8, 4"),
                ("nn.AdaptiveMaxPool2d(1)", "nn.MaxPool2d(2)"),
                ("nn.Linear(16, 10)", "nn.Linear(4 * 9, 10)"),
                ("range(12)", "range(20)"),
            ),
            (
                "has too many channels",
                "parameters, and 2000 are allowed",
                ("nn.Conv2d(1, 8", "nn.Conv2d(1, 16"),
                ("nn.Conv2d(8, 16", "nn.Conv2d(16, 32"),
                ("nn.Linear(16", "nn.Linear(32"),
                ("range(12)", "range(1)"),
            ),
            ("never trains", "has it been trained", ("range(12)", "range(0)")),
            (
                "has no nonlinearity to speak of and no conv",
                "right on",
                ("nn.Conv2d(8, 16, 3, padding=1)", "nn.Conv2d(8, 16, 1)"),
                ("nn.Conv2d(1, 8, 3, padding=1)", "nn.Conv2d(1, 8, 1)"),
            ),
            (
                "takes the mean over all places",
                "80% are asked for",
                ("AdaptiveMaxPool2d", "AdaptiveAvgPool2d"),
                ("range(12)", "range(6)"),
            ),
            (
                "keeps the axes of the map",
                "shape (500, 10)",
                ("nn.Flatten(), nn.Linear(16, 10)", "nn.Conv2d(16, 10, 1)"),
                ("net(x_N1HW[chosen])", "net(x_N1HW[chosen])[:, :, 0, 0]"),
                ("range(12)", "range(1)"),
            ),
            (
                "returns its accuracy",
                "return the trained network",
                ("    return net", "    return 0.9"),
                ("range(12)", "range(1)"),
            ),
            (
                "centres the data in place",
                "you changed the training data",
                (
                    "    torch.manual_seed(seed)",
                    "    x_N1HW -= x_N1HW.mean()\n    torch.manual_seed(seed)",
                ),
                ("range(12)", "range(1)"),
            ),
            (
                "takes a softmax before the loss",
                "leave the softmax out",
                ("nn.Linear(16, 10))", "nn.Linear(16, 10), nn.Softmax(dim=1))"),
                ("range(12)", "range(8)"),
            ),
            (
                "never sets the gradients to zero",
                "set to zero before each step",
                ("            optimizer.zero_grad()\n", ""),
                ("range(12)", "range(4)"),
            ),
            (
                "flattens what a fixed pooling leaves",
                "four empty pixels more",
                ("nn.AdaptiveMaxPool2d(1)", "nn.MaxPool2d(6)"),
            ),
            ("trains for one pass", "train longer", ("range(12)", "range(1)")),
        ],
    ),
]
