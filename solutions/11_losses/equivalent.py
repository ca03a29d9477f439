"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "cross_entropy": {
        "-    return (z_BK - m_B1).exp().sum(dim=1).log() + m_B1[:, 0]\n+    return (z_BK - m_B1).exp().sum(dim=1).log() + m_B1[:, -1]": "keepdim has left one column, the first and the last",
        "-    log_sum_B = (z_BK - m_B1).exp().sum(dim=1).log() + m_B1[:, 0]\n+    log_sum_B = (z_BK - m_B1).exp().sum(dim=1).log() + m_B1[:, -1]": "keepdim has left one column, the first and the last",
    },
    "smoothed": {
        "-    loss_B = (1 - epsilon) * right_B + epsilon * cost_BK.mean(dim=1)\n+    loss_B = (1 - epsilon) * right_B + epsilon * cost_BK.mean()": "the rows' means are summed afterwards, and B times the mean of all is that sum",
        "-    w_K = torch.ones_like(z_BK[0]) if weight_K is None else weight_K\n+    w_K = torch.ones_like(z_BK[-1]) if weight_K is None else weight_K": "ones like any row are the same ones",
    },
    "overlap": {
        "-    p, t = (p.flatten(1), t.flatten(1))\n+    p, t = (t.flatten(1), p.flatten(1))": "the dice loss is the same with p and t exchanged",
        "-    near_B = (a_BD - p_BD).norm(dim=1)\n+    near_B = (p_BD - a_BD).norm(dim=1)": "a length has no direction",
        "-    far_B = (a_BD - n_BD).norm(dim=1)\n+    far_B = (n_BD - a_BD).norm(dim=1)": "a length has no direction",
    },
    "ctc": {
        "-    never = torch.tensor(-math.inf, dtype=log_p_TK.dtype)\n+    never = torch.tensor(-math.inf)": "minus infinity is the same number in any format, and the stack takes the wider one",
        "-    return -torch.logsumexp(torch.stack(a[-2:]), dim=0)\n+    return -torch.logsumexp(torch.stack(a[-2:]), dim=-1)": "a row of numbers has one axis, the first and the last",
        "-            ways = a[max(s - 1, 0):s + 1]\n+            ways = a[max(0, s - 1):s + 1]": "a maximum does not ask for the order",
        "-            if s > 1 and k != 0 and (k != places[s - 2]):\n+            if s > 2 and k != 0 and (k != places[s - 2]):": "place 2 holds a blank, which is never jumped to",
        "-            if s > 1 and k != 0 and (k != places[s - 2]):\n+            if s > 1 and k != -1 and (k != places[s - 2]):": "a blank stands two places after a blank, so the last condition stops it alone",
        "-            new.append(torch.logsumexp(torch.stack(ways), dim=0) + frame[k])\n+            new.append(torch.logsumexp(torch.stack(ways), dim=-1) + frame[k])": "a row of numbers has one axis, the first and the last",
    },
}
