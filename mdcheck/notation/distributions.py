r"""Distributions with names: how they are said and written, their parameters, mass or density, and moments.

Formulas are LaTeX over the parameters and the value ``x``. Where one name has several conventions, each is a
record of its own: a claim about such a name fails only if it fails for all of them.
Source: Johnson, Kotz, Kemp, "Univariate Discrete Distributions", 1992; Johnson, Kotz, Balakrishnan,
"Continuous Univariate Distributions", 1994.
"""

from typing import Literal

from mdcheck.records import dataclass

Domain = Literal["real", "positive", "unit", "count"]


@dataclass(frozen=True, slots=True)
class Named:
    r"""One distribution under one convention.

    Attributes:
        name: Of the record.
        parameters: Letters with what they must be, in the order in which notes write them.
        support: First and last value.
        density: Mass or density at ``x``.
        mean: Its mean.
        variance: Its variance.
        said: Phrases for it, in lower case.
        written: Names that stand before its parameters.
        discrete: Whether its values are whole numbers.
        entropy: In nats, where there is a closed form; differential if it is not discrete.
        requires: What holds of the parameters together.
        exists: What the parameters must satisfy for the mean and for the variance, where something.
        special: Phrases that fix the parameters, with the values of these.
        usual: Letters of parameters that make a name of one letter this distribution: ``P(\lambda)``.
        contrary: What a note writes that gives the letters of ``given_as`` to another convention.
        given_as: Letters of parameters that decide for this convention where several share a name.
        examples: Parameters at which density and moments are held against each other.
    """

    name: str
    parameters: tuple[tuple[str, Domain], ...]
    support: tuple[str, str]
    density: str
    mean: str
    variance: str
    said: tuple[str, ...]
    written: tuple[str, ...] = ()
    discrete: bool = False
    entropy: str = ""
    requires: str = ""
    exists: tuple[str, str] = ("", "")
    special: tuple[tuple[str, tuple[str, ...]], ...] = ()
    usual: tuple[str, ...] = ()
    contrary: str = ""
    given_as: tuple[str, ...] = ()
    examples: tuple[tuple[float, ...], ...] = ()


