"""Names with what is attached to them: accents, scripts, primes, and brackets of application."""

from typing import TYPE_CHECKING

from mdcheck.expr.gap import Gap
from mdcheck.expr.nodes import Apply, Call, Derivative, Expr, Index, Number, Symbol, free_names
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex.tree import Atom, Command, Fence, Node, Row, Scripts, Text, Word
from mdcheck.model.source import Span
from mdcheck.notation.counts import COUNTS, WRITTEN
from mdcheck.notation.registry import BY_WORD

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
    "vec": "vec",
    "mathbf": "bold",
    "boldsymbol": "bold",
    "bm": "bold",
    "pmb": "bold",
    "bf": "bold",
    "mathcal": "cal",
    "cal": "cal",
    "mathscr": "cal",
    "mathfrak": "frak",
    "mathbb": "bb",
    "dot": "dot",
    "check": "check",
    "mathrm": "",
    "mathit": "",
    "rm": "",
    "text": "",
    "mathsf": "sf",
    "operatorname": "",
}
RETRIEVAL = ("precision", "recall", "召回", "查准", "查全", "精确率", "精准率", "f1", "f-score", "f-measure")
FUNCTION_LETTERS = frozenset(
    ["f", "g", "h", "F", "G", "J", "K", "L", "phi", "varphi", "psi", "Phi", "Psi", "kappa", "ell"]
)
INDEX_LETTERS = frozenset(["i", "j", "k", "l", "m", "n", "s", "t", "r", "u", "v", "ell"])
SETS = frozenset(f"{font} {letter}" for font in ("bb", "bold") for letter in "ZRNQC")
TRANSPOSED = {"T", "top", "intercal", "mathsf T", "sf T", "tran"}
DECORATION = {"*", "ast", "star", "prime", "dagger", "circ", "natural"}


def read(reader: "Reader", item: Node, stream: Stream) -> Expr:
    """A name that begins a factor, applied if a bracket follows that belongs to it."""
    special = reader.law(item, stream)
    if special is not None:
        return special
    name = base_name(item)
    if name is None:
        raise Gap("not a name", item)
    run = capitals(item, stream)
    if run is not None:
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
    return applied(reader, plain(reader, name), name, stream)


def capitals(item: Node, stream: Stream) -> Word | None:
    """``LL(``: capital letters typed together before a bracket are one name; passes them."""
    letters, last, ahead = [item], item, 0
    while is_capital(stream.peek(ahead)) and adjacent(last, stream.peek(ahead)):
        last = stream.items[stream.position + ahead]
        letters.append(last)
        ahead += 1
    follow = stream.peek(ahead)
    if len(letters) < 2 or not is_capital(item) or not isinstance(follow, Fence):
        return None
    stream.position += ahead
    name = "".join(i.name for i in letters if isinstance(i, Atom))
    return Word(Span(item.span.start, last.span.end), name, "mathrm", name)


def is_capital(item: Node | None) -> bool:
    """Whether an item is one capital Latin letter."""
    return isinstance(item, Atom) and item.cls == "letter" and len(item.name) == 1 and item.name.isupper()


def is_sigmoid(reader: "Reader", stream: Stream) -> bool:
    """Whether sigma before a bracket is the logistic function, by the words of the section."""
    follow = stream.peek()
    if not isinstance(follow, Fence) or follow.open != "(" or "sigma" in reader.scope.definitions:
        return False
    return any(word in reader.scope.words for word in ("sigmoid", "logistic", "逻辑斯谛", "逻辑回归", "s型"))


def difference(reader: "Reader", stream: Stream) -> Expr:
    r"""``\Delta x`` as a name of its own."""
    match reader.primary(stream):
        case Symbol(name):
            return Symbol(f"Delta {name}")
        case Index(Symbol(name), keys):
            return Index(Symbol(f"Delta {name}"), keys)
        case Apply("pow", (Symbol(name), exponent)):
            return Apply("pow", (Symbol(f"Delta {name}"), exponent))
    raise Gap("a difference of something that is not a name")


def plain(reader: "Reader", name: str) -> Expr:
    """The symbol of a bare name, or the constant that it stands for."""
    if name in SETS:
        raise Gap("a set of numbers within a formula")
    known = (*reader.bound, *reader.scope.sorts, *reader.scope.definitions)
    if name == "pi" and name not in known:
        return Symbol("const pi")
    return Symbol(name)


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
        return applied(reader, Symbol("measure " + WRITTEN[name]), name, stream)
    if item.style == "text" and (" " in name or not name.isidentifier()):
        raise Gap(f"words within a formula: {name!r}", item)
    if item.style == "run" and is_product(reader, name):
        return Apply("mul", tuple(Symbol(letter) for letter in name))
    return applied(reader, Symbol(name), name, stream)


