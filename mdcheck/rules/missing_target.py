"""D110: an image or link whose file is not there."""

from collections.abc import Iterator

from mdcheck.model.diagnostic import Diagnostic, Severity
from mdcheck.model.document import Image
from mdcheck.model.page import Facts, Page
from mdcheck.rules.base import Invalid, Needs, Rule, Valid
from mdcheck.rules.site_absolute_path import relative_form
from mdcheck.rules.targets import Target, targets


class MissingTarget(Rule):
    """images and links to local files that do not exist.

    ## What it does
    Looks up every local image and link target beside the note, or under the site's root if it begins with
    a slash. Percent-encoding is decoded; query and fragment are dropped; upper and lower case matter, as
    on a web server. A link may also name a page as a site serves it: `guide/` or `guide.html` for
    `guide.md`. A link that begins with a slash and has no file extension is a route of the site, which
    only its generator knows.

    ## Why is this bad?
    Readers see a broken picture, or land on a page that is not there.

    ## How to mend it
    Add the file, or correct the path. A name that differs only in case works on some machines, and not on
    the web.
    """

    code = "D110"
    name = "missing-target"
    severity = Severity.ERROR
    needs = Needs.DOCUMENT
    valid = (
        Valid("![注意力](img/a.png)", files={"img/a.png": ""}),
        Valid("![plot](img/loss%20curve.png?raw=true)", files={"img/loss curve.png": ""}),
        Valid("See [the guide](guide/) and [more](guide.html#start).", files={"guide.md": "# Start"}),
        Valid("[route](/P/entropy) [site](https://example.org/x.png) [top](#top)\n\n# Top"),
        Valid("[post]({{ site.url }}/post.md)"),
    )
    invalid = (
        Invalid("见图 ![结构](img/net.png)。", at=("img/net.png",)),
        Invalid('<img src="pic/roc.jpg" alt="ROC">', at=("pic/roc.jpg",)),
        Invalid("[notes](Notes.md)", at=("Notes.md",), files={"notes.md": ""}),
        Invalid("![root](/figs/x.png)", at=("/figs/x.png",)),
    )

    def check(self, page: Page) -> Iterator[Diagnostic]:
        """Look up each local target."""
        for node, target in targets(page.document):
            if target.kind != "file" or relative_form(page.facts, target):
                continue
            found = _image_exists if isinstance(node, Image) else _link_exists
            if not found(page.facts, target):
                what = "image" if isinstance(node, Image) else "file"
                where = " under the site's root" if target.path.startswith("/") else ""
                yield self.found(node.target_span, f"there is no {what} {target.path}{where}")


def _image_exists(facts: Facts, target: Target) -> bool:
    return facts.exists(target.path)


def _link_exists(facts: Facts, target: Target) -> bool:
    stem = target.path.removesuffix(".html").rstrip("/")
    last = stem.rpartition("/")[2]
    if target.path.startswith("/") and "." not in last:
        return True
    served = (f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md")
    return any(facts.exists(path) for path in (target.path, *served))
