"""Rounding to a few integers: the staircase and its error."""

from tools.figures.canvas import Axes, Canvas, Point, sampled

_STEP = 0.25


def draw() -> str:
    """What is restored above, what is lost below."""
    canvas = Canvas(560, 400, "上：量化再反量化得到的阶梯；下：误差不超过半步")
    top = Axes(canvas, (-1, 1), (-1, 1), frame=(60, 20, 540, 230))
    top.draw("", "还原的值", x_ticks=(-1, -0.5, 0, 0.5, 1), y_ticks=(-1, -0.5, 0, 0.5, 1))
    top.curve([(-1, -1), (1, 1)], colour="ink", width=1, dashed=True)
    top.curve(_stairs(), colour="blue")
    low = Axes(canvas, (-1, 1), (-_STEP, _STEP), frame=(60, 270, 540, 350))
    low.draw("x", "", x_ticks=(-1, -0.5, 0, 0.5, 1), y_ticks=(-_STEP / 2, 0, _STEP / 2))
    low.text((-0.98, 0.18), "误差", colour="red")
    low.curve([(x, _restored(x) - x) for x in sampled(-1, 1, 801)], colour="red", width=1.5)
    return canvas.svg()


def _restored(x: float) -> float:
    return round(x / _STEP) * _STEP


def _stairs() -> list[Point]:
    return [(x, _restored(x)) for x in sampled(-1, 1, 801)]
