"""Every way of writing a formula is found whole, and what only looks like one is not."""

import pytest

from mdcheck.model.document import Formula
from tests.unit.markdown.notes import document, formulas, found, unpaired

WAYS = {
    "inline": ("A $a+b$ c", ["a+b"]),
    "two lines": ("A $a +\nb$ c", ["a +\nb"]),
    "spaces": ("A $ a $ and $ b $.", ["a", "b"]),
    "spaces in Chinese": ("分布$ q $与$ p $之间", ["q", "p"]),
    "a space on one side": ("scores $4 $, $1$, $-3 $ here", ["4", "1", "-3"]),
    "no space before text": ("若$x$则$y$", ["x", "y"]),
    "touching": ("$a$$b$", ["a", "b"]),
    "display": ("$$\na\n$$", ["a"]),
    "display on one line": ("$$a$$", ["a"]),
    "display after text": ("设\n$$\na\n$$\n其中 $b$", ["a", "b"]),
    "display in text": ("so $$a$$ and $$b$$", ["a", "b"]),
    "display closed by text": ("$$\na $$ where $b$", ["a", "b"]),
    "three dollars": ("$$a$$$b$ c", ["a", "b"]),
    "parentheses": (r"let \(x\) be \( f(x) = 1 \)", ["x", "f(x) = 1"]),
    "brackets": ("\\[\na = b\n\\]", ["a = b"]),
    "brackets in a line": (r"so \[a = b\] holds", ["a = b"]),
    "doubled backslashes": (r"let \\(x_1\\) be \\[a\\]", ["x_1", "a"]),
    "environment": ("\\begin{align}\na &= b\n\\end{align}", ["\\begin{align}\na &= b\n\\end{align}"]),
    "nested environment": (
        "x \\begin{equation}\\begin{split}a\\end{split}\\end{equation}",
        ["\\begin{equation}\\begin{split}a\\end{split}\\end{equation}"],
    ),
    "environment in dollars": ("$$\\begin{align}a\\end{align}$$", ["\\begin{align}a\\end{align}"]),
    "math fence": ("```math\na = b\n```", ["a = b"]),
    "math code": ("take $`a_1`$ here", ["a_1"]),
    "heading": ("# The $L_2$ norm\n", ["L_2"]),
    "setext heading": ("The $L_2$ norm\n===\n", ["L_2"]),
    "list": ("- $a$\n- b\n  $$\n  c\n  $$\n", ["a", "c"]),
    "nested list": ("1. x\n   - y\n\n     $$\n     a\n     $$\n", ["a"]),
    "item indented by four": ("- x\n\n    $$\n    a\n    $$\n", ["a"]),
    "item indented by eight": ("- x\n\n        $$\n        a\n        $$\n", ["a"]),
    "lazy item": ("1. x\n$$\na\n$$\n", ["a"]),
    "quote": ("> $$\n> a\n> + b\n> $$\n", ["a\n+ b"]),
    "lazy quote": ("> so $a +\nb$\n", ["a +\nb"]),
    "footnote": ("x[^1]\n\n[^1]: The $n$ of $m$.\n\n    And $$a$$.\n", ["n", "m", "a"]),
    "admonition": ('!!! note "On $n$"\n    Let $a$.\n\n    $$\n    b\n    $$\n', ["n", "a", "b"]),
    "collapsible": ("???+ tip\n\n    $$\n    b\n    $$\n\n$c$\n", ["b", "c"]),
    "admonition in a list": ("-   x\n\n    !!! note\n        $a$\n\n        - $b$\n", ["a", "b"]),
    "tab": ('=== "One"\n\n    $a$\n\n=== "Two"\n\n    $b$\n', ["a", "b"]),
    "colons": ("::: tip\n$a$\n:::\n", ["a"]),
    "indented colons": ("::: tip\n    $a$\n:::\n", ["a"]),
    "HTML block": ("<p>$a=b$</p>\n", ["a=b"]),
    "HTML in text": ('the <b>$a$</b> <span title="$5">$b$</span>', ["a", "b"]),
    "HTML caption": ("<center><div>图 $g(t)$</div></center>\n", ["g(t)"]),
    "cell": ("| a | b |\n|---|---|\n| $x$ | $y$ |\n", ["x", "y"]),
    "link text": ("[the $n$ case](a.md)", ["n"]),
    "bold": ("**where $a$**和*$b$*", ["a", "b"]),
    "dollars in text": (r"$a \text{ if $b$ holds}$", [r"a \text{ if $b$ holds}"]),
    "escaped dollar inside": (r"$a = \$5$", [r"a = \$5"]),
    "row breaks": ("$$a \\\\[2pt] b \\\\(c) \\\\$$", ["a \\\\[2pt] b \\\\(c) \\\\"]),
    "a name in Chinese": ("即$准确率=TP/n$。", ["准确率=TP/n"]),
    "words": ("$Precision = TP$ and $log(x)$", ["Precision = TP", "log(x)"]),
    "backticks in a display": ("$$\na = `b`\n$$", ["a = `b`"]),
    "brackets in a cell": ("| a | b |\n|---|---|\n| \\(p(x|y)\\) | 1 |\n", ["p(x|y)"]),
    "a variable's name": ("$TP$ and $FP$, $N$", ["TP", "FP", "N"]),
    "percent": ("$5\\%$ of $n$", ["5\\%", "n"]),
    "number and price": ("$50$ samples, $5 each", ["50"]),
    "unclosed bracket in front": ("[$a$ and $b$", ["a", "b"]),
    "empty display": ("$$\n\n$$\n\n$a$", ["", "a"]),
    "blank lines in cases": (
        "$$\n\\begin{cases}\n1 & a\n\n2 & b\n\\end{cases}\n$$",
        ["\\begin{cases}\n1 & a\n\n2 & b\n\\end{cases}"],
    ),
    "nothing between": ("$$a$$\n\n$$$$\n\n$$b$$", ["a", "", "b"]),
    "displays in a row": ("$$\na\n$$\n$$\nb\n$$", ["a", "b"]),
    "zero width space": ("\u200b$a\u200b$", ["a\u200b"]),
    "astral": ("\U0001d465 $\U0001d466$", ["\U0001d466"]),
    "tab in front": ("a\n\t$b$", ["b"]),
}


