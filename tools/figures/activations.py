"""Sigmoid, tanh, ReLU and GELU, each with its derivative dashed."""

import math

from tools.figures.canvas import Axes, Canvas, Colour, sampled

_CURVES: tuple[tuple[str, Colour], ...] = (
    ("Sigmoid", "blue"),
    ("Tanh", "green"),
    ("ReLU", "amber"),
    ("GELU", "violet"),
)
_GAP = 1e-6


def draw() -> str:
    """Four small plots side by side in two rows."""
    canvas = Canvas(640, 440, "Sigmoid、Tanh、ReLU、GELU 的曲线（实线）及其导数（虚线）")
    for number, (name, colour) in enumerate(_CURVES):
        left, top = 56 + 310 * (number % 2), 30 + 215 * (number // 2)
        axes = Axes(canvas, (-4, 4), (-1.25, 2.25), frame=(left, top, left + 250, top + 150))
        axes.draw("", "", x_ticks=(-4, -2, 0, 2, 4), y_ticks=(-1, 0, 1, 2))
        for order, dashed in ((0, False), (1, True)):
            for low, high in ((-4.0, -_GAP), (_GAP, 4.0)):  # the derivative of ReLU jumps at 0
                points = ((x, _value(name, x)[order]) for x in sampled(low, high))
                axes.curve((point for point in points if point[1] <= 2.25), colour=colour, dashed=dashed)
        canvas.text((left + 125, top - 10), name, colour=colour)
    return canvas.svg()


def _value(name: str, x: float) -> tuple[float, float]:
    """A function and its derivative at ``x``."""
    match name:
        case "Sigmoid":
            value = 1 / (1 + math.exp(-x))
            return value, value * (1 - value)
        case "Tanh":
            return math.tanh(x), 1 - math.tanh(x) ** 2
        case "ReLU":
            return max(x, 0.0), float(x > 0)
        case _:
            normal = (1 + math.erf(x / math.sqrt(2))) / 2
            density = math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
            return x * normal, normal + x * density
