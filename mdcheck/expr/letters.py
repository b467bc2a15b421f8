"""What counts as a name: letters, words, and their accents."""

from mdcheck.expr.stream import meaningful
from mdcheck.latex.tree import Atom, Command, Node, Row, Text, Word
from mdcheck.notation.counts import COUNTS, WRITTEN

ACCENTS = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
    "vec": "vec",
    "mathbf": "bold",
    "boldsymbol": "bold",
    "bm": "bold",
    "pmb": "bold",
    "bf": "bold",
    "mathcal": "cal",
    "cal": "cal",
    "mathscr": "cal",
    "mathfrak": "frak",
    "mathbb": "bb",
    "dot": "dot",
    "check": "check",
    "mathrm": "",
    "mathit": "",
    "rm": "",
    "text": "",
    "mathsf": "sf",
    "operatorname": "",
}

INDEX_LETTERS = frozenset(["i", "j", "k", "l", "m", "n", "s", "t", "r", "u", "v", "ell"])


def is_word(text: str) -> bool:
    """Whether the text of a formula is a name rather than words of a sentence."""
    name = text.strip()
    return name in WRITTEN or name in COUNTS or (name.isidentifier() and name.isascii() and len(name) > 1)


def base_name(item: Node | None) -> str | None:
    """Canonical name of a letter, word or accented letter."""
    match item:
        case Atom(cls="letter", name=name):
            return name
        case Word(name=name):
            return name
        case Text(content=content) if is_word(content):
            return content.strip()
        case Command(name=command, args=(row,)) if command in ACCENTS:
            inner = meaningful(row)
            if len(inner) != 1:
                return None
            below = base_name(inner[0])
            return None if below is None else f"{ACCENTS[command]} {below}".strip()
        case _:
            return None


def single(item: Node | None) -> Node | None:
    """The only item of a group, or the item itself."""
    if item is None or isinstance(item, Atom | Word | Command):
        return item
    inner = meaningful(Row(item.span, (item,)))
    return inner[0] if len(inner) == 1 else item


def single_item(row: Row) -> Node | None:
    """The only item of a row."""
    items = meaningful(row)
    return items[0] if len(items) == 1 else None


def adjacent(first: Node, second: Node | None) -> bool:
    """Whether two items touch."""
    return second is not None and first.span.end == second.span.start


def is_capital(item: Node | None) -> bool:
    """Whether an item is one capital Latin letter."""
    return isinstance(item, Atom) and item.cls == "letter" and len(item.name) == 1 and item.name.isupper()
