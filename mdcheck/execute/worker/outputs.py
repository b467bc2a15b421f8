"""Does a fence print what its own comments and transcripts say?"""

import ast
import re
from collections.abc import Iterator

from mdcheck.execute.protocol import Note
from mdcheck.execute.worker.comments import Comment, after, comments
from mdcheck.execute.worker.console import Console, Printed
from mdcheck.execute.worker.running import Program, Ran
from mdcheck.execute.worker.written import Written, agrees, differs_in_numbers, read_value
from mdcheck.records import dataclass

_SAYS = re.compile(
    r"(?:(?:the\s+)?(?:outputs?|prints?|printed|result|returns?)(?:\s+(?:is|are))?|输出(?:结果)?|打印(?:结果)?|运行结果|结果|返回)"
    r"\s*(?:为|是)?\s*[:：]?\s*(?=\S)|(?:=>|->|≈|≃|约(?:等于|为)?|→|⇒|==>|>>>|=)\s*",
    re.IGNORECASE,
)
_SAYS_AT_THE_END = re.compile(
    r"[;,.，；。]\s*(?:prints?|outputs?|输出|打印)\s*[:：]?\s*(?P<text>\"[^\"]*\"|“[^”]*”)$", re.IGNORECASE
)
_SHOWN = re.compile(r"(?:tensor|array|torch\.Size)\(")
"""What stands below a statement as only a display of its value would."""
_OF_THE_MACHINE = re.compile(
    r"version|版本|cuda|gpu|device|设备|cpu_count|platform|\btime\b|_time\b|seconds|elapsed|耗时|用时|秒|\bms\b|memory|内存|显存"
    r"|\b[MG]i?B\b|getpid|getcwd|\bid\(|getsizeof",
    re.IGNORECASE,
)
"""What differs from machine to machine, in code or in what stands beside it."""
_MOST_TURNS = 50
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'|“([^”]*)”|`([^`]*)`")


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a comment says will be seen; ``sure`` if it says so in words, not by standing there."""

    text: str
    start: int
    end: int
    sure: bool


def mismatches(program: Program, ran: Ran, console: Console) -> Iterator[Note]:
    """Notes on what was printed or shown and is not what the fence says."""
    remarks = comments(program.code)
    shown = [
        (statement, seen)
        for statement in _statements(program.tree)
        if (seen := _seen(program, statement, ran, console))
    ]
    below = {statement: _below(list(after(statement, remarks)), program) for statement, _ in shown}
    habit = any(_holds(claim, seen) for s, seen in shown if (claim := below[s]))
    for statement, seen in shown:
        claim = _transcript(program, statement) or _claim(list(after(statement, remarks)))
        if claim is None and (found := below[statement]) and (habit or not _is_counter(found)):
            claim = found
        if claim is None or _holds(claim, seen) is not False:
            continue
        if _OF_THE_MACHINE.search(f"{claim.text} {ast.unparse(statement)}"):
            continue
        observed = " ".join(p.text for p in seen)
        message = f"prints {_short(observed)}, not {_short(claim.text)}"
        evidence = {"claimed": claim.text, "printed": observed[:500]}
        yield Note(
            program.index, "output", claim.start, claim.end, message, evidence, observed=observed[:2000]
        )


def _statements(tree: ast.Module) -> Iterator[ast.Expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node


def _seen(program: Program, statement: ast.Expr, ran: Ran, console: Console) -> list[Printed] | None:
    """What one statement showed; all of it, and each time apart, where it ran several times."""
    lines = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    match statement.value:
        case ast.Call(func=ast.Name(id="print")):
            here = [p for p in console.calls if p.filename == program.filename and p.line in lines]
            return here[:_MOST_TURNS] if 0 < len(here) <= _MOST_TURNS else None
    if statement.lineno in ran.values:
        shown = ran.values[statement.lineno]
        return [Printed(program.filename, statement.lineno, shown, (shown,))]
    return None


def _transcript(program: Program, statement: ast.Expr) -> _Claim | None:
    wanted = program.code.expected.get(statement.lineno)
    if wanted is None or wanted.startswith("Traceback"):
        return None
    line = (statement.end_lineno or statement.lineno) + 1
    start, end = program.code.line_span(line)
    return _Claim(wanted, start, start + max(end - start, len(wanted.split("\n")[0])), sure=True)


def _claim(remarks: list[Comment]) -> _Claim | None:
    for position, remark in enumerate(remarks):
        if end := _SAYS_AT_THE_END.search(remark.text):
            return _Claim(end["text"], remark.start, remark.end, sure=True)
        says = _SAYS.match(remark.text)
        text = remark.text[says.end() :] if says else remark.text
        if remark.alone and not says and position == 0 and not _SHOWN.match(text):
            return None
        text = _with_continuation(text, remarks[position + 1 :])
        if text:
            return _Claim(text, remark.start, remark.end, sure=bool(says))
    return None


def _below(remarks: list[Comment], program: Program) -> _Claim | None:
    """A value on lines of its own right below: what was shown, unless it speaks of the code behind it."""
    if not remarks or not all(remark.alone for remark in remarks):
        return None
    text = _with_continuation(remarks[0].text, remarks[1:])
    if read_value(text) is None or len(text.split()) != len(" ".join(r.text for r in remarks).split()):
        return None
    last = remarks[-1]
    following = "".join(program.code.lines[last.line : last.line + 1]).strip()
    speaks_ahead = following and not following.startswith("print(")
    return None if speaks_ahead else _Claim(text, remarks[0].start, last.end, sure=False)


def _is_counter(claim: _Claim) -> bool:
    """Whether it could be the number of a section, too."""
    return re.fullmatch(r"\d+(\.\d)?", claim.text) is not None


def _with_continuation(text: str, rest: list[Comment]) -> str:
    """Add following comment lines as long as a bracket is open."""
    while rest and sum(map(text.count, "([{")) > sum(map(text.count, ")]}")):
        text = f"{text} {rest[0].text}"
        rest = rest[1:]
    return text


def _holds(claim: _Claim, seen: list[Printed]) -> bool | None:
    """Whether a claim fits what was seen; None if it is not the kind of text that could be compared."""
    if len(seen) > 1:
        return _some_turn_holds(claim, seen)
    printed = seen[0]
    quoted = _QUOTED.fullmatch(claim.text)
    inner = next(group for group in quoted.groups() if group is not None) if quoted else claim.text
    forms = [printed.text, *printed.values]
    if any(_plain(inner) == _plain(form) or _plain(claim.text) == _plain(form) for form in forms):
        return True
    if any(_same_literal(inner, form) for form in forms):
        return True
    value = read_value(inner)
    if value is not None:
        return _value_holds(value, forms)
    if any(differs_in_numbers(claim.text, form) for form in forms):
        return False
    comparable = quoted and claim.sure and not any(mark in inner for mark in "[]...")
    return False if comparable else None


def _some_turn_holds(claim: _Claim, seen: list[Printed]) -> bool | None:
    """In a loop a claim may speak of any turn, or of all of them in a row; false only if false of each."""
    texts = tuple(p.text for p in seen)
    together = Printed(seen[0].filename, seen[0].line, " ".join(texts), texts)
    verdicts = [_holds(claim, [turn]) for turn in (*seen, together)]
    return False if all(verdict is False for verdict in verdicts) else None


def _value_holds(value: Written, forms: list[str]) -> bool | None:
    verdicts = [agrees(value, form) for form in forms]
    if True in verdicts:
        return True
    return False if False in verdicts else None


def _same_literal(claimed: str, shown: str) -> bool:
    try:
        return bool(ast.literal_eval(claimed) == ast.literal_eval(shown))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False


def _plain(text: str) -> str:
    return "".join(text.split())


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}..."
