"""All definitions of a page that are named after a concept, compared with the canonical package."""

import ast
import math
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import torch

from mdcheck.claims.lexicon.wrong import unmarked
from mdcheck.execute.differential import derivatives, derived, functions, replays, stated
from mdcheck.execute.differential.canon import canonical, full_name, use
from mdcheck.execute.differential.concepts import known_concepts
from mdcheck.execute.differential.judge import is_meant, judge
from mdcheck.execute.differential.numbers import double_precision
from mdcheck.execute.differential.recognise import Recognised, named_after, recognise, snake
from mdcheck.execute.differential.record import COMPARES, OWN, TAKES, WANTED, Concept, Outcome
from mdcheck.execute.differential.verdicts import Comparison, best, elsewhere, is_driven
from mdcheck.execute.protocol import Formula
from mdcheck.execute.worker.comments import comments
from mdcheck.execute.worker.obstacles import OverTime
from mdcheck.execute.worker.running import Program

_QUALIFIED = re.compile(r"macro|micro|weighted|averag|mean|multi|top|at_?k|per_class|soft")
"""Names of functions whose parts are not what they are called alone."""
_ANOTHER = re.compile(r"this is|that is")
_OF_THE_PAGE = Concept("", re.compile("(?!)"), lambda _, __: torch.tensor(math.nan))
"""Stands for the concept of what is held against the page itself, not against a canonical package."""


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
    formulas: Sequence[Formula] = (),
) -> Iterator[Comparison]:
    """Compare each recognised definition of a fence that the page still has.

    Args:
        program: The fence.
        names: The page's names after it ran.
        before: Headings and words before the fence.
        packages: The canonical packages.
        expected: Whether the author says that something is wrong in it, and wants it to be found.
        device: Where what agrees is tried once more.
        formulas: Those of the page.
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
        note = _note(program, node, before)
        note = f"{unmarked(note)}\n{WANTED}" if expected else note
        try:
            with double_precision():
                comparison = elsewhere(best(alternatives, target, names, note), device)
            undecided = comparison.outcome.comparison == "undecided"
            inside = list(_inside(node, names, before, concepts, note)) if undecided else []
        except OverTime:
            yield _unfinished(alternatives[0])
            return
        better = not is_driven(comparison) or all(c.outcome.comparison != "undecided" for c in inside)
        yield from inside if inside and better else [comparison]
    note = unmarked(f"{before}\n{remarks}") if expected else f"{before}\n{remarks}"
    for statement in program.tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef) and statement not in told:
            yield from _inside(statement, names, before, concepts, note)
            yield from _of_derivative(statement, program, names, note)
            yield from _of_formula(statement, program, names, note, formulas)
    for index in derived.assigned(program.tree.body):
        for value in _of_value(program.tree.body, index, before, concepts):
            yield from _of_derived(value, names, note, named=False)


def _unfinished(recognised: Recognised) -> Comparison:
    """A comparison that was cut off; what the fence defines behind it was not looked at."""
    reason = "the comparison takes longer than the time limit"
    return Comparison(
        recognised, Outcome("undecided", recognised.concept.canonical, evidence={"reason": reason})
    )


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


def _of_derivative(
    node: ast.FunctionDef | ast.ClassDef, program: Program, names: Mapping[str, Any], note: str
) -> Iterator[Comparison]:
    """What came of a function that is named as the derivative of another one of the page or of the canon."""
    if isinstance(node, ast.ClassDef) or not _is_from(names.get(node.name), program, node):
        return
    with double_precision():
        found = derivatives.derived(node, names)
    if found is None or (found.agrees is False and is_meant(note)):
        return
    of = f"the derivative of {found.of}"
    word = {True: "agrees", False: "disagrees", None: "undecided"}[found.agrees]
    edit = found.edit
    message = f"it would be that with {edit.after} where it has {edit.before}" if edit else ""
    recognised = Recognised(node, _OF_THE_PAGE, 1, f"its name says that it is {of}")
    yield Comparison(recognised, Outcome(word, of, message, evidence=found.evidence), edit)


def _of_formula(
    node: ast.FunctionDef | ast.ClassDef,
    program: Program,
    names: Mapping[str, Any],
    note: str,
    formulas: Sequence[Formula],
) -> Iterator[Comparison]:
    """What came of a function and the formula under the same heading that it is named after."""
    if isinstance(node, ast.ClassDef) or not _is_from(names.get(node.name), program, node):
        return
    here = [f for f in formulas if not f.title or f.title in note.split("\n")]
    alone = sum(isinstance(other, ast.FunctionDef) for other in program.tree.body) == 1
    with double_precision():
        found = stated.held(node, names, here, alone=alone)
    if found is None or (found.agrees is False and is_meant(note)):
        return
    of = f"the formula of line {found.formula.line}"
    word = {True: "agrees", False: "disagrees", None: "undecided"}[found.agrees]
    edit = found.edit
    message = f"both would agree with {edit.after} where it has {edit.before}" if edit else ""
    recognised = Recognised(node, _OF_THE_PAGE, 1, f"it is named as {of}")
    yield Comparison(recognised, Outcome(word, of, message, evidence=found.evidence), edit)


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
        comparison = best(alternatives, own[node.name], own, note, certain=True, named=named, shapes=shapes)
    if is_driven(comparison):
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


def _note(program: Program, node: ast.FunctionDef | ast.ClassDef, before: str) -> str:
    """What speaks of a definition: words before the fence, comments, and last what stands inside."""
    lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
    told = list(comments(program.code))
    inside = [comment.text for comment in told if comment.line in lines]
    outside = [comment.text for comment in told if comment.line not in lines]
    own = [*inside, ast.get_docstring(node) or "", _docstrings(node)]
    return "\n".join([before, *outside, *_told_by(node), OWN, *own])


def _docstrings(node: ast.AST) -> str:
    functions_inside = (n for n in ast.walk(node) if isinstance(n, ast.FunctionDef))
    return "\n".join(ast.get_docstring(function) or "" for function in functions_inside)
