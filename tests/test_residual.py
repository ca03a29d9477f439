"""Claims about `depthwise.residual`, against torch and closed forms, and about its interactive."""

import math
from itertools import product as choices

import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.jacobians import jacobian, layer_jacobians, product, singular_values
from depthwise.residual import (
    PostNorm,
    Residual,
    branch_scale,
    by_path_length,
    projection,
    stack,
    stochastic_depth,
    survival_probabilities,
)

from .interactives import run_interactive

DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])


def draws(*shape, seed=0, dtype=torch.float64):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=dtype)


@DTYPES
@pytest.mark.parametrize("width", [1, 5])
def test_a_residual_block_adds_the_scaled_branch_and_nothing_else(width, dtype):
    block = Residual(nn.Sequential(nn.ReLU(), nn.Linear(width, width)), scale=0.3).to(dtype)
    h = draws(4, width, dtype=dtype).requires_grad_()
    W, b = block.branch[1].weight, block.branch[1].bias
    by_hand = h + 0.3 * functional.linear(h.relu(), W, b)
    torch.testing.assert_close(block(h), by_hand)
    mine, theirs = (torch.autograd.grad(y.square().sum(), h)[0] for y in (block(h), by_hand))
    torch.testing.assert_close(mine, theirs)


def test_a_block_s_jacobian_is_the_identity_and_the_branch_s():
    block = Residual(nn.Sequential(nn.Tanh(), nn.Linear(6, 6)), scale=0.5).double()
    h = draws(3, 6)
    A = 0.5 * block.branch[1].weight.detach() * (1 - h.tanh() ** 2)[:, None, :]
    torch.testing.assert_close(jacobian(block, h), torch.eye(6, dtype=torch.float64) + A)


def test_a_learned_scale_of_zero_starts_at_the_identity_and_learns_first():
    block = Residual(nn.Linear(4, 4), scale=0.0, learned=True)
    h = draws(5, 4, dtype=torch.float32)
    assert torch.equal(block(h), h)
    block(h).square().sum().backward()
    assert block.scale.grad.abs() > 0
    assert torch.equal(block.branch.weight.grad, torch.zeros(4, 4))


@pytest.mark.parametrize(("side", "stride"), [(6, 2), (7, 2), (5, 1), (7, 3)])
def test_a_projection_mixes_the_channels_of_each_kept_pixel(side, stride):
    shortcut, x = projection(3, 5, stride=stride).double(), draws(2, 3, side, side)
    W = shortcut.weight[:, :, 0, 0]
    expected = torch.einsum("oc,bchw->bohw", W, x[:, :, ::stride, ::stride])
    torch.testing.assert_close(shortcut(x), expected)
    assert shortcut(x).shape[2] == math.ceil(side / stride)
    assert shortcut.bias is None


def test_a_projection_takes_the_place_of_the_identity():
    branch = nn.Conv2d(3, 5, 3, stride=2, padding=1)
    block, x = Residual(branch, shortcut=projection(3, 5, stride=2)), torch.randn(2, 3, 7, 7)
    torch.testing.assert_close(block(x), block.shortcut(x) + branch(x))


@pytest.mark.parametrize("depth", [4, 30, 200])
def test_scaled_branches_keep_the_variance_below_e(depth):
    growth = []
    for seed in range(4):
        h0 = h = draws(32, 64, seed=seed)
        for l in range(depth):
            W = draws(64, 64, seed=1000 * seed + l + 1) / 8
            h = h + branch_scale(depth) * h @ W
        growth.append((h.square().mean() / h0.square().mean()).item())
    assert sum(growth) / 4 == pytest.approx((1 + 1 / depth) ** depth, rel=0.15)
    assert branch_scale(depth, gain=3.0) == pytest.approx(3 * branch_scale(depth))


def test_survival_falls_linearly_and_leaves_three_quarters():
    p = survival_probabilities(54)
    assert len(p) == 54
    assert p[-1] == 0.5
    assert sum(p) == pytest.approx((3 * 54 - 1) / 4)
    assert survival_probabilities(3, last=1.0) == [1, 1, 1]


