"""InfoNCE and NT-Xent."""

from dataclasses import replace

import torch
from torch import Generator, Tensor
from torch.nn.functional import normalize

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


def _nt_xent(given: Inputs, how: Settings) -> Tensor:
    pairs = "other" in given
    z = torch.cat([given["z"], given["other"]]) if pairs else given["z"]
    tau = given["tau"]
    if how["pairs"] == "neighbours":
        z = torch.cat([z[0::2], z[1::2]])
    if how["candidates"] != "canon":
        if not pairs:
            raise ValueError("one-way InfoNCE takes two views")
        return _one_way(given["z"], given["other"], tau, how)
    if all(value == "canon" for name, value in how.items() if name != "pairs"):
        value: Tensor = canonical("nt_xent")(z, tau)
        return value
    if how["length"] != "any":
        z = normalize(z, dim=0 if how["length"] == "columns" else -1)
    s = _over(z @ z.mT, tau, how)
    if how["self"] == "canon" and how["positive"] == "canon":
        s = s.clone().fill_diagonal_(-torch.inf)
    elif how["self"] == "set to 0":
        s = s.clone().fill_diagonal_(0.0)
    n = len(z) // 2
    target = torch.arange(2 * n) if how["positive"] == "itself" else torch.arange(2 * n).roll(n)
    positive = s.gather(-1, target[:, None]).squeeze(-1)
    if how["denominator"] == "without the positive":
        s = s.scatter(-1, target[:, None], -torch.inf)
    return _reduced(_signed(s.logsumexp(-1) - positive, how), how)


def _one_way(q: Tensor, k: Tensor, tau: float, how: Settings) -> Tensor:
    if how["length"] != "any":
        q, k = normalize(q, dim=-1), normalize(k, dim=-1)
    s = _over(q @ k.mT, tau, how)
    rows = s.logsumexp(-1) - s.diagonal()
    if how["candidates"] == "other view, both ways":
        rows = (rows + s.logsumexp(0) - s.diagonal()) / 2
    if how["self"] != "canon":
        raise ValueError("there is no similarity with itself between two views")
    return _reduced(_signed(rows, how), how)


def _with_negatives(given: Inputs, how: Settings) -> Tensor:
    """Each query with a key of its own and negatives that it shares with the others, or has for itself."""
    q, k, negatives = given["z"], given["other"], given["negatives"]
    negatives = negatives.mT if "in columns" in given["form"] else negatives
    dim = {"any": None, "columns": 0}.get(how["length"], -1)
    if dim is not None:
        q, k = normalize(q, dim=dim), normalize(k, dim=dim)
        negatives = negatives if how["length"] == "kept" else normalize(negatives, dim=dim)
    far = torch.einsum("nd,nmd->nm" if negatives.ndim > q.ndim else "nd,md->nm", q, negatives)
    s = _over(torch.cat([(q * k).sum(-1, keepdim=True), far], -1), given["tau"], how)
    label = 1 if how["first"] == "negatives" else 0
    losses = canonical("cross_entropy_from_logits")(s, torch.full((len(s),), label), "none")
    return _reduced(_signed(losses, how), how)


def _over(s: Tensor, tau: float, how: Settings) -> Tensor:
    match how["temperature"]:
        case "multiplied":
            return s * tau
        case "left out":
            return s
        case "squared":
            return s / tau**2
        case "rooted":
            return s / tau**0.5
    return s / tau


def _signed(losses: Tensor, how: Settings) -> Tensor:
    return -losses if how["sign"] == "turned" else losses


def _reduced(losses: Tensor, how: Settings) -> Tensor:
    match how["reduction"]:
        case "sum":
            return losses.sum()
        case "none":
            return losses
        case "halved":
            return losses.sum() / (len(losses) / 2)
    return losses.mean()


_CANON_SELF = axis(
    "self",
    "canon",
    bug("kept", "the similarity of a view with itself is not masked out"),
    bug(
        "set to 0", "the similarity of a view with itself is set to 0, not to minus infinity: it still counts"
    ),
)

_TAU = drawing.scalar(0.3, 0.7)


def _negatives(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.other, sizes.width)


def _in_columns(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.width, sizes.other)


def _for_each(generator: Generator, sizes: Sizes) -> Tensor:
    return drawing.normal(generator, sizes.length, sizes.other, sizes.width)


def _samples(generator: Generator, sizes: Sizes) -> int:
    del generator
    return sizes.length


