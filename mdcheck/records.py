"""Data classes whose methods are compiled when they are first used: a run makes objects of few of them."""

import dataclasses
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        eq: bool = True,
        kw_only: bool = False,
    ) -> Any:
        """What ``dataclasses.dataclass`` returns, at a third of the price until objects are made.

        There are some 330 such classes, with up to six methods each that the library compiles from text. A
        run after a small edit would spend a fifth of its time on that. Bases that are data classes must be
        of this kind, too. Type checkers see the library's.
        """
        if cls is None:
            return partial(dataclass, frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)
        own = vars(cls).keys()
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        for name, method in _methods(made, frozen=frozen, slots=slots, eq=eq):
            if name == "__init__" or name not in own:
                setattr(made, name, method)
        return made


def _methods(cls: type, *, frozen: bool, slots: bool, eq: bool) -> Iterator[tuple[str, Any]]:
    yield "__init__", _later(cls, "__init__", partial(_init, frozen=frozen))
    yield "__repr__", _repr
    if eq:
        yield "__eq__", _later(cls, "__eq__", _eq)
        yield "__hash__", _later(cls, "__hash__", _hash) if frozen else None
    if frozen:
        yield "__setattr__", _refuse
        yield "__delattr__", _refuse
    if frozen and slots:
        yield "__getstate__", _getstate
        yield "__setstate__", _setstate


def _later(cls: type, name: str, text: Callable[[type], tuple[str, dict[str, Any]]]) -> Callable[..., Any]:
    """A method that is exchanged for the one of ``text`` when it is called: that is code and its globals."""

    def method(self: Any, *args: Any, **options: Any) -> Any:
        code, values = text(cls)
        exec(code, values)
        compiled = values[name]
        compiled.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, compiled)
        return compiled(self, *args, **options)

    return method


def _init(cls: type, *, frozen: bool) -> tuple[str, dict[str, Any]]:
    fields = [field for field in dataclasses.fields(cls) if field.init or _factory(field)]
    taken = [_parameter(field) for field in fields if field.init and not field.kw_only]
    named = [_parameter(field) for field in fields if field.init and field.kw_only]
    lines = [
        f"_set(self, {field.name!r}, {_value(field)})" if frozen else f"self.{field.name} = {_value(field)}"
        for field in fields
    ]
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    head = ", ".join(["self", *taken, *(["*", *named] if named else [])])
    values = {f"_default_{field.name}": field.default for field in fields}
    makers = {f"_make_{field.name}": field.default_factory for field in fields}
    body = "".join(f"\n    {line}" for line in lines or ["pass"])
    return f"def __init__({head}):{body}", {"_set": object.__setattr__, **values, **makers}


def _factory(field: "dataclasses.Field[Any]") -> bool:
    return field.default_factory is not dataclasses.MISSING


def _parameter(field: "dataclasses.Field[Any]") -> str:
    if field.default is dataclasses.MISSING and not _factory(field):
        return field.name
    return f"{field.name}=_default_{field.name}"  # with a factory, the default says that nothing was given


def _value(field: "dataclasses.Field[Any]") -> str:
    if not _factory(field):
        return field.name
    made = f"_make_{field.name}()"
    return f"{made} if {field.name} is _default_{field.name} else {field.name}" if field.init else made


def _eq(cls: type) -> tuple[str, dict[str, Any]]:
    fields = [field.name for field in dataclasses.fields(cls) if field.compare]
    mine, others = _tuple("self", fields), _tuple("other", fields)
    return (
        "def __eq__(self, other):\n"
        f"    return {mine} == {others} if other.__class__ is self.__class__ else NotImplemented"
    ), {}


def _hash(cls: type) -> tuple[str, dict[str, Any]]:
    counted = [f.name for f in dataclasses.fields(cls) if (f.compare if f.hash is None else f.hash)]
    return f"def __hash__(self):\n    return hash({_tuple('self', counted)})", {}


def _tuple(of: str, fields: list[str]) -> str:
    return f"({''.join(f'{of}.{name}, ' for name in fields)})"


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} is frozen")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
