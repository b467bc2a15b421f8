"""Claims judged once: kept by what their note says, whatever else about it changes."""

from collections.abc import Callable

from mdcheck.cache.store import key
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Source
from mdcheck.pipeline.memory import Memory
from mdcheck.report import pages


def claims_known(
    source: Source, memory: Memory, judge: Callable[[], tuple[JudgedClaim, ...]]
) -> tuple[JudgedClaim, ...]:
    """The claims of a note as they were judged before; by ``judge``, if they were not.

    They depend on the text, the configuration, and the names and docstrings of canonical code; not on the
    files around the note, its place, or the code that its fences are held against.
    """
    name = key("claims", memory.base, memory.canon.names, source.text)
    kept = memory.store.get(name)
    if kept is not None:
        return pages.claims_of(kept)
    found = judge()
    memory.store.put(name, pages.claims(found))
    return found
