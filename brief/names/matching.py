"""Text + glossary -> every place where a spelling of the glossary stands as a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from brief.glossary import Glossary
from brief.language import ja
from brief.model import Language
from brief.names import index
from brief.names.index import Index
from brief.spelling import normal
from brief.store import Store
from brief.words import Words

_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]")
_LETTER = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\u3005]")
_KANJI_NUMERAL = re.compile(r"[\d〇一二三四五六七八九十百千万億兆]")
_SHORT = 3
"""Names in 漢字 or ひらがな up to this length are bounded by words: 北大, 日本, 大阪."""


@dataclass(frozen=True, slots=True)
class Match:
    """A span that is spelt as something in the glossary is."""

    start: int
    end: int
    owners: tuple[str, ...]
    """Ids of the entities that share the spelling as a name."""
    holders: tuple[str, ...]
    """Ids of those that it is a title of, at some time."""


class Matcher:
    """Finds the spellings of a glossary. Immutable once made, so one serves a whole build."""

    def __init__(self, glossary: Glossary, store: Store | None = None) -> None:
        self._indexes = index.of(glossary, store)
        self._beginnings = {
            language: _beginning(spellings, language)
            for language, spellings in self._indexes.items()
        }

    def find(self, text: str, language: Language, words: Words) -> Iterator[Match]:
        """The matches in `text`, overlapping ones included; `words` are needed for Japanese."""
        spellings = self._indexes[language]
        folded = normal(text)
        found = _places(folded.text, spellings, self._beginnings[language])
        if not found:
            return
        matches = [
            (spelling, folded.original(start), folded.original(start + len(spelling)))
            for start, spelling in found
        ]
        edges = frozenset((*words.starts, *words.ends))
        countries = {
            start
            for spelling, start, end in matches
            if language == "ja" and end - start == 1 and _IDEOGRAPH.match(spelling)
        }
        for spelling, start, end in matches:
            if start in countries and end - start == 1:
                stands = _is_country(text, start, countries)
            else:
                stands = is_bounded(text, start, end, language, edges)
            if stands:
                yield Match(
                    start,
                    end,
                    spellings.owners.get(spelling, ()),
                    spellings.holders.get(spelling, ()),
                )


_WITHIN: dict[Language, str] = {
    "ja": "(?<![ァ-ヺー][ァ-ヺー])(?<![A-Za-z][A-Za-z])",
    "en": r"(?<![^\W_][^\W_])",
}
"""After the first character of a name, in a text in its normal form: it is not within a word."""


def _beginning(spellings: Index, language: Language) -> re.Pattern[str]:
    """Finds the characters that some spelling begins with, where one can."""
    if not spellings.beginnings:
        return re.compile("(?!)")
    first = "".join(map(re.escape, spellings.beginnings))
    return re.compile(f"[{first}]{_WITHIN[language]}")


def _places(text: str, spellings: Index, beginning: re.Pattern[str]) -> list[tuple[int, str]]:
    """Where which spelling of the index stands in `text`, bounded or not."""
    lengths, owners, holders = spellings.lengths, spellings.owners, spellings.holders
    places = []
    for found in beginning.finditer(text):
        start = found.start()
        if found[0] in owners:
            places.append((start, found[0]))
        for length in lengths.get(text[start : start + index.PREFIX], ()):
            spelling = text[start : start + length]
            if spelling in owners or spelling in holders:
                places.append((start, spelling))
    return places


def is_bounded(text: str, start: int, end: int, language: Language, edges: Collection[int]) -> bool:
    """Whether the span is a word or several; `edges` are where words begin and end in Japanese."""
    if language == "ja":
        return _is_bounded_ja(text, start, end, edges)
    return _is_bounded(text, start, end, _LETTER)


def _is_bounded(text: str, start: int, end: int, part: re.Pattern[str]) -> bool:
    """Whether no character of the kind `part` runs across either end of the span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (part.match(text[start]) and before and part.match(before)) and not (
        part.match(text[end - 1]) and after and part.match(after)
    )


def _is_bounded_ja(text: str, start: int, end: int, edges: Collection[int]) -> bool:
    if not _is_bounded(text, start, end, _KATAKANA) or not _is_bounded(text, start, end, _LETTER):
        return False
    if end - start > _SHORT:
        return True
    return (not _IDEOGRAPH.match(text[start]) or start in edges) and (
        not _IDEOGRAPH.match(text[end - 1]) or end in edges
    )


def _is_country(text: str, at: int, countries: set[int]) -> bool:
    """Whether the one-character abbreviation at `at` stands for the country.

    It does in a run of countries (日米韓), before what a country has (米大統領, 英紙) and
    after what is done to one (対独, 訪米); 米 in 米菓 does not.
    """
    first, end = at, at + 1
    while first - 1 in countries:
        first -= 1
    while end in countries:
        end += 1
    if text[first] == "日" and first and _KANJI_NUMERAL.match(text[first - 1]):
        first += 1  # the 日 of 18日米大統領 is a day
    if at < first or ja.DAYTIME.match(text, first):
        return False
    before = text[first - 1 : first]
    toward = bool(ja.COUNTRY_AFTER.match(text, first - 1)) if first else False
    begins = toward or not _IDEOGRAPH.match(before) or bool(ja.COUNTRY_MAY_FOLLOW.match(before))
    if end - first > 1 or ja.COUNTRY_BEFORE_TITLE.match(text, end):
        return begins
    return toward
