"""Tokenizers against recounting everything at each step and against trying every segmentation."""

import math
import re
from collections import Counter
from fractions import Fraction

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from impl import tokenization as tok

WORD = st.text("abc", min_size=1, max_size=7)
WORDS = st.dictionaries(WORD, st.integers(1, 9), min_size=1, max_size=6)


def _recount(corpus):
    """Pieces and pairs of a corpus of words written with spaces between their pieces."""
    pieces, pairs = Counter(), Counter()
    for word, count in corpus.items():
        symbols = word.split()
        for k, symbol in enumerate(symbols):
            pieces[symbol] += count
            if k:
                pairs[symbols[k - 1], symbol] += count
    return pieces, pairs


def _replace(corpus, pair, piece):
    """The merge by a regular expression over the spaced words."""
    pattern = re.compile(r"(?<!\S)" + re.escape(" ".join(pair)) + r"(?!\S)")
    merged = Counter()
    for word, count in corpus.items():
        merged[pattern.sub(lambda _: piece, word)] += count
    return merged


@given(words=WORDS, merges=st.integers(0, 12))
def test_bpe_learns_what_recounting_finds(words, merges):
    corpus = {" ".join([*word[:-1], word[-1] + "</w>"]): count for word, count in words.items()}
    expected = []
    for _ in range(merges):
        _, pairs = _recount(corpus)
        if not pairs:
            break
        most = max(pairs.values())
        pair = sorted(p for p in pairs if pairs[p] == most)[0]
        expected.append(pair)
        corpus = _replace(corpus, pair, "".join(pair))
    assert tok.train_bpe(words, merges) == expected


@given(words=WORDS, word=WORD, merges=st.integers(0, 12))
def test_bpe_encodes_by_the_earliest_merge(words, word, merges):
    learnt = tok.train_bpe(words, merges)
    line = " ".join([*word[:-1], word[-1] + "</w>"])
    while True:
        _, pairs = _recount({line: 1})
        pair = next((pair for pair in learnt if pair in pairs), None)
        if pair is None:
            break
        (line,) = _replace({line: 1}, pair, "".join(pair))
    assert tok.encode_bpe(word, learnt) == line.split()


@given(words=WORDS, sentence=st.lists(WORD, max_size=4))
def test_bpe_decodes_what_it_encodes(words, sentence):
    learnt = tok.train_bpe(words, 8)
    pieces = [piece for word in sentence for piece in tok.encode_bpe(word, learnt)]
    assert tok.decode_bpe(pieces) == sentence


def test_bpe_merges_a_run_from_the_left():
    assert tok.merge(list("aaaaa"), ("a", "a"), "aa") == ["aa", "aa", "a"]
    assert tok.encode_bpe("aaaaa", [("a", "a")], end="") == ["aa", "aa", "a"]


def test_bpe_of_the_textbook_corpus():
    words = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
    merges = tok.train_bpe(words, 4)
    assert merges[:2] == [("e", "s"), ("es", "t</w>")]
    assert tok.encode_bpe("lowest", merges)[-1] == "est</w>"


@given(words=WORDS, extra=st.integers(0, 10))
def test_wordpiece_learns_what_recounting_finds(words, extra):
    """Scores as exact fractions."""
    corpus = {" ".join([word[0], *("##" + c for c in word[1:])]): count for word, count in words.items()}
    expected = sorted(_recount(corpus)[0])
    size = len(expected) + extra
    while len(expected) < size:
        pieces, pairs = _recount(corpus)
        if not pairs:
            break
        scores = {(a, b): Fraction(n, pieces[a] * pieces[b]) for (a, b), n in pairs.items()}
        best = sorted(pair for pair in pairs if scores[pair] == max(scores.values()))[0]
        piece = best[0] + best[1][2:]
        corpus = _replace(corpus, best, piece)
        expected += [] if piece in expected else [piece]
    assert tok.train_wordpiece(words, size) == expected


