"""The static index: of the canonical package, of a user's package, of one that cannot be read."""

import subprocess
import sys
from pathlib import Path

import pytest

from mdcheck.concepts.concept import Convention, Kind, Raised
from mdcheck.concepts.index import Index, load, load_package
from mdcheck.concepts.names import normalised
from mdcheck.config import Config

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
IMPL = load_package(ROOT, "impl")
EXAMPLE = load_package(HERE, "example_package")


def broken(tmp_path, body: str) -> Index:
    """The index of a package with one module."""
    place = tmp_path / "lab"
    place.mkdir()
    (place / "__init__.py").write_text("", encoding="utf-8")
    (place / "canon.py").write_text(body, encoding="utf-8")
    return load_package(tmp_path, "lab")


def documented(fields: str, *, opening: str = 'r"""') -> str:
    """A function ``f(x)`` with fields in its docstring, which begin on line 4."""
    rows = "".join(f"    {row}\n" if row else "\n" for row in fields.splitlines())
    return f'def f(x: int) -> int:\n    {opening}One.\n\n{rows}    """\n    return x\n'


def test_the_canonical_package_is_read_without_findings():
    assert IMPL.findings == ()
    assert len(IMPL.concepts) > 150


def test_a_concept_is_all_there():
    concept = IMPL.at("impl.information.kl_divergence")
    assert concept.names.chinese == ("KL 散度", "相对熵")
    assert concept.formulas[0].tex.startswith("D_{KL}(p \\| q)")
    (kind,) = concept.parameters[0].kinds
    assert (kind.name, kind.holder, kind.axes) == ("Distribution", "Tensor", ("*batch", "n"))
    assert (kind.domain.law, kind.domain.low) == ("simplex", 0)
    assert concept.conventions[0].axis == "base"
    assert concept.conventions[0].default == "e"


@pytest.mark.parametrize("concept", IMPL.concepts, ids=lambda c: c.path)
def test_formulas_stand_where_the_index_says(concept):
    text = (ROOT / concept.file).read_text(encoding="utf-8")
    for formula in concept.formulas:
        written = text[slice(*formula.span)]
        assert written.split() == formula.tex.split()
        assert text.splitlines()[formula.line - 1].strip() != ""
        assert text.count("\n", 0, formula.span.start) + 1 == formula.line


@pytest.mark.parametrize(
    "name",
    ["相对熵", "kl散度", "KL-Divergence", "Kullback–Leibler  divergence", "ｋｌ 散度", "kl_divergence"],
)
def test_a_concept_is_found_by_any_spelling_of_its_names(name):
    assert "impl.information.kl_divergence" in [c.path for c in IMPL.named(name)]


def test_names_that_nobody_bears_find_nothing():
    assert IMPL.named("Schnabeltier") == ()
    assert IMPL.at("impl.nothing") is None


def test_normalisation_keeps_different_names_apart():
    assert normalised("top-k") == normalised("Top k") != normalised("topk")


def test_a_module_is_indexed_by_forward_and_constructor():
    concept = IMPL.at("impl.normalization.LayerNorm")
    assert [p.name for p in concept.parameters] == ["x"]
    assert "d" in [p.name for p in concept.constructor]
    assert concept.is_class
    assert "gamma" in concept.attributes


def test_parts_of_a_returned_tuple_are_told_apart():
    assert [k.axes for k in IMPL.at("impl.normalization.batch_statistics").returns] == [("c",), ("c",)]


def test_a_package_of_a_user_is_read_the_same_way():
    assert EXAMPLE.findings == ()
    assert [c.path for c in EXAMPLE.concepts] == [
        "example_package.lenses.focal_length",
        "example_package.lenses.bend",
    ]
    lens = EXAMPLE.named("焦距离")[0]
    assert lens is EXAMPLE.at("example_package.lenses.focal_length")
    assert len(lens.formulas) == 3
    assert lens.conventions == (
        Convention("sign", ("cartesian", "real is positive")),
        Convention("medium", ("air", "water")),
    )
    assert lens.raises == (Raised("ZeroDivisionError", "if glass and medium are alike."),)
    assert lens.parameters[2].default == "1.0"
    assert lens.parameters[0].kinds[0].domain.open, "Positive comes with mdcheck"
    assert lens.source.endswith("1987, chapter 5.")


def test_a_concept_may_say_that_usage_does_not_differ():
    assert IMPL.at("impl.tensors.repeat").conventions == ()
    assert IMPL.findings == ()


