"""Under which conditions a link is claimed: relations that restrict its worlds, or words that cannot be read.

A word of condition near a formula keeps it from being refuted, unless it is understood in full: what it
governs is a relation that worlds can satisfy, or a name whose sort is known. Then the relation restricts the
worlds in which the link is tried.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from mdcheck.claims.assumptions import letters
from mdcheck.claims.lexicon.conditions import (
    ASSERTING,
    BELONGING,
    BESIDE,
    CAUSE,
    CONDITIONS,
    DESCRIPTION,
    DRAWN,
    EQUALITY,
    FILLER,
    JOINED,
    REFERRING,
)
from mdcheck.claims.link import Link
from mdcheck.claims.restrictions import held, is_usable
from mdcheck.claims.sections import Section
from mdcheck.claims.stipulations import FUNCTIONS, Stipulation, by_words, is_particular, speaks_of_known
from mdcheck.claims.surroundings import MASK, TITLE, Paragraph
from mdcheck.expr.nodes import Apply, Array, Compare, Expr, Number, Symbol, free_names
from mdcheck.patterns import regex
from mdcheck.records import dataclass

LASTING = "given"
"""The class of stipulations that hold from where they stand to the end of the section."""
INDEPENDENCE = regex(r"独立|independen", re.IGNORECASE)
QUALITIES = {"one-hot": regex(r"one-?hot", re.IGNORECASE), "uniform": regex("均匀分布")}
Spot = tuple[int, int]
"""A formula by its paragraph and its number there."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a formula states.

    Attributes:
        text: As written.
        links: Each link with the class of what it stipulates.
        numeric: Whether a number for a name counts as understood, too.
    """

    text: str
    links: tuple[tuple[Link, Stipulation | None], ...] = ()
    numeric: bool = False

    @property
    def understood(self) -> bool:
        """Whether it restricts worlds, defines names or says of which sort they are, and nothing more."""
        if not self.links:
            return bool(BELONGING.match(self.text))
        later = {link.origin for link, found in self.links if link.origin and is_understood(link, found)}
        return all(
            is_understood(*one) or begins(one[0], later) or (self.numeric and gives_number(one[0]))
            for one in self.links
        )

    @property
    def is_name(self) -> bool:
        """Whether it states nothing: a name, or a list of names."""
        return not self.links and not re.search(r"\\(?:in|sim|to|subset|mid)\b|[=<>]", self.text)


def is_understood(link: Link, found: Stipulation | None) -> bool:
    """Whether worlds can follow what a link gives."""
    if not link.readings:
        return False
    if defines(link) or is_of_function(link.readings[0]):
        return True
    return found is not None and all(map(is_usable, relations(link)))


def is_of_function(statement: Compare) -> bool:
    """Whether a known function is written out, as in "let ``sigma(x) = 1 / (1 + e^-x)``"."""
    match statement:
        case Compare("eq", Apply(head, args), _) if head in FUNCTIONS:
            return all(isinstance(arg, Symbol) for arg in args)
    return False


def gives_number(link: Link) -> bool:
    """Whether a link says which number a name is."""
    match link.readings[:1]:
        case (Compare("eq", Symbol(), Number() | Array()),):
            return True
    return False


def begins(link: Link, later: Collection[Expr]) -> bool:
    """Whether a later link of the chain says what the terms of this one come to: ``|x| = |y| = 1``."""
    return bool(link.readings) and link.role != "link" and link.readings[0].left in later


def defines(link: Link) -> bool:
    """Whether the definitions in force hold what a link states."""
    return link.role == "definition" and not is_particular(link.readings[0].right)


@dataclass(frozen=True, slots=True)
class Condition:
    """A link that restricts others: where it stands in the section, and of which class it is."""

    link: Link
    place: int
    name: str


def annotated(section: Section, found: Sequence[Link]) -> list[Link]:
    """The links of a section, each with what restricts it, and whether a word near it does so unread."""
    at = spots(section, found)
    numeric = {where: replace(given, numeric=True) for where, given in at.items()}
    conditions = list(conditions_of(at))
    properties = [link for link in found if link.readings and held(link.readings[0])]
    places = {where: number for number, where in enumerate(at)}
    return [
        replace(
            link,
            given=tuple(dict.fromkeys((*link.given, *in_force(link, places, conditions, surely=True)))),
            perhaps=tuple(
                dict.fromkeys(
                    (
                        *in_force(link, places, conditions, surely=False),
                        *(other.readings[0] for other in properties if other != link),
                    )
                )
            ),
            restrained=link.conditioned or is_restrained(link, at),
            concluded=is_concluded(link, at),
            unread=link.conditioned or (bool(link.numbers) and is_restrained(link, numeric)),
        )
        for link in found
    ]


def conditions_of(at: Mapping[Spot, Given]) -> Iterator[Condition]:
    """The links of a section that worlds can follow and that definitions do not hold already."""
    for place, given in enumerate(at.values()):
        for link, found in given.links:
            if found is None or defines(link) or not is_understood(link, found) or is_of_equality(link):
                continue
            yield Condition(link, place, found.name)


def spots(section: Section, found: Sequence[Link]) -> dict[Spot, Given]:
    """The formulas of a section by where they stand."""
    links: dict[Spot, list[tuple[Link, Stipulation | None]]] = {}
    for link in found:
        by = by_words(link, link.readings[0]) if link.readings else None
        links.setdefault(spot(link), []).append((link, by))
    places = {(id(p.paragraph), p.number): p.parsed.text for p in section.places}
    return {where: Given(text, tuple(links.get(where, ()))) for where, text in places.items()}


def spot(link: Link) -> Spot:
    """Where a link stands."""
    return id(link.place.paragraph), link.place.number


def in_force(
    link: Link, places: Mapping[Spot, int], conditions: Sequence[Condition], *, surely: bool
) -> Iterator[Compare]:
    """The relations that restrict a link; or those nearby that may."""
    if not conditions or (link.readings and by_words(link, link.readings[0])):
        return  # it is given itself
    here = {id(link.place.paragraph), id(link.place.lead)}
    own = places[spot(link)]
    for condition in conditions:
        if condition.place == own:
            continue
        other = condition.link
        sure = (condition.place < own and condition.name == LASTING) or governs(other, link)
        if sure == surely and (sure or id(other.place.paragraph) in here):
            yield from (relation for relation in relations(other) if relation not in link.readings)


def is_concluded(link: Link, at: Mapping[Spot, Given]) -> bool:
    """Whether a link is drawn from what stands before it, all of which was understood.

    Formulas of the section before it that were not understood may be conditions if they share a letter.
    """
    if not link.readings or DRAWN.search(link.place.before) is None:
        return False
    own = letters(link.text)
    for where, given in at.items():
        if where == spot(link):
            break
        if not (given.is_name or given.understood) and letters(given.text) & own:
            return False
    return True


def is_of_equality(condition: Link) -> bool:
    """Whether a condition only says when the sides of an inequality meet."""
    place = condition.place
    return bool(place.paragraph.marks) and bool(
        EQUALITY.search(clause(place.paragraph.text, place.paragraph.marks[place.number]))
    )


def governs(condition: Link, link: Link) -> bool:
    """Whether a condition stands in the sentence of a link before it, above a display, or right behind it."""
    paragraph, other = link.place.paragraph, condition.place.paragraph
    mark = other.marks[condition.place.number] if other.marks else 0
    if other is link.place.lead:
        return mark >= other.last
    if other is not paragraph or not paragraph.marks:
        return False
    own = paragraph.marks[link.place.number]
    if mark < own:
        return mark >= paragraph.sentence(own).start
    return BESIDE.fullmatch(paragraph.text[own + 1 : mark]) is not None


def relations(link: Link) -> Iterator[Compare]:
    """What a link states; of a later link of a chain also that the term it begins with has this value."""
    yield link.readings[0]
    if link.origin is not None and link.relation == "eq":
        yield replace(link.readings[0], left=link.origin)


def is_restrained(link: Link, at: Mapping[Spot, Given]) -> bool:
    """Whether words of condition reach a link that were not understood."""
    place = link.place
    if not place.paragraph.marks:
        return CONDITIONS.search(place.around) is not None
    mark = place.paragraph.marks[place.number]
    end = place.paragraph.sentence(mark).end
    near = list(words(place.paragraph, 0, end))
    near += [word for word in words(place.paragraph, end, None) if refers_back(place.paragraph, word)]
    above = [(place.lead, word) for word in words(place.lead, place.lead.last, None)]
    found = [*((place.paragraph, word) for word in near), *above]
    return any(not is_accounted(paragraph, word, link, at) for paragraph, word in found)


def words(paragraph: Paragraph, start: int, end: int | None) -> Iterator[re.Match[str]]:
    """Words of condition in a part of a paragraph."""
    yield from CONDITIONS.finditer(paragraph.text, start, len(paragraph.text) if end is None else end)


def refers_back(paragraph: Paragraph, word: re.Match[str]) -> bool:
    """Whether the sentence of a word speaks of one before."""
    return REFERRING.search(paragraph.text[slice(*paragraph.sentence(word.start()))]) is not None


def is_accounted(paragraph: Paragraph, word: re.Match[str], link: Link, at: Mapping[Spot, Given]) -> bool:
    """Whether all that a word of condition says was understood, or is no matter of the link."""
    text = paragraph.text
    here = paragraph is link.place.paragraph and bool(paragraph.marks)
    own = paragraph.marks[link.place.number] if here else -1
    if CAUSE.search(text, word.end(), max(own, word.end())):
        return True  # what explains something is claimed by itself
    if EQUALITY.search(clause(text, word.start())) or is_quality(word, link):
        return True
    if is_title(paragraph, word, link):
        return True
    if word[0] == "时":
        head = text[: word.start()].rstrip()
        return head.endswith(MASK) and at[id(paragraph), paragraph.marks.index(len(head) - 1)].understood
    mark = text.find(MASK, word.end())
    if mark < 0 and paragraph is link.place.lead and ASSERTING.search(text[word.start() :]):
        return speaks_of_known(link)
    if mark < 0:
        return False
    if ASSERTING.search(text[word.start() : mark]):
        return is_listed(paragraph, mark, own) and speaks_of_known(link)
    return FILLER.fullmatch(text, word.end(), mark) is not None and is_list_understood(paragraph, mark, at)


def is_listed(paragraph: Paragraph, mark: int, own: int) -> bool:
    """Whether the formula at one mark is that at another, or the last of a list that this one begins."""
    while mark != own:
        joined = JOINED.match(paragraph.text, mark + 1)
        if joined is None:
            return False
        mark = joined.end() - 1
    return True


def is_quality(word: re.Match[str], link: Link) -> bool:
    """Whether a word states a property that the worlds of a link have."""
    scope = link.scope
    if INDEPENDENCE.match(word[0]):
        return scope.independent
    told = (name for name, words in QUALITIES.items() if words.match(word[0]))
    return any(name in scope.holding.values() for name in told)


def is_title(paragraph: Paragraph, word: re.Match[str], link: Link) -> bool:
    """Whether a word only calls a paragraph an example that defines itself what its claims are about."""
    title = TITLE.match(paragraph.text)
    speaks = bool(link.readings) and bool(free_names(link.readings[0]) & link.own)
    return speaks and title is not None and word.end() <= title.end()


def clause(text: str, at: int) -> str:
    """The part of a sentence around an offset, between commas and full stops."""
    start = max(text.rfind(stop, 0, at) for stop in "，,。.；;\n")
    ends = (text.find(stop, at) for stop in "。；;\n")
    return text[start + 1 : min((end for end in ends if end >= 0), default=len(text))]


def is_list_understood(paragraph: Paragraph, mark: int, at: Mapping[Spot, Given]) -> bool:
    """Whether a formula and those joined to it are conditions to follow, or names of a known sort."""
    text = paragraph.text
    while True:
        given = at.get((id(paragraph), paragraph.marks.index(mark)))
        if given is None:
            return False
        if given.is_name:
            return DESCRIPTION.match(text, mark + 1) is not None
        if not given.understood:
            return False
        joined = JOINED.match(text, mark + 1)
        if joined is None:
            return True
        mark = joined.end() - 1
