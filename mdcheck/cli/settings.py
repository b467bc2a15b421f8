"""What every command shares: colours, and words for the log."""

import os
import sys

from mdcheck.report.palette import Palette


def palette(*, plain: bool = False) -> Palette:
    """Colours if the output is a terminal and nobody minds (https://no-color.org)."""
    return Palette(colour=not plain and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def speak(*, verbose: bool) -> None:
    """Send all that mdcheck has to say of itself to standard error; warnings go there in any case."""
    if verbose:
        import logging

        logging.basicConfig(format="%(name)s: %(message)s")
        logging.getLogger("mdcheck").setLevel(logging.DEBUG)
