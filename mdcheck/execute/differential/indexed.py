"""Records made from the index of the canonical packages, for concepts that have none by hand."""

import importlib.util
import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from mdcheck.concepts.concept import Concept as Entry
from mdcheck.concepts.concept import Parameter
from mdcheck.concepts.index import load_package
from mdcheck.execute.differential import domains, synonyms
from mdcheck.execute.differential.canon import canonical
from mdcheck.execute.differential.conventions import BASE_2, SUMMED
from mdcheck.execute.differential.record import (
    Axis,
    Concept,
    Form,
    Inputs,
    Role,
    Settings,
    Standing,
    Way,
    axis,
    bug,
    convention,
)
from mdcheck.execute.differential.slips import all_known
from mdcheck.execute.differential.slips.slip import Known, Slip

_BEFORE = (
    r"(?:(?:my|calc(?:ulate)?|compute|get|simple|manual|naive|custom|numpy|np|torch|pytorch"
    r"|apply|the|eval|fn|func)_)*"
)
_AFTER = (
    r"(?:_(?:function|fn|func|np|numpy|torch|pytorch|manual|manually|from_scratch|scratch|impl"
    r"|naive|simple|layer|module|op|step|update|v?\d|[123]d"
    r"|from_(?:counts|labels|lists?|arrays?|confusion|predictions|data|frequencies)))*"
)
_MODULES_ALONE = ("additive module", "network module")
"""Kinds of records made by hand that leave the functions of the same name to the index."""
_LOSSES = ("losses", "contrastive", "distillation", "word2vec")
_SHORTEST = 3
_KNOWN_ELSEWHERE = frozenset({"reduction", "mask", "base", "generator", "device", "dtype", "training", "dim"})
_VECTORS = "single vectors"
_REDUCTIONS: Mapping[str, Callable[[Tensor], Tensor]] = {"sum": torch.sum, "none": lambda losses: losses}
_BASES = {"e": None, "2": 2.0, "10": 10.0}


def entries(packages: Sequence[str]) -> tuple[Entry, ...]:
    """What the index says of packages that can be imported; read from their source."""
    return tuple(entry for package in packages for entry in _entries(package))


def _entries(package: str) -> Sequence[Entry]:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return ()
    place = Path(spec.origin)
    root = place.parents[1] if place.name == "__init__.py" else place.parent
    return load_package(root, package).concepts


def records(index: Sequence[Entry], by_hand: Sequence[Concept]) -> tuple[Concept, ...]:
    """A record for each function whose arguments can be drawn and which has no record by hand."""
    done = {concept.canonical for concept in by_hand if concept.kind not in _MODULES_ALONE}
    fresh = [e for e in index if not e.is_class and _plain(e) not in done]
    return tuple(record for entry in fresh if (record := _record(entry, index)))


def _record(entry: Entry, index: Sequence[Entry]) -> Concept | None:
    known = all_known().get(_plain(entry), Known())
    parameters = tuple(p for p in entry.parameters if p.name not in _KNOWN_ELSEWHERE)
    forms = tuple(_and_also(tuple(_forms(parameters, known)), known))
    named = _named(entry, known)
    if not forms or not named or len(entry.returns) > 1:
        return None
    slips = {f"{s.way.value} ({n})": s for n, s in enumerate(known.slips, 1)}
    twins = {_told(t): t for t in index if _plain(t) not in known.apart and _is_twin(t, entry)}
    return Concept(
        canonical=entry.path,
        named=re.compile(named),
        compute=_compute(entry, slips, twins, known),
        roles=tuple(_role(p, known) for p in parameters),
        forms=forms,
        axes=tuple(_axes(entry, slips, twins)),
    )


def _plain(entry: Entry) -> str:
    return entry.path.rpartition(".")[2]


