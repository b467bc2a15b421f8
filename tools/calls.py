"""One call of a concept with drawn arguments, under the names that its formula has for them."""

import importlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from flint import arb

from mdcheck.concepts.concept import Concept, Parameter
from mdcheck.expr.nodes import Bind, Index, Symbol, walk
from mdcheck.verify.selfcheck.drawing import Drawer, open_rank, sizes
from mdcheck.verify.selfcheck.forms import Form, axes, names_of, spelled
from mdcheck.verify.selfcheck.given import Array, Function

WARM = 3
WIDTH = 3


@dataclass(frozen=True)
class Call:
    """A call as an evaluator takes it; see ``mdcheck.verify.selfcheck.given.Given``."""

    arrays: Mapping[str, Array]
    sequences: Mapping[str, Mapping[int, Array]]
    functions: Mapping[str, Function]
    returned: Any


@dataclass
class Caller:
    """Calls a concept for the sake of one form, with what a seed draws."""

    concept: Concept
    form: Form
    seed: int

    def __post_init__(self) -> None:
        """Draw the sizes, and find the code."""
        self.generator = np.random.default_rng(self.seed)
        self.sizes = sizes(axes(self.concept), self.generator)
        self.drawer = Drawer(self.generator, self.sizes, reveal=self.seed % 2 == 1)
        self.names = names_of(self.form)
        module, _, self.name = self.concept.path.rpartition(".")
        self.home = importlib.import_module(module)
        self.stepping = any(p.name == "theta" for p in self.concept.parameters) and bool(self.form.keys)

    def call(self) -> Call:
        """Draw, call, and name.

        Raises:
            LookupError: if an argument cannot be drawn.
            ValueError: if the function rejects what was drawn.
        """
        code = self.code()
        arguments = {p.name: self.argument(p) for p in self.concept.parameters if self.wanted(p)}
        if "state" in arguments:
            arguments["state"] = self.state(code, arguments)
        returned = code(**arguments)
        arrays = {axis: exact(size) for axis, size in self.sizes.items()} | self.defaults(arguments)
        for name, value in {**self.parts(returned), **self.attributes(code), **arguments}.items():
            arrays |= self.named(name, value)
        functions = self.functions(code, arguments)
        if not self.stepping:
            return Call(arrays, {}, functions, returned)
        now = getattr(arguments.get("state"), "t", WARM) + 1
        sequences = {spelled(n): {now: arrays.pop(spelled(n))} for n in ("theta", "g") if n in arguments}
        remembered = vars(arguments["state"]) if "state" in arguments else {}
        tensors = {n: v for n, v in remembered.items() if isinstance(v, torch.Tensor)}
        sequences |= {spelled(n): {now - 1: exact(v)} for n, v in tensors.items()}
        return Call(arrays | {"t": exact(now)}, sequences, functions, returned)

    def wanted(self, parameter: Parameter) -> bool:
        """Whether an argument is drawn: it is required, or the formula speaks of it."""
        if parameter.kinds and parameter.kinds[0].name.startswith("Callable") and parameter.default:
            return False
        return parameter.default is None or spelled(parameter.name) in self.names

    def argument(self, parameter: Parameter) -> Any:
        """One argument; a state is made later, when there is something to step."""
        kind = parameter.kinds[0].name if parameter.kinds else ""
        if parameter.name == "state":
            return kind
        if kind.startswith("Mapping[str, float]"):
            return {
                letter: float(n) for letter, n in zip("abcd", self.generator.integers(1, 9, 4), strict=True)
            }
        if kind in RECORDS:
            return RECORDS[kind](self.home, self.generator)
        if kind.startswith("Callable"):
            return smooth
        rank = self.rank(parameter) if open_rank(parameter) and not self.stepping else 0
        return tensor(self.drawer.draw(parameter, rank))

    def rank(self, parameter: Parameter) -> int:
        """How many axes an open shape gets: as many as the formula has indices at the name."""
        bodies = (self.form.body, *(d.body for d in self.form.definitions.values()))
        symbol = Symbol(spelled(parameter.name))
        nodes = [n for body in bodies for n in walk(body) if isinstance(n, Index) and n.base == symbol]
        return max((len(n.keys) for n in nodes), default=int(self.concept.is_class))

    def code(self) -> Callable[..., Any]:
        """The function; or the module, built and filled with random weights."""
        found: Callable[..., Any] = getattr(self.home, self.name)
        if not self.concept.is_class:
            return found
        module = found(**{p.name: self.part(p) for p in self.concept.constructor if p.default is None})
        generator = torch.Generator().manual_seed(self.seed)
        for weights in module.parameters():
            torch.nn.init.normal_(weights, std=0.7, generator=generator)
        return module  # type: ignore[no-any-return]

    def part(self, parameter: Parameter) -> Any:
        """An argument of a constructor; a module is a small smooth one."""
        if parameter.kinds[0].name.startswith("nn.Module"):
            return torch.nn.Sequential(torch.nn.Linear(WIDTH, WIDTH), torch.nn.Tanh())
        return self.drawer.draw(parameter)

    def state(self, step: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
        """A state as it is after some steps."""
        state = getattr(self.home, arguments["state"]).zeros(arguments["theta"])
        for _ in range(WARM):
            g = torch.tensor(self.generator.normal())
            given = {"g": g} if "g" in arguments else {}
            state = step(**{**arguments, **given, "state": state})[1]
        return state

    def named(self, name: str, value: Any) -> dict[str, Array]:
        """Arrays by the formula's names; a record gives its fields, a mapping its values."""
        if isinstance(value, dict):
            return {spelled(name): exact(list(value.values()))}
        if isinstance(value, torch.Tensor | int | float):
            labels = any(
                k.name == "Labels" for p in self.concept.parameters if p.name == name for k in p.kinds
            )
            return {spelled(name): exact(value, first=int(labels))}
        if isinstance(value, torch.nn.Module) and isinstance(getattr(value, "weight", None), torch.Tensor):
            return {spelled(name): exact(value.weight)}
        return {spelled(n): exact(v) for n, v in self.parts(value).items() if isinstance(v, torch.Tensor)}

    def parts(self, record: Any) -> dict[str, Any]:
        """The fields of a named tuple."""
        return record._asdict() if hasattr(record, "_asdict") else {}

    def attributes(self, code: Any) -> dict[str, Any]:
        """What a module documents of itself, and what it was built with."""
        names = (*self.concept.attributes, *(p.name for p in self.concept.constructor))
        return {n: getattr(code, n) for n in names if hasattr(code, n)} if self.concept.is_class else {}

    def defaults(self, arguments: Mapping[str, Any]) -> dict[str, Array]:
        """Numbers that were left at their defaults."""
        left = [p for p in self.concept.parameters if p.name not in arguments and p.default]
        found = {}
        for parameter in left:
            text = str(parameter.default).replace("math.e", repr(math.e))
            try:
                found[spelled(parameter.name)] = exact(float(text))
            except ValueError:
                continue
        return found

    def functions(self, code: Any, arguments: Mapping[str, Any]) -> dict[str, Function]:
        """Functions that were passed in or left at their defaults, and those that a module holds."""
        shapes = [v.shape for v in arguments.values() if isinstance(v, torch.Tensor)]
        found = {
            spelled(p.name): lifted(getattr(self.home, p.default), torch.Size(()))
            for p in self.concept.parameters
            if p.default and p.kinds and p.kinds[0].name.startswith("Callable")
        }
        held: dict[str, Callable[..., Any]] = {
            n: v for n, v in self.attributes(code).items() if isinstance(v, torch.nn.Module)
        }
        held |= {n: v for n, v in arguments.items() if v is smooth}
        return found | {spelled(n): lifted(v, shapes[0]) for n, v in held.items()}


RECORDS: Mapping[str, Callable[[Any, np.random.Generator], Any]] = {
    "Quantised": lambda home, generator: home.quantise_affine(torch.from_numpy(generator.normal(size=5))),
}
"""How a record that a concept takes is made."""


def smooth(x: torch.Tensor) -> torch.Tensor:
    """A function to pass in."""
    return x.sin() + x**3 / 8


def lifted(function: Callable[..., Any], shape: torch.Size) -> Function:
    """A function of tensors on values: on a number, or on the column that holds a tensor of a shape."""

    def apply(values: list[Any]) -> Any:
        (value,) = values
        if not isinstance(value, np.ndarray):
            return arb(float(function(torch.tensor(float(value.mid())))))
        given = torch.tensor([float(v.mid()) for v in value.flat]).reshape(shape)
        with torch.no_grad():
            return exact(function(given)).reshape(-1, 1)

    return apply


def tensor(value: Any) -> Any:
    """Arrays as tensors."""
    return torch.from_numpy(value.copy()) if isinstance(value, np.ndarray) else value


def exact(value: Any, *, first: int = 0) -> Array:
    """Numbers as balls that hold nothing else; labels count from ``first``."""
    raw = (floats(value) if isinstance(value, torch.Tensor) else np.asarray(value, dtype=float)) + first
    out = np.empty(np.shape(raw), dtype=object)
    for place in np.ndindex(out.shape):
        out[place] = arb(float(np.asarray(raw)[place]))
    return out


def result(form: Form, returned: Any) -> Any:
    """The part of a result that a left side names, else the one that comes in the same order, as floats.

    An index that is returned counts from 0, and in the formula from 1.
    """
    first = int(isinstance(form.body, Bind) and form.body.head in ("argmax", "argmin"))
    if hasattr(returned, "_fields") and hasattr(returned, form.name):
        return floats(getattr(returned, form.name)) + first
    return floats(returned[form.order] if isinstance(returned, tuple) else returned) + first


def floats(value: Any) -> Any:
    """A result as an array of floats."""
    if isinstance(value, dict):
        return np.array(list(value.values()))
    if isinstance(value, torch.Tensor):
        return value.detach().double().numpy()
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise LookupError(f"the result is no number: {type(value).__name__}") from None
