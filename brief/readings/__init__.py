"""Readings: the kana over the words of a Japanese text, and kana in Latin letters.

    >>> from brief.readings import ruby
    >>> from brief.words import words
    >>> text = "18日に申し込む"
    >>> [(text[r.start : r.end], r.kana) for r in ruby(text, words(text))]
    [('18日', 'じゅうはちにち'), ('申', 'もう'), ('込', 'こ')]

What decides, in rising order of authority: the dictionary; the table of words that news reads
otherwise (``data/words.tsv``) and the numbers with their counters (``numbers``); the names of the
glossary. A word that the dictionary does not know has no reading: none is better than a wrong one.

Ruby stands over the 漢字 of a word only, over each stretch of them as a whole (今日 きょう). A
number and its counter are one stretch, whatever they are written with (10分, 3カ国, 14兆7800億円):
sounds change across the seam (じゅっ|ぷん), some pairs cannot be divided (1日 ついたち), and who
needs the reading of one needs it of both. Kana that a number ends in stay outside: 3(みっ)つ.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from brief.model import Figure
from brief.readings import numbers
from brief.readings.alignment import Ruby, align, hiragana
from brief.readings.romaji import romanize
from brief.readings.tables import Table, rows
from brief.words import Words

__all__ = ["Ruby", "romanize", "ruby"]

_PARTS = re.compile(r"[^\s・＝=]+")
"""The parts of a name."""


def ruby(
    text: str,
    words: Words,
    figures: Iterable[Figure] = (),
    names: Iterable[tuple[int, int, str]] = (),
) -> tuple[Ruby, ...]:
    """The readings of `text`, in its order; they never overlap, and each holds 漢字 or digits.

    `words` are those of `text`, `figures` its figures: 1日 is read ついたち in a date, いちにち in
    a duration. `names` are spans with their kana, which win over the dictionary; of names that
    overlap the first counts.
    """
    found: list[Ruby] = []
    readings = _without_names(text, words, numbers.Kinds(figures))
    pending = next(readings, None)
    free = 0
    for start, end, kana in sorted(names):
        if not free <= start < end <= len(text) or not kana:
            continue
        while pending is not None and pending.start < end:
            if free <= pending.start and pending.end <= start:
                found.append(pending)
            pending = next(readings, None)
        found += _of_name(text, words, start, end, kana)
        free = end
    while pending is not None:
        if pending.start >= free:
            found.append(pending)
        pending = next(readings, None)
    return tuple(found)


def _without_names(text: str, words: Words, kinds: numbers.Kinds) -> Iterator[Ruby]:
    """The readings as they are without the glossary."""
    starts, ends, features = words
    bounds = frozenset(ends)
    table = _read_otherwise()
    free = 0
    for at, start in enumerate(starts):
        if start < free:
            continue
        first = text[start]
        if first in table.lengths:
            kind = kinds.at(start)[1] if first in numbers.FIRST else ""
            otherwise = table.at(text, start, bounds, kind)
            if otherwise is not None:
                free, parts = otherwise
                for begin, end, kana in parts:
                    yield Ruby(start + begin, start + end, kana)
                continue
        if first in numbers.FIRST:
            number = numbers.at(text, words, at, bounds, kinds)
            if number is not None:
                free, reading = number
                yield reading
                continue
        for begin, end, kana in _of_word(text[start : ends[at]], features[at]):
            yield Ruby(start + begin, start + end, kana)


@cache
def _read_otherwise() -> Table[tuple[Ruby, ...]]:
    """The words that the dictionary cuts or reads otherwise than news does."""
    return Table((word, conditions, align(word, kana)) for word, kana, *conditions in rows("words"))


@lru_cache(maxsize=1 << 16)
def _of_word(word: str, features: str) -> tuple[Ruby, ...]:
    """The readings of a word as the dictionary gives them, with offsets in the word."""
    return align(word, numbers.kana_of(features))


def _of_name(text: str, words: Words, start: int, end: int, kana: str) -> Iterator[Ruby]:
    """The readings of a name, part by part.

    The parts are those that ・ or a space marks in the name, else those that the words of the
    dictionary show: 石破|茂 いしば|しげる.
    """
    written, said = list(_PARTS.finditer(text, start, end)), _PARTS.findall(hiragana(kana))
    if len(written) == len(said) > 1:
        parts = [Ruby(*part.span(), reading) for part, reading in zip(written, said, strict=True)]
    else:
        parts = _words_of_name(words, start, end, "".join(said))
    for part in parts:
        for begin, stop, reading in align(text[part.start : part.end], part.kana):
            yield Ruby(part.start + begin, part.start + stop, reading)


def _words_of_name(words: Words, start: int, end: int, kana: str) -> list[Ruby]:
    """The words that a name begins with, as far as they are read as it is, and the rest."""
    parts: list[Ruby] = []
    said = 0
    at = bisect_left(words.starts, start)
    while at < len(words.starts) and words.starts[at] == start and words.ends[at] < end:
        reading = hiragana(numbers.kana_of(words.features[at]))
        if not reading or not kana.startswith(reading, said) or said + len(reading) == len(kana):
            break
        parts.append(Ruby(start, words.ends[at], reading))
        start, said = words.ends[at], said + len(reading)
        at += 1
    return [*parts, Ruby(start, end, kana[said:])]
