"""Transfer learning: a network trained for one task starts another, with a new output layer."""

from collections.abc import Collection
from copy import deepcopy

from torch import nn


def transfer(source: nn.Module, output: str, layer: nn.Module) -> nn.Module:
    r"""Copy a trained network except its output layer, in whose place a new one is put.

    But for that layer the parameters are equal: $\theta_{\text{target}} = \theta_{\text{source}}$.

    Names:
        transfer learning, fine-tuning; 迁移学习, 微调; finetune

    Args:
        source: the trained network, left as it is.
        output: name of its output layer, with dots for what is nested, as in `named_modules()`.
        layer: the new output layer, freshly initialized for the classes of the new task.

    Returns:
        A network of its own: training it does not change the source.

    Raises:
        ValueError: if the source has no layer of that name.

    Conventions:
        copied_layers: trained on (fine-tuning) | frozen (feature extraction), see `freeze`

    Source:
        Yosinski et al., How transferable are features in deep neural networks?, 2014.
    """
    names = [name for name, _ in source.named_modules() if name]
    if output not in names:
        raise ValueError(f"output must name a layer of the source, one of {names}, got {output!r}")
    target = deepcopy(source)
    parent, _, child = output.rpartition(".")
    setattr(target.get_submodule(parent), child, layer)
    return target


def freeze(network: nn.Module, but: Collection[str] = ()) -> list[nn.Parameter]:
    """Stop the training of a network's parameters, except below the layers named.

    Normalization layers that are frozen still update their running statistics in train mode; call `eval()` on
    them to hold these too.

    Names:
        freezing layers, feature extraction; 冻结参数, 冻结层, 特征提取

    Args:
        network: changed in place: `requires_grad` is set on every parameter.
        but: names of the layers that go on learning, as in `named_modules()`.

    Returns:
        The parameters that still learn, for the optimizer.

    Raises:
        ValueError: if the network has no layer of a name.

    Conventions:
        none

    Source:
        Yosinski et al., How transferable are features in deep neural networks?, 2014.
    """
    layers = dict(network.named_modules())
    unknown = [name for name in but if name not in layers]
    if unknown:
        raise ValueError(f"but must name layers of the network, some of {list(layers)}, got {unknown}")
    network.requires_grad_(False)
    for name in but:
        layers[name].requires_grad_(True)
    return [parameter for parameter in network.parameters() if parameter.requires_grad]
