"""What is in a note: the nodes that extraction finds, each with its exact place."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from mdcheck.model.source import Extract, Span
from mdcheck.records import dataclass

Delimiter = Literal["$", "$$", "\\(", "\\[", "environment", "fence", "code"]
Role = Literal["paragraph", "heading", "cell", "html"]


@dataclass(frozen=True, slots=True)
class Formula:
    r"""One piece of maths as written.

    Attributes:
        span: With its delimiters.
        content: Between the delimiters (for a bare environment: all of it).
        display: Set on a line of its own rather than in running text.
        delimiter: How it was written; ``fence`` is a ```` ```math ```` block, ``code`` is ``$`x`$``.
    """

    span: Span
    content: Extract
    display: bool
    delimiter: Delimiter


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of text that a reader reads as one: a paragraph, a list item's text, a heading, a table cell.

    Attributes:
        span: From the first to the last character.
        content: The text without quote marks and indents; formulas and code stand in it as written.
        role: What kind of block it is.
        formulas: The formulas inside, in order.
        codes: Spans of inline code, with their backticks.
        listed: Nesting depth of the list that it stands in; 0 outside lists.
    """

    span: Span
    content: Extract
    role: Role
    formulas: tuple[Formula, ...] = ()
    codes: tuple[Span, ...] = ()
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``anchors`` are the identifiers under which links may reach it."""

    span: Span
    level: int
    title: Extract
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeFence:
    """A fenced code block.

    Attributes:
        span: With its fences.
        language: First word of the info string, lower case; empty if none.
        info: The whole info string.
        attributes: Classes and key=value pairs in the info string (``python {.no-run}``).
        content: The code, without the indent of its container.
        closed: Whether a closing fence exists.
    """

    span: Span
    language: str
    info: str
    attributes: Mapping[str, str]
    content: Extract
    closed: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A Markdown table; ``rows`` hold the body, each as long as written."""

    span: Span
    header: tuple[Prose, ...]
    rows: tuple[tuple[Prose, ...], ...]


@dataclass(frozen=True, slots=True)
class Image:
    """An image, by Markdown or an ``<img>`` tag (``html``); ``target`` is decoded, its span as written."""

    span: Span
    target: str
    target_span: Span
    alt: str
    html: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link, by Markdown or by an ``<a>`` tag; ``text`` is what a reader sees."""

    span: Span
    target: str
    target_span: Span
    text: str
    html: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A link reference definition ``[label]: target``; ``used`` tells whether any link refers to it."""

    span: Span
    label: str
    target: str
    used: bool


@dataclass(frozen=True, slots=True)
class Directive:
    """An ``<!-- mdcheck: name[argument] rest -->`` comment."""

    span: Span
    name: str
    argument: str
    rest: str


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A maths delimiter without its partner; nothing after it was swallowed."""

    span: Span
    delimiter: str


Node = Formula | Prose | Heading | CodeFence | Table | Image | Link | Reference | Directive | Unpaired


@dataclass(frozen=True, slots=True)
class Document:
    """Everything found in one note, in order of its place, containers before what they contain.

    ``nodes`` is flat: a formula in a table cell is there as the Table, as the cell's Prose (if it is not
    empty), and as a Formula. Every formula is in exactly one Prose, save those of ``math`` fences.
    """

    nodes: tuple[Node, ...]
    macros: Mapping[str, str] = field(default_factory=dict)
