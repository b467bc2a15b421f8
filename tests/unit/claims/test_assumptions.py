"""What makes an assumption plausible that would make a false equation true."""

import pytest

from mdcheck.claims.assumptions import is_plausible
from mdcheck.claims.equations import links
from mdcheck.claims.link import Link
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.source import Source


def last_link(note: str) -> Link:
    """The last relation of a note."""
    document = read(Source("note.md", note))
    return list(links(document, {p.formula.span: p for p in parsed_formulas(document, {})}))[-1]


@pytest.mark.parametrize(
    ("assumption", "note"),
    [
        ("symmetric", "$(SM)^T = M^T S$"),
        ("symmetric", "Let $A$ be symmetric.\n\n## Later\n\n$(AB)^T = B^T A$"),
        ("symmetric", "$x^T A y = y^T A x$"),
        ("independent", r"$\mathrm{Var}(X+Y) = \mathrm{Var}(X) + \mathrm{Var}(Y)$"),
        ("independent", "A Markov chain.\n\n$H(X,Y,Z) = H(X) + H(Y|X) + H(Z|Y)$"),
        ("unit norm", "Unit vectors.\n\n$x x^T x = x$"),
        ("centred", r"$\sum_i (x_i - c)^2 = \sum_i x_i^2 + n c^2$"),
    ],
)
def test_is_plausible(assumption: str, note: str):
    link = last_link(note)
    assert is_plausible(assumption, link.readings[0], link.scope)


@pytest.mark.parametrize(
    ("assumption", "note"),
    [
        ("symmetric", "$(AB)^T = B^T A$"),
        ("independent", r"$\mathrm{Var}(X+Y) = \mathrm{Var}(X) + \mathrm{Var}(Y) + \mathrm{Cov}(X,Y)$"),
        ("independent", "$H(X,Y) = H(X) + H(X|Y)$"),
        ("unit norm", r"Unit vectors.\n\n$x^T x = \|x\|$"),
        ("centred", r"$\sum_i x_i^2 = n \bar x$"),
        ("centred", r"$\frac1n \sum_i x_i^2 = \frac1n \sum_i x_i$"),
        ("one-hot", r"$\left(\sum_i a_i\right)^2 = \sum_i a_i^2$"),
    ],
)
def test_is_not_plausible(assumption: str, note: str):
    link = last_link(note)
    assert not is_plausible(assumption, link.readings[0], link.scope)
