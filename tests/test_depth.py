"""Claims about `depthwise.depth`: the report's numbers, and the figure of Part IV."""

import matplotlib.pyplot as plt
import pytest
import torch
from torch import nn

from depthwise.depth import depth_report, plot_depth
from depthwise.jacobians import (
    activation_scales,
    gradient_scales,
    jacobian,
    layers_of,
    singular_values,
)
from depthwise.mlp import mlp


def example():
    net = mlp([5, 7, 6, 4, 3], activation=nn.Tanh, seed=2)
    x = torch.randn(9, 5, generator=torch.Generator().manual_seed(0))
    return net, x, lambda logits: logits.square().sum()


def test_the_report_agrees_with_the_instruments_of_session_03():
    net, x, loss_fn = example()
    *layers, readout = layers_of(net)
    report = depth_report(layers, readout, x, loss_fn, num_examples=1)
    assert report["activations"] == pytest.approx(activation_scales(net, x)[1:-1])
    assert report["gradients"] == pytest.approx(gradient_scales(net, x, loss_fn)[1:-1], rel=1e-4)
    sigma = singular_values(jacobian(nn.Sequential(*layers), x[:1]))[0]
    assert report["singular_values"] == pytest.approx(sigma.tolist(), rel=1e-4)


def test_the_report_changes_nothing():
    net, x, loss_fn = example()
    kept = [p.clone() for p in net.parameters()]
    *layers, readout = layers_of(net.train())
    depth_report(layers, readout, x, loss_fn)
    assert net.training
    for before, after in zip(kept, net.parameters(), strict=True):
        assert torch.equal(before, after)
        assert after.dtype == torch.float32
        assert after.grad is None


def test_blocks_that_are_no_affine_layers_are_as_good():
    class Residual(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = nn.Linear(4, 4)

        def forward(self, h):
            return h + self.inner(h).tanh()

    torch.manual_seed(0)
    report = depth_report(
        [Residual() for _ in range(6)], nn.Linear(4, 2), torch.randn(5, 4), lambda y: y.sum()
    )
    assert [len(values) for values in report.values()] == [6, 6, 4]


def test_the_figure_has_three_panels_with_a_line_for_each_report():
    net, x, loss_fn = example()
    *layers, readout = layers_of(net)
    reports = [depth_report(layers, readout, x, loss_fn)] * 2
    axes = plot_depth(reports, reports[:1], names=("plain", "mended"))
    assert [len(ax.lines) for ax in axes] == [3, 3, 3]
    assert [text.get_text() for text in axes[0].get_legend().get_texts()] == ["plain", "mended"]
    assert all(ax.get_yscale() == "log" for ax in axes)
    plt.close("all")
