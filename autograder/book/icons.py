"""A Sphinx extension: of the theme's icons a page loads those that the book shows, and no script.

The theme brings its 1,400 icons twice, as a font and as a script of 1.5 MB that draws them anew.
"""

import io
import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from ..notebooks import write_file

SCRIPT = re.compile(rb'\s*<script [^>]*src="[^"]*/fontawesome\.js[^"]*"></script>')
CLASS = re.compile(r"fa-[a-z0-9-]+")


def setup(app):
    app.connect("build-finished", _slim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _slim(app, error):
    if error is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    for page in out.rglob("*.html"):
        written = page.read_bytes()
        if SCRIPT.search(written):
            page.write_bytes(SCRIPT.sub(b"", written))
    for script in out.glob("_static/scripts/fontawesome.js*"):
        script.unlink()
    _keep_shown(out)


def _keep_shown(out):
    """Write the icons' font anew, with those that a page or a script of the theme names."""
    said = [*out.rglob("*.html"), *out.glob("_static/scripts/*.js")]
    names = {name for path in said for name in CLASS.findall(path.read_text())}
    style = (out / "_static" / "styles" / "pydata-sphinx-theme.css").read_text()
    codes = {
        int(code, 16)
        for rule, code in re.findall(r'([^{}]*):before\{content:"\\([0-9a-f]+)"\}', style)
        if names & set(CLASS.findall(rule))
    }
    for path in out.glob("_static/**/fa-solid-900.woff2"):
        font = TTFont(path)
        subsetter = Subsetter(Options(flavor="woff2", layout_features=[]))
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        slim = io.BytesIO()
        font.flavor = "woff2"
        font.save(slim)
        write_file(path, slim.getvalue())
