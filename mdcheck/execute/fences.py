"""Which fences of a page are programs, and which of them its author says not to run."""

from mdcheck.execute.worker.mentions import is_mention
from mdcheck.model.document import CodeFence, Directive, Document, Heading, Node, Prose
from mdcheck.model.source import Source, Span
from mdcheck.patterns import regex
from mdcheck.records import dataclass

_PYTHON = frozenset({"python", "py", "python3", "py3", "pycon", "ipython", "ipython3", "doctest"})
_DECLARED = regex(
    r"(?<![\w-])(?:no-?run|no_run|notest|no-?test|no_test|skip|no-?exec|ignore|fragment|pseudo(?:-?code)?)(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Python fence in its place.

    Attributes:
        fence: The fence.
        before: Headings in force and the words right before it.
        skip: The reason that its author gives for not running it; empty if it is to run.
        expected: Whether the author says right before it that something is found in it.
    """

    fence: CodeFence
    before: str
    skip: str
    expected: bool


def candidates(source: Source, document: Document) -> tuple[Candidate, ...]:
    """The Python fences of a page, in order; a fence without a language is never one."""
    found = []
    headings: list[Heading] = []
    last: Node | None = None
    words = ""
    for node in document.nodes:
        match node:
            case Heading():
                headings = [*(h for h in headings if h.level < node.level), node]
                words = ""
            case Prose(role="paragraph"):
                words = node.content.text
            case CodeFence() if node.language in _PYTHON:
                before = "\n".join([*(h.title.text for h in headings), words])
                expected = isinstance(last, Directive) and last.name == "expect"
                found.append(Candidate(node, before, _declared(source, node, last), expected))
        last = node
    return tuple(found)


def mentions(source: Source, document: Document) -> tuple[tuple[Span, str], ...]:
    """Inline code that is a dotted name of a library: its place, and its text without backticks."""
    prose = (node for node in document.nodes if isinstance(node, Prose))
    spans = dict.fromkeys(span for node in prose for span in node.codes)
    texts = ((span, source.text[span.start : span.end].strip("`").strip()) for span in spans)
    return tuple((span, text) for span, text in texts if is_mention(text))


def _declared(source: Source, fence: CodeFence, last: Node | None) -> str:
    match last:
        case Directive(name="skip", rest=rest, span=span) if not source.text[
            span.end : fence.span.start
        ].strip(" \t\r\n>"):
            return f"skipped: {rest.strip()}" if rest.strip() else "skipped by its author"
    attributes = fence.info.partition(fence.language)[2] if fence.language else fence.info
    word = _DECLARED.search(attributes.lower())
    return f"declared {word[0]}" if word else ""
