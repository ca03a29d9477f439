"""A Sphinx extension: a page asks for one style sheet, of which something on a page can match.

The theme and its extensions bring a dozen, with rules for much that the book has not; a reader on a
slow line waits for each of them before anything is shown.
"""

import hashlib
import json
import posixpath
import re
import subprocess
from pathlib import Path

from ..notebooks import write_file
from .npm import NODE, package
from .slim import pages

# The book's own sheets are kept whole: what they style is made by the interactives' scripts.
SHEETS = ["*.css", "styles/*.css", "katex/*.css"]
OWN = ["book.css", "interactives.css", "panel.css"]
JOINED = "all-*.css"  # what pages link
PURGE = """
const { PurgeCSS } = require("purgecss");
new PurgeCSS().purge({
  css: JSON.parse(process.argv[1]), content: ["**/*.html", "_static/**/*.js"], fontFace: true,
  dynamicAttributes: ["data-theme", "data-mode", "aria-expanded", "open"],
}).then((found) => console.log(JSON.stringify(found)));
"""
LINK = re.compile(
    r'<link (?=[^>]*rel="stylesheet")[^>]*href="([^"]*_static/)([^"?]+)[^"]*"[^>]*>\s*'
)
IMPORT = re.compile(r'@import "([^"]+)";')
COMMENT = re.compile(r"/\*[^!].*?\*/\s*", re.DOTALL)  # `/*!` begins a licence
URL = re.compile(r"""url\((?!["']?(?:data|https?):)([^)]+)\)""")


def setup(app):
    app.connect(
        "build-finished", _write_sheets, priority=900
    )  # when the pages have their last form
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _write_sheets(app, error):
    if error is None and app.builder.name == "html":
        out = Path(app.outdir)
        _purge(out)
        for page in pages(out):
            _link_one_sheet(page, out / "_static")
        for sheet in (out / "_static").glob(JOINED):
            _join(sheet)


def _purge(out):
    """Leave out of the theme's sheets the rules that nothing in the pages and scripts can match."""
    static = out / "_static"
    kept = {*(static / name for name in OWN), *static.glob(JOINED)}
    sheets = {path for pattern in SHEETS for path in static.glob(pattern)} - kept
    done = subprocess.run(
        [NODE, "-e", PURGE, json.dumps(sorted(map(str, sheets)))],
        cwd=out,
        env={"NODE_PATH": str(package("purgecss@8.0.0").parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    for sheet in json.loads(done.stdout):
        write_file(sheet["file"], sheet["css"].encode())


def _link_one_sheet(page, static):
    """Put one link in place of a page's links; the sheet's first line names what it is made of."""
    written = page.read_text()
    links = LINK.findall(written)
    names = [name for _, name in links]
    if not names or names[0].startswith("all-"):
        return
    first_line = f"/* {' '.join(names)} */\n"
    sheet = static / f"all-{hashlib.sha256(first_line.encode()).hexdigest()[:8]}.css"
    if not sheet.exists():
        write_file(sheet, first_line.encode())
    head, tail = LINK.split(written, maxsplit=1)[0], LINK.sub("", written)
    link = f'<link rel="stylesheet" href="{links[0][0]}{sheet.name}" />\n'
    write_file(page, (head + link + tail[len(head) :]).encode())


def _join(sheet):
    first_line = sheet.read_text().splitlines()[0]
    names = first_line.strip("/* ").split()
    text = "\n".join(_text(sheet.parent, name) for name in names)
    write_file(sheet, f"{first_line}\n{text}\n".encode())


def _text(static, name):
    """Return a sheet's text as it reads from the folder `_static`, with what it imports."""
    folder = posixpath.dirname(name)

    def here(match):
        place = posixpath.normpath(posixpath.join(folder, match[1].strip("'\"")))
        return f"url({place})"

    def imported(match):
        return _text(static, posixpath.normpath(posixpath.join(folder, match[1])))

    bare = COMMENT.sub("", (static / name).read_text())
    return IMPORT.sub(imported, URL.sub(here, bare))
