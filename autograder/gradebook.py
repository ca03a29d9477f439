"""The single writer: puts a verdict into nbgrader's gradebook and its autograded folder."""

import contextlib
import shutil
from pathlib import Path

import nbformat
from nbgrader.api import BaseCell
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.exc import SQLAlchemyError

from .gates import cell_role
from .notebooks import dump_notebook, parse_notebook, write_file
from .stubs import release_stub

# What nbgrader's exchange puts beside a hand-in, and needs again to give the feedback back.
EXCHANGE_FILES = ("timestamp.txt", "submission_secret.txt")


class OpenGradebook:
    """nbgrader's gradebook, opened once for many records, and anew after `close`.

    nbgrader's own way, one for each use, compiles every statement again each time.
    """

    def __init__(self, api):
        self.api, self._book = api, None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    @property
    def book(self):
        if self._book is None:
            self._book = self.api.gradebook
            # What a commit made old would be read again, cell by cell, for each submission; and
            # nothing else writes the rows of a submission while its verdict is put in.
            self._book.db().expire_on_commit = False
            self._cells = self._book.db.query(BaseCell).all()  # held, so that they stay read
        return self._book

    def close(self):
        if self._book is not None:
            book, self._book = self._book, None
            with contextlib.suppress(SQLAlchemyError):
                book.close()


def record(session, student, verdict, api, book):
    """Store the student's verdict where the formgrader, feedback and exporters look for it.

    Manual scores are kept, and marked for another look, as nbgrader's own autograder does.
    """
    notebook = _autograded_notebook(session, verdict, api)
    folder = Path(_path(api, api.coursedir.autograded_directory, student, session))
    submitted = Path(_path(api, api.coursedir.submitted_directory, student, session))
    write_file(folder / f"{session.slug}.ipynb", dump_notebook(notebook))
    for name in EXCHANGE_FILES:
        if (submitted / name).is_file():
            shutil.copy(submitted / name, folder / name)
    book.update_or_create_student(student)
    when = api.coursedir.get_existing_timestamp(str(submitted))
    more = {"timestamp": when} if when else {}
    submission = book.update_or_create_submission(session.slug, student, **more)
    [entry] = (n for n in submission.notebooks if n.name == session.slug)
    for grade in entry.grades:
        grade.auto_score = verdict["tests"].get(grade.name, 0)
        grade.needs_manual_grade = grade.manual_score is not None
    messages = {task["id"]: task["message"] for task in verdict["tasks"]}
    for comment in entry.comments:
        comment.auto_comment = messages.get(comment.name) or None
    book.db.commit()
    if submission.total_seconds_late > 0 or entry.late_submission_penalty:
        _assign_late_penalty(session, student, notebook, api)


def students_with_grades(session, book):
    """Return the students whose submission of `session` the gradebook holds."""
    return {s.student_id for s in book.assignment_submissions(session.slug)}


def _autograded_notebook(session, verdict, api):
    """Return the notebook to show: the one that ran, or where none did, the gate unanswered.

    A failed test shows its message in place of a traceback, which would quote hidden lines.
    """
    if verdict["notebook"]:
        notebook = parse_notebook(verdict["notebook"], name="the executed notebook")
    else:
        source = Path(_path(api, api.coursedir.source_directory, ".", session))
        notebook = parse_notebook(
            (source / f"{session.slug}.ipynb").read_bytes(), name="the source"
        )
        for cell in notebook.cells:
            if cell_role(cell)[0] == "answer":
                cell.source = release_stub(cell.source)
    messages = {task["id"]: task["message"] for task in verdict["tasks"]}
    for cell in notebook.cells:
        role, task = cell_role(cell)
        if role == "test":
            cell.outputs = []
            if not verdict["tests"].get(cell.id):
                cell.outputs = [_failure(messages[task])]
    said = [verdict["error"]] if verdict["error"] else verdict["notes"]
    if said:
        text = "**Notes of the grader**\n\n" + "\n".join(f"- {note}" for note in said)
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(text, id="notes-of-the-grader"))
    return notebook


def _failure(message):
    return nbformat.v4.new_output("error", ename="Not yet", evalue=message, traceback=[message])


def _assign_late_penalty(session, student, notebook, api):
    resources = {
        "nbgrader": {
            "notebook": session.slug,
            "assignment": session.slug,
            "student": student,
            "db_url": api.coursedir.db_url,
        }
    }
    AssignLatePenalties(config=api.config).preprocess(notebook, resources)


def _path(api, step, student, session):
    return api.coursedir.format_path(step, student, session.slug)
