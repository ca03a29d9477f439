"""A Sphinx extension: puts into each page the scripts of the interactives that it shows.

A chapter's cached output only marks the place of an interactive, so that a changed module needs a
page written anew and no chapter executed again.
"""

import re

from depthwise.interactive import ASSETS, page_script

SHOWN = re.compile(r'^show\("(\w+)"', re.MULTILINE)
PLACES = re.compile(r'data-interactive="(\w+)"')


def setup(app):
    app.connect("source-read", _depend_on_modules)
    app.connect("html-page-context", _add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _depend_on_modules(app, docname, source):
    for name in SHOWN.findall(source[0]):
        for module in (name, "frame"):
            app.env.note_dependency(str(ASSETS / "interactives" / f"{module}.js"))


def _add_scripts(app, pagename, templatename, context, doctree):
    names = sorted(set(PLACES.findall(context.get("body") or "")))
    if names:
        context["body"] += "\n".join(map(page_script, names))
