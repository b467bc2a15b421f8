r"""Probabilities, moments and information measures: ``P(A|B)``, ``E[X]``, ``H(Y|X)``, ``D_{KL}(p\|q)``."""

from typing import TYPE_CHECKING

from mdcheck.expr import names
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, Event, Expr, Index, Info, Moment, Prob, Symbol, Values
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Command, Fence, Node, Scripts, Word

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

LAW_NAMES = frozenset(
    ("P", "p", "q", "Q", "Pr", "bb P", "hat p", "hat P", "cal P", "bold P", "bold p", "tilde p", "bar p")
)
EXPECTATIONS = frozenset(("E", "bb E", "bold E", "cal E"))
VARIANCES = frozenset(("Var", "var", "bb V", "VAR"))
COVARIANCES = frozenset(("Cov", "cov", "COV"))
DIVERGENCES = frozenset(
    ("KL", "D_KL", "D_KL", "KLD", "D_kl", "D_bb KL", "D_bold KL", "kl", "bb KL", "bb D_KL")
)
JENSEN = frozenset(("JS", "JSD", "D_JS"))


def read(reader: "Reader", item: Node, stream: Stream) -> Expr | None:
    """The measure that begins with ``item``, or None if it is none."""
    name = full_name(item)
    follow = stream.peek()
    if name is None:
        return None
    if name in EXPECTATIONS and names.is_capital(follow):
        raise Gap("an expectation without brackets", follow)
    if not isinstance(follow, Fence) or follow.open not in ("(", "[", "{"):
        after_scripts(name, follow)
        return None
    found = measure(reader, name, item, follow)
    if found is not None:
        stream.next()
    return found


def full_name(item: Node) -> str | None:
    """Name with its label, as ``D_KL``."""
    base = names.single(item.base) if isinstance(item, Scripts) else item
    name = names.base_name(base)
    if name is None or not isinstance(item, Scripts) or item.sub is None:
        return name
    if name in EXPECTATIONS or name.split("_")[0] in LAW_NAMES:
        return name
    try:
        return f"{name}_{names.key_text(item.sub)}"
    except Gap:
        return name


def after_scripts(name: str, follow: Node | None) -> None:
    """``E[g^2]_t``: a running average that only its recurrence defines."""
    if name in EXPECTATIONS and isinstance(follow, Scripts) and isinstance(names.single(follow.base), Fence):
        raise Gap("a running average written as an expectation", follow)


def measure(reader: "Reader", name: str, item: Node, fence: Fence) -> Expr | None:
    """The measure by its name."""
    if name in EXPECTATIONS:
        return expectation(reader, item, fence)
    if name in VARIANCES or (name == "D" and variance_is_d(reader)):
        return moment(reader, "Var", fence)
    if name in COVARIANCES:
        return moment(reader, "Cov", fence)
    if name in ("H", "cal H", "bb H"):
        return entropy(reader, fence)
    if name in ("I", "MI", "cal I"):
        return mutual_information(fence)
    if name in DIVERGENCES or (name == "D" and has_double_bar(fence)):
        return divergence(reader, fence, "divergence")
    if name in JENSEN:
        return divergence(reader, fence, "js")
    if (name in ("g", "Gain", "IG") and "information gain" in reader.scope.words + " ") or gain_named(
        reader, name
    ):
        return gain(fence)
    if (name in LAW_NAMES or name in reader.scope.laws) and (
        not isinstance(item, Scripts) or item.sup is None
    ):
        return probability(reader, name, item, fence)
    return None


def variance_is_d(reader: "Reader") -> bool:
    """``D(X)`` is the variance in texts that say so."""
    return "方差" in reader.scope.words


def gain_named(reader: "Reader", name: str) -> bool:
    """``g(D, A)`` is information gain in texts that say so."""
    return name in ("g", "Gain", "IG") and "信息增益" in reader.scope.words


def has_double_bar(fence: Fence) -> bool:
    """Whether a double bar separates two arguments."""
    items = meaningful(fence.body)
    return any(is_double_bar(items, k) for k in range(len(items)))


