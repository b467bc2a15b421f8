"""A Dask cluster that exists already: its workers check notes, and see the same files as this machine."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from mdcheck.cache.stamp import checker
from mdcheck.config import Config, ConfigError
from mdcheck.pipeline.crew import CrewError
from mdcheck.pipeline.memory import Kept
from mdcheck.pipeline.worker import elsewhere

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = "30s"


class Cluster:
    """Hands notes to the workers of a cluster; a worker that dies loses none, the scheduler finds another."""

    def __init__(self, address: str, config: Config) -> None:
        """Find the scheduler at an address.

        Raises:
            ConfigError: If nothing answers there, its workers have another mdcheck, or dask is missing here.
        """
        self._config = config
        self._client = _client(address)
        if others := sorted(set(self._client.run(checker).values()) - {checker()}):
            self._client.close()
            raise ConfigError(f"--scheduler {address}: {len(others)} other states of mdcheck run there")
        self._room: int = max(4 * sum(self._client.nthreads().values()), 8)

    @property
    def room(self) -> int:
        """Enough for each thread of the cluster to have a next one."""
        return self._room

    def submit(self, path: str, data: bytes) -> Callable[[], Kept]:
        """Send a note."""
        # Workers have folders of their own to stand in.
        place = os.path.abspath(path)
        future = self._client.submit(elsewhere, self._config, None, place, data, pure=False, retries=2)

        def result() -> Kept:
            try:
                kept: Kept = future.result()
            except Exception as error:
                raise CrewError(f"the cluster did not check it: {error}") from error
            return kept

        return result

    def close(self) -> None:
        """Leave the cluster to others."""
        self._client.close()


def _client(address: str) -> "Client":
    try:
        from distributed import Client

        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except ImportError:
        raise ConfigError("--scheduler needs dask: pip install 'mdcheck[cluster]'") from None
    except (OSError, ValueError) as error:
        raise ConfigError(f"--scheduler {address}: {error}") from None
