"""A right answer gets full marks, however it came about: each kind ten times, a hundred of a hundred."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from nbformat.v4 import new_code_cell

from autograder.engine.rebuild import visible_part
from autograder.engine.verdict import grade
from autograder.notebooks import dump_notebook, parse_notebook

pytestmark = pytest.mark.slow
HONEST = {
    "warns on stderr": """
import sys, warnings
import torch
def double(x):
    warnings.warn("I am not sure")
    print("doubling", file=sys.stderr)
    torch.tensor(torch.ones(1))
    return 2 * x
""",
    "is slow": "import time\ndef double(x):\n    time.sleep(1)\n    return 2 * x",
    "takes another way": "def double(x):\n    return sum([x, x])",
    "returns a tensor of no dimension": "import torch\ndef double(x):\n    return torch.tensor(2 * x)",
    "returns a NumPy number": "import numpy as np\ndef double(x):\n    return np.int64(2) * x",
    "prints and draws": """
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.title("mine")
plt.show()
for i in range(1000): print("step", i)
def double(x):
    print("doubling", x)
    return 2 * x
""",
    "has helpers and classes of its own": """
from dataclasses import dataclass
@dataclass
class Doubler:
    factor: int = 2
    def __call__(self, x): return helper(self.factor, x)
def helper(a, b): return a * b
double = Doubler()
""",
    "uses the notebook's comforts": """
%matplotlib inline
%timeit -n1 -r1 sum(range(10))
!echo hello
from IPython.display import display, Markdown
display(Markdown("**done**"))
def double(x): return 2 * x
double(1)
""",
    "trains with an optimizer and threads": """
import torch
w = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.Adam([w], lr=0.5)
for _ in range(200):
    optimizer.zero_grad()
    (w - 2).square().sum().backward()
    optimizer.step()
def double(x): return round(w.item(), 2) * x
""",
    "remembers and caches": """
import functools
@functools.lru_cache
def double(x): return 2 * x
""",
}


@pytest.mark.parametrize("name", HONEST)
def test_full_marks_ten_times_of_ten(tiny_source, name):
    notebook = parse_notebook(dump_notebook(tiny_source), name="tiny")
    for cell in notebook.cells:
        cell.source = visible_part(cell.source)
        cell.source = {"double": HONEST[name], "prediction": 'prediction = "last"'}.get(
            cell.id, cell.source
        )
    notebook.cells.insert(2, new_code_cell("double = None\n1 / 0", id="an-own-cell"))
    source, data = dump_notebook(tiny_source), dump_notebook(notebook)
    with ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(lambda _: grade(source, data), range(10)))
    assert [v["score"] for v in verdicts] == [3] * 10, verdicts[0]["tasks"]
