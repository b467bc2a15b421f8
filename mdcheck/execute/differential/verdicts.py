"""One definition held against what it may be named after: agreement with any of it, else what explains it."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from mdcheck.execute.differential import (
    additive,
    attention,
    batch_norms,
    blocks,
    cells,
    dropout,
    functions,
    norms,
    optimizers,
    sublayers,
)
from mdcheck.execute.differential.canon import canonical, full_name
from mdcheck.execute.differential.edits import Edit, axes
from mdcheck.execute.differential.gradients import cut
from mdcheck.execute.differential.judge import COMPARABLE, Feeding, agrees, differing, is_meant, judge
from mdcheck.execute.differential.mistakes import mistake, unread
from mdcheck.execute.differential.mutants import source_of
from mdcheck.execute.differential.numbers import double_precision
from mdcheck.execute.differential.on_device import astray
from mdcheck.execute.differential.recognise import Recognised
from mdcheck.execute.differential.record import Concept, Outcome
from mdcheck.execute.differential.repair import repair
from mdcheck.records import dataclass

_DRIVERS: Mapping[str, Any] = {
    "function": functions.feed,
    "norm module": norms.feed,
    "attention module": attention.feed,
    "additive module": additive.feed,
    "batch norm module": batch_norms.feed,
    "batch norm function": batch_norms.feed,
    "block module": blocks.feed,
    "dropout function module": dropout.feed,
    "cell function module": cells.feed,
    "sublayer module": sublayers.feed,
    "network module": sublayers.feed,
    "optimizer": optimizers.feed,
}
_PREPARES = re.compile(
    r"softmax|sigmoid|expit|normali[sz]e|one_hot|argmax|round|threshold|cumsum|sort|weight", re.IGNORECASE
)
_SINGLE = re.compile(r"float32|\.float\(\)|np\.single")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One definition with what came of it, and the one edit that would mend it, if it was found."""

    recognised: Recognised
    outcome: Outcome
    mended_by: Edit | None = None


def best(
    alternatives: Sequence[Recognised],
    target: Any,
    names: Mapping[str, Any],
    note: str,
    *,
    certain: bool = False,
    named: bool = True,
    shapes: Mapping[str, Any] = MappingProxyType({}),
) -> Comparison:
    """The comparison that counts where a name may mean several concepts: agreement with any, else a slip."""
    found = []
    for recognised in alternatives:
        try:
            outcome = _outcome(recognised, target, note, certain=certain, shapes=shapes)
        except Exception as error:
            reason = f"the comparison stumbled ({type(error).__name__}: {error})"
            outcome = Outcome("undecided", recognised.concept.canonical, evidence={"reason": reason})
        found.append(Comparison(recognised, outcome))
        if outcome.comparison == "agrees" and not outcome.message:
            break
    likeliest = min(found, key=_rank)
    agreed = likeliest.outcome.comparison == "agrees" and any(axes(likeliest.recognised.node))
    unexplained = [c for c in found if likeliest.outcome.comparison == c.outcome.comparison == "undecided"]
    tried = (_mistaken(c, target, names, note) for c in ([likeliest] if agreed else unexplained) if named)
    return next((c for c in tried if c.outcome.comparison == "disagrees"), likeliest)


def is_driven(comparison: Comparison) -> bool:
    """Whether something was fed to the code, so that the outcome says something about it."""
    return comparison.outcome.comparison != "undecided" or "tried" in comparison.outcome.evidence


def elsewhere(comparison: Comparison, device: str) -> Comparison:
    """The same comparison, with what goes wrong on another device."""
    outcome = comparison.outcome
    if device == "cpu" or outcome.replay is None:
        return comparison
    if message := astray(outcome.replay, device):
        message = f"values agree on the processor, but {message}"
        outcome = Outcome("disagrees", outcome.canonical, message, evidence=outcome.evidence)
    else:
        outcome = replace(outcome, evidence={**outcome.evidence, "also on": device})
    return replace(comparison, outcome=outcome)


def mended(comparison: Comparison, names: Mapping[str, Any]) -> Comparison:
    """The same comparison with the edit that would make the code agree, if one is found in time."""
    recognised = comparison.recognised
    if isinstance(recognised.node, ast.For | ast.While) or comparison.mended_by:
        return comparison

    def fits(target: Any, node: ast.FunctionDef | ast.ClassDef) -> bool:
        return agrees(recognised.concept, _fed(target, node, recognised.concept))

    with double_precision():
        return replace(comparison, mended_by=repair(recognised.node, names, fits))


