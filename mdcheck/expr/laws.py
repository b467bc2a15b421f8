"""Which measure a name before a bracket is: a probability, a moment, an information measure."""

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from mdcheck.expr import letters, phrases
from mdcheck.expr.bars import EXPECTATIONS, LAW_NAMES, full_name, has_double_bar
from mdcheck.expr.events import probability
from mdcheck.expr.gap import Gap
from mdcheck.expr.information import divergence, entropy, gain, mutual_information
from mdcheck.expr.moments import drawn_probability, expectation, moment, variance
from mdcheck.expr.nodes import Apply, Expr, Moment, Number, Symbol
from mdcheck.expr.stream import Stream, is_atom, meaningful, split
from mdcheck.latex import walk
from mdcheck.latex.tree import Atom, Fence, Node, Row, Scripts, Text, Word

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

EXPECTING = ("期望", "expect", "均值")

REWARDING = (
    "强化学习",
    "reinforcement",
    "贝尔曼",
    "bellman",
    "q-learning",
    "q learning",
    "动作价值",
    "reward",
    "奖励",
    "q 函数",
    "q函数",
)

SAMPLES = frozenset(("x", "y", "z", "tau"))
"""What is drawn from a law in texts about rewards, too."""

ADVERSARIES = ("判别器", "生成器", "生成对抗", "discriminator", "adversarial")

ENTROPY = ("熵", "entropy", "信息量", "信息论")

INDICATORS = frozenset(("I", "bb I", "bold I", "cal I", "ind", "indicator"))

VARIANCES = frozenset(("Var", "var", "bb V", "VAR"))

COVARIANCES = frozenset(("Cov", "cov", "COV"))

DIVERGENCES = frozenset(
    ("KL", "D_KL", "D_KL", "KLD", "D_kl", "D_bb KL", "D_bold KL", "kl", "bb KL", "bb D_KL")
)

JENSEN = frozenset(("JS", "JSD", "D_JS"))


LETTERS = frozenset(
    name.partition("_")[0]
    for name in (
        *INDICATORS,
        *VARIANCES,
        *COVARIANCES,
        *DIVERGENCES,
        *JENSEN,
        *LAW_NAMES,
        *EXPECTATIONS,
        *("H", "cal H", "bb H", "MI", "D", "g", "Gain", "IG"),
    )
)


def read(reader: "Reader", item: Node, stream: Stream) -> Expr | None:
    """The measure that begins with ``item``, or None if it is none."""
    if not may_be_measure(reader, item):
        return None
    name = full_name(item)
    follow = stream.peek()
    if name is None:
        return None
    if name in INDICATORS and isinstance(follow, Fence) and phrases.has_relation(meaningful(follow.body)):
        stream.next()
        return Apply("indicator", (phrases.condition(reader, meaningful(follow.body)),))
    if name in EXPECTATIONS and (
        letters.is_capital(follow) or is_binder(follow) or (name == "bb E" and begins_value(follow))
    ):
        return bare_expectation(reader, item, stream)
    if (
        name == "D"
        and isinstance(item, Atom)
        and letters.is_capital(follow)
        and adjacent_variance(reader, item, follow)
    ):
        return Moment("Var", (reader.primary(stream),))
    if not isinstance(follow, Fence) or follow.open not in ("(", "[", "{"):
        after_scripts(name, follow)
        return None
    if isinstance(item, Scripts) and item.sup is not None and (power := exponent(item.sup)) is not None:
        found = measure(reader, name, Scripts(item.span, item.base, item.sub, None, item.primes, ()), follow)
        found = None if found is None else Apply("pow", (found, power))
    else:
        found = measure(reader, name, item, follow)
    if found is not None:
        stream.next()
    return found


def may_be_measure(reader: "Reader", item: Node) -> bool:
    """Whether the letter of an item names some measure at all: most do not, and are passed over quickly."""
    name = letters.base_name(letters.single(item.base) if isinstance(item, Scripts) else item)
    if name is None or name in LETTERS:
        return name is not None
    return any(law.partition("_")[0] == name for law in reader.scope.laws)


def exponent(sup: Row) -> Expr | None:
    """The number to which a measure is raised: ``P^2(x)``."""
    item = letters.single_item(sup)
    if not isinstance(item, Atom) or item.cls != "number":
        return None
    return Number(Fraction(item.name)) if item.name.isdigit() else None


def is_binder(item: Node | None) -> bool:
    """Whether a sum, an extremum or a function follows."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    return isinstance(base, Atom) and base.cls in ("binder", "function")


def begins_value(item: Node | None) -> bool:
    """Whether an item is a name, perhaps with scripts, or something between bars."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    bars = isinstance(base, Fence) and base.open in ("|", "||", "lvert", "lVert", "Vert")
    return bars or letters.base_name(base) is not None


def bare_expectation(reader: "Reader", item: Node, stream: Stream) -> Expr | None:
    r"""``EX`` and ``\mathbb{E} X``, where the text speaks of expectations or the letter says it."""
    if not (is_upright(item) or speaks_of(reader, EXPECTING)):
        if isinstance(stream.peek(), Scripts):
            return None
        raise Gap("an expectation without brackets", stream.peek())
    under = phrases.label(reader, item.sub) if isinstance(item, Scripts) and item.sub is not None else None
    body = reader.product(stream) if is_binder(stream.peek()) else reader.primary(stream)
    while letters.is_capital(stream.peek()) and not is_atom(stream.peek(), "letter", "E", "D"):
        body = Apply("mul", (body, reader.primary(stream)))  # EXY is the mean of a product
    return Moment("E", (body,), under=under)


