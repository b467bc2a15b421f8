"""What touches a place, held against looking at everything."""

from hypothesis import given
from hypothesis import strategies as st

from mdcheck.model.source import Span
from mdcheck.pipeline.overlaps import Overlaps

SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.lists(SPANS), SPANS)
def test_finds_what_looking_at_all_of_them_finds(spans, place):
    overlaps = Overlaps((span, number) for number, span in enumerate(spans))
    touching = {number for _, number in overlaps.touching(place)}
    expected = {n for n, span in enumerate(spans) if span.start <= place.end and place.start <= span.end}
    assert touching == expected


@given(st.lists(SPANS), st.integers(0, 20))
def test_the_first_that_begins_later(spans, at):
    later = [span for span in spans if span.start >= at]
    found = Overlaps((span, None) for span in spans).after(at)
    assert (found and found[0]) == min(later, key=lambda s: (s.start, -s.end), default=None)
