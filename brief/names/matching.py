"""Text + glossary -> every place where a spelling of the glossary stands as a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ahocorasick_rs import AhoCorasick

from brief.glossary import Glossary, normal_form
from brief.language import ja
from brief.model import Language, Mention
from brief.words import Words

_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
_LETTER = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\u3005]")
_KANJI_NUMERAL = re.compile(r"[\d〇一二三四五六七八九十百千万億兆]")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What the automaton cannot take; it sees a space in its place."""

_SHORT = 3
"""Names in 漢字 or ひらがな up to this length are bounded by words: 北大, 日本, 大阪."""


class Matcher:
    """Finds the spellings of a glossary. Immutable once made, so one serves a whole build."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._spellings = {language: tuple(owners) for language, owners in glossary.owners.items()}
        self._machines = {
            language: AhoCorasick(list(spellings))
            for language, spellings in self._spellings.items()
        }

    def find(self, text: str, language: Language, words: Words) -> Iterator[Mention]:
        """The mentions in `text`, overlapping ones included; `words` are needed for Japanese."""
        spellings = self._spellings[language]
        owners = self._glossary.owners[language]
        normal = _SURROGATE.sub(" ", normal_form(text))
        matches = self._machines[language].find_matches_as_indexes(normal, overlapping=True)
        if not matches:
            return
        edges = frozenset((*words.starts, *words.ends))
        countries = {
            start
            for index, start, end in matches
            if language == "ja" and end - start == 1 and _IDEOGRAPH.match(spellings[index])
        }
        for index, start, end in matches:
            if start in countries and end - start == 1:
                stands = _is_country(normal, start, countries)
            elif language == "ja":
                stands = _is_bounded_ja(normal, start, end, edges)
            else:
                stands = _is_bounded(normal, start, end, _LETTER)
            if stands:
                entity = self._glossary.entities[owners[spellings[index]]]
                yield Mention(start, end, text[start:end], entity.id, entity.kind)


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
