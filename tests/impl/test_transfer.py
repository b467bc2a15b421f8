"""Transfer: what is copied, what is not, and what still learns after some steps of training."""

import pytest
import torch
from torch import nn

from impl.transfer import freeze, transfer


def _source():
    torch.manual_seed(0)
    body = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU())
    return nn.Sequential(body, nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 2)))


def _train(network, parameters, steps=3):
    optimizer = torch.optim.SGD(parameters, lr=0.1)
    for _ in range(steps):
        optimizer.zero_grad()
        network(torch.randn(8, 3)).square().sum().backward()
        optimizer.step()


def test_everything_but_the_output_is_copied():
    source, layer = _source(), nn.Linear(4, 7)
    source(torch.randn(8, 3))  # running statistics are learnt too
    target = transfer(source, "1.1", layer)
    assert target[1][1] is layer
    before, after = source.state_dict(), target.state_dict()
    assert list(before) == list(after)
    for name in before:
        if not name.startswith("1.1."):
            assert torch.equal(before[name], after[name])
            assert before[name].data_ptr() != after[name].data_ptr()
    assert target(torch.randn(8, 3)).shape == (8, 7)


def test_training_the_target_leaves_the_source():
    source = _source()
    before = {name: value.clone() for name, value in source.state_dict().items()}
    target = transfer(source, "1.1", nn.Linear(4, 7))
    _train(target, target.parameters())
    assert all(torch.equal(before[name], value) for name, value in source.state_dict().items())
    assert not torch.equal(target[0][0].weight, source[0][0].weight)


def test_frozen_layers_stay_and_the_others_learn():
    target = transfer(_source(), "1.1", nn.Linear(4, 7))
    learning = freeze(target, but=["1.1"])
    before = {name: value.clone() for name, value in target.named_parameters()}
    assert [p.shape for p in learning] == [(7, 4), (7,)]
    _train(target, learning)
    for name, value in target.named_parameters():
        assert torch.equal(before[name], value) != name.startswith("1.1.")


def test_freezing_again_starts_anew():
    network = _source()
    assert freeze(network) == []
    assert len(freeze(network, but=["0"])) == 4
    assert len(freeze(network, but=("0", "1.0"))) == 6


def test_output_of_a_flat_network():
    source = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 3))
    assert transfer(source, "1", nn.Linear(2, 5))(torch.ones(1, 2)).shape == (1, 5)


@pytest.mark.parametrize("name", ["2", "", "1.weight", "head"])
def test_an_unknown_layer_is_refused(name):
    with pytest.raises(ValueError, match=r"output must name a layer of the source, one of .*'1\.1'.*, got"):
        transfer(_source(), name, nn.Linear(4, 7))
    if name:
        with pytest.raises(ValueError, match="but must name layers of the network"):
            freeze(_source(), but=[name])
