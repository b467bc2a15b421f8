"""Words that the text formats share."""

from mdcheck.model.diagnostic import Fix, Severity
from mdcheck.report.palette import Palette, visible
from mdcheck.report.summary import Summary


def fix_hint(fix: Fix) -> str:
    """What a fix does, and the option that applies it."""
    return f"{visible(fix.message)} ({'`--fix`' if fix.safe else '`--fix --unsafe-fixes`'})"


def footer(summary: Summary, palette: Palette, seconds: float) -> str:
    """Coverage, counts, and how many findings ``--fix`` would mend."""
    worst = max((severity for severity, count in summary.diagnostics.items() if count), default=None)
    style = "good" if worst is None else worst.word
    fixable = f"{summary.fixable:,} fixable with `--fix`\n" if summary.fixable else ""
    return f"{palette.paint(summary.line(), style)} ({seconds:.1f} s)\n{fixable}"


def flag(severity: Severity, code: str, palette: Palette) -> str:
    """A severity with a rule's code, as in ``error[D101]``."""
    return palette.severity(f"{severity.word}[{code}]", severity)
