"""D111: a path that only exists on the author's machine."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.page import Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.targets import targets


class MachinePath(Rule):
    r"""images and links that point into somebody's own disk.

    ## What it does
    Finds targets such as `/Users/me/..`, `/home/me/..`, `~/..`, `C:\..`, `file://..` and network shares.

    ## Why is this bad?
    The file is on one machine. On every other one, and on the published site, the picture is missing; and
    the path tells strangers the author's name and folders.

    ## How to mend it
    Copy the file beside the note and give its relative path.
    """

    code = "D111"
    name = "machine-path"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid("![图](img/a.png)", files={"img/a.png": ""}),
        Valid("[home](/home/) [users](/Users/)"),
        Valid("The file `C:\\temp\\x.txt` is code, not a link."),
        Valid("![x](/home/guide/x.png)", files={"/home/guide/x.png": ""}),
    )
    invalid = (
        Invalid("![核](/Users/li/Desktop/img/kernel.png)", at=("/Users/li/Desktop/img/kernel.png",)),
        Invalid(r'<img src="D:\notes\img\a b.png">', at=(r"D:\notes\img\a b.png",)),
        Invalid("[data](file:///tmp/data.csv)", at=("file:///tmp/data.csv",)),
        Invalid("[log](/home/chen/run/log.txt)", at=("/home/chen/run/log.txt",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Report each target that is a path of a machine and no path of the site."""
        for node, target in targets(page.document):
            if target.kind == "machine" and not (
                target.path.startswith("/") and page.facts.exists(target.path)
            ):
                yield self.found(
                    node.target_span, "this path exists on its author's machine only; use a relative path"
                )
