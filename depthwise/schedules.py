"""Learning-rate schedules: functions of the step that return a factor for the peak rate.

Step t is the number of steps already made, 0 before the first; `lr = peak * factor` holds for the
step that comes. With `torch.optim.lr_scheduler.LambdaLR` they are torch's schedules.
"""

import math

# t counts steps (or epochs), num_steps of them in all: t = 0, …, num_steps - 1


def step_decay(t, *, every, factor=0.1):
    """Return factor^k after k full periods of `every` steps."""
    _check(every=every)
    return factor ** (t // every)


def cosine(t, num_steps, *, floor=0.0):
    """Return half a cosine from 1 at t = 0 to `floor` at t = num_steps, and `floor` after it.

    Source: Loshchilov and Hutter, SGDR (2017).
    """
    _check(num_steps=num_steps)
    share = min(1.0, t / num_steps)
    return floor + (1 - floor) * (1 + math.cos(math.pi * share)) / 2


def warmup_cosine(t, num_steps, *, warmup, floor=0.0):
    """Return (t + 1) / warmup for the first `warmup` steps, then a cosine over the other steps.

    The first step is not lost (its factor is 1 / warmup, not 0), the steps warmup - 1 and warmup
    both have the full rate. A ValueError says so unless 0 <= warmup < num_steps.
    Source: Goyal and others (2017) for the warm-up.
    """
    if not 0 <= warmup < num_steps:
        raise ValueError(f"warmup must lie between 0 and {num_steps - 1}, not {warmup}")
    if t < warmup:
        return (t + 1) / warmup
    return cosine(t - warmup, num_steps - warmup, floor=floor)


def warm_restarts(t, period, *, growth=1, floor=0.0):
    """Return a cosine that begins anew after `period` steps, then after growth * period, and so on.

    growth: a whole number from 1 on. Source: Loshchilov and Hutter, SGDR (2017).
    """
    _check(period=period, growth=growth)
    while t >= period:
        t, period = t - period, period * growth
    return cosine(t, period, floor=floor)


def one_cycle(t, num_steps, *, rise=0.3, start=1 / 25, end=1 / 250000):
    """Return half a cosine up from `start` to 1, and another down to `end` at t = num_steps - 1.

    rise: the share of the steps that go up; the top is at t = rise * num_steps - 1, which need not
    be whole.
    A ValueError says so where there is no step up. Source: Smith (2018).
    """
    top = rise * num_steps - 1
    if not 0 < top < num_steps - 1:
        raise ValueError(
            f"a rise of {rise} leaves no step up or down of {num_steps}: change either"
        )
    if t <= top:
        low, share = start, t / top
    else:
        low, share = end, 1 - min(1.0, (t - top) / (num_steps - 1 - top))
    return low + (1 - low) * (1 - math.cos(math.pi * share)) / 2


class Plateau:
    """A factor that falls when a measure, such as a held-out loss, has stopped to fall.

    `update(loss)` returns the factor to go on with: after more than `patience` updates in a row
    without a loss below (1 - threshold) * best, it is multiplied by `factor`.
    """

    def __init__(self, *, factor=0.1, patience=10, threshold=1e-4):
        if not 0 < factor < 1:
            raise ValueError(f"factor must lie between 0 and 1, not {factor}")
        self.factor, self.patience, self.threshold = factor, patience, threshold
        self.best, self.waited, self.value = math.inf, 0, 1.0

    def update(self, loss):
        """Take note of the newest loss; return the factor for the next steps."""
        if loss < (1 - self.threshold) * self.best:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        if self.waited > self.patience:
            self.value, self.waited = self.value * self.factor, 0
        return self.value


def range_test(step, *, low=1e-5, high=10.0, num_steps=100, blow_up=4.0):
    """Return `(rates, losses)` of steps at rates that grow by one factor from `low` to `high`.

    step: `step(rate)` trains one step at that rate and returns the loss before it, a float. The
    test ends with the first loss that is not finite or above `blow_up` times the lowest so far,
    which is the last one returned. Source: Smith (2017).
    """
    _check(num_steps=num_steps - 1)
    if not 0 < low < high:
        raise ValueError(f"low must be above 0 and below high, not {low} and {high}")
    rates, losses = [], []
    for k in range(num_steps):
        rates.append(low * (high / low) ** (k / (num_steps - 1)))
        losses.append(step(rates[-1]))
        if not losses[-1] <= blow_up * min(losses):  # also where the loss is not a number
            break
    return rates, losses


def smooth(losses, *, beta=0.9):
    """Return the running means of a list of floats, with Adam's correction for the start."""
    mean, found = 0.0, []
    for t, loss in enumerate(losses, start=1):
        mean = beta * mean + (1 - beta) * loss
        found.append(mean / (1 - beta**t))
    return found


def _check(**counts):
    for name, count in counts.items():
        if count < 1:
            raise ValueError(f"{name} must be larger: at least one step is needed, not {count}")
