"""The MkDocs plugin: puts the pages of an edition in the place of Markdown files.

MkDocs reads the configuration, copies files, writes pages and runs the preview server; what a
page holds is decided before MkDocs sees it, and only what has changed is handed to it. A build is
made in a folder beside the site and takes its place when it is complete, so that a failed one
leaves the site as it was.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme

from brief import cluster, share_image, workers
from brief.model import Finding
from brief.pages import Plan, Rendered
from brief.progress import Progress
from brief.render import BUILT_IN, TemplateFault, fingerprint
from brief.site import configuration, folders, lock, plan, search
from brief.site.configuration import BriefConfig, shown
from brief.site.plan import Build, Copy
from brief.store import Store

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.brief")


class _Logged(Progress):
    """Progress under MkDocs, which has a log for what is to be said."""

    def say(self, message: str) -> None:
        """Say it in the log."""
        log.warning("%s", message)


class BriefPlugin(BasePlugin[BriefConfig]):  # type: ignore[no-untyped-call]
    """The plugin. MkDocs keeps it from one build to the next; what is of one is let go after it."""

    def __init__(self) -> None:
        super().__init__()
        self._command: Literal["build", "gh-deploy", "serve"] = "build"
        self._in_place = False
        self._site = Path()
        self._staging: Path | None = None
        self._store: Store | None = None
        self._resources = ExitStack()
        self._workers: Executor | None = None
        self.jobs = workers.cores()
        self.cluster: str | None = None
        """The address of the Dask cluster that does the work in their place."""
        self.build: Build | None = None
        """What is to be done, once it is known."""
        self.progress: Progress = _Logged()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, and whether the site is changed in place."""
        self._command = command
        self._in_place = dirty

    @property
    def _preview(self) -> bool:
        return self._command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take MkDocs' theme away, and have it build beside the site."""
        config.theme = Theme(static_templates=())
        config.theme.static_templates = set()
        self._begin(config)
        if not self._in_place:
            self._staging = folders.staging_folder(self._site)
            config.site_dir = str(self._staging)
        return config

    def _begin(self, config: MkDocsConfig) -> Store:
        """Open the store, wait for other builds, and find the site before.

        Its folder is the one that MkDocs names until a build begins.
        """
        if self._store is None:
            refuse_unsafe(config)
            path = configuration.content_settings(config).store
            self._store = opened(path, self.progress)
            self._resources.callback(self._store.close)
            alone = self._resources.enter_context(lock.held(path and path.parent, self.progress))
            self._site = Path(config.site_dir).resolve()
            if alone:
                folders.recover(self._site)
            if not folders.is_ours(self._site, self._store):
                self._let_go()
                raise Faulty((not_ours(config),))
        return self._store

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load and check everything before anything is written."""
        if self.build is None:
            self.prepare(config)

    def prepare(self, config: MkDocsConfig) -> Build:
        """Load and check everything, and find out what there is to do.

        Raises:
            Faulty: The input is unusable, or the build is strict and something was found.

        """
        if configuration.options_of(config).search and search.version() is None:
            log.warning("the site cannot be searched: there is no Pagefind for this platform")
        store = self._begin(config)
        executor = self._executor()
        edition = plan.load(config, store, self.progress, executor, preview=self._preview)
        if self._preview:
            for finding in (*edition.faults, *edition.findings):
                log.warning("%s", finding)
        elif edition.faults:
            raise Faulty(edition.faults)
        elif config.strict and (grave := [f for f in edition.findings if f.severity != "note"]):
            raise Faulty(tuple(grave), unusable=False)
        try:
            self.build = plan.plan(
                edition, config, self._site, store, self.progress, preview=self._preview
            )
        except TemplateFault as fault:
            raise Faulty(fault.findings) from fault
        faults = tuple(plan.collisions(self.build, shown(Path(config.docs_dir))))
        if faults and not self._preview:
            raise Faulty(faults)
        return self.build

    def _executor(self) -> Executor | None:
        """The workers of this build; none in a preview, whose server runs in another thread by now.

        The same for all of its work: once they are at work, there are more threads as well.
        """
        if self._workers is None and self.cluster:
            self._workers = self._resources.enter_context(cluster.connected(self.cluster))
        elif self._workers is None:
            jobs = self.jobs if threading.active_count() == 1 else 1
            self._workers = self._resources.enter_context(workers.pool(jobs))
        return self._workers

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Our pages and assets, and the content's other files as they are."""
        del files
        assert self.build is not None
        if self._staging is not None:
            folders.take_over(self._site, self._staging, self.build.kept, self._spare(config))
        copied = [_CopiedFile(copy, config) for copy in self.build.new_copies]
        plans = self.build.new_plans
        self.progress("Writing", 0, len(plans))
        ran = partial(self.progress.ran, "Writing")
        rendered = self.build.pages.rendered(plans, self._executor(), ran)
        press = _Press(rendered, self, len(plans))
        return Files([*copied, *(_PageFile(each, press, config) for each in plans)])

    @event_priority(-100)
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """A theme of one template, which shows the page that was made."""
        del env, config, files
        return jinja2.Environment(
            loader=jinja2.DictLoader({"main.html": "{{ page.html() }}"}), autoescape=False
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in the place of the one before."""
        assert self.build is not None
        self._write_files(self.build, Path(config.site_dir))
        keys = self.build.keys
        if self.build.index is not None:
            keys = keys | search.file_keys(self.build.index, self._index(config))
        if self._staging is not None:
            # A site of which most is new would only take room.
            is_like_it = 2 * len(self.build.kept) > len(keys)
            spare = self._spare(config) if is_like_it else None
            self._replace_site(config, spare)
            config.site_dir = str(self._site)
        if self._store is not None:
            known = keys if self._is_reproducible(config) else {}
            folders.note(self._site, known, self.build.kept, self._store)
        if self._preview:
            found = len(self.build.edition.faults) + len(self.build.edition.findings)
            log.info("%d pages built, %d findings", len(self.build.new_plans), found)
        self._staging = None
        self._let_go()

    def _replace_site(self, config: MkDocsConfig, spare: Path | None) -> None:
        """Put what was built in the place of the site.

        Raises:
            Faulty: The folder of the site cannot be moved.

        """
        assert self._staging is not None
        try:
            folders.replace_folder(self._site, self._staging, spare)
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"site_dir is {shown(self._site)}, which cannot be replaced: {reason}"
            advice = "if it is a mounted volume, name a folder inside of it"
            raise Faulty((configuration.fault(config, message, advice),)) from error

    def _is_reproducible(self, config: MkDocsConfig) -> bool:
        """Whether the files are what they were to be made from.

        They are not where something else works on pages, or where a template was changed while
        pages were made.
        """
        assert self.build is not None
        frame = self.build.pages.frame
        return not plan.others(config) and (
            not self.build.new_plans or fingerprint(frame.options.templates) == frame.templates
        )

    def _spare(self, config: MkDocsConfig) -> Path | None:
        store = configuration.content_settings(config).store
        return store and store.with_name(folders.SPARE)

    def _index(self, config: MkDocsConfig) -> list[str]:
        """Make the search index of the pages that are written now; the uris of its files."""
        assert self.build is not None
        uris = sorted(plan.page.uri for plan in self.build.outputs.plans)
        self.progress("Indexing", 0, len(uris))
        try:
            made = search.write(
                Path(config.site_dir), uris, directory_urls=config.use_directory_urls
            )
        except search.SearchFault as fault:
            message = f"the search index could not be made: {fault}"
            advice = "build without it: brief build --no-search, or search: false"
            raise Faulty((configuration.fault(config, message, advice, "search"),)) from fault
        self.progress("Indexing", len(uris), len(uris))
        return made

    def _write_files(self, build: Build, site: Path) -> None:
        """Write what MkDocs knows nothing of: the data, and the pictures of pages.

        Raises:
            Faulty: The font cannot be used.

        """
        for file in build.new_data:
            folders.write(site / file.uri, (piece.encode() for piece in file.pieces()))
        images, done = build.new_images, 0
        if not images:
            return
        self.progress("Drawing", 0, len(images))
        ran = partial(self.progress.ran, "Drawing")
        for batch in workers.in_order(
            self._executor(), share_image.drawn, images, len(images), ran
        ):
            for image, drawn in batch:
                if drawn.faults:
                    raise Faulty(drawn.faults)
                folders.write(site / image.uri, [drawn.png])
            done += len(batch)
            self.progress("Drawing", done, len(images))

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind but the site that was there."""
        del error
        self.clean_up()

    def on_shutdown(self) -> None:
        """Leave nothing behind when the build is interrupted either."""
        self.clean_up()

    def clean_up(self) -> None:
        """Remove what an unfinished build has left beside the site."""
        if self._staging is not None:
            shutil.rmtree(self._staging, ignore_errors=True)
        self._staging = None
        self._let_go()

    def _let_go(self) -> None:
        """End the workers and close the store."""
        self._resources.close()
        self._store = self._workers = self.build = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch the templates too."""
        del builder
        for folder in (configuration.templates_folder(config), BUILT_IN):
            if folder.is_dir():
                server.watch(str(folder))
        return server


def opened(path: Path | None, progress: Progress) -> Store:
    """The store at `path`; where that cannot be used, which is said, one of this run."""
    store = Store(path)
    if path is not None and store.trouble:
        where, why = shown(path), store.trouble
        progress.say(f"{where} cannot be used ({why}): all is worked out anew, and not kept")
    return store


class Faulty(BuildError):
    """Findings that end a build."""

    def __init__(self, findings: tuple[Finding, ...], *, unusable: bool = True) -> None:
        """`unusable`: no page can be made of the input; else it was strictness that ended it."""
        self.findings = findings
        self.unusable = unusable
        super().__init__("\n".join(str(finding) for finding in findings))


class _Press:
    """Pages as they come from the workers, each when it is to be written."""

    def __init__(
        self, rendered: Iterator[tuple[Plan, Rendered]], plugin: BriefPlugin, count: int
    ) -> None:
        self._rendered = rendered
        self._plugin = plugin
        self._count = count
        self._done = 0

    def html(self, plan: Plan) -> str:
        """The next page, which is that of `plan`. In a preview a fault is shown in its place.

        Raises:
            Faulty: A template has a fault, and this is no preview.

        """
        made, page = next(self._rendered)
        assert made is plan
        self._done += 1
        self._plugin.progress("Writing", self._done, self._count)
        if page.faults and self._plugin._command != "serve":
            raise Faulty(page.faults)
        for fault in page.faults:
            log.warning("%s", fault)
        return page.html


class _CopiedFile(File):
    """A file that is copied as it is, whatever MkDocs would make of its name."""

    def __init__(self, copy: Copy, config: MkDocsConfig) -> None:
        super().__init__(
            copy.uri,
            str(copy.folder),
            config.site_dir,
            config.use_directory_urls,
            dest_uri=copy.uri,
            inclusion=InclusionLevel.INCLUDED,
        )

    def is_documentation_page(self) -> bool:
        """No: notes in Markdown among the assets are copied too."""
        return False

    def is_modified(self) -> bool:
        """MkDocs is only given files that have changed."""
        return True


class _PageFile(File):
    """A page of ours as MkDocs sees it."""

    def __init__(self, plan: Plan, press: _Press, config: MkDocsConfig) -> None:
        uri = plan.page.uri
        super().__init__(
            uri.removesuffix(".html") + ".md",
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            dest_uri=uri,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.generated_by = "brief"
        _SitePage(plan, self, press, config)

    def is_modified(self) -> bool:
        """MkDocs is only given pages that have changed."""
        return True


class _SitePage(MkDocsPage):
    """The page of a `_PageFile`. Its HTML is made when it is written, not kept."""

    def __init__(self, plan: Plan, file: File, press: _Press, config: MkDocsConfig) -> None:
        super().__init__(plan.page.title, file, config)
        self._plan = plan
        self._press = press

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read here."""
        del config
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing is rendered before it is written."""
        del config, files
        self.content = ""

    def html(self) -> str:
        """The whole page."""
        return self._press.html(self._plan)


def not_ours(config: MkDocsConfig) -> Finding:
    """What is said where the folder of the site holds something else."""
    message = f"site_dir is {shown(Path(config.site_dir))}, which is no site that brief has made"
    advice = "look at it, and delete it yourself; or name another folder"
    return configuration.fault(config, message, advice)


def refuse_unsafe(config: MkDocsConfig) -> None:
    """Refuse a site folder in which the sources are, and a plugin named twice.

    Raises:
        Faulty: Saying which.

    """

    def fault(message: str, advice: str) -> Faulty:
        return Faulty((configuration.fault(config, message, advice),))

    if sum(isinstance(plugin, BriefPlugin) for plugin in config.plugins.values()) > 1:
        raise fault("the plugin brief is named twice", "name it once")
    try:
        site = Path(config.site_dir).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise fault(f"site_dir cannot be used: {error}", "name another folder") from error
    if site.exists() and not site.is_dir():
        raise fault(f"site_dir is {shown(site)}, which is no folder", "name another folder")
    here = configuration.path_of(config)
    for path in (here, configuration.templates_folder(config), here.parent / ".git"):
        if path.exists() and (site == path.resolve() or site in path.resolve().parents):
            message = f"site_dir is {shown(site)}, where {shown(path)} would be lost"
            raise fault(message, "name a folder for the site alone")
