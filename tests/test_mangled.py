"""Notebooks as they come back: none stops the batch, none loses a point that was earned."""

import json

import pytest

from autograder.classroom import open_class, release
from autograder.grading import grade_class

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("class")]
RIGHT = {"double": "def double(x):\n    return 2 * x", "prediction": 'prediction = "last"'}


def cell(notebook, id):
    return next(c for c in notebook["cells"] if c.get("id") == id)


def answer(notebook, task="double"):
    return cell(notebook, task)


def no_change(notebook):
    pass


def reverse_cells(notebook):
    notebook["cells"].reverse()


def only_answers(notebook):
    notebook["cells"] = [answer(notebook, task) for task in RIGHT]


def delete(*ids):
    def change(notebook):
        notebook["cells"] = [c for c in notebook["cells"] if c["id"] not in ids]

    return change


def each_cell(act):
    def change(notebook):
        for c in notebook["cells"]:
            act(c)

    return change


def copy_before(notebook, **changes):
    at = notebook["cells"].index(answer(notebook))
    notebook["cells"].insert(at, {**answer(notebook), **changes})


def set_source(id, source):
    return lambda notebook: cell(notebook, id).update(source=source)


def add_cell(source, at=0, **more):
    new = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "source": source}
    return lambda notebook: notebook["cells"].insert(at, {**new, "execution_count": None, **more})


def set_metadata(**metadata):
    return lambda notebook: notebook["metadata"].update(metadata)


def as_version_3(notebook):
    sheet = [
        {**{k: c[k] for k in ("cell_type", "metadata")}, "input": c["source"], "language": "python",
         "outputs": [], "collapsed": False}
        for c in notebook["cells"]
        if c["cell_type"] == "code"
    ]  # fmt: skip
    notebook.clear()
    notebook.update(nbformat=3, nbformat_minor=0, metadata={"name": ""})
    notebook["worksheets"] = [{"cells": sheet, "metadata": {}}]


