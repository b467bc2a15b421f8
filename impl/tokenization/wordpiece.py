"""WordPiece: merges are chosen by how much more often two pieces meet than by chance."""

from collections.abc import Collection, Mapping

from jaxtyping import Float
from torch import Tensor

from impl.checked import checked
from impl.domains import Positive
from impl.tokenization.merging import Corpus

INSIDE = "##"
"""What stands before a piece that does not begin a word."""


@checked
def pair_score(
    n_ab: Positive[Tensor, "*shape"], n_a: Positive[Tensor, "*shape"], n_b: Positive[Tensor, "*shape"]
) -> Float[Tensor, "*shape"]:
    r"""How much more often two pieces meet than their own numbers would make us expect.

    Formula:
        $$ \text{score} = \frac{n_{ab}}{n_a n_b} $$

    Names:
        WordPiece score; WordPiece 得分, 互信息得分

    Args:
        n_ab: how often the pieces are neighbours.
        n_a: how often the first occurs.
        n_b: how often the second occurs.

    Returns:
        The score; up to a constant factor the exponential of the pointwise mutual information.

    Raises:
        ValueError: if the shapes differ or a number is not positive.

    Conventions:
        none

    Source:
        Schuster and Nakajima, Japanese and Korean Voice Search, 2012.
    """
    return n_ab / (n_a * n_b)  # (*shape)


@checked
def train_wordpiece(words: Mapping[str, int], size: Positive[int, ""]) -> list[str]:
    r"""Learn a vocabulary, starting from single characters, by merging the pair of the highest score.

    Each time that is the pair with the greatest
    $\frac{\operatorname{count}(a b)}{\operatorname{count}(a) \operatorname{count}(b)}$.

    Names:
        WordPiece, WordPiece training; WordPiece 训练

    Args:
        words: how often each word occurs.
        size: size of the vocabulary; it is larger if there are more characters, smaller if every word is in
            one piece before.

    Returns:
        The characters in order, those inside words marked by ##, then the pieces as they were learnt.

    Raises:
        ValueError: if a word is empty or does not occur, or size is not positive.

    Conventions:
        score: count(ab) / (count(a) count(b)) | gain in the likelihood of the corpus
        ties: the pair that sorts first | any
        mark: ## inside words | _ before words

    Source:
        Schuster and Nakajima, Japanese and Korean Voice Search, 2012; Devlin et al., BERT, 2019.
    """
    if "" in words:
        raise ValueError("words must not be empty, got ''")
    corpus = Corpus({(word[0], *(INSIDE + c for c in word[1:])): count for word, count in words.items()})
    vocabulary = dict.fromkeys(sorted(corpus.pieces))
    while len(vocabulary) < size and corpus.pairs:
        pieces, pairs = corpus.pieces, corpus.pairs
        a, b = min(pairs, key=lambda pair: (-pairs[pair] / (pieces[pair[0]] * pieces[pair[1]]), pair))
        piece = a + b.removeprefix(INSIDE)
        corpus.merge((a, b), piece)
        vocabulary[piece] = None
    return list(vocabulary)


def encode_wordpiece(word: str, vocabulary: Collection[str], unknown: str = "[UNK]") -> list[str]:
    """Split a word from the left, each time taking the longest piece of the vocabulary that fits.

    Names:
        WordPiece encoding, greedy longest-match-first, MaxMatch; WordPiece 编码, 最长匹配

    Args:
        word: the word.
        vocabulary: the pieces, best as a set.
        unknown: what stands for a word that cannot be split.

    Returns:
        The pieces, or the unknown one alone: a word is never split in part.

    Raises:
        ValueError: if the word is empty.

    Conventions:
        none

    Source:
        Devlin et al., BERT, 2019.
    """
    if not word:
        raise ValueError("word must not be empty, got ''")
    pieces: list[str] = []
    start = 0
    while start < len(word):
        mark = INSIDE if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if mark + word[start:end] in vocabulary), None)
        if end is None:
            return [unknown]
        pieces.append(mark + word[start:end])
        start = end
    return pieces