@pytest.mark.parametrize("way", WAYS)
def test_found(way):
    note, expected = WAYS[way]
    assert formulas(note) == expected
    assert unpaired(note) == []


@pytest.mark.parametrize("way", WAYS)
def test_found_with_carriage_returns(way):
    note, expected = WAYS[way]
    assert [text.replace("\r\n", "\n") for text in formulas(note.replace("\n", "\r\n"))] == expected


@pytest.mark.parametrize("way", WAYS)
def test_found_in_a_quote(way):
    note, expected = WAYS[way]
    if way != "lazy quote":
        assert formulas("".join(f"> {line}\n" for line in note.split("\n"))) == expected


MATHS_WINS = {
    "minus": "a\n- b",
    "plus": "a\n+ b",
    "equals alone": "a\n=\nb",
    "rule": "a\n---\nb",
    "greater": "a\n> b",
    "number": "a\n1. b",
    "hash": "a\n#b",
    "table": "a | b\n--|--",
    "blank line": "a = b\n\n= c",
    "blank lines": "a = b\n\n\n+ c\n\n- d",
    "tag": "a\n<div>\nb",
}


@pytest.mark.parametrize("case", MATHS_WINS)
@pytest.mark.parametrize(("opening", "closing"), [("$$\n", "\n$$"), ("\\[\n", "\n\\]")])
@pytest.mark.parametrize("before", ["", "so:\n", "- so:\n  "])
def test_lines_of_a_display_are_no_blocks(case, opening, closing, before):
    content = MATHS_WINS[case]
    indent = "  " if before.startswith("-") else ""
    display = (opening + content + closing).replace("\n", "\n" + indent)
    assert [" ".join(text.split()) for text in formulas(f"{before}{display}\n\nend $x$\n")] == [
        " ".join(content.split()),
        "x",
    ]


def test_lines_of_inline_maths_are_no_list():
    assert formulas("so $a\n- b\n+ c$ holds") == ["a\n- b\n+ c"]


NOT_MATHS = [
    "It costs $5 and $6.",
    "between $10 and $20, or $100",
    "US$ 3 against HK$ 20",
    "a $5-$10 range",
    "`$a$` and ``$b` $c$``",
    "```\n$a$\n```\n",
    "~~~ math-like\n$$\na\n$$\n",
    "    $a$ is code\n",
    "<!-- $a$ -->",
    "x <!-- $a$\n$$b$$ --> y",
    "![the $n$ axis](a.png)",
    '<img src="a.png" alt="$n$">',
    "[x](https://example.org/$a$)",
    "<https://example.org/$a$>",
    "set $HOME or $PATH first",
    "run $HOME/bin/x with $PATH",
    "Price: $5/$6/$7",
    "from $10k to $20k",
    "x $$ y",
    r"\$a\$",
    "---\ntitle: $a$\n---\n\ntext",
    "<script>\nlet a = $x$;\n\nlet b = $y$;\n</script>\n",
    "<style>$a$</style>",
    "<pre>$a$</pre>",
    "x <code>$a$</code> y",
    r"see \[15\] and \[Knuth 1974\]",
    r"a \(see above\) b",
    r"[\[WC2017\] 棋盘](https://example.org)",
    "\\begin{itemize}\n\\item a\n\\end{itemize}",
    "the $ sign",
    "[r]: https://example.org/$a$\n",
]


