"""Hierarchical softmax: a distribution over v words in log v yes-or-no questions along a Huffman tree."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn.functional import logsigmoid

from impl.checked import checked
from impl.domains import Labels

Tree = int | tuple["Tree", "Tree"]


def huffman_codes(counts: Sequence[float]) -> list[tuple[int, ...]]:
    r"""Give each word a code of bits, short for frequent words, so that no code begins another.

    The two rarest subtrees are joined until one is left; a code is the way from the root, 0 for the left.

    Of all such codes these have the least total length $\sum_{i=1}^v \text{counts}_i \ell_i$.

    Names:
        Huffman code, Huffman tree; 哈夫曼编码, 霍夫曼编码, 哈夫曼树

    Args:
        counts: how often each word occurs.

    Returns:
        The code of each word; the codes' lengths have the least sum, weighted by the counts. A single word
        has the empty code.

    Raises:
        ValueError: if there are no words or a count is negative.

    Conventions:
        ties: the subtree made first is joined first | any

    Source:
        Huffman, A Method for the Construction of Minimum-Redundancy Codes, 1952.
    """
    codes = dict(_walk(_join(counts), ()))
    return [codes[word] for word in range(len(counts))]


def _join(counts: Sequence[float]) -> Tree:
    if len(counts) == 0 or min(counts) < 0:
        raise ValueError(f"counts must hold at least one count and none below 0, got {list(counts)}")
    age = count()
    heap: list[tuple[float, int, Tree]] = [(c, next(age), word) for word, c in enumerate(counts)]
    heapq.heapify(heap)
    while len(heap) > 1:
        (a, _, left), (b, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a + b, next(age), (left, right)))
    return heap[0][2]


def _walk(tree: Tree, code: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each word with its code; a stack instead of recursion, as a tree may be as deep as it has words."""
    stack = [(tree, code)]
    while stack:
        node, way = stack.pop()
        if isinstance(node, int):
            yield node, way
        else:
            stack += [(node[0], (*way, 0)), (node[1], (*way, 1))]


@dataclass(frozen=True)
class HuffmanPaths:
    """The ways from the root to all words, as tensors padded to the longest.

    Attributes:
        nodes: numbers of the inner nodes that each word passes, from 0, the root; 0 where padded.
        signs: 1 where the way goes left, -1 where it goes right, 0 where padded.
    """

    nodes: Int[Tensor, "v depth"]
    signs: Int[Tensor, "v depth"]

    @classmethod
    def of(cls, codes: Sequence[tuple[int, ...]]) -> "HuffmanPaths":
        """Number the inner nodes, which are the proper beginnings of codes, and pad."""
        numbers: dict[tuple[int, ...], int] = {}
        for code in codes:
            for length in range(len(code)):
                numbers.setdefault(code[:length], len(numbers))
        depth = max(len(code) for code in codes)
        nodes = [[numbers[c[:k]] if k < len(c) else 0 for k in range(depth)] for c in codes]
        signs = [[1 - 2 * c[k] if k < len(c) else 0 for k in range(depth)] for c in codes]
        shape = (len(codes), depth)
        return cls(torch.tensor(nodes).long().view(shape), torch.tensor(signs).long().view(shape))

    def to(self, device: torch.device | str) -> "HuffmanPaths":
        """The same paths on a device."""
        return HuffmanPaths(self.nodes.to(device), self.signs.to(device))


@checked
def hierarchical_softmax(
    h: Float[Tensor, "*batch d"],
    target: Labels[Tensor, "*batch", "v"],
    theta: Float[Tensor, "inner d"],
    paths: HuffmanPaths,
) -> Float[Tensor, "*batch"]:
    r"""Log-probability of a word: that of turning the right way at each inner node on the way to it.

    Formula:
        $$ \log p(w | h) = \sum_{j=1}^{L(w)} \log \sigma(s_j \theta_{n_j} \cdot h) $$

    Names:
        hierarchical softmax; 层次softmax, 层序softmax, 分层softmax; HS

    Args:
        h: hidden vector.
        target: number of the word.
        theta: one vector for each inner node, v - 1 of them.
        paths: the nodes n and signs s on the way to each word, from `HuffmanPaths.of(huffman_codes(counts))`.

    Returns:
        Log-probabilities, whose exponentials sum to 1 over all words, at the price of one word's path.

    Raises:
        ValueError: if the shapes do not fit, there is not one vector for each inner node, or a word is
            not below v.

    Conventions:
        left: sigmoid of theta h | sigmoid of -theta h

    Source:
        Morin and Bengio, Hierarchical Probabilistic Neural Network Language Model, 2005;
        Mikolov et al., Distributed Representations of Words and Phrases and their Compositionality, 2013.
    """
    v = len(paths.nodes)
    if len(theta) != v - 1:
        raise ValueError(f"theta must hold one vector for each of the {v - 1} inner nodes, got {len(theta)}")
    if target.numel() and target.max() >= v:
        raise ValueError(f"target must hold words from 0 to {v - 1}, got {target.max()}")
    nodes, signs = paths.nodes[target], paths.signs[target]  # (*batch, depth)
    scores = (theta[nodes] @ h[..., None])[..., 0]  # (*batch, depth)
    return (logsigmoid(signs * scores) * signs.abs()).sum(-1)  # (*batch)
