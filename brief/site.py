"""The site, built, previewed and published through MkDocs. The only importer of mkdocs.

MkDocs reads the configuration, copies files, writes pages and runs the preview server;
what a page holds is decided before MkDocs sees it. A build is made in a folder beside the
site and takes its place when it is complete, so that a failed one leaves the site as it was.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import config_options as options
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme

from brief import pipeline
from brief.check import RULES, Policy
from brief.model import SEVERITIES, Finding, Place, Severity, Silence, UnusableInput
from brief.pages import Page, Pages, SiteOptions
from brief.pipeline import Edition, Progress, Settings, silent
from brief.render import BUILT_IN, TemplateFault
from brief.schema import nearest

log = logging.getLogger("mkdocs.plugins.brief")

ASSETS = "assets"


class BriefConfig(Config):  # type: ignore[no-untyped-call]
    """What ``plugins: - brief:`` takes in ``mkdocs.yml``."""

    templates = options.Type(str, default="templates")
    """Folder of the user's own templates, beside ``mkdocs.yml``; it need not be there."""
    raw_html = options.Type(bool, default=False)
    """Whether HTML in the texts is let through."""
    pages = options.ListOfItems(options.Type(str), default=[])
    """Slugs of the plain pages, in the order in which they are listed."""
    severities = options.Type(dict, default={})
    """Rules that are to be taken for an error, a warning or a note, or are off."""
    ignore = options.Type(dict, default={})
    """Rules that the site silences, and why."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made."""

    edition: Edition
    pages: int
    folder: Path
    seconds: float


class BriefPlugin(BasePlugin[BriefConfig]):  # type: ignore[no-untyped-call]
    """The MkDocs plugin: puts the pages of an edition in the place of Markdown files."""

    def __init__(self) -> None:
        super().__init__()
        self._command: Literal["build", "gh-deploy", "serve"] = "build"
        self._in_place = False
        self._site: Path | None = None
        self._staging: Path | None = None
        self.edition = Edition()
        self.page_count = 0
        self.progress: Progress = silent

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
        _refuse_unsafe(config)
        if not self._in_place:
            self._site = Path(config.site_dir).resolve()
            _recover(self._site)
            self._staging = _staging_folder(self._site)
            config.site_dir = str(self._staging)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load and check everything before anything is written."""
        self.edition = load_edition(config, self.progress, preview=self._preview)
        if self._preview:
            for finding in (*self.edition.faults, *self.edition.findings):
                log.warning("%s", finding)
            return
        if self.edition.faults:
            raise Faulty(self.edition.faults)
        grave = tuple(f for f in self.edition.findings if f.severity != "note")
        if config.strict and grave:
            raise Faulty(grave, unusable=False)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Our pages and assets, and the content's other files as they are."""
        ours = frozenset(self.edition.files)
        copied = [file for file in files if file.src_uri in ours]
        assets = _assets(BUILT_IN, config) | _assets(templates_folder(config), config)
        try:
            site = Pages(self.edition, site_options(config, preview=self._preview))
        except TemplateFault as fault:
            raise Faulty(fault.findings) from fault
        listed = list(site)
        self.page_count = len(listed)
        tell = partial(self.progress, "Writing")
        made = [
            _PageFile(page, site, config, partial(tell, number, len(listed)))
            for number, page in enumerate(listed, 1)
        ]
        faults = tuple(_collisions(made, copied, _shown(Path(config.docs_dir))))
        if faults and not self._preview:
            raise Faulty(faults)
        return Files([*assets.values(), *copied, *made])

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
        if self._site is not None and self._staging is not None:
            _replace_folder(self._site, self._staging)
            config.site_dir = str(self._site)
        if self._preview:
            found = len(self.edition.faults) + len(self.edition.findings)
            log.info("%d pages built, %d findings", self.page_count, found)

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

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch the templates too."""
        del builder
        for folder in (templates_folder(config), BUILT_IN):
            if folder.is_dir():
                server.watch(str(folder))
        return server


class Faulty(BuildError):
    """Findings that end a build."""

    def __init__(self, findings: tuple[Finding, ...], *, unusable: bool = True) -> None:
        """`unusable`: no page can be made of the input; else it was strictness that ended it."""
        self.findings = findings
        self.unusable = unusable
        super().__init__("\n".join(str(finding) for finding in findings))


class _PageFile(File):
    """A page of ours as MkDocs sees it."""

    def __init__(
        self, page: Page, site: Pages, config: MkDocsConfig, tell: Callable[[], None]
    ) -> None:
        super().__init__(
            page.uri.removesuffix(".html") + ".md",
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            dest_uri=page.uri,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.generated_by = "brief"
        _SitePage(page, self, site, config, tell)

    def is_modified(self) -> bool:
        """Every page is written anew: what it shows may come from any file."""
        return True


class _SitePage(MkDocsPage):
    """The page of a `_PageFile`. Its HTML is made when it is written, not kept."""

    def __init__(
        self, page: Page, file: File, site: Pages, config: MkDocsConfig, tell: Callable[[], None]
    ) -> None:
        super().__init__(page.title, file, config)
        self._page = page
        self._tell = tell
        self._site = site

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read here."""
        del config
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing is rendered before it is written."""
        del config, files
        self.content = ""

    def html(self) -> str:
        """The whole page. In a preview a template's fault is shown in its place."""
        self._tell()
        try:
            return self._site.render(self._page)
        except TemplateFault as fault:
            if not self._site.options.preview:
                raise Faulty(fault.findings) from fault
            log.warning("%s", fault)
            return self._site.render_broken(self._page, fault.findings)


