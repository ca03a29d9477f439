"""The Transformer: its block, a language model that decodes with a cache, patches of images."""

import torch
from torch import nn

from .attention import MultiHeadAttention, causal_mask

# Shapes: B examples, T tokens, D model width, K kinds of token, N patches


class Block(nn.Module):
    """A Transformer block: x + attention(norm(x)), then x + MLP(norm(x)), of width D throughout.

    pre_norm=False puts each norm behind the addition, as in 2017; Xiong and others (2020) compare.
    """

    def __init__(self, width, num_heads, *, hidden=None, pre_norm=True, rotary=False):
        super().__init__()
        hidden = 4 * width if hidden is None else hidden
        self.pre_norm = pre_norm
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attend = MultiHeadAttention(width, num_heads, rotary=rotary)
        self.mlp = nn.Sequential(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, width))

    def forward(self, x, *, mask=None, cache=None):
        """Return (B, T, D) for x (B, T, D); mask and cache as in `MultiHeadAttention`."""
        if self.pre_norm:
            x = x + self.attend(self.norm1(x), mask=mask, cache=cache)
            return x + self.mlp(self.norm2(x))
        x = self.norm1(x + self.attend(x, mask=mask, cache=cache))
        return self.norm2(x + self.mlp(x))


class LanguageModel(nn.Module):
    """A decoder: tokens in, L causal pre-norm blocks, logits of the next token out.

    Positions are rotary, or with rotary=False learned vectors, added to those of the tokens.
    """

    def __init__(
        self, num_tokens, width, num_heads, num_layers, context, *, hidden=None, rotary=True
    ):
        super().__init__()
        self.context = context
        self.tokens = nn.Embedding(num_tokens, width)
        self.positions = None if rotary else nn.Embedding(context, width)
        make = (Block(width, num_heads, hidden=hidden, rotary=rotary) for _ in range(num_layers))
        self.blocks = nn.ModuleList(make)
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, num_tokens)
        for table in self.children():
            if isinstance(table, nn.Embedding):
                nn.init.normal_(table.weight, std=0.5)

    def forward(self, tokens, *, caches=None):
        """Return logits (B, T, K) for tokens (B, T), entry t from tokens 0 to t alone.

        caches: a list of one dict for each block, empty at first; `tokens` then follow those seen.
        ValueError where the sequence is longer than the context.
        """
        start = caches[0]["k"].shape[2] if caches and caches[0] else 0
        end = start + tokens.shape[1]
        if end > self.context:
            raise ValueError(f"{end} tokens do not fit a context of {self.context}: use fewer")
        x = self.tokens(tokens)
        if self.positions is not None:
            x = x + self.positions.weight[start:end]
        mask = causal_mask(end - start, end)
        for i, block in enumerate(self.blocks):
            x = block(x, mask=mask, cache=None if caches is None else caches[i])
        return self.head(self.norm(x))

    @torch.no_grad()
    def generate(self, tokens, num_new, *, generator=None, cached=True):
        """Return tokens (B, T) and `num_new` more, drawn one by one, or the likeliest ones
        where no generator is given. `cached=False` runs the whole sequence for every token."""
        caches = [{} for _ in self.blocks] if cached else None
        new = tokens
        for _ in range(num_new):
            logits = self(new, caches=caches)[:, -1]
            if generator is None:
                chosen = logits.argmax(dim=-1, keepdim=True)
            else:
                chosen = torch.multinomial(logits.softmax(dim=-1), 1, generator=generator)
            tokens = torch.cat([tokens, chosen], dim=1)
            new = chosen if cached else tokens
        return tokens


def patchify(images, patch):
    """Cut images (B, C, h, w) into patches: (B, N, C * patch²), row by row, from the top left.

    ValueError where `patch` does not divide h and w. Source: Dosovitskiy and others (2020).
    """
    B, C, h, w = images.shape
    if h % patch or w % patch:
        raise ValueError(f"patches of {patch} do not tile an image of {h} by {w}")
    cut = images.reshape(B, C, h // patch, patch, w // patch, patch)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(B, -1, C * patch * patch)
