"""Notes made of fences, built by hand: source and document, without the Markdown reader."""

from mdcheck.config import Config
from mdcheck.execute import run_fences
from mdcheck.model.document import CodeFence, Document
from mdcheck.model.snippet import Snippet
from mdcheck.model.source import Extract, Source, Span


def note(*codes: str, info: str = "python") -> tuple[Source, Document]:
    text, fences = "", []
    for code in codes:
        start = len(text)
        opening = f"```{info}\n"
        text += f"{opening}{code}\n```\n\n"
        content = Span(start + len(opening), start + len(opening) + len(code) + 1)
        extract = Extract(text[content.start : content.end], (content,))
        language = info.split()[0]
        fences.append(CodeFence(Span(start, len(text) - 2), language, info, {}, extract, closed=True))
    return Source("note.md", text), Document(tuple(fences))


def run(*codes: str, info: str = "python", execute: bool = True) -> tuple[Snippet, ...]:
    source, document = note(*codes, info=info)
    return run_fences(source, document, Config(execute=execute))


def kinds(snippet: Snippet) -> list[str]:
    return [finding.kind for finding in snippet.findings]


def messages(snippet: Snippet) -> str:
    return "\n".join(finding.message for finding in snippet.findings)
