"""nbgrader's solution clearing, with one addition: a solution may say what to leave in its place."""

import re

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions

REGION = re.compile(
    # The first part must not run over the end of a region that has no stub into the next one.
    r"^[ ]*### BEGIN SOLUTION\n(?:(?!^[ ]*### END SOLUTION).)*?^[ ]*### STUB\n"
    r"(?P<stub>.*?)^[ ]*### END SOLUTION$",
    re.MULTILINE | re.DOTALL,
)


class ClearSolutionsToStubs(ClearSolutions):
    """Replace a solution by what stands, commented out, after its line `### STUB`.

    A region without that line becomes nbgrader's own stub, as ever. Commented text keeps the
    source runnable; `# x = None` is released as `x = None`.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        cell.source, count = REGION.subn(_released_stub, cell.source)
        if count and self.begin_solution_delimeter not in cell.source:
            return cell, resources  # nbgrader would blank a solution cell with no region left
        return super().preprocess_cell(cell, resources, cell_index)


def release_stub(source):
    """Return what a student finds in an answer cell of `source`; a released one stays as it is."""
    if ClearSolutions.begin_solution_delimeter.default_value not in source:
        return source
    cell = NotebookNode(
        cell_type="code", source=source, metadata={"nbgrader": {"solution": True, "grade": False}}
    )
    cleared, _ = ClearSolutionsToStubs().preprocess_cell(cell, {"language": "python"}, 0)
    return cleared.source


def _released_stub(match):
    lines = match["stub"].splitlines()
    return "\n".join(re.sub(r"^([ ]*)# ?", r"\1", line, count=1) for line in lines)
