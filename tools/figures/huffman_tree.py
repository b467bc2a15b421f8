"""The Huffman tree of the four counts in the note."""

from tools.figures.canvas import Canvas, Point

_ROOT, _INNER, _LAST = (300.0, 40.0), (390.0, 120.0), (470.0, 200.0)
_LEAVES: tuple[tuple[Point, str], ...] = (
    ((190.0, 120.0), "A：5，编码 0"),
    ((290.0, 200.0), "B：2，编码 10"),
    ((390.0, 280.0), "C：1，编码 110"),
    ((550.0, 280.0), "D：1，编码 111"),
)


def draw() -> str:
    """Inner nodes with their sums, leaves with their codes."""
    canvas = Canvas(660, 320, "次数为 5、2、1、1 的四个词的哈夫曼树：码长 1、2、3、3")
    edges = (
        (_ROOT, _LEAVES[0][0], "0"),
        (_ROOT, _INNER, "1"),
        (_INNER, _LEAVES[1][0], "0"),
        (_INNER, _LAST, "1"),
        (_LAST, _LEAVES[2][0], "0"),
        (_LAST, _LEAVES[3][0], "1"),
    )
    for start, end, bit in edges:
        canvas.path((start, end), colour="faint")
        side = -12 if end[0] < start[0] else 12
        canvas.text(((start[0] + end[0]) / 2 + side, (start[1] + end[1]) / 2), bit, colour="red")
    for centre, total in ((_ROOT, "9"), (_INNER, "4"), (_LAST, "2")):
        canvas.box(centre, [total], size=(44, 34))
    for centre, words in _LEAVES:
        canvas.box(centre, [words], size=(132, 34), colour="blue")
    return canvas.svg()
