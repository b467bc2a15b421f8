"""When two results agree, when they differ, and how to show where."""

import contextlib
from collections.abc import Iterator
from typing import Any, Literal

import torch
from torch import Tensor

Relation = Literal["same", "near", "different"]

_SAME, _SAME_SINGLE, _DIFFERENT = 1e-7, 2e-5, 1e-3


@contextlib.contextmanager
def double_precision() -> Iterator[None]:
    """Make new tensors float64 inside the block."""
    usual = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        yield
    finally:
        torch.set_default_dtype(usual)


def as_tensor(value: Any) -> Tensor | None:
    """A result as a float64 tensor; None if it is nothing numeric."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Tensor):
        return value.detach()
    try:
        return torch.as_tensor(value).detach()
    except (TypeError, ValueError, RuntimeError):
        return None


def relation(actual: Tensor, expected: Tensor) -> Relation:
    """How two results relate; nan agrees with nothing, and sizes of 1 do not matter."""
    if actual.numel() != expected.numel() or trimmed(actual) != trimmed(expected):
        return "different"
    a, b = actual.double().reshape(-1), expected.double().reshape(-1)
    if not torch.isfinite(b).all():
        return "near"
    if not torch.isfinite(a).all():
        return "different"
    scale = b.abs().max().item() if b.numel() else 1.0
    gap = (a - b).abs().max().item() if b.numel() else 0.0
    single = actual.dtype in (torch.float32, torch.float16, torch.bfloat16)
    if gap <= (_SAME_SINGLE if single else _SAME) * max(scale, 1e-12):
        return "same"
    return "different" if gap > _DIFFERENT * max(scale, 1e-12) else "near"


def trimmed(value: Tensor) -> list[int]:
    """Its shape without sizes of 1."""
    return [size for size in value.shape if size != 1]


def show(value: Tensor) -> str:
    """The first few numbers of a result."""
    flat = value.double().reshape(-1)
    shown = ", ".join(f"{number:.4g}" for number in flat[:6].tolist())
    return f"[{shown}{', ...' if flat.numel() > 6 else ''}] of shape {tuple(value.shape)}"
