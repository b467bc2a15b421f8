"""What is known of a concept: how code and notes name it, what it takes, and in which ways it is done."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from mdcheck.records import dataclass

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from mdcheck.execute.differential.gradients import Replay

TAKES, COMPARES, WANTED = "the code takes ", "the code compares ", "a finding is expected"
OWN = "\nthe code itself says\n"
"""What is put below a note where code is judged: defaults of its parameters, what it tests for equality, that
the author wants to hear of what the note itself tells; and last, what comments and docstrings inside say."""
Inputs = Mapping[str, Any]
Settings = Mapping[str, str]


class Standing(IntEnum):
    """What it means to do it this way."""

    CANON = 0
    CONVENTION = 1
    BUG = 2


@dataclass(frozen=True, slots=True)
class Way:
    """One value of an axis.

    Attributes:
        value: Its name.
        standing: Whether it is the canonical way, a known other convention, or a known slip.
        words: What to say to an author whose code does it this way.
        mentioned: Where this matches, the note speaks of the way itself, and nothing has to be said.
        required: Where this matches, the note demands this way, and any other is a slip.
        inexcusable: Where this matches in the note, a convention is a slip after all.
    """

    value: str
    standing: Standing
    words: str = ""
    mentioned: re.Pattern[str] | None = None
    required: re.Pattern[str] | None = None
    inexcusable: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """Something about a concept that is done in several ways; the first is the canonical one."""

    name: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes for drawn inputs, all distinct."""

    batch: int = 2
    length: int = 5
    other: int = 7
    width: int = 12
    heads: int = 3
    classes: int = 4


@dataclass(frozen=True, slots=True)
class Role:
    """An argument of the concept.

    Attributes:
        name: Its name in the computation.
        called: How code calls it, matched against the whole lower-case name.
        constants: Without a parameter of that role, the value is looked for among the constants of the code.
        default: The value where neither parameter nor constant gives it.
        optional: Whether code need not have it.
        strict: Whether only its name gives it away: no other parameter is tried for it.
    """

    name: str
    called: re.Pattern[str]
    constants: bool = False
    default: float | None = None
    optional: bool = False
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which code may take the concept's arguments.

    Attributes:
        name: What it is called in reports, and what ``compute`` is told under ``form``.
        draws: How each role is drawn; roles left out are left to the code.
        group: Forms of one group are alternatives; groups are judged one by one, ``plain`` first.
        claimed: The group counts only if the note says that the code handles it.
        fallback: Whether it is tried only where the code takes none of the forms before it.
    """

    name: str
    draws: "Mapping[str, Callable[[Generator, Sizes], Any]]"
    group: str = "plain"
    claimed: re.Pattern[str] | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept with the adapter that drives code which claims to be it.

    Attributes:
        canonical: Name of the function or class in the canonical package.
        named: How code names it, searched in snake case.
        but_not: Words in the name that make it something else.
        told: Words of headings and docstrings that name it; needed where the name alone says too little.
        compute: The value for drawn inputs under settings; the canonical settings call the canonical code.
        roles: Its arguments, for functions.
        forms: In which forms it takes them.
        axes: In which ways it is done.
        kind: Which driver feeds it: a function, an attention module or a normalising module.
        weak: Names that count only together with words in the note.
    """

    canonical: str
    named: re.Pattern[str]
    compute: "Callable[[Inputs, Settings], Tensor]"
    roles: tuple[Role, ...] = ()
    forms: tuple[Form, ...] = ()
    axes: tuple[Axis, ...] = ()
    but_not: re.Pattern[str] | None = None
    told: re.Pattern[str] | None = None
    weak: re.Pattern[str] | None = None
    kind: str = "function"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of comparing one piece of code.

    Attributes:
        comparison: agrees, disagrees or undecided.
        canonical: Full name of the canonical object.
        message: One sentence where it disagrees or follows another convention.
        convention: Whether the message is about a convention only.
        evidence: What was tried, and the smallest difference that shows it.
        line: Where it is, if that is known.
        replay: What agreed, once more and differentiable, where the code works on tensors.
    """

    comparison: str
    canonical: str
    message: str = ""
    convention: bool = False
    evidence: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    replay: "Replay | None" = None


def words(pattern: str) -> re.Pattern[str]:
    """A pattern for names and phrases, case ignored."""
    return re.compile(pattern, re.IGNORECASE)


def axis(name: str, canon: str, *others: Way) -> Axis:
    """An axis with its canonical value first."""
    return Axis(name, (Way(canon, Standing.CANON), *others))


def convention(
    value: str, message: str, *, mentioned: str = "", required: str = "", inexcusable: str = ""
) -> Way:
    """Another known way, legitimate where the note does not forbid it."""
    patterns = (words(p) if p else None for p in (mentioned, required, inexcusable))
    return Way(value, Standing.CONVENTION, message, *patterns)


def bug(value: str, message: str, *, excused: str = "") -> Way:
    """A known slip, unless the note says that it is meant so."""
    return Way(value, Standing.BUG, message, words(excused) if excused else None)
