r"""Lossless syntax of a formula: every character belongs to a leaf, spans are offsets into its text.

Juxtaposition stays unresolved here: a ``Row`` is a flat list, and what is applied to what, or multiplied
with what, is decided in elaboration. Printing a tree gives back the text, character by character.

Arguments and scripts are also among the ``parts`` of their node; trees are compared, hashed and shown by one
of the two only, else that would take time exponential in the depth.
"""

from dataclasses import field
from typing import Literal

from mdcheck.model.source import Span
from mdcheck.records import dataclass

AtomClass = Literal[
    "letter",  # x, \alpha, \ell, ∂ (as a symbol), CJK outside \text
    "number",  # 12, 3.5, 1,204,000 (thousands separators by three digits)
    "operator",  # + - \cdot \times * / \oplus ! ∘
    "relation",  # = \le \in \approx := \sim \to \leftarrow
    "binder",  # \sum \prod \int \max \lim \arg\max: takes under/over parts; operators on what follows
    "function",  # \log \sin \exp \det and bare log, exp, softmax, ReLU
    "punctuation",  # , ; : .
    "bar",  # | \| \mid \vert || ∥ that no fence has claimed
    "ellipsis",  # ... \dots \cdots \ldots
    "prime",  # ' \prime (within Scripts)
    "open",  # an opening bracket without partner
    "close",  # a closing bracket without partner
    "symbol",  # \infty \emptyset \forall \exists \nabla \partial \top and others
]


@dataclass(frozen=True, slots=True)
class Space:
    r"""Blanks, comments, ``~``, ``\,``, ``\quad``, ``\displaystyle``, ``\label{..}``: they only separate.

    ``wide`` is true for ``\quad`` and wider, which separate statements.
    """

    span: Span
    text: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    r"""One symbol.

    Attributes:
        name: What it is called whatever the way it was typed: ``\alpha`` and ``α`` are both ``alpha``,
            ``−`` is ``-``, ``\le``, ``\leq``, ``≤`` and ``⩽`` are ``le``, ``\times`` and ``×`` are ``times``;
            a letter is itself.
        text: As typed.
    """

    span: Span
    cls: AtomClass
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    r"""A name of several letters: ``\operatorname{rank}``, ``\text{Var}``, ``\mathrm{TP}``, ``Precision``.

    Attributes:
        name: The letters, blanks taken out (``A c c u r a c y`` is ``Accuracy``); ``\text`` keeps single
            blanks.
        style: How it was written; ``run`` is bare letters, ``spaced`` bare letters torn apart.
        text: As typed.
    """

    span: Span
    name: str
    style: Literal["run", "spaced", "operatorname", "text", "mathrm"]
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A flat sequence: what stands between two braces, brackets, ampersands or ends of the formula."""

    span: Span
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Group:
    """``{...}``."""

    span: Span
    body: Row


@dataclass(frozen=True, slots=True)
class Fence:
    r"""A pair of brackets: ``(a, b)``, ``\left[ .. \right)``, ``|x|``, ``\|x\|``, ``\langle x, y\rangle``.

    Attributes:
        open: Name of the opening bracket: ``( [ { | || langle lfloor lceil lvert lVert .``
        close: Name of the closing one: ``) ] } | || rangle rfloor rceil rvert rVert .``
        opener: As typed, with ``\left``, ``\bigl`` and the like; likewise ``closer``.
        body: Everything between, its ``, ; | ||`` kept as atoms.
    """

    span: Span
    open: str
    close: str
    opener: str
    closer: str
    body: Row


@dataclass(frozen=True, slots=True)
class Scripts:
    r"""A base with subscript, superscript and primes, in whatever order they were typed (``\limits`` too).

    Attributes:
        base: What they stand at; None where they begin a row (``{}^t x`` has an empty Group).
        sub: Row after ``_``, braces taken off (the braces' characters belong to this node).
        sup: Row after ``^``.
        primes: Number of primes.
        parts: All children and marks in typed order, for lossless printing.
    """

    span: Span
    base: "Node | None" = field(compare=False)
    sub: Row | None = field(compare=False)
    sup: Row | None = field(compare=False)
    primes: int
    parts: "tuple[Node, ...]" = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    r"""Characters of syntax without a meaning of their own: ``_ ^ { } &``, ``\\``, ``\limits``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    r"""A command with arguments: ``\frac{a}{b}``, ``\sqrt[3]{x}``, ``\hat x``, ``\underset{x}{\max}``.

    Attributes:
        name: Without backslash, variants folded: ``dfrac``, ``tfrac``, ``cfrac`` and ``{a \over b}`` are
            ``frac``; ``bm``, ``boldsymbol`` and ``mathbf`` stay what they are.
        option: The ``[...]`` argument.
        args: The arguments, braces taken off.
        parts: Everything in typed order, for lossless printing.
    """

    span: Span
    name: str
    option: Row | None = field(compare=False)
    args: tuple[Row, ...] = field(compare=False)
    parts: "tuple[Node, ...]" = field(repr=False)


@dataclass(frozen=True, slots=True)
class Environment:
    r"""``\begin{name} .. \end{name}``: rows of cells, always with their ``&`` and ``\\`` in ``parts``.

    Attributes:
        name: ``aligned``, ``cases``, ``bmatrix``, ``array`` ..., star kept. A bare ``\\`` at top level of a
            formula makes an environment named ``rows``.
        spec: Text of the column specification of ``array``; empty otherwise.
        rows: Rows of cells; an empty last row is dropped.
        parts: Everything in typed order.
    """

    span: Span
    name: str
    spec: str
    rows: tuple[tuple[Row, ...], ...] = field(compare=False)
    parts: "tuple[Node, ...]" = field(repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    r"""Words in a formula: ``\text{if } ``, ``\mbox{..}``, runs of CJK characters."""

    span: Span
    content: str
    text: str


@dataclass(frozen=True, slots=True)
class Error:
    """What was not understood.

    Only the offending characters are in it (the brace that nobody closes, the unknown command): what stands
    around is read as usual. A command that lacks an argument is one whole, its pieces in ``parts``.

    Attributes:
        code: A stable word for rules.
        reason: A sentence for the author.
        text: As typed.
        parts: What could be read of it, for lossless printing; empty for a leaf.
    """

    span: Span
    code: Literal[
        "unclosed", "unopened", "unknown-command", "missing-argument", "environment", "too-deep", "stray"
    ]
    reason: str
    text: str
    parts: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Expansion:
    r"""Use of a user's macro.

    Attributes:
        text: As typed, arguments included.
        body: What it stands for. It has no characters of its own in the formula: every node in it carries the
            span of the use, so findings point there.
    """

    span: Span
    text: str
    body: Row


Node = (
    Space
    | Atom
    | Word
    | Row
    | Group
    | Fence
    | Scripts
    | Mark
    | Command
    | Environment
    | Text
    | Error
    | Expansion
)
