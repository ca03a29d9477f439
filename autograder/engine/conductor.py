"""One run: leads the cells through the student's process and the examiner, and stops what must be.

    context cells   run in both processes
    answer cells    run in the student's process
    tests           run in the examiner; their calls go through here to the student's process

Where the student's process ends, by itself or because a limit was passed, a new one takes its
place: the cells so far run again, without the answer that was at fault, so that one task's loop
without end costs no other task its points.
"""

import contextlib
import json
import select
import time

from ..gates import cell_role
from .channel import ChannelClosed
from .processes import start

LIMITS = {
    "cell_seconds": 60,
    "cpu_seconds": 600,
    "output_bytes": 2_000_000,
    "memory_bytes": 320_000_000,  # beyond what the imports take
    "file_bytes": 50_000_000,
    "processes": 48,
}
CLOSING_SECONDS = 10  # for a test to end once the student's process is gone
KEPT_CHARACTERS = 1_000_000  # of an output: a picture may be that long
CALL_BYTES = 256_000_000  # that a test and the student's code may send each other


def run_notebook(cells, released_names, limits, *, sandbox):
    """Run the code cells; return what each did.

    released_names: {task: the names that its answer defines}, which its tests ask for. Returns

        {"cells": {id: {"error", "printed", "shown"}}, "tests": {id: None or error},
         "stopped": {id: why}, "layers": [of the sandbox]}

    for answers and tests; an error is [type, message, line here, place in the answer, from there].
    """
    run = _Run(limits, sandbox)
    try:
        for cell in cells:
            if cell.cell_type == "code":
                run.step(cell, released_names)
        return {
            "cells": run.done,
            "tests": run.tests,
            "stopped": run.stopped,
            "layers": run.layers,
        }
    finally:
        run.end()


class _Stopped(Exception):
    """The student's process is not to be had any more; the message says why."""


class _TestStopped(Exception):
    """The examiner is not to be had any more, which only what a test was given can bring about."""


