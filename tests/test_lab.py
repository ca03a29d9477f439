"""A student in JupyterLab, in a real browser: open, read, solve, Check, and the next is open."""

import os
import re
import sys

import pytest

from autograder.authored import solutions
from autograder.sessions import load_sessions

from .browser import needs_chromium, open_page, serving

pytestmark = [pytest.mark.slow, needs_chromium, pytest.mark.xdist_group("lab")]
FIRST, SECOND, *_ = load_sessions()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Serve the course on a fresh workspace; yield the address with its token."""
    folder = tmp_path_factory.mktemp("lab")
    log = folder / "log.txt"
    command = [sys.executable, "-m", "autograder", "--work", str(folder / "work"), "lab"]
    environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state")}
    environment["JUPYTERLAB_SETTINGS_DIR"] = str(folder / "settings")
    environment["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / "workspaces")
    with serving([*command, "--no-browser"], environment, log) as address:
        yield address


def test_a_student_solves_the_first_gate_and_the_second_session_opens(lab):
    with open_page(viewport={"width": 1400, "height": 1000}) as page:
        page.set_default_timeout(60_000)
        page.goto(lab)

        # The chapter of the first open session shows, without raw directives.
        chapter = page.locator(".jp-Notebook").first
        chapter.locator("h1", has_text=FIRST.title).wait_for()
        assert ":::" not in chapter.inner_text()
        assert "{admonition}" not in chapter.inner_text()

        # The map says what is open and what is locked, and by what.
        page.get_by_role("tab", name="Course", exact=True).click()
        home = page.locator(".dw-home")
        home.get_by_text(f"0 of {len(load_sessions())} sessions mastered").wait_for()
        assert f"Opens when you pass the gate of {FIRST.slug}" in home.inner_text()

        # The exercise has its panel; unsolved, every task is told.
        home.get_by_role("button", name="Work on the gate").click()
        check = page.get_by_role("button", name="Check", exact=True)
        check.click()
        page.get_by_text(re.compile("Not yet: 0 of")).wait_for()
        assert page.locator(".gate-failed").count() == len(solutions(FIRST))
        page.locator(".gate-failed button").first.click()
        page.get_by_text(next(iter(FIRST.hints.values()))[0]).wait_for()

        # Solve it in the notebook, unsaved: Check saves it, and the next session opens.
        page.evaluate(
            """answers => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                for (const cell of notebook.widgets)
                    if (answers[cell.model.id]) cell.model.sharedModel.setSource(answers[cell.model.id]);
            }""",
            solutions(FIRST),
        )
        check.click()
        page.get_by_text(f"Next session is open: {SECOND.slug}").wait_for()
        page.get_by_role("tab", name="Course", exact=True).click()
        home.get_by_text(f"1 of {len(load_sessions())} sessions mastered").wait_for()

        # nbgrader's own extension is there as well.
        assert page.get_by_role("menuitem", name="Nbgrader").count() == 1
