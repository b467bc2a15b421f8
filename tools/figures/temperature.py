"""How hard a negative is pushed away, by its similarity, at three temperatures."""

import math

from tools.figures.canvas import Axes, Canvas, Colour, sampled

_TEMPERATURES: tuple[tuple[float, Colour], ...] = ((0.07, "red"), (0.2, "blue"), (1.0, "green"))


def draw() -> str:
    """Each curve relative to the most similar negative."""
    canvas = Canvas(560, 320, "不同温度下，负样本受到的推力随相似度的变化（以相似度为 1 时为单位）")
    axes = Axes(canvas, (-1, 1), (0, 1.02))
    axes.draw("负样本的相似度 s", "相对推力", x_ticks=(-1, -0.5, 0, 0.5, 1), y_ticks=(0, 0.25, 0.5, 0.75, 1))
    for number, (temperature, colour) in enumerate(_TEMPERATURES):
        axes.curve([(s, math.exp((s - 1) / temperature)) for s in sampled(-1, 1, 161)], colour=colour)
        axes.text((-0.95, 0.92 - 0.09 * number), f"τ = {temperature:g}", colour=colour)
    return canvas.svg()
