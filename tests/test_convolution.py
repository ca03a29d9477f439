"""Claims about `depthwise.convolution`, with torch as the oracle, and about its data."""

import itertools

import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.convolution import (
    conv2d,
    conv_multiply_adds,
    conv_parameters,
    output_size,
    patches,
    receptive_field,
)
from depthwise.data import digits, mnist1d, shifted_digits

from .interactives import run_interactive

OPTIONS = [
    {},
    {"stride": 2},
    {"padding": 1},
    {"dilation": 2},
    {"stride": 3, "padding": 2, "dilation": 2},
    {"stride": (2, 1), "padding": (0, 3), "dilation": (1, 2)},
]


def draw(*shape, dtype=torch.float32):
    generator = torch.Generator().manual_seed(sum(shape))
    return torch.randn(*shape, generator=generator, dtype=dtype)


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_conv2d_matches_torch_forward_and_backward(options, groups, dtype):
    leaves = [draw(2, 4, 9, 11, dtype=dtype), draw(6, 4 // groups, 3, 2, dtype=dtype)]
    leaves = [t.requires_grad_() for t in [*leaves, draw(6, dtype=dtype)]]
    mine = conv2d(*leaves, groups=groups, **options)
    right = functional.conv2d(*leaves, groups=groups, **options)
    assert mine.dtype == dtype
    torch.testing.assert_close(mine, right, rtol=1e-4, atol=1e-4)
    weights = draw(*right.shape, dtype=dtype)
    for a, b in zip(
        torch.autograd.grad((mine * weights).sum(), leaves),
        torch.autograd.grad((right * weights).sum(), leaves),
        strict=True,
    ):
        torch.testing.assert_close(a, b, rtol=1e-4, atol=1e-4)


def test_a_depthwise_convolution_has_as_many_groups_as_channels():
    x, W = draw(1, 5, 6, 4), draw(5, 1, 3, 3)
    torch.testing.assert_close(conv2d(x, W, groups=5), functional.conv2d(x, W, groups=5))


def test_patches_are_those_of_unfold():
    x = draw(2, 3, 7, 6)
    mine = patches(x, (3, 2), stride=2, padding=1, dilation=2)
    right = functional.unfold(x, (3, 2), stride=2, padding=1, dilation=2)
    assert torch.equal(mine.reshape(right.shape), right)


def test_output_size_is_that_of_torch_for_every_small_case():
    for n, k, s, p, d in itertools.product(range(1, 9), (1, 2, 3), (1, 2, 3), (0, 1), (1, 2)):
        if n + 2 * p >= d * (k - 1) + 1:
            y = functional.conv1d(torch.ones(1, 1, n), torch.ones(1, 1, k), None, s, p, d)
            assert output_size(n, k, stride=s, padding=p, dilation=d) == y.shape[-1]


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="spans 5 pixels does not fit into 4"):
        output_size(4, 3, dilation=2)
    with pytest.raises(ValueError, match="at least 1"):
        output_size(4, 3, stride=0)
    with pytest.raises(ValueError, match="groups=3 must divide"):
        conv2d(draw(1, 4, 5, 5), draw(6, 2, 3, 3), groups=3)
    with pytest.raises(ValueError, match="each kernel has 3 channels"):
        conv2d(draw(1, 4, 5, 5), draw(6, 3, 3, 3))
    with pytest.raises(ValueError, match="groups=2 must divide"):
        conv_parameters(3, 4, 3, groups=2)


@pytest.mark.parametrize(
    "layers",
    [[], [(3, 1, 1)], [(3, 2, 1), (3, 1, 1)], [(2, 2, 1), (3, 1, 2), (5, 3, 1)], [(1, 4, 1)] * 2],
)
def test_receptive_field_is_where_the_gradient_is_not_zero(layers):
    size, jump = receptive_field(layers)
    net = nn.Sequential(*[nn.Conv1d(1, 1, k, s, dilation=d, bias=False) for k, s, d in layers])
    for parameter in net.parameters():
        nn.init.ones_(parameter)
    x = torch.ones(1, 1, size + jump, requires_grad=True)
    y = net(x).flatten()
    first = torch.autograd.grad(y[0], x, retain_graph=True)[0].flatten().nonzero().flatten()
    second = torch.autograd.grad(y[1], x)[0].flatten().nonzero().flatten()
    assert first[-1] - first[0] + 1 == size
    assert second[0] - first[0] == jump


@pytest.mark.parametrize(("groups", "bias"), [(1, True), (2, False), (4, True)])
def test_parameters_are_those_of_torch(groups, bias):
    layer = nn.Conv2d(4, 8, (3, 5), groups=groups, bias=bias)
    counted = conv_parameters(4, 8, (3, 5), groups=groups, bias=bias)
    assert counted == sum(p.numel() for p in layer.parameters())


def test_each_weight_is_used_once_at_every_place():
    assert conv_multiply_adds(3, 64, 3, 32 * 32) == 1728 * 1024
    assert conv_multiply_adds(8, 8, 3, 10, groups=8) == 8 * 9 * 10


def test_shifted_digits_lie_whole_at_places_that_repeat():
    x = digits()[0][:200]
    frames = shifted_digits(x, size=12, seed=1)
    assert (frames.shape, frames.dtype) == ((200, 1, 12, 12), torch.float32)
    torch.testing.assert_close(frames.sum(dim=(1, 2, 3)), x.sum(dim=1))
    assert torch.equal(frames, shifted_digits(x, size=12, seed=1))
    assert not torch.equal(frames, shifted_digits(x, size=12, seed=2))
    assert torch.equal(shifted_digits(x, size=8).flatten(1), x)
    with pytest.raises(ValueError, match="at least 8"):
        shifted_digits(x, size=7)


def test_mnist1d_has_its_shapes_its_classes_and_its_scale():
    x, y = mnist1d(1000, seed=3)
    assert (x.shape, x.dtype, y.dtype) == ((1000, 40), torch.float32, torch.int64)
    assert y.bincount().tolist() == [100] * 10
    assert abs(x.mean()) < 1e-5
    assert abs(x.std() - 1) < 1e-3
    assert torch.equal(x, mnist1d(1000, seed=3)[0])
    assert not torch.equal(x, mnist1d(1000, seed=4)[0])
    with pytest.raises(ValueError, match="multiple of 10"):
        mnist1d(101)


def test_the_sliding_kernel_computes_what_torch_does():
    found = run_interactive(
        "kernel",
        "Object.keys(PICTURES).flatMap((picture) => Object.keys(KERNELS).flatMap((kernel) => "
        "[1, 2, 3].flatMap((stride) => [0, 1, 3].flatMap((padding) => [1, 2, 3].map((dilation) => "
        "({ stride, padding, dilation, x: PICTURES[picture].map((row) => [...row].map(Number)), "
        "W: KERNELS[kernel], y: convolve({ picture, kernel, stride, padding, dilation }).y }))))))",
    )
    assert len(found) == 3 * 4 * 27
    for case in found:
        x, W = torch.tensor(case["x"]).double(), torch.tensor(case["W"]).double()
        options = {name: case[name] for name in ("stride", "padding", "dilation")}
        right = functional.conv2d(x[None, None], W[None, None], **options)[0, 0]
        assert torch.equal(torch.tensor(case["y"]).double(), right)


@pytest.mark.parametrize(
    "layers", [[[3, 1, 1]], [[3, 2, 1], [5, 1, 2]], [[2, 3, 4], [3, 1, 1], [1, 2, 1], [4, 3, 2]]]
)
def test_the_receptive_field_calculator_agrees_with_the_gradient(layers):
    found = run_interactive("receptive", f"trace({layers})")
    size, jump = receptive_field(layers)
    assert (found["size"], found["jump"]) == (size, jump)
    net = nn.Sequential(*[nn.Conv1d(1, 1, k, s, dilation=d, bias=False) for k, s, d in layers])
    for parameter in net.parameters():
        nn.init.ones_(parameter)
    x = torch.ones(1, 1, size, requires_grad=True)
    net(x).flatten()[0].backward()
    assert found["rows"][-1] == x.grad.flatten().nonzero().flatten().tolist()
