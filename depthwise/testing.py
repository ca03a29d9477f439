"""What the gates' tests say: a comparison whose message names the misconception.

A test calls the student's code with data, reads data back, and hands both values to `compare`.
"""

import math

import numpy as np
import torch


def compare(actual, expected, *, otherwise, mistakes=None, tolerance=1e-5, show_expected=True):
    """Raise AssertionError unless `actual` equals `expected`; the message teaches.

    `expected` is a tensor, a number, a string, a bool, None, or a list or tuple of these.
    Kind and shape are compared before values, so that broadcasting never hides a wrong shape.
    Numbers agree where they differ by at most `tolerance` (relative to the larger of 1 and the
    largest expected entry); NaN agrees with NaN only.

    `mistakes` maps a message to what that misconception would have returned, or to a function of
    no arguments that computes it (one that raises is passed over, for a wrong formula need not
    fit every shape). Where `actual` is that value, its message is the one shown; where it is
    none of them, `otherwise` is. The numbers seen and expected follow the message; where kind or
    shape are wrong, they come first. `show_expected=False` keeps the expected one to itself, for
    predictions.
    """
    seen = _difference(actual, expected, tolerance)
    if seen is None:
        return
    wrong_form = not seen.startswith(("yours: ", "entry "))
    if not show_expected:
        seen = seen.split(", expected")[0]
    for message, wrong in (mistakes or {}).items():
        try:
            value = wrong() if callable(wrong) else wrong
        except Exception:
            continue
        if _difference(value, expected, tolerance) and not _difference(actual, value, tolerance):
            raise AssertionError(f"{message} ({seen})")
    raise AssertionError(f"{seen}. {otherwise}" if wrong_form else f"{otherwise} ({seen})")


def _difference(actual, expected, tolerance):
    """Say how `actual` differs from `expected`, in a few words, or return None."""
    if isinstance(expected, list | tuple):
        return _difference_of_sequences(actual, expected, tolerance)
    if isinstance(expected, torch.Tensor):
        return _difference_of_tensors(actual, expected, tolerance)
    if isinstance(expected, float | int) and not isinstance(expected, bool):
        return _difference_of_numbers(actual, expected, tolerance)
    if type(actual) is not type(expected) or actual != expected:
        return f"yours: {_brief(actual)}, expected: {expected!r}"
    return None


def _difference_of_sequences(actual, expected, tolerance):
    if not isinstance(actual, list | tuple):
        return f"yours is {_kind(actual)}, expected {_kind(expected)} of {len(expected)}"
    if len(actual) != len(expected):
        return f"yours has {len(actual)} entries, expected {len(expected)}"
    for i, (a, e) in enumerate(zip(actual, expected, strict=True)):
        seen = _difference(a, e, tolerance)
        if seen:
            return f"entry {i}: {seen}"
    return None


def _difference_of_tensors(actual, expected, tolerance):
    if not isinstance(actual, torch.Tensor):
        return f"yours is {_kind(actual)}, expected a tensor of shape {tuple(expected.shape)}"
    if actual.shape != expected.shape:
        return f"yours has shape {tuple(actual.shape)}, expected {tuple(expected.shape)}"
    if actual.is_floating_point() != expected.is_floating_point():
        return f"yours has dtype {actual.dtype}, expected {expected.dtype}"
    if actual.numel() == 0:
        return None
    a, e = actual.detach().double(), expected.detach().double()
    gap = (a - e).abs()
    gap[(a == e) | (a.isnan() & e.isnan())] = 0  # equal infinities, and NaN where NaN is right
    gap[gap.isnan()] = math.inf
    finite = e[e.isfinite()].abs()
    scale = max(1.0, finite.max().item() if finite.numel() else 1.0)
    worst = int(gap.argmax())
    if gap.flatten()[worst] <= tolerance * scale:
        return None
    mine, theirs = a.flatten()[worst].item(), e.flatten()[worst].item()
    where = tuple(int(i) for i in torch.unravel_index(torch.tensor(worst), a.shape))
    at = f" at {list(where)}" if where else ""
    return f"yours: {mine:.4g}{at}, expected: {theirs:.4g}"


def _difference_of_numbers(actual, expected, tolerance):
    if isinstance(actual, np.generic) or (isinstance(actual, torch.Tensor) and actual.numel() == 1):
        actual = actual.item()
    if isinstance(actual, bool) or not isinstance(actual, float | int):
        return f"yours is {_kind(actual)}, expected the number {expected:.6g}"
    same = actual == expected or (math.isnan(actual) and math.isnan(expected))
    scale = max(1.0, abs(expected)) if math.isfinite(expected) else 0.0
    if same or abs(actual - expected) <= tolerance * scale:
        return None
    return f"yours: {actual:.6g}, expected: {expected:.6g}"


def _kind(value):
    if isinstance(value, torch.Tensor):
        return f"a tensor of shape {tuple(value.shape)}"
    if value is None:
        return "None (does every path end in a return?)"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _brief(value):
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def find_theirs(make):
    """Return `make` as the student's code has it; the grader's examiner puts its own in place."""
    return make


def theirs(make, *args, **kwargs):
    """Return `make(*args, **kwargs)`, made where the student's code runs.

    For what student code is to look into or to change, such as a module: a test process passes
    data, and a module of its own could only be called from there. `make` is a function or class of
    torch, NumPy, depthwise, or one that a cell without a mark defines.
    """
    return find_theirs(make)(*args, **kwargs)
