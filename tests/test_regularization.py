"""Claims about `depthwise.regularization`, against torch and closed forms, and about its interactive."""

import math

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.mlp import mlp
from depthwise.regularization import (
    EarlyStopping,
    WeightAverage,
    cutout,
    dropout,
    k_fold,
    mixup,
    shift,
)

from .interactives import run_interactive

DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@DTYPES
@pytest.mark.parametrize("shape", [(40_000,), (200, 1, 50, 4)])
def test_dropout_drops_its_share_and_keeps_the_mean(shape, dtype):
    h = torch.full(shape, 3.0, dtype=dtype)
    out = dropout(h, 0.3, training=True, generator=seeded())
    assert out.dtype == dtype
    assert out.shape == h.shape
    torch.testing.assert_close(out.unique(), torch.tensor([0, 3 / 0.7], dtype=dtype))
    assert (out == 0).double().mean().item() == pytest.approx(0.3, abs=0.01)
    theirs = functional.dropout(h, 0.3)
    torch.testing.assert_close(theirs.unique(), out.unique())


def test_dropout_passes_the_gradient_of_what_it_keeps():
    h = torch.randn(50, 3, dtype=torch.float64, requires_grad=True)
    out = dropout(h, 0.5, training=True, generator=seeded())
    out.sum().backward()
    torch.testing.assert_close(h.grad, (out / h).detach())


def test_dropout_does_nothing_outside_of_training():
    h, generator = torch.randn(4, 3), seeded()
    before = generator.get_state()
    assert dropout(h, 0.5, training=False, generator=generator) is h
    assert dropout(h, 0, training=True, generator=generator) is h
    assert torch.equal(generator.get_state(), before)


@pytest.mark.parametrize("p", [-0.1, 1, 1.5])
def test_a_share_that_is_none_is_refused(p):
    with pytest.raises(ValueError, match="below 1"):
        dropout(torch.ones(2), p, training=False)


@DTYPES
@pytest.mark.parametrize("shape", [(60, 4, 7), (40, 2, 5, 3), (5, 1, 1)])
def test_each_shifted_image_is_one_of_the_possible_shifts(shape, dtype):
    images = torch.rand(shape, generator=seeded()).to(dtype) + 1
    out = shift(images, 2, generator=seeded(1))
    assert out.dtype == dtype
    assert out.shape == images.shape
    H, W = shape[-2:]
    found = set()
    for image, moved in zip(images, out, strict=True):
        padded = functional.pad(image, (2, 2, 2, 2))
        matches = [
            (d, r)
            for d in range(-2, 3)
            for r in range(-2, 3)
            if torch.equal(moved, padded[..., 2 - d : 2 - d + H, 2 - r : 2 - r + W])
        ]
        assert matches
        found |= set(matches[:1])
    assert len(found) > 12 or len(images) < 40
    assert torch.equal(shift(images, 0), images)
    with pytest.raises(ValueError, match="number of pixels"):
        shift(images, -1)


@DTYPES
@pytest.mark.parametrize("size", [1, 2, 3, 20])
def test_cutout_clears_one_square_that_may_hang_over(size, dtype):
    images = torch.ones(300, 2, 6, 9, dtype=dtype)
    out = cutout(images, size, generator=seeded())
    assert out.dtype == dtype
    assert torch.equal(out[:, 0], out[:, 1])
    assert images.min() == 1
    cut = (out[:, 0] == 0).double()
    rows, columns = cut.amax(dim=2).sum(dim=1), cut.amax(dim=1).sum(dim=1)
    torch.testing.assert_close(cut.sum(dim=(1, 2)), rows * columns)
    assert rows.min() >= min(1, size)
    assert rows.max() == min(size, 6)
    assert columns.max() == min(size, 9)
    if size == 1:  # every pixel can be the middle, each as often
        assert cut.sum(dim=0).min() > 0
    with pytest.raises(ValueError, match="at least one pixel"):
        cutout(images, 0)


@DTYPES
@pytest.mark.parametrize("shape", [(64, 5), (64, 1, 3, 4), (64,)])
def test_mixup_mixes_inputs_and_targets_alike(shape, dtype):
    t = torch.eye(64, dtype=dtype)  # each example its own class, so that targets tell the mixture
    x = torch.randn(shape, generator=seeded()).to(dtype)
    x_mixed, t_mixed = mixup(x, t, alpha=0.8, generator=seeded(1))
    assert x_mixed.dtype == t_mixed.dtype == dtype
    torch.testing.assert_close(t_mixed.sum(dim=1), torch.ones(64, dtype=dtype))
    assert ((t_mixed > 0).sum(dim=1) <= 2).all()
    torch.testing.assert_close(x_mixed, torch.tensordot(t_mixed, x, dims=1))
    assert len(t_mixed.diag().unique()) > 50  # a share for each example


def test_the_shares_of_mixup_are_beta_distributed():
    eye = torch.eye(2000)
    lam = mixup(eye, eye, alpha=0.4, generator=seeded(2))[1].diag()
    assert lam.mean().item() == pytest.approx(0.5, abs=0.03)
    assert lam.var().item() == pytest.approx(1 / (4 * (2 * 0.4 + 1)), abs=0.01)


def test_mixup_refuses_labels_and_a_zero_alpha():
    with pytest.raises(ValueError, match="one_hot"):
        mixup(torch.ones(3, 2), torch.tensor([0, 1, 2]), alpha=1.0)
    with pytest.raises(ValueError, match="above 0"):
        mixup(torch.ones(3, 2), torch.eye(3), alpha=0)


