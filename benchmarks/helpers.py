"""The course's own helpers against PyTorch's, or against the obvious way: times and their ratio.

    python -m benchmarks.helpers

Each pair does the same work, forward and backward where it has one, on one thread, side by side
in one run; the medians of torch's own timer are compared.
"""

import torch
from torch import nn
from torch.nn import functional
from torch.utils.benchmark import Timer

from depthwise.attention import MultiHeadAttention
from depthwise.attention import attention as own_attention
from depthwise.convolution import conv2d
from depthwise.jacobians import jacobian, spectral_norm
from depthwise.mlp import mlp
from depthwise.recurrence import gru_step, lstm_step, unroll, weights_of

SECONDS = 2  # of measuring for each way


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    print("| helper | work | ours, ms | the other way, ms | ours / other |\n|---|---|---|---|---|")
    for name, work, ours, other in pairs():
        a, b = milliseconds(ours), milliseconds(other)
        print(f"| {name} | {work} | {a:.2f} | {b:.2f} | {a / b:.2f} |", flush=True)


def milliseconds(job):
    timer = Timer("job()", globals={"job": job}, num_threads=1)
    return 1000 * timer.blocked_autorange(min_run_time=SECONDS).median


def pairs():
    """Yield `(helper, work and the other way, our job, the other job)`."""
    net, x = mlp([64, 128, 128, 10]), torch.randn(32, 64)
    yield (
        "`jacobian`",
        "32 Jacobians of 10 × 64; a loop over examples and outputs",
        (lambda: jacobian(net, x)),
        lambda: loop_jacobian(net, x),
    )

    wide, one = mlp([1000, 1000, 1000], activation=nn.Tanh), torch.randn(1, 1000)
    yield (
        "`spectral_norm`",
        "50 rounds on 1000 × 1000; the Jacobian and its SVD",
        (lambda: spectral_norm(wide, one)),
        lambda: torch.linalg.svdvals(torch.func.jacrev(wide)(one[0]))[0],
    )

    images = torch.randn(16, 16, 28, 28, requires_grad=True)
    kernels = torch.randn(32, 16, 3, 3, requires_grad=True)
    yield (
        "`conv2d`",
        "16 images 16 × 28 × 28, 32 kernels 3 × 3; torch's",
        (lambda: conv2d(images, kernels, padding=1).sum().backward()),
        lambda: functional.conv2d(images, kernels, padding=1).sum().backward(),
    )

    q, k, v = (torch.randn(8, 4, 128, 16, requires_grad=True) for _ in range(3))
    yield (
        "`attention`",
        "8 × 4 heads, 128 tokens, 16 wide; torch's",
        (lambda: own_attention(q, k, v)[0].sum().backward()),
        lambda: functional.scaled_dot_product_attention(q, k, v).sum().backward(),
    )

    tokens = torch.randn(8, 128, 64)
    own, theirs = MultiHeadAttention(64, 4), nn.MultiheadAttention(64, 4, batch_first=True)
    yield (
        "`MultiHeadAttention`",
        "8 sequences of 128 tokens, 64 wide, 4 heads; torch's",
        (lambda: own(tokens).sum().backward()),
        lambda: theirs(tokens, tokens, tokens, need_weights=False)[0].sum().backward(),
    )

    sequences = torch.randn(16, 50, 32)
    for name, layer, step, start in (
        ("GRU", nn.GRU(32, 64, batch_first=True), gru_step, torch.zeros(16, 64)),
        ("LSTM", nn.LSTM(32, 64, batch_first=True), lstm_step, 2 * (torch.zeros(16, 64),)),
    ):
        yield (
            f"`unroll` of {name}",
            "16 sequences of 50 steps, 32 in, 64 units; torch's",
            (
                lambda step=step, start=start, layer=layer: (
                    unroll(step, sequences, start, weights_of(layer))[0].sum().backward()
                )
            ),
            lambda layer=layer: layer(sequences)[0].sum().backward(),
        )


def loop_jacobian(net, x):
    rows = []
    for example in x:
        example = example[None].requires_grad_()
        y = net(example)[0]
        rows.append([torch.autograd.grad(y_k, example, retain_graph=True)[0][0] for y_k in y])
    return torch.stack([torch.stack(r) for r in rows])


if __name__ == "__main__":
    main()
