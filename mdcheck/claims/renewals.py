"""Names that a note introduces anew: "for ``y = ..``", or a paragraph that begins with its own ``L = ..``.

A reader takes a name for what its own sentence, or else its own paragraph, says that it is, whatever other
paragraphs call so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TypeVar

from mdcheck.claims.link import Link
from mdcheck.claims.naming import definition_of
from mdcheck.claims.sections import Place
from mdcheck.claims.stipulations import concluded, introduced, is_drawn
from mdcheck.claims.surroundings import TITLE, Paragraph
from mdcheck.expr.canonical import canonical
from mdcheck.expr.scope import Definition, Scope
from mdcheck.model.source import Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

T = TypeVar("T")

INTRODUCING = regex(
    r"设|令|记|取|考虑|定义|其中|这里|对于?|若|当|如果|"
    r"let|for|with|where|when|if|consider\w*|take|define[ds]?|suppose|given|put|set",
    re.IGNORECASE,
)
"""Of the words that suppose or limit those that introduce a name."""

LABEL = regex(r"(?:[:：]|\bis|\bare|为|是)\s*\**\s*$", re.IGNORECASE)
"""Ends what stands before the first formula of a paragraph, if that says what its left side is."""

AGAIN = regex(
    r"[又再也还亦]|同样|展开|化简|整理|改写|等价|简化|上述|回顾|因此|"
    r"\b(?:again|also|recall|expand\w*|simplif\w+|rewrit\w+|equivalent\w*|equals|above|same|still|becomes?)\b",
    re.IGNORECASE,
)
"""Says that it is what it was before."""


@dataclass
class Extent:
    """How far the definitions of a section reach that are introduced for a passage only.

    Attributes:
        paragraph: Where the reader is.
        passing: By name: the scope to go back to behind the passage, as far as the name is concerned.
        conditional: Names whose definition in force "for" or "if" introduced.
        homes: By name: the paragraph whose definition is in force.
    """

    paragraph: Paragraph | None = None
    passing: dict[str, Scope] = field(default_factory=dict)
    conditional: set[str] = field(default_factory=set)
    homes: dict[str, Paragraph] = field(default_factory=dict)

    def entered(self, scope: Scope, place: Place) -> Scope:
        """The scope at a place: behind a passage, names mean what they meant before it."""
        here = place.paragraph
        if here is self.paragraph or here.listed or place.lead is self.paragraph or place.row is not None:
            return scope
        self.paragraph = here
        for name, before in self.passing.items():
            scope = again(scope, name, before)
        self.conditional -= self.passing.keys()
        self.passing = {}
        return scope

    def renewed(self, link: Link) -> str | None:
        """The name that a link introduces anew, if it does."""
        found = definition_of(link) if link.role == "restatement" and link.place.row is None else None
        if found is None:
            return None
        name, definition = found
        same = canonical(link.scope.definitions[name].body) == canonical(definition.body)
        return name if not same and self.introduces(link, name) else None

    def introduces(self, link: Link, name: str) -> bool:
        """Whether the words before an equation introduce its left side, whatever it was before."""
        before = link.place.before
        if is_drawn(link) or AGAIN.search(before):
            return False
        if INTRODUCING.fullmatch(introduced(before)[0]):
            return True
        first = link.place.number == 0 and bool(link.place.paragraph.marks)
        moved = self.homes.get(name) is not link.place.paragraph
        titled = (
            TITLE.fullmatch(link.place.paragraph.text, 0, link.place.paragraph.marks[0]) if first else None
        )
        return first and moved and not concluded(before) and bool(titled or LABEL.search(before))

    def forgotten(self, scope: Scope, link: Link, name: str) -> Scope:
        """The scope in which a name that a link introduces anew is unknown."""
        fresh = without(scope, name)
        if is_passing(link):
            self.passing.setdefault(name, fresh if name in self.conditional else scope)
        else:
            self.passing.pop(name, None)
        return fresh

    def defined(self, link: Link) -> None:
        """Note where a link defines a name, and whether for a passage."""
        found = definition_of(link) if link.role == "definition" and link.place.row is None else None
        if found is not None:
            self.homes[found[0]] = link.place.paragraph
            (self.conditional.add if is_passing(link) else self.conditional.discard)(found[0])


def is_passing(link: Link) -> bool:
    """Whether "for" or "if" introduces what a link defines."""
    return introduced(link.place.before)[1] == "condition"


def without(scope: Scope, name: str) -> Scope:
    """The scope in which nothing is known of a name."""
    return again(scope, name, Scope())


def again(scope: Scope, name: str, before: Scope) -> Scope:
    """The scope in which a name is what it was in another one."""

    def as_before(now: Mapping[str, T], then: Mapping[str, T]) -> Mapping[str, T]:
        kept = {n: told for n, told in now.items() if n != name}
        return {**kept, name: then[name]} if name in then else kept

    return replace(
        scope,
        definitions=as_before(scope.definitions, before.definitions),
        sorts=as_before(scope.sorts, before.sorts),
        holding=as_before(scope.holding, before.holding),
        values=as_before(scope.values, before.values),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A definition where it stands.

    Attributes:
        definition: What a name is said to be.
        place: The number of its link.
        paragraph: Where it stands.
        passing: Whether it is for a passage only.
        renewed: Whether the name was defined otherwise before, and is introduced anew.
    """

    definition: Definition
    place: int
    paragraph: Paragraph
    passing: bool
    renewed: bool

    def may_reach(self, place: int, paragraph: Paragraph) -> bool:
        """Whether it may be meant at a link: what is introduced anew is not meant before."""
        return self.paragraph is paragraph or not (self.passing or (self.renewed and place < self.place))


