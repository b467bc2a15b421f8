"""Which device fences are compared on: found without torch, so that asking costs nothing."""

from typing import Literal

Device = Literal["cpu", "cuda"]
DEVICES = ("auto", "cpu", "cuda")


class NoDeviceError(Exception):
    """The device that was asked for is not here; its text says why."""


def resolve(wanted: str) -> Device:
    """The device to work on: ``auto`` is CUDA where there is one.

    Raises:
        NoDeviceError: There is no such device, or CUDA is asked for outright and is not here.
    """
    if wanted not in DEVICES:
        raise NoDeviceError(f"'{wanted}' is no device; there are {', '.join(DEVICES)}")
    if wanted == "cpu":
        return "cpu"
    lacking = _lacking()
    if lacking and wanted == "cuda":
        raise NoDeviceError(f"there is no CUDA device to work on: {lacking}")
    return "cpu" if lacking else "cuda"


def _lacking() -> str:
    """What is missing for CUDA; empty if nothing is."""
    import ctypes
    from importlib import metadata

    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError:
        return "no driver is installed"
    number = ctypes.c_int()
    if driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(number)) or not number.value:
        return "the driver finds no device"
    try:
        version = metadata.version("torch")
    except metadata.PackageNotFoundError:
        return "torch is not installed"
    return f"torch {version} is built without it" if version.endswith("+cpu") else ""
