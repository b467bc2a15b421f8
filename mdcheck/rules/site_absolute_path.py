"""D112: a path with a leading slash whose file lies beside the note."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Edit, Fix, Severity
from mdcheck.model.page import Facts, Page
from mdcheck.model.source import Span
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.targets import Target, targets


class SiteAbsolutePath(Rule):
    """paths with a leading slash whose file is only found without it.

    ## What it does
    Finds targets such as `/figs/x.png` that do not exist under the site's root, while `figs/x.png` exists
    beside the note or in a folder above it.

    ## Why is this bad?
    A leading slash means the root of the site, or of the disk in an editor's preview: the picture is missing
    everywhere but on a server that happens to serve the note's folder as its root.

    ## How to mend it
    Take the slash away; the fix does so.
    """

    code = "D112"
    name = "site-absolute-path"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid("![图](/figs/x.png)", files={"/figs/x.png": "", "figs/x.png": ""}),
        Valid("![图](figs/x.png)", files={"figs/x.png": ""}),
        Valid("[route](/figs)"),
    )
    invalid = (
        Invalid(
            "![图](/figs/x.png)", at=("/figs/x.png",), fixed="![图](figs/x.png)", files={"figs/x.png": ""}
        ),
        Invalid(
            '<img src="/pic/y.png">',
            at=("/pic/y.png",),
            fixed='<img src="../pic/y.png">',
            files={"../pic/y.png": ""},
        ),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each target that exists only relative to the note."""
        for node, target in targets(page.document):
            relative = relative_form(page.facts, target)
            slash = page.source.text.find("/", *node.target_span)
            if relative and slash >= 0:
                prefix = relative.removesuffix(target.path[1:])
                fix = Fix(f"write {relative}", (Edit(Span(slash, slash + 1), prefix),))
                yield self.found(node.target_span, f"{target.path} is not under the site's root", fix=fix)


def relative_form(facts: Facts, target: Target) -> str | None:
    """The relative path under which a target with a leading slash exists, if it does not exist as written."""
    if target.kind != "file" or not target.path.startswith("/") or facts.exists(target.path):
        return None
    path = target.path.lstrip("/")
    candidates = ("../" * steps + path for steps in range(4)) if path else ()
    return next((candidate for candidate in candidates if facts.exists(candidate)), None)
