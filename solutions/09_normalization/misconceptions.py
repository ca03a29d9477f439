"""Plausible wrong answers to the gate of session 09, with the words that each must be told."""

from autograder.authored import variant

BLOCK = """
def normalise_block(z_BCHW, kind, groups=1, eps=1e-5):
    B, C, H, W = z_BCHW.shape
    if kind == "rms":
        return z_BCHW / (z_BCHW.square().mean(dim=(1, 2, 3), keepdim=True) + eps).sqrt()
    if kind == "group":
        if C % groups:
            raise ValueError("groups")
        runs, axes = z_BCHW.reshape(B, groups, C // groups, H, W), (2, 3, 4)
    elif kind in ("batch", "layer", "instance"):
        runs, axes = z_BCHW, {"batch": (0, 2, 3), "layer": (1, 2, 3), "instance": (2, 3)}[kind]
    else:
        raise ValueError("kind")
    mean = runs.mean(dim=axes, keepdim=True)
    variance = runs.var(dim=axes, correction=0, keepdim=True)
    return ((runs - mean) / (variance + eps).sqrt()).reshape(z_BCHW.shape)
"""
RMS = "return z_BCHW / (z_BCHW.square().mean(dim=(1, 2, 3), keepdim=True) + eps).sqrt()"

BATCH = """
def batch_norm(z, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    axes = (0, *range(2, z.dim()))
    along = (1, -1, *[1] * (z.dim() - 2))
    mean, variance = running_mean, running_var
    if training:
        count = z.numel() // z.shape[1]
        if count == 1:
            raise ValueError("one number")
        mean, variance = z.mean(dim=axes), z.var(dim=axes, correction=0)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * variance * count / (count - 1)
    z_hat = (z - mean.view(along)) / (variance.view(along) + eps).sqrt()
    return gamma.view(along) * z_hat + beta.view(along), running_mean, running_var
"""
RETURN = "return gamma.view(along) * z_hat + beta.view(along), running_mean, running_var"

BACKWARD = """
def batch_norm_backward(z_BD, gamma_D, g_BD, eps=1e-5):
    sigma = (z_BD.var(dim=0, correction=0) + eps).sqrt()
    z_hat = (z_BD - z_BD.mean(dim=0)) / sigma
    dgamma, dbeta = (g_BD * z_hat).sum(dim=0), g_BD.sum(dim=0)
    dz = gamma_D / sigma * (g_BD - g_BD.mean(dim=0) - z_hat * (g_BD * z_hat).mean(dim=0))
    return dz, dgamma, dbeta
"""

FOLD = """
def fold(W, b, gamma, beta, mean, variance, eps=1e-5):
    a = gamma / (variance + eps).sqrt()
    b = torch.zeros_like(mean) if b is None else b
    return W * a.view(-1, *[1] * (W.dim() - 1)), a * (b - mean) + beta
"""
SHIFT = "a * (b - mean) + beta"

FORESEE = """
left_over = 0.9**30
slope_factor = 1 / 5
means = 16 * 8
numbers = 4 * 7 * 7
pair = 3.0
growth = (math.pi / (math.pi - 1)) ** 10
"""

CHOOSE = """
case_a, case_b, case_c, case_d, case_e = "batch", "group", "instance", "rms", "layer"
"""
CASES = '"batch", "group", "instance", "rms", "layer"'

MEND = """
class MendedNorm:
    def __init__(self, gamma_D, beta_D, momentum=0.1, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma_D, beta_D, momentum, eps
        self.mean, self.variance = torch.zeros_like(gamma_D), torch.ones_like(gamma_D)

    def __call__(self, z_BD, training):
        mean, variance = self.mean, self.variance
        if training:
            mean, variance = z_BD.mean(dim=0), z_BD.var(dim=0, correction=0)
            self.mean = (1 - self.momentum) * self.mean + self.momentum * mean
            self.variance = (1 - self.momentum) * self.variance + self.momentum * z_BD.var(dim=0)
        return self.gamma * (z_BD - mean) / (variance + self.eps).sqrt() + self.beta
"""
AS_GIVEN = """
        mean, variance = z_BD.mean(dim=0), z_BD.var(dim=0, correction=0)
        self.mean = self.momentum * self.mean + (1 - self.momentum) * mean
        self.variance = self.momentum * self.variance + (1 - self.momentum) * variance
        if training:
            return self.gamma * (z_BD - mean) / (variance + self.eps).sqrt() + self.beta
        return (z_BD - self.mean) / (self.variance + self.eps).sqrt()
"""
RESULT = "        return self.gamma * (z_BD - mean) / (variance + self.eps).sqrt() + self.beta\n"

