"""Normalisation: one formula, and for each norm the axes whose numbers share a mean and a variance.

Shapes: B examples, C features or channels, behind them any number of axes (pixels, steps).
"""

import copy

import torch
from torch import nn


def normalise(z, axes, *, eps=1e-5):
    """Return z with mean 0 and variance 1 over `axes`, an axis or a tuple: (z - μ)/√(σ² + eps).

    All entries that differ in these axes only share a mean and a (biased) variance.
    """
    mean = z.mean(dim=axes, keepdim=True)
    variance = z.var(dim=axes, correction=0, keepdim=True)
    return (z - mean) / (variance + eps).sqrt()


def layer_norm(z, gamma=None, beta=None, *, num_axes=1, eps=1e-5):
    """Normalise over the last `num_axes` axes (Ba, Kiros and Hinton, 2016).

    gamma, beta: scale and shift, of the shape of these axes or broadcast to it; None for 1 and 0.
    """
    y = normalise(z, tuple(range(-num_axes, 0)), eps=eps)
    y = y if gamma is None else y * gamma
    return y if beta is None else y + beta


def rms_norm(z, gamma=None, *, eps=1e-5):
    """Divide by the root mean square over the last axis; no mean (Zhang and Sennrich, 2019)."""
    y = z / (z.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return y if gamma is None else y * gamma


def group_norm(z, groups, gamma=None, beta=None, *, eps=1e-5):
    """Normalise each example over each of `groups` runs of its channels (Wu and He, 2018).

    z: (B, C, ...); gamma, beta: (C,). A ValueError says so where `groups` does not divide C.
    """
    B, C, *rest = z.shape
    if groups < 1 or C % groups:
        raise ValueError(f"{groups} groups do not divide {C} channels")
    split = z.reshape(B, groups, C // groups, *rest)
    return _scaled(
        normalise(split, tuple(range(2, split.dim())), eps=eps).view(z.shape), gamma, beta
    )


def instance_norm(z, gamma=None, beta=None, *, eps=1e-5):
    """Normalise each channel of each example over its pixels (Ulyanov and others, 2016).

    z: (B, C, ...) with an axis of pixels at least, or a ValueError; gamma, beta: (C,).
    """
    if z.dim() < 3:
        raise ValueError(f"z must have pixels behind (B, C), not the shape {tuple(z.shape)}")
    return group_norm(z, z.shape[1], gamma, beta, eps=eps)


def batch_norm(z, mean, variance, gamma=None, beta=None, *, training, momentum=0.1, eps=1e-5):
    """Normalise each channel of (B, C, ...) over all other axes (Ioffe and Szegedy, 2015).

    mean, variance: running averages (C,). In training the batch's own statistics are used, and
    the averages move, in place, the share `momentum` of the way towards them; for the average the
    variance is the unbiased one. In evaluation they take the batch's place and stay. gamma, beta:
    (C,). A ValueError says so where training has one number for a channel only.
    """
    if training:
        if z.numel() <= z.shape[1]:
            raise ValueError(f"training needs two numbers for a channel, not {tuple(z.shape)}")
        axes = (0, *range(2, z.dim()))
        with torch.no_grad():
            mean.lerp_(z.mean(dim=axes), momentum)
            variance.lerp_(z.var(dim=axes, correction=1), momentum)
        return _scaled(normalise(z, axes, eps=eps), gamma, beta)
    along = _along(z)
    z_hat = (z - mean.view(along)) / (variance.view(along) + eps).sqrt()
    return _scaled(z_hat, gamma, beta)


class BatchNorm(nn.Module):
    """Batch norm of (B, C, ...) with `gamma`, `beta` and running `mean` and `variance`, all (C,).

    It starts from 1, 0, 0 and 1, and agrees with torch's, whose momentum is this one: the share
    of the new. For any number of axes.
    """

    def __init__(self, num_features, *, momentum=0.1, eps=1e-5):
        super().__init__()
        self.momentum, self.eps = momentum, eps
        self.gamma = nn.Parameter(torch.ones(num_features))
        self.beta = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("mean", torch.zeros(num_features))
        self.register_buffer("variance", torch.ones(num_features))

    def forward(self, z):
        return batch_norm(
            z, self.mean, self.variance, self.gamma, self.beta,
            training=self.training, momentum=self.momentum, eps=self.eps,
        )  # fmt: skip


def batch_norm_backward(z_BD, gamma_D, g_BD, *, eps=1e-5):
    """Return the gradients of z, gamma and beta in training, for g = d loss / d y, all as given.

    The Jacobian of a column is (I - 11ᵀ/B - ẑẑᵀ/B) γ/σ: what would shift or stretch the whole
    column does not pass.
    """
    z_hat = normalise(z_BD, 0, eps=eps)
    sigma = (z_BD.var(dim=0, correction=0) + eps).sqrt()
    passed = g_BD - g_BD.mean(dim=0) - z_hat * (g_BD * z_hat).mean(dim=0)
    return gamma_D / sigma * passed, (g_BD * z_hat).sum(dim=0), g_BD.sum(dim=0)


@torch.no_grad()
def fold_batch_norm(layer, norm):
    """Return a copy of `layer` that gives what `norm(layer(x))` gives in evaluation mode.

    layer: nn.Linear or nn.Conv1d, 2d, 3d (any groups, stride, padding), with or without bias.
    norm: a batch norm of torch or of this module. A TypeError says so for other layers, a
    ValueError for a norm of another width or without running averages.
    """
    if not isinstance(layer, nn.Linear | nn.Conv1d | nn.Conv2d | nn.Conv3d):
        raise TypeError(f"cannot fold into {type(layer).__name__}: nn.Linear or a convolution")
    mine = isinstance(norm, BatchNorm)
    mean, variance = (norm.mean, norm.variance) if mine else (norm.running_mean, norm.running_var)
    if mean is None:
        raise ValueError("the norm keeps no running averages: it measures every batch anew")
    gamma, beta = (norm.gamma, norm.beta) if mine else (norm.weight, norm.bias)
    if len(layer.weight) != len(mean):
        raise ValueError(f"a norm of {len(mean)} features behind {len(layer.weight)} outputs")
    slope = 1 / (variance + norm.eps).sqrt()
    slope = slope if gamma is None else slope * gamma
    bias = -mean if layer.bias is None else layer.bias - mean
    folded = copy.deepcopy(layer)
    folded.weight = nn.Parameter(layer.weight * slope.view(-1, *[1] * (layer.weight.dim() - 1)))
    folded.bias = nn.Parameter(slope * bias if beta is None else slope * bias + beta)
    return folded


def _along(z):
    """Return the shape that lays (C,) along axis 1 of z."""
    return (-1, *[1] * (z.dim() - 2))


def _scaled(z_hat, gamma, beta):
    y = z_hat if gamma is None else z_hat * gamma.view(_along(z_hat))
    return y if beta is None else y + beta.view(_along(z_hat))
