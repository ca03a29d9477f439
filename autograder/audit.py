"""How good a gate's tests are: wrong answers made from the right ones, graded like a student's.

Each wrong answer is a mutant of a reference solution (`mutants`) or a registered misconception.
The tests of a task are taken apart into their checks, the statements that stand at a test's top
level, and each check is run by itself, so that one sees which of them catch what.
"""

import ast
import difflib
import json
import os
import re
import runpy
from concurrent.futures import ThreadPoolExecutor

import nbformat

from .authored import misconceptions, solutions
from .engine.rebuild import visible_part
from .engine.verdict import grade
from .gates import build_source, cell_role
from .mutants import mutants
from .notebooks import dump_notebook

LIMITS = {"cell_seconds": 10}  # a wrong answer that never ends is caught by that
CAUGHT = re.compile(r"caught by (\[.*\])")
SETS_UP = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


def audit(session, *, jobs=None, on_graded=lambda count, total: None):
    """Return how the session's gate does against wrong answers, as data for JSON.

        {"session": slug, "tasks": [{
            "id", "caught": count, "counted": count,
            "checks": [{"source", "hidden", "sets_up"}], "idle": [indices of checks],
            "wrong": [{"kind": "mutant", "diff", or "kind": "misconception", "name",
                       "caught_by": [indices of checks] or "answer",
                       "visibly": bool, "equivalent": reason or None}]}]}

    Equivalent mutants (`equivalents`) are not counted.
    `caught_by` is empty for a wrong answer that survived, and "answer" where the answer cell itself
    failed or had to be stopped. `visibly`: caught by what students have. `idle` checks catch no
    wrong answer that others, of the visible or of the hidden ones, do not catch as well.
    """
    right = {task: ast.unparse(ast.parse(code)) for task, code in solutions(session).items()}
    source, checks = _taken_apart(build_source(session))
    wrong = {task: [_mutant(code, text) for text in mutants(code)] for task, code in right.items()}
    for m in misconceptions(session):
        entry = {"kind": "misconception", "name": m["name"], "code": m["code"]}
        wrong[m["task"]].append(entry)
    depth = max(len(entries) for entries in wrong.values())
    columns = [
        {t: entries[i] for t, entries in wrong.items() if i < len(entries)} for i in range(depth)
    ]

    def grade_column(column):
        answers = {**right, **{task: entry["code"] for task, entry in column.items()}}
        asked = _without_tests_of(right.keys() - column.keys(), source)
        verdict = grade(dump_notebook(asked), _answered(asked, answers), LIMITS)
        return {task["id"]: task for task in verdict["tasks"]}

    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        for i, tasks in enumerate(pool.map(grade_column, columns), start=1):
            for task, entry in columns[i - 1].items():
                entry["caught_by"] = _caught_by(tasks[task])
            on_graded(i, depth)
    return {
        "session": session.slug,
        "tasks": [_summary(session, t, checks[t], wrong[t]) for t in right],
    }


def _taken_apart(source):
    """Return the gate with one test cell a task, which runs every check and says which failed."""
    tests = [c for c in source.cells if cell_role(c)[0] == "test"]
    checks = {}
    for cell in tests:
        checks.setdefault(cell_role(cell)[1], []).extend(_checks(cell.source))
    last = {cell_role(c)[1]: c for c in tests}
    for task, cell in last.items():
        cell.source = _all_checks(checks[task])
    left_out = [c for c in tests if c is not last[cell_role(c)[1]]]
    cells = [c for c in source.cells if c not in left_out]
    return nbformat.v4.new_notebook(cells=cells, metadata=source.metadata), checks


def _without_tests_of(tasks, source):
    """Return the gate without the tests of tasks for which no wrong answer is left to try."""
    left_out = [("test", task) for task in tasks]
    cells = [c for c in source.cells if cell_role(c) not in left_out]
    return nbformat.v4.new_notebook(cells=cells, metadata=source.metadata)


def _checks(test):
    """Return the statements at a test cell's top level."""
    shown = {ast.unparse(node) for node in ast.parse(visible_part(test)).body}
    texts = {ast.unparse(node): node for node in ast.parse(test).body}
    return [
        {"source": text, "hidden": text not in shown, "sets_up": isinstance(node, SETS_UP)}
        for text, node in texts.items()
    ]


def _all_checks(checks):
    """Return the code of a test that goes on after a failed check, and says at its end which failed."""
    made = {name for c in checks for name in _names_bound(c["source"])}
    code = ["# Each check by itself.", "caught = []"]
    for number, check in enumerate(checks):
        body = "\n".join("    " + line for line in check["source"].splitlines())
        code += [f"try:\n{body}", "except Exception as error:"]
        # A name that an earlier check should have made is that one's failure, not this one's.
        code += [
            f"    if getattr(error, 'name', None) not in {made!r}:",
            f"        caught.append({number})",
        ]
    return "\n".join([*code, 'assert not caught, f"caught by {caught}"'])


def _names_bound(code):
    return {
        node.id for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }  # fmt: skip


def _mutant(before, after):
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    diff = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return {"kind": "mutant", "diff": "\n".join(diff), "code": after}


def _answered(source, answers):
    """Return `source` handed in with `answers`, as bytes."""
    cells = []
    for cell in source.cells:
        cell = nbformat.from_dict(dict(cell))
        if cell_role(cell)[0] == "answer":
            cell.source = answers[cell.id]
        cells.append(cell)
    return dump_notebook(nbformat.v4.new_notebook(cells=cells, metadata=source.metadata))


def _caught_by(verdict):
    if verdict["passed"]:
        return []
    found = CAUGHT.search(verdict["message"])
    return json.loads(found[1]) if found else "answer"


def _summary(session, task, checks, wrong):
    reasons = equivalents(session).get(task, {})
    for entry in wrong:
        by = entry["caught_by"]
        entry["visibly"] = by == "answer" or any(not checks[i]["hidden"] for i in by)
        entry["equivalent"] = reasons.get(entry.get("diff"))
        del entry["code"]
    counted = [entry for entry in wrong if not entry["equivalent"]]
    return {
        "id": task,
        "caught": sum(bool(entry["caught_by"]) for entry in counted),
        "counted": len(counted),
        "checks": checks,
        "idle": _idle(checks, wrong),
        "wrong": wrong,
    }


def equivalents(session):
    """Return {task: {diff: reason}} of the mutants that no test can or should tell from the answer."""
    path = session.gate.with_name("equivalent.py")
    return runpy.run_path(path)["EQUIVALENT"] if path.exists() else {}


def _idle(checks, wrong):
    """Return the checks that catch nothing which others of their kind, visible or hidden, do not."""
    idle = []
    for hidden in (False, True):
        kind = {i for i, c in enumerate(checks) if c["hidden"] == hidden}
        left = [kind.intersection(w["caught_by"]) for w in wrong if w["caught_by"] != "answer"]
        needed = set()
        while any(left):
            best = max(kind, key=lambda i: (sum(i in by for by in left), -i))
            needed.add(best)
            left = [by for by in left if best not in by]
        idle += [i for i in sorted(kind - needed) if not checks[i]["sets_up"]]
    return idle
