"""A Sphinx extension: a page waits for no script, and loads of the theme what it shows.

The theme brings its 1,400 icons twice, as a font and as a script of 1.5 MB that draws them anew,
rules of style for much that no page has, and with each page the book's whole index for searching.
When the book has been written, its pages and the theme's files are gone through once more.
"""

import io
import json
import re
import subprocess
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from ..notebooks import write_file
from .npm import NODE, package

# What is put in place of what: scripts run in their order, but after the page is there.
CHANGES = [
    (re.compile(r'\s*<script [^>]*src="[^"]*/fontawesome\.js[^"]*"></script>'), ""),
    (re.compile(r'<script (?!defer)(?=[^>]*\bsrc=")'), "<script defer "),
    (re.compile(r"<script>(?=DOCUMENTATION_OPTIONS\.)"), '<script type="module">'),
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
]
SEARCH = re.compile(
    r'\s*<script [^>]*src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>'
)
CLASS = re.compile(r"fa-[a-z0-9-]+")
# The book's own style sheets are left alone: what they style is made by scripts.
THEMES_STYLES = ["styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css"]
THEMES_STYLES += ["sphinx-design.min.css", "mystnb.*.css", "katex/katex.min.css"]
PURGE = """
const { PurgeCSS } = require("purgecss");
new PurgeCSS().purge({
  css: JSON.parse(process.argv[1]), content: ["**/*.html", "_static/**/*.js"], fontFace: true,
  dynamicAttributes: ["data-theme", "data-mode", "aria-expanded", "open"],
}).then((found) => console.log(JSON.stringify(found)));
"""


def setup(app):
    app.connect("build-finished", _slim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _slim(app, error):
    if error is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    for page in out.rglob("*.html"):
        written = page.read_text()
        slim = written if page.name == "search.html" else SEARCH.sub("", written)
        for pattern, text in CHANGES:
            slim = pattern.sub(text, slim)
        if slim != written:
            write_file(page, slim.encode())
    for script in out.glob("_static/scripts/fontawesome.js*"):
        script.unlink()
    _keep_shown_icons(out)
    _keep_shown_styles(out)


def _keep_shown_icons(out):
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
        subsetter = Subsetter(Options(layout_features=[]))
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        font.flavor = "woff2"
        slim = io.BytesIO()
        font.save(slim)
        write_file(path, slim.getvalue())


def _keep_shown_styles(out):
    """Leave out of the theme's style sheets what nothing in the book's pages and scripts can match."""
    folder = package("purgecss@8.0.0").parent
    sheets = [str(path) for name in THEMES_STYLES for path in out.glob(f"_static/{name}")]
    done = subprocess.run(
        [NODE, "-e", PURGE, json.dumps(sheets)],
        cwd=out, env={"NODE_PATH": str(folder)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for sheet in json.loads(done.stdout):
        write_file(sheet["file"], sheet["css"].encode())
