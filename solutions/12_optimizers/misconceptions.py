"""Plausible wrong answers to the gate of session 12, with the words that each must be told."""

from autograder.authored import variants

MOMENTUM = """
def momentum_step(w, g, v, lr, momentum=0.9, nesterov=False):
    v = momentum * v + g
    return w - lr * (g + momentum * v if nesterov else v), v
"""
WALK = "return w - lr * (g + momentum * v if nesterov else v), v"

ADAM = """
def adam_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8):
    m = betas[0] * m + (1 - betas[0]) * g
    v = betas[1] * v + (1 - betas[1]) * g**2
    m_hat = m / (1 - betas[0] ** t)
    v_hat = v / (1 - betas[1] ** t)
    return w - lr * m_hat / (v_hat.sqrt() + eps), m, v

def adamw_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    return adam_step((1 - lr * weight_decay) * w, g, m, v, t, lr, betas, eps)
"""
DECAYED = "return adam_step((1 - lr * weight_decay) * w, g, m, v, t, lr, betas, eps)"

SCHEDULES = """
def warmup_cosine(t, num_steps, warmup, floor=0.0):
    if not 0 <= warmup < num_steps:
        raise ValueError("warmup must leave steps")
    if t < warmup:
        return (t + 1) / warmup
    share = (t - warmup) / (num_steps - warmup)
    return floor + (1 - floor) * (1 + math.cos(math.pi * share)) / 2

def one_cycle(t, num_steps, rise=0.3, start=0.04, end=4e-6):
    top = rise * num_steps - 1
    if t <= top:
        low, share = start, t / top
    else:
        low, share = end, (num_steps - 1 - t) / (num_steps - 1 - top)
    return low + (1 - low) * (1 - math.cos(math.pi * share)) / 2
"""
CLOCK = "share = (t - warmup) / (num_steps - warmup)"

RANGE = """
def range_test(step, low, high, num_steps, blow_up=4.0):
    if not 0 < low < high or num_steps < 2:
        raise ValueError("the rates must grow")
    rates, losses = [], []
    for k in range(num_steps):
        rate = low * (high / low) ** (k / (num_steps - 1))
        loss = step(rate)
        limit = blow_up * min(losses, default=math.inf)
        rates.append(rate)
        losses.append(loss)
        if not math.isfinite(loss) or loss > limit:
            break
    return rates, losses
"""
GROW = "rate = low * (high / low) ** (k / (num_steps - 1))"
END = "if not math.isfinite(loss) or loss > limit:"

ACCUMULATE = """
def accumulated(gradient, x_BD, y_B, size, max_norm=None):
    B, total = len(x_BD), None
    parts = list(zip(x_BD.split(size), y_B.split(size)))
    for x, y in parts:
        part = [g * (len(x) / B) for g in gradient(x, y)]
        total = part if total is None else [a + b for a, b in zip(total, part)]
    if max_norm is not None:
        norm = math.sqrt(sum(g.double().square().sum().item() for g in total))
        factor = min(1.0, max_norm / norm) if norm > 0 else 1.0
        total = [g * factor for g in total]
    return total
"""
WEIGH = "part = [g * (len(x) / B) for g in gradient(x, y)]"

CRITICAL = """
def critical_rate(x_BD, momentum=0.0):
    if not 0 <= momentum < 1:
        raise ValueError("momentum")
    X = torch.cat([x_BD, torch.ones_like(x_BD[:, :1])], dim=1).double()
    H = 2 * X.T @ X / len(X)
    return 2 * (1 + momentum) / torch.linalg.eigvalsh(H).max().item()
"""
LIMIT = "return 2 * (1 + momentum) / torch.linalg.eigvalsh(H).max().item()"

FORESEE = """
prediction = {
    "limit": 2 / 9,
    "steps": 31,
    "beta": 0.25,
    "limit_momentum": 3.8 / 9,
    "adam_first": 0.01,
    "decayed": 0.999**1000,
    "rate": 0.5,
    "edge": 50,
}
"""

MEND = """
def plateau(losses, lr, factor=0.1, patience=10, threshold=0.0):
    best, waited, rates = math.inf, 0, []
    for loss in losses:
        if loss < (1 - threshold) * best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited > patience:
            lr, waited = factor * lr, 0
        rates.append(lr)
    return rates
"""
BROKEN = """
def plateau(losses, lr, factor=0.1, patience=10, threshold=0.0):
    best, waited, rates = math.inf, 0, []
    for loss in losses:
        if loss >= (1 - threshold) * best:
            waited += 1
        best = loss
        if waited >= patience:
            lr = factor * lr
        rates.append(lr)
    return rates
"""

