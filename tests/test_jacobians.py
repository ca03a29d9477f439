"""Claims about `depthwise.jacobians`, against autograd, torch and closed forms."""

import math
from itertools import pairwise

import numpy as np
import pytest
import torch
from scipy.special import digamma
from torch import nn
from torch.nn import functional

from depthwise.jacobians import (
    activation_scales,
    clip_by_global_norm,
    gradient_scales,
    jacobian,
    jvp,
    layer_jacobians,
    layers_of,
    lyapunov_exponents,
    product,
    singular_values,
    spectral_norm,
    vjp,
)
from depthwise.mlp import hidden_states, mlp

from .interactives import run_interactive

SHAPES = pytest.mark.parametrize("widths", [[3, 5, 2], [2, 4, 4, 7], [1, 6, 1], [5, 1, 3]])
KINDS = pytest.mark.parametrize("activation", [nn.ReLU, nn.Tanh, nn.GELU])
DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])


def example(widths, activation=nn.Tanh, dtype=torch.float64, batch=4, seed=0):
    net = mlp(widths, activation=activation, seed=seed).to(dtype)
    generator = torch.Generator().manual_seed(seed)
    return net, torch.randn(batch, widths[0], generator=generator, dtype=dtype)


def autograd_jacobian(net, x):
    rows = [torch.autograd.functional.jacobian(lambda h: net(h[None])[0], row) for row in x]
    return torch.stack(rows)


@SHAPES
@KINDS
@DTYPES
def test_the_jacobian_matches_autograd_example_by_example(widths, activation, dtype):
    net, x = example(widths, activation, dtype)
    J = jacobian(net, x)
    assert J.dtype == dtype
    assert not J.requires_grad
    torch.testing.assert_close(J, autograd_jacobian(net, x))


@SHAPES
@KINDS
def test_the_product_of_the_layers_is_the_end_to_end_jacobian(widths, activation):
    net, x = example(widths, activation)
    jacobians = layer_jacobians(net, x)
    shapes = [(4, n, m) for m, n in pairwise(widths)]
    assert [tuple(J.shape) for J in jacobians] == shapes
    torch.testing.assert_close(product(jacobians), jacobian(net, x))


@SHAPES
@DTYPES
def test_products_from_either_side_match_the_formed_jacobian(widths, dtype):
    net, x = example(widths, nn.ReLU, dtype)
    J, v, u = jacobian(net, x), torch.randn_like(x), torch.randn(4, widths[-1], dtype=dtype)
    torch.testing.assert_close(jvp(net, x, v), torch.einsum("bkd,bd->bk", J, v))
    torch.testing.assert_close(vjp(net, x, u), torch.einsum("bk,bkd->bd", u, J))


def test_jacobians_of_plain_functions():
    z = torch.randn(3, 4, dtype=torch.float64)
    p = z.softmax(dim=1)
    by_hand = torch.diag_embed(p) - p[:, :, None] * p[:, None, :]
    torch.testing.assert_close(jacobian(lambda z: z.softmax(dim=1), z), by_hand)


def test_layers_are_cut_where_hidden_states_cuts_them():
    net = nn.Sequential(
        nn.Linear(3, 5), nn.LayerNorm(5), nn.ReLU(), nn.Linear(5, 4), nn.Tanh(), nn.Linear(4, 2)
    )
    x = torch.randn(6, 3)
    h = x
    for layer, state in zip(layers_of(net), hidden_states(net, x)[1:], strict=True):
        h = layer(h)
        assert torch.equal(h, state)


