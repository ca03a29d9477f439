"""Claims about `depthwise.normalization` and its interactive, against torch."""

import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.normalization import (
    BatchNorm,
    batch_norm,
    batch_norm_backward,
    fold_batch_norm,
    group_norm,
    instance_norm,
    layer_norm,
    normalise,
    rms_norm,
)

from .interactives import run_interactive

DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
SHAPES = pytest.mark.parametrize("shape", [(4, 6), (3, 6, 5), (2, 6, 3, 4), (2, 6, 2, 1, 3)])


def block(shape, dtype=torch.float64, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return 2 + 3 * torch.randn(shape, generator=generator, dtype=dtype)


def same_with_gradients(ours, theirs, *inputs):
    """Values and the gradients of all inputs agree."""
    leaves = [[t.clone().requires_grad_() for t in inputs] for _ in range(2)]
    y, wanted = ours(*leaves[0]), theirs(*leaves[1])
    torch.testing.assert_close(y, wanted)
    g = block(y.shape, y.dtype, seed=9)
    mine = torch.autograd.grad(y, leaves[0], g)
    right = torch.autograd.grad(wanted, leaves[1], g)
    for a, b in zip(mine, right, strict=True):
        torch.testing.assert_close(a, b, rtol=1e-3, atol=1e-4 if a.dtype == torch.float32 else 1e-9)


@SHAPES
@DTYPES
def test_layer_and_rms_norm_match_torch(shape, dtype):
    z, last = block(shape, dtype), shape[-1]
    gamma, beta = block((last,), dtype, 1), block((last,), dtype, 2)
    same_with_gradients(
        layer_norm, lambda z, g, b: functional.layer_norm(z, (last,), g, b), z, gamma, beta
    )
    if last > 1:
        same_with_gradients(
            rms_norm, lambda z, g: functional.rms_norm(z, (last,), g, eps=1e-5), z, gamma
        )


def test_layer_norm_over_several_axes_matches_torch():
    z = block((3, 4, 2, 5))
    for k in (2, 3):
        torch.testing.assert_close(
            layer_norm(z, num_axes=k), functional.layer_norm(z, z.shape[-k:])
        )


@SHAPES
@DTYPES
@pytest.mark.parametrize("groups", [1, 2, 3])
def test_group_norm_matches_torch(shape, dtype, groups):
    z, gamma, beta = block(shape, dtype), block((6,), dtype, 1), block((6,), dtype, 2)
    same_with_gradients(
        lambda z, g, b: group_norm(z, groups, g, b),
        lambda z, g, b: functional.group_norm(z, groups, g, b),
        z, gamma, beta,
    )  # fmt: skip


@DTYPES
def test_instance_norm_matches_torch(dtype):
    for shape in ((3, 6, 5), (2, 6, 3, 4)):
        torch.testing.assert_close(
            instance_norm(block(shape, dtype)), functional.instance_norm(block(shape, dtype))
        )


@SHAPES
@DTYPES
@pytest.mark.parametrize("momentum", [0.1, 0.5])
def test_batch_norm_matches_torch_over_twenty_steps_in_both_modes(shape, dtype, momentum):
    torch_s = {2: nn.BatchNorm1d, 3: nn.BatchNorm1d, 4: nn.BatchNorm2d, 5: nn.BatchNorm3d}
    mine = BatchNorm(6, momentum=momentum).to(dtype)
    theirs = torch_s[len(shape)](6, momentum=momentum).to(dtype)
    gamma, beta = block((6,), dtype, 1), block((6,), dtype, 2)
    for p, q, value in ((mine.gamma, theirs.weight, gamma), (mine.beta, theirs.bias, beta)):
        p.data, q.data = value.clone(), value.clone()
    exact = {"rtol": 0, "atol": 1e-10} if dtype == torch.float64 else {"rtol": 1e-4, "atol": 1e-4}
    for step in range(20):
        z = block(shape, dtype, step)
        torch.testing.assert_close(mine(z), theirs(z), **exact)
        torch.testing.assert_close(mine.mean, theirs.running_mean, **exact)
        torch.testing.assert_close(mine.variance, theirs.running_var, **exact)
    kept = mine.mean.clone()
    mine.eval(), theirs.eval()
    torch.testing.assert_close(mine(z), theirs(z), **exact)
    assert torch.equal(mine.mean, kept)


@DTYPES
def test_gradients_flow_through_the_statistics_of_the_batch(dtype):
    def averages():
        return torch.zeros(6, dtype=dtype), torch.ones(6, dtype=dtype)

    z, gamma, beta = block((5, 6, 2), dtype), block((6,), dtype, 1), block((6,), dtype, 2)
    for training in (True, False):
        same_with_gradients(
            lambda z, g, b, training=training: batch_norm(z, *averages(), g, b, training=training),
            lambda z, g, b, training=training: functional.batch_norm(z, *averages(), g, b, training),
            z, gamma, beta,
        )  # fmt: skip


@pytest.mark.parametrize("shape", [(6, 3), (2, 5), (9, 1)])
def test_the_backward_pass_is_autograd_s(shape):
    z, gamma = block(shape).requires_grad_(), block(shape[1:], seed=1).requires_grad_()
    beta, g = torch.zeros_like(gamma, requires_grad=True), block(shape, seed=2)
    y = functional.batch_norm(z, None, None, gamma, beta, training=True)
    wanted = torch.autograd.grad(y, (z, gamma, beta), g)
    found = batch_norm_backward(z.detach(), gamma.detach(), g)
    for a, b in zip(found, wanted, strict=True):
        torch.testing.assert_close(a, b)


def test_a_column_of_equal_numbers_becomes_zero():
    assert torch.equal(normalise(torch.full((4, 2), 7.0), 0), torch.zeros(4, 2))


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("affine", [True, False])
def test_folding_changes_nothing_in_evaluation(bias, affine):
    layers = [
        (nn.Linear(4, 6, bias=bias), nn.BatchNorm1d(6, affine=affine), (7, 4)),
        (nn.Conv1d(4, 6, 3, bias=bias), nn.BatchNorm1d(6, affine=affine), (3, 4, 8)),
        (
            nn.Conv2d(4, 6, (3, 2), stride=2, padding=1, groups=2, bias=bias),
            nn.BatchNorm2d(6, affine=affine),
            (3, 4, 7, 8),
        ),
        (nn.Linear(4, 6, bias=bias), BatchNorm(6), (7, 4)),
    ]
    for layer, norm, shape in layers:
        layer, norm = layer.double(), norm.double()
        for p in norm.parameters():
            nn.init.normal_(p)
        for seed in range(5):
            norm(layer(block(shape, seed=seed)))
        norm.eval()
        kept, x = layer.weight.clone(), block(shape, seed=7)
        torch.testing.assert_close(fold_batch_norm(layer, norm)(x), norm(layer(x)))
        assert torch.equal(layer.weight, kept)


def test_what_cannot_be_done_is_said():
    with pytest.raises(ValueError, match="do not divide"):
        group_norm(block((2, 6)), 4)
    with pytest.raises(ValueError, match="pixels"):
        instance_norm(block((2, 6)))
    with pytest.raises(ValueError, match="two numbers"):
        BatchNorm(6)(torch.zeros(1, 6))
    with pytest.raises(TypeError, match="cannot fold"):
        fold_batch_norm(nn.ReLU(), nn.BatchNorm1d(3))
    with pytest.raises(ValueError, match="features behind"):
        fold_batch_norm(nn.Linear(2, 4), nn.BatchNorm1d(3))
    with pytest.raises(ValueError, match="no running averages"):
        fold_batch_norm(nn.Linear(2, 3), nn.BatchNorm1d(3, track_running_stats=False))


AXES = {"batch": (0, 2, 3), "layer": (1, 2, 3), "instance": (2, 3)}


@pytest.mark.parametrize("kind", ["batch", "layer", "instance", "group", "RMS"])
@pytest.mark.parametrize("seed", [0, 5])
def test_the_interactive_normalises_as_torch_does(kind, seed):
    groups = 3
    expression = (
        f"((z) => [z, z.map((v, i) => statistics(z, i, '{kind}', {groups}))])(values({seed}))"
    )
    numbers, found = run_interactive("norm_axes", expression)
    z = torch.tensor(numbers, dtype=torch.float64).view(4, 6, 3, 3)
    if kind == "group":
        wanted = functional.group_norm(z, groups)
    elif kind == "RMS":
        wanted = functional.rms_norm(z, (6, 3, 3), eps=1e-5)
    else:
        wanted = normalise(z, AXES[kind])
    hats = torch.tensor([f["normalised"] for f in found], dtype=torch.float64).view(4, 6, 3, 3)
    torch.testing.assert_close(hats, wanted)
    sizes = {"batch": 36, "layer": 54, "instance": 9, "group": 18, "RMS": 54}
    assert {len(f["shared"]) for f in found} == {sizes[kind]}
    assert all(i in f["shared"] for i, f in enumerate(found))
