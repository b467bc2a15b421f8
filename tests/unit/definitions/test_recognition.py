"""What names a concept, and what does not."""

import pytest

from mdcheck.claims.definitions import sign_of
from mdcheck.config import Config
from mdcheck.markdown import read
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.source import Source
from mdcheck.model.verdict import Refuted, Supported
from mdcheck.verify.definitions.canon import vocabulary
from mdcheck.verify.definitions.judge import judge_definitions
from mdcheck.verify.definitions.names import headed

KNOWN = vocabulary(Config())


def judged(note: str) -> list[JudgedClaim]:
    return list(judge_definitions(read(Source("note.md", note)), {}, KNOWN))


@pytest.mark.parametrize(
    ("left", "sign"),
    [
        (r"D_{\mathrm{KL}}(P \,\|\, Q)", "D_KL(||)"),
        (r"\mathcal{L}_{\text{CE}}", "L_CE"),
        (r"H(Y \mid X)", "H(|)"),
        (r"\operatorname{softmax}(\mathbf{z})_i", "softmax()"),
        (r"I(X; Y)", "I(;)"),
        (r"\text{查准率}", "查准率"),
    ],
)
def test_left_sides_are_signs(left, sign):
    assert str(sign_of(left)) == sign


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The hinge loss is", ["hinge loss"]),
        ("the squared hinge loss is", ["squared hinge loss"]),
        ("weighted cross entropy:", []),
        ("加权交叉熵为", []),
        ("条件熵定义为", ["conditional entropy"]),
        ("entropy regularization adds", []),
        ("KL 散度与交叉熵", ["KL divergence", "cross entropy"]),
    ],
)
def test_the_longest_unqualified_name_counts(text, names):
    assert [found[0] for found in KNOWN.mentioned(text)] == names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("3.2 交叉熵损失函数", "cross entropy"),
        ("0-1损失函数(zero-one loss)", "zero-one loss"),
        ("三元组损失", "triplet loss"),
        ("## Layer Normalization".strip("# "), "layer normalisation"),
        ("Why gradients vanish", ""),
    ],
)
def test_headings_name_concepts_without_their_numbers(title, name):
    assert (headed((title,), KNOWN) or ("",))[0] == name


@pytest.mark.parametrize(
    "note",
    [
        "$L = \\max(0, 1 + y f(x))$\n",
        "The bound on the hinge loss is $L = \\max(0, 1 + y f(x))$.\n",
        "If the labels are flipped, the hinge loss is $L = \\max(0, 1 + y f(x))$.\n",
        "Unlike the perceptron loss, the hinge loss has a margin: $L = \\max(0, 1 + y f(x))$.\n",
        "The hinge loss is wrongly printed as $L = \\max(0, 1 + y f(x))$.\n",
        "## Hinge loss\n\nThe entropy of the labels is $s = \\max(0, 1 + y f(x))$.\n",
    ],
)
def test_silent_when_unsure(note):
    assert not [claim for claim in judged(note) if isinstance(claim.verdict, Refuted)]


def test_the_evidence_names_concept_alignment_and_what_named_it():
    (claim,) = judged("The cross entropy is $H(a, b) = -\\sum_x a(x) \\log b(x)$.\n")
    assert isinstance(claim.verdict, Supported)
    assert claim.evidence["concept"] == "cross entropy"
    assert claim.evidence["alignment"] == "a(x) as p, b(x) as q"
    assert claim.evidence["named by"] == "letter, sentence"


def test_another_concept_is_named():
    (claim,) = judged("The recall is $r = \\frac{TP}{TP + FP}$.\n")
    assert isinstance(claim.verdict, Refuted)
    assert claim.evidence["other"] == "precision"


def test_a_slip_comes_with_values_at_which_both_differ():
    (claim,) = judged("The hinge loss is $L = \\max(0, 1 + y f(x))$.\n")
    assert isinstance(claim.verdict, Refuted)
    witness = claim.verdict.witness
    assert witness.left != witness.right
    assert set(witness.values) == {"y", "f(x)"}
