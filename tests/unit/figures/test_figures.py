"""The figures that are stored are those that the code draws, and say what they show."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools.figures.all import ASSETS, drawn
from tools.figures.canvas import Axes, Canvas

DRAWN = dict(drawn())
NOTES = Path(__file__).parents[3] / "notes"
NAME = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", DRAWN)
def test_the_stored_figure_is_fresh(name):
    assert (ASSETS / name).read_text(encoding="utf-8") == DRAWN[name], "run `make figures`"


@pytest.mark.parametrize("name", DRAWN)
def test_a_figure_has_a_title_and_asks_for_nothing(name):
    root = ElementTree.fromstring(DRAWN[name])
    assert root.find(f"{NAME}title").text.strip()
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", DRAWN[name]) == []


def test_every_figure_of_the_notes_is_drawn_here_and_is_shown():
    stored = {path.name for path in ASSETS.glob("*.svg")}
    text = "\n".join(path.read_text(encoding="utf-8") for path in NOTES.rglob("*.md"))
    assert stored == set(DRAWN)
    assert {name for name in stored if f"assets/{name}" not in text} == set()


def test_axes_put_their_corners_on_the_frame():
    axes = Axes(Canvas(100, 100, "a"), (-1, 1), (0, 10), frame=(10, 20, 90, 80))
    assert [axes.place(point) for point in ((-1, 0), (1, 10), (0, 5))] == [(10, 80), (90, 20), (50, 50)]