def test_early_stopping_restores_the_best_epoch_whatever_came_after():
    net, stopping, stopped = mlp([2, 3, 1]), EarlyStopping(patience=3), []
    for epoch, value in enumerate([5.0, 3.0, math.nan, 4.0, 2.0, 2.0, 6.0, 7.0], start=1):
        with torch.no_grad():
            for p in net.parameters():
                p.fill_(epoch)
        stopped.append(stopping.update(value, net))
    assert stopped == [False] * 7 + [True]
    assert (stopping.best, stopping.best_epoch) == (2.0, 5)
    stopping.restore(net)
    assert all(torch.equal(p, torch.full_like(p, 5)) for p in net.parameters())


def test_early_stopping_says_what_is_wrong():
    with pytest.raises(ValueError, match="at least 1"):
        EarlyStopping(0)
    with pytest.raises(ValueError, match="nothing to restore"):
        EarlyStopping(1).restore(mlp([1, 1]))


@pytest.mark.parametrize(("n", "k"), [(10, 2), (11, 4), (7, 7)])
def test_every_example_is_held_out_once(n, k):
    pairs = k_fold(n, k, seed=1)
    assert torch.equal(torch.cat([held for _, held in pairs]).sort()[0], torch.arange(n))
    sizes = [len(held) for _, held in pairs]
    assert max(sizes) - min(sizes) <= 1
    for train, held in pairs:
        assert torch.equal(torch.cat([train, held]).sort()[0], torch.arange(n))


def test_no_fold_cuts_through_a_group():
    groups = torch.tensor([5, 5, -1, 9, 5, -1, 3, 3, 8, 9])
    pairs = k_fold(10, 3, groups=groups, seed=2)
    parts = [set(groups[held].tolist()) for _, held in pairs]
    assert sorted(len(part) for part in parts) == [1, 2, 2]
    assert all(
        not set(groups[train].tolist()) & set(groups[held].tolist()) for train, held in pairs
    )
    assert len({tuple(k_fold(10, 3, groups=groups, seed=s)[0][1].tolist()) for s in range(9)}) > 2


def test_folds_that_cannot_be_are_refused():
    for k in (1, 4):
        with pytest.raises(ValueError, match="number of groups"):
            k_fold(5, k, groups=torch.tensor([0, 0, 1, 2, 2]))
    with pytest.raises(ValueError, match="as many groups"):
        k_fold(4, 2, groups=torch.arange(3))


@pytest.mark.parametrize("decay", [None, 0.9])
def test_weight_averages_are_torch_s(decay):
    net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4)).double()
    mine = WeightAverage(decay)
    options = (
        {} if decay is None else {"multi_avg_fn": torch.optim.swa_utils.get_ema_multi_avg_fn(decay)}
    )
    theirs = torch.optim.swa_utils.AveragedModel(net, use_buffers=True, **options)
    for seed in range(5):
        torch.manual_seed(seed)
        with torch.no_grad():
            for p in net.parameters():
                p.copy_(torch.randn_like(p))
        net(torch.randn(6, 3, dtype=torch.float64))
        mine.update(net)
        theirs.update_parameters(net)
    counter = net[1].num_batches_tracked.item()
    mine.load_into(net)
    for p, q in zip(net.parameters(), theirs.module.parameters(), strict=True):
        torch.testing.assert_close(p, q)
    assert net[1].num_batches_tracked.item() == counter == 5


def test_weight_averages_say_what_is_wrong():
    with pytest.raises(ValueError, match="from 0 to 1"):
        WeightAverage(1.2)
    with pytest.raises(ValueError, match="nothing has been averaged"):
        WeightAverage().load_into(mlp([1, 1]))


# The interactive.


@pytest.mark.parametrize("seed", [0, 3, 12])
@pytest.mark.parametrize("ridge", [0, 0.01])
def test_the_interactive_s_fits_are_torch_s(seed, ridge):
    sizes = [1, 5, 12, 13, 30, 48]
    rows, y, mine = run_interactive(
        "double_descent",
        f"""(() => {{
          const {{ places, waves, shakes }} = draws({seed});
          const y = places.map((x, i) => truth(x) + 0.3 * shakes[i]);
          const parts = prepared({seed}).parts;
          return [places.map((x) => features(x, waves)), y, {sizes}.map((p) => solve(parts[p - 1], y, {ridge}))];
        }})()""",
    )
    A, y = torch.tensor(rows, dtype=torch.float64), torch.tensor(y, dtype=torch.float64)
    assert A.shape == (12, 48)
    for p, w in zip(sizes, mine, strict=True):
        U, sigma, Vt = torch.linalg.svd(A[:, :p], full_matrices=False)
        expected = Vt.T @ (sigma / (sigma.square() + ridge) * (U.T @ y))
        torch.testing.assert_close(
            torch.tensor(w, dtype=torch.float64), expected, rtol=1e-6, atol=1e-6
        )


def test_the_interactive_s_start_has_its_peak_at_the_number_of_points():
    state = "{seed: 12, noise: 0.2, ridge: 0, size: 48}"
    curve = run_interactive("double_descent", f"sweep({state}).curve")
    test, train = (np.array([found[key] for found in curve]) for key in ("test", "train"))
    assert test.argmax() + 1 == 12
    assert test[-1] < test[:11].min() < test.max() / 50
    assert train[11:].max() < 1e-6 < train[:11].min()
    said = run_interactive("double_descent", f"sentence({state}, sweep({state}))")
    assert said.startswith("48 features: error on the points 0, against the truth 0.21")
    assert said.endswith("the worst is 12.")
