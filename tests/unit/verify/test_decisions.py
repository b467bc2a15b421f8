"""Verdicts: what refutes, what supports, what stays open and why; the same every time."""

import subprocess
import sys

import pytest

from mdcheck.config import Config
from mdcheck.markdown import read
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Source
from mdcheck.model.verdict import Refuted, Supported, Undecided, verdict_name
from mdcheck.verify.formulas import judge_formulas

NOTE = r"""# Entropy

$H(X,Y)=H(X)+H(X|Y)$, $H(X,Y)=H(X)+H(Y|X)$, $C_n^2=\frac{n(n+1)}2$, $\frac{d}{dx}\ln x=\frac1x$, $a+b=c$
"""


def judged(note: str) -> list[JudgedClaim]:
    """All claims of a note."""
    return list(judge_formulas(read(Source("note.md", note)), Config().macros))


def verdict(formula: str):
    """The verdict on the last relation of a formula that stands alone."""
    return judged(f"${formula}$")[-1].verdict


def test_a_refutation_has_a_witness_with_two_sides():
    found = verdict(r"C_n^2=\frac{n(n+1)}2")
    assert isinstance(found, Refuted)
    assert float(found.witness.left) != float(found.witness.right)
    n = int(found.witness.values["n"])
    assert float(found.witness.left) == n * (n - 1) / 2
    assert float(found.witness.right) == n * (n + 1) / 2


def test_the_likely_slip_is_named():
    found = verdict(r"H(p,q)=H(p)-D_{KL}(p\|q)")
    assert isinstance(found, Refuted)
    assert found.witness.likely == "H(p, q) = H(p) + D(p || q)"


def test_support_says_at_how_many_points():
    found = verdict(r"|ab|=|a||b|")
    assert isinstance(found, Supported)
    assert found.points >= 4


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("a+b=b+a", "vacuous"),
        ("x=x", "vacuous"),
        ("H(X,Y)=H(X)+H(Y)", "assumption"),
        ("a+b=c", "gate"),
        (r"f=\int_0^1 x", "not-read"),
        (r"\ln(-1-x^2)=\ln(-2-x^2)", "few-points"),
    ],
)
def test_what_stays_open_says_why(formula: str, reason: str):
    found = verdict(formula)
    assert isinstance(found, Undecided)
    assert found.reason == reason
    assert found.detail


def test_a_slip_inside_a_chain_is_laid_to_its_own_link():
    claims = judged(r"$C_n^2=\frac{n!}{2!(n-2)!}=\frac{n(n+1)}{2}$")
    assert [verdict_name(claim.verdict) for claim in claims] == ["supported", "refuted"]


def test_spans_cover_what_was_judged():
    for claim in judged(NOTE):
        assert NOTE[claim.span.start : claim.span.end] == claim.text


def test_verdicts_are_the_same_twice_and_in_other_processes():
    first = repr(judged(NOTE))
    assert repr(judged(NOTE)) == first
    code = (
        "import sys; from mdcheck.markdown import read; from mdcheck.model.source import Source;"
        "from mdcheck.verify.formulas import judge_formulas;"
        "print(repr(list(judge_formulas(read(Source('note.md', sys.argv[1])), {}))))"
    )
    for seed in ("1", "2"):
        other = subprocess.run(
            [sys.executable, "-c", code, NOTE],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert other.stdout.strip() == first


def test_one_claim_does_not_change_another():
    alone = judged("# A\n\n$C_n^1=n$\n")[0]
    beside = judged("# A\n\n$C_n^1=n$\n\n# B\n\n$f(x)=x^2$, $f'(x)=2x$\n")[0]
    assert alone == beside


def test_an_endless_claim_ends():
    deep = r"\sum_{i=1}^{n}\sum_{j=1}^{n}\sum_{k=1}^{n}\sum_{l=1}^{n}\sum_{s=1}^{n}\sum_{t=1}^{n}"
    found = verdict(rf"{deep}a_ib_jc_kd_le_sf_t={deep}a_ib_jc_kd_le_tf_s")
    assert verdict_name(found) in ("supported", "undecided")
