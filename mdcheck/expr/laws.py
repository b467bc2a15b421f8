"""Which measure a name before a bracket is: a probability, a moment, an information measure."""

from typing import TYPE_CHECKING

from mdcheck.expr import letters, phrases
from mdcheck.expr.bars import EXPECTATIONS, LAW_NAMES, full_name, has_double_bar
from mdcheck.expr.events import probability
from mdcheck.expr.gap import Gap
from mdcheck.expr.information import divergence, entropy, gain, mutual_information
from mdcheck.expr.moments import expectation, moment
from mdcheck.expr.nodes import Apply, Expr, Moment
from mdcheck.expr.stream import Stream, meaningful
from mdcheck.latex.tree import Atom, Fence, Node, Scripts

if TYPE_CHECKING:
    from mdcheck.expr.reader import Reader

INDICATORS = frozenset(("I", "bb I", "bold I", "cal I", "ind", "indicator"))

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
    if name in INDICATORS and isinstance(follow, Fence) and phrases.has_relation(meaningful(follow.body)):
        stream.next()
        return Apply("indicator", (phrases.condition(reader, meaningful(follow.body)),))
    if name in EXPECTATIONS and letters.is_capital(follow):
        return bare_expectation(reader, item, stream)
    if not isinstance(follow, Fence) or follow.open not in ("(", "[", "{"):
        after_scripts(name, follow)
        return None
    found = measure(reader, name, item, follow)
    if found is not None:
        stream.next()
    return found


def bare_expectation(reader: "Reader", item: Node, stream: Stream) -> Expr:
    r"""``EX`` and ``\mathbb{E} X``, where the text speaks of expectations or the letter says it."""
    follow = stream.peek()
    plain = isinstance(item, Atom)
    if isinstance(item, Scripts) or (
        plain and "期望" not in reader.scope.words and "expect" not in reader.scope.words
    ):
        raise Gap("an expectation without brackets", follow)
    return Moment("E", (reader.primary(stream),))


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
