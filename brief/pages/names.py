"""The index of names, and a page for each entity."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from brief import addresses, descriptions, linked_data, sorting
from brief.edition import Entry
from brief.frame import Page, Values
from brief.model import LANGUAGES, Entity, Language, other_language
from brief.pages.plan import Plan, of_values
from brief.pages.shared import Shared, unplaced
from brief.views import ContextView, GroupView, MentionsView


def plans(shared: Shared) -> Iterator[Plan]:
    """The index and the entities that some brief names, in each language."""
    index = {language: addresses.names(language) for language in LANGUAGES}
    for language, address in index.items():
        title = shared.words[language]["names"]
        page = Page(address, "names.html", language, title, alternates=index)
        yield of_values(page, partial(_index, shared, language))
    for entity in shared.catalog.entities:
        alternates = {language: addresses.name(language, entity.id) for language in LANGUAGES}
        for language, address in alternates.items():
            title = entity.name[language]
            said = descriptions.of_entity(entity, language, shared.words[language])
            page = Page(address, "name.html", language, title, said, alternates)
            inputs = partial(_inputs, shared, entity, language)
            yield Plan(page, inputs, partial(_values, shared, entity, page))


def _index(shared: Shared, language: Language) -> Values:
    entities = sorted(shared.catalog.entities, key=lambda e: sorting.index_key(e, language))
    groups = groupby(entities, key=lambda entity: sorting.group(entity, language))
    return {
        "kinds": sorted({entity.kind for entity in entities}),
        "groups": [
            GroupView(letter, [shared.entity(entity, language) for entity in members])
            for letter, members in groups
        ],
    }


def _naming(shared: Shared, entity: Entity, language: Language) -> list[tuple[Entry, Language]]:
    """The briefs that name an entity, in the language, else in the other."""
    entries = shared.catalog.entries(entity.id)
    in_language = [e for e in entries if e.extract.names[entity.id].counts.get(language)]
    if in_language:
        return [(entry, language) for entry in in_language]
    return [(entry, other_language(language)) for entry in entries]


def _values(shared: Shared, entity: Entity, page: Page) -> Values:
    language = page.language
    library = shared.edition.library
    assert library is not None
    mentions = []
    for entry, shown in _naming(shared, entity, language):
        contexts = [
            ContextView(
                q.sentence,
                f"{addresses.page(q.language, entry.slug)}#{q.anchor}",
                q.language,
            )
            for q in library.quotations(entry).get(entity.id, ())
            if q.language == shown
        ]
        mentions.append(MentionsView(shared.brief_link(entry, language), contexts))
    return {
        "name": shared.entity(entity, language),
        "mentions": mentions,
        "linked_data": linked_data.term(shared.frame, page, entity),
    }


def _inputs(shared: Shared, entity: Entity, language: Language) -> object:
    named = [
        (shared.brief_link(entry, language), entry.extract.names[entity.id].quoted[shown])
        for entry, shown in _naming(shared, entity, language)
    ]
    return unplaced(entity), named
