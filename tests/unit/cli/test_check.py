"""``mdcheck check``: options, exit codes, and what is printed where."""

import json

import pytest

MISSING = "![a](a.png)\n"
IDLE = "<!-- mdcheck: ignore[missing-target] once needed -->\n\ntext\n"


@pytest.fixture
def note(tmp_path):
    def write(text: str, name: str = "n.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def test_a_clean_note_exits_with_0_and_tells_what_was_read(mdcheck, note):
    note("# 熵\n\n$x$ and $y$.\n")
    result = mdcheck("check", "--select", "D")
    assert result.code == 0
    assert result.out.startswith("1 file, 2 formulas")
    assert "no findings" in result.out


def test_findings_exit_with_1_and_show_their_place(mdcheck, note):
    note(MISSING)
    result = mdcheck("check", "n.md", "--select", "D110")
    assert result.code == 1
    assert "error[D110] missing-target:" in result.out
    assert "--> n.md:1:6" in result.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--exit-zero",), 0),
        (("--ignore", "D110"), 0),
        (("--select", "D114"), 0),
        (("--select", "D114,missing-target"), 1),
        (("--select", "D114", "--select", "missing-target"), 1),
    ],
)
def test_options_that_decide_the_exit_code(mdcheck, note, arguments, code):
    note(MISSING)
    assert mdcheck("check", *arguments).code == code


def test_warnings_fail_only_where_the_configuration_says_so(mdcheck, note, tmp_path):
    note(IDLE)
    assert mdcheck("check", "--select", "D,X").code == 0
    (tmp_path / "mdcheck.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    assert mdcheck("check", "--select", "D,X").code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("no.md",), "'no.md'"),
        (("--select", "missing-taget"), "did you mean 'missing-target'"),
        (("--config", "no.toml"), "no.toml"),
        (("--output-format", "ful"), "full"),
        (("--statistics", "--output-format", "json"), "--statistics"),
        (("-", "n.md"), "stands alone"),
        (("--frob",), "--frob"),
    ],
)
def test_usage_errors_exit_with_2_and_print_no_traceback(mdcheck, note, arguments, words):
    note(MISSING)
    result = mdcheck("check", *arguments)
    assert result.code == 2
    assert words in result.err
    assert "Traceback" not in result.err


def test_configuration_errors_name_file_and_key(mdcheck, note, tmp_path):
    note(MISSING)
    (tmp_path / "mdcheck.toml").write_text("ignor = []\n", encoding="utf-8")
    result = mdcheck("check")
    assert result.code == 2
    assert "mdcheck.toml: unknown key 'ignor'; did you mean 'ignore'?" in result.err
    assert mdcheck("check", "--isolated").code == 1


def test_without_paths_the_configured_ones_are_checked(mdcheck, note, tmp_path):
    note(MISSING, "notes/a.md")
    note(MISSING, "other/b.md")
    (tmp_path / "mdcheck.toml").write_text('paths = ["notes"]\n', encoding="utf-8")
    result = mdcheck("check", "--output-format", "concise", "--select", "D110")
    assert result.out.startswith("notes/a.md:1:6: ")
    assert "other" not in result.out


def test_json_is_one_object_and_nothing_else(mdcheck, note):
    note(MISSING)
    result = mdcheck("check", "n.md", "--output-format", "json", "--select", "D110")
    report = json.loads(result.out)
    assert report["summary"]["diagnostics"]["error"] == 1
    assert report["diagnostics"][0]["path"] == "n.md"


def test_statistics_count_instead_of_printing(mdcheck, note):
    note(MISSING * 3)
    result = mdcheck("check", "--statistics", "--select", "D110")
    assert result.out.splitlines()[0].split() == ["3", "D110", "[", "]", "missing-target"]
    assert result.code == 1


def test_quiet_prints_findings_only(mdcheck, note):
    note("text\n")
    assert mdcheck("check", "-q", "--select", "D").out == ""


def test_one_bad_file_does_not_hide_another(mdcheck, note, tmp_path):
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\x00 $a\n")
    (tmp_path / "nul.md").write_bytes(b"\x00" * 100)
    note(MISSING)
    result = mdcheck("check", "--output-format", "concise")
    assert "n.md:1:6" in result.out
    assert "bad.md:1:1" in result.out


def test_nothing_to_read_is_said(mdcheck, tmp_path):
    (tmp_path / "empty").mkdir()
    result = mdcheck("check", "empty")
    assert result.code == 0
    assert "no Markdown file" in result.err
    assert result.out.startswith("0 files")


def test_standard_input_goes_by_the_name_it_is_given(mdcheck, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.png").touch()
    named = ("check", "-", "--stdin-filename", "sub/n.md", "--output-format", "concise", "--select", "D110")
    assert mdcheck(*named, stdin=MISSING.encode()).code == 0
    result = mdcheck(*named, stdin=b"![b](b.png)\n")
    assert result.out.startswith("sub/n.md:1:6: ")
    assert mdcheck("check", "-", "--select", "D110", stdin=MISSING.encode()).code == 1


def test_fix_mends_the_file_and_reports_what_is_left(mdcheck, note):
    path = note(IDLE.replace("\n", "\r\n"))
    result = mdcheck("check", "--fix", "--select", "D,X")
    assert path.read_bytes() == b"\r\ntext\r\n"
    assert result.code == 0
    assert "no findings" in result.out


def test_diff_prints_what_fix_would_do_and_touches_nothing(mdcheck, note):
    path = note(IDLE)
    result = mdcheck("check", "--diff", "n.md", "--select", "D,X")
    assert path.read_text(encoding="utf-8") == IDLE
    assert "--- n.md\n" in result.out
    assert "\n-<!-- mdcheck: ignore[missing-target] once needed -->\n" in result.out
    assert result.code == 1
    assert "1 finding would be mended" in result.err


def test_mended_standard_input_goes_to_standard_output_alone(mdcheck):
    result = mdcheck("check", "-", "--fix", "--select", "D,X", stdin=f"{IDLE}\n{MISSING}".encode())
    assert result.out == IDLE.split("\n", 1)[1] + "\n" + MISSING
    assert "D110" in result.err


def test_a_run_without_findings_to_judge_loads_no_engines(note, tmp_path):
    import subprocess
    import sys

    note(MISSING)
    script = (
        "import sys; sys.argv = ['mdcheck', 'check', 'n.md', '--select', 'D110', '--exit-zero']\n"
        "from mdcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit:\n"
        "    loaded = {name.split('.')[0] for name in sys.modules if '.' in name}  # the parts of packages\n"
        "    print({'numpy', 'sympy', 'torch', 'flint'} & loaded)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "set()"
