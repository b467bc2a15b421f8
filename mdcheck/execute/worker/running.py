"""Running the fences of a page as a reader would: in order, names flowing on, a failure costing little."""

import __future__

import ast
import builtins
import contextlib
import linecache
import random
import signal
import sys
import types
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from typing import Any, NoReturn

from mdcheck.execute.protocol import WALL
from mdcheck.execute.worker import dataflow
from mdcheck.execute.worker.code import Code
from mdcheck.execute.worker.console import Console
from mdcheck.execute.worker.obstacles import NeedsInput, OverTime, obstacle
from mdcheck.execute.worker.shapes.probes import PROBE
from mdcheck.execute.worker.shapes.tracer import Tracer
from mdcheck.records import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """One fence that parses.

    Attributes:
        index: Its number on the page.
        code: Its text.
        tree: What is run: the parsed text, instrumented or not.
        imports: Lines that bring in what it forgot to import.
        undefined: Names that nothing on the page binds.
    """

    index: int
    code: Code
    tree: ast.Module
    imports: tuple[str, ...] = ()
    undefined: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """What reports call it."""
        return f"fence {self.index + 1}"

    @property
    def filename(self) -> str:
        """Under which tracebacks and warnings name it."""
        return f"<fence {self.index}>"


@dataclass(frozen=True, slots=True)
class Failure:
    """A statement that raised by its own fault."""

    program: Program
    statement: ast.stmt
    error: BaseException


@dataclass(slots=True)
class Ran:
    """What came of one fence.

    Attributes:
        done: Statements that ran to their end.
        skipped: Why the others did not, reason to how many.
        failures: Statements that raised by their own fault.
        printed: Text that each statement printed, by its line.
        values: What expressions that stand alone came to, as ``repr``, by their line.
    """

    done: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)
    values: dict[int, str] = field(default_factory=dict)


class PageRun:
    """The running page: its module, what it printed, and which names cannot be trusted any more."""

    def __init__(self, *, seed: int, statement_seconds: float) -> None:
        self.console = Console()
        self.tracer = Tracer()
        self.module = types.ModuleType("__main__")
        self.names: dict[str, Any] = self.module.__dict__
        self._spoilt: dict[str, str] = {}
        self._seconds = statement_seconds
        self._flags = 0
        self.names["__builtins__"] = _builtins(self.console) | {PROBE: self.tracer.probe}
        sys.modules["__main__"] = self.module
        sys.stdout = sys.stderr = self.console
        sys.argv = ["note.py"]
        seed_everything(seed)

    def run(self, program: Program) -> Ran:
        """Run one fence, statement by statement."""
        source = program.code.text
        linecache.cache[program.filename] = (len(source), None, source.splitlines(True), program.filename)
        ran = Ran()
        for line in program.imports:
            self._supply(line)
        self._spoilt |= {name: f"needs {name}, which the page does not define" for name in program.undefined}
        for statement in dataflow.statements(program.tree):
            self._step(program, statement, ran)
        return ran

    def _supply(self, line: str) -> None:
        try:
            exec(line, self.names)
        except Exception as error:
            names = dataflow.gives(ast.parse(line).body[0])
            self._spoilt |= dict.fromkeys(names, obstacle(error) or f"needs {line}")

    def _step(self, program: Program, statement: ast.stmt, ran: Ran) -> None:
        given = dataflow.gives(statement)
        reason = next((self._spoilt[n] for n in sorted(dataflow.reads(statement)) if n in self._spoilt), None)
        if reason is None:
            mark = self.console.mark()
            try:
                self._execute(program, statement, ran)
            except BaseException as error:
                reason = self._why(error)
                if isinstance(error, OverTime):
                    self._distrust(str(reason))
                if reason is None:
                    ran.failures.append(Failure(program, statement, error))
                    reason = f"needs line {statement.lineno} of {program.title}, which failed"
            ran.printed[statement.lineno] = self.console.since(mark)
        if reason is None:
            ran.done += 1
            for name in given:
                self._spoilt.pop(name, None)
            return
        ran.skipped[reason] += 1
        changed = {
            n for n in dataflow.receivers(statement) if not isinstance(self.names.get(n), types.ModuleType)
        }
        self._spoilt |= dict.fromkeys(given | changed, reason)

    def _distrust(self, reason: str) -> None:
        """What was cut off may have changed any value that can be changed, or left it as it was."""
        fixed = (types.ModuleType, types.FunctionType, type, str, bytes, int, float, complex, type(None))
        self._spoilt |= {n: reason for n, value in self.names.items() if not isinstance(value, fixed)}

    def _why(self, error: BaseException) -> str | None:
        if isinstance(error, NameError) and error.name in self._spoilt:
            return self._spoilt[str(error.name)]
        return obstacle(error)

    def _execute(self, program: Program, statement: ast.stmt, ran: Ran) -> None:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            self._flags |= sum(getattr(__future__, a.name).compiler_flag for a in statement.names)
            return
        with self.deadline(self._seconds), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if isinstance(statement, ast.Expr):
                value = eval(self._compiled(program, ast.Expression(statement.value), "eval"), self.names)
                if value is not None:
                    ran.values[statement.lineno] = repr(value)[:10_000]
            else:
                tree = ast.Module([statement], type_ignores=[])
                exec(self._compiled(program, tree, "exec"), self.names)

    def _compiled(self, program: Program, tree: ast.Module | ast.Expression, mode: str) -> types.CodeType:
        code = compile(tree, program.filename, mode, flags=self._flags, dont_inherit=True)
        assert isinstance(code, types.CodeType)
        return code

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Raise OverTime inside the block when its processor time is over, or it waits for much longer.

        Only the processor's time is the same on an idle machine and on a busy one.
        """

        def ring(*_: object) -> NoReturn:
            raise OverTime

        limits = ((signal.ITIMER_PROF, signal.SIGPROF, 1), (signal.ITIMER_REAL, signal.SIGALRM, WALL))
        for timer, number, factor in limits:
            signal.signal(number, ring)
            signal.setitimer(timer, factor * seconds)
        try:
            yield
        finally:
            for timer, _, _ in limits:
                signal.setitimer(timer, 0)


def seed_everything(seed: int) -> None:
    """Seed every random generator that is loaded."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)


def _builtins(console: Console) -> dict[str, Any]:
    def ask(*_: object) -> NoReturn:
        raise NeedsInput

    return {
        **vars(builtins),
        "print": console.printer(),
        "input": ask,
        "breakpoint": ask,
        "help": lambda *_: None,
    }
