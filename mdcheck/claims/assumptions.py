"""Assumptions under which a false equation would hold, and what in a note makes one of them plausible."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mdcheck.claims.sections import Section
from mdcheck.expr.nodes import Apply, Bind, Compare, Expr, Index, Info, Moment, Prob, Symbol, walk
from mdcheck.expr.scope import Scope, Sort
from mdcheck.patterns import regex

WORDS: Mapping[str, re.Pattern[str]] = {
    name: regex(pattern, re.IGNORECASE)
    for name, pattern in {
        "symmetric": r"对称|共轭|协方差|核矩阵|格拉姆|海[森塞]|黑塞|正定|投影|拉普拉斯|自伴|"
        r"二次型|对角|谱分解|主成分|"
        r"symmetri|hermitian|covarian|kernel|\bgram\b|hessian|definite|projection|laplacian|self-adjoint|"
        r"quadratic form|diagonal|spectral|principal comp|\bspd\b|\bpsd\b|\bpca\b",
        "orthogonal": r"正交|旋转|酉|奇异值|特征向量|白化|反射|ortho|rotation|unitary|singular|eigen|whiten|"
        r"reflect|\bsvd\b",
        "unit norm": r"单位|归一|标准化|余弦|球面|方向|模长|范数为|unit|normali[sz]|cosine|sphere|direction|"
        r"norm (?:of )?(?:one|1)|householder|=\s*1(?![\d.])",
        "one-hot": r"one-?hot|独热|标签|类别|指示|label|class|categor|indicator|\bmask",
        "signs": r"标签|符号|正负|支持向量|感知机|间隔|提升|label|\bsign|svm|support vector|perceptron|"
        r"margin|boost|±|spin",
        "independent": r"独立|不相关|马尔可夫|马氏链|白噪声|朴素|贝叶斯网|图模型|"
        r"independen|uncorrelated|markov|i\.?i\.?d|na[iï]ve|bayes(?:ian)? net|graphical|white noise",
    }.items()
}
"""What a note says that assumes one; sums to one and centred need no words, so common are they."""

CONVENTION: Mapping[str, frozenset[str]] = {
    "symmetric": frozenset(("S", "K", "H", "L", "P", "M", "G", "C", "Sigma", "Lambda", "Omega")),
    "orthogonal": frozenset(("U", "V", "Q", "R", "P")),
    "unit norm": frozenset(("u", "v", "n", "k", "q", "e")),
    "one-hot": frozenset(("y", "t")),
}
"""Letters that stand for such things so often that nobody says it."""
OF_ARRAYS: Mapping[str, Sort] = {"symmetric": "matrix", "orthogonal": "matrix", "unit norm": "vector"}
"""Assumptions that are made where a vector or matrix is introduced."""


def supposed(sections: Iterable[Section]) -> dict[str, frozenset[str]]:
    """Assumptions that a note speaks of, each with the letters that stand in the same paragraphs."""
    found: dict[str, set[str]] = {}
    for section in sections:
        for place in section.places:
            said = spoken(place.raw) | spoken(f"{place.title} {place.parsed.text}")
            for name in said:
                found.setdefault(name, set()).update(letters(place.parsed.text))
    return {name: frozenset(names) for name, names in found.items()}


@lru_cache(maxsize=256)
def spoken(text: str) -> frozenset[str]:
    """The assumptions that words speak of; the formulas of a paragraph share them."""
    return frozenset(name for name, words in WORDS.items() if words.search(text))


@lru_cache(maxsize=256)
def speaking(words: str) -> str:
    """Of the words of a section those that speak of assumptions: what it says beside them may change."""
    return " ".join(found[0] for pattern in WORDS.values() if (found := pattern.search(words)))


def letters(formula: str) -> frozenset[str]:
    """Letters and commands of a formula."""
    return frozenset(re.findall(r"[A-Za-z]", formula)) | frozenset(re.findall(r"\\([A-Za-z]+)", formula))


def letter(name: str) -> str:
    """The letter of a name, without its accents and labels."""
    return name.split()[-1].split("_")[0]


def is_plausible(assumption: str, statement: Compare, scope: Scope) -> bool:
    """Whether a note may be taken to make an assumption that it does not state beside the equation.

    What would make a term of the right side trivial is not assumed there: nobody writes a covariance of
    independent variables, or the transpose of a symmetric matrix, at the end of a calculation.
    """
    if assumption == "independent":
        return is_independence(statement, scope)
    if any(is_trivial(n, assumption, scope) for n in walk(statement.right)):
        return False
    if assumption not in WORDS:
        return True
    names = {letter(n.name) for n in walk(statement) if isinstance(n, Symbol) and n.name.strip()}
    if assumption in OF_ARRAYS and is_declared(statement, scope, OF_ARRAYS[assumption]):
        return spoken_of(assumption, scope)
    return bool(
        names & scope.supposed.get(assumption, frozenset())
        or names & CONVENTION.get(assumption, frozenset())
        or WORDS[assumption].search(scope.words)
        or (assumption == "symmetric" and has_quadratic_form(statement, scope))
    )


def is_trivial(node: Expr, assumption: str, scope: Scope) -> bool:
    """Whether an assumption makes a term nothing, one, or a power of itself: a mean, a length, a square."""
    match assumption:
        case "centred":
            return is_mean(node, scope) or is_total(node)
        case "sums to one":
            return is_total(node)
        case "unit norm":
            return is_length(node)
        case "one-hot":
            return is_length(node) or (
                isinstance(node, Apply) and node.head == "pow" and is_member(node.args[0])
            )
    return False


def is_total(node: Expr) -> bool:
    """Whether a node is the sum of a family."""
    return isinstance(node, Bind) and node.head == "sum" and is_member(node.body) and not node.conditions


def is_member(node: Expr) -> bool:
    """Whether a node is a member of a family."""
    return isinstance(node, Index) and isinstance(node.keys[-1], Symbol)


def is_declared(statement: Compare, scope: Scope, sort: Sort) -> bool:
    """Whether the section says of each vector or matrix that it is one; of more it would have spoken."""

    def may_be(name: str) -> bool:
        told = scope.sorts.get(name)
        return told == sort if told else letter(name)[:1].isupper() == (sort == "matrix")

    names = {n.name for n in walk(statement) if isinstance(n, Symbol)}
    bodies = [scope.definitions[name].body for name in names & scope.definitions.keys()]
    names |= {n.name for body in bodies for n in walk(body) if isinstance(n, Symbol)}
    given = {name for name in names - scope.definitions.keys() if not name.startswith(("const ", "head "))}
    arrays = {name for name in given if may_be(name)}
    return bool(arrays) and all(scope.sorts.get(name) == sort for name in arrays)


def is_mean(node: Expr, scope: Scope) -> bool:
    r"""Whether a node is written as a mean, ``\bar x``, or a name that the section defines by a sum."""
    if not isinstance(node, Symbol):
        return False
    body = scope.definitions[node.name].body if node.name in scope.definitions else node
    return node.name.startswith("bar ") or any(isinstance(n, Bind) and n.head == "sum" for n in walk(body))


def is_length(node: Expr) -> bool:
    """Whether a node is the norm of a name."""
    return isinstance(node, Apply) and node.head == "norm" and isinstance(node.args[0], Symbol | Index)


def is_independence(statement: Compare, scope: Scope) -> bool:
    """Whether the random variables of a statement may be independent, though nothing is said beside it."""
    if any(isinstance(n, Prob) for n in walk(statement)) or not any(map(depends, walk(statement.right))):
        return True
    variables = {v for n in walk(statement) for v in random_variables(n)}
    return len(variables) > 2 and ("independent" in scope.supposed or spoken_of("independent", scope))


def spoken_of(assumption: str, scope: Scope) -> bool:
    """Whether the section speaks of an assumption."""
    return WORDS[assumption].search(scope.words) is not None


def depends(node: Expr) -> bool:
    """Whether a term would be trivial if its variables were independent."""
    match node:
        case Info(kind, _, given):
            return kind == "mutual-information" or bool(given)
        case Moment("Cov", (first, second), _):
            return first != second
        case Moment(_, _, given):
            return bool(given)
    return False


def random_variables(node: Expr) -> frozenset[str]:
    """Random variables of an information measure, and names inside a moment."""
    match node:
        case Info(_, variables, given):
            return frozenset((*variables, *given))
        case Moment(_, args, given):
            return frozenset((*(n.name for a in args for n in walk(a) if isinstance(n, Symbol)), *given))
    return frozenset()


def has_quadratic_form(statement: Compare, scope: Scope) -> bool:
    """Whether ``x^T A y`` occurs, perhaps times a number or as a definition: its matrix is symmetric."""
    names = {n.name for n in walk(statement) if isinstance(n, Symbol)} & scope.definitions.keys()
    wholes: list[Expr] = [statement, *(scope.definitions[name].body for name in names)]
    return any(is_quadratic(node) for whole in wholes for node in walk(whole))


def is_quadratic(node: Expr) -> bool:
    """Whether a product has a matrix between the transpose of a vector and another vector."""
    factors = node.args if isinstance(node, Apply) and node.head == "mul" else ()
    turned = next((k for k, f in enumerate(factors) if isinstance(f, Apply) and f.head == "transpose"), None)
    if turned is None or turned + 2 >= len(factors):
        return False
    match factors[turned], factors[-1]:
        case Apply("transpose", (Symbol(first),)), Symbol(last):
            return letter(first).islower() and letter(last).islower()
    return False
