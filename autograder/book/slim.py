"""A Sphinx extension: a page waits for no script, and for no picture that is not near.

The theme brings its icons twice, as a font and as a script of 1.5 MB that draws them anew, and with
each page the book's whole index for searching. When the book has been written, its pages are gone
through once more.
"""

import re
from pathlib import Path

from ..notebooks import write_file

# What is put in place of what: scripts run in their order, but after the page is there.
CHANGES = [
    (re.compile(r'\s*<script [^>]*src="[^"]*/fontawesome\.js[^"]*"></script>'), ""),
    (re.compile(r'<script (?!defer)(?=[^>]*\bsrc=")'), "<script defer "),
    (re.compile(r"<script>(?=DOCUMENTATION_OPTIONS\.)"), '<script type="module">'),
    (re.compile(r'\s*<link rel="preload" as="script"[^>]*>'), ""),  # holds up the style sheet
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
]
# On load, and after each change of a page, the theme measures all code and outputs on it, which lays out
# even what is far below the screen; assets/js/overflow.js does the same for what is near.
MEASURING = re.compile(
    r'"complete"===document\.readyState\?(\w+)\(\):window\.addEventListener\("load",\1\)'
)
SEARCH = re.compile(
    r'\s*<script [^>]*src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>'
)
FIGURE = re.compile(r'<img (?![^>]*\bwidth=)([^>]*src="([^"]*_images/([^"]+\.svg))"[^>]*>)')
SIZE = re.compile(r'<svg [^>]*width="([\d.]+)pt" height="([\d.]+)pt"')


def setup(app):
    app.connect("build-finished", _slim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def pages(out):
    """Return the book's pages; what the theme keeps under `_static` are templates."""
    return [page for page in out.rglob("*.html") if "_static" not in page.parts]


def _slim(app, error):
    if error is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    for page in pages(out):
        written = page.read_text()
        slim = written if page.name == "search.html" else SEARCH.sub("", written)
        slim = FIGURE.sub(lambda found: _figure(out / "_images", *found.groups()), slim)
        for pattern, text in CHANGES:
            slim = pattern.sub(text, slim)
        if slim != written:
            write_file(page, slim.encode())
    for script in out.glob("_static/scripts/fontawesome.js*"):
        script.unlink()
    _measure_once(out / "_static" / "scripts" / "pydata-sphinx-theme.js")


def _figure(folder, rest, address, name):
    """Say how large a figure will be, in pixels, so that nothing moves when it comes; and lead from
    it to itself alone, which on a phone can be read.
    """
    width, height = SIZE.search((folder / name).read_text()[:2000]).groups()
    pixels = [round(float(points) * 4 / 3) for points in (width, height)]
    picture = f'<img loading="lazy" width="{pixels[0]}" height="{pixels[1]}" {rest}'
    return f'<a class="alone" href="{address}">{picture}</a>'


def _measure_once(script):
    slim, found = MEASURING.subn("0", script.read_text())
    if found:
        write_file(script, slim.encode())
