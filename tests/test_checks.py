"""Claims about the instruments, the checkpoints and the clinic of session 14, and its interactive."""

import math
import random
import re

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from autograder.sessions import ROOT
from depthwise import checkpoint
from depthwise.checkpoint import Stream, load_checkpoint, save_checkpoint
from depthwise.checks import (
    company,
    data_report,
    dead_units,
    gradient_flow,
    loss_at_start,
    overfit_one_batch,
    stale_gradient,
    update_ratios,
    weights_of,
)
from depthwise.clinic import FAULTS, HEALTHY, WRITERS, examine, patient
from depthwise.data import digits
from depthwise.mlp import mlp
from depthwise.train import Batches

from .interactives import run_interactive

DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
cross_entropy = functional.cross_entropy


def draws(*shape, seed=0, dtype=torch.float32):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=dtype)


def labels(n, k, seed=0):
    return torch.randint(0, k, (n,), generator=torch.Generator().manual_seed(seed))


def normed():
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Linear(5, 7), nn.BatchNorm1d(7), nn.ReLU(), nn.Dropout(0.5), nn.Linear(7, 3)
    )


# --- checks ---


@DTYPES
def test_the_loss_at_the_start_is_torch_s_beside_ln_k(dtype):
    net, x, y = mlp([5, 8, 4]).to(dtype), draws(9, 5, dtype=dtype), labels(9, 4)
    loss, chance = loss_at_start(net, x, y, cross_entropy, num_classes=4)
    assert loss == cross_entropy(net(x), y).item()
    assert chance == math.log(4)


def test_logits_of_variance_v_cost_half_of_it_more_than_chance():
    z, y = 0.3 * draws(20000, 10), labels(20000, 10)
    excess = loss_at_start(nn.Identity(), z, y, cross_entropy, num_classes=10)[0] - math.log(10)
    assert excess == pytest.approx(0.5 * 0.09 * 0.9, rel=0.1)


@pytest.mark.parametrize("check", ["start", "batch", "company", "dead"])
def test_a_check_leaves_model_and_random_numbers_as_they_were(check):
    net, x, y = normed(), draws(8, 5), labels(8, 3)
    before = {k: v.clone() for k, v in net.state_dict().items()}
    state = torch.get_rng_state()
    if check == "start":
        loss_at_start(net, x, y, cross_entropy, num_classes=3)
    elif check == "batch":
        overfit_one_batch(net, x, y, cross_entropy, num_steps=3)
    elif check == "company":
        company(net, x, batch_size=4)
    else:
        dead_units(net, x)
    assert all(torch.equal(v, before[k]) for k, v in net.state_dict().items())
    assert all(p.grad is None for p in net.parameters())
    assert net.training
    assert torch.equal(torch.get_rng_state(), state)


def test_one_batch_is_learned_by_heart_and_two_softmaxes_stop_at_their_floor():
    net, x, y = mlp([6, 32, 4]), draws(16, 6), labels(16, 4)
    losses = overfit_one_batch(net, x, y, cross_entropy, num_steps=200)
    assert losses[0] == pytest.approx(cross_entropy(net(x), y).item())
    assert losses[-1] < 0.01
    twice = overfit_one_batch(net, x, y, lambda z, t: cross_entropy(z.softmax(1), t), num_steps=200)
    assert min(twice) > math.log(math.e + 3) - 1


@DTYPES
def test_gradient_flow_is_the_root_mean_square_of_torch_s_gradients(dtype):
    net, x, y = mlp([5, 7, 3]).to(dtype), draws(6, 5, dtype=dtype), labels(6, 3)
    named = dict(net.named_parameters()) | {"spare": nn.Parameter(torch.ones(2))}
    named["frozen"] = torch.ones(2)
    flow = gradient_flow(cross_entropy(net(x), y), named)
    assert all(p.grad is None for p in net.parameters())
    cross_entropy(net(x), y).backward()
    expected = {n: p.grad.square().mean().sqrt().item() for n, p in net.named_parameters()}
    assert flow == pytest.approx(expected | {"spare": 0.0, "frozen": 0.0}, rel=1e-5)


def test_a_stale_gradient_is_exactly_what_was_left_of_earlier_ones():
    net, x, y = mlp([5, 7, 3]), draws(6, 5), labels(6, 3)
    loss = cross_entropy(net(x), y)
    loss.backward(retain_graph=True)
    assert stale_gradient(net, loss) == 0
    loss.backward(retain_graph=True)
    assert stale_gradient(net, loss) == pytest.approx(1, rel=1e-5)


def test_update_ratios_compare_lengths_and_leave_biases_out():
    net = mlp([5, 7, 3])
    before = weights_of(net)
    with torch.no_grad():
        for p in net.parameters():
            p.mul_(1.25)
    assert update_ratios(before, weights_of(net)) == pytest.approx(
        {"0.weight": 0.25, "2.weight": 0.25}
    )
    zero, one = {"w": torch.zeros(2, 2)}, {"w": torch.ones(2, 2)}
    assert update_ratios(zero, one) == {"w": math.inf}
    assert update_ratios(zero, zero) == {"w": 0.0}


