"""Three ways of joining images and words."""

from tools.figures.canvas import Canvas

_TOP, _LOW = 60.0, 290.0


def draw() -> str:
    """Two towers, one stream, and towers below a fusion."""
    canvas = Canvas(
        720, 340, "左：双塔各自编码后做内积；中：单塔拼接后一起编码；右：对齐之后用交叉注意力融合"
    )
    _towers(canvas, 120, "双塔")
    canvas.box((120, _TOP + 20), ["余弦相似度"], size=(130, 36), colour="green")
    _stream(canvas, 360)
    _towers(canvas, 600, "先对齐再融合")
    canvas.arrow((542, 175), (658, 175), colour="green")
    canvas.arrow((658, 175), (542, 175), colour="green")
    canvas.text((600, 168), "对齐", colour="green")
    canvas.box((600, _TOP + 20), ["交叉注意力融合"], size=(150, 36), colour="red")
    return canvas.svg()


def _towers(canvas: Canvas, x: float, words: str) -> None:
    canvas.text((x, 24), words)
    for side, name, encoder in ((-62, "图像", "图像编码器"), (62, "文字", "文字编码器")):
        canvas.text((x + side, _LOW + 20), name)
        canvas.arrow((x + side, _LOW), (x + side, 242))
        canvas.box((x + side, 220), [encoder], size=(108, 40), colour="blue")
        canvas.arrow((x + side, 200), (x + side / 2, _TOP + 40))


def _stream(canvas: Canvas, x: float) -> None:
    canvas.text((x, 24), "单塔")
    for side, name in ((-40, "图像"), (40, "文字")):
        canvas.text((x + side, _LOW + 20), name)
        canvas.arrow((x + side, _LOW), (x + side, 182))
    canvas.box((x, 150), ["共用的", "Transformer"], size=(160, 60), colour="blue")
    canvas.arrow((x, 120), (x, _TOP + 40))
    canvas.box((x, _TOP + 20), ["匹配分数"], size=(110, 36), colour="green")
