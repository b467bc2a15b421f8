"""How the canonical package is held against an oracle: the same values, and the same gradients."""

from collections.abc import Callable

import torch
from torch import Tensor


def draw(seed: int, *shape: int, device: torch.device, dtype: torch.dtype = torch.float64) -> Tensor:
    """Standard normal values that depend on the seed and the shape alone."""
    generator = torch.Generator().manual_seed(seed * 1_000_003 + len(shape) + sum(shape))
    return torch.randn(shape, generator=generator, dtype=torch.float64).to(device, dtype)


def agree(
    ours: Callable[..., Tensor],
    oracle: Callable[..., Tensor],
    *inputs: Tensor,
    tolerance: float = 1e-9,
    gradients: bool = True,
) -> None:
    """Assert that both give equal values, and equal gradients by every floating input."""
    mine, my_gradients = _run(ours, inputs, gradients=gradients)
    other, other_gradients = _run(oracle, inputs, gradients=gradients)
    torch.testing.assert_close(mine, other, rtol=tolerance, atol=tolerance, check_dtype=False)
    for i, (a, b) in enumerate(zip(my_gradients, other_gradients, strict=True)):
        assert torch.isfinite(a).all(), f"the gradient by input {i} is not finite"
        torch.testing.assert_close(
            a, b, rtol=tolerance, atol=tolerance, msg=lambda m, i=i: f"gradient {i}: {m}"
        )


def _run(
    function: Callable[..., Tensor], inputs: tuple[Tensor, ...], *, gradients: bool
) -> tuple[Tensor, list[Tensor]]:
    leaves = [x.detach().clone().requires_grad_(gradients and x.is_floating_point()) for x in inputs]
    out = function(*leaves)
    if not gradients:
        return out.detach(), []
    weights = draw(7, *out.shape, device=out.device, dtype=out.dtype)
    if out.requires_grad:
        (out * weights).sum().backward()
    grads = [torch.zeros_like(x) if x.grad is None else x.grad for x in leaves if x.requires_grad]
    return out.detach(), grads
