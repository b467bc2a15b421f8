"""A slip of the pen in the code itself, taken as evidence: one edit after which it is the canon.

Unlike a repair, which only words a verdict: the edit must be of a kind that no convention calls for, names
must have decided every argument, and no layout of the arguments may make the code agree as it stands.
"""

import ast
import functools
import inspect
import itertools
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from mdcheck.execute.differential.canon import canonical, full_name
from mdcheck.execute.differential.edits import Edit, axes
from mdcheck.execute.differential.gradients import influences
from mdcheck.execute.differential.judge import Feeding, agreement, differs, extends
from mdcheck.execute.differential.layouts import in_other_layouts
from mdcheck.execute.differential.optimizer_names import HELD, KEPT, STATES, THETA, G, T
from mdcheck.execute.differential.record import Concept, Settings, words
from mdcheck.execute.differential.unmistakable import OF_LAYOUT, Definition, mending
from mdcheck.records import dataclass

_SECONDS, _SECONDS_OF_A_PAGE = 1.5, 6.0
_MOST_FEEDINGS = 8
_FILE = "<edited>"
_SPARE = re.compile(r"^_|mask|train|self|cls|ctx|step|iter|epoch|^t$|name|config", re.IGNORECASE)
"""Arguments that code may take for the sake of others."""
_HARMLESS = re.compile(
    r"dim|axis|keep_?dims?|eps|epsilon|betas|init_\w+|drop(?:out)?(?:_?(?:p|rate|prob))?|reduction|return_\w+|inplace|device|dtype|seed|generator|args|kwargs"
)
_VARIANT = words(
    r"变体|变种|改进版?|简化版?|修改|不同于|消融|最大化|梯度上升|\bvariants?\b|\bmodified\b|\bsimplified\b"
    r"|\bablation\b|\binstead of\b|\bmaximi[sz]\w+|\bascent\b|\bnon-?standard\b"
)
Drive = Callable[[Any, Definition, Concept], Iterable[Feeding]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """The edit with what it explains.

    Attributes:
        edit: After it, the code agrees.
        feeding: The code itself, fed as it agrees after the edit; None where it raises however it is fed.
        settings: The conventions under which it agrees then.
    """

    edit: Edit
    feeding: Feeding | None
    settings: Settings


def mistake(
    target: Any, node: Definition, names: Mapping[str, Any], concept: Concept, drive: Drive, note: str
) -> Mistake | None:
    """The only explanation of a difference that is left: one slip in the code; None where there is none.

    Args:
        target: What the code defines.
        node: Its definition.
        names: The page's names after it ran.
        concept: What it is named after.
        drive: Feeds it.
        note: Headings, words before the fence, docstring and comments.
    """
    if _VARIANT.search(note) or _has_more(node, concept):
        return None
    own = list(drive(target, node, concept))
    fed = _differing(own, concept)
    forms = {f.form.name for f in fed.values()}
    narrow = replace(concept, forms=tuple(f for f in concept.forms if f.name in forms) or concept.forms)
    layouts = functools.cache(lambda: _fits_another_layout(target, node, narrow, drive))
    end = min(time.process_time() + _SECONDS, _SECONDS_OF_A_PAGE)
    for edit, edited in mending(node, full_name(canonical(concept.canonical))) if fed or not own else ():
        if time.process_time() > end:
            return None
        found = _agreeing(edited, names, narrow, drive, fed, end)
        certain = fed and (edit.kind not in OF_LAYOUT or _is_uneven(node, edited))
        if found and (certain or not layouts()):
            return Mistake(edit, *found)
    return None


def unread(node: Definition) -> str:
    """A required argument of a function that its body never reads; empty if there is none."""
    if isinstance(node, ast.ClassDef):
        return ""
    required = node.args.args[: len(node.args.args) - len(node.args.defaults)]
    read = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return next((a.arg for a in required if a.arg not in read and not _SPARE.search(a.arg)), "")


def _differing(own: Iterable[Feeding], concept: Concept) -> dict[str, Feeding]:
    """What names decide and does not agree; where something agrees, only the same with one axis more."""
    settled = [(feeding, agreement(concept, feeding) is not None) for feeding in own if feeding.certain]
    agreeing = [feeding for feeding, agrees in settled if agrees]
    rest = [feeding for feeding, agrees in settled if not agrees]
    wider = [f for f in rest if not agreeing or any(extends(f, other) for other in agreeing)]
    return {feeding.label: feeding for feeding in wider}


def _agreeing(
    edited: Definition,
    names: Mapping[str, Any],
    concept: Concept,
    drive: Drive,
    fed: Mapping[str, Feeding],
    end: float,
) -> tuple[Feeding | None, Settings] | None:
    """How the code itself is fed where it agrees after an edit, None where it raises; and the conventions."""
    own = dict(names)
    try:
        exec(compile(ast.Module([edited], []), _FILE, "exec"), own)
        driven = drive(own[edited.name], edited, concept)
        for feeding in itertools.islice(_as_before(driven, fed), _MOST_FEEDINGS):
            settings = agreement(concept, feeding)
            mine = fed.get(feeding.label)
            if settings is not None and mine is None and feeding.certain:
                return None, settings
            if settings is not None and mine and differs(concept, mine, settings) and _keeps(feeding, mine):
                return mine, settings
            if time.process_time() > end:
                return None
    except Exception:
        return None
    return None


def _keeps(feeding: Feeding, mine: Feeding) -> bool:
    """Whether edited code depends on all that the code depends on: else it was a variant, and is none now.

    Biases of layers are left out: softmax takes no notice of those of keys.
    """
    after, before = feeding.trials[0].replay, mine.trials[0].replay
    if before is None or after is None:
        return True
    lost = influences(before) - influences(after)
    return all(name.endswith(".bias") for name in lost)


def _has_more(node: Definition, concept: Concept) -> bool:
    """Whether code takes something that the concept does not know of, so that it may be another thing.

    Where the concept tells no roles, its driver knows them.
    """
    if "module" in concept.kind or (concept.kind != "optimizer" and not concept.roles):
        return False
    known = (*concept.roles, *((THETA, G, T, KEPT, HELD, *STATES) if concept.kind == "optimizer" else ()))
    names = [a.arg for a in ast.walk(node) if isinstance(a, ast.arg)]
    own = inspect.signature(canonical(concept.canonical)).parameters
    strange = (n for n in names if n not in own and not _SPARE.search(n) and not _HARMLESS.fullmatch(n))
    return any(not any(role.called.fullmatch(n.lower().strip("_")) for role in known) for n in strange)


def _as_before(driven: Iterable[Feeding], fed: Collection[str]) -> Iterator[Feeding]:
    """Feedings that the code itself had, too, none after the last of those; all where it had none."""
    if not fed:
        yield from driven
    left = set(fed)
    for feeding in driven:
        left.discard(feeding.label)
        if feeding.label in fed:
            yield feeding
        elif not left:
            return


def _is_uneven(node: Definition, edited: Definition) -> bool:
    """Whether code names two axes and, edited, a single one: no layout makes those one."""
    return len(set(axes(node))) > 1 and len(set(axes(edited))) == 1


def _fits_another_layout(target: Any, node: Definition, concept: Concept, drive: Drive) -> bool:
    return any(
        agreement(concept, feeding) is not None
        for turned in in_other_layouts(target)
        for feeding in drive(turned, node, concept)
    )
