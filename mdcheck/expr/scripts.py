"""Superscripts and primes: powers, transposes, inverses, derivatives, and marks that belong to a name."""

from fractions import Fraction
from typing import TYPE_CHECKING

from mdcheck.expr import phrases
from mdcheck.expr.application import (
    FUNCTION_LETTERS,
    GREEK,
    applied,
    applies_next,
    call_arguments,
    is_ambiguous,
    is_called,
    is_function,
    is_lone,
    is_scripted,
    is_sigmoid,
)
from mdcheck.expr.gap import Gap
from mdcheck.expr.keys import course, index_superscript, key_text, listed, subscript
from mdcheck.expr.letters import ACCENTS, INDEX_LETTERS, base_name, single, single_item
from mdcheck.expr.names import euler, plain
from mdcheck.expr.nodes import Apply, Call, Compare, Derivative, Expr, Index, Number, Symbol, free_names
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Command, Fence, Node, Row, Scripts, Text, Word
from mdcheck.model.source import Span
from mdcheck.notation.registry import BY_WORD

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

RETRIEVAL = ("precision", "recall", "召回", "查准", "查全", "精确率", "精准率", "f1", "f-score", "f-measure")

TRANSPOSED = {"T", "top", "intercal", "mathsf T", "sf T", "tran"}

UNNAMED = "its variable"
DECORATION = {"*", "ast", "star", "prime", "dagger", "circ", "natural"}


def scripted(reader: "Reader", item: Scripts, stream: Stream) -> Expr:
    """Something with scripts: a name, a bracket, a function, a binder."""
    from mdcheck.expr import arrays, binders, calculus, functions

    special = reader.law(item, stream)
    if special is not None:
        return special
    base = single(item.base)
    if is_atom(base, "binder") or is_sum_by_letter(base, item):
        return binders.read(reader, item, stream)
    if is_atom(base, "function") or (isinstance(base, Word) and base.name in BY_WORD):
        return functions.read(reader, item, stream)
    if is_atom(base, "symbol"):
        return calculus.scripted_symbol(reader, item, stream)
    if isinstance(base, Word) and base.name in binders.HEADS:
        return binders.read(reader, item, stream)
    if isinstance(base, Command) and base.name in ("underset", "mathop", "underbrace", "overbrace"):
        return labelled_below(reader, base, item, stream)
    if isinstance(base, Fence) and (found := arrays.scripted_fence(reader, item, base)) is not None:
        return found
    if isinstance(base, Fence):
        return superscripted(reader, arrays.subscripted_fence(reader, base, item.sub), item, None)
    if isinstance(base, Word) and base.style == "run" and len(base.name) == 2 and base.name.islower():
        return two_letters(reader, base, item, stream)
    if isinstance(base, Command) and base.name in ACCENTS and len(run := meaningful(base.args[0])) > 1:
        return last_of_run(reader, base, run, item, stream)
    name = base_name(base)
    if name is None:
        if base is None:
            raise Gap("scripts at nothing", item)
        return superscripted(reader, indexed_value(reader, base, item.sub), item, None)
    return scripted_name(reader, name, item, stream)


def is_sum_by_letter(base: Node | None, item: Scripts) -> bool:
    r"""Whether ``\Sigma_{i=1}^n`` and ``\Pi_{i=1}^n`` are typed for a sum and a product."""
    if not is_atom(base, "letter", "Sigma", "Pi") or item.sub is None or item.sup is None:
        return False
    return any(is_atom(i, "relation", "=") for i in meaningful(item.sub))


def last_of_run(reader: "Reader", base: Command, run: list[Node], item: Scripts, stream: Stream) -> Expr:
    r"""``\mathbf{BX}^T``: the scripts belong to the last letter; over one thing the accent is one name."""
    if not all(is_atom(i, "letter") for i in run) or ACCENTS[base.name] not in ("bold", "sf"):
        return superscripted(reader, indexed_value(reader, base, item.sub), item, None)
    *first, last = (Command(i.span, base.name, None, (Row(i.span, (i,)),), ()) for i in run)
    power = Scripts(item.span, last, item.sub, item.sup, item.primes, ())
    return Apply("mul", (*(reader.items([i]) for i in first), scripted(reader, power, stream)))