# --- configuration -------------------------------------------------------------------


def load(config_file: str | None = None, *, strict: bool = False) -> MkDocsConfig:
    """The configuration in `config_file`, by default ``mkdocs.yml``, with brief among its plugins.

    Raises:
        UnusableInput: There is no such file, or it has faults.

    """
    shown = config_file or "mkdocs.yml"

    def fault(message: str, advice: str = "") -> Finding:
        mark = re.search(r"line (\d+), column (\d+)", message)
        place = Place(shown, int(mark[1]), int(mark[2])) if mark else Place(shown)
        return Finding("configuration", "error", place, message, advice)

    if not Path(shown).is_file():
        advice = (
            "run brief in the folder of a site, name the file with -f, or make one: brief new site"
        )
        raise UnusableInput([fault("there is no such file", advice)])
    try:
        with _logged() as messages:
            config = load_config(config_file=shown, strict=strict or None)
    except (ConfigurationError, Abort, ValueError) as error:
        said = messages or [str(error)]
        raise UnusableInput([fault(" ".join(message.split())) for message in said]) from error
    if unknown := [message for message in messages if "'brief'" in message]:
        advice = f"known options: {', '.join(name for name, _ in BriefConfig._schema)}"
        raise UnusableInput([fault(" ".join(message.split()), advice) for message in unknown])
    if "brief" not in config.plugins:
        raise UnusableInput([fault("the plugin brief is not switched on", "add plugins: [brief]")])
    return config


