"""From the course's MyST to Markdown that JupyterLab shows as it should.

The book reads MyST; JupyterLab does not. The course uses two directives, and both have a plain
equivalent in HTML that JupyterLab's sanitiser lets through. Anything else is an author's slip.
"""

import re

from .errors import CourseError

OPEN = re.compile(r"^(?P<colons>:{3,})\{(?P<name>[\w-]+)\}[ ]*(?P<title>.*)$")
CLOSE = re.compile(r"^:{3,}\s*$")
OPTION = re.compile(r"^:(?P<key>[\w-]+):[ ]*(?P<value>.*)$")
UNKNOWN = re.compile(r"^(`{3,}\{.*|:{3,}.*)$|(?<!`)\{[\w:-]+\}`", re.MULTILINE)
CHAPTER_LINK = re.compile(r"(?P<text>\]\()(?P<path>[\w./-]+)\.md(?P<anchor>#[\w-]+)?\)")


def plain_markdown(text):
    """Return `text` with admonitions and dropdowns as HTML and links to chapters as notebooks.

    CourseError names the first line of MyST that has no plain form.
    """
    lines, closers, options_may_follow = [], [], False
    for line in text.splitlines():
        opened = OPEN.match(line)
        if opened:
            before, closer = _html(opened["name"], opened["title"], line)
            lines += [*before, ""]
            closers.append(closer)
            options_may_follow = True
        elif options_may_follow and (option := OPTION.match(line)):
            if option["key"] == "class":
                lines[-3] = lines[-3].replace('admonition"', f'admonition {option["value"]}"')
        elif closers and CLOSE.match(line):
            lines += ["", closers.pop()]
        else:
            options_may_follow = False
            lines.append(line)
    plain = "\n".join(lines)
    unknown = UNKNOWN.search(_without_code(plain))
    if unknown or closers:
        raise CourseError(
            f"no plain form for {unknown.group(0)!r}"
            if unknown
            else f"unclosed fence before {lines[-1]!r}"
        )
    plain = plain.replace("](path:", "](")  # the book's mark for a file to download
    return CHAPTER_LINK.sub(r"\g<text>\g<path>.ipynb\g<anchor>)", plain)


def _html(name, title, line):
    title = re.sub(r"`([^`]+)`", r"<code>\1</code>", title)
    if name == "admonition":
        opening = ['<div class="admonition">', f'<p class="admonition-title">{title}</p>']
        return opening, "</div>"
    if name == "dropdown":
        return ["<details>", f"<summary>{title}</summary>"], "</details>"
    raise CourseError(f"no plain form for the directive {line!r}")


def _without_code(text):
    """Blank out fenced and inline code, where braces and colons mean nothing."""
    text = re.sub(r"^```(?!\{).*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"(?<![`}])`[^`\n]+`(?!`)", "", text)
