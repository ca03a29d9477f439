"""The cold start: a new Python for each process, where forking a warm one is not to be had.

Slower by the time that the imports take, and with fewer layers of the sandbox: limits where the
system has them, and no more.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile

from ..errors import CourseError
from .channel import Channel
from .started import ENVIRONMENT, ROOT, layers_when_ready

CODE = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from autograder.engine.cold import main; main()"


class ColdProcess:
    """A student's process or an examiner, as a child of the grader; like `processes.Process`."""

    def __init__(self, role, limits, sandbox):
        self.folder = tempfile.TemporaryDirectory(prefix="depthwise-", ignore_cleanup_errors=True)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.popen = subprocess.Popen(
                [sys.executable, "-I", "-c", CODE],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder.name,
                env={**os.environ, **ENVIRONMENT, "TMPDIR": self.folder.name},
                start_new_session=True,
            )
            request = {
                "role": role,
                "limits": limits,
                "sandbox": sandbox != "off",
                "address": listener.getsockname(),
            }
            with contextlib.suppress(OSError):
                self.popen.stdin.write(json.dumps(request).encode())
                self.popen.stdin.close()
            listener.settimeout(0.5)
            self.channel = None
            while self.channel is None and self.popen.poll() is None:
                with contextlib.suppress(TimeoutError):
                    self.channel = Channel(listener.accept()[0])
        if self.channel is None:
            raise CourseError("a new Python for grading did not start")
        self.layers = layers_when_ready(self)

    def end(self):
        """End it with its process group."""
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self.popen.pid, signal.SIGKILL)
            else:
                self.popen.kill()
        self.popen.wait()
        self.channel.close()
        self.folder.cleanup()

    def last_words(self):
        """Return what can be said of its end: a supervisor it has none."""
        return "it ended the Python process"


def main():
    """Be the process that standard input asks for."""
    request = json.loads(sys.stdin.read())
    channel = Channel(socket.create_connection(request["address"]))
    from . import examiner, sandbox, student

    shell = student.make_shell() if request["role"] == "student" else None
    limited = request["sandbox"] and sandbox.set_limits(request["limits"])
    channel.send(b"S", b"limits" if limited else b"")
    if shell:
        student.serve(channel, shell, request["limits"])
    else:
        examiner.serve(channel)
