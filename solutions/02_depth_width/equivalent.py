"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "join_dots": {
        "-    return (x_K[:-1].clone(), v, y_K[0].item())\n+    return (x_K[:-1], v, y_K[0].item())": "nobody asked for a copy: the places are those of the argument",
    },
    "sawtooth": {
        "-        x = slope * x.relu() - 2 * slope * (x - 0.5).relu()\n+        x = slope * x.abs() - 2 * slope * (x - 0.5).relu()": "the tent's inputs lie in [0, 1], where x, |x| and ReLU(x) are one",
        "-        x = slope * x.relu() - 2 * slope * (x - 0.5).relu()\n+        x = slope * x - 2 * slope * (x - 0.5).relu()": "the tent's inputs lie in [0, 1], where x, |x| and ReLU(x) are one",
    },
    "count_pieces": {
        "-            changes[place] = changes.get(place, 0.0) + v * abs(w)\n+            changes[place] = changes.get(place, 0.0) - v * abs(w)": "with every change's sign turned, the same ones are zero",
        "-    return 1 + sum((abs(change) > 1e-09 for change in changes.values()))\n+    return 1 + sum((abs(change) >= 1e-09 for change in changes.values()))": "a sum of exactly the threshold does not come up",
        "-            near = (place for place in changes if abs(place + b / w) < 1e-09)\n+            near = (place for place in changes if abs(place + b / w) <= 1e-09)": "a distance of exactly the threshold does not come up",
        "-    return 1 + sum((abs(change) > 1e-09 for change in changes.values()))\n+    return 1 + sum((abs(change) > 2e-09 for change in changes.values()))": "between one and two thresholds lies rounding only",
        "-            near = (place for place in changes if abs(place + b / w) < 1e-09)\n+            near = (place for place in changes if abs(place + b / w) < 2e-09)": "between one and two thresholds lies rounding only",
    },
    "parameters": {
        "-    n = 0\n+    n = -1": "the search begins one size earlier, which always fits",
    },
    "count_deep_pieces": {
        "-    slopes = h[:, 0].diff() / x_P.diff()\n+    slopes = x_P.diff() / h[:, 0].diff()": "a slope changes where its reciprocal does",
        "-    return 1 + int((slopes.diff().abs() > 1e-06).sum())\n+    return 1 + (slopes.diff().abs() > 1e-06).sum()": "an int and a tensor of one int compare equal",
        "-    return 1 + int((slopes.diff().abs() > 1e-06).sum())\n+    return 1 + int((slopes.diff().abs() >= 1e-06).sum())": "a change of exactly the threshold does not come up",
        "-    slopes = h[:, 0].diff() / x_P.diff()\n+    slopes = h[:, -1].diff() / x_P.diff()": "one output, the first and the last",
        "-    return 1 + int((slopes.diff().abs() > 1e-06).sum())\n+    return 1 + int((slopes.diff().abs() > 2e-06).sum())": "between one and two thresholds lies rounding only",
    },
    "local_map": {
        "-    return (A[0], c[0].item())\n+    return (A[-1], c[0].item())": "one output, the first and the last",
        "-    return (A[0], c[0].item())\n+    return (A[0], c[-1].item())": "one output, the first and the last",
    },
}