TABLE = [
    (
        "momentum",
        MOMENTUM,
        [
            (
                "a running mean of gradients",
                "weighed by 1 - momentum",
                ("v = momentum * v + g", "v = momentum * v + (1 - momentum) * g"),
            ),
            (
                "learning rate in the velocity",
                "contains the learning rate",
                ("v = momentum * v + g", "v = momentum * v + lr * g"),
                (WALK, "return w - (lr * g + momentum * v if nesterov else v), v"),
            ),
            (
                "walks along the old velocity",
                "make the new one first",
                ("v = momentum * v + g", "old, v = v, momentum * v + g"),
                (WALK, "return w - lr * (g + momentum * v if nesterov else old), v"),
            ),
            (
                "Nesterov with the old velocity",
                "with the old one it is the plain step",
                ("v = momentum * v + g", "old, v = v, momentum * v + g"),
                (WALK, "return w - lr * (g + momentum * old if nesterov else v), v"),
            ),
            ("no Nesterov", "Nesterov's was asked for", (WALK, "return w - lr * v, v")),
            ("uphill", "walked uphill", ("w - lr", "w + lr")),
            (
                "velocity in place",
                "in place",
                ("v = momentum * v + g", "v = v.mul_(momentum).add_(g)"),
            ),
            ("another default", "not momentum * v + g", ("momentum=0.9", "momentum=0.5")),
            (
                "results in float64",
                "keep the dtype",
                (
                    WALK,
                    "w = w - lr * (g + momentum * v if nesterov else v)\n    return w.double(), v.double()",
                ),
            ),
            (
                "Nesterov adds the push to a velocity that holds it",
                "v holds g already",
                ("(g + momentum * v if", "(v + momentum * v if"),
            ),
            (
                "Nesterov as a running mean",
                "it joins whole",
                ("(g + momentum * v if", "((1 - momentum) * g + momentum * v if"),
            ),
            (
                "minus and rate in the velocity",
                "another form of momentum",
                ("v = momentum * v + g", "v = momentum * v - lr * g"),
                (WALK, "return w + (momentum * v - lr * g if nesterov else v), v"),
            ),
        ],
    ),
    (
        "adam",
        ADAM,
        [
            (
                "no bias correction",
                "bias correction is missing",
                (" / (1 - betas[0] ** t)", ""),
                (" / (1 - betas[1] ** t)", ""),
            ),
            ("second mean not corrected", "v is not corrected", (" / (1 - betas[1] ** t)", "")),
            (
                "epsilon inside the root",
                "inside the root",
                ("(v_hat.sqrt() + eps)", "(v_hat + eps).sqrt()"),
            ),
            (
                "t from zero",
                "its exponent is t, not t - 1",
                ("betas[0] ** t)", "betas[0] ** (t - 1))"),
                ("betas[1] ** t)", "betas[1] ** (t - 1))"),
            ),
            (
                "correction a step late",
                "one step late",
                ("betas[0] ** t)", "betas[0] ** (t + 1))"),
                ("betas[1] ** t)", "betas[1] ** (t + 1))"),
            ),
            (
                "keeps the corrected means",
                "m was returned corrected",
                (
                    "return w - lr * m_hat / (v_hat.sqrt() + eps), m, v",
                    "return w - lr * m_hat / (v_hat.sqrt() + eps), m_hat, v_hat",
                ),
            ),
            ("mean of absolute values", "one of |g|", ("g**2", "g.abs()")),
            (
                "betas swapped",
                "betas are swapped",
                ("m = betas[0] * m + (1 - betas[0])", "m = betas[1] * m + (1 - betas[1])"),
                ("v = betas[1] * v + (1 - betas[1])", "v = betas[0] * v + (1 - betas[0])"),
                ("1 - betas[0] ** t", "1 - betas[9] ** t"),
                ("1 - betas[1] ** t", "1 - betas[0] ** t"),
                ("1 - betas[9] ** t", "1 - betas[1] ** t"),
            ),
            (
                "decay inside the gradient",
                "inside the gradient",
                (
                    DECAYED,
                    DECAYED.replace("(1 - lr * weight_decay) * w, g", "w, g + weight_decay * w"),
                ),
            ),
            (
                "decay without the learning rate",
                "lacks the learning rate",
                ("(1 - lr * weight_decay)", "(1 - weight_decay)"),
            ),
            (
                "decay after the step",
                "after the step",
                (
                    DECAYED,
                    "w, m, v = adam_step(w, g, m, v, t, lr, betas, eps)\n"
                    "    return (1 - lr * weight_decay) * w, m, v",
                ),
            ),
            ("no decay", "the decay is missing", ("(1 - lr * weight_decay) * w", "w")),
            (
                "AdamW does not hand its options on",
                "hand on those that came in",
                ("w, g, m, v, t, lr, betas, eps)\n", "w, g, m, v, t, lr)\n"),
            ),
        ],
    ),
    (
        "schedules",
        SCHEDULES,
        [
            ("warm-up from zero", "its first step is lost", ("(t + 1) / warmup", "t / warmup")),
            ("one clock", "the clock of the whole run", (CLOCK, "share = t / num_steps")),
            (
                "cosine ends in the last step",
                "at its floor in the last step",
                (CLOCK, "share = (t - warmup) / max(1, num_steps - 1 - warmup)"),
            ),
            (
                "floor cuts off",
                "the floor cuts the cosine off",
                (
                    "return floor + (1 - floor) * (1 + math.cos(math.pi * share)) / 2",
                    "return max(floor, (1 + math.cos(math.pi * share)) / 2)",
                ),
            ),
            (
                "accepts a warm-up of all steps",
                "of 5 steps",
                ("0 <= warmup < num_steps", "0 <= warmup <= num_steps"),
            ),
            (
                "top one late",
                "one step earlier",
                ("top = rise * num_steps - 1", "top = rise * num_steps"),
            ),
            (
                "top rounded",
                "need not fall on a step",
                ("rise * num_steps - 1", "round(rise * num_steps) - 1"),
            ),
            (
                "straight lines",
                "half cosines were asked for",
                ("(1 - math.cos(math.pi * share)) / 2", "share"),
            ),
            (
                "forbids a run without a warm-up",
                "0 as well",
                ("0 <= warmup < num_steps", "0 < warmup < num_steps"),
            ),
            (
                "one cycle rises in a straight line",
                "the way up is a straight line",
                (
                    "    top = rise * num_steps - 1\n",
                    "    top = rise * num_steps - 1\n    if t <= top:\n        return start + (1 - start) * t / top\n",
                ),
            ),
            (
                "one cycle rises by a quarter of a wave",
                "a quarter of a wave",
                (
                    "    top = rise * num_steps - 1\n",
                    "    top = rise * num_steps - 1\n    if t <= top:\n        return start + (1 - start) * math.sin(math.pi / 2 * t / top)\n",
                ),
            ),
        ],
    ),
    (
        "range_test",
        RANGE,
        [
            (
                "equal differences",
                "equal differences",
                (GROW, "rate = low + (high - low) * k / (num_steps - 1)"),
            ),
            (
                "high not reached",
                "high is not reached",
                (GROW, "rate = low * (high / low) ** (k / num_steps)"),
            ),
            ("nan goes on", "nan", (END, "if loss > limit:")),
            (
                "compares with the first loss",
                "compare with the lowest",
                (
                    "blow_up * min(losses, default=math.inf)",
                    "blow_up * (losses[0] if losses else math.inf)",
                ),
            ),
            (
                "drops the last loss",
                "missing in your lists",
                (
                    "rates.append(rate)\n        losses.append(loss)\n        if not math.isfinite(loss) or loss > limit:\n            break",
                    "if not math.isfinite(loss) or loss > limit:\n            break\n        rates.append(rate)\n        losses.append(loss)",
                ),
            ),
            ("never stops", "it was over", ("            break", "            pass")),
            (
                "no errors",
                "raise a ValueError",
                ("if not 0 < low < high or num_steps < 2:", "if False:"),
            ),
            (
                "asks step twice",
                "once for each rate",
                ("losses.append(loss)", "losses.append(step(rate))"),
            ),
            ("tenfold rates", "ten times the one before", (GROW, "rate = low * 10**k")),
            (
                "returns the best rate",
                "not a single number",
                ("return rates, losses", "return rates[losses.index(min(losses))], losses"),
            ),
        ],
    ),
    (
        "accumulate",
        ACCUMULATE,
        [
            (
                "mean of means",
                "mean of the parts' means",
                (WEIGH, "part = [g / len(parts) for g in gradient(x, y)]"),
            ),
            ("sum of means", "did not divide", (WEIGH, "part = list(gradient(x, y))")),
            (
                "every part counted as full",
                "the last one is smaller",
                (WEIGH, "part = [g * len(x) / (size * len(parts)) for g in gradient(x, y)]"),
            ),
            (
                "divides means by B",
                "they are means already",
                (WEIGH, "part = [g / B for g in gradient(x, y)]"),
            ),
            (
                "drops the last part",
                "the last part",
                ("for x, y in parts:", "for x, y in [p for p in parts if len(p[0]) == size]:"),
            ),
            (
                "all at once",
                "cannot take more than",
                ("parts = list(zip(x_BD.split(size), y_B.split(size)))", "parts = [(x_BD, y_B)]"),
            ),
            (
                "lengthens",
                "clipping never lengthens",
                ("min(1.0, max_norm / norm)", "max_norm / norm"),
            ),
            ("never clips", "were not clipped", ("if max_norm is not None:", "if False:")),
            (
                "clips tensor by tensor",
                "tensor by tensor",
                (
                    "total = [g * factor for g in total]",
                    "total = [g * min(1.0, max_norm / max(g.norm().item(), 1e-30)) for g in total]",
                ),
            ),
            (
                "every part counts as a full one",
                "weighed every part by size / B",
                ("(len(x) / B)", "(size / B)"),
            ),
            (
                "adds the norms up",
                "root of the sum of all squares",
                (
                    "math.sqrt(sum(g.double().square().sum().item() for g in total))",
                    "sum(g.double().norm().item() for g in total)",
                ),
            ),
            (
                "forgets the root of the norm",
                "its root is missing",
                (
                    "math.sqrt(sum(g.double().square().sum().item() for g in total))",
                    "sum(g.double().square().sum().item() for g in total)",
                ),
            ),
        ],
    ),
    (
        "critical_rate",
        CRITICAL,
        [
            (
                "no bias",
                "the bias is missing",
                (
                    "X = torch.cat([x_BD, torch.ones_like(x_BD[:, :1])], dim=1).double()",
                    "X = x_BD.double()",
                ),
            ),
            ("half the square", "2 of the square", ("H = 2 * X", "H = X")),
            ("sum over examples", "mean is missing", (" / len(X)", "")),
            ("one step is enough", "this is 1/λ", (LIMIT, LIMIT.replace("2 * (1", "1 * (1"))),
            ("smallest curvature", "smallest curvature", (".max()", ".min()")),
            (
                "singular value",
                "its square is the eigenvalue",
                ("    H = 2 * X.T @ X / len(X)\n", ""),
                (
                    "torch.linalg.eigvalsh(H).max().item()",
                    "(2 * torch.linalg.svdvals(X)[0].item() / len(X))",
                ),
            ),
            ("effective rate", "not lowered", ("2 * (1 + momentum)", "2 * (1 - momentum)")),
            ("momentum ignored", "momentum is ignored", ("2 * (1 + momentum)", "2")),
            (
                "covariance",
                "without their means",
                ("    H =", "    X = X - X.mean(dim=0)\n    H ="),
            ),
            (
                "the best rate for the limit",
                "this is the best rate",
                (
                    LIMIT,
                    "values = torch.linalg.eigvalsh(H)\n    return 4 * (1 + momentum) / (values[0] + values[-1]).item()",
                ),
            ),
            (
                "a matrix norm for the curvature",
                "a matrix's usual norm",
                ("torch.linalg.eigvalsh(H).max()", "torch.linalg.norm(H)"),
            ),
            (
                "the edge of the complex roots",
                "the roots cease to be complex",
                (
                    LIMIT,
                    "scale = (1 + momentum**0.5) ** 2 if momentum else 2\n    return scale / torch.linalg.eigvalsh(H).max().item()",
                ),
            ),
            (
                "momentum beside the 2",
                "yours (2 + momentum)",
                ("2 * (1 + momentum)", "(2 + momentum)"),
            ),
            (
                "singular value of the inputs",
                "2/B times its square",
                ("torch.linalg.eigvalsh(H).max()", "torch.linalg.svdvals(X).max()"),
            ),
        ],
    ),
    (
        "foresee",
        FORESEE,
        [
            ("entry of H", "an entry of H", ('"limit": 2 / 9', '"limit": 2 / 5')),
            ("inverse curvature", "one step is enough", ('"limit": 2 / 9', '"limit": 1 / 9')),
            ("momentum's steps", "that of momentum", ('"steps": 31', '"steps": 10')),
            ("one step short", "0.0012 is left", ('"steps": 31', '"steps": 30')),
            ("root not squared", "the square of", ('"beta": 0.25', '"beta": 0.5')),
            ("everybody's momentum", "everybody uses", ('"beta": 0.25', '"beta": 0.9')),
            (
                "limit by effective rate",
                "effective rate",
                ('"limit_momentum": 3.8 / 9', '"limit_momentum": 0.2 / 9'),
            ),
            ("Adam like SGD", "the gradient cancels", ('"adam_first": 0.01', '"adam_first": 3.0')),
            ("decay without rate", "multiplied by the learning rate", ("0.999**1000", "0.9**1000")),
            ("root scaling", "rule of the root", ('"rate": 0.5', '"rate": 0.05 * 10**0.5')),
            ("edge at 1/eta", "that is 1/η", ('"edge": 50', '"edge": 25')),
            ("steps not whole", "steps are counted whole", ('"steps": 31', '"steps": 30.96')),
            ("steps for a large κ", "holds for a large κ", ('"steps": 31', '"steps": 32')),
            ("a step with a sign", "without a sign", ('"adam_first": 0.01', '"adam_first": -0.01')),
            ("decays once", "λ is taken once", ("0.999**1000", "0.9")),
            ("rate of one example", "not of one", ('"rate": 0.5', '"rate": 16.0')),
            ("half of 1/eta", "that is 1/(2η)", ('"edge": 50', '"edge": 12.5')),
            (
                "the chapter's bowl",
                "the bowl of the chapter",
                ('"limit": 2 / 9', '"limit": 2 / 25'),
            ),
        ],
    ),
    (
        "mend",
        MEND,
        [
            (
                "compares with the last loss",
                "the one before it",
                (
                    "        if waited > patience:",
                    "        best = loss\n        if waited > patience:",
                ),
            ),
            (
                "counts all disappointments",
                "the count goes on after a success",
                ("best, waited = loss, 0\n        else", "best = loss\n        else"),
            ),
            ("one too early", "too early", ("waited > patience", "waited >= patience")),
            (
                "cuts again and again",
                "the count goes on after a cut",
                ("lr, waited = factor * lr, 0", "lr = factor * lr"),
            ),
            (
                "ignores the threshold",
                "the threshold is ignored",
                ("(1 - threshold) * best", "best"),
            ),
            (
                "absolute threshold",
                "not off the best's share",
                ("(1 - threshold) * best", "best - threshold"),
            ),
            (
                "forgets the best",
                "the best is forgotten",
                ("lr, waited = factor * lr, 0", "lr, waited, best = factor * lr, 0, math.inf"),
            ),
            (
                "slow progress makes the best",
                "slow progress is never seen",
                ("waited += 1", "best, waited = min(best, loss), waited + 1"),
            ),
            (
                "the loss at a cut is the new best",
                "the loss at which the rate was cut",
                ("lr, waited = factor * lr, 0", "lr, waited, best = factor * lr, 0, loss"),
            ),
            ("equal is progress", "only equals", ("loss < (1", "loss <= (1")),
            (
                "threshold above 1",
                "the threshold is added to 1",
                ("(1 - threshold)", "(1 + threshold)"),
            ),
            (
                "first loss is no progress",
                "the first loss was counted",
                ("best, waited, rates = math.inf", "best, waited, rates = losses[0]"),
            ),
            (
                "rates one loss late",
                "one loss late",
                (
                    "    for loss in losses:\n",
                    "    for loss in losses:\n        rates.append(lr)\n",
                ),
                (
                    "lr, waited = factor * lr, 0\n        rates.append(lr)\n",
                    "lr, waited = factor * lr, 0\n",
                ),
            ),
        ],
    ),
]

MISCONCEPTIONS = [
    *variants(TABLE),
    {"task": "mend", "name": "nothing mended", "code": BROKEN, "says": "four faults"},
]
