"""Claims about `depthwise.pieces`: corners are exact, pieces are counted, parameters too."""

import pytest
import torch
from torch import nn

from depthwise.mlp import mlp
from depthwise.pieces import corners, count_parameters, count_pieces


def fold(depth):
    """A ReLU network of `depth` folds of [0, 1] onto itself: 2^depth pieces."""
    net = mlp([1, *[2] * depth, 1])
    layers = [m for m in net if isinstance(m, nn.Linear)]
    with torch.no_grad():
        for layer in layers:
            if layer.in_features == 2:
                layer.weight.copy_(torch.tensor([[2.0, -4.0]]).expand_as(layer.weight))
            layer.bias.copy_(torch.tensor([0.0, -0.5])[: len(layer.bias)])
        layers[0].weight.fill_(1.0)
    return net


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_folds_double_the_pieces(depth):
    x, y = corners(fold(depth), 0.0, 1.0)
    assert len(x) == 2**depth + 1
    assert torch.allclose(x, torch.linspace(0, 1, 2**depth + 1, dtype=torch.float64))
    assert torch.allclose(y, torch.arange(2**depth + 1).remainder(2).double())


@pytest.mark.parametrize("widths", [[1, 20, 1], [1, 8, 8, 1], [1, 5, 5, 5, 5, 1]])
@pytest.mark.parametrize("seed", range(3))
def test_the_network_is_straight_between_its_corners(widths, seed):
    net = mlp(widths, seed=seed).double()
    x, y = corners(net, -3.0, 3.0)
    assert torch.allclose(net(x[:, None])[:, 0], y)
    middle = (x[:-1] + x[1:]) / 2
    assert torch.allclose(net(middle[:, None])[:, 0], (y[:-1] + y[1:]) / 2)


def test_one_hidden_layer_has_at_most_one_piece_more_than_units():
    assert all(count_pieces(mlp([1, 9, 1], seed=s), -50.0, 50.0) <= 10 for s in range(10))


def test_a_unit_that_cancels_makes_no_corner():
    net = mlp([1, 2, 1])
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor([[1.0], [1.0]]))
        net[0].bias.zero_()
        net[2].weight.copy_(torch.tensor([[1.0, -1.0]]))
    assert count_pieces(net, -1.0, 1.0) == 1


def test_networks_of_more_inputs_are_refused():
    with pytest.raises(ValueError, match="one input and one output"):
        corners(mlp([2, 3, 1]), 0.0, 1.0)


def test_networks_that_are_not_piecewise_linear_are_refused():
    with pytest.raises(ValueError, match="nn.ReLU"):
        count_pieces(mlp([1, 3, 1], activation=nn.Tanh), 0.0, 1.0)


def test_an_empty_interval_is_refused():
    with pytest.raises(ValueError, match="low must be below high"):
        count_pieces(mlp([1, 3, 1]), 1.0, 1.0)


def test_parameters_are_weights_and_biases():
    assert count_parameters(mlp([3, 5, 2])) == 3 * 5 + 5 + 5 * 2 + 2
