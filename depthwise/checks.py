"""Sanity checks of a training: what to measure before the first step, at the first ones, and after.

Each check answers with numbers and leaves the model as it was: its weights, its running averages,
its mode, its gradients, and torch's global random numbers. Thresholds belong to who reads them.
"""

import contextlib
import copy
import math

import torch
from torch import nn

# Shapes: N examples, B examples of one batch, D features, K classes


def loss_at_start(model, x, y, loss_fn, *, num_classes):
    """Return `(loss, ln K)`: what an untrained model pays, and what knowing nothing costs.

    Outputs of variance s² pay about s² (1 - 1/K) / 2 more than ln K; much more is a fault of the
    initialisation or of the loss. loss_fn(outputs, y) is a mean over the batch.
    """
    with _at_work_on_a_copy(model) as work, torch.no_grad():
        return loss_fn(work(x), y).item(), math.log(num_classes)


def overfit_one_batch(model, x, y, loss_fn, *, num_steps=100, rate=0.01):
    """Return the losses of `num_steps` steps of Adam on this one batch, each before its step.

    A model that can learn at all takes 16 or so examples to nearly 0; where it stops tells what
    the loss can reach. The copy that learns is thrown away.
    """
    losses = []
    with _at_work_on_a_copy(model) as work:
        optimizer = torch.optim.Adam(work.parameters(), lr=rate)
        for _ in range(num_steps):
            optimizer.zero_grad()
            loss = loss_fn(work(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses


def gradient_flow(loss, tensors):
    """Return {name: root mean square of d loss / d tensor}, 0.0 where the loss does not depend.

    loss: a scalar with its graph, which stays. tensors: {name: tensor}, parameters such as
    `dict(model.named_parameters())` or the states of each layer or step.
    """
    kept = {name: t for name, t in tensors.items() if t.requires_grad}
    found = torch.autograd.grad(loss, kept.values(), retain_graph=True, allow_unused=True)
    flow = dict.fromkeys(tensors, 0.0)
    flow |= {name: _rms(g) for name, g in zip(kept, found, strict=True) if g is not None}
    return flow


def stale_gradient(model, loss):
    """Return |g - fresh| / |fresh|, g the gradients that the optimiser is about to use.

    To be called between `loss.backward(retain_graph=True)` and the step. 0 means that the step
    follows this loss alone; 1 or more that old gradients are in it, as without `zero_grad`.
    """
    parameters = [p for p in model.parameters() if p.requires_grad and p.grad is not None]
    fresh = torch.autograd.grad(loss, parameters, retain_graph=True, allow_unused=True)
    fresh = [
        torch.zeros_like(p) if g is None else g for p, g in zip(parameters, fresh, strict=True)
    ]
    gap = _length([p.grad - g for p, g in zip(parameters, fresh, strict=True)])
    length = _length(fresh)
    return gap / length if length else (math.inf if gap else 0.0)


def weights_of(model):
    """Return {name: a copy} of the parameters with two axes or more: weights, without biases."""
    return {n: p.detach().clone() for n, p in model.named_parameters() if p.dim() > 1}


def update_ratios(before, after):
    """Return {name: |after - before| / |before|}, the relative length of a step for each weight.

    before, after: from `weights_of`. About 1e-3 is a rule of thumb for a run that is under way
    (Karpathy, 2022); the first steps of Adam are longer. inf for a weight of zeros that moved.
    """
    ratios = {}
    for name, W in before.items():
        step, length = _length([after[name] - W]), _length([W])
        ratios[name] = step / length if length else (math.inf if step else 0.0)
    return ratios


def dead_units(model, x):
    """Return {name of each nn.ReLU: share of its units that are 0 for all of x}, as they are called.

    A unit is an entry of axis 1, taken over all other axes. A module that is called twice counts
    as dead only what was 0 each time.
    """
    alive = {}

    def look(name):
        def hook(module, inputs, output):
            on = (output > 0).transpose(0, 1).flatten(1).any(dim=1)
            alive[name] = alive.get(name, torch.zeros_like(on)) | on

        return hook

    with _at_work_on_a_copy(model) as work, torch.no_grad():
        for name, module in work.named_modules():
            if isinstance(module, nn.ReLU):
                module.register_forward_hook(look(name))
        work(x)
    return {name: 1 - on.double().mean().item() for name, on in alive.items()}


def company(model, x, *, batch_size):
    """Return the share of examples whose class depends on who else is in their batch, 0 to 1.

    All of x is asked at once, then in batches of `batch_size`, in the model's present mode. It is
    0 for a model that answers each example by itself; batch norm in training mode does not.
    """
    with _at_work_on_a_copy(model) as work, torch.no_grad():
        together = work(x).argmax(dim=1)
        apart = torch.cat([work(part).argmax(dim=1) for part in x.split(batch_size)])
    return (together != apart).double().mean().item()


def data_report(x_train, y_train, x_test, y_test, *, num_classes):
    """Return what can be said of the data without a model, as a dict of numbers and lists.

    x: (N, D) or more axes, y: (N,) integers. "bad": entries that are not finite, in both parts;
    "constant": features that never change in training; "counts": examples of each class in
    training; "seen": share of the test rows that stand in the training rows, exactly; "simple":
    share of the test that the nearest mean of a class gets right: near 1/K the pairs are broken.
    """
    a, b = x_train.flatten(1), x_test.flatten(1)
    rows = {row.numpy().tobytes() for row in a.cpu()}
    counts = torch.bincount(y_train, minlength=num_classes)
    means = torch.zeros(num_classes, a.shape[1], dtype=a.dtype, device=a.device)
    means = means.index_add(0, y_train, a) / counts.clamp_min(1)[:, None]
    means[counts == 0] = math.inf
    nearest = torch.cdist(b, means).nan_to_num(nan=math.inf).argmin(dim=1)
    return {
        "bad": int((~a.isfinite()).sum() + (~b.isfinite()).sum()),
        "constant": int((a.amax(dim=0) == a.amin(dim=0)).sum()),
        "counts": counts.tolist(),
        "seen": sum(row.numpy().tobytes() in rows for row in b.cpu()) / len(b),
        "simple": (nearest == y_test).double().mean().item(),
    }


@contextlib.contextmanager
def _at_work_on_a_copy(model):
    """Lend a copy to work with, and put torch's random numbers back afterwards."""
    with torch.random.fork_rng(devices=[]):
        yield copy.deepcopy(model)


def _length(tensors):
    return math.sqrt(sum(t.detach().double().square().sum().item() for t in tensors))


def _rms(t):
    return t.detach().double().square().mean().sqrt().item()
