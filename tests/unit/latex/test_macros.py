"""User macros, from the note or the configuration, and their bounds."""

import pytest

from mdcheck.latex import errors, parse, print_tree, walk
from mdcheck.latex.tree import Expansion
from tests.unit.latex.shapes import shape

MACROS = {
    r"\E": r"\mathbb{E}",
    r"\norm": r"\left\| #1 \right\|",
    r"\bs": r"\boldsymbol",
    r"\loss": r"[2][\theta]{L_{#1}(#2)}",
    r"\Vx": r"\bs{x}",
}
READINGS = {
    r"\E[x]": "macro(mathbb[E]) <[ x ]>",
    r"\norm{x}^2": "macro(<|| x ||>){^:2}",
    r"\norm x": "macro(<|| x ||>)",
    r"\bs w + \bs{v}": "boldsymbol[w] + boldsymbol[v]",
    r"\loss{x}": "macro(L{_:theta} <( x )>)",
    r"\loss[\phi]{x}": "macro(L{_:phi} <( x )>)",
    r"\frac\Vx 2": "frac[macro(boldsymbol[x])][2]",
}


@pytest.mark.parametrize("formula", READINGS)
def test_configured_macros(formula):
    tree = parse(formula, macros=MACROS)
    assert shape(tree) == READINGS[formula]
    assert print_tree(tree) == formula
    assert errors(tree) == ()


DEFINED = {
    r"\newcommand{\R}{\mathbb{R}} x \in \R": "x relation:in macro(mathbb[R])",
    r"\newcommand\two[2]{#2 #1} \two{a}{b}": "macro(b a)",
    r"\newcommand{\p}[2][q]{#1(#2)} \p{x}": "macro(q <( x )>)",
    r"\def\f#1{g(#1)} \f{x}": "macro(g <( x )>)",
    r"\let\le\ge a \le b": "a macro(relation:ge) b",
    r"\renewcommand{\vec}[1]{\mathbf{#1}} \vec{x}": "macro(mathbf[x])",
    r"\DeclareMathOperator{\rank}{rank} \rank A": "macro(operatorname:rank) A",
}


@pytest.mark.parametrize("formula", DEFINED)
def test_macros_defined_in_the_formula(formula):
    tree = parse(formula)
    assert shape(tree) == DEFINED[formula]
    assert print_tree(tree) == formula


def test_nodes_of_an_expansion_stand_where_it_is_used():
    tree = parse(r"1 + \norm{x}", macros=MACROS)
    use = next(node for node in walk(tree) if isinstance(node, Expansion))
    assert use.text == r"\norm{x}"
    assert {node.span for node in walk(use)} == {use.span}


@pytest.mark.parametrize(
    "macros",
    [
        {r"\a": r"\a"},
        {r"\a": r"\b", r"\b": r"\a"},
        {r"\a": r"\a\a x"},
        {r"\a": "{" + r"\b" * 50 + "}", r"\b": "{" + r"\c" * 50 + "}", r"\c": "x" * 5000},
        {r"\a": "#1" * 5000},
        {r"\a": r"\hat" * 60},
    ],
)
def test_runaway_macros_end(macros):
    formula = r"\a{" + "y" * 1000 + "}"
    tree = parse(formula, macros=macros)
    assert print_tree(tree) == formula
    assert {error.code for error in errors(tree)} & {"too-deep", "unknown-command"}


def test_a_macro_without_its_argument_is_an_error():
    assert [error.code for error in errors(parse(r"a \norm", macros=MACROS))] == ["missing-argument"]
