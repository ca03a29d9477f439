"""What interrupts a grading run costs no verdict and no grade: kills, rivals, full disks, databases."""

import json
import multiprocessing
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import pytest

from autograder import grading, verdicts
from autograder.classroom import open_class, release
from autograder.engine.processes import TEMPLATE_VARIABLE, template_address
from autograder.errors import CourseError
from autograder.grading import grade_class

from .conftest import make_session
from .tiny_class import POINTS, make_tiny_class, stored_points

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("survival")]
KILLS = 50


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """A class that nobody has graded yet, to copy."""
    root = tmp_path_factory.mktemp("untouched")
    make_tiny_class(root)
    return root


@pytest.fixture
def tiny_class(untouched, tmp_path):
    """Return (root, session, api) of a fresh copy."""
    return copy_of(untouched, tmp_path / "class")


def copy_of(untouched, root):
    shutil.copytree(untouched, root)
    return root, make_session(root), open_class(root)


def points(result):
    return {row["student"]: row["score"] for row in result["submissions"]}


def verdicts_in(root, session):
    """Return {student: verdict} as they are on disk."""
    return {f.stem: json.loads(f.read_text()) for f in verdict_files(root, session)}


def verdict_files(root, session):
    return list((root / ".verdicts" / session.slug).glob("*.json"))


