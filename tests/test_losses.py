"""Claims about `depthwise.losses`, `depthwise.calibration` and the loss curve, against torch."""

import itertools
import math

import pytest
import torch
from torch.nn import functional

from depthwise.calibration import expected_calibration_error, fit_temperature, reliability
from depthwise.losses import (
    binary_cross_entropy,
    cross_entropy,
    ctc,
    dice,
    focal,
    huber,
    log_sum_exp,
    triplet,
)

from .interactives import run_interactive

DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])


def draw(*shape, seed=0, dtype=torch.float64, scale=1.0):
    generator = torch.Generator().manual_seed(seed)
    return scale * torch.randn(*shape, generator=generator, dtype=dtype)


def assert_same(mine, theirs, *inputs):
    """Value and gradients agree, to 1e-6 or better in float64."""
    leaves = [[x.clone().requires_grad_() for x in inputs] for _ in range(2)]
    a, b = mine(*leaves[0]), theirs(*leaves[1])
    assert a.shape == b.shape
    assert a.dtype == b.dtype
    small = 1e-9 if a.dtype == torch.float64 else 1e-5
    torch.testing.assert_close(a, b, rtol=small, atol=small)
    for g, h in zip(
        torch.autograd.grad(a.sum(), leaves[0]),
        torch.autograd.grad(b.sum(), leaves[1]),
        strict=True,
    ):
        torch.testing.assert_close(g, h, rtol=small, atol=small)


@DTYPES
@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_log_sum_exp_is_torch_s_for_logits_of_any_size(dtype, scale):
    z = draw(3, 4, 5, dtype=dtype, scale=scale)
    for dim in (0, 1, -1):
        assert_same(
            lambda z, d=dim: log_sum_exp(z, dim=d), lambda z, d=dim: torch.logsumexp(z, dim=d), z
        )


def test_log_sum_exp_of_nothing_is_minus_infinity():
    z = torch.tensor([[-math.inf, -math.inf], [-math.inf, 2.0]])
    assert log_sum_exp(z).tolist() == [-math.inf, 2.0]


@DTYPES
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("scale", [1.0, 300.0])
def test_cross_entropy_is_torch_s(dtype, smoothing, weighted, scale):
    z, y = draw(7, 4, dtype=dtype, scale=scale), torch.tensor([0, 1, 2, 3, 3, -100, 1])
    w = torch.tensor([0.5, 2.0, 1.0, 3.0], dtype=dtype) if weighted else None
    assert_same(
        lambda z: cross_entropy(z, y, weight_K=w, label_smoothing=smoothing),
        lambda z: functional.cross_entropy(z, y, weight=w, label_smoothing=smoothing),
        z,
    )


def test_another_index_may_be_ignored_and_all_may_not():
    z, y = draw(3, 4), torch.tensor([1, 2, 1])
    assert_same(
        lambda z: cross_entropy(z, y, ignore_index=2),
        lambda z: functional.cross_entropy(z, y, ignore_index=2),
        z,
    )
    with pytest.raises(ValueError, match="every label is ignored"):
        cross_entropy(z, torch.full((3,), -100))


@pytest.mark.parametrize("smoothing", [-0.1, 1.1])
def test_a_smoothing_that_is_no_share_is_refused(smoothing):
    with pytest.raises(ValueError, match="between 0 and 1"):
        cross_entropy(draw(2, 3), torch.tensor([0, 1]), label_smoothing=smoothing)


@DTYPES
@pytest.mark.parametrize("shape", [(6,), (4, 3), (2, 1, 5)])
@pytest.mark.parametrize("pos_weight", [1.0, 7.5])
def test_binary_cross_entropy_is_torch_s(dtype, shape, pos_weight):
    z, t = draw(*shape, dtype=dtype, scale=50), draw(*shape, seed=1, dtype=dtype).sigmoid()
    w = torch.tensor(pos_weight, dtype=dtype)
    assert_same(
        lambda z: binary_cross_entropy(z, t, pos_weight=pos_weight),
        lambda z: functional.binary_cross_entropy_with_logits(z, t, pos_weight=w),
        z,
    )


@DTYPES
@pytest.mark.parametrize("delta", [0.3, 1.0, 4.0])
def test_huber_is_torch_s(dtype, delta):
    r, t = draw(5, 3, dtype=dtype, scale=2), draw(5, 3, seed=1, dtype=dtype)
    assert_same(
        lambda r: huber(r, t, delta=delta), lambda r: functional.huber_loss(r, t, delta=delta), r
    )


@DTYPES
def test_focal_is_cross_entropy_at_gamma_zero_and_the_formula_above(dtype):
    z = draw(5, 3, dtype=dtype, scale=3)
    t = (draw(5, 3, seed=1) > 0).to(dtype)
    assert_same(
        lambda z: focal(z, t, gamma=0),
        lambda z: functional.binary_cross_entropy_with_logits(z, t),
        z,
    )

    def by_formula(z):
        p = z.sigmoid()
        p_t = torch.where(t > 0, p, 1 - p)
        return (torch.where(t > 0, 0.25, 0.75) * -((1 - p_t) ** 1.5) * p_t.log()).mean().to(dtype)

    assert_same(lambda z: focal(z, t, gamma=1.5, alpha=0.25), by_formula, z)


