"""How hard formulas are understood, by the plain notation of their first reading."""

import pytest

from mdcheck.claims.equations import links
from mdcheck.claims.link import Link
from mdcheck.expr.printer import plain
from mdcheck.latex.formulas import parsed_formulas
from mdcheck.markdown import read
from mdcheck.model.source import Source


def links_of(note: str) -> list[Link]:
    """The links of a note in order."""
    document = read(Source("note.md", note))
    parsed = {p.formula.span: p for p in parsed_formulas(document, {})}
    return list(links(document, parsed))


def reading(formula: str, words: str = "") -> str:
    """The first reading of the last relation of a note that holds the formula after some words."""
    link = links_of(f"{words}\n\n$${formula}$$\n")[-1]
    return plain(link.readings[0]) if link.readings else f"gap: {link.gap}"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"H(Y|X)=H(X,Y)-H(X)", "H(Y | X) = H(X, Y) - H(X)"),
        (r"H(p,q)=H(p)+D_{KL}(p||q)", "H(p, q) = H(p) + D(p || q)"),
        (r"I(X;Y)=H(X)-H(X\mid Y)", "I(X; Y) = H(X) - H(X | Y)"),
        (r"a=\|w\|^2", "a = ||w||^2"),
        (r"P(A\mid B)=P(AB)/P(B)", "P(a | b) = P(a, b)/P(b)"),
        (r"a=P(x_i)", "a = P(x=x[i])"),
        (r"a=P(\bar A)", "a = P(not a)"),
        (r"v=Var(X)-Cov(X,Y)", "v = Var[X] - Cov[X, Y]"),
    ],
)
def test_measures_are_told_apart_by_what_they_hold(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"y=\sum_i x_i", "y = sum[i=1..end] x[i]"),
        (r"y=\sum_{i=1...b} x_i", "y = sum[i=1..b] x[i]"),
        (r"y=\sum^n_{i=1} x_i", "y = sum[i=1..n] x[i]"),
        (r"y=\sum_{x\in X} p(x)", "y = sum[all x] p(x)"),
        (r"y=\sum_{k=1,\,k\neq i}^{2N} a_k", "y = sum[k=1..2 N, k ≠ i] a[k]"),
        (r"y=\sum_{\substack{j=1\\j\ne i}}^{n} a_j", "y = sum[j=1..n, j ≠ i] a[j]"),
        (r"y=\sum_{i=1}^n a_i+b", "y = sum[i=1..n] a[i] + b"),
        (r"y=\sum_{i=1}^n a_i+b_i", "y = sum[i=1..n] (a[i] + b[i])"),
        (r"y=\max_i a_i", "y = max[i=1..end] a[i]"),
        (r"y=\max\{a,b\}", "y = max(a, b)"),
    ],
)
def test_binders_keep_their_index_set_and_their_body(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"y=1-\beta_1^t", "y = 1 - beta[1]^t"),
        (r"y=z^{(i)}", "y = z[i]"),
        (r"y=x^Tw", "y = x^T w"),
        (r"y=x^\top w", "y = x^T w"),
        (r"y=\frac12", "y = 1/2"),
        (r"y=f'(x)", "y = f'(x)"),
        (r"y=C_n^m", "y = C(n,m)"),
        (r"y=C^m_n", "y = C(n,m)"),
        (r"y=C^2_5", "y = C(5,2)"),
        (r"y=\sin^2 x", "y = sin(x)^2"),
        (r"y=\sin^{-1} x", "y = arcsin(x)"),
    ],
)
def test_superscripts_have_five_roles(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"y=n(n-1)", "y = n (n - 1)"),
        (r"y=f(x-1)", "y = f(x - 1)"),
        (r"y=e^x", "y = e^x"),
        (r"y=\log_2 x", "y = log_2(x)"),
        (r"y=\ln x+1", "y = log(x) + 1"),
        (r"y=\ln 2x", "y = log(2 x)"),
        (r"y=\ln x\ln z", "y = log(x) log(z)"),
        (r"y=a/b/c", "y = (a/b)/c"),
        (r"y=-x^2", "y = -x^2"),
        (r"y=2\pi r", "y = 2 pi r"),
        (r"y=3!", "y = 3!"),
        (r"y=|x|", "y = |x|"),
        (r"y={a+b \over c}", "y = (a + b)/c"),
    ],
)
def test_juxtaposition_is_application_or_product(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"P r e c i s i o n=\frac{T P}{T P+F P}", "precision = TP/(TP + FP)"),
        (r"\text{召回率}=\frac{TP}{TP+FN}", "recall = TP/(TP + FN)"),
        (r"F_1=\frac{2TP}{2TP+FP+FN}", "f1 = (2 TP)/(2 TP + FP + FN)"),
        (r"TNR=1-FPR", "specificity = 1 - fpr"),
    ],
)
def test_names_of_several_letters_are_one_name(formula: str, expected: str):
    assert reading(formula, "Precision and recall.") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"y=\frac{d}{dx}x^2", "y = d/dx x^2"),
        (r"y=\frac{\partial L}{\partial w}", "y = d/dw L"),
        (r"y=\frac{d^2}{dx^2}\sin x", "y = d^2/dx^2 sin(x)"),
        (r"y=\nabla_\theta J", "y = d/dtheta J"),
        (r"(x^n)'=y", "d/dx x^n = y"),
    ],
)
def test_derivatives_in_their_notations(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"x=(x_1,x_2,\ldots,x_n)", "x = (x[1], …, x[n])"),
        (r"x=(x_1,\ldots,x_d)", "x = (x[1], …, x[d])"),
        (r"v=[a;b]", "v = (a; b)"),
        (r"i=1,2,\ldots,n", "i = 1, …, n"),
        (r"S=\{x\in X\mid f(x)>0\}", "S = {x ∈ X | f(x) > 0}"),
        (r"S=\{x_i\}_{i=1}^n", "S = {x[1], …, x[n]}"),
        (r"S=\{S_0\}", "S = {S[0]}"),
        (r"f=a_0+a_1x+\cdots+a_nx^n", "f = sum[position=0..n] (a[position] x^position)"),
        (r"y=x_1+\cdots+x_n", "y = sum[position=1..n] x[position]"),
        (r"y=1+x+x^2+\cdots", "y = sum[position=0..∞] x^position"),
        (r"y=a+x+z+\cdots", "y = a + x + z + …"),
        (r"y=x_1+x_3+\cdots+x_n", "y = x[1] + x[3] + … + x[n]"),
        (r"y=w_1x_1+w_2x_2+\ldots+w_dx_d", "y = sum[position=1..d] (w[position] x[position])"),
        (r"y=f(x_1,\dots,x_n)", "y = f(x[1], …, x[n])"),
        (r"D=\begin{pmatrix}a&\\&b\end{pmatrix}", "D = [a,  ;  , b]"),
        (r"a\in[0,1)=b", "[0, 1) = b"),
    ],
)
def test_lists_keep_their_members_and_their_dots(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"y=\sum_{d\mid n}f(d)", "y = sum[d | n] f(d)"),
        (r"y=\sum_{n\ge0}x^n", "y = sum[n=0..∞] x^n"),
        (r"y=\sum_{(i,j)\in E}a_{ij}", "y = sum[all i] (sum[(i, j) ∈ E] a[i, j])"),
        (r"y=\sum_{k\ell=n}f(k)", "y = sum[all k] (sum[k ell = n] f(k))"),
        (r"y=\sum_{a<p\le b}g(p)", "y = sum[a < p, p ≤ b] g(p)"),
        (r"y=\Sigma_{s=1}^N a_s", "y = sum[s=1..N] a[s]"),
        (r"w=\arg\max_w L(w)", "w = argmax[all w] L(w)"),
        (r"w=\underset{w}{\arg\min}\,L(w)", "w = argmin[all w] L(w)"),
        (r"y=\lim_{x\to0}f(x)", "y = lim[x → 0] f(x)"),
        (r"y=\min\{k:f_k\ne0\}", "y = min({k | f[k] ≠ 0})"),
        (r"y=\int_0^1x^2\,dx", "y = int[x from 0 to 1] x^2"),
        (r"y=\int\frac{dx}{x}", "y = int[all x] (1/x)"),
        (r"y=\int\int f(x,y)\,dx\,dy", "y = int[all y] (int[all x] f(x, y))"),
        (r"y=\iint f(x,y)\,dx\,dy", "y = int[all x] (int[all y] f(x, y))"),
        (r"y=\int_Xf(t)\,\mathrm{d}t", "y = int[t ∈ X] f(t)"),
    ],
)
def test_binders_over_what_only_a_condition_describes(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"m=\sum_iI(y_i=c)", "m = sum[i=1..end] 1[y[i] = c]"),
        (r"y=[i>j]", "y = 1[i > j]"),
        (r"y=1\{x>0\}", "y = 1[x > 0]"),
        (r"H_1:\mu\neq0", "H[1]: mu ≠ 0"),
        (r"a=b\pmod p", "a = b (mod p)"),
        (r"y=a\bmod b", "y = a mod b"),
        (r"x^2=\pm1", "x^2 = ±1"),
        (r"P(X\le x)=y", "P(X ≤ x) = y"),
        (r"P(A\cap[B\cup C])=y", "P(A ∩ (B ∪ C)) = y"),
        (r"V(s)=\mathbb{E}_\pi[G\mid S=s]", "V(s) = E_{pi}[G | S = s]"),
        (r"y=\left.f\right|_0^1", "y = [f] from 0 to 1"),
        (r"y=f'(x)|_{x=0}", "y = f'(x) at x = 0"),
        (r"y=\nabla f(x)", "y = d/dx f(x)"),
        (r"y=\frac{\partial^2f}{\partial x\partial y}", "y = d/dx (d/dy f)"),
    ],
)
def test_conditions_and_places_are_kept_where_no_value_is_known(formula: str, expected: str):
    assert reading(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"B(z)=\sum_kB_kz^k", "B(z) = sum[k=1..end] (B[k] z^k)"),
        (r"y=p^x(1-p)^{n-x}", "y = p^x (1 - p)^(n - x)"),
        (r"y=x^{k}(x')^k", "y = x^k x'^k"),
        (r"y=H(x)^2", "y = H(x)^2"),
        (r"y=A(B(x))", "y = A(B(x))"),
        (r"y=\hat\varepsilon_i(x_ib-c)", "y = hat varepsilon[i] (x[i] b - c)"),
        (r"y=V^\pi(s)", "y = V^pi(s)"),
        (r"y=A(h|x)", "y = A(h | x)"),
        (r"y=\Phi^{-1}(1-x)", "y = Phi^-1(1 - x)"),
        (r"y=\log p(x)z", "y = log(p(x)) z"),
        (r"y=C[i,j]+dp[i-1][j]", "y = C[i, j] + dp[i - 1][j]"),
        (r"y=2abCov(X,Y)", "y = 2 a b Cov[X, Y]"),
        (r"y=h1*w1", "y = h[1] w[1]"),
        (r"y=\mathbf{BX}^T", "y = bold B bold X^T"),
        (r"y=\vec a\times\vec b", "y = vec a × vec b"),
        (r"y=W_{1j}+W_{12}+x_{12}", "y = W[1, j] + W[1, 2] + x[12]"),
        (r"y=E(h)", "y = E(h)"),
        (r"y=E(X)", "y = E[X]"),
        (r"y=H(x)", "y = H(x)"),
        (r"y=P^2(c|x)", "y = P(c | x)^2"),
    ],
)
def test_what_brackets_and_marks_after_a_name_mean(formula: str, expected: str):
    assert reading(formula) == expected


