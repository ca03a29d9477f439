"""Plausible wrong answers to the gate of session 13, with the words that each must be told."""

from autograder.authored import variant

DROPOUT = """
def dropout(h, p, training, generator=None):
    if not 0 <= p <= 1:
        raise ValueError("p is a probability")
    if not training:
        return h
    if p == 1:
        return torch.zeros_like(h)
    draw = torch.rand(h.shape, generator=generator)
    return h * (draw >= p).to(h.dtype) / (1 - p)
"""
DRAW = "draw = torch.rand(h.shape, generator=generator)"
KEEP = "return h * (draw >= p).to(h.dtype) / (1 - p)"

MIXUP = """
def mixup(x, y_B, K, lam_B, order_B):
    t = functional.one_hot(y_B, K).to(x.dtype)
    lam = lam_B.to(x.dtype)
    lam_x = lam.reshape(-1, *[1] * (x.dim() - 1))
    x_mixed = lam_x * x + (1 - lam_x) * x[order_B]
    t_mixed = lam[:, None] * t + (1 - lam[:, None]) * t[order_B]
    return x_mixed, t_mixed
"""
MIX_X = "lam_x * x + (1 - lam_x) * x[order_B]"
MIX_T = "lam[:, None] * t + (1 - lam[:, None]) * t[order_B]"

STOP = """
def fit_early(A_ND, y_N, A_val, y_val, rate, patience, max_epochs):
    w = torch.zeros(A_ND.shape[1], dtype=A_ND.dtype)
    best, best_epoch, best_loss = w.clone(), 0, (A_val @ w - y_val).square().mean()
    epoch = 0
    while epoch < max_epochs and epoch - best_epoch < patience:
        epoch += 1
        w -= rate * 2 / len(y_N) * A_ND.T @ (A_ND @ w - y_N)
        loss = (A_val @ w - y_val).square().mean()
        if loss < best_loss:
            best, best_epoch, best_loss = w.clone(), epoch, loss
    return best, best_epoch, epoch
"""
BETTER = "best, best_epoch, best_loss = w.clone(), epoch, loss"
WHILE = "while epoch < max_epochs and epoch - best_epoch < patience:"

AUGMENT = """
def augment(x_BHW, y_B, mirror_B, symmetric, down_B, right_B):
    out = torch.zeros_like(x_BHW)
    B, H, W = x_BHW.shape
    for i in range(B):
        image, d, r = x_BHW[i], int(down_B[i]), int(right_B[i])
        if mirror_B[i] and int(y_B[i]) in symmetric:
            image = image.flip(1)
        if abs(d) < H and abs(r) < W:
            out[i, max(d, 0) : H + min(d, 0), max(r, 0) : W + min(r, 0)] = image[max(-d, 0) : H - max(d, 0), max(-r, 0) : W - max(r, 0)]
    return out
"""
ALLOWED = "if mirror_B[i] and int(y_B[i]) in symmetric:"
NUMBERS = "image, d, r = x_BHW[i], int(down_B[i]), int(right_B[i])"
INSIDE = "if abs(d) < H and abs(r) < W:"
PASTE = "out[i, max(d, 0) : H + min(d, 0), max(r, 0) : W + min(r, 0)] = image[max(-d, 0) : H - max(d, 0), max(-r, 0) : W - max(r, 0)]"

FOLDS = """
def group_folds(groups_N, k, generator=None):
    names = groups_N.unique()
    if not 2 <= k <= len(names):
        raise ValueError("k must lie between 2 and the number of groups")
    shuffled = names[torch.randperm(len(names), generator=generator)]
    pairs = []
    for j in range(k):
        held = torch.isin(groups_N, shuffled[j::k])
        pairs.append(((~held).nonzero()[:, 0], held.nonzero()[:, 0]))
    return pairs
"""
SHUFFLE = "shuffled = names[torch.randperm(len(names), generator=generator)]"
APPEND = "pairs.append(((~held).nonzero()[:, 0], held.nonzero()[:, 0]))"