def is_double_bar(items: list[Node], at: int) -> bool:
    """Whether a double bar stands at a place, typed as one or as two."""
    item = items[at]
    if not is_atom(item, None) or not isinstance(item, Atom) or item.cls != "bar":
        return False
    return item.name in ("||", "|| ", "parallel", "Vert") or (
        at + 1 < len(items) and is_atom(items[at + 1], "bar")
    )


def cut_bars(items: list[Node]) -> list[list[Node]]:
    """Items cut at bars, a double bar counting once."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if isinstance(item, Atom) and item.cls == "bar":
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(item)
    return parts


# --- probabilities -----------------------------------------------------------------------------------


def probability(reader: "Reader", name: str, item: Node, fence: Fence) -> Expr | None:
    """``P(..)`` as a probability; None if the brackets hold no events, so that it may be a product."""
    label = names.key_text(item.sub) if isinstance(item, Scripts) and item.sub is not None else ""
    if label and names.INDEX_LETTERS & {label}:
        return None
    items = meaningful(fence.body)
    outer = split(items, ";")
    parts = cut_bars(outer[0])
    if len(parts) > 2:
        raise Gap("more than one bar in a probability", fence)
    if any(is_atom(i, "ellipsis") for i in outer[0]):
        raise Gap("a probability with an ellipsis", fence)
    if not all(is_event(part) for side in parts for part in split(side, ",")):
        return None
    law = f"{name}_{label}" if label else name
    if any(is_atom(i, None, "cup", "vee", "lor") for i in parts[0]):
        united = [event(reader, p) for p in split_on(parts[0], "cup", "vee", "lor")]
        return Prob(law, tuple(united), conditions(reader, parts[1:]), union=True)
    found = conditions(reader, parts[:1])
    given = conditions(reader, parts[1:])
    axes = [e.variable for e in (*found, *given)]
    if len(set(axes)) < len(axes):
        raise Gap("one variable twice in a probability", fence)
    return Prob(law, found, given)


def split_on(items: list[Node], *operators: str) -> list[list[Node]]:
    """Items cut at operators."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if is_atom(item, None, *operators):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def is_event(items: list[Node]) -> bool:
    """Whether items look like variables and assignments rather than arithmetic."""
    for item in items:
        if (
            isinstance(item, Atom)
            and item.cls not in ("letter", "relation")
            and item.name
            not in (
                "cap",
                "cup",
                "wedge",
                "vee",
                "land",
                "lor",
                "neg",
                "lnot",
            )
        ):
            return item.cls == "number" and any(is_atom(i, "relation") for i in items)
        if isinstance(item, Command) and item.name not in names.ACCENTS:
            return False
        if isinstance(item, Fence):
            return False
    return bool(items)


def conditions(reader: "Reader", sides: list[list[Node]]) -> tuple[Event, ...]:
    """Events by commas, intersections and juxtaposition."""
    found: list[Event] = []
    for side in sides:
        for part in split(side, ","):
            for piece in split_on(part, "cap", "wedge", "land"):
                found.extend(event(reader, p) for p in letters(piece))
    return tuple(found)


def letters(items: list[Node]) -> list[list[Node]]:
    """``AB`` as two events; an assignment is one."""
    if any(is_atom(i, "relation") for i in items):
        return [items]
    if items and is_atom(items[0], None, "neg", "lnot"):
        return [items]
    if len(items) > 1 and not all(
        (names.base_name(names.single(i)) or "x").split()[-1][0].isupper() for i in items
    ):
        raise Gap("an event not understood")
    return [[i] for i in items]


