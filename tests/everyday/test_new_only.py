"""What is new: beside a baseline, since a revision; and reports of several machines put together."""

import json

import pytest

FALSE, TRUE = "$$1 + 1 = 3$$\n", "$$1 + 1 = 2$$\n"
CONCISE = ("--output-format", "concise", "-q")


@pytest.fixture
def old(project):
    """A project with two false notes."""
    project.write("a.md", f"# A\n\n{FALSE}")
    project.write("b.md", f"# B\n\n{FALSE}\n{FALSE}")
    return project


def test_a_baseline_leaves_out_what_it_knows_wherever_it_moves(old):
    assert old.mdcheck("baseline").returncode == 0
    assert old.mdcheck("check", "--baseline", ".mdcheck-baseline.json").returncode == 0
    old.write("a.md", f"# A\n\nmore words\n\n{FALSE}\n\n$$1 + 1 = 4$$\n")
    run = old.mdcheck("check", "--baseline", ".mdcheck-baseline.json", *CONCISE)
    assert run.stdout.splitlines() == [
        "a.md:8:3: error[F303] refuted-arithmetic: 1 + 1 = 4 is false: left 2, right 4"
    ]
    assert run.returncode == 1


def test_one_more_of_the_same_is_new(old):
    old.mdcheck("baseline")
    old.write("a.md", f"# A\n\n{FALSE}\n{FALSE}")
    run = old.mdcheck("check", "--baseline", ".mdcheck-baseline.json", *CONCISE)
    assert len(run.stdout.splitlines()) == 1


def test_the_ratchet_fails_when_something_is_mended(old):
    old.write("mdcheck.toml", 'baseline = "known.json"\n')
    old.mdcheck("baseline")
    assert old.mdcheck("check", "--ratchet").returncode == 0
    old.write("a.md", TRUE)
    assert old.mdcheck("check").returncode == 0
    run = old.mdcheck("check", "--ratchet")
    assert run.returncode == 1
    assert "a.md: F303 refuted-arithmetic: 1 + 1 = 3" in run.stderr
    assert old.mdcheck("check", "--ratchet", "b.md").returncode == 0  # a.md was not looked at
    (old.root / "b.md").unlink()
    old.mdcheck("baseline", "a.md")
    assert json.loads((old.root / "known.json").read_text(encoding="utf-8"))["notes"] == {}


@pytest.mark.parametrize("content", [None, "", "[]", '{"schema": 1}', '{"schema": 9, "notes": {}}'])
def test_a_baseline_that_is_missing_or_none_is_an_error(old, content):
    if content is not None:
        old.write("known.json", content)
    run = old.mdcheck("check", "--baseline", "known.json")
    assert run.returncode == 2
    assert "known.json" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_ratchet_without_a_baseline_is_an_error(old):
    assert old.mdcheck("check", "--ratchet").returncode == 2


@pytest.fixture
def committed(old):
    old.write("c.md", "# Goal\n\n[a](a.md#a) ![x](x.png)\n")
    old.write("x.png", "")
    old.git("init", "-q")
    old.git("add", ".")
    old.git("commit", "-q", "-m", "begin")
    return old


def since(project, revision: str = "HEAD") -> list[str]:
    run = project.mdcheck("check", "--since", revision, *CONCISE)
    assert run.returncode in (0, 1), run.stderr
    return [line.partition(" ")[0] for line in run.stdout.splitlines()]


def test_since_a_revision_only_changed_lines_count(committed):
    assert since(committed) == []
    committed.write("b.md", f"# B\n\n$$1 + 1 =  3$$\n\n{FALSE}\nmore\n")
    assert since(committed) == ["b.md:3:3:"]


def test_a_baseline_holds_beside_a_revision(committed):
    committed.mdcheck("baseline")
    committed.write("a.md", f"# A\n\n{FALSE}\n$$1 + 1 = 4$$\n")
    known = ("--baseline", ".mdcheck-baseline.json", "--ratchet")
    run = committed.mdcheck("check", "--since", "HEAD", *known, *CONCISE)
    assert [line.partition(" ")[0] for line in run.stdout.splitlines()] == ["a.md:5:3:"]
    assert "not found any more" not in run.stderr


def test_what_a_change_breaks_elsewhere_counts(committed):
    committed.write("a.md", f"# Z\n\n{FALSE}")
    (committed.root / "x.png").unlink()
    assert since(committed) == ["c.md:3:5:", "c.md:3:18:"]


def test_notes_that_git_does_not_know_count_as_a_whole(committed):
    committed.write("new note.md", FALSE)
    assert since(committed) == ["new"]
    committed.git("add", ".")
    committed.git("commit", "-q", "-m", "next")
    assert since(committed) == []
    assert since(committed, "HEAD~1") == ["new"]


@pytest.mark.parametrize("revision", ["nowhere", "--output=x"])
def test_a_revision_that_does_not_exist_is_an_error(committed, revision):
    run = committed.mdcheck("check", f"--since={revision}")
    assert run.returncode == 2
    assert "--since" in run.stderr


def test_merged_parts_are_the_report_of_one_run(old):
    for number in range(5):
        old.write(f"sub/{number}.md", (TRUE, FALSE)[number % 2] + f"\n![{number}](x{number}.png)\n")
    formats = ("sarif", "junit", "gitlab", "rdjson", "github", "json-lines", "evidence")
    outputs = [option for name in formats for option in ("--output", f"{name}:one/{name}")]
    one = old.mdcheck("check", *CONCISE, *outputs)
    for number in (1, 2, 3):
        old.mdcheck("check", "--shard", f"{number}/3", "--output", f"part:{number}.json", "-q")
    outputs = [option for name in formats for option in ("--output", f"{name}:many/{name}")]
    many = old.mdcheck("merge", "2.json", "3.json", "1.json", *CONCISE, *outputs)
    assert (many.stdout, many.returncode) == (one.stdout, one.returncode)
    for name in formats:
        assert (old.root / "many" / name).read_bytes() == (old.root / "one" / name).read_bytes()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("1.json",), "part 2 is missing"),
        (("1.json", "1.json"), "part 2 is missing"),
        (("x",), "cannot be read"),
    ],
)
def test_a_missing_part_is_an_error(old, parts, words):
    old.mdcheck("check", "--shard", "1/2", "--output", "part:1.json", "-q")
    run = old.mdcheck("merge", *parts)
    assert run.returncode == 2
    assert words in run.stderr
