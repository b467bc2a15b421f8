"""Parsing a fence: a tree, or why there is none: broken code, or something that never was a program."""

import ast
import re
import warnings
from typing import assert_never

from mdcheck.execute.worker.code import Code
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Parsed:
    """It is a program."""

    tree: ast.Module


@dataclass(frozen=True, slots=True)
class Fragment:
    """It never was a program, for a reason that can be named."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """It does not parse.

    Attributes:
        start: Offset into the fence where Python gave up.
        end: Offset behind that place.
        message: What is wrong there.
    """

    start: int
    end: int
    message: str


Reading = Parsed | Fragment | Broken

_SHELL = re.compile(
    r"\s*(?:\$|#|>|%|sudo |pip3? |conda |python3? |git |cd |apt(?:-get)? |brew |npm |export |mkdir |wget "
    r"|curl |source |docker |bash |sh |cat |ls\b|echo |tensorboard |nvidia-smi|torchrun |accelerate )"
)
_INCLUDES = re.compile(r"\s*-*8<-*\s|\s*;?-+8<-+|\s*\{[%{!].*[%}!]\}\s*$|\s*<<<\s|\s*@include")
_LEFT_OUT = re.compile(r"\.\.\.|…|⋯|。。。")
_PLACEHOLDER = re.compile(r"<[^<>=\d\s][^<>=]*>|\[[^\[\]]*\s[^\[\],]*\](?=\s*$)")
_CONTINUES = re.compile(r"\s*(?:elif|else|except|finally|case)\b")
_PSEUDO = re.compile(
    r"[←⟵∀∃∈∑≤≥≠]|^\s*(?:for each|foreach|repeat|until|end (?:for|if|while)|endfor|endif|endwhile|procedure"
    r"|algorithm|function \w+\(|input:|output:|require:|ensure:|输入[:：]|输出[:：]|算法)|\bthen\s*$|\bdo\s*$"
    r"|[\u4e00-\u9fff]{2,}\s+[\u4e00-\u9fff]{2,}",
    re.IGNORECASE,
)
_OLD_PYTHON = re.compile(
    r"Missing parentheses in call to '(\w+)'|multiple exception types must be parenthesized"
)
_BODY_ONLY = re.compile(
    r"'(?:return|yield|await|continue|break|yield from|async \w+)'|outside (?:async )?function"
)
_NOT_CODE = re.compile(r"#.*|\"[^\"\n]*\"|'[^'\n]*'")


def read(code: Code) -> Reading:
    """Parse a fence and say what it is; nothing of it is run."""
    if not any(line.strip() for line in code.lines):
        return Fragment("a notebook command" if code.magics else "no code in it")
    if any(_INCLUDES.match(line) for line in code.lines):
        return Fragment("the code is included from a file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code.text)
            compile(tree, "<fence>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return _judge(code, error)
    except (ValueError, RecursionError, MemoryError) as error:
        return Fragment(f"Python's parser gives up on it ({type(error).__name__})")
    if _only_a_signature(tree):
        return Fragment("a signature, not a call")
    return Parsed(tree)


def explain(reading: Reading) -> str:
    """One line on a reading, for evidence."""
    match reading:
        case Parsed():
            return "parses"
        case Fragment(reason):
            return reason
        case Broken(message=message):
            return message
    assert_never(reading)


def _judge(code: Code, error: SyntaxError) -> Reading:
    line = min(error.lineno or 1, len(code.lines))
    reason = _fragment(code, line, error)
    if reason:
        return Fragment(reason)
    column = min(max((error.offset or 1) - 1, 0), len(code.lines[line - 1]))
    start = code.starts[line - 1] + column
    end = max(code.line_span(line)[1], start)
    message = str(error.msg)
    if _OLD_PYTHON.search(message):
        message = f"this is Python 2, which Python 3 does not read: {message}"
    if not code.lines[line - 1][column:].strip():
        start, end = code.line_span(line)
    return Broken(start, end, message)


def _fragment(code: Code, line: int, error: SyntaxError) -> str | None:
    message = str(error.msg)
    bare = [_NOT_CODE.sub("", text) for text in code.lines]
    here = bare[line - 1]
    written = [text for text in code.lines if text.strip()]
    if all(_SHELL.match(text) for text in written) and any(not t.lstrip().startswith("#") for t in written):
        return "shell commands, not Python"
    if _BODY_ONLY.search(message):
        return "a part of a function or loop, not a program"
    if _CONTINUES.match(next(text for text in bare if text.strip())):
        return "continues a statement that is not in the fence"
    if _OLD_PYTHON.search(message):
        return None
    if _LEFT_OUT.search(here) or _LEFT_OUT.search(bare[max(line - 2, 0)]):
        return "parts are left out (...)"
    if "expected an indented block" in message and _only_a_comment_inside(code, line):
        return "a body is left out, only a comment stands for it"
    if _PLACEHOLDER.search(here):
        return "a placeholder stands for code"
    if any(_PSEUDO.search(text) for text in bare):
        return "pseudo-code, not Python"
    return None


def _only_a_comment_inside(code: Code, line: int) -> bool:
    before = [text for text in code.lines[: line - 1] if text.strip()]
    at_end = [text for text in code.lines[line - 1 :] if text.strip()]
    nearby = before[-1:] + at_end[:1]
    return any(text.lstrip().startswith("#") for text in nearby)


def _only_a_signature(tree: ast.Module) -> bool:
    """Whether every statement is a call whose arguments are bare names: how a manual shows a signature."""

    def shows(statement: ast.stmt) -> bool:
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
            return False
        call = statement.value
        callee = call.func
        while isinstance(callee, ast.Attribute):
            callee = callee.value
        plain = all(isinstance(argument, ast.Name) for argument in call.args)
        constant = all(isinstance(k.value, ast.Constant) for k in call.keywords)
        named = isinstance(callee, ast.Name) and callee.id not in {"print", "display", "help", "super"}
        return (
            named and plain and constant and len(call.args) + len(call.keywords) >= 2 and bool(call.keywords)
        )

    return bool(tree.body) and all(shows(statement) for statement in tree.body)
