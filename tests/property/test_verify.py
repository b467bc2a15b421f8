"""What is true by construction is never refuted; what an edit made false is never supported."""

from itertools import permutations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mdcheck.config import Config
from mdcheck.markdown import read
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Source
from mdcheck.model.verdict import Proved, Refuted, Supported
from mdcheck.verify.formulas import judge_formulas
from tests.property.terms import Style, Term, edits, entropy, equal, fn, join, latex, member, num, sym, total

Identity = tuple[Term, Term]

STYLES = st.builds(
    Style,
    times=st.sampled_from((" ", r"\cdot ", r"\,")),
    log=st.sampled_from((r"\log", r"\ln")),
    slash=st.booleans(),
    large=st.booleans(),
)
FRAMES = st.sampled_from(
    (
        "# Note\n\nIt holds that ${}$.\n",
        "# 笔记\n\n于是有\n\n$$\n{}\n$$\n",
        "## Facts\n\n- ${}$\n",
        "> 恒等式 ${}$\n",
        "```math\n{}\n```\n",
    )
)
ATOMS = st.sampled_from([sym(name) for name in "abcd"])
SMALL = st.integers(2, 4)


@st.composite
def products(draw: st.DrawFn) -> Identity:
    """A product of two sums, and all products of their terms."""
    left = draw(st.lists(ATOMS, min_size=2, max_size=3, unique=True))
    right = draw(st.lists(ATOMS, min_size=2, max_size=2, unique=True))
    return join(left) * join(right), join([a * b for a in left for b in right])


@st.composite
def powers(draw: st.DrawFn) -> Identity:
    """A square or a difference of squares, written out."""
    a, b = draw(st.permutations([sym(name) for name in "abxy"]))[:2]
    two = num(2)
    return draw(
        st.sampled_from(
            (
                ((a + b) ** two, a**two + num(2) * a * b + b**two),
                ((a - b) ** two, a**two - num(2) * a * b + b**two),
                (a**two - b**two, (a + b) * (a - b)),
                ((a + b) ** two - (a - b) ** two, num(4) * a * b),
            )
        )
    )


@st.composite
def logarithms(draw: st.DrawFn) -> Identity:
    """The logarithm of a quotient of powers, taken apart."""
    above = draw(st.lists(st.tuples(ATOMS, SMALL), min_size=1, max_size=3, unique_by=lambda f: f[0]))
    below = draw(ATOMS)
    inside = join([base ** num(k) for base, k in above], "mul") / below
    return fn("log", inside), join([num(k) * fn("log", base) for base, k in above]) - fn("log", below)


@st.composite
def exponentials(draw: st.DrawFn) -> Identity:
    """An exponential of a sum as a product."""
    a, b = draw(ATOMS), draw(ATOMS)
    k = draw(SMALL)
    return draw(
        st.sampled_from(
            (
                (fn("exp", a + b), fn("exp", a) * fn("exp", b)),
                (fn("exp", num(k) * a - b), fn("exp", num(k) * a) / fn("exp", b)),
                (fn("log", fn("exp", a) * b), a + fn("log", b)),
            )
        )
    )


@st.composite
def sums(draw: st.DrawFn) -> Identity:
    """A sum taken apart, split, or counted from elsewhere."""
    i, n, one = sym("i"), sym("n"), num(1)
    x, y = draw(st.permutations(["x", "y", "u", "w"]))[:2]
    c = draw(SMALL)
    whole = total("i", one, n, member(x, i))
    return draw(
        st.sampled_from(
            (
                (
                    total("i", one, n, num(c) * member(x, i) + member(y, i)),
                    num(c) * whole + total("i", one, n, member(y, i)),
                ),
                (whole, member(x, one) + total("i", num(2), n, member(x, i))),
                (whole, total("i", one, n - one, member(x, i)) + member(x, n)),
                (whole, total("i", num(0), n - one, member(x, i + one))),
                (whole, total("i", num(2), n + one, member(x, i - one))),
                (total("i", one, n, num(c) * i), num(c) * (n * (n + one)) / num(2)),
                (total("i", one, n, member(x, i) - member(x, i - one)), member(x, n) - member(x, num(0))),
                (
                    total("i", one, n, (member(x, i) - member(y, i)) ** num(2)),
                    total("i", one, n, member(x, i) ** num(2))
                    - num(2) * total("i", one, n, member(x, i) * member(y, i))
                    + total("i", one, n, member(y, i) ** num(2)),
                ),
            )
        )
    )


