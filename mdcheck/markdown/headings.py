"""Anchors of headings: what GitHub, Python-Markdown and kramdown call them, and explicit ones."""

import re
import unicodedata
from collections.abc import Callable

from mdcheck.patterns import regex

_ATTRIBUTES = regex(r"(?<![ \t])[ \t]+\{:?([^{}\n]*)\}[ \t]*$")
_ID = regex(r"#([\w:.-]+)")
_MARKUP = regex(r"!?\[([^\[\]]*)\]\([^()]*\)|<[^<>]+>|[*`]|(?<!\w)_+|(?<!_)_++(?!\w)")


def split_attributes(title: str) -> tuple[str, str | None]:
    """A title without its attribute list (``{#id}``), and the identifier that it gives."""
    match = _ATTRIBUTES.search(title)
    if match is None or not ("#" in match[1] or "." in match[1]):
        return title, None
    explicit = _ID.search(match[1])
    return title[: match.start()], explicit[1] if explicit else None


def github(title: str) -> str:
    """The slug of GitHub: lower case, punctuation dropped, blanks to hyphens."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def toc(title: str) -> str:
    """The slug of Python-Markdown's toc: ASCII only."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return _hyphens(ascii_only)


def toc_unicode(title: str) -> str:
    """The slug of Python-Markdown's ``slugify_unicode`` and of pymdownx."""
    return _hyphens(unicodedata.normalize("NFKC", title))


def kramdown(title: str) -> str:
    """The slug of kramdown, which Jekyll uses."""
    kept = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", title))
    return kept.replace(" ", "-").lower() or "section"


def _hyphens(title: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())


_SCHEMES: tuple[tuple[Callable[[str], str], str], ...] = (
    (github, "-"),
    (toc, "_"),
    (toc_unicode, "_"),
    (kramdown, "-"),
)


class Anchors:
    """Gives each heading of a page its anchors, repeated ones numbered as each scheme numbers them."""

    def __init__(self) -> None:
        self._used: list[dict[str, int]] = [{} for _ in _SCHEMES]

    def name(self, title: str, explicit: str | None) -> tuple[str, ...]:
        """The anchors of the next heading, most usual first, without repetition."""
        plain = _MARKUP.sub(r"\1", title)
        names = [explicit] if explicit else []
        for used, (slug, separator) in zip(self._used, _SCHEMES, strict=True):
            names.append(_unique(slug(plain), used, separator))
        return tuple(dict.fromkeys(name for name in names if name))


def _unique(name: str, used: dict[str, int], separator: str) -> str:
    count = used.get(name, -1) + 1
    used[name] = count
    if count == 0 and (name or separator == "-"):
        return name
    return f"{name}{separator}{count + (not name and separator == '_')}"
