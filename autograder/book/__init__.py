"""Build the static HTML book: chapters executed (outputs cached), warnings as errors."""

import os
import subprocess
import sys

from ..errors import CourseError
from ..sessions import ROOT


def build_book():
    """Build the book; return the path of its first page. CourseError where the build fails."""
    return run_builder("html") / "index.html"


def run_builder(name):
    """Have Jupyter Book write the book in one of Sphinx's forms; return the folder it is in."""
    environment = {**os.environ, "DEPTHWISE_BOOK": "1"}
    command = [os.path.join(os.path.dirname(sys.executable), "jupyter-book"), "build", "."]
    options = ["--builder", name, "-W", "-n", "--keep-going"]
    done = subprocess.run([*command, *options], cwd=ROOT, env=environment)
    if done.returncode != 0:
        raise CourseError("the book was not built: mend the warnings above and run it again")
    return ROOT / "_build" / name
