"""The course's small data sets, made or shipped by packages: nothing is fetched."""

import random

import numpy as np
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


def shifted_digits(x_N64, *, size=16, seed=0):
    """Return 8 by 8 images laid at random places of empty frames, float32 `(N, 1, size, size)`.

    x_N64: rows of 64 pixels, as `digits` gives them. The top left corner of each image is drawn
    evenly from the `(size - 7)²` places at which it fits. A ValueError says so where `size` is
    below 8. The same seed gives the same places.
    """
    if size < 8:
        raise ValueError(f"size must be at least 8, the side of a digit, not {size}")
    generator, n = torch.Generator().manual_seed(seed), len(x_N64)
    top, left = torch.randint(0, size - 7, (2, n, 1, 1), generator=generator)
    frames, side = torch.zeros(n, 1, size, size), torch.arange(8)
    places = torch.arange(n)[:, None, None], 0, top + side[:, None], left + side
    frames[places] = x_N64.reshape(n, 8, 8).float()
    return frames


def mnist1d(num_examples=5000, *, seed=42):
    """Return MNIST-1D, made on the spot, as `(x_N40, y_N)`: signals of 40 numbers in ten classes.

    Each example is one of ten strokes of 12 points, stretched, scaled, shifted and sheared at
    random, with smooth noise where the stroke is not and a little white noise everywhere. `x_N40`
    is float32 with mean 0 and standard deviation 1 over all, `y_N` int64 from 0 to 9. Every class
    comes equally often, in shuffled order; a ValueError says so where `num_examples` is not a
    positive multiple of 10. The same seed gives the same examples, and the defaults give those of
    the paper. Source: Greydanus, Scaling down deep learning (2020).
    """
    from mnist1d.data import get_dataset_args, make_dataset  # half a second, for the few who ask
    from mnist1d.utils import ObjectView

    if num_examples < 10 or num_examples % 10:
        raise ValueError(f"num_examples must be a positive multiple of 10, not {num_examples}")
    args = get_dataset_args(as_dict=True) | {"num_samples": num_examples, "seed": seed}
    states = random.getstate(), np.random.get_state()  # the package seeds the global generators
    try:
        made = make_dataset(ObjectView(args | {"train_split": 1.0}))
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
    return torch.tensor(made["x"], dtype=torch.float32), torch.tensor(made["y"])


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
