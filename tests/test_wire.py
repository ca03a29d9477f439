"""Values cross between processes whole, exact, and as data only."""

import contextlib
import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.engine.wire import decode, encode


def there_and_back(value):
    return decode(encode(value, lambda o: repr(o)), lambda content: ("stand-in", content))


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary(),
    st.complex_numbers(allow_nan=False),
)  # fmt: skip
keys = st.one_of(st.integers(), st.text(), st.booleans(), st.tuples(st.integers(), st.text()))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(keys, inner, max_size=4),
    ),
    max_leaves=20,
)


@given(values)
@settings(max_examples=300, deadline=None)
def test_plain_values_come_back_equal_and_of_the_same_type(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value)  # True is not 1, and -0.0 is not 0.0


@pytest.mark.parametrize("value", [{1, "a"}, frozenset({2.5}), set(), slice(1, None, 2), range(3)])
def test_sets_slices_and_ranges_cross(value):
    assert there_and_back(value) == value
    assert type(there_and_back(value)) is type(value)


@given(st.binary(max_size=200))
@settings(max_examples=500, deadline=None)
def test_bytes_that_are_no_value_are_a_value_error_and_nothing_else(data):
    with contextlib.suppress(ValueError):
        decode(data, lambda content: content)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64, torch.int8,
                                   torch.bool, torch.complex64])  # fmt: skip
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_a_tensor_keeps_dtype_shape_and_entries(dtype, shape):
    tensor = (torch.arange(math.prod(shape)) % 3).reshape(shape).to(dtype)
    back = there_and_back(tensor)
    assert (back.dtype, back.shape) == (dtype, shape)
    assert torch.equal(back, tensor)


def test_views_and_special_numbers_cross():
    tensor = torch.tensor([[1.0, math.nan, math.inf], [-0.0, -math.inf, 2.0]]).T[::2]
    back = there_and_back(tensor)
    assert torch.equal(back.isnan(), tensor.isnan())
    assert back.tolist()[0][1:] == tensor.tolist()[0][1:]
    assert there_and_back(torch.nn.Parameter(torch.ones(2))).requires_grad


@pytest.mark.parametrize("value", [np.float32(1.5), np.int64(3), np.bool_(True),
                                   np.arange(6).reshape(2, 3)[:, ::2], np.zeros((0, 2))])  # fmt: skip
def test_numpy_values_keep_their_dtype(value):
    back = there_and_back(value)
    assert type(back) is type(value)
    assert back.dtype == value.dtype
    assert np.array_equal(back, value)


def test_a_value_of_a_subclass_crosses_as_the_type_it_extends():
    class Liar(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    class Named(dict):
        pass

    assert type(there_and_back(Liar(2))) is float
    assert type(there_and_back(Named(a=1))) is dict
    assert type(there_and_back(torch.ones(2).as_subclass(torch.nn.Parameter))) is torch.Tensor


def test_a_generator_crosses_with_its_state():
    generator = torch.Generator().manual_seed(5)
    torch.rand(3, generator=generator)
    back = there_and_back(generator)
    assert torch.equal(torch.rand(4, generator=back), torch.rand(4, generator=generator))


def test_what_is_no_data_is_exported():
    kind, content = there_and_back(print)
    assert (kind, content) == ("stand-in", repr(print))


def test_what_cannot_cross_is_a_value_error():
    circle = []
    circle.append(circle)
    for value in (circle, torch.eye(2).to_sparse()):
        with pytest.raises(ValueError, match="passed on"):
            encode(value, repr)
