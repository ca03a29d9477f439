"""The `course` command. Every error a user can mend is one line on stderr and exit status 2."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from . import show
from .errors import CourseError
from .sessions import ROOT, find_session

# jupytext brings much of Jupyter's server, for a contents manager that no command has a use for.
for name in ("sync", "async"):
    sys.modules.setdefault(f"jupytext.{name}_contentsmanager", None)

out = Console(highlight=False)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
class_option = click.option(
    "--class",
    "class_root",
    envvar="COURSE_CLASS",
    type=click.Path(path_type=Path, file_okay=False),
    help="The class's folder (submitted/, gradebook.db, …). Default: the course's own.",
)
session_argument = click.argument("session", metavar="NN", callback=lambda c, p, v: find_session(v))


browser_option = click.option("--no-browser", is_flag=True, help="Serve without opening a browser.")
port_option = click.option("--port", type=click.IntRange(1, 65535), help="The port to serve on.")
sandbox_option = click.option(
    "--sandbox",
    type=click.Choice(["auto", "require", "off"]),
    default="auto",
    show_default=True,
    help="Keep student code to itself: as well as this machine can, fully or not at all.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--work",
    envvar="COURSE_WORK",
    default=ROOT / "work",
    type=click.Path(path_type=Path, file_okay=False),
    help="The student's workspace. Default: work/ beside the course.",
)
@click.pass_context
def course(context, work):
    """Depthwise: read a chapter, pass its gate, open the next session."""
    context.obj = work


# The student's commands


@course.command()
@browser_option
@port_option
@click.pass_obj
def lab(work, no_browser, port):
    """Open the course in JupyterLab at the first open session."""
    from .lab import serve

    sys.exit(serve(_workspace(work), browser=not no_browser, port=port))


@course.command()
@click.pass_obj
def start(work):
    """Make the workspace and put the open sessions into it."""
    delivered = _workspace(work).deliver()
    for path in delivered:
        out.print(f"new: {path}")
    if not delivered:
        out.print(f"{work} has every session that is open; nothing of yours was touched")


@course.command()
@as_json
@click.option("--verify", is_flag=True, help="Grade the kept notebooks of passed gates again.")
@click.pass_obj
def status(work, as_json, verify):
    """Show the map: what is mastered, open, locked, and by what."""
    states = _workspace(work).states(verify=verify)
    if as_json:
        _print_json({"sessions": show.status_rows(states)})
    else:
        out.print(show.status_table(states))


@course.command()
@session_argument
@as_json
@click.option("--hint", is_flag=True, help="Add the first hint to each task that is not passed.")
@click.pass_obj
def check(work, session, as_json, hint):
    """Check a gate. Exit status: 0 passed, 1 not yet, 2 could not be checked."""
    from .check import check as run_check

    verdict = run_check(session, _workspace(work))
    if as_json:
        kept = ("session", "passed", "tasks", "notes", "hidden_tests", "opened")
        _print_json({key: verdict[key] for key in kept})
    else:
        show.print_verdict(out, session, verdict, with_hints=hint)
    sys.exit(0 if verdict["passed"] else 1)


@course.command()
@session_argument
@click.argument("task", required=False)
@click.argument("tier", type=click.IntRange(1), default=1)
def hint(session, task, tier):
    """Show a hint for TASK of a gate; TIER 2 says more than TIER 1."""
    hints = session.hints
    if task not in hints:
        raise CourseError(f"{session.slug} has the tasks {', '.join(hints)}: name one of them")
    if tier > len(hints[task]):
        raise CourseError(f"{task} has {len(hints[task])} hints; there is no hint {tier}")
    out.print(
        f"[bold]{task}[/], hint {tier} of {len(hints[task])}: {escape(hints[task][tier - 1])}"
    )


# The instructor's commands


@course.command()
@session_argument
@class_option
@click.option("--exchange", is_flag=True, help="Also put it into nbgrader's exchange for students.")
def release(session, class_root, exchange):
    """Generate a gate's exercise with nbgrader from its solution."""
    from . import classroom

    api = classroom.open_class(class_root)
    out.print(f"released: {classroom.release(session, api)}")
    if exchange:
        classroom.publish(session, api)
        out.print(f"in the exchange: {api.config.Exchange.root}")


@course.command()
@session_argument
@class_option
def collect(session, class_root):
    """Collect hand-ins from nbgrader's exchange into submitted/."""
    from . import classroom

    students = classroom.collect(session, classroom.open_class(class_root))
    out.print(f"{len(students)} submissions of {session.slug}: {', '.join(students)}")