def test_focal_stands_large_logits_of_either_sign():
    z = torch.tensor([1000.0, -1000.0, 1000.0, -1000.0], requires_grad=True)
    value = focal(z, torch.tensor([1.0, 0.0, 0.0, 1.0]))
    value.backward()
    assert value.item() == 500
    assert z.grad.tolist() == [0, 0, 0.25, -0.25]
    z.grad = None
    focal(z, torch.tensor([1.0, 0.0, 0.0, 1.0]), gamma=0.5).backward()
    assert z.grad.tolist() == [0, 0, 0.25, -0.25]


def test_focal_weighs_an_easy_example_as_little_as_the_paper_says():
    for p, factor in ((0.9, 100), (0.968, 1000)):
        z, t = torch.tensor([math.log(p / (1 - p))]).double(), torch.ones(1).double()
        assert binary_cross_entropy(z, t) / focal(z, t) == pytest.approx(factor, rel=0.03)


def test_dice_is_one_less_the_overlap_of_each_example():
    sure = 40 * (2 * torch.tensor([[[1.0, 1, 0], [0, 0, 0]], [[0, 0, 1.0], [0, 1, 0]]]) - 1)
    truth = torch.tensor([[[1.0, 0, 0], [0, 0, 0]], [[0, 0, 1.0], [0, 1, 0]]])
    assert dice(sure, truth, smooth=0.0).item() == pytest.approx((1 / 3 + 0) / 2)
    assert dice(sure, truth).item() == pytest.approx((1 - 3 / 4) / 2)
    empty = torch.zeros(2, 3)
    assert dice(empty - 40, empty).item() == pytest.approx(0.0, abs=1e-6)


@DTYPES
@pytest.mark.parametrize("margin", [0.2, 1.0, 3.0])
def test_triplet_is_torch_s(dtype, margin):
    a, p, n = (draw(6, 4, seed=s, dtype=dtype) for s in range(3))
    assert_same(
        lambda a, p, n: triplet(a, p, n, margin=margin),
        lambda a, p, n: functional.triplet_margin_loss(a, p, n, margin=margin),
        a,
        p,
        n,
    )


def test_triplet_has_a_gradient_where_points_coincide():
    a = torch.zeros(2, 3, requires_grad=True)
    triplet(a, torch.zeros(2, 3), torch.zeros(2, 3)).backward()
    assert a.grad.isfinite().all()


@DTYPES
@pytest.mark.parametrize("labels", [[1, 2], [1, 1], [2, 3, 1], [3], [1, 1, 1, 2], []])
@pytest.mark.parametrize("frames", [1, 6, 9])
def test_ctc_is_torch_s(dtype, labels, frames):
    z = draw(frames, 4, dtype=dtype, scale=2)
    if frames < len(labels) + sum(a == b for a, b in itertools.pairwise(labels)):
        with pytest.raises(ValueError, match="frames"):
            ctc(z, labels)
        return
    if not labels:  # torch wants a label; without one every frame is a blank
        assert ctc(z, labels).item() == pytest.approx(-z.log_softmax(dim=1)[:, 0].sum().item())
        return
    assert_same(
        lambda z: ctc(z, labels),
        lambda z: functional.ctc_loss(
            z.log_softmax(dim=1)[:, None],
            torch.tensor([labels]),
            [frames],
            [len(labels)],
            reduction="none",
        )[0],
        z,
    )


def test_ctc_sums_over_all_paths_that_spell_the_labels():
    z = draw(5, 3, scale=2)
    for blank, labels in ((0, [1, 2]), (0, [2, 2]), (1, [0, 2])):
        total = 0.0
        for path in itertools.product(range(3), repeat=5):
            merged = [k for k, _ in itertools.groupby(path)]
            if [k for k in merged if k != blank] == labels:
                total += z.softmax(dim=1)[range(5), path].prod().item()
        assert ctc(z, labels, blank=blank).item() == pytest.approx(-math.log(total))


def test_ctc_refuses_a_blank_among_the_labels():
    with pytest.raises(ValueError, match="blank"):
        ctc(draw(4, 3), [1, 0])


@pytest.mark.parametrize(
    "call",
    [
        lambda: binary_cross_entropy(draw(3, 1), draw(3)),
        lambda: focal(draw(3, 1), draw(3)),
        lambda: huber(draw(3, 1), draw(3)),
        lambda: dice(draw(3, 1), draw(3)),
    ],
)
def test_shapes_that_would_broadcast_are_refused(call):
    with pytest.raises(ValueError, match="entry by entry"):
        call()


def test_numbers_that_make_no_loss_are_refused():
    with pytest.raises(ValueError, match="above 0"):
        huber(draw(2), draw(2), delta=0)
    with pytest.raises(ValueError, match="negative"):
        focal(draw(2), draw(2), gamma=-1)


