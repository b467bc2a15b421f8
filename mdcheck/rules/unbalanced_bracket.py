"""L202: a bracket without partner in a formula."""

from collections.abc import Iterator
from typing import Final

from mdcheck.latex import walk
from mdcheck.latex.formulas import ParsedFormula, parsed_formulas
from mdcheck.latex.tree import Atom, Environment, Fence
from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Prose
from mdcheck.model.page import Page
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.prose import offset_in, proses
from mdcheck.rules.rendering import refusals

_OPENING: Final = "([（【"
_CLOSING: Final = ")]）】"
_OPENERS: Final = frozenset(("(", "[", "{", "lfloor", "lceil", "llbracket"))
# Kets, and norms that are closed with a plain `\Vert`.
_LOOSE: Final = frozenset(("langle", "rangle", "lvert", "rvert", "lVert", "rVert", "|", "||"))
# Brackets that dots stand for have no partner: `(\dots((a) b) c) - \dots) d`.
_ELIDED: Final = regex(r"[(\[]\s*(?:\\[lc]?dots|\.\.\.|…)\s*[(\[]|[)\]]\s*(?:\\[lc]?dots|\.\.\.|…)\s*[)\]]")
_ENUMERATION: Final = regex(r"(?:^|\\\\|&|\\q?quad|\n)\s*(?:\d{1,2}|[A-Za-z]|[ivx]+)\s*$")
_MARK: Final = 20  # characters that a mark of enumeration and the break before it take


