"""The verdict on one piece of code: which way of doing the concept explains what it returned."""

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence

from torch import Tensor

from mdcheck.execute.differential.canon import replaced
from mdcheck.execute.differential.gradients import Replay
from mdcheck.execute.differential.mutants import mutants
from mdcheck.execute.differential.numbers import relation, show, trimmed
from mdcheck.execute.differential.record import (
    OWN,
    WANTED,
    Concept,
    Form,
    Inputs,
    Outcome,
    Settings,
    Standing,
    Way,
    words,
)
from mdcheck.records import dataclass

COMPARABLE = "comparable"
"""Under this key an undecided outcome says why the page's own formula may decide it."""
_MOST_CONVENTIONS = 3
_MOST_TOLD = 6
_MOST_MISTYPED = 8
_STEADY = 1e-3
_LOGARITHMS = re.compile(r"log(?!it)", re.IGNORECASE)
"""In names of arguments: code that takes logarithms may leave them out."""
_MEANT = words(
    r"错误的?(?:实现|写法|示范|示例|做法|版本|代码)|反例|有\s*bug|\bbuggy\b|\bincorrect\b|不要这样|下面.{0,6}是错的"
    r"|wrong (?:way|version|implementation|code)|do(?:n't| not) do this|deliberate"
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One call of the code on drawn inputs.

    Attributes:
        inputs: By their roles.
        results: Every result that could be meant.
        replay: The same once more, differentiable, where the code works on tensors.
    """

    inputs: Inputs
    results: tuple[Tensor, ...]
    replay: Replay | None = None


@dataclass(frozen=True, slots=True)
class Feeding:
    """One way of feeding the code.

    Attributes:
        label: How it reads.
        form: The form of the inputs.
        trials: What came back for several draws.
        certain: Whether names alone decided which argument plays which role.
    """

    label: str
    form: Form
    trials: tuple[Trial, ...]
    certain: bool = True


def judge(concept: Concept, mappings: Sequence[Feeding], note: str, name: str) -> Outcome:
    """Compare under every mapping, group by group: a slip in any group counts, else the plain group decides.

    Args:
        concept: What the code is named after.
        mappings: Ways of feeding it that did not raise.
        note: Headings, words before the fence, docstring and comments.
        name: Full name of the canonical object.
    """
    wanted = ", ".join(dict.fromkeys(name for form in concept.forms for name in form.draws))
    asked = {"asked for": wanted} if wanted else {}
    nothing = Outcome("undecided", name, evidence={"reason": "no inputs were found that it takes", **asked})
    groups = {form.group: form for form in concept.forms}
    outcomes = {}
    for group, form in groups.items():
        fed = [m for m in mappings if m.form.group == group]
        if form.claimed is None and fed:
            outcomes[group] = _judge_group(concept, fed, note, name)
        elif form.claimed and fed and form.claimed.search(note):
            outcomes[group] = _judge_claimed(concept, fed, form.claimed, note, name)
    slipped = next((o for o in outcomes.values() if o.comparison == "disagrees"), None)
    if slipped and (said := _MEANT.search(note)):
        return Outcome("undecided", name, evidence={"reason": f"the note itself says {said[0]!r}"})
    first = next(iter(outcomes.values()), nothing)
    unsaid = next((o for o in outcomes.values() if o.convention), None)
    return slipped or (unsaid if unsaid and first.comparison == "agrees" else first)


def agrees(concept: Concept, mappings: Iterable[Feeding]) -> bool:
    """Whether some mapping gives what the canon or one of its conventions gives."""
    return any(agreement(concept, mapping) is not None for mapping in mappings)


def extends(mapping: Feeding, other: Feeding) -> bool:
    """Whether the same arguments have the same meaning with more axes: rows where the other has one row."""
    if mapping.form.group != other.form.group or mapping.form.draws.keys() != other.form.draws.keys():
        return False
    of_both = [(_axes(mapping, name), _axes(other, name)) for name in mapping.form.draws]
    return all(mine >= its for mine, its in of_both) and any(mine > its for mine, its in of_both)


def _axes(mapping: Feeding, name: str) -> int:
    value = mapping.trials[0].inputs.get(name)
    return value.ndim if isinstance(value, Tensor) else 0


def is_meant(note: str) -> bool:
    """Whether the note itself says that the code is wrong."""
    return _MEANT.search(note) is not None


def agreement(concept: Concept, mapping: Feeding) -> Settings | None:
    """The conventions under which a mapping gives what the canon gives; None if there are none."""
    ways = itertools.islice(_ways(concept, slips=False), _MOST_MISTYPED)
    return next((way for way in ways if _explains(concept, mapping, way)), None)


def differs(concept: Concept, mapping: Feeding, settings: Settings) -> bool:
    """Whether in some draw nothing that came back is near what the settings give."""
    expected = (_expected(concept, trial, settings) for trial in mapping.trials)
    return _shows(mapping, list(expected))


def _judge_group(concept: Concept, mappings: Sequence[Feeding], note: str, name: str) -> Outcome:
    if found := _explanation(concept, mappings):
        if _is_vacuous(concept, *found):
            reason = "what was drawn for it always gives the same: nothing could have shown a difference"
            return Outcome("undecided", name, evidence={"reason": reason})
        return _explained(concept, *found, note, name)
    for settings in _ways(concept, slips=True):
        fitting = [m for m in mappings if _explains(concept, m, settings) and _matters(concept, m, settings)]
        if fitting:
            return _slipped(concept, fitting[0], settings, note, name)
    if outcome := _mistyped(concept, mappings, note, name):
        return outcome
    tried = ", ".join(mapping.label for mapping in mappings[:4])
    reason = "it differs from the canonical value, and nothing known explains how"
    evidence = {"reason": reason, "tried": tried, **_told_of_ways(concept)}
    if any(m.certain and _is_comparable(concept, m) for m in mappings):
        evidence[COMPARABLE] = "names decided the roles, and a result has the canonical shape"
    return Outcome("undecided", name, evidence=evidence)


def _told_of_ways(concept: Concept) -> dict[str, str]:
    """Which conventions and which slips did not explain a difference, in words."""
    ways = [way for axis in concept.axes for way in axis.ways]
    told = {}
    for standing, what in ((Standing.CONVENTION, "conventions tried"), (Standing.BUG, "slips tried")):
        found = list(dict.fromkeys(way.words or way.value for way in ways if way.standing is standing))
        more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
        if found:
            told[what] = "; ".join(found[:_MOST_TOLD]) + more
    return told


def _explanation(concept: Concept, mappings: Sequence[Feeding]) -> tuple[Feeding, Settings] | None:
    """The plainest way without a slip; masks of booleans tell more than those added to scores."""
    ranked = sorted(mappings, key=_is_additive)
    found = (
        (mapping, settings)
        for settings in _ways(concept, slips=False)
        for mapping in ranked
        if _explains(concept, mapping, settings)
    )
    added = None
    for mapping, settings in found:
        if not _is_additive(mapping):
            return mapping, settings
        added = added or (mapping, settings)
    return added


def _is_vacuous(concept: Concept, mapping: Feeding, settings: Settings) -> bool:
    """Whether every draw gives one and the same number, so that agreement says nothing."""
    values = [_expected(concept, trial, settings) for trial in mapping.trials]
    numbers = {n for v in values if v is not None for n in v.double().reshape(-1).tolist()}
    return len(mapping.trials) > 1 and len(numbers) == 1


def _is_additive(mapping: Feeding) -> bool:
    return "additive" in mapping.label


def _is_comparable(concept: Concept, mapping: Feeding) -> bool:
    """Whether a result of the canonical shape differs in every draw, and by more than a constant factor."""
    ratios = []
    for trial in mapping.trials:
        right = _expected(concept, trial, _canon(concept))
        mine = next((r for r in trial.results if right is not None and trimmed(r) == trimmed(right)), None)
        if right is None or mine is None or relation(mine, right) != "different":
            return False
        ratios.append((mine.double().reshape(-1) / right.double().reshape(-1)).nanmean().item())
    return all(math.isfinite(r) for r in ratios) and max(ratios) - min(ratios) > _STEADY * max(
        map(abs, ratios)
    )


def _mistyped(concept: Concept, mappings: Sequence[Feeding], note: str, name: str) -> Outcome | None:
    """The verdict where one slip in the canonical code itself gives exactly what the code returns."""
    plain = [m for m in mappings if not _LOGARITHMS.search(m.label) and _is_continuous(m)]
    for settings in itertools.islice(_ways(concept, slips=False), _MOST_MISTYPED):
        sound = {id(m): [_expected(concept, trial, settings) for trial in m.trials] for m in plain}
        for mutant in mutants(name):
            with replaced(name, mutant.call):
                fitting = next((m for m in plain if _explains(concept, m, settings)), None)
            if fitting and _shows(fitting, sound[id(fitting)]):
                said = _MEANT.search(note)
                return None if said else differing(concept, fitting, settings, name, mutant.words)
    return None


def _is_continuous(mapping: Feeding) -> bool:
    """Whether numbers were drawn from a continuum: counts and labels come to the same by chance."""
    tensors = [v.double() for t in mapping.trials for v in t.inputs.values() if isinstance(v, Tensor)]
    return any(bool((v != v.round()).any()) for v in tensors)


def _shows(mapping: Feeding, sound: Sequence[Tensor | None]) -> bool:
    """Whether what came back is clearly something else than the canonical value in some draw."""
    return any(
        right is not None and all(relation(result, right) == "different" for result in trial.results)
        for trial, right in zip(mapping.trials, sound, strict=True)
    )


def _judge_claimed(
    concept: Concept, mappings: Sequence[Feeding], claimed: re.Pattern[str], note: str, name: str
) -> Outcome:
    """An edge that the note claims to handle: what is not finite there breaks the claim."""
    outcome = _judge_group(concept, mappings, note, name)
    broken = all(not r.isfinite().all() for m in mappings for t in m.trials for r in t.results[:1])
    if outcome.comparison == "agrees" or not broken:
        return Outcome("agrees", name)
    said = claimed.search(note)
    quoted = said[0] if said else ""
    message = f"the note says {quoted!r}, but for {mappings[0].form.name} the code returns nan or infinity"
    evidence = {"fed as": mappings[0].label, "code": show(mappings[0].trials[0].results[0])}
    return Outcome("disagrees", name, message, evidence=evidence)


def _ways(concept: Concept, *, slips: bool) -> Iterator[Settings]:
    """Every combination of conventions, fewest deviations first; with slips, exactly one slip in each."""
    canon = _canon(concept)
    slipped = [{axis: value} for axis, value in _deviations(concept, Standing.BUG)] if slips else [{}]
    conventions = _deviations(concept, Standing.CONVENTION)
    for number in range(_MOST_CONVENTIONS - slips + 1):
        for chosen in itertools.combinations(conventions, number):
            for slip in slipped:
                if len({*slip, *(axis for axis, _ in chosen)}) == len(slip) + number:
                    yield {**canon, **dict(chosen), **slip}


def _deviations(concept: Concept, standing: Standing) -> list[tuple[str, str]]:
    return [(axis.name, way.value) for axis in concept.axes for way in axis.ways if way.standing is standing]


def _explains(concept: Concept, mapping: Feeding, settings: Settings) -> bool:
    return all(_match(concept, trial, settings) is not None for trial in mapping.trials)


def _match(concept: Concept, trial: Trial, settings: Settings) -> Tensor | None:
    expected = _expected(concept, trial, settings)
    if expected is None:
        return None
    return next((r for r in trial.results if relation(r, expected) == "same"), None)


def _expected(concept: Concept, trial: Trial, settings: Settings) -> Tensor | None:
    try:
        return concept.compute(trial.inputs, settings)
    except (ValueError, RuntimeError, LookupError, TypeError, AttributeError, ArithmeticError):
        return None


def _canon(concept: Concept) -> Settings:
    return {axis.name: axis.ways[0].value for axis in concept.axes}


def _matters(concept: Concept, mapping: Feeding, settings: Settings) -> bool:
    """Whether the slip shows: some draw gives another value than the same conventions without it."""
    sound = dict(settings)
    for axis in concept.axes:
        if _way(concept, axis.name, settings[axis.name]).standing is Standing.BUG:
            sound[axis.name] = axis.ways[0].value
    for trial in mapping.trials:
        slip, right = _expected(concept, trial, settings), _expected(concept, trial, sound)
        if slip is not None and right is not None and relation(slip, right) == "different":
            return True
    return False


def _way(concept: Concept, axis: str, value: str) -> Way:
    ways = next(a.ways for a in concept.axes if a.name == axis)
    return next(w for w in ways if w.value == value)


def _explained(concept: Concept, mapping: Feeding, settings: Settings, note: str, name: str) -> Outcome:
    evidence = {"fed as": mapping.label, "draws": str(len(mapping.trials))}
    deviations = [_way(concept, axis, value) for axis, value in settings.items()]
    deviations = [way for way in deviations if way.standing is not Standing.CANON]
    broken = next((w for w in deviations if _is_inexcusable(w, note)), None)
    if required := _required_otherwise(concept, mapping, settings, note):
        return differing(concept, mapping, settings, name, required)
    if broken:
        said = broken.words or re.sub(r" \(\d+\)$", "", broken.value)
        return differing(concept, mapping, settings, name, said)
    unsaid = [w for w in deviations if w.words and not _is_told(w, note)]
    if unsaid:
        message = "; ".join(way.words for way in unsaid)
        return Outcome("agrees", name, message, convention=True, evidence=evidence)
    return Outcome("agrees", name, evidence=evidence)


def _is_inexcusable(way: Way, note: str) -> bool:
    """Whether the note asks for something else, and neither it nor the code itself speaks of this way."""
    _, _, own = note.rpartition(OWN)
    excused = OWN in note and WANTED not in note and way.mentioned and way.mentioned.pattern != ".?"
    says_so = excused and _finds(way.mentioned, own) and not _finds(way.inexcusable, own)
    return bool(_finds(way.inexcusable, note) and not _finds(way.required, note) and not says_so)


def _is_told(way: Way, note: str) -> bool:
    """Whether the note speaks of a way, or asks for it."""
    return WANTED not in note and any(_finds(told, note) for told in (way.mentioned, way.required))


def _finds(phrases: re.Pattern[str] | None, note: str) -> re.Match[str] | None:
    return phrases.search(note) if phrases else None


def _required_otherwise(concept: Concept, mapping: Feeding, settings: Settings, note: str) -> str:
    """What the note asks for and the code does not do; empty if they go together.

    What a mask means can only be told where one is given.
    """
    told = mapping.form.group == "masked" and not _is_additive(mapping)
    axes = (axis for axis in concept.axes if told or axis.name != "mask")
    for axis in axes:
        for way in axis.ways:
            asked = None if _finds(way.inexcusable, note) else _finds(way.required, note)
            if asked and settings[axis.name] != way.value:
                said = asked[0].strip().splitlines()[-1]
                return f"the note says {said!r}, and the code does it otherwise"
    return ""


def _slipped(concept: Concept, mapping: Feeding, settings: Settings, note: str, name: str) -> Outcome:
    ways = [_way(concept, axis, value) for axis, value in settings.items()]
    slip = next(way for way in ways if way.standing is Standing.BUG)
    if slip.mentioned and (said := slip.mentioned.search(note)):
        return Outcome("undecided", name, evidence={"reason": f"{slip.words}, but the note says {said[0]!r}"})
    return differing(concept, mapping, settings, name, slip.words)


def differing(concept: Concept, mapping: Feeding, settings: Settings, name: str, message: str) -> Outcome:
    """The verdict on code that was explained, with the smallest example that shows it."""
    trial = min(
        mapping.trials, key=lambda t: sum(getattr(v, "numel", lambda: 1)() for v in t.inputs.values())
    )
    canon = _expected(concept, trial, _canon(concept))
    mine = _match(concept, trial, settings)
    if mine is None and canon is not None:
        mine = next((r for r in trial.results if trimmed(r) == trimmed(canon)), trial.results[0])
    evidence = {"fed as": mapping.label, "explained by": ", ".join(f"{k}: {v}" for k, v in settings.items())}
    if mine is not None and canon is not None:
        evidence |= {"code": show(mine), "canonical": show(canon)}
    return Outcome("disagrees", name, message, evidence=evidence)
