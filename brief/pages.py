"""Edition -> pages: which pages a site has, where they are, and what each shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial
from itertools import groupby

from markupsafe import Markup

from brief import addresses, codec, making, markup, sorting, workers
from brief.brief_page import BriefPage, entity_view
from brief.catalog import Catalog, SeriesPoint
from brief.edition import Edition, Entry
from brief.frame import Frame, Page, SiteOptions, Values, templates_of
from brief.making import GlossarySource, Task
from brief.model import (
    LANGUAGES,
    Brief,
    Document,
    Entity,
    Finding,
    Language,
    Place,
    other_language,
)
from brief.outline import Outline
from brief.render import TemplateFault, fingerprint
from brief.source import language_of, slug_of
from brief.store import digest
from brief.views import (
    BriefLink,
    Context,
    ContextView,
    EntityView,
    GroupView,
    KeyFigureView,
    LinkView,
    MentionsView,
    PlainView,
    PointView,
    RelatedBrief,
    SeriesView,
)

LATEST = 10
"""Briefs on a front page."""

FRONT = "index"
"""Slug of the text of the front page."""

_NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Plan:
    """A page, and how it is made."""

    page: Page
    inputs: Callable[[], object]
    """All that it shows, or what that is known by: while it stays, so does the page."""
    values: Callable[[], Values]
    """What its template is given beside what all templates are given."""
    entry: Entry | None = None
    """The pair of texts of which it shows one."""
    show: Callable[[RenderJob, Brief], Values] | None = None
    """What its template is given of that text."""


class Pages:
    """The pages of one edition."""

    def __init__(self, edition: Edition, options: SiteOptions) -> None:
        """Make ready; no page is built before it is asked for.

        Raises:
            TemplateFault: The words of the interface cannot be read.

        """
        self.edition = edition
        self.catalog = Catalog(edition)
        self._brief_links: dict[tuple[str, Language], BriefLink] = {}
        faults = edition.faults if options.preview else ()
        self._page_order = options.page_order
        templates = fingerprint(options.templates)
        frame = Frame(options, templates, {}, edition.topics, edition.series, faults)
        self._words = templates_of(frame).words
        navigation = {language: tuple(self._main_links(language)) for language in LANGUAGES}
        self.frame = replace(frame, navigation=navigation)

    # --- making them ---

    def key(self, plan: Plan) -> str:
        """A hash of all that a page is made from."""
        return digest([self._frame_key, codec.encode((plan.page, plan.inputs()))])

    @cached_property
    def _frame_key(self) -> bytes:
        # The labels of series and topics that a page shows are among its inputs.
        # The folder of templates says nothing beside their hash.
        options = replace(self.frame.options, templates=None)
        frame = replace(self.frame, options=options, series={}, topics={})
        return digest([codec.encode(frame)]).encode()

    def rendered(
        self, plans: Sequence[Plan], executor: Executor | None = None
    ) -> Iterator[tuple[Plan, Rendered]]:
        """Each of `plans` with its HTML, in their order."""
        if self.edition.library is not None:
            making.annotator(self.edition.library.glossary, self.edition.library.store)
        waiting = iter(plans)
        for batch in workers.in_order(executor, render, map(self._job, plans), len(plans)):
            for _, done in batch:
                yield next(waiting), done

    def _job(self, plan: Plan) -> RenderJob:
        library = self.edition.library
        if plan.entry is None or library is None:
            return RenderJob(self.frame, plan.page, plan.values())
        task = plan.entry.task
        documents, record = library.documents(task), library.record(plan.entry)
        text = TextSource(task, documents, record, library.glossary)
        return RenderJob(self.frame, plan.page, plan.values(), text, plan.show)

    # --- which pages there are ---

    def __iter__(self) -> Iterator[Plan]:
        """All pages of the site, each address once."""
        name = self.frame.options.name
        yield _plan(Page("index.html", "root.html", "en", name), self._root)
        yield _plan(Page("404.html", "404.html", "en", name), dict)
        for entry in self.edition.entries:
            yield from self._brief_pages(entry)
        for entry in self.edition.plain:
            if entry.slug != FRONT:
                yield from self._plain_pages(entry)
        for language in LANGUAGES:
            yield self._front_page(language)
            yield from self._lists(language)
        if self.frame.options.preview:
            yield from self._broken()

    def _lists(self, language: Language) -> Iterator[Plan]:
        """The pages that brief makes by itself."""
        words = self._words[language]

        def page(
            template: str, address: Callable[[Language], str], title: str, values: _Listed
        ) -> Plan:
            page = Page(
                address(language),
                template,
                language,
                title,
                alternates={each: address(each) for each in LANGUAGES},
            )
            return _plan(page, partial(values, language))

        yield page("archive.html", addresses.archive, words["briefs"], self._archive)
        yield page("names.html", addresses.names, words["names"], self._names)
        yield page("figures.html", addresses.figures, words["figures"], self._figures)
        for entity in self.catalog.entities:
            address = partial(addresses.name, entity=entity.id)
            plan = page("name.html", address, entity.name[language], partial(self._name, entity))
            yield replace(plan, inputs=partial(self._name_inputs, entity, language))
        for series in self.edition.series.values():
            address = partial(addresses.series, series_id=series.id)
            values = partial(self._series_page, series.id)
            yield page("series.html", address, series.label[language], values)

    def _brief_pages(self, entry: Entry) -> Iterator[Plan]:
        for outline in entry.texts.values():
            language = outline.language
            values = partial(self._brief_extra, entry, language)
            inputs = partial(self._brief_inputs, entry, language)
            yield Plan(_text_page(entry, outline, "brief.html"), inputs, values, entry, show_brief)

    def _plain_pages(self, entry: Entry) -> Iterator[Plan]:
        for outline in entry.texts.values():
            values = partial(self._plain_extra, entry, outline.language)
            page = _text_page(entry, outline, "page.html")
            yield Plan(page, _with_key(entry, values), values, entry, show_plain)

    def _front_page(self, language: Language) -> Plan:
        alternates = {each: addresses.page(each, FRONT) for each in LANGUAGES}
        values = partial(self._front, language)
        entry = next((entry for entry in self.edition.plain if entry.slug == FRONT), None)
        if entry is None or language not in entry.texts:
            title = self.frame.options.name
            page = Page(alternates[language], "front.html", language, title, alternates=alternates)
            return Plan(page, values, lambda: {"body": Markup(), **values()})
        page = _text_page(entry, entry.texts[language], "front.html")
        return Plan(page, _with_key(entry, values), values, entry, show_front)

    def _broken(self) -> Iterator[Plan]:
        """For each text that cannot be read, a page that shows why."""
        by_uri: dict[str, list[Finding]] = {}
        for fault in self.edition.faults:
            by_uri.setdefault(fault.place.path.partition("/")[2], []).append(fault)
        read = {
            outline.uri
            for entry in (*self.edition.entries, *self.edition.plain)
            for outline in entry.texts.values()
        }
        for uri, faults in by_uri.items():
            language = language_of(uri)
            if language and uri not in read and slug_of(uri) != FRONT:
                address = addresses.page(language, slug_of(uri))
                values = partial(dict[str, object], broken=faults)
                yield _plan(Page(address, "broken.html", language, uri), values)

    # --- what they show ---

    def _root(self) -> Values:
        return {
            "fronts": {language: addresses.page(language, FRONT) for language in LANGUAGES},
            "latest": {language: self._links(language, LATEST) for language in LANGUAGES},
        }

    def _front(self, language: Language) -> Values:
        return {
            "briefs": self._links(language, LATEST),
            "lead_figures": self._lead_figures(language),
            "all": len(self.edition.entries),
        }

    def _lead_figures(self, language: Language) -> Sequence[KeyFigureView]:
        """The key figures of the newest brief, where it is there in this language."""
        newest = next(iter(self.edition.entries), None)
        if newest is None or language not in newest.texts or self.edition.library is None:
            return ()

        def as_written(_document: Document, href: str) -> str:
            return href

        brief = self.edition.library.brief(newest)
        templates = templates_of(self.frame)
        built = BriefPage(brief, language, self.edition, templates, as_written, self.frame.topic)
        return list(built.key_figures())

    def _brief_inputs(self, entry: Entry, language: Language) -> object:
        entities = self.edition.glossary.entities
        topics = [self.frame.topic(topic, language) for topic in entry.texts[language].front.topics]
        series = self.edition.series
        return (
            entry.shown,
            [replace(entities[entity_id], place=_NOWHERE) for entity_id in entry.extract.names],
            topics,
            {key: series[key].label for key in entry.extract.stands if key in series},
            self._brief_extra(entry, language),
        )

    def _brief_extra(self, entry: Entry, language: Language) -> Values:
        """What the page of a brief shows of the rest of the site."""
        day = entry.source_text.front.date
        other_briefs = {
            entity_id: [self._brief_link(other, language) for other in beside]
            for entity_id in entry.extract.names
            if (beside := self.catalog.beside(entry, entity_id))
        }
        entities = self.edition.glossary.entities
        related = [
            RelatedBrief(
                self._brief_link(relation.entry, language),
                tuple(entities[entity_id].name[language] for entity_id in relation.names),
                tuple(self.frame.topic(topic, language) for topic in relation.topics),
            )
            for relation in self.catalog.related(entry)
        ]
        points = {
            key: [
                (point.point.date, Decimal(point.point.value))
                for point in self.catalog.points[key]
                if day is None or point.point.date <= day.isoformat()
            ]
            for key in entry.extract.stands
            if key in self.catalog.points
        }
        return {"context": Context(other_briefs, related, points)}

    def _plain_extra(self, entry: Entry, language: Language) -> Values:
        folder = entry.slug.partition("/")[0]
        return {"section": list(self._section(folder, language)) if "/" in entry.slug else []}

    def _archive(self, language: Language) -> Values:
        years = groupby(self._links(language), key=lambda link: link.date.year if link.date else 0)
        return {"years": [(year, list(links)) for year, links in years]}

    def _names(self, language: Language) -> Values:
        entities = sorted(self.catalog.entities, key=lambda e: sorting.index_key(e, language))
        groups = groupby(entities, key=lambda entity: sorting.group(entity, language))
        return {
            "kinds": sorted({entity.kind for entity in entities}),
            "groups": [
                GroupView(letter, [self._entity(entity, language) for entity in members])
                for letter, members in groups
            ],
        }

    def _naming(self, entity: Entity, language: Language) -> list[tuple[Entry, Language]]:
        """The briefs that name an entity, in the language, else in the other."""
        entries = self.catalog.entries(entity.id)
        in_language = [e for e in entries if e.extract.names[entity.id].counts.get(language)]
        if in_language:
            return [(entry, language) for entry in in_language]
        return [(entry, other_language(language)) for entry in entries]

    def _name(self, entity: Entity, language: Language) -> Values:
        library = self.edition.library
        assert library is not None
        mentions = []
        for entry, shown in self._naming(entity, language):
            contexts = [
                ContextView(
                    q.sentence,
                    f"{addresses.page(q.language, entry.slug)}#{q.anchor}",
                    q.language,
                )
                for q in library.quotations(entry).get(entity.id, ())
                if q.language == shown
            ]
            mentions.append(MentionsView(self._brief_link(entry, language), contexts))
        return {"name": self._entity(entity, language), "mentions": mentions}

    def _name_inputs(self, entity: Entity, language: Language) -> object:
        named = [
            (self._brief_link(entry, language), entry.extract.names[entity.id].quoted[shown])
            for entry, shown in self._naming(entity, language)
        ]
        return replace(entity, place=_NOWHERE), named

    def _figures(self, language: Language) -> Values:
        return {"series": [self._series(series_id, language) for series_id in self.edition.series]}

    def _series_page(self, series_id: str, language: Language) -> Values:
        return {"series": self._series(series_id, language)}

    # --- parts of pages ---

    def _main_links(self, language: Language) -> Iterator[LinkView]:
        words = self._words[language]
        yield LinkView(words["briefs"], addresses.archive(language))
        yield LinkView(words["names"], addresses.names(language))
        if self.edition.series:
            yield LinkView(words["figures"], addresses.figures(language))
        for folder in dict.fromkeys(page.slug.partition("/")[0] for page in self._plain):
            first = next(self._section(folder, language), None)
            if first is not None:
                yield LinkView(words["sections"].get(folder, first.title), first.uri)

    @cached_property
    def _plain(self) -> Sequence[Entry]:
        """The plain pages as they are listed, without the front page."""
        order = {slug: number for number, slug in enumerate(self._page_order)}
        listed = [page for page in self.edition.plain if page.slug != FRONT]
        return sorted(listed, key=lambda page: (order.get(page.slug, len(order)), page.slug))

    def _section(self, folder: str, language: Language) -> Iterator[LinkView]:
        for entry in self._plain:
            if language in entry.texts and entry.slug.partition("/")[0] == folder:
                title = entry.texts[language].front.title
                yield LinkView(title, addresses.page(language, entry.slug))

    def _links(self, language: Language, most: int | None = None) -> list[BriefLink]:
        return [self._brief_link(entry, language) for entry in self.edition.entries[:most]]

    def _brief_link(self, entry: Entry, language: Language) -> BriefLink:
        known = self._brief_links.get((entry.slug, language))
        if known is None:
            known = self._brief_links[entry.slug, language] = self._new_link(entry, language)
        return known

    def _new_link(self, entry: Entry, language: Language) -> BriefLink:
        text = entry.texts.get(language) or entry.source_text
        front = text.front
        topics = tuple(self.frame.topic(topic, language) for topic in front.topics)
        uri = addresses.page(text.language, entry.slug)
        return BriefLink(
            front.title, front.description, uri, text.language, front.date, topics, front.draft
        )

    def _entity(self, entity: Entity, language: Language) -> EntityView:
        count = self.catalog.count(entity.id, language)
        return entity_view(replace(entity, place=_NOWHERE), language, None, count)

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
            brief=self._brief_link(point.entry, language) if point.entry else None,
        )


_Listed = Callable[[Language], Values]


def _plan(page: Page, values: Callable[[], Values]) -> Plan:
    """A page whose values are all that it depends on."""
    return Plan(page, values, values)


def _with_key(entry: Entry, values: Callable[[], Values]) -> Callable[[], object]:
    return lambda: (entry.shown, values())


def _text_page(entry: Entry, outline: Outline, template: str) -> Page:
    """The page of one text of a pair."""
    alternates = {language: addresses.page(language, entry.slug) for language in entry.texts}
    front, language = outline.front, outline.language
    return Page(
        alternates[language], template, language, front.title, front.description, alternates
    )


# --- rendering, here or in another process -----------------------------------------------


@dataclass(frozen=True, slots=True)
class TextSource:
    """A pair of texts on its way to a page."""

    task: Task
    documents: Mapping[Language, bytes]
    record: bytes
    glossary: GlossarySource


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A page and all that it is made from."""

    frame: Frame
    page: Page
    values: Values
    text: TextSource | None = None
    show: Callable[[RenderJob, Brief], Values] | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML; with faults, a page that shows them."""

    html: str
    faults: tuple[Finding, ...] = ()


def render(job: RenderJob) -> Rendered:
    """The HTML of a page."""
    try:
        values = dict(job.values)
        if job.text is not None and job.show is not None:
            text = job.text
            values |= job.show(job, making.assembled(text.task, text.documents, text.record))
        return Rendered(job.frame.render(job.page, values))
    except TemplateFault as fault:
        return Rendered(job.frame.render_broken(job.page, fault.findings), fault.findings)


def show_brief(job: RenderJob, brief: Brief) -> Values:
    """What the page of a brief shows of its text."""
    frame, page = job.frame, job.page
    context = job.values["context"]
    assert isinstance(context, Context)
    assert job.text is not None
    glossary = making.annotator(job.text.glossary).glossary
    built = BriefPage(
        brief,
        page.language,
        Edition(glossary=glossary, series=frame.series),
        templates_of(frame),
        partial(frame.link, page),
        frame.topic,
        context,
        _findings(job, brief),
    )
    return {"brief": built.view(), "findings": _findings(job, brief)}


def show_plain(job: RenderJob, brief: Brief) -> Values:
    """What a plain page shows of its text."""
    document = brief.texts[job.page.language].document
    headings = [(b.level, b.anchor, b.text) for b in document.blocks if b.level]
    section = job.values["section"]
    assert isinstance(section, list)
    front = document.front
    view = PlainView(front.title, front.description, _body(job, document), headings, section)
    return {"text": view, "findings": _findings(job, brief)}


def show_front(job: RenderJob, brief: Brief) -> Values:
    """What a front page shows of its text."""
    return {"body": _body(job, brief.texts[job.page.language].document)}


def _findings(job: RenderJob, brief: Brief) -> Sequence[Finding]:
    return brief.findings if job.frame.options.preview else ()


def _body(job: RenderJob, document: Document) -> Markup:
    link = partial(job.frame.link, job.page, document)
    return markup.render(document, (0, len(document.tokens)), {}, link)
