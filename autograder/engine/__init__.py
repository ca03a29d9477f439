"""The grading engine: a notebook's verdict as a function of data.

verdict     grade(source, submission, limits) -> data for JSON; the words for the student
rebuild     the course's notebook with the student's answers put in
conductor   one run: cells to the two processes, calls between them, limits
student     the process of the student's code      examiner    the process of the tests
peer        calls between the two   effects, wire  what crosses, and how
processes   starting them           template       the warm start and the supervisor
sandbox     what the kernel keeps them from        channel     frames over a socket
"""

from .verdict import grade

__all__ = ["grade"]
