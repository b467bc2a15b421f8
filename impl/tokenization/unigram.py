"""The unigram language model: a text is as likely as its pieces; pieces that are not missed are dropped."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from math import exp, inf, log

from impl.checked import checked
from impl.domains import Decay, Positive

LogP = Mapping[str, float]
"""The log-probability of each piece."""

Span = tuple[int, int, str]

LEAST = 1e-10
"""An expected count below this is taken for this, so that a character never becomes impossible."""


def encode_unigram(text: str, log_p: LogP) -> list[str]:
    r"""Find the likeliest way to cut a text into pieces, by dynamic programming over where a piece ends.

    Formula:
        $$ x^* = \arg\max_{x \in S(\text{text})} \sum_{i=1}^m \log p(x_i) $$

    Names:
        unigram language model segmentation, Viterbi segmentation; 一元语言模型分词, 维特比切分; ULM

    Args:
        text: the text, a word or a sentence.
        log_p: log-probability of each piece.

    Returns:
        The pieces; none for the empty text.

    Raises:
        ValueError: if no pieces make up the text.

    Conventions:
        none

    Source:
        Kudo, Subword Regularization, 2018.
    """
    best, start = [0.0] + [-inf] * len(text), [0] * (len(text) + 1)
    for i, j, piece in _spans(text, log_p):
        if best[i] + log_p[piece] > best[j]:
            best[j], start[j] = best[i] + log_p[piece], i
    if best[-1] == -inf:
        raise ValueError(f"text must be made of the pieces, got {text!r}")
    pieces: list[str] = []
    j = len(text)
    while j > 0:
        pieces.append(text[start[j] : j])
        j = start[j]
    return pieces[::-1]


def log_likelihood(text: str, log_p: LogP) -> float:
    r"""Log-probability of a text: the sum over all ways to cut it into pieces.

    Formula:
        $$ \log P(\text{text}) = \log \sum_{x \in S(\text{text})} \prod_{i=1}^m p(x_i) $$

    Names:
        marginal likelihood of the unigram language model; 一元语言模型的边缘似然

    Args:
        text: the text, a word or a sentence.
        log_p: log-probability of each piece.

    Returns:
        The logarithm, -inf if no pieces make up the text.

    Conventions:
        log_base: e | 2

    Source:
        Kudo, Subword Regularization, 2018, equation 5.
    """
    return _forward(text, log_p)[-1]


def expected_counts(text: str, log_p: LogP) -> dict[str, float]:
    r"""How often each piece occurs on average over all ways to cut the text, by their probability.

    Formula:
        $$ n(a) = \sum_{x \in S(\text{text})} P(x | \text{text}) \sum_{i=1}^m \delta_{x_i a} $$

    Names:
        expected counts, E-step, forward-backward algorithm; 期望计数, E步, 前向后向算法

    Args:
        text: the text, a word or a sentence.
        log_p: log-probability of each piece.

    Returns:
        The average number of each piece that can occur.

    Raises:
        ValueError: if no pieces make up the text.

    Conventions:
        none

    Source:
        Kudo, Subword Regularization, 2018; Rabiner, A Tutorial on Hidden Markov Models, 1989.
    """
    before, after = _forward(text, log_p), _backward(text, log_p)
    if before[-1] == -inf:
        raise ValueError(f"text must be made of the pieces, got {text!r}")
    counts: defaultdict[str, float] = defaultdict(float)
    for i, j, piece in _spans(text, log_p):
        counts[piece] += exp(before[i] + log_p[piece] + after[j] - before[-1])
    return dict(counts)


@checked
def train_unigram(
    words: Mapping[str, int],
    size: Positive[int, ""],
    max_length: Positive[int, ""] = 8,
    keep: Decay[float, ""] = 0.75,
    steps: Positive[int, ""] = 2,
) -> dict[str, float]:
    r"""Learn pieces by dropping: of all frequent substrings, those go that are missed least.

    What grows is the likelihood $L = \sum_{w} \text{words}_w \log \sum_{x \in S(w)} \prod_{i=1}^m p(x_i)$.

    Names:
        unigram language model, unigram training; 一元语言模型, 一元语言模型训练; ULM, Unigram LM

    Args:
        words: how often each word occurs.
        size: number of pieces; single characters are never dropped, so it is larger if there are more.
        max_length: longest piece, in characters.
        keep: share of the pieces that one round of dropping keeps.
        steps: steps of expectation maximization before each round.

    Returns:
        The log-probability of each piece.

    Raises:
        ValueError: if there are no words, a word is empty or does not occur, or a setting is out of range.

    Conventions:
        m_step: relative expected counts | digamma of them (a sparse prior)
        loss: by the likeliest cut | by the sum over all cuts

    Source:
        Kudo, Subword Regularization, 2018, section 3.2.
    """
    if not words or "" in words or min(words.values()) < 1:
        raise ValueError(f"words must not be empty and occur at least once, got {dict(words)}")
    characters = {character for word in words for character in word}
    log_p = maximize(_substrings(words, max_length))
    while True:
        for _ in range(steps):
            log_p = maximize(_expect(words, log_p))
        if len(log_p) <= max(size, len(characters)):
            return log_p
        log_p = _drop(words, log_p, characters, max(size, int(keep * len(log_p))))


def maximize(counts: Mapping[str, float]) -> dict[str, float]:
    r"""Turn counts of pieces into log-probabilities.

    Formula:
        $$ \log p_i = \log \frac{\text{counts}_i}{\sum_j \text{counts}_j} $$

    Names:
        M-step, relative frequencies; M步, 相对频率

    Args:
        counts: how often each piece occurs, or is expected to.

    Returns:
        The log-probability of each piece.

    Conventions:
        none

    Source:
        Dempster, Laird and Rubin, Maximum Likelihood from Incomplete Data via the EM Algorithm, 1977.
    """
    total = sum(counts.values())
    return {piece: log(max(count, LEAST) / total) for piece, count in counts.items()}


def _expect(words: Mapping[str, int], log_p: LogP) -> dict[str, float]:
    """Expected counts of every piece over all words."""
    counts = dict.fromkeys(log_p, 0.0)
    for word, times in words.items():
        for piece, count in expected_counts(word, log_p).items():
            counts[piece] += times * count
    return counts


def _drop(words: Mapping[str, int], log_p: LogP, characters: set[str], size: int) -> dict[str, float]:
    """Keep the characters, and of the longer pieces those whose loss would cost the most."""
    used: Counter[str] = Counter()
    for word, times in words.items():
        for piece in encode_unigram(word, log_p):
            used[piece] += times

    def cost(piece: str) -> float:
        others = {
            p: log_p[p] for p in {piece[i:j] for i, j in _cuts(len(piece))} & log_p.keys() if p != piece
        }
        return used[piece] * (log_p[piece] - sum(log_p[p] for p in encode_unigram(piece, others)))

    longer = sorted((piece for piece in log_p if piece not in characters), key=lambda p: (-cost(p), p))
    kept = characters | set(longer[: max(size - len(characters), 0)])
    return {piece: value for piece, value in log_p.items() if piece in kept}


def _substrings(words: Mapping[str, int], max_length: int) -> dict[str, float]:
    """How often each character, and each longer substring that occurs at least twice, occurs."""
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for i, j in _cuts(len(word)):
            if j - i <= max_length:
                counts[word[i:j]] += times
    return {piece: float(count) for piece, count in counts.items() if len(piece) == 1 or count > 1}


def _cuts(length: int) -> Iterator[tuple[int, int]]:
    return ((i, j) for i in range(length) for j in range(i + 1, length + 1))


def _spans(text: str, log_p: LogP) -> Iterator[Span]:
    """Where each piece can stand: its start, its end, itself; by end, then by start."""
    # the longest piece bounds the search, but looking for it costs more than a word has places
    longest = max(map(len, log_p), default=0) if len(text) > 64 else len(text)
    for j in range(1, len(text) + 1):
        for i in range(max(0, j - longest), j):
            if text[i:j] in log_p:
                yield i, j, text[i:j]


def _forward(text: str, log_p: LogP) -> list[float]:
    """Log-probability of the text up to each place."""
    total = [0.0] + [-inf] * len(text)
    for j, spans in groupby(_spans(text, log_p), key=lambda span: span[1]):
        total[j] = _log_sum([total[i] + log_p[piece] for i, _, piece in spans])
    return total


def _backward(text: str, log_p: LogP) -> list[float]:
    """Log-probability of the text from each place on."""
    total = [-inf] * len(text) + [0.0]
    from_the_end = sorted(_spans(text, log_p), reverse=True)
    for i, spans in groupby(from_the_end, key=lambda span: span[0]):
        total[i] = _log_sum([log_p[piece] + total[j] for _, j, piece in spans])
    return total


def _log_sum(values: list[float]) -> float:
    top = max(values, default=-inf)
    return top if top == -inf else top + log(sum(exp(value - top) for value in values))
