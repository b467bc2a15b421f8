"""Losses of a classifier by its margin."""

import math
from collections.abc import Callable

from tools.figures.canvas import Axes, Canvas, Colour, sampled

_LOSSES: tuple[tuple[str, Colour, Callable[[float], float]], ...] = (
    ("合页", "blue", lambda m: max(0.0, 1 - m)),
    ("逻辑（以 2 为底）", "green", lambda m: math.log2(1 + math.exp(-m))),
    ("指数", "red", lambda m: math.exp(-m)),
    ("感知机", "amber", lambda m: max(0.0, -m)),
)


def draw() -> str:
    """The zero-one loss, and those that stand in for it."""
    canvas = Canvas(680, 360, "0-1 损失与合页、逻辑、指数、感知机损失随间隔的变化")
    axes = Axes(canvas, (-2, 3), (0, 4))
    axes.draw("间隔 m = y f", "损失", x_ticks=(-2, -1, 0, 1, 2, 3), y_ticks=(0, 1, 2, 3, 4))
    axes.curve([(-2, 1), (0, 1), (0, 0), (3, 0)], colour="ink", width=3)
    canvas.text((660, 40), "0-1", anchor="end")
    for number, (name, colour, loss) in enumerate(_LOSSES):
        points = [(m, loss(m)) for m in sampled(-2, 3, 201)]
        axes.curve([point for point in points if point[1] <= 4], colour=colour)
        canvas.text((660, 62 + 22 * number), name, anchor="end", colour=colour)
    return canvas.svg()
