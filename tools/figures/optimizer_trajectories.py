"""SGD, momentum and Adam on a valley: a quadratic that is steep one way and flat the other."""

import math
from collections.abc import Iterator

from tools.figures.canvas import Axes, Canvas, Colour, Point, sampled

_CURVATURE = (1.0, 20.0)
_START = (-9.0, 1.6)
_STEPS = 40


def draw() -> str:
    """The three paths over lines of equal loss."""
    canvas = Canvas(680, 360, "峡谷形二次函数的等高线上，SGD、Momentum 与 Adam 从同一点出发的轨迹")
    axes = Axes(canvas, (-10, 4), (-2.2, 2.2))
    axes.draw("θ₁（缓）", "θ₂（陡）", x_ticks=(-10, -6, -2, 2), y_ticks=(-2, -1, 0, 1, 2))
    for level in (1, 5, 14, 28, 47):
        axes.curve(_contour(level), colour="faint", width=1)
    paths: tuple[tuple[str, Colour, Iterator[Point]], ...] = (
        ("SGD", "red", _momentum(0.092, 0.0)),
        ("Momentum", "blue", _momentum(0.03, 0.8)),
        ("Adam", "green", _adam(0.5)),
    )
    for number, (name, colour, path) in enumerate(paths):
        points = list(path)
        axes.curve(points, colour=colour, width=1.5)
        axes.dots(points, colour=colour, radius=2.2)
        canvas.text((650, 40 + 22 * number), name, anchor="end", colour=colour)
    axes.dots([(0, 0)], colour="ink", radius=4)
    return canvas.svg()


def _contour(level: float) -> Iterator[Point]:
    """Where the loss is ``level``, inside the frame."""
    for angle in sampled(0, 2 * math.pi, 161):
        x = math.sqrt(2 * level / _CURVATURE[0]) * math.cos(angle)
        y = math.sqrt(2 * level / _CURVATURE[1]) * math.sin(angle)
        yield max(-10.0, min(4.0, x)), y


def _gradient(point: Point) -> Point:
    return _CURVATURE[0] * point[0], _CURVATURE[1] * point[1]


def _momentum(rate: float, decay: float) -> Iterator[Point]:
    """The path of momentum; of SGD where nothing is kept."""
    place, speed = _START, (0.0, 0.0)
    for _ in range(_STEPS):
        yield place
        slope = _gradient(place)
        speed = (decay * speed[0] + slope[0], decay * speed[1] + slope[1])
        place = (place[0] - rate * speed[0], place[1] - rate * speed[1])


def _adam(rate: float, first: float = 0.9, second: float = 0.999) -> Iterator[Point]:
    """The path of Adam."""
    place, mean, square = list(_START), [0.0, 0.0], [0.0, 0.0]
    for step in range(1, _STEPS + 1):
        yield place[0], place[1]
        for axis, slope in enumerate(_gradient((place[0], place[1]))):
            mean[axis] = first * mean[axis] + (1 - first) * slope
            square[axis] = second * square[axis] + (1 - second) * slope**2
            size = math.sqrt(square[axis] / (1 - second**step)) + 1e-8
            place[axis] -= rate * mean[axis] / (1 - first**step) / size
