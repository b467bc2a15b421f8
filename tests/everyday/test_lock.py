"""``mdcheck lock``: what was decided or accepted does not change unseen."""

import json

import pytest

NOTE = """# Softmax

The softmax function is $p_i = \\frac{e^{z_i}}{\\sum_{j=1}^{n} e^{z_j}}$, and

$$
\\log \\frac{a}{b} = \\log a - \\log b
$$

for $a > 0$ and $b > 0$. Its cost is $3 n - 1$.

```python
total = sum(range(4))  # 6
```
"""
CONCISE = ("--output-format", "concise", "-q")


@pytest.fixture
def locked(project):
    """A project with a note that is locked."""
    project.write("mdcheck.toml", 'lock = "notes.lock"\n')
    project.write("a.md", NOTE)
    assert project.mdcheck("lock").returncode == 0
    assert project.mdcheck("check", *CONCISE).stdout == ""
    return project


@pytest.mark.parametrize(
    ("written", "slip", "line"),
    [
        (r"3 n - 1", r"3 n + 1", 9),
        (r"\log a - \log b", r"\log a - \operatorname{lg2} b", 6),
        ("range(4))  # 6", "range(5))", 11),
        ("range(4))  # 6", "range(4))", 11),
    ],
)
def test_a_slip_that_leaves_something_undecided_is_an_error_at_its_place(locked, written, slip, line):
    locked.write("a.md", NOTE.replace(written, slip))
    run = locked.mdcheck("check", *CONCISE)
    assert run.returncode == 1, run.stdout + run.stderr
    assert run.stdout.startswith(f"a.md:{line}:"), run.stdout
    assert "error[X916] lost-coverage" in run.stdout


def test_what_is_accepted_is_silent_and_other_notes_stay_locked(locked):
    locked.write("a.md", NOTE.replace("3 n - 1", "3 n + 1"))
    locked.write("b.md", NOTE)
    assert locked.mdcheck("lock", "b.md").returncode == 0
    assert locked.mdcheck("check", *CONCISE).returncode == 1
    assert locked.mdcheck("lock", "a.md").returncode == 0
    assert locked.mdcheck("check", *CONCISE).returncode == 0
    kept = json.loads((locked.root / "notes.lock").read_text(encoding="utf-8"))["notes"]
    assert set(kept) == {"a.md", "b.md"}
    assert "· 3 n + 1" in kept["a.md"]
    assert any(line.startswith(r"✓ \log") for line in kept["a.md"])


def test_a_run_without_judging_or_without_code_misses_nothing(locked):
    locked.write("a.md", NOTE.replace("range(4)", "range(2 * 2)"))
    assert locked.mdcheck("check", "--no-exec", *CONCISE).returncode == 0
    locked.write("a.md", NOTE.replace("3 n - 1", "3 n + 1"))
    assert locked.mdcheck("check", "--select", "D1", *CONCISE).returncode == 0


def test_what_is_not_in_the_lock_yet_is_counted(locked):
    locked.write("a.md", NOTE + "\nMoreover, $2 (a + b) = 2 a + 2 b$.\n")
    run = locked.mdcheck("check")
    assert run.returncode == 0
    assert "1 not in the lock yet: `mdcheck lock`" in run.stderr


@pytest.mark.parametrize("content", [None, "", "[]", '{"schema": 9, "notes": {}}'])
def test_a_lock_that_is_missing_or_none_is_an_error(project, content):
    project.write("mdcheck.toml", 'lock = "notes.lock"\n')
    project.write("a.md", NOTE)
    if content is not None:
        project.write("notes.lock", content)
    run = project.mdcheck("check")
    assert run.returncode == 2
    assert "notes.lock" in run.stderr
    assert "Traceback" not in run.stderr