def event(reader: "Reader", items: list[Node]) -> Event:
    """One variable with its value."""
    if len(items) == 2 and is_atom(items[0], None, "neg", "lnot"):
        inner = event(reader, items[1:])
        return Event(inner.variable, inner.value, not inner.negated)
    if len(items) == 1:
        return lone_event(reader, items[0])
    if len(items) >= 3 and is_atom(items[1], "relation", "=", "eq"):
        variable = lone_event(reader, items[0]).variable
        value = reader.items(items[2:])
        if not isinstance(value, Symbol | Index):
            raise Gap("a probability of a particular value")
        return Event(variable, lowered(value))
    raise Gap("an event not understood")


def lone_event(reader: "Reader", item: Node) -> Event:
    r"""A variable that takes its value: ``x``, ``x_i``, ``A``, ``\\bar A``, ``A^c``."""
    if isinstance(item, Command) and item.name in ("bar", "overline") and len(item.args) == 1:
        inner = meaningful(item.args[0])
        if len(inner) == 1:
            below = lone_event(reader, inner[0])
            return Event(below.variable, below.value, True)
    if isinstance(item, Scripts):
        return scripted_event(reader, item)
    name = names.base_name(item)
    if name is None:
        raise Gap("an event not understood", item)
    return Event(axis(name), Symbol(axis(name)))


def scripted_event(reader: "Reader", item: Scripts) -> Event:
    """``x_i`` is the i-th value of x, ``A^c`` a complement."""
    name = names.base_name(names.single(item.base))
    if name is None or item.primes:
        raise Gap("an event not understood", item)
    if item.sup is not None:
        marks = meaningful(item.sup)
        if len(marks) == 1 and names.base_name(marks[0]) in ("c", "C") and item.sub is None:
            return Event(axis(name), Symbol(axis(name)), True)
        raise Gap("an event not understood", item)
    label, keys = names.subscript(reader, item.sub)
    if len(keys) == 1 and not label:
        return Event(axis(name), Index(Symbol(axis(name)), keys))
    return Event(axis(name) + label, Symbol(axis(name) + label))


def lowered(value: Expr) -> Expr:
    """A value by the name of its axis."""
    match value:
        case Symbol(name):
            return Symbol(axis(name))
        case Index(Symbol(name), keys):
            return Index(Symbol(axis(name)), keys)
    return value


def axis(name: str) -> str:
    """The random variable that a letter belongs to, whatever its case and font."""
    plain = name.split()[-1]
    return plain.lower() if len(plain) == 1 else plain


# --- expectations ------------------------------------------------------------------------------------


def expectation(reader: "Reader", item: Node, fence: Fence) -> Expr:
    r"""``E[X]``, ``E[X|Y]``, ``E_{x \sim p}[f(x)]``."""
    if isinstance(item, Scripts) and item.sub is not None:
        under = meaningful(item.sub)
        cut = next((k for k, i in enumerate(under) if is_atom(i, "relation", "sim")), None)
        if cut is None or cut != 1:
            raise Gap("an expectation over something not known", item)
        variable = names.base_name(under[0])
        law = names.base_name(under[cut + 1]) if cut + 1 < len(under) else None
        if variable is None or law is None or law not in LAW_NAMES:
            raise Gap("an expectation over something not known", item)
        weight = Prob(law, (Event(axis(variable), Symbol(axis(variable))),))
        body = reader.items(meaningful(fence.body))
        return Bind("sum", axis(variable), Values(axis(variable)), Apply("mul", (weight, body)))
    return moment(reader, "E", fence)


def moment(reader: "Reader", kind: str, fence: Fence) -> Expr:
    """A moment of the variables inside, given others."""
    items = meaningful(fence.body)
    if any(is_atom(i, "relation") for i in items):
        raise Gap("a moment given an event", fence)
    parts = cut_bars(items)
    given = tuple(axis(variable_name(p)) for side in parts[1:] for p in split(side, ","))
    args = tuple(reader.items(p) for p in split(parts[0], ","))
    if len(args) != (2 if kind == "Cov" else 1):
        raise Gap(f"{kind} of {len(args)} arguments", fence)
    return Moment(kind, args, given)  # type: ignore[arg-type]


