"""The `course` command as a program: JSON as the design fixes it, one-line errors, exit statuses."""

import json
import os
import socket
import subprocess
import sys

import pytest

from autograder.authored import solutions
from autograder.notebooks import dump_notebook, read_notebook
from autograder.sessions import ROOT, load_sessions

FIRST, SECOND, *_ = load_sessions()


@pytest.fixture
def course(tmp_path):
    """Run `course ARGS` on a workspace of its own; return the finished process."""

    def run(*args, **environment):
        return subprocess.run(
            [sys.executable, "-m", "autograder", "--work", str(tmp_path / "work"), *args],
            cwd=ROOT,
            env={**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), **environment},
            capture_output=True,
            text=True,
        )

    run.work = tmp_path / "work"
    run.exercise = run.work / "exercises" / FIRST.slug / f"{FIRST.slug}.ipynb"
    return run


def solve(path, session):
    notebook = read_notebook(path)
    for cell in notebook.cells:
        cell.source = solutions(session).get(cell.id, cell.source)
    path.write_bytes(dump_notebook(notebook))


def says_in_one_line(done, *parts):
    assert done.returncode == 2, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert all(part in lines[0] for part in ("course: ", *parts)), lines[0]


def test_status_json_maps_every_session(course):
    rows = json.loads(course("status", "--json").stdout)["sessions"]
    assert [row["session"] for row in rows] == [s.slug for s in load_sessions()]
    assert [row["state"] for row in rows] == ["open", *["locked"] * (len(rows) - 1)]
    assert set(rows[0]) == {"session", "title", "state", "requires"}


@pytest.mark.slow
def test_a_gate_holds_until_it_is_solved_then_opens_the_next_session(course):
    done = course("check", "00", "--json")
    verdict = json.loads(done.stdout)
    assert (done.returncode, verdict["passed"]) == (1, False)
    assert [t["id"] for t in verdict["tasks"]] == list(solutions(FIRST))
    assert all(t["message"] and not t["passed"] for t in verdict["tasks"])
    assert set(verdict["tasks"][0]) == {"id", "passed", "points", "max_points", "message"}

    solve(course.exercise, FIRST)
    done = course("check", "00")
    assert done.returncode == 0, done.stdout
    assert f"Next session is open: {SECOND.slug}" in done.stdout
    states = {
        r["session"]: r["state"] for r in json.loads(course("status", "--json").stdout)["sessions"]
    }
    assert (states[FIRST.slug], states[SECOND.slug]) == ("mastered", "open")
    assert (course.work / "exercises" / SECOND.slug / f"{SECOND.slug}.ipynb").exists()
    assert course("status", "--verify").returncode == 0


def test_a_locked_session_names_what_opens_it(course):
    says_in_one_line(course("check", SECOND.slug), "is locked", FIRST.slug)


def test_a_renamed_notebook_is_missed_by_its_name(course):
    course("start")
    course.exercise.rename(course.exercise.with_name("mine.ipynb"))
    says_in_one_line(course("check", "00"), "renamed or moved", "course start")


@pytest.mark.parametrize("data", ["", '{"cells": [', "[]"])
def test_a_broken_notebook_is_left_as_it_is(course, data):
    course("start")
    course.exercise.write_text(data)
    says_in_one_line(course("check", "00"), course.exercise.name)
    assert course.exercise.read_text() == data


@pytest.mark.slow
def test_a_foreign_notebook_is_told_from_a_bad_answer(course):
    course("start")
    course.exercise.write_bytes(SECOND.exercise.read_bytes())
    says_in_one_line(course("check", "00"), "none of the answer cells")


def test_a_session_that_does_not_exist_is_one_line(course):
    says_in_one_line(course("check", "77"), "no session '77'")


def test_an_unknown_command_is_one_line(course):
    says_in_one_line(course("frobnicate"), "frobnicate")


def test_a_folder_with_other_files_is_not_taken_for_a_workspace(course):
    course.work.mkdir()
    (course.work / "thesis.tex").write_text("mine")
    says_in_one_line(course("start"), "holds other files")


def test_a_port_in_use_is_one_line(course):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        says_in_one_line(course("lab", "--no-browser", "--port", port), "in use", "--port")


def test_hints_come_in_tiers(course):
    task, hints = next(iter(FIRST.hints.items()))
    assert f"hint 1 of {len(hints)}" in course("hint", "00", task).stdout
    says_in_one_line(course("hint", "00", task, str(len(hints) + 1)), "there is no hint")
    says_in_one_line(course("hint", "00", "nonsense"), task)


@pytest.mark.slow
def test_grading_where_nothing_was_submitted_says_what_to_do(course, tmp_path):
    arguments = ("--class", str(tmp_path / "class"))
    says_in_one_line(course("grade", "00", *arguments), "is not released", "course release")
    assert course("release", "00", *arguments).returncode == 0
    says_in_one_line(course("grade", "00", *arguments), "nothing was submitted", "course collect")
