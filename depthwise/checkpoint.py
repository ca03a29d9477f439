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
    """The batches of a `depthwise.train.Batches` without end, pass after pass, that know where they are.

    `next()` gives the next pair `(x, y)`. `state_dict()` holds the generator as it was when the
    present pass began, and how many of its batches are used, so a restored stream goes on in the
    middle of a pass. The batches belong to the stream: they are not gone through beside it.
    """

    def __init__(self, batches):
        self.batches = batches
        self._begin_pass()

    def __iter__(self):
        return self

    def __next__(self):
        if self.used == len(self.batches):
            self._begin_pass()
        self.used += 1
        return next(self.rest)

    def state_dict(self):
        return {"generator": self.began, "used": self.used, "examples": len(self.batches.x)}

    def load_state_dict(self, state):
        """Go on where `state` was taken; ValueError where that was with another number of examples."""
        num_examples = len(self.batches.x)
        if state["examples"] != num_examples:
            raise ValueError(
                f"the checkpoint is of {state['examples']} examples, the data of {num_examples}"
            )
        self.batches.generator.set_state(state["generator"])
        self._begin_pass()
        for _ in range(state["used"]):
            next(self)

    def _begin_pass(self):
        self.began = self.batches.generator.get_state()  # the order is drawn with the first batch
        self.rest, self.used = iter(self.batches), 0


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
