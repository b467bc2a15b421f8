"""A note as a reader goes through it: sections with their words, and in each the formulas in order."""

import re
from collections.abc import Iterator
from dataclasses import field, replace

from mdcheck.claims.lexicon.wrong import DENIED, MARKED_WRONG
from mdcheck.claims.surroundings import NOTHING, Paragraph, paragraph_of
from mdcheck.latex.formulas import ParsedFormula
from mdcheck.model.document import Directive, Document, Formula, Heading, Node, Prose, Table
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

FOREIGN = regex(
    r"\\[pb]?mod\b|同余|置换群|模意义|取模|进制|群论|子群|阿贝尔|交换环|理想(?!情况|状态|条件|化|值|曲线|点|分类|模型|气体|解|中|[次排顺]序)|有限域|素域|四元数|狄利克雷|勒让德|"
    r"雅可比符号|特征为|布尔代数|热带|多项式环|原根|二次剩余|"
    r"\bmodulo\b|congruen\w+|permutation group|quaternion|dirichlet convolution|galois|legendre|"
    r"\bideals\b|\b(?:prime|maximal|principal) ideal\b|\bideal (?:of|in)\b|"
    r"jacobi symbol|quadratic residue|finite field|characteristic (?:two|2|p)\b|boolean algebra|tropical",
    re.IGNORECASE,
)
_TEXT = regex(r"\\(?:text|mathrm|mbox)\s*\{([^{}]*)\}")
FARTHEST, LONGEST_CAPTION = 6, 40