@course.command()
@session_argument
@class_option
@as_json
@sandbox_option
@click.option("--jobs", type=click.IntRange(1), help="How many at once. Default: the cores.")
@click.option("--dask", metavar="ADDRESS", help="Grade on the Dask cluster of this scheduler.")
@click.option("--again", is_flag=True, help="Also grade what was graded and has not changed.")
def grade(session, class_root, as_json, **how):
    """Grade every submission of a gate into nbgrader's gradebook.

    A run that was interrupted goes on where it stopped.
    """
    from .engine.processes import prepare

    prepare()  # while nbgrader is imported
    from .classroom import open_class
    from .grading import grade_class

    with show.GradingProgress(None if as_json else out) as progress:
        api = open_class(class_root)
        result = grade_class(
            session, api, on_start=progress.start, on_verdict=progress.advance, **how
        )
    if as_json:
        _print_json(result)
    else:
        show.print_grades(out, result, progress)


@course.command()
@class_option
@browser_option
@port_option
def formgrader(class_root, no_browser, port):
    """Open nbgrader's formgrader on the class: look, comment, give points by hand."""
    from .lab import serve_formgrader

    sys.exit(serve_formgrader(class_root or ROOT, browser=not no_browser, port=port))


@course.command()
@session_argument
@class_option
def feedback(session, class_root):
    """Write HTML feedback for every graded submission."""
    from . import classroom

    api = classroom.open_class(class_root)
    students = classroom.feedback(session, api)
    out.print(f"feedback for {len(students)} students in {api.coursedir.root}/feedback")


@course.command()
@class_option
@click.option("--to", default="grades.csv", type=click.Path(path_type=Path), show_default=True)
def export(class_root, to):
    """Export the gradebook as CSV, with nbgrader's own exporter."""
    from . import classroom

    out.print(f"exported: {classroom.export(classroom.open_class(class_root), to)}")


@course.command()
@click.option("--to", default="dist", type=click.Path(path_type=Path), show_default=True)
def bundle(to):
    """Pack what students get: the course without its solutions."""
    from .bundle import make_bundle

    out.print(f"packed: {make_bundle(to)}")


@course.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="Keep the class here. Default: a temporary folder.",
)
def demo(to):
    """Make a class with ten attackers in it, run it to the export, and show what happened."""
    from .demo import run_demo

    sys.exit(run_demo(out, to))


@course.command()
@session_argument
@as_json
@click.option("--jobs", type=click.IntRange(1), help="How many at once. Default: the cores.")
def audit(session, as_json, jobs):
    """Try a gate's tests on wrong answers. Exit status: 0 if 95% or more are caught, else 1."""
    from .audit import audit as run_audit

    with show.audit_progress(None if as_json else out) as advance:
        result = run_audit(session, jobs=jobs, on_graded=advance)
    if as_json:
        _print_json(result)
    else:
        show.print_audit(out, result)
    caught = sum(task["caught"] for task in result["tasks"])
    sys.exit(0 if caught >= 0.95 * sum(task["counted"] for task in result["tasks"]) else 1)


@course.command()
@click.option("--pdf", is_flag=True, help="As one PDF instead, printed by chromium.")
def book(pdf):
    """Build the static HTML book; warnings are errors."""
    from .book import build_book

    if pdf:
        from .book.pdf import build_pdf

        out.print(f"open {build_pdf()}")
    else:
        out.print(f"open {build_book()}")


def main():
    """Run the command line; errors that a user can mend become one line and exit status 2."""
    try:
        course.main(standalone_mode=False)
    except CourseError as error:
        _fail(str(error))
    except click.ClickException as error:
        _fail(f"{error.format_message()}; see `course --help`")
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped")
    except OSError as error:
        _fail(f"{error.strerror}: {error.filename}; check the folder and its free space")


def _fail(message):
    click.echo(f"course: {' '.join(message.split())}", err=True)
    sys.exit(2)


def _workspace(work):
    from .check import open_workspace

    if work.exists() and not (work / ".course").exists() and any(work.iterdir()):
        raise CourseError(f"{work} holds other files: name an empty folder with --work")
    (work / ".course").mkdir(parents=True, exist_ok=True)
    return open_workspace(work)


def _print_json(data):
    click.echo(json.dumps(data, indent=1))
