"""The workspace: what is delivered, and that nothing but a passing notebook opens a session."""

import os

import pytest

from autograder.errors import CourseError
from autograder.sessions import load_sessions
from autograder.workspace import LOCKED, MASTERED, OPEN, Workspace

FIRST, SECOND, *_ = load_sessions()
PASSING, FAILING = b"a passing notebook", b"another notebook"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    graded = []

    def grade_evidence(session, notebook):
        graded.append(session.slug)
        return notebook == PASSING

    made = Workspace(tmp_path / "work", grade_evidence)
    made.graded = graded
    return made


def test_only_the_open_session_is_delivered(workspace):
    workspace.deliver()
    assert workspace.chapter(FIRST).exists()
    assert workspace.exercise(FIRST).read_bytes() == FIRST.exercise.read_bytes()
    assert not workspace.chapter(SECOND).exists()
    assert workspace.states()[SECOND.slug] == LOCKED


def test_a_pass_opens_what_requires_it(workspace):
    workspace.keep_evidence(FIRST, PASSING)
    workspace.deliver()
    assert workspace.states()[FIRST.slug] == MASTERED
    assert workspace.states()[SECOND.slug] == OPEN
    assert workspace.exercise(SECOND).exists()
    assert workspace.graded == []


def test_a_file_of_the_students_is_never_overwritten(workspace):
    workspace.deliver()
    workspace.exercise(FIRST).write_text("my work")
    workspace.chapter(FIRST).write_text("my notes")
    assert workspace.deliver() == []
    assert workspace.exercise(FIRST).read_text() == "my work"
    assert workspace.chapter(FIRST).read_text() == "my notes"


@pytest.mark.parametrize("seal", [None, b"", b"0" * 64, b"\xff\x00"])
def test_evidence_without_a_valid_seal_is_graded_again(workspace, seal):
    workspace.keep_evidence(FIRST, FAILING)
    path = workspace.evidence(FIRST).with_suffix(".seal")
    path.unlink() if seal is None else path.write_bytes(seal)
    assert workspace.states()[FIRST.slug] == OPEN
    assert workspace.graded == [FIRST.slug]


def test_exchanged_evidence_does_not_fit_its_seal(workspace):
    workspace.keep_evidence(FIRST, PASSING)
    workspace.evidence(FIRST).write_bytes(FAILING)
    assert workspace.states()[FIRST.slug] == OPEN


def test_a_seal_of_one_session_does_not_open_another(workspace):
    workspace.keep_evidence(FIRST, PASSING)
    for suffix in (".ipynb", ".seal"):
        source = workspace.evidence(FIRST).with_suffix(suffix)
        workspace.evidence(SECOND).with_suffix(suffix).write_bytes(source.read_bytes())
    workspace.grade_evidence = lambda session, notebook: session is FIRST
    assert workspace.states()[SECOND.slug] == OPEN


def test_evidence_from_another_machine_is_graded_once_and_sealed(workspace):
    workspace.keep_evidence(FIRST, PASSING)
    workspace.evidence(FIRST).with_suffix(".seal").unlink()
    assert workspace.states()[FIRST.slug] == workspace.states()[FIRST.slug] == MASTERED
    assert workspace.graded == [FIRST.slug]


def test_verify_grades_sealed_evidence_again(workspace):
    workspace.keep_evidence(FIRST, FAILING)
    assert workspace.states()[FIRST.slug] == MASTERED
    assert workspace.states(verify=True)[FIRST.slug] == OPEN


def test_two_checks_at_once_are_told_apart(workspace):
    second = Workspace(workspace.folder, workspace.grade_evidence)
    with workspace.lock(), pytest.raises(CourseError, match="another check"), second.lock():
        pass


@pytest.mark.skipif(os.name == "nt", reason="the key's mode is a POSIX one")
def test_the_sealing_key_is_private_and_outside_the_workspace(workspace, tmp_path):
    workspace.keep_evidence(FIRST, PASSING)
    key = tmp_path / "state" / "depthwise" / "seal.key"
    assert key.stat().st_mode & 0o077 == 0
