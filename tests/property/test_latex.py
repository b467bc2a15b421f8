"""Properties of the LaTeX reader: total, lossless, every span true."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mdcheck.latex import children, errors, parse, print_tree, statements, walk
from mdcheck.latex.commands import ENVIRONMENTS, SIGNATURES, SYMBOLS
from mdcheck.latex.tree import Expansion, Fence, Group, Node, Row

_WORDS = r"""
    x y 12 3.5 1,200 + - = < | || \| \mid ( ) [ ] \{ \} { } { } _ ^ ' & \\ , ; . ... \, \quad \left( \left.
    \right) \right| \left \right \bigl| \bigr| \big( \middle| \frac \sqrt \sqrt[ \sum \limits \text{if} \text
    \mathrm{KL} \over \bf \rm \not \arg \max \begin{aligned} \end{aligned} \begin{array} \begin \end \def\a{x}
    \a \newcommand % ~ log xlogp α ≤ √ ² ₁ 𝐱 其中 （ ） $ # \ \foo \substack \label \hspace \color != :=
    \matrix \cr \\{ \\} A\ b T\ P
"""
_TOKENS = st.sampled_from(_WORDS.split())
_MACROS = {r"\a": r"\frac{#1}{2}", r"\b": r"\a\b", r"\c": r"\left("}


def _grammar(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    command = st.sampled_from([name for name, signature in SIGNATURES.items() if set(signature) <= {"m"}])
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: rf"{{{pair[0]}}}_{{{pair[1]}}}"),
        st.tuples(command, inner).map(
            lambda pair: "\\" + pair[0] + f"{{{pair[1]}}}" * len(SIGNATURES[pair[0]])
        ),
        inner.map(lambda body: rf"\left( {body} \right]"),
        inner.map(lambda body: f"[{body})"),
        inner.map(lambda body: f"|{body}|"),
        st.tuples(st.sampled_from(["aligned", "cases", "bmatrix"]), inner, inner).map(
            lambda t: rf"\begin{{{t[0]}}} {t[1]} & {t[2]} \\ {t[2]} \end{{{t[0]}}}"
        ),
    )


_LEAVES = st.sampled_from(
    [*(f"\\{name}" for name in SYMBOLS), *"abcxyz019+-*/=<>", "log", "Recall", r"\text{if }"]
)
formulas = st.recursive(_LEAVES, _grammar, max_leaves=25)


def _check(text: str, node: Node, *, expanded: bool = False) -> None:
    start, end = node.span
    assert 0 <= start <= end <= len(text)
    if not expanded:
        assert print_tree(node) == text[start:end]
    at = start
    for child in children(node):
        assert start <= child.span.start <= child.span.end <= end
        if not (expanded or isinstance(node, Group | Fence | Expansion)):
            assert child.span.start == at
            at = child.span.end
        _check(text, child, expanded=expanded or isinstance(node, Expansion))


def _check_whole(text: str) -> None:
    tree = parse(text, macros=_MACROS)
    assert tree.span == (0, len(text))
    _check(text, tree)
    for statement in statements(tree):
        assert len(statement.terms) == len(statement.relations) + 1
        assert 0 <= statement.span.start <= statement.span.end <= len(text)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text):
    _check_whole(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(_TOKENS, max_size=30).map(" ".join) | st.lists(_TOKENS, max_size=30).map("".join))
def test_any_tokens_are_read(text):
    _check_whole(text)


@settings(deadline=None)
@given(formulas)
def test_what_the_grammar_allows_is_understood(text):
    _check_whole(text)
    assert {error.code for error in errors(parse(text))} <= {"too-deep", "stray"}


@settings(deadline=None)
@given(formulas)
def test_braces_around_change_nothing_inside(text):
    inner = parse(f"{{{text}}}").items
    assert len(inner) == 1
    assert isinstance(inner[0], Group)
    names = [type(node) for node in walk(inner[0].body)]
    assert names == [type(node) for node in walk(parse(text))]


def test_long_and_deep_texts_end():
    for piece in (
        "{",
        "}",
        "(",
        "|",
        r"\left(",
        r"\sqrt",
        "x_",
        r"\begin{a}",
        r"\text{",
        "a|b,",
        "x^{",
        "!=",
        r"\\{",
        "^",
        "%",
    ):
        text = piece * 5_000
        tree = parse(text)
        assert print_tree(tree) == text


def test_every_environment_closes():
    for name in ENVIRONMENTS:
        text = rf"\begin{{{name}}}{{l}} a & b \\ c \end{{{name}}}"
        assert isinstance(parse(text), Row)
        assert errors(parse(text)) == ()
