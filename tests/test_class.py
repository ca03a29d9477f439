"""The instructor's way on real nbgrader: the demo class, and the data that others read."""

import json
import os
import sys
from io import StringIO

import pytest
from rich.console import Console

from autograder.classroom import open_class, release
from autograder.demo import make_class, run_demo
from autograder.grading import grade_class
from autograder.sessions import find_session

from .browser import needs_chromium, open_page, serving

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("class")]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    root = tmp_path_factory.mktemp("class")
    said = StringIO()
    status = run_demo(Console(file=said, width=200), root)
    return root, status, said.getvalue()


def test_each_gets_the_grade_that_is_right_for_them(demo):
    _, status, said = demo
    assert status == 0, said
    assert "22 of 22 grades are right" in said


def test_the_formgraders_data_hold_the_same_grades(demo):
    root, _, _ = demo
    api = open_class(root)
    session = find_session("00")
    shown = {s["student"]: s["score"] for s in api.get_submissions(session.slug)}
    assert (len(shown), shown["gus"], shown["lee"]) == (22, 0, 0)
    assert shown["ada"] == shown["kim"] == api.get_assignment(session.slug)["max_score"]


def test_feedback_shows_messages_and_no_hidden_test(demo):
    root, _, _ = demo
    pages = sorted((root / "feedback").rglob("*.html"))
    assert len(pages) == 22
    text = "\n".join(page.read_text() for page in pages)
    assert "HIDDEN TESTS" not in text
    assert "BEGIN SOLUTION" not in text
    assert "not answered yet" in text


def test_grade_rows_are_as_the_design_fixes_them(demo, tmp_path):
    session = find_session("00")
    api = open_class(tmp_path)
    released = release(session, api).read_bytes()
    twelve = make_class(session, released)
    for student in ("gus", "lee"):
        folder = tmp_path / "submitted" / student / session.slug
        folder.mkdir(parents=True)
        (folder / f"{session.slug}.ipynb").write_bytes(twelve[student][2])
    result = json.loads(json.dumps(grade_class(session, api)))
    assert set(result) == {"submissions", "seconds"}
    gus, lee = result["submissions"]
    assert set(gus) == {"student", "score", "max_score", "status", "message", "tasks"}
    assert (gus["status"], lee["status"]) == ("graded", "error")
    assert "not a notebook" in lee["message"]
    assert set(gus["tasks"][0]) == {"id", "passed", "points", "max_points", "message"}


@needs_chromium
def test_the_formgrader_shows_the_grades_and_what_was_said_of_each_answer(demo, tmp_path):
    root, _, _ = demo
    command = [sys.executable, "-m", "autograder", "formgrader", "--class", str(root)]
    with (
        serving([*command, "--no-browser"], dict(os.environ), tmp_path / "log") as address,
        open_page() as page,
    ):
        page.set_default_timeout(60_000)
        page.goto(address)  # its token makes the session
        base = address.split("/formgrader")[0]
        page.goto(f"{base}/formgrader/gradebook/00_readiness/00_readiness")
        page.get_by_text("Submission #22").wait_for()
        assert page.get_by_text("20 / 20", exact=True).count() >= 5
        page.get_by_role("row").filter(has_text="19 / 20").first.get_by_role("link").first.click()
        page.locator('textarea[placeholder*="your order runs backwards"]').wait_for()
