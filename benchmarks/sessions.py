"""How long every session takes to run, and how good its gate's tests are.

    python -m benchmarks.sessions times|audit [NN …]      (all sessions unless named)

`times`: a chapter from its first cell to its last in a fresh kernel, and a gate's reference solution
from hand-in to verdict with the template warm. `audit`: what `course audit` catches, and how long it takes.
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
    parts = {"times": times, "audit": audits}
    if len(sys.argv) < 2 or sys.argv[1] not in parts:
        sys.exit(__doc__)
    parts[sys.argv[1]]([find_session(n) for n in sys.argv[2:]] or load_sessions())


def times(sessions):
    print("| session | chapter | gate |\n|---|---|---|")
    for session in sessions:
        chapter, gate = chapter_seconds(session), gate_seconds(session)
        print(f"| {session.number} {session.title} | {chapter:.0f} s | {gate:.1f} s |", flush=True)


def audits(sessions):
    print("| session | wrong answers | caught | by the tests students have | the audit |")
    print("|---|---|---|---|---|")
    for session in sessions:
        counted, caught, seen, seconds = audited(session)
        shares = f"{caught / counted:.1%} | {seen / counted:.1%}"
        print(f"| {session.number} | {counted} | {shares} | {seconds:.0f} s |", flush=True)


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
    """Return how many wrong answers count, are caught, are caught by visible tests; and the seconds."""
    started = time.perf_counter()
    tasks = audit(session)["tasks"]
    seconds = time.perf_counter() - started
    counted = [w for task in tasks for w in task["wrong"] if not w["equivalent"]]
    caught = sum(bool(w["caught_by"]) for w in counted)
    return len(counted), caught, sum(w["visibly"] for w in counted), seconds


if __name__ == "__main__":
    main()
