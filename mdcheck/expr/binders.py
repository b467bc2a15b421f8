r"""Sums, products and extrema over every kind of index set that people write."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from mdcheck.expr import functions, integrals, letters, phrases
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    BinderHead,
    Compare,
    Domain,
    Expr,
    Index,
    Number,
    Range,
    Such,
    Symbol,
    Values,
    free_names,
    transform,
)
from mdcheck.expr.nodes import walk as walk_expr
from mdcheck.expr.printer import plain
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex import walk
from mdcheck.latex.tree import Atom, Command, Environment, Fence, Node, Row, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

HEADS = {
    "sum": "sum", "prod": "prod", "max": "max", "min": "min", "argmax": "argmax", "argmin": "argmin",
    "sup": "sup", "inf": "inf", "lim": "lim", "limsup": "limsup", "liminf": "liminf",
    "bigcup": "union", "bigcap": "intersection", "Sigma": "sum", "Pi": "prod",
}  # fmt: skip
WHOLE = {"sum": "sum of", "prod": "product of"}
ORDERS = frozenset(("ne", "lt", "le", "gt", "ge"))
EPSILONS = ("epsilon", "varepsilon")
INFINITY = Apply("infinity", ())
Named = tuple[str, Domain]


def read(reader: "Reader", item: Node, stream: Stream) -> Expr:
    """A binder with its index set and its body."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    word = getattr(base, "name", "")
    if word in integrals.FOLD:
        return integrals.read(reader, item, stream)
    if word not in HEADS:
        raise Gap(f"{word} has no meaning here yet", item)
    sub = item.sub if isinstance(item, Scripts) else None
    sup = item.sup if isinstance(item, Scripts) else None
    if sub is None and word in ("max", "min", "sup", "inf") and sup is None:
        return functions.extremum(reader, word, item, stream)
    if sub is None and sup is None and word in WHOLE and not stream.done():
        return unindexed(reader, word, reader.product(stream))
    if sub is None:
        raise Gap(f"a {word} without an index", item)
    domains, conditions = index_set(reader, sub, sup)
    variables = [name for name, _ in domains]
    body = reader.over(variables, stream)
    domains = [(name, told(reader, name, domain, body)) for name, domain in domains]
    if domains:
        body = normalised(reader, body, *domains[-1])
    read_conditions = tuple(within(reader, variables, part) for part in conditions)
    for position, (name, domain) in enumerate(reversed(domains)):
        inner = read_conditions if position == 0 else ()
        body = Bind(cast("BinderHead", HEADS[word]), name, domain, body, inner)
    return body


def told(reader: "Reader", name: str, domain: Domain, body: Expr) -> Domain:
    r"""An index set that the terms tell where the sign tells none: ``\sum_k \binom{n}{k}`` begins at 0.

    Where the index is a number in the terms (``\sum_k x^k``), nothing is refuted for where it might begin.
    """
    if domain != Range(None, None):
        return domain
    for node in walk_expr(body):
        match node:
            case Apply("binomial", (upper, Symbol(lower))) if lower == name:
                return Range(Number(Fraction(0)), upper)
    reader.choices.doubtful |= is_number_in(name, body)
    return domain


def is_number_in(name: str, body: Expr) -> bool:
    """Whether a term computes with a name rather than only looks something up by it."""
    return any(isinstance(node, Apply) and Symbol(name) in node.args for node in walk_expr(body))


def unindexed(reader: "Reader", word: str, body: Expr) -> Expr:
    r"""``\sum x_i y_i``: over the only free index; ``\sum (x - \bar x)^2``: over the data behind the mean."""
    keys = {k.name for n in walk_expr(body) if isinstance(n, Index) for k in n.keys if isinstance(k, Symbol)}
    free = sorted(k for k in keys & free_names(body) if k in letters.INDEX_LETTERS and k not in reader.bound)
    if len(free) == 1 and not differentiated(reader, free[0]):
        return Bind(cast("BinderHead", HEADS[word]), free[0], Range(None, None), body)
    data = {n for n in free_names(body) if has_mean(reader, n)}
    if free or not data or "i" in {*reader.bound, *free_names(body)}:
        return Apply(WHOLE[word], (body,))
    symbols = {Symbol(name) for name in data}
    listed = transform(body, lambda n: Index(n, (Symbol("i"),)) if n in symbols else n)
    return Bind(cast("BinderHead", HEADS[word]), "i", Range(None, None), listed)


