"""How formulas fall into statements."""

import pytest

from mdcheck.latex import parse, statements
from tests.unit.latex.shapes import chains

CHAINS = {
    r"a = b = c": ["a «=» b «=» c"],
    r"a": ["a"],
    r"= b": ["«=» b"],
    "": [],
    # separators
    r"a = b, c = d": ["a «=» b", "c «=» d"],
    r"a = b \quad c > 0": ["a «=» b", "c «>» 0"],
    r"a = b; c = d.": ["a «=» b", "c «=» d"],
    r"a = b \text{ and } c = d": ["a «=» b", "(text:and) c «=» d"],
    r"a = b，其中 c = d。": ["a «=» b", "(text:其中) c «=» d"],
    r"a = b \hspace{0.5in} \text{or equivalently} \hspace{0.5in} c = d": [
        "a «=» b",
        "(text:or equivalently) c «=» d",
    ],
    r"a = b \Rightarrow c = d": ["a «=» b", "(relation:implies) c «=» d"],
    r"a = b \land c \ne d": ["a «=» b", "(wedge) c «ne» d"],
    r"x \wedge y = z": ["x wedge y «=» z"],
    # commas that separate nothing
    r"i = 1, 2, \dots, n": ["i «=» 1 , 2 , ldots , n"],
    r"x, y \in A": ["x , y «in» A"],
    r"f(x, y) = x_{1,2}": ["f <( x , y )> «=» x{_:1 , 2}"],
    # wide space that separates nothing
    r"a \quad = \quad b": ["a «=» b"],
    r"a = b \qquad + c": ["a «=» b + c"],
    # lines
    r"\begin{aligned} a &= b \\ &= c \\ &\quad + d \\ e &= f. \end{aligned}": [
        "a «=» b «=» c + d",
        "e «=» f",
    ],
    r"a &= b \\ &= c": ["a «=» b «=» c"],
    r"a = \\ b + \\ c": ["a «=» b + c"],
    r"L &= \left( a \right. \\ & \left. + b \right)^2": ["L «=» <( a + b )>{^:2}"],
    r"L &= ( a \\ & + b )^2": ["L «=» <( a + b )>{^:2}"],
    r"-x &= 3 \\ -y &= 4": ["- x «=» 3", "- y «=» 4"],
    r"\begin{array}{rcl} a & = & b \\ & = & c \end{array}": ["a «=» b «=» c"],
    r"\begin{array}{l}{a = b} \\ {c = d}\end{array}": ["a «=» b", "c «=» d"],
    r"\left\{ \begin{aligned} x &= 1 \\ y &= 2 \end{aligned} \right.": ["x «=» 1", "y «=» 2"],
    r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}": ["a «=» b «=» c"],
    r"J = \begin{aligned} a \\ + b \end{aligned}": ["J «=» a + b"],
    r"f = \begin{cases} 0 & x<0 \\ 1 \end{cases}": [r"f «=» cases(0 & x relation:< 0 \\ 1)"],
    # conditions
    r"a = b \text{ if } x > 0, y > 0": ["a «=» b | text:if x relation:> 0 | y relation:> 0"],
    r"a_i > 0 \quad \text{for} \quad i = 1, 2": ["a{_:i} «>» 0 | text:for i relation:= 1 , 2"],
    r"a > 0, \forall x \in X": ["a «>» 0 | forall x relation:in X"],
    r"\forall x \in X, a > 0": ["a «>» 0 | forall x relation:in X"],
    r"\forall x: a > 0": ["a «>» 0 | forall x"],
    r"若 a > 0, b > 0, 则 c > 0": ["(text:则) c «>» 0 | text:若 a relation:> 0 | b relation:> 0"],
    r"\min f \quad \text{s.t.} \quad g = 0 \\ h \le 1": [
        "binder:min f | text:s.t. g relation:= 0 | h relation:le 1"
    ],
    r"x_i \ge 0 \quad (i = 1, \dots, n)": ["x{_:i} «ge» 0 | <( i relation:= 1 , ldots , n )>"],
    # what belongs to none
    r"E = m \tag{1}": ["E «=» m"],
    r"E = m, \qquad (2)": ["E «=» m"],
    r"E = m \; .": ["E «=» m"],
    # decorated relations
    r"a \stackrel{def}{=} b \overset{\triangle}{=} c": ["a «:=» b «:=» c"],
    r"a \overset{(a)}{\le} b \stackrel{iid}{\sim} c": ["a «le» b «sim» c"],
    r"a =^{?} b \overset{d}{=} c \xrightarrow{p} d": ["a «=^?» b «=^d» c «to^p» d"],
    r"a {=} b \mathrel{:=} c": ["a «=» b «:=» c"],
    r"\boxed{a = b}": ["a «=» b"],
    r"\def\eq{a = b} \eq": ["a «=» b"],
}


@pytest.mark.parametrize("formula", CHAINS)
def test_chains(formula):
    assert chains(formula) == CHAINS[formula]


def test_spans_lead_to_the_source():
    formula = r"a &= b, \quad c > 0 \\ &\ge 2 \text{ if } d"
    cut = [formula[s.span.start : s.span.end] for s in statements(parse(formula))]
    assert cut == ["a &= b", r"c > 0 \\ &\ge 2 \text{ if } d"]
