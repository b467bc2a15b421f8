"""Expr in plain notation, for people who ask how a formula was understood."""

from mdcheck.expr.nodes import (
    Apply,
    Array,
    Bind,
    Call,
    Cases,
    Compare,
    Derivative,
    Event,
    Expr,
    Index,
    Info,
    Interval,
    Moment,
    Number,
    Prob,
    Range,
    Such,
    Symbol,
    Values,
    transform,
)
from mdcheck.notation.registry import BY_HEAD

SIGNS = {
    "eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥", "approx": "≈", "in": "∈", "notin": "∉",
    "sim": "~", "to": "→", "mapsto": "↦", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇",
    "equiv": "≡", "propto": "∝", "implies": "⇒", "iff": "⇔", "perp": "⊥", "ll": "≪", "gg": "≫",
}  # fmt: skip
APART = frozenset(("given", "against", "such that", "at", "indicator", "labelled"))
"""Heads whose signs bind so loosely that no argument needs brackets."""
INFO = {"cross-entropy": "H", "entropy": "H", "divergence": "D", "mutual-information": "I", "js": "JS"}


def plain(node: Expr) -> str:
    """One line of plain notation."""
    match node:
        case Number(value, ulp):
            return f"{float(value):.12g}" if ulp else str(value)
        case Symbol(name):
            return (
                name.removeprefix("const ")
                .removeprefix("measure ")
                .removeprefix("law ")
                .removeprefix("upright ")
            )
        case Index(base, keys):
            return f"{tight(base)}[{', '.join(map(plain, keys))}]"
        case Apply("add", args):
            return " + ".join(map(plain, args)).replace("+ -", "- ")
        case Apply("mul", args):
            return beside(args)
        case Apply("pow", (Apply("pow", _) as base, exponent)):
            return f"({plain(base)})^{tight(exponent)}"
        case Apply(head, args) if head in APART:
            return BY_HEAD[head].printed.format(*map(plain, args))
        case Apply(head, args) if "{0}" in BY_HEAD[head].printed and "(" not in BY_HEAD[head].printed:
            return BY_HEAD[head].printed.format(*map(tight, args))
        case Apply("said", args):
            return " ".join(map(plain, args))
        case Apply(head, args):
            return BY_HEAD[head].printed.format(
                *map(plain, args), all=", ".join(map(plain, args)), rows="; ".join(map(plain, args))
            )
        case Call(function, args, primes):
            return f"{plain(function).removeprefix('head ')}{primes * chr(39)}({', '.join(map(plain, args))})"
        case Bind(head="each", variable=variable, domain=Range(first, last)):
            return f"{at(node.body, variable, first)}, …, {at(node.body, variable, last)}"
        case Bind():
            return f"{node.head}[{domain(node)}] {tight(node.body)}"
        case Derivative(body, variable, order):
            power = f"^{order}" if order > 1 else ""
            return f"d{power}/d{plain(variable)}{power} {tight(body)}"
        case Prob(head, events, conditions, union):
            bar = " | " + ", ".join(map(event, conditions)) if conditions else ""
            letter, mark, parameters = head.partition(";")
            found = (" or " if union else ", ").join(map(event, events))
            return f"{letter}({found}{bar}{mark and '; '}{parameters})"
        case Info():
            return information(node)
        case Moment():
            return moment(node)
        case Array(rows):
            return "[" + "; ".join(", ".join(map(plain, row)) for row in rows) + "]"
        case Cases(branches):
            return (
                "{" + "; ".join(f"{plain(v)} if {plain(c) if c else 'otherwise'}" for v, c in branches) + "}"
            )
        case Compare(relation, left, right):
            return f"{plain(left)} {SIGNS.get(relation, relation)} {plain(right)}"


def tight(node: Expr) -> str:
    """Plain notation, in brackets where it would fall apart."""
    text = plain(node)
    compound = isinstance(node, Compare) or (isinstance(node, Apply) and is_loose(node.head))
    return f"({text})" if compound or isinstance(node, Bind | Derivative) else text


def beside(factors: tuple[Expr, ...]) -> str:
    """Factors side by side, numbers after a sign."""
    text = tight(factors[0])
    for factor in factors[1:]:
        text += (" × " if plain(factor)[:1].isdigit() else " ") + tight(factor)
    return text


def is_loose(head: str) -> bool:
    """Whether a head is written between its arguments, so that others would tear them apart."""
    return head in ("add", "neg", "mul", "div", "dot", "hadamard") or BY_HEAD[head].printed.startswith("{0} ")


def event(node: Event) -> str:
    """A condition on an outcome."""
    value = plain(node.value)
    shown = node.variable if value == node.variable else f"{node.variable}={value}"
    return f"not {shown}" if node.negated else shown


def domain(node: Bind) -> str:
    """A binder's index set."""
    conditions = "".join(", " + plain(c) for c in node.conditions)
    match node.domain:
        case Range(first, last):
            ends = f"{'1' if first is None else plain(first)}..{'end' if last is None else plain(last)}"
            return f"{node.variable}={ends}{conditions}"
        case Interval(low, high):
            return f"{node.variable} from {plain(low)} to {plain(high)}"
        case Such(condition):
            return plain(condition) + conditions
        case Values(variable):
            return f"all {variable}{conditions}"


def at(body: Expr, variable: str, place: Expr | None) -> str:
    """A member of a list, at one end of its range."""
    if place is None:
        return "end"
    return plain(transform(body, lambda part: place if part == Symbol(variable) else part))


def moment(node: Moment) -> str:
    """An expectation, variance or covariance."""
    under = "" if node.under is None else f"_{{{plain(node.under)}}}"
    given = (*map(shown, node.given), *map(plain, node.where))
    bar = " | " + ", ".join(given) if given else ""
    return f"{node.kind}{under}[{', '.join(map(plain, node.args))}{bar}]"


def shown(name: str) -> str:
    """A random variable as people write it."""
    return name.upper() if len(name) == 1 else name


def information(node: Info) -> str:
    """An information measure."""
    name = INFO[node.kind]
    if node.laws:
        return f"{name}({(' || ' if node.kind in ('divergence', 'js') else ', ').join(node.laws)})"
    given = (*map(shown, node.given), *(f"{shown(e.variable)}={plain(e.value)}" for e in node.where))
    separator = "; " if node.kind == "mutual-information" else ", "
    return f"{name}({separator.join(map(shown, node.variables))}{' | ' + ', '.join(given) if given else ''})"
