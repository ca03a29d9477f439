"""Right answers to the gate of session 14 by other methods than the authored ones."""

ALTERNATIVES = {
    "sanity": [
        """
def loss_at_start(logits_BK, y_B):
    z = logits_BK.double()
    loss = torch.logsumexp(z, dim=1) - z[torch.arange(len(y_B)), y_B]
    return loss.mean(), -math.log(1 / logits_BK.shape[1])

def dead_share(h_BN):
    return 1 - (h_BN > 0).any(dim=0).float().mean().item()

def seen_share(x_train_ND, x_test_MD):
    rows = {tuple(row) for row in x_train_ND.tolist()}
    return sum(tuple(row) in rows for row in x_test_MD.tolist()) / len(x_test_MD)
""",
        """
def loss_at_start(logits_BK, y_B):
    total = 0.0
    for z, y in zip(logits_BK.tolist(), y_B.tolist()):
        m = max(z)
        total += m + math.log(sum(math.exp(v - m) for v in z)) - z[y]
    return [total / len(y_B), math.log(len(logits_BK[0]))]

def dead_share(h_BN):
    return sum(max(column) <= 0 for column in h_BN.T.tolist()) / h_BN.shape[1]

def seen_share(x_train_ND, x_test_MD):
    found = [any(torch.equal(a, b) for b in x_train_ND) for a in x_test_MD]
    return sum(found) / len(found)
""",
        """
def loss_at_start(logits_BK, y_B):
    log_p = functional.log_softmax(logits_BK, dim=-1)
    return functional.nll_loss(log_p, y_B).item(), math.log(logits_BK.size(1))

def dead_share(h_BN):
    return (h_BN.amax(dim=0) <= 0).double().mean().item()

def seen_share(x_train_ND, x_test_MD):
    known = set(row.numpy().tobytes() for row in x_train_ND)
    return sum(row.numpy().tobytes() in known for row in x_test_MD) / x_test_MD.shape[0]
""",
    ],
    "steps": [
        """
def overfit_one_batch(model, x, y, num_steps, rate):
    work, losses = copy.deepcopy(model), []
    parameters = [p for p in work.parameters() if p.requires_grad]
    for _ in range(num_steps):
        loss = functional.cross_entropy(work(x), y)
        losses.append(loss.item())
        gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
        with torch.no_grad():
            for p, g in zip(parameters, gradients):
                if g is not None:
                    p -= rate * g
    return losses

def update_ratios(before, after):
    out = {}
    for name in before:
        a, b = before[name].double().flatten(), after[name].double().flatten()
        if a.any():
            out[name] = math.sqrt((b - a).square().sum() / a.square().sum())
        else:
            out[name] = math.inf if b.any() else 0.0
    return out
""",
        """
def overfit_one_batch(model, x, y, num_steps, rate):
    work = copy.deepcopy(model)
    work.zero_grad()
    optimizer = torch.optim.SGD([p for p in work.parameters() if p.requires_grad], rate)
    def one():
        loss = functional.nll_loss(work(x).log_softmax(dim=1), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss.item()
    return [one() for _ in range(num_steps)]

def update_ratios(before, after):
    def ratio(a, b):
        step, length = torch.dist(a, b).item(), torch.linalg.vector_norm(a).item()
        if length == 0:
            return 0.0 if step == 0 else float("inf")
        return step / length
    return {name: ratio(before[name], after[name]) for name in before}
""",
        """
def overfit_one_batch(model, x, y, num_steps, rate):
    state, mode = copy.deepcopy(model.state_dict()), model.training
    kept = [None if p.grad is None else p.grad.clone() for p in model.parameters()]
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    losses = []
    for _ in range(num_steps):
        optimizer.zero_grad()
        loss = functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.load_state_dict(state)
    for p, g in zip(model.parameters(), kept):
        p.grad = g
    return losses

def update_ratios(before, after):
    ratios = {}
    for name, a in before.items():
        b = after[name]
        step = sum((u - v) ** 2 for u, v in zip(a.flatten().tolist(), b.flatten().tolist()))
        length = sum(u**2 for u in a.flatten().tolist())
        ratios[name] = (step / length) ** 0.5 if length else (math.inf if step else 0.0)
    return ratios
""",
    ],
    "flow": [
        """
def gradient_flow(model, x, y):
    kept = [(p, p.grad) for p in model.parameters()]
    for p, _ in kept:
        p.grad = None
    functional.cross_entropy(model(x), y).backward()
    report = {}
    for name, p in model.named_parameters():
        if p.requires_grad:
            size = lambda t: 0.0 if t is None else math.sqrt(t.detach().double().pow(2).mean())
            report[name] = [size(p.grad), size(p)]
    for p, grad in kept:
        p.grad = grad
    return report
""",
        """
def gradient_flow(model, x, y):
    work = copy.deepcopy(model)
    work.zero_grad()
    functional.cross_entropy(work(x), y).backward()
    rms = lambda t: (t.detach().norm() / t.numel() ** 0.5).item()
    return {n: (rms(p.grad) if p.grad is not None else 0.0, rms(p)) for n, p in work.named_parameters() if p.requires_grad}
""",
        """
def gradient_flow(model, x, y):
    z = model(x)
    loss = (z.logsumexp(dim=1) - z.gather(1, y[:, None])[:, 0]).mean()
    report = {}
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        (g,) = torch.autograd.grad(loss, p, retain_graph=True, allow_unused=True)
        g = torch.zeros_like(p) if g is None else g
        report[name] = tuple(float(t.detach().square().mean().sqrt()) for t in (g, p))
    return report
""",
    ],
    "resume": [
        """
import pickle

def save_run(run):
    return pickle.dumps((copy.deepcopy(run.model.state_dict()), run.optimizer.state_dict(), run.schedule.state_dict(), run.generator.get_state(),
                         run.order.clone(), run.used, run.num_steps, torch.random.get_rng_state()))

def load_run(run, blob):
    model, optimizer, schedule, generator, run.order, run.used, run.num_steps, random = pickle.loads(blob)
    run.model.load_state_dict(model)
    run.schedule.load_state_dict(schedule)
    run.optimizer.load_state_dict(optimizer)
    run.generator.set_state(generator)
    torch.random.set_rng_state(random)
""",
        """
PARTS = ("model", "optimizer", "schedule")

def save_run(run):
    state = {name: getattr(run, name).state_dict() for name in PARTS}
    state |= {name: getattr(run, name) for name in ("order", "used", "num_steps")}
    state |= {"generators": [run.generator.get_state(), torch.default_generator.get_state()]}
    file = io.BytesIO()
    torch.save(state, file)
    return file.getvalue()

def load_run(run, blob):
    file = io.BytesIO(blob)
    state = torch.load(file)
    for name in PARTS:
        getattr(run, name).load_state_dict(state[name])
    for name in ("order", "used", "num_steps"):
        setattr(run, name, state[name])
    run.generator.set_state(state["generators"][0])
    torch.default_generator.set_state(state["generators"][1])
""",
        """
import pickle

def save_run(run):
    return pickle.dumps((run.__dict__, torch.get_rng_state()))

def load_run(run, blob):
    state, random = pickle.loads(blob)
    run.__dict__.update(state)
    torch.set_rng_state(random)
""",
    ],
    "mend": [
        """
def fit(model, optimizer, schedule, batches, x_val, y_val, num_epochs):
    history = []
    for _ in range(num_epochs):
        rate, losses = schedule.get_last_lr()[0], []
        for x, y in batches:
            model.train()
            loss = functional.cross_entropy(model(x), y, reduction="none")
            optimizer.zero_grad()
            loss.mean().backward()
            optimizer.step()
            losses += loss.tolist()
        schedule.step()
        model.eval()
        right = sum((model(x_val).argmax(dim=1) == y_val).tolist()) / len(y_val)
        history += [dict(loss=sum(losses) / len(losses), val=right, rate=rate)]
    return history
""",
        """
from depthwise.train import accuracy, train

def fit(model, optimizer, schedule, batches, x_val, y_val, num_epochs):
    history = []
    for _ in range(num_epochs):
        rate = optimizer.param_groups[0]["lr"]
        (loss,) = train(model, batches, functional.cross_entropy, optimizer)
        schedule.step()
        history.append({"loss": loss, "val": accuracy(model, x_val, y_val), "rate": rate})
    return history
""",
        """
def fit(model, optimizer, schedule, batches, x_val, y_val, num_epochs):
    history = []
    n = sum(len(x) for x, _ in batches)
    for epoch in range(num_epochs):
        model.train()
        entry = {"loss": 0.0, "val": 0.0, "rate": optimizer.param_groups[0]["lr"]}
        for x, y in batches:
            loss = functional.cross_entropy(model(x), y)
            model.zero_grad()
            loss.backward()
            optimizer.step()
            entry["loss"] += loss.item() * len(y) / n
        model.eval()
        with torch.inference_mode():
            entry["val"] = (model(x_val).argmax(1) == y_val).float().mean().item()
        schedule.step()
        history.append(entry)
    return history
""",
    ],
    "diagnose": [
        """
def diagnose(record):
    K, B = record["classes"], record["batch"]
    checks = [
        ("leak", record["seen"] > 0.01),
        ("shuffled labels", record["simple"] < (1 / K + 0.9) / 2),
        ("wrong axis", abs(record["start"] - math.log(K)) > 0.6 and abs(record["start"] - math.log(B)) < 0.2),
        ("init", not abs(record["start"] - math.log(K)) < 0.6),
        ("dead ReLU", record["dead"] > 0.9),
        ("exploding RNN", record["flow"][0] > 10 * record["flow"][-1]),
        ("softmax twice", record["one_batch"] > 0.3),
        ("missing zero_grad", any(v > 0.1 for v in record["stale"])),
        ("learning rate", record["ratio"][0] > 0.3),
        ("norm in eval", record["company"] > 0.01),
    ]
    return next((name for name, bad in checks if bad), "healthy")
""",
        """
def diagnose(record):
    surplus = record["start"] - math.log(record["classes"])
    if record["seen"] > 0: return "leak"
    if record["simple"] < 0.7: return "shuffled labels"
    if surplus > 0.6:
        nearer = abs(record["start"] - math.log(record["batch"]))
        return "wrong axis" if nearer < 0.25 else "init"
    if record["dead"] >= 0.99: return "dead ReLU"
    if record["flow"][0] / max(record["flow"][-1], 1e-30) > 20: return "exploding RNN"
    if record["one_batch"] > 0.5: return "softmax twice"
    if record["stale"][-1] > 0.01: return "missing zero_grad"
    if not 1e-3 < record["ratio"][0] < 1: return "learning rate"
    return "norm in eval" if record["company"] else "healthy"
""",
        """
def diagnose(record):
    found = "healthy"
    if record["company"] > 0.1: found = "norm in eval"
    if record["ratio"][0] > 0.4: found = "learning rate"
    if sum(record["stale"]) > 1: found = "missing zero_grad"
    if record["one_batch"] > 0.9 * (math.log(math.e + record["classes"] - 1) - 1): found = "softmax twice"
    if max(record["flow"]) == record["flow"][0] and record["flow"][0] > 12 * min(record["flow"]): found = "exploding RNN"
    if record["dead"] > 0.7: found = "dead ReLU"
    if record["start"] - math.log(record["classes"]) > 0.7: found = "init"
    if abs(record["start"] - math.log(record["batch"])) < 0.3: found = "wrong axis"
    if record["simple"] < 0.5: found = "shuffled labels"
    if record["seen"] > 0.1: found = "leak"
    return found
""",
    ],
    "foresee": [
        """
prediction = {"chance": 3.219, "floor": 0.744, "axis": 3.871, "ratio": 0.048, "way": 5.5, "rate": 0.005, "draws": 59}
""",
        """
prediction = dict(chance=torch.tensor(25.0).log(), floor=math.log(1 + 3 / math.e), axis=torch.tensor(48.0).log().item(), ratio=0.002 / (192**-0.5 / 3**0.5),
                  way=sum(range(1, 11)) / 10, rate=0.5 * 0.1 ** (2 * 40 // 30), draws=math.ceil(math.log(0.05) / math.log(0.95)))
""",
        """
tries = next(n for n in range(1, 1000) if 1 - 0.95**n >= 0.95)
rate = 0.5 * 0.1 * 0.1
prediction = {"chance": -math.log(0.04), "floor": -math.log(math.e / (math.e + 3)), "axis": -math.log(1 / 48), "ratio": 0.048, "way": 55 / 10, "rate": rate, "draws": tries}
""",
    ],
    "reach": [
        """
def train_in_budget(next_batch, seed):
    generator = torch.Generator().manual_seed(seed)
    model = nn.Sequential(nn.Linear(64, 36), nn.Tanh(), nn.Linear(36, 10))
    for layer in (model[0], model[2]):
        nn.init.xavier_normal_(layer.weight, generator=generator)
        nn.init.zeros_(layer.bias)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.02, weight_decay=0.01)
    for step in range(250):
        for group in optimizer.param_groups:
            group["lr"] = 0.02 * (1 - step / 250)
        x, y = next_batch()
        optimizer.zero_grad()
        functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    return model.eval()
""",
        """
def train_in_budget(next_batch, seed):
    pairs = [next_batch() for _ in range(250)]
    x, y = torch.cat([a for a, _ in pairs]), torch.cat([b for _, b in pairs])
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(600):
        i = torch.randint(0, len(x), (128,))
        optimizer.zero_grad()
        functional.cross_entropy(model(x[i]), y[i]).backward()
        optimizer.step()
    model.eval()
    return model
""",
        """
class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3, padding=1)
        self.more = nn.Conv2d(8, 12, 3, stride=2, padding=1)
        self.out = nn.Linear(12 * 16, 10)

    def forward(self, x):
        h = self.conv(x.view(-1, 1, 8, 8)).relu()
        return self.out(self.more(h).relu().flatten(1))

def train_in_budget(next_batch, seed):
    torch.manual_seed(seed)
    model = Small()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=250)
    for _ in range(250):
        x, y = next_batch()
        optimizer.zero_grad()
        functional.cross_entropy(model(x), y).backward()
        optimizer.step()
        schedule.step()
    return model.eval()
""",
    ],
}
