r"""Names and letters in disguise: text commands, upright names, torn words, styled and raised characters."""

import re
from functools import lru_cache

from mdcheck.latex.characters import SUBSCRIPTS, SUPERSCRIPTS
from mdcheck.latex.tree import Atom, AtomClass, Command, Node, Row, Space, Word
from mdcheck.latex.vocabulary import BINDERS, CONNECTIVES, FUNCTIONS, is_name
from mdcheck.model.source import Span
from mdcheck.patterns import regex

_SYMBOL = regex(r"\s*(?:[A-Za-z]|\d+(?:\.\d+)?)\s*")
_TEXT_NAME = regex(r"[A-Za-z][A-Za-z0-9]*(?:(?:[ \-./&]|\\_|_)[A-Za-z0-9]+){0,3}\.?")
_UPRIGHT = regex(r"[A-Za-z][A-Za-z0-9]*(?:(?:-|\\?_|/)[A-Za-z0-9]+)*")
_THIN = regex(r"\\[,;:! ]|[~\s]|\{\}")
_WRAPPED = regex(r"\s*\\(?:mathrm|text|textrm|mathbf|mathit|boldsymbol|mathsf|rm)\s*\{([^{}\\]*)\}\s*")
_SWITCHED = regex(r"(\s*)([A-Za-z](?:[A-Za-z0-9]|\s(?=\s*[A-Za-z]))+)(?=\s*\})")
_MAX_NAME = 40


@lru_cache(maxsize=64)
def has_factorials(text: str) -> bool:
    """Whether a formula has a factorial beside any ``!=``, or a product that goes on."""
    return text.count("!") > text.count("!=") or "dots" in text or "..." in text


def is_symbol(content: str) -> bool:
    r"""Whether ``\text{..}`` holds one letter or number: mathematics in an upright font."""
    return _SYMBOL.fullmatch(content) is not None


def text_name(content: str) -> str | None:
    r"""The name that ``\text{..}`` holds (``Var``, ``data loss``); None if it is words of a sentence."""
    content = content.strip()
    if len(content) > _MAX_NAME or not _TEXT_NAME.fullmatch(content):
        return None
    if any(word.lower() in CONNECTIVES for word in content.split()) or content in ("s.t.", "i.i.d.", "iid"):
        return None
    return content.replace("\\_", "_")


def upright(content: str, *, operator: bool) -> str | None:
    r"""The name in ``\mathrm{..}`` or ``\operatorname{..}``, blanks taken out; None if it is mathematics."""
    wrapped = _WRAPPED.fullmatch(content) if operator else None
    name = _THIN.sub("", wrapped[1] if wrapped else content)
    if not _UPRIGHT.fullmatch(name) or not (operator or is_name(name)):
        return None
    return name.replace("\\_", "_")


def upright_name(text: str, at: int, end: int) -> list[Node]:
    r"""The name that ``{\rm KL}`` holds after its switch, with the blanks before it; else nothing."""
    match = _SWITCHED.match(text, at, end)
    if not match or not is_name(name := _THIN.sub("", match[2])):
        return []
    word = Word(Span(match.start(2), match.end(2)), name, "mathrm", match[2])
    blanks = [Space(Span(at, match.start(2)), match[1])] if match[1] else []
    return [*blanks, word]


def torn_word(name: str, span: Span, text: str) -> Atom | Word:
    """A word that was typed with blanks between its letters."""
    if name in BINDERS:
        return Atom(span, "binder", name, text)
    if name in FUNCTIONS:
        return Atom(span, "function", name, text)
    return Word(span, name, "spaced", text)


def styled_letter(style: tuple[str, AtomClass, str], span: Span, text: str) -> Node:
    r"""A letter of a mathematical alphabet; ``𝐱`` reads as ``\mathbf{x}`` does."""
    alphabet, cls, name = style
    atom = Atom(span, cls, name, text)
    if not alphabet:
        return atom
    row = Row(span, (atom,))
    return Command(span, alphabet, None, (row,), (row,))


def script_characters(mark: str, span: Span) -> Row:
    """The row that raised or lowered characters (``⁻¹``) stand for."""
    plain = "".join(SUPERSCRIPTS.get(char) or SUBSCRIPTS[char] for char in mark)
    items: list[Node] = []
    for match in re.finditer(r"\d+|.", plain):
        at = Span(span.start + match.start(), span.start + match.end())
        typed = mark[match.start() : match.end()]
        name = match.group()
        cls: AtomClass = "number" if name.isdigit() else "letter" if name.isalpha() else _SIGNS[name]
        items.append(Atom(at, cls, name, typed))
    return Row(span, tuple(items))


_SIGNS: dict[str, AtomClass] = {"+": "operator", "-": "operator", "=": "relation", "(": "open", ")": "close"}
