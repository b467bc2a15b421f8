"""Functions with a notation record, the extent of their arguments, and commands with arguments."""

from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr import application, keys, letters, lists, names, phrases, scripts
from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Bind, Call, Expr, Index, Number, Symbol
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Command, Fence, Node, Row, Scripts, Word
from mdcheck.notation.registry import BY_HEAD, BY_WORD

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

OVER = {
    "bar": "bar", "overline": "bar", "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde",
    "vec": "vec", "overrightarrow": "vec", "dot": "dot", "ddot": "ddot", "underline": "under",
}  # fmt: skip
LENGTH = Symbol("vector")
NAMES_TOO = frozenset(("rank", "deg"))
"""Functions of matrices and polynomials that with a subscript and no argument are numbers: ``rank_i``."""
INVERTIBLE = {"sin": "arcsin", "cos": "arccos", "tan": "arctan"}


def read(reader: "Reader", item: Node, stream: Stream) -> Expr:
    """A function with its scripts and its argument."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    word = getattr(base, "name", "").strip()
    head = BY_WORD.get(word)
    if head is None:
        raise Gap(f"function {word} has no meaning here yet", item)
    sub = item.sub if isinstance(item, Scripts) else None
    sup = item.sup if isinstance(item, Scripts) else None
    primes = item.primes if isinstance(item, Scripts) else 0
    if head == "max" or head == "min":
        return extremum(reader, head, item, stream)
    if primes:
        return primed(reader, head, item, primes, stream)
    if head == "cos" and is_pair(stream.peek()):
        return Apply("cosine", application.call_arguments(reader, stream.next()))
    if head == "softmax" and (component := component_after(stream.peek())) is not None:
        stream.next()
        return Index(Apply(head, in_brackets(reader, head, component[0])), (reader.row(component[1]),))
    if head in NAMES_TOO and sub is not None and not isinstance(stream.peek(), Fence):
        member = Index(Symbol(head), keys.listed(reader, sub))
        return member if sup is None else Apply("pow", (member, reader.row(sup)))
    argument = read_argument(reader, head, stream)
    if head == "log" and argument == (Symbol("e"),) and names.euler(reader):
        argument = (Symbol("const e"),)
    value = subscripted(reader, head, sub, argument)
    return value if sup is None else raised(reader, head, sup, value, argument)


def component_after(item: Node | None) -> tuple[Fence, Row] | None:
    """``softmax(x)_i``: the brackets with the subscript that belongs to the value."""
    if not isinstance(item, Scripts) or item.sub is None or item.sup is not None:
        return None
    base = letters.single(item.base)
    return (base, item.sub) if isinstance(base, Fence) else None


def is_pair(item: Node | None) -> bool:
    """Whether brackets hold two arguments."""
    return isinstance(item, Fence) and len(split(meaningful(item.body), ",")) == 2


def subscripted(reader: "Reader", head: str, sub: Row | None, argument: tuple[Expr, ...]) -> Expr:
    r"""``\log_2 x`` has a base, ``softmax(x)_i`` and ``softmax_i(x)`` a component."""
    if sub is None:
        return Apply(head, argument)
    if head == "log":
        return Apply("logbase", (reader.row(sub), *argument))
    if head == "softmax":
        return Index(Apply(head, argument), (reader.row(sub),))
    raise Gap(f"a subscript at {head}")


def raised(reader: "Reader", head: str, sup: Row, value: Expr, argument: tuple[Expr, ...]) -> Expr:
    r"""``\sin^2 x`` is a power of the value, ``\sin^{-1} x`` the inverse function."""
    items = meaningful(sup)
    if scripts.is_minus_one(items):
        if head in INVERTIBLE:
            return Apply(INVERTIBLE[head], argument)
        raise Gap(f"an inverse of {head}")
    return Apply("pow", (value, reader.row(sup)))


def primed(reader: "Reader", head: str, item: Node, primes: int, stream: Stream) -> Expr:
    r"""``\tanh'(x)``: derivative of a known function."""
    follow = stream.peek()
    if isinstance(follow, Fence):
        return Call(Symbol("head " + head), application.call_arguments(reader, stream.next()), primes)
    if follow is None or not continues(follow):
        raise Gap("a derivative without an argument", item)
    return Call(Symbol("head " + head), (bare_argument(reader, stream),), primes)