def is_product(reader: "Reader", name: str) -> bool:
    """Whether two capital letters typed together are two names, each of which stands alone elsewhere."""
    return len(name) == 2 and name.isupper() and all(letter in reader.scope.bare for letter in name)


def is_word(text: str) -> bool:
    """Whether the text of a formula is a name rather than words of a sentence."""
    name = text.strip()
    return name in WRITTEN or name in COUNTS or (name.isidentifier() and name.isascii() and len(name) > 1)


def base_name(item: Node | None) -> str | None:
    """Canonical name of a letter, word or accented letter."""
    match item:
        case Atom(cls="letter", name=name):
            return name
        case Word(name=name):
            return name
        case Text(content=content) if is_word(content):
            return content.strip()
        case Command(name=command, args=(row,)) if command in ACCENTS:
            inner = meaningful(row)
            if len(inner) != 1:
                return None
            below = base_name(inner[0])
            return None if below is None else f"{ACCENTS[command]} {below}".strip()
        case _:
            return None


def adjacent(first: Node, second: Node | None) -> bool:
    """Whether two items touch."""
    return second is not None and first.span.end == second.span.start


def scripted(reader: "Reader", item: Scripts, stream: Stream) -> Expr:
    """Something with scripts: a name, a bracket, a function, a binder."""
    from mdcheck.expr import arrays, binders, calculus, functions

    special = reader.law(item, stream)
    if special is not None:
        return special
    base = single(item.base)
    if is_atom(base, "binder"):
        return binders.read(reader, item, stream)
    if is_atom(base, "function") or (isinstance(base, Word) and base.name in BY_WORD):
        return functions.read(reader, item, stream)
    if is_atom(base, "symbol"):
        return calculus.scripted_symbol(reader, item, stream)
    if isinstance(base, Fence):
        return superscripted(reader, arrays.subscripted_fence(reader, base, item.sub), item, None)
    name = base_name(base)
    if name is None:
        if base is None or item.sub is not None:
            raise Gap("scripts at something that is not a name", item)
        return superscripted(reader, reader.items([base]), item, None)
    return scripted_name(reader, name, item, stream)


def single(item: Node | None) -> Node | None:
    """The only item of a group, or the item itself."""
    if item is None:
        return None
    inner = meaningful(Row(item.span, (item,)))
    return inner[0] if len(inner) == 1 else item


def scripted_name(reader: "Reader", name: str, item: Scripts, stream: Stream) -> Expr:
    """A name with scripts, applied if a bracket follows that belongs to it."""
    if name in ("C", "A", "P") and item.sub is not None and item.sup is not None:
        found = selection(reader, name, item)
        if found is not None:
            return found
    label, keys = subscript(reader, item.sub)
    full = name + label
    if name == "F" and item.sub is not None and key_text(item.sub) == "1" and speaks_of_retrieval(reader):
        return superscripted(reader, Symbol("measure f1"), item, None)
    if full == "I" and item.sup is None and len(keys) == 1 and is_identity(reader, stream):
        return Symbol("identity")
    if full == "e" and not keys and item.sup is not None and not item.primes and euler(reader):
        return superscripted(reader, Symbol("const e"), item, None)
    if full == "pi" and item.sup is not None and isinstance(single_item(item.sup), Fence):
        raise Gap("pi with an index", item)
    base: Expr = plain(reader, full) if not label else Symbol(full)
    if item.primes or any(True for _ in decorations(item.sup)):
        return primed(reader, full, keys, item, stream)
    if item.sup is not None:
        extra = index_superscript(reader, item.sup) if name != "e" else None
        if extra is not None:
            return applied(reader, Index(base, (*keys, *extra)), full, stream)
    indexed: Expr = Index(base, keys) if keys else base
    if item.sup is None:
        return applied(reader, indexed, numbered(full, keys), stream)
    return superscripted(reader, indexed, item, full, stream)


def speaks_of_retrieval(reader: "Reader") -> bool:
    """Whether the section is about precision and recall, so that F_1 is their mean."""
    return any(word in reader.scope.words for word in RETRIEVAL)


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


def single_item(row: Row) -> Node | None:
    """The only item of a row."""
    items = meaningful(row)
    return items[0] if len(items) == 1 else None


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
    base = Symbol(name + mark)
    return applied(reader, Index(base, keys) if keys else base, name + mark, stream)


