"""Every gate: unsolved fails, solved passes, wrong answers get their message, nothing leaks."""

import pytest

from autograder.authored import alternatives, misconceptions, solutions
from autograder.classroom import open_class, release
from autograder.engine.rebuild import visible_part
from autograder.engine.verdict import grade
from autograder.gates import build_source, tasks_of
from autograder.notebooks import dump_notebook, read_notebook

from .conftest import ALL_SESSIONS

pytestmark = pytest.mark.slow


def grade_answers(session, answers):
    """Grade the released notebook with `answers` ({task: code}) put in, by all the tests."""
    notebook = read_notebook(session.exercise)
    for cell in notebook.cells:
        if cell.id in answers:
            cell.source = answers[cell.id]
    return grade(dump_notebook(build_source(session)), dump_notebook(notebook))


def columns(rows, tasks):
    """Deal {task: [...]} rows into submissions that take one entry of each task."""
    depth = max(len(rows[task]) for task in tasks)
    return [{t: rows[t][i] for t in tasks if i < len(rows[t])} for i in range(depth)]


@ALL_SESSIONS
def test_released_gate_fails_on_every_task(session):
    verdict = grade_answers(session, {})
    assert [task["id"] for task in verdict["tasks"] if task["passed"]] == []
    assert all(task["message"] for task in verdict["tasks"])


@ALL_SESSIONS
def test_solution_passes_every_task_with_every_point(session):
    verdict = grade_answers(session, solutions(session))
    assert [t for t in verdict["tasks"] if not t["passed"]] == []
    assert verdict["score"] == verdict["max_score"]


@ALL_SESSIONS
def test_right_answers_by_other_methods_pass(session):
    rows, tasks = alternatives(session), list(alternatives(session))
    for answers in columns(rows, tasks):
        verdict = grade_answers(session, {**solutions(session), **answers})
        assert [t for t in verdict["tasks"] if not t["passed"]] == []


@ALL_SESSIONS
def test_each_misconception_is_told_apart_with_its_message(session):
    tasks = tasks_of(build_source(session))
    rows = {task: [m for m in misconceptions(session) if m["task"] == task] for task in tasks}
    missed = []
    for column in columns(rows, tasks):
        answers = {task: m["code"] for task, m in column.items()}
        verdict = grade_answers(session, {**solutions(session), **answers})
        said = {task["id"]: task for task in verdict["tasks"]}
        for task, m in column.items():
            if said[task]["passed"] or m["says"] not in said[task]["message"]:
                missed.append((task, m["name"], said[task]["message"]))
        assert all(t["passed"] for t in verdict["tasks"] if t["id"] not in column)
    assert missed == []


@ALL_SESSIONS
def test_each_task_has_at_least_three_misconceptions(session):
    named = [m["task"] for m in misconceptions(session)]
    short = [t for t in tasks_of(build_source(session)) if named.count(t) < 3]
    assert short == []
    assert [m["name"] for m in misconceptions(session) if not m["says"].strip()] == []


@ALL_SESSIONS
def test_committed_exercise_is_byte_identical_to_a_fresh_release(session, tmp_path):
    released = release(session, open_class(tmp_path))
    assert session.exercise.read_bytes() == released.read_bytes()
    assert [p.name for p in released.parent.iterdir()] == [session.exercise.name]


@ALL_SESSIONS
def test_nothing_of_the_solution_or_the_hidden_tests_leaks_into_the_exercise(session):
    released = session.exercise.read_text()
    assert "BEGIN SOLUTION" not in released
    assert "HIDDEN TESTS" not in released
    for cell in build_source(session).cells:
        if cell.id.endswith("-test-1"):
            for line in set(cell.source.splitlines()) - set(visible_part(cell.source).splitlines()):
                assert len(line) < 30 or line not in released
