"""Headings, fences, tables and prose: what they are, where they are, what they hold."""

import pytest

from mdcheck.model.document import CodeFence, Formula, Heading, Prose, Table
from tests.unit.markdown.notes import document, found


def prose(note: str) -> list[str]:
    return [node.content.text for node in found(note, Prose)]


@pytest.mark.parametrize(
    ("note", "level", "title", "written"),
    [
        ("# A b\n\ntext", 1, "A b", "# A b"),
        ("text\n## A ##\n", 2, "A", "## A ##"),
        ("### C# and F#\n", 3, "C# and F#", "### C# and F#"),
        ("#\n", 1, "", "#"),
        ("# #\n", 1, "", "# #"),
        ("A\nb\n===\n", 1, "A\nb", "A\nb\n==="),
        ("A\n---\n", 2, "A", "A\n---"),
        ("> - # A\n", 1, "A", "# A"),
        ("# A {#top .wide}\n", 1, "A", "# A {#top .wide}"),
        ("# A $x_{#1}$\n", 1, "A $x_{#1}$", "# A $x_{#1}$"),
        ("\ufeff# A\r\n", 1, "A", "# A"),
    ],
)
def test_heading(note, level, title, written):
    (heading,) = found(note, Heading)
    assert (heading.level, heading.title.text) == (level, title)
    assert note[slice(*heading.span)] == written


@pytest.mark.parametrize("note", ["#A\n", "    # A\n", "####### A\n", "```\n# A\n```\n", "a\n\n---\n"])
def test_no_heading(note):
    assert found(note, Heading) == []


@pytest.mark.parametrize(
    ("title", "anchors"),
    [
        ("The L2 Norm!", {"the-l2-norm"}),
        ("1.2 梯度 下降", {"12-梯度-下降", "12"}),
        ("`code` and *mark*", {"code-and-mark"}),
        ("See [the docs](a.md)", {"see-the-docs"}),
        ("A {#own}", {"own", "a"}),
        ("snake_case", {"snake_case", "snakecase"}),
        ("a -- b", {"a----b", "a-b"}),
    ],
)
def test_anchors(title, anchors):
    (heading,) = found(f"# {title}\n", Heading)
    assert anchors <= set(heading.anchors)


def test_repeated_headings_are_numbered():
    anchors = [set(node.anchors) for node in found("# A\n## A\n# A\n", Heading)]
    assert anchors[0] == {"a"}
    assert {"a-1", "a_1"} <= anchors[1]
    assert {"a-2", "a_2"} <= anchors[2]


def test_headings_without_ascii_get_numbers_from_python_markdown():
    anchors = [node.anchors for node in found("# 熵\n# 散度\n", Heading)]
    assert {"熵", "_1"} <= set(anchors[0])
    assert {"散度", "_2"} <= set(anchors[1])


@pytest.mark.parametrize(
    ("info", "language", "attributes"),
    [
        ("python", "python", {}),
        ("Python", "python", {}),
        ("", "", {}),
        ("python {.no-run}", "python", {"no-run": ""}),
        ("{.python .no-run}", "python", {"no-run": ""}),
        (
            'python title="a b" hl_lines="1 2" linenums',
            "python",
            {"title": "a b", "hl_lines": "1 2", "linenums": ""},
        ),
        ("{.py #x key=1}", "py", {"id": "x", "key": "1"}),
        ("c++", "c++", {}),
        ("python{1,3}", "python", {"1": "", "3": ""}),
        ("{python}", "python", {}),
    ],
)
@pytest.mark.parametrize("mark", ["```", "~~~~"])
def test_fence_info(mark, info, language, attributes):
    note = f"{mark} {info}\nx = 1\n{mark}\n"
    (fence,) = found(note, CodeFence)
    assert (fence.language, dict(fence.attributes), fence.info) == (language, attributes, info)
    assert fence.content.text == "x = 1\n"
    assert note[slice(*fence.span)] == note.rstrip()
    assert fence.closed


@pytest.mark.parametrize(
    ("note", "content", "closed"),
    [
        ("```\na\n", "a\n", False),
        ("```\na\n\n", "a\n\n", False),
        ("````\n```\n````", "```\n", True),
        ("```\n~~~\n```", "~~~\n", True),
        ("> ```\n> a\n>\n> b\n> ```\n", "a\n\nb\n", True),
        ("> ```\n> a\n\nb\n", "a\n", False),
        ("- x\n\n  ```\n  a\n    b\n  ```\n", "a\n  b\n", True),
        ("!!! note\n    ```\n    a\n    ```\n", "a\n", True),
        ("```\r\na\r\n```\r\n", "a\r\n", True),
        ("```\n```", "", True),
        ("```", "", False),
    ],
)
def test_fence_content(note, content, closed):
    (fence,) = found(note, CodeFence)
    assert (fence.content.text, fence.closed) == (content, closed)


