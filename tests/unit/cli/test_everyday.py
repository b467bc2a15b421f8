"""Options and commands for everyday use: outputs, cache, help; and what a run that knows everything loads."""

import json
import signal
import subprocess
import sys
import time
import weakref

import pytest

from mdcheck import cli

MISSING = "![a](a.png)\n"


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "n.md"
    path.write_text(MISSING, encoding="utf-8")
    return path


def test_several_reports_in_one_run(mdcheck, note, tmp_path):
    outputs = ("--output", "json:out/all.json", "--output", "sarif:out/x.sarif", "--evidence", "out/e.json")
    result = mdcheck("check", "--select", "D110", "--output-format", "concise", *outputs)
    assert result.out.startswith("n.md:1:6: error[D110]")
    assert json.loads((tmp_path / "out" / "all.json").read_text(encoding="utf-8"))["diagnostics"]
    assert json.loads((tmp_path / "out" / "x.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["all.json", "e.json", "x.sarif"]


def test_a_report_that_was_there_stays_if_the_run_fails(mdcheck, note, tmp_path):
    (tmp_path / "r.json").write_text("old", encoding="utf-8")
    assert mdcheck("check", "--select", "D999", "--output", "json:r.json").code == 2
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == "old"
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--output", "sarfi:x"), "did you mean 'sarif'"),
        (("--output", "sarif"), "FORMAT:FILE"),
        (("--output", "json:n.md/x"), "cannot be written"),
        (("--jobs", "0"), "above 0"),
        (("--jobs", "many"), "above 0"),
        (("--shard", "3/2"), "part of a whole"),
        (("--shard", "x"), "part of a whole"),
        (("--statistiks",), "--statistics"),
    ],
)
def test_wrong_options_say_what_would_be_right(mdcheck, note, arguments, words):
    result = mdcheck("check", *arguments)
    assert result.code == 2
    assert words in result.err


def test_a_mistyped_command_is_recognised(mdcheck):
    result = mdcheck("chekc")
    assert result.code == 2
    assert "did you mean 'check'" in result.err


def test_help_is_by_task(mdcheck):
    text = mdcheck("check", "--help").out
    titles = ("Which rules:", "What to print:", "Mend:", "Only what is new:", "Speed:", "Other:")
    places = [text.index(f"\n{title}\n") for title in titles]
    assert places == sorted(places)


def test_every_command_is_listed_and_has_help(mdcheck):
    listed = mdcheck("--help").out
    for command in ("check", "inspect", "explain", "rules", "baseline", "lock", "merge", "cache"):
        assert f"\n  {command} " in listed
        assert mdcheck(command, "--help").code == 0


def test_the_cache_is_where_it_says_and_can_be_cleared(mdcheck, note, tmp_path):
    mdcheck("check", "--select", "D110")
    assert mdcheck("cache", "dir").out.strip() == str(tmp_path / ".mdcheck_cache")
    assert list((tmp_path / ".mdcheck_cache").glob("*.sqlite"))
    assert "deleted" in mdcheck("cache", "clear").out
    assert not list((tmp_path / ".mdcheck_cache").iterdir())
    assert mdcheck("check", "--select", "D110").code == 1


def test_no_cache_leaves_nothing_behind(mdcheck, note, tmp_path):
    mdcheck("check", "--no-cache")
    assert not (tmp_path / ".mdcheck_cache").exists()


def test_a_stage_that_is_not_wanted_is_not_loaded_and_a_known_run_loads_no_stage(note, tmp_path):
    heavy = (
        "{'markdown_it', 'numpy', 'sympy', 'flint', 'torch', 'quickjs', 'rich', 'multiprocessing', 'logging'}"
    )
    script = (
        "import sys; sys.argv = ['mdcheck', 'check', '--exit-zero', '-q', '--output-format', 'concise']\n"
        "from mdcheck.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print({heavy} & set(sys.modules))\n"
    )
    command = [sys.executable, "-c", script]
    first, second = (
        subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert "markdown_it" in first.stdout.splitlines()[-1]
    assert second.stdout.splitlines()[-1] == "set()"
    assert first.stdout.splitlines()[:-1] == second.stdout.splitlines()[:-1]


def offered(mdcheck, monkeypatch, *words: str) -> list[str]:
    """What a shell would offer for the last of some words."""
    monkeypatch.setenv("_MDCHECK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(("mdcheck", *words)))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    return mdcheck().out.splitlines()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("check", "--ratc"), ["plain,--ratchet"]),
        (("check", "--output-format", "gi"), ["plain,github", "plain,gitlab"]),
        (("check", "--select", "refuted-id"), ["plain,refuted-identity"]),
        (("check", "--ignore", "D1,refuted-id"), ["plain,D1,refuted-identity"]),
        (("explain", "F301"), ["plain,F301"]),
        (("explain", "notes/"), ["file,notes/"]),
        (("check", "notes/"), ["file,notes/"]),
    ],
)
def test_a_shell_completes_options_formats_rules_and_files(mdcheck, monkeypatch, words, expected):
    assert offered(mdcheck, monkeypatch, *words) == expected


def test_ctrl_c_in_a_callback_is_not_lost(monkeypatch):
    class Thing:
        pass

    monkeypatch.setattr(sys, "unraisablehook", cli.unlost)
    thing = Thing()
    called = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))

    def end() -> None:
        nonlocal thing
        del thing
        time.sleep(1)

    with pytest.raises(KeyboardInterrupt):
        end()
    assert called() is None
