"""What a run costs every day, beside what else checks notes: `python bench/everyday.py --peers FOLDER`.

Notes are generated: formulas that hold and some that do not, links, and code in every fourth. Each row is the
cheapest of some runs of a process of its own: seconds on the clock, seconds of processors (its own, and those
of children it waited for: worker processes are not among them), and its own memory. Ratios are to
`python -c "import markdown_it"` at the same time. Peers need other versions of libraries, hence their folder:

    python -m venv FOLDER
    FOLDER/bin/pip install torch pytest-markdown-docs
    npm install --prefix FOLDER markdownlint-cli2
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMPORT = (sys.executable, "-c", "import markdown_it")
CHECK = (
    sys.executable,
    "-c",
    "from mdcheck.cli import main; main()",
    "check",
    "-q",
    "--output-format",
    "concise",
)
FORMULAS = (
    r"H(p) = -\sum_i p_i \log p_i",
    r"\sigma'(x) = \sigma(x)(1 - \sigma(x))",
    r"\log(ab) = \log a + \log b",
    r"\sum_{{i=1}}^{{n}} i = \frac{{n(n+1)}}{{2}}",
    r"(a+b)^2 = a^2 + 2ab + b^2",
    r"{n} + {n} = {double}",
)
CODE = """```python
import torch


def softmax(x):
    e = torch.exp(x - x.max(dim=-1, keepdim=True).values)
    return e / e.sum(dim=-1, keepdim=True)


print(softmax(torch.zeros({size})).shape)  # torch.Size([{size}])
```
"""
CONCEPT = '''"""Waves."""

from jaxtyping import Float
from torch import Tensor


def tilted_wave(x: Float[Tensor, "n"]) -> Float[Tensor, "n"]:
    r"""A sine on a slope.

    Formula:
        $$ w_i = \\sin x_i + x_i $$

    Names:
        tilted wave; 斜波

    Args:
        x: places.

    Returns:
        Heights.
    """
    return {body}
'''
WAVE = "```python\nimport torch\n\n\ndef tilted_wave(x):\n    return x + torch.sin(x)\n```\n"


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of processors, and the largest process in bytes."""

    clock: float
    work: float
    memory: int


def cost(
    command: Sequence[str], folder: Path, *, repeat: int = 3, before: Callable[[], object] = int
) -> Cost:
    """The cheapest of some runs."""
    found = []
    for _ in range(repeat):
        before()
        found.append(_once(command, folder))
    return min(found, key=lambda each: each.work)


def _once(command: Sequence[str], folder: Path) -> Cost:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    clock = time.perf_counter() - began
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def saved(note: Path, *, repeat: int = 4) -> Cost:
    """What a save costs a run that watches; the first loads the engine, and does not count."""
    command = [*CHECK, "--watch", "-j1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, cwd=note.parent, env=environment, text=True, **pipes)
    _await_round(process)
    found = []
    for _ in range(1 + repeat):
        time.sleep(3)  # the watcher begins after the report
        began, clock = _work(process.pid), time.perf_counter()
        note.write_text(f"{note.read_text()}\nmore\n")
        _await_round(process)
        found.append(Cost(time.perf_counter() - clock, _work(process.pid) - began, _peak(process.pid)))
    process.terminate()
    process.wait()
    return min(found[1:], key=lambda each: each.work)


def _await_round(process: subprocess.Popen[str]) -> None:
    for line in process.stderr or ():
        if line.startswith("watching"):
            return


def _work(number: int) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(number: int) -> int:
    status = Path(f"/proc/{number}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def note(number: int) -> str:
    """A note with about a dozen formulas; every fourth has code."""
    parts = [f"# Note {number}\n", f"See [the next](n{number + 1:03}.md#note-{number + 1}).\n"]
    for index in range(12):
        formula = FORMULAS[index % len(FORMULAS)]
        parts.append(f"$${formula.format(n=number + index, double=2 * (number + index))}$$\n")
    if number % 4 == 0:
        parts.append(CODE.format(size=number + 2))
    if number == 1:
        parts.append(WAVE)
    return "\n".join(parts)


def project(folder: Path, count: int) -> None:
    """Write a project of notes."""
    (folder / "mdcheck.toml").write_text('canonical = ["waves"]\n', encoding="utf-8")
    (folder / "waves.py").write_text(CONCEPT.format(body="x.sin() + x"), encoding="utf-8")
    for number in range(count):
        (folder / f"n{number:03}.md").write_text(note(number), encoding="utf-8")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=200)
    parser.add_argument("--peers", type=Path, default=Path("peers"))
    given = parser.parse_args()
    count = given.notes
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder, count)
        cache = folder / ".mdcheck_cache"
        floor = cost(IMPORT, folder, repeat=7)
        print(f"{count} notes; floor: import markdown_it {floor.work:.3f} s of work, {floor.clock:.3f} s\n")
        print(f"| {'what':34} | {'work s':>7} | {'x floor':>7} | {'clock s':>7} | {'MB':>5} |")
        print(f"|{'-' * 36}|{'-' * 8}:|{'-' * 8}:|{'-' * 8}:|{'-' * 6}:|")

        def row(title: str, found: Cost) -> None:
            ratio, size = found.work / floor.work, found.memory / 1e6
            print(f"| {title:34} | {found.work:7.2f} | {ratio:7.1f} | {found.clock:7.2f} | {size:5.0f} |")

        def forget() -> None:
            shutil.rmtree(cache, ignore_errors=True)

        row("cold, one process, no code", cost((*CHECK, "-j1", "--no-exec"), folder, repeat=1, before=forget))
        row(
            "cold, two processes, no code",
            cost((*CHECK, "-j2", "--no-exec"), folder, repeat=1, before=forget),
        )
        row("cold, two processes", cost((*CHECK, "-j2"), folder, repeat=1, before=forget))
        row("warm", cost(CHECK, folder, repeat=7))
        edited = folder / "n002.md"
        row(
            "one note edited",
            cost(CHECK, folder, before=lambda: edited.write_text(f"{edited.read_text()}\nmore\n")),
        )
        row("one note edited, under --watch", saved(folder / "n003.md"))
        bodies = iter(["x + x.sin()", "1 * x + x.sin()", "x + 1 * x.sin()"])
        concept = folder / "waves.py"
        row(
            "one concept edited",
            cost(CHECK, folder, before=lambda: concept.write_text(CONCEPT.format(body=next(bodies)))),
        )
        _peers(folder, given.peers, row)


def _peers(folder: Path, place: Path, row: Callable[[str, Cost], None]) -> None:
    pytest = place / "bin" / "pytest"
    if pytest.exists():
        row("pytest-markdown-docs", cost((str(pytest), "-q", "--markdown-docs", "."), folder, repeat=1))
    linter = place / "node_modules" / ".bin" / "markdownlint-cli2"
    if linter.exists():
        row("markdownlint-cli2", cost((str(linter), "*.md"), folder))


if __name__ == "__main__":
    main()
