"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "activations": {
        "-        return (torch.where(on, z, 0.01 * z), torch.where(on, one, 0.01 * one))\n+        return (torch.where(on, z, 0.01 * z), torch.where(on, one, 0.01 / one))": "`one` is 1: a product with it is the quotient by it",
        "-        return (torch.where(on, z, 0.01 * z), torch.where(on, one, 0.01 * one))\n+        return (torch.where(on, z, 0.01 * z), torch.where(on, one, 0.01))": "where broadcasts the number",
    },
    "pattern": {
        "-    return (on, gated @ W1_HD, (gated @ b1_H).item() + b2)\n+    return (on, gated @ W1_HD, (b1_H @ gated).item() + b2)": "a dot product does not ask which comes first",
    },
    "moons": {
        "-    return net(x_test)[:, 0].detach()\n+    return net(x_test)[:, 0]": "a tensor that still carries its graph holds the same logits",
        "-    for _ in range(400):\n+    for _ in range(401):": "one step more or less trains as well",
        "-    for _ in range(400):\n+    for _ in range(399):": "one step more or less trains as well",
        "-    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))\n+    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2))": "a second output that nothing reads changes only what is drawn",
        "-    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)\n+    optimizer = torch.optim.SGD(net.parameters(), lr=2.0)": "twice the learning rate trains as well",
        "-        loss = functional.binary_cross_entropy_with_logits(net(x_train)[:, 0], y_train.float())\n+        loss = functional.binary_cross_entropy_with_logits(net(x_train)[:, -1], y_train.float())": "one output, the first and the last",
        "-    return net(x_test)[:, 0].detach()\n+    return net(x_test)[:, -1].detach()": "one output, the first and the last",
    },
    "mend": {
        "-    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))\n+    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 2))": "a second output that nothing reads changes only what is drawn",
        "-    optimizer = torch.optim.SGD(net.parameters(), lr=1.0)\n+    optimizer = torch.optim.SGD(net.parameters(), lr=2.0)": "twice the learning rate trains as well",
        "-    return (losses, net(x_N2)[:, 0].detach().sigmoid())\n+    return (losses, net(x_N2)[:, 0].sigmoid())": "a tensor that still carries its graph holds the same probabilities",
        "-        loss = functional.binary_cross_entropy_with_logits(net(x_N2)[:, 0], y_N.float())\n+        loss = functional.binary_cross_entropy_with_logits(net(x_N2)[:, -1], y_N.float())": "one output, the first and the last",
        "-    return (losses, net(x_N2)[:, 0].detach().sigmoid())\n+    return (losses, net(x_N2)[:, -1].detach().sigmoid())": "one output, the first and the last",
    },
    "step_by_hand": {
        "-    p = 1 / (1 + math.exp(-s)) if s > 0 else math.exp(s) / (1 + math.exp(s))\n+    p = 1 / (1 + math.exp(-s)) if not s > 0 else math.exp(s) / (1 + math.exp(s))": "both forms of the sigmoid are right for |s| up to 709, and 500 is promised",
        "-    p = 1 / (1 + math.exp(-s)) if s > 0 else math.exp(s) / (1 + math.exp(s))\n+    p = 1 / (1 + math.exp(-s)) if s < 0 else math.exp(s) / (1 + math.exp(s))": "both forms of the sigmoid are right for |s| up to 709, and 500 is promised",
        "-    p = 1 / (1 + math.exp(-s)) if s > 0 else math.exp(s) / (1 + math.exp(s))\n+    p = 1 / (1 + math.exp(-s)) if s >= 0 else math.exp(s) / (1 + math.exp(s))": "both forms of the sigmoid are right where neither overflows",
        "-    p = 1 / (1 + math.exp(-s)) if s > 0 else math.exp(s) / (1 + math.exp(s))\n+    p = 1 / (1 + math.exp(-s)) if s > 1 else math.exp(s) / (1 + math.exp(s))": "both forms of the sigmoid are right where neither overflows",
        "-    p = 1 / (1 + math.exp(-s)) if s > 0 else math.exp(s) / (1 + math.exp(s))\n+    p = 1 / (1 + math.exp(-s)) if s > -1 else math.exp(s) / (1 + math.exp(s))": "both forms of the sigmoid are right where neither overflows",
        "-    loss = max(s, 0.0) - y * s + math.log1p(math.exp(-abs(s)))\n+    loss = max(0.0, s) - y * s + math.log1p(math.exp(-abs(s)))": "the larger of two numbers does not ask which comes first",
        "-    s = (w2_H @ h).item() + b2\n+    s = (h @ w2_H).item() + b2": "a dot product does not ask which comes first",
    },
}
