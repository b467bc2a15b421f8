r"""What formulas, as people type them, are read as."""

import pytest

from mdcheck.latex import errors, parse, print_tree
from tests.unit.latex.shapes import shape

READINGS = {
    # scripts and primes, in any order
    r"x_i^2": "x{_:i^:2}",
    r"x^2_i": "x{_:i^:2}",
    r"x_i^{(t)}": "x{_:i^:<( t )>}",
    r"f''(x)": "f{''} <( x )>",
    r"f^{\prime}": "f{'}",
    r"f^{\prime\prime}_n": "f{_:n''}",
    r"x^{*}": "x{^:*}",
    r"W^{-1}": "W{^:- 1}",
    r"x^\top y^T": "x{^:top} y{^:T}",
    r"{}^t P": "{}{^:t} P",
    r"x^12": "x{^:1} 2",
    r"x^\frac12": "x{^:frac[1][2]}",
    r"x_\text{max}": "x{_:text:max}",
    r"\Gamma\!_{ij}": "Gamma{_:i j}",
    r"\mu_{\left(x\right)}": "mu{_:<( x )>}",
    # fractions, roots, commands and their arguments
    r"\frac12 \frac ab \dfrac{x}{y}": "frac[1][2] frac[a][b] frac[x][y]",
    r"\sqrt 2 + \sqrt[n]{x}": "sqrt[2] + sqrt<n>[x]",
    r"{a \over b} {n \choose k}": "{frac[a][b]} {binom[n][k]}",
    r"(a \over b)": "frac[open:( a][b close:)]",
    r"\overline{x} \hat\theta \boldsymbol w": "overline[x] hat[theta] boldsymbol[w]",
    r"\color{red}{x} + \textcolor{red}{y}": "{x} + textcolor[y]",
    r"\underbrace{a+b}_{n}": "underbrace[a + b]{_:n}",
    r"\rm d x": "mathrm[d x]",
    r"{\bf x} + 1": "{mathbf[x]} + 1",
    r"{\rm KL}(p)": "{mathrm[mathrm:KL]} <( p )>",
    r"\mathrm{d}x": "mathrm[d] x",
    r"\mathbb{1}": "mathbb[1]",
    # binders with their parts in any order
    r"\sum^n_{i=1} x_i": "binder:sum{_:i relation:= 1^:n} x{_:i}",
    r"\sum\limits_{i \in I} x": "binder:sum{_:i relation:in I} x",
    r"\sum_{k=1,\,k\neq i}^{2N} a": "binder:sum{_:k relation:= 1 , k relation:ne i^:2 N} a",
    r"\sum_{\substack{i<n \\ j<m}} a": r"binder:sum{_:substack[rows(i relation:< n \\ j relation:< m)]} a",
    r"\arg\max_x f": "binder:argmax{_:x} f",
    r"\arg \min\limits_{x} f": "binder:argmin{_:x} f",
    r"\mathop{\arg\min}_x f": "mathop[binder:argmin]{_:x} f",
    r"\underset{x}{\operatorname{argmax}}": "underset[x][operatorname:argmax]",
    r"\operatorname*{arg\,max}_x": "operatorname:argmax{_:x}",
    r"\int_0^1 x\,dx": "binder:int{_:0^:1} x d x",
    # environments
    r"\begin{array}{c}{m}\end{array}": "array({m})",
    r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}": r"bmatrix(a & b \\ c & d)",
    r"\begin{matrix} 1 0 \\ 0 1 \\ \end{matrix}": r"matrix(1 0 \\ 0 1)",
    r"\left(\begin{array}{c}{m} \\ {i}\end{array}\right)": r"<( array({m} \\ {i}) )>",
    r"\begin{cases} a & x>0 \\ b \end{cases}": r"cases(a & x relation:> 0 \\ b)",
    r"\begin{aligned} a &= \begin{pmatrix} 1 & 2 \end{pmatrix} \\[2pt] &= b \end{aligned}": (
        r"aligned(a & relation:= pmatrix(1 & 2) \\  & relation:= b)"
    ),
    r"a &= b \\ &= c": r"rows(a & relation:= b \\  & relation:= c)",
    r"a \\ [x, y]": r"rows(a \\ <[ x , y ]>)",
    r"\pmatrix{a & b \cr c & d}": r"pmatrix(a & b \\ c & d)",
    # relations of several characters or commands
    r"a \not= b \not\in c": "a relation:ne b relation:notin c",
    r"a := b == c != d <= e >= f": (
        "a relation::= b relation:== c relation:ne d relation:le e relation:ge f"
    ),
    r"a -> b => c": "a relation:to b relation:implies c",
    r"X \perp\!\!\!\perp Y": "X relation:indep Y",
    r"x=-y": "x relation:= - y",
    r"x<-1": "x relation:< - 1",
    # factorial or unequal
    r"i != j": "i relation:ne j",
    r"5!=120": "5 ! relation:= 120",
    r"n!=n\cdot(n-1)!": "n ! relation:= n cdot <( n - 1 )> !",
    # numbers
    r"1,204,000 + 3.5 + .5 + 1e-5": "1204000 + 3.5 + .5 + 1e-5",
    r"(1,2)": "<( 1 , 2 )>",
    r"\{100,200,300\}": "<{ 100 , 200 , 300 }>",
    r"f(1,050)": "f <( 1050 )>",
    r"P(X > 1,200)": "P <( X relation:> 1200 )>",
    r"x_{1,200}": "x{_:1 , 200}",
    r"1{,}204": "1204",
    r"p^{2e-1}": "p{^:2 e - 1}",
    r"i=1...b": "i relation:= 1 ldots b",
    r"10^{-8}": "10{^:- 8}",
    r"999~911~658": "999911658",
    r"2~x": "2 x",
    # brackets
    r"[0,1) (0, 1]": "<[ 0 , 1 )> <( 0 , 1 ]>",
    r"(x \in [0,1))": "<( x relation:in <[ 0 , 1 )> )>",
    r"f(x[1)": "f <( x open:[ 1 )>",
    r"(a+b": "open:( a + b",
    r"a)": "a close:)",
    r"\left[0, 1\right)": "<[ 0 , 1 )>",
    r"\left.f\right|_{x=0}": "<. f |>{_:x relation:= 0}",
    r"\big( a \bigr]": "open:( a close:]",
    r"\bigr\{ a \bigr\}": "<{ a }>",
    r"\Bigl[ x \Bigr]^2": "<[ x ]>{^:2}",
    r"\langle x, y\rangle": "<langle x , y rangle>",
    r"\left< x \right>": "<langle x rangle>",
    r"y \in \\{ -1, 1 \\}": "y relation:in <{ - 1 , 1 }>",
    # Unicode
    "x² + x₁ − 𝐱·ℝ": "x{^:2} + x{_:1} - mathbf[x] cdot mathbb[R]",
    "α ≤ β ∈ ∑ √2 ∞": "alpha relation:le beta relation:in binder:sum sqrt[2] infty",
    "√(x+1)": "sqrt[<( x + 1 )>]",
    "x⁻¹ Aᵀ": "x{^:- 1} A{^:T}",
    "（x，y）＝2": "<( x , y )> relation:= 2",
    "其中 x 是向量": "text:其中 x text:是向量",
    "x\u200b": "x",
    # space that means nothing
    r"a \tag{1} \label{eq:a} % end": "a",
    r"a\phantom{bc}d": "a d",
    # text and names
    r"\text{if } x": "text:if x",
    r"\text{Var}(x) \text{x}": "text:Var <( x )> mathrm[x]",
    r"P_{\text {positive }}": "P{_:text:positive}",
    r"\operatorname{rank} A": "operatorname:rank A",
    r"\mathrm{T P} \mathrm{dx}": "mathrm:TP mathrm[d x]",
}


