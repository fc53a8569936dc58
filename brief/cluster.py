"""Work on the machines of a Dask cluster, through its interface of `concurrent.futures`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from brief.model import BriefError
from brief.render import fingerprint
from brief.workers import DistantExecutor

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")
_Value = TypeVar("_Value")

_PATIENCE = 10
"""Seconds to wait for the scheduler to answer."""


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler is at `address`: ``tcp://scheduler:8786``.

    Raises:
        BriefError: There is no such cluster, or its workers would not give the same pages.

    """
    try:
        from distributed import Client
    except ImportError as error:
        message = "Dask is not installed"
        raise _unusable(message, "pip install 'brief-site[cluster]'") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message, advice = f"{address!r} is no address", "write tcp://HOST:8786"
        if "://" in address:
            message = f"no cluster answers at {address}: {str(error).splitlines()[0]}"
            advice = "start one: dask scheduler, and on each machine dask worker"
        raise _unusable(message, advice) from error
    with client, client.get_executor(pure=False) as executor:
        versions: dict[str, str] = client.run(_version)
        if not versions:
            message = f"the cluster at {address} has no workers"
            raise _unusable(message, f"start some: dask worker {address}")
        for worker, version in versions.items():
            if version != _version():
                message = f"the worker {worker} runs another brief, Python or dictionary"
                raise _unusable(message, "install the same versions there as here")
        yield _Cluster(client, executor, sum(client.nthreads().values()))


def _unusable(message: str, advice: str) -> BriefError:
    return BriefError(f"--cluster: {message}; {advice}")


def _version() -> str:
    """A hash of the code, the tables and the templates that pages are made with."""
    return fingerprint(None)


class _Cluster(DistantExecutor):
    def __init__(self, client: Any, executor: Executor, size: int) -> None:
        self.size = size
        self._client = client
        self._executor = executor

    def submit(
        self,
        function: Callable[_Parameters, _Result],
        /,
        *args: _Parameters.args,
        **kwargs: _Parameters.kwargs,
    ) -> Future[_Result]:
        return self._executor.submit(_alone, function, *args, **kwargs)

    def equip(self, install: Callable[[_Value], None], value: _Value) -> None:
        from distributed import WorkerPlugin

        class Equipment(WorkerPlugin):
            name = f"{install.__module__}.{install.__qualname__}"

            def setup(self, worker: Any) -> None:
                """Run when a worker joins, and when one takes the place of another."""
                del worker
                install(value)

        self._client.register_plugin(Equipment())


_lock = threading.Lock()


def _alone(
    function: Callable[_Parameters, _Result],
    /,
    *args: _Parameters.args,
    **kwargs: _Parameters.kwargs,
) -> _Result:
    """Call `function` with nothing beside it: a worker of Dask has threads, MeCab has none."""
    with _lock:
        return function(*args, **kwargs)
