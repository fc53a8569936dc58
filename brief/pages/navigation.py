"""The menu that every page has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from brief import addresses
from brief.edition import Edition
from brief.frame import SiteOptions
from brief.model import Language
from brief.pages import figures, plain
from brief.views import LinkView


def links(
    edition: Edition, options: SiteOptions, language: Language, words: Mapping[str, Any]
) -> Iterator[LinkView]:
    """Its links: the lists that brief makes by itself, then the sections of plain pages."""
    yield LinkView(words["briefs"], addresses.archive(language))
    if any(entry.source_text.front.topics for entry in edition.entries):
        yield LinkView(words["topics"], addresses.topics(language))
    yield LinkView(words["names"], addresses.names(language))
    if figures.are_there(edition):
        yield LinkView(words["figures"], addresses.figures(language))
    entries = plain.listed(edition, options.page_order)
    for folder in dict.fromkeys(plain.folder_of(entry) for entry in entries):
        first = next(plain.section(entries, folder, language), None)
        if first is not None:
            yield LinkView(words["sections"].get(folder, first.title), first.uri)
