"""Rational normal forms prove identities, and find the one term by which two sides differ."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.claims.equations import links
from mdcheck.expr.nodes import Apply, Compare, Expr, Number, Symbol
from mdcheck.expr.printer import plain
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.source import Source
from mdcheck.verify.edits import ZERO
from mdcheck.verify.elementary_forms import rewritten
from mdcheck.verify.evaluate import Evaluator
from mdcheck.verify.normal_forms import LAWS, one_term, proof
from mdcheck.verify.world import Setting, World

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
    assert proof(understood(text)) == "normal form"


@pytest.mark.parametrize(
    "text",
    [
        r"a^ma^n=a^{m+n}",
        r"\frac{a^m}{a^n}=a^{m-n}",
        r"(a^m)^n=a^{mn}",
        r"(ab)^n=a^nb^n",
        r"e^{a-b}=\frac{e^a}{e^b}",
        r"\frac{e^x}{1+e^x}=\frac{1}{1+e^{-x}}",
        r"\log\frac{a^2}{b}=2\log a-\log b",
        r"\log_2x=\frac{\ln x}{\ln2}",
        r"\ln e^{x}=x",
        r"\sin^2x+\cos^2x=1",
        r"1+\tan^2x=\sec^2x",
        r"\sin(a+b)=\sin a\cos b+\cos a\sin b",
        r"\cos2x=1-2\sin^2x",
        r"\sin3x=3\sin x-4\sin^3x",
        r"\cosh^2x-\sinh^2x=1",
        r"\tanh x=\frac{e^{2x}-1}{e^{2x}+1}",
    ],
)
def test_proves_laws_of_elementary_functions(text: str):
    assert proof(understood(text)) == LAWS


@pytest.mark.parametrize(
    "text",
    [
        r"(a+b)^2=a^2+b^2",
        r"\frac{a}{b}=\frac{b}{a}",
        r"\sin(2x)=2\sin x",
        r"a^ma^n=a^{mn}",
        r"e^{a+b}=e^a+e^b",
        r"\log(a+b)=\log a+\log b",
        r"\log a^2=\log a+2",
        r"\sin^2x-\cos^2x=1",
        r"\cos(a+b)=\cos a\cos b+\sin a\sin b",
        r"\sin^2x+\cos^2y=1",
    ],
)
def test_proves_nothing_else(text: str):
    assert not proof(understood(text))


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
    assert proof(Compare("eq", left, right))


ANGLES = st.recursive(
    st.sampled_from([Symbol("a"), Symbol("b")]),
    lambda inner: st.one_of(
        st.builds(lambda left, right: Apply("add", (left, right)), inner, inner),
        st.builds(lambda part: Apply("neg", (part,)), inner),
        st.builds(lambda k, part: Apply("mul", (Number(Fraction(k)), part)), st.integers(2, 3), inner),
    ),
    max_leaves=3,
)


@given(ANGLES, st.sampled_from(("sin", "cos", "tan", "exp", "sinh", "cosh", "tanh", "sigmoid")))
def test_rewriting_changes_no_value(angle: Expr, head: str):
    whole = Apply(head, (angle,))
    changed = rewritten(Compare("eq", whole, ZERO)).left
    world = World("seed", "unit", 2, Setting())
    before, after = (Evaluator(world).value(node, {}) for node in (whole, changed))
    assert before.overlaps(after)
