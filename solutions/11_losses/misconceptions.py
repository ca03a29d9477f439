"""Plausible wrong answers to the gate of session 11, with the words that each must be told."""

from autograder.authored import variant

CROSS_ENTROPY = """
def log_sum_exp(z_BK):
    m = z_BK.amax(dim=1, keepdim=True)
    return (z_BK - m).exp().sum(dim=1).log() + m[:, 0]


def cross_entropy(z_BK, y_B):
    right = z_BK[torch.arange(len(y_B)), y_B]
    return (torch.logsumexp(z_BK, dim=1) - right).mean()


def cross_entropy_gradient(z_BK, y_B):
    onehot = functional.one_hot(y_B, z_BK.shape[1]).to(z_BK.dtype)
    return (z_BK.softmax(dim=1) - onehot) / len(y_B)
"""
LSE = """    m = z_BK.amax(dim=1, keepdim=True)
    return (z_BK - m).exp().sum(dim=1).log() + m[:, 0]"""
MEAN_CE = "(torch.logsumexp(z_BK, dim=1) - right).mean()"

SMOOTHED = """
def smoothed_cross_entropy(z_BK, y_B, epsilon, weight_K=None):
    kept = y_B != -100
    if not kept.any():
        raise ValueError("no row counts")
    z, y = z_BK[kept], y_B[kept]
    B, K = z.shape
    w = torch.ones(K, dtype=z.dtype) if weight_K is None else weight_K
    onehot = functional.one_hot(y, K).to(z.dtype)
    t = (1 - epsilon) * onehot + epsilon / K
    cost = -z.log_softmax(dim=1)
    return (t * cost * w).sum() / w[y].sum()
"""
TARGET = "(1 - epsilon) * onehot + epsilon / K"

BINARY = """
def bce(z, t):
    return (t * functional.softplus(-z) + (1 - t) * functional.softplus(z)).mean()


def focal(z, t, gamma=2.0, alpha=None):
    s = (2 * t - 1) * z
    loss = torch.sigmoid(-s) ** gamma * functional.softplus(-s)
    if alpha is not None:
        loss = loss * (alpha * t + (1 - alpha) * (1 - t))
    return loss.mean()
"""
BCE = "(t * functional.softplus(-z) + (1 - t) * functional.softplus(z)).mean()"
FACTOR = "torch.sigmoid(-s) ** gamma"
ALPHA = "(alpha * t + (1 - alpha) * (1 - t))"

OVERLAP = """
def dice(p, t, smooth=1.0):
    p, t = p.flatten(1), t.flatten(1)
    common, size = (p * t).sum(dim=1), p.sum(dim=1) + t.sum(dim=1)
    return (1 - (2 * common + smooth) / (size + smooth)).mean()


def triplet(a_BD, p_BD, n_BD, margin=1.0):
    near = (a_BD - p_BD).norm(dim=1)
    far = (a_BD - n_BD).norm(dim=1)
    return (near - far + margin).relu().mean()
"""
SCORE = "(2 * common + smooth) / (size + smooth)"
HINGE = "(near - far + margin).relu().mean()"

CTC = """
def ctc(log_p_TK, labels):
    places = [0]
    for label in labels:
        places += [label, 0]
    never = torch.tensor(-math.inf, dtype=log_p_TK.dtype)
    a = [log_p_TK[0, k] if s < 2 else never for s, k in enumerate(places)]
    for frame in log_p_TK[1:]:
        new = []
        for s, k in enumerate(places):
            ways = [a[s]]
            if s > 0:
                ways.append(a[s - 1])
            if s > 1 and k != 0 and k != places[s - 2]:
                ways.append(a[s - 2])
            new.append(torch.logsumexp(torch.stack(ways), dim=0) + frame[k])
        a = new
    return -torch.logsumexp(torch.stack(a[-2:]), dim=0)
"""
LINEAR = """
def ctc(log_p_TK, labels):
    p = log_p_TK.exp()
    places = [0]
    for label in labels:
        places += [label, 0]
    a = [p[0, k] if s < 2 else 0.0 * p[0, 0] for s, k in enumerate(places)]
    for frame in p[1:]:
        skips = [s > 1 and k != 0 and k != places[s - 2] for s, k in enumerate(places)]
        a = [(a[s] + (a[s - 1] if s > 0 else 0) + (a[s - 2] if skips[s] else 0)) * frame[k]
             for s, k in enumerate(places)]
    return -(a[-1] + (a[-2] if len(a) > 1 else 0)).log()
"""

