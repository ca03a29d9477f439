"""Claims about `depthwise.optimizers` and `depthwise.schedules`, against torch; and about the
interactives of session 12."""

import math
from functools import partial

import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.optimizers import accumulate, adam, adamw, rmsprop, sgd, sharpness
from depthwise.schedules import (
    Plateau,
    cosine,
    one_cycle,
    range_test,
    smooth,
    step_decay,
    warm_restarts,
    warmup_cosine,
)

from .interactives import run_interactive

RULES = {
    "sgd": (sgd, torch.optim.SGD, {"lr": 0.1}),
    "sgd with decay": (sgd, torch.optim.SGD, {"lr": 0.1, "weight_decay": 0.2}),
    "momentum": (sgd, torch.optim.SGD, {"lr": 0.05, "momentum": 0.8, "weight_decay": 0.1}),
    "nesterov": (sgd, torch.optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    "rmsprop": (rmsprop, torch.optim.RMSprop, {"lr": 0.01}),
    "rmsprop, alpha": (rmsprop, torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.7, "eps": 1e-3}),
    "adam": (adam, torch.optim.Adam, {"lr": 0.02}),
    "adam, l2": (adam, torch.optim.Adam, {"lr": 0.02, "betas": (0.7, 0.9), "weight_decay": 0.3}),
    "adam, eps": (adam, torch.optim.Adam, {"lr": 0.02, "eps": 0.1}),
    "adamw": (adamw, torch.optim.AdamW, {"lr": 0.02}),
    "adamw, decay": (adamw, torch.optim.AdamW, {"lr": 0.02, "weight_decay": 0.5, "eps": 1e-2}),
}


def draws(*shape, seed=0, dtype=torch.float64):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=generator, dtype=dtype)


@pytest.mark.parametrize("name", RULES)
def test_a_step_is_torch_s_step_by_step(name):
    rule, theirs, options = RULES[name]
    mine = [draws(3, 5, seed=1), draws(1, seed=2), draws(2, 1, 4, seed=3)]
    held = [w.clone().requires_grad_() for w in mine]
    optimizer, state = theirs(held, **options), {}
    for t in range(20):
        gradients = [draws(*w.shape, seed=10 * t + i) * 10.0**i for i, w in enumerate(mine)]
        kept = [g.clone() for g in gradients]
        rule(mine, gradients, state, **options)
        for w, g in zip(held, gradients, strict=True):
            w.grad = g.clone()
        optimizer.step()
        for a, b, g, k in zip(mine, held, gradients, kept, strict=True):
            torch.testing.assert_close(a, b.detach(), rtol=1e-12, atol=1e-12)
            assert torch.equal(g, k)


def test_a_state_of_other_weights_is_refused():
    state = {}
    adam([draws(3)], [draws(3)], state, lr=0.1)
    with pytest.raises(ValueError, match="belongs to other weights"):
        adam([draws(4)], [draws(4)], state, lr=0.1)
    with pytest.raises(ValueError, match="pairs"):
        sgd([draws(3)], [], {}, lr=0.1)
    with pytest.raises(ValueError, match="negative"):
        sgd([draws(3)], [draws(3)], {}, lr=-0.1)


@pytest.mark.parametrize("sizes", [[10], [4, 6], [3, 3, 3, 1]])
def test_accumulation_is_the_gradient_of_the_whole(sizes):
    model = nn.Linear(5, 3).double()
    x, y = draws(10, 5), torch.arange(10) % 3
    weights = list(model.parameters())

    def loss_fn(x, y):
        return functional.cross_entropy(model(x), y)

    whole = torch.autograd.grad(loss_fn(x, y), weights)
    parts = accumulate(loss_fn, zip(x.split(sizes), y.split(sizes), strict=True), weights)
    for a, b in zip(parts, whole, strict=True):
        torch.testing.assert_close(a, b)
    assert all(w.grad is None for w in weights)
    with pytest.raises(ValueError, match="no example"):
        accumulate(loss_fn, [], weights)


@pytest.mark.parametrize("eigenvalues", [(1.0, 3.0, 7.0), (-5.0, 1.0, 2.0), (-3.0, -2.0, -0.5)])
def test_sharpness_is_the_largest_eigenvalue_of_the_hessian(eigenvalues):
    Q = torch.linalg.qr(draws(3, 3))[0]
    H = Q @ torch.diag(torch.tensor(eigenvalues, dtype=torch.float64)) @ Q.T
    w, b = draws(2, seed=1).requires_grad_(), draws(1, seed=2).requires_grad_()
    both = torch.cat([w, b])
    found = sharpness(both @ H @ both / 2, [w, b], num_rounds=200)
    assert found == pytest.approx(max(eigenvalues), abs=1e-6)


