"""Plausible wrong answers to the gate of session 14, with the words that each must be told."""

from autograder.authored import variants

SANITY = """
def loss_at_start(logits_BK, y_B):
    return functional.cross_entropy(logits_BK, y_B).item(), math.log(logits_BK.shape[1])


def dead_share(h_BN):
    return (h_BN <= 0).all(dim=0).double().mean().item()


def seen_share(x_train_ND, x_test_MD):
    same = (x_test_MD[:, None] == x_train_ND).all(dim=2)
    return same.any(dim=1).double().mean().item()
"""
CE = "functional.cross_entropy(logits_BK, y_B).item()"
CHANCE = "math.log(logits_BK.shape[1])"
DEAD = "(h_BN <= 0).all(dim=0).double().mean().item()"
SEEN = "same.any(dim=1).double().mean().item()"

STEPS = """
def overfit_one_batch(model, x, y, num_steps, rate):
    work, losses = copy.deepcopy(model), []
    optimizer = torch.optim.SGD(work.parameters(), lr=rate)
    for _ in range(num_steps):
        optimizer.zero_grad()
        loss = functional.cross_entropy(work(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def update_ratios(before, after):
    ratios = {}
    for name, old in before.items():
        step, length = (after[name] - old).norm().item(), old.norm().item()
        ratios[name] = step / length if length > 0 else (math.inf if step > 0 else 0.0)
    return ratios
"""
COPY = "work, losses = copy.deepcopy(model), []"
RATIO = "step / length if length > 0 else (math.inf if step > 0 else 0.0)"

FLOW = """
def gradient_flow(model, x, y):
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    loss = functional.cross_entropy(model(x), y)
    gradients = torch.autograd.grad(loss, [p for _, p in named], allow_unused=True)
    rms = lambda t: t.detach().square().mean().sqrt().item()
    return {name: (0.0 if g is None else rms(g), rms(p)) for (name, p), g in zip(named, gradients)}
"""
RMS = "rms = lambda t: t.detach().square().mean().sqrt().item()"
BACKWARD = """
def gradient_flow(model, x, y):
    functional.cross_entropy(model(x), y).backward()
    rms = lambda t: t.detach().square().mean().sqrt().item()
    return {name: (0.0 if p.grad is None else rms(p.grad), rms(p)) for name, p in model.named_parameters() if p.requires_grad}
"""

RESUME = """
def save_run(run):
    state = {
        "model": run.model.state_dict(),
        "optimizer": run.optimizer.state_dict(),
        "schedule": run.schedule.state_dict(),
        "generator": run.generator.get_state(),
        "place": [run.order, run.used, run.num_steps],
        "random": torch.get_rng_state(),
    }
    buffer = io.BytesIO()
    torch.save(state, buffer)
    return buffer.getvalue()


def load_run(run, blob):
    state = torch.load(io.BytesIO(blob), weights_only=True)
    run.model.load_state_dict(state["model"])
    run.optimizer.load_state_dict(state["optimizer"])
    run.schedule.load_state_dict(state["schedule"])
    run.generator.set_state(state["generator"])
    run.order, run.used, run.num_steps = state["place"]
    torch.set_rng_state(state["random"])
"""
MODEL = 'run.model.load_state_dict(state["model"])'
OPTIMIZER = '    run.optimizer.load_state_dict(state["optimizer"])\n'
SCHEDULE = '    run.schedule.load_state_dict(state["schedule"])\n'
GENERATOR = '    run.generator.set_state(state["generator"])\n'
RANDOM = '    torch.set_rng_state(state["random"])\n'
PLACE = 'run.order, run.used, run.num_steps = state["place"]'

MEND = """
def fit(model, optimizer, schedule, batches, x_val, y_val, num_epochs):
    history = []
    for _ in range(num_epochs):
        model.train()
        total, count = 0.0, 0
        for x, y in batches:
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            count += len(x)
        rate = optimizer.param_groups[0]["lr"]
        schedule.step()
        model.eval()
        with torch.no_grad():
            right = (model(x_val).argmax(dim=1) == y_val).double().mean().item()
        history.append({"loss": total / count, "val": right, "rate": rate})
    return history
"""
CLEAR = "            optimizer.zero_grad()\n"
READ = '        rate = optimizer.param_groups[0]["lr"]\n'