def labelled_below(reader: "Reader", base: Command, item: Scripts, stream: Stream) -> Expr:
    r"""``\underbrace{x}_{label}`` is x; ``\mathop{\arg\max}_x`` the operator with its subscript."""
    core = single_item(base.args[-1])
    if base.name in ("underbrace", "overbrace"):
        return reader.row(base.args[0])
    if base.name == "mathop" and core is not None:
        return reader.scripted(Scripts(item.span, core, item.sub, item.sup, item.primes, ()), stream)
    raise Gap("scripts at something that is not a name", item)


def indexed_value(reader: "Reader", base: Node, sub: Row | None) -> Expr:
    r"""A value with a subscript: a component of a matrix, or ``1_n`` and ``0_{m \times n}``."""
    value = reader.items([base])
    if sub is None:
        return value
    if isinstance(value, Number) or is_ones(value):
        return repeated(
            value if isinstance(value, Number) else Number(Fraction(1)), phrases.label(reader, sub)
        )
    if isinstance(base, Command) and base.name not in ACCENTS:
        raise Gap("scripts at something that is not a name", base)
    return Index(value, listed(reader, sub))


def is_ones(value: Expr) -> bool:
    r"""Whether a value is ``\mathbf{1}``, whose length a subscript may tell."""
    return isinstance(value, Apply) and value.head == "repeated"


def repeated(value: Number, label: Expr) -> Expr:
    """``1_n`` is a vector of ones, ``1_{x > 0}`` an indicator."""
    if value.value == 1 and isinstance(label, Compare):
        return Apply("indicator", (label,))
    return Apply("repeated", (value, label))


def two_letters(reader: "Reader", base: Word, item: Scripts, stream: Stream) -> Expr:
    """``gt^2``: two small letters typed together are a product, and the scripts belong to the second."""
    last = Atom(Span(base.span.end - 1, base.span.end), "letter", base.name[1], base.name[1])
    power = Scripts(item.span, last, item.sub, item.sup, item.primes, ())
    return Apply("mul", (Symbol(base.name[0]), scripted(reader, power, stream)))


def scripted_name(reader: "Reader", name: str, item: Scripts, stream: Stream) -> Expr:
    """A name with scripts, applied if a bracket follows that belongs to it."""
    if name in ("C", "A", "P") and item.sub is not None and item.sup is not None:
        found = selection(reader, name, item)
        if found is not None:
            return found
    label, keys = subscript(reader, item.sub, name)
    full = name + label
    if name == "F" and item.sub is not None and key_text(item.sub) == "1" and speaks_of_retrieval(reader):
        return superscripted(reader, Symbol("measure f1"), item, None)
    if full == "I" and item.sup is None and len(keys) == 1 and is_identity(reader, stream):
        return Symbol("identity")
    if full == "e" and not keys and item.sup is not None and not item.primes and euler(reader):
        return superscripted(reader, Symbol("const e"), item, None)
    if full == "pi" and item.sup is not None and isinstance(single_item(item.sup), Fence):
        raise Gap("pi with an index", item)
    if (word := named_by(item.sup)) and len(name.split()[-1]) == 1 and name != "e":
        full, item = f"{full}^{word}", Scripts(item.span, item.base, item.sub, None, item.primes, ())
        label = word
    base: Expr = Symbol(full) if label or keys else plain(reader, full)
    if item.primes or any(True for _ in decorations(item.sup)):
        return primed(reader, full, keys, item, stream)
    if item.sup is not None:
        extra = index_superscript(reader, item.sup) if name != "e" else None
        if extra is not None:
            return applied(reader, Index(base, (*keys, *extra)), full, stream)
    indexed: Expr = Index(base, keys) if keys else base
    if keys and reader.scope.sort(full) == "matrix" and not isinstance(keys[0], Number):
        reader.choices.doubtful = True  # a row, a column, or one of several matrices
    if item.sup is None:
        return applied(reader, indexed, numbered(full, keys), stream)
    return superscripted(reader, indexed, item, full, stream)


def named_by(sup: Row | None) -> str:
    r"""A word in upright letters as a superscript, which is part of the name: ``W^{\text{out}}``."""
    item = single_item(sup) if sup is not None else None
    match item:
        case Word(name=word, style="text" | "mathrm" | "operatorname") | Text(content=word):
            return word.strip() if word.strip() not in TRANSPOSED else ""
    return ""


