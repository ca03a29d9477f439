"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {
    "steps": {
        "-        step, length = ((after[name] - old).norm().item(), old.norm().item())\n+        step, length = ((old - after[name]).norm().item(), old.norm().item())": "a difference has the length of its opposite",
    },
    "flow": {
        "-    rms = lambda t: t.detach().square().mean().sqrt().item()\n+    rms = lambda t: t.square().mean().sqrt().item()": "item() gives the number of a tensor with a graph as well",
    },
    "resume": {
        "-    state = torch.load(io.BytesIO(blob), weights_only=True)\n+    state = torch.load(io.BytesIO(blob))": "the bytes are the run's own: what may be read from them is a matter of safety, not of the result",
        "-    state = torch.load(io.BytesIO(blob), weights_only=True)\n+    state = torch.load(io.BytesIO(blob), weights_only=False)": "the bytes are the run's own: what may be read from them is a matter of safety, not of the result",
    },
    "mend": {
        "-        total, count = (0.0, 0)\n+        total, count = (0, 0.0)": "a sum of floats is one, whatever it begins with",
        "-        rate = optimizer.param_groups[0]['lr']\n+        rate = optimizer.param_groups[-1]['lr']": "the optimiser has one group of parameters",
    },
    "diagnose": {
        "-    if record['seen'] > 0.05:\n+    if record['seen'] >= 0.05:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['simple'] < 0.6:\n+    if record['simple'] <= 0.6:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if abs(start - math.log(B)) < 0.3:\n+    if abs(start - math.log(B)) <= 0.3:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if start > math.log(K) + 1:\n+    if start >= math.log(K) + 1:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['dead'] > 0.8:\n+    if record['dead'] >= 0.8:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['flow'][0] > 15 * record['flow'][-1]:\n+    if record['flow'][0] >= 15 * record['flow'][-1]:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['one_batch'] > math.log(math.e + K - 1) - 1.05:\n+    if record['one_batch'] >= math.log(math.e + K - 1) - 1.05:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if max(record['stale']) > 0.5:\n+    if max(record['stale']) >= 0.5:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['ratio'][0] > 0.5:\n+    if record['ratio'][0] >= 0.5:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['company'] > 0.05:\n+    if record['company'] >= 0.05:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['seen'] > 0.05:\n+    if record['seen'] > 0.1:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if max(record['stale']) > 0.5:\n+    if max(record['stale']) > 1.0:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['ratio'][0] > 0.5:\n+    if record['ratio'][0] > 1.0:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['company'] > 0.05:\n+    if record['company'] > 0.1:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if abs(start - math.log(B)) < 0.3:\n+    if abs(math.log(B) - start) < 0.3:": "a distance is the same from either side",
        "-    if record['flow'][0] > 15 * record['flow'][-1]:\n+    if record['flow'][0] > 16 * record['flow'][-1]:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['flow'][0] > 15 * record['flow'][-1]:\n+    if record['flow'][0] > 14 * record['flow'][-1]:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
        "-    if record['one_batch'] > math.log(math.e + K - 1) - 1.05:\n+    if record['one_batch'] > math.log(math.e + K - 2) - 1.05:": "the limit lies elsewhere in the gap that the task's table leaves between healthy and sick",
    },
    "foresee": {
        "-prediction = {'chance': math.log(25), 'floor': math.log(math.e + 3) - 1, 'axis': math.log(48), 'ratio': 0.002 * math.sqrt(3 * 192), 'way': 5.5, 'rate': 0.005, 'draws': 59}\n+prediction = {'chance': math.log(25), 'floor': math.log(math.e + 3) - 1, 'axis': math.log(48), 'ratio': 0.002 * math.sqrt(3 * 193), 'way': 5.5, 'rate': 0.005, 'draws': 59}": "within the half per cent that the task allows",
        "-prediction = {'chance': math.log(25), 'floor': math.log(math.e + 3) - 1, 'axis': math.log(48), 'ratio': 0.002 * math.sqrt(3 * 192), 'way': 5.5, 'rate': 0.005, 'draws': 59}\n+prediction = {'chance': math.log(25), 'floor': math.log(math.e + 3) - 1, 'axis': math.log(48), 'ratio': 0.002 * math.sqrt(3 * 191), 'way': 5.5, 'rate': 0.005, 'draws': 59}": "within the half per cent that the task allows",
    },
    "reach": {
        "-    model = nn.Sequential(nn.Linear(64, 38), nn.ReLU(), nn.Linear(38, 10))\n+    model = nn.Sequential(nn.ReLU(), nn.Linear(64, 38), nn.Linear(38, 10))": "without a bend it is a linear classifier, which reaches the score as well",
        "-    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)\n+    optimizer = torch.optim.Adam(model.parameters())": "the schedule sets the rate, and twice the rate reaches the score as well",
        "-    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=250)\n+    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.04, total_steps=250)": "the schedule sets the rate, and twice the rate reaches the score as well",
        "-    for _ in range(250):\n+    for _ in range(249):": "one step fewer of a budget, or a schedule one step longer, is as good",
        "-    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)\n+    optimizer = torch.optim.Adam(model.parameters(), lr=0.04)": "the schedule sets the rate, and twice the rate reaches the score as well",
        "-    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=250)\n+    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.02, total_steps=251)": "one step fewer of a budget, or a schedule one step longer, is as good",
    },
}