def test_backticks_in_a_line_are_no_fence():
    note = "use ```softmax(dim=-1)``` here"
    assert found(note, CodeFence) == []
    (node,) = found(note, Prose)
    assert [note[slice(*code)] for code in node.codes] == ["```softmax(dim=-1)```"]


def test_table():
    note = "text\n\n| a | $b$ |\n|---|:-:|\n| 1 |  |\n| `x` | $y$ | 3 |\n\nend"
    (table,) = found(note, Table)
    assert note[slice(*table.span)] == note[6:-5]
    assert [cell.content.text for cell in table.header] == ["a", "$b$"]
    assert [[cell.content.text for cell in row] for row in table.rows] == [["1", ""], ["`x`", "$y$", "3"]]
    for row in (table.header, *table.rows):
        for cell in row:
            assert note[slice(*cell.span)] == cell.content.text
            assert cell.role == "cell"
    (formula,) = table.header[1].formulas
    assert note[slice(*formula.span)] == "$b$"


def test_cells_and_their_formulas_are_nodes_too():
    kinds = [type(node).__name__ for node in document("| $a$ |\n|---|\n| b |\n").nodes]
    assert kinds == ["Table", "Prose", "Formula", "Prose"]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| $p(x|y)$ and $H(Y|X)$ | b |", ["$p(x|y)$ and $H(Y|X)$", "b"]),
        ("| $|x|$ | $\\|y\\|$ |", ["$|x|$", "$|y|$"]),
        ("| a \\| b | c |", ["a | b", "c"]),
        ("| $5 | $6 |", ["$5", "$6"]),
        ("| `a|b` |", ["`a", "b`"]),
        ("$x$ | $y$", ["$x$", "$y$"]),
    ],
)
def test_a_pipe_inside_maths_splits_no_cell(row, cells):
    (table,) = found(f"| A | B |\n|---|---|\n{row}\n", Table)
    assert [cell.content.text for cell in table.rows[0]] == cells


def test_a_pipe_inside_maths_of_the_header():
    (table,) = found("| $p(x|y)$ | B |\n|---|---|\n| 1 | 2 |\n", Table)
    assert [cell.content.text for cell in table.header] == ["$p(x|y)$", "B"]


@pytest.mark.parametrize("note", ["a | b\n", "a | b\n--|--|--\n", "a | b\n\n--|--\n", "| a |\n    |---|\n"])
def test_no_table(note):
    assert found(note, Table) == []


@pytest.mark.parametrize(
    ("note", "texts"),
    [
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("> one\n> two", ["one\ntwo"]),
        ("> one\ntwo", ["one\ntwo"]),
        ("- one\n  two\n- three", ["one\ntwo", "three"]),
        ("# one\ntwo", ["one", "two"]),
        ("text\n$$\na\n$$\nmore", ["text\n$$\na\n$$\nmore"]),
        ('??? note "one"\n    two\nthree', ["one", "two", "three"]),
        ("<p>one <b>two</b></p>\n<p>three</p>\n", ["one <b>two</b>", "three"]),
        ("[^1]: one\n", ["one"]),
        ("---\na: b\n---\none\n", ["one"]),
        ("---\n\none\n", ["one"]),
    ],
)
def test_prose(note, texts):
    assert prose(note) == texts


def test_prose_knows_lists_and_roles():
    note = "a\n\n- b\n  1. c\n\n# d\n\n<p>e</p>\n"
    assert [(node.content.text, node.listed, node.role) for node in found(note, Prose)] == [
        ("a", 0, "paragraph"),
        ("b", 1, "paragraph"),
        ("c", 2, "paragraph"),
        ("d", 0, "heading"),
        ("e", 0, "html"),
    ]


def test_prose_holds_its_formulas():
    (node,) = found("a $b$ c $$d$$ `e`", Prose)
    assert [formula.content.text for formula in node.formulas] == ["b", "d"]
    assert node.formulas == tuple(found("a $b$ c $$d$$ `e`", Formula))


@pytest.mark.parametrize(
    "note",
    [
        "a\rb $c$\r\r# d\r",
        "a\u2028b $c$\u2028\n# d",
        "\0 $c$ \0\n# d",
        "a\x0bb $c$\x0c\n# d",
        "\ufeff\ufeffa $c$\n# d",
        "\u200b# a\n\n$c$\n\n# d",
    ],
)
def test_odd_characters_shift_nothing(note):
    (formula,) = found(note, Formula)
    assert note[slice(*formula.span)] == "$c$"
    (heading,) = found(note, Heading)
    assert heading.title.text == "d"


@pytest.mark.parametrize("depth", [3, 30, 300])
def test_deep_nesting_ends(depth):
    document("> " * depth + "$a$\n")
    document("- " * depth + "$a$\n")
    document("".join("    " * level + "!!! note\n" for level in range(depth)))
