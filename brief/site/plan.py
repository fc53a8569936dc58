"""What a build has to do: the files of the site, what each is made from, which are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from brief import codec, data_files, pipeline, share_image
from brief.data_files import DataFile
from brief.edition import Edition
from brief.files import holds, printable, walked
from brief.fonts import Fonts
from brief.model import Finding, Place
from brief.pages import Pages, Plan
from brief.pipeline import Memory
from brief.progress import Progress
from brief.render import ASSETS, BUILT_IN
from brief.share_image import ShareImage
from brief.site import configuration, folders, search
from brief.site.folders import FileState
from brief.store import Store, digest

KEYS = "keys"
"""The kind of the keys of what is made of an edition."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that is copied as it is."""

    uri: str
    folder: Path
    """It is the file `uri` in this folder."""

    def key(self) -> str:
        """A hash of which state of which file it is."""
        state = (self.folder / self.uri).stat()
        times = f"{state.st_mtime_ns}\n{state.st_ctime_ns}"
        said = f"{self.folder}\n{state.st_size}\n{times}\n{state.st_ino}"
        return digest([said.encode()])


@dataclass(frozen=True)
class Outputs:
    """The files that are made of an edition; found out only when they are asked for."""

    pages: Pages
    fonts: Fonts | None
    """Those that pictures are drawn with; None where there are none."""

    @cached_property
    def plans(self) -> Sequence[Plan]:
        """The pages."""
        return list(self.pages)

    @cached_property
    def data(self) -> Sequence[DataFile]:
        """The files for programs."""
        return list(data_files.of(self.pages.edition, self.pages.frame.options))

    @cached_property
    def images(self) -> Sequence[ShareImage]:
        """The pictures that stand for pages."""
        if self.fonts is None:
            return []
        return list(share_image.of(self.pages.edition, self.pages.frame.options, self.fonts))

    def keys(self, store: Store) -> Keys:
        """What each file is made from; known of the last edition, without a look at the files."""
        drawing = digest([share_image.version(), codec.encode(self.fonts)])
        key = digest([self.pages.edition_key.encode(), drawing.encode()])
        last, before = _last(store)
        if last == key:
            return before
        structure = self.pages.structure
        told = {plan.page.uri: plan.told_by() for plan in self.plans if plan.told_by is not None}
        stays = structure == before.structure
        same = told.items() & before.told.items() if stays else ()
        known = {uri: before.pages[uri] for uri, _ in same}
        if stays and drawing == before.drawing:
            images = before.images  # What they show is part of the structure.
        else:
            images = {image.uri: image.key() for image in self.images}
        keys = Keys(
            {p.page.uri: known.get(p.page.uri) or self.pages.key(p) for p in self.plans},
            {file.uri: file.key() for file in self.data},
            images,
            structure,
            told,
            drawing,
        )
        store.put(KEYS, {key: codec.pack(keys)})
        store.keep(KEYS, {key})
        return keys


def _last(store: Store) -> tuple[str, Keys]:
    """What the files of the last edition were made from, and what that is known under."""
    for key, data in store.all(KEYS).items():
        with suppress(*codec.DAMAGES):  # Of another version: it is found out again.
            keys: Keys = codec.unpack(data, Keys)
            return key, keys
    return "", Keys()


@dataclass(frozen=True, slots=True)
class Keys:
    """By uri, a hash of all that each file is made from."""

    pages: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    structure: str = ""
    """That of the pages, see `Pages.structure`."""
    told: dict[str, str] = field(default_factory=dict)
    """What pages are told by, see `Plan.told_by`."""
    drawing: str = ""
    """A hash of what pictures are drawn with."""


