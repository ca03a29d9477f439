"""The mutants of `course audit` that are as right as the answer, each with the reason."""

WITHIN = "the task asks for 2%, and this is nearer"
ZIPPED = "zip stops at the shorter of inputs and targets"
EMPTY = "a window without a target makes no prediction"
UNCHANGED = "the caller's weights are neither changed nor given a graph"

EQUIVALENT = {
    "bptt": {
        "-    before_BTn = torch.cat([h0_Bn[:, None], h_BTn[:, :-1]], dim=1)\n+    before_BTn = torch.cat([h0_Bn[:, None], h_BTn[:, :]], dim=1)": "the last state is there as well, and never asked for",
    },
    "masked_loss": {
        "-    rows = [h[k - 1] if k > 0 else torch.zeros_like(h[0]) for h, k in zip(h_BTn, lengths_B.tolist())]\n+    rows = [h[k - 1] if k > 0 else torch.zeros_like(h[-1]) for h, k in zip(h_BTn, lengths_B.tolist())]": "zeros of one shape, whichever state lends it",
    },
    "sample": {
        "-    return torch.multinomial(p, 1, generator=generator)[:, 0]\n+    return torch.multinomial(p, 1, generator=generator)[:, -1]": "one draw, the first and the last",
    },
    "foresee": {
        "-steps = math.log(1000) / math.log(math.sqrt(3))\n+steps = math.log(1001) / math.log(math.sqrt(3))": WITHIN,
        "-steps = math.log(1000) / math.log(math.sqrt(3))\n+steps = math.log(999) / math.log(math.sqrt(3))": WITHIN,
        "-bias = -math.log(2 ** (1 / 100) - 1)\n+bias = -math.log(2 ** (1 / 101) - 1)": WITHIN,
        "-bias = -math.log(2 ** (1 / 100) - 1)\n+bias = -math.log(2 ** (1 / 99) - 1)": WITHIN,
    },
    "mend": {
        "-    total, count = (0.0, 0)\n+    total, count = (0, 0.0)": "a count of 3.0 divides like one of 3",
        "-    W = W_h.detach().clone().requires_grad_()\n+    W = W_h.detach().requires_grad_()": UNCHANGED,
        "-    W = W_h.detach().clone().requires_grad_()\n+    W = W_h.clone().requires_grad_()": UNCHANGED,
        "-        for start in range(0, len(codes) - 1, length):\n+        for start in range(0, len(codes) + 1, length):": EMPTY,
        "-        for start in range(0, len(codes) - 1, length):\n+        for start in range(0, len(codes), length):": EMPTY,
        "-        for start in range(0, len(codes) - 1, length):\n+        for start in range(0, len(codes) - 0, length):": EMPTY,
        "-            inputs = codes[start:start + length]\n+            inputs = codes[start:]": ZIPPED,
        "-            targets = codes[start + 1:start + length + 1]\n+            targets = codes[start + 1:]": ZIPPED,
        "-            targets = codes[start + 1:start + length + 1]\n+            targets = codes[start + 1:start + length + 2]": ZIPPED,
        "-    return (loss.item(), torch.autograd.grad(loss, W)[0])\n+    return (loss.item(), torch.autograd.grad(loss, W)[-1])": "one gradient, the first and the last",
    },
}
