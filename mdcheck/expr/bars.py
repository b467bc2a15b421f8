"""What probabilities, moments and information measures share: names of laws and variables, and bars."""

from mdcheck.expr import keys, letters
from mdcheck.expr.gap import Gap
from mdcheck.expr.stream import is_atom, meaningful
from mdcheck.latex.tree import Atom, Fence, Node, Scripts

LAW_NAMES = frozenset(
    ("P", "p", "q", "Q", "Pr", "bb P", "hat p", "hat P", "cal P", "bold P", "bold p", "tilde p", "bar p")
)

EXPECTATIONS = frozenset(("E", "bb E", "bold E"))


def full_name(item: Node) -> str | None:
    """Name with its label, as ``D_KL``."""
    base = letters.single(item.base) if isinstance(item, Scripts) else item
    name = letters.base_name(base)
    if name is None or not isinstance(item, Scripts) or item.sub is None:
        return name
    if name in EXPECTATIONS or name.split("_")[0] in LAW_NAMES:
        return name
    try:
        return f"{name}_{keys.key_text(item.sub)}"
    except Gap:
        return name


def has_double_bar(fence: Fence) -> bool:
    """Whether a double bar separates two arguments."""
    items = meaningful(fence.body)
    return any(is_double_bar(items, k) for k in range(len(items)))


def is_double_bar(items: list[Node], at: int) -> bool:
    """Whether a double bar stands at a place, typed as one or as two."""
    item = items[at]
    if not is_atom(item, None) or not isinstance(item, Atom) or item.cls != "bar":
        return False
    return item.name in ("||", "|| ", "parallel", "Vert") or (
        at + 1 < len(items) and is_atom(items[at + 1], "bar")
    )


def cut_bars(items: list[Node]) -> list[list[Node]]:
    """Items cut at bars, a double bar counting once."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if isinstance(item, Atom) and item.cls == "bar":
            if parts[-1]:
                parts.append([])
        else:
            parts[-1].append(item)
    return parts


def axis(name: str) -> str:
    """The random variable that a letter belongs to, whatever its case and font."""
    plain = name.split()[-1].rstrip("'")
    return plain.lower() if len(plain) == 1 else plain


def variable_name(items: list[Node]) -> str:
    """Name of a lone random variable."""
    if len(items) == 1:
        name = letters.base_name(items[0])
        if name is not None:
            return name
        if isinstance(items[0], Scripts) and items[0].sup is None and not items[0].primes:
            name = letters.base_name(letters.single(items[0].base))
            if name is not None:
                return f"{name}_{keys.key_text(items[0].sub)}"
    raise Gap("not a random variable")
