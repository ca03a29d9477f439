"""The reference pages collect what the chapters say: terms, concepts, sources."""

from itertools import combinations

from autograder.book.map import BOX_HEIGHT, BOX_WIDTH, levels, listing, places
from autograder.book.reference import section, terms
from autograder.sessions import load_sessions

from .conftest import ALL_SESSIONS


@ALL_SESSIONS
def test_every_chapter_defines_terms_and_names_its_sources(session):
    assert len([t for t in terms() if t.session == session]) >= 4
    assert section(session, "Sources")


def test_a_term_has_one_home_and_one_anchor():
    anchors = [term.anchor for term in terms()]
    assert len(anchors) == len(set(anchors))
    assert all(term.text.startswith(f"**{term.names[0]}**") for term in terms())


def test_terms_stand_in_alphabetical_order_and_carry_their_other_names():
    names = [term.names[0].lower() for term in terms()]
    assert names == sorted(names)
    jvp = next(term for term in terms() if term.names[0] == "JVP")
    assert jvp.names == ("JVP", "forward mode")


def test_the_map_puts_every_session_below_what_opens_it():
    sessions = load_sessions()
    level, (at, (width, height)) = levels(sessions), places(sessions)
    for session in sessions:
        assert all(level[slug] < level[session.slug] for slug in session.requires)
        assert 0 <= at[session.slug][0] <= width - BOX_WIDTH
        assert 0 <= at[session.slug][1] <= height - BOX_HEIGHT
    for one, other in combinations(at.values(), 2):
        assert one[1] != other[1] or abs(one[0] - other[0]) >= BOX_WIDTH


def test_the_list_names_hours_and_what_opens_each_session():
    text = listing(load_sessions())
    for session in load_sessions():
        assert f'href="chapters/{session.slug}.html"' in text
        assert f"{session.minutes} min, gate {session.gate_minutes} min" in text
