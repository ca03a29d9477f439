"""Text as characters: Python's own manual, a vocabulary, windows to train on, and sampling."""

import re
from pydoc_data.topics import topics

import torch

# Shapes: N characters of a text, B rows, T characters of a window, K characters of the vocabulary


def manual():
    """Return the language reference behind Python's `help()`, about 350 000 characters.

    In lower case, white space folded, a paragraph a line. The topics repeat each other, a fifth of
    the text: each paragraph is kept once, so that a held-out part holds nothing seen before.
    Source: `pydoc_data.topics` of the standard library; its text varies with Python's version.
    """
    paragraphs = (
        " ".join(paragraph.split()).lower()
        for name in sorted(topics)
        for paragraph in re.split(r"\n\s*\n", topics[name])
    )
    return "\n".join(dict.fromkeys(p for p in paragraphs if p))


class Vocabulary:
    """The K different characters of a text, in order, each with its number."""

    def __init__(self, text):
        self.characters = sorted(set(text))
        self.numbers = {c: k for k, c in enumerate(self.characters)}

    def __len__(self):
        return len(self.characters)

    def encode(self, text):
        """Return the numbers of the characters, int64 of shape (N,).

        A ValueError names the characters that the vocabulary does not have.
        """
        strange = sorted(set(text) - set(self.characters))
        if strange:
            raise ValueError(f"not in the vocabulary: {strange}")
        return torch.tensor([self.numbers[c] for c in text], dtype=torch.int64)

    def decode(self, codes_N):
        """Return the text of the numbers in `codes_N`, a tensor or a list."""
        return "".join(self.characters[int(k)] for k in codes_N)


def windows(codes_N, *, batch_size, length):
    """Yield `(x_BT, y_BT)`, the characters and the ones that follow them, in reading order.

    The text is cut into `batch_size` long rows that are read side by side. Row b of a window goes
    on where row b of the window before it ended, so a state can be carried from one to the next;
    what is left at the end of a row, less than `length`, is dropped.
    A ValueError says so where the text is too short for a single window.
    """
    per_row = (len(codes_N) - 1) // batch_size
    if per_row < length:
        raise ValueError(f"{len(codes_N)} characters are too few for {batch_size} x {length}")
    x = codes_N[: batch_size * per_row].view(batch_size, per_row)
    y = codes_N[1 : batch_size * per_row + 1].view(batch_size, per_row)
    for start in range(0, per_row - length + 1, length):
        yield x[:, start : start + length], y[:, start : start + length]


def draw(logits_BK, *, temperature=1.0, generator=None):
    """Draw one class for each row with the probabilities softmax(logits / temperature), (B,).

    Temperature 0 takes the largest logit of each row. A ValueError says so for one below 0.
    """
    if temperature < 0:
        raise ValueError(f"the temperature must be 0 or above, not {temperature}")
    if temperature == 0:
        return logits_BK.argmax(dim=1)
    p = (logits_BK / temperature).softmax(dim=1)
    return torch.multinomial(p, 1, generator=generator)[:, 0]