@pytest.mark.parametrize("note", NOT_MATHS)
def test_not_maths(note):
    assert formulas(note) == []
    assert unpaired(note) == []


def test_prices_beside_formulas():
    assert formulas("It costs $5. Let $x$ be the price, $y$ the rest of $7.") == ["x", "y"]


@pytest.mark.parametrize(
    ("note", "delimiter", "display"),
    [
        ("$a$", "$", False),
        ("$$a$$", "$$", True),
        (r"\(a\)", "\\(", False),
        ("\\[a=b\\]", "\\[", True),
        (r"\\(a\\)", "\\(", False),
        ("\\begin{align}a\\end{align}", "environment", True),
        ("```math\na\n```", "fence", True),
        ("$`a`$", "code", False),
    ],
)
def test_delimiters(note, delimiter, display):
    (formula,) = found(note, Formula)
    assert (formula.delimiter, formula.display) == (delimiter, display)
    assert formula.span == (0, len(note))


LOST = {
    "in Chinese": ("设 $x 为向量, 则 $y$ 为标量", ["y"], [(2, "$")]),
    "in English": ("Let $x be a vector and let $y$ be a scalar.", ["y"], [(4, "$")]),
    "in between": ("$a$为，$b 为，$c$为，$d$为", ["a", "c", "d"], [(5, "$")]),
    "two": ("$x 是向量, $y$ 是 $z 的转置", ["y"], [(0, "$"), (14, "$")]),
    "a last one": ("其中 $x$ 为 y$ 的值", ["x"], [(10, "$")]),
    "a display": ("$$\na = b\n\n正文 $c$\n\n$$\nd\n$$\n", ["c", "d"], [(0, "$$")]),
    "a display in English": (
        "$$\na = b\n\nHere $c=1$.\n\n$$\nd\n$$\n",
        ["c=1", "d"],
        [(0, "$$")],
    ),
    "an environment": ("so \\begin{align} a &= b\n\nand $c$", ["c"], [(3, "\\begin{align}")]),
    "before a display": ("so $a = 1\n$$\nb\n$$\n", ["b"], [(3, "$")]),
    "before a list": ("so $a is\n- b is $c$\n- d\n", ["c"], [(3, "$")]),
    "before a number": ("two $3\\times3 kernels and $5\\times5$", ["5\\times5"], [(4, "$")]),
    "a bracket": ("so \\[ a = \\frac{b}{c}\n\nand $c$", ["c"], [(3, "\\[")]),
    "a doubled bracket": ("so \\\\( a and $c$", ["c"], [(3, "\\\\(")]),
    "one dollar of four": ("$a$$ and $c$", ["a", "c"], [(3, "$")]),
    "over a blank line": ("so $a\n\nb$ so", [], [(3, "$"), (8, "$")]),
}


@pytest.mark.parametrize("case", LOST)
def test_a_lost_delimiter_costs_itself_only(case):
    note, expected, lost = LOST[case]
    assert formulas(note) == expected
    assert unpaired(note) == lost


def test_pieces_lie_between_quote_marks():
    note = "> $$\n> a\n> b\n> $$\n"
    (formula,) = found(note, Formula)
    assert [note[start:end] for start, end in formula.content.pieces] == ["\n", "a\n", "b\n"]


def test_escaped_pipe_of_a_cell_is_a_pipe():
    note = "| a |\n|---|\n| $p(x \\| y)$ |\n"
    (formula,) = found(note, Formula)
    assert formula.content.text == "p(x | y)"
    assert "".join(note[start:end] for start, end in formula.content.pieces) == "p(x | y)"


def test_macros():
    note = (
        "$$\n\\newcommand{\\R}{\\mathbb{R}}\n\\renewcommand\\vec[1]{\\mathbf{#1}}\n\\def\\E{\\mathbb{E}}\n"
        "\\DeclareMathOperator{\\rank}{rank}\n$$\n\n`\\newcommand{\\no}{x}`\n"
    )
    assert dict(document(note).macros) == {
        "\\R": "\\mathbb{R}",
        "\\vec": "\\mathbf{#1}",
        "\\E": "\\mathbb{E}",
        "\\rank": "\\operatorname{rank}",
    }
