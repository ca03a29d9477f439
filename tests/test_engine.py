"""The engine on a tiny gate: verdicts need evidence, and a bad submission hurts nobody else."""

import pytest
from nbformat.v4 import new_code_cell

from autograder.engine import processes
from autograder.engine.rebuild import visible_part
from autograder.engine.verdict import grade
from autograder.errors import CourseError
from autograder.gates import build_source
from autograder.notebooks import dump_notebook, parse_notebook

from .conftest import make_session

pytestmark = pytest.mark.slow
RIGHT = {"double": "def double(x):\n    return 2 * x", "prediction": 'prediction = "last"'}


@pytest.fixture
def verdict_on(tiny_source):
    def run(answers=(), change=lambda notebook: None, limits=()):
        notebook = parse_notebook(dump_notebook(tiny_source), name="tiny")
        for cell in notebook.cells:
            cell.source = visible_part(cell.source)
            cell.source = {**RIGHT, **dict(answers)}.get(cell.id, cell.source)
        change(notebook)
        return grade(dump_notebook(tiny_source), dump_notebook(notebook), dict(limits))

    return run


def messages(verdict):
    return {task["id"]: task["message"] for task in verdict["tasks"]}


def test_right_answers_earn_every_point(verdict_on):
    verdict = verdict_on()
    assert verdict["passed"]
    assert (verdict["score"], verdict["max_score"]) == (3, 3)


def test_a_known_mistake_is_named(verdict_on):
    verdict = verdict_on({"double": "def double(x):\n    return x ** 2"})
    assert messages(verdict)["double"] == "you squared (yours: 9, expected: 6)"
    assert messages(verdict)["prediction"] == ""


def test_a_hidden_test_speaks_of_fresh_inputs(verdict_on):
    verdict = verdict_on({"double": "def double(x):\n    return 2 * abs(x)"})
    assert messages(verdict)["double"].startswith("on fresh inputs: negative numbers")


def test_an_error_names_its_line_in_the_answer(verdict_on):
    verdict = verdict_on({"double": "def double(x):\n    y = x\n    return y.twice()"})
    assert "AttributeError" in messages(verdict)["double"]
    assert "(line 3 of your answer)" in messages(verdict)["double"]


def test_a_syntax_error_is_the_message(verdict_on):
    assert "SyntaxError" in messages(verdict_on({"double": "def double(x:"}))["double"]


def test_a_cell_that_never_ends_is_stopped_and_named(verdict_on):
    verdict = verdict_on({"double": "while True:\n    pass"}, limits={"cell_seconds": 2})
    assert "answer cell was stopped: it did not end within 2 s" in messages(verdict)["double"]
    assert messages(verdict)["prediction"] == ""


def test_a_function_that_never_ends_costs_its_own_task_alone(verdict_on):
    stubborn = (
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "def double(x):\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass"
    )
    verdict = verdict_on({"double": stubborn}, limits={"cell_seconds": 2})
    assert "was stopped: it did not end within 2 s" in messages(verdict)["double"]
    assert messages(verdict)["prediction"] == ""


def test_a_cell_that_prints_without_end_is_stopped(verdict_on):
    limits = {"output_bytes": 1_000_000}
    verdict = verdict_on({"double": "while True:\n    print('x' * 1000)"}, limits=limits)
    assert "printed more than 1 MB" in messages(verdict)["double"]
    assert len(verdict["notebook"]) < 300_000


def test_a_process_that_ends_is_no_pass_and_costs_its_own_task_alone(verdict_on):
    for code in ("import os\nos._exit(0)", "def double(x):\n    import os\n    os._exit(0)"):
        verdict = verdict_on({"double": code})
        assert verdict["score"] == 1
        assert "ended the Python process" in messages(verdict)["double"]


def test_a_helper_outside_the_answer_cells_is_explained(verdict_on):
    def add_helper(notebook):
        notebook.cells.insert(1, new_code_cell("def helper(x): return 2 * x", id="mine"))

    verdict = verdict_on({"double": "def double(x):\n    return helper(x)"}, add_helper)
    assert "helper is defined outside the answer cells" in messages(verdict)["double"]


def test_deleted_and_edited_tests_run_all_the_same(verdict_on):
    def tamper(notebook):
        notebook.cells = [c for c in notebook.cells if c.id != "prediction-test-1"]
        for cell in notebook.cells:
            if cell.id == "double-test-1":
                cell.source = "assert True"

    verdict = verdict_on(
        {"double": "def double(x):\n    return 0", "prediction": "prediction = 1"}, tamper
    )
    assert verdict["score"] == 0
    assert verdict["notes"] == [
        "tests deleted, so the course's own ran: prediction-test-1",
        "tests edited, so the course's own ran: double-test-1",
    ]


