"""The index of topics, and the briefs of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from brief import addresses
from brief.edition import Entry
from brief.frame import Page, Values
from brief.model import LANGUAGES, Language
from brief.pages import paging
from brief.pages.paging import Stretch
from brief.pages.plan import Plan, of_structure
from brief.pages.shared import Shared, listed_page
from brief.views import PagerView, TopicView

SIZE = 50
"""Briefs on a page; see `paging.by_time`."""
MOST = 300
"""Topics on a page of the index."""
NAMED = 12
"""Names that a topic is described by."""


def plans(shared: Shared) -> Iterator[Plan]:
    """The index and the topics that some brief has, in each language; none without topics."""
    for language in LANGUAGES:
        if shared.catalog.by_topic:
            yield from _index(shared, language)
        for topic in shared.catalog.by_topic:
            yield from _topic(shared, topic, language)


def _index(shared: Shared, language: Language) -> Iterator[Plan]:
    title = shared.words[language]["topics"]
    first = listed_page("topics.html", addresses.topics, language, title)
    topics = [
        TopicView(shared.topic_link(topic, language), len(numbers))
        for topic, numbers in shared.catalog.by_topic.items()
    ]
    topics.sort(key=lambda view: (-view.count, view.link.title, view.link.uri))
    stretches = paging.in_order(topics, MOST)
    pages = [paging.page_of(stretch, first, shared.words) for stretch in stretches]
    for page, pager, stretch in zip(pages, paging.pagers(pages), stretches, strict=True):
        yield of_structure(page, partial(dict[str, object], topics=stretch.items, pager=pager))


def _topic(shared: Shared, topic: str, language: Language) -> Iterator[Plan]:
    address = partial(addresses.topic, topic=topic)
    title = shared.frame.topic(topic, language)
    above = (shared.list_link("topics", addresses.topics, language),)
    first = listed_page("topic.html", address, language, title, above)
    entries = [shared.edition.entries[number] for number in shared.catalog.by_topic[topic]]
    stretches = paging.by_time(entries, SIZE)
    pages = [paging.page_of(stretch, first, shared.words) for stretch in stretches]
    for page, pager, stretch in zip(pages, paging.pagers(pages), stretches, strict=True):
        yield of_structure(page, partial(_values, shared, first, entries, stretch, pager))


def _values(
    shared: Shared,
    first: Page,
    entries: Sequence[Entry],
    stretch: Stretch[Entry],
    pager: PagerView,
) -> Values:
    """What a page of the briefs of a topic shows, of which there are `entries`."""
    language = first.language
    return {
        "uri": first.uri,
        "count": len(entries) if not stretch.number else 0,
        "briefs": [shared.brief_link(entry, language) for entry in stretch.items],
        "named": [] if stretch.number else shared.most_named(entries, language, NAMED),
        "pager": pager,
    }