@given(words=WORDS, word=WORD)
def test_wordpiece_encodes_by_the_longest_piece(words, word):
    vocabulary = tok.train_wordpiece(words, 12)
    expected, rest, mark = [], word, ""
    while rest:
        fitting = [
            p for p in vocabulary if p.startswith("##") == bool(mark) and rest.startswith(p[len(mark) :])
        ]
        if not fitting:
            expected = ["[UNK]"]
            break
        piece = max(fitting, key=len)
        expected.append(piece)
        rest, mark = rest[len(piece) - len(mark) :], "##"
    assert tok.encode_wordpiece(word, vocabulary) == expected


def test_greedy_matching_may_fail_where_another_split_would_not():
    assert tok.encode_wordpiece("abc", {"ab", "a", "##bc"}) == ["[UNK]"]


@given(shape=st.lists(st.integers(1, 3), max_size=2), seed=st.integers(0, 2**31))
def test_pair_score(shape, seed):
    draw = torch.Generator().manual_seed(seed)
    ab, a, b = (1 + torch.rand(shape, generator=draw, dtype=torch.float64) for _ in range(3))
    mutual = (ab / 10).log() - (a / 10).log() - (b / 10).log()
    torch.testing.assert_close(tok.pair_score(ab, a, b).log(), mutual - math.log(10))


def _segmentations(text):
    if not text:
        yield ()
    for k in range(1, len(text) + 1):
        for rest in _segmentations(text[k:]):
            yield (text[:k], *rest)


def _known(text, log_p):
    """Every segmentation into known pieces, with its log-probability."""
    return {s: sum(log_p[p] for p in s) for s in _segmentations(text) if all(p in log_p for p in s)}


LOG_P = st.dictionaries(st.text("ab", min_size=1, max_size=4), st.floats(-20, 0), max_size=8)


@given(text=st.text("ab", max_size=8), log_p=LOG_P)
def test_unigram_against_all_segmentations(text, log_p):
    every = _known(text, log_p)
    if not every:
        assert tok.log_likelihood(text, log_p) == -math.inf
        for function in (tok.encode_unigram, tok.expected_counts):
            with pytest.raises(ValueError, match="text must be made of the pieces, got "):
                function(text, log_p)
        return
    assert every[tuple(tok.encode_unigram(text, log_p))] == pytest.approx(max(every.values()), abs=1e-9)
    total = math.fsum(math.exp(value) for value in every.values())
    assert tok.log_likelihood(text, log_p) == pytest.approx(math.log(total), abs=1e-9)
    expected = Counter()
    for pieces, value in every.items():
        for piece in pieces:
            expected[piece] += math.exp(value) / total
    counts = tok.expected_counts(text, log_p)
    assert {p: c for p, c in counts.items() if c} == pytest.approx(dict(expected), abs=1e-9)


def test_a_long_text_is_cut_like_its_parts():
    log_p = {"ab": -1.0, "a": -3.0, "b": -3.0, "abab": -1.5}
    assert tok.encode_unigram("ab" * 100, log_p) == ["abab"] * 50
    assert tok.log_likelihood("a" * 300, log_p) == pytest.approx(-900)


@settings(max_examples=50)
@given(words=WORDS)
def test_expectation_maximization_never_lowers_the_likelihood(words):
    log_p = tok.maximize({text: 1.0 for word in words for text in (*word, word, word[:2])})
    before = -math.inf
    for _ in range(4):
        likelihood = sum(n * tok.log_likelihood(word, log_p) for word, n in words.items())
        assert likelihood >= before - 1e-9
        before, counts = likelihood, Counter()
        for word, n in words.items():
            for piece, count in tok.expected_counts(word, log_p).items():
                counts[piece] += n * count
        assert sum(math.exp(value) for value in log_p.values()) == pytest.approx(1)
        log_p = tok.maximize({piece: counts[piece] for piece in log_p})


