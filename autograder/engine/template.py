"""The warm start: a process that has imported everything, and forks for each run.

It imports and does nothing else, so that each fork is as good as a new process. A request comes
over a Unix socket with two more sockets: the channel of the process to be, and its lifeline.
For each, a supervisor is forked; it forks the process in its sandbox, watches it, ends it when
the lifeline is closed, and removes its private folder. What it has to say, it says on the lifeline.

    grader --- lifeline --- supervisor --- forks and watches --- student or examiner
       \\------------------------- channel ----------------------------/
"""

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback
from pathlib import Path

# What the course's chapters and gates use. `torch._dynamo` is what the first optimizer imports.
MODULES = [
    "numpy",
    "torch",
    "torch._dynamo",
    "torch.optim",
    "torch.nn.utils",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "sklearn.datasets",
    "depthwise.data",
    "depthwise.figures",
    "depthwise.interactive",
    "depthwise.mlp",
    "depthwise.pieces",
    "depthwise.testing",
    "depthwise.train",
    "autograder.panel",
    "autograder.engine.examiner",
    "autograder.engine.student",
    "autograder.engine.sandbox",
]
WATCH_SECONDS = 0.1
FOLDER_BYTES = 200_000_000


def main():
    """Listen at the path in argv[1]; end when standard input does."""
    gc.disable()  # a collection finds nothing while modules load, and a quarter of the start went there
    for module in MODULES:
        importlib.import_module(module)
    from .student import make_shell

    shell = make_shell()
    threads = len(os.listdir("/proc/self/task"))
    assert threads == 1, f"{threads} threads: a fork would lose all but one"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()  # so that a fork's collector leaves the pages shared
    gc.enable()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    listener.listen(64)
    print("ready", flush=True)
    while True:
        ready = select.select([listener, sys.stdin], [], [])[0]
        if sys.stdin in ready and not sys.stdin.buffer.read1():
            return
        if listener in ready:
            connection = listener.accept()[0]
            with connection, contextlib.suppress(OSError, ValueError):
                request, fds, _, _ = socket.recv_fds(connection, 65536, 2)
                if os.fork() == 0:
                    listener.close()
                    connection.close()
                    _supervise(json.loads(request), *map(_socket, fds), shell)
                for fd in fds:
                    os.close(fd)


def _supervise(request, channel, lifeline, shell):
    """Be the supervisor of one process; does not return."""
    from . import sandbox

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.setsid()
    folder = tempfile.mkdtemp(prefix="depthwise-")
    child, ended = None, "it could not be started"
    try:
        layers = {"namespaces": request["sandbox"] and sandbox.enter_namespaces()}
        child = os.fork()
        if child == 0:
            lifeline.close()
            _become(request, channel, folder, shell, layers)
        channel.close()
        ended = _watch(child, lifeline, folder, request["limits"])
    finally:
        if child:
            with contextlib.suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            lifeline.send(ended.encode())
        os._exit(0)


def _become(request, channel, folder, shell, layers):
    """Be the student's process or the examiner; does not return."""
    from . import examiner, sandbox, student
    from .channel import Channel

    try:
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        keep = channel.fileno()
        os.closerange(3, keep)
        os.closerange(keep + 1, 65536)
        channel = Channel(channel)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(
            HOME=folder, TMPDIR=folder, PATH="/usr/bin:/bin", **request["environment"]
        )
        tempfile.tempdir = folder
        if request["sandbox"]:
            layers["limits"] = sandbox.set_limits(request["limits"])
            layers["landlock"] = sandbox.restrict_files(folder)
            sandbox.drop_capabilities()
        channel.send(b"S", ",".join(name for name, on in layers.items() if on).encode())
        if request["role"] == "student":
            student.serve(channel, shell, request["limits"])
        else:
            examiner.serve(channel)
    except BaseException as error:
        with contextlib.suppress(Exception):
            channel.send(b"E", "".join(traceback.format_exception(error)).encode())
    finally:
        os._exit(0)


def _watch(child, lifeline, folder, limits):
    """Wait until the child ends or passes a limit, and say so; or until the lifeline is closed."""
    base, checked = None, 0.0
    while True:
        if select.select([lifeline], [], [], WATCH_SECONDS)[0]:
            return ""
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return _ending(os.waitstatus_to_exitcode(status))
        family = _descendants(child)
        if len(family) > limits["processes"]:
            return f"it started more than {limits['processes']} processes"
        used = sum(map(_own_bytes, family))
        base = used if base is None else base
        # One process is held by its own limit, and gets a MemoryError; this is for all together.
        if used - base > 1.5 * limits["memory_bytes"]:
            return f"it used more than {1.5 * limits['memory_bytes'] / 1e6:g} MB of memory"
        if time.monotonic() - checked > 1:
            checked = time.monotonic()
            if _folder_bytes(folder) > FOLDER_BYTES:
                return f"it wrote more than {FOLDER_BYTES // 1_000_000} MB of files"


def _ending(code):
    if code == -signal.SIGXCPU:
        return "it used up its CPU time"
    return "it ended the Python process" + (f" (signal {-code})" if code < 0 else "")


def _descendants(pid):
    found = [pid]
    for parent in found:
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{parent}/task"):
                found += Path(f"/proc/{parent}/task/{task}/children").read_text().split()
    return found


def _own_bytes(pid):
    """Return the bytes of a process's anonymous memory, what it shares with the template included."""
    with contextlib.suppress(OSError, IndexError):
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.split("RssAnon:")[1].split()[0]) * 1024
    return 0


def _folder_bytes(folder):
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(path, name)).st_blocks * 512
    return total


def _socket(fd):
    return socket.socket(fileno=fd)


if __name__ == "__main__":
    main()