def _mistaken(comparison: Comparison, target: Any, names: Mapping[str, Any], note: str) -> Comparison:
    """The same comparison, decided where one slip of the pen in the code explains the difference."""
    concept, node = comparison.recognised.concept, comparison.recognised.node
    if isinstance(node, ast.For | ast.While) or is_meant(note):
        return comparison
    try:
        found = mistake(target, node, names, concept, _fed, note)
    except Exception:
        found = None
    if found is None:
        return _deaf(comparison)
    edit, canon = found.edit, comparison.outcome.canonical
    message = f"it would be the canonical one with {edit.after} where it has {edit.before}"
    if found.feeding is None:
        outcome = Outcome("disagrees", canon, f"it raises for all that it was given, and {message}")
    else:
        outcome = differing(concept, found.feeding, found.settings, canon, message)
    return replace(comparison, outcome=outcome, mended_by=edit)


def _fed(target: Any, node: ast.FunctionDef | ast.ClassDef, concept: Concept) -> Iterator[Feeding]:
    """Every way of feeding a definition, with results as precise as its code takes them."""
    single = _SINGLE.search(ast.unparse(node)) is not None
    for feeding in _DRIVERS[concept.kind](target, node, concept):
        yield _rounded(feeding) if single else feeding


def _deaf(comparison: Comparison) -> Comparison:
    """The same comparison, decided where code that differs never reads what it has to depend on."""
    node, outcome = comparison.recognised.node, comparison.outcome
    assert not isinstance(node, ast.For | ast.While)
    name = unread(node) if COMPARABLE in outcome.evidence else ""
    if not name:
        return comparison
    message = f"{name} is taken and never used"
    evidence = {key: value for key, value in outcome.evidence.items() if key not in (COMPARABLE, "reason")}
    return replace(comparison, outcome=Outcome("disagrees", outcome.canonical, message, evidence=evidence))


def _rank(comparison: Comparison) -> tuple[int, bool]:
    outcome = comparison.outcome
    order = {"agrees": 0, "disagrees": 1, "undecided": 2 if "tried" in outcome.evidence else 3}
    return order[outcome.comparison], bool(outcome.message)


def _outcome(
    recognised: Recognised,
    target: Any,
    note: str,
    *,
    certain: bool = False,
    shapes: Mapping[str, Any] = MappingProxyType({}),
) -> Outcome:
    concept = recognised.concept
    try:
        name = full_name(canonical(concept.canonical))
    except LookupError:
        return Outcome("undecided", concept.canonical, evidence={"reason": "no canonical package has it"})
    assert not isinstance(recognised.node, ast.For | ast.While)
    feedings = list(_fed(target, recognised.node, concept))
    if certain:
        whole = [f for f in feedings if all(len(trial.results) == 1 for trial in f.trials)]
        feedings = [f for f in whole if f.certain and functions.are_alike(f, concept, shapes)]
    outcome = _flowing(recognised, feedings, note, judge(concept, feedings, note, name))
    if COMPARABLE in outcome.evidence and not _speak_alike(recognised.node, name):
        evidence = {key: value for key, value in outcome.evidence.items() if key != COMPARABLE}
        return replace(outcome, evidence=evidence)
    return outcome


def _flowing(recognised: Recognised, feedings: Sequence[Feeding], note: str, outcome: Outcome) -> Outcome:
    """The outcome, where values agree: unless gradients do not flow as they must."""
    agreeing = [f for f in feedings if f.label == outcome.evidence.get("fed as")]
    replay = agreeing[0].trials[0].replay if agreeing else None
    if outcome.comparison != "agrees" or replay is None or is_meant(note):
        return outcome
    try:
        found = cut(replay, recognised.node, outcome.canonical, note)
    except Exception:
        return outcome
    if found is None:
        return replace(outcome, replay=replay)
    told = {"by autograd": f"{found.autograd:.6g}", "by differences": f"{found.difference:.6g}"}
    evidence = {**outcome.evidence, **told}
    return Outcome("disagrees", outcome.canonical, found.message, evidence=evidence, line=found.line)


def _speak_alike(node: ast.AST, name: str) -> bool:
    """Whether code and canon prepare their arguments alike, so that they may be meant to take the same."""
    own = {match[0].lower() for match in _PREPARES.finditer(ast.unparse(node))}
    return own == {match[0].lower() for match in _PREPARES.finditer(source_of(name))}


def _rounded(feeding: Feeding) -> Feeding:
    """What code that casts to float32 returned, marked as no more precise than that."""
    trials = (replace(t, results=tuple(r.float() for r in t.results)) for t in feeding.trials)
    return replace(feeding, trials=tuple(trials))
