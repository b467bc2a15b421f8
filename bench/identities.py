"""Generates true identities over all notations as notes write them, and their false variants.

``python -m bench.identities --count 10000`` prints for each field how many are called true, left undecided
or refuted, and the same of one false variant each (``bench/mutate.py``). None of the true ones may be
refuted, none of the false ones called true.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.identity_families import FAMILIES, Family
from bench.mutate import Note, Outcome, may_be_given, mutants, report
from mdcheck.config import Config
from mdcheck.model.verdict import verdict_name
from mdcheck.verify.claim_ids import ClaimIds
from mdcheck.verify.formulas import judge_link

TOKEN = re.compile(r"\\\\|\\[A-Za-z]+|[A-Za-z]+|.", re.DOTALL)
WORDS = frozenset(("Var", "Cov", "cases", "begin", "end", "mathrm", "softmax", "sigmoid", "tr"))
SLOT = re.compile(r"<([^<>]*[kl][^<>]*)>")
STYLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\log ", (r"\log ", r"\ln ")),
    (r"\log(", (r"\log(", r"\ln(")),
    (r"\frac", (r"\frac", r"\frac", r"\dfrac", r"\tfrac")),
    ("^T", ("^T", r"^\top ", r"^{\top}", r"^{T}", r"^{\mathrm{T}}")),
    ("E[", ("E[", r"\mathbb{E}[", r"\mathrm{E}[")),
    (r"\mathrm{Var}", (r"\mathrm{Var}", r"\operatorname{Var}", "Var", r"\text{Var}")),
    (r"\mathrm{Cov}", (r"\mathrm{Cov}", r"\operatorname{Cov}", "Cov")),
    (r"D_{KL}(p\|q)", (r"D_{KL}(p\|q)", r"D_{\mathrm{KL}}(p\,\|\,q)", r"D_{KL}(p||q)", r"\mathrm{KL}(p\|q)")),
    (r"\operatorname{tr}", (r"\operatorname{tr}", r"\mathrm{tr}", r"\text{tr}")),
    (r"\mathrm{softmax}", (r"\mathrm{softmax}", r"\operatorname{softmax}", r"\text{softmax}", "softmax")),
    (r"\mathrm{sigmoid}", (r"\mathrm{sigmoid}", r"\operatorname{sigmoid}", r"\text{sigmoid}")),
    (r"\sum_", (r"\sum_", r"\sum_", r"\sum\limits_")),
    (r"\times", (r"\times", r"\cdot")),
    ("|", ("|", "|", r"\mid ")),
    (" = ", (" = ", "=", " &= ")),
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One identity in a note of its own."""

    family: str
    formula: str
    text: str


def samples(count: int, seed: int) -> Iterator[Sample]:
    """Identities, field by field in turn."""
    random = Random(seed)
    for number in range(count):
        yield sample(FAMILIES[number % len(FAMILIES)], random)


def sample(family: Family, random: Random) -> Sample:
    """One identity of a family, with numbers, names, style and frame drawn."""
    line = random.choice(family.lines.strip().splitlines())
    formula = styled(renamed(numbered(line, random), family, random), line, random)
    frame = random.choice(family.frames)
    if "&=" in formula:
        formula = rf"\begin{{aligned}} {formula} \end{{aligned}}"
    return Sample(family.name, formula, f"# Note\n\n{frame.replace('{}', formula)}\n")


def numbered(line: str, random: Random) -> str:
    """The line with its numbers: products and sums of two small ones."""
    k, l = random.randint(2, 6), random.randint(2, 5)  # noqa: E741 (as the table has them)
    return SLOT.sub(lambda slot: str(eval(slot[1], {"k": k, "l": l})), line)


def renamed(line: str, family: Family, random: Random) -> str:
    """The line with other letters, perhaps with a sum or a multiple for one of them."""
    table = dict(pair.split(":") for pair in random.choice(family.names).split())
    if family.compound and random.random() < 0.3:
        letter = random.choice(family.compound)
        name = table.get(letter, letter)
        table[letter] = random.choice(
            (f"(2{name})", f"({name}+1)", rf"(3{name})", f"(1-{name})", rf"(\frac{{{name}}}{{2}})")
        )
    tokens = TOKEN.findall(line)
    written = [table.get(token, token) if len(token) == 1 else spelt(token, table) for token in tokens]
    return re.sub(r"\^(\([^()]*\))", r"^{\1}", "".join(spaced(written)))


