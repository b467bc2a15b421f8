"""Which concept a function or class is named after; silent when unsure."""

import ast
import re
from collections.abc import Iterator, Sequence

from mdcheck.execute.differential.record import Concept
from mdcheck.records import dataclass

_CODE_NAME, _WEAK_NAME, _TOLD_NAME = 3, 2, 2
_ENOUGH = 3
_MOST_ALTERNATIVES = 4
_HELPERS = re.compile(
    r"^_|test|plot|demo|main|example|compare|benchmark|visuali|(?<!accelerated_)(?<!clip_)gradient(?!_?descent|_ad|_step)|backward|derivative|naive_grad"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A definition with the concept it claims to be.

    Attributes:
        node: The function, the class or, of optimizers, the loop.
        concept: What it is named after.
        score: How sure this is.
        why: What gave it away.
    """

    node: ast.FunctionDef | ast.ClassDef | ast.For | ast.While
    concept: Concept
    score: int
    why: str

    @property
    def title(self) -> str:
        """What reports call it."""
        match self.node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                return name
        return "the loop"


def recognise(tree: ast.Module, note: str, concepts: Sequence[Concept]) -> Iterator[tuple[Recognised, ...]]:
    """The definitions of a fence named after a concept, each with all that it may be, likeliest first."""
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for node in defined:
        others = [snake(other.name) for other in defined if other is not node]
        if found := named_after(node, _without(others, note), concepts):
            yield found


def _without(others: Sequence[str], note: str) -> str:
    """The note, its first heading without what names other definitions of the fence."""
    heading, *rest = note.split("\n")
    for name in others:
        heading = re.sub(r"[\s_-]?".join(map(re.escape, name.split("_"))), "", heading, flags=re.IGNORECASE)
    return "\n".join([heading, *rest])


def named_after(
    node: ast.FunctionDef | ast.ClassDef, note: str, concepts: Sequence[Concept]
) -> tuple[Recognised, ...]:
    """The concepts that one definition may be named after, likeliest first."""
    scored = (r for concept in concepts if (r := _score(node, note, concept)))
    found = sorted((r for r in scored if r.score >= _ENOUGH), key=lambda r: -r.score)
    return tuple(found[:_MOST_ALTERNATIVES])


def _score(node: ast.FunctionDef | ast.ClassDef, note: str, concept: Concept) -> Recognised | None:
    name = snake(node.name)
    is_class = isinstance(node, ast.ClassDef)
    if _HELPERS.search(name) or not _may_be(concept.kind, is_class=is_class):
        return None
    if concept.but_not and any(concept.but_not.search(told) for told in (name, _heading(note, concept))):
        return None
    reasons = []
    score = 0
    if match := concept.named.search(name):
        score += _CODE_NAME + (match.end() - match.start()) // 4
        reasons.append(f"its name has {match[0]}")
    elif concept.weak and (match := concept.weak.search(name)):
        score += _WEAK_NAME
        reasons.append(f"its name has {match[0]}")
    if score and concept.told and (match := concept.told.search(_text(node, note))):
        score += _TOLD_NAME
        reasons.append(f"the note says {match[0]}")
    if score and is_class and "module" in concept.kind:
        score += 1
    return Recognised(node, concept, score, ", ".join(reasons)) if score else None


def _text(node: ast.FunctionDef | ast.ClassDef, note: str) -> str:
    return f"{note}\n{ast.get_docstring(node) or ''}\n{_parts(node)}"


def _may_be(kind: str, *, is_class: bool) -> bool:
    """Whether code of that form can be held against a concept that is fed so."""
    words = kind.split()
    return kind == "optimizer" or "function" in words or (is_class and "module" in words)


def _parts(node: ast.AST) -> str:
    """Attributes that the code gives itself, in order: what it is made of."""
    stored = (n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))
    return " ".join(dict.fromkeys(stored))


def _heading(note: str, concept: Concept) -> str:
    """The heading in snake case where it speaks of the concept, so that its other words are about that."""
    heading = re.sub(r"\W+", "_", snake(note.split("\n", 1)[0]))
    return heading if concept.named.search(heading) or (concept.told and concept.told.search(heading)) else ""


def snake(name: str) -> str:
    """``InfoNCELoss`` and ``infoNCE_loss`` as ``info_nce_loss``."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return parted.lower()
