"""A class of twelve and ten attackers, from release to export, through nbgrader's own exchange.

Each student is a function from the released notebook to the bytes that are handed in, with the
points that are right for it. The table at the end holds what was given against what is right.
"""

import csv
import json
import tempfile
import textwrap
from pathlib import Path

from nbgrader.exchange.default import ExchangeSubmit
from nbgrader.utils import temp_attrs
from rich.table import Table

from . import classroom
from .authored import alternatives, misconceptions, solutions
from .demo_attackers import ATTACKERS, WRONG
from .gates import cell_role
from .grading import grade_class
from .notebooks import dump_notebook, parse_notebook, write_file
from .sessions import find_session

SESSION = "00"


def run_demo(out, folder=None):
    """Run the demo class in `folder` (a temporary one unless given); return an exit status.

    0: each got the grade that is right for them. 1: the table says who did not.
    """
    if folder:
        return _run(out, Path(folder))
    with tempfile.TemporaryDirectory(prefix="depthwise-class-") as temporary:
        return _run(out, Path(temporary))


def _run(out, root):
    session = find_session(SESSION)
    api = classroom.open_class(root)
    api.config.Exchange.cache = str(root / "cache")
    out.print(f"release   {classroom.release(session, api)}")
    classroom.publish(session, api)
    released = (root / "exercises" / session.slug / f"{session.slug}.ipynb").read_bytes()
    handed_in = make_class(session, released) | make_attackers(session, released, root)
    for student, (_, _, data) in handed_in.items():
        _submit(session, student, data, root, api)
    out.print(f"collect   {len(classroom.collect(session, api))} submissions")
    verdicts = []
    result = grade_class(session, api, on_verdict=lambda row, verdict: verdicts.append(verdict))
    out.print(
        f"grade     {result['seconds']} s; sandbox: {', '.join(max(v['sandbox'] for v in verdicts)) or 'none'}"
    )
    out.print(f"feedback  {len(classroom.feedback(session, api))} pages in {root / 'feedback'}")
    exported = Path(classroom.export(api, root / "grades.csv"))
    out.print(f"export    {exported}")
    wrong = _print_table(out, handed_in, result["submissions"], _exported_scores(exported))
    out.print(f"{len(handed_in) - wrong} of {len(handed_in)} grades are right")
    return 1 if wrong else 0


def make_class(session, released):
    """Return {student: (what they did, right points, bytes handed in)} for the twelve."""
    right = solutions(session)
    others = {task: codes[0] for task, codes in alternatives(session).items()}
    points = _points(released)
    total, tasks = sum(points.values()), list(right)
    half = {task: right[task] for task in tasks[: len(tasks) // 2]}
    wrong = [next(m for m in misconceptions(session) if m["task"] == t) for t in tasks[:3]]

    one_wrong = {**right, wrong[0]["task"]: wrong[0]["code"]}
    return {
        "ada": ("everything right", total, _answered(released, right)),
        "ben": ("right by another algorithm", total, _answered(released, {**right, **others})),
        "chi": ("answered half", sum(points[t] for t in half), _answered(released, half)),
        **{
            name: (m["name"], None, _answered(released, {**right, m["task"]: m["code"]}))
            for name, m in zip(("dee", "eli", "fay"), wrong, strict=True)
        },
        "gus": ("untouched", 0, released),
        "hal": ("right, deleted the tests", total, _answered(released, right, _delete_tests)),
        "ida": ("one wrong, edited the tests", None, _answered(released, one_wrong, _edit_tests)),
        "jon": (
            "right, one answer cell twice",
            total,
            _answered(released, right, _duplicate_answer),
        ),
        "kim": ("right, a kernel nobody has", total, _answered(released, right, _rename_kernel)),
        "lee": ("not JSON any more", 0, _answered(released, right)[:-400]),
    }


def make_attackers(session, released, root):
    """Return the same for the ten who try to be given more than they earned."""
    right, points = solutions(session), _points(released)
    earned = sum(points.values()) - points["graph_order"]
    made = {}
    for student, (what, code) in ATTACKERS.items():
        wrong = "" if "def graph_order" in code else WRONG
        answers = {**right, "graph_order": code.replace("{root}", str(root)) + wrong}
        made[student] = (what, earned, _answered(released, answers))
    return made


def _answered(released, answers, change=lambda notebook: None):
    notebook = parse_notebook(released, name="the released notebook")
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    change(notebook)
    return dump_notebook(notebook)


def _points(released):
    points = {}
    for cell in json.loads(released)["cells"]:
        mark = cell["metadata"].get("nbgrader", {})
        if mark.get("grade"):
            task = cell["metadata"]["depthwise"]["task"]
            points[task] = points.get(task, 0) + mark["points"]
    return points


def _delete_tests(notebook):
    notebook.cells = [c for c in notebook.cells if cell_role(c)[0] != "test"]


def _edit_tests(notebook):
    for cell in notebook.cells:
        if cell_role(cell)[0] == "test":
            cell.source = "assert True"


def _duplicate_answer(notebook):
    at = next(i for i, c in enumerate(notebook.cells) if cell_role(c)[0] == "answer")
    copy = notebook.cells[at].copy()
    copy.id = "a-copy"
    notebook.cells.insert(at, copy)


def _rename_kernel(notebook):
    notebook.metadata["kernelspec"] = {"name": "conda-py27", "display_name": "Py", "language": "R"}


def _submit(session, student, data, root, api):
    """Hand in through nbgrader's exchange, as `nbgrader submit` on the student's machine does."""
    home = root / "homes" / student
    write_file(home / session.slug / f"{session.slug}.ipynb", data)
    with temp_attrs(api.coursedir, assignment_id=session.slug, student_id=student):
        submit = ExchangeSubmit(
            coursedir=api.coursedir, authenticator=api.authenticator, parent=api
        )
        submit.assignment_dir = str(home)
        submit.log.setLevel("ERROR")
        submit.start()


def _exported_scores(path):
    with path.open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def _print_table(out, handed_in, rows, exported):
    """Print the class; return how many grades are not the right ones.

    Where one task is wrong (right points None), the other tasks must all have passed, and the
    score may be anything below full.
    """
    table = Table("student", "handed in", "points", "in the export", "what happened", box=None)
    wrong = 0
    for row in rows:
        what, expected, _ = handed_in[row["student"]]
        failed = [task for task in row["tasks"] if not task["passed"]]
        fine = (
            len(failed) == 1 and row["score"] < row["max_score"]
            if expected is None
            else row["score"] == expected
        ) and exported[row["student"]] == row["score"]
        wrong += not fine
        said = [row["message"]] if row["message"] else []
        if len(failed) == 1:
            said.insert(0, f"{failed[0]['id']}: {failed[0]['message']}")
        table.add_row(
            row["student"],
            what,
            f"{row['score']:g}/{row['max_score']:g}" + ("" if fine else " WRONG"),
            f"{exported[row['student']]:g}",
            textwrap.shorten("; ".join(said), 120, placeholder=" …"),
        )
    out.print(table)
    return wrong