AVERAGE = """
def average(states, decay=None):
    if not states:
        raise ValueError("there is nothing to average")
    mean = {name: value.clone() for name, value in states[0].items()}
    for count, state in enumerate(states[1:], start=2):
        share = 1 / count if decay is None else 1 - decay
        for name, value in state.items():
            if value.is_floating_point():
                mean[name] = mean[name] + share * (value - mean[name])
            else:
                mean[name] = value.clone()
    return mean
"""
SHARE = "share = 1 / count if decay is None else 1 - decay"

THRESHOLD = """
def threshold(F_NP):
    N, P = F_NP.shape
    for p in range(N, P + 1):
        if int(torch.linalg.matrix_rank(F_NP[:, :p])) == N:
            return p
    return None

def peak_width(D, K, N):
    n = 1
    while n * (D + 1) + K * (n + 1) < N * K:
        n += 1
    return n

prediction = {"constant": 299, "folds": 240, "twins": 250, "dropout": 14.0, "ridge": 0.5}
"""
COUNT = "while n * (D + 1) + K * (n + 1) < N * K:"

MEND = """
def cross_validate(x_ND, y_N, fold_N, num_kept):
    guess = torch.zeros_like(y_N)
    for fold in fold_N.unique():
        held = fold_N == fold
        x_train, y_train = x_ND[~held], y_N[~held]
        mean, std = x_train.mean(dim=0), x_train.std(dim=0)
        z_train, z_held = (x_train - mean) / std, (x_ND[held] - mean) / std
        means = torch.stack([z_train[y_train == c].mean(dim=0) for c in (0, 1)])
        kept = (means[1] - means[0]).abs().topk(num_kept).indices
        guess[held] = torch.cdist(z_held[:, kept], means[:, kept]).argmin(dim=1)
    return guess, (guess == y_N).double().mean().item()
"""
SCALE = "mean, std = x_train.mean(dim=0), x_train.std(dim=0)"
CHOICE = "kept = (means[1] - means[0]).abs().topk(num_kept).indices"
RESULT = "return guess, (guess == y_N).double().mean().item()"
EVERYONE = "z = (x_ND - mean) / std\n        every = torch.stack([z[y_N == c].mean(dim=0) for c in (0, 1)])\n        "