def decorations(sup: Row | None) -> list[str]:
    """Superscripts that belong to the name (star, dagger, prime): all of them or none."""
    if sup is None:
        return []
    items = meaningful(sup)
    marks = [i.name for i in items if isinstance(i, Atom) and i.name in DECORATION]
    return marks if items and len(marks) == len(items) else []


def subscript(reader: "Reader", sub: Row | None) -> tuple[str, tuple[Expr, ...]]:
    """A subscript as part of the name (``_max``) and as indices (``i, j``)."""
    if sub is None:
        return "", ()
    items = meaningful(sub)
    if all(isinstance(i, Atom) and i.cls == "letter" and index_like(reader, i.name) for i in items):
        return "", tuple(Symbol(i.name) for i in items if isinstance(i, Atom))
    keys: list[Expr] = []
    for part in split(items, ","):
        if not part or not index_part(reader, part):
            return "_" + key_text(sub), ()
        if len(part) > 1 and all(isinstance(i, Atom) and i.cls == "letter" for i in part):
            keys.extend(Symbol(i.name) for i in part if isinstance(i, Atom))
        else:
            keys.append(reader.items(part))
    return "", tuple(keys)


def index_like(reader: "Reader", name: str) -> bool:
    """Whether a letter in a subscript is an index."""
    return name in reader.bound or name in INDEX_LETTERS


def index_part(reader: "Reader", items: list[Node]) -> bool:
    """Whether a subscript is an expression in indices and numbers."""
    good = False
    for i in items:
        if (
            isinstance(i, Atom)
            and i.cls == "letter"
            and (index_like(reader, i.name) or i.name in ("N", "M", "K", "T"))
        ) or (isinstance(i, Atom) and i.cls == "number"):
            good = True
        elif not is_atom(i, "operator", "+", "-"):
            return False
    return good


def key_text(row: Row | None) -> str:
    """Letters and digits of a subscript that is a label."""
    if row is None:
        return ""
    parts: list[str] = []
    for item in meaningful(row):
        match item:
            case Atom(name=name) | Word(name=name):
                parts.append(name)
            case Text(content=content):
                parts.append(content.strip())
            case Command():
                parts.append(base_name(item) or label_of_command(item))
            case Scripts():
                parts.append(f"{base_name(single(item.base)) or '?'}{key_text(item.sub)}{key_text(item.sup)}")
            case Fence(body=body):
                parts.append(f"({key_text(body)})")
            case _:
                raise Gap("subscript not understood", item)
    return "".join(parts)


def label_of_command(item: Command) -> str:
    """Text of a command used as a label."""
    if item.name in ("text", "mathrm", "textrm", "rm", "operatorname", "mbox", "textbf", "mathbf", "mathcal"):
        return "".join(key_text(row) for row in item.args)
    raise Gap("subscript not understood", item)


def index_superscript(reader: "Reader", sup: Row) -> tuple[Expr, ...] | None:
    """``z^{(i)}``: a superscript in brackets is an index."""
    items = meaningful(sup)
    if len(items) == 1 and isinstance(items[0], Fence) and items[0].open in "([":
        inner = meaningful(items[0].body)
        if inner and index_part(reader, inner):
            return (reader.items(inner),)
        if all(isinstance(i, Word) or is_atom(i, "letter") for i in inner):
            return (Symbol("(" + key_text(items[0].body) + ")"),)
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
    if (
        (
            (len(items) == 1 and base_name(items[0]) in TRANSPOSED)
            or is_atom(items[0] if items else None, None, "top", "intercal")
        )
        and len(items) == 1
        and transposes(reader, name, items[0])
    ):
        return Apply("transpose", (base,))
    if is_minus_one(items):
        if applies_next(reader, name, stream):
            raise Gap("an inverse function", item)
        if is_matrix_like(reader, base, name) or (
            may_be_matrix(reader, base) and reader.choices.choose(2, of_sort=True) == 0
        ):
            return Apply("inverse", (base,))
    exponent = reader.row(item.sup)
    value: Expr = Apply("pow", (base, exponent))
    if (
        name is not None
        and stream is not None
        and isinstance(stream.peek(), Fence)
        and is_function(reader, name, stream.peek())
    ):
        arguments = call_arguments(reader, stream.next())
        return Apply("pow", (Call(base, arguments), exponent))
    return value


