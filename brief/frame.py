"""What all pages of a site have in common, and a page's HTML from its values.

A frame is plain data, so that pages can be rendered in other processes.
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from tempfile import mkdtemp

from brief import __version__, addresses
from brief.links import resolve
from brief.model import LANGUAGES, Document, Finding, Language, other_language
from brief.render import Templates, sources
from brief.series import Series
from brief.source import language_of, slug_of
from brief.views import LinkView

Values = Mapping[str, object]
"""What a template is given."""

ROOT = "index.html"
"""The page that chooses a language."""
FRONT = "index"
"""Slug of the text of the front page."""


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What the configuration says of the site as a whole."""

    name: str = "brief"
    url: str = ""
    """Address at which it is published, with a slash at the end; empty when unknown."""
    templates: Path | None = None
    """Folder of the user's own templates."""
    page_order: tuple[str, ...] = ()
    """Slugs of plain pages in the order in which they are listed; the others follow by name."""
    preview: bool = False
    """Whether pages show findings, for their authors."""
    directory_urls: bool = True
    """Whether links lead to ``talks/`` rather than to ``talks/index.html``."""
    search: bool = True
    """Whether the site can be searched."""
    share_images: bool = False
    """Whether there are pictures of pages for where they are shared."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its template knows it."""

    uri: str
    """Its file in the site: ``ja/briefs/talks/index.html``."""
    template: str
    language: Language
    title: str
    description: str = ""
    alternates: Mapping[Language, str] = field(default_factory=dict)
    """The same page in each language that has it."""
    changed: date | None = None
    """When its text was last changed, as the text says."""
    feed: str = ""
    """The feed of what it lists, but for that of its language."""
    beside: Mapping[Language, str] = field(default_factory=dict)
    """Where to go in each language that has no such page, but one that is much like it."""
    above: tuple[LinkView, ...] = ()
    """The pages that it is a part of, from the top."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around what a page shows."""

    options: SiteOptions
    templates: str
    """A hash of the templates."""
    navigation: Mapping[Language, Sequence[LinkView]] = field(default_factory=dict)
    topics: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    faults: tuple[Finding, ...] = ()
    """Those that a preview shows on every page."""
    feeds: Mapping[Language, str] = field(default_factory=dict)
    """The feed of each language that has one."""

    def topic(self, topic: str, language: Language) -> str:
        """What a topic is called: its label in topics.yml, else the topic as it is written."""
        return self.topics.get(topic, {}).get(language, topic)

    def render(self, page: Page, values: Values) -> str:
        """The HTML of `page`.

        Raises:
            TemplateFault: A template has a fault.

        """
        templates = templates_of(self)
        return templates.render(page.template, {**self._common(page, templates), **values})

    def render_broken(self, page: Page, faults: Sequence[Finding]) -> str:
        """A page in the place of `page`, by brief's own templates, that shows `faults`."""
        own = Templates()
        return own.render("broken.html", {**self._common(page, own), "broken": faults})

    def _common(self, page: Page, templates: Templates) -> Values:
        """What every template is given."""
        other = other_language(page.language)
        return {
            "page": page,
            "site": self.options,
            "language": page.language,
            "other": other,
            "t": templates.words[page.language],
            "other_t": templates.words[other],
            "words": templates.words,
            "version": __version__,
            "navigation": self.navigation[page.language],
            "url": self.url_from(page),
            "address": self.address,
            "versions": self.versions,
            "share_image": self.share_image(page),
            "description": page.description,
            "linked_data": None,
            "feeds": self.feeds,
            "faults": self.faults,
            "findings": (),
        }

    def url_from(self, page: Page) -> Callable[[str], str]:
        """What turns the file of a page or asset into its address on `page`."""
        relative = partial(addresses.relative, directory_urls=self.options.directory_urls)
        if page.uri == "404.html":
            # It is shown at any address, so its links start at the root of the site.
            root = "/" + self.options.url.partition("://")[2].partition("/")[2]
            return lambda uri: root + relative(uri, start="")
        return partial(relative, start=page.uri)

    def address(self, uri: str) -> str:
        """The address of a page or asset anywhere; only for a site that knows its own."""
        directory_urls = self.options.directory_urls
        return addresses.absolute(self.options.url, uri, directory_urls=directory_urls)

    def share_image(self, page: Page) -> str:
        """The picture that stands for `page`; empty where there are none."""
        if not self.options.share_images:
            return ""
        is_brief = page.template == "brief.html"
        return addresses.share_image(page.uri if is_brief else addresses.page(page.language, FRONT))

    def versions(self, page: Page) -> Mapping[str, str]:
        """Where there are several: by language, the same page, and the one for all others."""
        if len(page.alternates) < len(LANGUAGES):
            return {}
        fronts = {language: addresses.page(language, FRONT) for language in LANGUAGES}
        default = ROOT if page.alternates == fronts else page.alternates["en"]
        return {str(code): uri for code, uri in page.alternates.items()} | {"x-default": default}

    def link(self, page: Page, document: Document, href: str) -> str:
        """An address that an author wrote in `document`, as it is on `page`."""
        target = resolve(href, document)
        if target is None:
            return href
        uri, anchor = target
        return f"#{anchor}" if uri == document.uri else self.url_from(page)(_place(uri, anchor))

    def absolute_link(self, document: Document, href: str) -> str:
        """An address that an author wrote in `document`, as it is anywhere."""
        target = resolve(href, document)
        return href if target is None else self.address(_place(*target))


def _place(uri: str, anchor: str) -> str:
    """The file of the site that shows the content's file `uri`, with the place in it: ``#id``."""
    language = language_of(uri)
    shown = addresses.page(language, slug_of(uri)) if language else uri
    return f"{shown}#{anchor}" if anchor else shown


@lru_cache(maxsize=4)
def _templates(folder: Path | None, templates: str) -> Templates:
    """The templates of a folder; `templates`, their hash, tells those of today from older ones."""
    del templates
    return Templates(folder)


_installed: dict[str, Path] = {}
"""By their hash, where this process has the templates that were sent to it."""


def templates_of(frame: Frame) -> Templates:
    """The templates of `frame`, read once in a process.

    Raises:
        TemplateFault: The words of the interface cannot be read.

    """
    folder = _installed.get(frame.templates, frame.options.templates)
    return _templates(folder, frame.templates)


def packed(frame: Frame) -> tuple[str, Mapping[str, bytes]]:
    """The user's own templates and their hash, for a process that reads no files of the site."""
    folder = frame.options.templates
    if folder is None:
        return frame.templates, {}
    return frame.templates, {name: path.read_bytes() for name, path in sources(folder)}


def install(templates: tuple[str, Mapping[str, bytes]]) -> None:
    """Have the templates that `packed` gave, in a process that reads no files of the site."""
    key, texts = templates
    folder = Path(mkdtemp(prefix="brief-templates-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, source in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source)
    _installed[key] = folder
