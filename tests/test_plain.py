"""From the course's MyST to Markdown that JupyterLab shows without raw directives."""

import pytest

from autograder.chapters import chapter_notebook
from autograder.errors import CourseError
from autograder.notebooks import parse_notebook
from autograder.plain import plain_markdown

from .conftest import ALL_SESSIONS


def test_an_admonition_becomes_a_div_with_its_title_and_class():
    plain = plain_markdown(":::{admonition} Predict\n:class: tip\nHow many?\n:::")
    assert plain == (
        '<div class="admonition tip">\n<p class="admonition-title">Predict</p>\n\nHow many?\n\n</div>'
    )


def test_a_dropdown_becomes_details_and_nests():
    plain = plain_markdown("::::{dropdown} `x`?\n:::{admonition} A\nb\n:::\n::::")
    assert plain.startswith("<details>\n<summary><code>x</code>?</summary>\n\n<div")
    assert plain.endswith("b\n\n</div>\n\n</details>")


def test_links_to_chapters_become_links_to_notebooks():
    assert plain_markdown("[a](01_composition.md#b)") == "[a](01_composition.ipynb#b)"


@pytest.mark.parametrize("line", ["```{figure} a.png\n```", ":::{note}\n:::", "see {doc}`x`"])
def test_what_has_no_plain_form_is_the_authors_error(line):
    with pytest.raises(CourseError, match="no plain form"):
        plain_markdown(line)


@ALL_SESSIONS
def test_every_chapter_has_a_plain_form(session):
    notebook = parse_notebook(chapter_notebook(session), name=session.slug)
    text = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    assert ":::" not in text
    assert text.startswith("# ")
