r"""Trees written short, for assertions: ``x^2`` is ``x{^:2}``, ``(a)`` is ``<( a )>``."""

from mdcheck.latex import Statement, parse, statements
from mdcheck.latex.tree import (
    Atom,
    Command,
    Environment,
    Error,
    Expansion,
    Fence,
    Group,
    Mark,
    Node,
    Row,
    Scripts,
    Space,
    Text,
    Word,
)


def shape(node: Node | str) -> str:
    """The tree of a node or formula, blanks left out."""
    match node:
        case str():
            return shape(parse(node))
        case Row(items=items):
            return " ".join(shape(item) for item in items if not isinstance(item, Space))
        case Atom(cls="bar" | "open" | "close" | "relation" | "binder" | "function" as cls, name=name):
            return f"{cls}:{name}"
        case Atom(name=name):
            return name
        case Word(name=name, style=style):
            return f"{style}:{name}"
        case Group(body=body):
            return f"{{{shape(body)}}}"
        case Fence(open=opening, close=closing, body=body):
            return f"<{opening} {shape(body)} {closing}>"
        case Scripts(base=base, sub=sub, sup=sup, primes=primes):
            low = f"_:{shape(sub)}" if sub else ""
            high = f"^:{shape(sup)}" if sup else ""
            return f"{shape(base) if base else ''}{{{low}{high}{chr(39) * primes}}}"
        case Command(name=name, option=option, args=args):
            optional = f"<{shape(option)}>" if option else ""
            return f"{name}{optional}" + "".join(f"[{shape(row)}]" for row in args)
        case Environment(name=name, rows=rows):
            return f"{name}(" + " \\\\ ".join(" & ".join(map(shape, row)) for row in rows) + ")"
        case Text(content=content):
            return f"text:{content.strip()}"
        case Error(code=code, text=text):
            return f"error:{code}:{text}"
        case Expansion(body=body):
            return f"macro({shape(body)})"
        case Space() | Mark():
            return ""


def chain(statement: Statement) -> str:
    """One statement: terms with the names of relations between, then its lead and conditions."""
    text = shape(statement.terms[0])
    for relation, term in zip(statement.relations, statement.terms[1:], strict=True):
        text += f" «{relation.name}» {shape(term)}"
    lead = f"({shape(statement.lead)}) " if statement.lead else ""
    return lead + text.strip() + "".join(f" | {shape(row)}" for row in statement.conditions)


def chains(formula: str) -> list[str]:
    """The statements of a formula."""
    return [chain(statement) for statement in statements(parse(formula))]
