"""The search index of a preview, made in the background: all other work goes first.

Once the site has stood as it is for a moment, the pages that have changed are rendered, a few at
a time, and Pagefind makes an index of all. Another change ends that, and what was done is kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from brief import workers
from brief.model import UnusableInput
from brief.pages import Pages, Plan, render
from brief.progress import Progress
from brief.site import search
from brief.store import Store

_CALM = 1.0
"""Seconds without a change after which an index is made."""
_PREPARED = "indexed"
"""The kind of what is kept of a page: what Pagefind is given of it."""
_NICE = 10
"""How much less of the processors Pagefind gets than the preview."""


@dataclass(frozen=True, slots=True)
class _Index:
    folder: Path
    files: Mapping[str, Path]
    """By their uris on the site."""


class Indexer:
    """Follows the pages of a preview, and makes indexes of them, in a thread of its own."""

    def __init__(
        self,
        store: Store,
        lock: AbstractContextManager[object],
        executor: Executor | None,
        progress: Progress,
    ) -> None:
        """`lock` is held while pages are asked for, and `store`, for a moment at a time."""
        self._store = store
        self._lock = lock
        self._executor = executor
        self._progress = progress
        self._changed = threading.Condition()
        self._pages: Pages | None = None
        self._closed = False
        self._indexes: tuple[_Index, ...] = ()
        """The newest, and the one before: a page that is open has begun with that."""
        self._folder = tempfile.TemporaryDirectory(prefix="brief-", ignore_cleanup_errors=True)
        self._prepared: dict[str, str] = {}
        """By uri, the keys of the pages that lie prepared in the folder."""
        self._running: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def follow(self, pages: Pages | None) -> None:
        """Make an index of `pages` as soon as there is time; none where there are no pages."""
        with self._changed:
            self._pages = pages
            if not self._thread.is_alive() and not self._closed:
                self._thread.start()
            self._changed.notify_all()

    def file(self, uri: str, seconds: float) -> Path | None:
        """The file of the newest index at `uri`; waits until there is a first one."""
        with self._changed:
            self._changed.wait_for(lambda: self._indexes or self._closed, seconds)
            found = (index.files.get(uri) for index in self._indexes)
            return next((path for path in found if path is not None), None)

    def close(self) -> None:
        """End, whatever is under way."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            if self._running is not None:
                self._running.terminate()
        if self._thread.is_alive():
            self._thread.join()
        self._folder.cleanup()

    # --- in the thread -------------------------------------------------------------------

    def _run(self) -> None:
        done: Pages | None = None
        while (pages := self._calm(done)) is not None:
            try:
                if self._prepare(pages):
                    self._make(pages)
            except UnusableInput:
                pass  # A file has changed, and is about to be told of.
            except (OSError, search.SearchFault) as error:
                if not self._closed:
                    self._progress.say(f"The preview cannot be searched: {error}")
            done = pages

    def _calm(self, done: Pages | None) -> Pages | None:
        """The pages other than `done` once they have stood for a moment; None at the end."""
        with self._changed:
            while not self._closed:
                pages = self._pages
                if pages is None or pages is done:
                    self._changed.wait()
                elif not self._changed.wait_for(partial(self._is_past, pages), _CALM):
                    return pages
        return None

    def _is_past(self, pages: Pages) -> bool:
        return self._closed or self._pages is not pages

    def _prepare(self, pages: Pages) -> bool:
        """Have all `pages` lie prepared in the folder; whether there was the time for it."""
        there: set[str] = set()
        new: list[tuple[Plan, str]] = []
        for plan, key in self._keyed(pages):
            if self._is_past(pages):
                return False
            there.add(plan.page.uri)
            if self._prepared.get(plan.page.uri) != key:
                new.append((plan, key))
        for uri in self._prepared.keys() - there:
            self._page(uri).unlink(missing_ok=True)
            del self._prepared[uri]
        waiting = iter(new)
        while chunk := list(islice(waiting, workers.CHUNK)):
            for (plan, key), text in zip(chunk, self._texts(pages, chunk), strict=True):
                self._lay(plan.page.uri, text)
                self._prepared[plan.page.uri] = key
            if self._is_past(pages):
                return False
        with self._lock:
            self._store.tidy((_PREPARED,), set(self._prepared.values()))
        return True

    def _keyed(self, pages: Pages) -> Iterator[tuple[Plan, str]]:
        """The pages that are HTML, each with its key."""
        plans = iter(pages)
        while True:
            with self._lock:
                plan = next(plans, None)
                if plan is None:
                    return
                if not plan.page.template.endswith(".html"):
                    continue
                key = pages.key(plan)
            yield plan, key

    def _texts(self, pages: Pages, chunk: list[tuple[Plan, str]]) -> list[str]:
        """What Pagefind is given of each page: kept, or of the page that is rendered now."""
        with self._lock:
            kept = [self._store.get(_PREPARED, key) for _, key in chunk]
            jobs = [
                pages.job(plan)
                for (plan, _), known in zip(chunk, kept, strict=True)
                if known is None
            ]
        rendered = iter(workers.at_leisure(self._executor, render, jobs))
        texts = [
            search.prepared(next(rendered).html)
            if known is None
            else zlib.decompress(known).decode()
            for known in kept
        ]
        new = {
            key: zlib.compress(text.encode())
            for (_, key), text, known in zip(chunk, texts, kept, strict=True)
            if known is None
        }
        if new:
            with self._lock:
                self._store.put(_PREPARED, new)
        return texts

    def _lay(self, uri: str, text: str) -> None:
        """Lay what Pagefind is given of the page at `uri` into the folder."""
        path = self._page(uri)
        if text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)

    def _page(self, uri: str = "") -> Path:
        return Path(self._folder.name, "pages", uri)

    def _make(self, pages: Pages) -> None:
        """Make an index of what lies in the folder, and let go of the last but one."""
        if not self._page().is_dir():
            return  # Templates of one's own may mark nothing as indexed.
        folder = Path(tempfile.mkdtemp(dir=self._folder.name))
        directory_urls = pages.frame.options.directory_urls
        search.make(
            self._page(), folder / search.FOLDER, directory_urls=directory_urls, begun=self._begun
        )
        paths = [path for path in folder.rglob("*") if path.is_file()]
        index = _Index(folder, {path.relative_to(folder).as_posix(): path for path in paths})
        with self._changed:
            self._running = None
            self._indexes, old = (index, *self._indexes[:1]), self._indexes[1:]
            self._changed.notify_all()
        for each in old:
            shutil.rmtree(each.folder, ignore_errors=True)

    def _begun(self, running: subprocess.Popen[str]) -> None:
        with self._changed:
            self._running = running
            if self._closed:
                running.terminate()
        if hasattr(os, "setpriority"):
            with suppress(OSError):  # It may have ended already.
                os.setpriority(os.PRIO_PROCESS, running.pid, _NICE)