FORESEE = """
centre = 2.5
honest = 1 / 21
gap = math.log(21)
overflow = 11
temperature = 2.5
paths = 5
"""

MEND = """
def penalised(z_BK, y_B, beta):
    log_p = z_BK.log_softmax(dim=1)
    p = log_p.exp()
    entropy = -(p * log_p).sum(dim=1)
    right = log_p[torch.arange(len(y_B)), y_B]
    return (-right - beta * entropy).mean()
"""
BY_P = ("-(p * log_p).sum(dim=1)", "-torch.where(p > 0, p * p.log(), 0.0).sum(dim=1)")

CHOOSE = """
choice = {
    "digit": ("cross-entropy", 330),
    "tags": ("binary cross-entropy", 825),
    "price": ("Huber", 33),
    "damage": ("squared error", 33),
    "lesion": ("dice", 33),
    "speech": ("CTC", 891),
    "faces": ("triplet", 528),
}
"""

MISCONCEPTIONS = [
    variant("cross_entropy", "does not take the largest logit out", CROSS_ENTROPY, "exp(1000) is infinite",
            (LSE, "    return z_BK.exp().sum(dim=1).log()")),
    variant("cross_entropy", "forgets to put the largest logit back", CROSS_ENTROPY, "never put back",
            (".log() + m[:, 0]", ".log()")),
    variant("cross_entropy", "takes the largest logit of the whole batch out", CROSS_ENTROPY, "take each row's own",
            (LSE, "    return (z_BK - z_BK.max()).exp().sum(dim=1).log() + z_BK.max()")),
    variant("cross_entropy", "sums over the batch", CROSS_ENTROPY, "yours has shape",
            (LSE, "    return torch.logsumexp(z_BK, dim=0)")),
    variant("cross_entropy", "takes the mean of the exponentials", CROSS_ENTROPY, "logarithm of the mean",
            (".exp().sum(dim=1)", ".exp().mean(dim=1)")),
    variant("cross_entropy", "takes the log of the softmax in two steps", CROSS_ENTROPY, "a probability has become 0",
            (MEAN_CE, "-z_BK.softmax(dim=1)[torch.arange(len(y_B)), y_B].log().mean()")),
    variant("cross_entropy", "gives probabilities to a loss that takes logits", CROSS_ENTROPY, "as if they were logits",
            (MEAN_CE, "functional.cross_entropy(z_BK.softmax(dim=1), y_B)")),
    variant("cross_entropy", "sums over the examples", CROSS_ENTROPY, "this is the sum over the rows",
            (MEAN_CE, MEAN_CE.replace("mean", "sum"))),
    variant("cross_entropy", "averages over the classes too", CROSS_ENTROPY, "by B and by K",
            (MEAN_CE, MEAN_CE + " / z_BK.shape[1]")),
    variant("cross_entropy", "forgets that the loss is a mean in its gradient", CROSS_ENTROPY, "the division by B is missing",
            (" - onehot) / len(y_B)", " - onehot)")),
    variant("cross_entropy", "turns the gradient round", CROSS_ENTROPY, "the sign is turned round",
            ("(z_BK.softmax(dim=1) - onehot)", "(onehot - z_BK.softmax(dim=1))")),
    variant("cross_entropy", "takes the gradient's softmax over the batch", CROSS_ENTROPY, "runs over the batch",
            ("z_BK.softmax(dim=1) - onehot", "z_BK.softmax(dim=0) - onehot")),
    variant("cross_entropy", "works in float32", CROSS_ENTROPY, "keep the dtype",
            ("    m = z_BK.amax", "    z_BK = z_BK.float()\n    m = z_BK.amax")),
    variant("cross_entropy", "subtracts in place", CROSS_ENTROPY, "in place",
            ("    m = z_BK.amax(dim=1, keepdim=True)\n", "    m = z_BK.amax(dim=1, keepdim=True)\n    z_BK -= m\n    z_BK += 0 * m\n"),
            ("(z_BK - m).exp()", "z_BK.exp()")),
    variant("smoothed", "deals out among the wrong classes only", SMOOTHED, "each of the K classes gets",
            (TARGET, "(1 - epsilon) * onehot + epsilon / (K - 1) * (1 - onehot)")),
    variant("smoothed", "takes from the wrong classes too", SMOOTHED, "takes from the wrong classes too",
            (TARGET, "(1 + epsilon) * onehot - epsilon / K")),
    variant("smoothed", "leaves the right class without its share", SMOOTHED, "goes to it as well",
            (TARGET, "torch.where(onehot > 0, 1 - epsilon, epsilon / K)")),
    variant("smoothed", "leaves the right class its 1", SMOOTHED, "has kept all of its 1",
            (TARGET, "onehot + epsilon / K")),
    variant("smoothed", "divides by the number of rows", SMOOTHED, "you divided by the number of rows",
            ("w[y].sum()", "B")),
    variant("smoothed", "divides by all rows, ignored ones too", SMOOTHED, "the mean runs over all rows",
            ("w[y].sum()", "len(y_B)")),
    variant("smoothed", "gives each class the weight of the label", SMOOTHED, "got the weight of its label",
            ("t * cost * w)", "t * cost * w[y][:, None])")),
    variant("smoothed", "does not use the weights in the losses", SMOOTHED, "not used in the losses",
            ("t * cost * w)", "t * cost)")),
    variant("smoothed", "counts ignored rows as class 0", SMOOTHED, "as class 0",
            ("z, y = z_BK[kept], y_B[kept]", "z, y = z_BK, y_B.clamp(min=0)")),
    variant("smoothed", "counts ignored rows by a negative index", SMOOTHED, "leave the rows with label -100 out",
            ("z, y = z_BK[kept], y_B[kept]", "z, y = z_BK, y_B")),
    variant("smoothed", "returns NaN where nothing counts", SMOOTHED, "raise a ValueError",
            ('    if not kept.any():\n        raise ValueError("no row counts")\n', "")),
    variant("smoothed", "returns zero where nothing counts", SMOOTHED, "raise a ValueError",
            ('raise ValueError("no row counts")', "return z_BK.sum() * 0")),
    variant("smoothed", "takes the log of the softmax in two steps", SMOOTHED, "in one step",
            ("-z.log_softmax(dim=1)", "-z.softmax(dim=1).log()")),
    variant("binary", "takes the log of the sigmoid in two steps", BINARY, "a logarithm of 0",
            (BCE, "-(t * z.sigmoid().log() + (1 - t) * (1 - z.sigmoid()).log()).mean()")),
    variant("binary", "forms 1 + e^-|z|", BINARY, "log1p never forms it",
            (BCE, "(z.clamp(min=0) - z * t + (1 + (-z.abs()).exp()).log()).mean()")),
    variant("binary", "lets e^z overflow", BINARY, "e^1000 overflows",
            (BCE, "(torch.log1p(z.exp()) - z * t).mean()")),
    variant("binary", "clamps the probabilities", BINARY, "caps the loss",
            (BCE, "functional.binary_cross_entropy(z.sigmoid().clamp(1e-7, 1 - 1e-7), t)")),
    variant("binary", "takes a sigmoid before a loss on logits", BINARY, "a sigmoid was taken twice",
            (BCE, "functional.binary_cross_entropy_with_logits(z.sigmoid(), t)")),
    variant("binary", "sums over the last axis", BINARY, "you summed over the last axis",
            (BCE, "(t * functional.softplus(-z) + (1 - t) * functional.softplus(z)).sum(dim=-1).mean()")),
    variant("binary", "puts the exponent on the wrong probability", BINARY, "exponent is on p_t itself",
            (FACTOR, "torch.sigmoid(s) ** gamma")),
    variant("binary", "uses 1 - p for negatives too", BINARY, "theirs is p, since p_t = 1 - p",
            (FACTOR, "torch.sigmoid(-z) ** gamma")),
    variant("binary", "gives alpha to the negatives", BINARY, "you gave it to the negatives",
            (ALPHA, "((1 - alpha) * t + alpha * (1 - t))")),
    variant("binary", "gives alpha to all", BINARY, "alpha multiplies all examples",
            (ALPHA, "alpha")),
    variant("binary", "leaves the negatives at 1", BINARY, "negatives have the factor 1 - alpha",
            (ALPHA, "(alpha * t + 1 - t)")),
    variant("binary", "takes the paper's alpha for granted", BINARY, "the paper's 0.25",
            ("alpha=None", "alpha=0.25")),
    variant("binary", "takes gamma = 1 for granted", BINARY, "is 1 in yours",
            (FACTOR, "torch.sigmoid(-s)")),
    variant("binary", "divides by the positives", BINARY, "over the positives only",
            ("return loss.mean()", "return loss.sum() / t.sum()")),
    variant("overlap", "takes one dice of the whole batch", OVERLAP, "each example has its own",
            ("p.flatten(1), t.flatten(1)", "p.reshape(1, -1), t.reshape(1, -1)")),
    variant("overlap", "returns the score", OVERLAP, "this is the score",
            ("(1 - " + SCORE + ")", "(" + SCORE + ")")),
    variant("overlap", "forgets the 2", OVERLAP, "the 2 is missing", ("2 * common", "common")),
    variant("overlap", "adds s above only", OVERLAP, "s is missing in the denominator", ("(size + smooth)", "size")),
    variant("overlap", "takes Jaccard for dice", OVERLAP, "overlap over the union",
            (SCORE, "(common + smooth) / (size - common + smooth)")),
    variant("overlap", "takes means for sums", OVERLAP, "means where the formula has sums",
            ("(p * t).sum(dim=1), p.sum(dim=1) + t.sum(dim=1)", "(p * t).mean(dim=1), p.mean(dim=1) + t.mean(dim=1)")),
    variant("overlap", "exchanges near and far", OVERLAP, "have changed places",
            ("near - far", "far - near")),
    variant("overlap", "forgets the hinge", OVERLAP, "the hinge is missing", (".relu()", "")),
    variant("overlap", "takes the mean before the hinge", OVERLAP, "the mean came before the hinge",
            (".relu().mean()", ".mean().relu()")),
    variant("overlap", "squares the lengths", OVERLAP, "the lengths are squared",
            ("(near - far", "(near**2 - far**2")),
    variant("overlap", "averages the hard triplets only", OVERLAP, "with a loss only",
            (HINGE, "(near - far + margin).relu().sum() / (near - far + margin > 0).sum()")),
    variant("overlap", "subtracts the margin", OVERLAP, "the margin is taken off", ("+ margin", "- margin")),
    variant("ctc", "jumps between equal labels", CTC, "between two equal labels",
            (" and k != places[s - 2]", "")),
    variant("ctc", "never jumps", CTC, "without a blank between",
            ("s > 1 and k != 0", "False and k != 0")),
    variant("ctc", "jumps over labels too", CTC, "may not jump over a label",
            ("s > 1 and k != 0 and k != places[s - 2]", "s > 1")),
    variant("ctc", "begins with a blank only", CTC, "may begin with the first label",
            ("if s < 2", "if s < 1")),
    variant("ctc", "ends with the blank only", CTC, "may end at the last label as well",
            ("a[-2:]", "a[-1:]")),
    variant("ctc", "takes the best path", CTC, "best single path",
            ("torch.logsumexp(torch.stack(ways), dim=0)", "torch.stack(ways).amax()"),
            ("-torch.logsumexp(torch.stack(a[-2:]), dim=0)", "-torch.stack(a[-2:]).amax()")),
    variant("ctc", "takes the last class for the blank", CTC, "the blank is class 0",
            ("places = [0]", "blank = log_p_TK.shape[1] - 1\n    places = [blank]"),
            ("[label, 0]", "[label, blank]"), ("k != 0", "k != blank")),
    {"task": "ctc", "name": "multiplies probabilities", "code": LINEAR, "says": "have underflowed"},
    variant("ctc", "divides by the labels", CTC, "divided by the number of labels",
            ("dim=0)\n", "dim=0)\n"), ("return -torch.logsumexp(torch.stack(a[-2:]), dim=0)",
             "return -torch.logsumexp(torch.stack(a[-2:]), dim=0) / max(1, len(labels))")),
    variant("ctc", "forgets the sign", CTC, "the sign is turned round", ("return -", "return ")),
    variant("foresee", "takes the mean for the centre", FORESEE, "that is the mean", ("= 2.5\nhonest", "= 16.6\nhonest")),
    variant("foresee", "takes the median for the centre", FORESEE, "that is the median", ("= 2.5\nhonest", "= 2\nhonest")),
    variant("foresee", "divides the probability", FORESEE, "the probability itself was divided", ("1 / 21", "0.5 / 20")),
    variant("foresee", "takes odds for a probability", FORESEE, "a probability of 1/21", ("1 / 21", "1 / 20")),
    variant("foresee", "forgets the share of the right class", FORESEE, "gets ε/K as well", ("math.log(21)", "math.log(20)")),
    variant("foresee", "deals out to the others only", FORESEE, "over all five classes", ("math.log(21)", "math.log(16)")),
    variant("foresee", "names float32's limit", FORESEE, "float32 and bfloat16", ("overflow = 11", "overflow = 88")),
    variant("foresee", "turns the temperature round", FORESEE, "its reciprocal", ("temperature = 2.5", "temperature = 0.4")),
    variant("foresee", "counts the paths of two different labels", FORESEE, "two different labels", ("paths = 5", "paths = 15")),
    {"task": "foresee", "name": "commits to nothing", "says": "not answered yet",
     "code": "centre, honest, gap, overflow, temperature, paths = None, None, None, None, None, None"},
    variant("mend", "still rewards doubt wrongly", MEND, "the entropy is still added", ("- beta", "+ beta")),
    variant("mend", "still takes the mean over the classes", MEND, "yours is still a mean", ("(p * log_p).sum", "(p * log_p).mean")),
    variant("mend", "mends the value and not the gradient", MEND, "its gradient is NaN", BY_P),
    variant("mend", "still takes the label's logarithm in two steps", MEND, "the value is infinite",
            ("right = log_p[torch.arange(len(y_B)), y_B]", "right = p[torch.arange(len(y_B)), y_B].log()")),
    variant("mend", "clamps the probability", MEND, "caps the loss",
            ("right = log_p[torch.arange(len(y_B)), y_B]", "right = p[torch.arange(len(y_B)), y_B].clamp(min=1e-12).log()")),
    variant("mend", "cuts the entropy off from the gradient", MEND, "cut off from the gradient",
            ("beta * entropy)", "beta * entropy.detach())")),
    variant("mend", "sums over the rows", MEND, "this is the sum over the rows", ("entropy).mean()", "entropy).sum()")),
    variant("choose", "shares out a softmax over tags", CHOOSE, "shares out a total of 1", ("binary cross-entropy", "cross-entropy")),
    variant("choose", "cuts the huge damages off", CHOOSE, "the premiums must cover", ('"squared error"', '"Huber"')),
    variant("choose", "squares prices with a zero too many", CHOOSE, "a zero too many", ('"Huber"', '"squared error"')),
    variant("choose", "forgets the biases", CHOOSE, "the biases are missing", ("330", "320")),
    variant("choose", "forgets the blank", CHOOSE, "a class for the blank", ("891", "858")),
    variant("choose", "takes two logits for a pixel", CHOOSE, "one logit is enough", ('("dice", 33)', '("dice", 66)')),
    variant("cross_entropy", "clamps the probability", CROSS_ENTROPY, "caps the loss",
            (MEAN_CE, "-z_BK.softmax(dim=1).clamp(min=1e-12)[torch.arange(len(y_B)), y_B].log().mean()")),
    variant("cross_entropy", "adds a little to the probability", CROSS_ENTROPY, "caps the loss",
            (MEAN_CE, "-(z_BK.softmax(dim=1) + 1e-9)[torch.arange(len(y_B)), y_B].log().mean()")),
    variant("cross_entropy", "takes every row with every label", CROSS_ENTROPY, "every row with every label",
            ("z_BK[torch.arange(len(y_B)), y_B]", "z_BK[:, y_B]")),
    variant("cross_entropy", "takes 1 off in every row at every label", CROSS_ENTROPY, "each row has one label of its own",
            ("- onehot) / len(y_B)", "- onehot.amax(dim=0)) / len(y_B)")),
    variant("cross_entropy", "switches on the caller's gradient", CROSS_ENTROPY, "the gradient of the caller's logits",
            ("    return (z_BK.softmax(dim=1) - onehot) / len(y_B)",
             "    z_BK.requires_grad_()\n    cross_entropy(z_BK, y_B).backward()\n    return z_BK.grad")),
    variant("smoothed", "divides by K twice", SMOOTHED, "K divides twice", (TARGET, "(1 - epsilon) * onehot + epsilon / K / K")),
    variant("smoothed", "divides the smoothed part by the weights", SMOOTHED, "it is divided by K",
            (TARGET, "(1 - epsilon) * onehot + epsilon / w.sum()")),
    variant("smoothed", "smooths the divisor, too", SMOOTHED, "gone into the divisor",
            ("w[y].sum()", "(t * w).sum()")),
    variant("smoothed", "leaves class 0 out", SMOOTHED, "0 is the first class", ("y_B != -100", "y_B > 0")),
    variant("smoothed", "raises another error where nothing counts", SMOOTHED, "raise a ValueError", ("raise ValueError", "raise RuntimeError")),
    variant("binary", "takes an alpha of 0 for none", BINARY, "an alpha of 0 is a number", ("if alpha is not None", "if alpha")),
    variant("binary", "divides by the alphas", BINARY, "the sum of the alphas",
            ("return loss.mean()", "return loss.mean() if alpha is None else loss.sum() / (alpha * t + (1 - alpha) * (1 - t)).sum()")),
    variant("binary", "takes the factor of the mean loss", BINARY, "each entry has its own p_t",
            (FACTOR + " * functional.softplus(-s)", "(1 - (-bce(z, t)).exp()) ** gamma * bce(z, t)")),
    variant("binary", "makes alpha a float32", BINARY, "torch.where of two plain numbers",
            (ALPHA, "torch.where(t == 1, alpha, 1 - alpha)")),
    variant("overlap", "sums over the second axis only", OVERLAP, "the second axis only",
            ("    p, t = p.flatten(1), t.flatten(1)\n", "")),
    variant("overlap", "puts the union below twice the overlap", OVERLAP, "below stands the union",
            (SCORE, "(2 * common + smooth) / (size - common + smooth)")),
    variant("ctc", "keeps the best way in each step", CTC, "each step keeps the best way only",
            ("torch.logsumexp(torch.stack(ways), dim=0)", "torch.stack(ways).amax()")),
    variant("ctc", "adds the logarithms", CTC, "the logarithms themselves are added",
            ("torch.logsumexp(torch.stack(ways), dim=0)", "(sum([w for w in ways if w > -math.inf]) if max(ways) > -math.inf else never)")),
    variant("ctc", "lets one impossible way wipe out all", CTC, "an unreachable one adds nothing",
            ("torch.logsumexp(torch.stack(ways), dim=0)", "sum(ways)")),
    variant("ctc", "counts the first frame twice", CTC, "the first frame counts twice", ("in log_p_TK[1:]", "in log_p_TK")),
    variant("ctc", "leaves the blanks out", CTC, "no blank is ever entered",
            ("    places = [0]\n    for label in labels:\n        places += [label, 0]\n",
             "    if not labels:\n        return -log_p_TK[:, 0].sum()\n    places = list(labels)\n"),
            ("if s < 2", "if s < 1"), ("if s > 1 and k", "if False and k"), ("a[-2:]", "a[-1:]")),
    variant("ctc", "returns its stand-in for infinity", CTC, "in the place of -∞",
            ("torch.tensor(-math.inf,", "torch.tensor(-1e30,")),
    variant("ctc", "gives the impossible a loss of zero", CTC, "so the loss is infinite",
            ("    return -torch.logsumexp(torch.stack(a[-2:]), dim=0)",
             "    loss = -torch.logsumexp(torch.stack(a[-2:]), dim=0)\n    return 0.0 if loss == math.inf else loss")),
    variant("foresee", "shares 0.16 among nobody", FORESEE, "have together", ("math.log(21)", "math.log(0.84 / 0.16)")),
    variant("foresee", "names the power of two", FORESEE, "a power of e was asked for", ("overflow = 11", "overflow = 16")),
    variant("foresee", "stops one power early", FORESEE, "which is finite still", ("overflow = 11", "overflow = 10")),
    variant("mend", "adds a little to the probabilities", MEND, "caps the loss",
            ("right = log_p[torch.arange(len(y_B)), y_B]", "right = (p[torch.arange(len(y_B)), y_B] + 1e-12).log()")),
    variant("mend", "clamps the logits", MEND, "caps the loss",
            ("log_p = z_BK.log_softmax", "log_p = z_BK.clamp(-50, 50).log_softmax")),
    variant("cross_entropy", "takes the logarithm to the base 2", CROSS_ENTROPY, "to the base 2", (MEAN_CE, MEAN_CE + " / math.log(2)")),
    variant("binary", "multiplies by gamma", BINARY, "it is an exponent", (FACTOR, "gamma * torch.sigmoid(-s)")),
    variant("binary", "multiplies two means", BINARY, "a factor of its own", ("return loss.mean()", "return torch.sigmoid(-s).pow(gamma).mean() * bce(z, t)")),
    variant("overlap", "takes the quotient at each pixel", OVERLAP, "at each pixel",
            ("common, size = (p * t).sum(dim=1), p.sum(dim=1) + t.sum(dim=1)", "common, size = p * t, p + t")),
    variant("overlap", "adds s to both sizes", OVERLAP, "s counts twice below", ("(size + smooth)", "(size + 2 * smooth)")),
    variant("overlap", "squares the hinge", OVERLAP, "the hinge is squared", (".relu().mean()", ".relu().square().mean()")),
    variant("overlap", "takes the root of the mean of squares", OVERLAP, "yours has their mean",
            ("(a_BD - p_BD).norm(dim=1)", "(a_BD - p_BD).square().mean(dim=1).sqrt()"),
            ("(a_BD - n_BD).norm(dim=1)", "(a_BD - n_BD).square().mean(dim=1).sqrt()")),
    variant("overlap", "takes angles for distances", OVERLAP, "these are angles",
            ("(a_BD - p_BD).norm(dim=1)", "1 - functional.cosine_similarity(a_BD, p_BD)"),
            ("(a_BD - n_BD).norm(dim=1)", "1 - functional.cosine_similarity(a_BD, n_BD)")),
    variant("ctc", "overwrites the last frame's numbers from the left", CTC, "hold this frame already",
            ("        for s, k in enumerate(places):\n            ways", "        for s, k in enumerate(places):\n            a = new + a[s:]\n            ways")),
    variant("ctc", "leaves the last frame out", CTC, "the last frame is left out", ("log_p_TK[1:]", "log_p_TK[1:-1]")),
    variant("ctc", "takes the frame before", CTC, "its own frame", ("log_p_TK[1:]", "log_p_TK[:-1]")),
    variant("ctc", "leaves the later frames' chances out", CTC, "no chance is multiplied in", (" + frame[k]", "")),
    variant("foresee", "takes 0.8 and 0.2 for the targets", FORESEE, "0.84 and 0.04", ("math.log(21)", "math.log(4)")),
    variant("mend", "clamps the probability in the entropy", MEND, "has changed a probability",
            ("(p * log_p).sum", "(p * p.clamp(min=1e-6).log()).sum")),
    variant("cross_entropy", "gives the label alone a slope", CROSS_ENTROPY, "the other classes have a slope",
            ("(z_BK.softmax(dim=1) - onehot)", "(z_BK.softmax(dim=1) - onehot) * onehot")),
    variant("smoothed", "gives up where any row is ignored", SMOOTHED, "leave the rows with label -100 out", ("not kept.any()", "not kept.all()")),
    variant("mend", "sums the logarithms without p", MEND, "has lost that factor", ("(p * log_p)", "log_p")),
    variant("choose", "asks for a space beside the blank", CHOOSE, "silence is a blank", ("891", "924")),
    variant("choose", "lets the network say yes or no", CHOOSE, "the distance of two points is the verdict", ("528", "33")),
    variant("choose", "makes both points at once", CHOOSE, "one after the other", ("528", "1056")),
    variant("choose", "takes a class for every set of tags", CHOOSE, "every set of tags", ("825", "33 * 2**25")),
    variant("choose", "takes classes for people to come", CHOOSE, "people who come tomorrow", ('("triplet"', '("cross-entropy"')),
]  # fmt: skip
