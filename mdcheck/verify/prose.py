"""All that is claimed in sentences, lists and table cells, judged."""

from collections.abc import Iterator

from mdcheck.claims.passages import text_of
from mdcheck.config import Config
from mdcheck.model.claim import JudgedClaim
from mdcheck.model.document import Document
from mdcheck.verify.cell_arithmetic import judge_cell_arithmetic
from mdcheck.verify.contents import judge_contents
from mdcheck.verify.costs import judge_costs
from mdcheck.verify.facts import judge_facts
from mdcheck.verify.goals import judge_goals
from mdcheck.verify.labels import judge_labels
from mdcheck.verify.layers import judge_layers
from mdcheck.verify.metric_formulas import judge_metric_formulas
from mdcheck.verify.optimizers import judge_optimizers
from mdcheck.verify.predicates import judge_predicates
from mdcheck.verify.prose_arithmetic import judge_prose_arithmetic
from mdcheck.verify.rate_parts import judge_rate_parts
from mdcheck.verify.roles import judge_roles
from mdcheck.verify.stated import judge_stated
from mdcheck.verify.told_counts import judge_told_counts
from mdcheck.verify.window_sizes import judge_window_sizes

JUDGES = (
    judge_labels,
    judge_metric_formulas,
    judge_rate_parts,
    judge_contents,
    judge_predicates,
    judge_optimizers,
    judge_roles,
    judge_prose_arithmetic,
    judge_cell_arithmetic,
    judge_layers,
    judge_told_counts,
    judge_window_sizes,
    judge_costs,
    judge_facts,
    judge_goals,
)
"""One for each kind of claim that prose makes."""


def judge_prose(document: Document, config: Config) -> Iterator[JudgedClaim]:
    """Every claim made in words with its verdict, kind by kind."""
    text = text_of(document)
    for judge in JUDGES:
        yield from judge(text, config)
    yield from judge_stated(document, config)
