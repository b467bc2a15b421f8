"""The comments of a fence, by line, and which statement each of them speaks about."""

import ast
import io
import tokenize
from collections.abc import Iterator

from mdcheck.execute.worker.code import Code
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment.

    Attributes:
        text: What stands behind the hash marks.
        line: Its line, from 1.
        start: Offset into the fence of its hash mark.
        end: Offset behind it.
        alone: Whether nothing else stands on the line.
    """

    text: str
    line: int
    start: int
    end: int
    alone: bool


def comments(code: Code) -> tuple[Comment, ...]:
    """All comments, in order; none where the tokenizer gives up."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code.text).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                start = code.starts[line - 1] + column
                text = token.string.lstrip("#").strip()
                alone = not code.lines[line - 1][:column].strip()
                found.append(Comment(text, line, start, start + len(token.string), alone))
    except (tokenize.TokenError, SyntaxError):
        return ()
    return tuple(found)


def after(statement: ast.stmt, remarks: tuple[Comment, ...]) -> Iterator[Comment]:
    """The comment at the end of a statement's last line, and those on lines of their own right below it."""
    last = statement.end_lineno or statement.lineno
    by_line = {remark.line: remark for remark in remarks}
    if last in by_line:
        yield by_line[last]
    line = last + 1
    while line in by_line and by_line[line].alone:
        yield by_line[line]
        line += 1
