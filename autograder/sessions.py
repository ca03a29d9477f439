"""The sessions of the course: their order from `_toc.yml`, the rest from each chapter's front matter."""

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml

from .errors import CourseError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Session:
    """One session; its slug, such as `01_composition`, names its files in every folder."""

    slug: str
    title: str
    minutes: int
    gate_minutes: int
    requires: tuple[str, ...]
    concepts: tuple[str, ...]
    hints: dict[str, list[str]]

    @property
    def number(self):
        return self.slug.split("_")[0]

    @property
    def chapter(self):
        return ROOT / "chapters" / f"{self.slug}.md"

    @property
    def gate(self):
        """The authored gate; absent in the bundle that students get."""
        return ROOT / "solutions" / self.slug / f"{self.slug}.md"

    @property
    def exercise(self):
        return ROOT / "exercises" / self.slug / f"{self.slug}.ipynb"


@functools.cache
def load_sessions():
    """Return every session in the order of `_toc.yml`."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    files = [entry["file"] for part in toc["parts"] for entry in part["chapters"]]
    slugs = [Path(file).name for file in files if file.startswith("chapters/")]
    return tuple(_load_session(slug) for slug in slugs)


def find_session(name):
    """Return the session called `name`: its number (`1`, `01`) or its slug."""
    for session in load_sessions():
        if name == session.slug or (name.isdigit() and int(name) == int(session.number)):
            return session
    known = ", ".join(session.slug for session in load_sessions())
    raise CourseError(f"there is no session {name!r}; the sessions are {known}")


def front_matter(text):
    """Split the text of a MyST file into its front matter, as data, and the rest."""
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body


def _load_session(slug):
    meta, body = front_matter((ROOT / "chapters" / f"{slug}.md").read_text())
    about = meta["session"]
    title = next(line[2:].strip() for line in body.splitlines() if line.startswith("# "))
    return Session(
        slug=slug,
        title=title,
        minutes=about["minutes"],
        gate_minutes=about["gate_minutes"],
        requires=tuple(about["requires"]),
        concepts=tuple(about["concepts"]),
        hints=about["hints"],
    )
