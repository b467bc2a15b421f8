"""Claims judged once: kept by what their note says, and each verdict by the formula and its scope."""

from collections.abc import Callable, Mapping

from mdcheck.cache.store import Store, key
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Source
from mdcheck.model.verdict import Verdict
from mdcheck.pipeline.memory import Memory
from mdcheck.records import dataclass
from mdcheck.report import pages


def claims_known(
    source: Source, memory: Memory, judge: Callable[[], tuple[JudgedClaim, ...]]
) -> tuple[JudgedClaim, ...]:
    """The claims of a note as they were judged before; by ``judge``, if they were not.

    They depend on the text, the configuration, and the names and docstrings of canonical code; not on the
    files around the note, its place, or the code that its fences are held against. Where the text is another,
    formulas whose scope is the same are not tried again.
    """
    name = key("claims", memory.base, memory.canon.names, source.text)
    kept = memory.store.get(name)
    if kept is not None:
        return pages.claims_of(kept)
    from mdcheck.verify.known import known  # loads the engine

    with known(_Verdicts(memory.store, key(memory.base, memory.canon.names))):
        found = judge()
    memory.store.put(name, pages.claims(found))
    return found


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """The verdicts in a store that one state of checker, configuration and canon has reached."""

    store: Store
    state: bytes

    def get(self, name: bytes) -> tuple[Verdict, Mapping[str, str]] | None:
        kept = self.store.get(key("verdict", self.state, name))
        return None if kept is None else pages.verdict_of(kept)

    def put(self, name: bytes, found: tuple[Verdict, Mapping[str, str]]) -> None:
        self.store.put(key("verdict", self.state, name), pages.verdict(*found))