def spelt(token: str, table: dict[str, str]) -> str:
    """A run of letters of which each is a name of its own (``ab``), renamed; a command or word as it is."""
    if token.startswith("\\") or token in WORDS:
        return token
    return "".join(spaced([table.get(letter, letter) for letter in token]))


def spaced(parts: list[str]) -> Iterator[str]:
    """Parts with a space between a command and a letter."""
    for part, after in zip(parts, (*parts[1:], ""), strict=True):
        yield part + (" " if re.search(r"\\[A-Za-z]+$", part) and after[:1].isalpha() else "")


def styled(text: str, line: str, random: Random) -> str:
    """The text as somebody of one style writes it."""
    for plain, variants in STYLES:
        variant = random.choice(variants)
        if plain == "|" and not re.search(r"[A-Za-z]\|[A-Za-z]", line):
            continue
        if plain == "|":
            text = re.sub(r"(?<=[A-Za-z])\|(?=[A-Za-z])", lambda _, v=variant: v, text)  # type: ignore[misc]
        elif not (plain.startswith(r"\log") and r"\log_" in line):
            text = text.replace(plain, variant)
    if random.random() < 0.2:
        text = text.replace("(", r"\left(").replace(")", r"\right)")
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=1, help="false variants of each identity")
    parser.add_argument("--show", action="store_true", help="print what is not as it should be")
    arguments = parser.parse_args()
    came: dict[str, Counter[str]] = {family.name: Counter() for family in FAMILIES}
    outcomes: list[Outcome] = []
    wrong: list[str] = []
    for one in samples(arguments.count, arguments.seed):
        for verdict, outcome, words in judged(one, arguments.mutants):
            if outcome is None:
                came[one.family][verdict] += 1
            else:
                outcomes.append(outcome)
            if verdict == ("refuted" if outcome is None else "true"):
                wrong.append(f"WRONG {words}")
            elif arguments.show and verdict == "undecided" and not (outcome and outcome.given):
                print(one.family, "" if outcome is None else outcome.kind, words, flush=True)
    for name, counts in came.items():
        print(
            f"{name:14} {counts.total():6}  "
            + ", ".join(f"{v} {n / counts.total():.1%}" for v, n in counts.most_common())
        )
    report(sum(counts.total() for counts in came.values()), outcomes)
    print("\n".join(wrong))
    return 1 if wrong else 0


def judged(one: Sample, most: int) -> Iterator[tuple[str, Outcome | None, str]]:
    """The verdict on an identity, and those on its false variants with what became of them."""
    note = Note(one.text, dict(Config().macros))
    position = next(
        (p for p, link in enumerate(note.links) if link.relation == "eq" and len(link.text) > 4), None
    )
    if position is None:
        yield "undecided", None, f"{one.formula}: no equation found"
        return
    claim = judge_link(note.links[position], ClaimIds())
    verdict = plainly(verdict_name(claim.verdict))
    yield verdict, None, f"{one.text!r}: {claim.reading} {claim.verdict}"
    if verdict != "true":
        return
    for edit, mutant in mutants(note, position, most):
        other = judge_link(mutant.links[position], ClaimIds())
        name = "refuted" if mutant.refutes_beside(position) else plainly(verdict_name(other.verdict))
        outcome = Outcome(edit.kind, name, may_be_given(mutant.links[position], edit.kind))
        yield name, outcome, f"{mutant.text!r}: {other.reading} {other.verdict}"


def plainly(name: str) -> str:
    """``true`` for supported and proved; the rest stays undecided or refuted."""
    return {"supported": "true", "proved": "true", "refuted": "refuted"}.get(name, "undecided")


if __name__ == "__main__":
    sys.exit(main())
