"""Decide formulas for metrics typed in running text, on a few confusion matrices."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from mdcheck.claims.lexicon.quantities import NAME, key_of
from mdcheck.claims.passages import Text
from mdcheck.claims.prose_formulas import MetricFormula, metric_formulas
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Undecided, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.prose_arithmetic import evaluate

MATRICES = ((30, 10, 20, 40), (7, 3, 2, 11), (5, 8, 13, 1))
"""Counts of TP, FP, FN, TN on which no two metrics agree."""

Values = Mapping[str, Fraction]
_LETTERS = {"P": ("positives", "PPV"), "N": ("negatives", "ALL"), "R": ("TPR",)}
"""What a letter may stand for; a formula that fits one meaning is right."""


def judge_metric_formulas(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every formula for a metric outside maths, with its verdict."""
    del config
    ids = ClaimIds()
    for claim in metric_formulas(text):
        identifier = ids.next("predicate", f"{claim.metric}{claim.text}")
        reading = f"{claim.metric} = {claim.expression}"
        yield JudgedClaim(identifier, "predicate", claim.span, claim.text, reading, judge(claim))


def judge(claim: MetricFormula) -> Verdict:
    """The verdict on one formula."""
    letters = sorted({key_of(found) for found in NAME.finditer(claim.expression)} & set(_LETTERS))
    failures = []
    for meanings in product(*(_LETTERS[letter] for letter in letters)):
        aliases = dict(zip(letters, meanings, strict=True))
        try:
            failure = _failure(claim, aliases)
        except (ValueError, ZeroDivisionError, KeyError):
            return Undecided("reading", "the formula was not read")
        if failure is None:
            return Proved("confusion matrices", f"on {len(MATRICES)} matrices")
        failures.append(failure)
    return failures[0]


def _failure(claim: MetricFormula, aliases: Mapping[str, str]) -> Refuted | None:
    for counts in MATRICES:
        values = quantities(*counts)
        value = evaluate(substituted(claim.expression, values, aliases)).low
        if value != values[claim.metric]:
            shown = dict(zip(("TP", "FP", "FN", "TN"), map(str, counts), strict=True))
            left, right = f"{claim.metric} = {values[claim.metric]}", f"the formula gives {value}"
            return Refuted(Witness(shown, left, right), by="confusion matrices")
    return None


def quantities(tp: int, fp: int, fn: int, tn: int) -> Values:
    """All quantities of a confusion matrix; AUC is any number, Gini is made of it."""
    auc = Fraction(tp + 40, tp + 60)
    ratios = {
        "TPR": (tp, tp + fn), "FNR": (fn, tp + fn), "FPR": (fp, fp + tn), "TNR": (tn, fp + tn),
        "PPV": (tp, tp + fp), "FDR": (fp, tp + fp), "NPV": (tn, tn + fn),
        "F1": (2 * tp, 2 * tp + fp + fn), "ACC": (tp + tn, tp + fp + fn + tn),
        "ERR": (fp + fn, tp + fp + fn + tn),
        "TP": (tp, 1), "FP": (fp, 1), "FN": (fn, 1), "TN": (tn, 1),
        "positives": (tp + fn, 1), "negatives": (fp + tn, 1), "ALL": (tp + fp + fn + tn, 1),
    }  # fmt: skip
    return {**{name: Fraction(*ratio) for name, ratio in ratios.items()}, "AUC": auc, "GINI": 2 * auc - 1}


def substituted(expression: str, values: Values, aliases: Mapping[str, str]) -> str:
    """The expression with each name replaced by its value, products by juxtaposition made plain."""
    text, last = "", 0
    for found in NAME.finditer(expression):
        key = key_of(found)
        between = expression[last : found.start()]
        text += between + ("*" if (text + between).rstrip()[-1:] in tuple("0123456789)）") else "")
        text += f"({values[aliases.get(key, key)]})"
        last = found.end()
    return (text + expression[last:]).replace("[", "(").replace("]", ")")
