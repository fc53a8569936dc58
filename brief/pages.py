"""Edition -> pages: which pages a site has, where they are, and what each shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from brief import __version__, addresses, markup, sorting
from brief.brief_page import BriefPage, entity_view
from brief.catalog import Catalog, Occurrence, SeriesPoint
from brief.links import resolve
from brief.model import (
    LANGUAGES,
    Brief,
    Document,
    Entity,
    Finding,
    Language,
    other_language,
)
from brief.pipeline import Edition
from brief.render import Templates
from brief.source import language_of, slug_of
from brief.views import (
    BriefLink,
    ContextView,
    EntityView,
    GroupView,
    KeyFigureView,
    LinkView,
    MentionsView,
    PlainView,
    PointView,
    SeriesView,
)

LATEST = 10
"""Briefs on a front page."""

FRONT = "index"
"""Slug of the text of the front page."""

_Values = Mapping[str, object]


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


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered."""

    uri: str
    """Its file in the site: ``ja/briefs/talks/index.html``."""
    template: str
    language: Language
    title: str
    description: str
    values: Callable[[], _Values]
    """What its template is given beside what all templates are given."""
    alternates: Mapping[Language, str] = field(default_factory=dict)
    """The same page in each language that has it."""


class Pages:
    """The pages of one edition."""

    def __init__(self, edition: Edition, options: SiteOptions) -> None:
        """Make ready; no page is built before it is asked for.

        Raises:
            TemplateFault: The words of the interface cannot be read.

        """
        self.edition = edition
        self.options = options
        self.templates = Templates(options.templates)
        self.catalog = Catalog(edition)

    def render(self, page: Page) -> str:
        """The HTML of `page`.

        Raises:
            TemplateFault: A template has a fault.

        """
        return self.templates.render(page.template, {**self._common(page), **page.values()})

    def render_broken(self, page: Page, faults: Sequence[Finding]) -> str:
        """A page in the place of `page`, by brief's own templates, that shows `faults`."""
        return Templates().render("broken.html", {**self._common(page), "broken": faults})

    def _common(self, page: Page) -> _Values:
        """What every template is given."""
        return {
            "page": page,
            "site": self.options,
            "language": page.language,
            "other": other_language(page.language),
            "t": self.templates.words[page.language],
            "other_t": self.templates.words[other_language(page.language)],
            "words": self.templates.words,
            "version": __version__,
            "navigation": self._navigation[page.language],
            "url": self._url_from(page),
            "faults": self.edition.faults if self.options.preview else (),
            "findings": (),
        }

    def _url_from(self, page: Page) -> Callable[[str], str]:
        relative = partial(addresses.relative, directory_urls=self.options.directory_urls)
        if page.uri == "404.html":
            # It is shown at any address, so its links start at the root of the site.
            root = "/" + self.options.url.partition("://")[2].partition("/")[2]
            return lambda uri: root + relative(uri, start="")
        return partial(relative, start=page.uri)

    # --- which pages there are ---

    def __iter__(self) -> Iterator[Page]:
        """All pages of the site, each address once."""
        name = self.options.name
        yield Page("index.html", "root.html", "en", name, "", self._root)
        yield Page("404.html", "404.html", "en", name, "", dict)
        for brief in self.edition.briefs:
            yield from self._texts(brief, "brief.html", self._brief)
        for page in self.edition.pages:
            if page.slug != FRONT:
                yield from self._texts(page, "page.html", self._plain)
        for language in LANGUAGES:
            words = self.templates.words[language]
            yield self._front_page(language)
            yield self._page(
                "archive.html", addresses.archive, language, words["briefs"], self._archive
            )
            yield self._page("names.html", addresses.names, language, words["names"], self._names)
            yield self._page(
                "figures.html", addresses.figures, language, words["figures"], self._figures
            )
            for entity in self.catalog.entities:
                address = partial(addresses.name, entity=entity.id)
                values = partial(self._name, entity)
                yield self._page("name.html", address, language, entity.name[language], values)
            for series in self.edition.series.values():
                address = partial(addresses.series, series_id=series.id)
                values = partial(self._series_page, series.id)
                yield self._page("series.html", address, language, series.label[language], values)
        if self.options.preview:
            yield from self._broken()

    def _page(
        self,
        template: str,
        address: Callable[[Language], str],
        language: Language,
        title: str,
        values: Callable[[Language], _Values],
    ) -> Page:
        """A page that both languages have."""
        alternates = {each: address(each) for each in LANGUAGES}
        uri = alternates[language]
        return Page(uri, template, language, title, "", partial(values, language), alternates)

    def _texts(
        self, brief: Brief, template: str, values: Callable[[Brief, Page], _Values]
    ) -> Iterator[Page]:
        """The page of each text of a pair."""
        alternates = {language: addresses.page(language, brief.slug) for language in brief.texts}
        for text in brief.texts.values():
            yield self._text_page(text.document, template, alternates, partial(values, brief))

    def _text_page(
        self,
        document: Document,
        template: str,
        alternates: Mapping[Language, str],
        values: Callable[[Page], _Values],
    ) -> Page:
        front = document.front
        language = document.language
        # The values need the page's address, for the links in the text.
        page = Page(alternates[language], template, language, front.title, front.description, dict)
        return Page(
            page.uri,
            template,
            language,
            front.title,
            front.description,
            partial(values, page),
            alternates,
        )

    def _front_page(self, language: Language) -> Page:
        alternates = {each: addresses.page(each, FRONT) for each in LANGUAGES}
        text = next((page for page in self.edition.pages if page.slug == FRONT), None)
        document = text.document(language) if text else None
        if document is None:
            title = self.options.name
            values = partial(self._front, language, None)
            return Page(alternates[language], "front.html", language, title, "", values, alternates)
        return self._text_page(
            document, "front.html", alternates, partial(self._front, language, document)
        )

    def _broken(self) -> Iterator[Page]:
        """For each text that cannot be read, a page that shows why."""
        by_uri: dict[str, list[Finding]] = {}
        for fault in self.edition.faults:
            by_uri.setdefault(fault.place.path.partition("/")[2], []).append(fault)
        read = {
            text.document.uri
            for brief in (*self.edition.briefs, *self.edition.pages)
            for text in brief.texts.values()
        }
        for uri, faults in by_uri.items():
            language = language_of(uri)
            if language and uri not in read and slug_of(uri) != FRONT:
                values = partial(dict[str, object], broken=faults)
                address = addresses.page(language, slug_of(uri))
                yield Page(address, "broken.html", language, uri, "", values)

    # --- what they show ---

    def _root(self) -> _Values:
        return {
            "fronts": {language: addresses.page(language, FRONT) for language in LANGUAGES},
            "latest": {language: self._links(language)[:LATEST] for language in LANGUAGES},
        }

    def _front(
        self, language: Language, document: Document | None, page: Page | None = None
    ) -> _Values:
        body = self._body(document, page) if document and page else Markup()
        return {
            "body": body,
            "briefs": self._links(language)[:LATEST],
            "lead_figures": self._lead_figures(language),
            "all": len(self.edition.briefs),
        }

    def _lead_figures(self, language: Language) -> Sequence[KeyFigureView]:
        """The key figures of the newest brief, where it is there in this language."""
        brief = next(iter(self.edition.briefs), None)
        if brief is None or language not in brief.texts:
            return ()

        def as_written(_document: Document, href: str) -> str:
            return href

        built = BriefPage(brief, language, self.edition, self.templates, as_written, self._topic)
        return list(built.key_figures())

    def _brief(self, brief: Brief, page: Page) -> _Values:
        link = partial(self._link, page)
        built = BriefPage(brief, page.language, self.edition, self.templates, link, self._topic)
        return {"brief": built.view(), "findings": self._shown(brief)}

    def _plain(self, brief: Brief, page: Page) -> _Values:
        document = brief.texts[page.language].document
        headings = [(b.level, b.anchor, b.text) for b in document.blocks if b.level]
        folder = brief.slug.partition("/")[0]
        section = list(self._section(folder, page.language)) if "/" in brief.slug else []
        body = self._body(document, page)
        view = PlainView(document.front.title, document.front.description, body, headings, section)
        return {"text": view, "findings": self._shown(brief)}

    def _archive(self, language: Language) -> _Values:
        years = groupby(self._links(language), key=lambda link: link.date.year if link.date else 0)
        return {"years": [(year, list(links)) for year, links in years]}

    def _names(self, language: Language) -> _Values:
        entities = sorted(self.catalog.entities, key=lambda e: sorting.index_key(e, language))
        groups = groupby(entities, key=lambda entity: sorting.group(entity, language))
        return {
            "kinds": {entity.kind for entity in entities},
            "groups": [
                GroupView(letter, [self._entity(entity, language) for entity in members])
                for letter, members in groups
            ],
        }

    def _name(self, entity: Entity, language: Language) -> _Values:
        occurrences = [o for o in self.catalog.occurrences[entity.id] if o.language == language]
        if not occurrences:
            occurrences = self.catalog.occurrences[entity.id]
        return {
            "name": self._entity(entity, language),
            "mentions": [
                MentionsView(
                    self._brief_link(brief, language), [self._context(o) for o in in_brief]
                )
                for brief, in_brief in _by_brief(occurrences)
            ],
        }

    def _figures(self, language: Language) -> _Values:
        return {"series": [self._series(series_id, language) for series_id in self.edition.series]}

    def _series_page(self, series_id: str, language: Language) -> _Values:
        return {"series": self._series(series_id, language)}

    def _shown(self, brief: Brief) -> Sequence[Finding]:
        return brief.findings if self.options.preview else ()

    # --- parts of pages ---

    @cached_property
    def _navigation(self) -> Mapping[Language, Sequence[LinkView]]:
        return {language: list(self._main_links(language)) for language in LANGUAGES}

    def _main_links(self, language: Language) -> Iterator[LinkView]:
        words = self.templates.words[language]
        yield LinkView(words["briefs"], addresses.archive(language))
        yield LinkView(words["names"], addresses.names(language))
        if self.edition.series:
            yield LinkView(words["figures"], addresses.figures(language))
        for folder in dict.fromkeys(page.slug.partition("/")[0] for page in self._plain_pages):
            first = next(self._section(folder, language), None)
            if first is not None:
                yield LinkView(words["sections"].get(folder, first.title), first.uri)

    @cached_property
    def _plain_pages(self) -> Sequence[Brief]:
        """The plain pages as they are listed, without the front page."""
        order = {slug: number for number, slug in enumerate(self.options.page_order)}
        listed = [page for page in self.edition.pages if page.slug != FRONT]
        return sorted(listed, key=lambda page: (order.get(page.slug, len(order)), page.slug))

    def _section(self, folder: str, language: Language) -> Iterator[LinkView]:
        for page in self._plain_pages:
            document = page.document(language)
            if document is not None and page.slug.partition("/")[0] == folder:
                yield LinkView(document.front.title, addresses.page(language, page.slug))

    def _links(self, language: Language) -> list[BriefLink]:
        return [self._brief_link(brief, language) for brief in self.edition.briefs]

    def _brief_link(self, brief: Brief, language: Language) -> BriefLink:
        document = brief.document(language) or brief.any_document
        front = document.front
        topics = tuple(self._topic(topic, language) for topic in front.topics)
        uri = addresses.page(document.language, brief.slug)
        return BriefLink(
            front.title, front.description, uri, document.language, front.date, topics, front.draft
        )

    def _topic(self, topic: str, language: Language) -> str:
        """What a topic is called: its label in topics.yml, else the topic as it is written."""
        return self.edition.topics.get(topic, {}).get(language, topic)

    def _entity(self, entity: Entity, language: Language) -> EntityView:
        count = sum(o.language == language for o in self.catalog.occurrences[entity.id])
        return entity_view(entity, language, None, count)

    def _context(self, occurrence: Occurrence) -> ContextView:
        uri = addresses.page(occurrence.language, occurrence.brief.slug)
        anchor = _row_of(occurrence)
        return ContextView(occurrence.context(), f"{uri}#{anchor}", occurrence.language)

    def _series(self, series_id: str, language: Language) -> SeriesView:
        series = self.edition.series[series_id]
        points = [self._point(point, language) for point in self.catalog.points[series_id]]
        return SeriesView(series.label[language], addresses.series(language, series_id), points)

    def _point(self, point: SeriesPoint, language: Language) -> PointView:
        return PointView(
            date=point.point.date,
            shown=point.shown[language],
            note=point.point.note.get(language, ""),
            source=point.point.source,
            brief=self._brief_link(point.brief, language) if point.brief else None,
        )

    def _body(self, document: Document, page: Page) -> Markup:
        link = partial(self._link, page, document)
        return markup.render(document, (0, len(document.tokens)), {}, link)

    def _link(self, page: Page, document: Document, href: str) -> str:
        """An address that an author wrote in `document`, as it is on `page`."""
        target = resolve(href, document)
        if target is None:
            return href
        uri, anchor = target
        language = language_of(uri)
        if uri == document.uri:
            return f"#{anchor}"
        if language:
            uri = addresses.page(language, slug_of(uri))
        return self._url_from(page)(f"{uri}#{anchor}" if anchor else uri)


def _by_brief(occurrences: Sequence[Occurrence]) -> Iterator[tuple[Brief, list[Occurrence]]]:
    for _, group in groupby(occurrences, key=lambda occurrence: occurrence.brief.slug):
        members = list(group)
        yield members[0].brief, members


def _row_of(occurrence: Occurrence) -> str:
    """Id of the row of the brief's page in which the mention stands."""
    brief, part = occurrence.brief, occurrence.block.part
    if brief.alignment is None:
        return f"p{part + 1}"
    beads = brief.alignment.parts
    return next(
        f"p{number}"
        for number, bead in enumerate(beads, 1)
        if part in bead.side(occurrence.language)
    )
