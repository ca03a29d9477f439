"""Ten broken trainings and their instruments: what session 14 diagnoses.

Each is one change to a healthy training on the digits; nothing stops, nothing warns. What is
measured is a record of numbers, and a diagnosis is a function of the record alone.
`python -m depthwise.clinic` writes the runs that `assets/interactives/clinic.js` shows.
"""

import json
import math
from itertools import pairwise

import torch
from torch import nn
from torch.nn import functional

from .checks import (
    company,
    data_report,
    gradient_flow,
    loss_at_start,
    overfit_one_batch,
    stale_gradient,
    update_ratios,
    weights_of,
)
from .data import digits

# Shapes: B examples of a batch, 64 pixels, n units, K classes

FAULTS = (
    "learning rate", "init", "norm in eval", "shuffled labels", "missing zero_grad",
    "softmax twice", "leak", "dead ReLU", "wrong axis", "exploding RNN",
)  # fmt: skip
HEALTHY = ("healthy", "healthy, with norm", "healthy RNN")
WRITERS = (0, 130, 256, 386, 516, 646, 776, 915, 1029, 1157, 1287, 1415, 1545, 1667)


class Layers(nn.Module):
    """64 pixels, two ReLU layers of `width`, K logits; with batch norm before the bends or without."""

    def __init__(self, num_classes, *, width=32, norm=False):
        super().__init__()
        sizes = (64, width, width, num_classes)
        self.affine = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
        self.norms = nn.ModuleList(
            nn.BatchNorm1d(width) if norm else nn.Identity() for _ in range(2)
        )

    def states(self, x):
        h, states = x, []
        for affine, norm in zip(self.affine, self.norms, strict=False):
            h = norm(affine(h)).relu()
            states.append(h)
        return [*states, self.affine[-1](h)]

    def forward(self, x):
        return self.states(x)[-1]


class Reader(nn.Module):
    """A tanh RNN that reads the 64 pixels in 16 steps of four, and answers after the last."""

    def __init__(self, num_classes, *, width=32, gain=1.0):
        super().__init__()
        self.enter, self.leave = nn.Linear(4, width), nn.Linear(width, num_classes)
        self.recur = nn.Linear(width, width, bias=False)
        nn.init.orthogonal_(self.recur.weight)
        self.recur.weight.data.mul_(gain)

    def states(self, x):
        h, states = x.new_zeros(len(x), self.recur.in_features), []
        for part in x.view(len(x), 16, 4).unbind(dim=1):
            h = torch.tanh(self.enter(part) + self.recur(h))
            states.append(h)
        return [*states, self.leave(h)]

    def forward(self, x):
        return self.states(x)[-1]


def patient(fault, seed, *, num_classes=10, width=32):
    """Return a training as a dict: model, loss, rate, data, and what its loop forgets.

    fault: one of `FAULTS`, or of `HEALTHY`; ValueError otherwise. The training data are the
    first eight writers of the digits, the validation data the next three.
    """
    if fault not in FAULTS + HEALTHY:
        raise ValueError(f"there is no fault {fault!r}; there are: {', '.join(FAULTS + HEALTHY)}")
    x, y = digits()
    known = y < num_classes
    train, test = known & (torch.arange(len(y)) < WRITERS[8]), known.clone()
    test[: WRITERS[8]] = test[WRITERS[11] :] = False
    generator = torch.Generator().manual_seed(seed)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        if "RNN" in fault:
            model = Reader(num_classes, width=width, gain=3.0 if fault == "exploding RNN" else 1.0)
        else:
            model = Layers(num_classes, width=width, norm="norm" in fault)
        if fault == "init":
            for affine in model.affine:
                affine.weight.data.normal_(0, 0.5)
        if fault == "dead ReLU":
            for affine in model.affine[:-1]:
                affine.bias.data.fill_(-3.0)
    case = {
        "model": model, "loss_fn": functional.cross_entropy, "rate": 0.005, "clear": True,
        "evaluate": True, "num_classes": num_classes, "x": x[train], "y": y[train],
        "x_val": x[test], "y_val": y[test],
    }  # fmt: skip
    if fault == "learning rate":
        case["rate"] = 0.3
    elif fault == "norm in eval":
        case["evaluate"] = False
    elif fault == "missing zero_grad":
        case["clear"] = False
    elif fault == "shuffled labels":
        case["y"] = case["y"][torch.randperm(len(case["y"]), generator=generator)]
    elif fault == "softmax twice":
        case["loss_fn"] = _softmax_twice
    elif fault == "wrong axis":
        case["loss_fn"] = _wrong_axis
    elif fault == "leak":  # every example twice, and only then the split
        n, m = len(case["x"]), len(case["x_val"])
        order = torch.arange(n + m).repeat(2)[torch.randperm(2 * (n + m), generator=generator)]
        xs, ys = torch.cat([case["x"], case["x_val"]]), torch.cat([case["y"], case["y_val"]])
        case |= {"x": xs[order[:n]], "y": ys[order[:n]]}
        case |= {"x_val": xs[order[n : n + m]], "y_val": ys[order[n : n + m]]}
    return case