DIAGNOSE = """
def diagnose(record):
    K, B, start = record["classes"], record["batch"], record["start"]
    if record["seen"] > 0.05:
        return "leak"
    if record["simple"] < 0.6:
        return "shuffled labels"
    if abs(start - math.log(B)) < 0.3:
        return "wrong axis"
    if start > math.log(K) + 1:
        return "init"
    if record["dead"] > 0.8:
        return "dead ReLU"
    if record["flow"][0] > 15 * record["flow"][-1]:
        return "exploding RNN"
    if record["one_batch"] > math.log(math.e + K - 1) - 1.05:
        return "softmax twice"
    if max(record["stale"]) > 0.5:
        return "missing zero_grad"
    if record["ratio"][0] > 0.5:
        return "learning rate"
    if record["company"] > 0.05:
        return "norm in eval"
    return "healthy"
"""

FORESEE = """
prediction = {
    "chance": math.log(25),
    "floor": math.log(math.e + 3) - 1,
    "axis": math.log(48),
    "ratio": 0.002 * math.sqrt(3 * 192),
    "way": 5.5,
    "rate": 0.005,
    "draws": 59,
}
"""

REACH = """
def train_in_budget(next_batch, seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(64, 38), nn.ReLU(), nn.Linear(38, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=250)
    for _ in range(250):
        x, y = next_batch()
        optimizer.zero_grad()
        functional.cross_entropy(model(x), y).backward()
        optimizer.step()
        schedule.step()
    return model.eval()
"""

