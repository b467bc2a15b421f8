"""Names made comparable: case, width, hyphens and spaces do not tell one from another."""

import unicodedata

from mdcheck.patterns import regex

BETWEEN = regex(r"[\s\-_‐‑–—·.'’]+")
HAN = regex(r"(?<=[㐀-鿿]) | (?=[㐀-鿿])")


def normalised(name: str) -> str:
    """``Kullback–Leibler`` as ``kullback leibler``, ``KL 散度`` as ``kl散度``."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return HAN.sub("", BETWEEN.sub(" ", plain).strip())
