"""The graph that joins each sample to its nearest neighbour, and its connected components."""

import math
from random import Random

from tools.figures.canvas import Axes, Canvas, Colour, Point

_COLOURS: tuple[Colour, ...] = ("blue", "red", "green", "violet", "amber", "ink")
_CENTRES = ((1.6, 3.6), (4.8, 3.9), (3.4, 1.3))


def draw() -> str:
    """Three clouds of points; an arrow from each point to its nearest, a colour for each component."""
    canvas = Canvas(560, 340, "每个样本用箭头指向最近邻；同一连通分量的样本颜色相同，就是弱标签")
    axes = Axes(canvas, (0, 6.4), (0, 5.2), frame=(16, 16, 544, 324))
    points = _points()
    nearest = [_nearest(number, points) for number in range(len(points))]
    labels = _labels(nearest)
    for number, other in enumerate(nearest):
        start, end = axes.place(points[number]), axes.place(points[other])
        length = math.dist(start, end)
        short = [a + (b - a) * (length - 6) / length for a, b in zip(start, end, strict=True)]
        canvas.arrow(start, (short[0], short[1]), colour=_COLOURS[labels[number] % len(_COLOURS)])
    for point, label in zip(points, labels, strict=True):
        axes.dots([point], colour=_COLOURS[label % len(_COLOURS)], radius=6)
    return canvas.svg()


def _points() -> list[Point]:
    random = Random(11)
    return [
        (x + 2.2 * (random.random() - 0.5), y + 2.0 * (random.random() - 0.5))
        for x, y in _CENTRES
        for _ in range(6)
    ]


def _nearest(number: int, points: list[Point]) -> int:
    others = (other for other in range(len(points)) if other != number)
    return min(others, key=lambda other: math.dist(points[number], points[other]))


def _labels(nearest: list[int]) -> list[int]:
    """The component of each point, counted from 0 in the order of their first points."""
    part = list(range(len(nearest)))
    for a, b in enumerate(nearest):
        low, high = sorted((part[a], part[b]))
        part = [low if one == high else one for one in part]
    numbers = {one: number for number, one in enumerate(dict.fromkeys(part))}
    return [numbers[one] for one in part]
