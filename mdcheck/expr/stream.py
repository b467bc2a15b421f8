"""Items of a row without what has no meaning, and a place among them."""

from mdcheck.latex.tree import Atom, Command, Fence, Group, Mark, Node, Row, Scripts, Space, Word
from mdcheck.model.source import Span
from mdcheck.records import dataclass


def meaningful(row: Row) -> list[Node]:
    """Items of a row: no space, no marks, macros expanded, and braces around a single item taken off."""
    found: list[Node] = []
    for item in row.items:
        match item:
            case Space() | Mark():
                continue
            case Command(name="textcircled" | "tag"):
                continue
            case Fence(open=".", close="|"):
                bar = Span(item.span.end - 1, item.span.end)
                found += [*meaningful(item.body), Atom(bar, "bar", "|", item.closer)]
            case Group(body=body):
                inner = meaningful(body)
                if len(inner) == 1:
                    found.append(inner[0])
                elif inner:
                    found.append(item)
            case Row():
                found.extend(meaningful(item))
            case _ if type(item).__name__ == "Expansion":
                found.extend(meaningful(item.body))  # type: ignore[union-attr]
            case _:
                found.append(item)
    return found


def parted(items: list[Node]) -> list[Node]:
    """Items in which the scripts of ``f(x)_i^2`` follow the brackets, without a base."""
    found: list[Node] = []
    for item in items:
        if isinstance(item, Scripts) and found and may_apply(found[-1]):
            base = item.base
            if isinstance(base, Fence) and base.open in ("(", "["):
                found += [base, Scripts(item.span, None, item.sub, item.sup, item.primes, ())]
                continue
        found.append(item)
    return found


def may_apply(item: Node) -> bool:
    """Whether an item may be a function before a bracket."""
    if isinstance(item, Scripts):
        return item.base is not None and may_apply(item.base)
    return isinstance(item, Word | Command) or (isinstance(item, Atom) and item.cls in ("letter", "function"))


@dataclass
class Stream:
    """A cursor over items."""

    items: list[Node]
    position: int = 0

    def __post_init__(self) -> None:
        self.items = parted(self.items)

    @staticmethod
    def of(row: Row) -> "Stream":
        """A stream at the start of a row."""
        return Stream(meaningful(row))

    def peek(self, ahead: int = 0) -> Node | None:
        """The item to come, or None at the end."""
        at = self.position + ahead
        return self.items[at] if at < len(self.items) else None

    def next(self) -> Node:
        """The item to come, passed."""
        item = self.items[self.position]
        self.position += 1
        return item

    def done(self) -> bool:
        """Whether nothing is left."""
        return self.position >= len(self.items)

    def rest(self) -> list[Node]:
        """All that is left, passed."""
        rest = self.items[self.position :]
        self.position = len(self.items)
        return rest


def is_atom(item: Node | None, cls: str | None, *names: str) -> bool:
    """Whether an item is an atom of a class (any if None) with one of the names (any if none)."""
    return isinstance(item, Atom) and cls in (None, item.cls) and (not names or item.name in names)


def split(items: list[Node], *separators: str) -> list[list[Node]]:
    """Items cut at atoms of the given names."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if (
            isinstance(item, Atom)
            and item.name in separators
            and item.cls in ("punctuation", "bar", "relation", "ellipsis")
        ):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts
