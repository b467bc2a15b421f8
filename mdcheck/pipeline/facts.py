"""Answers to what rules ask about the world outside a note: files, and anchors of other notes."""

from functools import lru_cache

from mdcheck.cache.store import key
from mdcheck.model.page import Facts
from mdcheck.pipeline.surroundings import Surroundings
from mdcheck.pipeline.trace import Trace


def about(path: str, root: str, trace: Trace) -> Facts:
    """The facts as seen from the note at ``path`` in a site with that root; ``trace`` hears of each."""
    around = Surroundings(path, root)

    def exists(target: str) -> bool:
        return trace.exists.setdefault(target, around.exists(target))

    def anchors(target: str) -> frozenset[str] | None:
        data = around.text(target)
        trace.texts[target] = "" if data is None else key(data).hex()
        return None if data is None else _anchors(data)

    return Facts(exists=exists, anchors=anchors)


@lru_cache(maxsize=1024)
def _anchors(data: bytes) -> frozenset[str] | None:
    from mdcheck import markdown
    from mdcheck.rules.anchors import anchors

    source = markdown.decode("", data)
    try:
        return anchors(source, markdown.read(source))
    except Exception:  # the other note's own page says what is wrong with it
        return None
