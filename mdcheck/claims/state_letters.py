r"""States of a recurrence that a formula nearby calls by its letter in the other case: ``V_t``, ``v_t``."""

import re
from collections.abc import Iterator

from mdcheck.claims.clashes import Clash, Part, parts
from mdcheck.latex.formulas import formulas
from mdcheck.model.document import Document, Formula, Prose
from mdcheck.model.source import Span
from mdcheck.patterns import regex

State = tuple[str, str]
"""A letter and the letter of its running index."""

_STATE = regex(r"(?<![A-Za-z\\])(?P<letter>[A-Za-z])\s*_\s*(?:\{(?P<group>[^{}]*)\}|(?P<single>[A-Za-z0-9]))")
_EQUALS = regex(r"=|\\leftarrow|\\gets|:=")
_STEP = regex(r"\s*([A-Za-z])\s*(?:[-+]\s*1)?\s*$")


_VARIABLES = regex(
    r"随机变量|随机过程|强化学习|马尔可夫|策略"
    r"|\b(?:random variables?|reinforcement learning|Markov|polic(?:y|ies))\b",
    re.IGNORECASE,
)
_BOTH_CASES = 2
"""So many letters in both cases make a convention."""


def state_letters(document: Document) -> Iterator[Clash]:
    """Letters that nothing on the page defines, beside a state that is the same letter in the other case."""
    if _tells_values_from_variables(document):
        return
    introduced = {
        state for formula in formulas(document) for state in _states(_sides(formula.content.text)[0])
    }
    for part in parts(document):
        yield from _in_part(part, introduced)


def _tells_values_from_variables(document: Document) -> bool:
    """Whether the page writes random variables in capitals and their values in lower case: ``S_t = s_t``."""
    texts = (node.content.text for node in document.nodes if isinstance(node, Prose))
    if any(_VARIABLES.search(text) for text in texts):
        return True
    letters = {
        found["letter"] for formula in formulas(document) for found in _STATE.finditer(formula.content.text)
    }
    return sum(letter.lower() in letters for letter in letters if letter.isupper()) >= _BOTH_CASES


def _in_part(part: Part, introduced: set[State]) -> Iterator[Clash]:
    sides = [_sides(formula.content.text) for formula in part.formulas]
    states = {state for left, right in sides for state in _states(left) & _states(right)}
    for formula, (left, right) in zip(part.formulas, sides, strict=True) if states else ():
        named = _states(right)
        for letter, index in sorted(named - introduced):
            twin = (letter.swapcase(), index)
            if twin in states and twin not in named:
                yield Clash(
                    _place(formula, len(left), letter), "state", f"{letter}_{index}", f"{twin[0]}_{index}"
                )


def _place(formula: Formula, start: int, letter: str) -> Span:
    found = next(one for one in _STATE.finditer(formula.content.text, start) if one["letter"] == letter)
    return formula.content.locate(Span(*found.span()))


def _sides(formula: str) -> tuple[str, str]:
    """What stands left and right of the first equals sign; all of it left if there is none."""
    equals = _EQUALS.search(formula)
    return (formula[: equals.start()], formula[equals.end() :]) if equals else (formula, "")


def _states(text: str) -> set[State]:
    return {name for found in _STATE.finditer(text) if (name := _name(found))}


def _name(found: re.Match[str]) -> State | None:
    """Letter and running index: ``v_{t-1}`` is (v, t)."""
    step = _STEP.match(found["group"] or found["single"] or "")
    return (found["letter"], step[1]) if step else None
