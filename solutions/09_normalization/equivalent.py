"""The mutants of `course audit` that are as right as the answer, each with the reason."""

LINE = "-        runs, axes = (z_BCHW, {'batch': (0, 2, 3), 'layer': (1, 2, 3), 'instance': (2, 3)}[kind])\n"
ORDER = "the order in which axes are named says nothing"

EQUIVALENT = {
    "normalise_block": {
        "-        runs = z_BCHW.reshape(B, groups, C // groups, H, W)\n+        runs = z_BCHW.reshape(groups, B, C // groups, H, W)": "the same runs of neighbours, counted in the same order, and put back so",
        "-        axes = (2, 3, 4)\n+        axes = (3, 2, 4)": ORDER,
        "-    elif kind in ('batch', 'layer', 'instance'):\n+    elif kind in ('layer', 'batch', 'instance'):": "the order of the names says nothing",
        LINE
        + "+        runs, axes = (z_BCHW, {'batch': (2, 0, 3), 'layer': (1, 2, 3), 'instance': (2, 3)}[kind])": ORDER,
        LINE
        + "+        runs, axes = (z_BCHW, {'batch': (0, 2, 3), 'layer': (2, 1, 3), 'instance': (2, 3)}[kind])": ORDER,
        LINE
        + "+        runs, axes = (z_BCHW, {'batch': (0, 2, 3), 'layer': (1, 2, 3), 'instance': (3, 2)}[kind])": ORDER,
        "-        return z_BCHW / (z_BCHW.square().mean(dim=(1, 2, 3), keepdim=True) + eps).sqrt()\n+        return z_BCHW / (z_BCHW.square().mean(dim=(2, 1, 3), keepdim=True) + eps).sqrt()": ORDER,
    },
    "batch_norm": {
        "-    axes = (0, *range(2, z.dim()))\n+    axes = (*range(2, z.dim()), 0)": ORDER,
    },
    "foresee": {
        "-growth = (math.pi / (math.pi - 1)) ** 10\n+growth = (math.pi / (1 - math.pi)) ** 10": "an even power forgets the sign",
    },
}
