"""Decide labels: by the lexicon for names, by the truth table of predicted and actual for descriptions."""

from collections.abc import Iterator

from mdcheck.claims.conditions import Condition
from mdcheck.claims.descriptions import Description, Share, descriptions
from mdcheck.claims.label_tables import table_labels
from mdcheck.claims.labels import Naming, namings
from mdcheck.claims.lexicon.confusion import CELLS, OUTCOMES, RATES, RATIOS
from mdcheck.claims.lexicon.mentions import Mention, mentions
from mdcheck.claims.passages import Text
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.confusion import SAMPLE, cell_words, described, rate, share


def judge_labels(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every label of a note with its verdict."""
    del config
    ids = ClaimIds()
    for passage in (*text.passages, *text.cells):
        found = list(mentions(passage.text))
        named = list(namings(passage, found))
        swapped = [pair for pair in named if pair.left.term != pair.right.term]
        doubtful = {mention for pair in swapped for mention in (pair.left, pair.right)}
        for label in (*named, *descriptions(passage, found, doubtful)):
            yield _judged(label, ids)
    for label in table_labels(text):
        yield _judged(label, ids)


def _judged(label: Naming | Description | Share, ids: ClaimIds) -> JudgedClaim:
    reading, verdict = _judge(label)
    return JudgedClaim(ids.next("label", label.text), "label", label.span, label.text, reading, verdict)


def _judge(label: Naming | Description | Share) -> tuple[str, Verdict]:
    match label:
        case Naming():
            return f"{label.left.term.key} is {label.right.term.key}", _named(label.left, label.right)
        case Description():
            key = label.mention.term.key
            return f"{key}: {_words(label.conditions)}", _counted(key, label.conditions)
        case Share():
            counted, given = _words(label.counted), _words(label.given)
            return f"{label.mention.term.key} = share of ({counted}) among ({given})", _shared(label)


def _words(conditions: frozenset[Condition]) -> str:
    return ", ".join(map(str, sorted(conditions)))


def _named(left: Mention, right: Mention) -> Verdict:
    if left.term == right.term:
        return Proved("lexicon")
    likely = left.term.names.get(right.series, (left.term.key,))[0]
    values, shown = _contrast(left, right)
    return Refuted(Witness(values, shown[0], shown[1], likely), by="lexicon")


def _contrast(left: Mention, right: Mention) -> tuple[dict[str, str], tuple[str, str]]:
    """What tells the two terms apart: a sample, a confusion matrix, or else their names."""
    keys = left.term.key, right.term.key
    if left.group is OUTCOMES:
        return {}, (f"{keys[0]}: {cell_words(keys[0])}", f"{keys[1]}: {cell_words(keys[1])}")
    if left.group is RATES:
        shown = tuple(f"{key} = {rate(key)}" for key in keys)
        return {cell: str(count) for cell, count in SAMPLE.items()}, (shown[0], shown[1])
    return {}, keys


def _counted(key: str, conditions: frozenset[Condition]) -> Verdict:
    cells = described(conditions)
    if not cells or len(cells) == len(CELLS):
        return Undecided("reading", "the description contradicts itself or excludes nothing")
    if key in cells:
        return Proved("truth table")
    meant = " or ".join(sorted(cells))
    return Refuted(Witness({}, f"{key}: {cell_words(key)}", f"described: {meant}", meant), by="truth table")


def _shared(label: Share) -> Verdict:
    among = described(label.given)
    counted = described(label.counted) & among
    if not counted or counted == among:
        return Undecided("reading", "the description counts nothing or everything")
    key, value = label.mention.term.key, share(counted, among)
    meant = [name for name, (one, all_) in RATIOS.items() if counted == {one} and among == frozenset(all_)]
    if key in meant:
        return Proved("truth table")
    witness = Witness(
        {cell: str(count) for cell, count in SAMPLE.items()},
        f"{key} = {rate(key)}",
        f"described = {value}",
        meant[0] if meant else None,
    )
    return Refuted(witness, by="truth table")
