"""A Sphinx extension: the fonts of formulas and icons hold what the book's pages show.

Of the theme's 1,400 icons that is a dozen, and of the letters of KaTeX's fonts about half.
"""

import io
import re
from html import unescape
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from ..notebooks import write_file
from .slim import pages

ICON = re.compile(r"fa-[a-z0-9-]+")
TAG = re.compile(r"<[^>]*>")


def setup(app):
    app.connect("build-finished", _subset_fonts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _subset_fonts(app, error):
    if error is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    said = {path: path.read_text() for path in pages(out)}
    shown = {ord(letter) for text in said.values() for letter in unescape(TAG.sub("", text))}
    for path in out.glob("_static/katex/fonts/*.woff2"):
        _keep(path, shown, Options())
    scripts = [path.read_text() for path in out.glob("_static/scripts/*.js")]
    icons = _codes(out, [*said.values(), *scripts])
    for path in out.glob("_static/**/fa-solid-900.woff2"):
        _keep(path, icons, Options(layout_features=[]))


def _codes(out, texts):
    """Return the characters of the icons that these pages and scripts name."""
    names = {name for text in texts for name in ICON.findall(text)}
    style = (out / "_static" / "styles" / "pydata-sphinx-theme.css").read_text()
    return {
        int(code, 16)
        for rule, code in re.findall(r'([^{}]*):before\{content:"\\([0-9a-f]+)"\}', style)
        if names & set(ICON.findall(rule))
    }


def _keep(path, characters, options):
    font = TTFont(path)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = "woff2"
    slim = io.BytesIO()
    font.save(slim)
    write_file(path, slim.getvalue())
