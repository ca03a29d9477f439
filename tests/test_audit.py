"""The audit of a gate: mutants are small, different and runnable; weak tests are found out."""

import ast

import pytest

from autograder.audit import audit
from autograder.mutants import mutants

from .conftest import TINY_GATE, make_session

CODE = '''\
def mean_row(x, dim=1, keep=False):
    """Return the mean."""
    if x is None:
        raise ValueError("no x")
    total = x.sum(dim=dim, keepdim=keep)
    return total / x.shape[dim]
'''


def test_each_mutant_differs_in_one_place_and_compiles():
    base = ast.unparse(ast.parse(CODE)).splitlines()
    made = list(mutants(CODE))
    assert len(made) == len(set(made))
    for text in made:
        compile(text, "mutant", "exec")
        assert len(set(base) ^ set(text.splitlines())) in (1, 2, 3), text


@pytest.mark.parametrize(
    "change",
    ["dim=2", "dim=0", "keep=True", "x.mean(", "x.sum(keepdim=keep)", "x.shape[dim] / total",
     "total * x", "x is not None", "return total\n"],
)  # fmt: skip
def test_the_slips_of_tensor_code_are_among_the_mutants(change):
    assert any(change in text + "\n" for text in mutants(CODE))


def test_docstrings_and_types_are_left_alone():
    [*made] = mutants('def f(x: int = 2) -> int:\n    """Say 3."""\n    return x')
    assert len(made) == 2
    assert all('"""Say 3."""' in text and "x: int" in text for text in made)


@pytest.fixture
def weak(tmp_path):
    """A gate whose test of `double` sees no negative number and says one thing twice."""
    text = TINY_GATE.replace("return 2 * x", "return 2 * abs(x) if x > 0 else 2 * x")
    text = text.replace("compare(double(-1), -2", "compare(double(3.0), 6.0")
    session = make_session(tmp_path, text)
    (tmp_path / "misconceptions.py").write_text(
        'MISCONCEPTIONS = [{"task": "double", "name": "squares", "says": "you squared",'
        ' "code": "def double(x):\\n    return x * x"}]'
    )
    return session


@pytest.mark.slow
def test_what_a_weak_test_lets_through_is_named(weak):
    result = audit(weak)
    double, prediction = result["tasks"]
    survived = [w["diff"] for w in double["wrong"] if not w["caught_by"]]
    assert any("+    return 2 * abs(x) if x > 0 else x" in diff for diff in survived)
    assert not any(w["caught_by"] == [] for w in prediction["wrong"])
    [named] = [w for w in double["wrong"] if w["kind"] == "misconception"]
    assert named["visibly"]
    assert double["counted"] - double["caught"] == len(survived)


@pytest.mark.slow
def test_an_equivalent_mutant_is_not_counted(weak, tmp_path):
    before = audit(weak)["tasks"][0]
    diff = next(w["diff"] for w in before["wrong"] if not w["caught_by"])
    (tmp_path / "equivalent.py").write_text(f'EQUIVALENT = {{"double": {{{diff!r}: "so it is"}}}}')
    after = audit(weak)["tasks"][0]
    assert after["counted"] == before["counted"] - 1