MISCONCEPTIONS = [
    variant(
        "dropout",
        "not rescaled",
        DROPOUT,
        "divided by 1 - p",
        (KEEP, "return h * (draw >= p).to(h.dtype)"),
    ),
    variant(
        "dropout",
        "divides by p",
        DROPOUT,
        "the share that goes",
        (KEEP, "return h * (draw >= p).to(h.dtype) / max(p, 1e-9)"),
    ),
    variant(
        "dropout",
        "p is the share kept",
        DROPOUT,
        "p is the share that goes",
        (KEEP, "return h * (draw < p).to(h.dtype) / (1 - p)"),
    ),
    variant(
        "dropout",
        "active in evaluation",
        DROPOUT,
        "outside of training",
        ("if not training:\n        return h\n    ", ""),
    ),
    variant(
        "dropout",
        "rescales in evaluation",
        DROPOUT,
        "inverted dropout has divided in training",
        (
            "    if not training:\n        return h\n",
            "    if not training:\n        return h * (1 - p)\n",
        ),
    ),
    variant(
        "dropout",
        "one draw for each row",
        DROPOUT,
        "same fate",
        (
            DRAW,
            "draw = torch.rand([len(h)] + [1] * (h.dim() - 1), generator=generator).expand(h.shape)",
        ),
    ),
    variant(
        "dropout",
        "ignores the generator",
        DROPOUT,
        "draw from `generator`",
        (DRAW, "draw = torch.rand(h.shape)"),
    ),
    variant(
        "dropout",
        "seeds the generator",
        DROPOUT,
        "do not seed it",
        (DRAW, "draw = torch.rand(h.shape, generator=generator and generator.manual_seed(0))"),
    ),
    variant(
        "dropout",
        "p = 1 divides by zero",
        DROPOUT,
        "NaN",
        ("    if p == 1:\n        return torch.zeros_like(h)\n", ""),
    ),
    variant(
        "dropout",
        "in place",
        DROPOUT,
        "in place",
        (KEEP, "h *= (draw >= p).to(h.dtype) / (1 - p)\n    return h"),
    ),
    variant("mixup", "labels not mixed", MIXUP, "the targets were not mixed", (MIX_T, "t")),
    variant(
        "mixup",
        "another share for targets",
        MIXUP,
        "both share one λ",
        (MIX_T, "(1 - lam[:, None]) * t + lam[:, None] * t[order_B]"),
    ),
    variant(
        "mixup",
        "another partner for targets",
        MIXUP,
        "another partner",
        (MIX_T, "lam[:, None] * t + (1 - lam[:, None]) * t[order_B.argsort()]"),
    ),
    variant("mixup", "half and half", MIXUP, "half and half", (MIX_T, "(t + t[order_B]) / 2")),
    variant(
        "mixup",
        "one λ for the batch",
        MIXUP,
        "the first λ",
        ("lam = lam_B.to(x.dtype)", "lam = lam_B[:1].to(x.dtype).expand(len(x))"),
    ),
    variant(
        "mixup",
        "λ is the partner's",
        MIXUP,
        "share of the example's own",
        ("lam = lam_B.to(x.dtype)", "lam = 1 - lam_B.to(x.dtype)"),
    ),
    variant(
        "mixup",
        "hard label of the larger share",
        MIXUP,
        "keep both",
        (MIX_T, "torch.where((lam >= 0.5)[:, None], t, t[order_B])"),
    ),
    variant(
        "mixup",
        "λ along the last axis",
        MIXUP,
        "an axis of size 1",
        ("lam_x = lam.reshape(-1, *[1] * (x.dim() - 1))", "lam_x = lam"),
    ),
    variant(
        "mixup",
        "float32 targets",
        MIXUP,
        "keep the dtype",
        ("functional.one_hot(y_B, K).to(x.dtype)", "functional.one_hot(y_B, K).float()"),
        (MIX_T, "(lam[:, None] * t + (1 - lam[:, None]) * t[order_B]).float()"),
    ),
    variant(
        "stop",
        "last weights",
        STOP,
        "these are the last weights",
        ("return best, best_epoch", "return w, best_epoch"),
    ),
    variant(
        "stop",
        "kept by name",
        STOP,
        "keep a copy",
        ("best, best_epoch, best_loss = w.clone(), 0,", "best, best_epoch, best_loss = w, 0,"),
        (BETTER, "best, best_epoch, best_loss = w, epoch, loss"),
    ),
    variant(
        "stop",
        "one epoch too late",
        STOP,
        "one epoch too late",
        (WHILE, "while epoch < max_epochs and epoch - best_epoch <= patience:"),
    ),
    variant(
        "stop",
        "no patience",
        STOP,
        "there is patience",
        (WHILE, "while epoch < max_epochs and epoch - best_epoch < 1:"),
    ),
    variant(
        "stop", "never stops", STOP, "ran on to max_epochs", (WHILE, "while epoch < max_epochs:")
    ),
    variant(
        "stop",
        "start not judged",
        STOP,
        "the start was not judged",
        ("0, (A_val @ w - y_val).square().mean()", "0, math.inf"),
    ),
    variant(
        "stop",
        "equal is better",
        STOP,
        "strictly smaller",
        ("if loss < best_loss:", "if loss <= best_loss:"),
    ),
    variant(
        "stop",
        "compares with the epoch before",
        STOP,
        "the epoch before",
        (
            "            best, best_epoch, best_loss = w.clone(), epoch, loss",
            "            best, best_epoch = w.clone(), epoch\n        best_loss = loss",
        ),
    ),
    variant(
        "stop",
        "watches the training loss",
        STOP,
        "not the training error",
        ("loss = (A_val @ w - y_val)", "loss = (A_ND @ w - y_N)"),
    ),
    variant(
        "stop",
        "gradient without the 2",
        STOP,
        "half as long",
        ("rate * 2 / len(y_N)", "rate / len(y_N)"),
    ),
    variant(
        "augment",
        "rolls",
        AUGMENT,
        "came back on the other",
        (INSIDE, "if True:"),
        (PASTE, "out[i] = image.roll((d, r), (0, 1))"),
    ),
    variant(
        "augment", "mirrors every class", AUGMENT, "only the classes", (ALLOWED, "if mirror_B[i]:")
    ),
    variant(
        "augment",
        "mirrors without an order",
        AUGMENT,
        "without an order",
        (ALLOWED, "if int(y_B[i]) in symmetric:"),
    ),
    variant("augment", "upside down", AUGMENT, "top to bottom", ("image.flip(1)", "image.flip(0)")),
    variant(
        "augment",
        "shifts first",
        AUGMENT,
        "shifted first",
        ("            image = image.flip(1)\n", "            r = -r\n"),
        (
            PASTE,
            PASTE
            + "\n        if mirror_B[i] and int(y_B[i]) in symmetric:\n            out[i] = out[i].flip(1)",
        ),
        ("            r = -r\n", "            pass\n"),
    ),
    variant(
        "augment",
        "wrong sign",
        AUGMENT,
        "wrong sign",
        (NUMBERS, "image, d, r = x_BHW[i], -int(down_B[i]), -int(right_B[i])"),
    ),
    variant(
        "augment",
        "axes interchanged",
        AUGMENT,
        "interchanged",
        (NUMBERS, "image, d, r = x_BHW[i], int(right_B[i]), int(down_B[i])"),
    ),
    variant(
        "augment",
        "old picture moves in",
        AUGMENT,
        "old picture",
        ("out = torch.zeros_like(x_BHW)", "out = x_BHW.clone()"),
        (
            INSIDE,
            "out[i] = x_BHW[i]\n        if abs(d) >= H or abs(r) >= W:\n            out[i] = x_BHW[i]\n        else:",
        ),
    ),
    variant(
        "augment",
        "one shift for all",
        AUGMENT,
        "taken for all",
        (NUMBERS, "image, d, r = x_BHW[i], int(down_B[0]), int(right_B[0])"),
    ),
    variant(
        "augment",
        "in place",
        AUGMENT,
        "in place",
        ("    return out", "    x_BHW.copy_(out)\n    return out"),
    ),
    variant(
        "folds",
        "deals examples",
        FOLDS,
        "deal out groups",
        ("names = groups_N.unique()", "names = torch.arange(len(groups_N))"),
        (
            "torch.isin(groups_N, shuffled[j::k])",
            "torch.isin(torch.arange(len(groups_N)), shuffled[j::k])",
        ),
    ),
    variant(
        "folds",
        "trains on all",
        FOLDS,
        "the plainest leak",
        (APPEND, "pairs.append((torch.arange(len(groups_N)), held.nonzero()[:, 0]))"),
    ),
    variant("folds", "not shuffled", FOLDS, "shuffle the groups", (SHUFFLE, "shuffled = names")),
    variant(
        "folds",
        "the rest is lost",
        FOLDS,
        "is never held out",
        ("shuffled[j::k]", "shuffled[j * (len(names) // k) : (j + 1) * (len(names) // k)]"),
    ),
    variant(
        "folds",
        "the rest in the last fold",
        FOLDS,
        "differ by one",
        (
            "shuffled[j::k]",
            "shuffled[j * (len(names) // k) : (j + 1) * (len(names) // k) if j < k - 1 else len(names)]",
        ),
    ),
    variant("folds", "masks", FOLDS, "no masks", (APPEND, "pairs.append((~held, held))")),
    variant(
        "folds",
        "held-out first",
        FOLDS,
        "turned round",
        (APPEND, "pairs.append((held.nonzero()[:, 0], (~held).nonzero()[:, 0]))"),
    ),
    variant(
        "folds",
        "no check of k",
        FOLDS,
        "raise a ValueError",
        (
            '    if not 2 <= k <= len(names):\n        raise ValueError("k must lie between 2 and the number of groups")\n',
            "",
        ),
    ),
    variant(
        "folds",
        "ignores the generator",
        FOLDS,
        "draw from `generator`",
        ("generator=generator)]", ")]"),
    ),
    variant(
        "average",
        "the last state",
        AVERAGE,
        "this is the last state",
        (SHARE, "share = 1.0 if decay is None else 1 - decay"),
    ),
    variant(
        "average",
        "exponential by halves",
        AVERAGE,
        "counts half",
        (SHARE, "share = 0.5 if decay is None else 1 - decay"),
    ),
    variant(
        "average",
        "keeps 1 - decay",
        AVERAGE,
        "you kept 1 - decay",
        (SHARE, "share = 1 / count if decay is None else decay"),
    ),
    variant(
        "average",
        "starts from zero",
        AVERAGE,
        "started from zero",
        (
            "value.clone() for name",
            "(value.clone() if decay is None or not value.is_floating_point() else (1 - decay) * value) for name",
        ),
    ),
    variant("average", "divides by one too many", AVERAGE, "counts twice", ("start=2", "start=3")),
    variant(
        "average",
        "averages counters",
        AVERAGE,
        "counter",
        ("if value.is_floating_point():", "if True:"),
    ),
    variant(
        "average",
        "counter of the first",
        AVERAGE,
        "first state's counter",
        ("                mean[name] = value.clone()", "                pass"),
    ),
    variant(
        "average",
        "in place",
        AVERAGE,
        "in place",
        ("{name: value.clone() for name, value in states[0].items()}", "states[0]"),
        (
            "mean[name] = mean[name] + share * (value - mean[name])",
            "mean[name] += share * (value - mean[name])",
        ),
    ),
    variant(
        "average",
        "no decay where it is 0",
        AVERAGE,
        "plain mean, and a decay was given",
        (SHARE, "share = 1 / count if not decay else 1 - decay"),
    ),
    variant(
        "threshold",
        "N columns",
        THRESHOLD,
        "repeat others",
        (
            "        if int(torch.linalg.matrix_rank(F_NP[:, :p])) == N:\n            return p",
            "        return p",
        ),
    ),
    variant(
        "threshold",
        "all columns",
        THRESHOLD,
        "the smallest number was asked for",
        ("range(N, P + 1)", "range(P, P + 1)"),
    ),
    variant(
        "threshold",
        "forgets the last column",
        THRESHOLD,
        "yours is None",
        ("range(N, P + 1)", "range(N, P)"),
    ),
    variant(
        "threshold",
        "full column rank",
        THRESHOLD,
        "return None",
        ("== N:", "== min(N, p, int(torch.linalg.matrix_rank(F_NP))):"),
    ),
    variant(
        "threshold",
        "no biases",
        THRESHOLD,
        "the biases were forgotten",
        (COUNT, "while n * D + K * n < N * K:"),
    ),
    variant(
        "threshold",
        "N parameters",
        THRESHOLD,
        "N parameters are not enough",
        (COUNT, "while n * (D + 1) + K * (n + 1) < N:"),
    ),
    variant(
        "threshold",
        "rounds down",
        THRESHOLD,
        "round up",
        (COUNT, "while (n + 1) * (D + 1) + K * (n + 2) <= N * K:"),
    ),
    variant(
        "threshold", "no fold held out", THRESHOLD, "four fifths", ('"folds": 240', '"folds": 300')
    ),
    variant(
        "threshold",
        "ones are free",
        THRESHOLD,
        "a column like any other",
        ('"constant": 299', '"constant": 300'),
    ),
    variant(
        "threshold", "twins count", THRESHOLD, "no new directions", ('"twins": 250', '"twins": 300')
    ),
    variant(
        "threshold",
        "mean alone",
        THRESHOLD,
        "variance of the mask",
        ('"dropout": 14.0', '"dropout": 9.0'),
    ),
    variant(
        "threshold", "rate times steps", THRESHOLD, "one over it", ('"ridge": 0.5', '"ridge": 2.0')
    ),
    variant(
        "mend",
        "scale over all rows",
        MEND,
        "still taken over all rows",
        (SCALE, "mean, std = x_ND.mean(dim=0), x_ND.std(dim=0)"),
    ),
    variant(
        "mend",
        "choice over all rows",
        MEND,
        "still chosen with the held-out rows",
        (CHOICE, EVERYONE + "kept = (every[1] - every[0]).abs().topk(num_kept).indices"),
    ),
    variant(
        "mend",
        "class means over all rows",
        MEND,
        "class means still contain",
        (CHOICE, CHOICE + "\n        " + EVERYONE + "means = every"),
    ),
    variant(
        "mend",
        "mean of shares",
        MEND,
        "different sizes",
        (
            RESULT,
            "return guess, sum((guess == y_N)[fold_N == f].double().mean().item() for f in fold_N.unique()) / len(fold_N.unique())",
        ),
    ),
    variant(
        "mend",
        "chooses before scaling",
        MEND,
        "loudest columns",
        (
            CHOICE,
            "kept = (x_train[y_train == 1].mean(dim=0) - x_train[y_train == 0].mean(dim=0)).abs().topk(num_kept).indices",
        ),
    ),
    variant(
        "mend", "share of wrong ones", MEND, "share of wrong", (RESULT, RESULT.replace("==", "!="))
    ),
    variant(
        "dropout",
        "p = 1 refused",
        DROPOUT,
        "0 and 1 are allowed",
        ("if not 0 <= p <= 1", "if not 0 <= p < 1"),
    ),
    variant(
        "dropout",
        "a count, not a draw for each",
        DROPOUT,
        "so that their number varies",
        (
            DRAW,
            "order = torch.rand(h.numel(), generator=generator).argsort().argsort()\n    draw = torch.where(order < round(p * h.numel()), -1.0, 2.0).reshape(h.shape)",
        ),
    ),
    variant(
        "dropout",
        "divides by what was kept",
        DROPOUT,
        "what this draw happened to keep",
        (KEEP, "mask = (draw >= p).to(h.dtype)\n    return h * mask / mask.mean()"),
    ),
    variant(
        "dropout",
        "keeps this draw's sum",
        DROPOUT,
        "what this draw happened to keep",
        (KEEP, "kept = h * (draw >= p).to(h.dtype)\n    return kept * (h.sum() / kept.sum())"),
    ),
    variant(
        "dropout",
        "normal draw",
        DROPOUT,
        "a normal draw",
        (DRAW, "draw = torch.randn(h.shape, generator=generator)"),
    ),
    variant(
        "dropout",
        "draws in evaluation",
        DROPOUT,
        "moved the generator on",
        ("    if not training:", "    torch.rand(1, generator=generator)\n    if not training:"),
    ),
    variant(
        "mixup",
        "only the classes that occur",
        MIXUP,
        "also for one that no example has",
        ("functional.one_hot(y_B, K)", "functional.one_hot(y_B)"),
    ),
    variant(
        "mixup",
        "the larger share to the own",
        MIXUP,
        "the larger of",
        ("lam = lam_B.to(x.dtype)", "lam = torch.maximum(lam_B, 1 - lam_B).to(x.dtype)"),
    ),
    variant(
        "mixup",
        "the neighbour as partner",
        MIXUP,
        "with its neighbour",
        (MIX_X, "lam_x * x + (1 - lam_x) * x.roll(1, 0)"),
        (MIX_T, "lam[:, None] * t + (1 - lam[:, None]) * t.roll(1, 0)"),
    ),
    variant(
        "mixup",
        "labels mixed as numbers",
        MIXUP,
        "mixed as numbers",
        (
            MIX_T,
            "functional.one_hot((lam * y_B + (1 - lam) * y_B[order_B]).round().long(), K).to(x.dtype)",
        ),
    ),
    variant(
        "stop",
        "counts all bad epochs",
        STOP,
        "in a row",
        (WHILE, "bad = 0\n    while epoch < max_epochs and bad < patience:"),
        (BETTER, BETTER + "\n        else:\n            bad += 1"),
    ),
    variant(
        "stop",
        "the sum in place of the mean",
        STOP,
        "N of the mean is missing",
        ("rate * 2 / len(y_N)", "rate * 2"),
    ),
    variant(
        "stop",
        "neither the 2 nor the N",
        STOP,
        "N of the mean is missing",
        ("rate * 2 / len(y_N)", "rate"),
    ),
    variant(
        "stop",
        "divides by the validation examples",
        STOP,
        "number of validation examples",
        ("rate * 2 / len(y_N)", "rate * 2 / len(y_val)"),
    ),
    variant(
        "augment",
        "down moves up",
        AUGMENT,
        "moved the image up",
        (NUMBERS, "image, d, r = x_BHW[i], -int(down_B[i]), int(right_B[i])"),
    ),
    variant(
        "augment",
        "right moves left",
        AUGMENT,
        "to the left",
        (NUMBERS, "image, d, r = x_BHW[i], int(down_B[i]), -int(right_B[i])"),
    ),
    variant(
        "augment",
        "half a turn",
        AUGMENT,
        "upside down as well",
        ("image.flip(1)", "image.flip(0, 1)"),
    ),
    variant(
        "augment",
        "the place for the label",
        AUGMENT,
        "not for its label",
        (ALLOWED, "if mirror_B[i] and i in symmetric:"),
    ),
    variant(
        "folds",
        "chunks",
        FOLDS,
        "differ by one at most",
        ("    pairs = []\n", "    pairs, parts = [], torch.chunk(shuffled, k)\n"),
        ("for j in range(k):", "for part in parts:"),
        ("shuffled[j::k]", "part"),
    ),
    variant(
        "folds",
        "group numbers taken for 0, 1, …",
        FOLDS,
        "never held out",
        ("names = groups_N.unique()", "names = torch.arange(int(groups_N.max()) + 1)"),
    ),
    variant(
        "folds",
        "groups drawn with replacement",
        FOLDS,
        "held out",
        (
            SHUFFLE,
            "shuffled = names[torch.randint(len(names), (len(names),), generator=generator)]",
        ),
    ),
    variant(
        "folds",
        "balances examples",
        FOLDS,
        "differ by one at most",
        (
            "    pairs = []\n",
            "    pairs, parts = [], [[] for _ in range(k)]\n    for g in shuffled.tolist():\n        min(parts, key=lambda part: sum((groups_N == h).sum() for h in part)).append(g)\n",
        ),
        ("shuffled[j::k]", "torch.tensor(parts[j])"),
    ),
    variant(
        "threshold",
        "more than N K",
        THRESHOLD,
        "exactly N K are enough",
        (COUNT, COUNT.replace("<", "<=")),
    ),
    variant(
        "threshold", "no hidden unit", THRESHOLD, "at least one hidden unit", ("n = 1\n", "n = 0\n")
    ),
    variant(
        "threshold",
        "no output biases",
        THRESHOLD,
        "output biases",
        (COUNT, "while n * (D + 1) + K * n < N * K:"),
    ),
    variant(
        "threshold",
        "the first independent column",
        THRESHOLD,
        "not rank p",
        ("for p in range(N, P + 1)", "for p in range(1, P + 1)"),
        ("[:, :p])) == N", "[:, :p])) == p"),
    ),
    variant(
        "threshold",
        "half a row for each copy",
        THRESHOLD,
        "a whole row",
        ('"twins": 250', '"twins": 275'),
    ),
    variant(
        "threshold", "y left out", THRESHOLD, "y is missing", ('"dropout": 14.0', '"dropout": 41.0')
    ),
    variant(
        "threshold",
        "N in the ridge",
        THRESHOLD,
        "a sum, not a mean",
        ('"ridge": 0.5', '"ridge": 150.0'),
    ),
    variant(
        "mend",
        "held-out rows not scaled",
        MEND,
        "were not scaled",
        ("(x_ND[held] - mean) / std", "x_ND[held]"),
    ),
    variant(
        "mend",
        "held-out rows by themselves",
        MEND,
        "by their own mean",
        (
            "(x_ND[held] - mean) / std",
            "(x_ND[held] - x_ND[held].mean(dim=0)) / x_ND[held].std(dim=0)",
        ),
    ),
    variant(
        "mend",
        "no size of the difference",
        MEND,
        "the size of the difference",
        (CHOICE, CHOICE.replace(".abs()", "")),
    ),
    variant(
        "mend",
        "learns from the held-out rows",
        MEND,
        "from the held-out rows",
        ("x_ND[~held], y_N[~held]", "x_ND[held], y_N[held]"),
    ),
    variant(
        "mend",
        "share as a tensor",
        MEND,
        "for a tensor, .item()",
        (RESULT, RESULT.replace(".item()", "")),
    ),
]
