"""One ES module, two homes: a widget for JupyterLab, plain HTML for the book."""

import re
import subprocess

import pytest

from autograder.book.interactives import page_script
from autograder.sessions import ROOT
from depthwise.interactive import show

NAMES = sorted(p.stem for p in (ROOT / "assets/interactives").glob("*.js") if p.stem != "frame")


@pytest.mark.parametrize("name", NAMES)
def test_the_module_stands_alone_and_is_valid(name, tmp_path):
    source = str(show(name)._esm)
    assert "./frame.js" not in source
    assert "export default" in source
    path = tmp_path / "module.mjs"
    path.write_text(source)
    done = subprocess.run(["node", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_page_has_the_frame_once_and_each_module_in_a_block(tmp_path):
    script = page_script(NAMES)
    assert script.count("function frame(") == 1
    assert script.count("\nconst shown = ") == len(NAMES)
    assert not re.search(r"^(import|export) |https://", script, re.MULTILINE)
    path = tmp_path / "module.mjs"
    path.write_text(re.fullmatch(r"<script[^>]*>(.*)</script>", script, re.DOTALL)[1])
    done = subprocess.run(["node", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_book_marks_the_place_and_the_start(monkeypatch):
    monkeypatch.setenv("DEPTHWISE_BOOK", "1")
    place = show("fold", depth=3)._repr_html_()
    assert 'data-interactive="fold" data-state="{&quot;depth&quot;: 3}"' in place
    assert "<script" not in place


def test_state_is_shared_with_the_widget():
    assert show(NAMES[0], depth=3).depth == 3


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(ValueError, match="there is no interactive 'x'; there are: "):
        show("x")
