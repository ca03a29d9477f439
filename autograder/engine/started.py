"""What a process has in common with every other, however it was started."""

import select
from pathlib import Path

import depthwise

from ..errors import CourseError
from .channel import ChannelClosed

ROOT = Path(depthwise.__file__).resolve().parent.parent
START_SECONDS = 120
# One thread: several notebooks run side by side, and threads that spin slow each other.
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "LANG": "C.UTF-8"}


def layers_when_ready(process):
    """Wait until a process has started; return the layers of its sandbox."""
    if not select.select([process.channel], [], [], START_SECONDS)[0]:
        raise CourseError(f"a process for grading did not start in {START_SECONDS} s")
    try:
        kind, body = process.channel.receive()
    except ChannelClosed:
        why = process.last_words()
        raise CourseError(f"a process for grading did not start: {why}") from None
    if kind == b"E":
        raise CourseError(f"a process for grading did not start: {body.decode()}")
    return [layer for layer in body.decode().split(",") if layer]