def differentiated(reader: "Reader", index: str) -> bool:
    """Whether an index belongs to what the section differentiates by: then a sum runs over something else."""
    by = rf"\\partial\s*\\?[a-z]+\s*_\s*\{{?\s*\\?{re.escape(index)}\b"
    return re.search(by, reader.scope.words) is not None


def has_mean(reader: "Reader", name: str) -> bool:
    """Whether the section writes the mean of a letter: then the letter stands for data."""
    mean = rf"\\(?:bar|overline)\s*\{{?\s*{re.escape(name)}\b"
    return len(name) == 1 and name.islower() and re.search(mean, reader.scope.words) is not None


def normalised(reader: "Reader", body: Expr, variable: str, domain: Domain) -> Expr:
    r"""``\sum_i softmax(s_i) y_i``: softmax of a number that depends on the index runs over that index."""

    def change(node: Expr) -> Expr:
        match node:
            case Apply("softmax", (score,)) if variable in free_names(score) and is_number(reader, score):
                top = Apply("exp", (score,))
                return Apply("div", (top, Bind("sum", variable, domain, top)))
        return node

    return transform(body, change)


def is_number(reader: "Reader", score: Expr) -> bool:
    """Whether nothing in a score speaks for a vector or a matrix."""
    names = [n.split()[-1] for n in free_names(score)]
    shaped = any(n[:1].isupper() for n in names) or any(
        reader.scope.sort(n) in ("vector", "matrix") for n in free_names(score)
    )
    return not shaped


def index_set(reader: "Reader", sub: Row, sup: Row | None) -> tuple[list[Named], list[list[Node]]]:
    """Variables with their domains, and the conditions on them."""
    domains: list[Named] = []
    conditions: list[list[Node]] = []
    last = reader.row(sup) if sup is not None else None
    for part in parts_of(sub):
        if domains and len(part) == 1 and is_atom(part[0], "number"):
            name, domain = domains[-1]
            domains[-1] = (name, Range(getattr(domain, "first", None), reader.items(part)))
        elif found := introduced(reader, part, last):
            domains.extend(found)
        elif found := between(reader, part):
            domains.extend(found)
            conditions.extend(neighbours(part))
        elif found := new_variables(reader, part, domains, last):
            domains.extend(found)
            conditions.append(part)
        elif known_in(reader, part, domains):
            conditions.append(part)
        else:
            domains.extend(described(reader, part, last))
    return domains, conditions


def known_in(reader: "Reader", part: list[Node], domains: list[Named]) -> bool:
    """Whether a condition speaks of a variable that is bound here or outside."""
    names = {letters.base_name(n) for item in part for n in walk(item)}
    return bool(domains) and bool(names & {*reader.bound, *(name for name, _ in domains)})


def described(reader: "Reader", part: list[Node], last: Expr | None) -> list[Named]:
    r"""Variables of a set that only a condition describes: ``d | n``, ``T \subseteq S``, ``x' \in A``."""
    if last is not None:
        raise Gap("an index set not understood")
    condition = phrases.condition(reader, part)
    if (found := from_on(condition)) is not None:
        return [found]
    if not phrases.is_separated(part):
        if isinstance(condition, Apply) and condition.head in ("mul", "dot"):
            raise Gap("an index set not understood")
        return [(name, Values(name)) for name in names_in(condition)]
    if (index := shared_index(reader, part)) is not None:
        return [(index, Such(condition))]
    names = subjects(reader, part)
    names = [name for name in names if name not in reader.bound] or names
    return [*((name, Values(name)) for name in names[:-1]), (names[-1], Such(condition))]


