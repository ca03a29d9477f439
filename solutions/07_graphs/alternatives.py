"""Right answers to the gate of session 07 by other methods than the authored ones."""

ALTERNATIVES = {
    "normalise": [
        """
def normalise(edges, num_nodes, kind="symmetric", self_loops=True):
    if kind != "symmetric" and kind != "row":
        raise ValueError("kind must be symmetric or row")
    near = [set([i] if self_loops else []) for i in range(num_nodes)]
    for i, j in edges:
        near[i].add(j)
        near[j].add(i)
    S = torch.zeros(num_nodes, num_nodes, dtype=torch.float64)
    for i in range(num_nodes):
        for j in near[i]:
            S[i, j] = 1 / math.sqrt(len(near[i]) * len(near[j])) if kind == "symmetric" else 1 / len(near[i])
    return S
""",
        """
def normalise(edges, num_nodes, kind="symmetric", self_loops=True):
    A = torch.eye(num_nodes).double() * float(self_loops)
    if len(edges):
        i, j = torch.tensor(edges).T
        A[i, j] = 1.0
        A[j, i] = 1.0
    power = {"symmetric": -0.5, "row": -1.0}.get(kind)
    if power is None:
        raise ValueError("unknown kind")
    D = torch.diag(A.sum(dim=0).clamp(min=1e-300) ** power)
    D[D > 1e100] = 0
    return D @ A @ D if kind == "symmetric" else D @ A
""",
        """
import numpy as np

def normalise(edges, num_nodes, kind="symmetric", self_loops=True):
    if kind not in {"row", "symmetric"}:
        raise ValueError
    A = np.eye(num_nodes) if self_loops else np.zeros((num_nodes, num_nodes))
    for i, j in edges:
        A[[i, j], [j, i]] = 1
    d = np.maximum(A.sum(1), 1)
    left, right = (d**-0.5, d**-0.5) if kind == "symmetric" else (1 / d, np.ones(num_nodes))
    return torch.from_numpy(left[:, None] * A * right)
""",
    ],
    "gcn": [
        """
def gcn(S_NN, x_ND, layers, readout=False):
    def layer(h, W, b):
        return S_NN @ (h @ W) + b
    *inner, (W, b) = layers
    h = x_ND
    for V, c in inner:
        h = layer(h, V, c).clamp(min=0)
    h = layer(h, W, b)
    if readout:
        return h.sum(dim=0) / len(h)
    return h
""",
        """
def gcn(S_NN, x_ND, layers, readout=False):
    h = x_ND
    for k in range(len(layers)):
        W, b = layers[k]
        rows = []
        for i in range(len(h)):
            heard = sum(S_NN[i, j] * h[j] for j in range(len(h)))
            rows.append(heard @ W + b)
        h = torch.stack(rows)
        if k != len(layers) - 1:
            h = torch.where(h > 0, h, torch.zeros_like(h))
    return torch.mean(h, 0) if readout else h
""",
        """
def gcn(S_NN, x_ND, layers, readout=False):
    (W, b), rest = layers[0], layers[1:]
    z = torch.einsum("ij,jd,dk->ik", S_NN, x_ND, W) + b
    if rest:
        return gcn(S_NN, torch.nn.functional.relu(z), rest, readout)
    return z.mean(dim=-2) if readout else z
""",
    ],
    "equivariance_gap": [
        """
def equivariance_gap(f, A_NN, x_ND, order_N):
    P = torch.eye(len(order_N), dtype=A_NN.dtype)[order_N]
    return float((f(P @ A_NN @ P.T, P @ x_ND) - P @ f(A_NN, x_ND)).abs().max())
""",
        """
def equivariance_gap(f, A_NN, x_ND, order_N):
    order = order_N.tolist()
    n = len(order)
    A, x = torch.zeros_like(A_NN), torch.zeros_like(x_ND)
    for k in range(n):
        x[k] = x_ND[order[k]]
        for l in range(n):
            A[k, l] = A_NN[order[k], order[l]]
    new, old = f(A, x), f(A_NN, x_ND)
    return max(abs(new[k, c] - old[order[k], c]).item() for k in range(n) for c in range(new.shape[1]))
""",
        """
def equivariance_gap(f, A_NN, x_ND, order_N):
    new = f(A_NN.index_select(0, order_N).index_select(1, order_N), x_ND.index_select(0, order_N))
    back = new[torch.argsort(order_N)]
    return torch.max(torch.abs(back - f(A_NN, x_ND))).item()
""",
    ],
    "colours": [
        """
def refine(near, rounds):
    c = [0] * len(near)
    for _ in range(rounds):
        seen = [(c[i], tuple(sorted(c[j] for j in near[i]))) for i in range(len(near))]
        c = [sorted(set(seen)).index(s) for s in seen]
    return len(set(c))

path = [[j for j in (i - 1, i + 1) if 0 <= j < 9] for i in range(9)]
ring = [[(i - 1) % 9, (i + 1) % 9] for i in range(9)]
tree = [[j for j in range(15) if (j - 1) // 2 == i and j > 0 or (i - 1) // 2 == j and i > 0] for i in range(15)]
path_1, path_2, path_100 = refine(path, 1), refine(path, 2), refine(path, 100)
ring_100, tree_100, mean_100 = refine(ring, 100), refine(tree, 100), 1
""",
        """
path_1, path_2, path_100 = torch.tensor(2), torch.tensor(3), torch.tensor(5)
ring_100, tree_100, mean_100 = torch.tensor([1, 4, 1])
""",
        """
path_1, path_2, path_100 = 2.0, 3.0, 5.0
ring_100 = mean_100 = 1
tree_100 = 4
""",
    ],
    "smoothing": [
        """
def kept(A_NN):
    n = len(A_NN)
    A = A_NN + torch.eye(n, dtype=A_NN.dtype)
    d = A.sum(dim=0)
    return torch.linalg.eigh(A * d.rsqrt() * d.rsqrt()[:, None])

def smooth_share(h_ND, A_NN):
    e = kept(A_NN)[1][:, -1:]
    whole = h_ND.square().sum()
    if whole == 0:
        return 0.0
    inside = (e.T @ h_ND).square().sum()
    return math.sqrt(max(0.0, (1 - inside / whole).item()))

def layers_until(A_NN, share):
    if share <= 0 or share > 1:
        raise ValueError(f"a share of {share}")
    values = kept(A_NN.double())[0]
    rate = max(abs(values[0].item()), abs(values[-2].item()))
    k, left = 0, 1.0
    while left > share:
        k, left = k + 1, left * rate
    return k
""",
        """
def smooth_share(h_ND, A_NN):
    h = h_ND.double()
    root = torch.sqrt(1.0 + A_NN.double().sum(dim=1, keepdim=True))
    coefficients = torch.linalg.lstsq(root, h).solution
    total = float(torch.linalg.norm(h))
    return float(torch.linalg.norm(h - root @ coefficients)) / total if total else 0.0

def layers_until(A_NN, share):
    if not share > 0 or not share <= 1:
        raise ValueError("no such share")
    A = A_NN.double() + torch.eye(len(A_NN)).double()
    R = A / A.sum(dim=1, keepdim=True)
    rate = torch.linalg.eigvals(R).abs().sort(descending=True).values[1]
    return int(math.ceil(math.log(share, rate.item())))
""",
        """
def smooth_share(h_ND, A_NN):
    total = h_ND.norm().item()
    if total == 0:
        return 0.0
    e = torch.nn.functional.normalize((A_NN.sum(1) + 1) ** 0.5, dim=0)
    P = torch.eye(len(e), dtype=e.dtype) - e[:, None] * e[None]
    return (P @ h_ND).norm().item() / total

def layers_until(A_NN, share):
    if not 0 < share <= 1:
        raise ValueError("0 < share <= 1, please")
    A = A_NN.numpy().astype("float64")
    import numpy as np
    A = A + np.eye(len(A))
    d = A.sum(axis=0)
    rate = np.sort(np.abs(np.linalg.eigvalsh(A / np.sqrt(np.outer(d, d)))))[-2]
    k = 0
    while rate**k > share:
        k += 1
    return k
""",
    ],
    "collapse": [
        """
def collapse(S_NN, layers):
    def run(x):
        for W, b in layers:
            x = S_NN @ x @ W + b
        return x
    W_all = layers[0][0]
    for W, _ in layers[1:]:
        W_all = W_all @ W
    C = run(torch.zeros(len(S_NN), len(layers[0][0]), dtype=S_NN.dtype))
    return torch.linalg.matrix_power(S_NN, len(layers)), W_all, C
""",
        """
def collapse(S_NN, layers):
    n, k = len(S_NN), len(layers)
    ones = torch.ones(n, 1, dtype=S_NN.dtype)
    P = torch.eye(n, dtype=S_NN.dtype)
    for _ in range(k):
        P = P @ S_NN
    C = torch.zeros(n, layers[-1][0].shape[1], dtype=S_NN.dtype)
    after, column = torch.eye(C.shape[1], dtype=S_NN.dtype), ones
    for W, b in reversed(layers):
        C = C + column @ (b[None] @ after)
        after, column = W @ after, S_NN @ column
    return P, after, C
""",
        """
def collapse(S_NN, layers):
    if len(layers) == 1:
        W, b = layers[0]
        return S_NN.clone(), W.clone(), b.repeat(len(S_NN), 1)
    P, W_all, C = collapse(S_NN, layers[:-1])
    W, b = layers[-1]
    return [S_NN @ P, W_all @ W, S_NN @ C @ W + b]
""",
    ],
    "spectrogram": [
        """
def spectrogram(x_NT, window_U, hop):
    if x_NT.shape[-1] < len(window_U):
        raise ValueError("too short")
    z = torch.stft(x_NT, len(window_U), hop, window=window_U, center=False, return_complex=True)
    return z.real**2 + z.imag**2
""",
        """
def spectrogram(x_NT, window_U, hop):
    T, U = x_NT.shape[1], window_U.shape[0]
    if T < U:
        raise ValueError(f"{T} < {U}")
    f, u = torch.arange(U // 2 + 1, dtype=torch.float64)[:, None], torch.arange(U, dtype=torch.float64)
    angle = 2 * math.pi * f * u / U
    pictures = []
    for start in range(0, T - U + 1, hop):
        frame = (x_NT[:, start : start + U] * window_U).double()
        pictures.append((frame @ angle.cos().T).square() + (frame @ angle.sin().T).square())
    return torch.stack(pictures, dim=2).to(x_NT.dtype)
""",
        """
def spectrogram(x_NT, window_U, hop):
    U = len(window_U)
    starts = range(0, x_NT.shape[1] - U + 1, hop)
    if not len(starts):
        raise ValueError("no frame fits")
    frames = torch.stack([x_NT[:, s : s + U] for s in starts], dim=1) * window_U
    z = torch.fft.fft(frames)[..., : U // 2 + 1]
    return (z * z.conj()).real.mT
""",
    ],
    "choose": [
        """
import statistics

def choose(candidates, max_parameters, max_ms, streaming=False):
    pool = []
    for c in candidates:
        fits = c["parameters"] <= max_parameters and c["ms"] <= max_ms
        if fits and (not streaming or c["streams"]):
            pool.append((c, statistics.fmean(c["right"]), statistics.variance(c["right"]) / len(c["right"])))
    if len(pool) == 0:
        return None
    top = sorted(pool, key=lambda p: p[1])[-1]
    running = [p for p in pool if (top[1] - p[1]) <= 2 * (top[2] + p[2]) ** 0.5]
    running.sort(key=lambda p: (p[0]["parameters"], -p[1]))
    return running[0][0]["name"]
""",
        """
import numpy as np

def choose(candidates, max_parameters, max_ms, streaming=False):
    best = None
    ok = []
    for c in candidates:
        if c["parameters"] > max_parameters: continue
        if c["ms"] > max_ms: continue
        if streaming and not c["streams"]: continue
        ok.append(c)
        if best is None or np.mean(c["right"]) > np.mean(best["right"]):
            best = c
    if best is None:
        return None
    error = lambda c: np.std(c["right"], ddof=1) / np.sqrt(len(c["right"]))
    chosen = best
    for c in ok:
        gap = np.mean(best["right"]) - np.mean(c["right"])
        if gap <= 2 * np.hypot(error(best), error(c)):
            smaller = c["parameters"] < chosen["parameters"]
            equal = c["parameters"] == chosen["parameters"] and np.mean(c["right"]) > np.mean(chosen["right"])
            if smaller or equal:
                chosen = c
    return chosen["name"]
""",
        """
def choose(candidates, max_parameters, max_ms, streaming=False):
    table = {c["name"]: c for c in candidates
             if not (c["parameters"] > max_parameters or c["ms"] > max_ms or streaming and not c["streams"])}
    mean = {n: torch.tensor(c["right"]).double().mean() for n, c in table.items()}
    var = {n: torch.tensor(c["right"]).double().var(unbiased=True) / len(c["right"]) for n, c in table.items()}
    names = sorted(table, key=lambda n: -mean[n])
    if not names:
        return None
    running = [n for n in names if n == names[0] or (mean[names[0]] - mean[n]) <= 2 * (var[names[0]] + var[n]).sqrt()]
    return min(running, key=lambda n: table[n]["parameters"])
""",
    ],
}
