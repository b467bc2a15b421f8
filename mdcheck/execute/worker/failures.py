"""From an exception to a note: which line raised, what it says, and whether the author announced it."""

import ast
import difflib
import re
import sys
import traceback
import types
from typing import TYPE_CHECKING

from mdcheck.execute.protocol import Note
from mdcheck.execute.worker.running import Failure, Program

if TYPE_CHECKING:
    from mdcheck.model.snippet import FindingKind

_ANNOUNCED = re.compile(
    r"报错|错误|异常|出错|失败|不能|无法|不可以|会抛|raises?\b|error|exception|fails?\b|wrong|invalid|illegal"
    r"|not allowed|won't work|doesn't work|does not work|crash|❌|✗|✘|×",
    re.IGNORECASE,
)
_MODULE_SAYS = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'")


def announced(failure: Failure) -> bool:
    """Whether a comment in or right after the statement says that it goes wrong."""
    if failure.program.code.expected.get(failure.statement.lineno, "").startswith("Traceback"):
        return True
    lines = failure.program.code.lines
    last = failure.statement.end_lineno or failure.statement.lineno
    above = lines[failure.statement.lineno - 2] if failure.statement.lineno >= 2 else ""
    own = lines[failure.statement.lineno - 1 : last]
    below = lines[last] if last < len(lines) else ""
    remarks = [line.partition("#")[2] for line in own]
    remarks += [line for line in (above, below) if line.lstrip().startswith("#")]
    return any(_ANNOUNCED.search(remark) for remark in remarks)


def note_on(failure: Failure, programs: dict[str, Program]) -> Note | None:
    """The note that a failure is worth; None for one that follows from the page's own order."""
    error = failure.error
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        return _undefined(failure, error)
    program, line = _place(failure, programs)
    start, end = program.code.line_span(line)
    said = " ".join(str(error).split())[:300]
    name = type(error).__name__
    message = f"raises {name}: {said}" if said else f"raises {name}"
    kind: FindingKind = "exception"
    if isinstance(error, AttributeError | ImportError) and (missing := _missing_api(error)):
        kind, message = "api", missing
    evidence = {"exception": name, "traceback": "\n".join(_lines(failure, programs))}
    return Note(program.index, kind, start, end, message, evidence)


def _undefined(failure: Failure, error: NameError) -> Note:
    program = failure.program
    used = [n for n in ast.walk(failure.statement) if isinstance(n, ast.Name) and n.id == error.name]
    start, end = program.code.span(used[0] if used else failure.statement)
    return Note(program.index, "missing-name", start, end, f"{error.name} is used before the page defines it")


def _frames(failure: Failure, programs: dict[str, Program]) -> list[tuple[Program, int]]:
    frames = traceback.extract_tb(failure.error.__traceback__)
    return [(programs[f.filename], f.lineno or 1) for f in frames if f.filename in programs]


def _place(failure: Failure, programs: dict[str, Program]) -> tuple[Program, int]:
    frames = _frames(failure, programs)
    return frames[-1] if frames else (failure.program, failure.statement.lineno)


def _lines(failure: Failure, programs: dict[str, Program]) -> list[str]:
    frames = _frames(failure, programs)[-5:]
    return [f"line {line} of the fence: {program.code.lines[line - 1].strip()}" for program, line in frames]


def _missing_api(error: AttributeError | ImportError) -> str | None:
    if isinstance(error, ImportError):
        refused = str(error).partition(" (")[0]
        return f"this cannot be imported: {refused}" if error.name else None
    owner, name = error.obj, error.name
    if owner is None or not name:
        said = _MODULE_SAYS.match(str(error))
        return unknown_attribute(said[1], said[2], dir(sys.modules.get(said[1]))) if said else None
    if isinstance(owner, types.ModuleType):
        return unknown_attribute(owner.__name__, name, dir(owner))
    kind = owner if isinstance(owner, type) else type(owner)
    if kind.__module__ in {"__main__", "builtins"} and isinstance(owner, type | types.FunctionType):
        return None
    if kind.__module__ == "__main__":
        return None
    return unknown_attribute(
        f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins."), name, dir(owner)
    )


def unknown_attribute(owner: str, name: str, known: list[str]) -> str:
    """The message on an attribute that does not exist, with the nearest that does."""
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"{owner} has no attribute {name}{hint}"