def test_dead_units_are_off_for_all_examples_and_pixels():
    net = nn.Sequential(nn.Conv2d(1, 4, 1), nn.ReLU(), nn.Flatten(), nn.Linear(16, 6), nn.ReLU())
    with torch.no_grad():
        net[0].weight.zero_()
        net[0].bias.copy_(torch.tensor([1.0, -1.0, 0.0, 2.0]))
        net[3].bias.fill_(-100.0)
    assert dead_units(net, draws(3, 1, 2, 2)) == {"1": 0.5, "4": 1.0}


def test_company_matters_to_batch_norm_in_training_mode_alone():
    net, x = normed(), draws(60, 5) + torch.linspace(-2, 2, 60)[:, None]
    net[3].p = 0.0
    assert company(net.train(), x, batch_size=10) > 0
    assert company(net.eval(), x, batch_size=10) == 0


def test_the_data_report_counts_what_is_there():
    x, y = draws(40, 6), labels(40, 3)
    x[:, 2] = 1.0
    seen = torch.cat([x[:5], draws(15, 6, seed=3)])
    seen[7, 1] = math.nan
    report = data_report(x, y, seen, labels(20, 3, seed=1), num_classes=4)
    assert (report["bad"], report["constant"], report["seen"]) == (1, 1, 0.25)
    assert report["counts"] == [*torch.bincount(y).tolist(), 0]
    far = torch.stack([torch.full((6,), 10.0 * k) for k in range(3)])
    report = data_report(far[y] + 0.1 * x, y, far, torch.arange(3), num_classes=3)
    assert report["simple"] == 1.0


# --- checkpoints ---


class Training:
    def __init__(self, seed):
        torch.manual_seed(seed)
        self.model = normed()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=0.02)
        self.schedule = torch.optim.lr_scheduler.StepLR(self.optimizer, 5, 0.5)
        self.stream = Stream(Batches(draws(34, 5), labels(34, 3), batch_size=8, seed=seed))

    def parts(self):
        return dict(vars(self))

    def go(self, num_steps):
        for _ in range(num_steps):
            x, y = next(self.stream)
            # Noise from each of the three global generators
            x = x + 0.1 * torch.rand(1) + 0.1 * random.random() + 0.1 * float(np.random.rand())
            self.optimizer.zero_grad()
            cross_entropy(self.model(x.float()), y).backward()
            self.optimizer.step()
            self.schedule.step()
        return torch.cat([t.double().flatten() for t in self.model.state_dict().values()])


@pytest.mark.parametrize("stop", [1, 7, 10])
def test_a_resumed_run_is_equal_to_the_bit(stop, tmp_path):
    states = random.getstate(), np.random.get_state()
    try:
        random.seed(1), np.random.seed(1)
        whole = Training(0)
        whole.go(stop)
        save_checkpoint(tmp_path / "run.pt", whole.parts(), step=stop, losses=[0.5, 0.25])
        end = whole.go(12)
        other = Training(5)
        other.go(3)
        notes = load_checkpoint(tmp_path / "run.pt", other.parts())
        assert notes == {"step": stop, "losses": [0.5, 0.25]}
        assert torch.equal(other.go(12), end)
        assert other.optimizer.param_groups[0]["lr"] == whole.optimizer.param_groups[0]["lr"]
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])


def test_a_writer_that_dies_leaves_the_old_checkpoint(tmp_path, monkeypatch):
    path, net = tmp_path / "run.pt", mlp([3, 2])
    save_checkpoint(path, {"model": net}, step=1)

    def dies(content, file):
        file.write(b"half of it")
        raise KeyboardInterrupt

    monkeypatch.setattr(checkpoint.torch, "save", dies)
    with pytest.raises(KeyboardInterrupt):
        save_checkpoint(path, {"model": net}, step=2)
    assert load_checkpoint(path, {"model": net}) == {"step": 1}


def test_other_parts_are_refused_before_anything_changes(tmp_path):
    net, other = mlp([3, 2]), mlp([3, 2], seed=1)
    save_checkpoint(tmp_path / "a", {"model": net})
    before = other[0].weight.clone()
    with pytest.raises(ValueError, match=r"holds \['model'\]"):
        load_checkpoint(tmp_path / "a", {"model": other, "stream": net})
    assert torch.equal(other[0].weight, before)


