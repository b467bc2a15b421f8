"""P509: a state of a recurrence under two letters."""

from collections.abc import Iterable
from typing import ClassVar

from mdcheck.claims.clashes import Clash
from mdcheck.claims.state_letters import state_letters
from mdcheck.model.diagnostic import Severity
from mdcheck.model.document import Document
from mdcheck.rules.base import Invalid, Valid
from mdcheck.rules.clash import ClashRule


class TwinLetters(ClashRule):
    r"""Finds states of a recurrence that a formula nearby calls by the same letter in the other case.

    ## What it does

    A recurrence (``V_t`` from ``V_{t-1}``) defines a state. Where a formula of the same section uses ``v_t``,
    which nothing on the page defines, and not ``V_t``, the one is probably meant for the other.

    ## Why is this bad?

    Readers look for the definition of a second quantity that does not exist; code gets two variables.

    ## How to mend it

    Use one letter.
    """

    code: ClassVar[str] = "P509"
    name: ClassVar[str] = "twin-letters"
    severity: ClassVar[Severity] = Severity.WARNING
    valid: ClassVar[tuple[Valid, ...]] = (
        Valid("$V_t = \\beta V_{t-1} + (1 - \\beta) g_t^2$\n\n$w_{t+1} = w_t - \\eta g_t / \\sqrt{V_t}$\n"),
        Valid(
            "$V_t = \\beta V_{t-1} + (1 - \\beta) g_t^2$\n\n设 $v_t$ 为速度：$w_{t+1} = w_t - \\eta v_t$\n"
        ),
        Valid("$V(S_t) = V(S_t) + \\alpha (r_t + V(s_{t+1}) - V(s_t))$\n\n$R_{t+1} = R_t + r_t$\n"),
        Valid("随机变量 $X_t$ 由上一步给出。\n\n$X_t = a X_{t-1} + e_t$\n\n$p(x) = f(x_t)$\n"),
    )
    invalid: ClassVar[tuple[Invalid, ...]] = (
        Invalid(
            "$V_t = \\beta V_{t-1} + (1 - \\beta) g_t^2$\n\n$w_{t+1} = w_t - \\eta g_t / \\sqrt{v_t}$\n",
            at=("v_t",),
        ),
        Invalid(
            "$V_t = \\beta V_{t-1} + (1 - \\beta) g_t^2$\n\n更新为\n\n$w_{t+1} = w_t - \\eta g_t / v_t$\n",
            at=("v_t",),
        ),
    )

    @staticmethod
    def clashes(document: Document) -> Iterable[Clash]:
        """Every such place."""
        return state_letters(document)

    @staticmethod
    def message(clash: Clash) -> str:
        """What is here, and what was there."""
        return f"{clash.now} is not defined on this page: probably {clash.before}, a state defined here"
