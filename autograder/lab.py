"""Serve JupyterLab on the student's workspace, with the course's home page in it."""

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

from .engine.processes import TEMPLATE_VARIABLE, warm_template
from .errors import CourseError
from .sessions import load_sessions
from .workspace import OPEN


def serve(workspace, *, browser, port):
    """Run JupyterLab until it is stopped; return its exit status.

    It opens at the chapter of the first open session (the last one, when all is mastered).
    CourseError where `port` is taken.
    """
    workspace.deliver()
    if port and _is_taken(port):
        raise CourseError(
            f"port {port} is in use: stop what runs there, or name another with --port"
        )
    states = workspace.states()
    sessions = load_sessions()
    at = next((s for s in sessions if states[s.slug] == OPEN), sessions[-1])
    command = [
        sys.executable, "-m", "jupyterlab",
        f"--config={Path(__file__).parent / 'lab_config.py'}",
        f"--ServerApp.root_dir={workspace.folder.resolve()}",
        f"--LabApp.default_url=/lab/tree/chapters/{at.slug}.ipynb",
        *(["--no-browser"] if not browser else []),
        *([f"--port={port}", "--ServerApp.port_retries=0"] if port else []),
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    ]  # fmt: skip
    environment = {**os.environ, "COURSE_WORK": str(workspace.folder.resolve())}
    with warm_template() as address, contextlib.suppress(KeyboardInterrupt):
        environment[TEMPLATE_VARIABLE] = address
        return subprocess.run(command, env=environment).returncode
    return 0


def _is_taken(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
