"""Claims about `depthwise.graphs`, `depthwise.tones` and the chooser, with torch as the oracle."""

import itertools

import networkx as nx
import pytest
import torch
from torch.nn import functional

from depthwise.graphs import (
    GCN,
    adjacency_matrix,
    feature_distance,
    karate_club,
    normalised_adjacency,
    refine_colours,
    smoothing_rate,
)
from depthwise.tones import RATE, TONES, spectrogram, tones

from .interactives import run_interactive

TAIL = [(0, 1), (0, 2), (1, 2), (2, 3)]


def draw(*shape, seed=0, dtype=torch.float64):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def test_an_adjacency_is_symmetric_and_counts_an_edge_once():
    A = adjacency_matrix([*TAIL, (1, 0), (3, 2)], 5)
    assert torch.equal(A, A.T)
    assert A.sum(dim=1).tolist() == [2, 2, 3, 1, 0]


@pytest.mark.parametrize("edge", [(0, 4), (-1, 2), (1, 1)])
def test_an_edge_that_joins_no_two_nodes_is_refused(edge):
    with pytest.raises(ValueError, match="does not join"):
        adjacency_matrix([edge], 4)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("self_loops", [True, False])
def test_both_normalisations_are_products_with_the_degrees(self_loops, dtype):
    A = adjacency_matrix(TAIL, 4).to(dtype)
    full = A + self_loops * torch.eye(4, dtype=dtype)
    D = torch.diag(full.sum(dim=1))
    root = torch.linalg.inv(D.sqrt())
    S = normalised_adjacency(A, self_loops=self_loops)
    R = normalised_adjacency(A, kind="row", self_loops=self_loops)
    assert S.dtype == R.dtype == dtype
    torch.testing.assert_close(S, root @ full @ root)
    torch.testing.assert_close(R, torch.linalg.inv(D) @ full)


def test_a_node_without_edges_keeps_a_row_of_zeros_and_unknown_kinds_are_refused():
    A = adjacency_matrix([(0, 1)], 3)
    assert normalised_adjacency(A, kind="row", self_loops=False)[2].tolist() == [0, 0, 0]
    assert normalised_adjacency(A)[2].tolist() == [0, 0, 1]
    with pytest.raises(ValueError, match="symmetric"):
        normalised_adjacency(A, kind="column")


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("residual", [False, True])
def test_gcn_matches_linear_layers_forward_and_backward(residual, dtype):
    net = GCN([3, 5, 5, 2], residual=residual, seed=1).to(dtype)
    S, x = draw(4, 4, dtype=dtype), draw(4, 3, dtype=dtype)
    h = x
    for l, (W, b) in enumerate(zip(net.W, net.b, strict=True)):
        z = functional.linear(S @ h, W.T, b)
        skip = h if residual and l == 1 else 0
        h = z if l == 2 else skip + z.relu()
    torch.testing.assert_close(net(S, x), h)
    weights = draw(4, 2, dtype=dtype)
    mine = torch.autograd.grad((net(S, x) * weights).sum(), list(net.parameters()))
    right = torch.autograd.grad((h * weights).sum(), list(net.parameters()))
    for a, b in zip(mine, right, strict=True):
        torch.testing.assert_close(a, b)


def test_gcn_takes_batches_repeats_its_seed_and_refuses_a_single_width():
    net, S = GCN([3, 4, 2], seed=7), draw(6, 6, dtype=torch.float32)
    x = draw(5, 6, 3, dtype=torch.float32)
    torch.testing.assert_close(net(S, x)[2], net(S, x[2]))
    state = torch.get_rng_state()
    assert torch.equal(net.W[0], GCN([3, 4, 2], seed=7).W[0])
    assert torch.equal(state, torch.get_rng_state())
    assert not torch.equal(net.W[0], GCN([3, 4, 2], seed=8).W[0])
    with pytest.raises(ValueError, match="at least two"):
        GCN([3])


@pytest.mark.parametrize("kind", ["symmetric", "row"])
def test_gcn_is_equivariant_to_every_order(kind):
    A, x, net = adjacency_matrix(TAIL, 4).double(), draw(4, 3), GCN([3, 4, 2]).double()
    old = net(normalised_adjacency(A, kind=kind), x)
    for order in itertools.permutations(range(4)):
        order = list(order)
        new = net(normalised_adjacency(A[order][:, order], kind=kind), x[order])
        torch.testing.assert_close(new, old[order])


def test_the_karate_club_is_zachary_s():
    A, y = karate_club()
    assert (A.shape, A.dtype, y.dtype) == ((34, 34), torch.float32, torch.int64)
    assert (A.sum().item(), A.diagonal().sum().item()) == (156, 0)
    assert (y[0].item(), y[33].item(), y.sum().item()) == (0, 1, 17)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_feature_distance_is_what_many_rounds_take_away(dtype):
    A = adjacency_matrix(TAIL, 4).to(dtype)
    S, h = normalised_adjacency(A), draw(4, 3, dtype=dtype)
    kept = torch.linalg.matrix_power(S.double(), 200).to(dtype) @ h
    assert feature_distance(h, A) == pytest.approx(((h - kept).norm() / h.norm()).item(), rel=1e-4)
    assert feature_distance(kept, A) < 1e-5
    assert feature_distance(torch.zeros(4, 2), A.float()) == 0.0


