"""A small writer of SVG: curves in axes, and boxes with arrows; light or dark as the page is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Point = tuple[float, float]
Colour = Literal["ink", "faint", "blue", "red", "green", "amber", "violet"]
Anchor = Literal["start", "middle", "end"]

# A page that is dark says so to the pictures in it by its `color-scheme`.
_STYLE = """
text { font: 14px system-ui, sans-serif; fill: var(--ink); } .small { font-size: 12px; }
svg { --ink: #1f2328; --faint: #afb8c1; --paper: #f6f8fa; --blue: #0969da; --red: #cf222e; --green: #1a7f37;
  --amber: #9a6700; --violet: #8250df; }
@media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --faint: #57606a; --paper: #22262e;
  --blue: #79c0ff; --red: #ff7b72; --green: #56d364; --amber: #e3b341; --violet: #d2a8ff; } }
"""
_MARGIN = 48


@dataclass
class Canvas:
    """A picture of a size in pixels; ``words`` say to those who do not see it what it shows."""

    width: int
    height: int
    words: str
    parts: list[str] = field(default_factory=list)

    def path(
        self,
        points: Iterable[Point],
        *,
        colour: Colour = "ink",
        width: float = 2,
        dashed: bool = False,
        closed: bool = False,
        arrow: bool = False,
    ) -> None:
        """A line through ``points``; filled faintly if ``closed``, with a head if ``arrow``."""
        places = list(points)
        line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + ("Z" if closed else "")
        fill = f"var(--{colour})" if closed else "none"
        opacity = ' fill-opacity=".15" stroke="none"' if closed else f' stroke="var(--{colour})"'
        dashes = ' stroke-dasharray="5 4"' if dashed else ""
        self.parts.append(f'<path d="{line}" fill="{fill}"{opacity} stroke-width="{width:g}"{dashes}/>')
        if arrow:
            self._head(places[-2], places[-1], colour)

    def dot(self, at: Point, *, colour: Colour = "ink", radius: float = 4) -> None:
        """A disc."""
        self.parts.append(
            f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" fill="var(--{colour})"/>'
        )

    def text(
        self,
        at: Point,
        words: str,
        *,
        anchor: Anchor = "middle",
        colour: Colour = "ink",
        small: bool = False,
        upwards: bool = False,
    ) -> None:
        """Words whose baseline passes through ``at``; ``upwards`` turns them."""
        x, y = at
        turn = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if upwards else ""
        size = ' class="small"' if small else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{size}{turn} style="fill:var(--{colour})">'
            f"{escape(words)}</text>"
        )

    def box(
        self, centre: Point, words: Sequence[str], *, size: Point = (120, 44), colour: Colour = "ink"
    ) -> None:
        """A box with lines of words."""
        (x, y), (width, height) = centre, size
        self.parts.append(
            f'<rect x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width:g}" height="{height:g}"'
            f' rx="6" fill="var(--paper)" stroke="var(--{colour})" stroke-width="1.5"/>'
        )
        for number, line in enumerate(words):
            self.text((x, y + 5 + 18 * (number - (len(words) - 1) / 2)), line)

    def arrow(self, start: Point, end: Point, *, colour: Colour = "ink", dashed: bool = False) -> None:
        """A straight arrow."""
        self.path((start, end), colour=colour, width=1.5, dashed=dashed, arrow=True)

    def svg(self) -> str:
        """The file."""
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}"'
            f' width="{self.width}" height="{self.height}" role="img">\n'
            f"<title>{escape(self.words)}</title>\n<style>{_STYLE}</style>\n{body}\n</svg>\n"
        )

    def _head(self, start: Point, end: Point, colour: Colour) -> None:
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        wings = [
            (end[0] - 9 * math.cos(angle + turn), end[1] - 9 * math.sin(angle + turn)) for turn in (0.4, -0.4)
        ]
        places = " ".join(f"{x:.1f},{y:.1f}" for x, y in (end, *wings))
        self.parts.append(f'<polygon points="{places}" fill="var(--{colour})"/>')


@dataclass
class Axes:
    """A pair of axes that fills a canvas, or the part of it given by ``frame`` (left, top, right, bottom)."""

    canvas: Canvas
    x: tuple[float, float]
    y: tuple[float, float]
    frame: tuple[float, float, float, float] | None = None

    def place(self, point: Point) -> Point:
        """Where on the canvas a point of the plane lies."""
        left, top, right, bottom = self._frame()
        (x0, x1), (y0, y1) = self.x, self.y
        return (
            left + (point[0] - x0) / (x1 - x0) * (right - left),
            bottom - (point[1] - y0) / (y1 - y0) * (bottom - top),
        )

    def draw(self, x_label: str, y_label: str, *, x_ticks: Sequence[float], y_ticks: Sequence[float]) -> None:
        """The frame with ticks and labels."""
        canvas, (left, top, right, bottom) = self.canvas, self._frame()
        for value in x_ticks:
            x, _ = self.place((value, self.y[0]))
            canvas.path(((x, top), (x, bottom)), colour="faint", width=0.5)
            canvas.text((x, bottom + 16), f"{value:g}", small=True)
        for value in y_ticks:
            _, y = self.place((self.x[0], value))
            canvas.path(((left, y), (right, y)), colour="faint", width=0.5)
            canvas.text((left - 6, y + 4), f"{value:g}", small=True, anchor="end")
        canvas.path(((left, top), (left, bottom), (right, bottom)), width=1)
        canvas.text(((left + right) / 2, bottom + 36), x_label)
        canvas.text((left - 34, (top + bottom) / 2), y_label, upwards=True)

    def curve(
        self, points: Iterable[Point], *, colour: Colour, width: float = 2, dashed: bool = False
    ) -> None:
        """A line through points of the plane."""
        self.canvas.path(map(self.place, points), colour=colour, width=width, dashed=dashed)

    def area(self, points: Iterable[Point], *, colour: Colour) -> None:
        """A region of the plane, faintly filled."""
        self.canvas.path(map(self.place, points), colour=colour, closed=True)

    def dots(self, points: Iterable[Point], *, colour: Colour, radius: float = 4) -> None:
        """Discs at points of the plane."""
        for point in points:
            self.canvas.dot(self.place(point), colour=colour, radius=radius)

    def text(self, at: Point, words: str, *, anchor: Anchor = "start", colour: Colour = "ink") -> None:
        """Words at a point of the plane."""
        self.canvas.text(self.place(at), words, anchor=anchor, colour=colour)

    def _frame(self) -> tuple[float, float, float, float]:
        canvas = self.canvas
        return self.frame or (_MARGIN + 8, 14, canvas.width - 14, canvas.height - _MARGIN)


def sampled(low: float, high: float, count: int = 81) -> list[float]:
    """Equally spaced numbers from ``low`` to ``high``."""
    return [low + (high - low) * index / (count - 1) for index in range(count)]
