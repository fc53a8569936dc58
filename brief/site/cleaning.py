"""Removing what brief has made of a site, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from brief.progress import Progress
from brief.site import configuration, folders, lock
from brief.site.configuration import shown
from brief.site.plugin import Faulty, not_ours, refuse_unsafe
from brief.store import Store


def clean(config: MkDocsConfig, progress: Progress) -> Iterator[Path]:
    """Remove the site and the store; each as it was removed.

    Hidden files of the site stay, as they do when it is built: it may be a git work tree. So do
    files that brief has not made, of which it is said which they are.

    Raises:
        Faulty: The folder of the site holds something else.

    """
    refuse_unsafe(config)
    site = Path(config.site_dir).resolve()
    path = configuration.content_settings(config).store
    with lock.held(path and path.parent, progress) as alone:
        if alone:
            folders.recover(site)
        if site.is_dir():
            with closing(Store(path if path and path.is_file() else None)) as store:
                if not folders.is_ours(site, store):
                    raise Faulty((not_ours(config),))
                left = folders.clear(site, store)
            if left:
                more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
                names = f"{', '.join(left[:_NAMED])}{more}"
                progress.say(f"Left in {shown(site)}, since brief has not made it: {names}")
            yield site
        if path is not None:
            was_there = path.is_file()
            _clear_store(path)
            if was_there:
                yield path


_NAMED = 3
"""So many of the files that are left are named."""


def _clear_store(store: Path) -> None:
    """Remove the file of the store, the site before, and their folders if they held no more."""
    shutil.rmtree(store.with_name(folders.SPARE), ignore_errors=True)
    for name in (store.name, f"{store.name}-journal", ".gitignore", lock.NAME):
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):  # Not ours.
            store.with_name(name).unlink()
    for folder in (store.parent, store.parent.parent):
        with suppress(OSError):
            folder.rmdir()