def primed(reader: "Reader", name: str, keys: tuple[Expr, ...], item: Scripts, stream: Stream) -> Expr:
    """``f'(x)`` is a derivative, ``x'`` and ``x^*`` are names of their own."""
    mark = "'" * item.primes + "".join(decorations(item.sup))
    follow = stream.peek()
    if item.primes and item.sup is None and isinstance(follow, Fence) and follow.open == "(":
        if name == "sigma" and is_sigmoid(reader, stream):
            return Call(Symbol("head sigmoid"), call_arguments(reader, stream.next()), item.primes)
        arguments = call_arguments(reader, follow)
        stream.next()
        function = Index(Symbol(name), keys) if keys else Symbol(name)
        return Call(function, arguments, item.primes)
    base: Expr = Symbol(name + mark)
    base = Index(base, keys) if keys else base
    if item.primes and item.sup is not None and not any(True for _ in decorations(item.sup)):
        power = Scripts(item.span, item.base, None, item.sup, 0, ())
        return superscripted(reader, base, power, name + mark, stream)
    return applied(reader, base, name + mark, stream)


def primed_expression(base: Expr, item: Scripts) -> Expr:
    """``(x^n)'``: derivative by the only variable."""
    names = {n for n in free_names(base) if not n.startswith("const ")}
    variable = "x" if "x" in names else (names.pop() if len(names) == 1 else UNNAMED)
    if item.sup is not None:
        raise Gap("a derivative with an exponent", item)
    return Derivative(base, Symbol(variable), item.primes)


def decorations(sup: Row | None) -> list[str]:
    """Superscripts that belong to the name (star, dagger, prime): all of them or none."""
    if sup is None:
        return []
    items = meaningful(sup)
    if len(items) == 1 and is_atom(items[0], "operator", "+", "-"):
        return [items[0].name]  # type: ignore[union-attr]
    marks = [i.name for i in items if isinstance(i, Atom) and i.name in DECORATION]
    return marks if items and len(marks) == len(items) else []


def factorial_power(reader: "Reader", base: Expr, items: list[Node]) -> Expr | None:
    r"""``x^{\overline{n}}`` and ``x^{\underline{n}}``: rising and falling powers."""
    match items:
        case [Command(name="overline" | "underline" as line, args=(count,))]:
            return Apply("rising" if line == "overline" else "falling", (base, reader.row(count)))
    return None


def superscripted(
    reader: "Reader", base: Expr, item: Scripts, name: str | None, stream: Stream | None = None
) -> Expr:
    """A base with its superscript as power, transpose or inverse, and primes as derivatives."""
    if item.primes:
        return primed_expression(base, item)
    if item.sup is None:
        return base
    items = meaningful(item.sup)
    if (power := factorial_power(reader, base, items)) is not None:
        return power
    if (
        (
            (len(items) == 1 and base_name(items[0]) in TRANSPOSED)
            or is_atom(items[0] if items else None, None, "top", "intercal")
        )
        and len(items) == 1
        and transposes(reader, name, items[0])
    ):
        called = name is not None and stream is not None and takes(reader, base, name, stream)
        return Apply("transpose", (applied(reader, base, name, stream) if called else base,))  # type: ignore[arg-type]
    if is_minus_one(items):
        if applies_next(reader, name, stream) and stream is not None and not names_matrix(reader, name):
            return Call(Apply("inverse function", (base,)), call_arguments(reader, stream.next()))
        if is_matrix_like(reader, base, name) or (
            may_be_matrix(reader, base) and reader.choices.choose(2, of_sort=True) == 0
        ):
            return Apply("inverse", (base,))
    if name is not None and stream is not None and takes(reader, base, name, stream):
        if is_label(item.sup) and not is_named_measure(base):
            full = f"{name}^{key_text(item.sup)}"
            named = Index(Symbol(full), base.keys) if isinstance(base, Index) else Symbol(full)
            return applied(reader, named, full, stream)
        return Apply("pow", (applied(reader, base, name, stream), reader.row(item.sup)))
    return Apply("pow", (base, reader.row(item.sup)))


def takes(reader: "Reader", base: Expr, name: str, stream: Stream) -> bool:
    """Whether a name with a superscript is applied to the brackets that follow."""
    follow = stream.peek()
    lone = is_lone(follow) and not is_scripted(stream)
    return is_function(reader, name, follow) or (
        lone and (is_called(reader, base, name, follow) or is_ambiguous(reader, name, follow))
    )


def is_label(sup: Row) -> bool:
    r"""Whether the superscript of a function names it rather than raises it: ``V^{\pi}(s)``."""
    parts = split(meaningful(sup), ",")
    return all(len(part) == 1 and labels(part[0]) for part in parts)


