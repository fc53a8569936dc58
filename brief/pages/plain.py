"""The pages of free text, in their sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from brief import addresses, descriptions
from brief.edition import Edition, Entry
from brief.frame import FRONT, Values
from brief.model import Language
from brief.pages.plan import Plan, RenderJob, body, findings
from brief.pages.shared import Shared, text_page
from brief.views import LinkView, PlainView


def plans(shared: Shared) -> Iterator[Plan]:
    """The page of each text."""
    entries = listed(shared.edition, shared.frame.options.page_order)
    for entry in entries:
        for outline in entry.texts.values():
            values = partial(_values, entries, entry, outline.language)
            page = text_page(entry, outline, "page.html")
            yield Plan(page, with_key(entry, values), values, entry=entry, show=show)


def listed(edition: Edition, order: Sequence[str]) -> Sequence[Entry]:
    """The plain pages but for the front page, as they are listed: in `order`, then by slug."""
    rank = {slug: number for number, slug in enumerate(order)}
    entries = [entry for entry in edition.plain if entry.slug != FRONT]
    return sorted(entries, key=lambda entry: (rank.get(entry.slug, len(rank)), entry.slug))


def section(entries: Sequence[Entry], folder: str, language: Language) -> Iterator[LinkView]:
    """Links to those of `entries` that are in `folder`."""
    for entry in entries:
        if language in entry.texts and folder_of(entry) == folder:
            title = entry.texts[language].front.title
            yield LinkView(title, addresses.page(language, entry.slug))


def folder_of(entry: Entry) -> str:
    """The folder that makes its section."""
    return entry.slug.partition("/")[0]


def with_key(entry: Entry, values: Callable[[], Values]) -> Callable[[], object]:
    """The inputs of a page that shows a text and `values`."""
    return lambda: (entry.shown, values())


def _values(entries: Sequence[Entry], entry: Entry, language: Language) -> Values:
    inside = "/" in entry.slug
    return {"section": list(section(entries, folder_of(entry), language)) if inside else []}


def show(job: RenderJob) -> Values:
    """What a plain page shows of its text."""
    brief = job.brief()
    document = brief.texts[job.page.language].document
    headings = [(b.level, b.anchor, b.text) for b in document.blocks if b.level]
    beside = job.values["section"]
    assert isinstance(beside, list)
    front = document.front
    view = PlainView(front.title, front.description, body(job, document), headings, beside)
    return {
        "text": view,
        "description": front.description or descriptions.opening(document),
        "findings": findings(job, brief),
    }
