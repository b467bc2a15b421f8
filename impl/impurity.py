"""How mixed the classes in a node of a decision tree are."""

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Distribution


@checked
def gini_impurity(p: Distribution[Tensor, "*batch n"]) -> Float[Tensor, "*batch"]:
    r"""The chance that two samples of a node, drawn with replacement, are of different classes.

    Formula:
        $$ G = 1 - \sum_{i=1}^n p_i^2 $$

    Names:
        Gini impurity, Gini index; 基尼不纯度, 基尼指数

    Args:
        p: share of each class.

    Returns:
        0 for a node of one class; 1 - 1/n where all are alike.

    Raises:
        ValueError: if p is no distribution.

    Conventions:
        none

    Source:
        Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984, section 4.3.
    """
    return 1 - (p**2).sum(-1)  # (*batch)
