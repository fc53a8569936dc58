"""What a page is about, as JSON-LD in the words of schema.org (https://schema.org/NewsArticle).

What needs the address of a page is left out where the site does not know its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief import addresses
from brief.frame import Frame, Page
from brief.model import AnnotatedDocument, Brief, Entity, Language, Source, other_language
from brief.terminology import json_ld

Data = dict[str, Any]

_CONTEXT = {"@context": "https://schema.org"}


def website(frame: Frame, page: Page) -> Data:
    """The site, on its front page `page`."""
    values = {
        **_CONTEXT,
        "@type": "WebSite",
        **_located(frame, page.uri),
        "name": frame.options.name,
        "description": page.description,
        "inLanguage": page.language,
    }
    return _given(values)


def term(frame: Frame, language: Language, entity: Entity) -> Data:
    """An entity, on its page in `language`: a term of the glossary, and what it stands for."""
    located = _located(frame, addresses.name(language, entity.id))
    return {**_CONTEXT, **json_ld.term(entity), **located}


def article(
    frame: Frame,
    page: Page,
    brief: Brief,
    entities: Mapping[str, Entity],
    authors: Mapping[str, Entity],
) -> Data:
    """The text of `brief` that `page` shows.

    It is about whom its first paragraph names; the others it mentions. `authors` are those of
    its authors whom the glossary knows, by their names.
    """
    language = page.language
    text = brief.texts[language]
    front = text.document.front
    named = dict.fromkeys(_named(text))
    lead = dict.fromkeys(_named(text, lead=True))

    def thing(entity_id: str) -> Data:
        entity = entities[entity_id]
        located = _located(frame, addresses.name(language, entity_id))
        return {**located, **json_ld.reference(entity, language)}

    changed = front.updated or front.date
    image = frame.share_image(page)
    values = {
        **_CONTEXT,
        "@type": "NewsArticle",
        **_located(frame, page.uri),
        "headline": front.title,
        "description": front.description,
        "inLanguage": language,
        "datePublished": front.date and front.date.isoformat(),
        "dateModified": changed and changed.isoformat(),
        "author": [json_ld.author(name, authors.get(name)) for name in front.authors],
        "publisher": {"@type": "Organization", "name": frame.options.name},
        "image": image and frame.address(image),
        "keywords": [frame.topic(topic, language) for topic in front.topics],
        "about": [thing(entity_id) for entity_id in lead],
        "mentions": [thing(entity_id) for entity_id in named if entity_id not in lead],
        "citation": [_cited(source) for source in front.sources],
        **_translation(frame, page, brief),
    }
    return _given(values)


def _named(text: AnnotatedDocument, *, lead: bool = False) -> list[str]:
    """The entities that a text names, in its order; with `lead`, its first paragraph."""
    found: list[str] = []
    for block, noted in text.pairs():
        found += (entity for mention in noted.mentions for entity in mention.entities)
        if lead and block.kind == "paragraph":
            break
    return found


def _translation(frame: Frame, page: Page, brief: Brief) -> Data:
    """The other text of the pair, where it is known which of them is the translation."""
    other = other_language(page.language)
    text = brief.texts.get(other)
    source = brief.any_document.front.source_language
    if text is None or source is None:
        return {}
    there = {
        "@type": "NewsArticle",
        **_located(frame, page.alternates[other]),
        "headline": text.document.front.title,
        "inLanguage": other,
    }
    return {"workTranslation" if page.language == source else "translationOfWork": there}


def _cited(source: Source) -> Data:
    values = {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
        "url": source.url,
        "datePublished": source.date and source.date.isoformat(),
        "inLanguage": source.language,
    }
    return _given(values)


def _located(frame: Frame, uri: str) -> Data:
    """What the thing that the page at `uri` is about is called everywhere, and where it is."""
    if not frame.options.url:
        return {}
    address = frame.address(uri)
    return {"@id": address, "url": address}


def _given(values: Data) -> Data:
    return {key: value for key, value in values.items() if value}
