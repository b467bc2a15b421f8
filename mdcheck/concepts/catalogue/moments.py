"""Means, variances and entropies of distributions with names, from the records of the notation room."""

import re
from collections.abc import Iterator
from itertools import groupby

from mdcheck.concepts.definitions import Definition, Form
from mdcheck.notation.distributions import DISTRIBUTIONS, Domain, Named
from mdcheck.patterns import regex

DOMAINS: dict[Domain, str] = {"real": "real", "positive": "positive", "unit": "unit", "count": "total"}
QUANTITIES = {
    "mean": ("mean", "expectation", "expected value", "均值", "期望", "数学期望", "期望值"),
    "variance": ("variance", "方差"),
    "entropy": ("entropy", "differential entropy", "熵", "微分熵"),
}
SPELLINGS = {"alpha": "alpha a", "beta": "beta b", "mu": "mu", "nu": "nu n", "v": "v sigma^2"}
WHAT_IT_IS = regex(r"distribution|density|分布$")
LETTERS = regex(r"[A-Za-z]+")


def definitions() -> Iterator[Definition]:
    """A definition for each moment that is more than a letter, the conventions of one name together."""
    for said, records in groupby(DISTRIBUTIONS, key=lambda record: record.said):
        laws = tuple(records)
        names = [name for name in said if WHAT_IT_IS.search(name)]
        for quantity, words in QUANTITIES.items():
            stated = [form for law in laws for form in forms(law, quantity)]
            if stated and names and not (laws[0].name == "normal" and quantity == "entropy"):
                spelled = [
                    f"{word} of the {n}" for n in names if n.isascii() for word in words if word.isascii()
                ]
                spelled += [
                    f"{n}的{word}" for n in names if not n.isascii() for word in words if not word.isascii()
                ]
                spelled += [
                    f"{n}{word}" for n in names if not n.isascii() for word in words if not word.isascii()
                ]
                topics = ", ".join(
                    f"{n}+{word}" for n in names for word in words if n.isascii() == word.isascii()
                )
                yield Definition(
                    f"{quantity} of the {names[0]}", ", ".join(spelled), "", tuple(stated), topics=topics
                )


def forms(law: Named, quantity: str) -> Iterator[Form]:
    """A moment over the parameters of a distribution; with a variance also as a square."""
    tex = str(getattr(law, quantity))
    used = [(letter, domain) for letter, domain in law.parameters if _stands(letter, tex)]
    bare = tex.strip("\\") in {letter.strip("\\") for letter, _ in used}
    if bare or not used or (law.requires and quantity == "entropy"):
        return
    yield Form("; ".join(_role(letter, domain) for letter, domain in used), tex)
    if any(letter == "v" for letter, _ in used):
        roles = "; ".join(_role("s" if letter == "v" else letter, domain) for letter, domain in used)
        yield Form(roles, re.sub(r"(?<![a-z])v(?![a-z])", "{s^2}", tex))


def _stands(letter: str, tex: str) -> bool:
    """Whether a letter stands in a formula."""
    return letter.strip("\\") in LETTERS.findall(tex) or any(
        letter in word for word in LETTERS.findall(tex) if f"\\{word}" not in tex
    )


def _role(letter: str, domain: Domain) -> str:
    """A parameter with what notes call it."""
    name = letter.strip("\\")
    hints = {"s": "sigma", **SPELLINGS}.get(name, name)
    return f"{name}~{hints}: {DOMAINS[domain]}"


DEFINITIONS = tuple(definitions())
