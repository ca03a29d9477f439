"""The course's small data sets, made or shipped by packages: nothing is fetched."""

import torch
from sklearn.datasets import load_digits, make_moons


def two_moons(num_points=400, *, noise=0.2, seed=0):
    """Return two interleaved half circles as `(x_N2, y_N)`.

    `x_N2` is float32 of shape (num_points, 2), `y_N` int64 of shape (num_points,) with 0 for
    the upper moon and 1 for the lower one. `noise` is the standard deviation, in the units of x,
    of the Gaussian noise added to every point. The same seed gives the same points.
    """
    x, y = make_moons(num_points, noise=noise, random_state=seed)
    return torch.tensor(x, dtype=torch.float32), torch.tensor(y)


def digits():
    """Return the 1797 handwritten digits of scikit-learn as `(x_N64, y_N)`.

    `x_N64` is float32 of shape (1797, 64), each row an 8 by 8 image in [0, 1], row by row;
    `y_N` is int64 of shape (1797,) with the digit, 0 to 9.
    Source: Alpaydin and Kaynak, Optical Recognition of Handwritten Digits (UCI, 1998).
    """
    x, y = load_digits(return_X_y=True)
    return torch.tensor(x / 16, dtype=torch.float32), torch.tensor(y)


def split(x, y, *, held_out, seed=0):
    """Shuffle, then split off the last `held_out` examples.

    Return `(x_train, y_train, x_test, y_test)`. `held_out` counts examples and must leave at
    least one to train on, or a ValueError says so.
    """
    if not 0 < held_out < len(x):
        raise ValueError(f"held_out must be between 1 and {len(x) - 1}, not {held_out}")
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(seed))
    train, test = order[:-held_out], order[-held_out:]
    return x[train], y[train], x[test], y[test]
