"""The verdict on one notebook: `grade(source, submission, limits)`, bytes in, data out."""

import re

from .errors import CourseError
from .execute import LIMITS, run_cells
from .gates import cell_role, tasks_of
from .notebooks import dump_notebook, parse_notebook
from .rebuild import names_outside_answers, rebuild, visible_part
from .stubs import release_stub

ANSI = re.compile(r"\x1b\[[0-9;]*m")
FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")


def grade(source, submission, limits=LIMITS):
    """Return the verdict on `submission` (bytes) by the tests of `source` (bytes).

    source: the gate's source notebook with its hidden tests, or the released one, whose visible
    tests then decide. The verdict is data for JSON:

        {"passed": bool, "score": float, "max_score": float, "error": str or None,
         "tasks": [{"id", "passed", "points", "max_points", "message"}],
         "tests": {test id: points earned}, "notes": [str], "notebook": str or None}

    `error` says why a submission could not be run at all; it then has no points. `notebook` is
    the executed notebook, for the record. A test has passed only where its cell ran to its end
    without an error: silence, a missing test, a dead kernel or a time-out is never a pass.
    """
    source = parse_notebook(source, name="the gate's source")
    try:
        student = parse_notebook(submission, name="the notebook")
        notebook, notes = rebuild(source, student, released_stubs(source))
    except CourseError as error:
        return _verdict(source, {}, {}, error=str(error))
    stopped = run_cells(notebook.cells, limits)
    report = _Report(notebook, stopped, names_outside_answers(student))
    passed = {id: report.failure(id) is None for id in report.tests}
    messages = {task: report.message(task) for task in tasks_of(source)}
    return _verdict(source, passed, messages, notes=notes, notebook=notebook)


def released_stubs(source):
    """Return {task: what a student finds in its answer cell}."""
    return {
        task: release_stub(cell.source)
        for cell in source.cells
        for role, task in [cell_role(cell)]
        if role == "answer"
    }


def _verdict(source, passed, messages, *, error=None, notes=(), notebook=None):
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
        "notebook": notebook and dump_notebook(notebook).decode(),
    }


class _Report:
    """What the executed cells say about each test and each task, in words for the student."""

    def __init__(self, notebook, stopped, strays):
        self.stopped, self.strays = stopped, strays
        self.cells = notebook.cells
        self.by_count = {c.get("execution_count"): c for c in notebook.cells}
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
        cell = self.tests[test_id]
        if test_id in self.stopped:
            return f"the test {test_id} called your code and was stopped: {self.stopped[test_id]}"
        error = _error_of(cell)
        if error is None:
            return None if cell.execution_count is not None else "the test was not run"
        return self._in_words(error, cell)

    def _answer_problem(self, task):
        """Return what stopped the answer cell itself, since that is what to mend first."""
        for cell in self.cells:
            if cell_role(cell) != ("answer", task):
                continue
            if cell.id in self.stopped:
                return f"your answer cell was stopped: {self.stopped[cell.id]}"
            error = _error_of(cell)
            if error and error.ename == "NotImplementedError":
                return error.evalue or "not answered yet"
            if error:
                return self._in_words(error, cell)
        return None

    def _in_words(self, error, cell):
        if error.ename == "AssertionError":
            text = error.evalue or cell.source.splitlines()[0].lstrip("# ")
            return f"on fresh inputs: {text}" if self._in_hidden_part(error, cell) else text
        if error.ename == "NotImplementedError" and not error.evalue:
            return "not answered yet"
        name = re.match(r"name '(\w+)' is not defined", error.evalue)
        if name and name[1] in self.strays:
            return (
                f"{name[1]} is defined outside the answer cells, and only those are graded: "
                "move it into the answer cell that uses it"
            )
        where = self._line_in_answer(error)
        what = error.evalue.splitlines()[0] if error.evalue else ""
        return f"your code raised {error.ename}: {what}{where}".rstrip(": ")

    def _line_in_answer(self, error):
        for count, line in reversed(FRAME.findall(_plain(error))):
            cell = self.by_count.get(int(count))
            if cell is not None and cell_role(cell)[0] == "answer":
                return f" (line {line} of your answer)"
        return ""

    def _in_hidden_part(self, error, cell):
        shown = len(visible_part(cell.source).splitlines())
        lines = [int(n) for c, n in FRAME.findall(_plain(error)) if int(c) == cell.execution_count]
        return bool(lines) and lines[0] > shown


def _error_of(cell):
    return next((o for o in cell.get("outputs", []) if o.output_type == "error"), None)


def _plain(error):
    return ANSI.sub("", "\n".join(error.traceback))
