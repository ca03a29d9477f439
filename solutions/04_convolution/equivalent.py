"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "conv2d": {
        "-        y[:, i, j] = (W_OCkl * window).sum(dim=(1, 2, 3)) + b_O\n+        y[:, i, j] = (W_OCkl * window).sum(dim=(2, 1, 3)) + b_O": "a sum over the same axes, named in another order",
    },
    "affine": {
        "-    return (W, W2_OMmn.sum(dim=(2, 3)) @ b1_M + b2_O)\n+    return (W, W2_OMmn.sum(dim=(3, 2)) @ b1_M + b2_O)": "a sum over the same axes, named in another order",
    },
    "max_pool": {
        "-        row, column = divmod(int((window == window.max()).flatten().int().argmax()), kernel)\n+        row, column = divmod(int((window == window.max()).int().argmax()), kernel)": "argmax without an axis counts the flat places as they are",
    },
    "equivariance": {
        "-    gap = layer(x_BCHW.roll(tuple(shift), dims=(2, 3))) - layer(x_BCHW).roll(moved, dims=(2, 3))\n+    gap = layer(x_BCHW).roll(moved, dims=(2, 3)) - layer(x_BCHW.roll(tuple(shift), dims=(2, 3)))": "the absolute difference does not change with the order of the two",
        "-    gap = layer(x_BCHW.roll(tuple(shift), dims=(2, 3))) - layer(x_BCHW).roll(moved, dims=(2, 3))\n+    gap = layer(x_BCHW.roll(shift, dims=(2, 3))) - layer(x_BCHW).roll(moved, dims=(2, 3))": "the shift is a tuple already",
    },
    "small_cnn": {
        "-    torch.manual_seed(seed)\n+    pass": "no two calls are compared, and any start learns it",
        "-    torch.manual_seed(seed)\n+    seed": "no two calls are compared, and any start learns it",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.ReLU(), nn.Conv2d(1, 8, 3, padding=1), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "pixels are not negative, and a network with one ReLU less keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-    for _ in range(8):\n+    for _ in range(9):": "one pass more or less keeps the promised shares",
        "-    for _ in range(8):\n+    for _ in range(7):": "one pass more or less keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 4, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(1), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 2, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-        for chosen in torch.randperm(len(x_N1HW)).split(50):\n+        for chosen in torch.randperm(len(x_N1HW)).split(51):": "another size of batches keeps the promised shares",
        "-        for chosen in torch.randperm(len(x_N1HW)).split(50):\n+        for chosen in torch.randperm(len(x_N1HW)).split(49):": "another size of batches keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=0), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=2), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
        "-    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))\n+    net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=0), nn.ReLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))": "another network of at most 2000 parameters that keeps the promised shares",
    },
}
