"""Work on many things at once: in this process, on all cores, or wherever an executor runs it."""

from __future__ import annotations

import multiprocessing
import os
import sys
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TypeVar

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")
_Result = TypeVar("_Result")

CHUNK = 8
"""Things that are sent to a worker at once."""
_AHEAD = 32
"""Chunks that are on their way at least, so that no worker is idle; more would only be held."""


def cores() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@contextmanager
def pool(jobs: int) -> Iterator[Executor | None]:
    """`jobs` processes; None where that is one, and the work is done here.

    They are made when the first work is given, from this process as it is then where the system
    can fork: what has been loaded until then is there, and takes no memory twice.
    """
    if jobs == 1:
        yield None
        return
    method = "fork" if sys.platform == "linux" else "spawn"
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(method)) as executor:
        yield executor


class DistantExecutor(Executor, ABC):
    """Processes that share neither memory nor disk with this one."""

    size: int
    """How many things are done at once."""

    @abstractmethod
    def equip(self, install: Callable[[_Value], None], value: _Value) -> None:
        """Have every process, also one that joins later, begin with ``install(value)``."""


def equip(
    executor: Executor | None, install: Callable[[_Value], None], value: Callable[[], _Value]
) -> None:
    """Give workers what all their work needs; those near by have it from this process."""
    if isinstance(executor, DistantExecutor):
        executor.equip(install, value())


def in_order(
    executor: Executor | None,
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    count: int,
) -> Iterator[list[tuple[_Item, _Result]]]:
    """Each of the `count` items with what `function` gives for it, in chunks, in their order.

    A little work is done here: sending it would take longer. So is what a worker that was ended
    leaves undone.
    """
    here = executor is None or count <= 2 * CHUNK
    ahead = max(_AHEAD, 2 * executor.size if isinstance(executor, DistantExecutor) else 0)
    waiting: deque[tuple[list[_Item], Future[list[_Result]] | None]] = deque()
    for chunk in _chunks(items):
        future = None if here or executor is None else _submitted(executor, function, chunk)
        waiting.append((chunk, future))
        if here or len(waiting) == ahead:
            yield _result(function, *waiting.popleft())
    while waiting:
        yield _result(function, *waiting.popleft())


def _chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _submitted(
    executor: Executor, function: Callable[[_Item], _Result], chunk: list[_Item]
) -> Future[list[_Result]] | None:
    try:
        return executor.submit(_each, function, chunk)
    except BrokenExecutor:
        return None


def _result(
    function: Callable[[_Item], _Result], chunk: list[_Item], future: Future[list[_Result]] | None
) -> list[tuple[_Item, _Result]]:
    results = None
    if future is not None:
        # Whatever befell a worker: a fault of the work itself is raised here as well.
        with suppress(Exception):
            results = future.result()
    if results is None:
        results = _each(function, chunk)
    return list(zip(chunk, results, strict=True))


def _each(function: Callable[[_Item], _Result], items: list[_Item]) -> list[_Result]:
    return [function(item) for item in items]
