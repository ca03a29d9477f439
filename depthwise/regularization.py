"""What keeps a model from learning its examples by heart: noise, changed examples, stopping,
averaging, and splits that can be trusted.

Each draws from a generator that one may pass, returns new tensors, and keeps shape and dtype.
"""

import copy

import numpy as np
import torch

# Shapes: N examples, B examples of one batch, K classes, H and W rows and columns of a picture


def dropout(h, p, *, training, generator=None):
    """Return h with each entry set to 0 with probability p and the others divided by 1 - p.

    The mean is that of h, so outside of training h itself comes back ("inverted" dropout, after
    Srivastava and others, 2014). ValueError unless 0 <= p < 1.
    """
    if not 0 <= p < 1:
        raise ValueError(f"p is the share to drop, at least 0 and below 1, not {p}")
    if not training or p == 0:
        return h
    draw = torch.rand(h.shape, generator=generator, dtype=h.dtype, device=h.device)
    return h * (draw >= p) / (1 - p)


def shift(images, most, *, generator=None):
    """Return images (B, …, H, W), each moved by up to `most` whole pixels down and right or up
    and left; zeros move in. ValueError for a negative `most`."""
    if most < 0:
        raise ValueError(f"most is a number of pixels, not {most}")
    B, H, W = len(images), *images.shape[-2:]
    down, right = torch.randint(-most, most + 1, (2, B, 1), generator=generator)
    rows, columns = torch.arange(H) - down, torch.arange(W) - right  # (B, H), (B, W)
    inside = ((rows >= 0) & (rows < H))[:, :, None] & ((columns >= 0) & (columns < W))[:, None, :]
    every = torch.arange(B)[:, None, None]
    flat = images.reshape(B, -1, H, W).movedim(
        1, -1
    )  # channels last, so that they are indexed along
    moved = flat[every, rows.clamp(0, H - 1)[:, :, None], columns.clamp(0, W - 1)[:, None, :]]
    return (moved * inside[..., None]).movedim(-1, 1).reshape(images.shape)


def cutout(images, size, *, generator=None):
    """Return images (B, …, H, W) with a square of `size` pixels set to 0 in each (DeVries and
    Taylor, 2017).

    Its middle is any pixel, so that part of it may fall outside; an even size reaches one pixel
    farther up and left. ValueError for a size below 1.
    """
    if size < 1:
        raise ValueError(f"a square has at least one pixel, not {size}")
    B, H, W = len(images), *images.shape[-2:]
    first_row = torch.randint(H, (B, 1), generator=generator) - size // 2
    first_column = torch.randint(W, (B, 1), generator=generator) - size // 2
    rows, columns = torch.arange(H) - first_row, torch.arange(W) - first_column
    cut = ((rows >= 0) & (rows < size))[:, :, None] & ((columns >= 0) & (columns < size))[:, None]
    cut = cut.reshape(B, *[1] * (images.dim() - 3), H, W)
    return images.masked_fill(cut.to(images.device), 0)


def mixup(x, targets, *, alpha, generator=None):
    """Return λ x_i + (1 - λ) x_j and the same mixture of the targets (Zhang and others, 2018).

    x: (B, …). targets: (B, K), rows of probabilities. λ is drawn from Beta(alpha, alpha) for each
    example, j is a permutation of the batch; both hold for x and targets alike. ValueError where
    alpha is not above 0, or where targets are labels and not rows.
    """
    if not alpha > 0:
        raise ValueError(f"alpha must be above 0, not {alpha}")
    if targets.dim() != 2 or len(targets) != len(x) or not targets.is_floating_point():
        raise ValueError("targets must be a row of probabilities for each example: use one_hot")
    partner = torch.randperm(len(x), generator=generator)
    seed = torch.randint(2**31, (1,), generator=generator).item()  # torch's Beta takes no generator
    lam = torch.from_numpy(np.random.default_rng(seed).beta(alpha, alpha, len(x)))

    def mix(a):
        share = lam.to(a).reshape(-1, *[1] * (a.dim() - 1))
        return share * a + (1 - share) * a[partner]

    return mix(x), mix(targets)


class EarlyStopping:
    """Keep the weights of the best epoch, and say when to stop (Prechelt, 1998).

    After each epoch call `update(value, model)` with what is watched, the smaller the better: it
    returns True once `patience` epochs in a row have brought nothing smaller. `restore(model)`
    puts the weights (and buffers) of the best epoch back. `best` is its value, `best_epoch` its
    number, from 1 on. ValueError for a patience below 1; a NaN is never an improvement.
    """

    def __init__(self, patience):
        if patience < 1:
            raise ValueError(f"patience is a number of epochs, at least 1, not {patience}")
        self.patience, self.epoch, self.best, self.best_epoch = patience, 0, float("inf"), None
        self.state = None

    def update(self, value, model):
        self.epoch += 1
        if value < self.best:
            self.best, self.best_epoch = value, self.epoch
            # A copy: the optimiser changes the tensors of a state_dict in place.
            self.state = copy.deepcopy(model.state_dict())
        return self.epoch - (self.best_epoch or 0) >= self.patience

    def restore(self, model):
        if self.state is None:
            raise ValueError("no epoch has been better than infinity: nothing to restore")
        model.load_state_dict(self.state)


def k_fold(num_examples, k, *, groups=None, seed=0):
    """Return k pairs `(train, held_out)` of index tensors; each example is held out once.

    groups: a label for each example, such as the writer or the patient; examples of one group
    are held out together, so that no fold is judged on what it has half seen. The k sets differ
    by one group at most. ValueError unless 2 <= k <= the number of groups.
    """
    members = torch.arange(num_examples) if groups is None else torch.as_tensor(groups)
    if len(members) != num_examples:
        raise ValueError(f"{num_examples} examples need as many groups, not {len(members)}")
    group_of = members.unique(return_inverse=True)[1]
    num_groups = int(group_of.max()) + 1 if num_examples else 0
    if not 2 <= k <= num_groups:
        raise ValueError(f"k must lie between 2 and the number of groups, {num_groups}, not {k}")
    dealt = torch.empty(num_groups, dtype=torch.long)
    order = torch.randperm(num_groups, generator=torch.Generator().manual_seed(seed))
    dealt[order] = torch.arange(num_groups) % k
    fold = dealt[group_of]
    return [((fold != j).nonzero()[:, 0], (fold == j).nonzero()[:, 0]) for j in range(k)]


class WeightAverage:
    """The running mean of a model's weights (Polyak and Juditsky, 1992; Izmailov and others, 2018).

    decay=None gives every `update(model)` the same weight; a number from 0 to 1 makes an
    exponential moving average, which keeps that share of itself. `load_into(model)` puts the mean
    in place. Integer buffers are counters, and the last is kept. Running statistics of a batch
    norm are averaged too, but belong to other weights: measure them anew afterwards.
    """

    def __init__(self, decay=None):
        if decay is not None and not 0 <= decay <= 1:
            raise ValueError(f"decay is a share from 0 to 1, not {decay}")
        self.decay, self.count, self.mean = decay, 0, None

    @torch.no_grad()
    def update(self, model):
        self.count += 1
        state = model.state_dict()
        if self.mean is None:
            self.mean = {name: value.clone() for name, value in state.items()}
            return
        share = 1 / self.count if self.decay is None else 1 - self.decay
        for name, value in state.items():
            if value.is_floating_point():
                self.mean[name].lerp_(value, share)
            else:
                self.mean[name].copy_(value)

    def load_into(self, model):
        if self.mean is None:
            raise ValueError("nothing has been averaged yet: call update(model) first")
        model.load_state_dict(self.mean)
