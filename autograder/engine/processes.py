"""Starting the two processes of a run: forked from the warm template, or cold, where that is not to be had.

A `Process` is what the grader holds: the channel to it and the lifeline that ends it.
"""

import atexit
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

from ..errors import CourseError
from .channel import Channel
from .cold import ColdProcess
from .sandbox import LAYERS
from .started import ENVIRONMENT, ROOT, layers_when_ready

TEMPLATE_VARIABLE = "DEPTHWISE_TEMPLATE"
LAST_WORDS_SECONDS = 2
# The imports' 300 MB in huge pages: a fork copies 512 times fewer entries, 8 ms instead of 28.
FEW_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1", "PYTHONMALLOC": "malloc"}
WARM = sys.platform == "linux"  # elsewhere a fork of a process that has torch in it is not safe


class Process:
    """A student's process or an examiner, until `end`."""

    def __init__(self, channel, lifeline):
        self.channel, self.lifeline = channel, lifeline
        self.layers = layers_when_ready(self)

    def end(self):
        """Have it ended with all that it started; its supervisor sees to that."""
        self.channel.close()
        self.lifeline.close()

    def last_words(self):
        """Return what its supervisor says of its end, which it is about to notice; or ""."""
        self.lifeline.settimeout(LAST_WORDS_SECONDS)
        with contextlib.suppress(OSError):
            return self.lifeline.recv(4096).decode()
        return ""


def start(role, limits, *, sandbox):
    """Start a process as "student" or "examiner"; sandbox is "auto", "require" or "off".

    CourseError where it cannot be started, or lacks a layer that is required.
    """
    process = _forked(role, limits, sandbox) if WARM else ColdProcess(role, limits, sandbox)
    missing = [layer for layer in LAYERS if layer not in process.layers]
    if sandbox == "require" and missing:
        process.end()
        raise CourseError(
            f"this machine has no {' and no '.join(missing)} to keep student code to itself: "
            "grade on a Linux machine that has, or with --sandbox auto"
        )
    return process


def _forked(role, limits, sandbox):
    channel, its_channel = socket.socketpair()
    lifeline, its_lifeline = socket.socketpair()
    request = {
        "role": role,
        "limits": limits,
        "sandbox": sandbox != "off",
        "environment": ENVIRONMENT,
    }
    with its_channel, its_lifeline, socket.socket(socket.AF_UNIX) as connection:
        connection.connect(template_address())
        body = json.dumps(request).encode()
        socket.send_fds(connection, [body], [its_channel.fileno(), its_lifeline.fileno()])
        connection.recv(1)  # ends when the sockets have arrived, which are closed here then
    return Process(Channel(channel), lifeline)


_own = {}
_starting = threading.Lock()


def prepare():
    """Begin to start this process's template, which takes seconds, and go on."""
    with _starting:
        if WARM and not os.path.exists(_labs_template()) and _has_ended(_own.get("process")):
            folder = tempfile.mkdtemp(prefix="depthwise-")
            _own["address"] = os.path.join(folder, "template")
            _own["process"] = _start_template(_own["address"])
            _own["ready"] = False
            atexit.register(_end_template, _own["process"], folder)


def template_address():
    """Return the socket of a template: the Lab's, or this process's own, shared by its threads."""
    prepare()
    if os.path.exists(_labs_template()):
        return _labs_template()
    with _starting:
        if not _own["ready"]:
            if _own["process"].stdout.readline() != b"ready\n":
                said = _own["process"].communicate()[1].decode().strip().splitlines()
                raise CourseError(f"the grader's template did not start: {' '.join(said[-1:])}")
            _own["ready"] = True
        return _own["address"]


def _labs_template():
    return os.environ.get(TEMPLATE_VARIABLE, "")


def _has_ended(process):
    return process is None or process.poll() is not None


@contextlib.contextmanager
def warm_template():
    """Have a template for the checks of other processes; yield the path where it will listen."""
    folder = tempfile.mkdtemp(prefix="depthwise-")
    address = os.path.join(folder, "template")
    process = _start_template(address) if WARM else None
    try:
        yield address
    finally:
        if process:
            _end_template(process, folder)


def _start_template(address):
    """Start a template that will listen at `address`; it ends when its standard input does."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    code += "from autograder.engine.template import main; main()"
    return subprocess.Popen(
        [sys.executable, "-I", "-c", code, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**ENVIRONMENT, **FEW_PAGES, **{n: os.environ.get(n, "") for n in ("PATH", "HOME")}},
        cwd="/",
        start_new_session=True,  # an interrupt from the keyboard is for the grader alone
    )


def _end_template(process, folder):
    process.communicate()
    shutil.rmtree(folder, ignore_errors=True)
