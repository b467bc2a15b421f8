"""Names that begin a factor: letters, words, constants, and what is applied to a bracket."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr import phrases
from mdcheck.expr.application import applied, call_arguments, is_sigmoid
from mdcheck.expr.gap import Gap
from mdcheck.expr.letters import adjacent, base_name, is_capital, is_word, single
from mdcheck.expr.nodes import Apply, Call, Expr, Index, Number, Symbol
from mdcheck.expr.stream import Stream, is_atom, meaningful
from mdcheck.latex.tree import Atom, Fence, Node, Scripts, Text, Word
from mdcheck.model.source import Span
from mdcheck.notation.counts import COUNTS, WRITTEN
from mdcheck.notation.registry import BY_WORD

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

SETS = frozenset(f"{font} {letter}" for font in ("bb", "bold") for letter in "ZRNQC")


def read(reader: "Reader", item: Node, stream: Stream) -> Expr:
    """A name that begins a factor, applied if a bracket follows that belongs to it."""
    special = reader.law(item, stream)
    if special is not None:
        return special
    name = base_name(item)
    if name is None:
        raise Gap("not a name", item)
    run = capitals(reader, item, stream) or array_name(item, stream)
    if isinstance(run, Scripts):
        return reader.scripted(run, stream)
    if isinstance(run, Word):
        return word(reader, run, stream)
    if name == "sigma" and is_sigmoid(reader, stream):
        return Apply("sigmoid", call_arguments(reader, stream.next()))
    if name == "Delta" and base_name(single(getattr(stream.peek(), "base", stream.peek()))) is not None:
        return difference(reader, stream)
    if isinstance(item, Word):
        return word(reader, item, stream)
    if name == "F" and is_atom(stream.peek(), "number", "1") and adjacent(item, stream.peek()):
        stream.next()
        return Symbol("measure f1")
    if name == "Gamma" and is_lone_argument(stream.peek()) and "Gamma" not in reader.scope.definitions:
        arguments = call_arguments(reader, stream.next())
        known = reader.choices.choose(2) == 0
        return Apply("gamma function", arguments) if known else Call(Symbol(name), arguments)
    if name == "d" and is_differential(reader, item, stream):
        return differential(reader, stream)
    if (index := numbered(reader, item, stream)) is not None:
        return applied(reader, Index(Symbol(name), (index,)), name, stream)
    return applied(reader, plain(reader, name), name, stream)


def formal(reader: "Reader", symbol: Expr) -> Expr:
    """A name that obeys the laws of algebra but is no free number, so that more may hold of it."""
    reader.choices.doubtful = True
    return symbol


def differential(reader: "Reader", stream: Stream) -> Expr:
    """``dx`` as a name of its own."""
    from mdcheck.expr.printer import plain as printed

    return formal(reader, Symbol(f"d {printed(reader.primary(stream))}"))


def is_differential(reader: "Reader", item: Node, stream: Stream) -> bool:
    r"""Whether ``dx`` is a differential: the d is upright, or touches where derivatives are written."""
    follow = stream.peek()
    base = single(follow.base) if isinstance(follow, Scripts) else follow
    if base_name(base) is None or "d" in reader.bound or reader.scope.sort("d") is not None:
        return False
    if not isinstance(item, Atom):
        return True
    return adjacent(item, follow) and any(
        mark in reader.scope.words for mark in ("\\partial", "\\int", "\\frac{d")
    )


def is_lone_argument(follow: Node | None) -> bool:
    """Whether round brackets hold one expression."""
    return (
        isinstance(follow, Fence) and follow.open == "(" and not phrases.is_separated(meaningful(follow.body))
    )


def alone(item: Node) -> Expr | None:
    """What stands alone in its place: words as a name, a sign as a value (``P(+)``); else None."""
    match item:
        case Text(content=content) if not is_word(content) and content.strip():
            return Symbol(content.strip())
        case Atom(cls="operator", name="+" | "-" as sign):
            return Symbol(sign)
    return None


def numbered(reader: "Reader", item: Node, stream: Stream) -> Expr | None:
    """``h1``: a number that touches a letter which never stands alone is its index; else it is a factor."""
    number = stream.peek()
    whole = isinstance(number, Atom) and number.cls == "number" and number.name.isdigit()
    if not isinstance(item, Atom) or not item.name.isascii() or not whole or not adjacent(item, number):
        return None
    if item.name in reader.scope.bare:
        return None
    behind = stream.items[stream.position - 2] if stream.position > 1 else None
    if is_atom(behind, "number") and adjacent(behind, item):  # type: ignore[arg-type]
        return None
    return number_of(stream.next())


def number_of(item: Node) -> Expr:
    """An integer as typed."""
    return Number(Fraction(int(getattr(item, "name", "0"))))


def one(reader: "Reader", item: Node, stream: Stream) -> Expr | None:
    r"""``1(x > 0)``, ``1\{y = k\}``: an indicator; None if the number is but a number."""
    follow = stream.peek()
    if getattr(item, "name", "") != "1" or not isinstance(follow, Fence):
        return None
    if not phrases.has_relation(meaningful(follow.body)):
        return None
    stream.next()
    return Apply("indicator", (phrases.condition(reader, meaningful(follow.body)),))


def array_name(item: Node, stream: Stream) -> Word | None:
    """``dp[i]``: two small letters typed together before the brackets of an array; passes them."""
    other, follow = stream.peek(), stream.peek(1)
    if not (is_small(item) and is_small(other) and other is not None and adjacent(item, other)):
        return None
    if not isinstance(follow, Fence) or follow.opener != "[" or not adjacent(other, follow):
        return None
    stream.next()
    name = getattr(item, "name", "") + getattr(other, "name", "")
    return Word(Span(item.span.start, other.span.end), name, "mathrm", name)


def is_small(item: Node | None) -> bool:
    """Whether an item is one small Latin letter."""
    return isinstance(item, Atom) and item.cls == "letter" and len(item.name) == 1 and item.name.islower()


def capitals(reader: "Reader", item: Node, stream: Stream) -> Node | None:
    """``LL(``, ``DCG_p``: capital letters typed together are one name; passes them.

    They are before a bracket, if they are known, and if none of them stands alone in the section.
    """
    letters, last, ahead = [item], item, 0
    while is_capital(stream.peek(ahead)) and adjacent(last, stream.peek(ahead)):
        last = stream.items[stream.position + ahead]
        letters.append(last)
        ahead += 1
    if not is_capital(item):
        return None
    name = "".join(i.name for i in letters if isinstance(i, Atom))
    final = stream.peek(ahead)
    if scripted := last_of_run(last, final):
        name += scripted.name
    lonely = reader.scope.alone & set(name) or any(letter in reader.scope.sorts for letter in name)
    if len(name) < 2 or (len(name) > 1 and name == name[0] * len(name) and scripted):
        return None
    if scripted and isinstance(final, Scripts):
        if lonely:
            return None
        stream.position += ahead + 1
        word = Word(Span(item.span.start, scripted.span.end), name, "mathrm", name)
        return Scripts(Span(item.span.start, final.span.end), word, final.sub, final.sup, final.primes, ())
    known = name in WRITTEN or name in COUNTS
    if not (known or not lonely or isinstance(final, Fence)):
        return None
    stream.position += ahead
    return Word(Span(item.span.start, last.span.end), name, "mathrm", name)


def last_of_run(last: Node, final: Node | None) -> Atom | None:
    """The capital letter with a subscript that ends a run: the G of ``DCG_p``."""
    if not isinstance(final, Scripts) or final.sub is None or final.sup is not None:
        return None
    if not adjacent(last, final):
        return None
    base = single(final.base)
    return base if isinstance(base, Atom) and is_capital(base) else None


def difference(reader: "Reader", stream: Stream) -> Expr:
    r"""``\Delta x`` as a name of its own."""
    match reader.primary(stream):
        case Symbol(name):
            return Symbol(f"Delta {name}")
        case Index(Symbol(name), keys):
            return Index(Symbol(f"Delta {name}"), keys)
        case Apply("pow", (Symbol(name), exponent)):
            return Apply("pow", (Symbol(f"Delta {name}"), exponent))
        case Apply("pow", (Index(Symbol(name), keys), exponent)):
            return Apply("pow", (Index(Symbol(f"Delta {name}"), keys), exponent))
    raise Gap("a difference of something that is not a name")


def plain(reader: "Reader", name: str) -> Expr:
    """The symbol of a bare name, or the constant that it stands for."""
    if name.startswith("bb ") and name in SETS:
        return Apply("number set", (Symbol(name.split()[-1]),))
    if name in SETS and is_set_of_numbers(reader, name):
        return Apply("number set", (Symbol(name.split()[-1]),))
    if name in SETS and not re.search(
        r"\\boldsymbol|\\top|\^\{?\s*(?:\\mathrm\s*\{\s*)?t\b", reader.scope.words
    ):
        raise Gap("a set of numbers, or a matrix")
    known = (*reader.bound, *reader.scope.sorts, *reader.scope.definitions)
    if name == "pi" and name not in known:
        return Symbol("const pi")
    if name == "e" and euler(reader) and "e^" in reader.scope.words and reader.choices.choose(2) == 1:
        return Symbol("const e")
    return Symbol(name)


def is_set_of_numbers(reader: "Reader", name: str) -> bool:
    r"""Whether the section takes members from a bold letter: ``\in\mathbf Z``."""
    letter = name.split()[-1].lower()
    return re.search(rf"\\in\s*\\mathbf\s*{{?\s*{letter}\b", reader.scope.words) is not None


def euler(reader: "Reader") -> bool:
    """Whether e, as the base of a power, is Euler's number."""
    return "e" not in reader.bound and "e" not in reader.scope.sorts and "e" not in reader.scope.definitions


def word(reader: "Reader", item: Word, stream: Stream) -> Expr:
    """A name of several letters: a function, a measure, a count, or a symbol of its own."""
    from mdcheck.expr import functions

    name = item.name.strip()
    if name in BY_WORD:
        return functions.read(reader, item, stream)
    if name in COUNTS:
        return Symbol(name)
    if name in WRITTEN:
        called = isinstance(stream.peek(), Fence) and getattr(stream.peek(), "open", "") == "("
        return applied(reader, Symbol(name if called else "measure " + WRITTEN[name]), name, stream)
    if item.style == "text" and (" " in name or not name.isidentifier()):
        raise Gap(f"words within a formula: {name!r}", item)
    if item.style == "run" and (is_product(reader, name) or (len(name) == 2 and name.islower())):
        return Apply("mul", tuple(Symbol(letter) for letter in name))
    return applied(reader, Symbol(name), name, stream)


def is_product(reader: "Reader", name: str) -> bool:
    """Whether two capital letters typed together are two names, each of which stands alone elsewhere."""
    return len(name) == 2 and name.isupper() and all(letter in reader.scope.bare for letter in name)
