"""The basic block and the bottleneck, each with its shortcut."""

from collections.abc import Sequence

from tools.figures.canvas import Canvas

_BASIC = (("3×3 卷积, 64", "BN, ReLU"), ("3×3 卷积, 64", "BN"))
_BOTTLENECK = (("1×1 卷积, 64", "BN, ReLU"), ("3×3 卷积, 64", "BN, ReLU"), ("1×1 卷积, 256", "BN"))


def draw() -> str:
    """Both, from the input at the top to the sum at the bottom."""
    canvas = Canvas(600, 400, "左：基本残差块；右：瓶颈残差块；弯曲的线是恒等捷径，在底部相加")
    _block(canvas, 150, _BASIC, "基本块")
    _block(canvas, 430, _BOTTLENECK, "瓶颈块")
    return canvas.svg()


def _block(canvas: Canvas, x: float, layers: Sequence[tuple[str, str]], words: str) -> None:
    top, bottom, side = 46.0, 350.0, x + 105
    canvas.text((x, 22), words)
    canvas.text((x - 14, top + 4), "x", anchor="end")
    step = (bottom - top) / (len(layers) + 1)
    above = top
    for number, lines in enumerate(layers, 1):
        y = top + number * step
        canvas.arrow((x, above), (x, y - 27))
        canvas.box((x, y), lines, size=(150, 54), colour="blue")
        above = y + 27
    canvas.arrow((x, above), (x, bottom - 13))
    canvas.path([(x, top), (side, top), (side, bottom), (x + 15, bottom)], colour="green", arrow=True)
    canvas.text((side + 8, (top + bottom) / 2), "恒等", anchor="start", colour="green")
    canvas.box((x, bottom), ["+"], size=(28, 26))
    canvas.arrow((x, bottom + 13), (x, bottom + 36))
    canvas.text((x + 12, bottom + 34), "ReLU", anchor="start")
