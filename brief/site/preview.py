"""The site as its files are now, page by page: nothing is written, a page is made when asked for.

The edition, the store and the workers stay from one change to the next, so that a change costs
what it reaches. What is shown of a page is that of a build, and its findings.
"""

from __future__ import annotations

import mimetypes
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from brief import addresses
from brief.edition import Edition
from brief.frame import Frame, Page, SiteOptions
from brief.history import log_of
from brief.model import LANGUAGES, Finding, Language, UnusableInput
from brief.pages import Pages, Plan, Rendered
from brief.pipeline import Memory
from brief.progress import Progress
from brief.render import BUILT_IN
from brief.site import configuration, plan, search
from brief.site.indexing import Indexer
from brief.site.plan import Copy
from brief.site.plugin import opened
from brief.store import digest

_HELD = 100
"""Pages that are kept as they were rendered."""
_INDEX_PATIENCE = 20.0
"""Seconds that who asks for the search index waits for the first one."""
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class State:
    """The site at one time."""

    config: MkDocsConfig
    faults: tuple[Finding, ...]
    """Those for which there are no pages, and those that every page shows."""
    edition: Edition = field(default_factory=Edition)
    pages: Pages | None = None
    copies: Mapping[str, Copy] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong."""
        return *self.faults, *self.edition.findings


@dataclass(frozen=True, slots=True)
class Answer:
    """What is at an address."""

    content_type: str
    body: bytes | Path
    found: bool = True
    version: str = ""
    """What the page is known by: another one once it shows something else."""


class Preview:
    """A site that follows its files. One thing is done at a time, whoever asks for it."""

    def __init__(
        self,
        config_file: str | None,
        url: str,
        progress: Progress,
        executor: Executor | None,
        report: Callable[[Sequence[Finding]], None],
    ) -> None:
        """`url` is where it is shown; `report` is given findings when they are new.

        Raises:
            UnusableInput: The configuration cannot be used.

        """
        self._config_file = config_file
        self._config: MkDocsConfig | None = None
        """What stands in it; None until it has been read without a fault."""
        self._configured_by: list[Path] = []
        """It, and those that it is based on."""
        self._commits: list[Path] = []
        """The file that git tells of commits in, if there is one: findings depend on them."""
        self._url = url
        self._progress = progress
        self._executor = executor
        self._report = report
        self._told: set[Finding] = set()
        self._loaded = self._state = State(self._configuration(()), ())
        """What was loaded last, and what is shown."""
        self._store = opened(
            configuration.content_settings(self._state.config).store, self._progress
        )
        self._memory = Memory()
        self._held: OrderedDict[str, tuple[str, Rendered]] = OrderedDict()
        self._lock = threading.Lock()
        self._indexer: Indexer | None = None
        """What makes the search index; None where the site is not to be searched."""
        self._shown = threading.Condition()
        self._files = 0
        """How often a file has changed that is no part of a page: a picture, a style."""

    def _index(self, state: State) -> None:
        """Have the search index follow `state`."""
        if not configuration.site_options(state.config, preview=True).search:
            self.close()
            self._indexer = None
            return
        if self._indexer is None:
            self._indexer = Indexer(self._store, self._lock, self._executor, self._progress)
        self._indexer.follow(state.pages)

    def close(self) -> None:
        """End what is done in the background."""
        if self._indexer is not None:
            self._indexer.close()

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._state

    def followed(self) -> tuple[list[Path], list[Path]]:
        """The folders, and the single files, whose changes reach the site."""
        config = self._state.config
        templates = configuration.templates_folder(config)
        folders = [Path(config.docs_dir), templates, BUILT_IN, *map(Path, config.watch)]
        return folders, [*self._configured_by, *self._commits]

    def load(self, changed: Collection[Path]) -> State:
        """The site as it is since the files `changed` have; not shown yet. Nothing is raised."""
        config = self._state.config
        with self._lock:
            self._forget(changed)
            try:
                config = self._configuration(changed)
                edition = self._edition(config, changed)
                options = configuration.site_options(config, preview=True)
                pages = Pages(edition, options, self._loaded.pages)
                copies = {copy.uri: copy for copy in plan.files(edition, config)}
                self._loaded = State(config, edition.faults, edition, pages, copies)
            except UnusableInput as unusable:
                self._loaded = State(config, unusable.findings)
            return self._loaded

    def _edition(self, config: MkDocsConfig, changed: Collection[Path]) -> Edition:
        """The edition since the files `changed` have: of texts, only what they reach is loaded."""
        last, content = self._loaded, Path(config.docs_dir).resolve()
        if last.pages and last.config is config and _are_files_in(content, changed):
            uris = {path.relative_to(content).as_posix() for path in changed}
            again = plan.reload(
                last.edition, uris, config, self._progress, self._executor, self._memory
            )
            if again is not None:
                return again
        return plan.load(
            config,
            self._store,
            self._progress,
            self._executor,
            preview=True,
            memory=self._memory,
        )

    def _configuration(self, changed: Collection[Path]) -> MkDocsConfig:
        """The configuration since the files `changed` have; read again only where it is one."""
        known, self._config = self._config, None
        if known is None or not changed or not set(self._configured_by).isdisjoint(changed):
            self._configured_by = configuration.sources(self._config_file)
            known = configuration.load(self._config_file)
            known.site_url = self._url
            log = log_of(Path(known.docs_dir))
            self._commits = [log] if log else []
        self._config = known
        return known

    def _forget(self, changed: Collection[Path]) -> None:
        """Let go of what was known of files; whatever else is known is compared with its file."""
        content = Path(self._state.config.docs_dir).resolve()
        self._memory.forget(
            path.relative_to(content).as_posix() for path in changed if content in path.parents
        )
        if any(_is_shown_beside(path) for path in changed):
            self._files += 1

    def show(self, state: State) -> None:
        """Show `state` from now on, and report what is found now and was not before."""
        with self._shown:
            last, self._state = self._state, state
            self._shown.notify_all()
        self._index(state)
        before, now = self._told, state.findings
        self._told = set(now)
        self._report([finding for finding in now if finding not in before])
        del last  # Letting go of a whole edition takes time: whoever waits for a page goes first.

    def warm_up(self) -> None:
        """Have at hand what the first change needs: the dictionary, the glossary, the templates."""
        edition = self._state.edition
        if edition.library is not None:
            with self._lock:
                edition.library.equip(None)
        for entry in edition.entries[:1]:
            self.answer(addresses.page(entry.source_text.language, entry.slug))

    # --- what is asked for ---------------------------------------------------------------

    def answer(self, uri: str) -> Answer:
        """What is at `uri`: a page, a file, or the page for what is not found."""
        indexer = self._indexer
        if indexer is not None and uri.startswith(f"{search.FOLDER}/"):
            file = indexer.file(uri, _INDEX_PATIENCE)
            if file is not None:
                return Answer(_type(uri), file)
        state = self._state
        with self._lock:
            if uri in state.copies:
                return Answer(_type(uri), state.copies[uri].folder / uri)
            version = self._version(state, uri)
            if state.pages is None:
                return Answer(_HTML, self._broken(state, uri, state.faults), version=version)
            found = state.pages.find(uri)
            asked = found or state.pages.find("404.html")
            assert asked is not None
            body = self._rendered(state.pages, asked).html.encode()
            return Answer(_type(asked.page.uri), body, found is not None, version)

    def has(self, uri: str) -> bool:
        """Whether there is a page at `uri`."""
        pages = self._state.pages
        with self._lock:
            return pages is not None and pages.find(uri) is not None

    def version(self, uri: str, seen: str, seconds: float) -> str:
        """The version at `uri` as soon as it is another than `seen`, at the latest in `seconds`."""
        end = time.monotonic() + seconds
        while True:
            state = self._state
            with self._lock:
                version = self._version(state, uri)
            if version != seen:
                return version
            with self._shown:
                left = end - time.monotonic()
                if not self._shown.wait_for(partial(self._is_past, state), left):
                    return version

    def _is_past(self, state: State) -> bool:
        return self._state is not state

    def _version(self, state: State, uri: str) -> str:
        if state.pages is None:
            known = digest(str(fault).encode() for fault in state.faults)
        else:
            found = state.pages.find(uri)
            known = state.pages.key(found) if found else "absent"
        return f"{known}-{self._files}"

    def _rendered(self, pages: Pages, asked: Plan) -> Rendered:
        """A page, made where it is not held as it is."""
        key = pages.key(asked)
        held = self._held.get(asked.page.uri)
        if held is not None and held[0] == key:
            return held[1]
        try:
            _, rendered = next(pages.rendered([asked]))
        except UnusableInput as unusable:
            html = pages.frame.render_broken(asked.page, unusable.findings)
            return Rendered(html, unusable.findings)
        self._report([fault for fault in rendered.faults if fault not in self._told])
        self._told |= set(rendered.faults)
        self._held[asked.page.uri] = key, rendered
        self._held.move_to_end(asked.page.uri)
        if len(self._held) > _HELD:
            self._held.popitem(last=False)
        return rendered

    def _broken(self, state: State, uri: str, faults: Sequence[Finding]) -> bytes:
        """A page that shows `faults`, where no page can be made."""
        language: Language = "ja" if uri.startswith("ja/") else "en"
        options = SiteOptions(state.config.site_name, self._url, preview=True)
        frame = Frame(options, "", dict.fromkeys(LANGUAGES, ()))
        page = Page(uri, "broken.html", language, options.name)
        return frame.render_broken(page, faults).encode()


def _are_files_in(content: Path, changed: Collection[Path]) -> bool:
    """Whether files have changed, and each of them is there, in the folder `content`."""
    return bool(changed) and all(content in path.parents and path.is_file() for path in changed)


def _is_shown_beside(path: Path) -> bool:
    """Whether a file is shown on pages that are not made from it: a picture, a style."""
    is_made_into_pages = path.suffix in (".md", ".yml", ".yaml", ".html")
    return not is_made_into_pages and mimetypes.guess_type(path.name)[0] is not None


def _type(uri: str) -> str:
    """The media type of the file `uri`."""
    guessed = mimetypes.guess_type(uri)[0] or "application/octet-stream"
    is_text = guessed.startswith("text/") or guessed in ("application/json", "application/xml")
    return f"{guessed}; charset=utf-8" if is_text else guessed
