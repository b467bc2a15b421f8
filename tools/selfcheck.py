"""Holds every formula of the canonical package against its code: the documentation checked like a note.

python -m tools.selfcheck [--write docs/selfcheck.md]
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch

from mdcheck.concepts.concept import Concept, Formula
from mdcheck.concepts.index import load
from mdcheck.config import load as load_config
from mdcheck.verify.selfcheck.forms import Form, Unread, forms
from mdcheck.verify.selfcheck.given import Given
from mdcheck.verify.selfcheck.judge import Trial, compare
from mdcheck.verify.steps import Fuel, OutOfFuel, Unknown
from mdcheck.verify.world import Setting, World
from tools.calls import Caller, result

ROOT = Path(__file__).parents[1]
DRAWS = 60
ENOUGH = 3
PLENTY = 8
STEPS = 2_000_000


@dataclass(frozen=True)
class Verdict:
    """What became of one formula, the number of draws at which it agreed, and a reason if it is open."""

    concept: Concept
    formula: Formula
    status: Literal["agrees", "contradicted", "undecided"]
    points: int
    reason: str = ""


def concepts() -> list[Concept]:
    """All concepts with a formula, of the packages that the configuration calls canonical."""
    torch.set_default_dtype(torch.float64)
    index = load(load_config(ROOT / "pyproject.toml"))
    return [concept for concept in index.concepts if concept.formulas]


def check(concept: Concept) -> Iterator[Verdict]:
    """A verdict for every form of a concept."""
    for form in forms(concept):
        if isinstance(form, Unread):
            yield Verdict(concept, form.formula, "undecided", 0, form.reason)
        else:
            yield judged(concept, form)


def judged(concept: Concept, form: Form) -> Verdict:
    """Draw until the formula agreed at plenty of points, or differs at one."""
    agreed, hole = 0, ""
    for seed in range(DRAWS):
        try:
            trial = tried(concept, form, seed)
        except (Unknown, OutOfFuel, LookupError, TypeError, AttributeError, RuntimeError) as error:
            return Verdict(concept, form.formula, "undecided", agreed, reason_of(error))
        if trial.outcome == "differs":
            return Verdict(concept, form.formula, "contradicted", agreed, trial.detail)
        agreed += trial.outcome == "agrees"
        hole = hole if trial.outcome == "agrees" else trial.detail
        if agreed == PLENTY:
            break
    if agreed >= ENOUGH:
        return Verdict(concept, form.formula, "agrees", agreed)
    return Verdict(concept, form.formula, "undecided", agreed, f"defined at too few points: {hole}")


def reason_of(error: Exception) -> str:
    """Why a formula was not evaluated or its function not called, on one line."""
    known = isinstance(error, Unknown | LookupError)
    text = str(error) if known else f"cannot be called: {error}"
    return "too many steps" if isinstance(error, OutOfFuel) else text.partition("\n")[0]


def tried(concept: Concept, form: Form, seed: int) -> Trial:
    """One draw; arguments that the function rejects show nothing."""
    try:
        call = Caller(concept, form, seed).call()
    except ValueError as error:
        return Trial("undefined", f"rejected: {error}")
    evaluator = Given(
        World("selfcheck", "mixed", 1, Setting()),
        form.definitions,
        Fuel(STEPS),
        arrays=call.arrays,
        sequences=call.sequences,
        functions=call.functions,
    )
    return compare(form, evaluator, result(form, call.returned))


def table(found: list[Verdict]) -> str:
    """The report: how many formulas hold, and why the rest is open."""
    count = Counter(v.status for v in found)
    decided = count["agrees"] + count["contradicted"]
    head = f"""# The docstrings of the canonical package, checked

Written by `make selfcheck`. Each formula is read by mdcheck, evaluated in ball arithmetic on drawn arguments,
and compared with what the code returns, to a relative 1e-6.

{len(found)} formulas, {decided / len(found):.0%} of them decided: {count["agrees"]} agree,
{count["contradicted"]} are contradicted, {count["undecided"]} are undecided.

| concept | verdict | why |
| --- | --- | --- |
"""
    rows = [
        (f"`{v.concept.path}`", v.status, v.reason.replace("|", "\\|")) for v in found if v.status != "agrees"
    ]
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> int:
    """Print the report, and write it; 1 if a formula is contradicted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="file for the report")
    options = parser.parse_args()
    found = [verdict for concept in concepts() for verdict in check(concept)]
    text = table(found)
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    print(text, end="")
    return int(any(v.status == "contradicted" for v in found))


if __name__ == "__main__":
    raise SystemExit(main())
