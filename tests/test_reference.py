"""The reference pages collect what the chapters say: terms, concepts, sources."""

from autograder.book.reference import section, terms

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
