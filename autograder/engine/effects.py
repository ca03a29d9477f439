"""What a call does besides returning: gradients, arguments changed in place, exceptions."""

import builtins

import numpy as np
import torch


def tensors_in(value):
    """Yield the tensors in nested lists, tuples and dicts that require a gradient, in order."""
    if isinstance(value, torch.Tensor):
        if value.requires_grad:
            yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from tensors_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from tensors_in(part)


def connect(value, inputs, ask_gradients):
    """Return `value` with its tensors tied to `inputs`: their backward runs in the other process.

    ask_gradients(gradients of the tensors in value) returns the gradients of the inputs.
    """
    outputs = [t.detach() for t in tensors_in(value)]
    if not outputs:
        return value
    always = torch.zeros((), requires_grad=True)  # parameters over there may be all that is needed
    tied = iter(_There.apply(ask_gradients, outputs, always, *inputs))
    return _replaced(value, tied)


class _There(torch.autograd.Function):
    @staticmethod
    def forward(ctx, ask_gradients, outputs, always, *inputs):
        ctx.ask_gradients = ask_gradients
        ctx.set_materialize_grads(False)
        return tuple(outputs)

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, *gradients):
        return None, None, None, *ctx.ask_gradients(list(gradients))


def _replaced(value, tied):
    if isinstance(value, torch.Tensor):
        return next(tied) if value.requires_grad else value
    if isinstance(value, list | tuple):
        return type(value)(_replaced(part, tied) for part in value)
    if isinstance(value, dict):
        return {key: _replaced(part, tied) for key, part in value.items()}
    return value


def overwrite(target, source):
    """Make `target`, nested containers of data, equal to `source` in place; return what to keep.

    Where a thing cannot become the other in place, the other is returned to stand for it.
    """
    if type(target) is not type(source):
        return source
    if isinstance(target, list):
        both = [overwrite(t, s) for t, s in zip(target, source, strict=False)]
        target[:] = both + source[len(both) :]
    elif isinstance(target, tuple) and len(target) == len(source):
        return tuple(overwrite(t, s) for t, s in zip(target, source, strict=True))
    elif isinstance(target, dict):
        kept = {k: overwrite(target[k], s) if k in target else s for k, s in source.items()}
        target.clear()
        target.update(kept)
    elif isinstance(target, set):
        target.clear()
        target.update(source)
    elif isinstance(target, torch.Tensor):
        if target.shape != source.shape or target.dtype != source.dtype:
            target.data = source.detach()
        else:
            target.data.copy_(source.detach())
        if target.is_leaf and target.requires_grad != source.requires_grad:
            target.requires_grad_(source.requires_grad)
        if source.grad is not None:
            target.grad = source.grad
    elif isinstance(target, np.ndarray) and target.shape == source.shape:
        target[...] = source
    elif isinstance(target, torch.Generator):
        target.set_state(source.get_state())
    else:
        return source
    return target


def type_name(error):
    """Return the name of the built-in exception that `error` is, or is derived from."""
    for base in type(error).__mro__:
        if getattr(builtins, base.__name__, None) is base:
            return base.__name__
    return "Exception"


def local_error(name, text, own_name, where):
    """Return the built-in exception `name` as the other process raised it.

    Its attribute `there` is (the name of its own class, where in the student's code it arose).
    """
    kind = getattr(builtins, str(name), RuntimeError)
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind = RuntimeError
    try:
        error = kind(str(text))
    except TypeError:  # such as UnicodeDecodeError, which wants five arguments
        error = RuntimeError(str(text))
    error.there = (str(own_name), where)
    return error
