"""Atom feeds (RFC 4287): one a language, and one a topic in each language.

They need the address of the site: what a feed holds is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from markdown_it.token import Token

from brief import addresses, codec, markup
from brief.content import is_draft
from brief.edition import Edition, Entry
from brief.frame import FRONT, Frame, Page, Values
from brief.model import LANGUAGES, Document, Language
from brief.outline import Outline
from brief.pages.plan import Plan, RenderJob
from brief.pages.shared import Shared

NEWEST = 20
"""Entries of a feed."""

_RAW_HTML = ("html_block", "html_inline")


@dataclass(frozen=True, slots=True)
class Announced:
    """A text as a feed knows it before its content is made."""

    outline: Outline
    uri: str
    """Its page."""
    translations: Mapping[Language, str]
    """Its page in other languages."""
    topics: tuple[tuple[str, str], ...]
    """Each with its label."""
    document: bytes = b""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of a feed."""

    title: str
    summary: str
    uri: str
    translations: Mapping[Language, str]
    published: date
    updated: date
    authors: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    content: str
    """HTML."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds: the newest briefs of a language, or of a topic in it."""

    language: Language
    topic: str | None
    entries: list[Entry]


Feeds = Mapping[str, Feed]
"""By the page that lists all of which a feed holds the newest."""


def of(edition: Edition) -> Feeds:
    """The feeds of an edition; there is none without entries."""
    found: dict[tuple[Language, str | None], list[Entry]] = {}
    for entry in edition.entries:
        for language, outline in entry.texts.items():
            if not _is_told(entry, language):
                continue
            for topic in (None, *dict.fromkeys(outline.front.topics)):
                newest = found.setdefault((language, topic), [])
                if len(newest) < NEWEST:
                    newest.append(entry)
    return {
        _page(language, topic): Feed(language, topic, entries)
        for (language, topic), entries in found.items()
    }


def _is_told(entry: Entry, language: Language) -> bool:
    """Whether a feed tells of the text in `language` of a brief."""
    outline = entry.texts.get(language)
    return outline is not None and outline.front.date is not None and not is_draft(entry.texts)


def _page(language: Language, topic: str | None) -> str:
    if topic is None:
        return addresses.page(language, FRONT)
    return addresses.topic(language, topic)


def of_languages(edition: Edition) -> Mapping[Language, str]:
    """The feed of each language that has one; found without a look at all entries."""
    return {
        language: addresses.feed(_page(language, None))
        for language in LANGUAGES
        if any(_is_told(entry, language) for entry in edition.entries)
    }


def plans(shared: Shared, feeds: Feeds) -> Iterator[Plan]:
    """The files of `feeds`."""
    name = shared.frame.options.name
    for page_uri, feed in feeds.items():
        language, words = feed.language, shared.words[feed.language]
        if feed.topic is None:
            title = words["feed"].format(site=name)
        else:
            topic = shared.frame.topic(feed.topic, language)
            title = words["topic_feed"].format(site=name, topic=topic)
        page = Page(addresses.feed(page_uri), "feed.xml", language, title)
        announced = [_announced(shared.frame, entry, language) for entry in feed.entries]
        values = partial(_values, shared, page_uri, announced)
        yield Plan(page, partial(_inputs, page_uri, announced), values, show=show)


def _announced(frame: Frame, entry: Entry, language: Language) -> Announced:
    outline = entry.texts[language]
    others = {
        other: addresses.page(other, entry.slug) for other in entry.texts if other != language
    }
    topics = tuple((topic, frame.topic(topic, language)) for topic in outline.front.topics)
    return Announced(outline, addresses.page(language, entry.slug), others, topics)


def _inputs(page_uri: str, announced: Sequence[Announced]) -> object:
    return page_uri, announced


def _values(shared: Shared, page_uri: str, announced: Sequence[Announced]) -> Values:
    library = shared.edition.library
    assert library is not None
    texts = [replace(text, document=library.document(text.outline)) for text in announced]
    return {"listed_at": page_uri, "announced": texts}


def show(job: RenderJob) -> Values:
    """The entries of a feed, with the texts as HTML."""
    announced = job.values["announced"]
    assert isinstance(announced, list)
    entries = [_entry(job.frame, text) for text in announced]
    return {"entries": entries, "updated": max(entry.updated for entry in entries)}


def _entry(frame: Frame, announced: Announced) -> EntryView:
    front = announced.outline.front
    assert front.date is not None
    return EntryView(
        front.title,
        front.description,
        announced.uri,
        announced.translations,
        front.date,
        front.updated or front.date,
        front.authors,
        announced.topics,
        _content(frame, codec.unpack_document(announced.document)),
    )


def _content(frame: Frame, document: Document) -> str:
    """The HTML of a text, its links absolute, without what is raw HTML in it: scripts, say."""
    plain = replace(document, tokens=tuple(_without_raw_html(document.tokens)))
    address = partial(frame.absolute_link, document)
    return str(markup.render(plain, (0, len(plain.tokens)), {}, address))


def _without_raw_html(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type not in _RAW_HTML:
            children = token.children
            yield token.copy(children=list(_without_raw_html(children))) if children else token
