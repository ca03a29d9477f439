"""Pack what an instructor hands to students: the course without its solutions."""

import subprocess
import zipfile
from pathlib import Path

from .errors import CourseError
from .sessions import ROOT

# Whatever is not named here stays with the instructor.
PACKED = (
    "LICENSE", "Makefile", "README.md", "_toc.yml", "_config.yml", "intro.md", "pyproject.toml",
    "requirements.txt", "assets", "autograder", "chapters", "depthwise", "exercises",
)  # fmt: skip
NAME = "depthwise"


def make_bundle(folder):
    """Write `depthwise.zip` into `folder` from the files that git tracks; return its path."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}.zip"
    beside = path.with_suffix(".zip.part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in _tracked_files():
            pack.write(ROOT / file, Path(NAME) / file)
    beside.replace(path)
    return path


def _tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *PACKED], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode != 0:
        raise CourseError("the bundle is made from a git checkout of the course; this is none")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]
