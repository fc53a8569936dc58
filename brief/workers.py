"""Work on many things at once: in this process, on all cores, or wherever an executor runs it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import wait
from typing import TypeVar

from brief.progress import Span

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")
_Result = TypeVar("_Result")

_Done = tuple[list[_Result], Span]
"""What a chunk came to, who did it, and when."""

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
    context = multiprocessing.get_context(method)
    others = multiprocessing.active_children()
    with ProcessPoolExecutor(jobs, context, initializer=_begin) as executor:
        try:
            yield executor
        except BaseException:
            # What was interrupted, or has failed, does not wait for the work that was given out.
            for worker in multiprocessing.active_children():
                if worker not in others:
                    worker.terminate()
            raise


def _begin() -> None:
    """In a worker: leave interrupts to the process that made it, and end when that one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


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
    ran: Callable[[Span], None] | None = None,
) -> Iterator[list[tuple[_Item, _Result]]]:
    """Each of the `count` items with what `function` gives for it, in chunks, in their order.

    A little work is done here: sending it would take longer. So is what a worker that was ended
    leaves undone. `ran` is told of every chunk: who did it, and when.
    """
    here = executor is None or count <= 2 * CHUNK
    ahead = max(_AHEAD, 2 * executor.size if isinstance(executor, DistantExecutor) else 0)
    waiting: deque[tuple[list[_Item], Future[_Done[_Result]] | None]] = deque()

    def taken() -> list[tuple[_Item, _Result]]:
        chunk, future = waiting.popleft()
        results, span = _result(function, chunk, future)
        if ran is not None:
            ran(span)
        return list(zip(chunk, results, strict=True))

    for chunk in _chunks(items):
        future = None if here or executor is None else _submitted(executor, function, chunk)
        waiting.append((chunk, future))
        if here or len(waiting) == ahead:
            yield taken()
    while waiting:
        yield taken()


def at_leisure(
    executor: Executor | None, function: Callable[[_Item], _Result], items: list[_Item]
) -> list[_Result]:
    """What `function` gives for each of a few `items`, by one process: others stay free."""
    future = None if executor is None or not items else _submitted(executor, function, items)
    results, _ = _result(function, items, future)
    return results


def _chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _submitted(
    executor: Executor, function: Callable[[_Item], _Result], chunk: list[_Item]
) -> Future[_Done[_Result]] | None:
    try:
        return executor.submit(_each, function, chunk)
    except BrokenExecutor:
        return None


def _result(
    function: Callable[[_Item], _Result], chunk: list[_Item], future: Future[_Done[_Result]] | None
) -> _Done[_Result]:
    if future is not None:
        # Whatever befell a worker: a fault of the work itself is raised here as well.
        with suppress(Exception):
            return future.result()
    return _each(function, chunk)


def _each(function: Callable[[_Item], _Result], items: list[_Item]) -> _Done[_Result]:
    began = time.time_ns()
    results = [function(item) for item in items]
    return results, Span(os.getpid(), began, time.time_ns())
