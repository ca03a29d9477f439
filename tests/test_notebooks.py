"""Reading what may be anything; writing so that nothing is half there."""

import errno
import os

import pytest

from autograder.errors import CourseError
from autograder.notebooks import parse_notebook, read_notebook, write_file


def test_a_missing_notebook_says_how_to_get_a_fresh_one(tmp_path):
    with pytest.raises(CourseError, match="not there: was it renamed or moved"):
        read_notebook(tmp_path / "gone.ipynb")


def test_a_truncated_notebook_says_what_to_do(tmp_path):
    with pytest.raises(CourseError, match="not a notebook file.*move it away"):
        parse_notebook(b'{"nbformat": 4, "cells": [', name="x.ipynb")


def test_source_as_a_list_of_lines_is_joined():
    data = b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null, "source": ["a\\n", "b"]}]}'
    assert parse_notebook(data, name="x").cells[0].source == "a\nb"


def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "work.ipynb"
    path.write_text("old")

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CourseError, match="free some space"):
        write_file(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
