"""nbgrader's configuration: run `nbgrader` and the formgrader with this folder as the working one."""

import os
from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader puts it there)

# The class's data (submitted, autograded, feedback, gradebook.db) stands beside the course, or
# where COURSE_CLASS says.
root = Path(os.environ.get("COURSE_CLASS", Path(__file__).resolve().parent.parent))

c.CourseDirectory.course_id = "depthwise"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# Without these two, the authored solution would be copied into the release as a sibling file.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    ".pytest_cache",
    "*.md",
    "*.py",
]
# SQLite in the class's folder by default; for PostgreSQL, COURSE_DB=postgresql://user@host/name.
if "COURSE_DB" in os.environ:
    c.CourseDirectory.db_url = os.environ["COURSE_DB"]
c.Exchange.root = os.environ.get("COURSE_EXCHANGE", str(root / "exchange"))

c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "autograder.preprocessors.ClearSolutionsToStubs",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# Feedback shows each test's claim, verdict and message; what was hidden stays hidden.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
