"""The process that runs the student's code: an IPython shell, cells in, outputs out, calls served.

Nothing that this process says is believed: it can only deliver values, which the tests compare.
"""

import builtins
import contextlib
import io
import json
import signal
import subprocess
import sys

from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import activate_matplotlib
from matplotlib_inline.backend_inline import configure_inline_support
from traitlets.config import Config

from .channel import ChannelClosed
from .peer import Peer

KEPT_CHARACTERS = 50_000  # of what a cell prints, for the autograded notebook
SHOWN_TYPES = ("text/plain", "image/png")
ANSWER_FILE = "answer:"  # what the code of an answer cell has as its file name, before its id


class Shell(InteractiveShell):
    """IPython's shell where there is neither a window nor a terminal."""

    def enable_gui(self, gui=None):
        pass

    def system(self, command):
        done = subprocess.run(
            self.var_expand(command, depth=1), shell=True, capture_output=True, text=True
        )
        print(done.stdout + done.stderr, end="")
        self.user_ns["_exit_code"] = done.returncode

    def _showtraceback(self, kind, error, lines):
        pass  # the grader says what went wrong, and where


def make_shell():
    """Return the shell; made before the fork, since it takes a good part of a second."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    config.InteractiveShell.xmode = "Plain"
    shell = Shell.instance(config=config)
    shell.display_pub = CapturingDisplayPublisher(shell=shell)
    activate_matplotlib("module://matplotlib_inline.backend_inline")
    configure_inline_support(shell, "module://matplotlib_inline.backend_inline")
    return shell


def serve(channel, shell, limits):
    """Run cells and answer calls until the channel is closed."""
    # Interrupts are the grader's business; a cell is stopped by ending its process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    builtins.input = _no_input
    peer = Peer(
        lambda body: channel.send(b"M", body),
        lambda: _message(channel),
        namespace=shell.user_ns,
        locate=where_in_answer,
    )
    with contextlib.suppress(ChannelClosed):
        while True:
            kind, body = channel.receive()
            if kind == b"M":
                peer.handle(body)
            elif kind == b"R":
                name, source = json.loads(body)
                done = run_cell(shell, name, source, limits["output_bytes"])
                channel.send(b"D", json.dumps(done, default=str).encode())


def run_cell(shell, name, source, output_bytes):
    """Run `source` as the cell `name`; return its error and outputs as data."""
    shell.display_pub.outputs.clear()
    shell.compile.get_code_name = lambda raw, transformed, number: f"{ANSWER_FILE}{name}"
    printed = _Output(output_bytes)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        sys.displayhook = shell.displayhook
        result = shell.run_cell(source, store_history=False)
    error = result.error_before_exec or result.error_in_exec
    return {
        "error": error and [type(error).__name__, str(error), where_in_answer(error)],
        "printed": printed.getvalue()[:KEPT_CHARACTERS],
        "shown": [
            {kind: output["data"][kind] for kind in SHOWN_TYPES if kind in output["data"]}
            for output in shell.display_pub.outputs[:20]
        ],
    }


def where_in_answer(error):
    """Return (answer cell, line) of the innermost frame of `error` in the student's code, or None."""
    if isinstance(error, SyntaxError) and str(error.filename).startswith(ANSWER_FILE):
        return error.filename.removeprefix(ANSWER_FILE), error.lineno
    found, frame = None, error.__traceback__
    while frame:
        file = frame.tb_frame.f_code.co_filename
        if file.startswith(ANSWER_FILE):
            found = file.removeprefix(ANSWER_FILE), frame.tb_lineno
        frame = frame.tb_next
    return found


def _message(channel):
    while True:
        kind, body = channel.receive()
        if kind == b"M":
            return body


class PrintedTooMuch(BaseException):
    """The cell's output passed its limit."""


class _Output(io.StringIO):
    def __init__(self, limit):
        super().__init__()
        self.limit, self.count = limit, 0

    def write(self, text):
        self.count += len(text)
        if self.count > self.limit:
            text = f"it printed more than {self.limit / 1e6:g} MB"
            self.limit = float("inf")  # the traceback may be printed
            raise PrintedTooMuch(text)
        if self.tell() < KEPT_CHARACTERS:
            super().write(text[:KEPT_CHARACTERS])
        return len(text)


def _no_input(prompt=""):
    raise RuntimeError("there is nobody to answer input() while a notebook is graded")
