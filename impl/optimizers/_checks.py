"""What every step demands of its arguments."""

from torch import Tensor


def check_same_shape(theta: Tensor, **others: Tensor) -> None:
    """Raise ValueError unless every named tensor has the shape of theta."""
    for name, tensor in others.items():
        if tensor.shape != theta.shape:
            raise ValueError(
                f"{name} must have the shape of theta, {tuple(theta.shape)}, got {tuple(tensor.shape)}"
            )


def check_positive(**values: float) -> None:
    """Raise ValueError unless every named value is above 0."""
    for name, value in values.items():
        if not value > 0:
            raise ValueError(f"{name} must be positive, got {value}")


def check_decay(**values: float) -> None:
    """Raise ValueError unless every named decay rate lies in [0, 1)."""
    for name, value in values.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} must lie in [0, 1), got {value}")


def check_nonnegative(**values: float) -> None:
    """Raise ValueError unless every named value is 0 or more."""
    for name, value in values.items():
        if not value >= 0:
            raise ValueError(f"{name} must not be negative, got {value}")


def check_adaptive(
    theta: Tensor, g: Tensor, m: Tensor, v: Tensor, *, eta: float, eps: float, beta_1: float, beta_2: float
) -> None:
    """Raise ValueError unless these are what a step of Adam or of its kin takes."""
    check_same_shape(theta, g=g, m=m, v=v)
    check_positive(eta=eta, eps=eps)
    check_decay(beta_1=beta_1, beta_2=beta_2)
