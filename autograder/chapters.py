"""Chapters as students get them: plain notebooks, made from the book's MyST."""

import jupytext
import nbformat

from .gates import KERNEL
from .notebooks import dump_notebook
from .plain import plain_markdown


def chapter_notebook(session):
    """Return the session's chapter as the bytes of a notebook without directives."""
    authored = jupytext.read(session.chapter, fmt="md:myst")
    cells = []
    for i, cell in enumerate(authored.cells, start=1):
        if cell.cell_type == "markdown":
            made = nbformat.v4.new_markdown_cell(plain_markdown(cell.source), id=f"text-{i}")
        else:
            made = nbformat.v4.new_code_cell(cell.source, id=f"code-{i}")
            if "hide-input" in cell.metadata.get("tags", []):
                made.metadata["jupyter"] = {"source_hidden": True}
        cells.append(made)
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": dict(KERNEL)})
    return dump_notebook(notebook)
