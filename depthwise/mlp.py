"""Multilayer perceptrons: a stack of affine maps with a nonlinearity between each two."""

from itertools import pairwise

import torch
from torch import nn

# Shapes: B examples; layer l has n_l units, n_0 inputs, L affine layers in all


def mlp(widths, *, activation=nn.ReLU, seed=0):
    """Return an nn.Sequential of L affine layers with `activation` between, none after the last.

    widths: `[n_0, n_1, …, n_L]`, from the inputs to the logits, at least two positive integers;
    a ValueError says so otherwise. `mlp([2, 8, 1])` maps (B, 2) to (B, 1) through 8 hidden units.
    activation: what makes the nonlinearity when called without arguments, such as `nn.Tanh`;
    `nn.Identity` leaves a stack of affine maps.
    The weights are torch's default ones, drawn from `seed` without touching the global generator.
    """
    if len(widths) < 2 or not all(isinstance(n, int) and n > 0 for n in widths):
        raise ValueError(
            f"widths must be at least two positive integers, inputs first, not {widths}"
        )
    layers = []
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        for n_in, n_out in pairwise(widths):
            layers += [nn.Linear(n_in, n_out), activation()]
    return nn.Sequential(*layers[:-1])


def affine_layers(model):
    """Return the nn.Linear modules of `model`, from the inputs to the logits."""
    return [module for module in model.modules() if isinstance(module, nn.Linear)]


def hidden_states(model, x):
    """Return `[h^0, h^1, …, h^L]` for an nn.Sequential such as `mlp` makes: L + 1 tensors.

    x: (B, n_0). h^0 is x, h^l of shape (B, n_l) what leaves layer l after all that follows its
    affine map (the nonlinearity, maybe a norm), and h^L the logits, equal to `model(x)`.
    Gradients flow through them; wrap the call in `torch.no_grad()` where only values are wanted.
    """
    states = []
    for module in model:
        if isinstance(module, nn.Linear):
            states.append(x)
        x = module(x)
    return [*states, x]
