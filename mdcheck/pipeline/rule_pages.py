"""The pages of all rules, for reports that carry them."""

from mdcheck.report.base import RulePage


def rule_pages() -> tuple[RulePage, ...]:
    """What there is to know of each rule, in order of codes; the rules are loaded by the call."""
    from mdcheck.rules import pages
    from mdcheck.rules.registry import all_rules

    return tuple(
        RulePage(rule.code, rule.name, pages.title(rule), pages.page(rule), rule.severity, rule.default)
        for rule in all_rules()
    )
