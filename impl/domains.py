"""Domains: which values an argument may take, said in its annotation, so that inputs can be drawn from it."""

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Annotated, Any, Literal

import jaxtyping

Law = Literal["free", "ends", "classes", "one-hot", "simplex", "joint", "unit", "symmetric", "invertible"]


@dataclass(frozen=True)
class Domain:
    """The values that a domain allows, as data.

    Subscripted like the dtypes of jaxtyping, by what holds the values and by its shape, it is an annotation:
    ``Distribution[Tensor, "*batch n"]``, ``Labels[Tensor, "*batch", "c"]``, ``Positive[float, ""]``.

    Attributes:
        element: the dtypes allowed, by jaxtyping's name for them.
        low: least value.
        high: greatest value; for ``classes`` the axis named last, its size excluded.
        open: whether ``low`` and ``high`` themselves are left out.
        law: what binds the values together. ``ends``: only ``low`` and ``high`` occur. ``classes``: integers
            below the size of the axis named last. ``one-hot``: a single 1 along the last axis. ``simplex``:
            the last axis sums to 1. ``joint``: all axes but ``*batch`` together sum to 1. ``unit``: the last
            axis has length 1. ``symmetric`` and ``invertible``: as matrices of the last two axes.
        reveal: values that must occur among the draws because code goes wrong there.
    """

    element: Literal["Float", "Int", "Real", "Bool"] = "Float"
    low: float = -inf
    high: float = inf
    open: bool = False
    law: Law = "free"
    reveal: tuple[str, ...] = ()

    def __getitem__(self, item: tuple[Any, ...]) -> Any:
        """The annotation for a holder (Tensor, float, int), a shape and, for classes, an axis."""
        holder, shape, *axis = item
        if holder in (int, float):
            return Annotated[holder, self]
        return Annotated[getattr(jaxtyping, self.element)[holder, shape], self, *axis]


if TYPE_CHECKING:
    from typing import Annotated as Binary
    from typing import Annotated as Counts
    from typing import Annotated as Decay
    from typing import Annotated as Distribution
    from typing import Annotated as Invertible
    from typing import Annotated as JointDistribution
    from typing import Annotated as Labels
    from typing import Annotated as Logits
    from typing import Annotated as Mask
    from typing import Annotated as NonNegative
    from typing import Annotated as OneHot
    from typing import Annotated as Positive
    from typing import Annotated as Probability
    from typing import Annotated as Scores
    from typing import Annotated as Signs
    from typing import Annotated as Symmetric
    from typing import Annotated as UnitVectors
else:
    Binary = Domain("Real", low=0, high=1, law="ends")
    Counts = Domain("Int", low=0, reveal=("zeros",))
    Decay = Domain(low=0, high=1, open=True)
    Distribution = Domain(low=0, high=1, law="simplex", reveal=("zeros", "uniform"))
    Invertible = Domain(law="invertible")
    JointDistribution = Domain(low=0, high=1, law="joint", reveal=("zeros", "independent"))
    Labels = Domain("Int", low=0, law="classes", reveal=("ties",))
    Logits = Domain(reveal=("saturated", "ties"))
    Mask = Domain("Bool", low=0, high=1, reveal=("partial", "uneven rows"))
    NonNegative = Domain(low=0, reveal=("zeros",))
    OneHot = Domain("Real", low=0, high=1, law="one-hot")
    Positive = Domain(low=0, open=True, reveal=("tiny",))
    Probability = Domain(low=0, high=1, reveal=("zeros", "ones"))
    Scores = Domain(reveal=("ties",))
    Signs = Domain("Real", low=-1, high=1, law="ends")
    Symmetric = Domain(law="symmetric")
    UnitVectors = Domain(law="unit")

__all__ = [
    "Binary",
    "Counts",
    "Decay",
    "Distribution",
    "Domain",
    "Invertible",
    "JointDistribution",
    "Labels",
    "Logits",
    "Mask",
    "NonNegative",
    "OneHot",
    "Positive",
    "Probability",
    "Scores",
    "Signs",
    "Symmetric",
    "UnitVectors",
]
