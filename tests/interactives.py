"""What an interactive computes, for the tests: its module runs in node with one line more."""

import json
import subprocess

from autograder.book.npm import NODE
from autograder.sessions import ROOT

FOLDER = ROOT / "assets" / "interactives"


def run_interactive(name, expression, *, setup=""):
    """Return the value of a JavaScript expression over what the module `name` and `setup` define."""
    source = (FOLDER / f"{name}.js").read_text().replace("export default", "const shown =")
    done = subprocess.run(
        [NODE, "--input-type=module"],
        input=f"{source}\n{setup}\nconsole.log(JSON.stringify({expression}));",
        capture_output=True,
        text=True,
        cwd=FOLDER,  # where its imports are
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