COLLAPSE = """
def collapse_evaluated(layers, eps=1e-5):
    A = c = None
    for W, b, gamma, beta, mean, variance in layers:
        a = gamma / (variance + eps).sqrt()
        W, b = a[:, None] * W, a * (b - mean) + beta
        A, c = (W, b) if A is None else (W @ A, W @ c + b)
    return A, c
"""

MISCONCEPTIONS = [
    variant(
        "normalise_block",
        "takes the layer's axes for the batch",
        BLOCK,
        "each example, not each channel over the batch",
        ('"batch": (0, 2, 3)', '"batch": (1, 2, 3)'),
    ),
    variant(
        "normalise_block",
        "takes the batch's axes for the layer",
        BLOCK,
        "over the batch, not over the features",
        ('"layer": (1, 2, 3)', '"layer": (0, 2, 3)'),
    ),
    variant(
        "normalise_block",
        "forgets the pixels of a channel",
        BLOCK,
        "a channel's pixels belong together",
        ('"batch": (0, 2, 3)', '"batch": (0,)'),
    ),
    variant(
        "normalise_block",
        "normalises the channels of each pixel",
        BLOCK,
        "over the channels of each pixel by itself",
        ('"layer": (1, 2, 3)', '"layer": (1,)'),
    ),
    variant(
        "normalise_block",
        "normalises the whole block",
        BLOCK,
        "the whole block by one mean",
        ('"batch": (0, 2, 3)', '"batch": (0, 1, 2, 3)'),
    ),
    variant(
        "normalise_block",
        "uses the unbiased variance",
        BLOCK,
        "the unbiased variance, with m - 1",
        (", correction=0", ""),
    ),
    variant(
        "normalise_block",
        "puts epsilon outside the root",
        BLOCK,
        "epsilon stands outside the root",
        ("(variance + eps).sqrt()", "(variance.sqrt() + eps)"),
    ),
    variant(
        "normalise_block",
        "subtracts the mean in RMS",
        BLOCK,
        "RMSNorm leaves it where it is",
        (
            RMS,
            "z = z_BCHW - z_BCHW.mean(dim=(1, 2, 3), keepdim=True)\n        return z / (z.square().mean(dim=(1, 2, 3), keepdim=True) + eps).sqrt()",
        ),
    ),
    variant(
        "normalise_block",
        "divides by the standard deviation in RMS",
        BLOCK,
        "RMS takes the mean square itself",
        (
            RMS,
            "return z_BCHW / (z_BCHW.var(dim=(1, 2, 3), correction=0, keepdim=True) + eps).sqrt()",
        ),
    ),
    variant(
        "normalise_block",
        "takes every so-many-th channel for a group",
        BLOCK,
        "a group is a run of neighbours",
        ("B, groups, C // groups, H, W), (2, 3, 4)", "B, C // groups, groups, H, W), (1, 3, 4)"),
    ),
    variant(
        "normalise_block",
        "takes groups for the size of a group",
        BLOCK,
        "for the number of channels in a group",
        ("B, groups, C // groups, H, W)", "B, C // groups, groups, H, W)"),
    ),
    variant(
        "normalise_block",
        "divides by the variance",
        BLOCK,
        "by the variance, not by its root",
        ("(variance + eps).sqrt()", "(variance + eps)"),
    ),
    variant(
        "normalise_block",
        "lets epsilon stand at its default",
        BLOCK,
        "`eps` has to be used",
        ("(variance + eps)", "(variance + 1e-5)"),
    ),
    variant(
        "normalise_block",
        "takes unknown kinds for batch",
        BLOCK,
        "raise a ValueError",
        (
            'elif kind in ("batch", "layer", "instance"):\n        runs, axes = z_BCHW, {"batch": (0, 2, 3), "layer": (1, 2, 3), "instance": (2, 3)}[kind]\n    else:\n        raise ValueError("kind")',
            'else:\n        runs, axes = z_BCHW, {"batch": (0, 2, 3), "layer": (1, 2, 3), "instance": (2, 3)}.get(kind, (0, 2, 3))',
        ),
    ),
    variant(
        "normalise_block",
        "works in place",
        BLOCK,
        "in place",
        ("    mean = runs", "    z_BCHW *= 1.0000001\n    mean = runs"),
    ),
    variant(
        "batch_norm",
        "feeds the average with the biased variance",
        BATCH,
        "took the biased estimate",
        ("momentum * variance * count / (count - 1)", "momentum * variance"),
    ),
    variant(
        "batch_norm",
        "normalises by the unbiased variance",
        BATCH,
        "you divided by the unbiased variance",
        ("correction=0", "correction=1"),
        ("momentum * variance * count / (count - 1)", "momentum * variance"),
    ),
    variant(
        "batch_norm",
        "corrects by the number of examples",
        BATCH,
        "pixels count too",
        ("variance * count / (count - 1)", "variance * len(z) / (len(z) - 1)"),
    ),
    variant(
        "batch_norm",
        "moves the averages in evaluation",
        BATCH,
        "evaluation moved the running mean",
        (
            "    z_hat =",
            "    if not training:\n        running_mean = (1 - momentum) * running_mean + momentum * z.mean(dim=axes)\n    z_hat =",
        ),
    ),
    variant(
        "batch_norm",
        "has momentum the wrong way round",
        BATCH,
        "momentum is the wrong way round",
        (
            "(1 - momentum) * running_mean + momentum * mean",
            "momentum * running_mean + (1 - momentum) * mean",
        ),
    ),
    variant(
        "batch_norm",
        "normalises by the running averages in training",
        BATCH,
        "by the running averages in training",
        (
            "mean, variance = z.mean(dim=axes), z.var(dim=axes, correction=0)\n        running_mean = (1 - momentum) * running_mean + momentum * mean\n        running_var = (1 - momentum) * running_var + momentum * variance",
            "m, v = z.mean(dim=axes), z.var(dim=axes, correction=0)\n        running_mean = (1 - momentum) * running_mean + momentum * m\n        running_var = (1 - momentum) * running_var + momentum * v",
        ),
    ),
    variant(
        "batch_norm",
        "uses the batch's statistics in evaluation",
        BATCH,
        "evaluation used the batch's own statistics",
        (
            "    z_hat =",
            "    mean, variance = z.mean(dim=axes), z.var(dim=axes, correction=0)\n    z_hat =",
        ),
    ),
    variant(
        "batch_norm",
        "forgets gamma and beta in evaluation",
        BATCH,
        "gamma and beta are missing",
        (
            RETURN,
            "if not training:\n        return z_hat, running_mean, running_var\n    " + RETURN,
        ),
    ),
    variant(
        "batch_norm",
        "forgets gamma in evaluation",
        BATCH,
        "gamma is missing",
        (
            RETURN,
            "if not training:\n        return z_hat + beta.view(along), running_mean, running_var\n    "
            + RETURN,
        ),
    ),
    variant(
        "batch_norm",
        "puts epsilon outside the root",
        BATCH,
        "epsilon stands outside the root",
        ("(variance.view(along) + eps).sqrt()", "(variance.view(along).sqrt() + eps)"),
    ),
    variant(
        "batch_norm",
        "normalises over the batch alone",
        BATCH,
        "Average over every axis but 1",
        ("axes = (0, *range(2, z.dim()))", "axes = (0,)"),
    ),
    variant(
        "batch_norm",
        "does not refuse a single number",
        BATCH,
        "raise a ValueError",
        ('        if count == 1:\n            raise ValueError("one number")\n', ""),
        ("count / (count - 1)", "count / max(1, count - 1)"),
    ),
    variant(
        "batch_norm",
        "refuses a single example with many pixels",
        BATCH,
        "only one is too few",
        ("if count == 1", "if len(z) == 1"),
    ),
    variant(
        "batch_norm",
        "averages standard deviations",
        BATCH,
        "it averages variances",
        (
            "momentum * variance * count / (count - 1)",
            "momentum * (variance * count / (count - 1)).sqrt()",
        ),
    ),
    variant(
        "batch_norm_backward",
        "takes the statistics for constants",
        BACKWARD,
        "taken for constants",
        (" - g_BD.mean(dim=0) - z_hat * (g_BD * z_hat).mean(dim=0)", ""),
    ),
    variant(
        "batch_norm_backward",
        "forgets the way through the deviation",
        BACKWARD,
        "through the standard deviation is missing",
        (" - z_hat * (g_BD * z_hat).mean(dim=0)", ""),
    ),
    variant(
        "batch_norm_backward",
        "forgets the way through the mean",
        BACKWARD,
        "through the mean is missing",
        (" - g_BD.mean(dim=0)", ""),
    ),
    variant(
        "batch_norm_backward",
        "forgets gamma",
        BACKWARD,
        "gamma is missing",
        ("gamma_D / sigma *", "1 / sigma *"),
    ),
    variant(
        "batch_norm_backward",
        "sums where it should average",
        BACKWARD,
        "divide them by B",
        (
            "g_BD.mean(dim=0) - z_hat * (g_BD * z_hat).mean(dim=0)",
            "g_BD.sum(dim=0) - z_hat * (g_BD * z_hat).sum(dim=0)",
        ),
    ),
    variant(
        "batch_norm_backward",
        "averages over the features",
        BACKWARD,
        "they run down the batch",
        (
            "g_BD.mean(dim=0) - z_hat * (g_BD * z_hat).mean(dim=0)",
            "g_BD.mean(dim=1, keepdim=True) - z_hat * (g_BD * z_hat).mean(dim=1, keepdim=True)",
        ),
    ),
    variant(
        "batch_norm_backward",
        "averages where it should sum",
        BACKWARD,
        "gradients of all examples add up",
        (
            "(g_BD * z_hat).sum(dim=0), g_BD.sum(dim=0)",
            "(g_BD * z_hat).mean(dim=0), g_BD.mean(dim=0)",
        ),
    ),
    variant(
        "batch_norm_backward",
        "multiplies by z for gamma",
        BACKWARD,
        "γ multiplies ẑ",
        ("(g_BD * z_hat).sum(dim=0), g", "(g_BD * z_BD).sum(dim=0), g"),
    ),
    variant(
        "batch_norm_backward",
        "uses the unbiased variance",
        BACKWARD,
        "the unbiased variance",
        (", correction=0", ""),
    ),
    variant(
        "fold",
        "does not scale the old bias",
        FOLD,
        "the old bias is not scaled",
        (SHIFT, "b - a * mean + beta"),
    ),
    variant(
        "fold", "forgets the old bias", FOLD, "the old bias is missing", (SHIFT, "beta - a * mean")
    ),
    variant("fold", "adds the mean", FOLD, "it is subtracted", (SHIFT, "a * (b + mean) + beta")),
    variant(
        "fold",
        "forgets gamma in the weight",
        FOLD,
        "gamma is missing in the weight",
        ("W * a.view", "W * (1 / (variance + eps).sqrt()).view"),
    ),
    variant(
        "fold",
        "divides by the variance",
        FOLD,
        "by the variance, not by its root",
        ("(variance + eps).sqrt()", "(variance + eps)"),
    ),
    variant(
        "fold",
        "lays the factors along the inputs",
        FOLD,
        "each belongs to an output, a row of W",
        ("W * a.view(-1, *[1] * (W.dim() - 1))", "W * a.view(1, -1, *[1] * (W.dim() - 2))"),
    ),
    variant(
        "fold",
        "folds into dense layers only",
        FOLD,
        "whatever axes follow",
        ("a.view(-1, *[1] * (W.dim() - 1))", "a[:, None]"),
    ),
    variant(
        "fold", "forgets epsilon", FOLD, "epsilon is missing", ("(variance + eps)", "variance")
    ),
    variant("foresee", "keeps a tenth a step", FORESEE, "share of the new", ("0.9**30", "0.1**30")),
    variant(
        "foresee",
        "lets the gradient grow with the weights",
        FORESEE,
        "it is divided, not multiplied",
        ("1 / 5", "5"),
    ),
    variant("foresee", "thinks that nothing changes", FORESEE, "the gradient does", ("1 / 5", "1")),
    variant(
        "foresee", "counts for one example", FORESEE, "each of the 16 has its own", ("16 * 8", "8")
    ),
    variant(
        "foresee",
        "takes groups of eight channels",
        FORESEE,
        "not groups of 8",
        ("4 * 7 * 7", "8 * 7 * 7"),
    ),
    variant(
        "foresee",
        "uses the unbiased deviation of a pair",
        FORESEE,
        "you used the unbiased one",
        ("pair = 3.0", "pair = 3 / 2**0.5"),
    ),
    variant(
        "foresee",
        "forgets gamma",
        FORESEE,
        "it comes behind the norm",
        ("pair = 3.0", "pair = 1.0"),
    ),
    variant(
        "foresee",
        "forgets the root of a length",
        FORESEE,
        "a length has its root",
        ("** 10", "** 20"),
    ),
    variant(
        "foresee",
        "does not take the mean of the ReLU off",
        FORESEE,
        "its mean has to be taken off",
        ("growth = (math.pi / (math.pi - 1)) ** 10", "growth = 0.5**10"),
    ),
    variant(
        "foresee",
        "leaves one open",
        FORESEE,
        "still None",
        ("growth = (math.pi / (math.pi - 1)) ** 10", "growth = None"),
    ),
    variant(
        "choose",
        "takes batch norm for pairs",
        CHOOSE,
        "two pictures a step are too few",
        (CASES, '"batch", "batch", "instance", "rms", "layer"'),
    ),
    variant(
        "choose",
        "takes group norm where it must vanish",
        CHOOSE,
        "something is left to compute",
        (CASES, '"group", "batch", "instance", "rms", "layer"'),
    ),
    variant(
        "choose",
        "takes layer norm for style",
        CHOOSE,
        "a feature's own contrast stays in",
        (CASES, '"batch", "group", "layer", "rms", "instance"'),
    ),
    variant(
        "choose",
        "takes layer norm for the language model",
        CHOOSE,
        "takes off the mean",
        (CASES, '"batch", "group", "instance", "layer", "rms"'),
    ),
    variant(
        "choose",
        "takes RMS for the recurrent cell",
        CHOOSE,
        "it was to be taken off",
        (CASES, '"batch", "group", "instance", "rms", "rms"'),
    ),
    variant(
        "choose",
        "takes batch norm for the recurrent cell",
        CHOOSE,
        "averages for each step",
        (CASES, '"batch", "group", "instance", "rms", "batch"'),
    ),
    variant(
        "choose",
        "uses another name",
        CHOOSE,
        "should be one of",
        (CASES, '"BatchNorm", "group", "instance", "rms", "layer"'),
    ),
    variant(
        "mend",
        "hands in what it was given",
        MEND,
        "still",
        (MEND[MEND.index("        mean, variance = self.mean") :], AS_GIVEN[1:]),
    ),
    variant(
        "mend",
        "leaves momentum as it was",
        MEND,
        "momentum is still the share of the old",
        (
            "(1 - self.momentum) * self.mean + self.momentum * mean",
            "self.momentum * self.mean + (1 - self.momentum) * mean",
        ),
        (
            "(1 - self.momentum) * self.variance + self.momentum * z_BD",
            "self.momentum * self.variance + (1 - self.momentum) * z_BD",
        ),
    ),
    variant(
        "mend",
        "leaves the biased estimate",
        MEND,
        "still fed with the biased estimate",
        ("self.momentum * z_BD.var(dim=0)", "self.momentum * variance"),
    ),
    variant(
        "mend",
        "still moves the averages in evaluation",
        MEND,
        "evaluation still moves the averages",
        (
            "        return",
            "        else:\n            self.mean = (1 - self.momentum) * self.mean + self.momentum * z_BD.mean(dim=0)\n            self.variance = (1 - self.momentum) * self.variance + self.momentum * z_BD.var(dim=0)\n            mean, variance = self.mean, self.variance\n        return",
        ),
    ),
    variant(
        "mend",
        "leaves gamma and beta out in evaluation",
        MEND,
        "evaluation leaves out γ; and that is not all",
        (
            RESULT,
            "        z_hat = (z_BD - mean) / (variance + self.eps).sqrt()\n        return self.gamma * z_hat + self.beta if training else z_hat\n",
        ),
    ),
    variant(
        "mend",
        "leaves gamma out in evaluation",
        MEND,
        "evaluation leaves out γ",
        (
            RESULT,
            "        z_hat = (z_BD - mean) / (variance + self.eps).sqrt()\n        return self.gamma * z_hat + self.beta if training else z_hat + self.beta\n",
        ),
    ),
    variant(
        "mend",
        "normalises by the unbiased variance",
        MEND,
        "the batch is normalised by the unbiased variance",
        ("correction=0", "correction=1"),
    ),
    variant(
        "mend",
        "uses the batch in evaluation",
        MEND,
        "evaluation uses the batch's own statistics",
        (
            "        return",
            "        else:\n            mean, variance = z_BD.mean(dim=0), z_BD.var(dim=0, correction=0)\n        return",
        ),
    ),
    variant(
        "collapse_evaluated",
        "forgets the norms",
        COLLAPSE,
        "the norms are missing in A",
        ("        W, b = a[:, None] * W, a * (b - mean) + beta\n", ""),
    ),
    variant(
        "collapse_evaluated",
        "multiplies in the wrong order",
        COLLAPSE,
        "the last layer stands on the left",
        ("W @ A", "A @ W"),
    ),
    variant(
        "collapse_evaluated",
        "forgets the shifts of earlier layers",
        COLLAPSE,
        "only the last layer's shift is in c",
        ("W @ c + b)", "b)"),
    ),
    variant(
        "collapse_evaluated",
        "does not scale the biases",
        COLLAPSE,
        "the biases are not scaled",
        ("a * (b - mean) + beta", "b - a * mean + beta"),
    ),
    variant(
        "collapse_evaluated",
        "adds the means",
        COLLAPSE,
        "each is taken off",
        ("(b - mean)", "(b + mean)"),
    ),
    variant(
        "collapse_evaluated",
        "lays the factors along the columns",
        COLLAPSE,
        "each belongs to an output, a row",
        ("a[:, None] * W", "a * W"),
    ),
    variant(
        "collapse_evaluated",
        "forgets gamma",
        COLLAPSE,
        "γ is missing in A",
        ("a = gamma / (variance", "a = 1 / (variance"),
    ),
    variant(
        "normalise_block",
        "normalises the last axis only",
        BLOCK,
        "over the last axis only",
        ('"layer": (1, 2, 3)', '"layer": (3,)'),
    ),
    variant(
        "normalise_block",
        "refuses groups for every kind",
        BLOCK,
        "for the other kinds `groups` has no meaning",
        (
            '        if C % groups:\n            raise ValueError("groups")\n',
            "",
        ),
        (
            '    if kind == "rms":',
            '    if C % groups:\n        raise ValueError\n    if kind == "rms":',
        ),
    ),
    variant(
        "normalise_block",
        "works in float32",
        BLOCK,
        "keep the dtype",
        ("B, C, H, W = z_BCHW.shape", "z_BCHW = z_BCHW.float()\n    B, C, H, W = z_BCHW.shape"),
    ),
    variant(
        "normalise_block",
        "drops the averaged axes",
        BLOCK,
        "keepdim=True",
        ("correction=0, keepdim=True", "correction=0"),
    ),
    variant(
        "normalise_block",
        "fixes epsilon in rms",
        BLOCK,
        "`eps` has to be used",
        (RMS, RMS.replace("+ eps", "+ 1e-5")),
    ),
    variant(
        "normalise_block",
        "averages absolute values in rms",
        BLOCK,
        "mean of the absolute values",
        (RMS, "return z_BCHW / (z_BCHW.abs().mean(dim=(1, 2, 3), keepdim=True) + eps)"),
    ),
    variant(
        "batch_norm",
        "lays a channel's numbers along the last axis",
        BATCH,
        "lay it along axis 1 again",
        ("along = (1, -1, *[1] * (z.dim() - 2))", "along = (-1,)"),
    ),
    variant(
        "batch_norm",
        "refuses a single example in evaluation",
        BATCH,
        "only training refuses it",
        (
            "    if training:\n",
            "    if z.numel() == z.shape[1]:\n        raise ValueError\n    if training:\n",
        ),
    ),
    variant(
        "batch_norm",
        "averages epsilon along",
        BATCH,
        "it belongs to the division only",
        ("momentum * variance * count", "momentum * (variance + eps) * count"),
    ),
    variant(
        "batch_norm_backward",
        "multiplies by the standard deviation",
        BACKWARD,
        "you multiplied by the standard deviation",
        ("gamma_D / sigma *", "gamma_D * sigma *"),
    ),
    variant(
        "batch_norm_backward",
        "takes the mean of g over the features",
        BACKWARD,
        "the mean of g runs over the features",
        ("g_BD.mean(dim=0)", "g_BD.mean(dim=1, keepdim=True)"),
    ),
    variant(
        "batch_norm_backward",
        "drops the axis of the wrong mean",
        BACKWARD,
        "go down the batch, axis 0",
        ("g_BD.mean(dim=0)", "g_BD.mean(dim=1)"),
    ),
    variant(
        "fold",
        "crashes without a bias",
        FOLD,
        "that is a bias of 0",
        ("    b = torch.zeros_like(mean) if b is None else b\n", ""),
    ),
    variant(
        "fold",
        "forgets the mean where there is no bias",
        FOLD,
        "this is β alone",
        (SHIFT, "beta if not b.any() else a * (b - mean) + beta"),
    ),
    variant(
        "fold",
        "works in float32",
        FOLD,
        "keep the dtype",
        ("return W * a", "return W.float() * a.float()"),
    ),
    variant(
        "foresee",
        "takes the 1.4 for the smaller",
        FORESEE,
        "the larger of the two",
        ("pair = 3.0", "pair = -3.0"),
    ),
    variant(
        "collapse_evaluated",
        "leaves the means unscaled",
        COLLAPSE,
        "the running means are not scaled",
        ("a * (b - mean) + beta", "a * b - mean + beta"),
    ),
    variant(
        "collapse_evaluated",
        "scales beta",
        COLLAPSE,
        "β is scaled in yours",
        ("a * (b - mean) + beta", "a * (b - mean + beta)"),
    ),
    variant(
        "collapse_evaluated",
        "forgets the layers' biases",
        COLLAPSE,
        "the layers' own biases are missing",
        ("(b - mean)", "(-mean)"),
    ),
    variant(
        "mend",
        "turns momentum for the variance only",
        MEND,
        "in the running mean",
        (
            "(1 - self.momentum) * self.mean + self.momentum * mean",
            "self.momentum * self.mean + (1 - self.momentum) * mean",
        ),
    ),
    variant(
        "mend",
        "turns momentum for the mean only",
        MEND,
        "in the running variance",
        (
            "(1 - self.momentum) * self.variance + self.momentum * z_BD.var(dim=0)",
            "self.momentum * self.variance + (1 - self.momentum) * z_BD.var(dim=0)",
        ),
    ),
    variant(
        "mend",
        "fixes the momentum",
        MEND,
        "`momentum` has to be used",
        ("(1 - self.momentum) * self.mean + self.momentum * mean", "0.9 * self.mean + 0.1 * mean"),
        (
            "(1 - self.momentum) * self.variance + self.momentum * z_BD.var(dim=0)",
            "0.9 * self.variance + 0.1 * z_BD.var(dim=0)",
        ),
    ),
    variant(
        "mend",
        "starts the variance at 0",
        MEND,
        "it starts at 1",
        ("torch.ones_like(gamma_D)", "torch.zeros_like(gamma_D)"),
    ),
    variant(
        "foresee",
        "takes the limit of many tiny shares",
        FORESEE,
        "the limit of many tiny shares",
        ("0.9**30", "math.exp(-3)"),
    ),
]
