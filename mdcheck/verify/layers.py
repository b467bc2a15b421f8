"""Decide numbers of parameters of layers, by counting weights and biases as torch.nn and Keras do."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from mdcheck.claims.layers import LayerCount, layer_counts
from mdcheck.claims.passages import Text
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.records import dataclass
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.prose_arithmetic import read_number, widened

Sizes = Mapping[str, int]
Counted = tuple[int, tuple[int, ...]]
"""Weights, and what biases may add."""


def _convolution(s: Sizes) -> Counted:
    return s["kernel"] ** 2 * (s["in"] // s.get("groups", 1)) * s["out"], (s["out"],)


def _recurrent(gates: int) -> Callable[[Sizes], Counted]:
    """Gates of a recurrent cell; torch.nn has two biases a gate, most books one."""

    def count(s: Sizes) -> Counted:
        hidden, layers = s["hidden"], s.get("layers", 1)
        weights = gates * hidden * (s["in"] + hidden + (layers - 1) * 2 * hidden)
        return weights, (gates * hidden * layers, 2 * gates * hidden * layers)

    return count


@dataclass(frozen=True, slots=True)
class Layer:
    """How a kind of layer is counted: the sizes that it needs, those that change nothing, and the count."""

    needs: frozenset[str]
    count: Callable[[Sizes], Counted]
    may: frozenset[str] = frozenset()


def _layer(needs: str, count: Callable[[Sizes], Counted], may: str = "") -> Layer:
    return Layer(frozenset(needs.split()), count, frozenset(may.split()))


LAYERS: Mapping[str, Layer] = {
    "linear": _layer("in out", lambda s: (s["in"] * s["out"], (s["out"],))),
    "convolution": _layer("kernel in out", _convolution, "groups stride padding"),
    "depthwise convolution": _layer("kernel width", lambda s: (s["kernel"] ** 2 * s["width"], (s["width"],))),
    "embedding": _layer("rows width", lambda s: (s["rows"] * s["width"], ())),
    "lstm": _layer("in hidden", _recurrent(4), "layers"),
    "gru": _layer("in hidden", _recurrent(3), "layers"),
    "rnn": _layer("in hidden", _recurrent(1), "layers"),
    "layer norm": _layer("width", lambda s: (2 * s["width"], ())),
    "batch norm": _layer("width", lambda s: (2 * s["width"], ())),
    "attention": _layer("width", lambda s: (4 * s["width"] ** 2, (4 * s["width"],)), "heads"),
}


def judge_layers(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence about the number of parameters of one layer, with its verdict."""
    del config
    ids = ClaimIds()
    for claim in layer_counts(text):
        sizes = ", ".join(f"{role} {size:,}" for role, size in claim.sizes.items())
        reading = f"parameters of {claim.kind} ({sizes}) = {claim.stated}"
        identifier = ids.next("arithmetic", claim.text)
        yield JudgedClaim(identifier, "arithmetic", claim.span, claim.text, reading, judge(claim))


def judge(claim: LayerCount) -> Verdict:
    """The verdict on one count; what a sentence does not say of biases is its choice."""
    layer = LAYERS[claim.kind]
    if not layer.needs <= set(claim.sizes) <= layer.needs | layer.may:
        return Undecided("reading", "the sizes given are not those of the layer")
    weights, biases = layer.count(claim.sizes)
    stated = read_number(claim.stated) if claim.exact else widened(read_number(claim.stated))
    with_bias = [weights + bias for bias in biases]
    counts = {None: [weights, *with_bias], True: with_bias or [weights], False: [weights]}[claim.bias]
    if any(stated.low <= Fraction(count) <= stated.high for count in counts):
        return Proved("counting")
    shown = " or ".join(f"{count:,}" for count in dict.fromkeys(counts))
    return Refuted(Witness({}, f"comes to {shown}", f"{claim.stated} as written"), by="adding up")
