"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "block": {
        "-    return torch.eye(h_Bn.shape[1], dtype=h_Bn.dtype) + scale * A\n+    return torch.eye(h_Bn.shape[1]) + scale * A": "zeros and ones are exact in float32, and the sum takes the larger dtype",
    },
    "shortcut": {
        "-        raise ValueError(f'{x_BCHW.shape[1]} channels do not become {out_channels} without a matrix')\n+        raise ValueError(f'{x_BCHW.shape[2]} channels do not become {out_channels} without a matrix')": "the wording of an error is free",
        "-        raise ValueError(f'{x_BCHW.shape[1]} channels do not become {out_channels} without a matrix')\n+        raise ValueError(f'{x_BCHW.shape[0]} channels do not become {out_channels} without a matrix')": "the wording of an error is free",
    },
    "drop": {
        "-    draw = torch.rand([len(h)] + [1] * (h.dim() - 1), generator=generator, dtype=h.dtype)\n+    draw = torch.rand([len(h)] + [1] * (h.dim() - 1), generator=generator)": "a uniform draw of any dtype lies below p with the probability p",
        "-    return h + change * (draw < p) / p\n+    return h + change * (draw <= p) / p": "a uniform draw is exactly p with a probability of nothing",
    },
    "collapse": {
        "-    n, dtype = (len(layers[0][1]), layers[0][1].dtype)\n+    n, dtype = (len(layers[0][0]), layers[0][1].dtype)": "a square W has as many rows as b has entries",
        "-    n, dtype = (len(layers[0][1]), layers[0][1].dtype)\n+    n, dtype = (len(layers[0][1]), layers[0][0].dtype)": "W and b have one dtype",
        "-    n, dtype = (len(layers[0][1]), layers[0][1].dtype)\n+    n, dtype = (len(layers[-1][1]), layers[0][1].dtype)": "all blocks have one width",
        "-    n, dtype = (len(layers[0][1]), layers[0][1].dtype)\n+    n, dtype = (len(layers[0][1]), layers[-1][1].dtype)": "all blocks have one dtype",
    },
}