# name: (change of the notebook, points)
CHANGED = {
    "as it should be": (no_change, 3),
    "cells in another order": (reverse_cells, 3),
    "answers only": (only_answers, 3),
    "tests deleted": (delete("double-test-1", "prediction-test-1"), 3),
    "tests edited": (set_source("double-test-1", "assert True"), 3),
    "tests emptied": (set_source("double-test-1", ""), 3),
    "the course's imports deleted": (delete("code-1"), 3),
    "an answer deleted": (delete("double"), 1),
    "every answer deleted": (delete("double", "prediction"), 0),
    "an answer emptied": (set_source("double", ""), 1),
    "an answer cell twice": (copy_before, 3),
    "an answer twice, the wrong one first": (lambda n: copy_before(n, source="double = 3"), 3),
    "an untouched copy of an answer": (
        lambda n: copy_before(n, source="def double(x):\n    raise NotImplementedError()"),
        3,
    ),
    "every cell twice": (lambda n: n["cells"].extend([dict(c) for c in n["cells"]]), 3),
    "metadata lost": (each_cell(lambda c: c.update(metadata={})), 3),
    "cell ids lost": (each_cell(lambda c: c.pop("id")), 3),
    "cell ids all the same": (each_cell(lambda c: c.update(id="same")), 3),
    "cell ids far too long": (each_cell(lambda c: c.update(id="x" * 500)), 3),
    "metadata of another kind": (each_cell(lambda c: c["metadata"].update(nbgrader=[1, 2])), 3),
    "points raised": (
        each_cell(lambda c: c["metadata"].get("nbgrader", {}).update(points=1000)),
        3,
    ),
    "grade and solution flags turned": (
        each_cell(lambda c: c["metadata"].get("nbgrader", {}).update(grade=True, solution=True)),
        3,
    ),
    "unlocked": (each_cell(lambda c: c["metadata"].get("nbgrader", {}).update(locked=False)), 3),
    "an old schema": (
        each_cell(lambda c: c["metadata"].get("nbgrader", {}).update(schema_version=1)),
        3,
    ),
    "answer as a list of lines": (
        set_source("double", RIGHT["double"].splitlines(keepends=True)),
        3,
    ),
    "Windows line ends": (set_source("double", RIGHT["double"].replace("\n", "\r\n")), 3),
    "a byte order mark in the answer": (set_source("double", "\ufeff" + RIGHT["double"]), 3),
    "half a surrogate pair": (set_source("double", RIGHT["double"] + "  # \ud83d"), 3),
    "tabs for spaces": (set_source("double", "def double(x):\n\treturn 2 * x"), 3),
    "an answer that is Markdown now": (lambda n: answer(n).update(cell_type="markdown"), 1),
    "an answer that is raw now": (lambda n: answer(n).update(cell_type="raw"), 1),
    "a syntax error": (set_source("double", "def double(x:"), 1),
    "merge conflict marks": (set_source("double", "<<<<<<< HEAD\n" + RIGHT["double"]), 1),
    "a kernel nobody has": (set_metadata(kernelspec={"name": "r", "display_name": "R"}), 3),
    "no metadata": (lambda n: n.update(metadata={}), 3),
    "unknown keys": (lambda n: n.update(secret=1, metadata={"x": {"y": [1]}}), 3),
    "an own cell that fails": (add_cell("1 / 0"), 3),
    "an own cell that never ends": (add_cell("while True: pass"), 3),
    "an own cell with no source": (add_cell([]), 3),
    "an attachment of 2 MB": (add_cell("x", attachments={"a": {"image/png": "A" * 2_000_000}}), 3),
    "an output of 5 MB": (
        lambda n: answer(n).update(
            outputs=[{"output_type": "stream", "name": "stdout", "text": "x" * 5_000_000}]
        ),
        3,
    ),
    "an output that is no output": (lambda n: answer(n).update(outputs=[{"a": 1}, None]), 3),
    "an execution count of text": (lambda n: answer(n).update(execution_count="many"), 3),
    "format 3": (as_version_3, 3),
    "a minor version of the future": (lambda n: n.update(nbformat_minor=99), 3),
    "magics": (set_source("double", "%matplotlib inline\n" + RIGHT["double"]), 3),
    "warnings on stderr": (
        set_source("double", "import warnings\nwarnings.warn('old')\n" + RIGHT["double"]),
        3,
    ),
}
NOT_NOTEBOOKS = {
    "empty": b"",
    "cut short": b'{"cells": [{"cell_type": "code", "sou',
    "another file": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a list": b"[]",
    "a number": b"7",
    "nesting without end": b"[" * 100_000,
    "no cells": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
    "cells of text": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": ["a"]}',
    "format 99": b'{"nbformat": 99, "nbformat_minor": 0, "metadata": {}, "cells": []}',
    "HTML of a log-in page": b"<!DOCTYPE html><html><body>Please log in</body></html>",
    "UTF-16": '{"cells": []}'.encode("utf-16"),
    "too large": b" " * 31_000_000,
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """Grade all of them in one class; return {name: row}."""
    from .conftest import make_session

    root = tmp_path_factory.mktemp("mangled")
    tiny = make_session(root)
    api = open_class(root)
    released = release(tiny, api).read_bytes()
    names = {}
    for number, name in enumerate([*CHANGED, *NOT_NOTEBOOKS]):
        student = f"s{number:02d}"
        names[student] = name
        folder = root / "submitted" / student / tiny.slug
        folder.mkdir(parents=True)
        if name in NOT_NOTEBOOKS:
            data = NOT_NOTEBOOKS[name]
        else:
            notebook = json.loads(released)
            for task, code in RIGHT.items():
                cell(notebook, task)["source"] = code
            CHANGED[name][0](notebook)
            data = json.dumps(notebook).encode()
        (folder / f"{tiny.slug}.ipynb").write_bytes(data)
    rows = grade_class(tiny, api)["submissions"]
    with api.gradebook as book:
        stored = {s: book.find_submission(tiny.slug, s).score for s in names}
    return {names[row["student"]]: {**row, "stored": stored[row["student"]]} for row in rows}


@pytest.mark.parametrize("name", CHANGED)
def test_what_was_earned_is_given(batch, name):
    row = batch[name]
    assert (row["score"], row["stored"]) == (CHANGED[name][1],) * 2, row


@pytest.mark.parametrize("name", NOT_NOTEBOOKS)
def test_what_is_no_notebook_is_said_to_be_none(batch, name):
    row = batch[name]
    assert (row["status"], row["score"], row["stored"]) == ("error", 0, 0)
    assert len(row["message"]) > 30
