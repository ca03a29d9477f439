"""The `course` command: the order of the sessions, their release, their gates, and grading."""