class _Run:
    def __init__(self, limits, sandbox):
        self.limits, self.sandbox = limits, sandbox
        self.done, self.tests, self.stopped = {}, {}, {}
        self.behind = []  # the cells that the student's process has run, or a new one has to run
        self.names, self.context, self.layers = [], [], []
        self.student = self.examiner = None

    def end(self):
        for process in (self.student, self.examiner):
            if process:
                process.end()

    def step(self, cell, released_names):
        role, task = cell_role(cell)
        if role == "test":
            self._test(cell)
            return
        if role == "answer":
            self.names += [n for n in released_names[task] if n not in self.names]
        else:
            self.context.append(cell)
        self.behind.append(cell)
        with contextlib.suppress(_Stopped):
            self._ready_student(upto=len(self.behind) - 1)
            self._run_in_student(cell)

    def _test(self, cell):
        try:
            self._ready_student(upto=len(self.behind))
            self._ready_examiner()
            self.tests[cell.id] = self._examine(b"T", [cell.id, cell.source, self.names])
        except (_Stopped, _TestStopped) as stopped:
            self.tests[cell.id] = ["Gone", str(stopped), None, None, False]
        if is_out_of_memory(self.tests[cell.id]) and self.student:
            self.student.end()
            self.student = None
        if self.tests[cell.id] and self.tests[cell.id][0] == "Gone":
            self.stopped[cell.id] = self.tests[cell.id][1]

    def _ready_examiner(self):
        """Have an examiner that has run the context cells so far."""
        if self.examiner is None:
            self.examiner = start("examiner", self.limits, sandbox=self.sandbox)
            self.layers = self.examiner.layers
            self.examined = 0
        for cell in self.context[self.examined :]:
            self._examine(b"R", [cell.id, cell.source])
        self.examined = len(self.context)

    def _ready_student(self, upto):
        """Have a process that has run the first `upto` cells, but for those that it cannot run."""
        while self.student is None:
            self.student = start("student", self.limits, sandbox=self.sandbox)
            with contextlib.suppress(_Stopped):
                for cell in self.behind[:upto]:
                    if cell.id not in self.stopped:
                        self._run_in_student(cell)

    def _run_in_student(self, cell):
        try:
            self._send(self.student, b"R", json.dumps([cell.id, cell.source]).encode())
            self.done[cell.id] = self._await_student(b"D")
            if is_out_of_memory(self.done[cell.id]["error"]):
                # What it holds would fail the answers that follow, too.
                self._stop(self.student, "it asked for more memory than a gate may take")
        except _Stopped as stopped:
            self.stopped[cell.id] = str(stopped)
            raise

    # One exchange at a time: either the student's process is busy with a cell, or the examiner
    # is with a test, and what it asks of the student's process is passed on.

    def _await_student(self, awaited):
        deadline = time.monotonic() + self.limits["cell_seconds"]
        while True:
            frame = self._next_frame([self.student], deadline)[1]
            if frame[0] == awaited:
                return _checked(frame[1])

    def _examine(self, kind, content):
        self._send(self.examiner, kind, json.dumps(content).encode())
        deadline = time.monotonic() + self.limits["cell_seconds"]
        left, gone = CALL_BYTES, None
        while True:
            processes = [self.examiner] if self.student is None else [self.examiner, self.student]
            try:
                sender, (kind, body) = self._next_frame(processes, deadline)
                if sender is self.examiner and kind == b"D":
                    return json.loads(body)
                left -= len(body)
                if left < 0 and not gone:
                    self._stop(self.student, f"it passed on more than {CALL_BYTES // 1_000_000} MB")
                if sender is self.examiner and gone:
                    self._send(self.examiner, b"X", gone.encode())
                elif sender is self.examiner:
                    self._send(self.student, b"M", body)
                elif kind == b"M":
                    self._send(self.examiner, b"M", body)
            except _Stopped as stopped:
                gone = str(stopped)
                deadline = time.monotonic() + CLOSING_SECONDS
                self._send(self.examiner, b"X", gone.encode())

    def _next_frame(self, processes, deadline):
        """Return `(process, frame)` of the next to arrive; ends the student's process at the deadline."""
        while True:
            for process in processes:
                try:
                    frame = process.channel.take()
                except ChannelClosed as closed:
                    self._stop(process, str(closed))
                if frame:
                    return process, frame
            left = deadline - time.monotonic()
            if left <= 0 and self.student is None:
                self._stop(self.examiner, "it did not end in time")
            if left <= 0:
                self._stop(self.student, f"it did not end within {self.limits['cell_seconds']} s")
            by_channel = {process.channel: process for process in processes}
            for channel in select.select(list(by_channel), [], [], left)[0]:
                try:
                    channel.fill()
                except ChannelClosed as closed:
                    self._stop(by_channel[channel], str(closed), has_ended=True)

    def _send(self, process, kind, body):
        try:
            process.channel.send(kind, body, seconds=self.limits["cell_seconds"])
        except ChannelClosed as closed:
            self._stop(process, str(closed), has_ended=True)

    def _stop(self, process, why, *, has_ended=False):
        """End a process and raise: with its supervisor's reason if it ended by itself, else `why`."""
        why = (has_ended and process.last_words()) or why
        process.end()
        if process is self.student:
            self.student = None
            raise _Stopped(why)
        self.examiner = None
        raise _TestStopped(f"what it got from your code was too much for the test: {why}")


def _checked(body):
    """Return what the student's process said of a cell, or of what it says what is well formed."""
    try:
        said = json.loads(body)
        name, text, place = said["error"] or (None, None, None)
        line = place and [str(place[0]), int(place[1] or 0)]
        return {
            "error": name and [_clean(name), _clean(text), None, line, True],
            "printed": _clean(said["printed"]),
            "shown": [
                {kind: _clean(shown[kind]) for kind in ("text/plain", "image/png") if kind in shown}
                for shown in said["shown"]
            ],
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {"error": None, "printed": "", "shown": []}


def is_out_of_memory(error):
    """Say whether an error is Python's or torch's way of saying that there is no more memory."""
    return bool(error) and (error[0] == "MemoryError" or "allocate memory" in error[1])


def _clean(text):
    """Return `text` as a string that can be written, whatever it was."""
    return str(text).encode("utf-8", "replace").decode()[:KEPT_CHARACTERS]
