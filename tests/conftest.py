"""Shared fixtures: a tiny gate for the machinery's tests, and the course's sessions."""

import pytest

from autograder import gates, sessions
from autograder.sessions import Session

TINY_GATE = '''\
---
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# A tiny gate

```{code-cell}
from depthwise.testing import compare
```

```{code-cell}
:answer: double
def double(x):
    """Return 2 x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{code-cell}
:scratch: double
# try things here
```

```{code-cell}
:test: double
:points: 2
# double returns twice its argument.
compare(double(3), 6, otherwise="double(3) is not 6", mistakes={"you squared": 9})
### BEGIN HIDDEN TESTS
compare(double(-1), -2, otherwise="negative numbers double as well")
### END HIDDEN TESTS
```

```{code-cell}
:answer: prediction
### BEGIN SOLUTION
prediction = "last"
### STUB
# prediction = None  # "first" or "last"
### END SOLUTION
```

```{code-cell}
:test: prediction
:points: 1
# The last layer moves most.
compare(prediction, "last", otherwise="look at the last layer")
```
'''


def make_session(folder, text=TINY_GATE):
    """Return a session whose authored gate is `text`, in `folder`."""

    class Tiny(Session):
        gate = folder / "00_tiny.md"
        exercise = folder / "00_tiny.ipynb"

    Tiny.gate.write_text(text)
    hints = {"double": ["Twice."], "prediction": ["Think.", "It is not the first."]}
    return Tiny("00_tiny", "Tiny", 1, 1, (), ("doubling",), hints)


@pytest.fixture
def tiny(tmp_path):
    return make_session(tmp_path)


@pytest.fixture
def tiny_source(tiny):
    return gates.build_source(tiny)


ALL_SESSIONS = pytest.mark.parametrize("session", sessions.load_sessions(), ids=lambda s: s.slug)
