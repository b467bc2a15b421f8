"""The stages that a note passes before rules look at it; each is loaded only if a run asks for it."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from mdcheck import markdown
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.document import CodeFence, Document, Node, Prose
from mdcheck.model.page import Page
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Source
from mdcheck.pipeline import facts
from mdcheck.pipeline.budget import limit
from mdcheck.pipeline.claims import claims_known
from mdcheck.pipeline.counterexamples import judged
from mdcheck.pipeline.failures import internal_error
from mdcheck.pipeline.memory import Memory
from mdcheck.pipeline.trace import Trace
from mdcheck.rules.base import Needs

_T = TypeVar("_T")

# Reading is linear; these are far beyond what any note takes, so that spending them is a defect to report.
_SECONDS = 30.0
_CHARACTERS_PER_SECOND = 20_000


def budget(source: Source) -> float:
    """Seconds that reading a note, or one rule's look at it, may take."""
    return _SECONDS + len(source.text) / _CHARACTERS_PER_SECOND


def read(
    source: Source,
    config: Config,
    needs: Collection[Needs],
    *,
    trace: Trace | None = None,
    memory: Memory | None = None,
) -> tuple[Page, list[Diagnostic]]:
    """Take one text through the stages that ``needs`` names; a stage that fails is None, and reported.

    ``trace`` hears of everything that was looked at besides the text; ``memory`` spares judging claims and
    running code again.
    """
    trace = trace or Trace()
    failures: list[Diagnostic] = []

    def attempt(stage: Callable[[], _T], during: str) -> _T | None:
        try:
            return stage()
        except Exception as error:
            failures.append(internal_error(error, during=during))
            return None

    document = attempt(lambda: _document(source), "reading this note") or Document(())
    page = Page(
        source, document, facts.about(source.path, config.root, trace), {**config.macros, **document.macros}
    )
    if Needs.CLAIMS in needs:
        trace.names = True  # claims may speak of canonical objects, as their docstrings tell of them
        page = replace(
            page, claims=attempt(lambda: _claims(source, document, config, memory), "judging claims")
        )
    if Needs.SNIPPETS in needs:
        page = replace(
            page, snippets=attempt(lambda: _snippets(source, document, config, trace, memory), "running code")
        )
    if page.claims and page.snippets:
        page = replace(page, snippets=_witnessed(source, page.snippets, page.claims))
    return page, failures


def complete(page: Page, need: Needs) -> bool:
    """Whether the stage has run to its end."""
    match need:
        case Needs.CLAIMS:
            return page.claims is not None
        case Needs.SNIPPETS:
            return page.snippets is not None
        case _:
            return True


def _document(source: Source) -> Document:
    with limit(budget(source)):
        return markdown.read(source)


def _claims(
    source: Source, document: Document, config: Config, memory: Memory | None
) -> tuple[JudgedClaim, ...]:
    def found() -> tuple[JudgedClaim, ...]:
        from mdcheck.verify import judge

        return judged(source, document, lambda part: judge(part, config))

    return found() if memory is None else claims_known(source, memory, found)


def _witnessed(
    source: Source, snippets: tuple[Snippet, ...], claims: tuple[JudgedClaim, ...]
) -> tuple[Snippet, ...]:
    from mdcheck.execute.witness import with_formulas

    return with_formulas(source, snippets, claims)


def _snippets(
    source: Source, document: Document, config: Config, trace: Trace, memory: Memory | None
) -> tuple[Snippet, ...]:
    if not any(map(_has_code, document.nodes)):
        return ()
    from mdcheck.execute import run_fences
    from mdcheck.pipeline.jobs import formulas_of, runner

    return run_fences(
        source,
        document,
        config,
        run=runner(config, trace, memory),
        formulas=lambda: tuple(formulas_of(source, document, config)),
    )


def _has_code(node: Node) -> bool:
    return isinstance(node, CodeFence) or (isinstance(node, Prose) and bool(node.codes))
