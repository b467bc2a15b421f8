"""What an equation defines: a name, its parameters and its body; and what scope it leaves behind."""

from collections.abc import Sequence
from dataclasses import replace

from mdcheck.claims.link import Link
from mdcheck.claims.stipulations import is_particular
from mdcheck.expr.meaning import has_value
from mdcheck.expr.nodes import (
    Apply,
    Bind,
    Call,
    Compare,
    Expr,
    Index,
    Info,
    Moment,
    Number,
    Prob,
    Symbol,
    children,
    walk,
)
from mdcheck.expr.scope import Definition, Scope


def refers_to(node: Expr, name: str) -> bool:
    """Whether an expression uses a name; a numbered relative of it, as ``v_0`` of ``v``, is another name."""
    if isinstance(node, Index) and all(isinstance(key, Number) for key in node.keys):
        return False
    if isinstance(node, Symbol):
        return node.name == name
    return any(refers_to(child, name) for child in children(node))


def is_componentwise(right: Expr, name: str) -> bool:
    """``x = (x_1, .., x_n)``: a name for a list of its own components, which says what shape it has."""
    match right:
        case Apply("transpose", (inner,)):
            return is_componentwise(inner, name)
        case Apply("tuple" | "row" | "column" | "set", args):
            members = [a.body if isinstance(a, Bind) else a for a in args if a != Apply("dots", ())]
            return all(isinstance(m, Index) and m.base == Symbol(name) for m in members)
    return False


def defined_name(left: Expr) -> str | None:
    """The name that an equation with this left side would define."""
    match left:
        case Symbol(name) if not is_constant(name):
            return name
        case Call(Symbol(name), args, 0) if args and all(isinstance(a, Symbol) for a in args):
            return name
        case Index(Symbol(name), keys) if all(isinstance(k, Symbol) for k in keys):
            return name
        case Apply("pow", (Symbol(name), Number(value=power))) if power == 2 and not is_constant(name):
            return name
    return None


def is_constant(name: str) -> bool:
    """Whether a name has a meaning everywhere."""
    return name.startswith(("const ", "measure "))


def definition_of(link: Link) -> tuple[str, Definition] | None:
    """The name that a link defines, or defines anew, and as what."""
    if link.role not in ("definition", "restatement") or not link.readings:
        return None
    left, right = link.readings[0].left, link.readings[0].right
    if defined_name(stated := link.scope.stated.get(right, right)) is None:
        right = stated
    name = defined_name(left)
    if name is None or is_particular(right) or is_componentwise(right, name):
        return None
    if refers_to(right, name) or not has_value(right):
        return None
    if isinstance(left, Apply):  # a square, as in a variance: what is squared is the root
        right = Apply("sqrt", (right,))
    return name, Definition(parameters(left), right, called=isinstance(left, Call))


def is_chance(node: Expr) -> bool:
    """Whether an expression is the probability of something."""
    return isinstance(node, Prob) or (isinstance(node, Apply) and node.head == "chance")


def modelled(scope: Scope, link: Link) -> Scope:
    """The scope after a link that gives a probability by a formula or calls one by a name.

    In ``q(x) = P(Y = 1 | x) = 1 / (1 + e^-wx)`` the formula defines q, too.
    """
    match link.readings[:1]:
        case (Compare("eq", left, right),) if is_chance(right) and defined_name(left) is not None:
            return replace(scope, stated={right: left, **scope.stated})
        case (Compare("eq", left, right),) if is_chance(left) and not is_particular(right):
            if any(is_chance(n) or isinstance(n, Info | Moment) for n in walk(right)):
                return scope
            called = scope.stated.get(left, left)
            name = defined_name(called)
            stated = {**scope.stated, left: right}
            if name is None or name in scope.definitions:
                return replace(scope, stated=stated)
            definition = Definition(parameters(called), right, called=isinstance(called, Call))
            return replace(scope, stated=stated, definitions={**scope.definitions, name: definition})
    return scope


def extended(scope: Scope, link: Link) -> Scope:
    """The scope after a link: with what it defines; what was defined before stays so."""
    scope = modelled(scope, link)
    if link.role != "definition" or not link.readings:
        return scope
    name, right = defined_name(link.readings[0].left), link.readings[0].right
    if name is not None and is_particular(right):
        values = scope.particular.get(name, frozenset()) | {right}
        return replace(scope, particular={**scope.particular, name: values})
    found = definition_of(link)
    return scope if found is None else replace(scope, definitions={**scope.definitions, found[0]: found[1]})


def with_novelty(found: Sequence[Link]) -> list[Link]:
    """The links of a section, each with whether its left side is new: no member of a family met before."""
    met: set[Expr] = set()
    families: set[Expr] = set()
    links: list[Link] = []
    for link in found:
        if link.readings and link.role != "link":
            left = link.readings[0].left
            numbered = any(isinstance(n, Number) for n in walk(left))
            old = left in met or (numbered and family(left) in families)
            link = replace(link, new=not old)
            met.add(left)
            if not numbered:
                families.add(family(left))
        links.append(link)
    return links


def family(left: Expr) -> Expr:
    """What a left side is a member or value of: ``S_2(n)`` and ``S_k(n)`` of one family of functions."""
    any_key = Symbol("")
    match left:
        case Index(base, keys):
            return Index(base, (any_key,) * len(keys))
        case Call(function, args):
            return Call(family(function), (any_key,) * len(args))
    return left


def parameters(left: Expr) -> tuple[str, ...]:
    """Names of a definition's parameters."""
    match left:
        case Call(_, args, _):
            return tuple(a.name for a in args if isinstance(a, Symbol))
        case Index(_, keys):
            return tuple(k.name for k in keys if isinstance(k, Symbol))
    return ()
