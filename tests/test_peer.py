"""Stand-ins behave like what they stand for, over two real peers in two threads."""

import contextlib
import io
import queue
import threading

import pytest
import torch
from torch import nn

from autograder.engine.peer import Peer, StandIn


@pytest.fixture
def connect():
    """Return `connect(**names)`: the examiner's peer, and the student's namespace behind it."""
    stops = []

    def make(**names):
        there, here = queue.Queue(), queue.Queue()
        student = Peer(here.put, there.get, namespace=names)

        def serve():
            while (message := there.get()) is not None:
                student.handle(message)

        threading.Thread(target=serve, daemon=True).start()
        stops.append(there)
        return Peer(there.put, here.get)

    yield make
    for stop in stops:
        stop.put(None)


def test_a_function_is_called_with_data_and_returns_data(connect):
    def scaled(x, *, by=2):
        return {"value": x * by, "by": (by,)}

    peer = connect(scaled=scaled)
    found = peer.ask("name", "scaled")
    assert isinstance(found, StandIn)
    assert found(torch.ones(2), by=3)["value"].tolist() == [3, 3]
    assert found([1])["by"] == (2,)


def test_a_variable_is_its_value_and_a_missing_name_a_key_error(connect):
    peer = connect(prediction=3.5)
    assert peer.ask("name", "prediction") == 3.5
    with pytest.raises(KeyError):
        peer.ask("name", "other")


def test_an_exception_keeps_its_built_in_kind_and_message(connect):
    class Own(ValueError):
        pass

    def fail():
        raise Own("stride must be 1 or more")

    with pytest.raises(ValueError, match="stride must be") as caught:
        connect(fail=fail).ask("name", "fail")()
    assert caught.value.there[0] == "Own"


def test_arguments_changed_in_place_are_changed_here(connect):
    def spoil(tensor, items, table):
        tensor[0] = 9
        items.append(4)
        items[0][:] = []
        table.pop("a")
        table["b"] = 1

    tensor, items, table = torch.zeros(4), [[1]], {"a": 0}
    view, inner = tensor[:2], items[0]
    connect(spoil=spoil).ask("name", "spoil")(view, items, table)
    assert tensor.tolist() == [9, 0, 0, 0]
    assert items == [[], 4]
    assert items[0] is inner
    assert table == {"b": 1}


def test_gradients_flow_through_a_call_as_if_it_were_here(connect):
    W = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    x = torch.randn(4, dtype=torch.float64, requires_grad=True)

    def layer(W, x):
        return {"h": torch.tanh(W @ x), "x": [x * x]}

    out = connect(layer=layer).ask("name", "layer")(W, x)
    seen = torch.autograd.grad(out["h"].sum() + out["x"][0].prod(), (W, x))
    here = layer(W, x)
    right = torch.autograd.grad(here["h"].sum() + here["x"][0].prod(), (W, x))
    assert all(torch.allclose(a, b) for a, b in zip(seen, right, strict=True))
    far = connect(layer=layer).ask("name", "layer")
    assert torch.autograd.gradcheck(lambda x: far(W.detach(), x)["h"], (x,))


def test_a_module_is_used_and_its_parameters_get_gradients(connect):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(2, 1)

        def forward(self, x):
            return self.layer(x)

    peer = connect(Net=Net)
    net = peer.ask("name", "Net")()
    loss = net(torch.ones(1, 2)).sum()
    loss.backward()
    assert net.layer.weight.grad.tolist() == [[1, 1]]
    assert sorted(net.state_dict()) == ["layer.bias", "layer.weight"]
    assert [tuple(p.shape) for p in net.parameters()] == [(1, 2), (1,)]
    assert not hasattr(net, "missing")


def test_generators_of_values_are_iterated(connect):
    def count(n):
        yield from range(n)

    assert list(connect(count=count).ask("name", "count")(3)) == [0, 1, 2]


def test_a_function_of_the_test_is_called_back_with_gradients(connect):
    def slope(f, x):
        x = x.clone().requires_grad_()
        return torch.autograd.grad(f(x).sum(), x)[0]

    far = connect(slope=slope).ask("name", "slope")
    assert far(lambda t: t**3, torch.tensor([2.0])).tolist() == [12.0]
    assert far(torch.sin, torch.tensor([0.0])).tolist() == [1.0]


def test_what_a_test_passes_can_be_called_and_no_more(connect):
    def pry(f):
        return f.__class__, f.secret

    with pytest.raises(PermissionError, match="can be called, and no more"):
        connect(pry=pry).ask("name", "pry")(lambda: 0)


def test_a_seed_set_by_the_test_holds_in_the_students_function(connect):
    far = connect(draw=lambda: torch.rand(3)).ask("name", "draw")
    torch.manual_seed(1)
    first, second = far(), far()
    torch.manual_seed(1)
    assert torch.equal(first, torch.rand(3))
    assert torch.equal(second, torch.rand(3))


def test_what_a_call_prints_is_printed_here(connect):
    far = connect(speak=lambda: print("loss 0.5")).ask("name", "speak")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        far()
    assert printed.getvalue() == "loss 0.5\n"


def test_no_grad_holds_in_the_call(connect):
    far = connect(double=lambda x: 2 * x).ask("name", "double")
    x = torch.ones(2, requires_grad=True)
    with torch.no_grad():
        assert not far(x).requires_grad
    assert far(x).requires_grad


def test_gradients_that_the_function_asked_for_are_in_the_callers_tensors(connect):
    def careless(w):
        w.requires_grad_()
        (w * w).sum().backward()
        return w.grad.clone()

    w = torch.tensor([3.0])
    connect(careless=careless).ask("name", "careless")(w)
    assert w.requires_grad
    assert w.grad.tolist() == [6.0]
