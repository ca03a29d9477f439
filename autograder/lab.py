"""Serve JupyterLab: to students on their workspace, to instructors with nbgrader's formgrader."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from .engine.processes import TEMPLATE_VARIABLE, warm_template
from .errors import CourseError
from .sessions import load_sessions
from .workspace import OPEN

HERE = Path(__file__).parent


def serve(workspace, *, browser, port):
    """Run JupyterLab until it is stopped; return its exit status.

    It opens at the chapter of the first open session (the last one, when all is mastered).
    CourseError where `port` is taken.
    """
    workspace.deliver()
    states = workspace.states()
    sessions = load_sessions()
    at = next((s for s in sessions if states[s.slug] == OPEN), sessions[-1])
    options = [
        f"--config={HERE / 'lab_config.py'}",
        f"--LabApp.default_url=/lab/tree/chapters/{at.slug}.ipynb",
    ]
    environment = {**os.environ, "COURSE_WORK": str(workspace.folder.resolve())}
    with warm_template() as address, contextlib.suppress(KeyboardInterrupt):
        environment[TEMPLATE_VARIABLE] = address
        return _run(options, workspace.folder, environment, browser=browser, port=port, cwd=None)
    return 0


def serve_formgrader(class_root, *, browser, port):
    """Run JupyterLab at nbgrader's formgrader on the class at `class_root`; return its exit status."""
    environment = {**os.environ, "COURSE_CLASS": str(class_root.resolve())}
    with contextlib.suppress(KeyboardInterrupt):
        options = ["--LabApp.default_url=/formgrader"]
        # nbgrader reads the configuration of the folder that it is started in.
        return _run(options, class_root, environment, browser=browser, port=port, cwd=HERE)
    return 0


def _run(options, folder, environment, *, browser, port, cwd):
    if port and _is_taken(port):
        raise CourseError(
            f"port {port} is in use: stop what runs there, or name another with --port"
        )
    command = [
        sys.executable, "-m", "jupyterlab", *options,
        f"--ServerApp.root_dir={folder.resolve()}",
        *(["--no-browser"] if not browser else []),
        *([f"--port={port}", "--ServerApp.port_retries=0"] if port else []),
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    ]  # fmt: skip
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the server ends with its command
    return subprocess.run(command, env=environment, cwd=cwd).returncode


def _is_taken(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
