"""Rebuild, don't trust: what runs is the course's notebook with the student's answers put in.

Answers are matched by nbgrader's `grade_id`, or by the cell's id where the metadata is gone.
Everything else of the submission is left behind: its tests, metadata, kernel, cell order.
"""

import ast

import nbformat

from ..errors import CourseError
from ..gates import cell_role

NO_ANSWER = 'raise NotImplementedError("the notebook has no answer cell for {task}")'


def rebuild(source, submission, released):
    """Return `(notebook, notes)`: `source` with the answers of `submission` in place.

    source: the gate's notebook, its own solutions still in it. submission: the student's
    notebook. released: {task: stub} as students get it, to tell an untouched copy from an answer.
    notes: sentences about everything that had to be settled. CourseError where not one answer
    cell is found, since that is another notebook and not a bad answer.
    """
    answers = _collect_answers(submission, released)
    if not any(answers.values()):
        raise CourseError(
            "this notebook has none of the answer cells of this gate: is it another session's? "
            "`course start` puts a fresh one in place if you move this one away"
        )
    notes = _notes_on_tests(source, submission)
    cells = []
    for cell in source.cells:
        role, task = cell_role(cell)
        if role == "answer":
            cells += _answer_cells(cell, task, answers[task], notes)
        elif role in (None, "test"):
            cells.append(cell.copy())
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=source.metadata)
    return notebook, notes


def names_outside_answers(submission):
    """Return the names that a submission defines outside its answer cells, which do not run."""
    names = set()
    for cell in submission.cells:
        if cell.cell_type != "code" or cell.metadata.get("nbgrader", {}).get("solution"):
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Assign):
                names |= {t.id for t in node.targets if isinstance(t, ast.Name)}
            elif isinstance(node, ast.Import | ast.ImportFrom):
                names |= {(a.asname or a.name).split(".")[0] for a in node.names}
    return names


def _collect_answers(submission, released):
    """Return {task: [sources]}, the untouched copies left out where there is another."""
    answers = {task: [] for task in released}
    for cell in submission.cells:
        mark = cell.metadata.get("nbgrader")
        name = mark.get("grade_id") if isinstance(mark, dict) else None
        task = name if name in answers else cell.get("id")
        if cell.cell_type == "code" and task in answers:
            answers[task].append(cell.source)
    for task, sources in answers.items():
        changed = [s for s in sources if s.strip() != released[task].strip()]
        answers[task] = changed or sources[:1]
    return answers


def _answer_cells(cell, task, sources, notes):
    if not sources:
        notes.append(f"{task}: the answer cell is missing from the notebook")
        sources = [NO_ANSWER.format(task=task)]
    if len(sources) > 1:
        notes.append(f"{task}: {len(sources)} answer cells found; they ran in their order")
    cells = []
    for i, text in enumerate(sources):
        made = nbformat.v4.new_code_cell(text, id=cell.id if i == 0 else f"{cell.id}-copy-{i}")
        made.metadata["depthwise"] = dict(cell.metadata["depthwise"])
        cells.append(made)
    cells[-1].metadata = cell.metadata.copy()  # nbgrader wants each grade_id once
    return cells


def _notes_on_tests(source, submission):
    """Say which tests were deleted or edited; the course's own run in any case."""
    submitted = {}
    for cell in submission.cells:
        mark = cell.metadata.get("nbgrader")
        if isinstance(mark, dict) and mark.get("grade"):
            submitted[mark.get("grade_id")] = cell.source
    deleted, edited = [], []
    for cell in source.cells:
        if cell_role(cell)[0] != "test":
            continue
        if cell.id not in submitted:
            deleted.append(cell.id)
        elif submitted[cell.id].strip() != visible_part(cell.source).strip():
            edited.append(cell.id)
    return [
        f"tests {what}, so the course's own ran: {', '.join(ids)}"
        for what, ids in (("deleted", deleted), ("edited", edited))
        if ids
    ]


def visible_part(test_source):
    """Return a test's source without its hidden region, as students have it."""
    kept, hidden = [], False
    for line in test_source.splitlines():
        if "### BEGIN HIDDEN TESTS" in line:
            hidden = True
        elif "### END HIDDEN TESTS" in line:
            hidden = False
        elif not hidden:
            kept.append(line)
    return "\n".join(kept)
