"""Sentences that give a layer's sizes and its number of parameters."""

import ast
import re
from collections.abc import Iterator, Mapping

from mdcheck.claims.lexicon import layers as words
from mdcheck.claims.lexicon.caution import asserted_around
from mdcheck.claims.passages import MASK, Passage, Text
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_SENTENCE = regex(r"(?:[^。！!；;\n.]|\.(?=\S))+")
_PARAMETERS = regex(r"参数|(?i:param)")

SIGNATURES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Linear": ("linear", ("in", "out", "bias")),
    "Conv2d": ("convolution", ("in", "out", "kernel", "stride", "padding", "dilation", "groups", "bias")),
    "Embedding": ("embedding", ("rows", "width")),
    "LSTM": ("lstm", ("in", "hidden", "layers", "bias")),
    "GRU": ("gru", ("in", "hidden", "layers", "bias")),
    "RNN": ("rnn", ("in", "hidden", "layers")),
    "LayerNorm": ("layer norm", ("width",)),
    "BatchNorm1d": ("batch norm", ("width",)),
    "BatchNorm2d": ("batch norm", ("width",)),
    "MultiheadAttention": ("attention", ("width", "heads")),
}
"""Constructor to the kind of layer and its arguments, as in torch.nn."""

_KEYWORDS = {
    "in_features": "in", "out_features": "out", "in_channels": "in", "out_channels": "out",
    "kernel_size": "kernel",
    "num_embeddings": "rows", "embedding_dim": "width", "input_size": "in", "hidden_size": "hidden",
    "num_layers": "layers", "normalized_shape": "width", "num_features": "width", "embed_dim": "width",
    "num_heads": "heads", "groups": "groups", "bias": "bias", "stride": "stride", "padding": "padding",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LayerCount:
    """A layer and the number of parameters that it is said to have.

    Attributes:
        kind: Which layer.
        sizes: Its sizes by role.
        bias: Whether biases count; None if the sentence does not say.
        stated: The number as written.
        exact: Whether it is not said to be about right.
    """

    span: Span
    text: str
    kind: str
    sizes: Mapping[str, int]
    bias: bool | None
    stated: str
    exact: bool


def layer_counts(text: Text) -> Iterator[LayerCount]:
    """Every sentence with one layer, its sizes and its count, and no other number."""
    for passage in text.passages:
        if _PARAMETERS.search(passage.text):
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[LayerCount]:
    typed = zip(passage.maths, passage.extract.text, strict=True)
    text = "".join(written if char == MASK else char for char, written in typed)
    for found in _SENTENCE.finditer(text):
        read = _read(found[0])
        if read and asserted_around(passage.text, *found.span(), passage.titles):
            start, end = found.start() + len(found[0]) - len(found[0].lstrip()), found.end()
            yield LayerCount(passage.locate(start, end), passage.written(start, end).strip(), *read)


_Read = tuple[str, Mapping[str, int], bool | None, str, bool]


def _read(sentence: str) -> _Read | None:
    counts = list(words.COUNT.finditer(sentence))
    if len(counts) != 1:
        return None
    stated, exact = counts[0]["a"] or counts[0]["b"], not (counts[0]["about"] or counts[0]["about2"])
    rest = _blanked(sentence, counts[0])
    layer = _constructed(rest) or _described(rest)
    return (*layer, stated.strip(), exact) if layer else None


def _blanked(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " * len(found[0]) + text[found.end() :]


def _constructed(sentence: str) -> tuple[str, Mapping[str, int], bool | None] | None:
    found = words.CONSTRUCTOR.search(sentence)
    if (
        not found
        or re.search(r"\d", _blanked(sentence, found))
        or words.MANY.search(_blanked(sentence, found))
    ):
        return None
    kind, names = SIGNATURES[found["name"]]
    values = _arguments(found["arguments"], names)
    if values is None:
        return None
    biased = bool(values.pop("bias")) if "bias" in values else True
    free = bool(words.BIAS_FREE.search(_blanked(sentence, found)))
    return kind, values, False if free or not biased else None


def _arguments(written: str, names: tuple[str, ...]) -> dict[str, int] | None:
    try:
        call = ast.parse(f"f({written})", mode="eval").body
        if not isinstance(call, ast.Call):
            return None
        values = dict(zip(names, map(_integer, call.args), strict=False))
        return values | {_KEYWORDS[word.arg or ""]: _integer(word.value) for word in call.keywords}
    except (SyntaxError, ValueError, KeyError):
        return None


def _integer(node: ast.expr) -> int:
    value = ast.literal_eval(node)
    if isinstance(value, tuple) and len(set(value)) == 1:
        value = value[0]
    if not isinstance(value, int):
        raise ValueError(value)
    return value


def _described(sentence: str) -> tuple[str, Mapping[str, int], bool | None] | None:
    """A layer in words; None if it is not clear which, or if a number is left over."""
    if words.MANY.search(sentence):
        return None
    free, biased = words.BIAS_FREE.search(sentence), words.BIAS.search(sentence)
    found = next(((kind, hit) for kind, one in words.KINDS.items() if (hit := one.search(sentence))), None)
    if not found:
        return None
    rest = _blanked(sentence, found[1])
    if any(one.search(rest) for one in words.KINDS.values()):
        return None
    sizes: dict[str, int] = {}
    for role, pattern in words.ROLES:
        if role not in sizes and (hit := pattern.search(rest)):
            sizes[role] = int(next(filter(None, hit.groups())).replace(",", ""))
            rest = _blanked(rest, hit)
    return None if re.search(r"\d", rest) else (found[0], sizes, False if free else True if biased else None)
