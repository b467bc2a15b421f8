"""Decide how large the output of a convolution or pooling is, by sliding its window."""

from collections.abc import Iterator

from mdcheck.claims.passages import Text
from mdcheck.claims.window_sizes import Window, windows
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.verdict import Proved, Refuted, Verdict, Witness
from mdcheck.verify.claim_ids import ClaimIds


def judge_window_sizes(text: Text, config: Config) -> Iterator[JudgedClaim]:
    """Every row of such tables, if no more than one of them is odd, or fewer than half."""
    del config
    ids = ClaimIds()
    for table in windows(text):
        verdicts = [judge(claim) for claim in table]
        odd = sum(isinstance(verdict, Refuted) for verdict in verdicts)
        if odd > 1 and 2 * odd >= len(verdicts):
            continue
        for claim, verdict in zip(table, verdicts, strict=True):
            reading = f"output of a {claim.kernel}-wide window over {claim.before} = {claim.after}"
            identifier = ids.next("arithmetic", claim.text)
            yield JudgedClaim(identifier, "arithmetic", claim.span, claim.text, reading, verdict)


def judge(claim: Window) -> Verdict:
    """The places of the window; whether a last one that sticks out counts is a convention."""
    room = claim.before + 2 * claim.padding - claim.dilation * (claim.kernel - 1) - 1
    if room < 0 or not claim.stride:
        return Refuted(Witness({}, "a window larger than its input", f"{claim.after}"), by="adding up")
    floor, ceil = room // claim.stride + 1, -(-room // claim.stride) + 1
    if claim.after in (floor, ceil):
        return Proved("counting")
    return Refuted(Witness({}, f"comes to {floor}", f"{claim.after} as written"), by="adding up")
