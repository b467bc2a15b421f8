# ruff: noqa: F722, F821
"""Thin lenses and refraction."""

from jaxtyping import Float
from torch import Tensor

from example_package.domains import Angle
from impl.domains import Positive


def focal_length(
    n: Positive[float, ""], r: Float[Tensor, "*batch"], *, medium: Positive[float, ""] = 1.0
) -> Float[Tensor, "*batch"]:
    r"""Where a plano-convex lens gathers parallel light.

    Formula:
        $$ f = \frac{r}{n - m} $$

        or through the power of the lens

        $$ f = \frac{1}{P} $$
        $$ P = \frac{n - m}{r} $$

    Names:
        focal length, focal distance; 焦距, 焦 距离; EFL

    Args:
        n: refractive index of the glass.
        r: radius of the curved side, in metres.
        medium: refractive index around the lens.

    Returns:
        Metres.

    Raises:
        ZeroDivisionError: if glass and medium are alike.

    Conventions:
        sign: cartesian | real is positive
        medium: air | water

    Source:
        Hecht, Optics, 1987, chapter 5.
    """
    return r / (n - medium)


def bend(a: Angle[Tensor, "k 3"], weights: Float[Tensor, "n *rest"] | None = None) -> Angle[Tensor, "k 3"]:
    r"""Refracted angles.

    Formula:
        $$ b_{ij} = a_{ij} $$

    Names:
        refraction; 折射

    Args:
        a: angles.
        weights: of the rays.

    Returns:
        Angles.
    """
    return a


def helper(x: int) -> int:
    """Not a concept: no field says so."""
    return x
