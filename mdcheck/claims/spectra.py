r"""Matrices by their spectrum: ``tr(A) = \sum_i \lambda_i`` where a section speaks of eigenvalues."""

import re
from dataclasses import replace

from mdcheck.expr.nodes import Apply, Compare, Expr, Index, Symbol, free_names, walk
from mdcheck.expr.scope import Definition, Scope, Sort
from mdcheck.patterns import regex

SPECTRA = {
    "lambda": regex(
        r"特征值|谱分解|本征值|eigen(?:values?|decomposition)|spectral decomposition", re.IGNORECASE
    ),
    "sigma": regex(r"奇异值|\bSVD\b|singular values?", re.IGNORECASE),
}
"""What a section says where a letter with an index stands for eigenvalues, or for singular values."""
MEASURES = frozenset(("trace", "det", "frobenius"))


def with_spectrum(statement: Compare, scope: Scope) -> Scope:
    """The scope in which a matrix that is measured is what its eigenvalues or singular values make of it."""
    measured = {
        name
        for n in walk(statement)
        if isinstance(n, Apply) and n.head in MEASURES
        for name in free_names(n)
        if len(name) == 1 and name.isupper()
    }
    letters = [
        letter for letter, words in SPECTRA.items() if words.search(scope.words) and has(statement, letter)
    ]
    known = (measured | set(letters)) & scope.definitions.keys()
    if len(measured) != 1 or len(letters) != 1 or known:
        return scope
    [matrix], [letter] = measured, letters
    left, right = Symbol(f"left {matrix}"), Symbol(f"right {matrix}")
    symmetric = scope.holding.get(matrix) == "symmetric"
    inverse: Expr = Apply("transpose", (right,)) if letter == "sigma" else Apply("inverse", (left,))
    body = Apply("mul", (left, Apply("diag", (Symbol(letter),)), inverse))
    sorts: dict[str, Sort] = {left.name: "matrix", right.name: "matrix", matrix: "matrix", letter: "vector"}
    turned = (left.name, right.name) if letter == "sigma" or symmetric else ()
    return replace(
        scope,
        sorts={**scope.sorts, **sorts},
        holding={**scope.holding, **dict.fromkeys(turned, "orthogonal")},
        definitions={**scope.definitions, matrix: Definition((), body)},
    )


def has(statement: Compare, letter: str) -> bool:
    """Whether members of a family of a letter occur, and the letter never by itself."""
    members = [n for n in walk(statement) if isinstance(n, Index) and n.base == Symbol(letter)]
    return bool(members) and sum(n == Symbol(letter) for n in walk(statement)) == len(members)
