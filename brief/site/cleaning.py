"""Removing what brief has made of a site, and nothing else."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from brief.model import Finding, Place
from brief.progress import Progress
from brief.site import configuration, folders, lock
from brief.site.configuration import shown
from brief.site.plugin import Faulty, refuse_unsafe


def clean(config: MkDocsConfig, progress: Progress) -> list[Path]:
    """Remove the folder of the site and the store; what was removed.

    Hidden files of the site stay, as they do when it is built: it may be a git work tree.

    Raises:
        Faulty: The folder of the site holds something else.

    """
    refuse_unsafe(config)
    site, removed = Path(config.site_dir).resolve(), []
    store = configuration.content_settings(config).store
    with lock.held(store and store.parent, progress):
        folders.recover(site)
        if site.is_dir():
            if not folders.is_ours(site):
                message = f"site_dir is {shown(site)}, which is no site that brief has made"
                advice = "look at it, and delete it yourself"
                place = Place(shown(Path(config.config_file_path)))
                raise Faulty((Finding("configuration", "error", place, message, advice),))
            folders.clear(site)
            removed.append(site)
        if store is not None:
            if store.is_file():
                removed.append(store)
            _clear_store(store)
    return removed


def _clear_store(store: Path) -> None:
    """Remove the file of the store, the site before, and their folders if they held no more."""
    shutil.rmtree(store.with_name(folders.SPARE), ignore_errors=True)
    for name in (store.name, f"{store.name}-journal", ".gitignore", lock.NAME):
        store.with_name(name).unlink(missing_ok=True)
    for folder in (store.parent, store.parent.parent):
        with suppress(OSError):
            folder.rmdir()
