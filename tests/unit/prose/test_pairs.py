"""Pairs of notes, one true and one false, must be told apart, with the evidence named."""

import re
from pathlib import Path

import pytest

from mdcheck.config import Config
from mdcheck.markdown import read
from mdcheck.model.source import Source
from mdcheck.model.verdict import Proved, Refuted, Supported, Witness
from mdcheck.verify.prose import judge_prose

SPEC = Path(__file__).parents[2] / "spec" / "prose"
BLOCK = re.compile(r"^~~~ (true|false|silent) ?([^\n]*)\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (path.stem, *block.groups())
    for path in sorted(SPEC.glob("*.md"))
    for block in BLOCK.finditer(path.read_text("utf-8"))
]


def of(kind):
    return [
        pytest.param(*block[2:], id=f"{block[0]}-{at}") for at, block in enumerate(BLOCKS) if block[1] == kind
    ]


def judged(note):
    return list(judge_prose(read(Source("note.md", note)), Config()))


def words(claim):
    match claim.verdict:
        case Refuted(witness=Witness(left=left, right=right)):
            return f"{claim.reading} {left} {right}"


@pytest.mark.parametrize(("_", "note"), of("true"))
def test_true_note_is_upheld(_, note):
    claims = judged(note)
    assert not [claim for claim in claims if isinstance(claim.verdict, Refuted)]
    assert any(isinstance(claim.verdict, Proved | Supported) for claim in claims)


@pytest.mark.parametrize(("evidence", "note"), of("false"))
def test_false_note_is_refuted_with_evidence(evidence, note):
    refuted = [claim for claim in judged(note) if isinstance(claim.verdict, Refuted)]
    assert refuted
    assert any(evidence in words(claim) for claim in refuted)


@pytest.mark.parametrize(("_", "note"), of("silent"))
def test_what_is_not_asserted_is_never_refuted(_, note):
    assert not [claim for claim in judged(note) if isinstance(claim.verdict, Refuted)]


@pytest.mark.parametrize(("_", "note"), [*of("true"), *of("false")])
def test_claims_lie_in_the_note(_, note):
    for claim in judged(note):
        assert 0 <= claim.span.start < claim.span.end <= len(note)


def test_there_are_pairs_in_both_languages_and_of_every_kind():
    kinds = {name: sum(block[0] == name and block[1] == "false" for block in BLOCKS) for name, *_ in BLOCKS}
    assert all(
        kinds[f"{kind}.{language}"] >= 4
        for kind in ("labels", "contents", "predicates", "arithmetic", "formulas")
        for language in ("zh", "en")
    )
    assert sum(kinds.values()) >= 100
