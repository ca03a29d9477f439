"""A Sphinx extension: formulas are set when the book is built, so that a page needs no script for them.

KaTeX writes each formula twice, as HTML for the eye and as MathML for screen readers. Of KaTeX itself
a page loads a style sheet and the fonts that it uses.
"""

import json
import shutil
import subprocess
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number

from .npm import NODE, package

PACKAGE = "katex@0.16.22"
# One formula a line, each way: {tex, displayMode} in, {html} or {error} out.
RENDERER = """
const katex = require("katex");
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { tex, displayMode } = JSON.parse(line);
  let said;
  try { said = { html: katex.renderToString(tex, { displayMode, strict: "ignore" }) }; }
  catch (error) { said = { error: error.message }; }
  console.log(JSON.stringify(said));
});
"""


def setup(app):
    app.add_html_math_renderer("katex", (_visit_inline, None), (_visit_display, None))
    app.connect("builder-inited", _prepare)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": False}


def _prepare(app):
    if app.builder.format != "html":
        return
    katex = package(PACKAGE)
    static = Path(app.outdir) / "_static" / "katex"
    (static / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy(katex / "dist" / "katex.min.css", static)
    for font in (katex / "dist" / "fonts").glob("*.woff2"):
        shutil.copy(font, static / "fonts")
    app.add_css_file("katex/katex.min.css")
    app.katex = subprocess.Popen(
        [NODE, "-e", RENDERER],
        cwd=katex.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _finish(app, error):
    if hasattr(app, "katex"):
        app.katex.communicate()


def _visit_inline(translator, node):
    translator.body.append(_set(translator, node, display=False))
    raise nodes.SkipNode


def _visit_display(translator, node):
    number = ""
    if node["number"]:
        number = f'<span class="eqno">({get_node_equation_number(translator, node)})</span>'
    starttag = translator.starttag(node, "div", CLASS="formula")
    translator.body.append(f"{starttag}{number}{_set(translator, node, display=True)}</div>\n")
    raise nodes.SkipNode


def _set(translator, node, *, display):
    process = translator.builder.app.katex
    process.stdin.write(json.dumps({"tex": node.astext(), "displayMode": display}) + "\n")
    process.stdin.flush()
    said = json.loads(process.stdout.readline())
    if "error" in said:
        raise ExtensionError(f"{node.source}:{node.line}: {said['error']}")
    return said["html"]
