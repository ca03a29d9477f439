"""Jacobians of maps and of a network's layers, their product, and what it does to lengths.

Instruments for one question: do signals and gradients pass through the depth of a network? Scales
by layer answer it on the average, singular values of the end-to-end product in every direction.
"""

import math
import warnings
from functools import reduce

import torch
from torch import nn

# Shapes: B examples, D inputs and K outputs of a map; layer l has n_l units, n_0 = D, n_L = K


def jacobian(function, x_BD):
    """Return the Jacobian of `function` at each example, of shape (B, K, D).

    function: maps rows (B, D) to rows (B, K), each row by itself; a module or any torch function.
    What mixes the examples, such as batch norm in training mode, has no Jacobian per example.
    Computed by one VJP for each output or one JVP for each input, whichever are fewer.
    """
    _check_rows(x_BD)

    def one(x):
        return function(x[None])[0]

    num_outputs = function(x_BD[:1]).shape[1]
    method = torch.func.jacrev if num_outputs <= x_BD.shape[1] else torch.func.jacfwd
    with _quiet_forward_mode():
        return torch.func.vmap(method(one))(x_BD).detach()


def layers_of(model):
    """Return the L layers of an nn.Sequential such as `mlp` makes, each an nn.Sequential.

    A layer is an nn.Linear with all that follows it up to the next: the cut is the one of
    `hidden_states`. What stands before the first nn.Linear belongs to layer 1.
    A ValueError says so where there is no nn.Linear to cut at.
    """
    if not isinstance(model, nn.Sequential) or not any(isinstance(m, nn.Linear) for m in model):
        raise ValueError("the model must be an nn.Sequential with nn.Linear parts to cut it at")
    layers, started = [[]], False
    for part in model:
        if isinstance(part, nn.Linear) and started:
            layers.append([])
        started = started or isinstance(part, nn.Linear)
        layers[-1].append(part)
    return [nn.Sequential(*parts) for parts in layers]


def layer_jacobians(model, x_BD):
    """Return `[J^1, …, J^L]`, J^l = dh^l/dh^(l-1) of shape (B, n_l, n_(l-1)), along the input."""
    found, h = [], x_BD
    for layer in layers_of(model):
        found.append(jacobian(layer, h))
        h = layer(h).detach()
    return found


def product(jacobians):
    """Return J^L … J^1 for the list `[J^1, …, J^L]` of (…, n_l, n_(l-1)): the last on the left.

    A ValueError says so for an empty list.
    """
    if not jacobians:
        raise ValueError("the product needs at least one Jacobian")
    return reduce(lambda so_far, J: J @ so_far, jacobians)


def jvp(function, x_BD, v_BD):
    """Return J v for each row, of shape (B, K), without forming J: forward mode, one pass."""
    with _quiet_forward_mode():
        return torch.func.jvp(function, (x_BD,), (v_BD,))[1].detach()


def vjp(function, x_BD, u_BK):
    """Return uᵀ J for each row, of shape (B, D), without forming J: reverse mode, one pass back."""
    return torch.func.vjp(function, x_BD)[1](u_BK)[0].detach()


def singular_values(J):
    """Return the singular values of each matrix of (…, K, D), largest first, in float64.

    Values below about 1e-16 of the largest (1e-7 where J was computed in float32) are rounding;
    for deeper products use `lyapunov_exponents`.
    """
    return torch.linalg.svdvals(J.detach().double())


def spectral_norm(function, x_BD, *, num_rounds=50, seed=0):
    """Return the largest singular value of the Jacobian at each example, of shape (B,).

    Power iteration: a JVP and a VJP a round, never a Jacobian, so it serves for maps of any
    size. It comes from below, and its relative error falls by (σ2/σ1)^4 a round.
    """
    _check_rows(x_BD)
    generator = torch.Generator().manual_seed(seed)
    v = torch.randn(x_BD.shape, generator=generator, dtype=x_BD.dtype).to(x_BD.device)
    v = v / v.norm(dim=1, keepdim=True)
    for _ in range(num_rounds):
        v = vjp(function, x_BD, jvp(function, x_BD, v))
        v = v / v.norm(dim=1, keepdim=True).clamp_min(torch.finfo(v.dtype).tiny)
    return jvp(function, x_BD, v).norm(dim=1)


def lyapunov_exponents(jacobians):
    """Return the exponents of a product, per layer and largest first, of shape (n,), in float64.

    jacobians: `[J^1, …, J^L]`, square matrices of one size n. Exponent i is the mean over the
    layers of the logarithm of the stretch of direction i. An orthonormal frame is carried along
    and split anew by QR after each layer, so nothing is lost to rounding however deep the
    product is (Benettin and others, 1980). -inf where a direction is cut off.
    """
    frame = torch.eye(jacobians[0].shape[-1], dtype=torch.float64)
    total = torch.zeros(len(frame), dtype=torch.float64)
    for J in jacobians:
        frame, R = torch.linalg.qr(J.detach().double() @ frame)
        total += R.diagonal().abs().log()
    return total / len(jacobians)


@torch.no_grad()
def activation_scales(model, x_BD):
    """Return the root mean square of the entries of h^0, …, h^L: L + 1 floats."""
    scales, h = [_root_mean_square(x_BD)], x_BD
    for layer in layers_of(model):
        h = layer(h)
        scales.append(_root_mean_square(h))
    return scales


def gradient_scales(model, x_BD, loss_fn):
    """Return the length of d loss / d h^l, root mean square over the examples, l = 0 … L.

    loss_fn: maps the outputs (B, K) to one number. For a mean over the batch each example's
    share is 1/B, so compare layers with each other, or use a sum.
    """
    h = x_BD.detach().requires_grad_()
    states = [h]
    for layer in layers_of(model):
        h = layer(h)
        states.append(h)
    gradients = torch.autograd.grad(loss_fn(h), states)
    return [g.flatten(1).norm(dim=1).square().mean().sqrt().item() for g in gradients]


def clip_by_global_norm(gradients, max_norm):
    """Return `(clipped, norm)`: new tensors, all scaled by one factor, and the norm before.

    The norm is that of all entries of all tensors laid into one vector; where it exceeds
    `max_norm` the factor is max_norm/norm, else 1 (Pascanu, Mikolov and Bengio, 2013).
    A ValueError says so where `max_norm` is not above 0.
    """
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    norm = math.sqrt(sum(g.detach().double().square().sum().item() for g in gradients))
    factor = max_norm / norm if norm > max_norm else 1.0
    return [g * factor for g in gradients], norm


def _root_mean_square(h):
    return h.square().mean().sqrt().item()


def _quiet_forward_mode():
    """Silence torch about torch itself: the first JVP loads rules through its own torch.jit."""
    return warnings.catch_warnings(action="ignore", category=DeprecationWarning)


def _check_rows(x):
    if x.dim() != 2:
        raise ValueError(f"x must have the shape (B, D), one example a row, not {tuple(x.shape)}")
