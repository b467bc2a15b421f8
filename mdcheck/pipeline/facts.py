"""Answers to what rules ask about the world outside a note: files, and anchors of other notes."""

from mdcheck.model.page import Facts
from mdcheck.pipeline import surroundings
from mdcheck.pipeline.surroundings import Surroundings, digest, digest_of
from mdcheck.pipeline.trace import Trace


def about(path: str, root: str, trace: Trace) -> Facts:
    """The facts as seen from the note at ``path`` in a site with that root; ``trace`` hears of each."""
    around = Surroundings(path, root)

    def exists(target: str) -> bool:
        return trace.exists.setdefault(target, around.exists(target))

    def anchors(target: str) -> frozenset[str] | None:
        data = around.text(target)
        places = surroundings.anchors(data)
        trace.anchors[target] = (digest(data), digest_of(places))
        return places

    return Facts(exists=exists, anchors=anchors)