def test_an_answer_cell_given_twice_runs_in_its_order(verdict_on):
    def twice(notebook):
        at = next(i for i, c in enumerate(notebook.cells) if c.id == "double")
        copy = notebook.cells[at].copy()
        copy.source, copy.id = "def double(x):\n    return 0", "copy"
        notebook.cells.insert(at, copy)

    verdict = verdict_on(change=twice)
    assert verdict["passed"]
    assert verdict["notes"] == ["double: 2 answer cells found; they ran in their order"]


def test_a_missing_answer_cell_costs_its_task_alone(verdict_on):
    def drop(notebook):
        notebook.cells = [c for c in notebook.cells if c.id != "double"]

    verdict = verdict_on(change=drop)
    assert "no answer cell for double" in messages(verdict)["double"]
    assert messages(verdict)["prediction"] == ""


def test_lost_metadata_is_made_up_for_by_cell_ids(verdict_on):
    def strip(notebook):
        for cell in notebook.cells:
            cell.metadata = {}

    assert verdict_on(change=strip)["passed"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b'{"cells": [', "is not a notebook file"),
        (b"[1, 2]", "not a Jupyter notebook"),
        (
            b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}',
            "none of the answer",
        ),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}], "metadata": {}}', "not a Jupyter"),
        (b"\xff\xfe\x00", "not a notebook file"),
    ],
)
def test_what_is_no_notebook_of_this_gate_is_an_error_with_a_reason(tiny_source, data, says):
    verdict = grade(dump_notebook(tiny_source), data)
    assert says in verdict["error"]
    assert (verdict["passed"], verdict["score"], verdict["max_score"]) == (False, 0, 3)


MODULE_GATE = '''\
---
kernelspec: {display_name: Python 3, language: python, name: python3}
---
```{code-cell}
import torch
from torch import nn
from depthwise.testing import compare, theirs


def cube(x):
    return x**3
```

```{code-cell}
:answer: double
class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.gain = nn.Parameter(torch.full((size,), 2.0))

    def forward(self, x):
        ### BEGIN SOLUTION
        return self.gain * x
        ### END SOLUTION


def zero_biases(net):
    """Set every bias of `net` to 0 in place; return how many there were."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        return sum(p.zero_().numel() for name, p in net.named_parameters() if "bias" in name)
    ### END SOLUTION


def slope(f, x):
    ### BEGIN SOLUTION
    return torch.func.grad(f)(x)
    ### END SOLUTION
```

```{code-cell}
:test: double
:points: 2
# Scale multiplies by a gain that learns; zero_biases changes the net; slope differentiates.
x = torch.tensor([1.0, -3.0], requires_grad=True)
layer = Scale(2)
layer(x).sum().backward()
compare(x.grad, torch.tensor([2.0, 2.0]), otherwise="the gradient towards x is the gain")
compare(layer.gain.grad, torch.tensor([1.0, -3.0]), otherwise="the gradient towards the gain is x")
net = theirs(nn.Linear, 3, 2)
compare(zero_biases(net), 2, otherwise="two biases")
compare(net.state_dict()["bias"], torch.zeros(2), otherwise="the biases are 0 now")
compare(slope(cube, torch.tensor(2.0)), torch.tensor(12.0), otherwise="3 x² at 2 is 12")
```

```{code-cell}
:answer: prediction
### BEGIN SOLUTION
prediction = "last"
### STUB
# prediction = None
### END SOLUTION
```

```{code-cell}
:test: prediction
:points: 1
# The last layer moves most.
compare(prediction, "last", otherwise="look at the last layer")
```
'''


def test_modules_gradients_and_what_is_made_over_there_pass_between_the_processes(tmp_path):
    source = dump_notebook(build_source(make_session(tmp_path, MODULE_GATE)))
    verdict = grade(source, source)
    assert [t["message"] for t in verdict["tasks"]] == ["", ""]
    spoiled = source.replace(b"return self.gain * x", b"return self.gain.detach() * x")
    assert "gradient towards the gain" in grade(source, spoiled)["tasks"][0]["message"]


def test_a_cold_start_gives_the_same_verdict(tiny_source, verdict_on, monkeypatch):
    monkeypatch.setattr(processes, "WARM", False)
    verdict = verdict_on({"double": "def double(x):\n    return x ** 2"})
    assert messages(verdict) == {"double": "you squared (yours: 9, expected: 6)", "prediction": ""}
    with pytest.raises(CourseError, match="no namespaces and no landlock"):
        grade(dump_notebook(tiny_source), dump_notebook(tiny_source), sandbox="require")
