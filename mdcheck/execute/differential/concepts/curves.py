"""Curves over all thresholds, and tables of classes taken for each other."""

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential import drawing
from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import (
    Concept,
    Form,
    Inputs,
    Role,
    Settings,
    Sizes,
    axis,
    bug,
    convention,
    words,
)


def _curve(name: str, given: Inputs, how: Settings) -> Tensor:
    if how["rates"] != "canon":
        x, y = _wrong_rates(given, how["rates"])
    elif "thresholds" in given:
        x, y = _at(name, given)
    else:
        x, y, _ = canonical(name)(given["s"], given["y"])
    if how["start"] == "left out":
        x, y = x[1:], y[1:]
    if how["end"] == "left out":
        x, y = x[:-1], y[:-1]
    points = torch.stack([y, x] if how["pair"] == "turned" else [x, y])
    return points.flip(-1) if how["order"] == "turned" else points


def _at(name: str, given: Inputs) -> tuple[Tensor, Tensor]:
    """The rates at thresholds that are told, and nothing before them."""
    above = given["s"][:, None] >= torch.as_tensor(given["thresholds"])
    positive = given["y"][:, None] == 1
    recall = (above & positive).sum(0) / positive.sum()
    other = (
        (above & positive).sum(0) / above.sum(0)
        if "precision" in name
        else (above & ~positive).sum(0) / (~positive).sum()
    )
    return (recall, other) if "precision" in name else (other, recall)


def _wrong_rates(given: Inputs, how: str) -> tuple[Tensor, Tensor]:
    y = given["y"][given["s"].argsort(descending=True)].double()
    zero = torch.zeros(1)
    tp, fp = (torch.cat([zero, n.cumsum(0)]) for n in (y, 1 - y))
    match how:
        case "of all":
            return fp / len(y), tp / len(y)
        case "counts":
            return fp, tp
    return torch.cat([zero, (1 - y.flip(0)).cumsum(0)]) / (1 - y).sum(), torch.cat(
        [zero, y.flip(0).cumsum(0)]
    ) / y.sum()


def _labels(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.binary(generator, sizes)[: sizes.width]


def _scores(generator: Generator, sizes: Sizes) -> Tensor:
    """Scores between 0 and 1, no two alike, so that each example is a threshold of its own."""
    return (torch.randperm(sizes.width, generator=generator) + 1) / (sizes.width + 1.5)


def _thresholds(generator: Generator, sizes: Sizes) -> Tensor:
    del generator
    return torch.linspace(0.91, 0.13, sizes.other, dtype=torch.float64)


_ROLES = (
    Role(
        "s",
        words(
            r"s|(?:y_?)?(?:scores?|probs?|probabilities|pred(?:s|ictions?)?|hat)|y_?pred_?prob(?:a|s)?|logits|outputs"
        ),
    ),
    Role("y", words(r"y|y_?true|labels?|targets?|true|gt|ground_?truth|truth|actual|y_?test|t")),
    Role("thresholds", words(r"thresholds?(?:_?list)?|ths|cut_?offs?|grid"), strict=True),
)
_DRAWS = {"s": _scores, "y": _labels}
_PAIRS = (Form("scores and labels", _DRAWS), Form("thresholds told", {**_DRAWS, "thresholds": _thresholds}))
_START = axis("start", "canon", convention("left out", ""))
_END = axis("end", "canon", convention("left out", ""))
_ORDER = axis("order", "canon", convention("turned", ""))
_AROUND = r"(?:curve|points?|values?|manual|np|numpy|torch|scratch|from_scratch)"
_NAME = r"^(?:(?:compute|calc(?:ulate)?|get|my|manual|binary|draw)_)*{}(?:_" + _AROUND + r")*$"


def _matrix(given: Inputs, how: Settings) -> Tensor:
    counts: Tensor = canonical("confusion_matrix")(given["y"], given["y_hat"], given.get("c", 2))
    counts = counts.flip(0, 1) if how["classes"] == "the last first" else counts
    counts = counts.mT if how["rows"] == "predicted" else counts
    match how["shares"]:
        case "of rows":
            return counts / counts.sum(1, keepdim=True)
        case "of all":
            return counts / counts.sum()
    return counts


def _classes(generator: Generator, sizes: Sizes) -> Tensor:
    """Each class at least once, so that how many there are can be seen."""
    several = torch.cat(
        [torch.arange(sizes.classes), torch.randint(sizes.classes, (9,), generator=generator)]
    )
    return several[torch.randperm(len(several), generator=generator)]


def _number(generator: Generator, sizes: Sizes) -> int:
    del generator
    return sizes.classes


_SEVERAL = {"y": _classes, "y_hat": _classes}
CONCEPTS = (
    Concept(
        canonical="roc_curve",
        named=words(_NAME.format(r"roc")),
        but_not=words(r"auc|area|plot"),
        compute=lambda given, how: _curve("roc_curve", given, how),
        roles=_ROLES,
        forms=_PAIRS,
        axes=(
            _START,
            _END,
            _ORDER,
            axis("pair", "canon", convention("turned", "")),
            axis(
                "rates",
                "canon",
                bug("of all", "the counts are divided by all examples, not by those of each class"),
                bug("counts", "the counts are never divided by the sizes of the classes"),
                bug(
                    "from below", "thresholds rise where they have to fall: low scores are taken for positive"
                ),
            ),
        ),
    ),
    Concept(
        canonical="precision_recall_curve",
        named=words(_NAME.format(r"(?:precision_recall|pr)(?=_)")),
        but_not=words(r"auc|area|plot|f1"),
        compute=lambda given, how: _curve("precision_recall_curve", given, how),
        roles=_ROLES,
        forms=_PAIRS,
        axes=(
            axis("pair", "canon", convention("turned", "")),
            _START,
            _END,
            _ORDER,
            axis("rates", "canon"),
        ),
    ),
    Concept(
        canonical="confusion_matrix",
        named=words(r"confusion_?mat(?:rix)?(?:_|$)|error_matrix|^(?:compute_|get_|my_)?(?:cm|confusion)$"),
        but_not=words(r"plot|draw|show|metrics|accuracy|entr"),
        compute=_matrix,
        roles=(
            *_ROLES[1:2],
            Role("y_hat", words(r"(?:y_?)?(?:hat|p|pred(?:s|icted|ictions?)?)|outputs?|guess(?:es)?")),
            Role("c", words(r"c|k|n|(?:num|n)_?(?:classes|labels)|classes"), strict=True),
        ),
        forms=(
            Form("classes and their number", {**_SEVERAL, "c": _number}),
            Form("two classes", {"y": drawing.binary, "y_hat": drawing.binary}),
        ),
        axes=(
            axis("classes", "canon", convention("the last first", "")),
            axis(
                "rows",
                "canon",
                convention("predicted", "rows are predicted classes, the canonical rows true ones"),
            ),
            axis("shares", "canon", convention("of rows", ""), convention("of all", "")),
        ),
    ),
)