# Calibration


def test_bins_are_open_below_and_closed_above():
    p = torch.tensor([0.5, 0.75, 0.76, 0.99], dtype=torch.float64)
    logits = torch.stack([(p / (1 - p)).log(), torch.zeros(4)], dim=1)
    logits[0] = 0.0
    count, confidence, accuracy = reliability(logits, torch.tensor([0, 0, 1, 0]), num_bins=4)
    assert count.tolist() == [0, 1, 1, 2]
    torch.testing.assert_close(confidence, torch.tensor([0, 0.5, 0.75, 0.875]).double())
    assert accuracy.tolist() == [0, 1, 1, 0.5]


@DTYPES
def test_the_calibration_error_matches_a_loop_over_bins(dtype):
    z, y = draw(400, 5, dtype=dtype, scale=2), torch.arange(400) % 5
    confidence, guess = z.double().softmax(dim=1).max(dim=1)
    total = 0.0
    for m in range(15):
        inside = (confidence > m / 15) & (confidence <= (m + 1) / 15)
        if inside.any():
            gap = confidence[inside].mean() - (guess == y)[inside].double().mean()
            total += inside.double().mean().item() * abs(gap.item())
    assert expected_calibration_error(z, y) == pytest.approx(total)


def test_sure_and_always_right_has_no_calibration_error():
    z = 50 * torch.eye(3)
    assert expected_calibration_error(z, torch.arange(3)) == pytest.approx(0, abs=1e-9)
    assert expected_calibration_error(z, torch.tensor([1, 2, 0])) == pytest.approx(1)


@DTYPES
def test_the_temperature_has_the_least_cross_entropy(dtype):
    generator = torch.Generator().manual_seed(0)
    z = draw(3000, 4, scale=2)
    y = torch.multinomial(z.softmax(dim=1), 1, generator=generator)[:, 0]
    T = fit_temperature((2.5 * z).to(dtype), y)
    assert 2.25 < T < 2.75
    nll = [functional.cross_entropy(2.5 * z / t, y).item() for t in (T / 1.01, T, T * 1.01)]
    assert nll[1] == min(nll)


def test_a_temperature_stays_within_its_bounds():
    z = torch.eye(3)
    assert fit_temperature(z, torch.arange(3)) == pytest.approx(0.01, rel=1e-6)
    assert fit_temperature(z, torch.tensor([1, 2, 0])) == pytest.approx(100, rel=1e-6)


def test_calibration_without_bins_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        reliability(draw(2, 3), torch.tensor([0, 1]), num_bins=0)


# What the interactive computes, at logits of either sign and for either label.

LOGITS = [-700.0, -8.0, -4.0, -0.3, 0.0, 0.7, 1.5, 8.0, 700.0]


def curve(name, z, label, gamma, delta):
    t = torch.full_like(z, float(label))
    side = 2 * t - 1
    if name == "focal":
        return (-side * z).sigmoid() ** gamma * -functional.logsigmoid(side * z)
    if name == "squared error":
        return (z.sigmoid() - t) ** 2
    if name == "hinge":
        return (1 - side * z).relu()
    if name == "Huber":
        return functional.huber_loss(z, side, delta=delta, reduction="none")
    return functional.binary_cross_entropy_with_logits(z, t, reduction="none")


@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("name", ["cross-entropy", "focal", "squared error", "hinge", "Huber"])
def test_the_loss_curve_s_values_and_slopes_are_torch_s(name, label):
    for gamma, delta in ((2, 1), (0.5, 0.3)):
        state = f"{{loss: '{name}', label: '{label}', gamma: {gamma}, delta: {delta}}}"
        found = run_interactive("loss_curve", f"{LOGITS}.map((z) => at({state}, z))")
        z = torch.tensor(LOGITS, dtype=torch.float64, requires_grad=True)
        value = curve(name, z, label, gamma, delta)
        (slope,) = torch.autograd.grad(value.sum(), z)
        mine = torch.tensor(found, dtype=torch.float64)
        torch.testing.assert_close(mine[:, 0], value.detach(), rtol=1e-9, atol=1e-9)
        torch.testing.assert_close(mine[:, 1], slope, rtol=1e-9, atol=1e-9)


def test_the_loss_curve_says_how_weak_a_saturated_slope_is():
    state = "{loss: 'squared error', label: '1', logit: -4, gamma: 2, delta: 1}"
    said = run_interactive("loss_curve", f"sentence({state})")
    assert "loss 0.964, slope −0.0347, 28 times weaker than the cross-entropy's −0.982." in said
    kept = run_interactive("loss_curve", f"sentence({state.replace('squared error', 'hinge')})")
    assert "slope −1, much like the cross-entropy's" in kept
    easy = "{loss: 'hinge', label: '0', logit: -4, gamma: 2, delta: 1}"
    assert "teaches nothing" in run_interactive("loss_curve", f"sentence({easy})")
