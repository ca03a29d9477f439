"""A Sphinx extension: puts into each page the modules of the interactives that it shows.

A chapter's cached output only marks the place of an interactive, so that a changed module needs a
page written anew and no chapter executed again.
"""

import re

from depthwise.interactive import ASSETS

FOLDER = ASSETS / "interactives"
SHOWN = re.compile(r'^show\("(\w+)"', re.MULTILINE)
PLACES = re.compile(r'data-interactive="(\w+)"')
IMPORT = re.compile(r'^import [^;]* from "./frame.js";\n', re.MULTILINE)
# The work of a start is not part of a page's loading; assets/js/rest.js asks for it afterwards.
START = """
function start(name, shown) {
  for (const el of document.querySelectorAll(`[data-interactive="${name}"]`)) {
    const near = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && bring(), { rootMargin: "100%" });
    const named = () => location.hash.startsWith(`#${name}?`) && bring();
    const bring = () => {
      near.disconnect();
      el.removeEventListener("near", bring);
      removeEventListener("hashchange", named);
      removeEventListener("beforeprint", bring);
      const state = JSON.parse(el.dataset.state);
      const set = (key, value) => { state[key] = value; };
      shown.render({ model: { get: (key) => state[key], set, save_changes() {} }, el });
    };
    el.addEventListener("near", bring);
    addEventListener("hashchange", named);
    addEventListener("beforeprint", bring);
    near.observe(el);
    named();
  }
}
"""


def setup(app):
    app.connect("source-read", _depend_on_modules)
    app.connect("html-page-context", _add_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _depend_on_modules(app, docname, source):
    for name in SHOWN.findall(source[0]):
        for module in (name, "frame"):
            app.env.note_dependency(str(FOLDER / f"{module}.js"))


def _add_script(app, pagename, templatename, context, doctree):
    names = sorted(set(PLACES.findall(context.get("body") or "")))
    if names:
        context["body"] += page_script(names)


def page_script(names):
    """Return the script that brings the places of these interactives in a page to life.

    It stands in the page itself, since a browser loads no module from a file beside it: the frame
    once, then each module in a block of its own.
    """
    frame = re.sub(r"^export ", "", _read("frame"), flags=re.MULTILINE)
    return f'<script type="module">\n{frame}{START}{"".join(map(_block, names))}</script>'


def _block(name):
    alone = IMPORT.sub("", _read(name))
    shown = re.sub(r"^export default", "const shown =", alone, flags=re.MULTILINE)
    return f'{{\n{shown}\nstart("{name}", shown);\n}}\n'


def _read(name):
    return (FOLDER / f"{name}.js").read_text()
