"""Starts for a deep network: fans, gains, the classic draws, LSUV, and the mean field behind them.

One question decides them all: what does a layer do to the mean square of what passes it, forward
and backward? Weights are written with the variance s²/fan, so that s² = gain² is what is chosen.
"""

import math

import torch
from torch import nn

# Shapes: a weight is (C_out, C_in / groups, *kernel), a dense one (n_out, n_in)

MODES = ("fan_in", "fan_out", "average")


def fans(shape, *, groups=1):
    """Return `(fan_in, fan_out)` of a weight: the inputs of an output, the outputs of an input.

    shape: (n_out, n_in) or (C_out, C_in / groups, *kernel), at least two axes, or a ValueError.
    With `groups` an input reaches only C_out / groups channels. torch's own fan counts all of
    them, and neither divides by the stride.
    """
    if len(shape) < 2:
        raise ValueError(f"a weight has at least two axes (outputs, inputs), not {tuple(shape)}")
    if groups < 1 or shape[0] % groups:
        raise ValueError(f"{groups} groups do not divide {shape[0]} output channels")
    area = math.prod(shape[2:])
    return shape[1] * area, shape[0] // groups * area


def variance_scaling(
    shape, *, gain=1.0, mode="fan_in", distribution="normal", groups=1, generator=None, dtype=None
):
    """Return new weights of mean 0 and variance gain²/fan.

    mode: "fan_in", "fan_out", or "average" for the mean of the two.
    distribution: "normal", or "uniform" between ±√3 standard deviations.
    The numbers are those of torch's initialisers for the same generator.
    """
    if mode not in MODES or distribution not in ("normal", "uniform"):
        raise ValueError(
            f"mode is one of {MODES} and distribution normal or uniform, not {mode}, {distribution}"
        )
    fan_in, fan_out = fans(shape, groups=groups)
    fan = {"fan_in": fan_in, "fan_out": fan_out, "average": (fan_in + fan_out) / 2}[mode]
    std, weight = gain / math.sqrt(fan), torch.empty(shape, dtype=dtype)
    if distribution == "normal":
        return weight.normal_(0.0, std, generator=generator)
    return weight.uniform_(-math.sqrt(3) * std, math.sqrt(3) * std, generator=generator)


def lecun(shape, **options):
    """Return weights of variance 1/fan_in (LeCun, Bottou, Orr and Müller, 1998)."""
    return variance_scaling(shape, mode="fan_in", **options)


def xavier(shape, **options):
    """Return weights of variance 2/(fan_in + fan_out) (Glorot and Bengio, 2010)."""
    return variance_scaling(shape, mode="average", **options)


def he(shape, *, gain=2**0.5, mode="fan_in", **options):
    """Return weights of variance 2/fan_in (He, Zhang, Ren and Sun, 2015)."""
    return variance_scaling(shape, gain=gain, mode=mode, **options)


def orthogonal(shape, *, gain=1.0, generator=None, dtype=None):
    """Return `gain` times a random orthogonal matrix, rows orthonormal or columns, if more rows.

    Drawn evenly from all of them: QR of a Gaussian with the signs of R's diagonal taken off
    (Saxe, McClelland and Ganguli, 2014). A kernel is flattened to (C_out, the rest).
    """
    rows, columns = shape[0], math.prod(shape[1:])
    G = torch.empty(rows, columns, dtype=dtype).normal_(generator=generator)
    Q, R = torch.linalg.qr(G.T if rows < columns else G)
    Q = Q * R.diagonal().sign()
    return gain * (Q.T if rows < columns else Q).reshape(shape)


def moments(activation, q=1.0):
    """Return `(E[φ(z)²], E[φ'(z)²])` for a Gaussian z of mean 0 and variance q, by quadrature.

    activation: an elementwise torch function. The error is below 1e-5 for the usual ones.
    """
    z, weight = _gaussian(1000)
    z = (math.sqrt(q) * z).requires_grad_()
    with torch.enable_grad():
        h = activation(z)
        (slope,) = torch.autograd.grad(h.sum(), z)
    return (weight @ h.detach() ** 2).item(), (weight @ slope**2).item()


def gains(activation, q=1.0):
    """Return `(forward, backward)`: the gain that keeps activations, and that for gradients.

    At pre-activations of variance q. They agree for ReLU and its leaky kin, √(2/(1 + slope²)),
    and for no bend that is not made of two straight pieces.
    """
    forward, backward = moments(activation, q)
    return math.sqrt(q / forward), 1 / math.sqrt(backward)


def next_variance(activation, q, *, weight_variance, bias_variance=0.0):
    """Return the variance of the next layer's z, s² E[φ(z)²] + s_b², for z of variance q.

    weight_variance: s², the variance of a weight times its fan-in (Poole and others, 2016).
    """
    return weight_variance * moments(activation, q)[0] + bias_variance


def next_correlation(activation, q, c, *, weight_variance, bias_variance=0.0):
    """Return the correlation of the next layer's z of two inputs, both of variance q, now at c."""
    z, weight = _gaussian(300)
    other = c * z[:, None] + math.sqrt(max(0.0, 1 - c * c)) * z
    h, h_too = activation(math.sqrt(q) * z), activation(math.sqrt(q) * other)
    overlap = (weight * h) @ (h_too @ weight)
    square = (weight * h) @ h
    return (
        (weight_variance * overlap + bias_variance) / (weight_variance * square + bias_variance)
    ).item()


def chi(activation, q, *, weight_variance):
    """Return χ = s² E[φ'(z)²], what a layer does to the mean square of a gradient going back.

    At the fixed point of `next_variance`: order below 1, chaos above, the edge at 1. Depth is
    seen through about six times 1/|log χ| layers (Schoenholz and others, 2017).
    """
    return weight_variance * moments(activation, q)[1]


@torch.no_grad()
def lsuv_(model, x, *, tolerance=0.01, max_rounds=10):
    """Rescale `model` in place so that each affine map or convolution has outputs of variance 1.

    x: a batch for the model. The layers are taken in the order in which the batch meets them,
    each divided by the standard deviation of its output until that is within `tolerance` of 1
    or `max_rounds` are over. Return the standard deviations found at first. Draw the weights
    before, best orthogonal (Mishkin and Matas, 2016); biases that are not 0 take more rounds.
    A ValueError says so where a layer's output does not vary.
    """
    found, order = [], []
    kinds = (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d)
    layers = [m for m in model.modules() if isinstance(m, kinds)]
    hooks = [m.register_forward_hook(lambda m, _, __: order.append(m)) for m in layers]
    model(x)
    for hook in hooks:
        hook.remove()
    for layer in dict.fromkeys(order):
        first = None
        for _ in range(max_rounds):
            std = _output_std(model, layer, x)
            first = std if first is None else first
            if not std > 0:
                raise ValueError("a layer's output does not vary over the batch: draw its weights")
            if abs(std - 1) <= tolerance:
                break
            layer.weight /= std
        found.append(first)
    return found


def _output_std(model, layer, x):
    seen = []
    hook = layer.register_forward_hook(lambda _, __, z: seen.append(z.std(correction=0).item()))
    model(x)
    hook.remove()
    return seen[0]


def _gaussian(num_points):
    """Return points and weights for means over a standard Gaussian; none of them is 0, at a kink."""
    z = (torch.arange(num_points, dtype=torch.float64) + 0.5) / num_points * 20 - 10
    weight = (-z * z / 2).exp()
    return z, weight / weight.sum()
