"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "normalise": {
        "-    d[d == 0] = 1\n+    d[d == 0] = 2": "a row of zeros, whatever it is divided by",
        "-    if kind not in ('symmetric', 'row'):\n+    if kind not in ('row', 'symmetric'):": "the order in which a tuple is searched",
        "-        A = A + torch.eye(num_nodes, dtype=torch.float64)\n+        A = A + torch.eye(num_nodes)": "a sum with a float64 tensor is float64, and 0 and 1 are exact",
        "-    d = A.sum(dim=1)\n+    d = A.sum(dim=0)": "the matrix is symmetric",
    },
    "equivariance_gap": {
        "-    return (new - f(A_NN, x_ND)[order_N]).abs().max().item()\n+    return (f(A_NN, x_ND)[order_N] - new).abs().max().item()": "an absolute difference does not ask which comes first",
    },
    "smoothing": {
        "-    A = A_NN.double() + torch.eye(len(A_NN), dtype=torch.float64)\n+    A = A_NN + torch.eye(len(A_NN), dtype=torch.float64)": "a sum with a float64 tensor is float64, and 0 and 1 are exact",
        "-    A = A_NN.double() + torch.eye(len(A_NN), dtype=torch.float64)\n+    A = A_NN.double() + torch.eye(len(A_NN))": "a sum with a float64 tensor is float64, and 0 and 1 are exact",
        "-    d = A.sum(dim=1)\n+    d = A.sum(dim=0)": "the matrix is symmetric",
        "-    e = (A_NN.sum(dim=1) + 1).sqrt()\n+    e = (A_NN.sum(dim=0) + 1).sqrt()": "the matrix is symmetric",
        "-    return ((h_ND - torch.outer(e, e @ h_ND)).norm() / length).item()\n+    return ((torch.outer(e, e @ h_ND) - h_ND).norm() / length).item()": "a length does not ask which comes first",
    },
    "collapse": {
        "-        P = S_NN @ P\n+        P = P @ S_NN": "powers of one matrix commute",
    },
    "spectrogram": {
        "-    return torch.fft.rfft(frames, dim=2).abs().square().transpose(1, 2)\n+    return torch.fft.rfft(frames, dim=2).abs().square().transpose(2, 1)": "an exchange of two axes does not ask which comes first",
        '-        raise ValueError(f"{x_NT.shape[1]} samples are fewer than the window\'s {len(window_U)}")\n+        raise ValueError(f"{x_NT.shape[1]} samples are fewer than the window\'s {window_U}")': "the words of an error are free",
        '-        raise ValueError(f"{x_NT.shape[1]} samples are fewer than the window\'s {len(window_U)}")\n+        raise ValueError(f"{x_NT.shape[0]} samples are fewer than the window\'s {len(window_U)}")': "the words of an error are free",
        "-    return torch.fft.rfft(frames, dim=2).abs().square().transpose(1, 2)\n+    return torch.fft.rfft(frames).abs().square().transpose(1, 2)": "the last of three axes is the default",
    },
    "choose": {
        "-        r = torch.tensor(c['right'], dtype=torch.float64)\n+        r = torch.tensor(c['right'])": "float32 holds a share to seven digits",
        "-    return min(running, key=lambda entry: entry[:2])[3]\n+    return min(running)[3]": "parameters and mean decide before the rest is looked at",
        "-    return min(running, key=lambda entry: entry[:2])[3]\n+    return min(running, key=lambda entry: entry[:])[3]": "parameters and mean decide before the rest is looked at",
        "-    return min(running, key=lambda entry: entry[:2])[3]\n+    return min(running, key=lambda entry: entry[:3])[3]": "parameters and mean decide before the rest is looked at",
    },
}
