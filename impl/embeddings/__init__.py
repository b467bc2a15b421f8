"""Words as vectors: one-hot, CBOW and skip-gram, and two ways around a softmax over the whole vocabulary."""

from impl.embeddings.huffman import HuffmanPaths, hierarchical_softmax, huffman_codes
from impl.embeddings.one_hot import embedding, one_hot, one_hot_cosine
from impl.embeddings.word2vec import (
    cbow,
    cbow_loss,
    negative_sampling_loss,
    noise_distribution,
    skip_gram,
    skip_gram_loss,
)

__all__ = [
    "HuffmanPaths",
    "cbow",
    "cbow_loss",
    "embedding",
    "hierarchical_softmax",
    "huffman_codes",
    "negative_sampling_loss",
    "noise_distribution",
    "one_hot",
    "one_hot_cosine",
    "skip_gram",
    "skip_gram_loss",
]