class UnbalancedBracket(Rule):
    r"""brackets that nothing closes, or that close nothing.

    ## What it does
    Pairs the brackets of a formula, over its rows and cells. Intervals such as `[0,1)` and `]a,b[`, the
    single brace before `cases`, marks of enumeration as in `1)`, and brackets that the paragraph around the
    formula closes, in its words or in another formula, are no findings.

    ## Why is this bad?
    A reader cannot tell how far the sum or the argument reaches; often the rest of the formula is missing.

    ## How to mend it
    Add the missing bracket, or delete the one too many.
    """

    code = "L202"
    name = "unbalanced-bracket"
    severity = Severity.WARNING
    needs = Needs.TREES
    valid = (
        Valid(r"$[0,1)$、$]a,b[$、$(l, r]$、$\{x : x > 0\}$、$\langle x | y \rangle$"),
        Valid("$$\nf(x) = \\left\\{ \\begin{array}{l} a \\\\ b \\end{array} \\right.\n$$"),
        Valid("$$\nf = \\{ \\begin{array}{l} a \\\\ b \\end{array}\n$$"),
        Valid("$$\n\\begin{aligned} a = (& b \\\\ & + c) \\end{aligned}\n$$"),
        Valid("点 ($x$, $y)$，即 ($z)$；$1)$ 与 $(a, $ $b)$"),
        Valid(r"集合 $\{a$，$b$，$c\}$；$\bigr\{x\bigr\}$；$\lVert x \Vert$"),
        Valid(r"$(\dots((a - x) r - y) s) - \dots) t$"),
        Valid(r"$Q \left( s, a \right.)$ 与 $(f(x) \left. + 1 \right)$"),
        Valid("括号 $($ 与 $)$"),
        Valid(r"$x \bigr|_{0}^{1}$ and $\left. y \right]_a^b$"),
    )
    invalid = (
        Invalid(r"$H = -\sum_x (p(x) \log q(x)$", at=("(",)),
        Invalid("$$\nf(x)) = 1\n$$", at=(")",)),
        Invalid("$\\left( p(x + 1 \\right)$\n\n$\\left( a) \\right)$", at=("(", ")")),
        Invalid("$$\n\\begin{aligned} a &= (b + c \\\\ &= d \\end{aligned}\n$$", at=("(",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each bracket that is left over."""
        sentences = {formula.span: prose for prose in proses(page.document) for formula in prose.formulas}
        refused = {refusal.formula.span for refusal in refusals(page)}
        for parsed in parsed_formulas(page.document, page.macros):
            for bracket in _lone(parsed) if parsed.formula.span not in refused else ():
                sentence = sentences.get(parsed.formula.span)
                if sentence is None or not _meets_partner(parsed, bracket, sentence):
                    verb = "closes" if _opens(bracket) else "opens"
                    yield self.found(parsed.locate(bracket.span), f"nothing {verb} this bracket")


def _lone(parsed: ParsedFormula) -> list[Atom]:
    """Brackets without partner; those of any kind may meet, as in intervals.

    None where dots stand for brackets, or where brackets are what the formula is about.
    """
    if _ELIDED.search(parsed.text) or not any(map(str.isalnum, parsed.text)):
        return []
    nodes = list(walk(parsed.tree))
    opened: list[Atom] = []
    lone: list[Atom] = []
    for atom in (node for node in nodes if isinstance(node, Atom)):
        if _opens(atom):
            opened.append(atom)
        elif atom.cls in ("open", "close"):
            if opened:
                opened.pop()
            else:
                lone.append(atom)
    left = sorted((*lone, *opened), key=lambda atom: atom.span)
    left = _without_halves(_without_intervals(left, parsed.text), [n for n in nodes if isinstance(n, Fence)])
    environments = [node.span for node in nodes if isinstance(node, Environment)]
    return [atom for atom in left if not _is_usual(atom, parsed.text, environments)]


def _without_halves(left: list[Atom], fences: list[Fence]) -> list[Atom]:
    r"""Take out what pairs with half a fence: ``\left( x \right. )`` closes on paper."""
    openers = [fence.span.start for fence in fences if fence.close == "."]
    closers = [fence.span.end for fence in fences if fence.open == "."]
    kept: list[Atom] = []
    for atom in left:
        halves = closers if _opens(atom) else openers
        half = next((at for at in halves if (at > atom.span.start) == _opens(atom)), None)
        if half is None:
            kept.append(atom)
        else:
            halves.remove(half)
    return kept


def _opens(atom: Atom) -> bool:
    r"""Whether a bracket opens by its shape: some type ``\bigr\{`` and ``\bigr\}`` for a pair."""
    return atom.cls in ("open", "close") and atom.name in _OPENERS


def _without_intervals(left: list[Atom], text: str) -> list[Atom]:
    """Take out the pairs of ``]a,b[``, ``[a,b[`` and ``]a,b]``."""
    kept: list[Atom] = []
    for atom in left:
        before = kept[-1] if kept else None
        pair = before is not None and _is_square(before) and _is_square(atom)
        if before and pair and "," in text[before.span.end : atom.span.start]:
            kept.pop()
        else:
            kept.append(atom)
    return kept


def _is_square(atom: Atom) -> bool:
    return atom.name in ("[", "]")


def _is_usual(atom: Atom, text: str, environments: list[Span]) -> bool:
    """Whether a lone bracket is as it should be: a ket, the brace of cases, ``1)``."""
    if atom.name in _LOOSE:
        return True
    if atom.name in ("{", "}"):
        return any(span.end <= atom.span.start or atom.span.start < span.start for span in environments)
    start = atom.span.start
    return not _opens(atom) and bool(_ENUMERATION.search(text, max(start - _MARK, 0), start))


def _meets_partner(parsed: ParsedFormula, bracket: Atom, sentence: Prose) -> bool:
    """Whether the sentence around the formula has the other half."""
    text, span = sentence.content.text, parsed.formula.span
    opening, closing = ("{", "}") if bracket.name in ("{", "}") else (_OPENING, _CLOSING)
    if _opens(bracket):
        return _surplus(text[offset_in(sentence, span.end) :], opening, closing)
    return _surplus(text[: offset_in(sentence, span.start)][::-1], closing, opening)


def _surplus(text: str, opening: str, closing: str) -> bool:
    """Whether ``text`` closes a bracket more than it opens."""
    depth = 0
    for char in text:
        depth += (char in opening) - (char in closing)
        if depth < 0:
            return True
    return False
