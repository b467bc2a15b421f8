"""KaTeX in process: what it renders, what it refuses and where, and that nothing breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdcheck.latex import katex


def test_renders_html_with_mathml():
    html = katex.render(r"\frac{a}{b}", display=True)
    assert 'class="katex-display"' in html
    assert "<mfrac>" in html


@pytest.mark.parametrize(
    ("text", "position", "length"),
    [
        (r"a + \nope b", 4, 5),
        (r"x^2^3", 3, 1),
        ("𝑥 ^", 2, 1),  # 𝑥 counts two in JavaScript
        (r"𝑥 𝑦 \nope", 4, 5),
        (r"\frac{a}{b", 10, 0),
    ],
)
def test_blames_a_place_counted_in_characters(text: str, position: int, length: int):
    error = katex.check(text, display=False)
    assert error is not None
    assert (error.position, error.length) == (position, length)


def test_render_raises_what_check_returns():
    error = katex.check("x^", display=False)
    assert error is not None
    with pytest.raises(katex.KatexError, match="Expected group after") as raised:
        katex.render("x^", display=False)
    assert raised.value.message == error.message


def test_knows_the_macros_given():
    assert katex.check(r"\KL{p}{q}", display=False) is not None
    assert katex.check(r"\KL{p}{q}", display=False, macros={r"\KL": r"D(#1 \| #2)"}) is None


def test_gives_no_place_for_an_error_inside_a_macro():
    error = katex.check(r"a + \bad x", display=False, macros={r"\bad": r"long body \nope"})
    assert error is not None
    assert error.position is None


def test_a_formula_may_define_what_the_note_defines():
    assert katex.check(r"\newcommand{\E}{e} \E", display=False, macros={r"\E": "e"}) is None


@pytest.mark.parametrize("text", [r"a \label{eq:a_b}", r"\overset{\eqref{eq:a_b}}{=}", r"\mbox{if } x"])
def test_takes_what_mathjax_takes(text: str):
    assert katex.check(text, display=True) is None


def test_display_environments_need_display_mode():
    text = r"\begin{align} a &= b \end{align}"
    assert katex.check(text, display=True) is None
    assert katex.check(text, display=False) is not None


def test_goes_on_after_a_failure():
    error = katex.check("{" * 50_000, display=False)
    assert error is not None
    assert error.kind == "limit"
    assert katex.check("x", display=False) is None


def test_keeps_nothing_from_one_formula_to_the_next():
    assert katex.check(r"\gdef\mine{x} \mine", display=False) is None
    assert katex.check(r"\mine", display=False) is not None


def test_lists_the_commands_that_it_knows():
    assert {r"\alpha", r"\frac", r"\operatorname", r"\implies"} <= katex.commands()
    assert r"\nope" not in katex.commands()


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([*list(r"\{}[]^_&$%#ab 𝑥因"), r"\frac", r"\left("])).map("".join)
)
def test_any_text_gets_an_answer(text: str):
    error = katex.check(text, display=False)
    if error is not None and error.position is not None:
        assert 0 <= error.position <= error.position + error.length <= len(text)
