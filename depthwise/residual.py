"""Residual paths: blocks h + s F(h), what may stand beside the branch, and the paths through a stack.

A block's Jacobian is I + s dF/dh as long as nothing but the sum touches the path. Everything here
keeps to that, but `stack("plain", …)` and `stack("post-norm", …)`, which are for comparison.
"""

import math

import torch
from torch import nn

# Shapes: B examples, n units, L blocks, C and O channels

KINDS = ("plain", "residual", "pre-norm", "post-norm")


class Residual(nn.Module):
    """`shortcut(h) + scale * branch(h)`, with nothing behind the sum (He and others, 2016b).

    branch: any module. shortcut: a module for where the shapes differ, or None for the identity.
    scale: a number, or with learned=True the start of a learned one; 0 then makes the block the
    identity at first (ReZero, Bachlechner and others, 2021; SkipInit, De and Smith, 2020).
    survival: the probability with which an example passes the branch in training mode; see
    `stochastic_depth`.
    """

    def __init__(self, branch, *, shortcut=None, scale=1.0, learned=False, survival=1.0):
        super().__init__()
        _check_survival(survival)
        self.branch, self.shortcut, self.survival = branch, shortcut, survival
        self.scale = nn.Parameter(torch.tensor(float(scale))) if learned else scale

    def forward(self, h):
        path = h if self.shortcut is None else self.shortcut(h)
        change = self.scale * self.branch(h)
        return path + stochastic_depth(change, self.survival, training=self.training)


class PostNorm(nn.Module):
    """`norm(h + scale * branch(h))`: the norm stands on the path, as in the Transformer of 2017."""

    def __init__(self, branch, norm, *, scale=1.0):
        super().__init__()
        self.branch, self.norm, self.scale = branch, norm, scale

    def forward(self, h):
        return self.norm(h + self.scale * self.branch(h))


def projection(in_channels, out_channels, *, stride=1):
    """Return a 1x1 convolution without bias that takes (B, C, H, W) to (B, O, H', W').

    H' = ceil(H / stride): the shortcut of a block that changes its shape (He and others, 2016a).
    """
    return nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)


def branch_scale(depth, *, gain=1.0):
    """Return gain / √depth: with branches of variance 1, a stack's variance grows by 1 + gain²/L
    a block and by less than e^(gain²) in all, whatever the depth. ValueError below one block."""
    if depth < 1:
        raise ValueError(f"a stack has at least one block, not {depth}")
    return gain / math.sqrt(depth)


def survival_probabilities(depth, last=0.5):
    """Return p_l = 1 - (l/L)(1 - last), l = 1 … L: early blocks stay, late ones come and go
    (Huang and others, 2016). ValueError unless 0 < last <= 1."""
    _check_survival(last)
    return [1 - l / depth * (1 - last) for l in range(1, depth + 1)]


def stochastic_depth(change, survival, *, training, generator=None):
    """Return `change` (B, …) with each example kept with probability `survival`, else set to 0.

    What is kept is divided by `survival`, so the expectation is `change`, and outside of training
    nothing is done at all. (Huang and others, 2016, multiply by it in the test instead.)
    """
    _check_survival(survival)
    if not training or survival == 1:
        return change
    shape = [len(change)] + [1] * (change.dim() - 1)
    draw = torch.rand(shape, generator=generator, dtype=change.dtype, device=change.device)
    return change * (draw < survival) / survival


def stack(kind, width, depth, *, activation=nn.ReLU, scale=1.0, learned=False, last=1.0, seed=0):
    """Return an nn.Sequential of `depth` blocks (B, n) to (B, n), each with one affine map.

    "plain": φ(W h + b). "residual": h + s (W φ(h) + b). "pre-norm": h + s (W φ(norm(h)) + b).
    "post-norm": norm(h + s (W φ(h) + b)). φ is `activation()`, norm a LayerNorm, s the `scale`,
    and `learned` as in `Residual`. last: the survival probability of the last block, falling
    linearly to it. Weights are torch's defaults, drawn from `seed`; the global generator stays.
    ValueError for another kind, or where a kind has no use for `learned` or `last`.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}, not {kind!r}")
    if kind in ("plain", "post-norm") and (learned or last != 1):
        raise ValueError(f"learned scales and stochastic depth need an identity path, not {kind}")
    blocks = []
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for survival in survival_probabilities(depth, last):
            affine, norm = nn.Linear(width, width), nn.LayerNorm(width)
            if kind == "plain":
                block = nn.Sequential(affine, activation())
            elif kind == "post-norm":
                block = PostNorm(nn.Sequential(activation(), affine), norm, scale=scale)
            else:
                parts = [norm] if kind == "pre-norm" else []
                branch = nn.Sequential(*parts, activation(), affine)
                block = Residual(branch, scale=scale, learned=learned, survival=survival)
            blocks.append(block)
    return nn.Sequential(*blocks)


def by_path_length(branch_jacobians, u_n):
    """Return (L + 1, n): row k is uᵀ times the sum over all paths through exactly k branches.

    branch_jacobians: `[A^1, …, A^L]`, (n, n) each, of blocks whose Jacobian is I + A^l. The rows
    add up to uᵀ (I + A^L) … (I + A^1); the 2^L paths are never listed (Veit and others, 2016).
    """
    rows = torch.zeros(len(branch_jacobians) + 1, len(u_n), dtype=u_n.dtype)
    rows[0] = u_n
    for A in reversed(branch_jacobians):
        rows = torch.cat([rows[:1], rows[1:] + rows[:-1] @ A])
    return rows


def _check_survival(p):
    if not 0 < p <= 1:
        raise ValueError(f"a survival probability lies above 0 and at most at 1, not {p}")
