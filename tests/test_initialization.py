"""Claims about `depthwise.initialization` and the session's interactive, against torch."""

import math

import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.initialization import (
    chi,
    fans,
    gains,
    he,
    lecun,
    lsuv_,
    moments,
    next_correlation,
    next_variance,
    orthogonal,
    variance_scaling,
    xavier,
)
from depthwise.mlp import mlp

from .interactives import run_interactive

SHAPES = pytest.mark.parametrize("shape", [(5, 3), (3, 5), (7, 7), (6, 4, 3), (4, 2, 3, 5)])
DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])


def seeded(seed=3):
    return torch.Generator().manual_seed(seed)


@SHAPES
def test_fans_are_torch_s_where_there_are_no_groups(shape):
    assert fans(shape) == nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_fans_count_what_an_output_adds_up_and_where_an_input_goes(groups):
    conv = nn.Conv2d(8, 12, (3, 5), padding=(1, 2), groups=groups)
    x = torch.zeros(1, 8, 11, 11)
    x[0, 0, 5, 5] = 1.0
    goes_to = functional.conv2d(x, conv.weight, padding=(1, 2), groups=groups).count_nonzero()
    assert fans(conv.weight.shape, groups=groups) == (conv.weight[0].numel(), goes_to)


@pytest.mark.parametrize("shape", [(), (4,)])
def test_a_shape_without_two_axes_has_no_fans(shape):
    with pytest.raises(ValueError, match="at least two axes"):
        fans(shape)


@pytest.mark.parametrize("groups", [0, 5])
def test_groups_must_divide_the_output_channels(groups):
    with pytest.raises(ValueError, match="do not divide"):
        fans((8, 2, 3), groups=groups)


TORCHS = {
    ("he", "normal"): lambda W, g: nn.init.kaiming_normal_(W, generator=g),
    ("he", "uniform"): lambda W, g: nn.init.kaiming_uniform_(W, generator=g),
    ("lecun", "normal"): lambda W, g: nn.init.kaiming_normal_(
        W, nonlinearity="linear", generator=g
    ),
    ("lecun", "uniform"): lambda W, g: nn.init.kaiming_uniform_(
        W, nonlinearity="linear", generator=g
    ),
    ("xavier", "normal"): lambda W, g: nn.init.xavier_normal_(W, generator=g),
    ("xavier", "uniform"): lambda W, g: nn.init.xavier_uniform_(W, generator=g),
}


@SHAPES
@DTYPES
@pytest.mark.parametrize(("scheme", "distribution"), list(TORCHS))
def test_draws_are_torch_s_own_numbers(shape, dtype, scheme, distribution):
    draw = {"he": he, "lecun": lecun, "xavier": xavier}[scheme]
    mine = draw(shape, distribution=distribution, generator=seeded(), dtype=dtype)
    theirs = TORCHS[scheme, distribution](torch.empty(shape, dtype=dtype), seeded())
    assert mine.dtype == dtype
    torch.testing.assert_close(mine, theirs, rtol=1e-6, atol=1e-7)


def test_fan_out_and_groups_set_the_variance():
    W = he((400, 1, 5, 5), mode="fan_out", groups=400, generator=seeded())
    assert W.var().item() == pytest.approx(2 / 25, rel=0.05)


@pytest.mark.parametrize("wrong", [{"mode": "fan"}, {"distribution": "gaussian"}])
def test_unknown_names_are_refused(wrong):
    with pytest.raises(ValueError, match="mode is one of"):
        variance_scaling((3, 3), **wrong)


@SHAPES
@DTYPES
def test_orthogonal_is_torch_s(shape, dtype):
    mine = orthogonal(shape, gain=1.7, generator=seeded(), dtype=dtype)
    theirs = nn.init.orthogonal_(torch.empty(shape, dtype=dtype), gain=1.7, generator=seeded())
    torch.testing.assert_close(mine, theirs)


