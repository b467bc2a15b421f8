"""Code that may be right in another layout: arguments, and perhaps results, with two axes exchanged."""

import functools
import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from torch import Tensor, nn

_MOST = 4
_Turn = Callable[[Any], Any]


def in_other_layouts(target: Any) -> Iterator[Any]:
    """The same code behind arguments that are turned round, in every way that authors lay them out.

    Functions take some of their arguments transposed; modules all, by the last two axes or the first two.
    A result comes back both as it is and turned.
    """
    if isinstance(target, type) and issubclass(target, nn.Module):
        yield from (_module(target, turn) for turn in (_transposed, _batch_second))
    elif inspect.isfunction(target):
        names = list(inspect.signature(target).parameters)[:_MOST]
        for count in range(1, len(names) + 1):
            yield from (_function(target, some) for some in itertools.combinations(names, count))


def _function(target: Callable[..., Any], some: Sequence[str]) -> Callable[..., Any]:
    @functools.wraps(target)
    def turned(**arguments: Any) -> Any:
        result = target(**{k: _transposed(v) if k in some else v for k, v in arguments.items()})
        return _both(result, _transposed)

    return turned


def _module(target: type[nn.Module], turn: _Turn) -> type[nn.Module]:
    class Turned(target):  # type: ignore[misc, valid-type]
        @functools.wraps(target.forward)
        def forward(self, *arguments: Any, **named: Any) -> Any:
            result = super().forward(*map(turn, arguments), **{k: turn(v) for k, v in named.items()})
            return _both(result, turn)

    return Turned


def _both(result: Any, turn: _Turn) -> Any:
    parts = tuple(result) if isinstance(result, tuple) else (result,)
    return *parts, *map(turn, parts)


def _transposed(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.mT if value.ndim > 1 else value
    return value.swapaxes(-1, -2) if getattr(value, "ndim", 0) > 1 else value


def _batch_second(value: Any) -> Any:
    return value.transpose(0, 1) if isinstance(value, Tensor) and value.ndim > 2 else value