def read_argument(reader: "Reader", head: str, stream: Stream) -> tuple[Expr, ...]:
    """Arguments of a function: its brackets, or the product that follows without them."""
    follow = stream.peek()
    if isinstance(follow, Fence) and follow.open in ("(", "[", "{"):
        stream.next()
        return in_brackets(reader, head, follow)
    if isinstance(follow, Scripts) and isinstance(letters.single(follow.base), Fence):
        return scripted_brackets(reader, follow, stream)
    if follow is None:
        raise Gap(f"{head} without an argument")
    if BY_HEAD[head].arity not in (None, 1):
        raise Gap(f"{head} of 1 argument", follow)
    return (bare_argument(reader, stream),)


def in_brackets(reader: "Reader", head: str, fence: Fence) -> tuple[Expr, ...]:
    """Arguments in brackets, as many as the record says."""
    arguments = lists.arguments(reader, fence)
    if head == "det" and len(arguments) > 1:
        return (Apply("row", arguments),)
    arity = BY_HEAD[head].arity
    if arity is not None and len(arguments) != arity:
        raise Gap(f"{head} of {len(arguments)} arguments", fence)
    return arguments


def scripted_brackets(reader: "Reader", item: Scripts, stream: Stream) -> tuple[Expr, ...]:
    r"""``\log (x)^2``: the power stands at the argument."""
    stream.next()
    return (reader.items([item]),)


def bare_argument(reader: "Reader", stream: Stream) -> Expr:
    r"""``\log x y``: factors up to a sign, a bracket after something, or another function."""
    sign = reader.sign(stream)
    value = reader.factor(stream)
    first = stream.items[stream.position - 1]
    if ends_argument(first) and (not continues(stream.peek()) or reader.choices.choose(2) == 0):
        return negated(sign, value)
    while continues(stream.peek()):
        if reader.choices.choose(2) == 1:
            break
        factor = reader.factor(stream)
        args = value.args if isinstance(value, Apply) and value.head == "mul" else (value,)
        value = Apply("mul", (*args, factor))
    return negated(sign, value)


def negated(sign: int, value: Expr) -> Expr:
    """The value with its sign."""
    return Apply("neg", (value,)) if sign < 0 else value


def ends_argument(item: Node) -> bool:
    """Whether an argument usually ends after this item: a fraction, a root, a bracket."""
    return isinstance(item, Fence | Command)


def continues(item: Node | None) -> bool:
    """Whether an argument without brackets goes on: letters and numbers do, functions and brackets do not."""
    if isinstance(item, Scripts):
        return continues(letters.single(item.base)) if item.base is not None else False
    if isinstance(item, Command):
        return item.name in letters.ACCENTS
    return isinstance(item, Atom) and item.cls in ("letter", "number")


def extremum(reader: "Reader", head: str, item: Node, stream: Stream) -> Expr:
    r"""``max(a, b)``, ``\max\{a, b\}``, ``max(0, x)``; with a subscript it is a binder."""
    from mdcheck.expr import binders

    if isinstance(item, Scripts):
        return binders.read(reader, item, stream)
    follow = stream.peek()
    if isinstance(follow, Scripts) and follow.sub is None and follow.sup is not None and not follow.primes:
        inner = letters.single(follow.base)
        if isinstance(inner, Fence):  # max(0, x)^2: the largest, squared
            stream.next()
            value = extremum(reader, head, item, Stream([inner]))
            return Apply("pow", (value, reader.row(follow.sup)))
    if not isinstance(follow, Fence):
        return Apply(f"{head} of", (reader.product(stream),))
    stream.next()
    body = meaningful(follow.body)
    builds = any(is_atom(i, "bar") or is_atom(i, "punctuation", ":") for i in body)
    members = () if builds else lists.elements(reader, body)
    several = len(members) > 1 or any(isinstance(m, Bind) and m.head == "each" for m in members)
    if several and lists.DOTS not in members:
        return Apply(head, members)
    return Apply(f"{head} of", (reader.items([follow]),))


