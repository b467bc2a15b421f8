"""What a section says about its names: which are applied, which stand alone, and of what sort they are."""

from collections import Counter
from collections.abc import Iterator

from mdcheck.claims.declarations import declared, spoken
from mdcheck.claims.sections import Section
from mdcheck.expr.application import family, is_lone
from mdcheck.expr.bars import cut_bars, full_name, has_double_bar
from mdcheck.expr.gap import Gap
from mdcheck.expr.keys import key_text
from mdcheck.expr.letters import INDEX_LETTERS, adjacent, base_name, is_capital, single
from mdcheck.expr.scope import Scope, Sort
from mdcheck.expr.stream import is_atom, meaningful, split
from mdcheck.latex import walk
from mdcheck.latex.tree import Atom, Fence, Node, Row, Scripts


def scope_of(section: Section) -> Scope:
    """The scope at the beginning of a section."""
    applied: set[str] = set()
    bare: set[str] = set()
    laws: set[str] = set()
    called: set[str] = set()
    paired: set[str] = set()
    alone: set[str] = set()
    runs: set[str] = set()
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
                alone.update(alone_in(items))
                runs.update(runs_in(items))
        if sort := spoken(place.raw).get(place.parsed.text.strip()):
            for name in listed(meaningful(place.parsed.tree)):
                sorts.setdefault(name, sort)
    return Scope(
        sorts=sorts,
        applied=frozenset(applied),
        bare=frozenset(bare),
        laws=frozenset(laws),
        called=frozenset(called),
        paired=frozenset(paired),
        alone=frozenset(alone | rearranged(runs)),
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
            note(listed(items[: at + 1]), declared(items[at + 2 :]), sorts)
        if is_atom(follow, "relation", "=") and at == 0 and lists_components(name, items[2:]):
            sorts.setdefault(name, "vector")


def note(names: list[str], sort: Sort | None, sorts: dict[str, Sort]) -> None:
    """Record what names are; that they are numbers is the weaker word."""
    for name in names:
        if sort == "real":
            sorts.setdefault(name, sort)
        elif sort is not None:
            sorts[name] = sort


def listed(items: list[Node]) -> list[str]:
    """The names at the end of a row that commas separate: A and B of ``A, B``."""
    names: list[str] = []
    for part in reversed(split(items, ",")):
        name = name_of(part[0]) if len(part) == 1 else None
        if name is None:
            return names
        names.append(name)
    return names


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
    """Names with two indices typed side by side: ``W_{ij}``, ``W_{1j}``, ``M_{01}``."""
    for item in items:
        if not isinstance(item, Scripts) or item.sub is None:
            continue
        under = meaningful(item.sub)
        if len(under) == 1 and is_atom(under[0], "number", "00", "01"):
            yield from (name for name in (base_name(single(item.base)),) if name is not None)
            continue
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


def runs_in(items: list[Node]) -> Iterator[str]:
    """Capital letters that are typed together: ``AB``, ``MCC``."""
    run: list[Atom] = []
    for item in (*items, None):
        if isinstance(item, Atom) and is_capital(item) and (not run or adjacent(run[-1], item)):
            run.append(item)
            continue
        if len(run) > 1:
            yield "".join(letter.name for letter in run)
        run = [item] if isinstance(item, Atom) and is_capital(item) else []


def rearranged(runs: set[str]) -> frozenset[str]:
    """Letters of runs that occur in several orders: of ``AB`` and ``BA`` each is a name of its own."""
    orders = Counter("".join(sorted(run)) for run in runs)
    return frozenset(letter for run, times in orders.items() if times > 1 for letter in run)


def alone_in(items: list[Node]) -> Iterator[str]:
    """Capital letters without another capital letter typed beside them."""
    letters = [single(i.base) if isinstance(i, Scripts) else i for i in items]
    for at, letter in enumerate(letters):
        before = at > 0 and letters[at - 1] is items[at - 1] and is_capital(letters[at - 1])
        after = letter is items[at] and at + 1 < len(items) and is_capital(letters[at + 1])
        joined = before and adjacent(items[at - 1], items[at])
        joined = joined or (after and adjacent(items[at], items[at + 1]))
        if is_capital(letter) and not joined and isinstance(letter, Atom):
            yield letter.name


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
