"""The README shows what the tool prints; ``python tests/golden/test_readme.py`` writes it there anew."""

import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
README = FOLDER.parents[1] / "README.md"
BLOCK = re.compile(r"(?<=```text\n)error\[.*?(?=```)", re.DOTALL)
# Where a formula fails is drawn at random, and time goes by as it likes.
VARYING = re.compile(r"-?\d+(?:\.\d+|/\d+)(?:e-?\d+)?")


def printed() -> str:
    """What ``mdcheck check entropy.md`` prints."""
    arguments = [sys.executable, "-c", "from mdcheck.cli import main; main()", "check", "entropy.md"]
    run = subprocess.run(arguments, cwd=FOLDER, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1, run.stderr
    return run.stdout


def test_the_readme_shows_what_is_printed():
    (shown,) = BLOCK.findall(README.read_text(encoding="utf-8"))
    assert VARYING.sub("*", shown) == VARYING.sub("*", printed())


if __name__ == "__main__":
    README.write_text(BLOCK.sub(lambda _: printed(), README.read_text(encoding="utf-8")), encoding="utf-8")
