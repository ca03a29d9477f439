"""Reading notebooks that may be anything, and writing files that are never half there."""

import errno
import json
import os
import tempfile
from pathlib import Path

import nbformat

from .errors import CourseError


def parse_notebook(data, *, name):
    """Return the notebook in `data` (bytes or str), upgraded to format 4.

    CourseError says why where `data` is empty, not JSON, or not a notebook; `name` is what the
    message calls it.
    """
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        what = "is empty" if not data.strip() else f"is not a notebook file ({error})"
        raise CourseError(
            f"{name} {what}: restore it (File > Revert, or a backup), "
            "or move it away and run `course start` for a fresh one"
        ) from None
    try:
        notebook = (
            nbformat.v4.convert.upgrade(nbformat.from_dict(raw))
            if raw["nbformat"] == 4
            else nbformat.convert(nbformat.from_dict(raw), 4)
        )
        for cell in notebook.cells:
            text = "".join(cell.source)  # a list of lines is the other spelling on disk
            # A byte order mark from an editor, and half a surrogate pair, are no Python.
            cell.source = text.lstrip("\ufeff").encode("utf-8", "replace").decode()
            _ = cell.cell_type
            if not isinstance(cell.metadata.get("nbgrader", {}), dict):
                del cell.metadata["nbgrader"]
    except Exception:
        raise CourseError(
            f"{name} is JSON but not a Jupyter notebook: move it away and run `course start` "
            "for a fresh one"
        ) from None
    return notebook


def read_notebook(path):
    """Return the notebook at `path`; CourseError where it is missing or unreadable."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise CourseError(
            f"{path} is not there: was it renamed or moved? `course start` puts a fresh one in place"
        ) from None
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    return parse_notebook(data, name=str(path))


def dump_notebook(notebook):
    """Return the notebook as the bytes that every writer of this project uses."""
    # Half a surrogate pair is legal in JSON and in no file.
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8", "replace")


def write_file(path, data, *, mode=0o644):
    """Write `data` (bytes) to `path` at once: beside it first, then renamed over it."""
    path = Path(path)
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        advice = "free some space" if error.errno == errno.ENOSPC else "check the folder"
        raise CourseError(
            f"{path} could not be written ({error.strerror}): {advice} and run this again; "
            "what was there before is unchanged"
        ) from None
