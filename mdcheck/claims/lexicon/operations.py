"""Words that make a claim of two formulas of a sentence: the derivative of one is the other."""

from mdcheck.claims.surroundings import MASK
from mdcheck.patterns import regex

_GIVES = r"(?:就|则|便)?(?:是|为|等于|得到?|有|结果(?:是|为)|[:：])|(?i:\b(?:is|equals|gives|yields|becomes|reads)\b)"
_BY = rf"(?P<by>{MASK})"
_OF = rf"(?P<of>{MASK})"
_FUNCTIONS = {
    "sigmoid": r"\mathrm{sigmoid}(x)",
    "logistic": r"\mathrm{sigmoid}(x)",
    "tanh": r"\tanh x",
    "双曲正切": r"\tanh x",
    "softplus": r"\ln(1+e^x)",
    "swish": r"x \, \mathrm{sigmoid}(x)",
    "silu": r"x \, \mathrm{sigmoid}(x)",
}
_NAMED = rf"(?P<named>(?i:{'|'.join(_FUNCTIONS)}))\s*(?:函数|(?i: function))?"
_WHAT = r"(?P<order>二阶|(?i:second ))?(?P<kind>偏?导数|导函数|梯度|(?i:(?:partial )?derivative|gradient))"
_SUCH = rf"(?:{_OF}|{_NAMED})"
_WITH = rf"(?i: ?(?:with respect to|w\.?r\.?t\.?|by) ){_BY}"

DERIVATIVES = tuple(
    regex(rf"{pattern}\s*$")
    for pattern in (
        rf"{_SUCH}\s*(?:(?:对|关于)\s*{_BY}\s*)?的{_WHAT}\s*[,，]?\s*(?:{_GIVES})",
        rf"{_OF}\s*[,，]?\s*(?:则|再|然后)?(?:对|关于)\s*{_BY}\s*(?:求导数?|求偏导数?|求梯度)[,，]?\s*(?:可|我们)?(?:{_GIVES})",
        rf"(?:对|将)\s*{_OF}\s*(?:(?:关于|对)\s*{_BY}\s*)?(?:求导数?|求偏导数?|求梯度)[,，]?\s*(?:可|我们)?(?:{_GIVES})",
        rf"(?i:\b{_WHAT} of (?:the )?(?:function )?){_SUCH}(?:{_WITH})?\s*(?:{_GIVES})",
        rf"(?i:\bdifferentiating ){_OF}(?:{_WITH})?(?:,? we (?:get|obtain|have)|\s*(?:{_GIVES}))",
        rf"{_OF}(?i: has (?:the )?)(?i:{_WHAT})",
        rf"(?:其|它的|(?i:\b(?:its|the) )){_WHAT}(?:{_WITH})?\s*(?:{_GIVES})",
    )
)
"""How a sentence may say before a formula that it is the derivative of an earlier one, or of a function."""

ANTIDERIVATIVES = tuple(
    regex(rf"{pattern}\s*$")
    for pattern in (
        rf"{_OF}\s*的(?:一个)?(?:原函数|反导数)\s*(?:{_GIVES})",
        rf"(?i:\b(?:an|the) (?:antiderivative|primitive) of ){_OF}\s*(?:{_GIVES})",
    )
)
"""The same for an antiderivative."""


def function_named(name: str) -> str:
    """A function that has a name, as LaTeX in ``x``."""
    return _FUNCTIONS[name.lower()]