def test_killed_at_any_moment_a_run_goes_on_to_the_same_verdicts(untouched, tmp_path, monkeypatch):
    monkeypatch.setenv(TEMPLATE_VARIABLE, template_address())  # for the runs to share
    root, session, api = copy_of(untouched, tmp_path / "reference")
    grade_class(session, api)
    reference = verdicts_in(root, session)
    seconds_each = grade_class(session, api, again=True)["seconds"] / len(POINTS)
    draw, context = random.Random(0), multiprocessing.get_context("fork")
    kept_by_runs = set()
    for number in range(KILLS):
        root, session, api = copy_of(untouched, tmp_path / f"run{number}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forks are what is wanted here
            run = context.Process(target=grade_class, args=(session, api))
            run.start()
        # At first while it starts, then after each number of verdicts, a little earlier or later.
        some = number % (len(POINTS) + 1)
        while len(verdict_files(root, session)) < some and run.is_alive():
            time.sleep(0.001)
        run.join(draw.uniform(0, 2 * seconds_each))
        run.kill()
        run.join()
        kept = verdicts_in(root, session)
        kept_by_runs.add(len(kept))
        wanted = []
        result = grade_class(session, open_class(root), on_start=wanted.append)
        assert wanted == [len(POINTS) - len(kept)]  # nothing is graded twice, nothing is lost
        assert points(result) == stored_points(session, api) == POINTS
        assert verdicts_in(root, session) == reference
        shutil.rmtree(root)
    assert len(kept_by_runs) > len(POINTS) / 2  # the moments were indeed all over the run


def test_a_second_run_grades_nothing_again_unless_told_to(tiny_class):
    _, session, api = tiny_class
    counts = []
    for again in (False, False, True):
        assert points(grade_class(session, api, on_start=counts.append, again=again)) == POINTS
    assert counts == [6, 0, 6]


def test_a_new_hand_in_is_graded_and_the_others_are_not(tiny_class):
    root, session, api = tiny_class
    grade_class(session, api)
    name = f"{session.slug}.ipynb"
    shutil.copy(root / "submitted/ada" / session.slug / name, root / "submitted/dee" / session.slug)
    counts = []
    result = grade_class(session, api, on_start=counts.append)
    assert counts == [1]
    assert points(result)["dee"] == stored_points(session, api)["dee"] == 3


def test_grades_that_left_the_gradebook_are_put_back(tiny_class):
    root, session, api = tiny_class
    grade_class(session, api)
    (root / "gradebook.db").unlink()
    release(session, open_class(root))
    counts = []
    grade_class(session, open_class(root), on_start=counts.append)
    assert stored_points(session, open_class(root)) == POINTS
    assert counts == [0]


def test_two_graders_at_once_are_one_too_many(tiny_class):
    _, session, api = tiny_class

    def try_too(row, verdict):
        with pytest.raises(CourseError, match="another `course grade` is at work"):
            grade_class(session, api)

    assert points(grade_class(session, api, on_verdict=try_too)) == POINTS


def test_a_full_disk_ends_the_run_and_loses_nothing(tiny_class, monkeypatch):
    root, session, api = tiny_class
    write, written = verdicts.write_file, []

    def fill_up(path, data):
        written.append(path)
        if len(written) > 4:
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(verdicts, "write_file", fill_up)
    with pytest.raises(OSError, match="No space left"):
        grade_class(session, api)
    monkeypatch.setattr(verdicts, "write_file", write)
    kept = verdicts_in(root, session)
    assert 0 < len(kept) < 6
    assert points(grade_class(session, api)) == stored_points(session, api) == POINTS


def test_a_dask_cluster_gives_the_same_grades(tiny_class, tmp_path):
    _, session, api = tiny_class
    dask = [sys.executable, "-W", "ignore", "-m"]
    note = tmp_path / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = subprocess.Popen(
        [*dask, "distributed.cli.dask_scheduler", *options, "--scheduler-file", str(note)],
        stderr=subprocess.DEVNULL,
    )
    worker = None
    try:
        while not note.exists() and scheduler.poll() is None:
            time.sleep(0.1)
        address = json.loads(note.read_text())["address"]
        assert address.startswith("tcp://")
        with pytest.raises(CourseError, match="has no workers"):
            grade_class(session, api, dask=address)
        worker = subprocess.Popen(
            [*dask, "distributed.cli.dask_worker", address, "--nworkers", "2", "--nthreads", "1",
             "--no-dashboard", "--local-directory", str(tmp_path)],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for_workers(address, 2)
        assert points(grade_class(session, api, dask=address)) == POINTS
    finally:
        for process in filter(None, (worker, scheduler)):
            process.terminate()
            process.wait(20)
    assert stored_points(session, api) == POINTS


def wait_for_workers(address, count):
    from distributed import Client

    with Client(address) as client:
        client.wait_for_workers(count, timeout=60)


def test_no_cluster_at_an_address_is_said_in_one_line(tiny_class):
    _, session, api = tiny_class
    with pytest.raises(CourseError, match="no Dask scheduler answers"):
        grade_class(session, api, dask="tcp://127.0.0.1:9")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def postgres():
    """A PostgreSQL server of its own: yields (address, stop, start)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    # Not below pytest's own folder, which any pytest that starts closes to other users.
    bin_folder, folder = found[-1], Path(tempfile.mkdtemp(prefix="postgres-"))
    data, port = folder / "data", str(free_port())
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if user:
        shutil.chown(folder, user)

    def run(*command):
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    def start():
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = str(folder / "log")
        run(bin_folder / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")

    def stop():
        run(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")

    run(bin_folder / "initdb", "-D", data, "-U", "course", "--auth=trust")
    start()
    run(bin_folder / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "course", "grades")
    yield f"postgresql://course@127.0.0.1:{port}/grades", stop, start
    stop()
    shutil.rmtree(folder)


def test_a_postgresql_gradebook_that_goes_away_and_comes_back(postgres, tmp_path, monkeypatch):
    address, stop, start = postgres
    monkeypatch.setenv("COURSE_DB", address)
    session, api = make_tiny_class(tmp_path)
    monkeypatch.setattr(grading, "GRADEBOOK_WAITS", (0.1, 0.1))
    done = []

    def go_away(row, verdict):
        done.append(row["student"])
        if len(done) == 2:
            stop()

    rows = grade_class(session, api, jobs=1, on_verdict=go_away)["submissions"]
    lost = {row["student"]: row["message"] for row in rows if row["status"] == "error"}
    assert len(lost) == 4
    assert all("gradebook cannot be written" in message for message in lost.values())
    start()
    counts = []
    result = grade_class(session, open_class(tmp_path), on_start=counts.append)
    assert counts == [0]  # the verdicts had been kept
    assert points(result) == stored_points(session, open_class(tmp_path)) == POINTS
