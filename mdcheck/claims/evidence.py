"""What a section says about its names: which are applied, which stand alone, and of what sort they are."""

import re
from collections.abc import Iterator

from mdcheck.claims.sections import Section
from mdcheck.expr.application import family, is_lone
from mdcheck.expr.bars import cut_bars, full_name, has_double_bar
from mdcheck.expr.gap import Gap
from mdcheck.expr.keys import key_text
from mdcheck.expr.letters import INDEX_LETTERS, adjacent, base_name, single
from mdcheck.expr.scope import Scope, Sort
from mdcheck.expr.stream import is_atom, meaningful
from mdcheck.latex import walk
from mdcheck.latex.tree import Command, Fence, Node, Row, Scripts

DECLARED: tuple[tuple[str, Sort], ...] = (
    ("矩阵", "matrix"),
    ("向量", "vector"),
    ("matrix", "matrix"),
    ("vector", "vector"),
)


def scope_of(section: Section) -> Scope:
    """The scope at the beginning of a section."""
    applied: set[str] = set()
    bare: set[str] = set()
    laws: set[str] = set()
    called: set[str] = set()
    paired: set[str] = set()
    sorts: dict[str, Sort] = {}
    for place in section.places:
        nodes = list(walk(place.parsed.tree))
        powers = [n.sup for n in nodes if isinstance(n, Scripts) and n.sup and not is_atom(n.base, "binder")]
        raised = {id(part) for power in powers for part in walk(power)}
        for node in nodes:
            if isinstance(node, Row) and id(node) not in raised:
                items = meaningful(node)
                scan(items, applied, bare, sorts, laws)
                called.update(called_in(items))
                paired.update(paired_in(items))
        declared_in_words(place.parsed.tree, place.raw, place.parsed.text, sorts)
    return Scope(
        sorts=sorts,
        applied=frozenset(applied),
        bare=frozenset(bare),
        laws=frozenset(laws),
        called=frozenset(called),
        paired=frozenset(paired),
        words=" ".join((section.words, *(p.parsed.text.lower() for p in section.places))),
    )


def scan(
    items: list[Node], applied: set[str], bare: set[str], sorts: dict[str, Sort], laws: set[str]
) -> None:
    """Record how names are used in one row."""
    for at, item in enumerate(items):
        follow = items[at + 1] if at + 1 < len(items) else None
        name = name_of(item)
        if name is None:
            continue
        if isinstance(follow, Fence) and follow.open in ("(", "["):
            applied.add(name)
            if full_name(item) in ("D", "D_KL", "KL", "D_JS", "JS") and has_double_bar(follow):
                sides = [
                    base_name(side[0]) for side in cut_bars(meaningful(follow.body)) if len(side) in (1, 2)
                ]
                laws.update(n for n in sides if n is not None)
        elif not (is_atom(follow, "number") and adjacent(item, follow)):
            bare.add(name)
        if is_atom(follow, "relation", "in"):
            declared(name, items[at + 2 :], sorts)
        if is_atom(follow, "relation", "=") and at == 0 and lists_components(name, items[2:]):
            sorts.setdefault(name, "vector")


def called_in(items: list[Node]) -> Iterator[str]:
    """Names that, with one argument in brackets, make a whole side or member: ``B(z) = ..``."""
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        after = items[at + 2] if at + 2 < len(items) else None
        if ends_side(before) and ends_side(after) and is_lone(items[at + 1] if at + 1 < len(items) else None):
            indexed = isinstance(item, Scripts) and item.sub is not None and is_index(item.sub)
            base = base_name(single(item.base)) if indexed and isinstance(item, Scripts) else name_of(item)
            if base is not None:
                yield family(base, indexed=indexed)


def is_index(sub: Row) -> bool:
    """Whether a subscript is made of letters that stand for numbers, as far as letters alone can tell."""
    parts = [i for i in meaningful(sub) if not is_atom(i, "operator", "+", "-") and not is_atom(i, "number")]
    return bool(parts) and all(base_name(i) in INDEX_LETTERS for i in parts)


def paired_in(items: list[Node]) -> Iterator[str]:
    """Names with two indices typed side by side: ``W_{ij}``, ``W_{1j}``."""
    for item in items:
        if not isinstance(item, Scripts) or item.sub is None:
            continue
        under = meaningful(item.sub)
        letter = any(is_atom(i, "letter") and base_name(i) in INDEX_LETTERS for i in under)
        name = base_name(single(item.base))
        if (
            name is not None
            and len(under) == 2
            and letter
            and all(base_name(i) in INDEX_LETTERS or is_atom(i, "number") for i in under)
            and not is_multiple(under)
        ):
            yield name


def is_multiple(under: list[Node]) -> bool:
    """Whether a subscript may be a multiple of an index: ``2k``."""
    return is_atom(under[0], "number") and not is_atom(under[0], "number", "0", "1")


def ends_side(item: Node | None) -> bool:
    """Whether nothing of the same side stands here."""
    return item is None or is_atom(item, "relation") or is_atom(item, "punctuation")


def name_of(item: Node) -> str | None:
    """Full name of an item with a label in its subscript."""
    if isinstance(item, Scripts):
        name = base_name(single(item.base))
        if name is None or item.sub is None:
            return name
        try:
            return f"{name}_{key_text(item.sub)}"
        except Gap:
            return name
    return base_name(item)


def lists_components(name: str, items: list[Node]) -> bool:
    """``(x_1, .., x_n)^T`` behind ``x =``: brackets that begin and end with components of the name."""
    base = single(items[0].base) if items and isinstance(items[0], Scripts) else items[0] if items else None
    if len(items) != 1 or not isinstance(base, Fence) or base.open not in ("(", "["):
        return False
    members = [
        m for m in meaningful(base.body) if not is_atom(m, "punctuation") and not is_atom(m, "ellipsis")
    ]
    return len(members) > 1 and all(
        isinstance(m, Scripts) and m.sub is not None and base_name(single(m.base)) == name for m in members
    )


def declared(name: str, items: list[Node], sorts: dict[str, Sort]) -> None:
    r"""``x \in \mathbb{R}^{n}`` and ``W \in \mathbb{R}^{m \times n}``."""
    if not items or not isinstance(items[0], Scripts | Command):
        return
    space = items[0]
    base = base_name(single(space.base)) if isinstance(space, Scripts) else base_name(space)
    if base not in ("bb R", "R", "bold R"):
        return
    if not isinstance(space, Scripts) or space.sup is None:
        sorts.setdefault(name, "real")
        return
    inside = meaningful(space.sup)
    sorts[name] = "matrix" if any(is_atom(i, None, "times", "*") for i in inside) else "vector"


def declared_in_words(tree: Row, around: str, text: str, sorts: dict[str, Sort]) -> None:
    """``vector $x$``, ``$A$ is a matrix``, ``矩阵 $A$``: words that touch the formula of a lone name."""
    items = meaningful(tree)
    name = name_of(items[0]) if len(items) == 1 else None
    if name is None:
        return
    quoted = re.escape(text.strip())
    for word, sort in DECLARED:
        if re.search(rf"{word}(?:es|s)?\s*\$+\s*{quoted}\s*\$", around) or re.search(
            rf"\$\s*{quoted}\s*\$\s*(?:是|为|is an?)\s*[^，。,.$]{{0,12}}{word}", around
        ):
            sorts.setdefault(name, sort)
