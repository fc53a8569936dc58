"""Edition -> pages: which pages a site has, where they are, and what each shows.

A room for each kind of page; each gives the plans of its pages. `plan.py` says what a plan is and
makes a page of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cached_property, partial

from brief import addresses, codec, workers
from brief.catalog import Catalog
from brief.edition import Edition, Entry, Library
from brief.frame import Frame, SiteOptions, install, packed, templates_of
from brief.model import LANGUAGES
from brief.pages import (
    archive,
    briefs,
    feeds,
    figures,
    front,
    names,
    navigation,
    plain,
    sitemaps,
    topics,
)
from brief.pages.plan import Plan, Rendered, RenderJob, TextSource, render
from brief.pages.shared import Shared
from brief.progress import Span
from brief.render import fingerprint
from brief.store import digest

__all__ = ["Pages", "Plan", "RenderJob", "Rendered", "render"]

_ROOMS = (front, briefs, plain, archive, topics, names, figures)


class Pages:
    """The pages of one edition."""

    def __init__(self, edition: Edition, options: SiteOptions, last: Pages | None = None) -> None:
        """Make ready; no page is built before it is asked for.

        `last` are the pages of the edition before, of which what still holds is taken over.

        Raises:
            TemplateFault: The words of the interface cannot be read.

        """
        self.edition = edition
        self.catalog: Catalog = Catalog(edition, last.catalog if last else None)
        faults = edition.faults if options.preview else ()
        templates = fingerprint(options.templates)
        frame = Frame(options, templates, {}, edition.topics, edition.series, faults)
        words = templates_of(frame).words
        menus = {
            language: tuple(navigation.links(edition, options, language, words[language]))
            for language in LANGUAGES
        }
        told = feeds.of_languages(edition) if options.url else {}
        self.frame = replace(frame, navigation=menus, feeds=told)
        self._shared = Shared(edition, self.catalog, self.frame, words)
        self._last_source: tuple[Entry | None, TextSource | None] = None, None

    def __iter__(self) -> Iterator[Plan]:
        """All pages of the site, each address once."""
        pages = []
        for each in self._for_readers():
            plan = self._announced(each)
            pages.append(plan.page)
            yield plan
        yield from feeds.plans(self._shared, self._feeds)
        yield from sitemaps.plans(self._shared, pages)

    def _for_readers(self) -> Iterator[Plan]:
        for room in _ROOMS:
            yield from room.plans(self._shared)
        if self.frame.options.preview:
            yield from front.broken(self._shared)

    @cached_property
    def _feeds(self) -> feeds.Feeds:
        return feeds.of(self.edition) if self.frame.options.url else {}

    def find(self, uri: str) -> Plan | None:
        """The page at `uri`; that of a brief without a look at all others."""
        number = self.catalog.places.by_page.get(uri)
        if number is None:
            return self._others.get(uri)
        entry = self.edition.entries[number]
        plan = next(p for p in briefs.plans_of(self._shared, entry) if p.page.uri == uri)
        return self._announced(plan)

    @cached_property
    def _others(self) -> dict[str, Plan]:
        """All but the pages of briefs by their addresses."""
        briefs = self.catalog.places.by_page
        return {plan.page.uri: plan for plan in self if plan.page.uri not in briefs}

    def key(self, plan: Plan) -> str:
        """A hash of all that a page is made from."""
        return digest([self._frame_key, codec.encode((plan.page, plan.inputs()))])

    @cached_property
    def structure(self) -> str:
        """A hash of what pages show of briefs that they are not of, but for quoted sentences."""
        edition = self.edition
        seen = [
            (
                entry.slug,
                [text.front for text in entry.texts.values()],
                [(name, naming.counts) for name, naming in entry.extract.names.items()],
                entry.extract.stands,
            )
            for entry in edition.entries
        ]
        plain = [text.front for entry in edition.plain for text in entry.texts.values()]
        shared = edition.glossary.key, edition.series, edition.topics
        return digest([self._frame_key, codec.encode((seen, plain, shared))])

    def _announced(self, plan: Plan) -> Plan:
        """`plan` with the feed of what its page lists."""
        page = plan.page
        if page.template != "topic.html" or page.uri not in self._feeds:
            return plan
        return replace(plan, page=replace(page, feed=addresses.feed(page.uri)))

    @cached_property
    def edition_key(self) -> str:
        """A hash of everything that pages, and other files, are made from."""
        edition = self.edition
        made = [(entry.slug, entry.key) for entry in (*edition.entries, *edition.plain)]
        shared = edition.glossary.key, edition.series, edition.topics
        return digest([self._frame_key, codec.encode((made, shared, edition.files))])

    @cached_property
    def _frame_key(self) -> bytes:
        # The labels of series and topics that a page shows are among its inputs.
        # The folder of templates says nothing beside their hash.
        options = replace(self.frame.options, templates=None)
        frame = replace(self.frame, options=options, series={}, topics={})
        return digest([codec.encode(frame)]).encode()

    def rendered(
        self,
        plans: Sequence[Plan],
        executor: Executor | None = None,
        ran: Callable[[Span], None] | None = None,
    ) -> Iterator[tuple[Plan, Rendered]]:
        """Each of `plans` with its HTML, in their order; `ran` as `workers.in_order` calls it."""
        if self.edition.library is not None and len(plans) > 0:
            self.edition.library.equip(executor)
            workers.equip(executor, install, partial(packed, self.frame))
        waiting = iter(plans)
        for batch in workers.in_order(executor, render, map(self.job, plans), len(plans), ran):
            for _, done in batch:
                yield next(waiting), done

    def job(self, plan: Plan) -> RenderJob:
        """A page with all that a process needs to render it."""
        library = self.edition.library
        if plan.entry is None or library is None:
            return RenderJob(self.frame, plan.page, plan.values(), None, plan.show, plan.write)
        text = self._source(plan.entry, library)
        return RenderJob(self.frame, plan.page, plan.values(), text, plan.show, plan.write)

    def _source(self, entry: Entry, library: Library) -> TextSource:
        """The texts of `entry`; the same ones for those of its pages that follow one another."""
        last, source = self._last_source
        if source is None or last is not entry:
            task, glossary = entry.task, library.glossary
            source = TextSource(task, library.documents(task), library.record(entry), glossary)
            self._last_source = entry, source
        return source
