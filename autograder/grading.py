"""Grade a class: every submission through the engine, every verdict through the one writer.

    submitted notebooks -> pool: grade(source, submission) -> verdict on disk -> gradebook

A verdict is on disk before anything else is done with it, under a key made of all that it depends
on. A run that was killed therefore goes on where it stopped, and a run on what has not changed
grades nothing again.
"""

import time
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import SQLAlchemyError

from . import verdicts
from .engine.verdict import NOTEBOOK_BYTES
from .errors import CourseError
from .gradebook import OpenGradebook, record, students_with_grades
from .pool import graded

IN_TABLE = ("student", "score", "max_score", "status", "message", "tasks")
GRADEBOOK_WAITS = (0.5, 1, 2, 4, 8)  # seconds, where the database does not answer


def grade_class(session, api, *, again=False, on_start=None, on_verdict=None, **how):
    """Grade all that was submitted for `session`; return `{"submissions": [...], "seconds": s}`.

    Each row has student, score, max_score, status ("graded" or "error"), message and tasks.
    A submission that cannot be graded gets a row with status "error" and its reason, zero
    points in the gradebook, and costs nobody else anything. again: also grade anew what was
    graded before. how: `sandbox`, `jobs` and `dask` of `pool.graded`. `on_start(number)` is told
    how many there are to grade, `on_verdict(row, verdict)` each as it is done.
    """
    started = time.monotonic()
    source = _source(session, api)
    students = sorted(api.get_submitted_students(session.slug))
    if not students:
        raise CourseError(
            f"nothing was submitted for {session.slug}: run `course collect {session.number}`, or "
            f"put notebooks at submitted/<student>/{session.slug}/{session.slug}.ipynb"
        )
    folder = Path(api.coursedir.root) / ".verdicts" / session.slug
    folder.mkdir(parents=True, exist_ok=True)
    with _only_grader(folder / "lock"), OpenGradebook(api) as gradebook:
        found = {s: _find_notebook(session, s, api) for s in students}
        keys = {s: verdicts.key(source, *found[s], how.get("sandbox")) for s in students}
        kept = {} if again else {s: verdicts.load(folder, s, keys[s]) for s in students}
        wanted = {s: found[s][0] for s in students if not kept.get(s)}
        if on_start:
            on_start(len(wanted))
        rows = {}
        in_gradebook = students_with_grades(session, gradebook.book)
        for student in students:
            if kept.get(student):
                verdict = kept[student]
                if verdict["recorded"] and student in in_gradebook:
                    rows[student] = _row(student, verdict)
                else:
                    rows[student] = _record(session, student, verdict, gradebook, folder)
        for student, verdict in graded(source, wanted, **how):
            if isinstance(verdict, Exception):  # the machine's fault: no grade is touched
                rows[student] = _failed_row(student, f"{type(verdict).__name__}: {verdict}")
            else:
                _note_name(verdict, found[student][1])
                verdict.update(key=keys[student], recorded=False)
                verdicts.save(folder, student, verdict)
                rows[student] = _record(session, student, verdict, gradebook, folder)
            if on_verdict:
                on_verdict(rows[student], verdict)
    seconds = round(time.monotonic() - started, 2)
    return {"submissions": [rows[s] for s in students], "seconds": seconds}


def _only_grader(path):
    try:
        return FileLock(path, timeout=0).acquire()
    except Timeout:
        raise CourseError(
            "another `course grade` is at work on this class: wait until it has ended"
        ) from None


def _source(session, api):
    folder = Path(api.coursedir.format_path(api.coursedir.source_directory, ".", session.slug))
    path = folder / f"{session.slug}.ipynb"
    if not path.exists():
        raise CourseError(f"{session.slug} is not released: run `course release {session.number}`")
    return path.read_bytes()


def _find_notebook(session, student, api):
    """Return the bytes of the submitted notebook and a note where it had another name."""
    folder = Path(
        api.coursedir.format_path(api.coursedir.submitted_directory, student, session.slug)
    )
    path = folder / f"{session.slug}.ipynb"
    if _is_own_file(path):
        return _read(path), ""
    others = [p for p in sorted(folder.glob("*.ipynb")) if _is_own_file(p)]
    if len(others) == 1:
        return _read(others[0]), f"{others[0].name} was taken for {path.name}"
    return b"", ""


def _read(path):
    with path.open("rb") as file:
        return file.read(NOTEBOOK_BYTES + 1)  # one more is enough to be refused


def _is_own_file(path):
    """Say whether `path` is a file, and no link, which might lead to another's work."""
    return path.is_file() and not path.is_symlink()


def _note_name(verdict, note):
    if note and not verdict["error"]:
        verdict["notes"].insert(0, note)


def _record(session, student, verdict, gradebook, folder):
    """Put the verdict into the gradebook, which may be away for a moment; return its row."""
    for wait in (*GRADEBOOK_WAITS, None):
        try:
            record(session, student, verdict, gradebook.api, gradebook.book)
        except SQLAlchemyError as error:
            gradebook.close()
            if wait is None:
                reason = f"the gradebook cannot be written: {str(error).splitlines()[0]}"
                return _failed_row(student, reason)
            time.sleep(wait)
        else:
            verdicts.save(folder, student, {**verdict, "recorded": True})
            return _row(student, verdict)


def _failed_row(student, reason):
    return {
        "student": student,
        "score": 0,
        "max_score": 0,
        "status": "error",
        "message": f"no grade was changed, run `course grade` again ({reason})",
        "tasks": [],
    }


def _row(student, verdict):
    status = "error" if verdict["error"] else "graded"
    message = verdict["error"] or "; ".join(verdict["notes"])
    row = {**verdict, "student": student, "status": status, "message": message}
    return {key: row[key] for key in IN_TABLE}