@dataclass(frozen=True, slots=True)
class Place:
    """A formula with the words around it.

    Attributes:
        parsed: The formula and its tree.
        around: Prose of its paragraph.
        column: In a table: its column's header.
        row: In a table: which row of which table, so that rows are scopes of their own.
        title: The heading that it stands under.
        raw: Prose of its paragraph with its formulas.
        beside: In a table: the words of the first cell of its row.
        above: Prose of the paragraph before.
        paragraph: The words of its paragraph.
        number: Which of the formulas there it is.
        lead: Of a display in a paragraph of its own: the one above, if its last sentence goes on here.
        below: Prose of the paragraph after, with its formulas.
        caption: A short paragraph above that announces nothing: the first line of its list item.
        foreign: Whether the section uses the notation of a field in which signs mean something else.
    """

    parsed: ParsedFormula
    around: str
    column: str = ""
    row: tuple[int, int] | None = None
    foreign: bool = False
    title: str = ""
    raw: str = ""
    beside: str = ""
    above: str = ""
    paragraph: Paragraph = NOTHING
    number: int = 0
    lead: Paragraph = NOTHING
    below: str = ""
    caption: str = ""

    @property
    def before(self) -> str:
        """What its sentence says before it, other formulas as one character each."""
        own = self.paragraph.before(self.number) if self.paragraph.marks else ""
        return own if own.strip() else self.lead.unfinished

    @property
    def behind(self) -> str:
        """What its sentence says behind it."""
        return self.paragraph.behind(self.number) if self.paragraph.marks else ""

    @property
    def marked_wrong(self) -> bool:
        """Whether the author says that this is wrong."""
        words = (self.around, self.column, self.title, self.lead.unfinished, *_TEXT.findall(self.parsed.text))
        marked = any(MARKED_WRONG.search(text) for text in words)
        inline = not self.parsed.formula.display
        return marked or (inline and DENIED.search(self.before) is not None)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading.

    Attributes:
        titles: The heading and those above it.
        words: All prose of the section in lower case, its titles included.
        places: Its formulas in order.
        directives: What comments in it and in the sections above it tell.
    """

    titles: tuple[str, ...]
    words: str
    places: tuple[Place, ...]
    directives: tuple[Directive, ...] = ()


@dataclass
class Builder:
    """Collects one section."""

    titles: tuple[str, ...] = ()
    prose: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    above: Paragraph = NOTHING
    places: list[Place] = field(default_factory=list)
    directives: tuple[Directive, ...] = ()
    followed: int = 0

    def go_on(self, text: str) -> None:
        """Tell the formulas so far that a paragraph follows."""
        for number in range(self.followed, len(self.places)):
            self.places[number] = replace(self.places[number], below=text)
        self.followed = len(self.places)

    def section(self) -> Section:
        """The section as collected."""
        words = " ".join((*self.titles, *self.prose)).lower()
        foreign = any(FOREIGN.search(text) for text in (words, *(p.parsed.text for p in self.places)))
        places = (replace(place, foreign=True) for place in self.places) if foreign else self.places
        return Section(self.titles, words, tuple(places), self.directives)


def sections(document: Document, parsed: dict[Span, ParsedFormula]) -> Iterator[Section]:
    """The sections of a note; ``parsed`` holds its formulas by span."""
    levels: list[tuple[int, str]] = []
    told: list[tuple[int, Directive]] = []
    builder = Builder()
    seen: set[Span] = set()
    for node in document.nodes:
        if isinstance(node, Directive):
            told.append((levels[-1][0] if levels else 0, node))
            builder.directives = tuple(directive for _, directive in told)
        elif isinstance(node, Heading):
            if builder.prose or builder.places:
                yield builder.section()
            levels = [(level, title) for level, title in levels if level < node.level]
            levels.append((node.level, node.title.text))
            told = [(level, directive) for level, directive in told if level < node.level]
            builder = Builder(tuple(t for _, t in levels), directives=tuple(d for _, d in told))
        else:
            collect(node, builder, parsed, seen)
    yield builder.section()


def collect(node: Node, builder: Builder, parsed: dict[Span, ParsedFormula], seen: set[Span]) -> None:
    """Add what a node holds to its section."""
    match node:
        case Prose(content=content, role=role, formulas=formulas):
            words = paragraph_of(node)
            builder.go_on(content.text)
            for number, formula in enumerate(formulas):
                add(formula, content.text, builder, parsed, seen, (words, number))
            builder.prose.append(plain(content.text))
            if role != "heading":
                builder.paragraphs.append(builder.prose[-1])
                builder.above = words
        case Formula():
            add(node, builder.prose[-1] if builder.prose else "", builder, parsed, seen)
        case Table(header=header, rows=rows):
            heads = [cell.content.text.replace("$", "") for cell in header]
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    title = heads[column] if column < len(heads) else ""
                    words = paragraph_of(cell)
                    for inside, formula in enumerate(cell.formulas):
                        add(
                            formula,
                            cell.content.text,
                            builder,
                            parsed,
                            seen,
                            (words, inside),
                            title,
                            (node.span.start, number),
                            plain(row[0].content.text) if column else "",
                        )


def add(
    formula: Formula,
    around: str,
    builder: Builder,
    parsed: dict[Span, ParsedFormula],
    seen: set[Span],
    where: tuple[Paragraph, int] = (NOTHING, 0),
    column: str = "",
    row: tuple[int, int] | None = None,
    beside: str = "",
) -> None:
    """Add a formula once."""
    if formula.span in seen or formula.span not in parsed:
        return
    seen.add(formula.span)
    title = builder.titles[-1] if builder.titles else ""
    above = next((text for text in reversed(builder.paragraphs) if text.strip()), "")
    words = plain(around)
    paragraph, number = where
    alone = (
        formula.display and not paragraph.text[: paragraph.marks[number] if paragraph.marks else 0].strip()
    )
    lead = builder.above if alone and row is None else NOTHING
    place = Place(
        parsed[formula.span],
        words,
        column=column,
        row=row,
        title=title,
        raw=around,
        beside=beside,
        above=above,
        paragraph=paragraph,
        number=number,
        lead=lead,
        caption=caption(builder.paragraphs) if row is None else "",
    )
    builder.places.append(place)


def caption(paragraphs: list[str]) -> str:
    """The last short paragraph that is no announcement ("compute:"), unless a long one comes after it."""
    for text in reversed(paragraphs[-FARTHEST:]):
        words = text.strip(" *_.,;，；。")
        if len(words) > LONGEST_CAPTION:
            return ""
        if words and not words.endswith((":", "：")):
            return words
    return ""


def plain(text: str) -> str:
    """Prose without its formulas and comments."""
    return re.sub(r"\${1,2}[^$]*\${1,2}|<!--.*?-->", " ", text, flags=re.DOTALL)
