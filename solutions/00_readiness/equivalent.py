"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "value_and_slope": {
        "-            value, slope = (args[0], 0.0)\n+            value, slope = (args[-1], 0.0)": "`const` and `exp` have one argument, which is the first and the last",
        "-            value = math.exp(values[args[0]])\n+            value = math.exp(values[args[-1]])": "`const` and `exp` have one argument, which is the first and the last",
        "-            slope = value * slopes[args[0]]\n+            slope = value * slopes[args[-1]]": "`const` and `exp` have one argument, which is the first and the last",
        "-        elif operation in ('add', 'mul'):\n+        elif operation in ('mul', 'add'):": "the order in which a tuple is searched",
    },
    "slide": {
        "-    kernel = k_U.flip(0) if flip else k_U\n+    kernel = k_U.flip(-1) if flip else k_U": "a tensor of one axis: its first is its last",
        "-    return x_T.unfold(0, len(k_U), stride) @ kernel\n+    return x_T.unfold(-1, len(k_U), stride) @ kernel": "a tensor of one axis: its first is its last",
    },
    "stability": {
        "-    m_B1 = torch.where(m_B1.isinf(), torch.zeros_like(m_B1), m_B1)\n+    m_B1 = torch.where(m_B1.isinf(), torch.ones_like(m_B1), m_B1)": "any finite number may be taken off a row that is -inf throughout",
        "-    return torch.log(torch.exp(z_BK - m_B1).sum(dim=1)) + m_B1[:, 0]\n+    return torch.log(torch.exp(z_BK - m_B1).sum(dim=1)) + m_B1[:, -1]": "m_B1 has one column, the first and the last",
    },
}
