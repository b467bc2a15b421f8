"""Through which gate an equation passes, and what closes it."""

import pytest

from mdcheck.claims.equations import links
from mdcheck.claims.gate import gate
from mdcheck.claims.link import Link
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.source import Source


def links_of(note: str) -> list[Link]:
    """The links of a note in order."""
    document = read(Source("note.md", note))
    parsed = {p.formula.span: p for p in parsed_formulas(document, {})}
    return list(links(document, parsed))


def passage(note: str) -> tuple[bool, str]:
    """Whether the last link of a note may be refuted, and its class."""
    link = links_of(note)[-1]
    found = gate(link, link.readings[0])
    return found.refutable, found.kind


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"3\times4=12", "arithmetic"),
        (r"H(X,Y)=H(X)+H(Y|X)", "information"),
        (r"p(x)=\sum_y p(x,y)", "probability"),
        (r"Precision=\frac{TP}{TP+FP}", "measure"),
        (r"C_n^m=\frac{n!}{m!(n-m)!}", "counting"),
        (r"Var(X)=E[X^2]-E[X]^2", "moment"),
        (r"\frac{d}{dx}x^2=2x", "derivative"),
        (r"\tanh(x)=\frac{e^x-e^{-x}}{e^x+e^{-x}}", "function"),
    ],
)
def test_known_classes_may_be_refuted(formula: str, kind: str):
    assert passage(f"As we know, ${formula}$.") == (True, kind)


@pytest.mark.parametrize(
    "formula",
    [
        "a+b=c",
        "x^2+y^2=r^2",
        "P(A,B)=P(A)P(B)",
        "w^Tx+b=0",
        r"\sum_i w_i=1",
        "x_{t+1}=x_t",
        r"f'(x)=g(x)",
        r"\frac{dy}{dt}=ky",
    ],
)
def test_relations_may_not(formula: str):
    refutable, kind = passage(f"As we know, ${formula}$.")
    assert not refutable or kind == "relation"


TRUTH = "H(X,Y)=H(X)+H(Y|X)"


@pytest.mark.parametrize(
    "note",
    [
        f"若 $X$ 与 $Y$ 投缘，则 ${TRUTH}$。",
        f"当两者独立时 ${TRUTH}$。",
        f"If they are independent, ${TRUTH}$.",
        f"Assume a uniform law: ${TRUTH}$.",
        f"Suppose that ${TRUTH}$.",
        f"常见错误：${TRUTH}$",
        f"It is wrong that ${TRUTH}$.",
        f"# 勘误\n\n${TRUTH}$",
        f"All congruences are modulo $p$.\n\n${TRUTH}$",
        f"$X\\perp Y\\Rightarrow {TRUTH}$",
    ],
)
def test_words_nearby_close_the_gate(note: str):
    assert passage(note)[0] is False


@pytest.mark.parametrize(
    "note",
    [
        f"条件熵满足 ${TRUTH}$。",
        f"若 $X$ 与 $Y$ 独立，则 ${TRUTH}$。",
        f"Let $X$ and $Y$ be random variables. Then ${TRUTH}$.",
        f"The conditional entropy appears in ${TRUTH}$.",
        f"Therefore ${TRUTH}$.",
        f"于是有 ${TRUTH}$。",
        f"当前的结论是 ${TRUTH}$。",
    ],
)
def test_words_that_only_look_like_conditions_leave_it_open(note: str):
    assert passage(note) == (True, "information")


def test_a_value_may_be_data():
    assert passage("We found $H(X)=0.5$.")[0] is False


def test_a_condition_in_another_paragraph_does_not_reach():
    assert passage(f"If it rains, we stay.\n\n${TRUTH}$")[0] is True
