"""Grading, measured side by side in one run: stock nbgrader, the engine, and what bounds them.

    python -m benchmarks.grading [stock] [check] [memory] [scale]      (all four unless named)

Each part prints a table in Markdown; README.md beside this file holds the last ones.
"""

import json
import os
import random
import runpy
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

from autograder.authored import alternatives, misconceptions, solutions
from autograder.classroom import open_class, release
from autograder.engine.processes import TEMPLATE_VARIABLE, warm_template
from autograder.engine.rebuild import rebuild
from autograder.engine.verdict import grade, released_stubs
from autograder.gates import build_source
from autograder.grading import grade_class
from autograder.notebooks import dump_notebook, parse_notebook
from autograder.sessions import ROOT, find_session

TRAINING_GATE, LIGHT_GATE = "01", "00"
CORES = os.cpu_count()
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}


def main():
    parts = {"stock": stock, "check": check, "memory": memory, "scale": scale}
    for name in sys.argv[1:] or parts:
        print(f"\n## {name}\n", flush=True)
        parts[name]()


def stock(count=60):
    """`nbgrader autograde` against `course grade`, and both against the cells' own CPU time."""
    session = find_session(TRAINING_GATE)
    with class_of(session, count) as (root, api):
        handed_in = [p.read_bytes() for p in root.glob("submitted/*/*/*.ipynb")]
        environment = {**ENVIRONMENT, "COURSE_CLASS": str(root)}
        command = [sys.executable, "-m", "nbgrader", "autograde", session.slug, "--force"]
        theirs, _ = timed(lambda: run(command, environment, cwd=ROOT / "autograder"))
        their_points = points_in_gradebook(session, api)
        command = [sys.executable, "-m", "autograder", "grade", session.number]
        more = ["--class", str(root), "--sandbox", "require"]
        ours, _ = timed(lambda: run([*command, *more], environment))
        our_points = points_in_gradebook(session, api)
    agree = sum(their_points[s] == our_points[s] for s in our_points)
    cells = sum(cpu_seconds_of_cells(session, handed_in))
    print(f"{count} submissions of {session.slug}, {CORES} cores, sandbox on\n")
    print("| | seconds | a submission |\n|---|---|---|")
    print(f"| `nbgrader autograde` | {theirs:.1f} | {theirs / count:.2f} |")
    print(f"| `course grade` | {ours:.1f} | {ours / count:.2f} |")
    print(
        f"| the cells' own CPU time / {CORES} cores | {cells / CORES:.1f} | {cells / count:.2f} CPU |"
    )
    print(
        f"\nstock / ours: {theirs / ours:.1f}; ours / cells: {ours / (cells / CORES):.2f}; ", end=""
    )
    print(f"the same points for {agree} of {count}")


def check():
    """`nbgrader validate` against a warm `course check` of the same solved notebook."""
    session = find_session(TRAINING_GATE)
    with tempfile.TemporaryDirectory() as folder, warm_template() as address:
        work = Path(folder) / "work"
        environment = {**ENVIRONMENT, TEMPLATE_VARIABLE: address, "XDG_STATE_HOME": folder}
        course = [sys.executable, "-m", "autograder", "--work", str(work)]
        for passed in ("00", TRAINING_GATE):
            run([*course, "start"], environment)
            solve(find_session(passed), work)
            run([*course, "check", passed], environment)
        path = work / "exercises" / session.slug / f"{session.slug}.ipynb"
        validate = [sys.executable, "-m", "nbgrader", "validate", str(path)]
        theirs = min(timed(lambda: run(validate, environment))[0] for _ in range(3))
        ours = min(
            timed(lambda: run([*course, "check", session.number], environment))[0] for _ in range(5)
        )
    cells = min(cpu_seconds_of_cells(session, 3 * [answered(session, solutions(session))]))
    print("| one solved notebook of", session.slug, "| seconds |\n|---|---|")
    print(f"| `nbgrader validate` | {theirs:.2f} |")
    print(f"| warm `course check` | {ours:.2f} |")
    print(f"| the cells' own CPU time | {cells:.2f} |")
    print(f"\nvalidate / check: {theirs / ours:.1f}; check beyond the cells: {ours - cells:.2f} s")


def memory():
    """The peak of the grader with all its processes, beyond what it takes with the template idle."""
    attacks = runpy.run_path(str(ROOT / "tests" / "attacks.py"))
    wanted = {
        "right answers": None,
        "prints without end": attacks["GREED"]["prints without end whatever is raised"],
        "allocates without end": attacks["GREED"]["allocates without end"],
        "returns a huge tensor": attacks["GREED"]["returns a huge tensor"],
    }
    session = find_session(LIGHT_GATE)
    source = dump_notebook(build_source(session))
    task = next(iter(solutions(session)))
    grade(source, answered(session, solutions(session)))
    base = tree_bytes()
    print("| a submission that | peak beyond the template, MB | points |\n|---|---|---|")
    for name, code in wanted.items():
        answers = solutions(session)
        if code:
            answers[task] = code
        with peak() as seen:
            verdict = grade(source, answered(session, answers), {"cell_seconds": 10})
        points = f"{verdict['score']:g} of {verdict['max_score']:g}"
        print(f"| {name} | {(seen[0] - base) / 1e6:.0f} | {points} |")


