"""Pairs of computations, ours and a peer's, run by turns and reported as ratios of time.

Each pair is a function that draws inputs on a device and returns our computation and the peer's; write one
with ``@pair("name and size")`` to add a row to the table.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch

BAR = 1.5


@dataclass(frozen=True)
class Case:
    """Our function, the peer's, and what both are called with; floating inputs get gradients if asked for."""

    ours: Callable[..., Any]
    theirs: Callable[..., Any]
    inputs: tuple[Any, ...]
    gradients: bool = True


@dataclass(frozen=True)
class Pair:
    """One row of the table; ``make`` draws the inputs on a device."""

    name: str
    make: Callable[[torch.device], Case]
    cpu_only: bool


PAIRS: list[Pair] = []


def pair(name: str, *, cpu_only: bool = False) -> Callable[[Callable[[torch.device], Case]], None]:
    """Enter a comparison into the table."""
    return lambda make: PAIRS.append(Pair(name, make, cpu_only))


def both(ours: Callable[..., Any], theirs: Callable[..., Any], *inputs: Any) -> Case:
    """The same inputs for both, forward alone and with the backward pass."""
    return Case(ours, theirs, inputs)


def ratio(case: Case, device: torch.device, *, gradients: bool, rounds: int) -> tuple[float, float]:
    """Median time of theirs in milliseconds, and median ratio of ours to theirs, run by turns."""
    leaves = [x.clone().requires_grad_(gradients) if _floats(x) else x for x in case.inputs]

    def run(function: Callable[..., Any]) -> None:
        with torch.set_grad_enabled(gradients):
            out = function(*leaves)
            if gradients:
                out.sum().backward()

    for function in (case.ours, case.theirs) * 2:
        run(function)
    times = [(_time(run, case.ours, device), _time(run, case.theirs, device)) for _ in range(rounds)]
    return 1e3 * statistics.median(b for _, b in times), statistics.median(a / b for a, b in times)


def _floats(x: object) -> bool:
    return isinstance(x, torch.Tensor) and x.is_floating_point()


def _time(run: Callable[..., None], function: Callable[..., Any], device: torch.device) -> float:
    """Seconds of CPU, which a busy machine stretches less than the wall clock; on a GPU those until done."""
    if device.type != "cuda":
        start = time.process_time()
        run(function)
        return time.process_time() - start
    torch.cuda.synchronize()
    start = time.perf_counter()
    run(function)
    torch.cuda.synchronize()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--device", default="cpu", type=torch.device)
    parser.add_argument("--rounds", default=9, type=int)
    parser.add_argument("--only", default="", help="part of a pair's name")
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    print(f"ratio of ours to the peer's and the peer's milliseconds ({options.device}); ! is above {BAR}")
    print("     forward       with backward")
    for entry in PAIRS:
        if options.only in entry.name and not (entry.cpu_only and options.device.type != "cpu"):
            print(_row(entry, options.device, rounds=options.rounds), flush=True)


def _row(entry: Pair, device: torch.device, *, rounds: int) -> str:
    case = entry.make(device)
    cells = []
    for gradients in (False, True)[: 1 + case.gradients]:
        milliseconds, factor = ratio(case, device, gradients=gradients, rounds=rounds)
        cells.append(f"{factor:6.2f}{'!' if factor > BAR else ' '}{milliseconds:8.2f}")
    return "  ".join([f"{cell:15}" for cell in [*cells, ""][:2]] + [entry.name])
