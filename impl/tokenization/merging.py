"""A corpus of words in pieces, whose counts stay right while neighbours are merged."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

Pair = tuple[str, str]


class Corpus:
    """Words split into pieces, with every piece and every pair of neighbours counted.

    Args:
        words: how often each word occurs, a word being its pieces in order.

    Attributes:
        pieces: how often each piece occurs.
        pairs: how often each two pieces are neighbours.

    Raises:
        ValueError: if a word has no pieces or a count is not positive.
    """

    def __init__(self, words: Mapping[tuple[str, ...], int]) -> None:
        self.pieces: Counter[str] = Counter()
        self.pairs: Counter[Pair] = Counter()
        self._words, self._counts = [list(word) for word in words], list(words.values())
        self._where: defaultdict[Pair, set[int]] = defaultdict(set)
        for i, (word, count) in enumerate(words.items()):
            if not word or count < 1:
                raise ValueError(f"words must not be empty and occur at least once, got {word} {count} times")
            self._count(i, count)

    def merge(self, pair: Pair, piece: str) -> None:
        """Put the piece wherever the pair stands; only the words that hold the pair are counted anew."""
        for i in self._where.pop(pair, ()):
            self._count(i, -self._counts[i])
            self._words[i] = merge(self._words[i], pair, piece)
            self._count(i, self._counts[i])

    def _count(self, i: int, count: int) -> None:
        word = self._words[i]
        for piece in word:
            self.pieces[piece] += count
            if not self.pieces[piece]:
                del self.pieces[piece]
        for pair in pairwise(word):
            self.pairs[pair] += count
            if not self.pairs[pair]:
                del self.pairs[pair]
            if count > 0:
                self._where[pair].add(i)


def merge(pieces: Sequence[str], pair: Pair, piece: str) -> list[str]:
    """Replace a pair of neighbours by one piece, from left to right.

    Names:
        merge operation; 合并操作

    Args:
        pieces: pieces of a word.
        pair: the two neighbours.
        piece: what takes their place.

    Returns:
        The pieces after the merge; of three equal pieces the first two are merged.

    Conventions:
        none

    Source:
        Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, 2016.
    """
    merged: list[str] = []
    i = 0
    while i < len(pieces):
        hit = tuple(pieces[i : i + 2]) == pair
        merged.append(piece if hit else pieces[i])
        i += 2 if hit else 1
    return merged
