"""`pytest --mdcheck`: claims, fences and findings as tests that pytest's own options know how to handle."""

import re
import sys

import pytest
from junitparser import JUnitXml

NOTE = """# A

$$1 + 1 = 2$$

$$1 + 1 = 3$$

![x](x.png)

```python
print(1)  # 2
```

$x + y = z$
"""
PLUGIN = ("-p", "no:mdcheck", "-p", "mdcheck.integrations.pytest_plugin", "-p", "no:cacheprovider")


@pytest.fixture
def run(project):
    project.write("a.md", NOTE)
    project.write("b.md", "# nothing to find fault with\n")
    project.write("test_other.py", "def test_other(): pass\n")

    def pytest_run(*arguments: str, plugin: tuple[str, ...] = PLUGIN):
        return project.run(sys.executable, "-m", "pytest", *plugin, *arguments)

    return pytest_run


def outcomes(out: str) -> dict[str, int]:
    return {
        word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|deselected)", out)
    }


def test_each_claim_fence_and_finding_is_a_test(run):
    result = run("--mdcheck", "-v", ".")
    for name, outcome in {
        "a.md::arithmetic: 1 + 1 = 2": "PASSED",
        "a.md::arithmetic: 1 + 1 = 3": "FAILED",
        "a.md::missing-target: x.png": "FAILED",
        "a.md::fence: print(1) # 2": "FAILED",
        ": x + y = z": "SKIPPED",
        "b.md::note": "PASSED",
        "test_other.py::test_other": "PASSED",
    }.items():
        assert re.search(re.escape(name) + r".* " + outcome, result.stdout), (name, result.stdout)
    assert "error[F303] refuted-arithmetic: 1 + 1 = 3 is false" in result.stdout
    assert result.returncode == 1


def test_what_the_baseline_lists_fails_no_test(run, project):
    project.write("mdcheck.toml", 'baseline = "known.json"\n')
    assert project.mdcheck("baseline").returncode == 0
    result = run("--mdcheck", "-rs", ".")
    assert result.returncode == 0, result.stdout
    assert "wrong, and in the baseline" in result.stdout
    project.write("a.md", NOTE + "\n$$2 + 2 = 5$$\n")
    assert outcomes(run("--mdcheck", ".").stdout)["failed"] == 1


def test_without_the_option_notes_are_no_tests(run):
    assert outcomes(run(".").stdout) == {"passed": 1}


def test_k_x_and_nodeids_choose(run):
    assert outcomes(run("--mdcheck", "-k", "arithmetic", ".").stdout)["failed"] == 1
    assert outcomes(run("--mdcheck", "-x", ".").stdout)["failed"] == 1
    assert outcomes(run("--mdcheck", "a.md::arithmetic: 1 + 1 = 2").stdout) == {"passed": 1}


def test_lf_runs_what_failed(run):
    kept = PLUGIN[:-2]
    assert outcomes(run("--mdcheck", ".", plugin=kept).stdout)["failed"] == 3
    assert outcomes(run("--mdcheck", "--lf", ".", plugin=kept).stdout) == {"failed": 3}


def test_several_workers_and_junit(run, project):
    result = run("--mdcheck", "-n", "2", "--junitxml=report.xml", ".", plugin=PLUGIN)
    assert outcomes(result.stdout) == outcomes(run("--mdcheck", ".").stdout)
    report = JUnitXml.fromfile(str(project.root / "report.xml"))
    names = {case.name for suite in report for case in suite}
    assert "arithmetic: 1 + 1 = 3" in names


def test_excluded_notes_are_no_tests(run, project):
    project.write("mdcheck.toml", 'exclude = ["a.md"]\n')
    assert outcomes(run("--mdcheck", ".").stdout) == {"passed": 2}
