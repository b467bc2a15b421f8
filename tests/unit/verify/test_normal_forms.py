"""Rational normal forms prove identities, and find the one term by which two sides differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.claims.equations import links
from mdcheck.expr.nodes import Apply, Compare, Expr, Number, Symbol
from mdcheck.expr.printer import plain
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.source import Source
from mdcheck.verify.normal_forms import is_identity, one_term

NAMES = st.sampled_from([Symbol(name) for name in "abc"])
EXPRESSIONS = st.recursive(
    NAMES | st.integers(-3, 3).map(lambda k: Number(k)),  # type: ignore[arg-type]
    lambda inner: st.builds(
        lambda head, left, right: Apply(head, (left, right)), st.sampled_from(("add", "mul")), inner, inner
    ),
    max_leaves=8,
)


def understood(text: str) -> Compare:
    """An equation."""
    document = read(Source("note.md", f"$${text}$$"))
    [link] = links(document, {p.formula.span: p for p in parsed_formulas(document, {})})
    return link.readings[0]


@pytest.mark.parametrize(
    "text",
    [
        r"(a+b)^3=a^3+3a^2b+3ab^2+b^3",
        r"\frac{1}{a}-\frac{1}{b}=\frac{b-a}{ab}",
        r"\frac{\sin x}{1+\sin x}=1-\frac{1}{1+\sin x}",
        r"x^{-2}(x^3+x)=x+\frac1x",
    ],
)
def test_proves_rational_identities(text: str):
    assert is_identity(understood(text))


@pytest.mark.parametrize("text", [r"(a+b)^2=a^2+b^2", r"\frac{a}{b}=\frac{b}{a}", r"\sin(2x)=2\sin x"])
def test_proves_nothing_else(text: str):
    assert not is_identity(understood(text))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (r"(a+b)^2=a^2+b^2", "2 a b"),
        (r"x^2+bx+c=\left(x+\frac b2\right)^2+c", "-(b^2/4)"),
        (r"\frac{1}{a(a+1)}=\frac{1}{a}+\frac{1}{a+1}-\frac{2}{a+1}+1", "-1"),
    ],
)
def test_names_the_term_that_is_missing_on_the_right(text: str, term: str):
    found = one_term(understood(text))
    assert found is not None
    assert plain(found.expression) == term


@pytest.mark.parametrize("text", [r"x+y=x", r"(a+b)^2=a^2", r"p(1-q)=q(1-p)"])
def test_names_no_term_where_several_are_missing_or_nothing_is_expanded(text: str):
    assert one_term(understood(text)) is None


@given(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS)
def test_knows_that_products_distribute(a: Expr, b: Expr, c: Expr):
    left = Apply("mul", (a, Apply("add", (b, c))))
    right = Apply("add", (Apply("mul", (c, a)), Apply("mul", (a, b))))
    assert is_identity(Compare("eq", left, right))
