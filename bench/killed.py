"""Runs killed at any moment: `python bench/killed.py [RUNS [SEED]]`. The cache must be sound after each.

Before each run a note or the canonical package is changed, so that there is always something to find out; the
run is killed with all of its processes after a random time. The next one must print what runs without a cache
print of the same notes, and so must two at once.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-c", "from mdcheck.cli import main; main()", "check", "-q", "-j2")
CONCISE = ("--output-format", "concise")
COUNT = 8
LONGEST = 1.6
VARIANTS = (
    "# Note\n\n$$1 + 1 = 2$$\n\n$$\\log(ab) = \\log a + \\log b$$\n",
    "# Note\n\n$$1 + 1 = 3$$\n\n![gone](gone.png)\n",
    "# Note\n\n```python\nfrom canon import f\nprint(f(1))  # 2\n```\n\n$$2 + 2 = 5$$\n",
)
BODIES = ("x + 1", "x + 2")


def run(folder: Path, *options: str) -> subprocess.Popen[str]:
    """A run in a process group of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        (*COMMAND, *CONCISE, *options),
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        encoding="utf-8",
    )


def write(folder: Path, note: int, variant: int) -> None:
    (folder / f"n{note}.md").write_text(VARIANTS[variant], encoding="utf-8")


def concept(folder: Path, body: int) -> None:
    text = f'"""Canon."""\n\n\ndef f(x):\n    """A function."""\n    return {BODIES[body]}\n'
    (folder / "canon.py").write_text(text, encoding="utf-8")


def expected(folder: Path) -> dict[tuple[int, int], list[str]]:
    """What a fresh run prints of each variant under each body, with N for the number of the note."""
    found = {}
    for body in range(len(BODIES)):
        concept(folder, body)
        for variant in range(len(VARIANTS)):
            write(folder, 0, variant)
            out, _ = run(folder, "--no-cache", "n0.md").communicate()
            found[body, variant] = [line.replace("n0.md", "nN.md") for line in out.splitlines()]
    return found


def main() -> None:
    """Kill and compare."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    draw = random.Random(sys.argv[2] if len(sys.argv) > 2 else "0")
    killed = wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mdcheck.toml").write_text('canonical = ["canon"]\n', encoding="utf-8")
        known = expected(folder)
        variants, body = [draw.randrange(len(VARIANTS)) for _ in range(COUNT)], 0
        for note in range(COUNT):
            write(folder, note, variants[note])
        for number in range(runs):
            for note in draw.sample(range(COUNT), 3):
                variants[note] = draw.randrange(len(VARIANTS))
                write(folder, note, variants[note])
            if draw.random() < 0.2:
                body = 1 - body
            concept(folder, body)
            victim = run(folder)
            time.sleep(draw.uniform(0, LONGEST))
            os.killpg(victim.pid, signal.SIGKILL)
            victim.communicate()
            killed += victim.returncode == -signal.SIGKILL
            lines = [
                line.replace("nN.md", f"n{note}.md")
                for note in range(COUNT)
                for line in known[body, variants[note]]
            ]
            after = [run(folder) for _ in range(1 + (number % 10 == 0))]
            for out, err in [each.communicate() for each in after]:
                if out.splitlines() != lines or "damaged" in err:
                    wrong += 1
                    print(f"run {number}: {out}\n{err}\ninstead of\n" + "\n".join(lines))
        print(f"{runs} runs, {killed} killed before their end, {wrong} wrong outputs after them")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
