"""The info string of a code fence: language and attributes, in the forms that site generators read."""

from mdcheck.patterns import regex

_BRACES = regex(r"\{([^{}]*)\}")
_LANGUAGE = regex(r"[^\s{},:]+")
_PAIR = regex(r"([\w-]+)=(\"[^\"]*\"|'[^']*'|[^\s,}]*)|([.#]?[\w+#-]+)")


def parse_info(info: str) -> tuple[str, dict[str, str]]:
    """Language in lower case, and attributes: classes and flags have an empty value, ``#x`` is ``id``."""
    braces = _BRACES.search(info)
    outside = _BRACES.sub(" ", info)
    first = _LANGUAGE.match(outside.strip())
    language = first[0] if first else ""
    rest = outside.strip()[len(language) :]
    words = _pairs(rest) | (_pairs(braces[1]) if braces else {})
    if not language and braces:
        language = next((key for key, value in words.items() if not value and key != "id"), "")
        words.pop(language, None)
    return language.lower(), words


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value, word in _PAIR.findall(text):
        if key:
            found[key] = value.strip("\"'")
        elif word.startswith("#"):
            found["id"] = word[1:]
        else:
            found[word.lstrip(".")] = ""
    return found