@pytest.mark.parametrize(
    ("activation", "name"),
    [(torch.relu, "relu"), (lambda z: functional.leaky_relu(z, 0.3), "leaky")],
)
@pytest.mark.parametrize("q", [0.01, 1.0, 7.0])
def test_gains_of_two_straight_pieces_are_torch_s_at_every_scale(activation, name, q):
    wanted = nn.init.calculate_gain("leaky_relu", 0.3 if name == "leaky" else 0.0)
    assert gains(activation, q) == pytest.approx((wanted, wanted), rel=1e-6)


@pytest.mark.parametrize("activation", [torch.tanh, functional.gelu, torch.sigmoid, functional.elu])
@pytest.mark.parametrize("q", [0.2, 1.0, 5.0])
def test_moments_are_those_of_a_large_sample(activation, q):
    z = torch.randn(400_000, generator=seeded(), dtype=torch.float64) * math.sqrt(q)
    z.requires_grad_()
    h = activation(z)
    (slope,) = torch.autograd.grad(h.sum(), z)
    wanted = h.square().mean().item(), slope.square().mean().item()
    assert moments(activation, q) == pytest.approx(wanted, rel=0.02)


def test_moments_work_without_grad_and_leave_no_graph():
    with torch.no_grad():
        assert moments(torch.tanh)[1] == pytest.approx(0.4644, abs=1e-4)


def test_the_mean_field_predicts_a_wide_network():
    generator, n, s2, s2_b = seeded(0), 1000, 1.7, 0.1
    q = s2 * 1.3 + s2_b
    h = math.sqrt(1.3) * torch.randn(4, n, generator=generator)
    for _ in range(6):
        b = math.sqrt(s2_b) * torch.randn(n, generator=generator)
        z = h @ (torch.randn(n, n, generator=generator) * math.sqrt(s2 / n)) + b
        assert z.square().mean().item() == pytest.approx(q, rel=0.1)
        q = next_variance(torch.tanh, q, weight_variance=s2, bias_variance=s2_b)
        h = z.tanh()


def test_chi_is_the_slope_of_the_correlation_map_at_one():
    q = 1.0
    for _ in range(200):
        q = next_variance(torch.tanh, q, weight_variance=1.6, bias_variance=0.05)
    options = {"weight_variance": 1.6, "bias_variance": 0.05}
    assert next_correlation(torch.tanh, q, 1.0, **options) == pytest.approx(1.0)
    slope = (1 - next_correlation(torch.tanh, q, 1 - 1e-4, **options)) / 1e-4
    # The variance at the fixed point is s² E[φ²] + s_b², and so the slope is χ itself
    assert slope == pytest.approx(chi(torch.tanh, q, weight_variance=1.6), rel=1e-3)


def test_the_correlation_of_a_relu_is_cho_and_saul_s():
    theta = 1.1
    kernel = (math.sin(theta) + (math.pi - theta) * math.cos(theta)) / math.pi
    found = next_correlation(torch.relu, 2.5, math.cos(theta), weight_variance=2.0)
    assert found == pytest.approx(kernel, abs=1e-3)


@pytest.mark.parametrize("activation", [nn.GELU, nn.Tanh, nn.ReLU])
def test_lsuv_gives_every_affine_map_a_variance_of_one(activation):
    net = mlp([6, 30, 20, 4], activation=activation, seed=1)
    x = 3 * torch.randn(500, 6, generator=seeded())
    kept = [p.detach().clone() for p in net.parameters()]
    found = lsuv_(net, x, tolerance=1e-3, max_rounds=30)
    assert len(found) == 3
    h = x
    for part in net:
        h = part(h)
        if isinstance(part, nn.Linear):
            assert h.std().item() == pytest.approx(1, abs=2e-3)
    for before, after in zip(kept, net.parameters(), strict=True):
        if before.dim() == 2:  # a multiple of what it was
            ratio = after.detach() / before
            torch.testing.assert_close(ratio, ratio.mean().expand_as(ratio), rtol=1e-4, atol=0)
        else:
            assert torch.equal(before, after)


