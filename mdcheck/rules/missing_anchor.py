"""D114: a link to a place in a page that has no such place."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Link
from mdcheck.model.page import Page
from mdcheck.rules.anchors import anchors
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.targets import Target, targets


class MissingAnchor(Rule):
    """links to a heading that does not exist.

    ## What it does
    Compares the part after `#` with the anchors of the page linked to: its headings, and every `id` or
    `name` in its HTML. Case is ignored, since some hosts ignore it.

    ## Why is this bad?
    The link leads to the top of the page, and the reader is left to search.

    ## How to mend it
    Copy the anchor of the heading as it reads now.
    """

    code = "D114"
    name = "missing-anchor"
    severity = Severity.WARNING
    needs = Needs.DOCUMENT
    valid = (
        Valid("# 交叉熵\n\n见 [上文](#交叉熵) 和 [页首](#)。"),
        Valid('<a name="proof"></a>\n\n[proof](#proof)'),
        Valid("[other](other.md#softmax)", files={"other.md": "# Softmax"}),
        Valid("[other](other.md#proof)", files={"other.md": "<a id='proof'></a>"}),
        Valid("[code](train.py#L10) [app](#/chapter?id=x)", files={"train.py": ""}),
    )
    invalid = (
        Invalid("# 交叉熵\n\n见 [上文](#交叉商)。", at=("#交叉商",)),
        Invalid("[other](other.md#soft)", at=("other.md#soft",), files={"other.md": "# Softmax"}),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Look up each fragment."""
        known: dict[str, frozenset[str] | None] = {}
        for node, target in targets(page.document):
            if not isinstance(node, Link) or not _names_a_place(target):
                continue
            if target.path not in known:
                known[target.path] = _anchors_of(page, target.path)
            there = known[target.path]
            if there is not None and target.fragment.casefold() not in there:
                where = target.path or "this page"
                yield self.found(node.target_span, f"{where} has no heading or anchor #{target.fragment}")


def _names_a_place(target: Target) -> bool:
    local = target.kind in ("page", "file")
    return local and bool(target.fragment) and target.fragment[0] not in "/!:" and target.fragment != "top"


def _anchors_of(page: Page, path: str) -> frozenset[str] | None:
    """The anchors of the page linked to, case ignored; None if it is no note that can be read."""
    found = anchors(page.source, page.document) if not path else _elsewhere(page, path)
    return None if found is None else frozenset(map(str.casefold, found))


def _elsewhere(page: Page, path: str) -> frozenset[str] | None:
    stem = path.removesuffix(".html").removesuffix(".md").rstrip("/")
    served = (f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md")
    note = next((note for note in served if page.facts.exists(note)), None)
    return page.facts.anchors(note) if note else None