@DTYPES
@pytest.mark.parametrize("shape", [(2,), (1, 3, 2)])
def test_stochastic_depth_keeps_whole_examples_and_the_expectation(shape, dtype):
    change = torch.ones(5000, *shape, dtype=dtype)
    generator = torch.Generator().manual_seed(0)
    out = stochastic_depth(change, 0.8, training=True, generator=generator)
    assert out.dtype == dtype
    flat = out.flatten(1)
    assert torch.equal(flat, flat[:, :1].expand_as(flat))
    torch.testing.assert_close(flat.unique(), torch.tensor([0, 1.25], dtype=dtype))
    assert out.double().mean().item() == pytest.approx(1, abs=0.03)


def test_stochastic_depth_does_nothing_in_evaluation():
    change, generator = draws(3, 4), torch.Generator().manual_seed(0)
    before = generator.get_state()
    assert stochastic_depth(change, 0.5, training=False, generator=generator) is change
    assert stochastic_depth(change, 1.0, training=True, generator=generator) is change
    assert torch.equal(generator.get_state(), before)
    block = stack("residual", 4, 3, last=0.5, seed=1).eval()
    h = change.float()
    assert torch.equal(block(h), block(h))


def test_the_four_stacks_are_what_their_names_say():
    h = draws(5, 6, dtype=torch.float32)

    def norm(z):
        return functional.layer_norm(z, [6])

    rules = {
        "plain": lambda h, affine: affine(h).relu(),
        "residual": lambda h, affine: h + 0.4 * affine(h.relu()),
        "pre-norm": lambda h, affine: h + 0.4 * affine(norm(h).relu()),
        "post-norm": lambda h, affine: norm(h + 0.4 * affine(h.relu())),
    }
    for kind, rule in rules.items():
        net, expected = stack(kind, 6, 3, scale=0.4, seed=2), h
        for affine in [m for m in net.modules() if isinstance(m, nn.Linear)]:
            expected = rule(expected, affine)
        torch.testing.assert_close(net(h), expected)
        assert len(net) == 3


def test_the_stacks_of_a_seed_share_their_weights_and_spare_the_global_generator():
    state = torch.get_rng_state()
    weights = [
        [p for p in stack(kind, 5, 2, seed=7).parameters() if p.dim() == 2]
        for kind in ("plain", "residual")
    ]
    assert torch.equal(torch.get_rng_state(), state)
    assert all(torch.equal(a, b) for a, b in zip(*weights, strict=True))


def test_scaled_residual_paths_keep_every_direction_at_thirty_layers():
    h = draws(2, 32, seed=3)
    net = stack("residual", 32, 30, scale=branch_scale(30), seed=0).double()
    sigma = singular_values(jacobian(net, h))
    assert 0.3 < sigma.min() < sigma.max() < 3
    plain = stack("plain", 32, 30, seed=0).double()
    assert singular_values(jacobian(plain, h)).max() < 1e-8


@DTYPES
def test_the_rows_by_length_are_the_sums_over_all_paths(dtype):
    matrices, u = (
        [draws(3, 3, seed=l, dtype=dtype) for l in range(4)],
        draws(3, seed=9, dtype=dtype),
    )
    rows = torch.zeros(5, 3, dtype=dtype)
    for taken in choices((0, 1), repeat=4):
        row = u
        for A, through in reversed(list(zip(matrices, taken, strict=True))):
            row = row @ A if through else row
        rows[sum(taken)] += row
    torch.testing.assert_close(by_path_length(matrices, u), rows)


def test_the_rows_by_length_add_up_to_the_gradient_of_a_stack():
    net, h = stack("residual", 5, 6, scale=0.7, seed=1).double(), draws(1, 5)
    states = [h]
    for block in net:
        states.append(block(states[-1]).detach())
    A = [
        jacobian(block, state)[0] - torch.eye(5, dtype=torch.float64)
        for block, state in zip(net, states, strict=False)
    ]
    u = draws(5, seed=4)
    torch.testing.assert_close(by_path_length(A, u).sum(dim=0), u @ jacobian(net, h)[0])


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="kind must be one of"):
        stack("dense", 4, 2)
    with pytest.raises(ValueError, match="need an identity path"):
        stack("post-norm", 4, 2, learned=True)
    with pytest.raises(ValueError, match="at least one block"):
        branch_scale(0)
    for p in (0.0, -1.0, 1.1):
        with pytest.raises(ValueError, match="survival probability"):
            stochastic_depth(torch.ones(2, 2), p, training=True)
        with pytest.raises(ValueError, match="survival probability"):
            Residual(nn.Identity(), survival=p)


