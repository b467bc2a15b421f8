"""What L1 and L2 make of a weight that would be a without them."""

from tools.figures.canvas import Axes, Canvas

_STRENGTH = 1.0


def draw() -> str:
    """Soft thresholding and proportional shrinking."""
    canvas = Canvas(440, 340, "横轴为没有惩罚时的解，纵轴为有惩罚时的解：L1 是软阈值，L2 按比例缩小")
    axes = Axes(canvas, (-3, 3), (-3, 3))
    ticks = (-3, -2, -1, 0, 1, 2, 3)
    axes.draw("没有惩罚的解 a", "有惩罚的解 w", x_ticks=ticks, y_ticks=ticks)
    axes.curve([(-3, -3), (3, 3)], colour="ink", width=1, dashed=True)
    threshold = _STRENGTH
    axes.curve(
        [(-3, threshold - 3), (-threshold, 0), (threshold, 0), (3, 3 - threshold)], colour="blue", width=2.5
    )
    axes.curve([(x, x / (1 + _STRENGTH)) for x in (-3, 3)], colour="red")
    axes.text((-2.8, 2.5), "L1（λ = 1）", colour="blue")
    axes.text((-2.8, 2.0), "L2（λ = 1）", colour="red")
    return canvas.svg()