@pytest.mark.parametrize("formula", READINGS)
def test_reading(formula):
    assert shape(formula) == READINGS[formula]
    assert errors(parse(formula)) == ()
    assert print_tree(parse(formula)) == formula


NAMES = {
    r"softmax(x)": "function:softmax <( x )>",
    r"log p": "function:log p",
    r"max(a,b)": "binder:max <( a , b )>",
    r"arg max_x f": "binder:argmax{_:x} f",
    r"xlogp": "x function:log p",
    r"logPred_{i,j}": "function:log run:Pred{_:i , j}",
    r"D_ilogp": "D{_:i} function:log p",
    r"nlogn": "n function:log n",
    r"logits": "run:logits",
    r"Precision = \frac{TP}{TP+FP}": "run:Precision relation:= frac[run:TP][run:TP + run:FP]",
    r"Dxy": "D x y",
    r"adv\_x": "run:adv_x",
    r"xy + ab + WX": "x y + a b + W X",
    r"abc": "a b c",
    r"reward": "run:reward",
    r"Foo": "run:Foo",
    r"\int f dx": "binder:int f d x",
    r"dxdy": "d x d y",
    r"A c c u r a c y": "spaced:Accuracy",
    r"\frac{T P}{T P + F N}": "frac[spaced:TP][spaced:TP + spaced:FN]",
    r"s o f t m a x ( x )": "function:softmax <( x )>",
    r"a b c d": "a b c d",
    r"d x": "d x",
    r"F b a": "F b a",
}


