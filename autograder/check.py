"""The gate as a student meets it: check the exercise, keep the evidence, open what comes next."""

from .errors import CourseError
from .notebooks import dump_notebook, read_notebook
from .sessions import load_sessions
from .workspace import LOCKED, Workspace


def open_workspace(folder):
    """Return the workspace at `folder`, judged by the course's own tests."""
    return Workspace(folder, _passes)


def check(session, workspace):
    """Check the session's exercise in `workspace`; return the verdict for a student.

    Adds to the engine's verdict `session`, `hidden_tests` (whether they had a say) and `opened`,
    the slugs of the sessions that this pass delivered. CourseError where it cannot be checked.
    """
    with workspace.lock():
        states = workspace.states()
        if states[session.slug] == LOCKED:
            missing = [slug for slug in session.requires if states[slug] != "mastered"]
            raise CourseError(f"{session.slug} is locked: pass {' and '.join(missing)} first")
        path = workspace.exercise(session)
        if not path.parent.exists():
            workspace.deliver()  # the first command in a fresh clone may well be a check
        read_notebook(path)  # says why, where the file is missing or no notebook
        submission = path.read_bytes()
        source, hidden_tests = _source(session)
        verdict = _grade(source, submission)
        if verdict["error"]:
            raise CourseError(f"{path}: {verdict['error']}")
        opened = []
        if verdict["passed"]:
            workspace.keep_evidence(session, submission)
            workspace.deliver()
            after = workspace.states()
            opened = [
                s.slug
                for s in load_sessions()
                if states[s.slug] == LOCKED and after[s.slug] != LOCKED
            ]
    return {**verdict, "session": session.slug, "hidden_tests": hidden_tests, "opened": opened}


def _passes(session, submission):
    return _grade(_source(session)[0], submission)["passed"]


def _grade(source, submission):
    from .engine.verdict import (
        grade,  # brings nbgrader and Jupyter, which `course status` can do without
    )

    return grade(source, submission)


def _source(session):
    """Return the notebook to grade by, and whether it has the hidden tests (students' copies don't)."""
    if session.gate.exists():
        from .gates import build_source

        return dump_notebook(build_source(session)), True
    if session.exercise.exists():
        return session.exercise.read_bytes(), False
    raise CourseError(f"{session.exercise} is missing: install the course again")
