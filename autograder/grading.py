"""Grade a class: every submission through the engine, every verdict through the one writer."""

import os
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from .engine import grade
from .errors import CourseError
from .execute import LIMITS
from .gradebook import record

IN_TABLE = ("student", "score", "max_score", "status", "message", "tasks")


def grade_class(session, api, *, on_verdict=lambda row: None):
    """Grade all that was submitted for `session`; return `{"submissions": [...], "seconds": s}`.

    Each row has student, score, max_score, status ("graded" or "error"), message and tasks.
    A submission that cannot be graded gets a row with status "error" and its reason, zero
    points in the gradebook, and costs nobody else anything. `on_verdict(row)` is called as each
    is done.
    """
    started = time.monotonic()
    source = _source(session, api)
    students = sorted(api.get_submitted_students(session.slug))
    if not students:
        raise CourseError(
            f"nothing was submitted for {session.slug}: run `course collect {session.number}`, or "
            f"put notebooks at submitted/<student>/{session.slug}/{session.slug}.ipynb"
        )
    rows = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {pool.submit(_verdict, session, source, s, api): s for s in students}
        for job in as_completed(jobs):
            student = jobs[job]
            if job.exception():  # the machine's fault, not the student's: no grade is touched
                rows.append(_failed_row(student, job.exception()))
            else:
                record(session, student, job.result(), api)
                rows.append(_row(student, job.result()))
            on_verdict(rows[-1])
    rows.sort(key=lambda row: row["student"])
    return {"submissions": rows, "seconds": round(time.monotonic() - started, 2)}


def _source(session, api):
    folder = Path(api.coursedir.format_path(api.coursedir.source_directory, ".", session.slug))
    path = folder / f"{session.slug}.ipynb"
    if not path.exists():
        raise CourseError(f"{session.slug} is not released: run `course release {session.number}`")
    return path.read_bytes()


def _verdict(session, source, student, api):
    folder = Path(
        api.coursedir.format_path(api.coursedir.submitted_directory, student, session.slug)
    )
    data, note = _find_notebook(session, folder)
    verdict = grade(source, data, LIMITS)
    if note and not verdict["error"]:
        verdict["notes"].insert(0, note)
    return verdict


def _find_notebook(session, folder):
    """Return the bytes of the submitted notebook and a note where it had another name."""
    path = folder / f"{session.slug}.ipynb"
    if path.is_file():
        return path.read_bytes(), None
    others = sorted(folder.glob("*.ipynb"))
    if len(others) == 1:
        return others[0].read_bytes(), f"{others[0].name} was taken for {path.name}"
    return b"", None


def _failed_row(student, error):
    return {
        "student": student,
        "score": 0,
        "max_score": 0,
        "status": "error",
        "message": f"not graded, run `course grade` again ({type(error).__name__}: {error})",
        "tasks": [],
    }


def _row(student, verdict):
    status = "error" if verdict["error"] else "graded"
    message = verdict["error"] or "; ".join(verdict["notes"])
    row = {**verdict, "student": student, "status": status, "message": message}
    return {key: row[key] for key in IN_TABLE}
