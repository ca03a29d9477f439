"""What stands beside a gate for the project's own tests: right answers and wrong ones, as code."""

import re
import runpy

from .gates import build_source, cell_role

MARKS = re.compile(
    r"^[ ]*### BEGIN SOLUTION\n|^[ ]*### STUB\n(?:[ ]*#.*\n)*?(?=[ ]*### END SOLUTION)"
    r"|^[ ]*### END SOLUTION\n?",
    re.MULTILINE,
)


def solutions(session):
    """Return {task: the authored answer, without nbgrader's marks, as a student would hand it in}."""
    return {
        cell.id: MARKS.sub("", cell.source)
        for cell in build_source(session).cells
        if cell_role(cell)[0] == "answer"
    }


def alternatives(session):
    """Return {task: [right answers by other methods]} from the gate's `alternatives.py`."""
    return runpy.run_path(session.gate.with_name("alternatives.py"))["ALTERNATIVES"]


def edited(code, *changes):
    """Return `code` with each (old, new) put in place: a wrong answer, as what is wrong with it.

    Raises ValueError for an old text that `code` does not hold.
    """
    for old, new in changes:
        if old not in code:
            raise ValueError(f"{old!r} does not stand in\n{code}")
        code = code.replace(old, new)
    return code


def variant(task, name, code, says, *changes):
    """Return a misconception: `code` with `changes` put in place, and the words it must be told."""
    return {"task": task, "name": name, "code": edited(code, *changes), "says": says}


def variants(table):
    """Return the misconceptions of `table`: [(task, right answer, [(name, says, *changes), ...]), ...]."""
    return [
        variant(task, name, right, says, *changes)
        for task, right, rows in table
        for name, says, *changes in rows
    ]


def misconceptions(session):
    """Return the gate's wrong answers, each a dict of task, name, code and says."""
    return runpy.run_path(session.gate.with_name("misconceptions.py"))["MISCONCEPTIONS"]
