"""From a solution to what students find in its place."""

import ast
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


def names_defined(source):
    """Return the functions, classes and variables that a cell defines at its top level."""
    names = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
    return names


def _stub(region):
    own = STUB.search(region["body"])
    if own:
        lines = own["stub"].splitlines()
        return "\n".join(re.sub(r"^([ ]*)# ?", r"\1", line, count=1) for line in lines)
    return "\n".join(region["indent"] + line for line in DEFAULT.splitlines())
