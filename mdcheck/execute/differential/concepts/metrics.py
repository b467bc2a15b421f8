"""Precision, recall, F1, accuracy: from counts and from labels."""

from collections.abc import Callable

import torch
from torch import Generator, Tensor

from mdcheck.execute.differential import drawing
from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.record import (
    Axis,
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


def _counts(given: Inputs) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    if "y" in given:
        found: tuple[Tensor, ...] = canonical("confusion_counts")(given["y"], _predicted(given))
        tp, fp, fn, tn = found
        return tp, fp, fn, tn
    fallback = torch.tensor(0.0, dtype=torch.float64)
    tp, fp, fn, tn = (given.get(name, fallback) for name in ("tp", "fp", "fn", "tn"))
    return tp, fp, fn, tn


def _predicted(given: Inputs) -> Tensor:
    """The predicted classes, of scores where the code takes those."""
    if "logits" in given["form"]:
        return (given["z"] > 0).long()
    if "z" in given:
        return (given["z"] >= given.get("threshold", 0.5)).long()
    predicted: Tensor = given["y_hat"]
    return predicted


def _number(given: Inputs, how: Settings) -> Tensor:
    """One of the four counts."""
    counts = canonical("confusion_counts")(given["y"], _predicted(given))
    count: Tensor = getattr(counts, how["count"])
    return count


def _precision(given: Inputs, how: Settings) -> Tensor:
    tp, fp, fn, tn = (n.double() for n in _counts(given))
    match how["ratio"]:
        case "recall":
            return tp / (tp + fn)
        case "accuracy":
            return (tp + tn) / (tp + fp + fn + tn)
        case "negatives":
            return tn / (tn + fn)
        case "of true negatives":
            return tp / (tp + tn)
    value: Tensor = canonical("precision")(tp.long(), fp.long())
    return value


def _recall(given: Inputs, how: Settings) -> Tensor:
    tp, fp, fn, tn = (n.double() for n in _counts(given))
    match how["ratio"]:
        case "precision":
            return tp / (tp + fp)
        case "accuracy":
            return (tp + tn) / (tp + fp + fn + tn)
        case "specificity":
            return tn / (tn + fp)
        case "of true negatives":
            return tp / (tp + tn)
    value: Tensor = canonical("recall")(tp.long(), fn.long())
    return value


def _specificity(given: Inputs, how: Settings) -> Tensor:
    tp, fp, fn, tn = (n.double() for n in _counts(given))
    match how["ratio"]:
        case "recall":
            return tp / (tp + fn)
        case "false positive rate":
            return fp / (fp + tn)
        case "negatives":
            return tn / (tn + fn)
        case "accuracy":
            return (tp + tn) / (tp + fp + fn + tn)
    value: Tensor = canonical("specificity")(tn.long(), fp.long())
    return value


def _false_positive_rate(given: Inputs, how: Settings) -> Tensor:
    tp, fp, fn, tn = (n.double() for n in _counts(given))
    match how["ratio"]:
        case "specificity":
            return tn / (tn + fp)
        case "of predictions":
            return fp / (fp + tp)
        case "of all":
            return fp / (tp + fp + fn + tn)
        case "misses":
            return fn / (fn + tp)
    value: Tensor = canonical("false_positive_rate")(fp.long(), tn.long())
    return value


def _accuracy(given: Inputs, how: Settings) -> Tensor:
    counts = _right_and_wrong(given) if "classes" in given["form"] else _counts(given)
    tp, fp, fn, tn = (n.double() for n in counts)
    match how["ratio"]:
        case "without true negatives":
            return tp / (tp + fp + fn + tn)
        case "errors":
            return (fp + fn) / (tp + fp + fn + tn)
        case "jaccard":
            return tp / (tp + fp + fn)
        case "number":
            return tp + tn
        case "percent":
            return 100 * (tp + tn) / (tp + fp + fn + tn)
    value: Tensor = canonical("accuracy")(*(n.long() for n in counts))
    return value


def _right_and_wrong(given: Inputs) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Of several classes only what is right and what is wrong matters."""
    right = (given["z"].argmax(-1) if "z" in given else given["y_hat"]) == given["y"]
    return right.sum(), (~right).sum(), right.sum() * 0, right.sum() * 0


def _f1(given: Inputs, how: Settings) -> Tensor:
    if given["form"] == "rates":
        p, r = (torch.as_tensor(given[name], dtype=torch.float64) for name in ("precision", "recall"))
    else:
        tp, fp, fn, _ = (n.double() for n in _counts(given))
        p, r = tp / (tp + fp), tp / (tp + fn)
    match how["mean"]:
        case "arithmetic":
            return (p + r) / 2
        case "not doubled":
            return p * r / (p + r)
        case "geometric":
            return (p * r).sqrt()
        case "sum above":
            return 2 * (p + r) / (p * r)
    value: Tensor = canonical("f1")(p, r)
    return value


_COUNTS = (
    Role("tp", words(r"tps?|true_?positives?")),
    Role("fp", words(r"fps?|false_?positives?")),
    Role("fn", words(r"fns?|false_?negatives?")),
    Role("tn", words(r"tns?|true_?negatives?")),
)
_LABELS = (
    Role(
        "y", words(r"y|y_?true|labels?|targets?|true|actual|gold|gt|ground_?truth|y_?test|expected|reference")
    ),
    Role(
        "y_hat",
        words(
            r"y_?hat|y_?pred(?:ict(?:ed|ion|ions)?)?|pred(?:s|icted|iction|ictions|ict)?|outputs?|p|guess(?:es)?|hyp"
        ),
    ),
)
_SCORED = (
    Role(
        "z",
        words(
            r"logits?|(?:y_?)?(?:scores?|probs?|probabilities)|outputs?|y_?hat|y_?pred|preds?|predictions?|p"
        ),
    ),
    Role("threshold", words(r"threshold|thresh|thr|th|t|cut_?off|tau"), strict=True),
)
_BOTH = Form("labels", {"y": drawing.binary, "y_hat": drawing.binary})


def _logits(generator: Generator, sizes: Sizes) -> Tensor:
    """A score for each label of ``drawing.binary``, above 0 for what is taken for positive."""
    return drawing.normal(generator, 4 * sizes.width)


def _chances(generator: Generator, sizes: Sizes) -> Tensor:
    return _logits(generator, sizes).sigmoid()


_OF_SCORES = (
    Form("probabilities", {"y": drawing.binary, "z": _chances}),
    Form("logits", {"y": drawing.binary, "z": _logits}),
    Form(
        "probabilities and a threshold",
        {"y": drawing.binary, "z": _chances, "threshold": drawing.scalar(0.3, 0.7)},
    ),
)
_RATES = (Role("precision", words(r"p|precision|prec")), Role("recall", words(r"r|recall|rec")))


def _from_counts(*names: str) -> Form:
    return Form(f"counts {', '.join(names)}", dict.fromkeys(names, drawing.count))


def _called(names: str) -> str:
    """Whole names in snake case, with what code puts around them."""
    before = r"(?:(?:calc(?:ulate)?|compute|get|my|binary|manual|np|torch)_)*"
    after = (
        r"(?:_(?:score|rate|binary|np|numpy|torch|manual|scratch|fn|func|from_(?:counts|labels|scratch|predictions"
        r"|confusion|cm|scores|logits|probs)))*"
    )
    return f"^{before}(?:{names}){after}$"


def _rate(
    name: str,
    named: str,
    compute: Callable[[Inputs, Settings], Tensor],
    axes: tuple[Axis, ...],
    *counts: str,
    more: tuple[Form, ...] = (),
) -> Concept:
    every = ("tp", "fp", "fn", "tn")
    forms = (
        _BOTH,
        *_OF_SCORES,
        _from_counts(*counts),
        *(() if counts == every else (_from_counts(*every), _from_counts("tp", "fp", "fn"))),
    )
    return Concept(
        canonical=name,
        named=words(_called(named)),
        but_not=words(
            r"at_?k|_k$|average|mean|macro|micro|multi|curve|map|top|_and_|weighted|loss|float|mixed|half|balanced|matrix|evaluate_acc"
        ),
        compute=compute,
        roles=(*_LABELS, *_COUNTS, *_SCORED),
        forms=(*forms, *more),
        axes=axes,
    )


_TOLD = {"TP": "true positives", "FP": "false positives", "FN": "false negatives", "TN": "true negatives"}


def _count(name: str) -> Concept:
    others = (
        bug(other, f"this counts the {told}, not the {_TOLD[name]}")
        for other, told in _TOLD.items()
        if other != name
    )
    plural = _TOLD[name].replace(" ", "_?")
    return Concept(
        canonical="confusion_counts",
        named=words(_called(f"{name.lower()}s?|(?:num_|n_)?{plural[:-1]}s?")),
        compute=_number,
        roles=(*_LABELS, *_SCORED),
        forms=(_BOTH, *_OF_SCORES),
        axes=(axis("count", name, *others),),
    )


CONCEPTS = (
    _rate(
        "precision",
        r"precision|ppv",
        _precision,
        (
            axis(
                "ratio",
                "canon",
                bug("recall", "it divides by TP + FN: this is the recall, precision divides by TP + FP"),
                bug("accuracy", "this is the accuracy, not the precision"),
                bug("negatives", "this is the negative predictive value, TN / (TN + FN)"),
                bug("of true negatives", "it divides by TP + TN, precision divides by TP + FP"),
            ),
        ),
        "tp",
        "fp",
    ),
    _rate(
        "recall",
        r"recall|sensitivity|true_positive_rate|tpr",
        _recall,
        (
            axis(
                "ratio",
                "canon",
                bug("precision", "it divides by TP + FP: this is the precision, recall divides by TP + FN"),
                bug("accuracy", "this is the accuracy, not the recall"),
                bug("specificity", "this is the specificity, TN / (TN + FP)"),
                bug("of true negatives", "it divides by TP + TN, recall divides by TP + FN"),
            ),
        ),
        "tp",
        "fn",
    ),
    _rate(
        "accuracy",
        r"accuracy|acc",
        _accuracy,
        (
            axis(
                "ratio",
                "canon",
                bug("without true negatives", "true negatives are not counted as right"),
                bug("errors", "this is the error rate, 1 - accuracy"),
                bug("jaccard", "true negatives are left out: this is the Jaccard index"),
                convention("number", ""),
                convention("percent", ""),
            ),
        ),
        "tp",
        "fp",
        "fn",
        "tn",
        more=(
            Form("several classes", {"y": drawing.labels, "y_hat": drawing.labels}),
            Form("scores of several classes", {"y": drawing.labels, "z": drawing.logits}),
        ),
    ),
    _rate(
        "specificity",
        r"specificity|true_negative_rate|tnr|selectivity",
        _specificity,
        (
            axis(
                "ratio",
                "canon",
                bug("recall", "this is the recall, TP / (TP + FN), not the specificity"),
                bug("false positive rate", "this is the false positive rate, 1 - specificity"),
                bug("negatives", "it divides by TN + FN: this is the negative predictive value"),
                bug("accuracy", "this is the accuracy, not the specificity"),
            ),
        ),
        "fp",
        "tn",
    ),
    _rate(
        "false_positive_rate",
        r"false_positive_rate|fpr|fall_?out",
        _false_positive_rate,
        (
            axis(
                "ratio",
                "canon",
                bug("specificity", "this is the specificity, 1 - FPR"),
                bug("of predictions", "it divides by TP + FP: this is the false discovery rate"),
                bug("of all", "it divides by all examples, where only the negatives belong"),
                bug("misses", "this is the false negative rate, FN / (FN + TP)"),
            ),
        ),
        "fp",
        "tn",
    ),
    Concept(
        canonical="f1",
        named=words(_called(r"f_?1(?:_?(?:score|measure))?|f_?(?:score|measure)")),
        but_not=words(r"macro|micro|multi|weighted|loss|beta"),
        compute=_f1,
        roles=(*_RATES, *_LABELS, *_COUNTS, *_SCORED),
        forms=(
            Form("rates", {"precision": drawing.scalar(0.2, 0.9), "recall": drawing.scalar(0.1, 0.95)}),
            _BOTH,
            *_OF_SCORES,
            _from_counts("tp", "fp", "fn"),
            _from_counts("tp", "fp", "fn", "tn"),
        ),
        axes=(
            axis(
                "mean",
                "canon",
                bug("arithmetic", "it takes the arithmetic mean, F1 is the harmonic one"),
                bug("not doubled", "the factor 2 of the harmonic mean is missing"),
                bug("geometric", "it takes the geometric mean, F1 is the harmonic one"),
                bug("sum above", "sum and product are swapped"),
            ),
        ),
    ),
    *map(_count, _TOLD),
)
