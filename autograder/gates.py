"""From an authored gate (`solutions/NN_slug/NN_slug.md`) to nbgrader's source notebook.

The author marks cells with `:answer:`, `:scratch:`, `:test:` and `:points:`; everything that
nbgrader and the grader need besides (ids, flags, the panel at the end) is made here.
"""

import nbformat

from .errors import CourseError
from .plain import plain_markdown
from .stubs import names_defined, release_stub

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
PANEL = "from autograder.panel import gate_panel\n\ngate_panel({slug!r})"


def build_source(session):
    """Return the source notebook of the session's gate: solutions, all tests, fixed cell ids."""
    import jupytext  # half a second, which grading by a released notebook can do without

    authored = jupytext.read(session.gate, fmt="md:myst")
    cells = []
    counts = {}
    for cell in authored.cells:
        role, task = _role(cell, session)
        kind = f"{task}-{role}" if task else cell.cell_type
        counts[kind] = counts.get(kind, 0) + 1
        cell_id = task if role == "answer" else f"{kind}-{counts[kind]}"
        cells.append(_source_cell(cell, role, task, cell_id))
    cells.append(_panel_cell(session))
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": dict(KERNEL)})
    _check(notebook, session)
    return notebook


def cell_role(cell):
    """Return `(role, task)` of a cell that `build_source` made; (None, None) for context."""
    mark = cell.metadata.get("depthwise", {})
    return mark.get("role"), mark.get("task")


def tasks_of(notebook):
    """Return the task ids of a source or released notebook, in order."""
    return [task for role, task in map(cell_role, notebook.cells) if role == "answer"]


def _role(cell, session):
    roles = [role for role in ("answer", "scratch", "test") if role in cell.metadata]
    if len(roles) > 1:
        raise CourseError(f"{session.gate}: one cell is marked {' and '.join(roles)}")
    return (roles[0], cell.metadata[roles[0]]) if roles else (None, None)


def _source_cell(cell, role, task, cell_id):
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(plain_markdown(cell.source), id=cell_id)
    made = nbformat.v4.new_code_cell(cell.source, id=cell_id)
    if role:
        made.metadata["depthwise"] = {"role": role, "task": task}
    if role in ("answer", "test"):
        made.metadata["nbgrader"] = {
            "cell_type": "code",
            "grade": role == "test",
            "grade_id": cell_id,
            "locked": role == "test",
            "schema_version": 3,
            "solution": role == "answer",
            "task": False,
        }
    if role == "test":
        made.metadata["nbgrader"]["points"] = cell.metadata.get("points", 1)
        made.metadata["jupyter"] = {"source_hidden": True}  # folded, it shows its claim
    return made


def _panel_cell(session):
    cell = nbformat.v4.new_code_cell(PANEL.format(slug=session.slug), id="gate-panel")
    cell.metadata["depthwise"] = {"role": "panel"}
    cell.metadata["jupyter"] = {"source_hidden": True}
    return cell


def _check(notebook, session):
    """Hold the gate to its shape, so that a slip is the author's message and not a student's."""
    answers = tasks_of(notebook)
    for problem in (
        *(f"task {t} has two answer cells" for t in set(answers) if answers.count(t) > 1),
        *(
            f"a {role} cell names task {task}, which has no answer cell"
            for role, task in map(cell_role, notebook.cells)
            if task and task not in answers
        ),
        *(
            f"task {task} has no test"
            for task in answers
            if ("test", task) not in map(cell_role, notebook.cells)
        ),
        *(
            f"{cell.id} does not begin with its claim, a comment"
            for cell in notebook.cells
            if cell_role(cell)[0] == "test" and not cell.source.startswith("# ")
        ),
        *(
            f"the answer of {cell.id} has no solution region"
            for cell in notebook.cells
            if cell_role(cell)[0] == "answer" and "### BEGIN SOLUTION" not in cell.source
        ),
        *(
            f"the stub of {cell.id} defines no name that its tests could ask for"
            for cell in notebook.cells
            if cell_role(cell)[0] == "answer" and not names_defined(release_stub(cell.source))
        ),
        *(
            f"task {task} has no hints in the chapter"
            for task in answers
            if not session.hints.get(task)
        ),
        *(f"hints for {task}, which is no task" for task in session.hints if task not in answers),
    ):
        raise CourseError(f"{session.gate}: {problem}")
