"""Stand-ins: calling what lives in another process as if it were here.

Each side of a connection is a `Peer`. Data crosses by value (wire.py); anything else stays where
it is, and the other side gets a `StandIn` that calls it, asks for its attributes or iterates over
it. What a call does besides is carried over too: arguments changed in place, draws from torch's
global generator, printed text, exceptions, and gradients through the call.
"""

import contextlib
import importlib
import io
import itertools

import torch

from .effects import connect, local_error, overwrite, tensors_in, type_name
from .wire import decode, encode

PRINTED_CHARACTERS = 20_000  # of what one call prints
SHARED_MODULES = ("torch", "numpy", "math", "depthwise", "builtins")
ASK, ANSWER = b"?", b"!"


class Gone(BaseException):
    """The student's process was ended; the message says why.

    No Exception, so that a test's `except Exception` does not take it for the student's error.
    """


class StandIn:
    """What a process has of an object that lives in the other one."""

    def __init__(self, peer, number):
        self._peer, self._number = peer, number

    def __call__(self, *args, **kwargs):
        return self._peer.call(self._number, args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._peer.ask("attribute", self._number, name)

    def __getitem__(self, key):
        return self._peer.ask("item", self._number, key)

    def __len__(self):
        return self._peer.ask("length", self._number)

    def __iter__(self):
        return self._peer.ask("iterate", self._number)

    def __next__(self):
        return self._peer.ask("next", self._number)


class Peer:
    """One side of a connection, over `send(bytes)` and `receive() -> bytes`.

    namespace: where names are looked up that the other side asks for, or None: then the other
    side may only call what it was given, and reaches nothing else here. locate(error) says where
    in the student's code an error arose, as data. shared: {name: object} of what both sides have,
    and is passed by its name.
    """

    def __init__(self, send, receive, *, namespace=None, locate=lambda error: None):
        self.send, self.receive = send, receive
        self.namespace, self.locate = namespace, locate
        self.shared = {}
        self._random_state = None
        self.forget()

    def forget(self):
        """Make all stand-ins void and free the graphs kept for gradients."""
        self._objects, self._numbers, self._graphs = {}, itertools.count(), {}

    def handle(self, message):
        """Answer the other side's message, if it asks for something."""
        if message[:1] == ASK:
            self.send(ANSWER + self._answer(message[1:]))

    def ask(self, action, *content):
        """Have the other side do `action`; return its value, or raise its error here."""
        return self._exchange([action, *content])[0]

    def call(self, number, args, kwargs):
        """Call the other side's object `number`, with all that this does besides."""
        given = [list(args), kwargs]
        value, changed, random_state, graph = self._exchange(
            ["call", number, *given, torch.is_grad_enabled(), self._random_state_to_send()]
        )
        if changed is not None:
            overwrite(given, changed)
        self._take_random_state(random_state)
        if graph is None or not torch.is_grad_enabled():
            return value
        return connect(value, list(tensors_in(given)), lambda gs: self.ask("gradients", graph, gs))

    def _exchange(self, request):
        self.send(ASK + self._encode(request))
        while True:
            message = self.receive()
            if message[:1] == ANSWER:
                break
            self.handle(message)
        outcome, printed, *content = self._decode(message[1:])
        if printed:
            print(printed, end="")
        if outcome == "raised":
            raise local_error(*content)
        return content

    def _answer(self, request):
        printed = _Printed()
        try:
            with contextlib.redirect_stdout(printed):
                action, *content = self._decode(request)
                result = getattr(self, f"_do_{action}")(*content)
                return self._encode(["returned", printed.getvalue(), *result])
        except Exception as error:  # whatever it is, it belongs to the one who asked
            told = [type_name(error), str(error), type(error).__name__, self.locate(error)]
        except (SystemExit, KeyboardInterrupt, GeneratorExit) as error:
            told = ["RuntimeError", repr(error), type(error).__name__, self.locate(error)]
        return self._encode(["raised", printed.getvalue(), *told])

    # What the other side may ask for; each returns the contents of the answer.

    def _do_call(self, number, args, kwargs, with_gradients, random_state):
        before = encode([args, kwargs], lambda _: None)
        inputs = list(tensors_in([args, kwargs]))
        self._take_random_state(random_state)
        with torch.set_grad_enabled(with_gradients):
            value = self._objects[number](*args, **kwargs)
        changed = encode([args, kwargs], lambda _: None) != before
        outputs, graph = list(tensors_in(value)), None
        if outputs:
            graph = next(self._numbers)
            self._graphs[graph] = (outputs, inputs)
        return value, [args, kwargs] if changed else None, self._random_state_to_send(), graph

    def _do_gradients(self, graph, gradients):
        outputs, inputs = self._graphs[graph]
        for leaf in inputs:
            leaf.grad = None
        used = [(o, g) for o, g in zip(outputs, gradients, strict=True) if g is not None]
        if used:
            torch.autograd.backward(*zip(*used, strict=True), retain_graph=True)
        return ([leaf.grad for leaf in inputs],)

    def _do_name(self, name):
        return (self._open()[name],)

    def _do_itself(self, value):
        return (value,)

    def _do_attribute(self, number, name):
        self._open()
        return (getattr(self._objects[number], name),)

    def _do_item(self, number, key):
        self._open()
        return (self._objects[number][key],)

    def _do_length(self, number):
        self._open()
        return (len(self._objects[number]),)

    def _do_iterate(self, number):
        self._open()
        return (iter(self._objects[number]),)

    def _do_next(self, number):
        self._open()
        return (next(self._objects[number]),)

    def _open(self):
        if self.namespace is None:
            raise PermissionError("what a test passes to your code can be called, and no more")
        return self.namespace

    # Objects that are no data.

    def _encode(self, value):
        return encode(value, self._export)

    def _decode(self, data):
        return decode(data, self._stand_in)

    def _export(self, value):
        if isinstance(value, StandIn) and value._peer is self:
            return ["yours", value._number]
        if self.namespace is None and callable(value):
            place = _place(value, self.shared)
            if place:
                return ["shared", *place]
        number = next(self._numbers)
        self._objects[number] = value
        return ["mine", number]

    def _stand_in(self, content):
        owner, *where = content
        if owner == "yours":
            return self._objects[where[0]]
        if owner == "shared" and self.namespace is not None:
            return self.namespace[where[1]] if where[0] == "__main__" else _find(*where)
        return StandIn(self, where[0])

    # torch's global generator goes with the calls, so that a test's seed holds in both processes.

    def _random_state_to_send(self):
        state = torch.get_rng_state()
        if self._random_state is not None and torch.equal(state, self._random_state):
            return None
        self._random_state = state
        return state

    def _take_random_state(self, state):
        if state is not None:
            torch.set_rng_state(state)
            self._random_state = state


class _Printed(io.StringIO):
    def write(self, text):
        super().write(text[: max(0, PRINTED_CHARACTERS - self.tell())])
        return len(text)


def _place(value, shared):
    """Return `(module, name)` under which the other side finds `value` too, or None."""
    for name, candidate in shared.items():
        if candidate is value:
            return "__main__", name
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    known = isinstance(module, str) and module.split(".")[0] in SHARED_MODULES
    return (module, name) if known and _find(module, name) is value else None


def _find(module, name):
    """Return the object that `module` calls `name`, or None."""
    try:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return None
    return found
