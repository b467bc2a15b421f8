"""What went wrong with the tool or a file itself, as findings among the others."""

import logging
import traceback

from mdcheck.model.diagnostic import Diagnostic
from mdcheck.model.source import Span
from mdcheck.rules.internal_error import InternalError
from mdcheck.rules.unreadable_file import UnreadableFile

_LOGGER = logging.getLogger("mdcheck")
_START = Span(0, 0)


def internal_error(error: Exception, *, during: str) -> Diagnostic:
    """A defect of the tool, or a budget that was spent; the rest of the run goes on."""
    _LOGGER.debug("failed while %s", during, exc_info=error)
    return InternalError().found(
        _START,
        f"mdcheck failed while {during}: {type(error).__name__}: {error}; this is a defect of mdcheck, "
        "--verbose shows more",
        evidence={"where": _where(error)},
    )


def unreadable(error: OSError) -> Diagnostic:
    """A file that the system does not hand out."""
    return UnreadableFile().found(_START, f"cannot be read: {error.strerror or error}")


def unwritable(error: OSError) -> Diagnostic:
    """A file that could not be mended."""
    return UnreadableFile().found(_START, f"cannot be written: {error.strerror or error}")


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "unknown"
