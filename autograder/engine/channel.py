"""Frames over a socket: one byte that says the kind, four for the length, then the body.

Both ends may be hostile to each other, so a frame longer than `MAX_FRAME` is refused before it
is read, and nobody waits for the rest of a frame longer than it wants to.
"""

import os
import select
import time

MAX_FRAME = 64_000_000
HEAD = 5
READ_BYTES = 1 << 16  # at once: a larger buffer is mapped and unmapped for each small frame


class ChannelClosed(Exception):
    """The other end is gone, or speaks nonsense; the message says which."""


class Channel:
    """One end of a connection; not for more than one thread."""

    def __init__(self, socket):
        self.socket = socket
        self.socket.setblocking(False)
        self._read = bytearray()

    def fileno(self):
        return self.socket.fileno()

    def close(self):
        self.socket.close()

    def send(self, kind, body=b"", *, seconds=None):
        """Send a frame; ChannelClosed if the other end is gone or takes longer than `seconds`."""
        left = memoryview(kind + len(body).to_bytes(4, "big") + body)
        deadline = seconds and time.monotonic() + seconds
        while left:
            try:
                left = left[self.socket.send(left) :]
            except BlockingIOError:
                wait = deadline and max(0, deadline - time.monotonic())
                if not select.select([], [self], [], wait)[1]:
                    raise ChannelClosed("it does not read what it is sent") from None
            except OSError as error:
                raise ChannelClosed(os.strerror(error.errno)) from None

    def receive(self):
        """Return the next frame as `(kind, body)`, waiting for it."""
        while True:
            frame = self.take()
            if frame:
                return frame
            select.select([self], [], [])
            self.fill()

    def fill(self):
        """Read what has arrived, without waiting."""
        try:
            data = self.socket.recv(READ_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            raise ChannelClosed(os.strerror(error.errno)) from None
        if not data:
            raise ChannelClosed("it ended")
        self._read += data

    def take(self):
        """Return the next whole frame that was read, or None."""
        if len(self._read) < HEAD:
            return None
        length = int.from_bytes(self._read[1:HEAD], "big")
        if length > MAX_FRAME:
            raise ChannelClosed(f"it sent more than {MAX_FRAME // 1_000_000} MB at once")
        if len(self._read) < HEAD + length:
            return None
        kind, body = bytes(self._read[:1]), bytes(self._read[HEAD : HEAD + length])
        del self._read[: HEAD + length]
        return kind, body