def test_letters_that_the_section_shows_alone_are_factors_of_touching_numbers():
    assert reading(r"y=t2+t") == "y = t × 2 + t"


def test_words_of_a_section_tell_errors_from_expectations_and_entropies():
    assert reading("y=E(h)", "The expected loss.") == "y = E[h]"
    assert reading("y=H(x)", "The entropy of a source.") == "y = H(X)"


def test_a_quotient_alone_is_none_where_symbols_of_residues_are_discussed():
    assert reading(r"y=\left(\frac{a}{p}\right)", "The Legendre symbol.").startswith("gap")
    assert reading(r"y=\left(\frac{a}{p}\right)") == "y = a/p"


@pytest.mark.parametrize(
    "formula",
    [
        r"y=\int_0^1 x",
        r"x=a\,b \text{ until it stops}",
        r"y=\left.f\right|",
    ],
)
def test_what_is_not_understood_is_a_gap_and_no_guess(formula: str):
    found = links_of(f"$${formula}$$\n")
    assert all(not link.readings and link.gap for link in found)


def test_a_chain_falls_into_links_with_their_own_text():
    found = links_of("$$a=b+c=d\\le e$$")
    assert [(link.relation, link.text, link.role) for link in found] == [
        ("eq", "a=b+c", "definition"),
        ("eq", "b+c=d", "link"),
        ("le", "d\\le e", "link"),
    ]


def test_rows_of_a_derivation_go_on_with_the_chain():
    found = links_of("$$\n\\begin{aligned}\n(a+b)^2 &= (a+b)(a+b) \\\\\n&= a^2+2ab+b^2\n\\end{aligned}\n$$")
    assert [plain(link.readings[0]) for link in found] == [
        "(a + b)^2 = (a + b) (a + b)",
        "(a + b) (a + b) = a^2 + 2 a b + b^2",
    ]


def test_an_ambiguous_quotient_keeps_both_readings():
    [link] = links_of("$$y=a/2b$$")
    assert [plain(r) for r in link.readings] == ["y = (a/2) b", "y = a/(2 b)"]


def test_a_definition_with_parameters_makes_a_bracket_an_application():
    found = links_of("$$s(x)=x+1$$\n\nand then $$y=s(a-1)$$")
    assert plain(found[-1].readings[0]) == "y = s(a - 1)"
