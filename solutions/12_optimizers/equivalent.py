"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "schedules": {
        "-    if t <= top:\n+    if t < top:": "at the top itself both halves are 1",
        "-    share = (t - warmup) / (num_steps - warmup)\n+    share = (warmup - t) / (num_steps - warmup)": "a cosine does not see the sign of its angle",
        "-    share = (t - warmup) / (num_steps - warmup)\n+    share = (t - warmup) / (warmup - num_steps)": "a cosine does not see the sign of its angle",
        "-        low, share = (end, (num_steps - 1 - t) / (num_steps - 1 - top))\n+        low, share = (end, (t - (num_steps - 1)) / (num_steps - 1 - top))": "a cosine does not see the sign of its angle",
        "-        low, share = (end, (num_steps - 1 - t) / (num_steps - 1 - top))\n+        low, share = (end, (num_steps - 1 - t) / (top - (num_steps - 1)))": "a cosine does not see the sign of its angle",
        "-        raise ValueError(f'warmup must lie between 0 and {num_steps - 1}, not {warmup}')\n+        raise ValueError(f'warmup must lie between 0 and {num_steps + 1}, not {warmup}')": "the wording of an error is free",
        "-        raise ValueError(f'warmup must lie between 0 and {num_steps - 1}, not {warmup}')\n+        raise ValueError(f'warmup must lie between 0 and {1 - num_steps}, not {warmup}')": "the wording of an error is free",
        "-        raise ValueError(f'warmup must lie between 0 and {num_steps - 1}, not {warmup}')\n+        raise ValueError(f'warmup must lie between 0 and {num_steps}, not {warmup}')": "the wording of an error is free",
        "-        raise ValueError(f'warmup must lie between 0 and {num_steps - 1}, not {warmup}')\n+        raise ValueError(f'warmup must lie between 0 and {num_steps - 2}, not {warmup}')": "the wording of an error is free",
        "-        raise ValueError(f'warmup must lie between 0 and {num_steps - 1}, not {warmup}')\n+        raise ValueError(f'warmup must lie between 0 and {num_steps - 0}, not {warmup}')": "the wording of an error is free",
    },
    "accumulate": {
        "-        factor = min(1.0, max_norm / norm) if norm > 0 else 1.0\n+        factor = min(max_norm / norm, 1.0) if norm > 0 else 1.0": "the smaller of two numbers, in either order",
        "-        factor = min(1.0, max_norm / norm) if norm > 0 else 1.0\n+        factor = min(1.0, max_norm / norm) if norm > 0 else 2.0": "a factor of gradients that are all zero",
        "-        factor = min(1.0, max_norm / norm) if norm > 0 else 1.0\n+        factor = min(1.0, max_norm / norm) if norm > 0 else -1.0": "a factor of gradients that are all zero",
        "-        total = part if total is None else [a + b for a, b in zip(total, part)]\n+        total = part if total is None else [a + b for a, b in zip(part, total)]": "a sum of two numbers, in either order",
        "-        norm = math.sqrt(sum((g.double().square().sum().item() for g in total)))\n+        norm = math.sqrt(sum((g.square().sum().item() for g in total)))": "the norm in the gradients' own digits is good to these digits",
    },
    "critical_rate": {
        "-    X = torch.cat([x_BD, torch.ones_like(x_BD[:, :1])], dim=1).double()\n+    X = torch.cat([x_BD, torch.ones_like(x_BD[:, :1])], dim=1)": "a limit in the inputs' own digits is good to these digits",
        "-    H = 2 * X.T @ X / len(X)\n+    H = X @ (2 * X.T) / len(X)": "both products have the same largest eigenvalue",
    },
    "foresee": {
        "-prediction = {'limit': 2 / 9, 'steps': 31, 'beta': 0.25, 'limit_momentum': 3.8 / 9, 'adam_first': 0.01, 'decayed': 0.999 ** 1000, 'rate': 0.5, 'edge': 50}\n+prediction = {'limit': 2 / 9, 'steps': 31, 'beta': 0.25, 'limit_momentum': 3.8 / 9, 'adam_first': 0.01, 'decayed': 0.999 ** 1001, 'rate': 0.5, 'edge': 50}": "within the one per cent that the task allows",
        "-prediction = {'limit': 2 / 9, 'steps': 31, 'beta': 0.25, 'limit_momentum': 3.8 / 9, 'adam_first': 0.01, 'decayed': 0.999 ** 1000, 'rate': 0.5, 'edge': 50}\n+prediction = {'limit': 2 / 9, 'steps': 31, 'beta': 0.25, 'limit_momentum': 3.8 / 9, 'adam_first': 0.01, 'decayed': 0.999 ** 999, 'rate': 0.5, 'edge': 50}": "within the one per cent that the task allows",
    },
    "mend": {
        "-    best, waited, rates = (math.inf, 0, [])\n+    best, waited, rates = (math.inf, 1, [])": "the first loss is progress, and the count begins anew with it",
        "-    best, waited, rates = (math.inf, 0, [])\n+    best, waited, rates = (math.inf, -1, [])": "the first loss is progress, and the count begins anew with it",
    },
}
