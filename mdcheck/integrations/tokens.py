"""Tokens in the place of formulas, and HTML in the place of tokens."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count

from mdcheck import markdown
from mdcheck.integrations import badges
from mdcheck.integrations.evidence import Evidence, EvidenceError, NoteEvidence
from mdcheck.integrations.rendering import Renderer
from mdcheck.latex.formulas import formulas
from mdcheck.latex.katex import KatexError
from mdcheck.model.document import CodeFence, Formula
from mdcheck.model.source import Source, Span

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_NO_CONTAINER = re.compile(r"[^>\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands for a token: HTML, or ``words`` where no HTML may stand; ``place`` is for messages."""

    html: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one page: letters and digits only, so that Markdown takes each for a word."""

    stem: str = ""
    pieces: Mapping[str, Piece] = field(default_factory=dict)

    def shown(self, html: str) -> str:
        """A finished page with each piece in its place, and with its words inside attributes.

        Raises:
            EvidenceError: A piece would be shown other than once.
        """
        if not self.pieces:
            return html
        self._expect_once(html)
        html = _TAG.sub(lambda tag: self._replaced(tag[0], words=True), html)
        return self._replaced(html, words=False)

    def worded(self, html: str) -> str:
        """A heading in words, for a table of contents."""
        return self._replaced(html, words=True) if self.pieces else html

    def _replaced(self, html: str, *, words: bool) -> str:
        if self.stem not in html:
            return html
        pieces = self.pieces
        return re.sub(
            self.stem + r"\d+x",
            lambda token: escape(pieces[token[0]].words) if words else pieces[token[0]].html,
            html,
        )

    def _expect_once(self, html: str) -> None:
        seen = Counter(re.findall(self.stem + r"\d+x", html))
        for token, piece in self.pieces.items():
            if seen[token] != 1:
                raise EvidenceError(
                    f"{piece.place}: shown {seen[token]} times instead of once: {piece.words}"
                )


def tokenised(text: str, evidence: Evidence, renderer: Renderer) -> tuple[str, Tokens]:
    """A note with tokens in the place of its formulas and before its checked fences, and what they stand for.

    A text without formulas that the evidence does not know is no note, and stays as it is.

    Raises:
        EvidenceError: The evidence does not know the note, a formula does not render, or one was overlooked.
    """
    document = markdown.read(Source("", text))
    written = formulas(document)
    fences = [node for node in document.nodes if isinstance(node, CodeFence)]
    if not written and not evidence.knows(text):
        return text, Tokens()
    note = evidence.about(text)
    _expect_same(note, written, fences)
    stem = next(stem for stem in (f"mdcheck{number}q" for number in count()) if stem not in text)
    edits = sorted(
        [*_formulas(written, note, renderer), *_fences(fences, note, text)], key=lambda edit: edit.at
    )
    pieces = {f"{stem}{number}x": edit.piece for number, edit in enumerate(edits)}
    hidden = _applied(text, zip(edits, pieces, strict=True))
    _expect_no_maths(hidden, stem, note)
    return hidden, Tokens(stem, pieces)


@dataclass(frozen=True, slots=True)
class _Edit:
    """A token is to stand ``at`` a place, ``after`` it what is needed to go on with the block."""

    at: Span
    piece: Piece
    after: str = ""


def _formulas(written: Sequence[Formula], note: NoteEvidence, renderer: Renderer) -> Iterator[_Edit]:
    for number, (formula, record) in enumerate(zip(written, note.formulas, strict=True), 1):
        text, place = formula.content.text, f"{note.path}:{record['line']}"
        try:
            html = renderer.render(text, display=formula.display, macros=note.macros)
        except KatexError as error:
            raise EvidenceError(f"{place}: this formula does not render: {error.message}: {text}") from None
        name = f"formula-{number}"
        shown = badges.formula(html, record, name=name, display=formula.display, path=note.path)
        yield _Edit(formula.span, Piece(shown, text, place))


def _fences(fences: Sequence[CodeFence], note: NoteEvidence, text: str) -> Iterator[_Edit]:
    """The badge of a fence is a paragraph of its own before it, in the same quotation or list item."""
    for number, (fence, record) in enumerate(zip(fences, note.fences, strict=True), 1):
        if record["status"] is None:
            continue
        start = fence.span.start
        container = _NO_CONTAINER.sub(" ", text[text.rfind("\n", 0, start) + 1 : start])
        shown = badges.fence(record, name=f"fence-{number}", path=note.path)
        piece = Piece(shown, record["status"], f"{note.path}:{record['line']}")
        yield _Edit(Span(start, start), piece, f"\n{container}\n{container}")


def _applied(text: str, edits: Iterable[tuple[_Edit, str]]) -> str:
    parts, done = [], 0
    for edit, token in edits:
        parts += [text[done : edit.at.start], token, edit.after]
        done = edit.at.end
    return "".join([*parts, text[done:]])


def _expect_same(note: NoteEvidence, written: Sequence[Formula], fences: Sequence[CodeFence]) -> None:
    """The evidence counts formulas and fences as they are counted here."""
    known = [record["text"] for record in note.formulas]
    if known != [formula.content.text for formula in written] or len(fences) != len(note.fences):
        raise EvidenceError(
            f"{note.path}: the evidence is about other formulas than the note has; check it again"
        )


def _expect_no_maths(hidden: str, stem: str, note: NoteEvidence) -> None:
    """No formula is left between the tokens; dollars on both sides of one are prices."""
    for left in formulas(markdown.read(Source("", hidden))):
        if stem not in left.content.text:
            raise EvidenceError(f"{note.path}: this formula was overlooked: {left.content.text}")
