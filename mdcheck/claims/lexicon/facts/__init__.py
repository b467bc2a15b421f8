"""What the literature says of methods that come in pairs: one file a field, one record a topic."""

from mdcheck.claims.lexicon.facts import (
    attention,
    evaluation,
    generation,
    hyperparameters,
    language,
    learning,
    networks,
    rankings,
    reinforcement,
)
from mdcheck.claims.lexicon.facts.topic import FILLER, Topic

__all__ = ["FILLER", "TOPICS", "Topic"]

TOPICS: tuple[Topic, ...] = (
    *language.TOPICS,
    *attention.TOPICS,
    *evaluation.TOPICS,
    *learning.TOPICS,
    *generation.TOPICS,
    *networks.TOPICS,
    *rankings.TOPICS,
    *hyperparameters.TOPICS,
    *reinforcement.TOPICS,
)
"""Every topic."""
