"""Tokenization: text as pieces of words, learnt by merging (BPE, WordPiece) or by dropping (unigram)."""

from impl.tokenization.bpe import decode_bpe, encode_bpe, train_bpe
from impl.tokenization.merging import merge
from impl.tokenization.unigram import (
    encode_unigram,
    expected_counts,
    log_likelihood,
    maximize,
    train_unigram,
)
from impl.tokenization.wordpiece import encode_wordpiece, pair_score, train_wordpiece

__all__ = [
    "decode_bpe",
    "encode_bpe",
    "encode_unigram",
    "encode_wordpiece",
    "expected_counts",
    "log_likelihood",
    "maximize",
    "merge",
    "pair_score",
    "train_bpe",
    "train_unigram",
    "train_wordpiece",
]
