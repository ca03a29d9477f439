"""Claims about `depthwise.recurrence` and `depthwise.text`: torch's cells are the oracle."""

import json
import math

import pytest
import torch
from torch import nn

from depthwise.recurrence import (
    gradient_by_distance,
    gru_step,
    length_mask,
    lstm_step,
    masked_mean,
    rnn_step,
    set_gate_bias,
    unroll,
    weights_of,
)
from depthwise.text import Vocabulary, draw, manual, windows

from .interactives import run_interactive

KINDS = [(nn.RNN, rnn_step), (nn.GRU, gru_step), (nn.LSTM, lstm_step)]
SHAPES = [(2, 5, 3, 4), (1, 1, 1, 1), (3, 7, 6, 2)]


def zeros(kind, *shape):
    h = torch.zeros(*shape, dtype=torch.float64)
    return (h, h) if kind is nn.LSTM else h


@pytest.mark.parametrize(("kind", "step"), KINDS)
@pytest.mark.parametrize(("B", "T", "D", "n"), SHAPES)
def test_states_and_gradients_are_those_of_torch(kind, step, B, T, D, n):
    module = kind(D, n, batch_first=True).double()
    x = torch.randn(B, T, D, dtype=torch.float64, requires_grad=True)
    theirs, _ = module(x)
    mine, last = unroll(step, x, zeros(kind, B, n), weights_of(module))
    torch.testing.assert_close(mine, theirs)
    torch.testing.assert_close(last[0] if kind is nn.LSTM else last, theirs[:, -1])
    u = torch.randn_like(theirs)
    inputs = [x, *module.parameters()]
    for a, b in zip(
        torch.autograd.grad((u * mine).sum(), inputs),
        torch.autograd.grad((u * theirs).sum(), inputs),
        strict=True,
    ):
        torch.testing.assert_close(a, b)


@pytest.mark.parametrize(("kind", "step"), KINDS)
def test_lengths_give_what_packing_gives(kind, step):
    module = kind(3, 4, batch_first=True).double()
    x, lengths = torch.randn(3, 6, 3, dtype=torch.float64), torch.tensor([6, 2, 4])
    packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    theirs, last = module(packed)
    theirs, _ = nn.utils.rnn.pad_packed_sequence(theirs, batch_first=True)
    mine, state = unroll(step, x, zeros(kind, 3, 4), weights_of(module), lengths=lengths)
    torch.testing.assert_close(mine, theirs)
    for a, b in zip(state, last, strict=True) if kind is nn.LSTM else [(state, last)]:
        torch.testing.assert_close(a, b[0])


def test_a_state_carried_on_gives_the_states_of_one_pass():
    module = nn.LSTM(3, 5, batch_first=True).double()
    x, weights = torch.randn(2, 9, 3, dtype=torch.float64), weights_of(module)
    first, state = unroll(lstm_step, x[:, :4], zeros(nn.LSTM, 2, 5), weights)
    second, _ = unroll(lstm_step, x[:, 4:], state, weights)
    torch.testing.assert_close(torch.cat([first, second], dim=1), module(x)[0])


def test_the_reset_gate_before_the_product_is_another_cell():
    cell = nn.GRUCell(2, 3).double()
    x, h = torch.randn(4, 2, dtype=torch.float64), torch.randn(4, 3, dtype=torch.float64)
    torch.testing.assert_close(gru_step(x, h, weights_of(cell)), cell(x, h))
    first = gru_step(x, h, weights_of(cell), reset_first=True)
    assert not torch.allclose(first, cell(x, h))
    W_x, W_h, b_x, b_h = weights_of(cell)
    r, z = torch.sigmoid(x @ W_x[:6].T + b_x[:6] + h @ W_h[:6].T + b_h[:6]).chunk(2, dim=1)
    candidate = torch.tanh(x @ W_x[6:].T + b_x[6:] + (r * h) @ W_h[6:].T + b_h[6:])
    torch.testing.assert_close(first, z * h + (1 - z) * candidate)


def test_modules_without_the_four_tensors_are_refused():
    for module in (nn.Linear(2, 3), nn.RNN(2, 3, bias=False)):
        with pytest.raises(ValueError, match="no recurrent weights with biases"):
            weights_of(module)


@pytest.mark.parametrize("kind", [nn.GRU, nn.LSTM])
def test_the_bias_set_is_the_sum_that_the_gate_sees(kind):
    _, _, b_x, b_h = weights_of(set_gate_bias(kind(2, 3), 1.5))
    assert torch.equal((b_x + b_h)[3:6], torch.full((3,), 1.5))
    assert (b_x[:3] != 0).all()


def test_a_plain_rnn_has_no_gate_to_set():
    with pytest.raises(ValueError, match="has no gate"):
        set_gate_bias(nn.RNN(2, 3), 1.0)