def test_sharpness_of_a_network_is_that_of_its_full_hessian():
    W, x, target = draws(3, 4).requires_grad_(), draws(20, 4, seed=1), draws(20, 3, seed=2)

    def loss(W):
        return ((x @ W.T).tanh() - target).square().mean()

    full = torch.autograd.functional.hessian(loss, W).reshape(12, 12)
    found = sharpness(loss(W), [W], num_rounds=300)
    assert found == pytest.approx(torch.linalg.eigvalsh(full).max().item(), rel=1e-5)


def torch_rates(make, num_steps):
    """Return the rates of torch's scheduler `make(optimizer)` on an SGD of rate 1."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler, rates = make(optimizer), []
    for _ in range(num_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


lr = torch.optim.lr_scheduler
SCHEDULES = {
    "step": (
        partial(step_decay, every=7, factor=0.3),
        lambda o: lr.StepLR(o, step_size=7, gamma=0.3),
        20,
    ),
    "cosine": (partial(cosine, num_steps=20), lambda o: lr.CosineAnnealingLR(o, T_max=20), 20),
    "floor": (
        partial(cosine, num_steps=13, floor=0.1),
        lambda o: lr.CosineAnnealingLR(o, T_max=13, eta_min=0.1),
        13,
    ),
    "restarts": (
        partial(warm_restarts, period=6),
        lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=6),
        25,
    ),
    "growing restarts": (
        partial(warm_restarts, period=3, growth=2, floor=0.05),
        lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=3, T_mult=2, eta_min=0.05),
        25,
    ),
    "one cycle": (
        partial(one_cycle, num_steps=20),
        lambda o: lr.OneCycleLR(o, max_lr=1.0, total_steps=20, cycle_momentum=False),
        20,
    ),
    "another cycle": (
        partial(one_cycle, num_steps=23, rise=0.45, start=0.1, end=0.001),
        lambda o: lr.OneCycleLR(
            o,
            max_lr=1.0,
            total_steps=23,
            pct_start=0.45,
            div_factor=10,
            final_div_factor=100,
            cycle_momentum=False,
        ),
        23,
    ),
}


@pytest.mark.filterwarnings("ignore:Detected call of")
@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_is_torch_s(name):
    mine, theirs, num_steps = SCHEDULES[name]
    assert [mine(t) for t in range(num_steps)] == pytest.approx(
        torch_rates(theirs, num_steps), abs=1e-12
    )


@pytest.mark.parametrize(("num_steps", "warmup"), [(20, 5), (9, 2), (12, 0)])
def test_warm_up_ends_at_the_full_rate_and_loses_no_step(num_steps, warmup):
    found = [warmup_cosine(t, num_steps, warmup=warmup, floor=0.1) for t in range(num_steps)]
    if warmup > 1:

        def start(o):
            return lr.LinearLR(o, 1 / warmup, 1.0, total_iters=warmup - 1)

        rates = torch_rates(start, warmup)
        assert found[:warmup] == pytest.approx(rates, abs=1e-12)
    rest = torch_rates(
        lambda o: lr.CosineAnnealingLR(o, T_max=num_steps - warmup, eta_min=0.1), num_steps - warmup
    )
    assert found[warmup:] == pytest.approx(rest, abs=1e-12)
    assert min(found) > 0


def test_after_its_end_a_cosine_stays():
    assert cosine(30, 20, floor=0.2) == pytest.approx(0.2)
    assert warmup_cosine(99, 20, warmup=3) == 0


@pytest.mark.parametrize(("factor", "patience", "threshold"), [(0.1, 10, 1e-4), (0.5, 2, 0.05)])
def test_a_plateau_is_torch_s(factor, patience, threshold):
    losses = (2 + draws(80).cumsum(0) / 10 + torch.linspace(0, -1, 80)).exp().tolist()
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    theirs = lr.ReduceLROnPlateau(
        optimizer, factor=factor, patience=patience, threshold=threshold, eps=0
    )
    mine = Plateau(factor=factor, patience=patience, threshold=threshold)
    for loss in losses:
        theirs.step(loss)
        assert mine.update(loss) == pytest.approx(optimizer.param_groups[0]["lr"])
    assert mine.value < 1


def test_a_range_test_grows_by_one_factor_and_ends_where_the_loss_blows_up():
    rates, losses = range_test(lambda rate: 1.0, low=0.01, high=1.0, num_steps=5)
    assert rates == pytest.approx([0.01, 10**-1.5, 0.1, 10**-0.5, 1.0])
    assert losses == [1.0] * 5
    rates, losses = range_test(lambda rate: 1.0 if rate < 0.05 else 5.0, num_steps=50)
    assert losses[-1] == 5.0
    assert losses.count(5.0) == 1
    assert math.isnan(range_test(lambda rate: math.nan)[1][-1])
    assert len(range_test(lambda rate: math.nan)[1]) == 1


def test_smoothing_is_right_from_the_first_number_on():
    assert smooth([3.0, 3.0, 3.0]) == pytest.approx([3, 3, 3])
    assert smooth([1.0, 2.0], beta=0.5)[1] == pytest.approx((0.25 * 1 + 0.5 * 2) / 0.75)


@pytest.mark.parametrize(
    "call",
    [
        lambda: step_decay(3, every=0),
        lambda: cosine(0, 0),
        lambda: warmup_cosine(0, 5, warmup=5),
        lambda: warm_restarts(0, 0),
        lambda: one_cycle(0, 3),
        lambda: one_cycle(0, 10, rise=1.2),
        lambda: Plateau(factor=1.0),
        lambda: range_test(lambda rate: 1.0, low=1.0, high=0.1),
        lambda: range_test(lambda rate: 1.0, num_steps=1),
    ],
)
def test_what_makes_no_schedule_is_refused(call):
    with pytest.raises(ValueError, match="must|leaves"):
        call()


SURFACES = {
    "ravine": lambda a, b: (a**2 + 50 * b**2) / 2,
    "turned ravine": lambda a, b: ((a + b) ** 2 + 50 * (b - a) ** 2) / 4,
    "saddle": lambda a, b: b**2 / 2 - a**2 / 50 + a**4 / 50,
    "bent valley": lambda a, b: (1 - a) ** 2 / 2 + 5 * (b - a**2) ** 2,
}
RACERS = {
    "gradient descent": (torch.optim.SGD, {}),
    "momentum": (torch.optim.SGD, {"momentum": 0.9}),
    "RMSProp": (torch.optim.RMSprop, {"alpha": 0.9}),
    "Adam": (torch.optim.Adam, {}),
}


@pytest.mark.parametrize("surface", SURFACES)
def test_the_race_runs_torch_s_optimizers(surface):
    walks = "Object.keys(RULES).map((rule) => walk(surface, rule, 0.02, 40))"
    paths = run_interactive("race", walks, setup=f'const surface = "{surface}";')
    for (make, options), path in zip(RACERS.values(), paths, strict=True):
        w = torch.tensor(path[0], dtype=torch.float64, requires_grad=True)
        optimizer = make([w], lr=0.02, **options)
        for point in path[1:]:
            optimizer.zero_grad()
            SURFACES[surface](*w).backward()
            optimizer.step()
            assert point == pytest.approx(w.tolist(), rel=1e-9, abs=1e-12)
        assert len(path) == 41


def test_the_race_says_who_is_lost():
    state = '{ surface: "ravine", steps: 300, plain: %s, adaptive: 0.1 }'
    for rate, lost in ((0.039, []), (0.041, ["gradient descent"]), (0.1, "both")):
        walks = run_interactive("race", f"race({state % rate})")
        names = [w["rule"] for w in walks if w["lost"]]
        assert names == (["gradient descent", "momentum"] if lost == "both" else lost)
        said = run_interactive("race", f"sentence({state % rate}, race({state % rate}))")
        assert ("Diverged" in said) == bool(lost)


def test_the_drawn_schedules_are_the_module_s():
    kinds = {
        "constant": lambda t, n: 1.0,
        "steps down": lambda t, n: step_decay(t, every=30),
        "cosine": cosine,
        "warm restarts": lambda t, n: warm_restarts(t, 30, growth=2),
    }
    for kind, of in kinds.items():
        for warmup in (0, 10):
            state = f'{{ kind: "{kind}", total: 120, warmup: {warmup}, period: 30 }}'
            expected = [
                (t + 1) / warmup if t < warmup else of(t - warmup, 120 - warmup) for t in range(120)
            ]
            assert run_interactive("schedule", f"factors({state})") == pytest.approx(expected)
    drawn = run_interactive("schedule", 'factors({ kind: "one cycle", total: 90, warmup: 10 })')
    assert drawn == pytest.approx([one_cycle(t, 90) for t in range(90)])
    assert run_interactive(
        "schedule", 'area(factors({ kind: "cosine", total: 100, warmup: 0 }))'
    ) == pytest.approx(50.5)
