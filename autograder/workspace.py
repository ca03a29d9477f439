"""The student's workspace: what is delivered, what is mastered, and the evidence for it.

    work/chapters/NN_slug.ipynb            the chapters of the open sessions
    work/exercises/NN_slug/NN_slug.ipynb   their exercises
    work/.course/passed/NN_slug.ipynb      the notebook that passed the gate: the evidence
    work/.course/passed/NN_slug.seal       shows that this machine graded exactly that notebook

A seal only saves time. Where it is missing, stale or forged, the evidence is graded again.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from .errors import CourseError
from .notebooks import write_file
from .sessions import load_sessions

MASTERED, OPEN, LOCKED = "mastered", "open", "locked"


class Workspace:
    """The folder a student works in; `grade_evidence(session, bytes) -> bool` is the judge."""

    def __init__(self, folder, grade_evidence):
        self.folder = Path(folder)
        self.grade_evidence = grade_evidence

    def exercise(self, session):
        return self.folder / "exercises" / session.slug / f"{session.slug}.ipynb"

    def chapter(self, session):
        return self.folder / "chapters" / f"{session.slug}.ipynb"

    def evidence(self, session):
        return self.folder / ".course" / "passed" / f"{session.slug}.ipynb"

    def states(self, *, verify=False):
        """Return {slug: "mastered", "open" or "locked"}; `verify` grades all evidence again."""
        states = {}
        for session in load_sessions():
            if any(states[slug] != MASTERED for slug in session.requires):
                states[session.slug] = LOCKED
            else:
                states[session.slug] = MASTERED if self._is_passed(session, verify) else OPEN
        return states

    def deliver(self):
        """Put the notebooks of every session that is not locked in place; return the new files.

        A file that is there already is the student's and is left alone.
        """
        from .chapters import chapter_notebook  # brings jupytext, which `course status` needs not

        delivered = []
        for session, state in zip(load_sessions(), self.states().values(), strict=True):
            if state == LOCKED:
                continue
            for path, make in (
                (self.chapter(session), lambda s=session: chapter_notebook(s)),
                (self.exercise(session), lambda s=session: s.exercise.read_bytes()),
            ):
                if not path.exists():
                    write_file(path, make())
                    delivered.append(path)
        return delivered

    def keep_evidence(self, session, notebook):
        """Keep `notebook` (bytes) as the proof that the session's gate was passed."""
        write_file(self.evidence(session), notebook)
        write_file(self._seal_path(session), _seal(session, notebook).encode())

    @contextmanager
    def lock(self):
        """Let one check at a time into the workspace; CourseError for the second."""
        state = self.folder / ".course"
        state.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(state / "lock", timeout=0):
                yield
        except Timeout:
            raise CourseError(
                f"another check is running in {self.folder}: wait for its verdict, then try again"
            ) from None

    def _is_passed(self, session, verify):
        try:
            notebook = self.evidence(session).read_bytes()
        except OSError:
            return False
        try:
            seal = self._seal_path(session).read_text()
        except (OSError, UnicodeDecodeError):
            seal = ""
        if not verify and hmac.compare_digest(seal.encode(), _seal(session, notebook).encode()):
            return True
        if not self.grade_evidence(session, notebook):
            return False
        self.keep_evidence(session, notebook)
        return True

    def _seal_path(self, session):
        return self.evidence(session).with_suffix(".seal")


def _seal(session, notebook):
    message = session.slug.encode() + b"\0" + hashlib.sha256(notebook).digest()
    return hmac.new(_machine_key(), message, hashlib.sha256).hexdigest()


def _machine_key():
    """Return this user's secret on this machine, made at its first use, outside any workspace."""
    home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    path = home / "depthwise" / "seal.key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        write_file(path, secrets.token_bytes(32), mode=0o600)
        return path.read_bytes()
