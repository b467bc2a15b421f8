"""Which files a run reads."""

import os
from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.pipeline.discovery import MissingPathError, notes


def _tree(root: Path, *files: str) -> None:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def _notes(root: Path, *paths: str, **config) -> list[str]:
    found = notes([str(root / path) for path in paths or ("",)], Config(root=str(root), **config))
    return [Path(note).relative_to(root).as_posix() for note in found]


def test_folders_are_searched_in_a_stable_order(tmp_path):
    _tree(tmp_path, "b.md", "a.MD", "z/c.markdown", "a/d.md", "a/code.py", "README")
    assert _notes(tmp_path) == ["a.MD", "b.md", "a/d.md", "z/c.markdown"]


def test_tool_folders_are_left_out(tmp_path):
    _tree(tmp_path, ".git/x.md", ".venv/x.md", "node_modules/p/x.md", "a.md")
    assert _notes(tmp_path) == ["a.md"]


def test_gitignore_files_count_and_inner_ones_have_the_last_word(tmp_path):
    _tree(tmp_path, "a.md", "drafts/b.md", "drafts/keep.md", "out/c.md", "sub/out/d.md")
    (tmp_path / ".gitignore").write_text("/out/\ndrafts/*.md\n", encoding="utf-8")
    (tmp_path / "drafts" / ".gitignore").write_text("!keep.md\n", encoding="utf-8")
    assert _notes(tmp_path) == ["a.md", "drafts/keep.md", "sub/out/d.md"]


def test_the_gitignore_of_a_parent_in_the_same_repository_counts(tmp_path):
    _tree(tmp_path, ".git/HEAD", "docs/a.md", "docs/private/b.md")
    (tmp_path / ".gitignore").write_text("private/\n", encoding="utf-8")
    assert _notes(tmp_path, "docs") == ["docs/a.md"]


def test_the_gitignore_of_another_repository_above_does_not_count(tmp_path):
    _tree(tmp_path, "inner/.git/HEAD", "inner/docs/a.md")
    (tmp_path / ".gitignore").write_text("docs/\n", encoding="utf-8")
    assert _notes(tmp_path, "inner/docs") == ["inner/docs/a.md"]


def test_excluded_files_are_left_out_unless_named_outright(tmp_path):
    _tree(tmp_path, "a.md", "old/b.md")
    assert _notes(tmp_path, exclude=("old/",)) == ["a.md"]
    assert _notes(tmp_path, "old/b.md", exclude=("old/",)) == ["old/b.md"]


def test_a_file_reached_twice_is_read_once(tmp_path):
    _tree(tmp_path, "a.md", "b.md")
    assert _notes(tmp_path, "b.md", "", "a.md") == ["b.md", "a.md"]


def test_linked_folders_are_not_entered(tmp_path):
    _tree(tmp_path, "sub/a.md")
    os.symlink(tmp_path, tmp_path / "sub" / "loop")
    assert _notes(tmp_path) == ["sub/a.md"]


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(MissingPathError, match=r"no\.md"):
        _notes(tmp_path, "no.md")