def definitions_in(found: Sequence[Link]) -> Mapping[str, list[Told]]:
    """By name: all that the equations of a section say that it is, where they say several things."""
    told: dict[str, list[Told]] = {}
    for place, link in enumerate(found):
        if (one := definition_of(link)) is None or link.place.row is not None:
            continue
        name, definition = one
        before = told.setdefault(name, [])
        if all(definition != other.definition for other in before):
            anew = link.role == "definition"
            passing = anew and is_passing(link)
            before.append(Told(definition, place, link.place.paragraph, passing, bool(before) and anew))
    return {name: several for name, several in told.items() if len(several) > 1}


def otherwise(told: Mapping[str, list[Told]], place: int, link: Link) -> dict[str, tuple[Definition, ...]]:
    """By name: what else a section says that it is at a link, beside the definition in force."""
    known, here = link.scope.definitions, link.place.paragraph
    return {
        name: tuple(
            t.definition for t in several if t.definition != known.get(name) and t.may_reach(place, here)
        )
        for name, several in told.items()
    }


def own_names(found: Sequence[Link]) -> list[frozenset[str]]:
    """For each link the names that its sentence defines before it, or only once its paragraph.

    The sentence of a display that stands alone began in the paragraph above.
    """
    told: dict[int, dict[str, list[Span]]] = {}
    names: list[frozenset[str]] = []
    for link in found:
        paragraph, lead = link.place.paragraph, link.place.lead
        here = told.setdefault(id(paragraph), {})
        sentence = sentence_of(link)
        own = {n for n, spans in here.items() if len(spans) == 1 or spans[-1] == sentence}
        own |= {n for n, spans in told.get(id(lead), {}).items() if spans[-1].start >= lead.last}
        names.append(frozenset(own))
        one = definition_of(link) if link.place.row is None and paragraph.marks else None
        if one is not None:
            here.setdefault(one[0], []).append(sentence)
    return names


def sentence_of(link: Link) -> Span:
    """The sentence that a link stands in."""
    paragraph = link.place.paragraph
    return paragraph.sentence(paragraph.marks[link.place.number]) if paragraph.marks else Span(0, 0)
