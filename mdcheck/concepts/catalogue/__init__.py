"""Definitions by field: the data that ``mdcheck.verify.definitions`` holds notes against."""

from functools import cache

from mdcheck.concepts.catalogue import (
    activations,
    attention,
    clustering,
    distances,
    generative,
    gradients,
    information,
    learning,
    losses,
    metrics,
    moments,
    networks,
    normalisation,
    probability,
    reinforcement,
    statistics,
    text,
)
from mdcheck.concepts.definitions import Definition

CHAPTERS = (
    activations,
    attention,
    clustering,
    distances,
    generative,
    gradients,
    information,
    learning,
    losses,
    metrics,
    moments,
    networks,
    normalisation,
    probability,
    reinforcement,
    statistics,
    text,
)


@cache
def definitions() -> dict[str, Definition]:
    """Every definition by its name."""
    return {entry.name: entry for chapter in CHAPTERS for entry in chapter.DEFINITIONS}