def test_a_stream_shows_every_example_once_a_pass_and_knows_its_place():
    stream = Stream(Batches(torch.arange(10), torch.arange(10), batch_size=4, seed=3))
    passes = [torch.cat([next(stream)[0] for _ in range(3)]) for _ in range(2)]
    assert all(sorted(p.tolist()) == list(range(10)) for p in passes)
    assert not torch.equal(*passes)
    next(stream)
    state, rest = stream.state_dict(), [next(stream)[0] for _ in range(6)]
    again = Stream(Batches(torch.arange(10), torch.arange(10), batch_size=4, seed=8))
    again.load_state_dict(state)
    assert all(torch.equal(next(again)[0], part) for part in rest)


def test_a_stream_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="must be pairs"):
        Stream(Batches(torch.ones(3), torch.ones(2), batch_size=1))
    with pytest.raises(ValueError, match="at least 1"):
        Stream(Batches(torch.ones(3), torch.ones(3), batch_size=0))
    state = Stream(Batches(torch.ones(3), torch.ones(3), batch_size=1)).state_dict()
    with pytest.raises(ValueError, match="of 3 examples, the data of 2"):
        Stream(Batches(torch.ones(2), torch.ones(2), batch_size=1)).load_state_dict(state)


# --- the clinic ---


def chapter_rules():
    """Return `diagnose` as the chapter has it."""
    text = (ROOT / "chapters/14_training.md").read_text()
    cell = re.search(r"^(def diagnose\(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    names = {"math": math}
    exec(cell[1], names)
    return names["diagnose"]


@pytest.mark.parametrize("fault", FAULTS + HEALTHY)
def test_the_chapter_s_rules_name_each_fault_for_other_classes_and_batches(fault):
    record = examine(patient(fault, 11, num_classes=7), batch_size=32, num_steps=20)
    assert chapter_rules()(record) == (fault if fault in FAULTS else "healthy")


def test_a_patient_is_made_without_touching_the_global_generator():
    state = torch.get_rng_state()
    patient("init", 1)
    assert torch.equal(torch.get_rng_state(), state)
    with pytest.raises(ValueError, match="no fault 'flu'; there are: learning rate"):
        patient("flu", 0)


def test_the_writers_begin_where_the_pattern_of_the_labels_does():
    y = digits()[1]
    pattern = torch.arange(10).repeat(3)
    begins = [i for i in range(len(y) - 29) if torch.equal(y[i : i + 30], pattern)]
    assert set(begins) < set(WRITERS)
    assert set(WRITERS) - set(begins) == {915, 1545}


@pytest.fixture(scope="module")
def recorded():
    return run_interactive("clinic", "RUNS")


def test_the_interactive_s_runs_are_named_rightly_by_both_sets_of_rules(recorded):
    assert list(recorded) == list(FAULTS)
    named = run_interactive("clinic", "Object.values(RUNS).map(diagnose)")
    assert named == list(FAULTS)
    assert [chapter_rules()(record) for record in recorded.values()] == list(FAULTS)


@pytest.mark.parametrize("fault", ["init", "softmax twice", "leak", "wrong axis"])
def test_a_fresh_run_is_like_the_recorded_one(recorded, fault):
    fresh, old = examine(patient(fault, 0)), recorded[fault]
    assert fresh.keys() == old.keys()
    assert fresh["start"] == pytest.approx(old["start"], rel=0.02)
    assert sum(fresh["loss"][-10:]) == pytest.approx(sum(old["loss"][-10:]), rel=0.3)
    assert fresh["val"][-1] == pytest.approx(old["val"][-1], abs=0.1)


def test_each_patient_comes_once_and_is_told_what_gives_it_away():
    said = run_interactive(
        "clinic",
        "ORDER.map((i, n) => [FAULTS[i], sentence({ patient: n + 1, looked: 3, diagnosis: FAULTS[i] }),"
        " sentence({ patient: n + 1, looked: 0, diagnosis: 'not yet' }),"
        " sentence({ patient: n + 1, looked: 2, diagnosis: FAULTS[(i + 1) % 10] })])",
    )
    assert sorted(fault for fault, *_ in said) == sorted(FAULTS)
    for fault, right, quiet, wrong in said:
        assert right.startswith(f"Right, with 3 of 9 instruments: {fault}")
        assert fault not in quiet
        assert wrong.startswith("Not ")


def test_exactly_one_instrument_is_the_first_out_of_range_for_each():
    first = run_interactive(
        "clinic",
        "FAULTS.map((f) => INSTRUMENTS.find(({ well }) => !well(RUNS[f])).name)",
    )
    assert dict(zip(FAULTS, first, strict=True)) == {
        "learning rate": "First step over the weights",
        "init": "Loss at the start",
        "norm in eval": "Answers that depend on the batch",
        "shuffled labels": "Data",
        "missing zero_grad": "Gradient in use against a fresh one",
        "softmax twice": "Sixteen examples by heart",
        "leak": "Data",
        "dead ReLU": "Dead units at the start",
        "wrong axis": "Loss at the start",
        "exploding RNN": "Gradient, first layer or step over last",
    }
