"""The grading engine: a notebook's verdict as a function of data.

verdict     grade(source, submission, limits) -> data for JSON; the words for the student
rebuild     the course's notebook with the student's answers put in
conductor   one run: cells to the two processes, calls between them, limits
student     the process of the student's code
examiner    the process of the tests
peer        calls between the two; effects: what a call does besides; wire: values as bytes
processes   starting the two: from the warm template, or cold; started: what both share
template    the warm start, and the supervisor of each process
sandbox     what the kernel keeps a process from
channel     frames over a socket

Nothing is imported here: the template goes without nbformat, and starts sooner.
"""