def test_lsuv_takes_convolutions_in_the_order_in_which_they_run():
    class Backwards(nn.Module):
        def __init__(self):
            super().__init__()
            self.second = nn.Linear(4 * 36, 3, bias=False)
            self.first = nn.Conv2d(2, 4, 3, padding=1, bias=False)

        def forward(self, x):
            return self.second(self.first(x).relu().flatten(1))

    torch.manual_seed(0)
    net, x = Backwards(), torch.randn(50, 2, 6, 6)
    lsuv_(net, x, max_rounds=1)  # without biases one division is enough, if the order is right
    assert net.first(x).std(correction=0).item() == pytest.approx(1, abs=1e-4)
    assert net(x).std(correction=0).item() == pytest.approx(1, abs=1e-4)


def test_lsuv_refuses_a_layer_without_spread():
    net = mlp([3, 4, 2])
    nn.init.zeros_(net[0].weight)
    nn.init.zeros_(net[0].bias)
    with pytest.raises(ValueError, match="does not vary"):
        lsuv_(net, torch.randn(10, 3, generator=seeded()))


# The interactive: what it draws is checked against torch, layer by layer.

TORCH_BENDS = {
    "ReLU": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "GELU": functional.gelu,
    "none": lambda z: z,
}


@pytest.mark.parametrize("bend", list(TORCH_BENDS))
def test_the_interactive_s_prediction_is_the_mean_field_s(bend):
    theory = run_interactive("variance", f"predict('{bend}', 1.8, 12)")
    q, phi = 1.8, TORCH_BENDS[bend]
    slopes = []
    for found in theory["forward"]:
        assert found == pytest.approx(q, rel=1e-3)
        slopes.append(chi(phi, q, weight_variance=1.8))
        q = next_variance(phi, q, weight_variance=1.8)
    backward = [math.prod(slopes[l + 1 :]) for l in range(12)]
    assert theory["backward"] == pytest.approx(backward, rel=2e-3)


@pytest.mark.parametrize("bend", list(TORCH_BENDS))
def test_the_interactive_s_networks_are_torch_s(bend):
    run = run_interactive(
        "variance",
        "{ forward: run.forward, backward: run.backward,"
        " weights: standard(8, 4).layers.map((W) => [...W]), zs: run.zs.map((z) => [...z]),"
        " input: [...standard(8, 4).input], output: [...standard(8, 4).output] }",
        setup=f"const run = network('{bend}', 2.2, 8, 5, 4);",
    )
    double = {key: torch.tensor(values, dtype=torch.float64) for key, values in run.items()}
    weights = math.sqrt(2.2 / 8) * double["weights"].reshape(5, 8, 8)
    phi, h = TORCH_BENDS[bend], double["input"] / double["input"].square().mean().sqrt()
    states = []
    for W, z in zip(weights, double["zs"], strict=True):
        torch.testing.assert_close(W @ h, z, rtol=1e-5, atol=1e-6)
        h = phi(W @ h).requires_grad_()
        states.append(h)
    squares = double["zs"].square().mean(dim=1)
    torch.testing.assert_close(double["forward"], squares)
    gradients = torch.autograd.grad(states[-1], states, double["output"])
    lengths = torch.stack([g.square().mean() for g in gradients])
    torch.testing.assert_close(double["backward"], lengths / lengths[-1], rtol=1e-4, atol=1e-9)


def test_the_interactive_s_weights_have_the_variance_that_is_asked_for():
    forward = run_interactive(
        "variance",
        "Array.from({ length: 300 }, (_, k) => network('none', 1.5, 16, 3, k).forward)",
    )
    means = torch.tensor(forward).mean(dim=0)
    assert means.tolist() == pytest.approx([1.5, 1.5**2, 1.5**3], rel=0.12)
    gradients = run_interactive(
        "variance",
        "Array.from({ length: 400 }, (_, k) => network('tanh', 2, 64, 6, k).backward)",
    )
    wanted = run_interactive("variance", "predict('tanh', 2, 6).backward")
    assert torch.tensor(gradients).mean(dim=0).tolist() == pytest.approx(wanted, rel=0.1)