def primed_expression(base: Expr, item: Scripts) -> Expr:
    """``(x^n)'``: derivative by the only variable."""
    names = {n for n in free_names(base) if not n.startswith("const ")}
    variable = "x" if "x" in names else (names.pop() if len(names) == 1 else None)
    if variable is None or item.sup is not None:
        raise Gap("a derivative by an unknown variable", item)
    return Derivative(base, Symbol(variable), item.primes)


def is_minus_one(items: list[Node]) -> bool:
    """Whether a superscript reads -1."""
    return len(items) == 2 and is_atom(items[0], "operator", "-") and is_atom(items[1], "number", "1")


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
    return reader.scope.sort(name) in ("vector", "matrix")


def applies_next(reader: "Reader", name: str | None, stream: Stream | None) -> bool:
    """Whether a bracket follows to which the name is applied."""
    return name is not None and stream is not None and is_function(reader, name, stream.peek())


def applied(reader: "Reader", base: Expr, name: str, stream: Stream) -> Expr:
    """The base, called if the bracket that follows holds its arguments."""
    follow = stream.peek()
    if is_function(reader, name, follow):
        stream.next()
        return Call(base, call_arguments(reader, follow))
    if is_ambiguous(reader, name, follow):
        if reader.choices.choose(2) == 1:
            stream.next()
            return Call(base, call_arguments(reader, follow))
        reader.choices.doubtful |= not mentions(follow, name)
    return base


def mentions(item: Node | None, name: str) -> bool:
    """Whether a name occurs in brackets, as in ``n(n-1)``: what is applied to itself is a factor."""
    return isinstance(item, Fence) and any(base_name(i) == name for i in meaningful(item.body))


def call_arguments(reader: "Reader", fence: Node | None) -> tuple[Expr, ...]:
    """Arguments between the brackets of a call."""
    if not isinstance(fence, Fence):
        raise Gap("arguments without brackets", fence)
    return tuple(reader.items(part) for part in split(meaningful(fence.body), ",", ";"))


def is_function(reader: "Reader", name: str, follow: Node | None) -> bool:
    """Whether a name followed by a bracket is applied to it, by the evidence at hand."""
    if not isinstance(follow, Fence) or follow.open not in ("(", "[") or name in reader.bound:
        return False
    scope = reader.scope
    if name in scope.definitions:
        return bool(scope.definitions[name].parameters)
    if scope.sort(name) in ("function", "law"):
        return True
    if name.startswith("measure ") or scope.sort(name) is not None:
        return False
    inner = meaningful(follow.body)
    if len(split(inner, ",", ";")) > 1 and follow.open == "(":
        return True
    if name.split("_")[0].rstrip("'*") in FUNCTION_LETTERS or len(name.split("_")[0].split()[-1]) > 1:
        return name not in GREEK or name in FUNCTION_LETTERS or only_applied(scope.applied, scope.bare, name)
    lone = len(inner) == 1 and not is_atom(inner[0], "number")
    return lone and only_applied(scope.applied, scope.bare, name)


def only_applied(applied_names: frozenset[str], bare: frozenset[str], name: str) -> bool:
    """Whether a name never stands without a bracket."""
    return name in applied_names and name not in bare


def is_ambiguous(reader: "Reader", name: str, follow: Node | None) -> bool:
    """Whether application is a second way to read a name before a bracket."""
    if not isinstance(follow, Fence) or follow.open != "(" or name in reader.bound:
        return False
    return reader.scope.sort(name) is None and not name.startswith("const ")


def selection(reader: "Reader", name: str, item: Scripts) -> Expr | None:
    """``C_n^m``, ``C^m_n``, ``A_n^m``: numbers of selections, the larger number below."""
    if item.sub is None or item.sup is None or item.primes:
        return None
    if name == "P" and "排列" not in reader.scope.words and "permutation" not in reader.scope.words:
        return None
    upper = meaningful(item.sup)
    if len(upper) == 1 and (base_name(upper[0]) in TRANSPOSED or isinstance(upper[0], Fence)):
        return None
    if any(isinstance(i, Word | Text) for i in (*upper, *meaningful(item.sub))):
        return None
    lower, over = reader.row(item.sub), reader.row(item.sup)
    if isinstance(lower, Number) and isinstance(over, Number) and over.value > lower.value:
        lower, over = over, lower
    return Apply("binomial" if name == "C" else "arrange", (lower, over))


GREEK = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "vartheta",
        "iota",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "rho",
        "sigma",
        "tau",
        "upsilon",
        "chi",
        "omega",
        "Gamma",
        "Delta",
        "Theta",
        "Lambda",
        "Xi",
        "Pi",
        "Sigma",
        "Upsilon",
        "Omega",
    ]
)
