"""Recurrent cells written out, with torch's weight layout, and their unrolling over time.

A cell is one step, `step(x_BD, state, weights) -> state`, and `unroll` applies it along a sequence.
`weights` are the four tensors of torch, of G blocks of n rows, one block for each gate:
W_x (G n, D), W_h (G n, n), b_x (G n,), b_h (G n,).
"""

import torch

# Shapes: B sequences, T steps, D inputs, n units of the state; G = 1 (RNN), 3 (GRU), 4 (LSTM)


def rnn_step(x_BD, h_Bn, weights):
    """Return tanh(W_x x + b_x + W_h h + b_h), of shape (B, n) (Elman, 1990)."""
    W_x, W_h, b_x, b_h = weights
    return torch.tanh(x_BD @ W_x.T + b_x + h_Bn @ W_h.T + b_h)


def lstm_step(x_BD, state, weights):
    """Return the next state `(h_Bn, c_Bn)` of an LSTM (Hochreiter and Schmidhuber, 1997).

    The blocks of the weights are those of torch: input gate, forget gate, candidate, output gate.
    The forget gate is that of Gers, Schmidhuber and Cummins (2000).
    """
    h_Bn, c_Bn = state
    W_x, W_h, b_x, b_h = weights
    i, f, g, o = (x_BD @ W_x.T + b_x + h_Bn @ W_h.T + b_h).chunk(4, dim=1)
    c = f.sigmoid() * c_Bn + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


def gru_step(x_BD, h_Bn, weights, *, reset_first=False):
    """Return the next state of a GRU, of shape (B, n); blocks: reset, update, candidate.

    The update gate keeps the old state where it is 1. The reset gate scales W_h h + b_h, as in
    torch; with `reset_first` it scales h before the product (Cho and others, 2014).
    """
    W_x, W_h, b_x, b_h = weights
    from_x = (x_BD @ W_x.T + b_x).chunk(3, dim=1)
    W_r, W_z, W_n = W_h.chunk(3)
    b_r, b_z, b_n = b_h.chunk(3)
    r = torch.sigmoid(from_x[0] + h_Bn @ W_r.T + b_r)
    z = torch.sigmoid(from_x[1] + h_Bn @ W_z.T + b_z)
    past = (r * h_Bn) @ W_n.T + b_n if reset_first else r * (h_Bn @ W_n.T + b_n)
    return (1 - z) * torch.tanh(from_x[2] + past) + z * h_Bn


def unroll(step, x_BTD, state, weights, *, lengths=None):
    """Apply `step` along the sequence; return `(h_BTn, last_state)`.

    state: h_Bn, or a tuple such as (h_Bn, c_Bn) whose first entry is h. With `lengths` (B,) a
    sequence keeps its state beyond its end, where h_BTn is 0, as packing does in torch.
    """
    found = []
    for t in range(x_BTD.shape[1]):
        new = step(x_BTD[:, t], state, weights)
        alive = None if lengths is None else (t < lengths)[:, None]
        state = new if alive is None else _keep(alive, new, state)
        h = state[0] if isinstance(state, tuple) else state
        found.append(h if alive is None else h * alive)
    return torch.stack(found, dim=1), state


def weights_of(module):
    """Return `(W_x, W_h, b_x, b_h)` of the first layer of nn.RNN, nn.GRU, nn.LSTM, or of a cell.

    A ValueError says so for a module without these four.
    """
    for end in ("_l0", ""):
        names = [f"{kind}_{place}{end}" for kind in ("weight", "bias") for place in ("ih", "hh")]
        if all(getattr(module, name, None) is not None for name in names):
            return tuple(getattr(module, name) for name in names)
    raise ValueError(f"{type(module).__name__} has no recurrent weights with biases")


@torch.no_grad()
def set_gate_bias(module, value):
    """Set the bias of the gate that keeps the state, in place; return the module.

    It is the forget gate of an nn.LSTM (Jozefowicz, Zaremba and Sutskever, 2015) and the update
    gate of an nn.GRU, in both the second block. Of torch's two biases the other becomes 0.
    A ValueError says so for modules without gates.
    """
    _, W_h, b_x, b_h = weights_of(module)
    n = W_h.shape[1]
    if len(W_h) == n:
        raise ValueError("a plain RNN has no gate: pass an nn.LSTM or an nn.GRU")
    b_x[n : 2 * n], b_h[n : 2 * n] = value, 0.0
    return module


def length_mask(lengths_B, num_steps):
    """Return the mask (B, T) that is True at the real steps and False at the padding.

    A ValueError says so where a length is below 0 or above `num_steps`.
    """
    if bool(((lengths_B < 0) | (lengths_B > num_steps)).any()):
        raise ValueError(f"lengths must lie between 0 and {num_steps}, not {lengths_B.tolist()}")
    return torch.arange(num_steps, device=lengths_B.device) < lengths_B[:, None]


def masked_mean(values_BT, lengths_B):
    """Return the mean of the values at real steps: each step counts once, padding not at all.

    A ValueError says so where there is no real step.
    """
    mask = length_mask(lengths_B, values_BT.shape[1])
    if not bool(mask.any()):
        raise ValueError("there is no real step: every length is 0")
    return values_BT[mask].mean()


def gradient_by_distance(module, x_BTD, *, seed=0):
    """Return the length of d(u·h_T)/d x_(T-k), k = 0 … T-1, root mean square over sequences.

    module: nn.RNN, nn.GRU or nn.LSTM with batch_first=True. u is one random direction of the last
    state for each sequence. A list of T floats, the nearest step first.
    """
    x = x_BTD.detach().requires_grad_()
    h = module(x)[0][:, -1]
    u = torch.randn(h.shape, generator=torch.Generator().manual_seed(seed), dtype=h.dtype)
    (gradient,) = torch.autograd.grad((u.to(h.device) * h).sum(), x)
    return gradient.square().sum(dim=2).mean(dim=0).sqrt().flip(0).tolist()


def _keep(alive, new, old):
    if isinstance(new, tuple):
        return tuple(_keep(alive, a, b) for a, b in zip(new, old, strict=True))
    return torch.where(alive, new, old)
