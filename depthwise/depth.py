"""What passes through the depth of a network: four quantities, and the figure that shows three.

Sessions 08, 09 and 10 measure the same things before and after their remedies, and draw them alike.
"""

import copy

import matplotlib.pyplot as plt
import torch
from torch import nn

from .figures import COLORS
from .jacobians import jacobian, singular_values


def depth_report(layers, readout, x_BD, loss_fn, *, num_examples=4):
    """Return {"activations", "gradients", "singular_values"} of `layers`, as lists of floats.

    layers: the L maps from h^(l-1) to h^l, each (B, n_(l-1)) to (B, n_l), such as `layers_of` of
    a model without its last; blocks of several affine maps are as good. readout: h^L to logits.
    activations: root mean square of the entries of h^1 … h^L.
    gradients: length of d loss / d h^l, root mean square over the examples, for l = 1 … L.
    singular_values: of dh^L/dh^0, largest first, each the geometric mean over `num_examples`
    inputs, in float64; what is below 1e-16 of the largest is rounding. Each input goes through
    by itself, in evaluation mode: what mixes a batch has no Jacobian per example.
    """
    states, h = [], x_BD.detach()
    for layer in layers:
        h = layer(h)
        states.append(h)
    gradients = torch.autograd.grad(loss_fn(readout(h)), states)
    body = copy.deepcopy(nn.Sequential(*layers)).double().eval()
    sigma = singular_values(jacobian(body, x_BD[:num_examples].detach().double()))
    return {
        "activations": [h.detach().square().mean().sqrt().item() for h in states],
        "gradients": [g.flatten(1).norm(dim=1).square().mean().sqrt().item() for g in gradients],
        "singular_values": sigma.clamp_min(1e-300).log().mean(dim=0).exp().tolist(),
    }


def plot_depth(before, after, *, axes=None, names=("before", "after"), floor=1e-12):
    """Draw reports of several seeds, one thin line each, into three panels; return the axes.

    before, after: lists of what `depth_report` returns. What lies below `floor` is drawn there.
    The titles say what is measured; the caller's own title says what was found.
    """
    if axes is None:
        _, axes = plt.subplots(1, 3, figsize=(9.6, 3.1))
    for reports, color, name in zip((before, after), ("second", "first"), names, strict=True):
        for i, report in enumerate(reports):
            for ax, values in zip(axes, report.values(), strict=True):
                shown = [max(v, floor) for v in values]
                ax.semilogy(
                    range(1, len(shown) + 1), shown, color=COLORS[color], linewidth=1.1,
                    label=name if i == 0 else None,
                )  # fmt: skip
    labels = (
        ("activation scale by layer", "layer $l$", "root mean square of $h^l$", 1e-4),
        (
            "gradient scale by layer",
            "layer $l$",
            r"length of $\partial\mathcal{L}/\partial h^l$",
            1e-13,
        ),
        ("singular values of the\nend-to-end Jacobian", "direction $i$", r"$\sigma_i$", floor / 3),
    )
    for ax, (title, across, up, lowest) in zip(axes, labels, strict=True):
        # The same limits in every session, so that the figures can be laid side by side
        ax.set(xlabel=across, ylabel=up, ylim=(lowest, 1e3))
        ax.set_title(title, fontsize=9)
    axes[0].legend(fontsize=8)
    return axes
