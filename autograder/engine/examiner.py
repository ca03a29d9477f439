"""The process that runs the tests: the course's own cells, with stand-ins for what the student wrote.

The student's code is in another process and sends nothing but values, so a test is passed only by
the right ones. Whether a test passed is said on this process's own channel.
"""

import contextlib
import io
import json
import traceback

import depthwise.testing

from .channel import ChannelClosed
from .peer import Gone, Peer


def serve(channel):
    """Run context cells and tests until the channel is closed."""
    namespace = {"__name__": "__main__"}
    peer = Peer(lambda body: channel.send(b"M", body), lambda: _message(channel))
    depthwise.testing.find_theirs = lambda make: peer.ask("itself", make)
    with contextlib.suppress(ChannelClosed):
        while True:
            kind, body = channel.receive()
            if kind == b"R":
                name, source = json.loads(body)
                error = _run(name, source, namespace)
                peer.shared = {k: v for k, v in namespace.items() if callable(v)}
                channel.send(b"D", json.dumps(error).encode())
            elif kind == b"T":
                name, source, expected = json.loads(body)
                peer.forget()
                try:
                    _fetch(peer, expected, namespace)
                    error = _run(name, source, namespace)
                except Gone as gone:
                    error = ["Gone", str(gone), None, None, False]
                channel.send(b"D", json.dumps(error).encode())


def _run(name, source, namespace):
    """Run a cell; return None, or its error: [type, message, line here, place there, from there]."""
    code = "\n".join("" if line.startswith(("%", "!")) else line for line in source.splitlines())
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(code, name, "exec"), namespace)
    except Gone:
        raise
    except BaseException as error:
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == name]
        own_name, place = getattr(error, "there", (type(error).__name__, None))
        return [own_name, str(error), lines[0] if lines else None, place, hasattr(error, "there")]
    return None


def _message(channel):
    """Return the student's next message; Gone where the grader says that there is no student."""
    kind, body = channel.receive()
    if kind == b"X":
        raise Gone(body.decode())
    return body


def _fetch(peer, names, namespace):
    """Bind each name to what the student has under it: its value, or a stand-in; or unbind it."""
    for name in names:
        namespace.pop(name, None)
        with contextlib.suppress(KeyError):
            namespace[name] = peer.ask("name", name)