def _train_by_enumeration(words, size, steps, keep):
    """The algorithm over listed segmentations: seeds, EM, losses, all from their definitions."""
    seeds = Counter()
    for word, n in words.items():
        for i in range(len(word)):
            for j in range(i + 1, len(word) + 1):
                seeds[word[i:j]] += n
    p = {piece: n for piece, n in seeds.items() if len(piece) == 1 or n > 1}
    characters = {piece for piece in p if len(piece) == 1}
    p = {piece: math.log(n / sum(p.values())) for piece, n in p.items()}
    while True:
        for _ in range(steps):
            counts = dict.fromkeys(p, 0.0)
            for word, n in words.items():
                every = _known(word, p)
                total = math.fsum(map(math.exp, every.values()))
                for pieces, value in every.items():
                    for piece in pieces:
                        counts[piece] += n * math.exp(value) / total
            p = {piece: math.log(max(n, 1e-10) / sum(counts.values())) for piece, n in counts.items()}
        if len(p) <= max(size, len(characters)):
            return p
        used = Counter()
        for word, n in words.items():
            every = _known(word, p)
            for piece in max(every, key=every.get):
                used[piece] += n
        losses = {}
        for piece in p.keys() - characters:
            without = {other: value for other, value in p.items() if other != piece}
            losses[piece] = used[piece] * (p[piece] - max(_known(piece, without).values()))
        order = sorted(losses, key=lambda piece: (-losses[piece], piece))
        kept = characters | set(order[: max(size, int(keep * len(p))) - len(characters)])
        p = {piece: value for piece, value in p.items() if piece in kept}


@pytest.mark.parametrize("size", [1, 6, 9, 14, 100])
@pytest.mark.parametrize(
    "words",
    [
        {"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5},
        {"banana": 3, "ban": 7, "nab": 2, "anna": 4},
        {"aaaa": 3, "aaab": 2, "b": 1},
        {"x": 1},
    ],
)
def test_unigram_training_is_the_algorithm_over_listed_segmentations(words, size):
    mine = tok.train_unigram(words, size, steps=3, keep=0.7)
    assert mine == pytest.approx(_train_by_enumeration(words, size, 3, 0.7), rel=1e-6)
    characters = {c for word in words for c in word}
    assert characters <= mine.keys()
    assert len(mine) <= max(size, len(characters))
    for word in words:
        assert "".join(tok.encode_unigram(word, mine)) == word


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tok.train_bpe({"": 1}, 1), "words must not be empty, got ''"),
        (lambda: tok.train_bpe({"a": 0}, 1), r"got \('a</w>',\) 0 times"),
        (lambda: tok.train_bpe({"a": 1}, -1), "merges must .*got .*-1"),
        (lambda: tok.encode_bpe("", []), "words must not be empty"),
        (lambda: tok.decode_bpe(["a</w>", "b"]), "close their last word with '</w>', got 'b'"),
        (lambda: tok.decode_bpe(["a"], end=""), "end must not be empty"),
        (lambda: tok.train_wordpiece({"": 1}, 5), "words must not be empty"),
        (lambda: tok.train_wordpiece({"a": 1}, 0), "size must .*got .*0"),
        (lambda: tok.encode_wordpiece("", {"a"}), "word must not be empty"),
        (lambda: tok.pair_score(*torch.tensor([1.0, 0.0, 1.0])), "n_a must .*got .*0"),
        (lambda: tok.train_unigram({}, 5), "words must not be empty"),
        (lambda: tok.train_unigram({"a": 0}, 5), "occur at least once"),
        (lambda: tok.train_unigram({"a": 1}, 5, keep=1.0), "keep must .*got .*1"),
        (lambda: tok.encode_unigram("c", {"a": 0.0}), "text must be made of the pieces, got 'c'"),
    ],
)
def test_what_cannot_be_cut_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
