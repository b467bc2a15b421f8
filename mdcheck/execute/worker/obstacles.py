"""Exceptions that say nothing about the code: what it needs is not here, or may not be used."""

import importlib.util
import re

_DEVICE = re.compile(r"CUDA|cuda|NVIDIA|\bGPU\b|\bmps\b|MPS backend|not linked with support for|HIP|XPU")
_MEMORY = re.compile(
    r"not enough memory|can't allocate memory|out of memory|bad_alloc|can't start new thread"
)
_NETWORK = re.compile(
    r"urlopen|HTTPConnection|Max retries|getaddrinfo|resolve host|Connection|download", re.IGNORECASE
)


class OverTime(BaseException):
    """A statement took longer than it may."""


class NeedsInput(BaseException):
    """A statement asks its user something."""


def obstacle(error: BaseException) -> str | None:
    """Why a statement could not be run here; None if the fault is its own."""
    match error:
        case OverTime():
            return "takes longer than the time limit"
        case NeedsInput():
            return "asks for input"
        case MemoryError():
            return "needs more memory than the limit"
        case ModuleNotFoundError(name=str(name)):
            return None if _installed(name) else f"needs the package {name.partition('.')[0]}"
        case ImportError():
            return None
        case SystemExit() | KeyboardInterrupt():
            return "ends the program"
        case EOFError():
            return "asks for input"
        case OSError(filename=name) if name is not None:
            return f"needs the file {str(name)[:80]}"
        case OSError():
            return "needs the network or the system"
    return _by_words(error)


def _by_words(error: BaseException) -> str | None:
    text = str(error)
    library = type(error).__module__.partition(".")[0]
    if isinstance(error, (AssertionError, RuntimeError, ValueError)) and _DEVICE.search(text):
        return "needs a GPU"
    if isinstance(error, RuntimeError) and _MEMORY.search(text):
        return "needs more memory than the limit"
    if library in {"requests", "urllib3", "urllib", "http", "socket", "ssl"} and _NETWORK.search(text):
        return "needs the network"
    if type(error).__name__ in {"LookupError"} and "download" in text:
        return "needs a download"
    return None


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name.partition(".")[0]) is not None
    except (ImportError, ValueError):
        return False
