"""What PyTorch does under familiar names: repeating, containers of modules, softmax."""

from collections.abc import Iterable, Iterator

from jaxtyping import Float, Shaped
from torch import Tensor, nn

from impl.checked import checked
from impl.domains import Counts, Logits, Positive


def repeat(x: Shaped[Tensor, "*shape"], *sizes: int) -> Shaped[Tensor, "*repeated"]:
    r"""Lay copies of the whole tensor side by side along each dimension; the last size is for the last one.

    Formula:
        $$ y_i = x_{1 + (i - 1) \bmod n} $$

    Names:
        repeat, tile; 重复, 平铺

    Args:
        x: what is repeated.
        sizes: how many copies along each dimension; more sizes than dimensions add dimensions in front.

    Returns:
        A tensor whose every dimension is that of x times its size.

    Raises:
        ValueError: if there are fewer sizes than dimensions, or a size is negative.

    Conventions:
        none

    Source:
        Paszke et al., PyTorch: An Imperative Style Deep Learning Library, 2019; torch.Tensor.repeat.
    """
    if len(sizes) < x.ndim or min(sizes, default=0) < 0:
        raise ValueError(f"sizes must be {x.ndim} or more numbers from 0, got {sizes}")
    shape = (1,) * (len(sizes) - x.ndim) + tuple(x.shape)
    blocks = x.reshape(*(k for n in shape for k in (1, n)))  # (1, n1, 1, n2, ...)
    copies = blocks.expand(*(k for r, n in zip(sizes, shape, strict=True) for k in (r, n)))  # (r1, n1, ...)
    return copies.reshape(*(r * n for r, n in zip(sizes, shape, strict=True)))  # (r1 n1, r2 n2, ...)


def repeat_interleave(
    x: Shaped[Tensor, "*shape"], r: Counts[int, ""], dim: int = -1
) -> Shaped[Tensor, "*repeated"]:
    r"""Repeat each entry before going on to the next one.

    Formula:
        $$ y_i = x_j $$
        $$ j = \lceil i / r \rceil $$

    Names:
        repeat_interleave, repeat each element; 逐元素重复

    Args:
        x: what is repeated.
        r: how many copies of each entry.
        dim: the dimension along which entries are repeated.

    Returns:
        A tensor of the shape of x, r times as long along dim.

    Raises:
        ValueError: if x has no such dimension, or r is negative.

    Conventions:
        none

    Source:
        Paszke et al., PyTorch: An Imperative Style Deep Learning Library, 2019; torch.repeat_interleave.
    """
    if not -x.ndim <= dim < x.ndim:
        raise ValueError(f"dim must be from {-x.ndim} to {x.ndim - 1}, got {dim}")
    if r < 0:
        raise ValueError(f"r must not be negative, got {r}")
    dim %= x.ndim
    before, n, after = x.shape[:dim], x.shape[dim], x.shape[dim + 1 :]
    copies = x.unsqueeze(dim + 1).expand(*before, n, r, *after)  # (..., n, r, ...)
    return copies.reshape(*before, n * r, *after)  # (..., n r, ...)


class Sequential(nn.Module):
    r"""Modules called one after another, each on what the one before returned.

    Formula:
        $$ y = f_n(f_{n-1}(\cdots f_1(x))) $$

    Names:
        sequential container; 顺序容器; nn.Sequential

    Args:
        modules: the modules in the order in which they are called; each must accept what the last returns.

    Conventions:
        none

    Source:
        Paszke et al., PyTorch: An Imperative Style Deep Learning Library, 2019; torch.nn.Sequential.
    """

    def __init__(self, *modules: nn.Module) -> None:
        super().__init__()
        for i, module in enumerate(modules):
            self.add_module(str(i), module)

    def forward(self, x: Tensor) -> Tensor:
        """Pass x through all modules."""
        for name in self._modules:
            x = self.get_submodule(name)(x)
        return x


