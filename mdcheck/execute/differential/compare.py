"""All definitions of a page that are named after a concept, compared with the canonical package."""

import ast
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from mdcheck.claims.lexicon.wrong import unmarked
from mdcheck.execute.differential import (
    additive,
    attention,
    batch_norms,
    blocks,
    derived,
    dropout,
    functions,
    norms,
    optimizers,
    replays,
)
from mdcheck.execute.differential.canon import canonical, full_name, use
from mdcheck.execute.differential.concepts import known_concepts
from mdcheck.execute.differential.edits import Edit, axes
from mdcheck.execute.differential.gradients import cut
from mdcheck.execute.differential.judge import COMPARABLE, Feeding, agrees, differing, is_meant, judge
from mdcheck.execute.differential.mistakes import mistake, unread
from mdcheck.execute.differential.mutants import source_of
from mdcheck.execute.differential.numbers import double_precision
from mdcheck.execute.differential.on_device import astray
from mdcheck.execute.differential.recognise import Recognised, named_after, recognise, snake
from mdcheck.execute.differential.record import COMPARES, TAKES, WANTED, Concept, Outcome
from mdcheck.execute.differential.repair import repair
from mdcheck.execute.worker.comments import comments
from mdcheck.execute.worker.obstacles import OverTime
from mdcheck.execute.worker.running import Program

