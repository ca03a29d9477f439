"""Build the static HTML book: chapters executed (outputs cached), warnings as errors."""

import os
import subprocess
import sys

from ..errors import CourseError
from ..sessions import ROOT


def build_book():
    """Build the book; return the path of its first page. CourseError where the build fails."""
    environment = {**os.environ, "DEPTHWISE_BOOK": "1"}
    command = [os.path.join(os.path.dirname(sys.executable), "jupyter-book")]
    done = subprocess.run(
        [*command, "build", "-W", "-n", "--keep-going", "."], cwd=ROOT, env=environment
    )
    if done.returncode != 0:
        raise CourseError("the book was not built: mend the warnings above and run it again")
    return ROOT / "_build" / "html" / "index.html"