def test_the_mask_is_true_at_real_steps():
    mask = length_mask(torch.tensor([0, 2, 3]), 3)
    assert mask.tolist() == [[False] * 3, [True, True, False], [True] * 3]
    with pytest.raises(ValueError, match="between 0 and 3"):
        length_mask(torch.tensor([4]), 3)


def test_each_real_step_counts_once_in_the_mean():
    values = torch.tensor([[1.0, 2.0, math.nan], [6.0, math.nan, math.nan]])
    assert masked_mean(values, torch.tensor([2, 1])).item() == 3.0
    with pytest.raises(ValueError, match="no real step"):
        masked_mean(values, torch.tensor([0, 0]))


def test_the_gradient_by_distance_is_that_of_a_linear_chain():
    module = nn.RNN(1, 1, nonlinearity="relu", batch_first=True).double()
    with torch.no_grad():
        for p, value in zip(module.parameters(), (1.0, 0.5, 0.0, 0.0), strict=True):
            p.fill_(value)
    found = gradient_by_distance(module, torch.ones(2, 5, 1, dtype=torch.float64))
    assert [a / found[0] for a in found] == pytest.approx([1, 0.5, 0.25, 0.125, 0.0625])


def test_no_paragraph_of_the_manual_comes_twice():
    lines = manual().split("\n")
    assert len(lines) == len(set(lines)) > 1000
    assert manual() == manual().lower()


def test_decoding_undoes_encoding():
    vocabulary = Vocabulary("to be, or not to be")
    assert len(vocabulary) == 8
    assert vocabulary.decode(vocabulary.encode("not to")) == "not to"
    with pytest.raises(ValueError, match=r"not in the vocabulary: \['x'\]"):
        vocabulary.encode("box")


def test_windows_go_on_where_the_one_before_ended():
    found = list(windows(torch.arange(23), batch_size=2, length=4))
    assert len(found) == 2
    assert found[0][0].tolist() == [[0, 1, 2, 3], [11, 12, 13, 14]]
    assert found[1][0].tolist() == [[4, 5, 6, 7], [15, 16, 17, 18]]
    assert all(torch.equal(y, x + 1) for x, y in found)
    with pytest.raises(ValueError, match="too few"):
        next(windows(torch.arange(8), batch_size=2, length=4))


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_draws_have_the_probabilities_of_the_temperature(temperature):
    logits = torch.tensor([1.0, 0.0, -1.0])
    maker = torch.Generator().manual_seed(0)
    drawn = draw(logits.expand(20000, 3), temperature=temperature, generator=maker)
    share = drawn.bincount(minlength=3) / 20000
    assert torch.allclose(share, (logits / temperature).softmax(dim=0), atol=0.015)


def test_temperature_zero_takes_the_largest_and_below_zero_is_refused():
    assert draw(torch.tensor([[0.0, 2.0, 1.0]]), temperature=0).tolist() == [1]
    with pytest.raises(ValueError, match="0 or above"):
        draw(torch.zeros(1, 2), temperature=-1.0)


@pytest.mark.parametrize(
    "state",
    [
        {"forget": 1, "input": 0, "output": 0, "detour": 0},
        {"forget": 3.0, "input": -1.5, "output": 0.7, "detour": 2.0},
        {"forget": -2.0, "input": 1.0, "output": -3.0, "detour": -1.2},
    ],
)
def test_the_gates_and_their_gradient_are_those_of_torch(state):
    steps, inputs, weights = run_interactive(
        "gates", f"[unroll({json.dumps(state)}), INPUTS, WEIGHTS]"
    )
    cell = nn.LSTMCell(1, 1).double()
    biases = [state["input"], state["forget"], 0.0, state["output"]]
    values = [[weights[k] for k in "ifgo"], [0.0, 0.0, state["detour"], 0.0], biases, [0.0] * 4]
    with torch.no_grad():
        for p, value in zip(cell.parameters(), values, strict=True):
            p.copy_(torch.tensor(value, dtype=torch.float64).view_as(p))
    x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True)
    h = c = torch.zeros(1, 1, dtype=torch.float64)
    first, direct = None, 1.0
    for t, step in enumerate(steps):
        h, c = cell(x[t].view(1, 1), (h, c))
        slopes = [torch.autograd.grad(v.sum(), x, retain_graph=True)[0][0].item() for v in (c, h)]
        first = slopes[0] if t == 0 else first
        direct *= 1.0 if t == 0 else step["f"]
        assert [step[k] for k in ("c", "h", "dc", "dh")] == pytest.approx(
            [c.item(), h.item(), *slopes]
        )
        assert step["share"] == pytest.approx(slopes[0] / first)
        assert step["direct"] == pytest.approx(direct)
        assert step["f"] == pytest.approx(
            torch.sigmoid(state["forget"] + weights["f"] * x[t]).item()
        )
