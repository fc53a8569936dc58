"""What a change of the glossary reaches: which briefs must be made anew, and which stay.

A brief depends on an entry only through what it says: a spelling or a title that stands in one of
its texts. So it stays as it is if it names none of the entities that changed and holds none of
the spellings that they have or had. Briefs in which something was found are always made anew:
advice may be about entries that they do not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from brief.extract import Extract
from brief.glossary import Glossary
from brief.making import fold
from brief.model import LANGUAGES, Entity, Language, Place
from brief.names.index import Index

_NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Influence:
    """What differs between two glossaries."""

    entities: frozenset[str]
    spellings: tuple[str, ...]
    """As `making.fold` gives them."""

    def reaches(self, extract: Extract, folded: str) -> bool:
        """Whether a brief with this extract, whose texts are `folded`, may come out otherwise."""
        return (
            bool(extract.findings or extract.silenced)
            or not self.entities.isdisjoint(extract.names)
            or any(spelling in folded for spelling in self.spellings)
        )


_Indexes = Mapping[Language, Index]


def between(
    before: Glossary, indexes_before: _Indexes, after: Glossary, indexes_after: _Indexes
) -> Influence:
    """The influence of the change from one glossary to another."""
    entities = {
        entity_id
        for entity_id in before.entities.keys() | after.entities.keys()
        if not _same(before.entities.get(entity_id), after.entities.get(entity_id))
    }
    spellings: set[str] = set()
    for language in LANGUAGES:
        old, new = indexes_before[language], indexes_after[language]
        for was, now in ((old.owners, new.owners), (old.holders, new.holders)):
            for spelling in was.keys() | now.keys():
                owned, owns = was.get(spelling, ()), now.get(spelling, ())
                if owned != owns:
                    entities.update(owned, owns)
        for table in (old.owners, old.holders, new.owners, new.holders):
            spellings.update(s for s, owners in table.items() if not entities.isdisjoint(owners))
    return Influence(frozenset(entities), tuple(sorted({fold(s) for s in spellings})))


def _same(before: Entity | None, after: Entity | None) -> bool:
    """Whether an entry says the same; where it stands in its file says nothing."""
    if before is None or after is None:
        return before is after
    return replace(before, place=_NOWHERE) == replace(after, place=_NOWHERE)
