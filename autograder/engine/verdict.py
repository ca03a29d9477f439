"""The verdict on one notebook: `grade(source, submission, limits)`, bytes in, data out."""

import base64
import re

import nbformat

from ..errors import CourseError
from ..gates import cell_role, tasks_of
from ..notebooks import dump_notebook, parse_notebook
from ..stubs import names_defined, release_stub
from .conductor import LIMITS, is_out_of_memory, run_notebook
from .rebuild import names_outside_answers, rebuild, visible_part

NOTEBOOK_BYTES = 30_000_000


def grade(source, submission, limits=(), *, sandbox="auto"):
    """Return the verdict on `submission` (bytes) by the tests of `source` (bytes).

    source: the gate's source notebook with its hidden tests, or the released one, whose visible
    tests then decide. The verdict is data for JSON:

        {"passed": bool, "score": float, "max_score": float, "error": str or None,
         "tasks": [{"id", "passed", "points", "max_points", "message"}],
         "tests": {test id: points earned}, "notes": [str], "sandbox": [layers],
         "notebook": str or None}

    `error` says why a submission could not be run at all; it then has no points. `notebook` is
    the executed notebook, for the record. A test has passed only where its cell ran to its end
    without an error: silence, a missing test, a dead process or a time-out is never a pass.
    """
    source = parse_notebook(source, name="the gate's source")
    stubs = released_stubs(source)
    try:
        if len(submission) > NOTEBOOK_BYTES:
            raise CourseError(
                f"the notebook is larger than {NOTEBOOK_BYTES // 1_000_000} MB: clear its outputs "
                "(Edit > Clear Outputs of All Cells) and save it"
            )
        student = parse_notebook(submission, name="the notebook")
        notebook, notes = rebuild(source, student, stubs)
    except CourseError as error:
        return _verdict(source, {}, {}, error=str(error))
    names = {c.id: names_defined(c.source) for c in source.cells if cell_role(c)[0] == "answer"}
    run = run_notebook(notebook.cells, names, {**LIMITS, **dict(limits)}, sandbox=sandbox)
    _add_outputs(notebook, run)
    report = _Report(notebook, run, student, stubs)
    passed = {id: report.failure(id) is None for id in report.tests}
    messages = {task: report.message(task) for task in tasks_of(source)}
    return _verdict(source, passed, messages, notes=notes, notebook=notebook, sandbox=run["layers"])


def released_stubs(source):
    """Return {task: what a student finds in its answer cell}."""
    return {
        task: release_stub(cell.source)
        for cell in source.cells
        for role, task in [cell_role(cell)]
        if role == "answer"
    }


def _verdict(source, passed, messages, *, error=None, notes=(), notebook=None, sandbox=()):
    tasks, tests = [], {}
    for task in tasks_of(source):
        cells = [c for c in source.cells if cell_role(c) == ("test", task)]
        for cell in cells:
            points = cell.metadata["nbgrader"]["points"]
            tests[cell.id] = points if passed.get(cell.id) else 0
        won = sum(tests[c.id] for c in cells)
        tasks.append(
            {
                "id": task,
                "passed": all(passed.get(c.id, False) for c in cells),
                "points": won,
                "max_points": sum(c.metadata["nbgrader"]["points"] for c in cells),
                "message": error or messages[task],
            }
        )
    return {
        "passed": bool(tasks) and all(t["passed"] for t in tasks),
        "score": sum(t["points"] for t in tasks),
        "max_score": sum(t["max_points"] for t in tasks),
        "error": error,
        "tasks": tasks,
        "tests": tests,
        "notes": list(notes),
        "sandbox": list(sandbox),
        "notebook": notebook and dump_notebook(notebook).decode(),
    }


def _add_outputs(notebook, run):
    """Put into the notebook what the answers printed and showed, for the formgrader."""
    for count, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        cell.outputs, cell.execution_count = [], count
        done = run["cells"].get(cell.id)
        if not done:
            continue
        if done["printed"]:
            cell.outputs.append(nbformat.v4.new_output("stream", text=done["printed"]))
        for shown in done["shown"]:
            if _is_shown_safely(shown):
                cell.outputs.append(nbformat.v4.new_output("display_data", data=shown))
        if done["error"]:
            name, text = done["error"][:2]
            lines = [f"{name}: {text}"]
            cell.outputs.append(
                nbformat.v4.new_output("error", ename=name, evalue=text, traceback=lines)
            )


def _is_shown_safely(shown):
    """Say whether an output is plain text or a picture, whatever its process called it."""
    picture = shown.get("image/png")
    if picture is None:
        return isinstance(shown.get("text/plain"), str)
    try:
        return base64.b64decode(picture, validate=True).startswith(b"\x89PNG")
    except (ValueError, TypeError):
        return False


class _Report:
    """What the run says about each test and each task, in words for the student."""

    def __init__(self, notebook, run, student, stubs):
        self.run, self.student, self.stubs = run, student, stubs
        self.cells = notebook.cells
        self.tests = {c.id: c for c in notebook.cells if cell_role(c)[0] == "test"}

    def message(self, task):
        """Return the task's message: the first thing in its way, or "" where it passed."""
        failures = [
            self.failure(id) for id, c in self.tests.items() if cell_role(c) == ("test", task)
        ]
        if not any(failures):
            return ""
        return self._answer_problem(task) or next(filter(None, failures))

    def failure(self, test_id):
        """Return why the test did not pass, or None where it ran to its end."""
        if test_id in self.run["stopped"]:
            why = self.run["stopped"][test_id]
            return f"the test {test_id} called your code and was stopped: {why}"
        if test_id not in self.run["tests"]:
            return "the test was not run"
        error = self.run["tests"][test_id]
        return error and self._in_words(error, self.tests[test_id])

    def _answer_problem(self, task):
        """Return what stopped the answer cell itself, since that is what to mend first."""
        for cell in self.cells:
            if cell_role(cell) != ("answer", task):
                continue
            if cell.source.strip() == self.stubs[task].strip():
                return "not answered yet"
            if cell.id in self.run["stopped"]:
                return f"your answer cell was stopped: {self.run['stopped'][cell.id]}"
            error = self.run["cells"].get(cell.id, {}).get("error")
            if error:
                return self._in_words(error, cell)
        return None

    def _in_words(self, error, cell):
        name, text, line, place, from_student = error
        if name == "NotImplementedError":
            return text or "not answered yet"
        if name == "AssertionError" and not from_student:
            text = text or cell.source.splitlines()[0].lstrip("# ")
            shown = len(visible_part(cell.source).splitlines())
            return f"on fresh inputs: {text}" if line and line > shown else text
        missing = re.match(r"name '(\w+)' is not defined", text)
        if missing and missing[1] in names_outside_answers(self.student):
            return (
                f"{missing[1]} is defined outside the answer cells, and only those are graded: "
                "move it into the answer cell that uses it"
            )
        if is_out_of_memory(error):
            text = "it asked for more memory than a gate may take"
        where = f" (line {place[1]} of your answer)" if place else ""
        what = re.sub(r" \(answer:.*\)$", "", text.splitlines()[0]) if text else ""
        if name == "PrintedTooMuch":
            return f"your code was stopped: {what}{where}"
        return f"your code raised {name}: {what}{where}".rstrip(": ")
