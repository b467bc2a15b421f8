"""Running text as the prose extractors read it: markup blanked out, offsets kept, section titles at hand."""

import re
from collections.abc import Iterator

from mdcheck.claims.surroundings import within
from mdcheck.model.document import Document, Formula, Heading, Prose, Table
from mdcheck.model.source import Extract, Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

MASK = "\ufffc"
"""Stands for each character of a formula, code or link target that is not read as words."""

_MARKUP = regex(
    r"(?<![\d)\s])\*+|\*+(?![\d(\s])|\*{2,}|(?<!\w)_+|_+(?!\w)|<[^<>\n]{1,200}>|&(?:emsp|ensp|nbsp);|\\(?=[*_%$#~\[\]])|[\u200b\ufeff]"
)
_MASKED = regex(r"~~.+?~~|\]\([^()\n]*\)|<!--.*?-->|https?://[^\s)）]+", re.DOTALL)
_WRAPPER = regex(r"\\(?:text|mathrm|mathit|mathbf|mathsf|operatorname|textbf|rm)\b\s*")
_SYMBOL = regex(r"\\([A-Za-z]+)")
_SYMBOLS = {
    "times": "×", "cdot": "×", "div": "÷", "ge": "≥", "geq": "≥", "le": "≤", "leq": "≤", "infty": "∞",
    "log": "log", "ln": "ln", "left": "", "right": "", "approx": "≈", "quad": " ",
    "to": "→", "rightarrow": "→", "tau": "τ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
}  # fmt: skip
_FRACTION = regex(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_TYPED = regex(r"[A-Za-z0-9 .,()\[\]+\-*/=<>≥≤×÷∞≈→ταβγδ%^]+")
_WORDS = regex(r"[A-Za-z0-9 \-]+")


@dataclass(frozen=True, slots=True)
class Passage:
    r"""One run of text with its markup blanked out.

    Attributes:
        text: As long as the extract's text: emphasis marks and tags are blanks, formulas that spell a name
            (``$TP$``) are that name, other formulas and code are ``MASK``.
        maths: The same with plain formulas (``$[0, 1]$``, ``$2 \times 3$``) read as typed on a line.
        extract: The text as written, which leads back to the source.
        titles: The headings that it stands under, outermost first.
        listed: Nesting depth of the list that it stands in.
        formulas: The formulas inside, with their offsets into the text.
    """

    text: str
    maths: str
    extract: Extract
    titles: tuple[str, ...] = ()
    listed: int = 0
    formulas: tuple[tuple[Span, Formula], ...] = ()

    def locate(self, start: int, end: int) -> Span:
        """The place in the source of a range of the text."""
        return self.extract.locate(self._whole(start, end))

    def written(self, start: int, end: int) -> str:
        """A range of the text as its author typed it."""
        return self.extract.text[slice(*self._whole(start, end))]

    def _whole(self, start: int, end: int) -> Span:
        """The range with the delimiters of the formulas at its ends."""
        for place, _ in self.formulas:
            start = place.start if place.start < start < place.end else start
            end = place.end if place.start < end < place.end else end
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class Text:
    """All that a note says in words: passages and table cells in order, and the document they are from."""

    document: Document
    passages: tuple[Passage, ...]
    cells: tuple[Passage, ...] = ()


def text_of(document: Document) -> Text:
    """A note's passages, made once for all extractors."""
    return Text(document, tuple(passages(document)), tuple(passages(document, cells=True)))


def passages(document: Document, *, cells: bool = False) -> Iterator[Passage]:
    """Every paragraph, list item and heading of a note in order; or every table cell."""
    titles: list[tuple[int, str]] = []
    tables = [node.span for node in document.nodes if isinstance(node, Table)]
    for node in document.nodes:
        match node:
            case Heading():
                titles = [(level, title) for level, title in titles if level < node.level]
                titles.append((node.level, node.title.text))
            case Prose() if cells == _within(node.span, tables):
                yield passage(node, tuple(title for _, title in titles))
            case _:
                pass


def passage(prose: Prose, titles: tuple[str, ...] = ()) -> Passage:
    """One run of text, ready for the extractors."""
    text = prose.content.text
    placed = tuple((within(prose.content, formula.span), formula) for formula in prose.formulas)
    shown = list(_blanked(text))
    for place in prose.codes:
        span = within(prose.content, place)
        shown[span.start : span.end] = _code(text[span.start : span.end])
    maths = shown.copy()
    for span, formula in placed:
        shown[span.start : span.end] = _spelled(formula, span.end - span.start)
        maths[span.start : span.end] = _plain(formula, span.end - span.start)
    return Passage("".join(shown), "".join(maths), prose.content, titles, prose.listed, placed)


def _within(span: Span, tables: list[Span]) -> bool:
    return any(table.start <= span.start and span.end <= table.end for table in tables)


def _blanked(text: str) -> str:
    masked = _MASKED.sub(lambda found: MASK * len(found[0]), text)
    return _MARKUP.sub(lambda found: " " * len(found[0]), masked)


def _spelled(formula: Formula, width: int) -> str:
    words = re.sub(r"[{}]|\\(?= )", "", _WRAPPER.sub("", formula.content.text)).strip()
    return words.center(width) if _WORDS.fullmatch(words) and len(words) > 1 else MASK * width


def _plain(formula: Formula, width: int) -> str:
    """A formula without structure as one would type it outside dollars, else masked."""
    words = _SYMBOL.sub(lambda found: _SYMBOLS.get(found[1], found[0]), formula.content.text)
    words = _FRACTION.sub(r"((\1)/(\2))", _WRAPPER.sub("", words))
    words = re.sub(r"[{}]|\\[,;! ]", "", words).strip()
    return words.center(width) if _TYPED.fullmatch(words) and len(words) <= width else MASK * width


def _code(text: str) -> str:
    words = text.strip("`").strip()
    return words.center(len(text)) if _WORDS.fullmatch(words) else MASK * len(text)