def _named(entry: Entry, known: Known) -> str:
    """A pattern for whole names in snake case: a phrase of the index, with what people put around it."""
    is_loss = any(part in entry.path for part in _LOSSES)
    short = [n for n in entry.names.short if n.isascii() and len(n) >= _SHORTEST]
    phrases = [*entry.names.english, *short, _plain(entry)]
    spelled = [p for phrase in phrases if (p := _spelled(phrase, is_loss=is_loss))]
    patterns = list(dict.fromkeys([*spelled, *([known.named] if known.named else [])]))
    return f"^{_BEFORE}(?:{'|'.join(patterns)}){_AFTER}$" if patterns else ""


def _spelled(phrase: str, *, is_loss: bool) -> str:
    """``Kullback-Leibler divergence`` as a pattern for ``kullback_leibler_divergence``."""
    parts = re.findall(r"[a-z]+|\d+", phrase.lower())
    if is_loss and parts[-1:] == ["loss"] and len(parts) > 1:
        parts = parts[:-1]
    text = "_?".join(re.sub(r"is(?=ation|ed$|e$|ing$)", "i[sz]", part) for part in parts)
    return text + ("(?:_?loss)?" if is_loss and text else "")


def _role(parameter: Parameter, known: Known) -> Role:
    default = _number(parameter.default)
    optional = parameter.default is not None
    more = [also.called for also in known.also if also.parameter == parameter.name and also.called]
    return Role(
        parameter.name,
        re.compile("|".join([synonyms.called(parameter.name).pattern, *more])),
        constants=optional and default is not None,
        default=default,
        optional=optional,
    )


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _forms(parameters: Sequence[Parameter], extra: Known) -> Iterator[Form]:
    """Several examples and single ones, as far as every required argument can be drawn.

    Where an example is a single number, many of them tell more: one alone is a fallback.
    """
    axes = {a for p in parameters for k in p.kinds for a in k.axes}
    for examples in (True, False) if any(a.startswith("*") for a in axes) else (False,):
        sizes = domains.axes_of(parameters, examples=examples)
        drawn = {p: extra.draws.get(p.name) or domains.drawer(p, sizes) for p in parameters}
        alone = not examples and bool(axes) and all(a.startswith("*") for a in axes)
        name = "several examples" if examples else "one example"
        for taken in (drawn, {p: draw for p, draw in drawn.items() if not _may_be_left_out(p)}):
            if draws := _draws(taken):
                yield Form(name, draws, fallback=alone)
            if len(taken) == len(drawn) and not any(map(_may_be_left_out, drawn)):
                break
    if all(_is_matrix(p) for p in parameters if p.default is None):
        sizes = domains.axes_of(parameters, examples=False)
        vectors = {p: domains.drawer(_as_vector(p) if p.default is None else p, sizes) for p in parameters}
        yield Form(_VECTORS, _draws(vectors))


def _may_be_left_out(parameter: Parameter) -> bool:
    """Whether it is optional and has no number that could stand for it."""
    return parameter.default is not None and _number(parameter.default) is None


def _draws(found: Mapping[Parameter, domains.Draw | None]) -> dict[str, domains.Draw]:
    """What draws each parameter; empty if a required one cannot be drawn."""
    if any(draw is None and parameter.default is None for parameter, draw in found.items()):
        return {}
    return {parameter.name: draw for parameter, draw in found.items() if draw is not None}


def _and_also(forms: tuple[Form, ...], known: Known) -> Iterator[Form]:
    """The forms, and each of them again with an argument as code may take it instead."""
    yield from forms
    for also in known.also:
        for form in forms[:1]:
            draws = {**form.draws, also.parameter: also.draw}
            yield replace(form, name=f"{form.name}, {also.told}", draws=draws, group=also.group)


def _is_matrix(parameter: Parameter) -> bool:
    """Whether it holds one vector a row, so that code may take a single vector in its place."""
    return [len([a for a in k.axes if not a.startswith("*")]) for k in parameter.kinds if not k.domain] == [2]


def _as_vector(parameter: Parameter) -> Parameter:
    kinds = tuple(replace(k, axes=k.axes[-1:]) for k in parameter.kinds)
    return replace(parameter, kinds=kinds)


