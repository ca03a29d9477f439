"""One look for every figure: the palette, and the style that `use_style` sets.

A colour keeps its meaning through the whole course; all of them come from the palette of
Okabe and Ito (2008), which readers with any common colour blindness can tell apart.
"""

import matplotlib as mpl
from matplotlib_inline.backend_inline import set_matplotlib_formats

COLORS = {
    "first": "#0072B2",  # class 0, the first curve, a positive weight
    "second": "#D55E00",  # class 1, the second curve, a negative weight
    "third": "#009E73",
    "fourth": "#CC79A7",
    "fifth": "#56B4E9",
    "target": "#222222",  # the truth that a model is held against
    "muted": "#8A8F98",  # guides, seeds, everything that is context
}


def use_style():
    """Set the course's figure style for this process: SVG output, palette, sizes, fonts."""
    set_matplotlib_formats("svg")
    cycle = [COLORS[name] for name in ("first", "second", "third", "fourth", "fifth")]
    mpl.rcParams.update(
        {
            "figure.figsize": (6.4, 3.6),
            "figure.constrained_layout.use": True,
            "figure.facecolor": "white",
            "axes.prop_cycle": mpl.cycler(color=cycle),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlesize": 11,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.labelsize": 10,
            "axes.grid": True,
            "grid.color": "#E3E5E8",
            "legend.frameon": False,
            "lines.linewidth": 2,
            "svg.fonttype": "path",
            "svg.hashsalt": "depthwise",  # ids inside the SVG stay the same from run to run
        }
    )
