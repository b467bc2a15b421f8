"""The log-likelihood of seven heads in ten throws, and the two branches of binary cross entropy."""

import math

from tools.figures.canvas import Axes, Canvas, sampled


def draw() -> str:
    """The likelihood on the left, the loss on the right."""
    canvas = Canvas(680, 320, "左：十次中七次正面的对数似然，在 0.7 处最大；右：标签为 1 与 0 时的二元交叉熵")
    ticks = (0, 0.25, 0.5, 0.75, 1)
    left = Axes(canvas, (0, 1), (-30, 0), frame=(60, 30, 320, 270))
    left.draw("p", "对数似然", x_ticks=ticks, y_ticks=(-30, -20, -10, 0))
    left.curve([(p, y) for p in sampled(0.005, 0.995, 199) if (y := _log(p)) > -30], colour="blue")
    left.curve([(0.7, -30), (0.7, _log(0.7))], colour="faint", width=1.5, dashed=True)
    left.dots([(0.7, _log(0.7))], colour="red")
    right = Axes(canvas, (0, 1), (0, 4), frame=(400, 30, 660, 270))
    right.draw("预测的概率", "损失", x_ticks=ticks, y_ticks=(0, 1, 2, 3, 4))
    right.curve([(p, -math.log(p)) for p in sampled(math.exp(-4), 1)], colour="blue")
    right.curve([(p, -math.log(1 - p)) for p in sampled(0, 1 - math.exp(-4))], colour="red")
    right.text((0.16, 3.2), "y = 1", colour="blue")
    right.text((0.84, 3.2), "y = 0", anchor="end", colour="red")
    return canvas.svg()


def _log(p: float) -> float:
    return 7 * math.log(p) + 3 * math.log(1 - p)
