"""nbgrader's solution clearing, by the course's own rule."""

from nbgrader.preprocessors import ClearSolutions

from .stubs import release_stub


class ClearSolutionsToStubs(ClearSolutions):
    """Replace each solution by its stub; what has no region to replace is nbgrader's to clear."""

    def preprocess_cell(self, cell, resources, cell_index):
        released = release_stub(cell.source)
        if released == cell.source:
            return super().preprocess_cell(cell, resources, cell_index)
        cell.source = released
        return cell, resources
