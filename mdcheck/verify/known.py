"""Verdicts that earlier runs reached: they are looked up by everything that they were made of."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, Protocol

from mdcheck.cache.digest import Digests, NoDigestError
from mdcheck.cache.store import key
from mdcheck.model.source import Span
from mdcheck.model.verdict import Undecided, Verdict

P = ParamSpec("P")
Explained = tuple[Verdict, Mapping[str, str]]
"""A verdict and what is told as its evidence."""


class Verdicts(Protocol):
    """Where verdicts are kept, as they come out under one state of checker, configuration and canon."""

    def get(self, key: bytes) -> Explained | None:
        """The verdict of a key, if there is one."""

    def put(self, key: bytes, found: Explained) -> None:
        """Keep a verdict."""


_kept: ContextVar[tuple[Verdicts, Digests] | None] = ContextVar("kept", default=None)


@contextmanager
def known(verdicts: Verdicts) -> Iterator[None]:
    """Look verdicts up in this block, and keep those that are reached."""
    token = _kept.set((verdicts, Digests(Span)))  # what holds in one place holds in another
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(what: object, decide: Callable[[], Explained]) -> Explained:
    """What ``decide`` tells, which must follow from ``what``, from the configuration and the canon alone.

    What went wrong in the engine is not kept: it may depend on how deep the stack was.
    """
    if (kept := _kept.get()) is None:
        return decide()
    verdicts, digests = kept
    try:
        name = key(digests.of(what))
    except NoDigestError:
        return decide()
    found = verdicts.get(name)
    if found is None:
        found = decide()
        if not (isinstance(found[0], Undecided) and found[0].reason == "engine"):
            verdicts.put(name, found)
    return found


def once(decide: Callable[P, Verdict]) -> Callable[P, Verdict]:
    """A function that is asked once for each of its arguments; it must look at nothing else."""

    @wraps(decide)
    def looked_up(*args: P.args, **options: P.kwargs) -> Verdict:
        what = decide.__qualname__, args, options
        return remembered(what, lambda: (decide(*args, **options), {}))[0]

    return looked_up
