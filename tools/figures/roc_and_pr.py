"""The ROC and the precision-recall curve of the eight scores in the note."""

from tools.figures.canvas import Axes, Canvas, Point

_LABELS = (1, 1, 0, 1, 0, 1, 0, 0)  # by falling score
_TICKS = (0, 0.25, 0.5, 0.75, 1)


def draw() -> str:
    """Both curves side by side, each with what scores at random give."""
    canvas = Canvas(680, 340, "左：八个样本的 ROC 曲线，右：同一例子的 PR 曲线；虚线是随机打分")
    roc = Axes(canvas, (0, 1), (0, 1.02), frame=(60, 30, 320, 290))
    roc.draw("FPR", "TPR", x_ticks=_TICKS, y_ticks=_TICKS)
    rates = _rates()
    roc.area([*rates, (1, 0)], colour="blue")
    roc.curve(rates, colour="blue")
    roc.dots(rates, colour="blue", radius=3)
    roc.curve([(0, 0), (1, 1)], colour="ink", width=1, dashed=True)
    canvas.text((190, 18), "AUC = 13/16")
    pr = Axes(canvas, (0, 1), (0, 1.02), frame=(400, 30, 660, 290))
    pr.draw("Recall", "Precision", x_ticks=_TICKS, y_ticks=_TICKS)
    precisions = _precisions()
    steps = _steps(precisions)
    pr.area([(0, 0), *steps, (1, 0)], colour="green")
    pr.curve(steps, colour="green")
    pr.dots(precisions, colour="green", radius=3)
    pr.curve([(0, 0.5), (1, 0.5)], colour="ink", width=1, dashed=True)
    canvas.text((530, 18), "AP = 41/48")
    return canvas.svg()


def _rates() -> list[Point]:
    """(FPR, TPR) from no sample to all."""
    points = [(0.0, 0.0)]
    for label in _LABELS:
        x, y = points[-1]
        points.append((x, y + 1 / 4) if label else (x + 1 / 4, y))
    return points


def _precisions() -> list[Point]:
    """(recall, precision) at each positive."""
    found = [sum(_LABELS[: k + 1]) for k in range(len(_LABELS))]
    return [(found[k] / 4, found[k] / (k + 1)) for k, label in enumerate(_LABELS) if label]


def _steps(points: list[Point]) -> list[Point]:
    """The staircase whose area is the average precision."""
    corners: list[Point] = []
    left = 0.0
    for x, y in points:
        corners += [(left, y), (x, y)]
        left = x
    return corners