def test_feature_distance_refuses_a_graph_in_pieces():
    with pytest.raises(ValueError, match="connected"):
        feature_distance(draw(4, 1), adjacency_matrix([(0, 1), (2, 3)], 4))


@pytest.mark.parametrize("n", [5, 6, 12])
def test_the_smoothing_rate_of_a_ring_has_a_closed_form(n):
    A = adjacency_matrix([(k, (k + 1) % n) for k in range(n)], n)
    right = 1 / 3 + 2 / 3 * torch.cos(torch.tensor(2 * torch.pi / n)).item()
    assert smoothing_rate(A) == pytest.approx(right, abs=1e-6)


def test_the_smoothing_rate_counts_negative_eigenvalues_too():
    A = adjacency_matrix([(i, j) for i in range(4) for j in range(4, 8)], 8)
    assert smoothing_rate(A) == pytest.approx(3 / 5)


def test_colours_part_as_in_networkx_and_not_on_regular_graphs():
    assert refine_colours(adjacency_matrix(TAIL, 4), num_rounds=0) == [0, 0, 0, 0]
    assert refine_colours(adjacency_matrix(TAIL, 4)) == [0, 0, 1, 2]
    pair = nx.disjoint_union(nx.cycle_graph(6), nx.disjoint_union(*[nx.cycle_graph(3)] * 2))
    assert len(set(refine_colours(adjacency_matrix(pair.edges, 12)))) == 1
    for graph in nx.graph_atlas_g()[200:260]:
        mine = refine_colours(adjacency_matrix(graph.edges, len(graph)))
        nx.set_node_attributes(graph, "0", "colour")
        hashes = nx.weisfeiler_lehman_subgraph_hashes(
            graph, node_attr="colour", iterations=len(graph)
        )
        assert len(set(mine)) == len({tuple(h) for h in hashes.values()})


def test_tones_have_their_shapes_their_classes_and_repeat():
    x, y = tones(40, seed=3)
    assert (x.shape, x.dtype, y.dtype) == ((40, RATE), torch.float32, torch.int64)
    assert 0 <= y.min() <= y.max() < len(TONES)
    assert torch.equal(x, tones(40, seed=3)[0])
    assert not torch.equal(x, tones(40, seed=4)[0])
    clean = tones(40, noise=0.0, seed=3)[0]
    assert 0.9 < clean.abs().max() <= 1.0
    assert abs((x - clean).std().item() - 0.3) < 0.01
    assert (clean != 0).sum(dim=1).max() <= 0.7 * RATE + 1


@pytest.mark.parametrize(("name", "sign"), [("rising", 1), ("falling", -1), ("steady", 0)])
def test_a_tone_s_band_moves_as_its_name_says(name, sign):
    x, y = tones(120, noise=0.0, seed=0)
    bands = spectrogram(x[y == TONES.index(name)])
    for picture in bands:
        heard = picture.amax(dim=0) > 0
        path = picture.argmax(dim=0)[heard]
        moved = (path[-2] - path[1]).item()
        assert abs(moved) <= 1 if sign == 0 else sign * moved >= 1


def test_a_spectrogram_finds_the_band_of_a_pure_tone():
    t = torch.arange(RATE) / RATE
    x = torch.stack([torch.sin(2 * torch.pi * f * t) for f in (250.0, 1118.0, 5000.0)])
    picture = spectrogram(x, bands=9)
    assert picture.shape == (3, 9, RATE // 666)
    assert picture[:, :, 5:-5].argmax(dim=1).unique(dim=1).flatten().tolist() == [0, 4, 8]
    with pytest.raises(ValueError, match="low < high"):
        spectrogram(x, low=3000.0, high=2000.0)


def test_the_chooser_s_examples_lead_where_the_chapter_says():
    found = run_interactive(
        "chooser", "Object.keys(EXAMPLES).map((name) => [name, recommend(answersOf(name)).best])"
    )
    assert dict(found) == {
        "a sound": ["cnn"],
        "a sensor": ["gru"],
        "molecules": ["gnn"],
        "text": ["attention"],
        "a table": ["mlp"],
    }


def test_the_chooser_answers_every_combination_and_adds_its_points_up():
    combinations = (
        "Object.entries(QUESTIONS).reduce((all, [key, { answers }]) => all.flatMap((state) => "
        "Object.keys(answers).map((answer) => ({ ...state, [key]: answer }))), [{}])"
    )
    found = run_interactive(
        "chooser",
        f"{combinations}.map((state) => ({{ state, ...recommend(state) }})).map(({{ state, best, ranked, reasons }}) => "
        "({ state, best, top: ranked[0].points, sum: reasons.reduce((a, { points }) => a + points, 0), "
        "said: sentence({ ranked, best }) }))",
    )
    assert len(found) == 3 * 3 * 2 * 2 * 3 * 3
    for case in found:
        assert case["best"]
        assert case["top"] == case["sum"]
        assert "undefined" not in case["said"]
        if case["state"]["symmetry"] == "any order":
            assert set(case["best"]) <= {"gnn", "attention"}


def test_streaming_never_speaks_for_attention_against_the_gru():
    gap = "((p) => p.gru - p.attention)(Object.fromEntries(recommend(state).ranked.map(({ key, points }) => [key, points])))"
    yes, no = (
        run_interactive(
            "chooser", f"((state) => {gap})({{ ...answersOf('a sound'), streaming: '{answer}' }})"
        )
        for answer in ("yes", "no")
    )
    assert yes > no
