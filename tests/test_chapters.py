"""Each chapter runs as students get it, in its budget, without an error or a word on stderr."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.chapters import chapter_notebook
from autograder.notebooks import parse_notebook

from .conftest import ALL_SESSIONS

BUDGET_SECONDS = 45


@pytest.mark.slow
@ALL_SESSIONS
def test_chapter_executes_cleanly_within_its_budget(session, tmp_path):
    notebook = parse_notebook(chapter_notebook(session), name=session.slug)
    notebook.cells.append(nbformat.v4.new_code_cell("import time; print(time.process_time())"))
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    # The processor's time: how long one waits depends on what else the machine does.
    assert float(notebook.cells.pop().outputs[0].text) < BUDGET_SECONDS
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", output.text


@ALL_SESSIONS
def test_every_figure_has_alt_text(session):
    text = session.chapter.read_text()
    cells = re.findall(r"^```\{code-cell\}.*?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    bare = [
        c
        for c in cells
        if re.search(r"\b(subplots|plot_\w+)\(", c) and "alt:" not in c and "def " not in c
    ]
    assert bare == []


@ALL_SESSIONS
def test_a_chapter_has_the_parts_that_every_chapter_has(session):
    text = session.chapter.read_text()
    headings = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    assert "You will be able to" in text
    for part in ("Common mistakes", "Practice", "Recap", "Review questions", "Terms", "Sources"):
        assert any(part in heading for heading in headings), part
    assert headings[-1] == "The gate"
