"""Tokens in the place of formulas, and HTML in the place of tokens."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from html import escape
from itertools import count

from mdcheck import markdown
from mdcheck.integrations.badges import Badges
from mdcheck.integrations.documented import Documented
from mdcheck.integrations.evidence import Evidence, EvidenceError, NoteEvidence
from mdcheck.integrations.rendering import Renderer
from mdcheck.integrations.words import Language
from mdcheck.latex.formulas import formulas
from mdcheck.latex.katex import KatexError
from mdcheck.model.document import CodeFence, Document, Formula, Image, Link, Prose
from mdcheck.model.source import Source, Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_TAG = regex(r"<[A-Za-z][^<>]*>")
_NO_CONTAINER = regex(r"[^>\s]")


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


@dataclass(frozen=True, slots=True)
class _Edit:
    """A token is to stand ``at`` a place, ``after`` it what is needed to go on with the block."""

    at: Span
    piece: Piece
    after: str = ""


def tokenised(
    text: str, evidence: Evidence, renderer: Renderer, *, language: Language = "en"
) -> tuple[str, Tokens]:
    """A note with tokens for formulas, behind claims in words and before checked fences; what they stand for.

    A text without formulas that the evidence does not know is no note, and stays as it is.

    Raises:
        EvidenceError: The evidence does not know the note, a formula does not render, or one was overlooked.
    """
    document = markdown.read(Source("", text))
    written = formulas(document)
    fences = [node for node in document.nodes if isinstance(node, CodeFence)]
    if not written and not evidence.knows(text):
        return text, Tokens()
    note = evidence.about(text, f"the text with {written[0].content.text!r}" if written else "this text")
    _expect_same(note, written, fences)
    made = Badges(note.path, language)
    edits = (
        *_formulas(written, note, renderer, made),
        *_sentences(document, note, text, made),
        *_fences(fences, note, text, made),
    )
    return _hidden(text, edits, note.path)


def tokenised_docstring(
    text: str, documented: Documented, renderer: Renderer, *, language: Language = "en"
) -> tuple[str, Tokens]:
    """A docstring, or a part of one, with tokens in the place of its formulas; those of classes have badges.

    Raises:
        EvidenceError: A formula does not render.
    """
    edits = list(_documented(text, documented, renderer, Badges("", language)))
    return _hidden(text, edits, str(documented.file)) if edits else (text, Tokens())


def _hidden(text: str, edits: Iterable[_Edit], place: str) -> tuple[str, Tokens]:
    stem = next(stem for stem in (f"mdcheck{number}q" for number in count()) if stem not in text)
    ordered = sorted(edits, key=lambda edit: edit.at)
    pieces = {f"{stem}{number}x": edit.piece for number, edit in enumerate(ordered)}
    hidden = _applied(text, zip(ordered, pieces, strict=True))
    _expect_no_maths(hidden, stem, place)
    return hidden, Tokens(stem, pieces)


def _formulas(
    written: Sequence[Formula], note: NoteEvidence, renderer: Renderer, made: Badges
) -> Iterator[_Edit]:
    for number, (formula, record) in enumerate(zip(written, note.formulas, strict=True), 1):
        place = f"{note.path}:{record['line']}"
        html = _rendered(formula, renderer, note.macros, place)
        shown = made.formula(html, record["claims"], name=f"formula-{number}", display=formula.display)
        yield _Edit(formula.span, Piece(shown, formula.content.text, place))


def _documented(text: str, documented: Documented, renderer: Renderer, made: Badges) -> Iterator[_Edit]:
    """Docstrings are converted bit by bit, so that the names of their formulas come from what they say."""
    for number, formula in enumerate(formulas(markdown.read(Source("", text)))):
        record = documented.about(formula.content.text)
        html = _rendered(formula, renderer, {}, record["place"])
        key = hashlib.sha256(f"{record['place']} {text} {number}".encode()).hexdigest()[:12]
        shown = made.formula(html, record["claims"], name=f"formula-{key}", display=formula.display)
        yield _Edit(formula.span, Piece(shown, formula.content.text, record["place"]))


def _rendered(formula: Formula, renderer: Renderer, macros: Mapping[str, str], place: str) -> str:
    text = formula.content.text
    try:
        return renderer.render(text, display=formula.display, macros=macros)
    except KatexError as error:
        raise EvidenceError(f"{place}: this formula does not render: {error.message}: {text}") from None


def _sentences(document: Document, note: NoteEvidence, text: str, made: Badges) -> Iterator[_Edit]:
    """The badge of a claim in words stands behind it, out of links and code."""
    closed = [node.span for node in document.nodes if isinstance(node, Formula | CodeFence | Link | Image)]
    closed += [span for node in document.nodes if isinstance(node, Prose) for span in node.codes]
    for number, record in enumerate(note.sentences, 1):
        at = len(text) - record["behind"]
        at = max((span.end for span in closed if span.start < at < span.end), default=at)
        piece = Piece(
            made.sentence(record, name=f"claim-{number}"), "", f"{note.path}:{record['start']['line']}"
        )
        yield _Edit(Span(at, at), piece)


def _fences(fences: Sequence[CodeFence], note: NoteEvidence, text: str, made: Badges) -> Iterator[_Edit]:
    """The badge of a fence is a paragraph of its own before it, in the same quotation or list item."""
    for number, (fence, record) in enumerate(zip(fences, note.fences, strict=True), 1):
        if record["status"] is None:
            continue
        start = fence.span.start
        container = _NO_CONTAINER.sub(" ", text[text.rfind("\n", 0, start) + 1 : start])
        shown = made.fence(record, name=f"fence-{number}")
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


def _expect_no_maths(hidden: str, stem: str, place: str) -> None:
    """No formula is left between the tokens; dollars on both sides of one are prices."""
    for left in formulas(markdown.read(Source("", hidden))):
        if stem not in left.content.text:
            raise EvidenceError(f"{place}: this formula was overlooked: {left.content.text}")
