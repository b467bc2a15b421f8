"""What a notation is: one record that says how a head is written, evaluated and mapped to sympy."""

from collections.abc import Callable
from typing import Any

from mdcheck.notation.values import Value
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Notation:
    """One head.

    Attributes:
        head: Its name in ``Apply``.
        written: Names of atoms or words that spell it (``log``, ``ln``); empty for operators.
        arity: Number of arguments; None for any number.
        meaning: Value of the head in balls, from the values of its arguments; None for what is understood
            and printed but never computed.
        symbolic: The same in sympy, called with the sympy module and the arguments; None if there is none.
        printed: Template of plain notation; ``{0}`` is the first argument, ``{all}`` all by commas,
            ``{rows}`` all by semicolons.
        called: What reasons call it, where the head itself would not do.
        examples: Arguments at which all meanings are held against each other.
    """

    head: str
    written: tuple[str, ...]
    arity: int | None
    meaning: Callable[..., Value] | None
    symbolic: Callable[..., Any] | None
    printed: str
    examples: tuple[tuple[float, ...], ...] = ()
    called: str = ""