def test_a_package_may_declare_domains_of_its_own():
    angle, none = EXAMPLE.at("example_package.lenses.bend").parameters
    assert (angle.kinds[0].domain.high, angle.kinds[0].axes) == (1.5, ("k", "3"))
    assert none.kinds == (Kind("Float", "Tensor", ("n", "*rest")), Kind("None"))


@pytest.mark.parametrize(
    ("fields", "line", "words"),
    [
        ("Formula:\n    $$ a = b\n\nNames:\n    a; 甲", 4, "without its partner"),
        ("Formula:\n    a = b\n\nNames:\n    a; 甲", 4, "holds no"),
        ("Formula:\n    $$ a = b $$", 2, "'Names:' is missing"),
        ("Names:\n    a; 甲; b; c", 4, "4 groups"),
        ("Names:\n    a; 甲\n\nConventions:\n    eps is outside", 8, "not 'axis: value | other'"),
        ("Names:\n    a; 甲\n\nArgs:\n    y: nothing.", 8, "'y' is documented"),
        ("$$ a = b $$\n\nNames:\n    a; 甲", 4, "outside of the field"),
    ],
)  # fmt: skip
def test_a_docstring_that_cannot_be_read_is_a_finding_with_its_line(tmp_path, fields, line, words):
    findings = broken(tmp_path, documented(fields)).findings
    assert [(f.path, f.line) for f in findings] == [("lab/canon.py", line)]
    assert words in findings[0].message


def test_a_docstring_that_loses_backslashes_is_a_finding(tmp_path):
    body = documented("Formula:\n    $$ a = \\frac{1}{2} $$\n\nNames:\n    a; 甲", opening='"""')
    (finding,) = broken(tmp_path, body).findings
    assert "backslashes" in finding.message


def test_a_file_that_is_not_python_hides_no_other(tmp_path):
    index = broken(tmp_path, "def f(:\n")
    assert [(f.path, f.line) for f in index.findings] == [("lab/canon.py", 1)]
    (tmp_path / "lab" / "good.py").write_text(documented("Names:\n    a; 甲"), encoding="utf-8")
    assert [c.path for c in load_package(tmp_path, "lab").concepts] == ["lab.good.f"]


def test_a_domain_that_is_no_plain_data_is_a_finding(tmp_path):
    (finding,) = broken(
        tmp_path, "from impl.domains import Domain\nBig = Domain(low=2 ** 4 * f())\n"
    ).findings
    assert finding.line == 2
    assert "Big" in finding.message


def test_a_package_that_is_not_there_is_a_finding(tmp_path):
    (finding,) = load(Config(root=str(tmp_path), canonical=("nowhere",))).findings
    assert "nowhere" in finding.message


def test_the_cache_gives_back_what_was_read_and_heals(tmp_path):
    fresh = load_package(HERE, "example_package", folder=tmp_path)
    (kept,) = (tmp_path / "concepts").iterdir()
    assert fresh == EXAMPLE == load_package(HERE, "example_package", folder=tmp_path)
    for spoilt in (b"", b"{}", b'{"key": 1, "concepts": 3}', kept.read_bytes().replace(b"[[", b"[")):
        kept.write_bytes(spoilt)
        assert load_package(HERE, "example_package", folder=tmp_path) == EXAMPLE
        assert load_package(HERE, "example_package", folder=tmp_path) == EXAMPLE


def test_a_changed_file_is_read_anew(tmp_path):
    folder = tmp_path / "cache"
    broken(tmp_path, documented("Names:\n    a; 甲"))
    assert load_package(tmp_path, "lab", folder=folder).named("甲")
    (tmp_path / "lab" / "canon.py").write_text(documented("Names:\n    a; 乙"), encoding="utf-8")
    assert not load_package(tmp_path, "lab", folder=folder).named("甲")
    assert load_package(tmp_path, "lab", folder=folder).named("乙")


def test_the_whole_package_comes_back_from_the_cache(tmp_path):
    assert load_package(ROOT, "impl", folder=tmp_path) == load_package(ROOT, "impl", folder=tmp_path) == IMPL


def test_indexing_imports_neither_torch_nor_the_package():
    code = (
        "import sys; from pathlib import Path; from mdcheck.concepts.index import load_package\n"
        f"assert load_package(Path({str(ROOT)!r}), 'impl').concepts\n"
        "assert not {'torch', 'impl', 'jaxtyping'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
