"""Nadaraya-Watson regression on noisy points: the mean, and kernels of three widths."""

import math
from random import Random

from tools.figures.canvas import Axes, Canvas, Colour, Point, sampled

_WIDTHS: tuple[tuple[float, Colour], ...] = ((1.0, "blue"), (4.0, "green"), (30.0, "red"))


def draw() -> str:
    """The data, the truth, and what each width makes of it."""
    canvas = Canvas(680, 360, "五十个带噪声的点，真实函数（虚线），平均值，以及宽度参数为 1、4、30 的核回归")
    axes = Axes(canvas, (0, 5), (-1, 5))
    axes.draw("x", "y", x_ticks=(0, 1, 2, 3, 4, 5), y_ticks=(-1, 0, 1, 2, 3, 4, 5))
    data = _data()
    axes.dots(data, colour="faint", radius=3)
    axes.curve([(x, _truth(x)) for x in sampled(0, 5)], colour="ink", width=1.5, dashed=True)
    mean = sum(y for _, y in data) / len(data)
    axes.curve([(0, mean), (5, mean)], colour="amber", width=1.5)
    canvas.text((650, 34), "平均", anchor="end", colour="amber")
    for number, (width, colour) in enumerate(_WIDTHS):
        axes.curve([(x, _predicted(x, data, width)) for x in sampled(0, 5, 201)], colour=colour)
        canvas.text((650, 56 + 22 * number), f"w = {width:g}", anchor="end", colour=colour)
    return canvas.svg()


def _truth(x: float) -> float:
    return 2 * math.sin(x) + math.pow(x, 0.8)


def _data() -> list[Point]:
    """Fifty points with noise that is nearly normal: a sum of uniform numbers."""
    random = Random(0)
    places = sorted(5 * random.random() for _ in range(50))
    return [(x, _truth(x) + sum(random.random() for _ in range(12)) / 2 - 3) for x in places]


def _predicted(x: float, data: list[Point], width: float) -> float:
    """The average of the values, each weighted by the softmax of its score."""
    scores = [-(((x - place) * width) ** 2) / 2 for place, _ in data]
    weights = [math.exp(score - max(scores)) for score in scores]
    return sum(weight * y for weight, (_, y) in zip(weights, data, strict=True)) / sum(weights)