@dataclass(frozen=True)
class Build:
    """A build before it is begun."""

    edition: Edition
    outputs: Outputs
    made: Keys
    """The keys of the outputs."""
    copies: Sequence[Copy]
    keys: dict[str, str]
    """By uri, a hash of all that each file of the site is made from."""
    kept: Mapping[str, FileState]
    """Those that stay as they are, by uri."""
    index: str | None
    """The key of the search index that is to be made; None where it stays, or there is none."""
    complete: bool
    """Whether the site is already what it would become."""

    @property
    def pages(self) -> Pages:
        """Those of the edition."""
        return self.outputs.pages

    @property
    def new_plans(self) -> list[Plan]:
        """The pages to be made."""
        if self.complete:
            return []
        return [plan for plan in self.outputs.plans if plan.page.uri not in self.kept]

    @property
    def new_copies(self) -> list[Copy]:
        """The files to be copied."""
        return [copy for copy in self.copies if copy.uri not in self.kept]

    @property
    def new_data(self) -> list[DataFile]:
        """The data to be written."""
        if self.made.data.keys() <= self.kept.keys():
            return []
        return [file for file in self.outputs.data if file.uri not in self.kept]

    @property
    def new_images(self) -> list[ShareImage]:
        """The pictures to be drawn."""
        if self.made.images.keys() <= self.kept.keys():
            return []
        return [image for image in self.outputs.images if image.uri not in self.kept]


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


def reload(
    edition: Edition,
    changed: Collection[str],
    config: MkDocsConfig,
    progress: Progress,
    executor: Executor | None,
    memory: Memory,
) -> Edition | None:
    """For a preview: `edition` since its texts at the uris `changed` have.

    None where it must be loaded as a whole.
    """
    settings = configuration.content_settings(config, preview=True)
    again = pipeline.reload(edition, changed, settings, memory, progress, executor)
    return again and configuration.with_faults(again, config)


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
    fonts = None if preview else configuration.fonts(config)
    options = configuration.site_options(config, preview=preview)
    options = replace(
        options, share_images=fonts is not None, search=options.search and not preview
    )
    progress("Planning", 0, 0)
    outputs = Outputs(Pages(edition, options), fonts)
    made = outputs.keys(store)
    copies = files(edition, config)
    keys = {**made.pages}
    index = search.key(keys) if options.search else None
    keys |= {copy.uri: copy.key() for copy in copies}
    keys |= made.data | made.images
    progress("Planning", len(made.pages), len(made.pages))
    there = folders.files(site)
    left = folders.held(site, there, store) if not others(config) else {}
    if index and (index_keys := search.kept(index, left)):
        keys |= index_keys
        index = None
    kept = {uri: there[uri] for uri, key in keys.items() if uri in left and left[uri].key == key}
    complete = index is None and folders.is_complete(there, keys, left)
    progress.kept("Writing", len(made.pages.keys() & kept))
    progress.kept("Drawing", len(made.images.keys() & kept))
    return Build(edition, outputs, made, copies, keys, kept, index, complete)


def collisions(build: Build, shown: str) -> Iterator[Finding]:
    """The files that cannot be copied: where they would be is a page, or they have no name."""
    for copy in build.copies:
        if not copy.uri.isprintable():
            place = Place(f"{configuration.shown(copy.folder)}/{printable(copy.uri)}")
            message = "the file's name holds characters that cannot be shown"
            yield Finding("source", "error", place, message, "rename it")
    made = {*build.made.pages, *build.made.data, *build.made.images}
    folders_made = {folder for uri in made for folder in _folders(uri)}
    searched = build.pages.frame.options.search
    for uri in build.edition.files:
        if uri in made or uri in folders_made:
            holder = "a page of the site"
        elif searched and uri.startswith(f"{search.FOLDER}/"):
            holder = "the search index"
        else:
            continue
        place = Place(f"{shown}/{uri}")
        message = f"{holder} has the same address"
        yield Finding("slug-taken", "error", place, message, "rename the file")


def _folders(uri: str) -> Iterator[str]:
    """The folders that the file `uri` is in."""
    while "/" in uri:
        uri = uri.rpartition("/")[0]
        yield uri


def files(edition: Edition, config: MkDocsConfig) -> list[Copy]:
    """The files of the site that are copied as they are."""
    content = Path(config.docs_dir)
    assets = _assets(BUILT_IN) | _assets(configuration.templates_folder(config))
    return [*assets.values(), *(Copy(uri, content) for uri in edition.files)]


def _assets(folder: Path) -> dict[str, Copy]:
    """The files in the folder ``assets`` of `folder`, by their address in the site."""
    there = walked(folder / ASSETS, prefix=f"{ASSETS}/")
    return {uri: Copy(uri, folder) for uri, entry in there if holds(entry.is_file)}


def others(config: MkDocsConfig) -> list[str]:
    """What else works on the pages, plugins and hooks: what they make is not known to a hash."""
    return [*(name for name in config.plugins if name != "brief"), *config.hooks]
