"""Glossary -> every way to write a name or a title, ready to be looked up at a place in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from brief import codec
from brief.glossary import Glossary, collector_resting
from brief.model import LANGUAGES, Language
from brief.names import titles
from brief.store import Store

PREFIX = 2
"""By how many characters of its beginning a spelling is looked up."""


@dataclass(frozen=True, slots=True)
class Index:
    """The spellings of one language, in their normal form.

    Plain values throughout, so that a store can hold it. A dictionary, and no automaton: it is
    there at once, and what it costs a text does not depend on how many spellings there are.
    """

    owners: Mapping[str, tuple[str, ...]]
    """Spelling to the ids of the entities that share it as a name."""
    holders: Mapping[str, tuple[str, ...]]
    """Spelling to the ids of those that it is a title of, at some time."""
    lengths: Mapping[str, tuple[int, ...]]
    """How long the spellings are that begin with these `PREFIX` characters, the shortest first."""
    beginnings: str
    """The characters that they begin with."""


KEPT = "names"
"""What indexes are in a store, by the keys of their glossaries."""
_Kept = dict[Language, tuple[dict[str, tuple[str, ...]], dict[str, tuple[int, ...]], str]]


@collector_resting()
def of(glossary: Glossary, store: Store | None = None) -> dict[Language, Index]:
    """The index of `glossary` for each language."""
    data = store.get(KEPT, glossary.key) if store and glossary.key else None
    if data is not None:
        kept = codec.decode(data, _Kept)
        return {
            language: Index(glossary.owners[language], *rest) for language, rest in kept.items()
        }
    indexes = {language: _index(glossary, language) for language in LANGUAGES}
    if store and glossary.key:
        held = {
            language: (index.holders, index.lengths, index.beginnings)
            for language, index in indexes.items()
        }
        store.put(KEPT, {glossary.key: codec.encode(held)})
    return indexes


def _index(glossary: Glossary, language: Language) -> Index:
    owners, holders = glossary.owners[language], _holders(glossary, language)
    lengths: dict[str, set[int]] = defaultdict(set)
    beginnings = set()
    for spelling in (*owners, *holders):
        beginnings.add(spelling[0])
        if len(spelling) >= PREFIX:
            lengths[spelling[:PREFIX]].add(len(spelling))
    by_prefix = {prefix: tuple(sorted(found)) for prefix, found in lengths.items()}
    return Index(owners, holders, by_prefix, "".join(sorted(beginnings)))


def _holders(glossary: Glossary, language: Language) -> dict[str, tuple[str, ...]]:
    holders: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in glossary.entities.values():
        for role in entity.roles:
            for spelling in titles.spellings(role.title[language], language, glossary):
                holders[spelling][entity.id] = None
    return {spelling: tuple(ids) for spelling, ids in holders.items()}
