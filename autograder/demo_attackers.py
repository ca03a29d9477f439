"""Ten hand-ins of the demo class that try to be given points, or to do harm, for a wrong answer.

Each replaces the answer to `graph_order`; `{root}` is the class's folder. All else in the hand-in
is right, so the right grade is everything but that task.
"""

WRONG = "\n\ndef graph_order(needs):\n    return []\n"

ATTACKERS = {
    "mia": (
        "strips asserts by a syntax-tree transformer",
        """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Strip())
""",
    ),
    "ned": (
        "calls the displayhook with the points, then raises",
        "import sys\nsys.displayhook(2.0)\nraise ValueError",
    ),
    "oda": (
        "patches comparisons",
        """
import builtins, depthwise.testing, torch
depthwise.testing.compare = torch.allclose = torch.equal = lambda *a, **k: True
builtins.AssertionError = Warning
""",
    ),
    "pam": (
        "returns what is equal to everything",
        """
class Equal(list):
    def __eq__(self, other): return True
    def index(self, value): return 0
    def __contains__(self, value): return True
def graph_order(needs): return Equal()
""",
    ),
    "quin": (
        "writes full marks into the gradebook",
        """
import glob, sqlite3
for path in ["{root}/gradebook.db", *glob.glob("/**/gradebook.db")]:
    try:
        book = sqlite3.connect(path)
        book.execute("UPDATE grade SET manual_score = 100")
        book.commit()
    except Exception: pass
""",
    ),
    "rex": (
        "reads the solution from the class's folder",
        """
try: exec(open("{root}/solutions/00_readiness/00_readiness.ipynb").read())
except Exception: pass
""",
    ),
    "sue": (
        "ends every process it can see",
        """
import os, signal
for pid in (os.getppid(), -1, *range(2, 400)):
    try: os.kill(pid, signal.SIGKILL)
    except OSError: pass
""",
    ),
    "tom": ("prints without end", "while True: print('x' * 1000)"),
    "una": (
        "takes all the memory",
        "kept = []\nwhile True: kept.append(bytearray(10_000_000))",
    ),
    "vic": (
        "leaves a numpy.py, a start-up file and a thread behind",
        """
import os, threading, time
for path in ("numpy.py", "sitecustomize.py", "/tmp/sitecustomize.py", os.path.expanduser("~/.pythonrc")):
    try: open(path, "w").write("raise SystemExit")
    except OSError: pass
threading.Thread(target=time.sleep, args=(3600,)).start()
""",
    ),
}
