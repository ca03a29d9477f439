"""A Sphinx extension: `course-map`, the home page's picture of the sessions and of what opens what.

The picture and the list below it come from the chapters' front matter. A reader may tick off what
is done; the ticks stay in the browser.
"""

import textwrap
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..sessions import ROOT, load_sessions

BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y = 126, 64, 10, 26
LINE = 15  # characters in a line of a box

TICKS = """\
<script>
for (const box of document.querySelectorAll(".map-list input")) {
  const key = "depthwise:done:" + box.value;
  try { box.checked = localStorage.getItem(key) === "1"; } catch { /* storage is closed: no ticks */ }
  box.addEventListener("change", () => {
    try { localStorage.setItem(key, box.checked ? "1" : "0"); } catch { /* as above */ }
  });
}
</script>"""


class CourseMap(SphinxDirective):
    def run(self):
        sessions = load_sessions()
        self.env.note_dependency(__file__)
        for path in [*ROOT.glob("assets/css/*.css"), *ROOT.glob("assets/js/*.js")]:
            self.env.note_dependency(str(path))  # they are copied where a page is written
        for session in sessions:
            self.env.note_dependency(str(session.chapter))
        return [nodes.raw("", picture(sessions) + listing(sessions) + TICKS, format="html")]


def levels(sessions):
    """Return {slug: how many gates stand before it on the longest way}."""
    found = {}
    for session in sessions:  # in the order of the course, so what it requires comes before
        found[session.slug] = 1 + max((found[slug] for slug in session.requires), default=-1)
    return found


def columns(sessions):
    """Return {slug: column}: each session stands over those of which it is the first requirement."""
    over = {s.slug: [t.slug for t in sessions if s.slug in t.requires[:1]] for s in sessions}
    found = {}

    def place(slug, left):
        """Place `slug` and all below it from column `left` on; return the next free column."""
        right = left
        for below in over[slug]:
            right = place(below, right)
        ends = [found[below] for below in (over[slug][:1] + over[slug][-1:])]
        found[slug] = sum(ends) / 2 if ends else left
        return max(right, left + 1)

    free = 0
    for session in sessions:
        if not session.requires:
            free = place(session.slug, free)
    return found


def places(sessions):
    """Return {slug: (x, y)} of the boxes' upper left corners, a row a level, and the size of all."""
    level, column = levels(sessions), columns(sessions)
    across, down = BOX_WIDTH + GAP_X, BOX_HEIGHT + GAP_Y
    found = {s.slug: (column[s.slug] * across, level[s.slug] * down) for s in sessions}
    width = (1 + max(column.values())) * across - GAP_X
    return found, (width, (1 + max(level.values())) * down - GAP_Y)


def picture(sessions):
    """Return the map as SVG; the list says the same in words, so it is hidden from readers of those."""
    at, (width, height) = places(sessions)
    parts = []
    for session in sessions:
        x, y = at[session.slug]
        for slug in session.requires:
            from_x, from_y = at[slug][0] + BOX_WIDTH / 2, at[slug][1] + BOX_HEIGHT
            to_x, last, middle = x + BOX_WIDTH / 2, y - GAP_Y, y - GAP_Y / 2
            # Straight down beside the rows between, then over to the box.
            curve = (
                f"M{from_x},{from_y} L{from_x},{last} C{from_x},{middle} {to_x},{middle} {to_x},{y}"
            )
            parts.append(f'<path class="map-edge" marker-end="url(#map-arrow)" d="{curve}"/>')
    for session in sessions:
        x, y = at[session.slug]
        text = "".join(
            f'<tspan x="{x + 10}" y="{y + 20 + 17 * i}">{escape(line)}</tspan>'
            for i, line in enumerate(textwrap.wrap(f"{session.number} {session.title}", LINE))
        )
        parts.append(
            f'<a href="chapters/{session.slug}.html" tabindex="-1">'
            f'<rect class="map-box" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8"/>'
            f'<text class="map-text">{text}</text></a>'
        )
    head = '<marker id="map-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    head += '<path class="map-head" d="M0,0 L8,4 L0,8 z"/></marker>'
    size = f'viewBox="-2 -2 {width + 4} {height + 4}" style="max-width: {width}px"'
    return f'<svg class="map" aria-hidden="true" {size}><defs>{head}</defs>{"".join(parts)}</svg>'


def listing(sessions):
    """Return the sessions as a list: a tick, the link, hours, and what opens it."""
    items = []
    for s in sessions:
        opens = (
            f"opens with {', '.join(slug.split('_')[0] for slug in s.requires)}"
            if s.requires
            else "open"
        )
        items.append(
            f'<li><label><input type="checkbox" value="{s.slug}" aria-label="{escape(s.title)} is done"> done</label>'
            f'<a href="chapters/{s.slug}.html">{s.number} {escape(s.title)}</a> '
            f"<small>{s.minutes} min, gate {s.gate_minutes} min, {opens}</small></li>"
        )
    hours = sum(s.minutes + s.gate_minutes for s in sessions) / 60
    total = f"<p>{len(sessions)} sessions, {hours:.0f} hours with their gates. Ticks stay in this browser.</p>"
    return f'<ol class="map-list">{"".join(items)}</ol>{total}'


def setup(app):
    app.add_directive("course-map", CourseMap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
