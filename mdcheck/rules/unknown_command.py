"""L203: a LaTeX command that does not exist."""

from collections.abc import Iterator, Set
from string import ascii_letters

from mdcheck.latex import katex
from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.rendering import refusals

# Escaped for Markdown's sake, which leaves formulas alone here.
_NEEDLESS = frozenset((r"\*", r"\(", r"\)", r"\[", r"\]", r"\+", r"\-", r"\.", r"\<", r"\>"))


class UnknownCommand(Rule):
    r"""commands that neither KaTeX nor the page's macros define.

    ## What it does
    Asks KaTeX about each command of a formula that does not render. Macros of the page (`\newcommand`)
    and of the configuration are known.

    ## Why is this bad?
    The whole formula is shown as an error.

    ## How to mend it
    Correct the name. Where one known name lies near, or the command ran into the letters after it
    (`\alphax`), the fix writes it. A command of a package belongs in `macros` of the configuration.
    """

    code = "L203"
    name = "unknown-command"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid(r"由 $\alpha \in \mathbb{R}$，$a \\x$，$\text{样本} \le 5 % \unknown$"),
        Valid("$$\\newcommand{\\E}{\\mathbb{E}} \\E[x]$$"),
        Valid("$$\nx \\label{eq:one}\n$$"),
    )
    invalid = (
        Invalid(r"$\aplha + 1$", at=(r"\aplha",), fixed=r"$\alpha + 1$"),
        Invalid(r"损失 $\lambdaw + b$。", at=(r"\lambdaw",), fixed=r"损失 $\lambda w + b$。"),
        Invalid("$$\\frobnicate{x} + \\quux$$", at=(r"\frobnicate", r"\quux")),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each unknown command."""
        for refusal in refusals(page):
            for name, span in refusal.unknown:
                known = katex.commands() | set(page.macros)
                place = refusal.formula.content.locate(span)
                better = sorted(_near(name, known))
                fix = Fix(f"write {better[0]}", (Edit(place, better[0]),)) if len(better) == 1 else None
                hint = f"; did you mean {' or '.join(better)}?" if better else ""
                yield self.found(place, f"unknown command {name}{hint}", fix=fix)


def _near(name: str, known: Set[str]) -> set[str]:
    """Known names one slip of the keys away, cut short, or run into the letters after them."""
    if name in _NEEDLESS:
        return {name[1:]}
    if len(name) < 4:
        return set()
    longer = {other for other in known if other.startswith(name)}
    heads = [name[:end] for end in range(3, len(name)) if name[:end] in known]
    run_in = {f"{heads[-1]} {name[len(heads[-1]) :]}"} if heads else set()
    return run_in | ((_slips(name) & known) - set(heads)) | (longer if len(longer) == 1 else set())


def _slips(name: str) -> set[str]:
    """Every name one insertion, deletion, replacement or swap away."""
    splits = [(name[:at], name[at:]) for at in range(1, len(name) + 1)]
    return (
        {left + right[1:] for left, right in splits if right}
        | {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
        | {left + letter + right[1:] for left, right in splits if right for letter in ascii_letters}
        | {left + letter + right for left, right in splits for letter in ascii_letters}
    )