def is_upright(item: Node) -> bool:
    """Whether a name is set in another font than variables are."""
    return not isinstance(letters.single(item.base) if isinstance(item, Scripts) else item, Atom)


def speaks_of(reader: "Reader", words: tuple[str, ...]) -> bool:
    """Whether the section uses one of some words."""
    return any(word in reader.scope.words for word in words)


def has_capital(fence: Fence) -> bool:
    """Whether brackets hold a random variable, or a law: a capital letter."""
    return any(isinstance(i, Atom) and letters.is_capital(i) for i in walk(fence.body))


def after_scripts(name: str, follow: Node | None) -> None:
    """``E[g^2]_t``: a running average that only its recurrence defines."""
    if (
        name in EXPECTATIONS
        and isinstance(follow, Scripts)
        and isinstance(letters.single(follow.base), Fence)
    ):
        raise Gap("a running average written as an expectation", follow)


def measure(reader: "Reader", name: str, item: Node, fence: Fence) -> Expr | None:
    """The measure by its name."""
    if name in EXPECTATIONS:
        return expectation(reader, item, fence) if is_expectation(reader, item, fence) else None
    if name in VARIANCES or (name == "D" and is_variance(reader, item, fence)):
        return variance(reader, item, fence)
    if name.partition("_")[0] in VARIANCES:
        return variance(reader, item, fence)
    if name in COVARIANCES:
        return moment(reader, "Cov", fence)
    information = information_measure(reader, name, item, fence)
    if information is not None:
        return information
    if (name in ("g", "Gain", "IG") and "information gain" in reader.scope.words + " ") or gain_named(
        reader, name
    ):
        return gain(fence)
    if is_value_function(reader, name, fence):
        return None
    if (name in LAW_NAMES or name in reader.scope.laws) and (
        not isinstance(item, Scripts) or item.sup is None
    ):
        if (drawn := drawn_probability(reader, item, fence)) is not None:
            return drawn
        return probability(reader, name, item, fence)
    return None


def is_value_function(reader: "Reader", name: str, fence: Fence) -> bool:
    """Whether ``Q(s, a)`` is the value of an action, in texts about rewards, rather than a law, ``q(x)``."""
    of_sample = name == "q" and letters.base_name(letters.single_item(fence.body)) in SAMPLES
    return name in ("Q", "q") and not of_sample and speaks_of(reader, REWARDING)


def is_expectation(reader: "Reader", item: Node, fence: Fence) -> bool:
    """Whether E is an expectation: by its font, its brackets, a random variable in them, or the words."""
    if isinstance(item, Scripts) and item.sub is not None and is_label(item.sub):
        return False
    if len(split(meaningful(fence.body), ",")) > 1 and not any(
        is_atom(i, "bar") for i in meaningful(fence.body)
    ):
        return False
    return is_upright(item) or fence.open == "[" or has_capital(fence) or speaks_of(reader, EXPECTING)


def is_label(sub: Row) -> bool:
    """Whether a subscript is a word, such as ``in`` or ``total``, typed as letters or upright."""
    items = meaningful(sub)
    if len(items) == 1:
        return isinstance(items[0], Word | Text)
    return all(isinstance(i, Atom) and i.cls == "letter" and i.name.islower() for i in items)


def information_measure(reader: "Reader", name: str, item: Node, fence: Fence) -> Expr | None:
    """Entropies, mutual information and divergences; of what is no variable and no law only the writing."""
    try:
        if name in ("H", "cal H", "bb H") and is_entropy(reader, item, fence):
            return entropy(reader, fence)
        if name in ("I", "MI", "cal I"):
            return mutual_information(fence)
        if name in DIVERGENCES or (name == "D" and has_double_bar(fence)):
            return divergence(reader, fence, "divergence")
        if name in JENSEN:
            return divergence(reader, fence, "js")
    except Gap:
        return Apply("chance", (Symbol(f"law {name}"), reader.items(meaningful(fence.body))))
    return None


def is_entropy(reader: "Reader", item: Node, fence: Fence) -> bool:
    """Whether H is an entropy here: by its font, by what it holds, or by the words."""
    laws = any(letters.base_name(i) in ("p", "q", "P", "Q") for i in meaningful(fence.body))
    return is_upright(item) or laws or has_capital(fence) or speaks_of(reader, ENTROPY)


def is_variance(reader: "Reader", item: Node, fence: Fence) -> bool:
    """Whether ``D(X)`` is the variance: of a random variable, where the text speaks of variances or of it.

    In texts about adversaries ``D(x)`` and ``D(G(z))`` are judgements of the discriminator.
    """
    items = meaningful(fence.body)
    letters_in = [i for i in walk(fence.body) if isinstance(i, Atom) and i.cls == "letter"]
    applied = any(letters.is_capital(i) and isinstance(f, Fence) for i, f in pairwise(items))
    if not any(map(letters.is_capital, letters_in)) or applied or isinstance(item, Scripts):
        return False
    follows = any(letters.base_name(i) in reader.scope.follows for i in letters_in)
    return (follows or variance_is_d(reader)) and not speaks_of(reader, ADVERSARIES)


def variance_is_d(reader: "Reader") -> bool:
    """``D(X)`` is the variance in texts that say so."""
    return "方差" in reader.scope.words


def adjacent_variance(reader: "Reader", item: Node, follow: Node | None) -> bool:
    """``DX`` typed together is the variance in texts that say so."""
    return variance_is_d(reader) and letters.adjacent(item, follow)


def gain_named(reader: "Reader", name: str) -> bool:
    """``g(D, A)`` is information gain in texts that say so."""
    return name in ("g", "Gain", "IG") and "信息增益" in reader.scope.words
