"""Checkpoints: a run that was stopped goes on as if it had never been, to the last bit.

What a training step depends on is state: weights and running averages, the optimiser's moments,
the schedule's counter, the place in the data and their order, and every generator of random
numbers. What is not saved starts anew, mostly without a word.
"""

import os
import random
from pathlib import Path

import numpy as np
import torch


class Stream:
    """Batches of `(x, y)` without end, shuffled anew in each pass, that know where they are.

    `next()` gives `batch_size` pairs, the last of a pass maybe fewer. `state_dict()` holds the
    generator as it was when the present pass began, and how many batches of it are used, so a
    restored stream goes on in the middle of a pass. ValueError where x and y differ in length or
    `batch_size` is below 1.
    """

    def __init__(self, x, y, *, batch_size, seed=0):
        if len(x) != len(y):
            raise ValueError(f"x has {len(x)} examples and y has {len(y)}: they must be pairs")
        if batch_size < 1:
            raise ValueError(f"batch_size must be at least 1, not {batch_size}")
        self.x, self.y, self.batch_size = x, y, batch_size
        self.generator = torch.Generator().manual_seed(seed)
        self._begin_pass()

    def __iter__(self):
        return self

    def __next__(self):
        if self.used == len(self.order):
            self._begin_pass()
        chosen = self.order[self.used].to(self.x.device)
        self.used += 1
        return self.x[chosen], self.y[chosen]

    def state_dict(self):
        return {"generator": self.began.clone(), "used": self.used, "examples": len(self.x)}

    def load_state_dict(self, state):
        """Go on where `state` was taken; ValueError where that was with another number of examples."""
        if state["examples"] != len(self.x):
            raise ValueError(
                f"the checkpoint is of {state['examples']} examples, the data of {len(self.x)}"
            )
        self.generator.set_state(state["generator"])
        self._begin_pass()
        self.used = state["used"]

    def _begin_pass(self):
        self.began = self.generator.get_state()
        order = torch.randperm(len(self.x), generator=self.generator)
        self.order, self.used = order.split(self.batch_size), 0


def random_state():
    """Return the state of the global generators of torch, NumPy and Python, as plain data."""
    name, keys, *rest = np.random.get_state()
    return {
        "torch": torch.get_rng_state(),
        "numpy": [name, torch.from_numpy(keys.astype(np.int64)), *rest],
        "python": random.getstate(),
    }


def set_random_state(state):
    """Put the global generators of torch, NumPy and Python back to what `random_state` returned."""
    name, keys, *rest = state["numpy"]
    torch.set_rng_state(state["torch"])
    np.random.set_state((name, keys.numpy().astype(np.uint32), *rest))
    version, numbers, gauss = state["python"]
    random.setstate((version, tuple(numbers), gauss))


def save_checkpoint(path, parts, **notes):
    """Write the state of all `parts` and of the random numbers to `path`, all of it or nothing.

    parts: {name: object with `state_dict`}, such as model, optimizer, schedule, stream. notes:
    numbers, strings, lists or tensors to be kept beside them, such as the step. The file is
    written beside `path` and then renamed, so `path` is whole at every moment; a file that was
    there stays until then.
    """
    path = Path(path)
    content = {
        "parts": {name: part.state_dict() for name, part in parts.items()},
        "random": random_state(),
        "notes": notes,
    }
    beside = path.with_name(path.name + ".part")
    with open(beside, "wb") as file:
        torch.save(content, file)
        file.flush()
        os.fsync(file.fileno())  # on the disk before the name points to it
    os.replace(beside, path)


def load_checkpoint(path, parts):
    """Restore all `parts` and the random numbers from `path`; return the notes, a dict.

    parts: as for `save_checkpoint`, made anew and of the same shapes. ValueError where the names
    differ, before anything is changed. Only data are read, never code.
    """
    content = torch.load(path, weights_only=True)
    saved = content["parts"]
    if set(saved) != set(parts):
        raise ValueError(f"the checkpoint holds {sorted(saved)}, and you ask for {sorted(parts)}")
    for name, part in parts.items():
        part.load_state_dict(saved[name])
    set_random_state(content["random"])
    return content["notes"]
