"""The mutants of `course audit` that are as right as the answer, each with the reason."""

SYMMETRIC = "a draw that is even from -a to a is so with its sign turned"
ORDER = "the order of two names, or of two arguments of max and min, changes nothing"
ANY_SAMPLE = "any large Gaussian sample is as good"
WITHIN = "the task asks for 3%, and this is nearer"

EQUIVALENT = {
    "draw": {
        "-    return math.sqrt(3) * std * (2 * torch.rand(shape, generator=generator, dtype=dtype) - 1)\n+    return math.sqrt(3) * std * (1 - 2 * torch.rand(shape, generator=generator, dtype=dtype))": SYMMETRIC,
        "-    if scheme not in variances or distribution not in ('normal', 'uniform'):\n+    if scheme not in variances or distribution not in ('uniform', 'normal'):": ORDER,
    },
    "gains": {
        "-    z = torch.randn(1000000, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)\n+    z = torch.randn(1000000) * math.sqrt(q)": ANY_SAMPLE,
        "-    z = torch.randn(1000000, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)\n+    z = torch.randn(1000001, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)": ANY_SAMPLE,
        "-    z = torch.randn(1000000, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)\n+    z = torch.randn(999999, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)": ANY_SAMPLE,
        "-    z = torch.randn(1000000, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)\n+    z = torch.randn(1000000, generator=torch.Generator().manual_seed(1)) * math.sqrt(q)": ANY_SAMPLE,
        "-    z = torch.randn(1000000, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)\n+    z = torch.randn(1000000, generator=torch.Generator().manual_seed(-1)) * math.sqrt(q)": ANY_SAMPLE,
        "-    z = torch.randn(1000000, generator=torch.Generator().manual_seed(0)) * math.sqrt(q)\n+    z = torch.randn(1000000, generator=torch.manual_seed(0)) * math.sqrt(q)": ANY_SAMPLE,
    },
    "orthogonal": {
        "-    Q = gain * Q * R.diagonal().sign()\n+    Q = gain * Q / R.diagonal().sign()": "a sign is its own reciprocal",
        "-    long, short = (max(n_out, n_in), min(n_out, n_in))\n+    long, short = (max(n_in, n_out), min(n_out, n_in))": ORDER,
        "-    long, short = (max(n_out, n_in), min(n_out, n_in))\n+    long, short = (max(n_out, n_in), min(n_in, n_out))": ORDER,
        "-    return Q if n_out > n_in else Q.T\n+    return Q if n_out >= n_in else Q.T": "of a square matrix drawn evenly the transpose is as good",
    },
    "foresee": {
        "-uniform_std = math.sqrt(400 * 0.1 ** 2 / 3)\n+uniform_std = math.sqrt(401 * 0.1 ** 2 / 3)": WITHIN,
        "-uniform_std = math.sqrt(400 * 0.1 ** 2 / 3)\n+uniform_std = math.sqrt(399 * 0.1 ** 2 / 3)": WITHIN,
        "-conv_gradient = 64 * 9 * 2 / (32 * 9) / 2\n+conv_gradient = 65 * 9 * 2 / (32 * 9) / 2": WITHIN,
        "-conv_gradient = 64 * 9 * 2 / (32 * 9) / 2\n+conv_gradient = 63 * 9 * 2 / (32 * 9) / 2": WITHIN,
    },
    "twins": {
        "-    first = (rows[:, None] == rows[None]).all(dim=2).int().argmax(dim=1)\n+    first = (rows[:, None] == rows[None]).all(dim=2).int().argmax(dim=0)": "who equals whom is symmetric",
    },
}
