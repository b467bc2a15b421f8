"""Operators that are understood and printed, and that nothing here computes."""

from mdcheck.notation.record import Notation


def name(head: str, *written: str) -> Notation:
    """An operator written as a word before its arguments."""
    return Notation(head, (head, *written), None, None, None, f"{head}({{all}})")


def sign(head: str, printed: str) -> Notation:
    """An operator written as a sign between two things."""
    return Notation(head, (), 2, None, None, printed)


RECORDS = (
    *map(name, ("deg", "dim", "ker", "arg", "vec", "span", "hom", "ord", "supp", "Re", "Im")),
    *map(name, ("gelu", "elu", "selu", "silu", "swish", "mish", "arccot", "sinc", "logit")),
    name("rank", "rk", "Rank"),
    sign("plusminus", "{0} ± {1}"),
    sign("minusplus", "{0} ∓ {1}"),
    Notation("negation", (), 1, None, None, "not {0}"),
    Notation("rising", (), 2, None, None, "{0} rising {1}"),
    Notation("falling", (), 2, None, None, "{0} falling {1}"),
    Notation("either sign", (), 1, None, None, "±{0}"),
    sign("direct sum", "{0} ⊕ {1}"),
    sign("direct difference", "{0} ⊖ {1}"),
    sign("tensor", "{0} ⊗ {1}"),
    sign("composition", "{0} ∘ {1}"),
    sign("star", "{0} ⋆ {1}"),
    sign("wedge", "{0} ∧ {1}"),
    sign("vee", "{0} ∨ {1}"),
    sign("residue", "{0} (mod {1})"),
    sign("accent", "{0}({1})"),
    sign("norm of kind", "||{0}||_{1}"),
    sign("repeated", "{0}[{1}]"),
    sign("at", "{0} at {1}"),
    Notation("between ends", (), 3, None, None, "[{0}] from {1} to {2}"),
    Notation("gradient", (), 1, None, None, "grad {0}"),
    Notation("hessian", (), 1, None, None, "hessian {0}"),
    Notation("divergence of", (), 1, None, None, "div {0}"),
    Notation("partial", (), 1, None, None, "∂{0}"),
    Notation("inverse function", (), 1, None, None, "{0}^-1"),
    Notation("max of", (), None, None, None, "max({all})"),
    Notation("min of", (), None, None, None, "min({all})"),
    Notation("sup of", (), None, None, None, "sup({all})"),
    Notation("inf of", (), None, None, None, "inf({all})"),
    Notation("sum of", (), 1, None, None, "sum {0}"),
    Notation("product of", (), 1, None, None, "prod {0}"),
    Notation("chance", (), 2, None, None, "{0}({1})"),
    Notation("covariance", (), 1, None, None, "Cov[{0}]"),
    Notation("indicator", (), 1, None, None, "1[{0}]"),
)
