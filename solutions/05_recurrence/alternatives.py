"""Right answers to the gate of session 05 by other methods than the authored ones."""

ALTERNATIVES = {
    "unroll": [
        """
def unroll(x_BTD, h0_Bn, W_x, W_h, b):
    n, D = W_x.shape
    layer = nn.RNN(D, n, batch_first=True).to(x_BTD.dtype)
    for p, value in zip(layer.parameters(), (W_x, W_h, b, torch.zeros_like(b))):
        p.data = value
    h, last = layer(x_BTD, h0_Bn[None])
    return h.detach(), last[0].detach()
""",
        """
def unroll(x_BTD, h0_Bn, W_x, W_h, b):
    ready = torch.einsum("btd,nd->btn", x_BTD, W_x) + b
    h = torch.empty_like(ready)
    for t in range(ready.shape[1]):
        h[:, t] = (ready[:, t] + (h[:, t - 1] if t else h0_Bn) @ W_h.T).tanh()
    return h, h[:, -1]
""",
        """
def unroll(x_BTD, h0_Bn, W_x, W_h, b):
    W = torch.cat([W_x, W_h], dim=1)
    states = [h0_Bn.double()]
    for x in x_BTD.unbind(1):
        states.append(functional.linear(torch.cat([x.double(), states[-1]], dim=1), W.double(), b.double()).tanh())
    return [torch.stack(states[1:], dim=1).to(x_BTD.dtype), states[-1].to(x_BTD.dtype)]
""",
    ],
    "bptt": [
        """
def bptt(x_BTD, h_BTn, h0_Bn, W_h, g_BTn, window=None):
    B, T, D = x_BTD.shape
    n = h_BTn.shape[2]
    sums = [torch.zeros(n, D, dtype=W_h.dtype), torch.zeros(n, n, dtype=W_h.dtype), torch.zeros(n, dtype=W_h.dtype)]
    for start in range(0, T, window or T):
        delta = torch.zeros(B, n, dtype=W_h.dtype)
        for t in reversed(range(start, min(T, start + (window or T)))):
            dz = (delta + g_BTn[:, t]) * (1 - h_BTn[:, t].square())
            before = h0_Bn if t == 0 else h_BTn[:, t - 1]
            sums[0] += torch.einsum("bn,bd->nd", dz, x_BTD[:, t])
            sums[1] += torch.einsum("bn,bm->nm", dz, before)
            sums[2] += dz.sum(0)
            delta = dz @ W_h
    return tuple(sums)
""",
        """
def bptt(x_BTD, h_BTn, h0_Bn, W_h, g_BTn, window=None):
    T = x_BTD.shape[1]
    before = torch.cat([h0_Bn[:, None], h_BTn[:, :-1]], dim=1)
    z = h_BTn.clamp(-1 + 1e-12, 1 - 1e-12)
    dz = []
    for t in range(T - 1, -1, -1):
        arriving = g_BTn[:, t]
        if t + 1 < T and (window is None or (t + 1) % window):
            arriving = arriving + dz[-1] @ W_h
        dz.append(arriving * (1 - z[:, t] * z[:, t]))
    dz = torch.stack(dz[::-1], dim=1)
    return dz.flatten(0, 1).T @ x_BTD.flatten(0, 1), dz.flatten(0, 1).T @ before.flatten(0, 1), dz.sum(dim=(0, 1))
""",
        """
def bptt(x_BTD, h_BTn, h0_Bn, W_h, g_BTn, window=None):
    # Autograd on the pre-activations that the states belong to, rebuilt with weights of zero.
    (B, T, D), n = x_BTD.shape, h_BTn.shape[2]
    W_x, U, b = (torch.zeros(*s, dtype=W_h.dtype, requires_grad=True) for s in ((n, D), (n, n), (n,)))
    total, shift = 0.0, torch.zeros(B, n, dtype=W_h.dtype)  # shift: what a change of weights adds to h
    for t in range(T):
        before = h0_Bn if t == 0 else h_BTn[:, t - 1]
        if window is not None and t % window == 0:
            shift = shift.detach()
        dz = x_BTD[:, t] @ W_x.T + before @ U.T + b + shift @ W_h.T
        shift = (1 - h_BTn[:, t] ** 2) * dz
        total = total + (g_BTn[:, t] * shift).sum()
    return torch.autograd.grad(total, (W_x, U, b))
""",
    ],
    "cells": [
        """
def put(cell, *weights):
    cell = cell.to(weights[0].dtype)
    for p, value in zip(cell.parameters(), weights):
        p.data = value
    return cell

def lstm_cell(x_BD, h_Bn, c_Bn, W_x, W_h, b_x, b_h):
    with torch.no_grad():
        return put(nn.LSTMCell(x_BD.shape[1], h_Bn.shape[1]), W_x, W_h, b_x, b_h)(x_BD, (h_Bn, c_Bn))

def gru_cell(x_BD, h_Bn, W_x, W_h, b_x, b_h, reset_first=False):
    if not reset_first:
        with torch.no_grad():
            return put(nn.GRUCell(x_BD.shape[1], h_Bn.shape[1]), W_x, W_h, b_x, b_h)(x_BD, h_Bn)
    n = h_Bn.shape[1]
    gates = torch.sigmoid(x_BD @ W_x[:2 * n].T + h_Bn @ W_h[:2 * n].T + b_x[:2 * n] + b_h[:2 * n])
    r, z = gates[:, :n], gates[:, n:]
    new = torch.tanh(x_BD @ W_x[2 * n:].T + b_x[2 * n:] + (r * h_Bn) @ W_h[2 * n:].T + b_h[2 * n:])
    return new + z * (h_Bn - new)
""",
        """
def lstm_cell(x_BD, h_Bn, c_Bn, W_x, W_h, b_x, b_h):
    n = h_Bn.shape[1]
    z = [functional.linear(x_BD, W_x[k * n:(k + 1) * n], b_x[k * n:(k + 1) * n])
         + functional.linear(h_Bn, W_h[k * n:(k + 1) * n], b_h[k * n:(k + 1) * n]) for k in range(4)]
    c = torch.sigmoid(z[1]) * c_Bn + torch.sigmoid(z[0]) * torch.tanh(z[2])
    return [torch.sigmoid(z[3]) * torch.tanh(c), c]

def gru_cell(x_BD, h_Bn, W_x, W_h, b_x, b_h, reset_first=False):
    Wr, Wz, Wn = W_x.chunk(3)
    Ur, Uz, Un = W_h.chunk(3)
    ar, az, an = b_x.chunk(3)
    br, bz, bn = b_h.chunk(3)
    r = torch.sigmoid(x_BD @ Wr.T + ar + h_Bn @ Ur.T + br)
    z = torch.sigmoid(x_BD @ Wz.T + az + h_Bn @ Uz.T + bz)
    past = functional.linear(r * h_Bn, Un, bn) if reset_first else r * functional.linear(h_Bn, Un, bn)
    return torch.lerp(torch.tanh(x_BD @ Wn.T + an + past), h_Bn, z)
""",
        """
def lstm_cell(x_BD, h_Bn, c_Bn, W_x, W_h, b_x, b_h):
    kind, n = x_BD.dtype, h_Bn.shape[1]
    z = torch.cat([x_BD, h_Bn], dim=1).double() @ torch.cat([W_x, W_h], dim=1).double().T + (b_x.double() + b_h.double())
    z = z.reshape(-1, 4, n)
    c = z[:, 1].sigmoid() * c_Bn.double() + z[:, 0].sigmoid() * z[:, 2].tanh()
    return (z[:, 3].sigmoid() * c.tanh()).to(kind), c.to(kind)

def gru_cell(x_BD, h_Bn, W_x, W_h, b_x, b_h, reset_first=False):
    rows = []
    n = h_Bn.shape[1]
    for x, h in zip(x_BD, h_Bn):
        a, u = W_x @ x + b_x, W_h @ h + b_h
        r, z = (a + u)[:n].sigmoid(), (a + u)[n:2 * n].sigmoid()
        past = W_h[2 * n:] @ (r * h) + b_h[2 * n:] if reset_first else r * u[2 * n:]
        rows.append((1 - z) * (a[2 * n:] + past).tanh() + z * h)
    return torch.stack(rows)
""",
    ],
    "masked_loss": [
        """
def masked_loss(logits_BTK, y_BT, lengths_B):
    total, count = 0.0, 0
    for logits, y, k in zip(logits_BTK, y_BT, lengths_B.tolist()):
        for t in range(k):
            total = total - logits[t].log_softmax(dim=0)[y[t]]
            count += 1
    if count == 0:
        raise ValueError("no steps")
    return total / count

def last_states(h_BTn, lengths_B):
    found = torch.zeros(h_BTn.shape[0], h_BTn.shape[2], dtype=h_BTn.dtype)
    for b, k in enumerate(lengths_B):
        if k > 0:
            found[b] = h_BTn[b, k - 1]
    return found
""",
        """
def masked_loss(logits_BTK, y_BT, lengths_B):
    if int(lengths_B.sum()) == 0:
        raise ValueError("no steps")
    padding = torch.arange(y_BT.shape[1])[None] >= lengths_B[:, None]
    y = y_BT.masked_fill(padding, -100)
    logits = logits_BTK.masked_fill(padding[:, :, None], 0.0)
    return functional.cross_entropy(logits.transpose(1, 2), y)

def last_states(h_BTn, lengths_B):
    padded = torch.cat([torch.zeros_like(h_BTn[:, :1]), h_BTn], dim=1)
    return padded[torch.arange(len(h_BTn)), lengths_B]
""",
        """
def masked_loss(logits_BTK, y_BT, lengths_B):
    kept = [k for k in range(len(y_BT)) if lengths_B[k] > 0]
    if not kept:
        raise ValueError("no steps")
    logits = torch.cat([logits_BTK[b, :lengths_B[b]] for b in kept])
    y = torch.cat([y_BT[b, :lengths_B[b]] for b in kept])
    return -logits.log_softmax(dim=1).gather(1, y[:, None]).mean()

def last_states(h_BTn, lengths_B):
    at = (lengths_B - 1).clamp(min=0)[:, None, None].expand(-1, 1, h_BTn.shape[2])
    return h_BTn.gather(1, at)[:, 0].masked_fill((lengths_B == 0)[:, None], 0.0)
""",
        """
def masked_loss(logits_BTK, y_BT, lengths_B):
    real = torch.arange(y_BT.shape[1]) < lengths_B[:, None]
    if real.sum() == 0:
        raise ValueError("no steps")
    clean = torch.where(real[:, :, None], logits_BTK, torch.zeros_like(logits_BTK))
    each = functional.cross_entropy(clean.transpose(1, 2), y_BT * real, reduction="none")
    return (each * real).sum() / real.sum()

def last_states(h_BTn, lengths_B):
    picked = h_BTn[torch.arange(len(h_BTn)), lengths_B - 1]
    return torch.where(lengths_B[:, None] > 0, picked, 0.0)
""",
    ],
    "sample": [
        """
def sample(logits_BK, temperature, generator):
    if temperature < 0:
        raise ValueError("below 0")
    if temperature == 0:
        return logits_BK.max(dim=1).indices
    u = torch.rand(logits_BK.shape, generator=generator, dtype=torch.float64)
    return (logits_BK.double() / temperature - (-u.log()).log()).argmax(dim=1)  # Gumbel's trick
""",
        """
def sample(logits_BK, temperature, generator):
    if not temperature >= 0:
        raise ValueError("below 0")
    if not temperature:
        return logits_BK.argmax(dim=-1)
    total = (logits_BK.double() / temperature).softmax(dim=1).cumsum(dim=1)
    u = torch.rand(len(logits_BK), 1, generator=generator, dtype=torch.float64)
    return (total < u * total[:, -1:]).sum(dim=1)
""",
        """
def sample(logits_BK, temperature, generator):
    if temperature < 0:
        raise ValueError("below 0")
    found = []
    best = logits_BK.max(dim=1, keepdim=True).values
    if temperature == 0:
        return torch.tensor([row.tolist().index(max(row.tolist())) for row in logits_BK])
    weights = ((logits_BK - best) / temperature).exp()
    return torch.multinomial(weights, num_samples=1, generator=generator).flatten()
""",
    ],
    "foresee": [
        """
left, bias, steps, reported = 0.079, 4.97, 12.6, 1.875
""",
        """
left = torch.sigmoid(torch.tensor(2.0)) ** 20
share = 0.5 ** (1 / 100)
bias = math.log(share / (1 - share))
steps = torch.tensor(1e-3).log() / torch.tensor(1 / 3).sqrt().log()
reported = torch.tensor([3.0] * 10 + [0.0] * 6).mean()
""",
        """
c = 1.0
for _ in range(20):
    c *= 1 / (1 + math.exp(-2))
left = c
bias = math.log(100 / math.log(2)) - 0.003
steps = 2 * math.log(1000, 3)
reported = 15 / 8
""",
    ],
    "mend": [
        """
def mended(texts, table_Kn, W_h, R_Kn, length):
    W = W_h.clone().requires_grad_()
    losses = []
    for codes in texts:
        h = torch.zeros(1, len(W), dtype=W.dtype)
        for t in range(len(codes) - 1):
            if t % length == 0:
                h = h.detach()
            h = torch.tanh(table_Kn[codes[t]] + h @ W.T)
            losses.append(functional.cross_entropy(h @ R_Kn.T, codes[t + 1][None]))
    loss = torch.stack(losses).mean()
    loss.backward()
    return float(loss), W.grad
""",
        """
def mended(texts, table_Kn, W_h, R_Kn, length):
    count = sum(len(codes) - 1 for codes in texts)
    total, gradient = 0.0, torch.zeros_like(W_h)
    for codes in texts:
        h = torch.zeros(W_h.shape[0], dtype=W_h.dtype)
        for start in range(0, len(codes) - 1, length):
            W, loss = W_h.detach().clone().requires_grad_(), 0.0
            for t in range(start, min(start + length, len(codes) - 1)):
                h = torch.tanh(table_Kn[codes[t]] + W @ h)
                loss = loss - (R_Kn @ h).log_softmax(dim=0)[codes[t + 1]]
            gradient = gradient + torch.autograd.grad(loss, W)[0] / count
            total, h = total + loss.item() / count, h.detach()
    return [total, gradient]
""",
        """
def mended(texts, table_Kn, W_h, R_Kn, length):
    # The backward pass by hand.
    total, gradient, count = 0.0, torch.zeros_like(W_h), 0
    for codes in texts:
        states, deltas = [torch.zeros_like(W_h[0])], []
        for t in range(len(codes) - 1):
            states.append(torch.tanh(table_Kn[codes[t]] + W_h @ states[-1]))
            p = (R_Kn @ states[-1]).softmax(dim=0)
            total -= p[codes[t + 1]].log().item()
            p[codes[t + 1]] -= 1
            deltas.append(R_Kn.T @ p)
            count += 1
        back = torch.zeros_like(W_h[0])
        for t in range(len(codes) - 2, -1, -1):
            dz = (deltas[t] + back) * (1 - states[t + 1] ** 2)
            gradient += torch.outer(dz, states[t])
            back = W_h.T @ dz if t % length else torch.zeros_like(back)
    return total / count, gradient / count
""",
    ],
    "collapse": [
        """
def kernel(W_x, W_h, num_steps):
    return torch.stack([torch.linalg.matrix_power(W_h, k) @ W_x for k in range(num_steps)])

def from_kernel(x_BTD, M_SnD):
    B, T, D = x_BTD.shape
    padded = functional.pad(x_BTD.transpose(1, 2), (T - 1, 0))
    return functional.conv1d(padded, M_SnD[:T].flip(0).permute(1, 2, 0)).transpose(1, 2)
""",
        """
def kernel(W_x, W_h, num_steps):
    M = torch.empty(num_steps, *W_x.shape, dtype=W_x.dtype)
    M[0] = W_x
    for k in range(1, num_steps):
        M[k] = W_h @ M[k - 1]
    return M

def from_kernel(x_BTD, M_SnD):
    T = x_BTD.shape[1]
    states = [sum(x_BTD[:, s] @ M_SnD[t - s].T for s in range(t + 1)) for t in range(T)]
    return torch.stack(states, dim=1)
""",
        """
def kernel(W_x, W_h, num_steps):
    power, found = torch.eye(len(W_h), dtype=torch.float64), []
    for _ in range(num_steps):
        found.append((power @ W_x.double()).to(W_x.dtype))
        power = power @ W_h.double()
    return torch.stack(found)

def from_kernel(x_BTD, M_SnD):
    T = x_BTD.shape[1]
    lag = torch.arange(T)[:, None] - torch.arange(T)
    blocks = M_SnD[lag.clamp(min=0)] * (lag >= 0)[:, :, None, None].to(M_SnD.dtype)
    return torch.einsum("tsnd,bsd->btn", blocks, x_BTD)
""",
    ],
}
