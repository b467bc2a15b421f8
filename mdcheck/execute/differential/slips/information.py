"""Entropies, divergences, information, perplexity."""

import torch
from torch import Tensor

from mdcheck.execute.differential.slips.slip import Known, other, wrong


def _kl(p: Tensor, q: Tensor) -> Tensor:
    return (p * (p / q).log()).sum(-1)


def _entropy(p: Tensor) -> Tensor:
    return -torch.xlogy(p, p).sum(-1)


def _flat(p: Tensor) -> Tensor:
    return _entropy(p.flatten(-2))


def _rows(p: Tensor) -> Tensor:
    return p.sum(-1)


def _columns(p: Tensor) -> Tensor:
    return p.sum(-2)


def _outer(p: Tensor) -> Tensor:
    return p.sum(-1, keepdim=True) * p.sum(-2, keepdim=True)


def _given_rows(p: Tensor) -> Tensor:
    return p / p.sum(-1, keepdim=True)


def _of_labels(D: Tensor) -> Tensor:
    return _entropy(torch.bincount(D) / len(D))


def _branches(D: Tensor, A: Tensor) -> list[tuple[Tensor, Tensor]]:
    """Share of each branch, and the labels in it."""
    return [((A == value).double().mean(), D[A == value]) for value in torch.unique(A)]


def _conditional(D: Tensor, A: Tensor) -> Tensor:
    return sum((share * _of_labels(labels) for share, labels in _branches(D, A)), torch.tensor(0.0))


def _unweighed(D: Tensor, A: Tensor) -> Tensor:
    return torch.stack([_of_labels(labels) for _, labels in _branches(D, A)])