def _is_twin(twin: Entry, entry: Entry) -> bool:
    """Whether another concept takes the same arguments, so that one could be written for the other."""
    same_home = twin.path.rpartition(".")[0] == entry.path.rpartition(".")[0]
    shared = {n.lower() for n in twin.names.all} & {n.lower() for n in entry.names.all}
    return (
        same_home
        and not twin.is_class
        and twin.path != entry.path
        and not shared
        and _taken(twin) == _taken(entry)
    )


def _taken(entry: Entry) -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    required = [p for p in entry.parameters if p.default is None]
    return tuple((p.name, tuple((k.name, k.axes) for k in p.kinds)) for p in required)


def _told(entry: Entry) -> str:
    return next(iter(entry.names.english), _plain(entry).replace("_", " "))


def _axes(entry: Entry, slips: Mapping[str, Slip], twins: Mapping[str, Entry]) -> Iterator[Axis]:
    mine = _told(entry)
    others = (bug(name, f"this is the {name}, not the {mine}") for name in twins)
    yield axis("way", "canon", *(replace(s.way, value=value) for value, s in slips.items()), *others)
    if _is_reduced(entry):
        yield axis("reduction", "canon", SUMMED, convention("none", ""))
    if _has(entry, "base"):
        yield axis("base", "canon", BASE_2)
    yield Axis(
        "sign", (Way("canon", Standing.CANON), bug("turned", "the sign is wrong: this is never negative"))
    )


def _is_reduced(entry: Entry) -> bool:
    """Whether code may average or sum what the canonical implementation gives for each example."""
    each = [k.axes for k in entry.returns] == [("*batch",)]
    return _has(entry, "reduction") or (each and any(part in entry.path for part in _LOSSES))


def _has(entry: Entry, parameter: str) -> bool:
    return any(p.name == parameter for p in entry.parameters)


def _compute(
    entry: Entry, slips: Mapping[str, Slip], twins: Mapping[str, Entry], known: Known
) -> Callable[[Inputs, Settings], Tensor]:
    def compute(given: Inputs, how: Settings) -> Tensor:
        way, extra = how["way"], {}
        for also in known.also:
            if given["form"].endswith(also.told):
                given = {**given, also.parameter: also.convert(given[also.parameter])}
        if given["form"] == _VECTORS:
            given = {k: v[None] if isinstance(v, Tensor) else v for k, v in given.items()}
        if base := _BASES.get(how.get("base", "e")):
            extra["base"] = base
        source = twins.get(way, entry)
        if slip := slips.get(way):
            value = _called(slip.compute, {**_defaults(entry), **given})
            value = value / torch.tensor(base).log() if base else value
        else:
            value = _value(canonical(source.path)(**_arguments(source, given), **extra))
        if "reduction" in how and value.ndim:
            value = _REDUCTIONS.get(how["reduction"], torch.mean)(value)
        if how["sign"] == "turned":
            return _negated(value)
        return value

    return compute


def _negated(value: Tensor) -> Tensor:
    """The other sign of what is never negative.

    Raises:
        ValueError: It can be negative, so that a sign says nothing.
    """
    if (value < 0).any() or not value.is_floating_point():
        raise ValueError("it may be negative")
    return -value


def _arguments(entry: Entry, given: Inputs) -> dict[str, Any]:
    return {p.name: _fitting(p, given[p.name]) for p in entry.parameters if p.name in given}


def _fitting(parameter: Parameter, value: Any) -> Any:
    """A number as the annotation wants it: constants of code are floats."""
    whole = any("int" in (k.holder, k.name) for k in parameter.kinds)
    return int(value) if whole and isinstance(value, float) and value == int(value) else value


def _defaults(entry: Entry) -> dict[str, Any]:
    return {p.name: n for p in entry.parameters if (n := _number(p.default)) is not None}


def _called(compute: Callable[..., Tensor], given: Mapping[str, Any]) -> Tensor:
    wanted = (p.name for p in inspect.signature(compute).parameters.values() if p.default is p.empty)
    return compute(**{name: given[name] for name in wanted})


def _value(result: Any) -> Tensor:
    return result if isinstance(result, Tensor) else torch.as_tensor(result, dtype=torch.float64)