def examine(case, *, num_steps=100, batch_size=64, seed=0):
    """Train the patient and return its record, a dict of numbers and of curves (lists).

    Before: "classes", "batch", "seen", "simple" (`data_report`), "start" (loss), "flow" (length
    of the loss's gradient at each layer or step, first to last), "dead" (largest share of a
    layer's units that are off for the whole batch), "one_batch" (loss after 150 steps on 16
    examples). During: "loss" at each step, and every tenth "ratio" (median over the weights of a
    step's relative length), "stale" (gradient in use against a fresh one), "train" and "val"
    (share right). After: "company" (share of answers that depend on the batch).
    """
    model, loss_fn, x, y = case["model"], case["loss_fn"], case["x"], case["y"]
    x_val, y_val, K = case["x_val"], case["y_val"], case["num_classes"]
    generator = torch.Generator().manual_seed(seed)

    def draw():
        return torch.randint(0, len(x), (batch_size,), generator=generator)

    facts = data_report(x, y, x_val, y_val, num_classes=K)
    record = {"classes": K, "batch": batch_size, "seen": facts["seen"], "simple": facts["simple"]}
    first = draw()
    record["start"] = loss_at_start(model.train(), x[first], y[first], loss_fn, num_classes=K)[0]
    states = model.states(x[first])
    flow = gradient_flow(loss_fn(states[-1], y[first]), dict(enumerate(states[:-1])))
    record["flow"] = list(flow.values())
    record["dead"] = max((h == 0).all(dim=0).double().mean().item() for h in states[:-1])
    few = first[:16]
    record["one_batch"] = overfit_one_batch(model, x[few], y[few], loss_fn, num_steps=150)[-1]
    curves = {name: [] for name in ("loss", "ratio", "stale", "train", "val")}
    optimizer = torch.optim.Adam(model.parameters(), lr=case["rate"])
    by_class = y_val.argsort()  # as in a folder for each class
    for step in range(num_steps):
        chosen, looking = draw(), step % 10 == 9 or step == 0
        model.train()
        if case["clear"]:
            optimizer.zero_grad()
        loss = loss_fn(model(x[chosen]), y[chosen])
        loss.backward(retain_graph=looking)
        before = weights_of(model) if looking else None
        if looking:
            curves["stale"].append(stale_gradient(model, loss))
        optimizer.step()
        curves["loss"].append(loss.item())
        if looking:
            steps = sorted(update_ratios(before, weights_of(model)).values())
            curves["ratio"].append(steps[len(steps) // 2])
            curves["train"].append(_right(model.eval(), x, y, len(x)))
            model.train(not case["evaluate"])
            curves["val"].append(_right(model, x_val[by_class], y_val[by_class], batch_size))
    model.train(not case["evaluate"])
    return record | curves | {"company": company(model, x_val[by_class], batch_size=batch_size)}


@torch.no_grad()
def _right(model, x, y, batch_size):
    guesses = torch.cat([model(part).argmax(dim=1) for part in x.split(batch_size)])
    return (guesses == y).double().mean().item()


def _softmax_twice(outputs, y):
    return functional.cross_entropy(outputs.softmax(dim=1), y)


def _wrong_axis(outputs, y):
    return functional.nll_loss(outputs.log_softmax(dim=0), y)


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(v) for key, v in value.items()}
    if isinstance(value, list):
        return [_rounded(v) for v in value]
    if not isinstance(value, float):
        return value
    return float(f"{value:.3g}") if math.isfinite(value) else 1e9


def main():
    """Print the ten recorded runs, one line each, as they stand in clinic.js."""
    for fault in FAULTS:
        record = _rounded(examine(patient(fault, 0)))
        print(f"  {json.dumps(fault)}: {json.dumps(record)},")


if __name__ == "__main__":
    main()
