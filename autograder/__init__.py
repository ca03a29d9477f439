"""The `course` command: the order of the sessions, their release, their gates, and grading."""

import sys

# jsonschema, which nbformat brings, would build a grammar of web addresses on import: a second of
# every check, and for nothing that a notebook has.
sys.modules.setdefault("rfc3987_syntax", None)
