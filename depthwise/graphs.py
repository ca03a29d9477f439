"""Graphs as matrices: normalised adjacency, the GCN, oversmoothing, and what messages can tell apart."""

import math
from itertools import pairwise

import networkx as nx
import torch
from torch import nn

# Shapes: N nodes, D features of each; A is an adjacency (N, N), symmetric, without self-loops


def adjacency_matrix(edges, num_nodes):
    """Return the symmetric 0/1 matrix `(N, N)`, float32, of undirected `edges`, pairs of nodes.

    A pair may come twice or in both directions. A ValueError says so for a node that is not in
    0 … num_nodes - 1 and for an edge from a node to itself.
    """
    A = torch.zeros(num_nodes, num_nodes)
    for i, j in edges:
        if not (0 <= i < num_nodes and 0 <= j < num_nodes) or i == j:
            raise ValueError(f"({i}, {j}) does not join two different nodes of 0 … {num_nodes - 1}")
        A[i, j] = A[j, i] = 1.0
    return A


def normalised_adjacency(A_NN, *, kind="symmetric", self_loops=True):
    """Return the matrix by which a GCN mixes nodes, in the shape and dtype of `A_NN`.

    Â is A + I, or A where `self_loops` is False, and d_i the sum of its row i. Entries are
    Â_ij / √(d_i d_j) for "symmetric" (Kipf and Welling, 2017) and Â_ij / d_i, a mean over
    neighbours, for "row"; a node without any edge keeps a row of zeros. ValueError for other kinds.
    """
    if kind not in ("symmetric", "row"):
        raise ValueError(f'kind must be "symmetric" or "row", not {kind!r}')
    A = A_NN + torch.eye(len(A_NN), dtype=A_NN.dtype) if self_loops else A_NN
    d = A.sum(dim=1)
    d = torch.where(d > 0, d, torch.ones_like(d))
    return A / (d[:, None] * d).sqrt() if kind == "symmetric" else A / d[:, None]


class GCN(nn.Module):
    """Layers h ← ReLU(S h W + b), none of the ReLUs after the last (Kipf and Welling, 2017).

    widths: `[n_0, …, n_L]`. `forward(S_NN, x_ND)` maps (…, N, n_0) to (…, N, n_L). With
    `residual`, a layer that keeps the width adds its input to its output, but for the last.
    Weights are He's, biases 0, from `seed` and without touching the global generator.
    """

    def __init__(self, widths, *, residual=False, seed=0):
        super().__init__()
        if len(widths) < 2:
            raise ValueError(f"widths must be at least two, inputs first, not {widths}")
        draw = torch.Generator().manual_seed(seed)
        self.W = nn.ParameterList(
            torch.randn(n, m, generator=draw) * math.sqrt(2 / n) for n, m in pairwise(widths)
        )
        self.b = nn.ParameterList(torch.zeros(m) for m in widths[1:])
        self.residual = residual

    def forward(self, S_NN, x_ND):
        h = x_ND
        for l, (W, b) in enumerate(zip(self.W, self.b, strict=True), start=1):
            z = S_NN @ h @ W + b
            if l == len(self.W):
                return z
            h = h + z.relu() if self.residual and z.shape == h.shape else z.relu()


def karate_club():
    """Return Zachary's club as `(A_NN, y_N)`: 34 members, 78 friendships, the side each one took.

    `A_NN` is float32 of 0 and 1, `y_N` int64: 0 went with the instructor (node 0), 1 with the
    officer (node 33). Source: Zachary, An information flow model for conflict and fission (1977).
    """
    club = nx.karate_club_graph()
    y = torch.tensor([int(club.nodes[i]["club"] != "Mr. Hi") for i in range(len(club))])
    return adjacency_matrix(club.edges, len(club)), y


def feature_distance(h_ND, A_NN):
    """Return the share of the length of `h_ND`, 0 to 1, that deeper smoothing will take away.

    For a connected graph the powers of the symmetric S = normalised_adjacency(A) keep one
    direction e, in proportion to √d; the share is ‖H - e eᵀH‖ / ‖H‖ in Frobenius norms
    (Oono and Suzuki, 2020, measure the numerator). 0 for H = 0. ValueError where A is in pieces.
    """
    if not _connected(A_NN):
        raise ValueError("the graph must be connected: each piece keeps a direction of its own")
    e = (A_NN.sum(dim=1) + 1).sqrt().to(h_ND.dtype)
    e = e / e.norm()
    length = h_ND.norm()
    return 0.0 if length == 0 else ((h_ND - e[:, None] * (e @ h_ND)).norm() / length).item()


def smoothing_rate(A_NN):
    """Return the second largest |eigenvalue| of S, the factor by which a layer smooths in the end."""
    S = normalised_adjacency(A_NN.double())
    return torch.linalg.eigvalsh(S).abs().sort().values[-2].item()


def refine_colours(A_NN, *, num_rounds=None):
    """Return the colours, a list of N whole numbers, after rounds of 1-WL from equal ones.

    In a round a node's new colour stands for its own colour with the multiset of its neighbours'.
    Until nothing changes where `num_rounds` is None. Colours are numbered in the order of the nodes;
    compare two graphs by laying them side by side in one matrix (Weisfeiler and Leman, 1968).
    """
    neighbours = [row.nonzero().flatten().tolist() for row in A_NN]
    colours = [0] * len(A_NN)
    for _ in range(len(A_NN) if num_rounds is None else num_rounds):
        seen = [
            (colours[i], *sorted(colours[j] for j in near)) for i, near in enumerate(neighbours)
        ]
        names = {key: k for k, key in enumerate(dict.fromkeys(seen))}
        colours = [names[key] for key in seen]
    return colours


def _connected(A_NN):
    reached = torch.zeros(len(A_NN), dtype=torch.bool)
    reached[:1] = True
    for _ in range(len(A_NN)):
        reached |= (A_NN[reached] != 0).any(dim=0)
    return bool(reached.all())
