"""What pages of several kinds show in the same way: briefs in lists, entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from brief import addresses, codec
from brief.brief_page import entity_view
from brief.catalog import Catalog
from brief.edition import Edition, Entry
from brief.frame import Frame, Page
from brief.model import LANGUAGES, Entity, Language, Place
from brief.outline import Outline
from brief.store import digest
from brief.views import BriefLink, CompanionView, EntityView, LinkView

_NOWHERE = Place("")

Address = Callable[[Language], str]
"""Where a page is in each language."""


@dataclass(frozen=True)
class Shared:
    """An edition as all its pages see it."""

    edition: Edition
    catalog: Catalog
    frame: Frame
    words: Mapping[Language, Mapping[str, Any]]
    """Those of the interface."""
    _links: dict[tuple[str, Language], BriefLink] = field(default_factory=dict)
    _entities: dict[tuple[str, Language], EntityView] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def list_link(self, name: str, address: Address, language: Language) -> LinkView:
        """One of the lists that brief makes by itself, by what the interface calls it."""
        return LinkView(self.words[language][name], address(language))

    def brief_link(self, entry: Entry, language: Language) -> BriefLink:
        """A brief as lists in `language` name it; made once, as many pages do."""
        known = self._links.get((entry.slug, language))
        if known is None:
            known = self._links[entry.slug, language] = self._new_link(entry, language)
        return known

    def _new_link(self, entry: Entry, language: Language) -> BriefLink:
        text = entry.texts.get(language) or entry.source_text
        front = text.front
        topics = tuple(self.topic_link(topic, language) for topic in front.topics)
        uri = addresses.page(text.language, entry.slug)
        return BriefLink(
            front.title, front.description, uri, text.language, front.date, topics, front.draft
        )

    def newest(self, language: Language, most: int | None = None) -> list[BriefLink]:
        """The newest briefs, the newest first."""
        return [self.brief_link(entry, language) for entry in self.edition.entries[:most]]

    def topic_link(self, topic: str, language: Language) -> LinkView:
        """A topic by its label."""
        return LinkView(self.frame.topic(topic, language), addresses.topic(language, topic))

    def most_named(
        self, entries: Sequence[Entry], language: Language, most: int
    ) -> list[CompanionView]:
        """The entities that most of `entries` name."""
        return self.companions(self.catalog.most_named(entries, most), language)

    def companions(
        self, counted: Iterable[tuple[str, int]], language: Language
    ) -> list[CompanionView]:
        """Entities, each with how many briefs name it."""
        entities = self.edition.glossary.entities
        return [
            CompanionView(
                LinkView(entities[name].name[language], addresses.name(language, name)), count
            )
            for name, count in counted
        ]

    def entity(self, entity: Entity, language: Language) -> EntityView:
        """An entity as it is today, with how often the whole site names it; made once."""
        known = self._entities.get((entity.id, language))
        if known is None:
            count = self.catalog.count(entity.id, language)
            known = entity_view(unplaced(entity), language, None, count)
            self._entities[entity.id, language] = known
        return known

    def entity_key(self, entity_id: str) -> str:
        """What all that pages show of an entity is known by; worked out once."""
        known = self._known.get(entity_id)
        if known is None:
            entity = unplaced(self.edition.glossary.entities[entity_id])
            known = self._known[entity_id] = digest([codec.encode(entity)])
        return known


def unplaced(entity: Entity) -> Entity:
    """`entity` without the place of its entry, which no page shows."""
    return replace(entity, place=_NOWHERE)


def listed_page(
    template: str,
    address: Address,
    language: Language,
    title: str,
    above: tuple[LinkView, ...] = (),
) -> Page:
    """A page that brief makes by itself, which every language has."""
    alternates = {each: address(each) for each in LANGUAGES}
    return Page(alternates[language], template, language, title, alternates=alternates, above=above)


def text_page(
    entry: Entry, outline: Outline, template: str, above: tuple[LinkView, ...] = ()
) -> Page:
    """The page of one text of a pair."""
    alternates = {language: addresses.page(language, entry.slug) for language in entry.texts}
    front, language = outline.front, outline.language
    return Page(
        alternates[language],
        template,
        language,
        front.title,
        front.description,
        alternates,
        above=above,
        changed=front.updated or front.date,
    )
