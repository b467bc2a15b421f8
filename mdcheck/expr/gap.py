"""What reading says when it does not understand."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mdcheck.model.source import Span


class Gap(Exception):
    """A part of a formula whose meaning is not known; reading stops there and the claim stays undecided.

    Attributes:
        reason: A sentence for the author.
        span: The part, as offsets into the formula's text.
    """

    def __init__(self, reason: str, at: Any = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span: Span | None = getattr(at, "span", None)
