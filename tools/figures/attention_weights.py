"""Weights of attention: under a causal mask, and with and without the scale."""

import math
from random import Random

from tools.figures.canvas import Axes, Canvas, Colour

_TOKENS = 8
_KEYS = 16
_LENGTH = 64
_SCALES: tuple[tuple[str, Colour, float], ...] = (
    ("不缩放", "red", 1.0),
    ("除以 √64", "blue", 1 / math.sqrt(_LENGTH)),
)


def draw() -> str:
    """Discs for the weights of eight tokens, and bars for those of one query over sixteen keys."""
    canvas = Canvas(
        680, 330, "左：因果掩码下的注意力权重，圆的面积表示大小；右：同一组分数缩放与不缩放的权重"
    )
    _masked(Axes(canvas, (0.3, _TOKENS + 0.7), (_TOKENS + 0.7, 0.3), frame=(50, 30, 290, 270)))
    canvas.text((170, 20), "因果掩码")
    scores = _scores()
    for number, (words, colour, scale) in enumerate(_SCALES):
        frame = (370, 30 + 145 * number, 660, 135 + 145 * number)
        axes = Axes(canvas, (0.3, _KEYS + 0.7), (0, 1), frame=frame)
        axes.draw("", "", x_ticks=(1, 4, 8, 12, 16), y_ticks=(0, 0.5, 1))
        _bars(axes, _softmax([scale * score for score in scores]), colour=colour)
        axes.text((_KEYS + 0.4, 0.8), words, anchor="end", colour=colour)
    return canvas.svg()


def _masked(axes: Axes) -> None:
    """Each query a row, each key up to it a column."""
    axes.draw("键", "查询", x_ticks=range(1, _TOKENS + 1), y_ticks=range(1, _TOKENS + 1))
    random = Random(3)
    for query in range(1, _TOKENS + 1):
        weights = _softmax([2 * random.random() for _ in range(query)])
        for key, weight in enumerate(weights, 1):
            axes.dots([(key, query)], colour="blue", radius=13 * math.sqrt(weight))


def _bars(axes: Axes, heights: list[float], *, colour: Colour) -> None:
    for place, height in enumerate(heights, 1):
        left, right = place - 0.35, place + 0.35
        corners = [(left, 0.0), (left, height), (right, height), (right, 0.0)]
        axes.area(corners, colour=colour)
        axes.curve(corners, colour=colour, width=1)


def _scores() -> list[float]:
    """Inner products of one query with keys, all of components of mean 0 and variance 1."""
    random = Random(1)

    def component() -> float:
        return sum(random.random() for _ in range(12)) - 6

    query = [component() for _ in range(_LENGTH)]
    return [sum(q * component() for q in query) for _ in range(_KEYS)]


def _softmax(scores: list[float]) -> list[float]:
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]
