"""Over which entries of a batch each normalization takes its mean."""

from tools.figures.canvas import Canvas

_ROWS, _COLUMNS, _SIDE = 5, 6, 30


def draw() -> str:
    """Samples as rows, features as columns; one group of entries is marked."""
    canvas = Canvas(
        600,
        260,
        "左：批归一化对一列（同一特征）求平均；右：层归一化对一行（同一样本）求平均",
    )
    _grid(canvas, 90, "BatchNorm", rows=range(_ROWS), columns=range(2, 3))
    _grid(canvas, 370, "LayerNorm、RMSNorm", rows=range(1, 2), columns=range(_COLUMNS))
    return canvas.svg()


def _grid(canvas: Canvas, left: float, words: str, *, rows: range, columns: range) -> None:
    top = 50
    right, bottom = left + _COLUMNS * _SIDE, top + _ROWS * _SIDE
    x0, x1 = left + columns.start * _SIDE, left + columns.stop * _SIDE
    y0, y1 = top + rows.start * _SIDE, top + rows.stop * _SIDE
    for _ in range(3):  # three faint layers make a strong one
        canvas.path([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour="blue", closed=True)
    for number in range(_ROWS + 1):
        y = top + number * _SIDE
        canvas.path([(left, y), (right, y)], colour="faint", width=1)
    for number in range(_COLUMNS + 1):
        x = left + number * _SIDE
        canvas.path([(x, top), (x, bottom)], colour="faint", width=1)
    canvas.text(((left + right) / 2, top - 16), words)
    canvas.text(((left + right) / 2, bottom + 24), "特征")
    canvas.text((left - 14, (top + bottom) / 2), "样本", upwards=True)