_OF_X, _OF_Y = r"H\(\s*X\s*(?:\||\\mid)\s*Y", r"H\(\s*Y\s*(?:\||\\mid)\s*X"
_ROWS_ARE_X = r".*(?:行(?:是|为|对应|表示)\s*\$?X|\brows? (?:is|are|stands? for|holds?|index(?:es)?) \$?X)"
KNOWN = {
    "information_content": Known(
        slips=(
            wrong(
                "the logarithm is weighed by p: that is a term of the entropy",
                lambda p: torch.special.entr(p),
            ),
            wrong("the logarithm of 1 - p is taken", lambda p: -(1 - p).log()),
        ),
        named=r"self_?information|surprisal|information_?content",
    ),
    "joint_entropy": Known(
        slips=(
            wrong("the logarithms are not weighed by the probabilities", lambda p: -p.log().sum((-2, -1))),
            wrong(
                "the entropies of the marginals are added",
                lambda p: _entropy(_rows(p)) + _entropy(_columns(p)),
            ),
            wrong("this is the conditional entropy", lambda p: _flat(p) - _entropy(_rows(p))),
            wrong("this is the conditional entropy", lambda p: _flat(p) - _entropy(_columns(p))),
        ),
    ),
    "conditional_entropy": Known(
        slips=(
            other(
                "the columns are what is known, and the note says that the rows are",
                lambda p: _flat(p) - _entropy(_columns(p)),
                mentioned=r".?",
                required=rf"(?s)(?=.*{_OF_X}){_ROWS_ARE_X}",
                inexcusable=rf"(?s)(?=.*{_OF_Y}){_ROWS_ARE_X}",
            ),
            wrong("this is the joint entropy", lambda p: _flat(p)),
            wrong(
                "the conditional probability weighs the logarithm, where the joint one has to",
                lambda p: _entropy(_given_rows(p)).sum(-1),
            ),
            wrong(
                "the conditional probability weighs the logarithm, where the joint one has to",
                lambda p: _entropy(_given_rows(p.mT)).sum(-1),
            ),
            wrong(
                "the entropies of the rows are averaged evenly", lambda p: _entropy(_given_rows(p)).mean(-1)
            ),
            wrong(
                "the entropies of the columns are averaged evenly",
                lambda p: _entropy(_given_rows(p.mT)).mean(-1),
            ),
            wrong("this is the entropy of a marginal", lambda p: _entropy(_rows(p))),
            wrong("this is the entropy of a marginal", lambda p: _entropy(_columns(p))),
        ),
    ),
    "mutual_information": Known(
        slips=(
            wrong(
                "the logarithms are not weighed by the joint probabilities",
                lambda p: (p / _outer(p)).log().sum((-2, -1)),
            ),
            wrong(
                "the product of the marginals weighs the logarithms, where the joint probability has to",
                lambda p: (_outer(p) * (p / _outer(p)).log()).sum((-2, -1)),
            ),
            wrong(
                "the logarithm takes the joint over one marginal only",
                lambda p: (p * _given_rows(p).log()).sum((-2, -1)),
            ),
            wrong(
                "the logarithm takes the joint over one marginal only",
                lambda p: (p * _given_rows(p.mT).mT.log()).sum((-2, -1)),
            ),
            wrong(
                "the marginals are added where they have to be multiplied",
                lambda p: (p * (p / (p.sum(-1, keepdim=True) + p.sum(-2, keepdim=True))).log()).sum((-2, -1)),
            ),
            wrong(
                "the joint entropy is added where it has to be subtracted",
                lambda p: _entropy(_rows(p)) + _entropy(_columns(p)) + _flat(p),
            ),
            wrong(
                "the terms are averaged where they have to be summed",
                lambda p: (p * (p / _outer(p)).log()).mean((-2, -1)),
            ),
            wrong("this is the conditional entropy", lambda p: _flat(p) - _entropy(_rows(p))),
            wrong("this is the conditional entropy", lambda p: _flat(p) - _entropy(_columns(p))),
        ),
        named=r"mutual_?info",
    ),
    "js_divergence": Known(
        slips=(
            other(
                "the root is taken: that is the Jensen-Shannon distance",
                lambda p, q: _js(p, q, (p + q) / 2, 0.5).sqrt(),
                mentioned=r"\\sqrt|distance|距离|根号|平方根",
            ),
            wrong("the two halves are not halved", lambda p, q: _js(p, q, (p + q) / 2, 1.0)),
            wrong("the mixture is not halved", lambda p, q: _js(p, q, p + q, 0.5)),
            wrong(
                "the divergences of p and q from each other are averaged, not those from their mixture",
                lambda p, q: (_kl(p, q) + _kl(q, p)) / 2,
            ),
            wrong(
                "the divergences of p and q from each other are added, not those from their mixture",
                lambda p, q: _kl(p, q) + _kl(q, p),
            ),
            wrong(
                "the arguments are swapped: the mixture has to stand second",
                lambda p, q: (_kl((p + q) / 2, p) + _kl((p + q) / 2, q)) / 2,
            ),
            wrong("only one of the two halves is there", lambda p, q: _kl(p, (p + q) / 2)),
            wrong("half of one divergence only", lambda p, q: _kl(p, (p + q) / 2) / 2),
            wrong(
                "the halves are subtracted where they have to be added",
                lambda p, q: (_kl(p, (p + q) / 2) - _kl(q, (p + q) / 2)) / 2,
            ),
            wrong("the second half is taken from p again", lambda p, q: _kl(p, (p + q) / 2) + 0 * q.sum()),
        ),
        named=r"js_?(?:divergence|div|d)?|jensen_?shannon",
    ),
    "information_gain": Known(
        slips=(
            other(
                "it is divided by the entropy of the feature: the gain ratio of C4.5",
                lambda D, A: (_of_labels(D) - _conditional(D, A)) / _of_labels(A),
                mentioned=r"ratio|比|C4\.5",
            ),
            wrong("this is the conditional entropy: it is not subtracted from the entropy", _conditional),
            wrong(
                "branches are not weighed by their share",
                lambda D, A: _of_labels(D) - _unweighed(D, A).sum(),
            ),
            wrong(
                "branches are averaged evenly, not by their share",
                lambda D, A: _of_labels(D) - _unweighed(D, A).mean(),
            ),
            wrong("the conditional entropy is added", lambda D, A: _of_labels(D) + _conditional(D, A)),
        ),
        named=r"info_?gain",
    ),
    "cross_entropy": Known(),
}


def _js(p: Tensor, q: Tensor, m: Tensor, weight: float) -> Tensor:
    return weight * _kl(p, m) + weight * _kl(q, m)