def command(reader: "Reader", item: Command, stream: Stream) -> Expr:
    """A command with arguments: fraction, root, binomial, accent, box."""
    match item.name, item.args:
        case "frac", (upper, lower):
            return fraction(reader, item, upper, lower, stream)
        case "sqrt", (body,):
            inside = reader.row(body)
            if item.option is None or is_two(item.option):
                return Apply("sqrt", (inside,))
            return Apply("root", (reader.row(item.option), inside))
        case "binom", (upper, lower):
            return Apply("binomial", (reader.row(upper), reader.row(lower)))
        case (("boxed" | "displaystyle" | "fbox" | "ensuremath"), (body,)):
            return reader.row(body)
        case (("color" | "textcolor"), (_, body)):
            return reader.row(body)
        case name, args if (name in letters.ACCENTS or name in OVER) and len(args) == 1:
            return accented(reader, item, stream)
        case "underset", (below, core):
            return under(reader, item, below, core, stream)
        case (
            ("underbrace" | "overbrace" | "mathop" | "cancel" | "phantom" | "bcancel" | "mathrel"),
            (body,),
        ):
            return reader.row(body)
    raise Gap(f"\\{item.name} has no meaning here yet", item)


def under(reader: "Reader", item: Command, below: Row, core: Row, stream: Stream) -> Expr:
    r"""``\underset{x}{\max}`` is a binder; below anything else stands a remark."""
    from mdcheck.expr import binders

    base = letters.single_item(core)
    if is_atom(base, "binder") or (isinstance(base, Word) and base.name in binders.HEADS):
        return reader.scripted(Scripts(item.span, base, below, None, 0, ()), stream)
    return reader.row(core)


def is_two(row: Row) -> bool:
    """Whether a row reads 2."""
    items = meaningful(row)
    return len(items) == 1 and is_atom(items[0], "number", "2")


def fraction(reader: "Reader", item: Command, upper: Row, lower: Row, stream: Stream) -> Expr:
    """A quotient, or a derivative written as one."""
    from mdcheck.expr import calculus

    derivative = calculus.fraction(reader, item, upper, lower, stream)
    if derivative is not None:
        return derivative
    return Apply("div", (reader.row(upper), reader.row(lower)))


def accented(reader: "Reader", item: Command, stream: Stream) -> Expr:
    """An accented name, or a bold group, which means the same as without the bold."""
    special = reader.law(item, stream)
    if special is not None:
        return special
    name = letters.base_name(item)
    if name == "i" and item.name in ("mathrm", "rm", "text"):
        return names.formal(reader, Symbol("upright i"))
    if name == "d" and item.name in ("mathrm", "rm", "text") and names.is_differential(reader, item, stream):
        return names.differential(reader, stream)
    if name is not None:
        inner = meaningful(item.args[0])
        if isinstance(inner[0], Word) and name == inner[0].name:
            return names.word(reader, inner[0], stream)
        return application.applied(reader, names.plain(reader, name), name, stream)
    inner = meaningful(item.args[0])
    follow = stream.peek()
    one = [getattr(i, "name", "") for i in inner] == ["1"]
    if one and isinstance(follow, Fence) and phrases.has_relation(meaningful(follow.body)):
        stream.next()
        return Apply("indicator", (phrases.condition(reader, meaningful(follow.body)),))
    if len(inner) == 1 and isinstance(inner[0], Scripts):
        below = inner[0]
        lifted = Command(item.span, item.name, None, (Row(below.span, (below.base,)),), ())  # type: ignore[arg-type]
        return reader.items([Scripts(item.span, lifted, below.sub, below.sup, below.primes, ())])
    if one and letters.ACCENTS.get(item.name) == "bold":
        return Apply("repeated", (Number(Fraction(1)), LENGTH))
    if item.name in ("mathbf", "mathrm", "text", "rm") and all(is_atom(i, "number") for i in inner) and inner:
        return Number(Fraction(int("".join(i.name for i in inner if isinstance(i, Atom)))))
    if item.name in OVER:
        return Apply("accent", (Symbol(OVER[item.name]), reader.row(item.args[0])))
    if all(isinstance(i, Atom) and i.cls == "letter" for i in inner) and item.name in (
        "mathrm",
        "rm",
        "text",
    ):
        return names.word(
            reader,
            Word(item.span, "".join(i.name for i in inner if isinstance(i, Atom)), "mathrm", ""),
            stream,
        )
    if item.name in ("mathcal", "cal") and len(inner) > 1 and all(map(letters.is_capital, inner)):
        name = "cal " + "".join(i.name for i in inner if isinstance(i, Atom))
        return application.applied(reader, Symbol(name), name, stream)
    if letters.ACCENTS.get(item.name) == "bold" and all(is_atom(i, "letter") for i in inner):
        bold = [Command(i.span, item.name, None, (Row(i.span, (i,)),), ()) for i in inner]
        return reader.items(bold)
    return reader.row(item.args[0])
