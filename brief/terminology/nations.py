"""The names of states and continents in both languages: CLDR's, and what else they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from babel import Locale

from brief.model import Language
from brief.spelling import normal

_NO_NATIONS = frozenset({"EU", "UN", "EZ", "XA", "XB", "ZZ"})


def code(name: str, language: Language) -> str:
    """The code (ISO 3166, UN M49) of the state or continent called `name`; empty for others."""
    form = normal(name).text
    known = _codes(language)
    return known.get(form) or known.get(form.replace(".", ""), "")


def with_name(code: str, found: Iterable[str], language: Language) -> tuple[str, ...]:
    """The spellings `found`, nouns before adjectives; before adjectives alone, CLDR's name."""
    adjectives = _adjectives()
    nouns = [spelling for spelling in found if spelling not in adjectives]
    name = [] if nouns else [Locale(language).territories[code]]
    return (*nouns, *name, *(spelling for spelling in found if spelling in adjectives))


@cache
def _codes(language: Language) -> Mapping[str, str]:
    territories = Locale(language).territories
    known = {normal(name).text: key for key, name in territories.items() if key not in _NO_NATIONS}
    for key, english, adjectives, japanese in _rows():
        names = (*english, *adjectives) if language == "en" else japanese
        known |= {normal(name).text: key for name in names}
    return known


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(adjective for _, _, adjectives, _ in _rows() for adjective in adjectives)


_Row = tuple[str, list[str], list[str], list[str]]


@cache
def _rows() -> tuple[_Row, ...]:
    """Code, English names, English adjectives, Japanese names."""
    source = resources.files("brief.terminology").joinpath("data", "nations.tsv")
    rows: list[_Row] = []
    for line in source.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            key, english, adjectives, japanese = line.split("\t")
            rows.append((key, _names(english), _names(adjectives), _names(japanese)))
    return tuple(rows)


def _names(column: str) -> list[str]:
    return column.split(", ") if column else []
