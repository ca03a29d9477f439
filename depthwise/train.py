"""The training loop of the course: batches, the loop itself, and the share it gets right."""

import torch

# Shapes: N examples, B examples of one batch, K classes


class Batches:
    """Mini-batches of `(x, y)`, shuffled anew each time one goes through them.

    x and y are tensors whose first axis runs over the N examples. Each pass yields pairs
    `(x_batch, y_batch)` of `batch_size` examples, the last pair maybe of fewer, so that every
    example comes exactly once. The same `seed` gives the same sequence of passes.
    A ValueError says so where x and y differ in length or `batch_size` is below 1.
    """

    def __init__(self, x, y, *, batch_size, seed=0):
        if len(x) != len(y):
            raise ValueError(f"x has {len(x)} examples and y has {len(y)}: they must be pairs")
        if batch_size < 1:
            raise ValueError(f"batch_size must be at least 1, not {batch_size}")
        self.x, self.y, self.batch_size = x, y, batch_size
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self):
        """Return the number of batches in one pass."""
        return -(-len(self.x) // self.batch_size)

    def __iter__(self):
        # randperm draws on the CPU; indices may select from tensors that live elsewhere.
        order = torch.randperm(len(self.x), generator=self.generator)
        for chosen in order.split(self.batch_size):
            chosen = chosen.to(self.x.device)
            yield self.x[chosen], self.y[chosen]


def train(model, batches, loss_fn, optimizer, *, num_epochs=1):
    """Fit `model` in place; return the mean loss of each epoch, a list of `num_epochs` floats.

    batches: what can be gone through once an epoch and yields `(x, y)`, such as `Batches`.
    loss_fn: `loss_fn(model(x), y)` is the mean loss over a batch, a scalar tensor.
    optimizer: holds the parameters of `model`.
    An epoch's mean counts each example once, at the weights of the moment when it was seen.
    A ValueError says so where an epoch finds no batch, as the second pass over a generator does.
    """
    history = []
    model.train()
    for epoch in range(num_epochs):
        total, count = 0.0, 0
        for x, y in batches:
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            count += len(x)
        if count == 0:
            raise ValueError(
                f"epoch {epoch + 1} found no batch: pass what can be gone through again, "
                "such as Batches(x, y, batch_size=32) or a list, not a generator"
            )
        history.append(total / count)
    return history


@torch.no_grad()
def accuracy(model, x, y):
    """Return the share of examples whose class `model` gets right, a float from 0 to 1.

    y holds the N classes as integers. `model(x)` gives logits: of shape (N, K), where the largest
    of a row decides, or (N,) or (N, 1) for two classes, where a positive one means class 1.
    The model is in evaluation mode while it answers, and then in the mode that it was in before.
    """
    was_training = model.training
    model.eval()
    logits = model(x)
    model.train(was_training)
    binary = logits.dim() == 1 or logits.shape[1] == 1
    guess = (logits.flatten() > 0).long() if binary else logits.argmax(dim=1)
    return (guess == y.flatten()).double().mean().item()
