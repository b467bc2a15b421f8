r"""L205: rows of a matrix or array that do not fit together."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from mdcheck.latex import walk
from mdcheck.latex.formulas import ParsedFormula, parsed_formulas
from mdcheck.latex.tree import Atom, Environment, Mark, Row, Space
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid

_MATRICES: Final = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix"))
_SPEC_NOISE: Final = regex(r"[@!><]\s*\{[^{}]*\}|[|:\s]")
_SPEC_REPEAT: Final = regex(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}")
_SPEC_COLUMN: Final = regex(r"[lcrX]|[pmb]\{[^{}]*\}")


class RaggedRows(Rule):
    r"""matrices whose rows differ in length, and arrays with more cells than columns.

    ## What it does
    Counts the cells of each row. Of a matrix, the one row that has not as many cells as all others is
    reported; rows of dots do not count, and where several rows are short, the blanks are meant. In an
    `array` no row may have more cells than its column specification names.

    ## Why is this bad?
    An `&` too few shifts every entry after it into another column: the matrix that is shown is another one.

    ## How to mend it
    Add or delete the `&`.
    """

    code = "L205"
    name = "ragged-rows"
    severity = Severity.WARNING
    needs = Needs.TREES
    valid = (
        Valid("$$\n\\begin{bmatrix} a & b \\\\ \\vdots & \\vdots \\\\ c & d \\end{bmatrix}\n$$"),
        Valid("$$\n\\begin{pmatrix} a & b \\\\ \\vdots \\\\ c & d \\\\ \\end{pmatrix}\n$$"),
        Valid("$$\n\\begin{array}{l|*{2}{c}} a & b & c \\\\ \\hline a \\end{array}\n$$"),
        Valid("$$\n\\begin{bmatrix} a & b & c \\\\ d \\\\ & e \\\\ && f \\end{bmatrix}\n$$"),
        Valid("$$\n\\begin{aligned} a &= b \\\\ c \\end{aligned}\n$$"),
    )
    invalid = (
        Invalid("$$\n\\begin{bmatrix} 1 & 0 \\\\ 0 & 1 \\\\ 0 1 \\end{bmatrix}\n$$", at=("0 1",)),
        Invalid("矩阵 $\\begin{pmatrix} a & b & c \\\\ d & e \\\\ f & g & h \\end{pmatrix}$", at=("d & e",)),
        Invalid("$$\n\\begin{array}{ll} a & b & c \\\\ d & e \\end{array}\n$$", at=("a & b & c",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Count the cells of each environment with columns."""
        for parsed in parsed_formulas(page.document, page.macros):
            for node in walk(parsed.tree):
                match node:
                    case Environment(name=name) if name.rstrip("*") in _MATRICES:
                        yield from self._matrix(parsed, node)
                    case Environment(name="array", spec=spec) if columns := _columns(spec):
                        yield from self._array(parsed, node, columns)
                    case _:
                        pass

    def _matrix(self, parsed: ParsedFormula, node: Environment) -> Iterator[Diagnostic]:
        rows = [row for row in node.rows if not _is_filler(row)]
        most, agreeing = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        odd = [row for row in rows if len(row) != most]
        if len(odd) == 1 < agreeing and not any(_is_filler((cell,)) for cell in odd[0]):
            yield self._finding(parsed, odd[0], f"this row has {len(odd[0])} cells, others {most}")

    def _array(self, parsed: ParsedFormula, node: Environment, columns: int) -> Iterator[Diagnostic]:
        for row in node.rows:
            if len(row) > columns:
                yield self._finding(parsed, row, f"this row has {len(row)} cells for {columns} columns")

    def _finding(self, parsed: ParsedFormula, row: tuple[Row, ...], message: str) -> Diagnostic:
        start, end = row[0].span.start, row[-1].span.end
        text = parsed.text[start:end]
        start += len(text) - len(text.lstrip())
        return self.found(parsed.locate(Span(start, max(start, start + len(text.strip())))), message)


def _is_filler(row: tuple[Row, ...]) -> bool:
    """Whether a row holds only dots, rules and blanks."""
    return all(
        isinstance(item, Space | Mark) or (isinstance(item, Atom) and item.cls == "ellipsis")
        for cell in row
        for item in cell.items
    )


def _columns(spec: str) -> int | None:
    """Number of columns that a specification names; None if it is not understood."""
    plain = _SPEC_REPEAT.sub(lambda match: match[2] * int(match[1]), spec)
    columns, rest = len(_SPEC_COLUMN.findall(plain)), _SPEC_NOISE.sub("", _SPEC_COLUMN.sub("", plain))
    return None if rest else columns
