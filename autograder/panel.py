"""The gate's panel in a notebook: Check, a verdict for each task, hints one by one."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import anywidget
import traitlets

from .sessions import ROOT, find_session


class GatePanel(anywidget.AnyWidget):
    """Shows a gate and runs `course check` on the saved notebook when its button asks."""

    _esm = ROOT / "assets" / "lab" / "panel.js"
    _css = ROOT / "assets" / "css" / "panel.css"
    session = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    hints = traitlets.Dict().tag(sync=True)
    checking = traitlets.Bool(False).tag(sync=True)
    error = traitlets.Unicode("").tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, slug, workspace):
        session = find_session(slug)
        super().__init__(session=slug, title=session.title, hints=session.hints)
        self.workspace = workspace
        self.on_msg(lambda _widget, content, _buffers: self._on_message(content))

    def _on_message(self, content):
        if content == "check" and not self.checking:
            self.checking, self.error, self.verdict = True, "", {}
            # In a thread, so that the kernel stays free for the student meanwhile.
            threading.Thread(target=self._check, daemon=True).start()

    def _check(self):
        command = [sys.executable, "-m", "autograder", "--work", str(self.workspace)]
        done = subprocess.run(
            [*command, "check", self.session, "--json"], capture_output=True, text=True, cwd=ROOT
        )
        if done.returncode in (0, 1) and done.stdout:
            self.verdict = json.loads(done.stdout)
        else:
            lines = done.stderr.strip().splitlines() or ["the check gave no answer"]
            self.error = lines[-1].removeprefix("course: ")
        self.checking = False


def gate_panel(slug):
    """Return the panel of the gate `slug`, for the notebook in the kernel's working folder."""
    here = Path.cwd()
    workspace = next((p for p in here.parents if (p / ".course").is_dir()), ROOT / "work")
    return GatePanel(slug, workspace)
