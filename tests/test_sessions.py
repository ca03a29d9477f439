"""The folders, `_toc.yml` and the chapters' front matter tell one story."""

import pytest

from autograder.errors import CourseError
from autograder.sessions import ROOT, find_session, load_sessions

from .conftest import ALL_SESSIONS

SLUGS = [session.slug for session in load_sessions()]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("chapters", ".md"), ("exercises", ""), ("solutions", "")],
)
def test_folders_hold_the_listed_sessions_and_no_strays(folder, kind):
    found = sorted(p.name for p in (ROOT / folder).iterdir() if not p.name.startswith((".", "_")))
    assert found == [slug + kind for slug in SLUGS]


@ALL_SESSIONS
def test_a_session_requires_only_earlier_ones(session):
    assert all(SLUGS.index(slug) < SLUGS.index(session.slug) for slug in session.requires)


@ALL_SESSIONS
def test_a_gate_folder_holds_its_four_authored_files(session):
    found = {p.name for p in session.gate.parent.iterdir() if p.suffix in (".md", ".py")}
    beside = {"misconceptions.py", "alternatives.py", "equivalent.py"}
    assert found == {f"{session.slug}.md", *beside}


@ALL_SESSIONS
def test_a_session_is_found_by_number_and_by_slug(session):
    assert find_session(session.slug) is session
    assert find_session(session.number) is session
    assert find_session(str(int(session.number))) is session


def test_a_session_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(CourseError, match="no session '77'.*00_readiness"):
        find_session("77")
