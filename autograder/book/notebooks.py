"""A Sphinx extension: each chapter's page offers the chapter as the notebook that students get."""

from pathlib import Path

from ..chapters import chapter_notebook
from ..sessions import load_sessions

LINK = (
    '<p class="download"><a download href="../notebooks/{slug}.ipynb">'
    "Download this chapter as a notebook</a></p>"
)


def setup(app):
    app.connect("html-page-context", _add_link)
    app.connect("build-finished", _write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add_link(app, pagename, templatename, context, doctree):
    slug = pagename.removeprefix("chapters/")
    if slug in {session.slug for session in load_sessions()}:
        context["body"] = context["body"].replace("</h1>", "</h1>\n" + LINK.format(slug=slug), 1)


def _write_notebooks(app, error):
    if error is None and app.builder.name == "html":
        folder = Path(app.outdir) / "notebooks"
        folder.mkdir(exist_ok=True)
        for session in load_sessions():
            (folder / f"{session.slug}.ipynb").write_bytes(chapter_notebook(session))
