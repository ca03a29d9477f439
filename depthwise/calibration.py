"""Does 90% mean 90%? Confidence held against the share that is right, and one number to mend it."""

import math

import torch

# Shapes: N examples, K classes, M bins


def reliability(logits_NK, y_N, *, num_bins=15):
    """Return `(count_M, confidence_M, accuracy_M)`: the examples sorted into bins of confidence.

    Confidence is the largest probability of a row. Bin m holds those above m/M and up to
    (m + 1)/M; an empty bin has the confidence and accuracy 0. All three are float64.
    A ValueError says so where `num_bins` is below 1.
    """
    if num_bins < 1:
        raise ValueError(f"num_bins must be at least 1, not {num_bins}")
    confidence, guess = logits_NK.detach().double().softmax(dim=1).max(dim=1)
    right = (guess == y_N).double()
    bins = (confidence * num_bins).ceil().long().clamp(1, num_bins) - 1
    count, sure, hit = (
        torch.zeros(num_bins, dtype=torch.float64).index_add(0, bins, values)
        for values in (torch.ones_like(right), confidence, right)
    )
    return count, sure / count.clamp(min=1), hit / count.clamp(min=1)


def expected_calibration_error(logits_NK, y_N, *, num_bins=15):
    """Return the mean gap between confidence and accuracy over bins, a float from 0 to 1.

    Each bin counts by its share of the examples (Naeini, Cooper and Hauskrecht, 2015).
    """
    count, confidence, accuracy = reliability(logits_NK, y_N, num_bins=num_bins)
    return ((confidence - accuracy).abs() * count).sum().item() / len(y_N)


def fit_temperature(logits_NK, y_N, *, lowest=0.01, highest=100.0):
    """Return the temperature T for which softmax(logits / T) has the least cross-entropy, a float.

    Fit it on examples that were not trained on (Guo and others, 2017). The cross-entropy is convex
    in 1/T, so its slope is brought to zero by halving an interval. Where it falls all the way, as
    with every example right, the end of [lowest, highest] comes back.
    """
    z = logits_NK.detach().double()
    right = z.gather(1, y_N[:, None])[:, 0]

    def slope(sharpness):
        """Return d loss / d(1/T): the mean logit under the model less that of the truth."""
        return ((z * sharpness).softmax(dim=1) * z).sum(dim=1).sub(right).mean().item()

    low, high = math.log(1 / highest), math.log(1 / lowest)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(math.exp(middle)) <= 0 else (low, middle)
    return math.exp(-(low + high) / 2)
