"""Optimisers as steps over lists of tensors, the sharpness that bounds them, accumulation.

A step changes `weights` in place and keeps what it has to remember in `state`, a dict that is
empty at first. Each agrees with torch's optimiser of that name.
"""

import torch

# Shapes: `weights` and `gradients` are lists of tensors of equal shapes, one for each parameter


@torch.no_grad()
def sgd(weights, gradients, state, *, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
    """Take a step of SGD: v ← momentum v + g, w ← w - lr v; `state` keeps v.

    nesterov: step along g + momentum v, the velocity after the next push of the same g.
    weight_decay: adds weight_decay * w to g, the L2 penalty ½ weight_decay |w|².
    Source: Polyak (1964); Nesterov (1983), in the form of Sutskever and others (2013).
    """
    _check(weights, gradients, state, lr=lr)
    velocities = state.setdefault("velocity", [torch.zeros_like(w) for w in weights])
    for w, g, v in zip(weights, gradients, velocities, strict=True):
        g = g + weight_decay * w
        v.mul_(momentum).add_(g)
        w.sub_(lr * (g + momentum * v if nesterov else v))


@torch.no_grad()
def rmsprop(weights, gradients, state, *, lr, alpha=0.99, eps=1e-8):
    """Take a step of RMSProp: s ← alpha s + (1 - alpha) g², w ← w - lr g / (√s + eps).

    `state` keeps s, which starts at zero and is not corrected, so that the first steps are long.
    Source: Tieleman and Hinton (2012).
    """
    _check(weights, gradients, state, lr=lr)
    squares = state.setdefault("square", [torch.zeros_like(w) for w in weights])
    for w, g, s in zip(weights, gradients, squares, strict=True):
        s.mul_(alpha).add_((1 - alpha) * g.square())
        w.sub_(lr * g / (s.sqrt() + eps))


@torch.no_grad()
def adam(weights, gradients, state, *, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
    """Take a step of Adam along m̂ / (√v̂ + eps), with running means of g and g² that start at zero
    and are divided by 1 - β^t, the share of them that is data.

    weight_decay: adds weight_decay * w to g, as an L2 penalty does; see `adamw` for the other way.
    Source: Kingma and Ba (2015).
    """
    _check(weights, gradients, state, lr=lr)
    means = state.setdefault("mean", [torch.zeros_like(w) for w in weights])
    squares = state.setdefault("square", [torch.zeros_like(w) for w in weights])
    t = state["step"] = state.get("step", 0) + 1
    for w, g, m, v in zip(weights, gradients, means, squares, strict=True):
        g = g + weight_decay * w
        m.mul_(betas[0]).add_((1 - betas[0]) * g)
        v.mul_(betas[1]).add_((1 - betas[1]) * g.square())
        w.sub_(lr * (m / (1 - betas[0] ** t)) / ((v / (1 - betas[1] ** t)).sqrt() + eps))


@torch.no_grad()
def adamw(weights, gradients, state, *, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    """Take a step of Adam with decoupled decay: w ← (1 - lr weight_decay) w, then Adam's step.

    The decay never enters the running means. Source: Loshchilov and Hutter (2019).
    """
    _check(weights, gradients, state, lr=lr)
    for w in weights:
        w.mul_(1 - lr * weight_decay)
    adam(weights, gradients, state, lr=lr, betas=betas, eps=eps)


def accumulate(loss_fn, batches, weights):
    """Return the gradients of the mean loss over all examples, a list like `weights`, seen in parts.

    batches: tuples of tensors, `loss_fn(*batch)` is the mean loss over the examples of one, and the
    length of its first tensor is their number. Parts of unlike sizes count by their examples.
    A ValueError says so where there is no example.
    """
    total, count = [torch.zeros_like(w) for w in weights], 0
    for batch in batches:
        found = torch.autograd.grad(loss_fn(*batch), weights)
        total = [t + len(batch[0]) * g for t, g in zip(total, found, strict=True)]
        count += len(batch[0])
    if count == 0:
        raise ValueError("there is no example to take a gradient of: pass at least one batch")
    return [t / count for t in total]


def sharpness(loss, weights, *, num_rounds=30, seed=0):
    """Return the largest eigenvalue of the Hessian of `loss` by `weights`, a float.

    loss: a scalar tensor with its graph. Power iteration with Hessian-vector products, each a
    gradient of a gradient (Pearlmutter, 1994), so it serves for networks of any size. Where the
    eigenvalue of largest size is negative, the Hessian is shifted by it for a second search.
    Gradient descent with a rate above 2 / sharpness leaves the valley (Cohen and others, 2021).
    """
    gradients = torch.autograd.grad(loss, weights, create_graph=True)
    gradient = torch.cat([g.flatten() for g in gradients])
    generator = torch.Generator().manual_seed(seed)
    start = torch.randn(len(gradient), generator=generator, dtype=gradient.dtype)

    def search(shift):
        v, value = start.to(gradient.device) / start.norm(), 0.0
        for _ in range(num_rounds):
            found = torch.autograd.grad(gradient, weights, v, retain_graph=True)
            Hv = torch.cat([h.flatten() for h in found])
            value = torch.dot(v, Hv).item()
            v = Hv - shift * v
            v = v / v.norm().clamp_min(torch.finfo(v.dtype).tiny)
        return value

    largest = search(0.0)
    return largest if largest >= 0 else search(largest)


def _check(weights, gradients, state, *, lr):
    if len(weights) != len(gradients):
        raise ValueError(
            f"{len(weights)} weights and {len(gradients)} gradients: they must be pairs"
        )
    kept = next((held for held in state.values() if isinstance(held, list)), weights)
    if [k.shape for k in kept] != [w.shape for w in weights]:
        raise ValueError("this state belongs to other weights: begin with an empty dict")
    if not isinstance(lr, torch.Tensor) and lr < 0:
        raise ValueError(f"lr must not be negative, and it is {lr}")
