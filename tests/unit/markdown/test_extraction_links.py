"""Images, links, references and directives, with their targets as written and as meant."""

import pytest

from mdcheck.model.document import Directive, Formula, Image, Link, Reference
from tests.unit.markdown.notes import found


@pytest.mark.parametrize(
    ("note", "alt", "target", "written"),
    [
        ("![a b](c.png)", "a b", "c.png", "c.png"),
        ('![a](c.png "title")', "a", "c.png", "c.png"),
        ("![a](<c d.png>)", "a", "c d.png", "c d.png"),
        ("![](c(1).png)", "", "c(1).png", "c(1).png"),
        (r"![a](c\_d.png)", "a", "c_d.png", r"c\_d.png"),
        ("![a](c.png?x=1&amp;y=2)", "a", "c.png?x=1&y=2", "c.png?x=1&amp;y=2"),
        ("![a](c%20d.png)", "a", "c%20d.png", "c%20d.png"),
        (r"![x](E:\a b\c.png)", "x", r"E:\a b\c.png", r"E:\a b\c.png"),
        (r"![x](E:\a\_b.png)", "x", r"E:\a\_b.png", r"E:\a\_b.png"),
        ("![x](my pictures/c d.png)", "x", "my pictures/c d.png", "my pictures/c d.png"),
        ('![x](my c.png "title")', "x", "my c.png", "my c.png"),
        ("![$n$ axis](c.png)", "$n$ axis", "c.png", "c.png"),
        ("![a [b] c](d.png)", "a [b] c", "d.png", "d.png"),
    ],
)
def test_image(note, alt, target, written):
    (image,) = found(note, Image)
    assert (image.alt, image.target, image.html) == (alt, target, False)
    assert note[slice(*image.span)] == note
    assert note[slice(*image.target_span)] == written
    assert found(note, Formula) == []