TABLE = [
    (
        "sanity",
        SANITY,
        [
            ("chance of the batch", "ln B", (CHANCE, "math.log(len(y_B))")),
            ("chance as a probability", "its cost is -ln", (CHANCE, "1 / logits_BK.shape[1]")),
            ("chance in bits", "natural logarithm", (CHANCE, "math.log2(logits_BK.shape[1])")),
            ("chance of the labels seen", "happen to stand among the labels", (CHANCE, "math.log(int(y_B.max()) + 1)")),
            ("mean over all entries", "one loss for each row", (CE, 'functional.cross_entropy(logits_BK, y_B, reduction="sum").item() / logits_BK.numel()')),
            ("dead by the sum of a column", "may have entries above 0", (DEAD, "(h_BN.sum(dim=0) <= 0).double().mean().item()")),
            ("a set of test rows", "counts twice: a set keeps it once", (SEEN, "len({tuple(r) for r in x_test_MD.tolist()} & {tuple(r) for r in x_train_ND.tolist()}) / len(x_test_MD)")),
            ("share of different rows", "share of different rows", (SEEN, "sum(t in x_train_ND.tolist() for t in x_test_MD.unique(dim=0).tolist()) / len(x_test_MD.unique(dim=0))")),
            ("rows by their sums", "rows with the same sum", (SEEN, "torch.isin(x_test_MD.sum(dim=1), x_train_ND.sum(dim=1)).double().mean().item()")),
            ("entries from several rows", "in one and the same row", (SEEN, "torch.stack([torch.isin(a, b) for a, b in zip(x_test_MD.T, x_train_ND.T)]).all(dim=0).double().mean().item()")),
            ("softmax twice", "taken twice", ("logits_BK, y_B).item()", "logits_BK.softmax(1), y_B).item()")),
            ("softmax over the batch", "runs over the batch", (CE, "functional.nll_loss(logits_BK.log_softmax(0), y_B).item()")),
            ("sum over the batch", "is a mean", ("y_B).item()", 'y_B, reduction="sum").item()')),
            ("by formula", "overflow", (CE, "-(logits_BK.exp()[torch.arange(len(y_B)), y_B] / logits_BK.exp().sum(1)).log().mean().item()")),
            ("share of entries", "share of entries that are off", (DEAD, "(h_BN <= 0).double().mean().item()")),
            ("dead examples", "a unit is a column", (DEAD, DEAD.replace("dim=0", "dim=1"))),
            ("exactly zero only", "below 0 are off", (DEAD, DEAD.replace("<=", "=="))),
            ("off once", "off for some example", (DEAD, DEAD.replace("all", "any"))),
            ("zeros count as alive", "at exactly 0 are off", (DEAD, DEAD.replace("<=", "<"))),
            ("the training's share", "share of training rows", (SEEN, SEEN.replace("dim=1", "dim=0"))),
            ("one entry is enough", "agree in one entry", (".all(dim=2)", ".any(dim=2)")),
            ("row against row", "may stand anywhere", ("    same =", "    n = min(len(x_train_ND), len(x_test_MD))\n    return (x_train_ND[:n] == x_test_MD[:n]).all(dim=1).double().mean().item()\n    same =")),
        ],
    ),
    (
        "steps",
        STEPS,
        [
            ("trains the model itself", "train a copy", ("copy.deepcopy(model)", "model")),
            ("a shallow copy", "train a copy", ("copy.deepcopy(model)", "copy.copy(model)")),
            ("no zero_grad", "zero_grad is missing", ("        optimizer.zero_grad()\n", "        work.zero_grad() if not losses else None\n")),
            ("losses after the steps", "after each step", ("losses.append(loss.item())", "losses.append(functional.cross_entropy(work(x), y).item())")),
            ("Adam", "this is Adam", ("optim.SGD", "optim.Adam")),
            ("momentum", "momentum", ("lr=rate)", "lr=rate, momentum=0.9)")),
            ("uphill", "this climbs", ("lr=rate)", "lr=rate, maximize=True)")),
            ("weight decay", "weight decay", ("lr=rate)", "lr=rate, weight_decay=0.01)")),
            ("one loss too many", "7 entries, expected 6", ("range(num_steps)", "range(num_steps + 1)")),
            ("a small number below", "a small number under the fraction", (RATIO, "step / (length + 1e-8)")),
            ("zeros that moved have their step", "moved have the ratio inf", ("(math.inf if step > 0 else 0.0)", "step")),
            ("largest entries", "largest change over the largest entry", ("(after[name] - old).norm().item(), old.norm().item()", "(after[name] - old).abs().max().item(), old.abs().max().item()")),
            ("a root of a mean over a length", "take the same of both", ("(after[name] - old).norm().item()", "(after[name] - old).square().mean().sqrt().item()")),
            ("training mode", "was in evaluation mode", (COPY, COPY + "\n    work.train()")),
            ("evaluation mode", "was in training mode", (COPY, COPY + "\n    work.eval()")),
            ("over the length after", "divided by the length after", ("old.norm().item()", "after[name].norm().item()")),
            ("length of the step", "length of the change alone", (RATIO, "step")),
            ("difference of lengths", "length of the difference", ("(after[name] - old).norm().item()", "abs(after[name].norm() - old.norm()).item()")),
            ("zeros that moved", "moved have the ratio inf", ("math.inf if step > 0 else 0.0", "0.0")),
            ("zeros that stayed", "stayed have the ratio 0", ("(math.inf if step > 0 else 0.0)", "math.inf")),
        ],
    ),
    (
        "flow",
        FLOW,
        [
            ("keeps the frozen", "frozen parameter", ("if p.requires_grad]", "]"), ("[p for _, p in named], allow_unused=True)", "[p for _, p in named if p.requires_grad], allow_unused=True)")),
            ("length", "divide the sum of squares", (RMS, "rms = lambda t: t.detach().norm().item()")),
            ("mean size", "mean size of the entries", (RMS, "rms = lambda t: t.detach().abs().mean().item()")),
            ("mean square", "take its root", (RMS, RMS.replace(".sqrt()", ""))),
            ("standard deviation", "standard deviation", (RMS, "rms = lambda t: t.detach().std().item()")),
            ("unused left out", "`spare` is missing", ("for (name, p), g in zip(named, gradients)}", "for (name, p), g in zip(named, gradients) if g is not None}")),
            ("unused is nan", "is nan", ("0.0 if g is None", "math.nan if g is None")),
            ("mean of the rows' lengths", "rows' lengths", ("else rms(g), rms(p)", "else g.reshape(len(g), -1).norm(dim=1).mean().item(), rms(p)")),
            ("weights' standard deviation", "a mean of the weights", (", rms(p))", ", p.detach().std().item())")),
            ("weights' mean square", "take its root", (", rms(p))", ", rms(p) ** 2)")),
            ("sum of the losses", "it is a mean", ("model(x), y)", 'model(x), y, reduction="sum")')),
            ("training mode", "put into training mode", ("    loss =", "    model.train()\n    loss =")),
            ("evaluation mode", "put into evaluation mode", ("    loss =", "    model.eval()\n    loss =")),
            ("relative to the weight", "side by side", ("else rms(g), rms(p)", "else rms(g) / (rms(p) + 1e-12), rms(p)")),
        ],
    ),
    ("flow", BACKWARD, [("leaves gradients behind", "left in .grad")]),
    (
        "resume",
        RESUME,
        [
            ("weights not loaded", "weights are not those", (MODEL, "pass")),
            ("parameters alone", "running averages", (MODEL, 'run.model.load_state_dict({k: v for k, v in state["model"].items() if "running" not in k and "num_batches" not in k}, strict=False)')),
            ("optimiser not restored", "optimiser's state is not restored", (OPTIMIZER, "")),
            ("schedule not restored", "schedule's counter", (SCHEDULE, "")),
            ("generator not restored", "run.generator has a state", (GENERATOR, "")),
            ("random numbers not restored", "What is random in a step", (RANDOM, "")),
            ("random numbers drawn after restoring", "What is random in a step", (RANDOM, RANDOM + "    torch.rand(1)\n")),
            ("order not restored", "order of the present pass", (PLACE, '_, run.used, run.num_steps = state["place"]')),
            ("begins the pass anew", "place in the pass", (PLACE, 'run.order, _, run.num_steps = state["place"]')),
            ("steps not counted", "number of steps", (PLACE, 'run.order, run.used, _ = state["place"]')),
            ("saving draws", "draw nothing", ("    buffer = io", "    torch.rand(1)\n    buffer = io")),
            ("returns the dict", "return bytes", ("return buffer.getvalue()", "return state")),
        ],
    ),
    (
        "mend",
        MEND,
        [
            ("no zero_grad", "zero_grad is missing", (CLEAR, "")),
            ("zero_grad once an epoch", "zero_grad is called once an epoch", (CLEAR, ""), ("        model.train()\n", "        model.train()\n        optimizer.zero_grad()\n")),
            ("cleared before the step", "between backward and the step", (CLEAR, ""), ("            optimizer.step()\n", CLEAR + "            optimizer.step()\n")),
            ("sums run on", "begin both anew", ("        total, count = 0.0, 0\n", ""), ("    history = []\n", "    history = []\n    total, count = 0.0, 0\n")),
            ("last batch left out", "last batch is left out", ("in batches:", "in batches[:-1]:")),
            ("sum of the losses", "sum over the examples", ("total / count", "total")),
            ("number right", "a number of examples", (".double().mean().item()", ".double().sum().item()")),
            ("loss after the epoch", "asked after the epoch", ("total / count", "functional.cross_entropy(model(torch.cat([x for x, _ in batches])), torch.cat([y for _, y in batches])).item()")),
            ("rate of the start", "read where it never changes", ('"rate": rate', '"rate": optimizer.defaults["lr"]')),
            ("schedule by batch as well", "for every batch as well", ("            optimizer.step()\n", "            optimizer.step()\n            schedule.step()\n"), (READ, ""), ("        total, count", READ + "        total, count")),
            ("schedule twice", "stepped twice an epoch", ("        schedule.step()\n", "        schedule.step()\n        schedule.step()\n")),
            ("schedule never", "never stepped", ("        schedule.step()\n", "")),
            ("rate of the next epoch", "rate is that of the next epoch", (READ, ""), ("        schedule.step()\n", "        schedule.step()\n" + READ)),
            ("never back to training", "learns in evaluation mode", ("        model.train()\n", ""), ("    history = []\n", "    history = []\n    model.train()\n")),
            ("validation in training mode", "done in training mode", ("        model.eval()\n", "")),
            ("mean over batches", "weight by examples", ("loss.item() * len(x)", "loss.item()"), ("count += len(x)", "count += 1")),
        ],
    ),
    (
        "diagnose",
        DIAGNOSE,
        [
            ("the floor for ten classes", "ln(e + K - 1) - 1", ("math.log(math.e + K - 1) - 1.05", "1.46")),
            ("chance for ten classes", "loss at the start", ("start > math.log(K) + 1", "start > 2 * math.log(10) + 6")),
            ("wrong axis unknown", "wrong axis", ("abs(start - math.log(B)) < 0.3", "False")),
            ("ln 64 for every batch", "wrong axis", ("math.log(B)", "math.log(64)")),
            ("first stale value", "from the second step on", ('max(record["stale"])', 'record["stale"][0]')),
            ("last ratio", "longer than the weights", ('record["ratio"][0] > 0.5', 'record["ratio"][-1] > 0.5')),
            ("flow turned round", "gradient at the first state", ('record["flow"][0] > 15 * record["flow"][-1]', 'record["flow"][-1] > 15 * record["flow"][0]')),
            ("late symptom first", "You said 'dead ReLU'", ('    if record["seen"]', '    if record["train"][-1] < 1.9 / K:\n        return "dead ReLU"\n    if record["seen"]')),
            ("largest ratio", "every instrument is in its range", ('record["ratio"][0]', 'max(record["ratio"])')),
            ("evaluation before the steps", "the earlier in the table", ('    if max(record["stale"])', '    if record["company"] > 0.05:\n        return "norm in eval"\n    if max(record["stale"])')),
            ("one batch before the data", "the earlier in the table", ('    if record["seen"]', '    if record["one_batch"] > math.log(math.e + K - 1) - 1.05 and abs(start - math.log(K)) < 1 and record["dead"] < 0.8:\n        return "softmax twice"\n    if record["seen"]')),
            ("one limit for all faults of the start", "loss at the start is far above", ("abs(start - math.log(B)) < 0.3", "start > math.log(K) + 0.6")),
            ("some dead units", "You said 'dead ReLU'", ('record["dead"] > 0.8', 'record["dead"] > 0.1')),
            ("chance for every number of classes", "nearest class mean", ('record["simple"] < 0.6', 'record["simple"] < 0.15')),
            ("no check of the evaluation", "norm in eval", ('record["company"] > 0.05', "False")),
            ("no check of the data", "leak", ('record["seen"] > 0.05', "False")),
        ],
    ),
    (
        "foresee",
        FORESEE,
        [
            ("probability for loss", "minus its logarithm", ("math.log(25)", "1 / 25")),
            ("24 other classes", "all are answers", ("math.log(25)", "math.log(24)")),
            ("floor with two others", "besides the three others", ("math.log(math.e + 3) - 1", "-math.log(math.e / (math.e + 2))")),
            ("batches over classes", "nothing is divided by them", ("math.log(48)", "math.log(48 / 12)")),
            ("no root", "a root is missing", ("math.sqrt(3 * 192)", "3 * 192")),
            ("five times", "is not 5", ("5.5", "5")),
            ("a smooth fall", "falls in steps", ("0.005", "0.5 * 0.1 ** (80 / 30)")),
            ("floor of zero", "never gives 1", ("math.log(math.e + 3) - 1", "0.0")),
            ("floor counts all classes", "K - 1 of them", ("math.log(math.e + 3) - 1", "math.log(math.e + 4) - 1")),
            ("classes for batch", "47 others", ("math.log(48)", "math.log(12)")),
            ("no third", "√(3n)", ("math.sqrt(3 * 192)", "math.sqrt(192)")),
            ("outputs for inputs", "number of inputs", ("3 * 192", "3 * 50")),
            ("ten times", "add them up", ("5.5", "10")),
            ("stepped once", "counter stands at 80", ("0.005", "0.05")),
            ("58 draws", "one more", ("59", "58")),
            ("20 draws", "on average once", ("59", "20")),
        ],
    ),
    (
        "reach",
        REACH,
        [
            ("too many parameters", "at most 3000", ("38", "64")),
            ("too many batches", "more than 250", ("range(250)", "range(260)"), ("total_steps=250", "total_steps=260")),
            ("a small rate", "rate large enough", ("lr=0.02", "lr=0.0005"), ("optimizer, 0.02,", "optimizer, 0.0005,")),
            ("softmax twice", "of new people are right", ("model(x), y)", "model(x).softmax(0), y)")),
            ("no zero_grad", "of new people are right", ("        optimizer.zero_grad()\n", "")),
            ("not seeded", "gave other weights", ("    torch.manual_seed(seed)\n", "")),
            ("training mode", "evaluation mode", ("model.eval()", "model")),
            ("SGD at Adam's rate", "still far off", ("torch.optim.Adam(model.parameters(), lr=0.02)", "torch.optim.SGD(model.parameters(), lr=0.02)"), ("        schedule.step()\n", "")),
            ("probabilities of two", "ten logits", ("nn.Linear(38, 10)", "nn.Linear(38, 12)")),
            ("few steps", "batches used", ("range(250)", "range(25)")),
        ],
    ),
]  # fmt: skip

MISCONCEPTIONS = variants(TABLE)
