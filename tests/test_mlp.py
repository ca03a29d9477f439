"""Claims about MLPs: `depthwise.mlp`, and the one that trains in the page of session 01."""

import json

import pytest
import torch
from torch import nn

from depthwise.mlp import affine_layers, hidden_states, mlp

from .interactives import run_interactive


def test_mlp_maps_the_first_width_to_the_last():
    assert mlp([3, 5, 4, 2])(torch.randn(7, 3)).shape == (7, 2)


def test_mlp_puts_the_activation_between_layers_and_not_after_the_last():
    kinds = [type(module) for module in mlp([3, 5, 4, 2], activation=nn.Tanh)]
    assert kinds == [nn.Linear, nn.Tanh, nn.Linear, nn.Tanh, nn.Linear]


def test_two_widths_make_one_affine_map():
    assert [type(module) for module in mlp([3, 2])] == [nn.Linear]


def test_the_same_seed_gives_the_same_weights_and_another_seed_others():
    x = torch.randn(4, 3)
    assert torch.equal(mlp([3, 5, 2], seed=1)(x), mlp([3, 5, 2], seed=1)(x))
    assert not torch.equal(mlp([3, 5, 2], seed=1)(x), mlp([3, 5, 2], seed=2)(x))


def test_mlp_leaves_the_global_generator_alone():
    before = torch.get_rng_state()
    mlp([3, 5, 2])
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("widths", [[], [3], [3, 0, 2], [3, 2.0]])
def test_widths_that_make_no_network_are_refused_with_the_reason(widths):
    with pytest.raises(ValueError, match="at least two positive integers"):
        mlp(widths)


def test_affine_layers_come_from_the_inputs_to_the_logits():
    shapes = [tuple(layer.weight.shape) for layer in affine_layers(mlp([3, 5, 4, 2]))]
    assert shapes == [(5, 3), (4, 5), (2, 4)]


def test_hidden_states_are_x_every_layer_after_its_activation_and_the_logits():
    x, model = torch.randn(7, 3), mlp([3, 5, 4, 2])
    h0, h1, h2, h3 = hidden_states(model, x)
    first, second, last = affine_layers(model)
    assert torch.equal(h0, x)
    assert torch.equal(h1, torch.relu(first(x)))
    assert torch.equal(h2, torch.relu(second(h1)))
    assert torch.equal(h3, last(h2))
    assert torch.equal(h3, model(x))


def test_hidden_states_keep_a_norm_with_the_layer_that_it_follows():
    model = nn.Sequential(nn.Linear(3, 5), nn.LayerNorm(5), nn.ReLU(), nn.Linear(5, 2))
    states = hidden_states(model, torch.randn(7, 3))
    assert [tuple(h.shape) for h in states] == [(7, 3), (7, 5), (7, 2)]
    assert torch.equal(states[-1], model[3](states[1]))


def test_hidden_states_carry_gradients():
    x = torch.randn(7, 3, requires_grad=True)
    hidden_states(mlp([3, 5, 2]), x)[1].sum().backward()
    assert x.grad.abs().sum() > 0


# What the module of the playground does not export is reached by running its source with these
# lines in place of its first import and of its interactive.
PLAYGROUND = """
const largestGap = (widths, activation) => {
  const { x, y } = twoMoons(40, 3);
  const net = makeNet(widths, activation, 5);
  const { gradients } = backward(net, x, y);
  let gap = 0;
  net.layers.forEach((layer, l) => ["W", "b"].forEach((key) => layer[key].forEach((value, i) => {
    const loss = (moved) => { layer[key][i] = moved; return forward(net, x, y).loss; };
    const slope = (loss(value + 1e-6) - loss(value - 1e-6)) / 2e-6;
    layer[key][i] = value;
    gap = Math.max(gap, Math.abs(slope - gradients[l][key][i]));
  })));
  return gap;
};
const heldOutAccuracy = (activation) => {
  const train = twoMoons(200, 1);
  const net = makeNet([2, 6, 6, 1], activation, 0);
  for (let i = 0; i < 1000; i++) descend(net, backward(net, train.x, train.y).gradients, 0.3);
  return accuracy(net, twoMoons(200, 2));
};
"""


def run_playground(expression):
    return run_interactive("moons_playground", expression, setup=PLAYGROUND)


@pytest.mark.parametrize("activation", ["tanh", "ReLU", "leaky ReLU", "sigmoid", "none"])
def test_the_playground_s_gradients_match_finite_differences(activation):
    widths = [[2, 1], [2, 3, 1], [2, 4, 3, 1], [2, 3, 3, 3, 3, 1]]
    for each in widths:
        assert run_playground(f"largestGap({each}, {json.dumps(activation)})") < 1e-7


def test_the_playground_s_first_network_separates_the_moons_and_no_straight_one_does():
    assert run_playground('heldOutAccuracy("tanh")') > 0.97
    assert run_playground('heldOutAccuracy("none")') < 0.92
