"""Synthesised tones of one second, and the spectrogram that turns each into a small picture."""

import math

import torch

# Shapes: N clips, T samples, F frequency bands, M frames

RATE = 16000  # samples a second
TONES = ("steady", "rising", "falling", "arch", "dip", "vibrato", "step up", "step down")


def tones(num_clips, *, noise=0.3, seed=0):
    """Return `(x_NT, y_N)`: clips of one second at 16 kHz, float32, and their class, 0 to 7.

    Each clip holds one tone of 0.35 to 0.7 s that begins anywhere it fits, at a pitch of 350 to
    2000 Hz drawn evenly on the scale of octaves. What its pitch does within half an octave to one
    is its class, by the names in `TONES`. Amplitude 1, a fade of 20 ms at both ends, and white
    noise of standard deviation `noise` over the whole second. The same seed gives the same clips.
    """
    draw = torch.Generator().manual_seed(seed)
    y = torch.randint(len(TONES), (num_clips,), generator=draw)
    drawn = torch.rand(5, num_clips, 1, generator=draw)
    x = noise * torch.randn(num_clips, RATE, generator=draw)
    for i in range(0, num_clips, 32):  # few at a time, so that they stay in the processor's cache
        x[i : i + 32] += _clean(y[i : i + 32], *drawn[:, i : i + 32])
    return x, y


def spectrogram(x_NT, *, n_fft=1024, hop=666, bands=24, low=250.0, high=5000.0):
    """Return log energies `(N, bands, M)` with M = T // hop: a picture of each clip, float32.

    `torch.stft` with a Hann window of `n_fft` samples every `hop` samples, centred on them; the
    power is gathered into `bands` triangles whose centres lie evenly, on the scale of octaves,
    from `low` to `high` Hz; then log10 of it, with a floor of 1e-2 for silence. A ValueError says
    so where `low` and `high` are not in order or not below half the rate of samples.
    """
    if not 0 < low < high <= RATE / 2:
        raise ValueError(f"0 < low < high <= {RATE // 2} Hz is needed, not {low} and {high}")
    window = torch.hann_window(n_fft)
    picture = []
    for part in x_NT.split(256):  # the complex numbers of many clips would fill the memory
        z = torch.stft(part, n_fft, hop, window=window, return_complex=True)
        power = torch.view_as_real(z[:, :, : x_NT.shape[1] // hop]).square().sum(-1) / window.sum()
        picture.append((_triangles(n_fft, bands, low, high) @ power + 1e-2).log10())
    return torch.cat(picture)


def _clean(y, length, place, pitch, size, phase):
    """Return the tones without noise, `(B, T)`, from numbers in [0, 1) of shape (B, 1)."""
    length = 0.35 + 0.35 * length
    start = place * (1 - length)
    u = (torch.arange(RATE) / RATE - start) / length  # 0 at the tone's beginning, 1 at its end
    bend = torch.stack([_bend(row, k) for row, k in zip(u.clamp(0, 1), y.tolist(), strict=True)])
    octaves = (0.5 + 0.5 * size) * bend + math.log2(2000 / 350) * pitch
    cycles = (octaves.exp2() * (350 / RATE)).cumsum(dim=1, dtype=torch.float64) + phase
    fade = (torch.minimum(u, 1 - u) * length / 0.02).clamp(0, 1)
    return fade * torch.sin(2 * math.pi * cycles.frac().float())


def _bend(u, kind):
    """Return how far the pitch is from where it starts, from -1 to 1, for u from 0 to 1."""
    half = (u > 0.5).float()
    arch = 1 - (2 * u - 1).abs()
    match TONES[kind]:
        case "steady":
            return torch.zeros_like(u)
        case "rising" | "falling" as name:
            return u if name == "rising" else -u
        case "arch" | "dip" as name:
            return arch if name == "arch" else -arch
        case "vibrato":
            return 0.5 * torch.sin(6 * math.pi * u)
        case "step up" | "step down" as name:
            return half if name == "step up" else -half


def _triangles(n_fft, bands, low, high):
    """Return `(bands, n_fft // 2 + 1)`: the weight of each frequency in each band."""
    step = math.log2(high / low) / (bands - 1)
    octave = (torch.arange(1, n_fft // 2 + 1) * RATE / n_fft / low).log2() / step
    distance = (octave - torch.arange(bands)[:, None]).abs()
    # Low bands are narrower than two frequencies: none is left empty.
    nearest = torch.nn.functional.one_hot(distance.argmin(dim=1), n_fft // 2)
    weights = torch.maximum((1 - distance).clamp(min=0), nearest)
    return torch.cat([torch.zeros(bands, 1), weights], dim=1)
