"""Under which key the evidence of a note is kept: a hash of its text, as every builder of sites sees it."""

import hashlib
import re

from mdcheck.patterns import regex

_FRONT_MATTER = regex(r"-{3}[ \t]*\n.*?\n(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)


def content_key(text: str) -> str:
    """SHA-256 of a note's text below its front matter, whatever its line endings.

    Builders of sites take away BOM, front matter and the blank lines after it before an extension sees it.
    """
    plain = unified(text.removeprefix("\ufeff"))
    front = _FRONT_MATTER.match(plain)
    body = plain[front.end() if front else 0 :].lstrip("\n")
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def unified(text: str) -> str:
    """``text`` with LF for every line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
