"""Losses from logits, each in the form that no exponential can spoil.

Every function returns the mean over its examples, a scalar tensor, and lets gradients through.
Where torch has the loss too, value and gradient agree with torch's.
"""

from itertools import pairwise

import torch
from torch.nn import functional

# Shapes: B examples, K classes, D features, T frames

NEVER = -1e30  # the logarithm of a chance of zero, finite so that differences of two stay numbers


def log_sum_exp(z, *, dim=-1):
    """Return log Σ exp(z) over the axis `dim`, which goes. Its gradient is the softmax.

    The largest entry is taken out of the sum first, so nothing overflows; where all entries are
    -inf the result is -inf.
    """
    m = z.detach().amax(dim=dim, keepdim=True)
    m = torch.where(m.isfinite(), m, torch.zeros_like(m))
    return (z - m).exp().sum(dim=dim).log() + m.squeeze(dim)


def cross_entropy(logits_BK, y_B, *, weight_K=None, label_smoothing=0.0, ignore_index=-100):
    """Return the mean of -Σ t log softmax(logits) with t = (1 - ε) onehot(y) + ε/K.

    label_smoothing: ε, from 0 to 1 (Szegedy and others, 2016). weight_K: a factor for each class,
    which multiplies its term; the mean then divides by the sum of the labels' weights, not by B.
    Examples whose label is `ignore_index` take part in neither sum. A ValueError says so where
    that leaves none, and for an ε outside of [0, 1].
    """
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"label_smoothing must lie between 0 and 1, not {label_smoothing}")
    kept = y_B != ignore_index
    if not kept.any():
        raise ValueError("every label is ignored: there is nothing to take a mean of")
    z, y = logits_BK[kept], y_B[kept]
    weight = z.new_ones(z.shape[1]) if weight_K is None else weight_K
    cost = (log_sum_exp(z)[:, None] - z) * weight  # what each class would cost
    right = cost.gather(1, y[:, None])[:, 0]
    smoothed = (1 - label_smoothing) * right + label_smoothing * cost.mean(dim=1)
    return smoothed.sum() / weight[y].sum()


def binary_cross_entropy(logits, targets, *, pos_weight=1.0):
    """Return the mean of -w t log σ(z) - (1 - t) log(1 - σ(z)) over all entries.

    targets: of the logits' shape, from 0 to 1. pos_weight: w, what a positive counts for.
    """
    _check_shapes(logits, targets)
    return _log_losses(logits, targets, pos_weight).mean()


def huber(prediction, target, *, delta=1.0):
    """Return the mean of r²/2 for residuals up to `delta`, and of δ(|r| - δ/2) beyond (Huber, 1964).

    A ValueError says so where `delta` is not above 0.
    """
    if not delta > 0:
        raise ValueError(f"delta must be above 0, not {delta}")
    _check_shapes(prediction, target)
    size = (prediction - target).abs()
    inside = size.clamp(max=delta)
    return (inside * (size - inside / 2)).mean()


def focal(logits, targets, *, gamma=2.0, alpha=None):
    """Return the mean of (1 - p_t)^γ times the binary cross-entropy (Lin and others, 2017).

    p_t is the probability that the model gives to what is true. targets: 0 or 1, of the logits'
    shape. alpha: the factor of positives, 1 - alpha being that of negatives; None leaves both at 1.
    A ValueError says so for a negative `gamma`.
    """
    if gamma < 0:
        raise ValueError(f"gamma must not be negative, and is {gamma}")
    _check_shapes(logits, targets)
    toward_truth = (2 * targets - 1) * logits
    # By its logarithm, since 0 to a power below 1 has no slope.
    muted = (gamma * functional.logsigmoid(-toward_truth)).exp()
    loss = muted * functional.softplus(-toward_truth)
    if alpha is not None:
        loss = loss * (alpha * targets + (1 - alpha) * (1 - targets))
    return loss.mean()


def dice(logits, targets, *, smooth=1.0):
    """Return the mean over the examples of 1 - (2 Σ p t + s) / (Σ p + Σ t + s), p = σ(logits).

    The sums run over all axes but the first (Milletari, Navab and Ahmadi, 2016, without squares).
    smooth: s, above 0 if an example may be empty.
    """
    _check_shapes(logits, targets)
    p, t = logits.sigmoid().flatten(1), targets.flatten(1)
    overlap, size = (p * t).sum(dim=1), p.sum(dim=1) + t.sum(dim=1)
    return (1 - (2 * overlap + smooth) / (size + smooth)).mean()


def triplet(anchor_BD, positive_BD, negative_BD, *, margin=1.0, tiny=1e-6):
    """Return the mean of max(0, |a - p| - |a - n| + margin) (Schroff and others, 2015, unsquared).

    `tiny` is added to each difference, as torch does: a length has no gradient at zero.
    """
    near = (anchor_BD - positive_BD + tiny).norm(dim=1)
    far = (anchor_BD - negative_BD + tiny).norm(dim=1)
    return (near - far + margin).relu().mean()


def ctc(logits_TK, labels, *, blank=0):
    """Return -log of the chance that T frames spell `labels`, over all alignments (Graves, 2006).

    labels: a list of classes other than `blank`. A path spells what is left when repeats are
    merged and blanks are then dropped. The forward recursion runs in log space.
    A ValueError says so where T frames are too few for the labels, or a blank is among them.
    """
    labels = [int(k) for k in labels]
    if blank in labels:
        raise ValueError(f"the labels hold the blank, {blank}: it stands between labels only")
    repeats = sum(a == b for a, b in pairwise(labels))
    if len(logits_TK) < len(labels) + repeats:
        raise ValueError(
            f"{len(labels)} labels with {repeats} repeats need {len(labels) + repeats} frames, "
            f"and there are {len(logits_TK)}"
        )
    states = [blank] + [k for label in labels for k in (label, blank)]  # blanks all around
    log_p = (logits_TK - log_sum_exp(logits_TK)[:, None])[:, states]
    place = torch.arange(len(states), device=logits_TK.device)
    skips = torch.tensor(
        [s > 1 and states[s] != blank and states[s] != states[s - 2] for s in range(len(states))],
        device=logits_TK.device,
    )
    never = log_p.new_tensor(NEVER)
    a = torch.where(place < 2, log_p[0], never)
    for frame in log_p[1:]:
        one = functional.pad(a, (1, 0), value=NEVER)[:-1]
        two = torch.where(skips, functional.pad(a, (2, 0), value=NEVER)[:-2], never)
        a = log_sum_exp(torch.stack([a, one, two]), dim=0) + frame
    return -log_sum_exp(a[-2:])


def _log_losses(z, t, pos_weight):
    """Return w t softplus(-z) + (1 - t) softplus(z), entry by entry."""
    return pos_weight * t * functional.softplus(-z) + (1 - t) * functional.softplus(z)


def _check_shapes(a, b):
    if a.shape != b.shape:
        raise ValueError(
            f"shapes {tuple(a.shape)} and {tuple(b.shape)} differ: a loss compares entry by entry"
        )
