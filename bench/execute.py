"""Pages with fences a second, beside pytest-markdown-docs and sybil where those are installed.

``python -m bench.execute [PAGES]`` writes that many pages (200 if left out) of four fences each, runs them
with each tool, and prints seconds, those of the processor (of all processes), pages a second and how many
fences failed. One worker serves all pages, so that torch is loaded once; pytest-markdown-docs lets no names
flow from fence to fence.
"""

import importlib.util
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from mdcheck.config import Config
from mdcheck.execute import client, run_fences
from mdcheck.markdown import read
from mdcheck.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = """# Page {number}

```python
import torch

x = torch.arange({number} + 2.0)
```

```python
def centred(values):
    return values - values.mean()
```

```python
assert abs(centred(x).sum().item()) < 1e-3
```

```python
print(x.shape)
```
"""


def ours(folder: Path) -> int:
    """Run every page in the contained worker; how many fences failed."""
    failed = 0
    for path in sorted(folder.glob("*.md")):
        source = Source(str(path), path.read_text(encoding="utf-8"))
        failed += sum(s.status == "failed" for s in run_fences(source, read(source), Config()))
    client.close()
    return failed


def interpreters(folder: Path) -> int:
    """The floor: a fresh interpreter for every page, uncontained."""
    failed = 0
    for path in sorted(folder.glob("*.md")):
        code = "\n".join(path.read_text(encoding="utf-8").split("```python\n")[1:]).replace("```", "")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        failed += done.returncode != 0
    return failed


def pytest_markdown_docs(folder: Path) -> int:
    """Run pytest with its plugin; names flow only where fences say so, and nothing is contained."""
    return _pytest("--markdown-docs", str(folder))


def sybil(folder: Path) -> int:
    """Run pytest with a conftest that lets sybil evaluate the fences, uncontained."""
    (folder / "conftest.py").write_text(
        "from sybil import Sybil\nfrom sybil.parsers.markdown import PythonCodeBlockParser\n"
        "pytest_collect_file = Sybil(parsers=[PythonCodeBlockParser()], patterns=['*.md']).pytest()\n"
    )
    return _pytest(str(folder))


def _pytest(*arguments: str) -> int:
    """Run pytest; how many tests failed, by its last line.

    Raises:
        RuntimeError: It could not run the tests at all.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode > 1:
        raise RuntimeError(done.stderr.strip().splitlines()[0] if done.stderr else done.stdout[-200:])
    failed = re.search(r"(\d+) failed", done.stdout)
    return int(failed[1]) if failed else 0


def processor() -> float:
    """Seconds of processor time of this process and of all that it waited for."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main() -> None:
    """Write the pages, run the tools, print the table."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    tools: dict[str, tuple[Callable[[Path], int], str, int]] = {
        "mdcheck (contained)": (ours, "mdcheck", pages),
        "an interpreter a page": (interpreters, "sys", min(pages, 10)),
        "pytest-markdown-docs": (pytest_markdown_docs, "pytest_markdown_docs", pages),
        "sybil": (sybil, "sybil", pages),
    }
    table = Table("tool", "pages", "seconds", "processor", "pages/s", "failed")
    for name, (run, module, count) in tools.items():
        if module != "sys" and importlib.util.find_spec(module) is None:
            table.add_row(name, "not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            for number in range(count):
                (Path(folder) / f"{number:04}.md").write_text(PAGE.format(number=number), encoding="utf-8")
            start, busy = time.perf_counter(), processor()
            try:
                failed = run(Path(folder))
            except RuntimeError as error:
                table.add_row(name, f"could not run: {error}")
                continue
            seconds = time.perf_counter() - start
        used = f"{processor() - busy:.2f}"
        table.add_row(name, str(count), f"{seconds:.2f}", used, f"{count / seconds:.1f}", str(failed))
    Console().print(table)


if __name__ == "__main__":
    main()
