"""A pattern for many names finds what the names in a row would, the longest first."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from mdcheck.claims.lexicon.trie import trie, with_gaps

WORDS = st.text("ab", min_size=1, max_size=4)


@example({"a", "ab", "abb"}, "abbab")
@given(st.sets(WORDS, min_size=1), st.text("ab", max_size=12))
def test_it_finds_the_longest_word_at_each_place(words, text):
    listed = "|".join(sorted(words, key=len, reverse=True))
    assert [m.span() for m in re.finditer(trie(words), text)] == [m.span() for m in re.finditer(listed, text)]


@given(st.sets(WORDS, min_size=1), st.sampled_from(("c", "s?c", "(?!a)")), st.text("abcs", max_size=8))
def test_it_is_one_whole_whatever_stands_beside_it(words, more, text):
    listed = "|".join(sorted(words, key=len, reverse=True))
    expected = re.fullmatch(f"c(?:{listed}){more}", text)
    assert bool(re.fullmatch(f"c{trie(words)}{more}", text)) == bool(expected)


def test_blanks_stand_for_any_white_space_and_gaps_for_none_or_one():
    pattern = re.compile(trie([with_gaps("KL散度"), "cross entropy"]))
    assert all(map(pattern.fullmatch, ("KL散度", "KL 散度", "cross-entropy", "cross \n entropy")))
    assert not pattern.fullmatch("crossentropy")
