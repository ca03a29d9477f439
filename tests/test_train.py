"""Claims about the training loop, its batches, and accuracy."""

import pytest
import torch
from torch import nn
from torch.nn import functional

from depthwise.data import digits, split
from depthwise.train import Batches, accuracy, train


def regression(num_examples=10):
    x = torch.linspace(-1, 1, num_examples)[:, None]
    return x, 3 * x - 1


def test_each_pass_holds_every_example_once_with_its_own_label():
    x, y = torch.arange(10.0)[:, None], torch.arange(10)
    pairs = list(Batches(x, y, batch_size=4))
    assert [len(x_batch) for x_batch, _ in pairs] == [4, 4, 2]
    labels = torch.cat([y_batch for _, y_batch in pairs])
    assert labels.sort().values.tolist() == list(range(10))
    assert all((x_batch[:, 0] == y_batch).all() for x_batch, y_batch in pairs)


@pytest.mark.parametrize(("batch_size", "length"), [(4, 3), (5, 2), (10, 1), (99, 1)])
def test_batches_know_their_number(batch_size, length):
    dealt = Batches(*regression(), batch_size=batch_size)
    assert len(dealt) == length == len(list(dealt))


def test_passes_differ_and_the_seed_repeats_them():
    def orders(seed):
        dealt = Batches(torch.arange(20.0), torch.arange(20), batch_size=20, seed=seed)
        return [next(iter(dealt))[1].tolist() for _ in range(2)]

    first, second = orders(0)
    assert first != second
    assert orders(0) == [first, second]
    assert orders(1)[0] != first


def test_shuffling_leaves_torch_global_generator_alone():
    torch.manual_seed(0)
    expected = torch.rand(1)
    torch.manual_seed(0)
    list(Batches(*regression(), batch_size=3))
    assert torch.rand(1) == expected


def test_batches_say_what_is_wrong_with_their_arguments():
    x, y = regression()
    with pytest.raises(ValueError, match="x has 10 examples and y has 9"):
        Batches(x, y[:9], batch_size=2)
    with pytest.raises(ValueError, match="at least 1, not 0"):
        Batches(x, y, batch_size=0)


def test_one_step_is_the_mean_gradient_against_the_slope():
    x, y = regression()
    model = nn.Linear(1, 1)
    weight, bias = (p.detach().clone() for p in (model.weight, model.bias))
    residual = x * weight + bias - y
    train(model, [(x, y)], functional.mse_loss, torch.optim.SGD(model.parameters(), lr=0.1))
    torch.testing.assert_close(model.weight, weight - 0.1 * 2 * (residual * x).mean())
    torch.testing.assert_close(model.bias, bias - 0.1 * 2 * residual.mean()[None])


def test_the_history_counts_each_example_once():
    x, y = regression()
    model = nn.Linear(1, 1)
    expected = functional.mse_loss(model(x), y).item()
    still = torch.optim.SGD(model.parameters(), lr=0.0)
    history = train(model, Batches(x, y, batch_size=4), functional.mse_loss, still, num_epochs=2)
    assert history == pytest.approx([expected, expected])


def test_gradients_do_not_pile_up_over_batches():
    x, y = regression()
    model = nn.Linear(1, 1)
    still = torch.optim.SGD(model.parameters(), lr=0.0)
    train(model, [(x, y), (x, y)], functional.mse_loss, still)
    residual = (model(x) - y).detach()
    torch.testing.assert_close(model.weight.grad, 2 * (residual * x).mean()[None, None])


def test_a_generator_is_refused_once_it_is_used_up():
    x, y = regression()
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with pytest.raises(ValueError, match="epoch 2 found no batch"):
        train(model, iter([(x, y)]), functional.mse_loss, optimizer, num_epochs=2)


def test_no_epochs_leave_the_model_as_it_is():
    model = nn.Linear(1, 1)
    before = model.weight.detach().clone()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    assert train(model, [regression()], functional.mse_loss, optimizer, num_epochs=0) == []
    assert model.weight == before


def test_training_is_done_in_training_mode():
    model = nn.Sequential(nn.Linear(1, 1), nn.Dropout(0.5)).eval()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    train(model, [regression()], functional.mse_loss, optimizer)
    assert model.training


def test_digits_are_learned_in_a_few_epochs():
    torch.manual_seed(0)
    x_train, y_train, x_test, y_test = split(*digits(), held_out=500)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    dealt = Batches(x_train, y_train, batch_size=32)
    history = train(model, dealt, functional.cross_entropy, optimizer, num_epochs=10)
    assert history[-1] < 0.1 * history[0]
    assert accuracy(model, x_test, y_test) > 0.9


def test_accuracy_takes_the_largest_logit():
    logits = torch.tensor([[0.1, 2.0, 1.0], [3.0, 1.0, 2.0], [0.0, 1.0, 5.0], [1.0, 0.0, 0.0]])
    assert accuracy(nn.Identity(), logits, torch.tensor([1, 0, 1, 0])) == 0.75


@pytest.mark.parametrize("shape", [(4,), (4, 1)])
def test_accuracy_of_one_logit_asks_for_its_sign(shape):
    logits = torch.tensor([2.0, -1.0, 0.5, -3.0]).view(shape)
    assert accuracy(nn.Identity(), logits, torch.tensor([1, 0, 0, 0])) == 0.75


@pytest.mark.parametrize("training", [True, False])
def test_accuracy_evaluates_and_gives_the_mode_back(training):
    model = nn.Dropout(0.9999).train(training)
    logits = torch.eye(3)
    assert accuracy(model, logits, torch.arange(3)) == 1.0
    assert model.training is training
