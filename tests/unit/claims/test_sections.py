"""What a formula is surrounded by, and what its section says of its names."""

from mdcheck.claims.evidence import scope_of
from mdcheck.claims.sections import Section, sections
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.source import Source


def sections_of(note: str) -> list[Section]:
    """The sections of a note that hold formulas."""
    document = read(Source("note.md", note))
    parsed = {p.formula.span: p for p in parsed_formulas(document, {})}
    return [section for section in sections(document, parsed) if section.places]


def test_every_formula_is_in_one_section_once():
    note = "# A\n\n$a=1$ and $b=2$\n\n- $c=3$\n\n## B\n\n| x |\n| --- |\n| $d=4$ |\n\n> $$e=5$$\n"
    found = [[place.parsed.text for place in section.places] for section in sections_of(note)]
    assert found == [["a=1", "b=2", "c=3"], ["d=4", "e=5"]]


def test_titles_are_those_above():
    [first, second] = sections_of("# A\n\n## B\n\n$x$\n\n## C\n\n$y$\n")
    assert (first.titles, second.titles) == (("A", "B"), ("A", "C"))


def test_cells_know_their_column_and_row():
    [section] = sections_of("| f | g |\n| --- | --- |\n| $a$ | $b$ |\n| $c$ | $d$ |\n")
    assert [place.column for place in section.places] == ["f", "g", "f", "g"]
    rows = [place.row for place in section.places]
    assert rows[0] == rows[1] != rows[2] == rows[3]


def test_words_of_a_section_hold_titles_and_prose_but_no_formulas():
    [section] = sections_of("# Cross Entropy\n\nThe *loss* of $\\hat y$ is small.\n")
    assert "cross entropy" in section.words
    assert "loss" in section.words
    assert "hat" not in section.words


def test_a_sentence_is_what_stands_around_a_formula():
    [section] = sections_of(
        "Here. If $p$ it is so, $a=b$ holds. Elsewhere.\n\n$$c=d$$\n\nWe see\n\n$$e=f$$\n"
    )
    around = [(place.before.strip(), place.behind.strip()) for place in section.places]
    assert around[1] == ("If \ufffc it is so,", "holds.")
    assert around[2] == ("", "")
    assert around[3] == ("We see", "")


def test_sorts_are_read_from_declarations_and_words():
    note = (
        r"Let $A\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$ and $c\in\mathbb{R}$. 设矩阵 $M$ 与向量 $v$。"
    )
    [section] = sections_of(note)
    scope = scope_of(section)
    expected = {"A": "matrix", "x": "vector", "c": "real", "M": "matrix", "v": "vector"}
    assert {name: scope.sort(name) for name in expected} == expected


def test_bold_letters_have_a_sort_by_their_case():
    scope = scope_of(sections_of("$a$")[0])
    assert (scope.sort("bold x"), scope.sort("bold W"), scope.sort("x")) == ("vector", "matrix", None)


def test_applied_and_bare_names_are_told_apart():
    [section] = sections_of("$f(x)=2x$ and $y+f(z)$")
    scope = scope_of(section)
    assert "f" in scope.applied
    assert "f" not in scope.bare
    assert {"x", "y"} <= scope.bare


def test_laws_of_a_divergence_are_laws():
    [section] = sections_of(r"$D_{KL}(f\|g)$")
    assert {"f", "g"} <= scope_of(section).laws
