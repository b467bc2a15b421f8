"""Code whose values agree, once more on another device: the same values, and none left behind."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from mdcheck.execute.differential.gradients import Replay
from mdcheck.execute.differential.numbers import relation

_CPU = torch.device("cpu")


def astray(replay: Replay, device: str) -> str:
    """What goes wrong on a device: it raises, or gives other values; empty if nothing does.

    Args:
        replay: Of code whose values agree on the processor.
        device: Its name, as torch takes it.
    """
    leaves = {name: value.detach() for name, value in replay.leaves.items()}
    there = {name: value.to(device) for name, value in leaves.items()}
    with torch.no_grad():
        here = _tensors(replay.run(leaves))
        try:
            moved = _tensors(replay.run(there))
        except RuntimeError as error:
            return f"on {device} it raises: {str(error).splitlines()[0]}"
    if any(value.device == _CPU for value in moved) and torch.device(device) != _CPU:
        return f"on {device} its result is on the processor"
    pairs = zip(here, (value.to(_CPU) for value in moved), strict=True)
    return (
        "" if all(relation(b, a) != "different" for a, b in pairs) else f"on {device} it gives other values"
    )


def _tensors(result: Any) -> list[Tensor]:
    parts = result.values() if isinstance(result, Mapping) else result
    parts = parts if isinstance(result, tuple | list | Mapping) else [result]
    return [part for part in parts if isinstance(part, Tensor)]
