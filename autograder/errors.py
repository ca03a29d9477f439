"""The one exception that the `course` command turns into a line on stderr and exit status 2."""


class CourseError(Exception):
    """Something the user can mend; the message says what happened and what to do."""
