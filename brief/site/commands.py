"""What the command line does with a site: build it, check it, preview it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from brief import workers
from brief.edition import Edition
from brief.model import Finding, UnusableInput
from brief.progress import Progress, silent
from brief.site import cleaning, configuration, plan
from brief.site.plugin import BriefPlugin, Faulty, opened


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made."""

    edition: Edition
    pages: int
    """Of the site."""
    written: int
    """Those that were made anew."""
    folder: Path
    seconds: float
    lacks_fonts: bool = False
    """Whether pages have no pictures, for want of a font."""


def build(
    config_file: str | None = None,
    *,
    strict: bool = False,
    progress: Progress = silent,
    jobs: int | None = None,
    cluster: str | None = None,
    search: bool = True,
) -> Report:
    """Build the site; what ``mkdocs build`` does, with a report. `search`: with its index.

    By `jobs` processes of this machine, or by the Dask cluster with the address `cluster`.

    Raises:
        UnusableInput: No page can be made; the site before is as it was.
        Faulty: With `strict`, the checks found something; the same holds.

    """
    began = time.perf_counter()
    config = configuration.load(config_file, strict=strict)
    plugin = _plugin_of(config)
    plugin.progress = progress
    plugin.jobs = jobs or plugin.jobs
    plugin.cluster = cluster
    plugin.config.search = plugin.config.search and search
    folder = Path(config.site_dir)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        prepared = plugin.prepare(config)
        if not prepared.complete:
            _mkdocs_build(config)
    except Faulty as faulty:
        if faulty.unusable:
            raise UnusableInput(faulty.findings) from faulty
        raise
    finally:
        config.plugins.on_shutdown()
    written = len(prepared.new_plans)
    seconds = time.perf_counter() - began
    lacks_fonts = configuration.lacks_fonts(config)
    return Report(prepared.edition, len(prepared.made.pages), written, folder, seconds, lacks_fonts)


def _mkdocs_build(config: MkDocsConfig) -> None:
    """Build with MkDocs, whose abort says nothing: what was wrong is the error before it."""
    from mkdocs.commands import build as mkdocs_build  # Not when there is nothing to do.

    try:
        with configuration.logged():
            mkdocs_build.build(config)
    except Abort as abort:
        if isinstance(abort.__context__, Faulty):
            raise abort.__context__ from None
        raise


def _plugin_of(config: MkDocsConfig) -> BriefPlugin:
    plugin = config.plugins["brief"]
    assert isinstance(plugin, BriefPlugin)
    return plugin


def check(config_file: str | None = None, progress: Progress = silent) -> Edition:
    """Load and check the content as `build` does, and stop before anything is written.

    Faults are part of the edition.

    Raises:
        UnusableInput: The configuration cannot be used.

    """
    config = configuration.load(config_file)
    path = configuration.content_settings(config).store
    store = opened(path, progress)
    with workers.pool(workers.cores()) as executor:
        return plan.load(config, store, progress, executor)


def clean(config_file: str | None = None, progress: Progress = silent) -> Iterator[Path]:
    """Remove what brief has made of a site, its files and its store; each as it was removed.

    Raises:
        UnusableInput: The configuration cannot be used, or the folder holds something else.

    """
    config = configuration.load(config_file)
    try:
        yield from cleaning.clean(config, progress)
    except Faulty as faulty:
        raise UnusableInput(faulty.findings) from faulty


def serve(
    config_file: str | None = None,
    *,
    address: str | None = None,
    open_browser: bool = False,
    progress: Progress = silent,
    tell: Callable[[Sequence[Finding]], None] | None = None,
) -> None:
    """Preview the site at `address` (``127.0.0.1:8000``) until interrupted.

    `tell` is given findings when they are new.

    Raises:
        BriefError: The configuration, or the address, cannot be used.

    """
    from brief.site import serving

    try:
        serving.serve(
            config_file, address, progress, tell or (lambda _: None), open_browser=open_browser
        )
    except KeyboardInterrupt:
        progress.say("Stopped.")
