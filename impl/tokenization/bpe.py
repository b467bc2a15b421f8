"""Byte pair encoding: the most frequent pair of neighbours becomes one piece, again and again."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from impl.checked import checked
from impl.domains import Counts
from impl.tokenization.merging import Corpus, Pair, merge


@checked
def train_bpe(words: Mapping[str, int], merges: Counts[int, ""], end: str = "</w>") -> list[Pair]:
    r"""Learn which pairs to merge, in order, starting from single characters.

    Each time the pair that occurs most often: $(a, b) = \arg\max_{(a, b)} \operatorname{count}(a b)$.

    Names:
        byte pair encoding, BPE training; 字节对编码, BPE 训练; BPE

    Args:
        words: how often each word occurs.
        merges: how many merges to learn; fewer are returned if every word is in one piece before.
        end: what is put after the last character of a word, so that pieces know where words end.

    Returns:
        The merges in the order in which they were learnt.

    Raises:
        ValueError: if a word is empty or does not occur, or merges is negative.

    Conventions:
        ties: the pair that sorts first | the pair that sorts last | the pair met first
        word_end: a mark after the last character | a mark before the first | none
        stop: number of merges | size of the vocabulary

    Source:
        Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, 2016.
    """
    corpus = Corpus({tuple(_characters(word, end)): count for word, count in words.items()})
    learnt: list[Pair] = []
    while len(learnt) < merges and corpus.pairs:
        pair = min(corpus.pairs, key=lambda pair: (-corpus.pairs[pair], pair))
        corpus.merge(pair, "".join(pair))
        learnt.append(pair)
    return learnt


def encode_bpe(word: str, merges: Sequence[Pair], end: str = "</w>") -> list[str]:
    """Split a word into pieces: of the pairs in it, the one learnt first is merged, until none is left.

    Names:
        BPE encoding, BPE segmentation; BPE 编码, BPE 分词

    Args:
        word: the word.
        merges: the merges in the order in which they were learnt.
        end: what is put after the last character of a word.

    Returns:
        The pieces; joined they are the word and the end.

    Raises:
        ValueError: if the word is empty.

    Conventions:
        order: the pair learnt first, wherever it arises | each merge once, in the order learnt

    Source:
        Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, 2016.
    """
    ranks = {pair: rank for rank, pair in reversed(list(enumerate(merges)))}
    pieces = _characters(word, end)
    while True:
        known = [pair for pair in pairwise(pieces) if pair in ranks]
        if not known:
            return pieces
        pair = min(known, key=ranks.__getitem__)
        pieces = merge(pieces, pair, "".join(pair))


def decode_bpe(pieces: Sequence[str], end: str = "</w>") -> list[str]:
    """Join pieces to words, one word up to each end.

    Names:
        BPE decoding; BPE 解码

    Args:
        pieces: the pieces of one word or of many.
        end: what stands after the last character of a word, not empty.

    Returns:
        The words.

    Raises:
        ValueError: if the last word has no end, or end is empty.

    Conventions:
        none

    Source:
        Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, 2016.
    """
    if not end:
        raise ValueError("end must not be empty, or words cannot be told apart, got ''")
    *words, rest = "".join(pieces).split(end)
    if rest:
        raise ValueError(f"pieces must close their last word with {end!r}, got {pieces[-1]!r}")
    return words


def _characters(word: str, end: str) -> list[str]:
    if not word:
        raise ValueError("words must not be empty, got ''")
    return [*word[:-1], word[-1] + end]