def shared_index(reader: "Reader", part: list[Node]) -> str | None:
    r"""The index of ``x_i \in D`` and ``(x_i, y_i) \in D``: the sum runs over it, not over values."""
    first = phrases.conjuncts(part)[0]
    sides = phrases.cut(first)
    if len(sides) != 2 or not is_atom(first[len(sides[0])], "relation", "in"):
        return None
    members = [n for n in walk_expr(reader.items(sides[0])) if isinstance(n, Index)]
    keys = {m.keys for m in members if isinstance(m.base, Symbol)}
    match list(keys):
        case [(Symbol(name),)] if name in letters.INDEX_LETTERS:
            return name
    return None


def from_on(condition: Expr) -> Named | None:
    r"""An index that runs from a number on without end: ``n \ge 0``."""
    match condition:
        case Compare("ge", Symbol(name), Number() as first) if name in letters.INDEX_LETTERS:
            return name, Range(first, INFINITY)
        case Compare("gt", Symbol(name), Number(value=value)) if name in letters.INDEX_LETTERS:
            return name, Range(Number(value + 1), INFINITY)
    return None


def subjects(reader: "Reader", part: list[Node]) -> list[str]:
    """What a condition is about: the middle of a chain, what stands before a colon, a bar or a relation."""
    sides = phrases.cut(phrases.conjuncts(split(part, ":")[0])[0])
    if len(sides) == 3:
        return names_in(reader.items(sides[1]))
    labelled = any(is_atom(i, "punctuation", ":") for i in part)
    return names_in(reader.items(sides[0] if len(sides) > 1 or labelled else part[:1]))


def names_in(node: Expr) -> list[str]:
    """What an index set binds: a name, a member of a family, or several of them."""
    match node:
        case Symbol(name):
            return [name]
        case Index():
            return [plain(node)]
        case Apply("list" | "tuple" | "mul" | "union" | "intersection", args):
            return list(dict.fromkeys(name for arg in args for name in names_in(arg)))
    raise Gap("an index set not understood")


def parts_of(sub: Row) -> list[list[Node]]:
    r"""What stands between commas, or on the lines of a ``\substack``."""
    items = meaningful(sub)
    if len(items) == 1 and isinstance(items[0], Command) and items[0].name == "substack":
        items = meaningful(items[0].args[0])
    if len(items) == 1 and isinstance(items[0], Environment):
        return [meaningful(cell) for row in items[0].rows for cell in row]
    parts = split(items, ",", ";")
    return rejoined([with_membership(p) for p in parts if p])


def rejoined(parts: list[list[Node]]) -> list[list[Node]]:
    r"""``i=1,...,n`` and ``i=1,2,\ldots,n`` as one part."""
    out: list[list[Node]] = []
    for index, part in enumerate(parts):
        counted = len(part) == 1 and is_atom(part[0], "number") and index + 2 < len(parts)
        if out and counted and is_atom(parts[index + 1][0], "ellipsis"):
            continue  # the 2 of "i = 1, 2, .., n"
        if out and is_atom(part[0], "ellipsis") and index + 1 < len(parts):
            out[-1] = [*out[-1], part[0]]
        elif out and is_atom(out[-1][-1], "ellipsis"):
            out[-1] = [*out[-1], *part]
        else:
            out.append(part)
    return out


def introduced(reader: "Reader", part: list[Node], last: Expr | None) -> list[Named]:
    r"""Variables that a part introduces by ``i``, ``ij``, ``i=1``, ``i=1..n``, ``x \in X``, if it does."""
    if all(isinstance(i, Atom) and i.cls == "letter" for i in part):
        return [(i.name, whole(i.name, last)) for i in part if isinstance(i, Atom)]
    name = letters.base_name(part[0])
    if name is None or len(part) < 3 or not isinstance(part[1], Atom):
        return []
    if part[1].name in ("=", "eq"):
        return [(name, interval(reader, part[2:], last))]
    if part[1].name == "in":
        found = member(reader, name, part[2:])
        return [] if found is None else [(name, found)]
    return []


