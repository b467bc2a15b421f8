"""The lock laid beside a note: what is missed, and where the finding points."""

import pytest

from mdcheck.model.source import Span
from mdcheck.pipeline.lost import CODE, Item, lost

TEXT = "a = b holds.\n\nSo does c = d.\n\nKL is not symmetric.\n\ne = f\n"


def item(text: str, *, decided: bool | None = True, source: str = TEXT) -> Item:
    start = source.index(text)
    return Item(Span(start, start + len(text)), text, decided, "" if decided else "unlike anything known")


def messages(locked: list[Item], now: list[Item], text: str = TEXT) -> list[tuple[str, str]]:
    found = lost([each.line for each in locked], now, text)
    return [(text[span.start : span.end], message) for span, message in found]


LOCKED = [item("a = b"), item("c = d"), item("KL is not symmetric"), item("e = f", decided=False)]


def test_a_note_as_it_was_accepted_misses_nothing():
    assert messages(LOCKED, LOCKED) == []


def test_what_is_no_longer_decided_is_named_with_the_reason():
    ((place, message),) = messages(LOCKED, [item("a = b", decided=False), *LOCKED[1:]])
    assert place == "a = b"
    assert "was decided, and no longer is (unlike anything known)" in message


@pytest.mark.parametrize(("decided", "missed"), [(True, []), (None, []), (False, ["c = e"])])
def test_what_replaces_a_claim_must_be_decided_where_somebody_could_look(decided, missed):
    text = TEXT.replace("c = d", "c = e")
    now = [LOCKED[0], item("c = e", decided=decided, source=text), *LOCKED[2:]]
    found = messages(LOCKED, now, text)
    assert [place for place, _ in found] == missed
    assert all("“c = d”, which stood there, was decided" in message for _, message in found)


def test_a_formula_on_trust_may_not_change_unseen_but_may_come_to_be_decided():
    text = TEXT.replace("e = f", "e = g")
    ((place, message),) = messages(LOCKED, [*LOCKED[:3], item("e = g", decided=False, source=text)], text)
    assert (place, "was accepted" in message) == ("e = g", True)
    assert messages(LOCKED, [*LOCKED[:3], item("e = g", source=text)], text) == []


def test_a_sentence_that_is_read_no_longer_is_found_in_the_line_that_is_most_like_it():
    text = TEXT.replace("KL is not symmetric", "KL is symmetricc")
    now = [LOCKED[0], LOCKED[1], item("e = f", decided=False, source=text)]
    ((place, message),) = messages(LOCKED, now, text)
    assert place == "KL is symmetricc."
    assert "“KL is not symmetric” was decided, and stands here no longer" in message


def test_what_is_new_is_free_and_so_is_what_was_moved_or_only_accepted_and_deleted():
    text = TEXT + "\ng = h\n"
    new = item("g = h", decided=False, source=text)
    assert messages(LOCKED, [*LOCKED, new], text) == []
    assert messages(LOCKED, [LOCKED[2], LOCKED[0], LOCKED[1], LOCKED[3]]) == []
    assert messages(LOCKED, LOCKED[:3]) == []


def test_something_new_beside_a_changed_claim_is_not_taken_for_it():
    text = TEXT.replace("So does c = d.", "So does c = 2 d, with z := 1.")
    now = [
        LOCKED[0],
        item("c = 2 d", source=text),
        item("z := 1", decided=False, source=text),
        *(item(each.text, decided=each.decided, source=text) for each in LOCKED[2:]),
    ]
    assert messages(LOCKED, now, text) == []


def test_code_is_held_to_code():
    locked = [Item(Span(0, 5), CODE + "1f", decided=True), item("c = d")]
    now = [Item(Span(0, 5), CODE + "2e", decided=False, why="ran"), item("c = d")]
    ((place, message),) = messages(locked, now)
    assert place == TEXT[:5]
    assert message.startswith("this code was decided as it was, and nothing vouches for it as it is (ran)")
