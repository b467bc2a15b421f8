"""What a concept's formula looks like in notes: data beside the docstrings of the canonical package.

A docstring gives one canonical form. Notes write the same thing in several notations, over other roles
(the probability of the true class instead of two laws) and by known conventions; these records list them.
"""

from typing import Literal

from mdcheck.concepts.concept import Concept, Domain
from mdcheck.records import dataclass

Bearing = Literal["silent", "warning"]

DOMAINS: dict[str, Domain] = {
    "real": Domain(),
    "positive": Domain(low=0, open=True),
    "unit": Domain(low=0, high=1, open=True),
    "simplex": Domain(low=0, high=1, law="simplex"),
    "eye": Domain(law="identity"),
    "definite": Domain(law="definite"),
    "joint": Domain(low=0, high=1, law="joint"),
    "binary": Domain(low=0, high=1, law="ends"),
    "sign": Domain(low=-1, high=1, law="ends"),
    "count": Domain(element="Int", low=1),
    "total": Domain(element="Int", low=20),
    "cell": Domain(element="Int", low=1),
    "small": Domain(low=0, high=0.4, open=True),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A quantity that a formula speaks of.

    Attributes:
        name: As the form writes it.
        domain: A key of ``DOMAINS``.
        axes: Names of its axes, or their sizes.
        hints: What notes call it where the name decides: ``hat`` for a prediction, ``y`` for a target;
            with ``!`` what it is never called, with ``?`` what it is likely, with ``=`` always called.
    """

    name: str
    domain: str
    axes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a concept.

    Attributes:
        roles: ``p~y t, q~hat: simplex n; tau: positive``: names, what decides them, domain and axes.
        tex: The right side; free indices are those of an entry of the result.
        where: Definitions that it uses, as equations.
        convention: What is unusual about it, ``axis: value``; empty for the usual form.
        bearing: Whether the convention is worth a warning.
        unless: Words, by commas, in the paragraph of a formula that exclude this form.
    """

    roles: str
    tex: str
    where: tuple[str, ...] = ()
    convention: str = ""
    bearing: Bearing = "silent"
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A concept as notes define it.

    Attributes:
        name: Its name in messages.
        names: Further names, in English and Chinese, by commas.
        signs: Left sides that name it, by blanks: ``CE H(,) D_KL(||)``; letter case counts in single letters.
        forms: Ways to write it, the plainest first.
        canonical: The concept of the canonical package, if it has one.
        order: Roles in the order in which a left side lists them.
        factors: Constant factors that are a matter of taste.
        any_base: Whether the base of logarithms is.
        confused: Concepts whose formula is found under this name by mistake.
        special: Words that allow a formula of another concept here, by commas.
        topics: Words in a heading or sentence under which its formula stands without its name, by commas;
            ``normal+entropy`` asks for both.
        phrases: Words, by commas, that name it right before a formula without a left side, under its topics.
        concept: What a canonical package documents, where its docstring and no entry here states the forms.
    """

    name: str
    names: str
    signs: str
    forms: tuple[Form, ...]
    canonical: str = ""
    order: str = ""
    factors: tuple[float, ...] = ()
    any_base: bool = False
    confused: tuple[str, ...] = ()
    special: str = ""
    topics: str = ""
    phrases: str = ""
    concept: Concept | None = None


def over_time(letters: str) -> str:
    """Left sides of quantities that change with time: ``c_t``, ``c^t``, ``c^{(t)}``, ``c^{<t>}``."""
    marks = ("_t", "^t", "^(t)", "^<t>", "(t)")
    return " ".join(f"{letter}{mark}" for letter in letters.split() for mark in marks)


def roles(text: str) -> tuple[Role, ...]:
    """The roles of a form.

    Raises:
        ValueError: if a group names no domain.
    """
    found: list[Role] = []
    for group in filter(None, map(str.strip, text.split(";"))):
        names, _, kind = group.partition(":")
        domain, *axes = kind.split()
        if domain not in DOMAINS:
            raise ValueError(f"{domain} is no domain: {group}")
        for name in names.split(","):
            plain, _, hints = name.strip().partition("~")
            found.append(Role(plain, domain, tuple(axes), tuple(hints.split())))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class System:
    """Update equations of one step, as LaTeX.

    Attributes:
        equations: In any order; ``g_t`` is the gradient at the parameters before the step.
        convention: What is unusual about it; empty for the usual form.
        bearing: Whether that is worth a warning.
    """

    equations: tuple[str, ...]
    convention: str = ""
    bearing: Bearing = "silent"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An optimizer as notes write it.

    Attributes:
        name: Its name in messages.
        names: Further names, in English and Chinese, by commas.
        systems: Ways to write a step, the usual one first.
        canonical: The concept of the canonical package.
    """

    name: str
    names: str
    systems: tuple[System, ...]
    canonical: str
