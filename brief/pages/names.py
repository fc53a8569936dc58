"""The index of names, over a page a letter where it is long, and the pages of each entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from brief import addresses, codec, descriptions, linked_data, scales, sorting
from brief.brief_page import entity_view
from brief.edition import Entry
from brief.extract import Quotation
from brief.frame import Page, Values
from brief.model import LANGUAGES, Entity, Language, other_language
from brief.pages import paging
from brief.pages.paging import Stretch
from brief.pages.plan import Plan, of_structure
from brief.pages.shared import Shared, listed_page, unplaced
from brief.store import digest
from brief.views import (
    GroupView,
    LetterView,
    MentionsView,
    PagerView,
    SentenceView,
)

SIZE = 300
"""So many names stand on one page; where there are more, each letter has a page."""
FOREMOST = 60
"""Of so many, the first page then tells who is named most often."""
BRIEFS = 30
"""Briefs on a page of an entity; see `paging.by_time`."""
COMPANIONS = 12
"""Entities that are told to appear with one."""

_Letter = tuple[str, Sequence[Entity]]
"""A letter of the index, and the names under it."""


def plans(shared: Shared) -> Iterator[Plan]:
    """The index and the entities that some brief names, in each language."""
    for language in LANGUAGES:
        yield from _index(shared, language)
    for entity in shared.catalog.entities:
        for language in LANGUAGES:
            yield from _entity(shared, entity, language)


# --- the index -----------------------------------------------------------------------


def _index(shared: Shared, language: Language) -> Iterator[Plan]:
    first = listed_page("names.html", addresses.names, language, shared.words[language]["names"])
    entities = sorted(shared.catalog.entities, key=partial(sorting.index_key, language=language))
    letters = [
        (letter, list(under))
        for letter, under in groupby(entities, partial(sorting.group, language=language))
    ]
    if len(entities) <= SIZE:
        jumps = _jumps(shared, language, {x: f"{first.uri}#{_anchor(x)}" for x, _ in letters})
        yield _listing(shared, first, letters, jumps)
        return
    places = {letter: addresses.names(language, letter) for letter, _ in letters}
    jumps = _jumps(shared, language, places)
    foremost = sorted(entities, key=lambda entity: -shared.catalog.count(entity.id, language))
    yield _listing(shared, first, [("", foremost[:FOREMOST])], jumps)
    parts = [
        (
            paging.page_of(stretch, _letter_page(shared, letter, language), shared.words),
            letter,
            stretch,
        )
        for letter, under in letters
        for stretch in paging.in_order(under, SIZE)
    ]
    pagers = paging.pagers([page for page, _, _ in parts])
    for (page, letter, stretch), pager in zip(parts, pagers, strict=True):
        yield _listing(shared, page, [(letter, stretch.items)], jumps, pager)


def _jumps(shared: Shared, language: Language, places: Mapping[str, str]) -> list[LetterView]:
    """All letters of the language, and at the end what is none where there are such names."""
    letters = [*shared.words[language]["letters"], *{sorting.OTHERS} & places.keys()]
    return [
        LetterView(_called(shared, language, letter), places.get(letter, "")) for letter in letters
    ]


def _called(shared: Shared, language: Language, letter: str) -> str:
    """The heading of a letter; of none, that of the names that stand before the letters."""
    name = {"": "most_named", sorting.OTHERS: "other_letter"}.get(letter)
    return shared.words[language][name] if name else letter


def _letter_page(shared: Shared, letter: str, language: Language) -> Page:
    """The page of the names under a letter; the other language has other letters."""
    called = _called(shared, language, letter)
    title = shared.words[language]["names_under"].format(letter=called)
    return Page(
        addresses.names(language, letter),
        "names.html",
        language,
        title,
        alternates={language: addresses.names(language, letter)},
        above=(shared.list_link("names", addresses.names, language),),
        beside={other_language(language): addresses.names(other_language(language))},
    )


def _listing(
    shared: Shared,
    page: Page,
    letters: Sequence[_Letter],
    jumps: Sequence[LetterView],
    pager: PagerView | None = None,
) -> Plan:
    """A page of the index."""

    def values() -> Values:
        groups = [
            GroupView(
                _called(shared, page.language, letter),
                _anchor(letter),
                [shared.entity(entity, page.language) for entity in under],
            )
            for letter, under in letters
        ]
        kinds = sorted({entity.kind for _, under in letters for entity in under})
        return {"kinds": kinds, "groups": groups, "jumps": jumps, "pager": pager}

    return of_structure(page, values)


def _anchor(letter: str) -> str:
    """Id of the section of a letter."""
    return f"letter-{'other' if letter == sorting.OTHERS else letter}"


# --- an entity -----------------------------------------------------------------------


def _entity(shared: Shared, entity: Entity, language: Language) -> Iterator[Plan]:
    address = partial(addresses.name, entity=entity.id)
    above = (shared.list_link("names", addresses.names, language),)
    listed = listed_page("name.html", address, language, entity.name[language], above)
    said = descriptions.of_entity(entity, language, shared.words[language])
    first = replace(listed, description=said)
    stretches = paging.by_time(shared.catalog.entries(entity.id), BRIEFS)
    pages = [paging.page_of(stretch, first, shared.words) for stretch in stretches]
    for page, pager, stretch in zip(pages, paging.pagers(pages), stretches, strict=True):
        inputs = partial(_inputs, shared, entity, language, stretch, pager)
        values = partial(_values, shared, entity, language, stretch, pager)
        yield Plan(page, inputs, values, partial(_quoted, entity, stretch))


def _quoted(entity: Entity, stretch: Stretch[Entry]) -> str:
    """A hash of the sentences that a page quotes."""
    quoted = [entry.extract.names[entity.id].quoted for entry in stretch.items]
    return digest([codec.encode(quoted)])


def _inputs(
    shared: Shared,
    entity: Entity,
    language: Language,
    stretch: Stretch[Entry],
    pager: PagerView,
) -> object:
    named = [
        (shared.brief_link(entry, language), entry.extract.names[entity.id].quoted)
        for entry in stretch.items
    ]
    return named, _about(shared, entity, language, stretch), pager


def _values(
    shared: Shared,
    entity: Entity,
    language: Language,
    stretch: Stretch[Entry],
    pager: PagerView,
) -> Values:
    library = shared.edition.library
    assert library is not None
    mentions = []
    for entry in stretch.items:
        quotations = library.quotations(entry).get(entity.id, ())
        here, there = (
            list(_sentences([q for q in quotations if q.language == lang], entry))
            for lang in (language, other_language(language))
        )
        mentions.append(MentionsView(shared.brief_link(entry, language), here, there))
    about = _about(shared, entity, language, stretch)
    return {"mentions": mentions, "pager": pager, **about}


def _about(
    shared: Shared, entity: Entity, language: Language, stretch: Stretch[Entry]
) -> dict[str, object]:
    """What is told of the entity, most of it on its first page alone."""
    if stretch.number:
        name = entity_view(unplaced(entity), language, None, 0)
        return {"first": False, "name": name, "tenures": [], "companions": [], "briefs": 0}
    companions = shared.catalog.company(entity.id, COMPANIONS)
    return {
        "first": True,
        "name": shared.entity(entity, language),
        "tenures": scales.tenures(entity.roles),
        "companions": shared.companions(companions, language),
        "briefs": len(shared.catalog.named[entity.id]),
        "linked_data": linked_data.term(shared.frame, language, entity),
    }


def _sentences(quotations: Sequence[Quotation], entry: Entry) -> Iterator[SentenceView]:
    """The sentences of a text that name an entity, each once, with all that names it marked."""
    for (anchor, _), same in groupby(quotations, lambda q: (q.anchor, "".join(q.sentence))):
        of_sentence = list(same)
        language = of_sentence[0].language
        uri = f"{addresses.page(language, entry.slug)}#{anchor}"
        yield SentenceView(_marked([q.sentence for q in of_sentence]), uri, language)


def _marked(sentences: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    """A sentence in pieces, every second of which is a mention.

    `sentences` are the same one as often as it names the entity: before the mention, the mention,
    after it.
    """
    pieces: list[str] = []
    done = 0
    for before, mention, _ in sorted(sentences, key=lambda parts: len(parts[0])):
        if len(before) >= done:
            pieces += (before[done:], mention)
            done = len(before) + len(mention)
    return (*pieces, "".join(sentences[0])[done:])
