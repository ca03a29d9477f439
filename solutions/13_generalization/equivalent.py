"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "dropout": {
        "-    return h * (draw >= p).to(h.dtype) / (1 - p)\n+    return h * (draw > p).to(h.dtype) / (1 - p)": "a uniform draw is exactly p with a probability of nothing",
    },
    "stop": {
        "-    best, best_epoch, best_loss = (w.clone(), 0, (A_val @ w - y_val).square().mean())\n+    best, best_epoch, best_loss = (w.clone(), 0, (A_val @ w + y_val).square().mean())": "at w = 0 the sign of A w does not matter",
        "-    best, best_epoch, best_loss = (w.clone(), 0, (A_val @ w - y_val).square().mean())\n+    best, best_epoch, best_loss = (w.clone(), 0, (y_val - A_val @ w).square().mean())": "a square does not see the sign",
        "-        loss = (A_val @ w - y_val).square().mean()\n+        loss = (y_val - A_val @ w).square().mean()": "a square does not see the sign",
    },
    "augment": {
        "-        image, d, r = (x_BHW[i], int(down_B[i]), int(right_B[i]))\n+        image, d, r = (x_BHW[i], down_B[i], int(right_B[i]))": "a tensor of one integer compares and slices as an integer does",
        "-        image, d, r = (x_BHW[i], int(down_B[i]), int(right_B[i]))\n+        image, d, r = (x_BHW[i], int(down_B[i]), right_B[i])": "a tensor of one integer compares and slices as an integer does",
        "-        if abs(d) < H and abs(r) < W:\n+        if abs(d) <= H and abs(r) < W:": "a shift by exactly the side copies an empty slice",
        "-        if abs(d) < H and abs(r) < W:\n+        if abs(d) < H and abs(r) <= W:": "a shift by exactly the side copies an empty slice",
        "-        if mirror_B[i] and int(y_B[i]) in symmetric:\n+        if mirror_B[i] and y_B[i] in symmetric:": "a tensor of one integer compares and slices as an integer does",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(0, d):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(0, r):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(0, -d):H - max(d, 0), max(-r, 0):W - max(r, 0)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(0, -r):W - max(r, 0)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(0, d), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(0, r)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(0, d), max(-r, 0):W - max(r, 0)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(0, r)]": "the larger and the smaller of two numbers have no order",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 1), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]": "a slice that ends beyond the side ends at the side",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 1)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]": "a slice that ends beyond the side ends at the side",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, -1), max(-r, 0):W - max(r, 0)]": "a slice that ends beyond the side ends at the side",
        "-            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, 0)]\n+            out[i, max(d, 0):H + min(d, 0), max(r, 0):W + min(r, 0)] = image[max(-d, 0):H - max(d, 0), max(-r, 0):W - max(r, -1)]": "a slice that ends beyond the side ends at the side",
    },
    "folds": {
        "-        raise ValueError(f'{len(names)} groups cannot make {k} folds')\n+        raise ValueError(f'{names} groups cannot make {k} folds')": "the wording of an error is free",
        "-        pairs.append(((~held).nonzero()[:, 0], held.nonzero()[:, 0]))\n+        pairs.append(((~held).nonzero()[:, -1], held.nonzero()[:, 0]))": "there is one column, the first and the last",
        "-        pairs.append(((~held).nonzero()[:, 0], held.nonzero()[:, 0]))\n+        pairs.append(((~held).nonzero()[:, 0], held.nonzero()[:, -1]))": "there is one column, the first and the last",
    },
    "average": {
        "-    mean = {name: value.clone() for name, value in states[0].items()}\n+    mean = {name: value for name, value in states[0].items()}": "a state's tensor that nothing changes afterwards is as good as a copy of it",
        "-                mean[name] = value.clone()\n+                mean[name] = value": "a state's tensor that nothing changes afterwards is as good as a copy of it",
    },
    "threshold": {
        "-    for p in range(N, P + 1):\n+    for p in range(N, P + 2):": "a slice beyond the last column is the whole matrix",
        "-        if int(torch.linalg.matrix_rank(F_NP[:, :p])) == N:\n+        if torch.linalg.matrix_rank(F_NP[:, :p]) == N:": "a tensor of one integer compares as an integer does",
    },
    "mend": {
        "-    guess = torch.zeros_like(y_N)\n+    guess = torch.ones_like(y_N)": "every row is held out once, so every entry is overwritten",
        "-    for fold in fold_N.unique():\n+    for fold in fold_N:": "a fold that is done again gives the same guesses again",
        "-        mean, std = (x_train.mean(dim=0), x_train.std(dim=0))\n+        mean, std = (x_train.mean(), x_train.std(dim=0))": "a shift of a whole column cancels in every distance and in the gap of the class means",
        "-        mean, std = (x_train.mean(dim=0), x_train.std(dim=0))\n+        mean, std = (x_train.sum(dim=0), x_train.std(dim=0))": "a shift of a whole column cancels in every distance and in the gap of the class means",
        "-        kept = (means[1] - means[0]).abs().topk(num_kept).indices\n+        kept = (means[0] - means[1]).abs().topk(num_kept).indices": "a size has no sign",
        "-        kept = (means[1] - means[0]).abs().topk(num_kept).indices\n+        kept = means[1].abs().topk(num_kept).indices": "scaled columns have the mean 0, so the class means are opposite up to a factor that all columns share",
    },
}