@st.composite
def chain_rules(draw: st.DrawFn) -> Identity:
    """Joint entropy of two or three variables, one after the other."""
    order = draw(st.sampled_from([p for k in (2, 3) for p in permutations("XYZ", k)]))
    parts = [entropy(name, "".join(order[:k])) for k, name in enumerate(order)]
    joint = entropy("".join(draw(st.permutations(order))))
    if draw(st.booleans()):
        return joint, join(parts)
    return parts[-1], joint - join(parts[:-1])


@st.composite
def binomials(draw: st.DrawFn) -> Identity:
    """Relations between neighbouring binomial coefficients."""
    n, k, one = sym("n"), sym("k"), num(1)

    def choose(above: Term, below: Term) -> Term:
        return Term("binom", (above, below))

    return draw(
        st.sampled_from(
            (
                (choose(n, k), choose(n, n - k)),
                (choose(n + one, k + one), choose(n, k) + choose(n, k + one)),
                (choose(n, k), choose(n - one, k) + choose(n - one, k - one)),
                (k * choose(n, k), n * choose(n - one, k - one)),
                (choose(n, k), Term("fact", (n,)) / (Term("fact", (k,)) * Term("fact", (n - k,)))),
                (total("j", num(0), n, choose(n, sym("j"))), num(2) ** n),
                (total("j", k, n, choose(sym("j"), k)), choose(n + one, k + one)),
            )
        )
    )


@st.composite
def transposes(draw: st.DrawFn) -> Identity:
    """The transpose of a product or sum; a trace turned round."""
    letters = draw(st.lists(st.sampled_from("ABCM"), min_size=2, max_size=3, unique=True))
    factors = [Term("mat", (name,)) for name in letters]
    turned = [Term("T", (factor,)) for factor in factors]
    product = join(factors, "matmul")
    return draw(
        st.sampled_from(
            (
                (Term("T", (product,)), join(turned[::-1], "matmul")),
                (Term("T", (join(factors),)), join(turned)),
                (Term("tr", (product,)), Term("tr", (join([*factors[1:], factors[0]], "matmul"),))),
            )
        )
    )


@st.composite
def functions(draw: st.DrawFn, depth: int = 2) -> tuple[Term, Term]:
    """An elementary function of x with its derivative, by the rules."""
    x = sym("x")
    if depth == 0:
        k = draw(SMALL)
        return draw(
            st.sampled_from(((x, num(1)), (x ** num(k), num(k) * x ** num(k - 1)), (num(k) * x, num(k))))
        )
    (f, df), (g, dg) = draw(functions(depth=depth - 1)), draw(functions(depth=0))
    return draw(
        st.sampled_from(
            (
                (fn("sin", f), fn("cos", f) * df),
                (fn("cos", f), -(fn("sin", f) * df)),
                (fn("exp", f), fn("exp", f) * df),
                (fn("log", f), df / f),
                (fn("tanh", f), (num(1) - fn("tanh", f) ** num(2)) * df),
                (f * g, df * g + f * dg),
                (f / g, (df * g - f * dg) / g ** num(2)),
                (f + g, df + dg),
            )
        )
    )


def derivatives() -> st.SearchStrategy[Identity]:
    """A derivative and what the rules make of it."""
    return functions().map(lambda pair: (Term("der", ("x", pair[0])), pair[1]))


IDENTITIES = st.one_of(
    products(),
    powers(),
    logarithms(),
    exponentials(),
    sums(),
    chain_rules(),
    binomials(),
    transposes(),
    derivatives(),
)
MODERATE = settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])


def judged(identity: Identity, style: Style, frame: str) -> JudgedClaim:
    """What a note that states the identity comes to."""
    text = "=".join(latex(side, style) for side in identity)
    [claim] = judge_formulas(read(Source("note.md", frame.replace("{}", text))), Config().macros)
    return claim


@MODERATE
@given(IDENTITIES, STYLES, FRAMES)
def test_no_true_identity_is_refuted(identity: Identity, style: Style, frame: str):
    left, right = identity
    assert left.head == "der" or equal(left, right)
    claim = judged(identity, style, frame)
    assert not isinstance(claim.verdict, Refuted), (claim.text, claim.reading, claim.verdict)


@MODERATE
@given(IDENTITIES, STYLES, FRAMES, st.data())
def test_no_mutant_is_called_true(identity: Identity, style: Style, frame: str, data: st.DataObject):
    left, right = identity
    mutant = data.draw(st.sampled_from([edit for edit in edits(right) if edit != right]))
    assume(not same(mutant, right))
    claim = judged((left, mutant), style, frame)
    assert not isinstance(claim.verdict, Supported | Proved), (claim.text, claim.reading, claim.verdict)


def same(mutant: Term, right: Term) -> bool:
    """Whether the edit leaves the value, or leaves none."""
    try:
        return equal(mutant, right)
    except (AssertionError, TypeError):
        return True
