"""Extraction is total, and every place it names is true, whatever the text."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mdcheck.markdown import decode, read
from mdcheck.model.document import CodeFence, Document, Formula, Heading, Image, Link, Prose, Table
from mdcheck.model.source import Extract, Source

PARTS = [
    *"$`\\[](){}<>|#*_-+=~!?:.1a \t\n\r",
    *("$$", "\\(", "\\)", "\\[", "\\]", "\\\\(", "\\\\)", "\\begin{align}", "\\end{align}", "\\text{", "\\$"),
    *(
        "```",
        "~~~",
        "```math\n",
        "    ",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "\n# ",
        "\n===\n",
        "\n---\n",
        "|---|\n",
    ),
    *(
        "!!! note\n    ",
        '=== "a"\n',
        ":::\n",
        "[^1]: ",
        "[a]: b\n",
        "<!--",
        "-->",
        "<!-- mdcheck: ignore[a] b -->",
    ),
    *("<p>", "</p>", "<img src='a.png'>", "<a href=b>", "</a>", "<script>", "</script>", "<code>", "</code>"),
    *(
        "![a](b c.png)",
        "[a](b)",
        "https://a.org/b",
        "\ufeff",
        "\u200b",
        "\u2028",
        "\0",
        "\r\n",
        "𝑥",
        "公式。",
        "x=1",
    ),
    *("\\newcommand{\\R}{x}", "and the ", "$5 ", "US$ ", "a | b\n", "\\|"),
]
NOTE = """---
title: a
---

# Entropy of $X$ {#entropy}

设 $p$ 为分布，则
$$
H(p) = -\\sum_x p(x) \\log p(x)

= \\ldots
$$
其中 $p(x|y)$ 是[条件](c.md#x)概率 ![图 $n$](E:\\a b\\c.png)。

> 1. quoted $a +
>    b$ and \\(c\\)
>
>    $$
>    - d
>    $$

???+ note "On $e$"
    | a | $p(a|b)$ |
    |---|---|
    | `x` | $|y|$ and \\| |

    ```python {.no-run}
    f = "$g$"
    ```

<div align="center"><img src="h.png"> $i$ <!-- mdcheck: ignore[x] y --></div>

It costs $5 and $6.[^1]

[^1]: See [r].

[r]: https://example.org "R"
"""

texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PARTS), max_size=60).map("".join))


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """The note with some stretches cut out, doubled or replaced."""
    note = NOTE
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(note)))
        end = min(len(note), start + draw(st.integers(0, 12)))
        note = (
            note[:start] + draw(st.one_of(st.sampled_from(PARTS), st.just(note[start:end] * 2))) + note[end:]
        )
    return note


def extracts(document: Document) -> list[Extract]:
    found = []
    for node in document.nodes:
        match node:
            case Formula(content=extract) | Prose(content=extract) | CodeFence(content=extract):
                found.append(extract)
            case Heading(title=extract):
                found.append(extract)
            case Table(header=header, rows=rows):
                found += [cell.content for row in (header, *rows) for cell in row]
            case _:
                pass
    return found


def check(text: str) -> None:
    document = read(Source("note.md", text))
    places = [(node.span.start, -node.span.end) for node in document.nodes]
    assert places == sorted(places)
    assert all(0 <= node.span.start <= node.span.end <= len(text) for node in document.nodes)
    for extract in extracts(document):
        assert "".join(text[start:end] for start, end in extract.pieces) == extract.text
        assert extract.pieces
        assert all(before.end <= after.start for before, after in pairwise(extract.pieces))
    formulas = [node for node in document.nodes if isinstance(node, Formula)]
    assert all(before.span.end <= after.span.start for before, after in pairwise(formulas))
    for formula in formulas:
        assert formula.span.start <= formula.content.pieces[0].start
        assert formula.content.pieces[-1].end <= formula.span.end
    for node in document.nodes:
        if isinstance(node, Image | Link) and node.target and node.target.isalnum():
            assert text[slice(*node.target_span)]
    inside = [formula for node in document.nodes if isinstance(node, Prose) for formula in node.formulas]
    assert sorted(formula.span for formula in inside) == [
        formula.span for formula in formulas if formula.delimiter != "fence"
    ]


@given(texts)
@example("")
@example("\ufeff")
@example("$$\n> a\n\n")
@example("> $a\n- b$")
@settings(max_examples=500, deadline=None)
def test_any_text(text):
    check(text)


@given(mutants())
@settings(max_examples=300, deadline=None)
def test_mutated_note(text):
    check(text)


@given(texts)
@example("\ufeff\n=")
@example("\ufeff    a\n=")
@settings(max_examples=300, deadline=None)
def test_line_endings_change_no_formula(text):
    unix = text.replace("\r", "")
    windows = unix.replace("\n", "\r\n")
    assert [extract.text.replace("\r", "") for extract in extracts(read(Source("note.md", windows)))] == [
        extract.text for extract in extracts(read(Source("note.md", unix)))
    ]


@given(st.binary(max_size=200))
def test_any_bytes(data):
    source = decode("note.md", data)
    assert [source.text[slice(*fault.span)] for fault in source.faults] == ["\ufffd"] * len(source.faults)
    if not source.faults:
        assert source.text.encode() == data
    check(source.text)


@given(st.lists(st.sampled_from(["a_1", "\\frac{a}{b}", "x = y", "\\sum_i p_i"]), max_size=8))
def test_formulas_in_plain_text_are_all_found(contents):
    note = "where ".join(f"${content}$ is given,\n" for content in contents)
    document = read(Source("note.md", note))
    assert [node.content.text for node in document.nodes if isinstance(node, Formula)] == contents
