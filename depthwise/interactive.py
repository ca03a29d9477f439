"""Show an interactive of `assets/interactives/`: a widget in JupyterLab, plain HTML in the book.

The same ES module serves both. It exports `default {render({model, el})}`, as anywidget asks; in
the static page `autograder.book.interactives` puts it, and no kernel is needed.
"""

import base64
import html
import json
import os
from pathlib import Path

import anywidget
import traitlets

ASSETS = Path(__file__).resolve().parent.parent / "assets"

PLACE = """\
<div class="interactive" data-interactive="{name}" data-state="{state}"><noscript>This interactive \
needs JavaScript; the text around it says what it shows.</noscript></div>"""


def show(name, **state):
    """Return the interactive `name`, to be the last line of a cell; `state` sets its start.

    `name` is a file of `assets/interactives/` without its ending; a ValueError lists the names
    there are. `state` must be JSON: numbers, strings, booleans, lists, dicts.
    """
    source = _source(name)
    if os.environ.get("DEPTHWISE_BOOK"):
        return _Place(name, state)
    traits = {key: traitlets.Any(value).tag(sync=True) for key, value in state.items()}
    css = (ASSETS / "css" / "interactives.css").read_text()
    return type(name, (anywidget.AnyWidget,), {"_esm": source, "_css": css, **traits})()


def _source(name):
    """Return the module's text with `./frame.js` put inside, so that it stands alone."""
    folder = ASSETS / "interactives"
    names = sorted(p.stem for p in folder.glob("*.js") if p.stem != "frame")
    if name not in names:
        raise ValueError(f"there is no interactive {name!r}; there are: {', '.join(names)}")
    frame = base64.b64encode((folder / "frame.js").read_bytes()).decode()
    source = (folder / f"{name}.js").read_text()
    return source.replace('"./frame.js"', f'"data:text/javascript;base64,{frame}"')


class _Place:
    """Where an interactive will stand in a page; its script comes when the page is written."""

    def __init__(self, name, state):
        self.html = PLACE.format(name=name, state=html.escape(json.dumps(state)))

    def _repr_html_(self):
        return self.html
