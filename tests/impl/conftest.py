"""What every test of the canonical package may ask for."""

import pytest
import torch
from hypothesis import settings

settings.register_profile("impl", deadline=None)  # the first call of an operation is slow
settings.load_profile("impl")


@pytest.fixture(scope="session", params=["cpu", pytest.param("cuda", marks=pytest.mark.cuda)])
def device(request: pytest.FixtureRequest) -> torch.device:
    """The CPU, and the CUDA device where there is one."""
    if request.param == "cuda" and not torch.cuda.is_available():
        pytest.skip("no CUDA device")
    return torch.device(request.param)
