"""The ways in: the root, which leads to a language, the front pages, and the page of no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from brief import addresses, linked_data
from brief.brief_page import BriefPage
from brief.frame import FRONT, ROOT, Page, Values, templates_of
from brief.model import LANGUAGES, Document, Finding, Language
from brief.pages.plain import with_key
from brief.pages.plan import Plan, RenderJob, body, of_values
from brief.pages.shared import Shared, text_page
from brief.source import language_of, slug_of
from brief.views import KeyFigureView

LATEST = 10
"""Briefs on a front page."""


def plans(shared: Shared) -> Iterator[Plan]:
    """The root, the page for what is not found, and a front page a language."""
    name = shared.frame.options.name
    fronts = {language: addresses.page(language, FRONT) for language in LANGUAGES}
    root = Page(ROOT, "root.html", "en", name, alternates=fronts)
    yield of_values(root, partial(_root, shared))
    yield of_values(Page("404.html", "404.html", "en", name), dict)
    for language in LANGUAGES:
        yield _front_page(shared, language)


def _root(shared: Shared) -> Values:
    return {
        "fronts": {language: addresses.page(language, FRONT) for language in LANGUAGES},
        "latest": {language: shared.newest(language, LATEST) for language in LANGUAGES},
    }


def _front_page(shared: Shared, language: Language) -> Plan:
    alternates = {each: addresses.page(each, FRONT) for each in LANGUAGES}
    entry = next((entry for entry in shared.edition.plain if entry.slug == FRONT), None)
    if entry is None or language not in entry.texts:
        title = shared.frame.options.name
        page = Page(alternates[language], "front.html", language, title, alternates=alternates)
        values = partial(_front, shared, page)
        return Plan(page, values, lambda: {"body": Markup(), **values()})
    page = text_page(entry, entry.texts[language], "front.html")
    values = partial(_front, shared, page)
    return Plan(page, with_key(entry, values), values, entry=entry, show=show)


def _front(shared: Shared, page: Page) -> Values:
    language = page.language
    return {
        "briefs": shared.newest(language, LATEST),
        "lead_figures": _lead_figures(shared, language),
        "all": len(shared.edition.entries),
        "linked_data": linked_data.website(shared.frame, page),
    }


def _lead_figures(shared: Shared, language: Language) -> Sequence[KeyFigureView]:
    """The key figures of the newest brief, where it is there in this language."""
    edition = shared.edition
    newest = next(iter(edition.entries), None)
    if newest is None or language not in newest.texts or edition.library is None:
        return ()

    def as_written(_document: Document, href: str) -> str:
        return href

    brief = edition.library.brief(newest)
    templates = templates_of(shared.frame)
    built = BriefPage(brief, language, edition, templates, as_written, shared.frame.topic)
    return list(built.key_figures())


def show(job: RenderJob) -> Values:
    """What a front page shows of its text."""
    return {"body": body(job, job.brief().texts[job.page.language].document)}


def broken(shared: Shared) -> Iterator[Plan]:
    """For each text that cannot be read, a page that shows why."""
    by_uri: dict[str, list[Finding]] = {}
    edition = shared.edition
    for fault in edition.faults:
        by_uri.setdefault(fault.place.path.partition("/")[2], []).append(fault)
    read = {
        outline.uri
        for entry in (*edition.entries, *edition.plain)
        for outline in entry.texts.values()
    }
    for uri, faults in by_uri.items():
        language = language_of(uri)
        if language and uri not in read and slug_of(uri) != FRONT:
            address = addresses.page(language, slug_of(uri))
            values = partial(dict[str, object], broken=faults)
            yield of_values(Page(address, "broken.html", language, uri), values)
