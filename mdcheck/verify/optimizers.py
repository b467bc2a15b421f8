"""Decide whether two optimizers make the same steps, by running both."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from mdcheck.claims.passages import Text
from mdcheck.claims.prose_optimizers import SameUpdate, same_updates
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Supported, Undecided, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.update_rules import DEFAULTS, STEPS, trajectory

_CLOSE, _APART = 1e-9, 1e-3
_DECAYS = (0.3, 0.03, 3.0, 0.15, 0.6)
"""Coefficients of the other side that are tried before two penalties count as different."""

_PARAMETERS = {
    "momentum": ("mu",), "nesterov": ("mu",), "rmsprop": ("rho",), "adadelta": ("rho",),
    "adam": ("beta1", "beta2"), "adamw": ("lambda",), "adam + l2": ("lambda",),
    "sgd + l2": ("lambda",), "sgd + decay": ("lambda",),
}  # fmt: skip
_LOOSE = frozenset({"adadelta"})
"""Names that notes also use for something simpler: Adadelta without its second average is RMSprop."""


def judge_optimizers(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every sentence that equates two optimizers, with its verdict."""
    del config
    ids = ClaimIds()
    for claim in same_updates(text):
        reading = f"{claim.left} {'differs from' if claim.negated else 'steps like'} {claim.right}"
        if claim.setting:
            reading += f" with {claim.setting[0]} = {claim.setting[1]:g}"
        yield JudgedClaim(
            ids.next("predicate", claim.text), "predicate", claim.span, claim.text, reading, judge(claim)
        )


def judge(claim: SameUpdate) -> Verdict:
    """The verdict on one sentence: the conventions (bias correction, size of the penalty) are free."""
    gap, start = min(_gaps(claim))
    if _LOOSE & {claim.left, claim.right} and gap > _CLOSE:
        return Undecided("convention", "the note may use the name for a simpler rule")
    if _CLOSE < gap < _APART:
        return Undecided("precision", "too close to tell")
    if (gap <= _CLOSE) != claim.negated:
        return Supported(STEPS, _CLOSE) if gap <= _CLOSE else Proved("counterexample")
    return Refuted(Witness({"steps": str(STEPS)}, *start), by="run")


def _gaps(claim: SameUpdate) -> Iterator[tuple[float, tuple[str, str]]]:
    """How far apart the two come to be, under each convention, with the weights that they end at."""
    for corrected, decay in product((1.0, 0.0), _DECAYS):
        plain = {"corrected": corrected}
        for settings in _settings(claim):
            left = trajectory(claim.left, plain | _shared(claim, settings))
            own = {} if "lambda" in settings else {"lambda": decay}
            right = trajectory(claim.right, plain | settings | own)
            ends = f"{claim.left}: {left[-1].round(4)}", f"{claim.right}: {right[-1].round(4)}"
            yield float(np.abs(left - right).max()), ends


def _settings(claim: SameUpdate) -> list[dict[str, float]]:
    if claim.setting is None:
        return [{}]
    written, value = claim.setting
    names = _PARAMETERS.get(claim.right, ())
    chosen = [name for name in names if name[-1] == written.rstrip("}")[-1]] or list(names)
    return [{name: value} for name in chosen] or [{}]


def _shared(claim: SameUpdate, settings: dict[str, float]) -> dict[str, float]:
    """What the left side takes over: an average's rate that both have."""
    if claim.left == "rmsprop" and claim.right == "adam":
        return {"rho": DEFAULTS["beta2"]}
    return {name: value for name, value in settings.items() if name in _PARAMETERS.get(claim.left, ())}
