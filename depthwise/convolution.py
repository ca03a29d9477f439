"""Two-dimensional convolution as one matrix product, and what a stack of them sees and costs."""

import torch
from torch.nn import functional

# Shapes: B examples, C channels in, O channels out, H by W pixels in, Y by X pixels out,
# k by l the kernel, G groups. An option is one whole number for both axes, or a pair (rows, columns).


def output_size(size, kernel, *, stride=1, padding=0, dilation=1):
    """Return how many places a kernel has along one axis: ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1.

    All are whole numbers of pixels: `size` n of the input, `kernel` k, `padding` p on each of the
    two sides, `dilation` d from one tap to the next, `stride` s from one place to the next.
    A ValueError says so where the kernel does not fit even once, or a number is out of range.
    """
    if min(size, kernel, stride, dilation) < 1 or padding < 0:
        raise ValueError(
            "size, kernel, stride and dilation must be at least 1 and padding at least 0, "
            f"not {size}, {kernel}, {stride}, {dilation} and {padding}"
        )
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(
            f"a kernel that spans {dilation * (kernel - 1) + 1} pixels does not fit into "
            f"{size + 2 * padding}: pad more, or take a smaller kernel or dilation"
        )
    return room // stride + 1


def patches(x_BCHW, kernel, *, stride=1, padding=0, dilation=1):
    """Return what the kernel sees at each of its places: a tensor `(B, C, k, l, Y, X)`.

    Entry [b, c, u, v, i, j] is x[b, c, i·s + u·d − p, j·s + v·d − p], and 0 outside the image.
    Gradients flow through it. A ValueError says so where the kernel does not fit.
    """
    (k, l), (s, t) = _pair(kernel), _pair(stride)
    (p, q), (d, e) = _pair(padding), _pair(dilation)
    height = output_size(x_BCHW.shape[2], k, stride=s, padding=p, dilation=d)
    width = output_size(x_BCHW.shape[3], l, stride=t, padding=q, dilation=e)
    x = functional.pad(x_BCHW, (q, q, p, p))
    rows = s * torch.arange(height) + d * torch.arange(k)[:, None]  # (k, Y)
    columns = t * torch.arange(width) + e * torch.arange(l)[:, None]  # (l, X)
    return x[:, :, rows[:, None, :, None], columns[None, :, None, :]]


def conv2d(x_BCHW, W_OCkl, b_O=None, *, stride=1, padding=0, dilation=1, groups=1):
    """Return the convolution `(B, O, Y, X)` of images with O kernels, as one matrix product.

    W_OCkl: (O, C / groups, k, l), each a kernel of weights that is not flipped. b_O: (O,) or None.
    groups: G cuts the C input channels and the O kernels into G runs of neighbours; kernels of a
    run see its channels only. A ValueError says so where G does not divide both, where the kernels'
    channels do not match, or where the kernel does not fit.
    """
    B, C = x_BCHW.shape[:2]
    O, C_each, k, l = W_OCkl.shape
    if groups < 1 or C % groups or O % groups:
        raise ValueError(f"groups={groups} must divide the {C} input and the {O} output channels")
    if C_each * groups != C:
        raise ValueError(
            f"each kernel has {C_each} channels, but an input of {C} channels in {groups} "
            f"group(s) offers {C // groups}"
        )
    seen = patches(x_BCHW, (k, l), stride=stride, padding=padding, dilation=dilation)
    Y, X = seen.shape[-2:]
    columns = seen.reshape(B, groups, C_each * k * l, Y * X)
    rows = W_OCkl.reshape(groups, O // groups, C_each * k * l)
    y = (rows @ columns).reshape(B, O, Y, X)
    return y if b_O is None else y + b_O[:, None, None]


def receptive_field(layers):
    """Return `(size, jump)` of a stack of convolutions or poolings along one axis, in input pixels.

    layers: `(kernel, stride, dilation)` of each, from the input on. `size` is the number of inputs
    from the first to the last that one output can depend on, with none left out for dilation;
    `jump` is the distance in the input between neighbouring outputs. No layer: (1, 1).
    """
    size, jump = 1, 1
    for kernel, stride, dilation in layers:
        size += dilation * (kernel - 1) * jump
        jump *= stride
    return size, jump


def conv_parameters(channels_in, channels_out, kernel, *, groups=1, bias=True):
    """Return the number of weights and biases of a convolution; `kernel` a number or a pair.

    A ValueError says so where `groups` does not divide both numbers of channels.
    """
    if groups < 1 or channels_in % groups or channels_out % groups:
        raise ValueError(f"groups={groups} must divide both {channels_in} and {channels_out}")
    k, l = _pair(kernel)
    return channels_out * (channels_in // groups * k * l + bool(bias))


def conv_multiply_adds(channels_in, channels_out, kernel, places, *, groups=1):
    """Return the multiplications, each with an addition, for one example at `places` Y·X outputs.

    Biases are not counted. FLOPs, where both operations count, are twice as many.
    """
    return places * conv_parameters(channels_in, channels_out, kernel, groups=groups, bias=False)


def _pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)
