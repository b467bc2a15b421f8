"""Feeding modules: constructors by name, weights made random, results of ``forward`` on drawn tokens."""

import ast
import copy
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import Generator, nn

from mdcheck.execute.differential.gradients import Replay
from mdcheck.execute.differential.record import Sizes

CONFIG = re.compile(r"config|cfg|args|params|hparams|opt", re.IGNORECASE)
_CALLED: tuple[tuple[re.Pattern[str], Callable[[Sizes], Any]], ...] = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (
            r"(?:embed(?:ding)?|emb|model|hidden|feature|feat|input|in|output|out|all_head|n|num)?_?"
            r"(?:dim|size|features|d|embd|embed|units|channels|width)s?(?:_(?:model|in|out|hidden|embed))?"
            r"|(?:query|key|value|[qkv]|enc(?:oder)?|dec(?:oder)?|att(?:n|ention)?|context|cross|kv)_(?:hid(?:den)?_?)?"
            r"(?:size|dim|features|units)|num_?hiddens?|units|n_?hidden|hid_?dim"
            r"|d_?model|d_?in|d_?out|d_?hid|normalized_shape|n_embd|c|hidden|embedding_dimension",
            lambda s: s.width,
        ),
        (
            r"d_?ff|ff(?:n|_?hid(?:den)?|_?dim|_?size|_?mult)?|dim_?feed_?forward|ffn_?\w*|d_?inner|inner_?(?:dim|size)"
            r"|mlp_?(?:dim|size|hidden)|intermediate_?(?:size|dim)|d_?hidden|hidden_?ff|num_?hiddens_?ffn?"
            r"|ffn?_?num_?(?:hiddens|input|outputs)",
            lambda s: s.width,
        ),
        (r"mlp_?ratio|(?:forward_?)?expansion(?:_?factor)?|mult", lambda _: 2),
        (r"(?:num|n|num_attention|number_of)?_?(?:attention_?)?heads?|h|n_?heads?", lambda s: s.heads),
        (
            r"(?:head|attention_head|per_head)_?(?:dim|size)|d_?k|d_?v|d_?q|d_?head|dim_?head",
            lambda s: s.width // s.heads,
        ),
        (r".*dropout.*|drop(?:_?rate|_?prob)?|p|.*_pdrop|attn_drop", lambda _: 0.0),
        (r"(?:src_|tgt_)?vocab(?:ulary)?(?:_?size)?|num_embeddings|n_vocab", lambda _: 50),
        (
            r"max_?(?:len|length|seq_?len|position.*)|block_size|context_length|seq_?len(?:gth)?|n_ctx",
            lambda _: 16,
        ),
    )
)


def instances(cls: type[nn.Module], node: ast.ClassDef, sizes: Sizes, **given: Any) -> Iterator[nn.Module]:
    """Instances of a module class with random weights, in evaluation mode; none if it refuses."""
    for arguments in _constructions(cls, node, sizes, given):
        try:
            module = cls(**arguments)
        except Exception:
            continue
        randomise(module, torch.Generator().manual_seed(23))
        yield module.double().eval()


def randomise(module: nn.Module, generator: Generator) -> None:
    """Give every parameter random values: ones and zeros would hide that a parameter is not used."""
    with torch.no_grad():
        for parameter in module.parameters():
            drawn = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
            spread = 0.5 if parameter.ndim > 1 else 0.3
            parameter.copy_(drawn * spread + (0.0 if parameter.ndim > 1 else 0.8))


def _constructions(
    cls: type[nn.Module], node: ast.ClassDef, sizes: Sizes, given: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    parameters = [
        p
        for p in list(inspect.signature(cls.__init__).parameters.values())[1:]
        if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    ]
    arguments: dict[str, Any] = {}
    for parameter in parameters:
        value = given.get(parameter.name, _value(parameter.name, node, sizes))
        if value is not None:
            arguments[parameter.name] = value
        elif parameter.default is parameter.empty:
            return
    yield arguments
    needed = {p.name for p in parameters if p.default is p.empty}
    if needed < arguments.keys():
        yield {name: value for name, value in arguments.items() if name in needed}


def _value(name: str, node: ast.ClassDef, sizes: Sizes) -> Any:
    if CONFIG.fullmatch(name):
        return _config(name, node, sizes)
    return next((value(sizes) for pattern, value in _CALLED if pattern.fullmatch(name.lower())), None)


def _config(name: str, node: ast.ClassDef, sizes: Sizes) -> Any:
    """A configuration object with every attribute that the class reads from it."""
    read = {
        n.attr
        for n in ast.walk(node)
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == name
    }
    values = {attribute: _value(attribute, node, sizes) for attribute in read}
    known = {attribute: value for attribute, value in values.items() if value is not None}
    return type("Config", (), known)()


def call(module: nn.Module, arguments: Mapping[str, Any]) -> Any:
    """The result of a fresh copy of a module, so that no state survives; None if it refuses."""
    try:
        with torch.no_grad():
            return copy.deepcopy(module)(**{k: _fresh(v) for k, v in arguments.items()})
    except Exception:
        return None


def replay(module: nn.Module, arguments: Mapping[str, Any]) -> Replay:
    """The same call, differentiable by its arguments and by the parameters of the module."""
    taken = {name: value for name, value in arguments.items() if isinstance(value, torch.Tensor)}

    def run(leaves: Mapping[str, torch.Tensor]) -> Any:
        given = {name: _fresh(leaves.get(name, value)) for name, value in arguments.items()}
        weights = {name: value for name, value in leaves.items() if name not in taken}
        return torch.func.functional_call(copy.deepcopy(module), weights, (), given)

    return Replay({**dict(module.named_parameters()), **taken}, run)


def _fresh(value: Any) -> Any:
    return value.clone() if isinstance(value, torch.Tensor) else value
