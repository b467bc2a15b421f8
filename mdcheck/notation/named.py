"""Operators that are understood and printed, and that nothing here computes."""

from mdcheck.notation.record import Notation


def name(head: str, *written: str) -> Notation:
    """An operator written as a word before its arguments."""
    return Notation(head, (head, *written), None, None, None, f"{head}({{all}})")


def sign(head: str, printed: str, called: str = "") -> Notation:
    """An operator written as a sign between two things."""
    return Notation(head, (), 2, None, None, printed, called=called)


RECORDS = (
    *map(name, ("deg", "dim", "ker", "arg", "vec", "span", "hom", "ord", "supp", "Re", "Im")),
    *map(name, ("elu", "selu", "sinc")),
    name("rank", "rk", "Rank"),
    sign("plusminus", "{0} ± {1}", "plus or minus"),
    sign("minusplus", "{0} ∓ {1}", "minus or plus"),
    Notation("big O", (), None, None, None, "O({all})", called="an asymptotic order"),
    Notation("little o", (), None, None, None, "o({all})", called="an asymptotic order"),
    Notation("negation", (), 1, None, None, "not {0}"),
    Notation("either sign", (), 1, None, None, "±{0}", called="plus or minus"),
    sign("direct sum", "{0} ⊕ {1}"),
    sign("direct difference", "{0} ⊖ {1}"),
    sign("tensor", "{0} ⊗ {1}", "a tensor product"),
    sign("composition", "{0} ∘ {1}", "a composition"),
    sign("convolution", "{0} ∗ {1}", "a convolution"),
    sign("star", "{0} ⋆ {1}"),
    sign("wedge", "{0} ∧ {1}", "a wedge"),
    sign("vee", "{0} ∨ {1}", "a vee"),
    sign("residue", "{0} (mod {1})", "a congruence"),
    sign("accent", "{0}({1})", "an accent over more than a name"),
    sign("repeated", "{0}[{1}]", "a number with a subscript"),
    sign("at", "{0} at {1}", "the value at a place"),
    Notation(
        "between ends",
        (),
        3,
        None,
        None,
        "[{0}] from {1} to {2}",
        called="a difference of values at two ends",
    ),
    Notation("gradient", (), 1, None, None, "grad {0}", called="a gradient by variables that are not named"),
    Notation("hessian", (), 1, None, None, "hessian {0}", called="a matrix of second derivatives"),
    Notation("divergence of", (), 1, None, None, "div {0}"),
    Notation("partial", (), 1, None, None, "∂{0}", called="a partial derivative by nothing"),
    Notation("inverse function", (), 1, None, None, "{0}^-1", called="an inverse function"),
    Notation("max of", (), None, None, None, "max({all})", called="the largest of a set"),
    Notation("min of", (), None, None, None, "min({all})", called="the smallest of a set"),
    Notation("sup of", (), None, None, None, "sup({all})", called="a supremum"),
    Notation("inf of", (), None, None, None, "inf({all})", called="an infimum"),
    Notation("sum of", (), 1, None, None, "sum {0}", called="a sum without an index"),
    Notation("product of", (), 1, None, None, "prod {0}", called="a product without an index"),
    Notation("chance", (), 2, None, None, "{0}({1})", called="the probability of such events"),
    Notation("covariance", (), 1, None, None, "Cov[{0}]", called="a covariance matrix"),
    Notation("indicator", (), 1, None, None, "1[{0}]"),
)
