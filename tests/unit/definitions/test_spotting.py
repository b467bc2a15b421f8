"""Names are found in a text as one long pattern would find them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from mdcheck.verify.definitions.spotting import Names

PIECES = ("kl", "loss", "cross entropy", "entropy", "kl散度", "散度", "交叉熵", "熵", "0 1 loss", "x")
WORDS = (*PIECES, "s", "es", " ", "a", "的", ".", "crossed")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)


def whole(name: str) -> str:
    start = r"(?<![a-z])" if name[0].isascii() else ""
    end = r"(?:es|s)?(?![a-z])" if name.isascii() else ""
    return start + re.escape(name) + end


@given(st.sets(st.sampled_from(PIECES)), TEXTS)
def test_the_longest_names_are_found_from_left_to_right(names, text):
    pattern = "|".join(map(whole, sorted(names, key=len, reverse=True))) or "(?!)"
    assert list(Names(names).found(text)) == [match.span() for match in re.finditer(pattern, text)]


def test_a_name_in_latin_letters_is_a_word_with_its_plural():
    text = "entropies, entropy, entropys and crossentropy"
    assert [text[a:b] for a, b in Names(["entropy"]).found(text)] == ["entropy", "entropys"]