def test_what_stands_before_the_first_affine_map_belongs_to_layer_one():
    net = nn.Sequential(nn.Flatten(), nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    assert [len(layer) for layer in layers_of(net)] == [3, 1]


@pytest.mark.parametrize("model", [nn.Linear(2, 2), nn.Sequential(nn.ReLU()), nn.Sequential()])
def test_models_without_layers_are_refused(model):
    with pytest.raises(ValueError, match=r"nn\.Sequential with nn\.Linear"):
        layers_of(model)


def test_inputs_that_are_no_rows_are_refused():
    with pytest.raises(ValueError, match="one example a row"):
        jacobian(mlp([3, 2]), torch.randn(3))


def test_an_empty_product_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        product([])


@SHAPES
def test_power_iteration_finds_the_largest_singular_value(widths):
    net, x = example(widths)
    top = singular_values(jacobian(net, x))[:, 0]
    torch.testing.assert_close(spectral_norm(net, x, num_rounds=300), top, rtol=1e-4, atol=0)


def test_power_iteration_comes_from_below_and_a_zero_map_gives_zero():
    net, x = example([6, 9, 5])
    found = torch.stack([spectral_norm(net, x, num_rounds=k) for k in (0, 1, 5, 50)])
    assert (found.diff(dim=0) >= -1e-12).all()
    assert torch.equal(spectral_norm(lambda h: 0 * h, x), torch.zeros(4, dtype=torch.float64))


def test_orthogonal_layers_have_exponents_of_zero():
    generator = torch.Generator().manual_seed(0)
    Q = [torch.linalg.qr(torch.randn(8, 8, generator=generator))[0] for _ in range(12)]
    assert lyapunov_exponents(Q).abs().max() < 1e-5


def test_exponents_of_gaussian_products_are_newman_s():
    n, generator = 12, torch.Generator().manual_seed(0)
    draws = [torch.randn(n, n, generator=generator) / math.sqrt(n) for _ in range(3000)]
    exact = 0.5 * (digamma((n - np.arange(n)) / 2) + math.log(2 / n))
    assert np.abs(lyapunov_exponents(draws).numpy() - exact).max() < 0.06


def test_exponents_sum_to_the_log_determinant_per_layer_beyond_what_a_product_can_hold():
    generator = torch.Generator().manual_seed(1)
    draws = [torch.randn(9, 9, generator=generator, dtype=torch.float64) for _ in range(200)]
    logs = torch.stack([torch.linalg.slogdet(J)[1] for J in draws]).mean()
    torch.testing.assert_close(lyapunov_exponents(draws).sum(), logs)


@KINDS
def test_gradient_scales_are_those_of_the_vjp_from_each_layer(activation):
    net, x = example([3, 6, 5, 2], activation)
    scales = gradient_scales(net, x, lambda out: out.sum())
    jacobians = layer_jacobians(net, x)
    for l, scale in enumerate(scales[:-1]):
        g = product(jacobians[l:]).sum(dim=1)
        assert scale == pytest.approx(g.square().sum(dim=1).mean().sqrt().item())
    assert scales[-1] == pytest.approx(math.sqrt(2))


def test_gradient_scales_leave_inputs_and_weights_as_they_were():
    net, x = example([3, 6, 2])
    y = torch.tensor([0, 1, 1, 0])
    gradient_scales(net, x, lambda out: functional.cross_entropy(out, y))
    assert not x.requires_grad
    assert all(p.grad is None for p in net.parameters())


def test_activation_scales_are_root_mean_squares_of_the_states():
    net, x = example([3, 6, 2])
    wanted = [h.square().mean().sqrt().item() for h in hidden_states(net, x)]
    assert activation_scales(net, x) == pytest.approx(wanted)


@DTYPES
def test_clipping_matches_torch_and_changes_nothing_in_place(dtype):
    gradients = [torch.randn(3, 4, dtype=dtype), torch.randn(5, dtype=dtype), torch.zeros(2)]
    kept = [g.clone() for g in gradients]
    for limit in (0.5, 1e6):
        clipped, norm = clip_by_global_norm(gradients, limit)
        parameters = [nn.Parameter(torch.zeros_like(g)) for g in gradients]
        for p, g in zip(parameters, gradients, strict=True):
            p.grad = g.clone()
        assert norm == pytest.approx(nn.utils.clip_grad_norm_(parameters, limit).item(), rel=1e-5)
        for c, p in zip(clipped, parameters, strict=True):
            torch.testing.assert_close(c, p.grad, rtol=1e-4, atol=1e-6)
    assert all(torch.equal(g, k) for g, k in zip(gradients, kept, strict=True))


def test_clipping_leaves_zeros_and_short_gradients_alone():
    clipped, norm = clip_by_global_norm([torch.zeros(3), torch.zeros(2, 2)], 1.0)
    assert norm == 0
    assert all(torch.equal(c, torch.zeros_like(c)) for c in clipped)
    assert torch.equal(
        clip_by_global_norm([torch.tensor([0.3, 0.4])], 1.0)[0][0], torch.tensor([0.3, 0.4])
    )


@pytest.mark.parametrize("limit", [0, -1.0, math.nan])
def test_a_limit_that_is_no_limit_is_refused(limit):
    with pytest.raises(ValueError, match="above 0"):
        clip_by_global_norm([torch.ones(2)], limit)


# What the interactives do not export is reached by running their source with a line at its end.


LAYERS = """(kind, seed, depth) => {
  const random = randomNumbers(seed + 1);
  return Array.from({ length: depth }, () => layer(kind, random));
}"""


@pytest.mark.parametrize("kind", ["Gaussian", "orthogonal", "near-identity"])
def test_the_ellipse_s_products_and_singular_values_are_torch_s(kind):
    path, layers, spectra = run_interactive(
        "ellipse",
        f"((path) => [path.map((p) => p.J), ({LAYERS})('{kind}', 5, 12),"
        f" path.map(({{ J, area }}) => svd(J, area))])(products('{kind}', 5, 12))",
    )
    J = torch.eye(2, dtype=torch.float64)
    for W, mine, found in zip([None, *layers], path, spectra, strict=True):
        J = J if W is None else torch.tensor(W, dtype=torch.float64).reshape(2, 2) @ J
        torch.testing.assert_close(torch.tensor(mine, dtype=torch.float64).reshape(2, 2), J)
        U, sigma, _ = torch.linalg.svd(J)
        torch.testing.assert_close(
            torch.tensor([found["large"], found["small"]], dtype=torch.float64), sigma
        )
        if sigma[0] - sigma[1] > 1e-6:  # the long half axis points along U's first column
            long_axis = torch.tensor([math.cos(found["angle"]), math.sin(found["angle"])]).double()
            assert abs(abs(long_axis @ U[:, 0]) - 1) < 1e-6


def test_the_ellipse_s_layers_are_what_their_names_say():
    draws = torch.tensor(run_interactive("ellipse", f"({LAYERS})('Gaussian', 2, 4000)"))
    assert draws.mean().abs() < 0.03
    assert draws.square().mean() == pytest.approx(0.5, abs=0.03)
    turns = torch.tensor(run_interactive("ellipse", f"({LAYERS})('orthogonal', 2, 200)"))
    turns = turns.reshape(-1, 2, 2)
    torch.testing.assert_close(turns @ turns.mT, torch.eye(2).expand(200, 2, 2))
    assert 60 < (torch.linalg.det(turns) > 0).sum() < 140


def test_the_chain_s_signals_and_gradients_are_powers_from_either_end():
    signal, gradient = run_interactive("chain", "[signals(-0.9, 10), gradients(-0.9, 10)]")
    assert signal == pytest.approx([(-0.9) ** l for l in range(11)])
    assert gradient == pytest.approx(signal[::-1])
    assert run_interactive("chain", "sentence(0.9, 10)").startswith("0.90 to the power 10 is 0.349")
    assert "halved every 6.6 layers" in run_interactive("chain", "sentence(0.9, 10)")
