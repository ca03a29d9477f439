"""No unearned point, no harm to host or neighbours, a clear verdict: whatever a submission does."""

import json
import os
import socket
import sys
from pathlib import Path

import psutil
import pytest

from autograder.engine.rebuild import visible_part
from autograder.engine.verdict import grade
from autograder.notebooks import dump_notebook, parse_notebook

from .attacks import FORGERIES, GREED, REACHING_OUT, WRONG

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's"),
]
LIMITS = {"cell_seconds": 4, "memory_bytes": 300_000_000}
SECRET = "the-grade-of-everybody-is-here"


def attack(tiny_source, code, sandbox="require"):
    """Return the verdict on a submission whose `double` is the attack, the prediction right."""
    notebook = parse_notebook(dump_notebook(tiny_source), name="tiny")
    for cell in notebook.cells:
        cell.source = visible_part(cell.source)
        if cell.id == "double":
            cell.source = code if "def double" in code else code + WRONG
        if cell.id == "prediction":
            cell.source = 'prediction = "last"'
    data = dump_notebook(notebook)
    return grade(dump_notebook(tiny_source), data, LIMITS, sandbox=sandbox)


def points(verdict):
    return {task["id"]: task["points"] for task in verdict["tasks"]}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_earns_nothing_and_is_told_why(tiny_source, name):
    verdict = attack(tiny_source, FORGERIES[name])
    assert points(verdict)["double"] == 0  # those that wreck their own process lose the other too
    assert verdict["tasks"][0]["message"]
    assert "negative numbers double" not in "".join(
        str(cell["outputs"])
        for cell in json.loads(verdict["notebook"])["cells"]
        if cell["id"] == "double"
    )


@pytest.mark.parametrize("name", GREED)
def test_greed_is_stopped_and_costs_its_own_task_alone(tiny_source, name):
    verdict = attack(tiny_source, GREED[name])
    assert points(verdict) == {"double": 0, "prediction": 1}, verdict["tasks"]
    assert verdict["tasks"][0]["message"]
    assert len(verdict["notebook"]) < 2_000_000


@pytest.fixture
def secret(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    for name in ("gradebook.db", "solution.md"):
        (folder / name).write_text(SECRET)
    return folder


@pytest.mark.parametrize("name", REACHING_OUT)
def test_nothing_is_seen_or_changed_outside(tiny_source, name, secret, monkeypatch):
    monkeypatch.setenv("CLASS_PASSWORD", SECRET)
    before = {p: p.stat().st_mtime_ns for p in _course_files()}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        code = REACHING_OUT[name].replace("{secret}", str(secret))
        verdict = attack(tiny_source, code.replace("{port}", str(listener.getsockname()[1])))
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert points(verdict) == {"double": 0, "prediction": 1}
    said = verdict["notebook"]
    for word in (SECRET, "ATTACHED", "CHANGED /", "LEFT /", "RAISED", "CONNECTED /"):
        outputs = [str(c["outputs"]) for c in json.loads(said)["cells"] if "outputs" in c]
        assert word not in "".join(outputs)
    for output in (o for c in json.loads(said)["cells"] for o in c.get("outputs", [])):
        assert not set(output.get("data", {})) - {"text/plain", "image/png"}
    assert (secret / "gradebook.db").read_text() == (secret / "solution.md").read_text() == SECRET
    assert [p.name for p in secret.iterdir() if p.name == "new"] == []
    assert {p: p.stat().st_mtime_ns for p in _course_files()} == before
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "/root"):
        assert not os.path.exists(f"{folder}/depthwise-left-behind")


@pytest.mark.parametrize("name", ["reads the gradebook and the solutions", "starts a shell"])
def test_without_a_sandbox_the_same_attacks_do_see_it(tiny_source, name, secret):
    code = REACHING_OUT[name].replace("{secret}", str(secret))
    assert SECRET in attack(tiny_source, code, sandbox="off")["notebook"]


def test_no_process_and_no_folder_is_left(tiny_source):
    for name in ("leaves an orphan behind", "starts processes without end"):
        attack(tiny_source, {**REACHING_OUT, **GREED}[name])
    template = next(p for p in psutil.Process().children() if "template" in str(p.cmdline()))
    _, alive = psutil.wait_procs(template.children(recursive=True), timeout=10)
    assert alive == []


def test_a_submission_leaves_nothing_for_the_next(tiny_source):
    attack(tiny_source, REACHING_OUT["leaves shadow modules"])
    attack(tiny_source, "import torch, builtins\ntorch.left = builtins.left = 1")
    look = "import os, torch, builtins\nprint('SEEN', os.listdir(), hasattr(torch, 'left'), hasattr(builtins, 'left'))"
    assert "SEEN [] False False" in attack(tiny_source, look)["notebook"]


def _course_files():
    import torch

    import depthwise

    packages = (Path(depthwise.__file__).parent, Path(torch.__file__).parent)
    return [p for folder in packages for p in folder.glob("*.py")]