def scale(count=500):
    """One gate, many submissions: this machine's cores, and a Dask cluster of two workers."""
    session = find_session(LIGHT_GATE)
    print(f"| {count} submissions of {session.slug} | seconds | a second |\n|---|---|---|")
    with class_of(session, count) as (_, api):
        for jobs in (1, 2, 4):
            seconds = grade_class(session, api, jobs=jobs, again=True)["seconds"]
            print(f"| `--jobs {jobs}` | {seconds:.0f} | {count / seconds:.1f} |", flush=True)
        with dask_cluster(workers=2) as address:
            grade_class(session, api, dask=address)  # nothing to do: the workers start
            seconds = grade_class(session, api, dask=address, again=True)["seconds"]
        print(f"| Dask, 2 workers over TCP | {seconds:.0f} | {count / seconds:.1f} |")
        seconds = grade_class(session, api)["seconds"]
        print(f"| again, nothing changed | {seconds:.1f} | {count / seconds:.0f} |")


# What the parts are made of


@contextmanager
def class_of(session, count):
    """Yield (root, api) of a class of `count`: right by several methods, partly right, wrong."""
    draw = random.Random(0)
    right, others = solutions(session), alternatives(session)
    wrong = misconceptions(session)
    with tempfile.TemporaryDirectory(prefix="depthwise-bench-") as folder:
        root = Path(folder)
        api = open_class(root)
        release(session, api)
        for number in range(count):
            answers = dict(right)
            for task, codes in others.items():
                answers[task] = draw.choice([right[task], *codes])
            for mistake in draw.sample(wrong, number % 3):
                answers[mistake["task"]] = mistake["code"]
            path = root / "submitted" / f"s{number:04d}" / session.slug / f"{session.slug}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(answered(session, answers))
        yield root, api


def answered(session, answers):
    notebook = parse_notebook(session.exercise.read_bytes(), name="the exercise")
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return dump_notebook(notebook)


def solve(session, work):
    path = work / "exercises" / session.slug / f"{session.slug}.ipynb"
    path.write_bytes(answered(session, solutions(session)))


def points_in_gradebook(session, api):
    with api.gradebook as book:
        return {s.student_id: s.score for s in book.assignment_submissions(session.slug)}


def cpu_seconds_of_cells(session, submissions):
    """Return the CPU time of each submission's cells with all tests, in one warm process each.

    As many run at once as there are cores, as when a class is graded: the same cells take more of
    a core's time while the other one is busy.
    """
    source = build_source(session)
    stubs = released_stubs(source)
    rebuilt = [rebuild(source, parse_notebook(s, name="it"), stubs)[0] for s in submissions]
    cells = [[c.source for c in notebook.cells if c.cell_type == "code"] for notebook in rebuilt]
    done = subprocess.run(
        [sys.executable, "-c", CELLS_ALONE], input=json.dumps(cells), env=ENVIRONMENT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


CELLS_ALONE = """
import json, os, sys, time, torch, torch._dynamo, torch.optim, sklearn.datasets, matplotlib
from concurrent.futures import ThreadPoolExecutor
matplotlib.use("Agg")
import matplotlib.pyplot, depthwise.testing, depthwise.data, depthwise.train

def seconds(cells):
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        start, space = time.process_time(), {}
        for cell in cells:
            try:
                exec(cell, space)
            except BaseException:
                pass
        os.write(there, repr(time.process_time() - start).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return float(os.read(here, 100))

with ThreadPoolExecutor(os.cpu_count()) as pool:
    print(json.dumps(list(pool.map(seconds, json.load(sys.stdin)))))
"""


@contextmanager
def peak():
    """Yield a list whose first entry becomes the largest memory of this process and its children."""
    seen, ended = [0], threading.Event()

    def watch():
        while not ended.wait(0.02):
            seen[0] = max(seen[0], tree_bytes())

    thread = threading.Thread(target=watch)
    thread.start()
    yield seen
    ended.set()
    thread.join()


def tree_bytes():
    """Return the memory of this process and all below it, each shared page counted once."""
    total = 0
    for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total


@contextmanager
def dask_cluster(workers):
    dask = [sys.executable, "-W", "ignore", "-m"]
    quiet = {"stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        scheduler = subprocess.Popen(
            [*dask, "distributed.cli.dask_scheduler", *options, "--scheduler-file", str(note)],
            **quiet,
        )
        while not note.exists():
            time.sleep(0.1)
        address = json.loads(note.read_text())["address"]
        more = ["--nworkers", str(workers), "--nthreads", "1", "--no-dashboard"]
        worker = subprocess.Popen(
            [*dask, "distributed.cli.dask_worker", address, *more, "--local-directory", folder],
            **quiet,
        )
        time.sleep(8)
        yield address
        for process in (worker, scheduler):
            process.terminate()
            process.wait(30)


def run(command, environment, cwd=ROOT):
    return subprocess.run(command, env=environment, cwd=cwd, capture_output=True)


def timed(act):
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
