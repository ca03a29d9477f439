"""What stands between the course and nbgrader, where something is missing."""

import shutil

import pytest

from autograder import classroom
from autograder.errors import CourseError


def test_a_missing_alembic_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CourseError, match="alembic.*activate"):
        classroom.open_class(tmp_path)


def test_a_failing_step_of_nbgrader_is_one_line_with_its_reason():
    def collect(name):
        return {"success": False, "log": "something\nthe exchange is not there\n"}

    with pytest.raises(CourseError, match="could not collect: the exchange is not there"):
        classroom._run(collect, "00_readiness")