_DRIVERS: Mapping[str, Any] = {
    "function": functions.feed,
    "norm module": norms.feed,
    "attention module": attention.feed,
    "additive module": additive.feed,
    "batch norm module": batch_norms.feed,
    "batch norm function": batch_norms.feed,
    "block module": blocks.feed,
    "dropout function module": dropout.feed,
    "optimizer": optimizers.feed,
}
_PREPARES = re.compile(
    r"softmax|sigmoid|expit|normali[sz]e|one_hot|argmax|round|threshold|cumsum|sort|weight", re.IGNORECASE
)
_QUALIFIED = re.compile(r"macro|micro|weighted|averag|mean|multi|top|at_?k|per_class|soft")
"""Names of functions whose parts are not what they are called alone."""
_ANOTHER = re.compile(r"this is|that is")
_SINGLE = re.compile(r"float32|\.float\(\)|np\.single")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One definition with what came of it, and the one edit that would mend it, if it was found."""

    recognised: Recognised
    outcome: Outcome
    mended_by: Edit | None = None


def warm_up(packages: tuple[str, ...], root: str) -> None:
    """Load the canonical packages and the records, while their files can still be read."""
    use(packages, root)
    known_concepts(packages)


def compare(
    program: Program,
    names: Mapping[str, Any],
    before: str,
    packages: tuple[str, ...],
    *,
    expected: bool = False,
    device: str = "cpu",
) -> Iterator[Comparison]:
    """Compare each recognised definition of a fence that the page still has.

    Args:
        program: The fence.
        names: The page's names after it ran.
        before: Headings and words before the fence.
        packages: The canonical packages.
        expected: Whether the author says that something is wrong in it, and wants it to be found.
        device: Where what agrees is tried once more.
    """
    remarks = "\n".join(comment.text for comment in comments(program.code))
    concepts = known_concepts(packages)
    yield from _of_loop(program, names, f"{before}\n{remarks}", concepts)
    told: set[ast.AST] = set()
    for alternatives in recognise(program.tree, before, concepts):
        node = alternatives[0].node
        told.add(node)
        target = names.get(alternatives[0].title)
        if isinstance(node, ast.For | ast.While) or not _is_from(target, program, node):
            continue
        note = "\n".join([before, remarks, ast.get_docstring(node) or "", _docstrings(node), *_told_by(node)])
        note = f"{unmarked(note)}\n{WANTED}" if expected else note
        try:
            with double_precision():
                comparison = _elsewhere(_best(alternatives, target, names, note), device)
            undecided = comparison.outcome.comparison == "undecided"
            inside = list(_inside(node, names, before, concepts, note)) if undecided else []
        except OverTime:
            yield _unfinished(alternatives[0])
            return
        better = not _is_driven(comparison) or all(c.outcome.comparison != "undecided" for c in inside)
        yield from inside if inside and better else [comparison]
    note = unmarked(f"{before}\n{remarks}") if expected else f"{before}\n{remarks}"
    for statement in program.tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef) and statement not in told:
            yield from _inside(statement, names, before, concepts, note)
    for index in derived.assigned(program.tree.body):
        for value in _of_value(program.tree.body, index, before, concepts):
            yield from _of_derived(value, names, note, named=False)


def _unfinished(recognised: Recognised) -> Comparison:
    """A comparison that was cut off; what the fence defines behind it was not looked at."""
    reason = "the comparison takes longer than the time limit"
    return Comparison(
        recognised, Outcome("undecided", recognised.concept.canonical, evidence={"reason": reason})
    )


def _is_driven(comparison: Comparison) -> bool:
    return comparison.outcome.comparison != "undecided" or "tried" in comparison.outcome.evidence


def _inside(
    node: ast.FunctionDef | ast.ClassDef,
    names: Mapping[str, Any],
    before: str,
    concepts: Sequence[Concept],
    note: str,
) -> Iterator[Comparison]:
    """What came of parts and methods that are named after a concept, inside of a definition that is not."""
    if _QUALIFIED.search(snake(node.name)) or derived.goes_through_classes(node):
        return
    inner = derived.parts(node) if isinstance(node, ast.FunctionDef) else derived.methods(node)
    for made in inner:
        if found := named_after(made, before, concepts):
            yield from _of_derived(found, names, note, named=True)


def _of_value(
    body: Sequence[ast.stmt], index: int, before: str, concepts: Sequence[Concept]
) -> Iterator[tuple[Recognised, ...]]:
    """The computation of a variable of a script, by the first concept whose arguments it is computed of."""
    near, others = derived.upstream(body, index), derived.names_before(body, index)
    for recognised in named_after(derived.value(body, index, ()), before, concepts):
        if recognised.concept.kind == "function" and (
            taken := functions.arguments(near, others, recognised.concept)
        ):
            yield (replace(recognised, node=derived.value(body, index, taken)),)
            return


def _of_derived(
    alternatives: Sequence[Recognised], names: Mapping[str, Any], note: str, *, named: bool
) -> Iterator[Comparison]:
    """What came of a derived definition, if names decide what it takes: else it may be something else.

    Args:
        alternatives: What it may be.
        names: The page's names.
        note: Words around it.
        named: Whether it is a definition's own part, so that a slip in it is one in what the part is called.
    """
    node, own = alternatives[0].node, dict(names)
    assert isinstance(node, ast.FunctionDef)
    with double_precision():
        try:
            exec(compile(ast.Module([node], []), "<derived>", "exec"), own)
        except Exception:
            return
        shapes = {} if named else {a.arg: names[a.arg] for a in node.args.args if a.arg in names}
        comparison = _best(alternatives, own[node.name], own, note, certain=True, named=named, shapes=shapes)
    if _is_driven(comparison):
        yield comparison


def _of_loop(
    program: Program, names: Mapping[str, Any], note: str, concepts: Sequence[Concept]
) -> Iterator[Comparison]:
    """The only training loop of a script, held against the optimizer that the note names.

    That it is another optimizer is no slip: notes contrast them.
    """
    found = list(replays.loops(program.tree))
    concept = replays.named(note, concepts) if len(found) == 1 else None
    if concept is None:
        return
    recognised = Recognised(found[0].node, concept, 1, "headings and comments name it")
    with double_precision():
        if not (feedings := list(replays.feed(found[0], program.tree, names, concept))):
            return
        outcome = judge(concept, feedings, note, full_name(canonical(concept.canonical)))
    if _ANOTHER.search(outcome.message):
        evidence = {"reason": f"it is another optimizer: {outcome.message}"}
        outcome = Outcome("undecided", outcome.canonical, evidence=evidence)
    yield Comparison(recognised, outcome)


def mended(comparison: Comparison, names: Mapping[str, Any]) -> Comparison:
    """The same comparison with the edit that would make the code agree, if one is found in time."""
    recognised = comparison.recognised
    if isinstance(recognised.node, ast.For | ast.While) or comparison.mended_by:
        return comparison

    def fits(target: Any, node: ast.FunctionDef | ast.ClassDef) -> bool:
        return agrees(recognised.concept, _fed(target, node, recognised.concept))

    with double_precision():
        return replace(comparison, mended_by=repair(recognised.node, names, fits))


def _best(
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
    best = min(found, key=_rank)
    agreed = best.outcome.comparison == "agrees" and any(axes(best.recognised.node))
    unexplained = [c for c in found if best.outcome.comparison == c.outcome.comparison == "undecided"]
    tried = (_mistaken(c, target, names, note) for c in ([best] if agreed else unexplained) if named)
    return next((c for c in tried if c.outcome.comparison == "disagrees"), best)


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


def _elsewhere(comparison: Comparison, device: str) -> Comparison:
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


def _speak_alike(node: ast.AST, name: str) -> bool:
    """Whether code and canon prepare their arguments alike, so that they may be meant to take the same."""
    own = {match[0].lower() for match in _PREPARES.finditer(ast.unparse(node))}
    return own == {match[0].lower() for match in _PREPARES.finditer(source_of(name))}


def _rounded(feeding: Feeding) -> Feeding:
    """What code that casts to float32 returned, marked as no more precise than that."""
    trials = (replace(t, results=tuple(r.float() for r in t.results)) for t in feeding.trials)
    return replace(feeding, trials=tuple(trials))


def _is_from(target: Any, program: Program, node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether a name still means what this fence defined."""
    if isinstance(node, ast.FunctionDef):
        target = getattr(target, "__wrapped__", target)
        code = getattr(target, "__code__", None)
        return code is not None and code.co_filename == program.filename and code.co_name == node.name
    methods = (
        [f for v in vars(target).values() if isinstance(f := getattr(v, "__func__", v), types.FunctionType)]
        if isinstance(target, type)
        else []
    )
    lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
    return any(
        m.__code__.co_filename == program.filename and m.__code__.co_firstlineno in lines for m in methods
    )


def _told_by(node: ast.AST) -> Iterator[str]:
    """What the code itself says of the case that it is for."""
    for inner in ast.walk(node):
        match inner:
            case ast.arguments(args=args, defaults=defaults):
                yield f"{TAKES}{', '.join(arg.arg for arg in args)}"
                given = zip(args[len(args) - len(defaults) :], defaults, strict=True)
                yield from (f"{TAKES}{arg.arg}={ast.unparse(value)}" for arg, value in given)
            case ast.Compare(ops=[ast.Eq()]):
                yield f"{COMPARES}{ast.unparse(inner)}"


def _docstrings(node: ast.AST) -> str:
    functions_inside = (n for n in ast.walk(node) if isinstance(n, ast.FunctionDef))
    return "\n".join(ast.get_docstring(function) or "" for function in functions_inside)
