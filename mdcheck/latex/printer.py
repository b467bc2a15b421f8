"""Walks over a tree: its text, its nodes in order, its errors."""

from collections.abc import Iterator

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


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right under a node, in typed order; an expansion's body is its child."""
    match node:
        case Row(items=items):
            return items
        case Group(body=body) | Fence(body=body) | Expansion(body=body):
            return (body,)
        case Scripts(parts=parts) | Command(parts=parts) | Environment(parts=parts) | Error(parts=parts):
            return parts
        case Atom() | Space() | Word() | Mark() | Text():
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, a parent before its children, in typed order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))


def errors(node: Node) -> tuple[Error, ...]:
    """What was not understood, in typed order."""
    return tuple(found for found in walk(node) if isinstance(found, Error))


def print_tree(node: Node) -> str:
    """The text that the tree was read from, character by character."""
    pieces: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        current = stack.pop()
        match current:
            case str():
                pieces.append(current)
            case Group(body=body):
                stack += ["}", body, "{"]
            case Fence(body=body, opener=opener, closer=closer):
                stack += [closer, body, opener]
            case Row() | Scripts() | Command() | Environment() | Error(parts=(_, *_)):
                stack.extend(reversed(children(current)))
            case Atom(text=text) | Space(text=text) | Word(text=text) | Mark(text=text) | Text(text=text):
                pieces.append(text)
            case Error(text=text) | Expansion(text=text):
                pieces.append(text)
    return "".join(pieces)
