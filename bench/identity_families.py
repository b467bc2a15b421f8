"""True identities over all notations, as a table: one line each, in plain LaTeX that is restyled and renamed.

``<k>``, ``<l>`` and sums or products of them are small numbers. The letters of a line are renamed by a row of
its family's ``names``; those of ``compound`` may become sums or multiples in brackets. ``frames`` are what a
note says around it; ``{}`` is the formula.
"""

from dataclasses import dataclass

PLAIN = (
    "It holds that ${}$.",
    "Hence\n\n$$\n{}\n$$\n\nas claimed.",
    "Therefore ${}$ follows.",
    "- a fact: ${}$\n- another line",
    "> ${}$",
    "于是有\n\n$$\n{}\n$$",
    "因此 ${}$。",
    "展开可得 ${}$，这在后面会用到。",
    "1. 第一步：${}$",
    "$${}$$",
)
GENERAL = (
    "For all values, ${}$.",
    "The identity ${}$ is used below.",
    "恒等式 ${}$ 很有用。",
    "## Laws\n\n- ${}$",
    "## 公式\n\n${}$",
    "对任意取值都有 ${}$。",
)


@dataclass(frozen=True)
class Family:
    """Identities of one field.

    Attributes:
        name: For the report.
        lines: The identities.
        names: Rows by which letters are renamed; the first is how the lines are written.
        frames: What a note says around them.
        compound: Letters for which a sum or multiple may stand.
    """

    name: str
    lines: str
    names: tuple[str, ...] = ("",)
    frames: tuple[str, ...] = (*PLAIN, *GENERAL)
    compound: str = ""


