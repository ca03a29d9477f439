"""What students get works on its own, and holds no solution."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from autograder.authored import solutions
from autograder.bundle import make_bundle
from autograder.notebooks import dump_notebook, read_notebook
from autograder.sessions import load_sessions

FIRST = load_sessions()[0]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(make_bundle(folder)) as pack:
        pack.extractall(folder)
    return folder / "depthwise"


def test_the_bundle_holds_no_solution(bundle):
    assert not (bundle / "solutions").exists()
    for path in bundle.rglob("*.ipynb"):
        assert "SOLUTION" not in path.read_text()
    assert {p.name for p in (bundle / "exercises").iterdir()} == {s.slug for s in load_sessions()}


@pytest.mark.slow
def test_check_decides_by_the_visible_tests_and_says_so(bundle, tmp_path):
    def course(*args):
        environment = {
            **os.environ, "PYTHONPATH": str(bundle), "XDG_STATE_HOME": str(tmp_path), "COLUMNS": "200"
        }  # fmt: skip
        command = [sys.executable, "-m", "autograder", *args]
        return subprocess.run(command, cwd=bundle, env=environment, capture_output=True, text=True)

    assert course("start").returncode == 0
    exercise = bundle / "work" / "exercises" / FIRST.slug / f"{FIRST.slug}.ipynb"
    assert course("check", "00").returncode == 1
    notebook = read_notebook(exercise)
    for cell in notebook.cells:
        cell.source = solutions(FIRST).get(cell.id, cell.source)
    exercise.write_bytes(dump_notebook(notebook))
    done = course("check", "00")
    assert done.returncode == 0, done.stdout
    assert "the hidden ones are your instructor's" in done.stdout
    assert json.loads(course("status", "--json").stdout)["sessions"][1]["state"] == "open"
    assert "students' copy" in course("grade", "00").stderr
