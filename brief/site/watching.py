"""Which files have changed, as the system tells it."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue

import watchfiles

from brief.files import walked

_STEP = 20
"""Milliseconds without a change after which changes are told: an editor saves in several."""
_MOST = 400
"""Milliseconds after which they are told though there are still more."""


class Watcher:
    """Follows folders and single files, in threads of its own."""

    def __init__(self) -> None:
        self._changed: SimpleQueue[frozenset[Path] | OSError] = SimpleQueue()
        self._stop = threading.Event()

    def follow(self, folders: Iterable[Path], files: Iterable[Path]) -> None:
        """Follow all that is in `folders`, also by links, and `files`; nothing else.

        A folder that is not there yet is told of when it is made.
        """
        self.close()
        self._stop = threading.Event()
        wanted = {folder.resolve() for folder in folders}
        there = {folder for folder in wanted if folder.is_dir()}
        linked = (
            Path(os.path.realpath(entry.path))
            for folder in there
            for _, entry in walked(folder)
            if entry.is_symlink()
        )
        named = {*wanted, *(file.resolve() for file in files), *linked}
        around = {path.parent for path in named if path.parent.is_dir()}
        self._begin(there, named, recursive=True)
        self._begin(around, named, recursive=False)

    def wait(self, seconds: float | None = None) -> frozenset[Path]:
        """The files that have changed since they were last asked for; none after `seconds`.

        Raises:
            OSError: The system does not tell.

        """
        try:
            changed = self._changed.get(timeout=seconds)
        except Empty:
            return frozenset()
        while True:
            if isinstance(changed, OSError):
                raise changed
            try:
                more = self._changed.get_nowait()
            except Empty:
                return changed
            changed = more if isinstance(more, OSError) else changed | more

    def close(self) -> None:
        """Follow nothing any more."""
        self._stop.set()

    def _begin(self, paths: Collection[Path], named: Collection[Path], *, recursive: bool) -> None:
        if paths:
            arguments = (paths, named, recursive, self._stop)
            threading.Thread(target=self._run, args=arguments, daemon=True).start()

    def _run(
        self,
        paths: Collection[Path],
        named: Collection[Path],
        recursive: bool,
        stop: threading.Event,
    ) -> None:
        told = watchfiles.watch(
            *paths,
            step=_STEP,
            debounce=_MOST,
            recursive=recursive,
            stop_event=stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        try:
            for changes in told:
                changed = frozenset(Path(path) for _, path in changes)
                if not recursive:
                    changed &= frozenset(named)
                if changed and not stop.is_set():
                    self._changed.put(changed)
        except OSError as error:
            if not stop.is_set():
                self._changed.put(error)
        except RuntimeError:
            # Of a file whose name is no text. Whoever is told of what is followed follows it anew.
            if not stop.is_set():
                self._changed.put(frozenset(named))
