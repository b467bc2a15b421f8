r"""Formulas of a few sizes, written in LaTeX or typed: ``$\frac{n(n+1)}{2}$``, ``2(N-1)``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mdcheck.patterns import regex

_TOKEN = regex(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<letter>[A-Za-z](?:_(?:\{\w+\}|\w))?)|(?P<fraction>\\[dt]?frac)"
    r"|(?P<times>\\(?:times|cdot)|[*×·])|(?P<skip>\\[,;! ]|\\(?:left|right)(?![a-z]))|(?P<sign>[-−+/^(){}]))"
)
Sizes = Mapping[str, Fraction]
Value = Callable[[Sizes], Fraction]


@dataclass(frozen=True, slots=True)
class Algebra:
    """A formula: its letters, and its value where they have one."""

    letters: frozenset[str]
    value: Value


class _Unread(ValueError):
    """A text that is no formula of sizes."""


def algebra(text: str) -> Algebra | None:
    """The formula that a text is; None if it is anything else. Letters side by side are a product."""
    try:
        tokens = _tokens(text.strip().strip("$"))
        reader = _Reader(tokens)
        value = reader.sum()
        if reader.at != len(tokens):
            return None
    except _Unread:
        return None
    return Algebra(frozenset(token.replace("{", "").replace("}", "") for token in reader.named), value)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if not token or not token.lastgroup:
            raise _Unread(text)
        if token.lastgroup != "skip":
            found.append((token.lastgroup, token[token.lastgroup]))
        at = token.end()
    return found


class _Reader:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at, self.named = tokens, 0, set[str]()

    def sum(self) -> Value:
        minus = self._takes("-", "−")
        total = self._product()
        if minus:
            total = _of(lambda a, _: -a, total, total)
        while sign := self._takes("+", "-", "−"):
            term = self._product()
            total = _of((lambda a, b: a + b) if sign == "+" else (lambda a, b: a - b), total, term)
        return total

    def _product(self) -> Value:
        total = self._power()
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == "times" or text == "/":
                self.at += 1
                total = _of(_divided if text == "/" else (lambda a, b: a * b), total, self._power())
            elif kind in ("number", "letter", "fraction") or text == "(":
                total = _of(lambda a, b: a * b, total, self._power())
            else:
                break
        return total

    def _power(self) -> Value:
        base = self._atom()
        if self._takes("^"):
            base = _of(_raised, base, self._atom())
        return base

    def _atom(self) -> Value:
        if self.at >= len(self.tokens):
            raise _Unread
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return lambda _: Fraction(text)
        if kind == "letter":
            name = text.replace("{", "").replace("}", "")
            self.named.add(name)
            return lambda sizes: sizes[name]
        if kind == "fraction":
            return _of(_divided, self._atom(), self._atom())
        if text in "({":
            inner = self.sum()
            if not self._takes(")" if text == "(" else "}"):
                raise _Unread
            return inner
        raise _Unread

    def _takes(self, *signs: str) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at][1] in signs:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""


def _of(apply: Callable[[Fraction, Fraction], Fraction], left: Value, right: Value) -> Value:
    return lambda sizes: apply(left(sizes), right(sizes))


def _divided(left: Fraction, right: Fraction) -> Fraction:
    if not right:
        raise _Unread
    return left / right


def _raised(base: Fraction, power: Fraction) -> Fraction:
    if power.denominator != 1 or not 0 <= power <= 9:
        raise _Unread
    return Fraction(base ** int(power))