DISTRIBUTIONS = (
    Named(
        "normal",
        ((r"\mu", "real"), ("v", "positive")),
        (r"-\infty", r"\infty"),
        r"\frac{1}{\sqrt{2\pi v}}e^{-\frac{(x-\mu)^2}{2v}}",
        r"\mu",
        "v",
        (
            "normal distribution",
            "normally distributed",
            "gaussian distribution",
            "gaussian random variable",
            "gaussian density",
            "正态分布",
            "高斯分布",
        ),
        ("N", "cal N", "Normal", "Gaussian"),
        entropy=r"\frac12+\frac12\log(2\pi v)",
        special=(("standard normal", ("0", "1")), ("标准正态分布", ("0", "1"))),
        examples=((0.5, 2.0), (-1.0, 0.25)),
    ),
    Named(
        "bernoulli",
        (("p", "unit"),),
        ("0", "1"),
        "p^x(1-p)^{1-x}",
        "p",
        "p(1-p)",
        (
            "bernoulli distribution",
            "bernoulli random variable",
            "伯努利分布",
            "两点分布",
            "0-1分布",
            "0-1 分布",
        ),
        ("Bernoulli", "Ber", "Bern"),
        discrete=True,
        entropy=r"-p\log(p)-(1-p)\log(1-p)",
        examples=((0.25,), (0.75,)),
    ),
    Named(
        "binomial",
        (("n", "count"), ("p", "unit")),
        ("0", "n"),
        r"\binom{n}{x}p^x(1-p)^{n-x}",
        "np",
        "np(1-p)",
        ("binomial distribution", "binomially distributed", "二项分布"),
        ("B", "b", "Bin", "Binomial", "cal B"),
        discrete=True,
        examples=((4, 0.25), (3, 0.5)),
    ),
    Named(
        "geometric",
        (("p", "unit"),),
        ("1", r"\infty"),
        "p(1-p)^{x-1}",
        r"\frac1p",
        r"\frac{1-p}{p^2}",
        ("geometric distribution", "geometrically distributed", "几何分布"),
        ("G", "Geo", "Geom", "Geometric"),
        usual=("p", "theta"),
        discrete=True,
        entropy=r"-\log(p)-\frac{1-p}{p}\log(1-p)",
        examples=((0.25,), (0.75,)),
    ),
    Named(
        "geometric from zero",
        (("p", "unit"),),
        ("0", r"\infty"),
        "p(1-p)^x",
        r"\frac{1-p}{p}",
        r"\frac{1-p}{p^2}",
        ("geometric distribution", "geometrically distributed", "几何分布"),
        ("G", "Geo", "Geom", "Geometric"),
        usual=("p", "theta"),
        discrete=True,
        entropy=r"-\log(p)-\frac{1-p}{p}\log(1-p)",
        examples=((0.25,), (0.75,)),
    ),
    Named(
        "poisson",
        ((r"\lambda", "positive"),),
        ("0", r"\infty"),
        r"\frac{\lambda^x}{x!}e^{-\lambda}",
        r"\lambda",
        r"\lambda",
        ("poisson distribution", "poisson distributed", "poisson random variable", "泊松分布", "泊松过程"),
        ("Poisson", "Poi", "Pois", "P", "const pi"),
        usual=("lambda", "mu"),
        discrete=True,
        examples=((0.5,), (2.0,)),
    ),
    Named(
        "discrete uniform",
        (("a", "count"), ("b", "count")),
        ("a", "b"),
        r"\frac{1}{b-a+1}",
        r"\frac{a+b}{2}",
        r"\frac{(b-a+1)^2-1}{12}",
        ("discrete uniform", "离散均匀分布"),
        discrete=True,
        entropy=r"\log(b-a+1)",
        requires="a<b",
        examples=((1, 6), (2, 4)),
    ),
    Named(
        "uniform",
        (("a", "real"), ("b", "real")),
        ("a", "b"),
        r"\frac{1}{b-a}",
        r"\frac{a+b}{2}",
        r"\frac{(b-a)^2}{12}",
        ("uniform distribution", "uniformly distributed", "均匀分布"),
        ("U", "cal U", "Unif", "Uniform"),
        entropy=r"\log(b-a)",
        requires="a<b",
        special=(("standard uniform", ("0", "1")), ("标准均匀分布", ("0", "1"))),
        examples=((0, 2), (-1, 0.5)),
    ),
    Named(
        "exponential",
        ((r"\lambda", "positive"),),
        ("0", r"\infty"),
        r"\lambda e^{-\lambda x}",
        r"\frac1\lambda",
        r"\frac{1}{\lambda^2}",
        ("exponential distribution", "exponentially distributed", "指数分布"),
        ("Exp", "Exponential", "E", "exp"),
        usual=("lambda", "theta", "beta"),
        entropy=r"1-\log(\lambda)",
        contrary=r"\\frac\s*\{?1\}?\s*\{?\s*\\lambda\s*\}?\s*(?:\\exp|e\^)",
        given_as=("lambda",),
        examples=((0.5,), (2.0,)),
    ),
    Named(
        "exponential by scale",
        ((r"\theta", "positive"),),
        ("0", r"\infty"),
        r"\frac1\theta e^{-\frac{x}{\theta}}",
        r"\theta",
        r"\theta^2",
        ("exponential distribution", "exponentially distributed", "指数分布"),
        ("Exp", "Exponential", "E", "exp"),
        usual=("lambda", "theta", "beta"),
        entropy=r"1+\log(\theta)",
        examples=((0.5,), (2.0,)),
    ),
    Named(
        "gamma",
        ((r"\alpha", "positive"), (r"\beta", "positive")),
        ("0", r"\infty"),
        r"\frac{\beta^\alpha}{\Gamma(\alpha)}x^{\alpha-1}e^{-\beta x}",
        r"\frac{\alpha}{\beta}",
        r"\frac{\alpha}{\beta^2}",
        ("gamma distribution", "gamma distributed", "伽马分布", "伽玛分布"),
        ("Gamma", "Ga", "Gam"),
        given_as=("lambda",),
        examples=((1.5, 2.0), (3.0, 0.5)),
    ),
    Named(
        "gamma by scale",
        (("k", "positive"), (r"\theta", "positive")),
        ("0", r"\infty"),
        r"\frac{1}{\Gamma(k)\theta^k}x^{k-1}e^{-\frac{x}{\theta}}",
        r"k\theta",
        r"k\theta^2",
        ("gamma distribution", "gamma distributed", "伽马分布", "伽玛分布"),
        ("Gamma", "Ga", "Gam"),
        given_as=("k", "theta"),
        examples=((1.5, 2.0), (3.0, 0.5)),
    ),
    Named(
        "beta",
        ((r"\alpha", "positive"), (r"\beta", "positive")),
        ("0", "1"),
        r"\frac{\Gamma(\alpha+\beta)}{\Gamma(\alpha)\Gamma(\beta)}x^{\alpha-1}(1-x)^{\beta-1}",
        r"\frac{\alpha}{\alpha+\beta}",
        r"\frac{\alpha\beta}{(\alpha+\beta)^2(\alpha+\beta+1)}",
        ("beta distribution", "beta distributed", "贝塔分布", "beta 分布", "beta分布"),
        ("Beta", "Be", "Bet"),
        examples=((1.5, 2.0), (3.0, 2.5)),
    ),
    Named(
        "chi-squared",
        (("k", "positive"),),
        ("0", r"\infty"),
        r"\frac{1}{2^{\frac k2}\Gamma(\frac k2)}x^{\frac k2-1}e^{-\frac x2}",
        "k",
        "2k",
        ("chi-squared distribution", "chi-square distribution", "chi-squared distributed", "卡方分布"),
        ("chi^2",),
        examples=((3.0,), (5.0,)),
    ),
    Named(
        "student",
        ((r"\nu", "positive"),),
        (r"-\infty", r"\infty"),
        r"\frac{\Gamma(\frac{\nu+1}{2})}{\sqrt{\nu\pi}\Gamma(\frac{\nu}{2})}"
        r"(1+\frac{x^2}{\nu})^{-\frac{\nu+1}{2}}",
        "0",
        r"\frac{\nu}{\nu-2}",
        ("t-distribution", "t distribution", "student's t", "t分布", "t 分布"),
        ("t",),
        usual=("n", "nu", "k"),
        exists=(r"\nu>1", r"\nu>2"),
        examples=((5.0,), (9.0,)),
    ),
    Named(
        "laplace",
        ((r"\mu", "real"), ("b", "positive")),
        (r"-\infty", r"\infty"),
        r"\frac{1}{2b}e^{-\frac{|x-\mu|}{b}}",
        r"\mu",
        "2b^2",
        ("laplace distribution", "laplacian distribution", "拉普拉斯分布"),
        ("Laplace", "Lap"),
        entropy=r"1+\log(2b)",
        examples=((0.5, 0.25), (-1.0, 2.0)),
    ),
    Named(
        "lognormal",
        ((r"\mu", "real"), ("v", "positive")),
        ("0", r"\infty"),
        r"\frac{1}{x\sqrt{2\pi v}}e^{-\frac{(\log(x)-\mu)^2}{2v}}",
        r"e^{\mu+\frac v2}",
        r"(e^{v}-1)e^{2\mu+v}",
        ("log-normal distribution", "lognormal distribution", "对数正态分布"),
        ("Lognormal", "LogNormal", "LN"),
        entropy=r"\mu+\frac12+\frac12\log(2\pi v)",
        examples=((0.5, 0.25), (-1.0, 0.5)),
    ),
)
