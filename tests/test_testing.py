"""`compare`: shape before value, and the message that names the mistake."""

import math

import pytest
import torch

from depthwise.testing import compare


def says(actual, expected, mistakes=None):
    with pytest.raises(AssertionError) as caught:
        compare(actual, expected, otherwise="other", mistakes=mistakes)
    return str(caught.value)


@pytest.mark.parametrize(
    "value",
    [1, 2.5, True, "a", None, [1, 2.0], (1, [2, 3]), torch.tensor([1.0, math.nan, math.inf]),
     torch.zeros(0, 3), torch.tensor([1, 2]), float("nan")],
)  # fmt: skip
def test_a_value_equals_itself(value):
    compare(value, value, otherwise="other")


def test_broadcasting_does_not_hide_a_wrong_shape():
    assert "shape (3, 1), expected (3,)" in says(torch.ones(3, 1), torch.ones(3))


def test_the_known_mistake_is_named_with_the_numbers():
    message = says(
        torch.tensor([1.0, 9.0]),
        torch.tensor([1.0, 6.0]),
        {"you squared": torch.tensor([1.0, 9.0])},
    )
    assert message == "you squared (yours: 9 at [1], expected: 6)"


def test_a_mistake_equal_to_the_right_value_names_nobody():
    assert says(4, 5, {"innocent": 5, "guilty": lambda: 4}).startswith("guilty")


def test_a_mistake_that_cannot_be_computed_is_passed_over():
    assert says(4, 5, {"no": lambda: 1 / 0}).startswith("other")


@pytest.mark.parametrize(
    ("actual", "expected", "part"),
    [
        (None, torch.ones(2), "None (does every path end in a return?)"),
        (None, 3.0, "None (does every path end in a return?)"),
        ([1.0], (1.0, 2.0), "1 entries, expected 2"),
        (torch.tensor([math.nan]), torch.tensor([1.0]), "yours: nan"),
        (torch.tensor([1]), torch.tensor([1.0]), "dtype torch.int64"),
        (True, 1, "a bool"),
        ("yes", True, "'yes', expected: True"),
        (1, 1.1, "yours: 1, expected: 1.1"),
    ],
)
def test_differences_are_said_in_words(actual, expected, part):
    assert part in says(actual, expected)


def test_one_element_tensors_count_as_numbers():
    compare(torch.tensor(2.0), 2, otherwise="other")


def test_tolerance_is_relative_to_the_largest_entry():
    compare(torch.tensor([1000.001]), torch.tensor([1000.0]), otherwise="other")
    assert "other" in says(torch.tensor([1.001]), torch.tensor([1.0]))


@pytest.mark.parametrize("infinite", [math.inf, -math.inf, math.nan])
def test_no_number_is_near_infinity_or_nan(infinite):
    assert "yours: 3" in says(3.0, infinite)
    assert "expected: 3" in says(infinite, 3.0)
    assert "expected: 3" in says(torch.tensor([infinite]), torch.tensor([3.0]))
