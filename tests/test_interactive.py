"""One ES module, two homes: a widget for JupyterLab, plain HTML for the book."""

import subprocess

import pytest

from autograder.sessions import ROOT
from depthwise.interactive import page_script, show

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


@pytest.mark.parametrize("name", NAMES)
def test_the_static_page_needs_nothing_from_outside(name):
    script = page_script(name)
    assert "export default" not in script
    assert "const shown = " in script
    assert "https://" not in script
    assert "@import" not in script


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
