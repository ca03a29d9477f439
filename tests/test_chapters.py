"""Each chapter runs as students get it, without an error or a word on stderr."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.chapters import chapter_notebook
from autograder.notebooks import parse_notebook

from .conftest import ALL_SESSIONS

# Of the processor, and twice what a chapter may take by itself: beside other work the same cells
# cost up to twice as much. What they take is measured on an idle machine (benchmarks/sessions.py).
LIMIT_SECONDS = 90


@pytest.mark.slow
@ALL_SESSIONS
def test_chapter_executes_cleanly(session, tmp_path):
    notebook = parse_notebook(chapter_notebook(session), name=session.slug)
    notebook.cells.append(nbformat.v4.new_code_cell("import time; print(time.process_time())"))
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert float(notebook.cells.pop().outputs[0].text) < LIMIT_SECONDS
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