@contextmanager
def _logged() -> Iterator[list[str]]:
    """What MkDocs warns of meanwhile: it says there what is wrong with a configuration."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.propagate = propagate
        logger.removeHandler(collector)


def plugin_of(config: MkDocsConfig) -> BriefPlugin:
    """Our plugin in a configuration."""
    plugin = config.plugins["brief"]
    assert isinstance(plugin, BriefPlugin)
    return plugin


def load_edition(
    config: MkDocsConfig, progress: Progress = silent, *, preview: bool = False
) -> Edition:
    """The edition of a configuration, with what is wrong in the list of plain pages."""
    edition = pipeline.load(content_settings(config, preview=preview), progress)
    slugs = [page.slug for page in edition.pages]
    place = Place(_shown(Path(config.config_file_path or "mkdocs.yml")))
    faults = [
        Finding("configuration", "error", place, f"there is no page {slug!r}", nearest(slug, slugs))
        for slug in plugin_of(config).config.pages
        if slug not in slugs and not edition.faults
    ]
    faults += _bad_rules(plugin_of(config).config, place)
    return replace(edition, faults=(*edition.faults, *faults))


def _severity(value: object) -> Severity | Literal["off"] | None:
    """A severity as the configuration states it; to YAML, off is false. None where it is none."""
    if value is False or value == "off":
        return "off"
    return next((severity for severity in SEVERITIES if severity == value), None)


def _bad_rules(options: BriefConfig, place: Place) -> Iterator[Finding]:
    """What is wrong in what the configuration says of rules."""

    def fault(message: str, advice: str) -> Finding:
        return Finding("configuration", "error", place, message, advice)

    rules = [rule.name for rule in RULES]
    for option in ("severities", "ignore"):
        for name, value in options[option].items():
            if name not in rules:
                advice = nearest(str(name), rules) or "brief check --explain lists the rules"
                yield fault(f"{option}: there is no rule {name!r}", advice)
            elif option == "ignore" and not (isinstance(value, str) and value.strip()):
                yield fault(f"ignore: {name} is silenced without a reason", "say why")
            elif option == "severities" and _severity(value) is None:
                yield fault(f"severities: {name} is {value!r}", "write error, warning, note or off")


def _policy(options: BriefConfig, place: Place) -> Policy:
    """What the configuration asks of the checks; what is wrong in it is left out."""
    stated = {str(name): _severity(value) for name, value in options.severities.items()}
    return Policy(
        {name: severity for name, severity in stated.items() if severity is not None},
        tuple(Silence(str(rule), str(why), place) for rule, why in options.ignore.items()),
    )


def content_settings(config: MkDocsConfig, *, preview: bool = False) -> Settings:
    """Where the content is and how to read it."""
    content = Path(config.docs_dir)
    folder = Path(config.config_file_path).parent if config.config_file_path else None
    return Settings(
        content=content,
        shown=_shown(content),
        raw_html=plugin_of(config).config.raw_html,
        drafts=preview,
        store=folder and folder / ".cache" / "brief" / "store.sqlite",
        policy=_policy(
            plugin_of(config).config, Place(_shown(Path(config.config_file_path or "mkdocs.yml")))
        ),
    )


def site_options(config: MkDocsConfig, *, preview: bool = False) -> SiteOptions:
    """What the configuration says of the site as a whole."""
    url = str(config.site_url or "")
    return SiteOptions(
        name=config.site_name,
        url=url if not url or url.endswith("/") else f"{url}/",
        templates=templates_folder(config),
        page_order=tuple(plugin_of(config).config.pages),
        preview=preview,
        directory_urls=config.use_directory_urls,
    )


def templates_folder(config: MkDocsConfig) -> Path:
    """The user's own templates, whether they are there or not."""
    return Path(config.config_file_path or "mkdocs.yml").parent / plugin_of(config).config.templates


def _shown(path: Path) -> str:
    """`path` as the user would type it from the current folder."""
    return Path(os.path.relpath(path)).as_posix()


# --- commands ------------------------------------------------------------------------


def build(
    config_file: str | None = None, *, strict: bool = False, progress: Progress = silent
) -> Report:
    """Build the site; what ``mkdocs build`` does, with a report.

    Raises:
        UnusableInput: No page can be made; the site before is as it was.
        Faulty: With `strict`, the checks found something; the same holds.

    """
    began = time.perf_counter()
    config = load(config_file, strict=strict)
    plugin = plugin_of(config)
    plugin.progress = progress
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with _logged():
            mkdocs_build.build(config)
    except Abort as abort:
        # MkDocs says nothing but "aborted"; what was wrong is the error before it.
        cause = abort.__context__
        if not isinstance(cause, Faulty):
            raise
        if cause.unusable:
            raise UnusableInput(cause.findings) from cause
        raise cause from None
    finally:
        config.plugins.on_shutdown()
    folder = Path(config.site_dir)
    return Report(plugin.edition, plugin.page_count, folder, time.perf_counter() - began)


def check(config_file: str | None = None, progress: Progress = silent) -> Edition:
    """Load and check the content as `build` does, and stop before anything is written.

    Raises:
        UnusableInput: With all faults, and then with what the checks found.

    """
    return load_edition(load(config_file), progress)