def labels(item: Node) -> bool:
    """Whether an item is a name that is no exponent of a function: no number, no index."""
    base = single(item.base) if isinstance(item, Scripts) else item
    name = base_name(base)
    return name is not None and name not in INDEX_LETTERS and name not in ("x", "y", "T", "N")


def is_named_measure(base: Expr) -> bool:
    """Whether a base is a constant or known measure, whose superscript can only be a power."""
    return isinstance(base, Symbol) and base.name.startswith(("const ", "measure "))


def is_transpose_mark(sup: Row) -> bool:
    """Whether a superscript is a transposition sign."""
    items = meaningful(sup)
    return len(items) == 1 and (
        base_name(items[0]) in TRANSPOSED or is_atom(items[0], None, "top", "intercal")
    )


def is_minus_one(items: list[Node]) -> bool:
    """Whether a superscript reads -1."""
    return len(items) == 2 and is_atom(items[0], "operator", "-") and is_atom(items[1], "number", "1")


def names_matrix(reader: "Reader", name: str | None) -> bool:
    r"""Whether a capital letter is no usual name of a function: ``\Sigma^{-1}(x - \mu)`` is a product."""
    letter = (name or "").split("_")[0].split(" ")[-1]
    known = name in reader.scope.definitions or reader.scope.sort(name or "") == "function"
    capital = letter[:1].isupper() and (len(letter) == 1 or letter in GREEK)
    return capital and not known and letter not in FUNCTION_LETTERS


def is_matrix_like(reader: "Reader", base: Expr, name: str | None) -> bool:
    """Whether there is evidence that a base is a matrix."""
    if name is not None:
        return reader.scope.sort(name) == "matrix"
    return (isinstance(base, Apply) and base.head == "transpose") or any(
        reader.scope.sort(n) == "matrix" for n in free_names(base)
    )


def may_be_matrix(reader: "Reader", base: Expr) -> bool:
    """Whether only capital letters of unknown sort occur, as in ``(AB)^{-1}``."""
    names = {n.split()[-1] for n in free_names(base)}
    return bool(names) and all(n[:1].isupper() and reader.scope.sort(n) is None for n in names)


def transposes(reader: "Reader", name: str | None, mark: Node) -> bool:
    """Whether a superscript T is a transpose: not where T is a number of steps and the base a scalar."""
    if base_name(mark) != "T":
        return True
    if not is_atom(mark, "letter") or "T" not in reader.scope.bare or name is None:
        return True
    sort = reader.scope.sort(name)
    if sort is None and name.isascii() and len(name) == 1:
        return reader.choices.choose(2, of_sort=True) == 0
    return sort in ("vector", "matrix")


def selection(reader: "Reader", name: str, item: Scripts) -> Expr | None:
    """``C_n^m``, ``C^m_n``, ``A_n^m``: numbers of selections, the larger number below."""
    if item.sub is None or item.sup is None or item.primes:
        return None
    if name == "P" and "排列" not in reader.scope.words and "permutation" not in reader.scope.words:
        return None
    upper = meaningful(item.sup)
    if course(reader, upper) is not None:
        return None
    if len(upper) == 1 and (base_name(upper[0]) in TRANSPOSED or isinstance(upper[0], Fence)):
        return None
    if is_minus_one(upper) or is_atom(upper[-1] if upper else None, "operator"):
        return None
    if any(isinstance(i, Word | Text) for i in (*upper, *meaningful(item.sub))):
        return None
    lower, over = reader.row(item.sub), reader.row(item.sup)
    if isinstance(lower, Number) and isinstance(over, Number) and over.value > lower.value:
        lower, over = over, lower
    return Apply("binomial" if name == "C" else "arrange", (lower, over))


def numbered(name: str, keys: tuple[Expr, ...]) -> str:
    """Name of a member of a family that is told by its number: ``I_0``."""
    if len(keys) == 1 and isinstance(keys[0], Number):
        return f"{name}_{keys[0].value}"
    return name


def is_identity(reader: "Reader", stream: Stream) -> bool:
    """Whether ``I_n`` is an identity matrix here rather than information or an indicator."""
    follow = stream.peek()
    applied_here = isinstance(follow, Fence) and len(meaningful(follow.body)) == 1
    return not applied_here and any(sort in ("matrix", "vector") for sort in reader.scope.sorts.values())


def speaks_of_retrieval(reader: "Reader") -> bool:
    """Whether the section is about precision and recall, so that F_1 is their mean."""
    return any(word in reader.scope.words for word in RETRIEVAL)
