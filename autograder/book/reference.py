"""A Sphinx extension: the reference pages, collected from what the chapters say themselves.

Directives for Markdown pages, without arguments: `course-glossary` (each chapter's *Terms*),
`course-index` (its concepts), `course-sources` (its *Sources*). In chapters, the first mention of
an earlier chapter's term links to the glossary and carries the definition as its title.
"""

import re
from dataclasses import dataclass

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from ..sessions import Session, load_sessions

GLOSSARY = "reference/glossary"
BOLD = re.compile(r"\*\*([^*]+)\*\*")
# Words that mean other things as well: in the glossary, but no mention of them is linked.
EVERYDAY = {"state", "query", "key", "value", "kernel", "channel", "feature", "parameters", "token"}
EVERYDAY |= {"order", "chaos", "gain"}
# Mentions are linked in running text only.
NOT_IN = (nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.strong, nodes.raw,
          nodes.caption, nodes.math)  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A term with its other names, as one chapter's *Terms* define it in Markdown."""

    names: tuple[str, ...]
    text: str
    session: Session

    @property
    def anchor(self):
        return "term-" + re.sub(r"\W+", "-", self.names[0].lower()).strip("-")


def section(session, heading):
    """Return the paragraphs below `heading` of a session's chapter, as Markdown."""
    text = session.chapter.read_text()
    found = re.search(rf"^#+ {heading}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return [p.strip() for p in found[1].split("\n\n") if p.strip()] if found else []


def terms():
    """Return every term of the course, alphabetically; where two chapters define one, the first."""
    found = {}
    for session in load_sessions():
        for paragraph in section(session, "Terms"):
            names = tuple(BOLD.findall(paragraph))
            if names and names[0].lower() not in found:
                found[names[0].lower()] = Term(names, paragraph, session)
    return [found[name] for name in sorted(found)]


class Glossary(SphinxDirective):
    def run(self):
        lines = []
        for term in terms():
            chapter = f"[{term.session.number}](../chapters/{term.session.slug}.md)"
            lines += [f"({term.anchor})=", f"{term.text} *Session {chapter}.*", ""]
        return _parsed(self, lines)


class Index(SphinxDirective):
    def run(self):
        where = {}
        for session in load_sessions():
            for concept in session.concepts:
                where.setdefault(concept, []).append(session)
        lines = []
        for concept in sorted(where, key=str.lower):
            links = ", ".join(
                f"[{s.number} {s.title}](../chapters/{s.slug}.md)" for s in where[concept]
            )
            lines.append(f"- {concept}: {links}")
        return _parsed(self, lines)


class Sources(SphinxDirective):
    def run(self):
        lines = []
        for session in load_sessions():
            lines += [f"**[{session.number} {session.title}](../chapters/{session.slug}.md)**", ""]
            lines += [*"\n\n".join(section(session, "Sources")).splitlines(), ""]
        return _parsed(self, lines)


def _parsed(directive, lines):
    """Return the nodes of Markdown `lines`, and have the page written anew when a chapter changes."""
    for session in load_sessions():
        directive.env.note_dependency(str(session.chapter))
    directive.env.note_dependency(__file__)
    holder = nodes.container()
    directive.state.nested_parse(StringList(lines), directive.content_offset, holder)
    return holder.children


def link_terms(app, doctree, docname):
    """Link the first mention of each term that an earlier chapter defines to the glossary."""
    slugs = [session.slug for session in load_sessions()]
    own = docname.removeprefix("chapters/")
    earlier = slugs[: slugs.index(own)] if own in slugs else []
    wanted = {t.names[0].lower(): t for t in terms() if t.session.slug in earlier}
    wanted = {name: term for name, term in wanted.items() if name not in EVERYDAY}
    if not wanted:
        return
    names = "|".join(re.escape(n) for n in sorted(wanted, key=len, reverse=True))
    pattern = re.compile(rf"\b({names})s?\b", re.IGNORECASE)
    for text in list(doctree.findall(nodes.Text)):
        if not wanted or any(isinstance(a, NOT_IN) for a in _ancestors(text)):
            continue
        if not any(isinstance(a, nodes.paragraph) for a in _ancestors(text)):
            continue
        made, position = [], 0
        for match in pattern.finditer(text):
            term = wanted.pop(match[1].lower(), None)
            if term is None:
                continue
            made += [
                nodes.Text(text[position : match.start()]),
                _link(app, docname, term, match[0]),
            ]
            position = match.end()
        if made:
            text.parent.replace(text, [*made, nodes.Text(text[position:])])


def _ancestors(node):
    while node.parent is not None:
        node = node.parent
        yield node


def _link(app, docname, term, shown):
    page = app.builder.get_relative_uri(docname, GLOSSARY)
    link = nodes.reference(
        "", shown, internal=True, refuri=f"{page}#{term.anchor}", classes=["term"],
        reftitle=_plain(term.text),
    )  # fmt: skip
    return link


def _plain(markdown):
    """Return a definition as plain text, for a title: formulas stay as they are written."""
    return re.sub(r"\*+|\$|`", "", markdown)


def setup(app):
    app.add_directive("course-glossary", Glossary)
    app.add_directive("course-index", Index)
    app.add_directive("course-sources", Sources)
    app.connect("doctree-resolved", link_terms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
