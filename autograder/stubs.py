"""From a solution to what students find in its place."""

import re

REGION = re.compile(
    r"^(?P<indent>[ ]*)### BEGIN SOLUTION\n(?P<body>.*?)^[ ]*### END SOLUTION$",
    re.MULTILINE | re.DOTALL,
)
STUB = re.compile(r"^[ ]*### STUB\n(?P<stub>.*)", re.MULTILINE | re.DOTALL)
DEFAULT = "# YOUR CODE HERE\nraise NotImplementedError()"  # nbgrader's own


def release_stub(source):
    """Return what a student finds in an answer cell of `source`; a released one stays as it is.

    A solution is replaced by what stands, commented out, after its line `### STUB`, or by
    nbgrader's own stub. Commented text keeps the source runnable; `# x = None` is released as
    `x = None`.
    """
    return REGION.sub(_stub, source)


def _stub(region):
    own = STUB.search(region["body"])
    if own:
        lines = own["stub"].splitlines()
        return "\n".join(re.sub(r"^([ ]*)# ?", r"\1", line, count=1) for line in lines)
    return "\n".join(region["indent"] + line for line in DEFAULT.splitlines())
