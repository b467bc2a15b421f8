"""Softmax, cross entropies, divergences."""

import math

import torch
from torch import Generator, Tensor
from torch.nn.functional import one_hot

from mdcheck.execute.differential import drawing
from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.conventions import BASE_2, SUMMED
from mdcheck.execute.differential.record import (
    TAKES,
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

_STABLE = words(
    r"数值稳定|防止.{0,6}溢出|避免.{0,6}溢出|numerically stable"
    r"|numerical stability|avoid(?:s|ing)? overflow|prevents? overflow"
)
_EPS = Role("eps", words(r"eps|epsilon|e|smooth"), constants=True, default=0.0)


def _softmax(given: Inputs, how: Settings) -> Tensor:
    z = given["z"]
    match how["normalised"]:
        case "over examples":
            return z.softmax(0) if z.ndim > 1 else z.softmax(-1) * math.nan
        case "over everything":
            return z.exp() / z.exp().sum() if z.ndim > 1 else z * math.nan
        case "not at all":
            return z.exp()
        case "without exponential":
            return z / z.sum(-1, keepdim=True)
        case "by the largest":
            return z.exp() / z.exp().amax(-1, keepdim=True)
    match how["sign"]:
        case "turned":
            return (-z).softmax(-1)
        case "shift added only below":
            return (z - z.amax(-1, keepdim=True)).exp() / z.exp().sum(-1, keepdim=True)
    value: Tensor = canonical("softmax")(z)
    return value


def _kl(given: Inputs, how: Settings) -> Tensor:
    p, q, eps = given["p"], given["q"], given["eps"]
    if "logits" in given["form"]:
        p, q = p.softmax(-1), q.softmax(-1)
    if how["arguments"] == "swapped":
        p, q = q, p
    log = torch.log2 if how["base"] == "2" else torch.log
    match how["eps"]:
        case "in both":
            terms = p * log((p + eps) / (q + eps))
        case "below":
            terms = p * log(p / (q + eps))
        case "to the ratio":
            terms = p * log(p / q + eps)
        case "to both arguments":
            p, q = p + eps, q + eps
            terms = p * log(p / q)
        case _:
            terms = p * log(p / q)
    match how["terms"]:
        case "sign":
            return -terms.sum(-1)
        case "averaged":
            return terms.mean(-1)
        case "weight left out":
            return log(p / q).sum(-1)
        case "weighed by q":
            return (q * log(p / q)).sum(-1)
        case "cross entropy":
            return -(p * log(q)).sum(-1)
    if how == {"arguments": "canon", "base": "canon", "eps": "canon", "terms": "canon"}:
        value: Tensor = canonical("kl_divergence")(p, q)
        return value
    return terms.sum(-1)


def _cross_entropy(given: Inputs, how: Settings) -> Tensor:
    form, eps = given["form"], given["eps"]
    scores, y = given["scores"], given["y"]
    if how["arguments"] == "swapped":
        if form != "two distributions":
            raise ValueError("only of two distributions each can stand for the other")
        scores, y = y, scores
    from_logits = "logits" in form
    if how["softmax"] == "twice":
        scores, from_logits = (scores.softmax(-1), True) if from_logits else (scores, True)
    p = scores.softmax(-1) if from_logits else scores
    log_p = (
        scores.log_softmax(-1) if from_logits and how["eps"] == "canon" else _guarded_log(p, eps, how["eps"])
    )
    if how["softmax"] == "left out" and "logits" in form:
        log_p = scores
    target = one_hot(y, scores.shape[-1]).to(p.dtype) if "labels" in form else y.to(p.dtype)
    if how["log"] == "left out":
        log_p = p
    losses = -(target * log_p).sum(-1)
    if how["base"] == "2":
        losses = losses / math.log(2)
    if how["sign"] == "turned":
        losses = -losses
    if _all_canon(how) and form == "logits and labels":
        value: Tensor = canonical("cross_entropy_from_logits")(scores, y, "mean")
        return value
    match how["reduction"]:
        case "sum":
            return losses.sum()
        case "none":
            return losses
        case "over classes too":
            return losses.sum() / target.numel()
    return losses.mean()


def _binary(given: Inputs, how: Settings) -> Tensor:
    y, p, eps = given["y"].to(given["p"].dtype), given["p"], given["eps"]
    if how["arguments"] == "swapped":
        y, p = p, y.clamp(1e-3, 1 - 1e-3)
    log_p, log_q = _guarded_log(p, eps, how["eps"]), _guarded_log(1 - p, eps, how["eps"])
    match how["terms"]:
        case "positives only":
            losses = -(y * log_p)
        case "minus between":
            losses = -(y * log_p - (1 - y) * log_q)
        case "same log":
            losses = -(y * log_p + (1 - y) * log_p)
        case _:
            losses = -(y * log_p + (1 - y) * log_q)
    if how["sign"] == "turned":
        losses = -losses
    if _all_canon(how):
        value: Tensor = canonical("binary_cross_entropy")(y, p, "mean")
        return value
    match how["reduction"]:
        case "sum":
            return losses.sum()
        case "none":
            return losses
    return losses.mean()


def _labelled(generator: Generator, _: Sizes) -> Tensor:
    """Labels of several classes, more of some than of others."""
    return torch.cat([torch.arange(3).repeat(2), torch.randint(3, (5,), generator=generator)])


def _shares(labels: Tensor) -> Tensor:
    counts = torch.bincount(labels)
    return counts[counts > 0].double() / len(labels)


def _entropy(given: Inputs, how: Settings) -> Tensor:
    p, eps = _shares(given["labels"]) if "labels" in given else given["p"], given["eps"]
    log = torch.log2 if how["base"] == "2" else torch.log
    terms = p * log(p + eps if how["eps"] == "inside" else p)
    match how["terms"]:
        case "sign":
            return terms.sum(-1)
        case "averaged":
            return -terms.mean(-1)
        case "weight left out":
            return -log(p).sum(-1)
    if _all_canon(how):
        value: Tensor = canonical("entropy")(p)
        return value
    return -terms.sum(-1)


def _all_canon(how: Settings) -> bool:
    return all(value == "canon" for value in how.values())


def _guarded_log(p: Tensor, eps: float, how: str) -> Tensor:
    match how:
        case "added":
            return (p + eps).log()
        case "clipped":
            return p.clamp(eps, 1 - eps).log() if 0 < eps < 0.5 else p.log()
        case "clipped below":
            return p.clamp_min(eps).log()
    return p.log()


_GUARDS = tuple(convention(value, "") for value in ("added", "clipped", "clipped below"))
_REDUCTION = axis(
    "reduction",
    "canon",
    SUMMED,
    convention("none", ""),
)
_SMALL = drawing.scalar(1e-3, 1e-2)
_TARGETS = (
    ("labels", drawing.labels),
    ("one-hot rows", drawing.one_hot),
    ("soft rows", drawing.probabilities),
)
_SCORES = words(
    r"logits?|z|x|scores?|outputs?|y_?hat|y_?pred(?:ict)?|pred(?:s|iction|ictions|icted)?|probs?|p|q|input|o"
)
_TARGET = words(r"y|labels?|targets?|y_?true|t|true|one_?hot|ground_?truth|gt|truth|p")

_P_PREDICTS = (
    r"\bp\b[^.。;；,，\n\w]{0,5}[^.。;；,，\n]{0,16}?(?:预测|模型|估计|predict|model|estimat|output)"
)
_Q_IS_TRUE = r"\bq\b[^.。;；,，\n\w]{0,5}[^.。;；,，\n]{0,16}?(?:真实|标签|目标|true|target|label|ground)"
"""Words by which a note gives two distributions the other letters."""
CONCEPTS = (
    Concept(
        canonical="softmax",
        named=words(r"softmax"),
        but_not=words(
            r"log|gumbel|sparse|hier|masked|loss|cross|sampled|temperature|regression|grad|online|attention|classif|linear|margin"
        ),
        compute=_softmax,
        roles=(Role("z", words(r"x|z|logits?|scores?|inputs?|a|o|v|vec|vector|arr|values")),),
        forms=(
            Form("one vector", {"z": drawing.logit_vector}),
            Form("a row for each example", {"z": drawing.logits}),
            Form("large scores", {"z": drawing.large_logits}, group="large", claimed=_STABLE),
        ),
        axes=(
            axis(
                "normalised",
                "canon",
                bug("over examples", "it normalises over the examples, not over the classes of each"),
                bug(
                    "over everything",
                    "it normalises over the whole batch, not over the classes of each example",
                ),
                bug("not at all", "the exponentials are never divided by their sum"),
                bug("without exponential", "the exponential is missing"),
                bug("by the largest", "it divides by the largest exponential, not by their sum"),
            ),
            axis(
                "sign",
                "canon",
                bug("turned", "the exponent has the wrong sign"),
                bug("shift added only below", "the largest score is subtracted above the line only"),
            ),
        ),
    ),
    Concept(
        canonical="kl_divergence",
        named=words(r"kl_?div|kullback|^kl$|relative_entropy|kl_?distance|kld"),
        but_not=words(r"loss|vae|gauss|normal|reverse|js|jensen|symmetric|penalty|policy|distill"),
        compute=_kl,
        roles=(
            Role("p", words(r"p|p_?true|true|target|p_?x|px|p_?dist|p_?logits?|logits?_?p|p_?probs?")),
            Role("q", words(r"q|q_?pred|pred|approx|q_?x|qx|q_?dist|q_?logits?|logits?_?q|q_?probs?")),
            _EPS,
        ),
        forms=(
            Form("two distributions", {"p": drawing.distribution, "q": drawing.distribution, "eps": _SMALL}),
            Form("logits of both", {"p": drawing.logit_vector, "q": drawing.logit_vector, "eps": _SMALL}),
        ),
        axes=(
            axis("base", "canon", BASE_2),
            axis(
                "eps",
                "canon",
                *(convention(v, "") for v in ("in both", "below", "to the ratio", "to both arguments")),
            ),
            axis(
                "arguments",
                "canon",
                bug(
                    "swapped",
                    "p and q are swapped: this is the divergence of q from p",
                    excused=rf"{TAKES}\w*q\w*, \w*p|"
                    r"\(\s*q\s*(?:\\?\|\\?\||‖|\\parallel|\\Vert|,|;)\s*p|反向|逆向|reverse",
                ),
            ),
            axis(
                "terms",
                "canon",
                bug("sign", "the sign is wrong: a divergence is never negative"),
                bug("averaged", "the terms are averaged where they have to be summed"),
                bug("weight left out", "the logarithms are not weighed by p"),
                bug("weighed by q", "the logarithms are weighed by q, not by p"),
                bug("cross entropy", "the entropy of p is not subtracted: this is the cross entropy"),
            ),
        ),
    ),
    Concept(
        canonical="entropy",
        named=words(r"^(?:shannon_|information_|calc(?:ulate)?_|compute_|get_)*entropy$"),
        weak=words(r"^h$"),
        told=words(r"熵|entropy"),
        compute=_entropy,
        roles=(
            Role("p", words(r"p|probs?|probabilities|dist(?:ribution)?|x")),
            Role("labels", words(r"y|labels?|targets?|classes|data|values|samples|s"), strict=True),
            _EPS,
        ),
        forms=(
            Form("a distribution", {"p": drawing.distribution, "eps": _SMALL}),
            Form("labels", {"labels": _labelled, "eps": _SMALL}),
        ),
        axes=(
            axis("base", "canon", BASE_2),
            axis("eps", "canon", convention("inside", "")),
            axis(
                "terms",
                "canon",
                bug("sign", "the minus is missing: an entropy is never negative"),
                bug("averaged", "the terms are averaged where they have to be summed"),
                bug("weight left out", "the logarithms are not weighed by the probabilities"),
            ),
        ),
    ),
    Concept(
        canonical="cross_entropy_from_logits",
        named=words(r"cross_?entropy|^ce_?loss|^nll_from_logits"),
        but_not=words(
            r"binary|bce|smooth|focal|weighted|balanced|masked|grad|sigmoid|derivative|label_smooth"
        ),
        compute=_cross_entropy,
        roles=(Role("scores", _SCORES), Role("y", _TARGET), _EPS),
        forms=(
            *(
                Form(f"{s} and {t}", {"scores": draw_s, "y": draw_t, "eps": _SMALL})
                for s, draw_s in (("logits", drawing.logits), ("probabilities", drawing.probabilities))
                for t, draw_t in _TARGETS
            ),
            Form(
                "two distributions",
                {"y": drawing.distribution, "scores": drawing.distribution, "eps": _SMALL},
            ),
        ),
        axes=(
            _REDUCTION,
            axis("base", "canon", BASE_2),
            axis("eps", "canon", *_GUARDS),
            axis("sign", "canon", bug("turned", "the minus is missing")),
            axis("log", "canon", bug("left out", "the logarithm is missing")),
            axis(
                "arguments",
                "canon",
                bug(
                    "swapped",
                    "p and q are swapped: the logarithm is taken of the true distribution",
                    excused=rf"H\(\s*q\s*,\s*p|{TAKES}(?!p\w*, q)\w+, \w+|{_P_PREDICTS}|{_Q_IS_TRUE}",
                ),
            ),
            axis(
                "softmax",
                "canon",
                bug("twice", "softmax is applied twice: once here, once in the loss"),
                bug("left out", "softmax is missing: scores are taken for log-probabilities"),
            ),
        ),
    ),
    Concept(
        canonical="binary_cross_entropy",
        named=words(r"binary_?cross_?entropy|^bce|_bce$|log_?loss"),
        but_not=words(r"logits|focal|weighted|balanced|smooth|dice|sigmoid|grad|multi"),
        compute=_binary,
        roles=(
            Role("y", words(r"y|labels?|targets?|y_?true|t|true|gt")),
            Role(
                "p",
                words(
                    r"p|probs?|y_?hat|y_?pred(?:ict)?|pred(?:s|iction|ictions|icted)?|outputs?|a|q|input|h"
                ),
            ),
            _EPS,
        ),
        forms=(
            Form("labels and probabilities", {"y": drawing.coin_sides, "p": drawing.chances, "eps": _SMALL}),
        ),
        axes=(
            _REDUCTION,
            axis("eps", "canon", *_GUARDS),
            axis("sign", "canon", bug("turned", "the minus is missing")),
            axis("arguments", "canon", bug("swapped", "labels and predictions are swapped")),
            axis(
                "terms",
                "canon",
                bug("positives only", "the term of the negatives, (1 - y) log(1 - p), is missing"),
                bug("minus between", "the two terms are subtracted where they have to be added"),
                bug("same log", "both terms take the logarithm of p; the second needs 1 - p"),
            ),
        ),
    ),
)
