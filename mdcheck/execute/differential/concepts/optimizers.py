"""Optimizers: run for several steps, as functions, classes and loops."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from inspect import signature
from typing import Any

import torch
from torch import Tensor

from mdcheck.execute.differential import optimizer_rules as rules
from mdcheck.execute.differential.canon import canonical, canonical_module
from mdcheck.execute.differential.optimizer_rules import Memory, Numbers, Rule
from mdcheck.execute.differential.record import (
    Axis,
    Concept,
    Form,
    Inputs,
    Role,
    Settings,
    Way,
    axis,
    bug,
    convention,
    words,
)

_BEFORE = (
    r"^(?:(?:my|simple|custom|numpy|np|torch|pytorch|update|step|run|train|optimi[sz]e"
    r"|minimi[sz]e|with|use|the|naive|manual|make|create|build|get|using|by|via|apply"
    r"|param(?:eter)?s|weights)_)*"
)
_AFTER = (
    r"(?:_(?:step|steps|update|optimi[sz]er|opt|optim|algorithm|method|np|numpy|torch|pytorch|manual|scratch"
    r"|from_scratch|one_step|minimi[sz]e|optimi[sz]e|optimi[sz]ation|params|parameters|rule"
    r"|solver|1d|2d|demo_step))*$"
)


def _wrong(message: str, rule: Rule, *, excused: str = "") -> tuple[Way, Rule]:
    return bug(message, message, excused=excused), rule


def _other(
    name: str, rule: Rule, message: str = "", *, mentioned: str = "", inexcusable: str = ""
) -> tuple[Way, Rule]:
    return convention(name, message, mentioned=mentioned, inexcusable=inexcusable), rule


_ROLES = {
    "eta": words(r"lr|eta|learning_?rate|alpha|step_?size|lr_?t|rate|η|epsilon_?0"),
    "beta_1": words(r"beta_?1?|b_?1|momentum|mu|gamma|rho_?1?|decay(?:_?rate)?|alpha|β_?1?|γ|ρ|mom"),
    "beta_2": words(r"beta_?2|b_?2|decay_?rate_?2|rho_?2?|decay_?2?|β_?2"),
    "eps": words(r"eps|epsilon|e|delta|ε|eps_?ilon|smoothing|fuzz"),
    "lambda_": words(r"lambda_?|weight_?decay|wd|lam|lmbda|decay|λ|l2|lambd|reg"),
}
"""Numbers of a step under the names that code gives them."""


def _numbers(*names: str, eta: float) -> tuple[Role, ...]:
    defaults = {**_DEFAULTS, "eta": eta}
    return tuple(Role(name, _ROLES[name], constants=True, default=defaults[name]) for name in names)


_DEFAULTS = {"beta_1": 0.9, "beta_2": 0.999, "eps": 0.0, "lambda_": 0.0}
_INSIDE = axis(
    "eps",
    "canon",
    convention(
        "inside",
        "epsilon is added under the root, the canonical implementation adds it to the root",
        mentioned=r"\\sqrt\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\+\s*\\(?:var)?epsilon|根号[内里]",
        inexcusable=r"根号外|outside (?:of )?the (?:square )?root",
    ),
)
_UPHILL = "the step goes uphill: the update has the wrong sign"


def _compute(
    name: str,
    state: str,
    renamed: Mapping[str, str],
    numbers: tuple[str, ...],
    ways: Mapping[str, Rule],
    own: Rule,
) -> Callable[[Inputs, Settings], Tensor]:
    def compute(given: Inputs, how: Settings) -> Tensor:
        told = {n: given[n] for n in numbers if n in given}
        if all(value == "canon" for value in how.values()) and ("eps" not in told or told["eps"] > 0):
            path = _canonical_path(name, state, given, {renamed.get(n, n): v for n, v in told.items()})
        else:
            rule = ways.get(how["way"], own)
            path = _path(
                rule, given, Numbers(**told, inside=how.get("eps") == "inside", handed=given["handed"])
            )
        return _shown(path, given)

    return compute


def _shown(path: Tensor, given: Inputs) -> Tensor:
    """The part of a path that code returns: all of it, its end, or from the start to before its end."""
    match given["form"]:
        case "final":
            return path[-1]
        case "from start":
            return torch.cat([given["theta"][None], path[:-1]])
    return path


def _path(rule: Rule, given: Inputs, numbers: Numbers) -> Tensor:
    memory, path = Memory.at(given["theta"]), []
    for _ in range(given["steps"]):
        rule(memory, given["gradient"], numbers)
        path.append(memory.theta)
    return torch.stack(path)


def _canonical_path(name: str, state_name: str, given: Inputs, numbers: Mapping[str, float]) -> Tensor:
    step, theta = canonical(name), given["theta"]
    numbers = {n: v for n, v in numbers.items() if n in signature(step).parameters}
    state: Any = getattr(canonical_module(name), state_name).zeros(theta) if state_name else None
    path = []
    for _ in range(given["steps"]):
        g = given["gradient"](theta)
        if state is None:
            theta = step(theta, g, **numbers)
        else:
            theta, state = step(theta, g, state, **numbers)
        path.append(theta)
    return torch.stack(path)


def _optimizer(
    name: str,
    named: str,
    own: Rule,
    ways: tuple[tuple[Way, Rule], ...],
    numbers: tuple[str, ...],
    *,
    state: str = "",
    renamed: Mapping[str, str] | None = None,
    but_not: str = "",
    eta: float = 0.01,
) -> Concept:
    unique = [(replace(way, value=f"{way.value} ({n})"), rule) for n, (way, rule) in enumerate(ways, 1)]
    axes: tuple[Axis, ...] = (axis("way", "canon", *(way for way, _ in unique)),)
    if "eps" in numbers:
        axes = (*axes, _INSIDE)
    return Concept(
        canonical=name,
        named=words(f"{_BEFORE}(?:{named}){_AFTER}"),
        but_not=words(but_not) if but_not else None,
        compute=_compute(name, state, renamed or {}, numbers, {way.value: rule for way, rule in unique}, own),
        roles=_numbers(*numbers, eta=eta),
        forms=(Form("steps", {}),),
        axes=axes,
        kind="optimizer",
    )


_NO_CORRECTION = r"(?:不|省略|忽略|没有|去掉|without|omit|no ).{0,12}(?:偏差|修正|校正|bias|correct)|简化"
_ADAM_SLIPS = (
    ("the bias correction is missing", {"correction": "none"}),
    ("the bias of the second moment is not corrected", {"correction": "first only"}),
    ("the bias of the first moment is not corrected", {"correction": "second only"}),
    ("the bias correction divides by 1 - beta, not by 1 - beta^t", {"correction": "without power"}),
    ("the bias correction multiplies by 1 - beta^t where it has to divide", {"correction": "multiplied"}),
    ("the second moment is corrected with beta1, it needs beta2", {"correction": "second by first"}),
    ("the first moment is corrected with beta2, it needs beta1", {"correction": "first by second"}),
    ("each moment is corrected with the other one's decay", {"correction": "crossed"}),
    ("the bias correction takes beta times t where beta^t belongs", {"correction": "times t"}),
    ("the second moment averages gradients, not their squares", {"squared": False}),
    ("it divides by the second moment, not by its root", {"rooted": False}),
    ("new gradients are not weighed by 1 - beta", {"weights": "1"}),
    ("the weights 1 - beta of the two moments are swapped", {"weights": "crossed"}),
    ("the two decay rates are swapped", {"swapped": True}),
    (
        "the gradient itself is stepped along, not its average: the first moment is not used",
        {"numerator": "g"},
    ),
    ("the corrected averages are kept for the next step: only the raw ones may be", {"correct_kept": True}),
    ("t is one behind: it has to be counted up before the correction", {"shift": -1}),
    (_UPHILL, {"sign": 1.0}),
)


def _adam_slips(**fixed: Any) -> tuple[tuple[Way, Rule], ...]:
    excused = {"the bias correction is missing": _NO_CORRECTION}
    return tuple(
        _wrong(message, rules.adam(**{**fixed, **flags}), excused=excused.get(message, ""))
        for message, flags in _ADAM_SLIPS
        if not flags.keys() & fixed.keys()
    )


CONCEPTS = (
    _optimizer(
        "gradient_descent",
        (
            r"(?:vanilla_|batch_|full_batch_|mini_?batch_|plain_)?(?:gradient_descent|gd|sgd"
            r"|stochastic_gradient_descent|steepest_descent)"
        ),
        rules.descent(),
        (
            _other("momentum", rules.momentum()),
            _wrong(_UPHILL, rules.descent(1.0)),
            _wrong("the learning rate is left out", rules.descent(rated=False)),
        ),
        ("eta", "beta_1"),
        but_not=r"momentum|nesterov|adam",
    ),
    _optimizer(
        "momentum",
        (
            r"(?:sgd_?(?:with_?)?|gd_(?:with_)?|gradient_descent_(?:with_)?)?momentum(?:_?sgd|_gd"
            r"|_gradient_descent)?|sgdm|heavy_ball|sgd_m"
        ),
        rules.momentum(),
        (
            _other("rate inside", rules.momentum(inside=True)),
            _other(
                "average",
                rules.momentum(weight="1 - mu"),
                "new gradients are weighed by 1 - beta, the canonical velocity adds them in full",
                mentioned=r"1\s*-\s*\\?(?:beta|gamma|mu|β|γ)|指数(?:加权|移动)平均|moving average|EMA",
            ),
            _wrong("the learning rate is applied twice", rules.momentum(inside=True, rates=2)),
            _wrong("the velocity is not kept: that is plain gradient descent", rules.descent()),
            _wrong(
                "the decay multiplies the gradient, not the velocity",
                rules.momentum(weight="mu", decay="whole"),
            ),
            _wrong(
                "the decay multiplies the gradient, not the velocity",
                rules.momentum(inside=True, weight="mu", decay="whole"),
            ),
            _wrong("the velocity is never decayed", rules.momentum(decay="whole")),
            _wrong("the velocity is never decayed", rules.momentum(inside=True, decay="whole")),
            _wrong(
                "the old velocity is subtracted: it brakes",
                rules.momentum(decay="negative"),
            ),
            _wrong(
                "the old velocity is subtracted: it brakes",
                rules.momentum(inside=True, decay="negative"),
            ),
            _wrong("this is Nesterov's momentum", rules.nesterov_here(), excused=r"nesterov"),
            _wrong(_UPHILL, rules.momentum(sign=1.0)),
            _wrong(_UPHILL, rules.momentum(inside=True, sign=1.0)),
        ),
        ("eta", "beta_1"),
        state="MomentumState",
        renamed={"beta_1": "mu"},
        but_not=r"nesterov|nag|schedule|encoder|contrast|update_m$|momentum_update_key",
    ),
    _optimizer(
        "nesterov",
        (
            r"(?:sgd_?(?:with_?)?)?(?:nag|nesterov(?:_?(?:momentum|accelerated_?gradient(?:_?descent)?"
            r"|ag|sgd|gd|gradient_descent))?)"
        ),
        rules.nesterov_here(),
        (
            _other("looked ahead", rules.nesterov()),
            _other("looked ahead, rate outside", rules.nesterov(inside=False)),
            _other("average", rules.nesterov_here(weight="1 - mu")),
            *(
                way
                for inside in (False, True)
                for plain in (rules.momentum(inside=inside),)
                for way in (
                    _other("the caller looks ahead", rules.given(plain, handed=True)),
                    _wrong(
                        "the gradient is not taken ahead: this is plain momentum",
                        rules.given(plain, handed=False),
                    ),
                )
            ),
            _wrong("it looks back where it has to look ahead", rules.nesterov(ahead=1.0)),
            _wrong("it looks back where it has to look ahead", rules.nesterov(inside=False, ahead=1.0)),
        ),
        ("eta", "beta_1"),
        state="MomentumState",
        renamed={"beta_1": "mu"},
        but_not=r"adam|nadam",
    ),
    _optimizer(
        "adagrad",
        r"ada_?grad",
        rules.adagrad(),
        (
            _wrong("squared gradients of earlier steps are forgotten", rules.adagrad(kept=False)),
            _wrong("gradients are summed by size, not by their squares", rules.adagrad(squared=False)),
            _wrong("it divides by the sum of squares, not by its root", rules.adagrad(rooted=False)),
            _wrong("squared gradients are averaged: this is RMSProp", rules.rmsprop()),
            _wrong(_UPHILL, rules.adagrad(sign=1.0)),
        ),
        ("eta", "eps", "beta_1"),
        state="AdaGradState",
    ),
    _optimizer(
        "rmsprop",
        r"rms_?prop",
        rules.rmsprop(),
        (
            _other(
                "decay on the new",
                rules.rmsprop(weights="turned"),
                "the decay weighs the new square",
            ),
            _wrong("new squares are not weighed by 1 - beta", rules.rmsprop(weights="1")),
            _wrong("old average and new square are both weighed by beta", rules.rmsprop(weights="beta")),
            _wrong("gradients are averaged, not their squares", rules.rmsprop(squared=False)),
            _wrong("it divides by the mean square, not by its root", rules.rmsprop(rooted=False)),
            _wrong("it multiplies by the root where it has to divide", rules.rmsprop(multiplied=True)),
            _wrong("squared gradients are summed: this is AdaGrad", rules.adagrad()),
            _wrong(_UPHILL, rules.rmsprop(sign=1.0)),
        ),
        ("eta", "beta_1", "eps"),
        state="RMSPropState",
        renamed={"beta_1": "beta"},
    ),
    _optimizer(
        "adadelta",
        r"ada_?delta",
        rules.adadelta(),
        (
            _wrong("the updates are not averaged: their mean square stays 0", rules.adadelta(order="never")),
            _wrong("the average of updates takes gradients", rules.adadelta(order="gradient")),
            _wrong("the roots are missing", rules.adadelta(rooted=False)),
            _wrong("the ratio is upside down", rules.adadelta(upside=False)),
            _wrong("this is RMSProp: the averages of the updates are missing", rules.rmsprop()),
        ),
        ("eta", "beta_1", "eps"),
        state="AdaDeltaState",
        renamed={"beta_1": "rho"},
        eta=1.0,
    ),
    _optimizer(
        "adam",
        r"adam",
        rules.adam(),
        (*_adam_slips(), _wrong("this is RMSProp: the first moment is missing", rules.rmsprop())),
        ("eta", "beta_1", "beta_2", "eps"),
        state="AdamState",
        but_not=(r"adam_?w|adamax|nadam|l2"),
    ),
    _optimizer(
        "adamw",
        r"adam_?w",
        rules.adam(decay="decoupled"),
        (
            _other(
                "decay without rate",
                rules.adam(decay="lambda"),
                "the decay is not multiplied by the learning rate",
                mentioned=r".",
            ),
            _wrong(
                "the decay is added to the gradient: that is Adam with L2",
                rules.adam(decay="coupled"),
            ),
            _wrong("the decay makes the weights grow", rules.adam(decay="uphill")),
            _wrong("the weights are never decayed: this is Adam", rules.adam()),
            *_adam_slips(decay="decoupled"),
        ),
        ("eta", "beta_1", "beta_2", "eps", "lambda_"),
        state="AdamState",
    ),
    _optimizer(
        "nadam_constant",
        r"nadam",
        rules.adam(numerator="ahead"),
        (
            _wrong("the gradient is not taken ahead: this is Adam", rules.adam()),
            *_adam_slips(numerator="ahead"),
        ),
        ("eta", "beta_1", "beta_2", "eps"),
        state="AdamState",
    ),
)
