"""Reading [tool.mdcheck]: what is found, what it means, and how refusals name file and key."""

from pathlib import Path

import pytest

from mdcheck.config import Config, ConfigError, find, load
from mdcheck.model.diagnostic import Severity


def _write(folder: Path, text: str, name: str = "mdcheck.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_but_the_root_is_a_key(tmp_path):
    path = _write(
        tmp_path,
        """
        paths = ["notes"]
        select = ["F", "D101"]
        extend-select = ["remote-image"]
        ignore = ["D120"]
        exclude = ["drafts/"]
        fail-on = "warning"
        canonical = ["impl"]
        execute = false
        macros = { '\\E' = '\\mathbb{E}' }
        [per-file-ignores]
        "old/*.md" = ["L2"]
        """,
    )
    assert load(path) == Config(
        root=str(tmp_path),
        paths=("notes",),
        select=("F", "D101"),
        extend_select=("remote-image",),
        ignore=("D120",),
        per_file_ignores={"old/*.md": ("L2",)},
        exclude=("drafts/",),
        fail_on=Severity.WARNING,
        canonical=("impl",),
        macros={r"\E": r"\mathbb{E}"},
        execute=False,
    )


def test_pyproject_holds_the_keys_in_its_own_table(tmp_path):
    path = _write(tmp_path, '[tool.mdcheck]\nignore = ["D120"]\n', "pyproject.toml")
    assert load(path).ignore == ("D120",)


def test_the_nearest_file_upwards_governs_and_foreign_pyprojects_are_passed_by(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    outermost = _write(tmp_path, "[tool.mdcheck]\n", "pyproject.toml")
    _write(tmp_path / "a", "[tool.other]\nx = 1\n", "pyproject.toml")
    assert find(inner) == outermost
    nearer = _write(tmp_path / "a", "")
    assert find(inner) == nearer


def test_mdcheck_toml_goes_before_pyproject_of_the_same_folder(tmp_path):
    _write(tmp_path, "[tool.mdcheck]\n", "pyproject.toml")
    own = _write(tmp_path, "")
    assert find(tmp_path) == own


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('selct = ["D"]', ["'selct'", "did you mean 'select'"]),
        ("root = '/'", ["'root'"]),
        ('ignore = "D101"', ["'ignore'", "list of strings", "'D101'"]),
        ("ignore = [1]", ["'ignore'", "list of strings"]),
        ("execute = 1", ["'execute'", "true or false"]),
        ('fail-on = "fatal"', ["'fail-on'", "'warning'", "'fatal'"]),
        ('[per-file-ignores]\n"a.md" = "D101"', ["'per-file-ignores'", "lists of strings"]),
        ("select = [D]", ["not valid TOML", "line 1"]),
    ],
)
def test_a_refusal_names_the_file_the_key_and_what_was_expected(tmp_path, text, words):
    path = _write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    for word in (str(path), *words):
        assert word in str(caught.value)


def test_a_named_pyproject_without_the_table_is_refused(tmp_path):
    path = _write(tmp_path, "[tool.other]\n", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"no \[tool.mdcheck\] table"):
        load(path)


def test_undecodable_files_are_refused_in_words(tmp_path):
    path = tmp_path / "mdcheck.toml"
    path.write_bytes(b"select = ['\xff']")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load(path)
