"""The hooks in a repository of somebody else's, run by pre-commit itself."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.everyday.projects import MAIN, Project

pytest.importorskip("pre_commit")
HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
CONFIG = "repos:\n  - repo: {hooks}\n    rev: v1\n    hooks:\n      - id: {hook}\n"
FALSE, TRUE = "$$1 + 1 = 3$$\n", "$$1 + 1 = 2$$\n"
IDLE = "<!-- mdcheck: ignore[missing-target] once needed -->\n\ntext\n"


@pytest.fixture
def commit(project, tmp_path_factory, monkeypatch):
    """Stages notes and commits them under a hook; what is installed is the code at hand, not a copy of it."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("home")))
    hooks = Project(tmp_path_factory.mktemp("hooks"))
    command = f'{sys.executable} -c "{MAIN}"'
    text = HOOKS.read_text(encoding="utf-8").replace("language: python", "language: system")
    text = text.replace('  additional_dependencies: [".[torch]"]\n', "")
    hooks.write(".pre-commit-hooks.yaml", text.replace("entry: mdcheck", f"entry: {command}"))
    for each in (hooks, project):
        each.git("init", "-q")
        each.git("add", ".")
        each.git("commit", "-q", "-m", "begin")
    hooks.git("tag", "v1")

    def run(hook: str, **notes: str):
        project.write(".pre-commit-config.yaml", CONFIG.format(hooks=hooks.root, hook=hook))
        for name, text in notes.items():
            project.write(f"{name}.md", text)
        project.git("add", ".")
        return project.run(sys.executable, "-m", "pre_commit", "run")

    return run


def test_a_false_note_is_stopped_and_a_mended_one_goes_through(commit):
    run = commit("mdcheck", a=FALSE)
    assert run.returncode == 1
    assert "a.md:1:3: error[F303] refuted-arithmetic" in run.stdout
    assert commit("mdcheck", a=TRUE).returncode == 0


def test_only_what_is_staged_is_looked_at(commit, project):
    project.write("unstaged.md", FALSE)
    project.git("add", ".")
    project.git("commit", "-q", "-m", "an old sin")
    run = commit("mdcheck", b=TRUE)
    assert run.returncode == 0, run.stdout


def test_excluded_notes_are_left_alone(commit, project):
    project.write("mdcheck.toml", 'exclude = ["drafts/"]\n')
    assert commit("mdcheck", **{"drafts/a": FALSE}).returncode == 0


def test_code_runs_in_the_full_hook_only(commit):
    note = "```python\nprint(1 + 1)  # 3\n```\n"
    assert commit("mdcheck", a=note).returncode == 0
    run = commit("mdcheck-full", a=note)
    assert run.returncode == 1
    assert "snippet-output" in run.stdout


def test_a_mended_note_has_to_be_staged_again(commit, project):
    run = commit("mdcheck-fix", a=IDLE)
    assert run.returncode == 1
    assert "files were modified by this hook" in run.stdout
    assert (project.root / "a.md").read_text(encoding="utf-8") == "\ntext\n"
    project.git("add", ".")
    assert commit("mdcheck-fix").returncode == 0


def test_hooks_are_what_pre_commit_takes_for_hooks():
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    from pre_commit.clientlib import load_manifest

    assert {hook["id"] for hook in load_manifest(HOOKS)} == {"mdcheck", "mdcheck-fix", "mdcheck-full"}
