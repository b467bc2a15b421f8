r"""What the denominator of a contrastive loss sums over: the sample itself, its positive, its negatives.

The numerator names the anchor and its positive, ``exp(sim(z_i, z_j)/\tau)``; every term of the denominator is
enumerated for a small batch and sorted into the three roles. Van den Oord et al. (2018), Chen et al. (2020).
"""

from collections.abc import Iterator

from mdcheck.claims.prose_contents import Role
from mdcheck.latex.tree import Atom, Command, Environment, Fence, Group, Node, Row, Scripts, Space, Word
from mdcheck.records import dataclass
from mdcheck.verify.index_sets import Binder, Unread, evaluate, letter_of, letters, pieces, read_binder

_BATCH = 3
_ANCHOR = 2


@dataclass(frozen=True, slots=True)
class Embedding:
    """One argument of a similarity: its family, its index, and whether it is marked + or -."""

    family: str
    index: Row | None
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: the binder of its sum, if any, and the two embeddings that it compares."""

    binder: Binder | None
    pair: tuple[Embedding, Embedding]


def roles_in_denominator(formula: Row) -> frozenset[Role] | None:
    """The roles in the denominator of the first contrastive fraction of a formula; None: there is none.

    Raises:
        Unread: The fraction is contrastive, but its sums are of an unknown form.
    """
    for above, below in _fractions(formula):
        if _exponential(above) and _exponential(below):
            numerator = list(_terms(above))
            if len(numerator) == 1 and numerator[0].binder is None:
                found = (_roles(term, *numerator[0].pair) for term in _terms(below))
                return frozenset(role for roles in found for role in roles)
    return None


def _fractions(node: Node) -> Iterator[tuple[Row, Row]]:
    match node:
        case Command(name="frac", args=(above, below)):
            yield above, below
    for child in _children(node):
        yield from _fractions(child)


def _children(node: Node) -> Iterator[Node]:
    match node:
        case Row(items=items):
            yield from items
        case Group(body=body) | Fence(body=body):
            yield body
        case Command(args=args):
            yield from args
        case Environment(rows=rows):
            for cells in rows:
                yield from cells
        case Scripts(base=base, sub=sub, sup=sup):
            yield from (child for child in (base, sub, sup) if child is not None)
        case _:
            pass


def _exponential(row: Row) -> bool:
    return any(_exponent(node) is not None for node in _exponents(row))


def _exponents(row: Row) -> Iterator[tuple[Node, ...]]:
    """Every position in a row and the groups of its sums, as the items from there on."""
    for at, item in enumerate(row.items):
        yield row.items[at:]
        if isinstance(item, Fence | Group):
            yield from _exponents(item.body)


def _exponent(items: tuple[Node, ...]) -> Row | None:
    r"""The exponent that ``items`` begin with: of ``\exp(..)``, ``exp(..)``, ``e^{..}``."""
    match items:
        case (Scripts(base=Atom(name="e" | "exp") | Word(name="e" | "exp"), sup=Row() as sup), *_):
            return sup
        case (Atom(name="exp") | Word(name="exp"), *rest):
            fences = [item for item in rest if not isinstance(item, Space)]
            return fences[0].body if fences and isinstance(fences[0], Fence | Group) else None
    return None


def _terms(row: Row) -> Iterator[Term]:
    """The summands of a row, sums taken as one."""
    for summand in _split(row, "+"):
        exponents = [found for items in _exponents(summand) if (found := _exponent(items)) is not None]
        if len(exponents) != 1:
            raise Unread("a summand that is not one exponential")
        yield Term(_binder(summand), _pair(exponents[0]))


def _split(row: Row, operator: str) -> list[Row]:
    found: list[list[Node]] = [[]]
    for item in row.items:
        if isinstance(item, Atom) and item.cls == "operator" and item.name == operator:
            found.append([])
        elif not isinstance(item, Space):
            found[-1].append(item)
    return [Row(row.span, tuple(items)) for items in found if items]


def _binder(summand: Row) -> Binder | None:
    sums = [item for item in summand.items if isinstance(item, Scripts) and _names_sum(item.base)]
    if not sums:
        if any(_names_sum(item) for item in summand.items):
            raise Unread("a sum without bounds")
        return None
    if len(sums) > 1:
        raise Unread("a double sum")
    return read_binder(sums[0].sub, sums[0].sup, tuple(_indicators(summand)))


def _names_sum(node: Node | None) -> bool:
    return isinstance(node, Atom) and node.cls == "binder" and node.name == "sum"


def _indicators(summand: Row) -> Iterator[Row]:
    r"""The conditions of ``\mathbb{1}_{[k \neq i]}``."""
    for item in summand.items:
        match item:
            case Scripts(
                base=Command(name="mathbb" | "mathbf" | "mathds" | "mathbbm" | "mathrm"), sub=Row() as sub
            ):
                inner = [part for part in sub.items if not isinstance(part, Space)]
                match inner:
                    case [Fence(body=body)]:
                        yield body
                    case _:
                        yield sub


def _pair(exponent: Row) -> tuple[Embedding, Embedding]:
    found = list(_embeddings(exponent))
    match found:
        case [one, other]:
            return one, other
        case [Embedding(index=Row() as index) as one] if len(halves := _halves(index)) == 2:
            left, right = (
                Embedding(one.family, half, one.sign, f"{one.family}_{_label(half)}") for half in halves
            )
            return left, right
    raise Unread("a similarity that is not of two things")


def _halves(index: Row) -> list[Row]:
    split = pieces(index)
    return split if len(split) > 1 else [Row(index.span, (item,)) for item in split[0].items] if split else []


def _embeddings(node: Row) -> Iterator[Embedding]:
    """The things that an exponent compares, in order: not the temperature, not the name of the similarity."""
    items = [item for item in node.items if not isinstance(item, Space)]
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        match item:
            case Atom(cls="operator", name="/"):
                return
            case Command(name="frac", args=(above, _)):
                yield from _embeddings(above)
            case Fence(body=body) | Group(body=body):
                yield from _embeddings(body)
            case Atom(cls="letter", name="tau" | "T") | Scripts(base=Atom(cls="letter", name="tau")):
                pass
            case Atom(cls="letter") if isinstance(following, Fence) and following.open == "(":
                pass
            case Atom(cls="letter") | Command() | Scripts():
                yield _embedding(item)
            case _:
                pass


def _embedding(node: Node) -> Embedding:
    match node:
        case Scripts(base=base, sub=sub, sup=sup, primes=primes):
            marks = "".join(
                item.name for row in (sub, sup) if row for item in row.items if isinstance(item, Atom)
            )
            sign = "+" if "+" in marks else "-" if "-" in marks and not _arithmetic(sub) else ""
            plain = _label(base) + "'" * primes
            return Embedding(plain, sub, sign, f"{plain}_{_label(sub)}^{_label(sup)}")
    return Embedding(_label(node), None, "", _label(node))


def _arithmetic(row: Row | None) -> bool:
    """Whether a minus sign in an index subtracts."""
    return row is not None and len([item for item in row.items if not isinstance(item, Space)]) > 2


def _label(node: Node | None) -> str:
    match node:
        case None:
            return ""
        case Atom(name=name) | Word(name=name):
            return "" if name in ("top", "T", "intercal") else name
        case Space():
            return ""
        case Command(name=name) if name in ("mathbf", "boldsymbol", "bm", "mathrm", "vec"):
            return "".join(_label(child) for child in _children(node))
        case Command(name=name):
            return name + "".join(_label(child) for child in _children(node))
    return "".join(_label(child) for child in _children(node))


def _roles(term: Term, anchor: Embedding, positive: Embedding) -> frozenset[Role]:
    """The roles of one summand, given what the numerator compares."""
    if _shares(term, positive) and not _shares(term, anchor):
        anchor, positive = positive, anchor
    others = [embedding for embedding in term.pair if embedding.text != anchor.text]
    if len(others) != 1:
        raise Unread("a term that does not compare the anchor with something")
    other = others[0]
    if other.text == positive.text:
        return frozenset({"positive"})
    if other.sign == "-":
        return frozenset({"negative"})
    if other.sign == "+" or term.binder is None or other.index is None:
        raise Unread("a term of unknown role")
    return _enumerated(term.binder, anchor, positive, other)


def _shares(term: Term, embedding: Embedding) -> bool:
    return embedding.text in {one.text for one in term.pair}


def _enumerated(binder: Binder, anchor: Embedding, positive: Embedding, other: Embedding) -> frozenset[Role]:
    if other.index is None or letter_of(other.index) != binder.letter:
        raise Unread("an index that the sum does not bind")
    if other.family != positive.family:
        raise Unread("a positive of another family than the terms")
    values = dict.fromkeys(letters(binder.upper) | letters(binder.lower), _BATCH)
    values |= dict.fromkeys(letters(anchor.index), _ANCHOR)
    lower = evaluate(binder.lower, values) if binder.lower else 1
    upper = evaluate(binder.upper, values) if binder.upper else 2 * _BATCH
    run = range(lower, upper + 1)
    partner = _partner(positive, anchor, values, run)
    values |= {letter: partner for letter in letters(positive.index) if letter not in values}
    if name := letter_of(positive.index):
        values[name] = partner
    excluded = {_index_value(row, values, partner) for row in binder.unequal}
    own = _ANCHOR if other.family == anchor.family else None
    return frozenset(_role(value, partner, own=own) for value in run if value not in excluded)


def _index_value(row: Row, values: dict[str, int], partner: int) -> int:
    """An index's value; an index that is a function of the anchor's (``j(i)``) means its partner."""
    try:
        return evaluate(row, values)
    except Unread:
        return partner


def _partner(positive: Embedding, anchor: Embedding, values: dict[str, int], run: range) -> int:
    """The index of the anchor's positive; among keys from 0 on, 0 is the positive (He et al., 2020)."""
    if positive.sign == "+" and run.start == 0:
        return 0
    if positive.sign or positive.index is None:
        raise Unread("a positive without an index")
    own = letter_of(anchor.index)
    if own and letter_of(positive.index) == own:
        return _ANCHOR
    try:
        return evaluate(positive.index, {"N": _BATCH} | values)
    except Unread:
        other = next((value for value in run if value != _ANCHOR), _ANCHOR)
        return _ANCHOR + _BATCH if _ANCHOR + _BATCH in run else other


def _role(value: int, partner: int, *, own: int | None) -> Role:
    if value == partner:
        return "positive"
    return "self" if value == own else "negative"
