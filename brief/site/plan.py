"""What a build has to do: the files of the site, what each is made from, which are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig

from brief import pipeline
from brief.edition import Edition
from brief.model import Finding, Place
from brief.pages import Pages, Plan
from brief.pipeline import Memory
from brief.progress import Progress
from brief.render import BUILT_IN
from brief.site import configuration, folders
from brief.store import Store, digest

ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that is copied as it is."""

    uri: str
    folder: Path
    """It is the file `uri` in this folder."""

    def key(self) -> str:
        """A hash of which state of which file it is."""
        state = (self.folder / self.uri).stat()
        said = f"{self.folder}\n{state.st_size}\n{state.st_mtime_ns}\n{state.st_ino}"
        return digest([said.encode()])


@dataclass(frozen=True)
class Build:
    """A build before it is begun."""

    edition: Edition
    pages: Pages
    plans: Sequence[Plan]
    copies: Sequence[Copy]
    keys: dict[str, str]
    """By uri, a hash of all that each file of the site is made from."""
    kept: frozenset[str]
    """The uris of those that stay as they are."""
    complete: bool
    """Whether the site is already what it would become."""

    @property
    def new_plans(self) -> list[Plan]:
        """The pages to be made."""
        return [plan for plan in self.plans if plan.page.uri not in self.kept]

    @property
    def new_copies(self) -> list[Copy]:
        """The files to be copied."""
        return [copy for copy in self.copies if copy.uri not in self.kept]


def load(
    config: MkDocsConfig,
    store: Store,
    progress: Progress,
    executor: Executor | None = None,
    *,
    preview: bool = False,
    memory: Memory | None = None,
) -> Edition:
    """The edition of a configuration, with what is wrong in the configuration itself."""
    settings = configuration.content_settings(config, preview=preview)
    edition = pipeline.load(settings, progress, executor, store, memory)
    return configuration.with_faults(edition, config)


def plan(
    edition: Edition,
    config: MkDocsConfig,
    site: Path,
    store: Store,
    progress: Progress,
    *,
    preview: bool = False,
) -> Build:
    """What is to be done to have `edition` in the folder `site`.

    Raises:
        TemplateFault: The words of the interface cannot be read.

    """
    pages = Pages(edition, configuration.site_options(config, preview=preview))
    plans = list(pages)
    progress("Planning", 0, len(plans))
    copies = files(edition, config)
    keys = pages.keys(plans, store)
    progress("Planning", len(plans), len(plans))
    keys |= {copy.uri: copy.key() for copy in copies}
    left = folders.held(site, store) if not others(config) else {}
    kept = frozenset(uri for uri, key in keys.items() if uri in left and left[uri].key == key)
    complete = folders.is_complete(site, keys, left)
    build = Build(edition, pages, plans, copies, keys, kept, complete)
    progress.kept("Writing", len(plans) - len(build.new_plans))
    return build


def collisions(build: Build, shown: str) -> Iterator[Finding]:
    """The files of the content that stand where a page, or the folder of one, must be."""
    taken = {plan.page.uri for plan in build.plans}
    for uri in list(taken):
        taken.update(parent.as_posix() for parent in PurePosixPath(uri).parents)
    for uri in build.edition.files:
        if uri in taken:
            message = "a page of the site has the same address"
            place = Place(f"{shown}/{uri}")
            yield Finding("slug-taken", "error", place, message, "rename the file")


def files(edition: Edition, config: MkDocsConfig) -> list[Copy]:
    """The files of the site that are copied as they are."""
    content = Path(config.docs_dir)
    assets = _assets(BUILT_IN) | _assets(configuration.templates_folder(config))
    return [*assets.values(), *(Copy(uri, content) for uri in edition.files)]


def _assets(folder: Path) -> dict[str, Copy]:
    """The files in the folder ``assets`` of `folder`, by their address in the site."""
    paths = sorted(path for path in (folder / ASSETS).rglob("*") if path.is_file())
    uris = [path.relative_to(folder).as_posix() for path in paths]
    return {uri: Copy(uri, folder) for uri in uris}


def others(config: MkDocsConfig) -> list[str]:
    """What else works on the pages, plugins and hooks: what they make is not known to a hash."""
    return [*(name for name in config.plugins if name != "brief"), *config.hooks]