def serve(config_file: str | None = None, *, address: str | None = None) -> None:
    """Preview the site at `address` (``127.0.0.1:8000``) until interrupted."""
    load(config_file)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(logging.StreamHandler())
    logger.setLevel(logging.WARNING)
    for name in ("mkdocs.livereload", log.name):
        logging.getLogger(name).setLevel(logging.INFO)
    extra: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        mkdocs_serve.serve(config_file=config_file, **extra)
    except (OSError, OverflowError) as error:
        where = address or "the address of the preview"
        advice = "name another one: brief serve --address 127.0.0.1:8001"
        message = f"{where} cannot be used: {error}"
        place = Place(config_file or "mkdocs.yml")
        raise UnusableInput([Finding("address", "error", place, message, advice)]) from error


# --- folders -------------------------------------------------------------------------


def _refuse_unsafe(config: MkDocsConfig) -> None:
    """Refuse a site folder that holds anything but a site, and a plugin named twice.

    Raises:
        Faulty: Saying which.

    """
    place = Place(_shown(Path(config.config_file_path or "mkdocs.yml")))

    def fault(message: str, advice: str) -> Faulty:
        return Faulty((Finding("configuration", "error", place, message, advice),))

    if sum(isinstance(plugin, BriefPlugin) for plugin in config.plugins.values()) > 1:
        raise fault("the plugin brief is named twice", "name it once")
    try:
        site = Path(config.site_dir).resolve()
    except (OSError, RuntimeError) as error:
        raise fault(f"site_dir cannot be used: {error}", "name another folder") from error
    if site.exists() and not site.is_dir():
        raise fault(f"site_dir is {_shown(site)}, which is no folder", "name another folder")
    here = Path(config.config_file_path or "mkdocs.yml")
    for path in (here, templates_folder(config), here.parent / ".git"):
        if path.exists() and (site == path.resolve() or site in path.resolve().parents):
            message = f"site_dir is {_shown(site)}, where {_shown(path)} would be lost"
            raise fault(message, "name a folder for the site alone")


def _staging_folder(site: Path) -> Path:
    """Where the next site is built: beside the site, so that it can be moved in place."""
    return site.with_name(f".{site.name}.{secrets.token_hex(6)}")


def _old_folder(site: Path) -> Path:
    """Where the site before waits while the next one takes its place."""
    return site.with_name(f".{site.name}.old")


def _recover(site: Path) -> None:
    """Bring the site back that a build left aside when it was killed half-way."""
    old = _old_folder(site)
    if old.is_dir() and not site.exists():
        old.rename(site)


def _replace_folder(site: Path, new: Path) -> None:
    """Put the folder `new` in the place of `site`, keeping the hidden files of `site`."""
    if not new.is_dir():
        return
    old = _old_folder(site)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        _recover(site)
        raise
    for path in old.iterdir() if old.is_dir() else ():
        # As MkDocs does: the site may be a git work tree, say.
        if path.name.startswith(".") and not (site / path.name).exists():
            path.rename(site / path.name)
    shutil.rmtree(old, ignore_errors=True)


def _collisions(made: Sequence[File], copied: Sequence[File], shown: str) -> Iterator[Finding]:
    """The files of the content that stand where a page, or the folder of one, must be."""
    taken = {file.dest_uri for file in made}
    for uri in list(taken):
        taken.update(parent.as_posix() for parent in PurePosixPath(uri).parents)
    for file in copied:
        if file.dest_uri in taken:
            place = Place(f"{shown}/{file.src_uri}")
            message = "a page of the site has the same address"
            yield Finding("slug-taken", "error", place, message, "rename the file")


def _assets(folder: Path, config: MkDocsConfig) -> dict[str, File]:
    """The files in the folder ``assets`` of `folder`, by their address in the site."""
    paths = sorted(path for path in (folder / ASSETS).rglob("*") if path.is_file())
    uris = [path.relative_to(folder).as_posix() for path in paths]
    return {uri: File(uri, str(folder), config.site_dir, config.use_directory_urls) for uri in uris}