def variable_name(items: list[Node]) -> str:
    """Name of a lone random variable."""
    if len(items) == 1:
        name = names.base_name(items[0])
        if name is not None:
            return name
        if isinstance(items[0], Scripts) and items[0].sup is None and not items[0].primes:
            name = names.base_name(names.single(items[0].base))
            if name is not None:
                return f"{name}_{names.key_text(items[0].sub)}"
    raise Gap("not a random variable")


# --- information -------------------------------------------------------------------------------------


def entropy(reader: "Reader", fence: Fence) -> Expr:
    """``H(X)``, ``H(X, Y)``, ``H(Y|X)``, ``H(p)``, ``H(p, q)``, ``H(Y|X=x)``."""
    parts = cut_bars(meaningful(fence.body))
    if len(parts) > 2:
        raise Gap("more than one bar in an entropy", fence)
    first = split(parts[0], ",", ";")
    found = [law_name(reader, p) for p in first]
    if len(parts) == 1 and all(n is not None for n in found):
        if len(found) > 2:
            raise Gap("an entropy of three laws", fence)
        laws = tuple(n for n in found if n is not None)
        return Info("entropy" if len(laws) == 1 else "cross-entropy", laws=laws)
    if any(n is not None for n in found):
        raise Gap("an entropy of a law and something else", fence)
    variables = tuple(axis(variable_name(p)) for p in first)
    given, where = [], []
    for side in parts[1:]:
        for p in split(side, ","):
            if any(is_atom(i, "relation") for i in p):
                where.append(event(reader, p))
            else:
                given.append(axis(variable_name(p)))
    return Info("entropy", variables, tuple(given), where=tuple(where))


def law_name(reader: "Reader", items: list[Node]) -> str | None:
    """``p`` or ``p(x)`` as the name of a law, if it is one."""
    if not items or len(items) > 2 or (len(items) == 2 and not isinstance(items[1], Fence)):
        return None
    name = full_name(items[0])
    if name in reader.scope.laws or name in ("p", "q", "hat p"):
        return name
    return name if len(items) == 2 and name in LAW_NAMES else None


def mutual_information(fence: Fence) -> Expr | None:
    """``I(X; Y)``, also with a comma, given others."""
    parts = cut_bars(meaningful(fence.body))
    sides = split(parts[0], ";") if len(split(parts[0], ";")) == 2 else split(parts[0], ",")
    if len(sides) != 2 or len(parts) > 2:
        return None
    left = [axis(variable_name(p)) for p in split(sides[0], ",")]
    right = [axis(variable_name(p)) for p in split(sides[1], ",")]
    given = tuple(axis(variable_name(p)) for side in parts[1:] for p in split(side, ","))
    if len(left) != 1 or len(right) != 1:
        raise Gap("mutual information of several variables", fence)
    return Info("mutual-information", (left[0], right[0]), given)


def gain(fence: Fence) -> Expr:
    """``g(D, A)``: what knowing A takes off the entropy of D, their mutual information."""
    sides = split(meaningful(fence.body), ",", ";")
    if len(sides) != 2:
        raise Gap("information gain of more or less than two variables", fence)
    return Info("mutual-information", tuple(axis(variable_name(p)) for p in sides))


def divergence(reader: "Reader", fence: Fence, kind: str) -> Expr:
    r"""``D_{KL}(p \| q)``, ``KL(p, q)``."""
    items = meaningful(fence.body)
    sides = cut_bars(items)
    if len(sides) == 1:
        sides = split(items, ",", ";")
    laws = [law_name(reader, side) for side in sides]
    if len(laws) != 2 or None in laws:
        laws = [letter_law(side) for side in sides]
    if len(laws) != 2 or None in laws:
        raise Gap("a divergence between things that are not laws", fence)
    return Info(kind, laws=tuple(n for n in laws if n is not None))  # type: ignore[arg-type]


def letter_law(items: list[Node]) -> str | None:
    """A lone letter between the bars of a divergence can only be a law."""
    return names.base_name(items[0]) if len(items) == 1 and not isinstance(items[0], Word) else None
