"""Where fences are compared: which device is taken, and what goes wrong on another one."""

import pytest
from click.testing import CliRunner

pytest.importorskip("torch")

import torch

from mdcheck.cli import app
from mdcheck.cli.devices import NoDeviceError, resolve
from mdcheck.execute.differential.gradients import Replay
from mdcheck.execute.differential.on_device import astray

has_cuda = torch.cuda.is_available()


def test_auto_falls_back_where_there_is_no_other_device() -> None:
    assert resolve("auto") == ("cuda" if has_cuda else "cpu")
    assert resolve("cpu") == "cpu"


@pytest.mark.parametrize("wanted", ["gpu", *(() if has_cuda else ("cuda",))])
def test_a_device_that_is_not_here_is_an_error_of_usage(wanted: str, tmp_path: object) -> None:
    with pytest.raises(NoDeviceError):
        resolve(wanted)
    ran = CliRunner().invoke(app, ["check", str(tmp_path), "--isolated", "--device", wanted])
    assert ran.exit_code == 2


def test_results_on_the_device_are_held_against_those_on_the_processor() -> None:
    leaves = {"x": torch.arange(6.0)}
    turns = iter((1.0, 1.0, 1.0, 2.0))
    assert astray(Replay(leaves, lambda given: given["x"] * next(turns)), "cpu") == ""
    assert "other values" in astray(Replay(leaves, lambda given: given["x"] * next(turns)), "cpu")


def test_what_raises_on_the_device_says_so() -> None:
    def run(given: object) -> object:
        if raises:
            raise RuntimeError("two devices\nand more")
        raises.append(True)
        return torch.ones(2)

    raises: list[bool] = []
    assert astray(Replay({"x": torch.ones(2)}, run), "cpu") == "on cpu it raises: two devices"


@pytest.mark.skipif(not has_cuda, reason="there is no CUDA device here")
def test_a_tensor_left_on_the_processor_is_found() -> None:
    replay = Replay({"x": torch.ones(3)}, lambda given: given["x"] + torch.arange(3.0))
    assert "raises" in astray(replay, "cuda")