def with_membership(part: list[Node]) -> list[Node]:
    r"""``i \epsilon S``: an epsilon between an index and a set is the sign of membership."""
    if len(part) != 3 or not is_atom(part[0], "letter") or not is_atom(part[1], "letter", *EPSILONS):
        return part
    name = letters.base_name(letters.single(part[2].base) if isinstance(part[2], Scripts) else part[2])
    a_set = isinstance(part[2], Fence) or (name is not None and name.split()[-1][:1].isupper())
    return [part[0], Atom(part[1].span, "relation", "in", "\\epsilon"), part[2]] if a_set else part


def cut_relations(part: list[Node]) -> list[list[Node]]:
    """Terms between the relations of a part."""
    terms: list[list[Node]] = [[]]
    for item in part:
        if is_atom(item, "relation"):
            terms.append([])
        else:
            terms[-1].append(item)
    return terms


def between(reader: "Reader", part: list[Node]) -> list[Named]:
    r"""``1 \le i < j \le n``: indices between two bounds."""
    terms = cut_relations(part)
    inner = [letters.base_name(term[0]) if len(term) == 1 else None for term in terms[1:-1]]
    if not inner or not all(terms) or any(name not in letters.INDEX_LETTERS for name in inner):
        return []
    ends = Range(reader.items(terms[0]), reader.items(terms[-1]))
    return [(name, ends) for name in inner if name is not None]


def neighbours(part: list[Node]) -> list[list[Node]]:
    """Each relation of a chain with the terms on both sides."""
    marks = [item for item in part if is_atom(item, "relation")]
    terms = cut_relations(part)
    return [[*left, mark, *right] for left, mark, right in zip(terms, marks, terms[1:], strict=False)]


def whole(name: str, last: Expr | None) -> Range | Values:
    """Everything that a variable may be: indices run over an extent, others over values."""
    if name in letters.INDEX_LETTERS or last is not None:
        return Range(None, last)
    return Values(name)


def interval(reader: "Reader", items: list[Node], last: Expr | None) -> Range:
    """``1``, ``1...n``: from where, and to where."""
    cut = next((k for k, i in enumerate(items) if is_atom(i, "ellipsis")), None)
    if cut is None:
        return Range(reader.items(items), last)
    return Range(
        reader.items([i for i in items[:cut] if not is_atom(i, "punctuation")]),
        reader.items(items[cut + 1 :]),
    )


def member(reader: "Reader", name: str, items: list[Node]) -> Range | Values | None:
    r"""``x \in X`` runs over the values of X; ``i \in \{1, .., n\}`` over numbers."""
    if len(items) == 1 and isinstance(items[0], Fence) and items[0].open in ("{", "["):
        inner = meaningful(items[0].body)
        cut = next((k for k, i in enumerate(inner) if is_atom(i, "ellipsis")), None)
        if cut is not None:
            return Range(
                reader.items(split(inner[:cut], ",")[0]), reader.items(split(inner[cut + 1 :], ",")[-1])
            )
    found = letters.base_name(items[0]) if len(items) == 1 else None
    if found is not None and found.split()[-1].lower() == name.lower():
        return Values(name)
    return None


def new_variables(reader: "Reader", part: list[Node], known: list[Named], last: Expr | None) -> list[Named]:
    r"""Variables that a condition like ``j \ne i`` or ``i < j`` brings in."""
    present = [letters.base_name(i) for i in part if isinstance(i, Atom) and i.cls == "letter"]
    taken = {name for name, _ in known} | set(reader.bound)
    relation = next((i.name for i in part if isinstance(i, Atom) and i.cls == "relation"), None)
    if relation is None or phrases.NAMES.get(relation, relation) not in ORDERS:
        return []
    fresh = [n for n in present if n is not None and n not in taken and n in letters.INDEX_LETTERS]
    if known or not fresh:
        return []
    if any(is_atom(i, "number") for i in part) and last is None:
        return []
    if phrases.NAMES.get(relation, relation) == "ne":
        fresh = fresh[:1]
    return [(name, Range(None, last)) for name in fresh]


def within(reader: "Reader", variables: list[str], part: list[Node]) -> Expr:
    """A condition that restricts the index set."""
    reader.bound.extend(variables)
    try:
        return phrases.condition(reader, part)
    finally:
        del reader.bound[len(reader.bound) - len(variables) :]
