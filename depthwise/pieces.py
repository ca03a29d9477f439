"""The straight pieces of a ReLU network: found exactly on a line, and a count of its parameters."""

import torch
from torch import nn

from .mlp import affine_layers

SAME = 1e-9  # corners closer than this, and slopes nearer than this (relatively), are one


def corners(net, low, high):
    """Return the corners of a ReLU network with one input and one output, as `(x_P, y_P)`.

    The function is straight between neighbouring points, and bends at each but the two ends,
    `low` and `high` (in the units of x), which are the first and last entries. Both tensors are
    float64. Found exactly, layer by layer: a unit's z is straight between the corners before it,
    so the places where it crosses zero follow by interpolation.
    ValueError for networks of more inputs or outputs or of other parts than nn.Linear and nn.ReLU,
    and where `low` is not below `high`.
    """
    if not low < high:
        raise ValueError(f"low must be below high, not {low} and {high}")
    if not all(isinstance(part, nn.Linear | nn.ReLU) for part in net):
        raise ValueError(
            "corners needs a network of nn.Linear and nn.ReLU: others are not straight"
        )
    layers = affine_layers(net)
    if layers[0].in_features != 1 or layers[-1].out_features != 1:
        raise ValueError("corners needs a network with one input and one output")
    x = torch.tensor([low, high], dtype=torch.float64)
    h = x[:, None]
    for layer in layers[:-1]:
        z = h @ layer.weight.detach().double().T + layer.bias.detach().double()
        x, z = _split_where_units_switch(x, z)
        h = z.relu()
    y = h @ layers[-1].weight.detach().double().T + layers[-1].bias.detach().double()
    return _keep_bends(x, y[:, 0])


def count_pieces(net, low, high):
    """Return the number of straight pieces of a 1-D ReLU network between `low` and `high`."""
    return len(corners(net, low, high)[0]) - 1


def count_parameters(model):
    """Return the number of trainable numbers in `model`."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def _split_where_units_switch(x, z):
    """Add to the points `x_P` those where a column of `z_PN`, straight between them, is zero."""
    a, b = z[:-1], z[1:]
    segment, unit = (a * b < 0).nonzero(as_tuple=True)
    share = a[segment, unit] / (a[segment, unit] - b[segment, unit])
    new = x[segment] + share * (x[segment + 1] - x[segment])
    new_z = a[segment] + share[:, None] * (b[segment] - a[segment])
    new_z[torch.arange(len(unit)), unit] = 0.0  # exactly, whatever rounding says
    x, z = torch.cat([x, new]), torch.cat([z, new_z])
    order = x.argsort(stable=True)
    x, z = x[order], z[order]
    keep = torch.cat([torch.tensor([True]), x.diff() > SAME])
    return x[keep], z[keep]


def _keep_bends(x, y):
    slopes = y.diff() / x.diff()
    bends = slopes.diff().abs() > SAME * (1 + slopes[:-1].abs() + slopes[1:].abs())
    ends = torch.tensor([True])
    keep = torch.cat([ends, bends, ends])
    return x[keep], y[keep]
