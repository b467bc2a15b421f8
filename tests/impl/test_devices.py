"""Every concept stays on the device of its arguments: on one that has no values, it makes nothing.

What a function makes for itself without saying where lands on the default device. With the meta device for
that, whose tensors hold no values, it meets the arguments and fails, or comes out: so a machine without
CUDA finds what would fail on CUDA.
"""

from pathlib import Path

import pytest
import torch
from torch import nn
from torch.utils._pytree import tree_leaves

from impl import convolution, embeddings, optimizers, residual, tensors, transfer, transformer
from mdcheck.concepts.index import load
from mdcheck.config import load as load_config
from mdcheck.expr.nodes import Number
from mdcheck.verify.selfcheck.forms import Form, forms
from tools.calls import Caller

CONCEPTS = {c.path: c for c in load(load_config(Path(__file__).parents[2] / "pyproject.toml")).concepts}
WITHOUT_TENSORS = {  # they take words, counts and sizes, and make what they return on the default device
    "impl.attention.masks.causal_mask",
    "impl.attention.positions.sinusoidal_encoding",
    "impl.embeddings.huffman.huffman_codes",
    "impl.tensors.ModuleList",
    "impl.tokenization.bpe.decode_bpe",
    "impl.tokenization.bpe.encode_bpe",
    "impl.tokenization.bpe.train_bpe",
    "impl.tokenization.merging.merge",
    "impl.tokenization.unigram.encode_unigram",
    "impl.tokenization.unigram.expected_counts",
    "impl.tokenization.unigram.log_likelihood",
    "impl.tokenization.unigram.train_unigram",
    "impl.tokenization.wordpiece.encode_wordpiece",
    "impl.tokenization.wordpiece.train_wordpiece",
    "impl.transfer.freeze",
}


def mean_error(theta, x, y):
    return ((x @ theta - y) ** 2).mean()


def by_hand():
    """Calls that nothing can draw: the code and its arguments."""
    theta, x, y = torch.ones(2), torch.ones(4, 2), torch.zeros(4)
    linear, other, block = nn.Linear(2, 2), nn.Linear(2, 2), residual.BasicBlock(3, 3)
    paths = embeddings.HuffmanPaths.of(embeddings.huffman_codes([3, 1, 2]))
    words = (torch.ones(2, 3), torch.tensor([0, 2]), torch.ones(2, 3), paths)
    steps = (mean_error, theta, x, y)
    images = torch.ones(2, 3, 4, 4)
    return {
        "impl.convolution.cross_correlation": (
            convolution.cross_correlation,
            (torch.ones(4, 5), torch.ones(2, 3)),
        ),
        "impl.embeddings.huffman.hierarchical_softmax": (embeddings.hierarchical_softmax, words),
        "impl.optimizers.gradient_descent.batch_gradient_descent": (
            optimizers.batch_gradient_descent,
            steps,
        ),
        "impl.optimizers.gradient_descent.stochastic_gradient_descent": (
            optimizers.stochastic_gradient_descent,
            (*steps, 1),
        ),
        "impl.optimizers.gradient_descent.minibatch_gradient_descent": (
            optimizers.minibatch_gradient_descent,
            (*steps, torch.tensor([0, 2])),
        ),
        "impl.residual.start_as_identity": (lambda b: residual.start_as_identity(b)(images), (block,)),
        "impl.tensors.repeat": (tensors.repeat, (x, 2, 1)),
        "impl.tensors.Sequential": (tensors.Sequential(linear, other), (x,)),
        "impl.transfer.transfer": (
            lambda *given: transfer.transfer(*given)(x),
            (nn.Sequential(linear, other), "1", nn.Linear(2, 3)),
        ),
        "impl.transformer.Sublayer": (
            lambda *given: transformer.Sublayer(*given)(x),
            (linear, nn.LayerNorm(2)),
        ),
    }


def drawn(path):
    """A concept and arguments on the CPU, drawn from its signature."""
    concept = CONCEPTS[path]
    form = next((f for f in forms(concept) if isinstance(f, Form)), Form(None, "", (), Number(0), {}))
    for seed in range(20):
        caller = Caller(concept, form, seed)
        code = caller.code()
        arguments = {p.name: caller.argument(p) for p in concept.parameters if caller.wanted(p)}
        if "state" in arguments:
            arguments["state"] = caller.state(code, arguments)
        try:
            code(**arguments)
        except ValueError:  # what was drawn does not go together
            continue
        return code, arguments
    raise AssertionError("nothing that was drawn was accepted")


@pytest.mark.parametrize("path", sorted(CONCEPTS.keys() - WITHOUT_TENSORS))
def test_nothing_is_made_on_another_device(path):
    torch.manual_seed(0)
    code, arguments = by_hand()[path] if path in by_hand() else drawn(path)
    with torch.device("meta"):
        returned = code(**arguments) if isinstance(arguments, dict) else code(*arguments)
    found = vars(returned) if hasattr(returned, "__dataclass_fields__") else returned
    assert {leaf.device.type for leaf in tree_leaves(found) if isinstance(leaf, torch.Tensor)} <= {"cpu"}


def test_exceptions_exist():
    assert CONCEPTS.keys() >= WITHOUT_TENSORS | by_hand().keys()


@pytest.fixture(autouse=True, scope="module")
def _dtype():
    """Arguments are drawn in float64; other tests have the default back."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(before)