def test_post_norm_takes_any_branch_and_norm():
    block, h = PostNorm(nn.Linear(3, 3), nn.LayerNorm(3), scale=2.0), torch.randn(4, 3)
    torch.testing.assert_close(block(h), block.norm(h + 2 * block.branch(h)))


STATE = "{{path: PATHS[{path}], kind: KINDS[{kind}], scaling: SCALES[{scaling}], epsilon: {epsilon}, depth: {depth}, seed: 3}}"
STATES = [
    (0, 0, 0, 1.0, 8),
    (0, 1, 1, 0.5, 20),
    (1, 0, 0, 1.0, 3),
    (1, 1, 0, 0.5, 40),
    (0, 0, 1, 2.0, 100),
    (0, 0, 2, 1.0, 60),
    (0, 0, 0, 1.0, 100),
]


@pytest.mark.parametrize(("path", "kind", "scaling", "epsilon", "depth"), STATES)
def test_the_spectrum_s_singular_values_are_torch_s(path, kind, scaling, epsilon, depth):
    state = STATE.format(path=path, kind=kind, scaling=scaling, epsilon=epsilon, depth=depth)
    matrices, found = run_interactive(
        "spectrum", f"[layers({state}).map((W) => W.map((row) => [...row])), logSpectrum({state})]"
    )
    J = product([torch.tensor(W, dtype=torch.float64) for W in matrices])
    expected = singular_values(J).log10()
    assert len(matrices) == depth
    for mine, theirs in zip(found, expected.tolist(), strict=True):
        if mine is None:
            assert theirs < expected[0] - 14
        else:
            # what is left of a value's digits in a product whose largest entries have sixteen
            assert mine == pytest.approx(
                theirs, abs=1e-9 + 10 ** (expected[0].item() - theirs - 14.5)
            )


def test_the_spectrum_s_layers_are_what_their_names_say():
    layers = {
        kind: torch.tensor(
            run_interactive(
                "spectrum",
                f"layers({STATE.format(path=1, kind=kind, scaling=0, epsilon=1, depth=100)}).map((W) => W.map((row) => [...row]))",
            ),
            dtype=torch.float64,
        )
        for kind in (0, 1)
    }
    assert layers[0].mean().abs() < 0.01
    assert layers[0].var() == pytest.approx(1 / 16, rel=0.05)
    eye = torch.eye(16, dtype=torch.float64).expand(100, 16, 16)
    torch.testing.assert_close(layers[1] @ layers[1].mT, eye)
    with_path = run_interactive(
        "spectrum",
        f"layers({STATE.format(path=0, kind=0, scaling=1, epsilon=0.5, depth=4)}).map((W) => W.map((row) => [...row]))",
    )
    without = run_interactive(
        "spectrum",
        f"layers({STATE.format(path=1, kind=0, scaling=1, epsilon=0.5, depth=4)}).map((W) => W.map((row) => [...row]))",
    )
    difference = torch.tensor(with_path, dtype=torch.float64) - torch.tensor(
        without, dtype=torch.float64
    )
    torch.testing.assert_close(difference, eye[:4])


def test_the_interactive_s_band_keeps_its_width_at_every_depth():
    ends = []
    for depth in (10, 30, 100):
        found = run_interactive(
            "spectrum",
            f"logSpectrum({STATE.format(path=0, kind=0, scaling=1, epsilon=1, depth=depth)})",
        )
        ends.append((found[0], found[-1]))
    assert all(0.3 < top < 0.9 and -1.2 < bottom < -0.3 for top, bottom in ends)


def test_jacobians_of_a_plain_stack_multiply():
    net, h = stack("plain", 4, 3, seed=5).double(), draws(2, 4)
    flat = nn.Sequential(*[part for block in net for part in block])
    torch.testing.assert_close(product(layer_jacobians(flat, h)), jacobian(net, h))
