"""CBOW and skip-gram: which word is made from which."""

from tools.figures.canvas import Canvas

_WINDOW = ("前二", "前一", "后一", "后二")
_ROWS = (70.0, 130.0, 190.0, 250.0)
_MIDDLE = 160.0


def draw() -> str:
    """Both, from left to right."""
    canvas = Canvas(700, 310, "左：CBOW 由上下文词的平均预测中心词；右：skip-gram 由中心词预测每个上下文词")
    canvas.text((165, 28), "CBOW")
    canvas.text((535, 28), "Skip-gram")
    for word, y in zip(_WINDOW, _ROWS, strict=True):
        canvas.box((60, y), [word], size=(72, 34), colour="blue")
        canvas.arrow((96, y), (148, _MIDDLE + (y - _MIDDLE) * 0.15))
        canvas.arrow((572, _MIDDLE + (y - _MIDDLE) * 0.15), (624, y))
        canvas.box((660, y), [word], size=(72, 34), colour="green")
    canvas.box((180, _MIDDLE), ["平均"], size=(62, 40))
    canvas.arrow((211, _MIDDLE), (254, _MIDDLE))
    canvas.box((290, _MIDDLE), ["中心词"], size=(72, 34), colour="green")
    canvas.box((430, _MIDDLE), ["中心词"], size=(72, 34), colour="blue")
    canvas.arrow((466, _MIDDLE), (509, _MIDDLE))
    canvas.box((540, _MIDDLE), ["查表"], size=(62, 40))
    return canvas.svg()
