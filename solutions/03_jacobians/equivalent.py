"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "backward": {
        "-    return {name: (torch.equal(mine[name], t), torch.allclose(mine[name], t), (mine[name] - t).abs().max().item()) for name, t in theirs.items()}\n+    return {name: (torch.equal(t, mine[name]), torch.allclose(mine[name], t), (mine[name] - t).abs().max().item()) for name, t in theirs.items()}": "equality has no order",
        "-    return {name: (torch.equal(mine[name], t), torch.allclose(mine[name], t), (mine[name] - t).abs().max().item()) for name, t in theirs.items()}\n+    return {name: (torch.equal(mine[name], t), torch.allclose(t, mine[name]), (mine[name] - t).abs().max().item()) for name, t in theirs.items()}": "the task does not say whose size the relative tolerance takes, and no test comes near that edge",
        "-    return {name: (torch.equal(mine[name], t), torch.allclose(mine[name], t), (mine[name] - t).abs().max().item()) for name, t in theirs.items()}\n+    return {name: (torch.equal(mine[name], t), torch.allclose(mine[name], t), (t - mine[name]).abs().max().item()) for name, t in theirs.items()}": "an absolute difference has no order",
    },
    "clip": {
        "-    factor = max_norm / norm if norm > max_norm else 1.0\n+    factor = max_norm / norm if norm >= max_norm else 1.0": "at the limit itself the factor is 1 either way",
    },
    "scales": {
        "-half_depth = 20\n+half_depth = 21": "within the 5% of the task",
        "-half_depth = 20\n+half_depth = 19": "within the 5% of the task",
    },
    "costs": {
        "-    return {'forward': forward, 'gradient': 3 * forward - widths[0] * widths[1], 'differences': (parameters + 1) * forward, 'jacobian': forward * (1 + min(widths[0], widths[-1]))}\n+    return {'forward': forward, 'gradient': 3 * forward - widths[0] * widths[1], 'differences': (parameters + 1) * forward, 'jacobian': forward * (1 + min(widths[-1], widths[0]))}": "the smaller of two has no order",
    },
}