@pytest.mark.parametrize("formula", NAMES)
def test_bare_letters(formula):
    assert shape(formula) == NAMES[formula]
    assert print_tree(parse(formula)) == formula


ERRORS = {
    r"\foo{x}": [("unknown-command", r"\foo")],
    r"\frac{a": [("missing-argument", r"\frac{a"), ("unclosed", "{")],
    r"{a": [("unclosed", "{")],
    r"a}": [("unopened", "}")],
    r"\left( a": [("unclosed", r"\left(")],
    r"a \right)": [("unopened", r"\right")],
    r"{ \left( } \right)": [("unclosed", r"\left("), ("unopened", r"\right")],
    r"x^": [("missing-argument", "^")],
    r"x^a^b": [("stray", "^")],
    r"\begin{aligned} a": [("environment", r"\begin{aligned}")],
    r"\end{aligned}": [("environment", r"\end{aligned}")],
    r"\begin{theorem} a \end{theorem}": [("environment", r"\begin{theorem}")],
    r"a $ b": [("stray", "$")],
    r"{a \over b \over c}": [("stray", r"\over")],
    "a \\": [("unknown-command", "\\")],
    r"^\brace": [("missing-argument", "^")],
    r"x_\over y": [("missing-argument", "_")],
    r"\sqrt\choose a": [("missing-argument", r"\sqrt")],
}


@pytest.mark.parametrize("formula", ERRORS)
def test_what_is_not_understood_is_an_error_at_its_place(formula):
    found = errors(parse(formula))
    assert [(error.code, error.text) for error in found] == ERRORS[formula]
    assert all(formula[error.span.start : error.span.end] == error.text for error in found)
    assert print_tree(parse(formula)) == formula


def test_what_stands_around_an_error_is_read():
    assert shape(r"a = \foo{b} + {c") == "a relation:= error:unknown-command:\\foo {b} + error:unclosed:{ c"


def test_nesting_is_bounded():
    for deep in (
        "{" * 2000,
        "(" * 2000 + ")" * 2000,
        r"\sqrt" * 2000,
        "x^{" * 2000,
        r"\left(" * 2000,
        "|" * 2001,
    ):
        tree = parse(deep)
        assert print_tree(tree) == deep
        assert "too-deep" in {error.code for error in errors(tree)} or "|" in deep


def test_deep_trees_compare_and_print_in_reasonable_time():
    deep = r"\sqrt{x^{" * 20 + "}}" * 20
    assert parse(deep) == parse(deep)
    assert hash(parse(deep)) == hash(parse(deep))
    assert len(repr(parse(deep))) < 100_000
