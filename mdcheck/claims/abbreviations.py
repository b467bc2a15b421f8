"""Letters that stand for known quantities: P and R in a formula for F1, P and N in one for rates."""

from mdcheck.expr.nodes import Apply, Compare, Expr, Symbol, free_names, transform

PRECISION_AND_RECALL = {
    "P": Symbol("measure precision"),
    "R": Symbol("measure recall"),
    "p": Symbol("measure precision"),
    "r": Symbol("measure recall"),
}
POSITIVES_AND_NEGATIVES = {
    "P": Apply("add", (Symbol("TP"), Symbol("FN"))),
    "N": Apply("add", (Symbol("FP"), Symbol("TN"))),
}


def spelt_out(statement: Compare, chain: frozenset[str]) -> Compare:
    """The statement with abbreviations replaced; ``chain`` holds the names of its chain up to it."""
    names = free_names(statement)
    if "measure f1" in chain and len(names & {"P", "R"}) + len(names & {"p", "r"}) == 2:
        return replaced(statement, PRECISION_AND_RECALL)
    if any(n.startswith("measure ") for n in chain) and names & {"TP", "FP", "FN", "TN"}:
        return replaced(statement, POSITIVES_AND_NEGATIVES)
    return statement


def replaced(statement: Compare, table: dict[str, Symbol] | dict[str, Apply]) -> Compare:
    """The statement with names replaced."""

    def change(node: Expr) -> Expr:
        return table.get(node.name, node) if isinstance(node, Symbol) else node

    result = transform(statement, change)
    assert isinstance(result, Compare)
    return result
