"""Descriptions: what a note says that an outcome of a classifier counts, or a rate is the share of."""

from collections.abc import Iterator

from mdcheck.claims.conditions import Condition, conditions
from mdcheck.claims.labels import in_formula
from mdcheck.claims.lexicon import links, outcomes
from mdcheck.claims.lexicon.caution import asserted
from mdcheck.claims.lexicon.confusion import OUTCOMES, RATES
from mdcheck.claims.lexicon.mentions import Mention
from mdcheck.claims.passages import Passage
from mdcheck.model.source import Span
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Description:
    """An outcome of a classifier and what is said of the samples that it counts."""

    span: Span
    text: str
    mention: Mention
    conditions: frozenset[Condition]


@dataclass(frozen=True, slots=True)
class Share:
    """A rate described as the share of samples with ``counted`` among those with ``given``."""

    span: Span
    text: str
    mention: Mention
    given: frozenset[Condition]
    counted: frozenset[Condition]


def descriptions(
    passage: Passage, found: list[Mention], doubtful: set[Mention]
) -> Iterator[Description | Share]:
    """Every description in one passage that its author asserts and that was understood in full.

    A ``doubtful`` name, called by another's already, bounds its neighbours' descriptions but has none itself.
    """
    known = [mention for mention in found if mention.group in (OUTCOMES, RATES)]
    for at, mention in enumerate(known):
        if mention in doubtful or in_formula(passage.text, mention):
            continue
        after = known[at + 1].start if at + 1 < len(known) else len(passage.text)
        before = known[at - 1].end if at else 0
        for region in (_following(passage.text, mention, after), _preceding(passage.text, mention, before)):
            if region and asserted(passage.text, region.start, region.end, passage.titles):
                yield from _described(passage, mention, region)


def _following(text: str, mention: Mention, limit: int) -> Span | None:
    opened = outcomes.DEFINING.match(text, mention.end, limit)
    if not opened:
        return None
    stop = outcomes.STOP.search(text, opened.end(), limit)
    end = stop.start() if stop else limit
    if opened[0].rstrip().endswith(("(", "（")):
        closing = min((at for mark in ")）" if (at := text.find(mark, opened.end(), end)) >= 0), default=end)
        end = min(end, closing)
    return Span(opened.end(), end)


def _preceding(text: str, mention: Mention, limit: int) -> Span | None:
    if not links.ENDING.match(text, mention.end):
        return None
    stops = [found.end() for found in outcomes.STOP.finditer(text, limit, mention.start)]
    start = stops[-1] if stops else limit
    called = outcomes.CALLED.search(text[start : mention.start])
    return Span(start, start + called.start()) if called else None


def _described(passage: Passage, mention: Mention, region: Span) -> Iterator[Description | Share]:
    words = passage.text[region.start : region.end]
    start, end = min(mention.start, region.start), max(mention.end, region.end)
    span, text = passage.locate(start, end), passage.written(start, end)
    if mention.group is OUTCOMES:
        if said := conditions(words):
            yield Description(span, text, mention, said)
        return
    for pattern in outcomes.SHARES:
        if (found := pattern.search(words)) and (parts := _share(found["given"], found["counted"])):
            yield Share(span, text, mention, *parts)
            return


def _share(given: str, counted: str) -> tuple[frozenset[Condition], frozenset[Condition]] | None:
    among, wanted = conditions(given, bare="actual"), conditions(counted, bare="actual")
    return (among, wanted) if among and wanted else None
