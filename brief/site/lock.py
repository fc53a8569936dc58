"""One build of a site at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from brief.progress import Progress

NAME = "lock"
"""The file of the lock."""


@contextmanager
def held(folder: Path | None, progress: Progress) -> Iterator[bool]:
    """Hold the lock of the site whose store is in `folder`; wait while another process has it.

    It goes with the process that holds it, however that ends. Where no file can be written there
    is no lock to be had, which is what is given, and nobody waits.
    """
    if folder is None:
        yield False
        return
    lock = FileLock(folder / NAME)
    with suppress(OSError):
        try:
            lock.acquire(blocking=False)
        except Timeout:
            progress.say("Another build of this site is under way; waiting until it is done")
            lock.acquire()
    try:
        yield lock.is_locked
    finally:
        lock.release()
