"""What the `course` command prints: tables and verdicts, from data."""

from contextlib import AbstractContextManager, contextmanager

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from .sessions import load_sessions

SIGNS = {
    "mastered": "[green]✔ mastered[/]",
    "open": "[cyan]● open[/]",
    "locked": "[dim]○ locked[/]",
}


def status_rows(states):
    """Return the map as data: one dict a session, in order."""
    return [
        {"session": s.slug, "title": s.title, "state": states[s.slug], "requires": list(s.requires)}
        for s in load_sessions()
    ]


def status_table(states):
    table = Table(
        title="The map of the course", title_justify="left", box=None, padding=(0, 2, 0, 0)
    )
    for name in ("", "session", "state", "time", "opens with"):
        table.add_column(name)
    for s in load_sessions():
        missing = [slug for slug in s.requires if states[slug] != "mastered"]
        table.add_row(
            s.number,
            s.title,
            SIGNS[states[s.slug]],
            f"{s.minutes} + {s.gate_minutes} min",
            f"gate {', '.join(missing)}" if missing else "",
        )
    return table


def print_verdict(out, session, verdict, *, with_hints):
    for task in verdict["tasks"]:
        sign = "[green]✔[/]" if task["passed"] else "[red]✘[/]"
        points = f"{task['points']:g}/{task['max_points']:g}"
        out.print(f"{sign} [bold]{task['id']}[/]  {points}  {escape(task['message'])}")
        if with_hints and not task["passed"]:
            out.print(f"    hint: {escape(session.hints[task['id']][0])}")
    for note in verdict["notes"]:
        out.print(f"[dim]note: {escape(note)}[/]")
    if not verdict["hidden_tests"]:
        out.print("[dim]decided by the visible tests; the hidden ones are your instructor's[/]")
    if not verdict["passed"]:
        failed = next(t["id"] for t in verdict["tasks"] if not t["passed"])
        out.print(
            f"Not yet. `course hint {session.number} {failed}` helps with the first of these."
        )
        return
    out.print(f"[green bold]The gate of {session.slug} is passed.[/]")
    for slug in verdict["opened"]:
        out.print(f"Next session is open: [bold]{slug}[/]")


def grade_line(row):
    score = f"{row['score']:g}/{row['max_score']:g}"
    failed = [task["id"] for task in row["tasks"] if not task["passed"]]
    said = row["message"] or (f"not passed: {', '.join(failed)}" if failed else "")
    color = "red" if row["status"] == "error" else "green" if not failed else "yellow"
    return f"[{color}]{escape(row['student']):<14}[/] {score:>7}  {escape(said)}"


class GradingProgress(AbstractContextManager):
    """A bar with rate and time left, and a line for each verdict; silent without a console."""

    def __init__(self, out):
        self.out, self.layers, self.count = out, None, 0
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        self.bar = Progress(*columns, console=out, disable=out is None, transient=True)

    def start(self, total):
        self.count = total
        self.task = self.bar.add_task("", total=total, rate="")
        self.bar.start()

    def advance(self, row, verdict):
        self.layers = self.layers or (isinstance(verdict, dict) and verdict["sandbox"]) or None
        if self.out:
            self.bar.print(grade_line(row))
        speed = self.bar.tasks[0].speed
        self.bar.update(self.task, advance=1, rate=f"{speed:.1f}/s" if speed else "")

    def __exit__(self, *error):
        self.bar.stop()


def print_grades(out, result, progress):
    total = len(result["submissions"])
    if progress.count < total:
        out.print(
            f"{total - progress.count} had been graded and have not changed (--again for all)"
        )
    if progress.layers is not None:
        out.print(f"sandbox: {', '.join(progress.layers) or 'none'}")
    out.print(f"{total} submissions, {progress.count} graded in {result['seconds']} s")


@contextmanager
def audit_progress(out):
    """Yield `advance(done, total)`, which moves a bar; silent without a console."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, disable=out is None, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_audit(out, result):
    """Print what each task's tests catch, and every wrong answer that came through, as a diff."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("task", "caught", "by what students have", "equivalent", "idle checks"):
        table.add_column(name, justify="left" if name == "task" else "right")
    for task in result["tasks"]:
        seen = sum(w["visibly"] for w in task["wrong"])
        same = len(task["wrong"]) - task["counted"]
        caught = f"{task['caught']} of {task['counted']}"
        table.add_row(task["id"], caught, str(seen), str(same), str(len(task["idle"])))
    out.print(table)
    for task in result["tasks"]:
        for wrong in task["wrong"]:
            if not wrong["caught_by"] and not wrong["equivalent"]:
                out.print(f"\n[red]survived[/] [bold]{task['id']}[/]")
                out.print(escape(wrong.get("diff") or wrong["name"]))
        for i in task["idle"]:
            first = task["checks"][i]["source"].splitlines()[0]
            out.print(f"[dim]idle in {task['id']}: {escape(first[:100])}[/]")
