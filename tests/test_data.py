"""The data sets: shapes, kinds, ranges, and the same again from the same seed."""

import pytest
import torch

from depthwise.data import digits, split, two_moons


def test_two_moons_has_the_promised_shapes_and_repeats():
    x, y = two_moons(101, noise=0.1, seed=3)
    assert (x.shape, x.dtype, y.shape, y.dtype) == ((101, 2), torch.float32, (101,), torch.int64)
    assert set(y.tolist()) == {0, 1}
    assert torch.equal(x, two_moons(101, noise=0.1, seed=3)[0])
    assert not torch.equal(x, two_moons(101, noise=0.1, seed=4)[0])


def test_digits_are_images_in_the_unit_range():
    x, y = digits()
    assert (x.shape, y.shape) == ((1797, 64), (1797,))
    assert (x.min(), x.max()) == (0, 1)
    assert sorted(set(y.tolist())) == list(range(10))


def test_split_loses_nobody_and_shares_nobody():
    x = torch.arange(10)
    x_train, y_train, x_test, y_test = split(x, x * 2, held_out=3, seed=1)
    assert sorted(torch.cat([x_train, x_test]).tolist()) == list(range(10))
    assert torch.equal(y_test, x_test * 2)
    assert torch.equal(y_train, x_train * 2)
    assert len(x_test) == 3


@pytest.mark.parametrize("held_out", [0, 10, -1, 99])
def test_split_keeps_something_on_both_sides(held_out):
    with pytest.raises(ValueError, match="between 1 and 9"):
        split(torch.arange(10), torch.arange(10), held_out=held_out)
