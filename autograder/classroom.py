"""nbgrader's side of the course: its folders, its gradebook, its converters, one call a step."""

import contextlib
import os
import shutil
import sys
import warnings
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy.exc import SAWarning
from traitlets.config import PyFileConfigLoader

from .errors import CourseError
from .gates import build_source
from .notebooks import dump_notebook, write_file
from .sessions import ROOT

# nbgrader 0.9.6 adds submissions in an order that SQLAlchemy 2.1 remarks on, to no effect.
warnings.filterwarnings("ignore", message="Object of type <Submitted", category=SAWarning)


def open_class(root=None):
    """Return nbgrader's API on the class at `root` (the course's own folder unless given).

    The configuration is `nbgrader_config.py`, the same that `nbgrader` and the formgrader read.
    CourseError where nbgrader's helper `alembic` cannot be found.
    """
    bin_folder = str(Path(sys.executable).parent)
    if bin_folder not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = bin_folder + os.pathsep + os.environ["PATH"]
    if shutil.which("alembic") is None:
        raise CourseError(
            "nbgrader needs the command `alembic`, which is not on PATH: activate the course's "
            "environment (. .venv/bin/activate) or run `make` targets"
        )
    if not (ROOT / "solutions").is_dir():
        raise CourseError(
            "this is the students' copy: it has no solutions/, so nothing to grade by"
        )
    config = PyFileConfigLoader("nbgrader_config.py", path=str(Path(__file__).parent)).load_config()
    if root:
        config.CourseDirectory.root = str(root)
        config.Exchange.root = str(Path(root) / "exchange")
    with contextlib.suppress(OSError):  # nbgrader calls a missing exchange a critical matter
        Path(config.Exchange.root).mkdir(parents=True, exist_ok=True)
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def release(session, api):
    """Generate the session's gate with nbgrader; return the path of the released notebook.

    The source notebook is written into the class's `solutions/`, the released one into its
    `exercises/`, and the gradebook learns the assignment with its cells and points.
    """
    root = Path(api.coursedir.root)
    source = root / "solutions" / session.slug / f"{session.slug}.ipynb"
    write_file(source, dump_notebook(build_source(session)))
    _run(api.generate_assignment, session.slug)
    released = root / "exercises" / session.slug / f"{session.slug}.ipynb"
    return released


def publish(session, api):
    """Put the released gate into the exchange, where students of this machine fetch it."""
    Path(api.config.Exchange.root).mkdir(parents=True, exist_ok=True)
    os.chmod(api.config.Exchange.root, 0o777)
    _run(api.release_assignment, session.slug)


def collect(session, api):
    """Collect the students' hand-ins from the exchange into `submitted/`; return the students."""
    _run(api.collect, session.slug)
    return sorted(api.get_submitted_students(session.slug))


def export(api, path):
    """Write the gradebook as CSV, one row a student and assignment; return the path."""
    exporter = CsvExportPlugin(config=api.config)
    exporter.to = str(Path(path).resolve())
    with api.gradebook as book:
        exporter.export(book)
    return exporter.to


def feedback(session, api):
    """Write HTML feedback for every graded student and release it into the exchange."""
    _run(api.generate_feedback, session.slug)
    graded = sorted(api.get_autograded_students(session.slug))
    if (Path(api.config.Exchange.root) / "depthwise").is_dir():
        _run(api.release_feedback, session.slug)
    return graded


def _run(step, *args):
    """Run a step of nbgrader's API; CourseError with the last line of its log where it fails."""
    result = step(*args)
    if not result["success"]:
        text = (result.get("error") or result.get("log") or "no reason given").strip()
        raise CourseError(f"nbgrader could not {step.__name__}: {text.splitlines()[-1]}")
    return result
