"""Glossary -> every way to write a name or a title, ready to be looked up at a place in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from brief.glossary import Glossary
from brief.model import LANGUAGES, Language
from brief.names import titles

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


def of(glossary: Glossary) -> dict[Language, Index]:
    """The index of `glossary` for each language."""
    return {language: _index(glossary, language) for language in LANGUAGES}


def _index(glossary: Glossary, language: Language) -> Index:
    owners, holders = glossary.owners[language], _holders(glossary, language)
    lengths: dict[str, set[int]] = defaultdict(set)
    for spelling in (*owners, *holders):
        if len(spelling) >= PREFIX:
            lengths[spelling[:PREFIX]].add(len(spelling))
    return Index(owners, holders, {prefix: tuple(sorted(n)) for prefix, n in lengths.items()})


def _holders(glossary: Glossary, language: Language) -> dict[str, tuple[str, ...]]:
    holders: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in glossary.entities.values():
        for role in entity.roles:
            for spelling in titles.spellings(role.title[language], language, glossary):
                holders[spelling][entity.id] = None
    return {spelling: tuple(ids) for spelling, ids in holders.items()}
