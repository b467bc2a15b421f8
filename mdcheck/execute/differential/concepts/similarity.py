"""Cosine similarity."""

from torch import Generator, Tensor

from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.drawing import normal, rows, scalar, vector
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


def _cosine(given: Inputs, how: Settings) -> Tensor:
    x, y, eps = given["x"], given["y"], given["eps"]
    dot, a, b = (x * y).sum(-1), x.norm(dim=-1), y.norm(dim=-1)
    sign = -1.0 if how["sign"] == "turned" else 1.0
    match how["over"]:
        case "columns":
            return sign * (x * y).sum(0) / (x.norm(dim=0) * y.norm(dim=0))
        case "dot over examples":
            return sign * (x * y).sum(0) / (a * b)
        case "norms over examples":
            return sign * dot / (x.norm(dim=0) * y.norm(dim=0))
    if how["norms"] != "multiplied":
        return sign * dot / (_wrong_norms(x, y, how["norms"]) + (eps if "added" in how["eps"] else 0.0))
    match how["eps"]:
        case "added to the product":
            return sign * dot / (a * b + eps)
        case "added to each norm":
            return sign * dot / ((a + eps) * (b + eps))
        case "least norm":
            return sign * dot / (a.clamp_min(eps) * b.clamp_min(eps))
        case "least product":
            return sign * dot / (a * b).clamp_min(eps)
    value: Tensor = canonical("cosine_similarity")(x, y)
    return sign * value


def _wrong_norms(x: Tensor, y: Tensor, how: str) -> Tensor | float:
    a, b = x.norm(dim=-1), y.norm(dim=-1)
    match how:
        case "added":
            return a + b
        case "squared":
            return (a * b) ** 2
        case "rooted":
            return (a * b).sqrt()
        case "one only":
            return a
        case "one twice":
            return a * a
        case "other twice":
            return b * b
        case "other only":
            return b
        case "sums":
            return x.sum(-1) * y.sum(-1)
        case "absolute sums":
            return x.abs().sum(-1) * y.abs().sum(-1)
    return 1.0


def _square(generator: Generator, sizes: Sizes) -> Tensor:
    return normal(generator, sizes.length, sizes.length)


_FIRST = words(r"x|x_?1|a|u|vec_?1|vec_?a|vector_?1|vector_?a|v1|input_?1|p|emb_?1|t1|tensor_?1|vec_?x")
_SECOND = words(r"y|x_?2|b|v|vec_?2|vec_?b|vector_?2|vector_?b|v2|input_?2|q|emb_?2|t2|tensor_?2|vec_?y")
_EPS = scalar(0.01, 0.1)

CONCEPTS = (
    Concept(
        canonical="cosine_similarity",
        named=words(r"^(?!.*loss).*(?:cos(?:ine)?_?sim|cosine$|cos_?similarity|cosine_?score)"),
        but_not=words(r"matrix|pairwise|adjusted|distance|soft|search|retriev"),
        compute=_cosine,
        roles=(
            Role("x", _FIRST),
            Role("y", _SECOND),
            Role("eps", words(r"eps|epsilon|e"), constants=True, default=0.0),
        ),
        forms=(
            Form("rows", {"x": rows, "y": rows, "eps": _EPS}),
            Form("single vectors", {"x": vector, "y": vector, "eps": _EPS}),
            Form("as many rows as columns", {"x": _square, "y": _square, "eps": _EPS}, group="square"),
        ),
        axes=(
            axis(
                "eps",
                "none that matters",
                convention("added to the product", ""),
                convention("added to each norm", ""),
                convention("least norm", ""),
                convention("least product", ""),
            ),
            axis(
                "norms",
                "multiplied",
                bug("added", "the norms are added where they have to be multiplied"),
                bug("squared", "the inner product is divided by squared norms"),
                bug("rooted", "a root of the norms is divided by"),
                bug(
                    "left out",
                    "the inner product is not divided by the norms",
                    excused=r"归一化|单位向量|单位长度|normali[sz]ed|unit[- ](?:vector|length|norm)",
                ),
                bug("one only", "the inner product is divided by one of the two norms only"),
                bug("other only", "the inner product is divided by one of the two norms only"),
                bug("one twice", "one norm is taken twice, the other not at all"),
                bug("other twice", "one norm is taken twice, the other not at all"),
                bug("sums", "sums of the entries stand where norms belong"),
                bug("absolute sums", "sums of absolute values stand where Euclidean norms belong"),
            ),
            axis(
                "over",
                "features",
                convention("columns", ""),
                bug("dot over examples", "the product is summed over the examples, the norms are not"),
                bug("norms over examples", "the norms run over the examples, the inner product does not"),
            ),
            axis("sign", "as defined", bug("turned", "the sign is turned round")),
        ),
    ),
)
