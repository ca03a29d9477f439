"""How long every session takes to run, and how good its gate's tests are.

    python -m benchmarks.sessions [NN …]      (all sessions unless named)

Prints the table of `reference/measured.md`: a chapter from its first cell to its last in a fresh
kernel, a gate's reference solution from hand-in to verdict with the template warm, and the audit.
"""

import sys
import tempfile
import time

from nbclient import NotebookClient

from autograder.audit import audit
from autograder.authored import solutions
from autograder.chapters import chapter_notebook
from autograder.engine.verdict import grade
from autograder.gates import build_source
from autograder.notebooks import dump_notebook, parse_notebook
from autograder.sessions import find_session, load_sessions

from .grading import answered, timed


def main():
    sessions = [find_session(n) for n in sys.argv[1:]] or load_sessions()
    print(
        "| session | chapter | gate | wrong answers caught | by the tests students have | audit |"
    )
    print("|---|---|---|---|---|---|")
    for session in sessions:
        caught, seen, seconds = audited(session)
        times = f"{chapter_seconds(session):.0f} s | {gate_seconds(session):.1f} s"
        print(f"| {session.number} | {times} | {caught} | {seen} | {seconds:.0f} s |", flush=True)


def chapter_seconds(session):
    notebook = parse_notebook(chapter_notebook(session), name=session.slug)
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, resources={"metadata": {"path": folder}})
        return timed(client.execute)[0]


def gate_seconds(session):
    source = dump_notebook(build_source(session))
    handed_in = answered(session, solutions(session))
    return min(timed(lambda: grade(source, handed_in))[0] for _ in range(3))


def audited(session):
    """Return the shares of wrong answers caught by all tests and by the visible ones, and the seconds."""
    started = time.perf_counter()
    tasks = audit(session)["tasks"]
    seconds = time.perf_counter() - started
    counted = [w for task in tasks for w in task["wrong"] if not w["equivalent"]]
    caught = sum(bool(w["caught_by"]) for w in counted)
    seen = sum(w["visibly"] for w in counted)
    n = len(counted)
    return f"{caught} of {n}, {caught / n:.1%}", f"{seen / n:.1%}", seconds


if __name__ == "__main__":
    main()