@pytest.mark.parametrize(
    ("note", "alt", "target", "written"),
    [
        ('<img src="c.png" alt="a">', "a", "c.png", "c.png"),
        ("<img alt='a' src='c d.png'/>", "a", "c d.png", "c d.png"),
        ("<IMG SRC=c.png>", "", "c.png", "c.png"),
        (r'<img src="E:\a b\c.png" style="zoom: 50%;" />', "", r"E:\a b\c.png", r"E:\a b\c.png"),
        ('<img src="a&amp;b.png">', "", "a&b.png", "a&amp;b.png"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "text {} text", "<div align=center>\n{}\n</div>", "> {}"])
def test_html_image(around, note, alt, target, written):
    whole = around.format(note)
    (image,) = found(whole, Image)
    assert (image.alt, image.target, image.html) == (alt, target, True)
    assert whole[slice(*image.span)] == note
    assert whole[slice(*image.target_span)] == written


@pytest.mark.parametrize(
    ("note", "text", "target", "written"),
    [
        ("[a](b.md)", "a", "b.md", "b.md"),
        ("[a](b.md#c-d 'title')", "a", "b.md#c-d", "b.md#c-d"),
        ("[a]()", "a", "", ""),
        ("[a `]` b](c.md)", "a `]` b", "c.md", "c.md"),
        ("[the $n$ case](c.md)", "the $n$ case", "c.md", "c.md"),
        (r"[a](E:\my notes\b.md)", "a", r"E:\my notes\b.md", r"E:\my notes\b.md"),
        (
            "<https://example.org/a>",
            "https://example.org/a",
            "https://example.org/a",
            "https://example.org/a",
        ),
        ("<me@example.org>", "me@example.org", "mailto:me@example.org", "me@example.org"),
        (
            "https://example.org/a_(b)",
            "https://example.org/a_(b)",
            "https://example.org/a_(b)",
            "https://example.org/a_(b)",
        ),
        ('<a href="b.md">c <b>d</b></a>', "c <b>d</b>", "b.md", "b.md"),
        ("[a\nb](c.md)", "a\nb", "c.md", "c.md"),
    ],
)
def test_link(note, text, target, written):
    (link,) = found(note, Link)
    assert (link.text, link.target) == (text, target)
    assert note[slice(*link.span)] == note
    assert note[slice(*link.target_span)] == written


@pytest.mark.parametrize(
    "note",
    [
        "[a](see above)",
        "[a] (b.md)",
        "$f[x](y)$",
        "$$\n[X](t) = 1\n$$",
        "`[a](b.md)`",
        "<!-- [a](b.md) -->",
        r"\[a](b.md)",
        "[a][b]",
        "    [a](b.md)",
    ],
)
def test_no_link(note):
    assert found(note, Link) == []


def test_an_address_in_a_link_is_one_link():
    assert len(found("[https://example.org/a](https://example.org/a)", Link)) == 1
    assert len(found('<a href="https://example.org">https://example.org</a>', Link)) == 1


def test_address_ends_before_the_full_stop():
    note = "见 https://example.org/a，或（https://example.org/b）。 Also https://example.org/c."
    assert [link.target[-1] for link in found(note, Link)] == ["a", "b", "c"]


def test_image_in_a_link():
    note = "[![a](b.png)](c.md)"
    assert [link.target for link in found(note, Link)] == ["c.md"]
    assert [image.target for image in found(note, Image)] == ["b.png"]


def test_an_image_in_alternative_text_is_text():
    assert [image.target for image in found("![a ![b](c.png) d](e.png)", Image)] == ["e.png"]


def test_links_do_not_nest():
    assert [link.target for link in found("[a [b](c.md) d](e.md)", Link)] == ["c.md"]


def test_references():
    note = "See [the Text][A], [b][], [C] and ![d][a].\n\n"
    note += "[a]: x.md 'T'\n[B]: <y z.md>\n[c]: w.md\n[unused]: v.md\n"
    assert [(link.text, link.target) for link in found(note, Link)] == [
        ("the Text", "x.md"),
        ("b", "y z.md"),
        ("C", "w.md"),
    ]
    assert [image.target for image in found(note, Image)] == ["x.md"]
    references = found(note, Reference)
    assert [(one.label, one.target, one.used) for one in references] == [
        ("a", "x.md", True),
        ("B", "y z.md", True),
        ("c", "w.md", True),
        ("unused", "v.md", False),
    ]
    assert note[slice(*references[0].span)] == "[a]: x.md 'T'"


def test_reference_over_two_lines_in_a_quote():
    note = "> [a]:\n> x.md\n>\n> see [a]\n"
    (reference,) = found(note, Reference)
    assert (reference.label, reference.target, reference.used) == ("a", "x.md", True)


@pytest.mark.parametrize("note", ["text\n[a]: b.md", "[a]: b c d", "[^a]: b.md", "[a]:", "`[a]: b`"])
def test_no_reference(note):
    assert found(note, Reference) == []


@pytest.mark.parametrize(
    ("note", "name", "argument", "rest"),
    [
        ("<!-- mdcheck: ignore[missing-image] drawn later -->", "ignore", "missing-image", "drawn later"),
        ("<!--mdcheck:ignore[a, b]-->", "ignore", "a, b", ""),
        ("<!-- mdcheck: assume p, q: distribution(n) -->", "assume", "", "p, q: distribution(n)"),
        ("<!-- mdcheck: define $H$\n  as entropy -->", "define", "", "$H$\n  as entropy"),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "text {} text", "- {}", "> {}", "<div>\n{}\n</div>", "| a |\n|---|\n| {} |"]
)
def test_directive(around, note, name, argument, rest):
    whole = around.format(note)
    if "\n" in note and around[0] in "->|":
        return
    (directive,) = found(whole, Directive)
    assert (directive.name, directive.argument, directive.rest) == (name, argument, rest)
    assert whole[slice(*directive.span)] == note


@pytest.mark.parametrize(
    "note", ["<!-- a comment -->", "`<!-- mdcheck: ignore[a] -->`", "<!-- mdcheck: ignore[a] --"]
)
def test_no_directive(note):
    assert found(note, Directive) == []