class ModuleList(nn.Module):
    """A list that knows its entries are modules, so that their parameters are found; it cannot be called.

    A plain list in an attribute hides the parameters of its entries from `parameters()`, and so from
    optimizers, `state_dict()` and `to()`.

    Names:
        module list; 模块列表; nn.ModuleList

    Args:
        modules: the entries.

    Conventions:
        none

    Source:
        Paszke et al., PyTorch: An Imperative Style Deep Learning Library, 2019; torch.nn.ModuleList.
    """

    def __init__(self, modules: Iterable[nn.Module] = ()) -> None:
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module: nn.Module) -> None:
        """Add a module at the end."""
        self.add_module(str(len(self)), module)

    def __getitem__(self, i: int) -> nn.Module:
        return list(self)[i]

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[nn.Module]:
        return (self.get_submodule(name) for name in self._modules)


@checked
def softmax(z: Logits[Tensor, "*batch n"]) -> Float[Tensor, "*batch n"]:
    r"""Turn scores into a distribution in which a score higher by 1 is e times as likely.

    Subtracting the largest score changes nothing in the quotient and keeps exp from overflowing.

    Formula:
        $$ \operatorname{softmax}(z)_i = \frac{\exp(z_i)}{\sum_{j=1}^n \exp(z_j)} $$
        $$ \operatorname{softmax}(z)_i = \frac{\exp(z_i - \max_k z_k)}{\sum_{j=1}^n \exp(z_j - \max_k z_k)} $$

    Names:
        softmax, normalized exponential function; 软最大化, 归一化指数函数; softmax

    Args:
        z: scores; -inf for what is impossible.

    Returns:
        A distribution along the last axis; NaN where every score is -inf.

    Raises:
        ValueError: if z has no axis, or no score along the last one.

    Conventions:
        none

    Source:
        Bridle, Training Stochastic Model Recognition Algorithms as Networks, 1990.
    """
    _check_scores(z)
    shift = z.detach().amax(-1, keepdim=True)  # (*batch, 1), without a gradient: it cancels
    e = (z - shift).exp()  # (*batch, n)
    return e / e.sum(-1, keepdim=True)  # (*batch, n)


@checked
def tempered_softmax(
    z: Logits[Tensor, "*batch n"], tau: Positive[float, ""] = 1.0
) -> Float[Tensor, "*batch n"]:
    r"""Turn scores into a distribution that is the flatter, the higher the temperature.

    Formula:
        $$ p_i = \frac{\exp(z_i / \tau)}{\sum_{j=1}^n \exp(z_j / \tau)} $$

    Names:
        softmax with temperature, temperature softmax, tempered softmax; 带温度的 softmax, 温度缩放

    Args:
        z: scores; -inf for what is impossible.
        tau: temperature; 1 leaves softmax as it is.

    Returns:
        A distribution along the last axis; NaN where every score is -inf.

    Raises:
        ValueError: if z has no axis, no score along the last one, or tau is not positive.

    Conventions:
        none

    Source:
        Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network, 2015.
    """
    return softmax(z / tau)  # (*batch, n)


@checked
def log_softmax(z: Logits[Tensor, "*batch n"]) -> Float[Tensor, "*batch n"]:
    r"""The logarithm of softmax, without leaving the logarithms, where the softmax itself would round to 0.

    Formula:
        $$ \operatorname{logsoftmax}(z)_i = z_i - \log \sum_{j=1}^n \exp(z_j) $$

    Names:
        log-softmax; 对数软最大化; log_softmax

    Args:
        z: scores; -inf for what is impossible.

    Returns:
        Log-probabilities along the last axis; NaN where every score is -inf.

    Raises:
        ValueError: if z has no axis, or no score along the last one.

    Conventions:
        log_base: e | 2

    Source:
        Goodfellow, Bengio and Courville, Deep Learning, 2016, section 6.2.2.3.
    """
    _check_scores(z)
    z = z - z.detach().amax(-1, keepdim=True)  # (*batch, n), the shift cancels and needs no gradient
    return z - z.exp().sum(-1, keepdim=True).log()  # (*batch, n)


def _check_scores(z: Tensor) -> None:
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(f"z must hold at least one score along its last axis, got shape {tuple(z.shape)}")