FAMILIES = (
    Family(
        "algebra",
        r"""
(a+b)^2 = a^2+2ab+b^2
(a-b)^2 = a^2-2ab+b^2
a^2-b^2 = (a+b)(a-b)
(a+b)^3 = a^3+3a^2b+3ab^2+b^3
a^3-b^3 = (a-b)(a^2+ab+b^2)
a^3+b^3 = (a+b)(a^2-ab+b^2)
(a+b)^2-(a-b)^2 = 4ab
(a+b+c)^2 = a^2+b^2+c^2+2ab+2bc+2ca
a(b+c) = ab+ac
(a+b)(c-b) = ac-ab+bc-b^2
\frac{a}{b}+\frac{c}{d} = \frac{ad+bc}{bd}
\frac{a}{b}-\frac{c}{d} = \frac{ad-bc}{bd}
\frac{1}{a}-\frac{1}{a+b} = \frac{b}{a(a+b)}
\frac{1}{(a-b)(a+b)} = \frac{1}{a^2-b^2}
(a^2+b^2)(c^2+d^2) = (ac+bd)^2+(ad-bc)^2
a^<k>a^<l> = a^{<k+l>}
(a^<k>)^<l> = a^{<k*l>}
(ab)^<k> = a^<k>b^<k>
<k>a+<l>a = <k+l>a
<k>(a-<l>b) = <k>a-<k*l>b
(a+<k>)(a+<l>) = a^2+<k+l>a+<k*l>
(a-<k>)(a+<k>) = a^2-<k*k>
\frac{a}{1+a} = 1-\frac{1}{1+a}
\frac{1}{1+\frac{b}{a}} = \frac{a}{a+b}
\sqrt{a}\sqrt{b} = \sqrt{ab}
|ab| = |a||b|
\max(a,b)+\min(a,b) = a+b
\max(a,b) = \frac{a+b+|a-b|}{2}
a^2+b^2 = \frac{(a+b)^2+(a-b)^2}{2}
""",
        (
            "",
            "a:x b:y c:z d:w",
            "a:u b:v c:w d:t",
            "a:p b:q c:r d:s",
            "a:\\alpha b:\\beta c:\\gamma d:\\delta",
        ),
        compound="abc",
    ),
    Family(
        "elementary",
        r"""
\log(ab) = \log a+\log b
\log\frac{a}{b} = \log a-\log b
\log(a^<k>) = <k>\log a
\log(a^<k>b) = <k>\log a+\log b
\log\frac{a^<k>}{b^<l>} = <k>\log a-<l>\log b
\log\sqrt{a} = \frac{1}{2}\log a
e^{a+b} = e^a e^b
e^{a-b} = \frac{e^a}{e^b}
(e^a)^<k> = e^{<k>a}
\exp(a+b) = \exp(a)\exp(b)
\log(a+b) = \log a+\log(1+\frac{b}{a})
\log_2(ab) = \log_2 a+\log_2 b
\log_2 a = \frac{\ln a}{\ln 2}
\sin(a+b) = \sin a\cos b+\cos a\sin b
\cos(a+b) = \cos a\cos b-\sin a\sin b
\sin(2a) = 2\sin a\cos a
\cos(2a) = 1-2\sin^2 a
\cos(2a) = 2\cos^2 a-1
\sin^2 a+\cos^2 a = 1
1+\tan^2 a = \frac{1}{\cos^2 a}
\cosh^2 a-\sinh^2 a = 1
\sin a\cos b = \frac{1}{2}(\sin(a+b)+\sin(a-b))
\tanh(a) = \frac{e^a-e^{-a}}{e^a+e^{-a}}
\tanh(a) = \frac{1-e^{-2a}}{1+e^{-2a}}
\tanh(-a) = -\tanh(a)
\frac{e^a}{1+e^a} = \frac{1}{1+e^{-a}}
1-\frac{1}{1+e^{-a}} = \frac{1}{1+e^a}
\log(1+e^a)-\log(1+e^{-a}) = a
-\log\frac{1}{1+e^{-a}} = \log(1+e^{-a})
""",
        ("", "a:x b:y", "a:u b:v", "a:s b:t"),
        compound="ab",
    ),
    Family(
        "derivatives",
        r"""
\frac{d}{dx}x^<k> = <k>x^{<k-1>}
\frac{d}{dx}(<k>x^<l>) = <k*l>x^{<l-1>}
\frac{d}{dx}e^{<k>x} = <k>e^{<k>x}
\frac{d}{dx}\log(1+x^2) = \frac{2x}{1+x^2}
\frac{d}{dx}\log(1+e^x) = \frac{1}{1+e^{-x}}
\frac{d}{dx}\sin(<k>x) = <k>\cos(<k>x)
\frac{d}{dx}\cos(<k>x) = -<k>\sin(<k>x)
\frac{d}{dx}\tanh x = 1-\tanh^2 x
\frac{d}{dx}(x e^x) = (1+x)e^x
\frac{d}{dx}(x^<k>e^x) = (x+<k>)x^{<k-1>}e^x
\frac{d}{dx}(x\log x) = 1+\log x
\frac{d}{dx}\frac{1}{1+e^{-x}} = \frac{e^{-x}}{(1+e^{-x})^2}
\frac{d}{dx}\frac{x}{1+x^2} = \frac{1-x^2}{(1+x^2)^2}
\frac{d}{dx}\sqrt{1+x^2} = \frac{x}{\sqrt{1+x^2}}
\frac{d}{dx}e^{-x^2} = -2xe^{-x^2}
\frac{d}{dx}\frac{\sin x}{x} = \frac{x\cos x-\sin x}{x^2}
\frac{d}{dx}(ax^2+bx+c) = 2ax+b
\frac{\partial}{\partial x}(x^2y+xy^2) = 2xy+y^2
\frac{\partial}{\partial y}(x^2y+xy^2) = x^2+2xy
\frac{\partial}{\partial w}(wx+b-y)^2 = 2x(wx+b-y)
\frac{\partial}{\partial b}\frac{1}{2}(wx+b-y)^2 = wx+b-y
\frac{\partial}{\partial w}\log(1+e^{-ywx}) = -\frac{yx}{1+e^{ywx}}
\frac{d}{dx}(f(x)g(x)) = f'(x)g(x)+f(x)g'(x)
\frac{d}{dx}\frac{f(x)}{g(x)} = \frac{f'(x)g(x)-f(x)g'(x)}{g(x)^2}
\frac{d}{dx}f(g(x)) = f'(g(x))g'(x)
\frac{d}{dx}\log f(x) = \frac{f'(x)}{f(x)}
\frac{d^2}{dx^2}x^3 = 6x
\frac{d^2}{dx^2}\sin x = -\sin x
\frac{\partial}{\partial p}(-y\log p-(1-y)\log(1-p)) = \frac{p-y}{p(1-p)}
\frac{\partial}{\partial z_i}\log\sum_{j=1}^{n}e^{z_j} = \frac{e^{z_i}}{\sum_{j=1}^{n}e^{z_j}}
\frac{\partial}{\partial x_i}\sum_{j=1}^{n}x_j^2 = 2x_i
\frac{\partial}{\partial w_j}\sum_{i=1}^{n}w_ix_i = x_j
""",
        ("",),
    ),
    Family(
        "sums",
        r"""
\sum_{i=1}^{n}(x_i+y_i) = \sum_{i=1}^{n}x_i+\sum_{i=1}^{n}y_i
\sum_{i=1}^{n}cx_i = c\sum_{i=1}^{n}x_i
\sum_{i=1}^{n}(<k>x_i-<l>y_i) = <k>\sum_{i=1}^{n}x_i-<l>\sum_{i=1}^{n}y_i
\sum_{i=1}^{n}(x_i-y_i)^2 = \sum_{i=1}^{n}x_i^2-2\sum_{i=1}^{n}x_iy_i+\sum_{i=1}^{n}y_i^2
\sum_{i=1}^{n}i = \frac{n(n+1)}{2}
\sum_{i=1}^{n}<k>i = \frac{<k>n(n+1)}{2}
\sum_{i=1}^{n}i^2 = \frac{n(n+1)(2n+1)}{6}
\sum_{i=1}^{n}i^3 = \frac{n^2(n+1)^2}{4}
\sum_{i=1}^{n}(2i-1) = n^2
\sum_{i=0}^{n-1}r^i = \frac{1-r^n}{1-r}
\sum_{i=0}^{n}r^i = \frac{1-r^{n+1}}{1-r}
\sum_{i=1}^{n}r^i = \frac{r(1-r^n)}{1-r}
\sum_{i=1}^{n}\frac{1}{i(i+1)} = \frac{n}{n+1}
\sum_{i=1}^{n}(x_i-x_{i-1}) = x_n-x_0
\sum_{i=1}^{n}x_i = \sum_{i=0}^{n-1}x_{i+1}
\sum_{i=1}^{n}x_i = x_1+\sum_{i=2}^{n}x_i
\sum_{i=1}^{n}\sum_{j=1}^{m}x_iy_j = (\sum_{i=1}^{n}x_i)(\sum_{j=1}^{m}y_j)
\sum_{i=1}^{n}\sum_{j=1}^{m}a_{ij} = \sum_{j=1}^{m}\sum_{i=1}^{n}a_{ij}
(\sum_{i=1}^{n}x_i)^2 = \sum_{i=1}^{n}\sum_{j=1}^{n}x_ix_j
\log\prod_{i=1}^{n}x_i = \sum_{i=1}^{n}\log x_i
\prod_{i=1}^{n}e^{x_i} = e^{\sum_{i=1}^{n}x_i}
\prod_{i=1}^{n}cx_i = c^n\prod_{i=1}^{n}x_i
\prod_{i=1}^{n}(x_iy_i) = \prod_{i=1}^{n}x_i\prod_{i=1}^{n}y_i
\prod_{i=1}^{n}i = n!
\frac{1}{n}\sum_{i=1}^{n}(x_i+c) = \frac{1}{n}\sum_{i=1}^{n}x_i+c
(1-r)\sum_{i=1}^{n}r^{n-i} = 1-r^n
""",
        ("", "x:u y:v", "x:a y:b a:w", "i:k x:z"),
    ),
    Family(
        "combinatorics",
        r"""
\binom{n}{k} = \binom{n}{n-k}
\binom{n}{k} = \frac{n!}{k!(n-k)!}
\binom{n+1}{k} = \binom{n}{k}+\binom{n}{k-1}
\binom{n}{k} = \binom{n-1}{k}+\binom{n-1}{k-1}
\binom{n}{k} = \frac{n}{k}\binom{n-1}{k-1}
k\binom{n}{k} = n\binom{n-1}{k-1}
\binom{n}{2} = \frac{n(n-1)}{2}
\binom{n}{3} = \frac{n(n-1)(n-2)}{6}
\sum_{k=0}^{n}\binom{n}{k} = 2^n
\sum_{k=0}^{n}k\binom{n}{k} = n2^{n-1}
\sum_{k=0}^{n}\binom{n}{k}a^kb^{n-k} = (a+b)^n
\sum_{k=0}^{n}\binom{n}{k}a^k = (1+a)^n
\sum_{k=0}^{n}\binom{n}{k}^2 = \binom{2n}{n}
\sum_{k=0}^{n}\binom{n}{k}p^k(1-p)^{n-k} = 1
\sum_{k=0}^{n}k\binom{n}{k}p^k(1-p)^{n-k} = np
\binom{n}{m}\binom{m}{k} = \binom{n}{k}\binom{n-k}{m-k}
(n+1)! = (n+1)n!
\frac{(n+1)!}{n!} = n+1
\frac{n!}{(n-2)!} = n(n-1)
A_n^m = \frac{n!}{(n-m)!}
A_n^m = m!\,C_n^m
C_n^m = C_{n-1}^m+C_{n-1}^{m-1}
C_{<k+l>}^{<l>} = C_{<k+l>}^{<k>}
""",
        ("",),
    ),
    Family(
        "matrices",
        r"""
(AB)^T = B^TA^T
(ABC)^T = C^TB^TA^T
(A+B)^T = A^T+B^T
(AB)^{-1} = B^{-1}A^{-1}
(A^T)^{-1} = (A^{-1})^T
A(B+C) = AB+AC
(A+B)C = AC+BC
(A+B)^2 = A^2+AB+BA+B^2
(A+B)(A-B) = A^2-AB+BA-B^2
\operatorname{tr}(AB) = \operatorname{tr}(BA)
\operatorname{tr}(ABC) = \operatorname{tr}(CAB)
\operatorname{tr}(A+B) = \operatorname{tr}(A)+\operatorname{tr}(B)
\operatorname{tr}(A^T) = \operatorname{tr}(A)
\operatorname{tr}(<k>A) = <k>\operatorname{tr}(A)
\det(AB) = \det(A)\det(B)
\det(A^T) = \det(A)
\det(A^{-1}) = \frac{1}{\det(A)}
A^{-1}A+B = I+B
(I+A)(I-A) = I-A^2
""",
        ("", "A:M B:N C:W", "A:X B:Y C:Z"),
        (
            "For square matrices $A$, $B$, $C$ it holds that ${}$.",
            "Matrix rules: ${}$.",
            "对同阶矩阵有 ${}$。",
            "矩阵 $A,B,C$ 可逆，${}$。",
            "## Matrices\n\nHence\n\n$$\n{}\n$$",
            "## 矩阵\n\n因此 ${}$。",
        ),
    ),
    Family(
        "vectors",
        r"""
\|x+y\|^2 = \|x\|^2+2x^Ty+\|y\|^2
\|x-y\|^2 = \|x\|^2-2x^Ty+\|y\|^2
\|x+y\|^2+\|x-y\|^2 = 2\|x\|^2+2\|y\|^2
x^Ty = \frac{1}{4}(\|x+y\|^2-\|x-y\|^2)
(x+y)^T(x+y) = x^Tx+2x^Ty+y^Ty
x^T(y+z) = x^Ty+x^Tz
A(x+y) = Ax+Ay
x^TAy = y^TA^Tx
(Ax)^T(By) = x^TA^TBy
\|Ax\|^2 = x^TA^TAx
\operatorname{tr}(xy^T) = x^Ty
\nabla_x(a^Tx) = a
\nabla_x(x^TAx) = (A+A^T)x
\nabla_x\|x\|^2 = 2x
\nabla_x\|Ax-b\|^2 = 2A^T(Ax-b)
x^Ty = \sum_{i=1}^{n}x_iy_i
(Ax)_i = \sum_{j=1}^{n}A_{ij}x_j
(AB)_{ij} = \sum_{k=1}^{n}A_{ik}B_{kj}
""",
        ("",),
        (
            "For $x, y, z, a, b \\in \\mathbb{R}^n$ and $A, B \\in \\mathbb{R}^{n \\times n}$: ${}$.",
            "Let $x, y, z, a, b \\in \\mathbb{R}^n$ and matrices $A, B$ be given. Then\n\n$$\n{}\n$$",
            "设 $x,y,z,a,b$ 为 $n$ 维向量，$A,B$ 为 $n$ 阶矩阵。则有 ${}$。",
        ),
    ),
    Family(
        "probability",
        r"""
P(A\cup B) = P(A)+P(B)-P(A\cap B)
P(A|B) = \frac{P(A\cap B)}{P(B)}
P(A|B)P(B) = P(B|A)P(A)
P(A|B) = \frac{P(B|A)P(A)}{P(B)}
p(x) = \sum_y p(x,y)
p(x) = \sum_y p(x|y)p(y)
p(x,y) = p(x|y)p(y)
p(x,y,z) = p(x|y,z)p(y|z)p(z)
p(y|x) = \frac{p(x|y)p(y)}{\sum_{y'}p(x|y')p(y')}
\sum_x p(x) = 1
\sum_x\sum_y p(x,y) = 1
\sum_x p(x|y) = 1
\log p(x,y) = \log p(x)+\log p(y|x)
""",
        ("",),
    ),
    Family(
        "moments",
        r"""
E[X+Y] = E[X]+E[Y]
E[aX+b] = aE[X]+b
E[aX+bY] = aE[X]+bE[Y]
\mathrm{Var}(X) = E[X^2]-(E[X])^2
\mathrm{Var}(X) = E[(X-E[X])^2]
\mathrm{Var}(aX+b) = a^2\mathrm{Var}(X)
\mathrm{Var}(<k>X) = <k*k>\mathrm{Var}(X)
\mathrm{Var}(X+Y) = \mathrm{Var}(X)+\mathrm{Var}(Y)+2\mathrm{Cov}(X,Y)
\mathrm{Var}(X-Y) = \mathrm{Var}(X)+\mathrm{Var}(Y)-2\mathrm{Cov}(X,Y)
\mathrm{Cov}(X,Y) = E[XY]-E[X]E[Y]
\mathrm{Cov}(X,X) = \mathrm{Var}(X)
\mathrm{Cov}(aX,Y) = a\mathrm{Cov}(X,Y)
\mathrm{Cov}(X+Y,Z) = \mathrm{Cov}(X,Z)+\mathrm{Cov}(Y,Z)
E[(X-c)^2] = \mathrm{Var}(X)+(E[X]-c)^2
E[E[X|Y]] = E[X]
\mathrm{Var}(X) = E[\mathrm{Var}(X|Y)]+\mathrm{Var}(E[X|Y])
""",
        ("", "X:U Y:V Z:W"),
    ),
    Family(
        "information",
        r"""
H(X,Y) = H(X)+H(Y|X)
H(X,Y) = H(Y)+H(X|Y)
H(X,Y,Z) = H(X)+H(Y|X)+H(Z|X,Y)
I(X;Y) = H(X)-H(X|Y)
I(X;Y) = H(Y)-H(Y|X)
I(X;Y) = H(X)+H(Y)-H(X,Y)
I(X;Y|Z) = H(X|Z)-H(X|Y,Z)
I(X;Y,Z) = I(X;Z)+I(X;Y|Z)
H(p,q) = H(p)+D_{KL}(p\|q)
D_{KL}(p\|q) = H(p,q)-H(p)
H(p) = -\sum_x p(x)\log p(x)
H(X) = -\sum_x p(x)\log p(x)
H(p,q) = -\sum_x p(x)\log q(x)
D_{KL}(p\|q) = \sum_x p(x)\log\frac{p(x)}{q(x)}
D_{KL}(p\|q) = \sum_{i=1}^{n}p_i\log\frac{p_i}{q_i}
I(X;Y) = \sum_{x}\sum_{y}p(x,y)\log\frac{p(x,y)}{p(x)p(y)}
H(Y|X) = -\sum_{x}\sum_{y}p(x,y)\log p(y|x)
H(Y|X) = \sum_x p(x)H(Y|X=x)
\sum_x p(x)\log\frac{p(x)}{q(x)} = \sum_x p(x)\log p(x)-\sum_x p(x)\log q(x)
-\sum_i p_i\log q_i+\sum_i p_i\log p_i = \sum_i p_i\log\frac{p_i}{q_i}
""",
        ("",),
    ),
    Family(
        "learning",
        r"""
\mathrm{sigmoid}(x) = \frac{1}{1+e^{-x}}
\mathrm{sigmoid}(-x) = 1-\mathrm{sigmoid}(x)
\tanh(x) = 2\,\mathrm{sigmoid}(2x)-1
\mathrm{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{n}e^{z_j}}
\frac{e^{z_i}}{\sum_{j=1}^{n}e^{z_j}} = \frac{e^{z_i-c}}{\sum_{j=1}^{n}e^{z_j-c}}
\log\frac{e^{z_i}}{\sum_{j=1}^{n}e^{z_j}} = z_i-\log\sum_{j=1}^{n}e^{z_j}
-\log\frac{e^{z_i/t}}{\sum_{j=1}^{n}e^{z_j/t}} = \log\sum_{j=1}^{n}e^{z_j/t}-\frac{z_i}{t}
\log\sum_{j=1}^{n}e^{z_j} = c+\log\sum_{j=1}^{n}e^{z_j-c}
\frac{e^a}{e^a+e^b} = \frac{1}{1+e^{-(a-b)}}
\max(0,x)-\max(0,-x) = x
\max(0,x)+\max(0,-x) = |x|
\frac{\partial}{\partial x}\max(0,x)^2 = 2\max(0,x)
\frac{1}{n}\sum_{i=1}^{n}(y_i-c)^2 = \frac{1}{n}\sum_{i=1}^{n}y_i^2-\frac{2c}{n}\sum_{i=1}^{n}y_i+c^2
\frac{\partial}{\partial w}\frac{1}{n}\sum_{i=1}^{n}(wx_i-y_i)^2 = \frac{2}{n}\sum_{i=1}^{n}x_i(wx_i-y_i)
(1-\beta)\sum_{i=1}^{t}\beta^{t-i} = 1-\beta^t
\frac{1}{1+e^{-x}}(1-\frac{1}{1+e^{-x}}) = \frac{e^{-x}}{(1+e^{-x})^2}
""",
        ("",),
    ),
    Family(
        "counts",
        r"""
F_1 = \frac{2PR}{P+R}
F_1 = \frac{2TP}{2TP+FP+FN}
Precision = \frac{TP}{TP+FP}
Recall = \frac{TP}{TP+FN}
Accuracy = \frac{TP+TN}{TP+TN+FP+FN}
FPR = \frac{FP}{FP+TN}
TPR = \frac{TP}{TP+FN}
1-FPR = \frac{TN}{FP+TN}
\frac{2}{F_1} = \frac{1}{Precision}+\frac{1}{Recall}
F_1 = 2\cdot\frac{Precision\cdot Recall}{Precision+Recall}
""",
        ("",),
        (
            "From the confusion matrix: ${}$.",
            "精确率 $P$ 与召回率 $R$ 的关系：${}$。",
            "With precision $P$ and recall $R$:\n\n$$\n{}\n$$",
        ),
    ),
    Family(
        "numbers",
        r"""
<k>\times<l> = <k*l>
<k>^2+<l>^2 = <k*k+l*l>
\frac{<k*l>}{<l>} = <k>
(<k>+<l>)\times<k> = <k*k+k*l>
\sqrt{<k*k>} = <k>
<k+l>! = <k+l>\cdot<k+l-1>!
\log_2 <2**k> = <k>
2^{<k>} = <2**k>
<100*k>\times<10*l> = <1000*k*l>
\sum_{i=1}^{<k>}i = <k*(k+1)//2>
\binom{<k+l>}{<k>} = \binom{<k+l>}{<l>}
|<k>-<k+l>| = <l>
""",
        ("",),
    ),
    Family(
        "cases",
        r"""
|x| = \begin{cases}x, & x\ge 0\\-x, & x<0\end{cases}
\max(x,y) = \begin{cases}x, & x\ge y\\y, & x<y\end{cases}
\max(0,x) = \begin{cases}x, & x>0\\0, & x\le 0\end{cases}
\min(x,y) = \begin{cases}x, & x\le y\\y, & x>y\end{cases}
\max(0,x)+\min(0,x) = x
|x-y| = \max(x,y)-\min(x,y)
""",
        ("", "x:a y:b", "x:u y:v"),
    ),
)
