r"""KaTeX in process (quickjs-ng): renders formulas to HTML, and judges whether a formula renders at all.

The JavaScript is packed beside this module by the build hook. Each thread keeps one interpreter, limited in
time and memory; it is thrown away after a failure, so that one formula cannot spoil the next.
"""

import json
import re
import sys
import threading
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from mdcheck.patterns import regex

SECONDS: Final = 2.0
MEMORY: Final = 256 * 1024 * 1024
STACK: Final = 1024 * 1024

_SCRIPT: Final = Path(__file__).parent / "katex" / "katex.min.js"

# Positions inside the body of a macro are no positions of the formula: they are told apart by the excerpt
# that KaTeX underlines in its message.
_DRIVER: Final = r"""
function attempt(work, text, display, macros) {
  const safe = ["http", "https", "mailto", "_relative"];
  const options = {
    displayMode: display, macros: JSON.parse(macros), strict: "ignore", output: "htmlAndMathml", maxSize: 50,
    trust: c => ["\\href", "\\url"].includes(c.command) && safe.includes(c.protocol),
  };
  try {
    return [true, work(text, options), null, 0];
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    const [from, length] = [error.position, error.length || 0];
    const excerpt = from === undefined ? "" : text.slice(Math.max(0, from - 15), from + length);
    const here = from !== undefined && error.message.replace(/\u0332/g, "").includes(excerpt);
    return [false, error.rawMessage, here ? from : null, length];
  }
}
const render = (...given) => JSON.stringify(attempt(katex.renderToString, ...given));
const parse = (...given) => JSON.stringify(attempt((...g) => { katex.__parse(...g); return ""; }, ...given));
"""


# What LaTeX and MathJax know and KaTeX does not. Formulas have no numbers here, so a reference shows a star.
_COMPATIBLE: Final = {
    r"\label": r"\@firstoftwo{}{#1}",
    r"\ref": r"\@firstoftwo{\ast}{#1}",
    r"\eqref": r"\@firstoftwo{(\ast)}{#1}",
    r"\mbox": r"\text{#1}",
    r"\hfill": r"\quad",
    r"\DeclareMathOperator": r"\gdef#1{\operatorname{#2}}",
}
# KaTeX lets nobody define twice what the note's table of macros holds already.
_DEFINED: Final = regex(r"\\(?:new|provide)command\*?\s*\{?\s*(\\[A-Za-z]+)")


class KatexError(Exception):
    """A formula that KaTeX does not render.

    Attributes:
        message: What KaTeX says, without position.
        position: Offset into the formula's text, in characters; None where KaTeX knows none.
        length: Number of characters at ``position`` that are to blame; 0 at the end of the formula.
        kind: ``refused`` by KaTeX, or stopped by a ``limit`` on time, memory or depth.
    """

    def __init__(
        self,
        message: str,
        *,
        position: int | None,
        length: int,
        kind: Literal["refused", "limit"] = "refused",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.length = length
        self.kind = kind


def render(text: str, *, display: bool, macros: Mapping[str, str] | None = None) -> str:
    """HTML with MathML of a formula.

    Raises:
        KatexError: KaTeX refuses the formula, or it exceeds the limits.
    """
    return _call("render", text, display, _table(macros or {}, text))


def check(text: str, *, display: bool, macros: Mapping[str, str] | None = None) -> KatexError | None:
    """What KaTeX has against a formula; None if it renders."""
    return _check(text, display, _table(macros or {}, text))


def defined(command: str) -> bool:
    r"""Whether KaTeX knows a command, given with its backslash."""
    error = check(command, display=True)
    return error is None or not error.message.startswith("Undefined control sequence")


@cache
def commands() -> frozenset[str]:
    r"""All commands of letters that KaTeX knows, with their backslashes."""
    names = set(re.findall(r"\\\\[A-Za-z]+", _SCRIPT.read_text(encoding="utf-8")))
    return frozenset(name[1:] for name in names if defined(name[1:]))


def _table(macros: Mapping[str, str], text: str) -> str:
    """The macros that hold in a formula, as JSON."""
    own = _DEFINED.findall(text)
    table = {name: body for name, body in {**_COMPATIBLE, **macros}.items() if name not in own}
    return sys.intern(json.dumps(table))  # most formulas of a page share one


@lru_cache(maxsize=32_768)  # several rules ask about each formula of a note
def _check(text: str, display: bool, macros: str) -> KatexError | None:
    try:
        _call("parse", text, display, macros)
    except KatexError as error:
        return error.with_traceback(None)
    return None


_local = threading.local()


def _function(name: str) -> Callable[[str, bool, str], str]:
    """A function of this thread's interpreter, which is started if there is none."""
    import quickjs

    if not hasattr(_local, "context"):
        context = quickjs.Context()
        context.set_memory_limit(MEMORY)
        context.set_time_limit(SECONDS)
        context.set_max_stack_size(STACK)
        context.eval(_SCRIPT.read_text(encoding="utf-8"))
        context.eval(_DRIVER)
        _local.context = context
    function: Callable[[str, bool, str], str] = _local.context.eval(name)
    return function


def _call(name: str, text: str, display: bool, macros: str) -> str:
    import quickjs  # not before it is needed: it starts a thread

    clean = text.encode("utf-8", "replace").decode("utf-8")
    try:
        answer = _function(name)(clean, display, macros)
    except quickjs.JSException as failure:
        vars(_local).clear()
        reason = str(failure).split("\n", 1)[0]
        raise KatexError(f"KaTeX gave up: {reason}", position=None, length=0, kind="limit") from None
    good, result, start, length = json.loads(answer)
    if good:
        return str(result)
    if start is None:
        raise KatexError(result, position=None, length=0)
    position = _characters(clean, start)
    blamed = clean[position : _characters(clean, start + length)]
    raise KatexError(result, position=position, length=len(blamed.rstrip() or blamed))


def _characters(text: str, units: int) -> int:
    """An offset in characters, from KaTeX's in UTF-16 units."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
