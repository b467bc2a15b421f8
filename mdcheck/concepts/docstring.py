"""The fields of a docstring: formulas with their places, names, conventions, source."""

import re
from collections.abc import Iterator
from dataclasses import field

import griffe

from mdcheck.concepts.concept import Convention, Finding, Formula, Names, Raised
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

DISPLAY = regex(r"\$\$(.*?)\$\$", re.DOTALL)
AXIS = regex(r"(?P<axis>[^:|]+):(?P<values>[^|]+(\|[^|]+)+)")
HEADING = regex(r"^\s*(?P<name>\w+):\s*$")
NO_CONVENTIONS = "none"
LONGEST_NAMES = 3


@dataclass
class Docstring:
    """One docstring in its file; what cannot be read goes to ``findings``.

    Attributes:
        parsed: As griffe holds it.
        file: Path for the findings.
        text: The whole file.
    """

    parsed: griffe.Docstring
    file: str
    text: str
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Let griffe part the docstring into sections."""
        self.sections = self.parsed.parse("google", warnings=False)

    @property
    def summary(self) -> str:
        """The first line."""
        return self.parsed.value.partition("\n")[0].strip()

    def field(self, title: str) -> str:
        """Text of a titled part that is the package's own, empty if there is none."""
        for section in self.sections:
            if section.kind is griffe.DocstringSectionKind.admonition and section.title == title:
                return str(section.value.contents)
        return ""

    def described(self, kind: griffe.DocstringSectionKind) -> dict[str, str]:
        """Descriptions of parameters or attributes by name."""
        return {item.name: item.description for s in self.sections if s.kind is kind for item in s.value}

    @property
    def is_concept(self) -> bool:
        """Whether it carries any field that makes a concept."""
        return any(self.field(title) for title in ("Formula", "Names")) or "$$" in self.parsed.value

    def formulas(self) -> tuple[Formula, ...]:
        """The displays of the formula field, each where it stands in the file."""
        inside = self.field("Formula")
        if "$$" in self.parsed.value and not inside:
            self.complain("Formula", "a formula stands outside of the field 'Formula:'", at="$$")
        if inside.count("$$") % 2:
            self.complain("Formula", "a '$$' without its partner")
        if inside and "$$" not in inside:
            self.complain("Formula", "the field 'Formula:' holds no '$$ .. $$'")
        return tuple(self._located(DISPLAY.findall(inside)))

    def names(self) -> Names:
        """English; Chinese; abbreviations."""
        text = self.field("Names")
        groups = [tuple(n.strip() for n in group.split(",") if n.strip()) for group in text.split(";")]
        if not text:
            self.complain("", "the field 'Names:' is missing: 'English; Chinese; abbreviations'")
        elif len(groups) > LONGEST_NAMES:
            self.complain(
                "Names", f"{len(groups)} groups where at most 3 stand: English; Chinese; abbreviations"
            )
        return Names(*groups[:LONGEST_NAMES])

    def conventions(self) -> tuple[Convention, ...]:
        """Axes with their values, one a line; ``none`` says that usage does not differ."""
        if self.field("Conventions").strip() == NO_CONVENTIONS:
            return ()
        found = []
        for row in filter(None, map(str.strip, self.field("Conventions").splitlines())):
            match = AXIS.fullmatch(row)
            if match is None:
                self.complain("Conventions", f"{row!r} is not 'axis: value | other'", at=row)
                continue
            values = tuple(value.strip() for value in match["values"].split("|"))
            found.append(Convention(match["axis"].strip(), values))
        return tuple(found)

    def raises(self) -> tuple[Raised, ...]:
        """Errors with their conditions."""
        kind = griffe.DocstringSectionKind.raises
        return tuple(
            Raised(str(item.annotation), item.description)
            for section in self.sections
            if section.kind is kind
            for item in section.value
        )

    @property
    def source(self) -> str:
        """Paper or book, on one line."""
        return " ".join(self.field("Source").split())

    def complain(self, heading: str, message: str, *, at: str = "") -> None:
        """Note a finding at a text of the docstring, or else at a heading, or at its first line."""
        first, last = self.parsed.lineno or 1, self.parsed.endlineno or 1
        lines = self.text.splitlines()
        places = [n for n in range(first, last + 1) if at and at in lines[n - 1]] or [
            n for n in range(first, last + 1) if (m := HEADING.match(lines[n - 1])) and m["name"] == heading
        ]
        self.findings.append(Finding(self.file, places[0] if places else first, message))

    def _located(self, displays: list[str]) -> Iterator[Formula]:
        """The displays at their places, which are those of the source if nothing in it is escaped."""
        start, end = self._extent()
        written = list(DISPLAY.finditer(self.text, start, end))
        for tex, place in zip(displays, written, strict=False):
            span = Span(*place.span(1))
            line = self.text.count("\n", 0, span.start) + 1
            if place[1].split() != tex.split():
                self.complain("Formula", 'backslashes are lost: write the docstring as r""" .. """')
                return
            if not tex.strip():
                self.complain("Formula", "an empty formula")
                continue
            yield Formula(" ".join(tex.split()), line, span)

    def _extent(self) -> tuple[int, int]:
        """Offsets of the docstring in the file."""
        lines = self.text.splitlines(keepends=True)
        first, last = self.parsed.lineno or 1, self.parsed.endlineno or 1
        return sum(map(len, lines[: first - 1])), sum(map(len, lines[:last]))