_VIEWS = {"z": drawing.rows, "other": drawing.rows, "tau": _TAU}
_NAMED = words(
    r"info_?nce|nt_?xent|(?:sim_?clr|moco)(?:_?(?:v\d|contrastive))?_?loss|^(?:batch_)?contrastive_?loss$"
)
_BUT_NOT = words(r"super|cpc|clip|symmetric|queue|hard|weighted|margin|siamese|triplet|pixel|graph")
_ROLES = (
    Role(
        "z",
        words(
            r"z|features?|embeddings?|z_?1|z_?i|q|query|queries|anchors?|x_?1|h_?1|emb_?1|view_?1|out_?1|x|h|z_?a"
            r"|reps?|(?:query|anchor|q)_?(?:emb(?:eddings?)?|feat(?:ure)?s?)|out(?:put)?s?|projections?"
        ),
    ),
    Role(
        "other",
        words(
            r"z_?2|z_?j|k|keys?|x_?2|h_?2|emb_?2|view_?2|out_?2|z_?b|k_?(?:pos|plus)"
            r"|pos(?:itives?)?(?:_?(?:keys?|emb(?:eddings?)?|samples?|feat(?:ure)?s?|z))?"
        ),
    ),
    Role(
        "negatives",
        words(
            r"neg(?:atives?)?s?(?:_?(?:keys?|emb(?:eddings?)?|samples?|feat(?:ure)?s?|z))?|z_?neg|k_?neg"
            r"|queue|memory(?:_?bank)?|bank|(?:keys?|k)_?queue"
        ),
    ),
    Role("n", words(r"(?:batch|half)_?size|bs|b|n|batch|num_?samples|n_?samples"), strict=True),
    Role("tau", words(r"temperature|temp|tau|t|τ"), constants=True, default=1.0),
)
_LENGTH = axis(
    "length",
    "canon",
    convention(
        "any",
        "the features are not normalised, the canonical implementation compares them by cosine",
        mentioned=r"已.{0,4}(?:归一化|标准化)|内积|点积|dot product|already normali[sz]ed",
        inexcusable=r"余弦|cosine|(?:进行|做|对).{0,10}(?:归一化|标准化)",
    ),
    bug("columns", "the features are normalised over the batch, not each by its own length"),
)
_REDUCTION = axis(
    "reduction",
    "canon",
    convention("sum", "the losses are summed, the canonical implementation averages them"),
    convention("none", ""),
    convention("halved", "the sum is divided by the number of samples, not of views"),
)
_TEMPERATURE = axis(
    "temperature",
    "canon",
    bug(
        "multiplied",
        "the similarities are multiplied by the temperature; they have to be divided by it",
    ),
    bug("left out", "the temperature is not used"),
    bug("squared", "the temperature is divided by twice"),
    bug("rooted", "the similarities are divided by the root of the temperature"),
)
_SIGN = axis("sign", "canon", bug("turned", "the minus is missing"))

CONCEPTS = (
    Concept(
        canonical="nt_xent",
        named=_NAMED,
        but_not=_BUT_NOT,
        compute=_nt_xent,
        roles=tuple(role for role in _ROLES if role.name != "negatives"),
        forms=(
            Form("stacked views", {"z": drawing.views, "tau": _TAU}),
            Form("two views", _VIEWS),
            Form("stacked views and their number", {"z": drawing.views, "n": _samples, "tau": _TAU}),
            Form("two views and their number", {**_VIEWS, "n": _samples}),
        ),
        axes=(
            axis("pairs", "canon", convention("neighbours", "")),
            axis(
                "candidates",
                "canon",
                convention("other view", ""),
                convention("other view, both ways", ""),
            ),
            _LENGTH,
            _REDUCTION,
            axis(
                "denominator",
                "canon",
                convention(
                    "without the positive", "the positive is left out of the denominator (decoupled loss)"
                ),
            ),
            _CANON_SELF,
            _TEMPERATURE,
            axis(
                "positive",
                "canon",
                bug("itself", "each view is its own positive; it has to be the other view"),
            ),
            _SIGN,
        ),
    ),
    Concept(
        canonical="info_nce",
        named=_NAMED,
        but_not=_BUT_NOT,
        compute=_with_negatives,
        roles=tuple(role for role in _ROLES if role.name != "n"),
        forms=(
            Form("keys apart", {**_VIEWS, "negatives": _negatives}),
            Form("keys apart, negatives in columns", {**_VIEWS, "negatives": _in_columns}),
            Form("keys apart, negatives for each query", {**_VIEWS, "negatives": _for_each}),
        ),
        axes=(
            replace(_LENGTH, ways=(*_LENGTH.ways, convention("kept", ""))),
            _REDUCTION,
            _TEMPERATURE,
            axis(
                "first",
                "canon",
                bug("negatives", "a negative is taken for the positive: the labels point at another column"),
            ),
            _SIGN,
        ),
    ),
)
