"""Verdicts that earlier runs reached: they are looked up by everything that they were made of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, Protocol

from mdcheck.cache.digest import Digests, NoDigestError
from mdcheck.cache.store import key
from mdcheck.model.verdict import Undecided, Verdict

P = ParamSpec("P")


class Verdicts(Protocol):
    """Where verdicts are kept."""

    def get(self, key: bytes) -> Verdict | None:
        """The verdict of a key, if there is one."""

    def put(self, key: bytes, verdict: Verdict) -> None:
        """Keep a verdict."""


_kept: ContextVar[tuple[Verdicts, Digests] | None] = ContextVar("kept", default=None)


@contextmanager
def known(verdicts: Verdicts) -> Iterator[None]:
    """Look verdicts up in this block, and keep those that are reached."""
    token = _kept.set((verdicts, Digests()))
    try:
        yield
    finally:
        _kept.reset(token)


def once(decide: Callable[P, Verdict]) -> Callable[P, Verdict]:
    """A function that is asked once for each of its arguments; it must look at nothing else.

    What went wrong in the engine is not kept: it may depend on how deep the stack was.
    """

    @wraps(decide)
    def looked_up(*args: P.args, **options: P.kwargs) -> Verdict:
        if (kept := _kept.get()) is None:
            return decide(*args, **options)
        verdicts, digests = kept
        try:
            name = key(decide.__qualname__, digests.of(args), digests.of(options))
        except NoDigestError:
            return decide(*args, **options)
        verdict = verdicts.get(name)
        if verdict is None:
            verdict = decide(*args, **options)
            if not (isinstance(verdict, Undecided) and verdict.reason == "engine"):
                verdicts.put(name, verdict)
        return verdict

    return looked_up
