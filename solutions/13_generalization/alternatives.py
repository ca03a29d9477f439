"""Right answers to the gate of session 13 by other methods than the authored ones."""

ALTERNATIVES = {
    "dropout": [
        """
def dropout(h, p, training, generator=None):
    if p < 0 or p > 1:
        raise ValueError("p must lie between 0 and 1")
    if not training or p == 0:
        return h.clone()
    mask = torch.rand(h.shape, generator=generator, dtype=h.dtype) > p
    return torch.where(mask, h / max(1 - p, 1e-12), torch.zeros_like(h)) if p < 1 else 0 * h
""",
        """
def dropout(h, p, training, generator=None):
    if not (0 <= p <= 1):
        raise ValueError("p must lie between 0 and 1")
    keep = 1.0 - p
    if training and keep > 0:
        mask = torch.bernoulli(torch.full(h.shape, keep, dtype=h.dtype), generator=generator)
        return h * mask / keep
    return h if not training else torch.zeros_like(h)
""",
        """
def dropout(h, p, training, generator=None):
    if p > 1 or p < 0:
        raise ValueError("no probability")
    if not training:
        return h
    scale = 0.0 if p == 1 else 1 / (1 - p)
    flat = h.reshape(-1)
    draws = torch.rand(len(flat), generator=generator, dtype=torch.float64)
    return (flat * (draws < 1 - p) * scale).reshape(h.shape)
""",
    ],
    "mixup": [
        """
def mixup(x, y_B, K, lam_B, order_B):
    xs, ts = [], []
    for i in range(len(x)):
        j, lam = int(order_B[i]), float(lam_B[i])
        t = torch.zeros(K, dtype=x.dtype)
        t[y_B[i]] += lam
        t[y_B[j]] += 1 - lam
        xs.append(lam * x[i] + (1 - lam) * x[j])
        ts.append(t)
    return torch.stack(xs), torch.stack(ts)
""",
        """
def mixup(x, y_B, K, lam_B, order_B):
    t = torch.eye(K, dtype=x.dtype)[y_B]
    def lerp(a):
        weight = lam_B.to(a.dtype).view([-1] + [1] * (a.ndim - 1))
        return torch.lerp(a[order_B], a, weight.expand_as(a))
    return lerp(x), lerp(t)
""",
        """
def mixup(x, y_B, K, lam_B, order_B):
    M = torch.diag(lam_B.double())
    M[torch.arange(len(x)), order_B] += 1 - lam_B.double()
    t = functional.one_hot(y_B, K).double()
    return torch.tensordot(M, x.double(), dims=1).to(x.dtype), (M @ t).to(x.dtype)
""",
    ],
    "stop": [
        """
def fit_early(A_ND, y_N, A_val, y_val, rate, patience, max_epochs):
    w = torch.zeros(A_ND.shape[1], dtype=A_ND.dtype)
    path = [w]
    losses = [torch.mean((A_val @ w - y_val) ** 2).item()]
    for epoch in range(1, max_epochs + 1):
        residual = A_ND @ w - y_N
        w = w - rate * 2 * (A_ND.T @ residual) / len(y_N)
        path.append(w)
        losses.append(torch.mean((A_val @ w - y_val) ** 2).item())
        best = losses.index(min(losses))
        if epoch - best >= patience:
            return path[best], best, epoch
    best = losses.index(min(losses))
    return path[best], best, max_epochs
""",
        """
def fit_early(A_ND, y_N, A_val, y_val, rate, patience, max_epochs):
    w = torch.zeros(A_ND.shape[1], dtype=A_ND.dtype, requires_grad=True)
    judge = lambda: functional.mse_loss(A_val @ w.detach(), y_val).item()
    best, best_w, best_epoch, bad, ran = judge(), w.detach().clone(), 0, 0, 0
    optimizer = torch.optim.SGD([w], lr=rate)
    for epoch in range(1, max_epochs + 1):
        optimizer.zero_grad()
        functional.mse_loss(A_ND @ w, y_N).backward()
        optimizer.step()
        ran, now = epoch, judge()
        if now < best:
            best, best_w, best_epoch, bad = now, w.detach().clone(), epoch, 0
        else:
            bad += 1
        if bad == patience:
            break
    return best_w, best_epoch, ran
""",
        """
def fit_early(A_ND, y_N, A_val, y_val, rate, patience, max_epochs):
    N = len(y_N)
    H, c = A_ND.T @ A_ND, A_ND.T @ y_N
    def step(w):
        return w - (2 * rate / N) * (H @ w - c)
    def loss(w):
        r = A_val @ w - y_val
        return float(r @ r)
    w = torch.zeros_like(c)
    best, number, low = w, 0, loss(w)
    epoch = 0
    while True:
        if epoch >= max_epochs or epoch >= number + patience:
            return best, number, epoch
        w, epoch = step(w), epoch + 1
        now = loss(w)
        if now < low:
            best, number, low = w, epoch, now
""",
    ],
    "augment": [
        """
def augment(x_BHW, y_B, mirror_B, symmetric, down_B, right_B):
    B, H, W = x_BHW.shape
    out = torch.zeros_like(x_BHW)
    for i in range(B):
        flip = bool(mirror_B[i]) and y_B[i].item() in symmetric
        for r in range(H):
            for c in range(W):
                a, b = r - int(down_B[i]), c - int(right_B[i])
                if 0 <= a < H and 0 <= b < W:
                    out[i, r, c] = x_BHW[i, a, W - 1 - b if flip else b]
    return out
""",
        """
def augment(x_BHW, y_B, mirror_B, symmetric, down_B, right_B):
    B, H, W = x_BHW.shape
    allowed = torch.isin(y_B, torch.tensor(symmetric, dtype=y_B.dtype)) & mirror_B
    x = torch.where(allowed[:, None, None], x_BHW.flip(2), x_BHW)
    rows, columns = torch.arange(H) - down_B[:, None], torch.arange(W) - right_B[:, None]
    inside = ((rows >= 0) & (rows < H))[:, :, None] & ((columns >= 0) & (columns < W))[:, None, :]
    moved = x[torch.arange(B)[:, None, None], rows.clamp(0, H - 1)[:, :, None], columns.clamp(0, W - 1)[:, None, :]]
    return moved * inside
""",
        """
def augment(x_BHW, y_B, mirror_B, symmetric, down_B, right_B):
    B, H, W = x_BHW.shape
    out = []
    for image, y, m, d, r in zip(x_BHW, y_B.tolist(), mirror_B.tolist(), down_B.tolist(), right_B.tolist()):
        if m and y in set(symmetric):
            image = torch.fliplr(image)
        big = functional.pad(image, (abs(r) + W, abs(r) + W, abs(d) + H, abs(d) + H))
        top, left = abs(d) + H - d, abs(r) + W - r
        out.append(big[top : top + H, left : left + W])
    return torch.stack(out)
""",
        """
def augment(x_BHW, y_B, mirror_B, symmetric, down_B, right_B):
    out = torch.zeros_like(x_BHW)
    for i in range(len(x_BHW)):
        image, d, r = x_BHW[i], int(down_B[i]), int(right_B[i])
        if mirror_B[i] and y_B[i].item() in symmetric:
            image = image.flip(-1)
        image = torch.roll(image, (d, r), (0, 1))
        if d > 0:
            image[:d] = 0
        if d < 0:
            image[d:] = 0
        if r > 0:
            image[:, :r] = 0
        if r < 0:
            image[:, r:] = 0
        out[i] = image
    return out
""",
    ],
    "folds": [
        """
def group_folds(groups_N, k, generator=None):
    names = sorted(set(groups_N.tolist()))
    if k < 2 or k > len(names):
        raise ValueError("wrong k")
    order = torch.randperm(len(names), generator=generator).tolist()
    fold_of = {names[g]: place % k for place, g in enumerate(order)}
    folds = [fold_of[g] for g in groups_N.tolist()]
    pairs = []
    for j in range(k):
        train = [i for i, f in enumerate(folds) if f != j]
        held = [i for i, f in enumerate(folds) if f == j]
        pairs.append((torch.tensor(train), torch.tensor(held)))
    return pairs
""",
        """
def group_folds(groups_N, k, generator=None):
    names, which = groups_N.unique(return_inverse=True)
    G = len(names)
    if not 2 <= k <= G:
        raise ValueError("wrong k")
    ranks = torch.rand(G, generator=generator).argsort().argsort()
    fold = (ranks * k // G)[which]
    return tuple((torch.where(fold != j)[0], torch.where(fold == j)[0]) for j in range(k))
""",
        """
def group_folds(groups_N, k, generator=None):
    names = groups_N.unique()
    if k not in range(2, len(names) + 1):
        raise ValueError("wrong k")
    parts = torch.tensor_split(names[torch.randperm(len(names), generator=generator)], k)
    pairs = []
    for part in parts:
        held = (groups_N[:, None] == part).any(dim=1)
        pairs.append([torch.arange(len(groups_N))[~held].flip(0), torch.arange(len(groups_N))[held]])
    return pairs
""",
    ],
    "average": [
        """
def average(states, decay=None):
    if len(states) == 0:
        raise ValueError("no states")
    out = {}
    for name in states[0]:
        values = [state[name] for state in states]
        if not values[0].is_floating_point():
            out[name] = values[-1].clone()
        elif decay is None:
            out[name] = torch.stack(values).mean(dim=0)
        else:
            mean = values[0].clone()
            for value in values[1:]:
                mean = decay * mean + (1 - decay) * value
            out[name] = mean
    return out
""",
        """
def average(states, decay=None):
    if not states:
        raise ValueError("no states")
    T = len(states)
    if decay is None:
        shares = [1 / T] * T
    else:
        shares = [decay ** (T - 1)] + [(1 - decay) * decay ** (T - 1 - t) for t in range(1, T)]
    return {name: sum(s * state[name] for s, state in zip(shares, states)) if value.is_floating_point() else value.clone()
            for name, value in states[-1].items()}
""",
        """
def average(states, decay=None):
    try:
        first, *rest = states
    except ValueError:
        raise ValueError("no states") from None
    mean = {name: value.clone() for name, value in first.items()}
    for t, state in enumerate(rest):
        for name, value in state.items():
            if value.dtype.is_floating_point:
                mean[name].lerp_(value, 1 / (t + 2) if decay is None else 1 - decay)
            else:
                mean[name].copy_(value)
    return mean
""",
    ],
    "threshold": [
        """
def threshold(F_NP):
    N, P = F_NP.shape
    for p in range(1, P + 1):
        sigma = torch.linalg.svdvals(F_NP[:, :p].double())
        if len(sigma) == N and sigma[-1] > 1e-6 * sigma[0]:
            return p
    return None

def peak_width(D, K, N):
    return max(1, -(-(N * K - K) // (D + 1 + K)))

prediction = {"constant": 299.0, "folds": 240.0, "twins": 250, "dropout": (6 - 3) ** 2 + 0.25 * (1 * 4 + 16 * 1), "ridge": 1 / (0.04 * 50)}
""",
        """
def threshold(F_NP):
    N, P = F_NP.shape
    F = F_NP.double()
    eye = torch.eye(N, dtype=torch.float64)
    for p in range(1, P + 1):
        A = F[:, :p]
        if (A @ torch.linalg.pinv(A) - eye).abs().max() < 1e-6:
            return p

def peak_width(D, K, N):
    for n in range(1, N * K + 1):
        if (D + 1) * n + (n + 1) * K >= N * K:
            return n
    return 1

prediction = {"constant": 299, "folds": 240, "twins": 250, "dropout": torch.tensor(14.0), "ridge": 0.5}
""",
        """
def threshold(F_NP):
    basis = []
    for p, column in enumerate(F_NP.double().T, start=1):
        rest = column.clone()
        for _ in range(2):
            for b in basis:
                rest = rest - (b @ rest) * b
        if rest.norm() > 1e-5 * (1e-9 + column.norm()) and column.norm() > 0:
            basis.append(rest / rest.norm())
        if len(basis) == F_NP.shape[0]:
            return p
    return None

def peak_width(D, K, N):
    return max(1, math.ceil((N - 1) * K / (D + K + 1)))

prediction = {"constant": 300 - 1, "folds": 300 * 4 // 5, "twins": 300 - 50, "dropout": 14, "ridge": 1 / 2}
""",
    ],
    "mend": [
        """
def cross_validate(x_ND, y_N, fold_N, num_kept):
    guess = torch.empty_like(y_N)
    for fold in set(fold_N.tolist()):
        train, held = torch.where(fold_N != fold)[0], torch.where(fold_N == fold)[0]
        z = (x_ND - x_ND[train].mean(dim=0)) / x_ND[train].std(dim=0)
        means = torch.stack([z[train][y_N[train] == c].mean(dim=0) for c in (0, 1)])
        kept = (means[1] - means[0]).abs().argsort(descending=True)[:num_kept]
        gaps = (z[held][:, None, kept] - means[None, :, kept]).square().sum(dim=2)
        guess[held] = gaps.argmin(dim=1)
    return guess, (guess == y_N).sum().item() / len(y_N)
""",
        """
def cross_validate(x_ND, y_N, fold_N, num_kept):
    guess, right = torch.zeros_like(y_N), 0
    for i in range(len(y_N)):
        train = fold_N != fold_N[i]
        x, y = x_ND[train].double(), y_N[train]
        std = x.std(dim=0)
        zero, one = x[y == 0].mean(dim=0), x[y == 1].mean(dim=0)
        kept = ((one - zero) / std).abs().topk(num_kept).indices
        new = x_ND[i].double()
        far = [(((new - m) / std)[kept] ** 2).sum() for m in (zero, one)]
        guess[i] = int(far[1] < far[0])
        right += int(guess[i] == y_N[i])
    return guess, right / len(y_N)
""",
        """
def cross_validate(x_ND, y_N, fold_N, num_kept):
    guess = torch.zeros_like(y_N)
    hits = 0
    for fold in fold_N.unique():
        held = fold_N == fold
        a, b = x_ND[~held], x_ND[held]
        mu, s = a.mean(0), a.std(0)
        a, b = (a - mu) / s, (b - mu) / s
        m0, m1 = a[y_N[~held] == 0].mean(0), a[y_N[~held] == 1].mean(0)
        kept = torch.topk(torch.abs(m1 - m0), num_kept)[1]
        guess[held] = ((b - m1)[:, kept].norm(dim=1) < (b - m0)[:, kept].norm(dim=1)).to(y_N.dtype)
        hits += (guess[held] == y_N[held]).sum().item()
    return guess, hits / len(y_N)
""",
    ],
}
