"""What is kept never differs from what a fresh check finds, whatever was changed in between."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mdcheck.pipeline import surroundings
from mdcheck.pipeline.run import Checker
from tests.everyday.projects import Project

PARAGRAPHS = st.sampled_from(
    (
        "$$1 + 1 = 2$$",
        "$$1 + 1 = 3$$",
        "$$\\log(ab) = \\log a + \\log b$$",
        "# One",
        "## Two\n\ntext",
        "[there](b.md#one) and [here](#two)",
        "[there](c.md#two) ![figure](figure.png)",
        "```python\nprint(1 + 1)  # 2\n```",
        "```python\nprint(1 + 1)  # 3\n```",
        "```python\nx = 4\n```\n\n```python\nprint(x)  # 5\n```",
        "<!-- mdcheck: ignore[F3] a joke -->\n$$2 + 2 = 5$$",
        "\\frac12 and $\\E x$",
        "text\u200btext",
        "Let $f(x) = x^2$.",
        "Let $f(x) = x^3$.",
        "$$f'(x) = 2x$$",
        "$$H(p, q) = H(p) + D_{KL}(p \\| q)$$",
        "where $p$ and $q$ are distributions, $a > 0$",
        "# Entropy",
        "The entropy is $$H(p) = -\\sum_i p_i \\log p_i$$",
        "The entropy is $$H(p) = \\sum_i p_i \\log p_i$$",
        "The cross entropy is $$L = -y \\log p - (1 - y) \\log(1 - p)$$",
        "Of two classes (binary classification).",
        "```python\nfrom canon import f\nprint(f(1))  # 2\n```",
        "```python\ndef f(x):\n    return x + 1\n\n\nprint(f(1))  # 2\n```",
    )
)
NOTES = st.lists(PARAGRAPHS, max_size=4).map("\n\n".join)
CONFIGURATIONS = st.sampled_from(
    (
        "",
        'select = ["D", "F"]',
        'ignore = ["D114"]',
        "execute = false",
        "macros = { '\\E' = '\\mathbb{E}' }",
        'per-file-ignores = { "a.md" = ["F"] }',
        'fail-on = "warning"',
    )
)
CANON = 'def f(x):\n    """{says}."""\n    return {body}\n'
CONCEPTS = st.builds(
    CANON.format, says=st.sampled_from(("One more", "Twice")), body=st.sampled_from(("x + 1", "x * 3"))
)
EDITS = st.one_of(
    st.tuples(st.just("canon.py"), CONCEPTS),
    st.tuples(st.sampled_from(("a.md", "b.md", "c.md")), NOTES),
    st.tuples(st.just("mdcheck.toml"), CONFIGURATIONS.map('canonical = ["canon"]\n'.__add__)),
    st.tuples(st.sampled_from(("figure.png", "b.md", "c.md")), st.sampled_from((None, ""))),
)


def edit(project: Project, name: str, text: str | None) -> None:
    if text is None:
        (project.root / name).unlink(missing_ok=True)
    else:
        project.write(name, text)


@settings(max_examples=12, deadline=None)
@given(st.lists(EDITS, min_size=3, max_size=7))
def test_after_any_edits_a_run_finds_what_a_fresh_one_finds(edits):
    with tempfile.TemporaryDirectory() as root:
        project = Project(Path(root))
        project.write("mdcheck.toml", 'canonical = ["canon"]\n')
        project.write("canon.py", CANON.format(says="One more", body="x + 1"))
        project.write("a.md", "[there](b.md#one)\n\n![figure](figure.png)\n\n$$1 + 1 = 3$$")
        for name, text in edits:
            edit(project, name, text)
            assert project.report(cached=True) == project.report(cached=False)
        assert project.report(cached=True) == project.report(cached=False)


@pytest.fixture
def checked(monkeypatch) -> list[str]:
    """The names of the notes that were checked, and not taken from memory."""
    names: list[str] = []
    source = Checker.source

    def recorded(self, text, **options):
        names.append(Path(text.path).name)
        return source(self, text, **options)

    monkeypatch.setattr(Checker, "source", recorded)
    return names


def test_only_what_changed_is_checked_again(project, checked):
    for name in "abc":
        project.write(f"{name}.md", f"# {name}\n\n$$1 + 1 = 3$$")
    project.report(cached=True)
    assert checked == ["a.md", "b.md", "c.md"]
    checked.clear()
    project.report(cached=True)
    assert checked == []
    project.write("b.md", "# changed")
    project.report(cached=True)
    assert checked == ["b.md"]


def test_a_note_is_checked_again_when_what_it_links_to_changes(project, checked):
    project.write("a.md", "[b](b.md#one)")
    project.write("b.md", "# one")
    project.write("c.md", "![x](x.png)")
    assert [found["rule"] for found in project.report(cached=True)["diagnostics"]] == ["missing-target"]
    checked.clear()
    project.write("b.md", "# two")
    project.write("x.png", "")
    assert [found["rule"] for found in project.report(cached=True)["diagnostics"]] == ["missing-anchor"]
    assert sorted(checked) == ["a.md", "b.md", "c.md"]


def test_a_note_is_not_checked_again_when_links_lead_where_they_led(project, checked):
    project.write("a.md", "[b](b.md#one)")
    project.write("b.md", "# one")
    project.report(cached=True)
    checked.clear()
    project.write("b.md", "# one\n\nand $1 + 1 = 3$")
    assert [found["rule"] for found in project.report(cached=True)["diagnostics"]] == ["refuted-arithmetic"]
    assert checked == ["b.md"]
    surroundings.anchors.cache_clear()
    project.report(cached=True)
    assert surroundings.anchors.cache_info().misses == 0  # that they do is known by now
    (project.root / "b.md").unlink()
    assert [found["rule"] for found in project.report(cached=True)["diagnostics"]] == ["missing-target"]


@pytest.fixture
def judged_notes(monkeypatch) -> list[int]:
    """How many nodes each document had whose claims were judged, and not taken from memory."""
    from mdcheck import verify

    sizes: list[int] = []
    judge = verify.judge

    def recorded(document, config):
        sizes.append(len(document.nodes))
        return judge(document, config)

    monkeypatch.setattr(verify, "judge", recorded)
    return sizes


def test_claims_are_not_judged_again_when_only_the_files_around_a_note_change(project, checked, judged_notes):
    formulas = "$1 + 1 = 3$, $H(p) = -\\sum_i p_i \\log p_i$, $x + y = z$, $(a+b)^2 = a^2 + 2ab + b^2$"
    text = f"# a\n\n![x](x.png) {formulas}"
    project.write("a.md", text)
    before = project.report(cached=True)
    judged_notes.clear()
    project.write("x.png", "")
    assert project.report(cached=True)["claims"] == before["claims"]
    (project.root / "a.md").rename(project.root / "b.md")
    assert [claim["verdict"] for claim in project.report(cached=True)["claims"]] == [
        claim["verdict"] for claim in before["claims"]
    ]
    assert (checked, judged_notes) == (["a.md", "a.md", "b.md"], [])
    project.write("b.md", f"{text}.")
    assert project.report(cached=True) == project.report(cached=False)
    assert len(judged_notes) == 2


@pytest.fixture
def tried(monkeypatch) -> list[str]:
    """The formulas that were tried at points, and not taken from memory."""
    from mdcheck.verify import decide

    texts: list[str] = []
    worlds = decide.all_worlds

    def recorded(demand, seed, *more):
        texts.append(seed)
        return worlds(demand, seed, *more)

    monkeypatch.setattr(decide, "all_worlds", recorded)
    return texts


def test_editing_a_formula_tries_only_what_depends_on_it_again(project, tried):
    square, cube = "Let $f(x) = x^2$.", "Let $f(x) = x^3$."
    of_f, alone = "$$f(2x) - f(x) = 3 x^2$$", "$$\\log(a b) = \\log a + \\log b$$"
    text = "\n\n".join((f"# One\n\n{square}", of_f, f"# Two\n\n{alone}", "$$1 + 1 = 2$$"))
    project.write("a.md", text)
    project.report(cached=True)
    assert len(set(tried)) == 2
    tried.clear()
    project.write("a.md", text.replace("1 + 1 = 2", "1 + 1 = 3"))
    assert project.report(cached=True)["summary"]["claims"]["refuted"] == 1
    assert tried == []
    project.write("a.md", text.replace(square, cube))
    changed = project.report(cached=True)
    assert tried
    assert all("f(" in each for each in tried)
    assert changed == project.report(cached=False)


def test_what_does_not_bear_on_a_note_costs_no_check(project, checked):
    project.write("a.md", "# a")
    project.report(cached=True)
    checked.clear()
    project.write("mdcheck.toml", 'fail-on = "info"\nexclude = ["x/"]\n')
    project.report(cached=True)
    assert checked == []


def test_a_failure_of_the_tool_is_not_kept(project, checked, monkeypatch):
    project.write("a.md", "$$1 + 1 = 3$$")

    def fail(*_):
        raise RuntimeError("the engine broke")

    with monkeypatch.context() as patch:
        patch.setattr("mdcheck.verify.judge", fail)
        assert "internal-error" in {f["rule"] for f in project.report(cached=True)["diagnostics"]}
    assert [f["rule"] for f in project.report(cached=True)["diagnostics"]] == ["refuted-arithmetic"]


def test_moving_a_project_keeps_what_is_known(project, checked, tmp_path):
    project.write("p/mdcheck.toml", "")
    project.write("p/a.md", "# a")
    Project(tmp_path / "p").report(cached=True)
    checked.clear()
    (tmp_path / "p").rename(tmp_path / "q")
    Project(tmp_path / "q").report(cached=True)
    assert checked == []


def test_a_claim_about_a_canonical_object_is_judged_again_when_its_docstring_changes(project, checked):
    project.write("mdcheck.toml", 'canonical = ["canon"]\n')
    project.write("canon.py", 'def kl(p, q):\n    """A divergence."""\n    return 0\n')
    project.write("a.md", "# a\n\n$$1 + 1 = 2$$")
    project.report(cached=True)
    checked.clear()
    project.write("canon.py", 'def kl(p, q):\n    """A divergence."""\n    return 1\n')
    project.report(cached=True)
    assert checked == []
    project.write("canon.py", 'def kl(p, q):\n    """Another divergence."""\n    return 1\n')
    project.report(cached=True)
    assert checked == ["a.md"]
