"""Attention: the weighted mean itself, masks, positions, and many heads with a cache.

Source: Vaswani and others, Attention is all you need (2017), where nothing else is named.
"""

import math

import torch
from torch import nn
from torch.nn import functional

# Shapes: B examples, T queries, S keys and values, D model width, H heads, d = D / H head width


def attention(q, k, v, *, mask=None):
    """Return `(out, weights)`: softmax(q kᵀ / sqrt(d)) v, of shape (..., T, d_v), and (..., T, S).

    q: (..., T, d), k: (..., S, d), v: (..., S, d_v). mask: bool, broadcastable to (..., T, S), True
    where a query may look. A query that may look nowhere gets weights and an output of zero.
    """
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        if mask.dtype != torch.bool:
            raise ValueError(f"mask must be bool, True where a query may look, not {mask.dtype}")
        scores = scores.masked_fill(~mask, -math.inf)
        # A row of -inf alone would be NaN, and its gradient too: give it any other number first.
        blind = ~mask.any(dim=-1, keepdim=True)
        scores = scores.masked_fill(blind, 0.0)
        weights = scores.softmax(dim=-1).masked_fill(blind, 0.0)
    else:
        weights = scores.softmax(dim=-1)
    return weights @ v, weights


def causal_mask(num_queries, num_keys=None):
    """Return a bool mask (T, S), True where key j is not later than the query.

    The queries are the last T of the S positions; S is T unless given. ValueError where S < T.
    """
    num_keys = num_queries if num_keys is None else num_keys
    if num_keys < num_queries:
        raise ValueError(f"{num_queries} queries cannot be the last of {num_keys} positions")
    ones = torch.ones(num_queries, num_keys, dtype=torch.bool)
    return ones.tril(num_keys - num_queries)


def padding_mask(lengths, num_keys):
    """Return a bool mask (B, 1, 1, S), True for the first `lengths[b]` keys of example b."""
    return (torch.arange(num_keys) < lengths[:, None])[:, None, None]


def sinusoidal_positions(num_positions, width):
    """Return (T, D): row t holds sin(t w_i), cos(t w_i) in turns, w_i = 10000^(-2i/D); D even."""
    if width % 2:
        raise ValueError(f"width must be even, a sine and a cosine for each frequency, not {width}")
    angle = _angles(torch.arange(num_positions), width)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(-2)


def rotate(x, positions):
    """Turn each pair (x_2i, x_2i+1) by the angle position * w_i: rotary positions.

    x: (..., T, d), d even; positions: (T,). After it, q_s · k_t depends on s and t by s - t alone.
    Source: Su and others, RoFormer (2021).
    """
    angle = _angles(positions, x.shape[-1]).to(x.dtype)
    a, b = x[..., 0::2], x[..., 1::2]
    turned = a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()
    return torch.stack(turned, dim=-1).flatten(-2)


def _angles(positions, width):
    return positions[:, None] * 10000.0 ** (-torch.arange(0, width, 2) / width)


class MultiHeadAttention(nn.Module):
    """Attention in H heads of width D / H. The parameters have nn.MultiheadAttention's names and
    layout, so that state dicts go either way; ValueError where H does not divide D."""

    def __init__(self, width, num_heads, *, rotary=False):
        super().__init__()
        if width % num_heads:
            raise ValueError(f"num_heads must divide the width, and {num_heads} does not {width}")
        self.num_heads, self.rotary = num_heads, rotary
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.xavier_uniform_(self.in_proj_weight)
        nn.init.zeros_(self.out_proj.bias)

    def forward(self, x, memory=None, *, mask=None, cache=None):
        """Return (B, T, D) for queries from x (B, T, D), keys and values from `memory` (B, S, D).

        memory: x itself unless given; given, this is cross-attention. mask: as in `attention`,
        broadcastable to (B, H, T, S). cache: a dict, empty at first, that collects the keys and
        values of the calls so far; x are then the tokens that follow them. The weights of the last
        call stay in `self.weights`, (B, H, T, S), without gradient.
        """
        width = x.shape[-1]
        W, b = self.in_proj_weight.split(width), self.in_proj_bias.split(width)
        inputs = (x, x, x) if memory is None else (x, memory, memory)
        q, k, v = (
            functional.linear(u, *p).unflatten(-1, (self.num_heads, -1)).transpose(1, 2)
            for u, p in zip(inputs, zip(W, b, strict=True), strict=True)
        )
        if self.rotary:
            start = cache["k"].shape[2] if cache else 0
            q = rotate(q, torch.arange(start, start + q.shape[2]))
            k = rotate(k, torch.arange(start, start + k.shape[2]))
        if cache is not None:
            if cache:
                k, v = torch.cat([cache["k"], k], dim=2), torch.cat([cache["v"], v], dim=2)
            cache.update(k=k, v=v)
        out, weights = attention(q, k, v, mask=mask)
        self.weights = weights.detach()
        return self.out_proj(out.transpose(1, 2).flatten(2))
