"""Identifiers of claims that stay the same when the rest of the file changes."""

from collections import Counter
from hashlib import blake2b

from mdcheck.model.claim import ClaimKind


class ClaimIds:
    """Numbers the claims of one note: a hash of kind, text and how many times that text came before."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()

    def next(self, kind: ClaimKind, text: str) -> str:
        """The identifier of the next claim of this kind and text."""
        words = " ".join(text.split())
        self._seen[kind, words] += 1
        return blake2b(f"{kind}\0{words}\0{self._seen[kind, words]}".encode(), digest_size=8).hexdigest()
