"""Right answers to the gate of session 12 by other methods than the authored ones."""

ALTERNATIVES = {
    "momentum": [
        """
def momentum_step(w, g, v, lr, momentum=0.9, nesterov=False):
    new = torch.add(g, v, alpha=momentum)
    direction = torch.add(g, new, alpha=momentum) if nesterov else new
    return torch.sub(w, direction, alpha=lr), new
""",
        """
def momentum_step(w, g, v, lr, momentum=0.9, nesterov=False):
    new_w, new_v = w.clone(), v.clone()
    for i in range(w.numel()):
        new_v.view(-1)[i] = momentum * v.flatten()[i] + g.flatten()[i]
        step = g.flatten()[i] + momentum * new_v.view(-1)[i] if nesterov else new_v.view(-1)[i]
        new_w.view(-1)[i] -= lr * step
    return [new_w, new_v]
""",
        """
def momentum_step(w, g, v, lr, momentum=0.9, nesterov=False):
    p = w.clone().requires_grad_()
    optimizer = torch.optim.SGD([p], lr=lr, momentum=momentum, nesterov=nesterov)
    optimizer.state[p]["momentum_buffer"] = v.clone()
    p.grad = g.clone()
    optimizer.step()
    return p.detach(), optimizer.state[p]["momentum_buffer"]
""",
    ],
    "adam": [
        """
def adam_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8):
    m = torch.lerp(m, g, 1 - betas[0])
    v = torch.lerp(v, g.square(), 1 - betas[1])
    a, b = 1 - betas[0] ** t, math.sqrt(1 - betas[1] ** t)
    return w - (lr / a) * m / (v.sqrt() / b + eps), m, v

def adamw_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    new, m, v = adam_step(w, g, m, v, t, lr, betas, eps)
    return new - lr * weight_decay * w, m, v
""",
        """
def adam_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8):
    b1, b2 = betas
    W, G, M, V = (k.double() for k in (w, g, m, v))
    M, V = M * b1 + G - b1 * G, V * b2 + G * G * (1 - b2)
    W = W - lr * (M / (1 - b1**t)) / ((V / (1 - b2**t)) ** 0.5 + eps)
    return tuple(k.to(w.dtype) for k in (W, M, V))

def adamw_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    return adam_step(w - lr * weight_decay * w, g, m, v, t, lr, betas, eps)
""",
        """
def _torch(make, w, g, m, v, t, lr, betas, eps, **more):
    p = w.clone().requires_grad_()
    optimizer = make([p], lr=lr, betas=betas, eps=eps, **more)
    optimizer.state[p] = {"step": torch.tensor(float(t - 1)), "exp_avg": m.clone(), "exp_avg_sq": v.clone()}
    p.grad = g.clone()
    optimizer.step()
    return p.detach(), optimizer.state[p]["exp_avg"], optimizer.state[p]["exp_avg_sq"]

def adam_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8):
    return _torch(torch.optim.Adam, w, g, m, v, t, lr, betas, eps)

def adamw_step(w, g, m, v, t, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    return _torch(torch.optim.AdamW, w, g, m, v, t, lr, betas, eps, weight_decay=weight_decay)
""",
    ],
    "schedules": [
        """
def warmup_cosine(t, num_steps, warmup, floor=0.0):
    if warmup < 0 or warmup >= num_steps:
        raise ValueError("no room")
    up = [(k + 1) / warmup for k in range(warmup)]
    left = num_steps - warmup
    down = [floor + (1 - floor) * math.cos(math.pi * k / left / 2) ** 2 for k in range(left)]
    return (up + down)[t]

def one_cycle(t, num_steps, rise=0.3, start=0.04, end=4e-6):
    top, last = rise * num_steps - 1, num_steps - 1
    if t <= top:
        return start + (1 - start) * math.sin(math.pi * t / top / 2) ** 2
    return end + (1 - end) * math.cos(math.pi * (t - top) / (last - top) / 2) ** 2
""",
        """
def _between(a, b, share):
    return b + (a - b) / 2 * (1 + math.cos(math.pi * share))

def warmup_cosine(t, num_steps, warmup, floor=0.0):
    if not (warmup >= 0 and warmup < num_steps):
        raise ValueError("no room")
    return (t + 1) / warmup if t < warmup else _between(1.0, floor, (t - warmup) / (num_steps - warmup))

def one_cycle(t, num_steps, rise=0.3, start=0.04, end=4e-6):
    top = rise * num_steps - 1
    if t < top:
        return _between(start, 1.0, t / top)
    return _between(1.0, end, (t - top) / (num_steps - 1 - top))
""",
        """
def warmup_cosine(t, num_steps, warmup, floor=0.0):
    if warmup not in range(num_steps):
        raise ValueError("no room")
    if t < warmup:
        return torch.linspace(1 / warmup, 1, warmup, dtype=torch.float64)[t].item()
    angles = torch.linspace(0, math.pi, num_steps - warmup + 1, dtype=torch.float64)
    return (floor + (1 - floor) * (1 + angles.cos()) / 2)[t - warmup].item()

def one_cycle(t, num_steps, rise=0.3, start=0.04, end=4e-6):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 1.0, total_steps=num_steps, pct_start=rise, div_factor=1 / start,
        final_div_factor=start / end, cycle_momentum=False)
    for _ in range(t):
        optimizer.step()
        schedule.step()
    return optimizer.param_groups[0]["lr"]
""",
    ],
    "range_test": [
        """
def range_test(step, low, high, num_steps, blow_up=4.0):
    if num_steps < 2 or low <= 0 or high <= low:
        raise ValueError("no range")
    rates, losses, lowest = [], [], math.inf
    for k in range(num_steps):
        rates.append(math.exp(math.log(low) + k / (num_steps - 1) * math.log(high / low)))
        losses.append(step(rates[-1]))
        if math.isnan(losses[-1]) or math.isinf(losses[-1]) or losses[-1] > blow_up * lowest:
            return rates, losses
        lowest = min(lowest, losses[-1])
    return rates, losses
""",
        """
def range_test(step, low, high, num_steps, blow_up=4.0):
    if not (0 < low < high and num_steps >= 2):
        raise ValueError("no range")
    found = []
    for rate in torch.logspace(math.log10(low), math.log10(high), num_steps, dtype=torch.float64).tolist():
        loss = step(rate)
        found.append((rate, loss))
        if not (-math.inf < loss < math.inf and all(loss <= blow_up * l for _, l in found[:-1])):
            break
    return [r for r, _ in found], [l for _, l in found]
""",
        """
def range_test(step, low, high, num_steps, blow_up=4.0):
    if not 0 < low < high or num_steps < 2:
        raise ValueError("no range")
    growth, rate = (high / low) ** (1 / (num_steps - 1)), low
    rates, losses = [rate], [step(rate)]
    while len(rates) < num_steps and math.isfinite(losses[-1]):
        if len(losses) > 1 and losses[-1] > blow_up * min(losses[:-1]):
            break
        rate *= growth
        rates.append(rate)
        losses.append(step(rate))
    return rates, losses
""",
    ],
    "accumulate": [
        """
def accumulated(gradient, x_BD, y_B, size, max_norm=None):
    B, total = len(x_BD), None
    for start in range(0, B, size):
        x, y = x_BD[start : start + size], y_B[start : start + size]
        part = gradient(x, y)
        total = [torch.zeros_like(g) for g in part] if total is None else total
        for a, g in zip(total, part):
            a += g * len(x)
    total = [a / B for a in total]
    if max_norm is not None:
        norm = torch.cat([a.flatten() for a in total]).norm().item()
        if norm > max_norm:
            total = [a * (max_norm / norm) for a in total]
    return total
""",
        """
def accumulated(gradient, x_BD, y_B, size, max_norm=None):
    mean, seen = None, 0
    for x, y in zip(x_BD.split(size), y_B.split(size)):
        found = gradient(x, y)
        seen += len(x)
        mean = list(found) if mean is None else [m + (g - m) * (len(x) / seen) for m, g in zip(mean, found)]
    if max_norm is None:
        return mean
    norm = math.hypot(*(m.norm().item() for m in mean))
    return [m / max(1.0, norm / max_norm) for m in mean]
""",
        """
def accumulated(gradient, x_BD, y_B, size, max_norm=None):
    pieces = [(gradient(x_BD[i : i + 1], y_B[i : i + 1])) for i in range(len(x_BD))]
    total = [torch.stack(tensors).mean(dim=0) for tensors in zip(*pieces)]
    if max_norm is not None:
        from depthwise.jacobians import clip_by_global_norm
        total = clip_by_global_norm(total, max_norm)[0]
    return total
""",
        """
def accumulated(gradient, x_BD, y_B, size, max_norm=None):
    count, B = math.ceil(len(x_BD) / size), len(x_BD)
    found = [(len(x), gradient(x, y)) for x, y in zip(x_BD.chunk(count), y_B.chunk(count))]
    total = [sum(n * g for n, g in zip([n for n, _ in found], tensors)) / B for tensors in zip(*(p for _, p in found))]
    if max_norm:
        norm = sum(g.double().norm() ** 2 for g in total).sqrt().item()
        total = [g * max_norm / norm if norm > max_norm else g for g in total]
    return total
""",
    ],
    "critical_rate": [
        """
def critical_rate(x_BD, momentum=0.0):
    if momentum < 0 or momentum >= 1:
        raise ValueError("momentum")
    X = torch.nn.functional.pad(x_BD.double(), (0, 1), value=1.0)
    return (1 + momentum) * len(X) / torch.linalg.matrix_norm(X, ord=2).item() ** 2
""",
        """
def critical_rate(x_BD, momentum=0.0):
    if not 0 <= momentum < 1:
        raise ValueError("momentum")
    x = x_BD.double()
    loss = lambda p: (x @ p[:-1] + p[-1]).square().mean()
    H = torch.func.hessian(loss)(torch.zeros(x.shape[1] + 1, dtype=torch.float64))
    return 2 * (1 + momentum) / torch.linalg.eigvalsh(H)[-1]
""",
        """
def critical_rate(x_BD, momentum=0.0):
    if not 0 <= momentum < 1:
        raise ValueError("momentum")
    X = torch.column_stack([torch.ones(len(x_BD), dtype=torch.float64), x_BD.double()])
    v = torch.ones(X.shape[1], dtype=torch.float64) + torch.arange(X.shape[1]) / 7
    for _ in range(20000):
        v = X.T @ (X @ v)
        v = v / v.norm()
    return (2 + 2 * momentum) / (2 * (X @ v).square().mean().item())
""",
    ],
    "foresee": [
        """
prediction = {"limit": 0.2222, "steps": 31.0, "beta": 1 / 4, "limit_momentum": 0.4222, "adam_first": 1e-2,
              "decayed": math.exp(-1), "rate": 0.5, "edge": 2 / 0.04}
""",
        """
values = torch.linalg.eigvalsh(torch.tensor([[5.0, 4.0], [4.0, 5.0]]))
kappa = values[1] / values[0]
prediction = {"limit": 2 / values[1], "steps": torch.ceil(math.log(1000) / torch.log((kappa + 1) / (kappa - 1))),
              "beta": ((kappa.sqrt() - 1) / (kappa.sqrt() + 1)) ** 2, "limit_momentum": 3.8 / values[1],
              "adam_first": 0.01, "decayed": (1 - 0.01 * 0.1) ** 1000, "rate": 0.05 * 320 / 32, "edge": 50}
""",
        """
def steps():
    w, k = torch.tensor([1.0, 1.0], dtype=torch.float64), 0
    while w.norm() > math.sqrt(2) / 1000:
        w, k = w - 0.2 * torch.tensor([1.0, 9.0], dtype=torch.float64) * w, k + 1
    return k

prediction = dict(limit=2 / 9, steps=steps(), beta=0.25, limit_momentum=0.42222, adam_first=0.01,
                  decayed=0.3677, rate=0.5, edge=50.0)
""",
    ],
    "mend": [
        """
def plateau(losses, lr, factor=0.1, patience=10, threshold=0.0):
    best, waited, rates = None, 0, []
    for loss in losses:
        progress = best is None or loss < best * (1 - threshold)
        best, waited = (loss, 0) if progress else (best, waited + 1)
        if waited == patience + 1:
            lr *= factor
            waited = 0
        rates.append(lr)
    return rates
""",
        """
def plateau(losses, lr, factor=0.1, patience=10, threshold=0.0):
    rates, best, deadline = [], math.inf, patience
    for k, loss in enumerate(losses):
        if loss < (1 - threshold) * best:
            best, deadline = loss, k + patience
        elif k > deadline:
            lr, deadline = lr * factor, k + patience
        rates.append(lr)
    return rates
""",
        """
def plateau(losses, lr, factor=0.1, patience=10, threshold=0.0):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=factor, patience=patience, threshold=threshold, eps=0)
    rates = []
    for loss in losses:
        schedule.step(loss)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates
""",
    ],
}
