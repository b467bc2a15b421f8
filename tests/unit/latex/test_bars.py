"""Which bars are pairs, and which separate."""

import pytest

from mdcheck.latex import parse, print_tree
from tests.unit.latex.shapes import shape

READINGS = {
    r"|x|": "<| x |>",
    r"|a|+|b|": "<| a |> + <| b |>",
    r"|A||B|": "<| A |> <| B |>",
    r"2|x|y": "2 <| x |> y",
    r"||w||^2": "<|| w ||>{^:2}",
    r"|| w||_2": "<|| w ||>{_:2}",
    r"\|x\| + \lvert y\rvert": "<|| x ||> + <lvert y rvert>",
    r"|x_i - |y||": "<| x{_:i} - <| y |> |>",
    r"||x|-|y|| \le |x-y|": "<| <| x |> - <| y |> |> relation:le <| x - y |>",
    r"P(|X|>a)": "P <( <| X |> relation:> a )>",
    r"\log |V| - 1": "function:log <| V |> - 1",
    r"\lambda \mid w \mid": "lambda <| w |>",
    r"\parallel x \parallel": "<|| x ||>",
    r"\left|x\right|": "<| x |>",
    r"\bigl|x\bigr|": "<| x |>",
    r"\text{if } |x| < 1": "text:if <| x |> relation:< 1",
    # these separate
    r"p(x|y)": "p <( x bar:| y )>",
    r"p(x \mid y)": "p <( x bar:| y )>",
    r"D(p||q)": "D <( p bar:|| q )>",
    r"D(p\|q)": "D <( p bar:|| q )>",
    r"H(Y|X=x)": "H <( Y bar:| X relation:= x )>",
    r"P(A|B)P(B|C)": "P <( A bar:| B )> P <( B bar:| C )>",
    r"\{x | x>0\}": "<{ x bar:| x relation:> 0 }>",
    r"\{x \mid |x|<1\}": "<{ x bar:| <| x |> relation:< 1 }>",
    r"E[|X - Y| | Z]": "E <[ <| X - Y |> bar:| Z ]>",
    r"y|x \sim N, |z|": "y bar:| x relation:sim N , <| z |>",
    r"a|b, b|c \Rightarrow a|c": "a bar:| b , b bar:| c relation:implies a bar:| c",
    r"p(x \middle| y)": "p <( x bar:| y )>",
    # evaluation
    r"f|_{x=0}": "f bar:|{_:x relation:= 0}",
    r"f\Big|_{x=0}": "f bar:|{_:x relation:= 0}",
    r"\bigl.f\bigr|_{0}": "<. f |>{_:0}",
}


@pytest.mark.parametrize("formula", READINGS)
def test_bars(formula):
    assert shape(formula) == READINGS[formula]
    assert print_tree(parse(formula)) == formula
