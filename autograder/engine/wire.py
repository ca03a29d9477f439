"""Values as bytes and back: data only, exact types, never code.

What crosses: None, bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, slice,
range, NumPy arrays and scalars, tensors, `torch.Size`, dtypes and generators, and containers of
these. A value of a subclass crosses as the type that it extends. Everything else is exported: the
other end gets a stand-in for it. Decoding builds values of the types named here and runs nothing
of what it reads.
"""

import msgpack
import numpy as np
import torch

TUPLE, SET, FROZENSET, BIG_INT, COMPLEX, SLICE, RANGE = range(1, 8)
TENSOR, ARRAY, SCALAR, SIZE, DTYPE, GENERATOR, STAND_IN = range(8, 15)
TORCH_DTYPES = {
    str(dtype): dtype
    for dtype in (
        *(torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.bool, torch.uint8),
        *(torch.int8, torch.int16, torch.int32, torch.int64, torch.complex64, torch.complex128),
    )
}
NUMPY_KINDS = "biufc"  # numbers and truth values: no objects, no strings


def encode(value, export):
    """Return `value` as bytes; `export(object)` gives the number that stands for what is no data.

    ValueError where it cannot cross: a container that holds itself, a sparse tensor.
    """

    def special(value):
        kind, content = _parts(value, export)
        if kind is None or kind == BIG_INT:
            return content if kind is None else msgpack.ExtType(kind, content)
        return msgpack.ExtType(kind, pack(content))

    def pack(value):
        return msgpack.packb(value, default=special, strict_types=True)

    try:
        return pack(value)
    except (ValueError, OverflowError, RuntimeError) as error:
        raise ValueError(f"the value cannot be passed on: {error}") from None


def decode(data, stand_in):
    """Return the value in `data`; `stand_in(number)` makes what stands for an exported object.

    ValueError where the bytes are no such value.
    """
    build = {**BUILD, STAND_IN: stand_in}

    def special(kind, data):
        return build[kind](data if kind == BIG_INT else unpack(data))

    def unpack(data):
        return msgpack.unpackb(data, ext_hook=special, strict_map_key=False)

    try:
        return unpack(data)
    except (ValueError, TypeError, LookupError, ArithmeticError, RuntimeError) as error:
        raise ValueError(f"these bytes are no value: {type(error).__name__}: {error}") from None


def _parts(value, export):
    """Return `(kind, content)`; kind None where msgpack knows the content's type itself."""
    match value:
        case torch.Size():
            return SIZE, list(value)
        case torch.Tensor():
            return TENSOR, _tensor_parts(value)
        case np.ndarray() if value.dtype.kind in NUMPY_KINDS:
            return ARRAY, [value.dtype.str, list(value.shape), value.tobytes()]
        case np.generic() if value.dtype.kind in NUMPY_KINDS:
            return SCALAR, [value.dtype.str, value.tobytes()]
        case torch.dtype():
            return DTYPE, str(value)
        case torch.Generator():
            return GENERATOR, value.get_state().numpy().tobytes()
        case int():  # of a subclass, or too long for msgpack
            value = int(value)
            if -(2**63) <= value < 2**64:
                return None, value
            return BIG_INT, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True)
        case complex():
            return COMPLEX, [value.real, value.imag]
        case slice() | range():
            kind = SLICE if isinstance(value, slice) else RANGE
            return kind, [value.start, value.stop, value.step]
        case tuple():
            return TUPLE, list(value)
        case set():
            return SET, list(value)
        case frozenset():
            return FROZENSET, list(value)
        case float():
            return None, float.__float__(value)
        case str():
            return None, str.__str__(value)
        case bytes() | bytearray():
            return None, bytes(value)
        case list():
            return None, list(value)
        case dict():
            return None, dict(value)
    return STAND_IN, export(value)


def _tensor_parts(tensor):
    if tensor.layout != torch.strided or tensor.device.type != "cpu":
        raise ValueError(f"a tensor of layout {tensor.layout} on {tensor.device} is not passed on")
    # A copy, since a view of one entry may have any stride and still count as contiguous.
    flat = torch.empty(tensor.numel(), dtype=tensor.dtype).copy_(tensor.detach().reshape(-1))
    raw = flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
    gradient = tensor.grad if tensor.is_leaf else None
    parts = [str(tensor.dtype), list(tensor.shape), raw, tensor.requires_grad]
    return parts if gradient is None else [*parts, _tensor_parts(gradient)]


def _tensor(content):
    name, shape, raw, requires_grad, *gradient = content
    if raw:
        tensor = torch.frombuffer(bytearray(raw), dtype=TORCH_DTYPES[name]).reshape(shape)
    elif 0 in shape:
        tensor = torch.empty(shape, dtype=TORCH_DTYPES[name])
    else:
        raise ValueError("a tensor without its entries")
    tensor.requires_grad_(requires_grad is True)
    if gradient:
        tensor.grad = _tensor(gradient[0])
    return tensor


def _array(content):
    name, shape, raw = content
    return np.frombuffer(bytearray(raw), _numpy_dtype(name)).reshape(shape)


def _numpy_dtype(name):
    dtype = np.dtype(name)
    if dtype.kind not in NUMPY_KINDS:
        raise ValueError(f"an array of {name}")
    return dtype


def _generator(state):
    return torch.Generator().set_state(torch.frombuffer(bytearray(state), dtype=torch.uint8))


BUILD = {
    TUPLE: tuple,
    SET: set,
    FROZENSET: frozenset,
    BIG_INT: lambda raw: int.from_bytes(raw, "big", signed=True),
    COMPLEX: lambda parts: complex(*parts),
    SLICE: lambda parts: slice(*parts),
    RANGE: lambda parts: range(*parts),
    TENSOR: _tensor,
    ARRAY: _array,
    SCALAR: lambda parts: np.frombuffer(parts[1], _numpy_dtype(parts[0]))[0],
    SIZE: torch.Size,
    DTYPE: TORCH_DTYPES.__getitem__,
    GENERATOR: _generator,
}
