"""Where numbers stand in a text, and how each is read there: 2、3日, 4～6月, 三本 but not 三重."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from brief.model import Figure
from brief.readings import numerals
from brief.readings.alignment import Ruby, hiragana
from brief.words import Words

_ARABIC = "0-9０-９"
_KANJI = "〇一二三四五六七八九十百千万億兆京数何幾"
FIRST = frozenset("0123456789０１２３４５６７８９第" + _KANJI)
"""What a number may begin with."""
_LONGEST = 60
"""Characters of a number; what goes on after them is another one."""

_NUMBER = re.compile(
    f"(?:[{_KANJI}]|[{_ARABIC}]++(?:[,，][{_ARABIC}]{{3}}(?![{_ARABIC}]))*+)++"
    f"(?:[.．][{_ARABIC}]++[{_KANJI}]*+|(・[{_KANJI}]++))?"
)
"""A number as it is written; the group is what is a fraction in 〇・五％, but not in 二・二六."""
_NEXT = re.compile(f"[、・~～〜\\-－―–]([{_ARABIC}{_KANJI}]++)")
"""The second of two numbers that share a counter: 4～6月."""
_CODE_BEFORE = re.compile(f"[A-Za-zＡ-Ｚａ-ｚ][-‐－]?$|[{_ARABIC}][:：/／.．]$")
_CODE_AFTER = re.compile(f"[A-Za-zＡ-Ｚａ-ｚ]|[:：/／][{_ARABIC}]")
"""What makes digits part of a code, a clock time or a fraction: F35, 5G, 15:30, 1/2."""
_EITHER = frozenset("、,，・")
"""What stands between two numbers of which either is meant: 2、3日."""
_KATAKANA = re.compile("[ァ-ヺ]")

_KANA = 17
"""The feature of UniDic that holds the kana of a word as it stands."""
_NOUN, _NUMERAL = "名詞", "名詞,数詞"
"""How the features of a noun begin, and of what UniDic takes for a number: not 一方, 千葉."""


class Kinds:
    """The kind of the figure at a place in the text."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = sorted(figures, key=lambda figure: figure.start)
        self._starts = [figure.start for figure in self._figures]

    def at(self, place: int) -> tuple[int, str]:
        """Start and kind of the figure that holds the character at `place`; -1 and nothing."""
        found = bisect_right(self._starts, place) - 1
        if found >= 0 and place < self._figures[found].end:
            return self._starts[found], self._figures[found].kind
        return -1, ""


def kana_of(features: str) -> str:
    """The kana of a word, in katakana; empty for one that the dictionary does not know."""
    columns = features.split(",", _KANA + 1)
    return columns[_KANA] if len(columns) > _KANA and columns[_KANA] != "*" else ""


def at(
    text: str, words: Words, word: int, bounds: frozenset[int], kinds: Kinds
) -> tuple[int, Ruby] | None:
    """The number that begins with a `word`: where it ends with its counter, and its reading.

    `bounds` are the ends of all words. None where there is no number, or none that is said as
    one: a code (F35), a clock time (15:30).
    """
    start = begin = words.starts[word]
    if text[start] == "第":
        begin, word = start + 1, word + 1
        if word == len(words.starts) or words.starts[word] != begin:
            return None
    if not words.features[word].startswith(_NUMERAL):
        return None
    figure, kind = kinds.at(begin)
    end = _end(text, begin, bounds, kinds)
    if end == begin or _CODE_BEFORE.search(text, max(0, begin - 2), begin):
        return None
    number = text[begin:end]
    prefix = "だい" if begin > start else ""
    # 1 日: some write figures with spaces around them.
    spaced = end + 1 if text[end : end + 1] == " " else end
    counter = numerals.counters().at(text, spaced, bounds, kind, begin)
    if counter is not None:
        stop, entry = counter
        alone = kind == "date" or not (0 <= figure < begin and text[begin - 1] in _EITHER)
        kana = prefix + numerals.counted(number, entry, alone=alone)
        return stop, _without_tail(text, start, stop, kana)
    if _CODE_AFTER.match(text, end):
        return None
    return end, Ruby(start, end, prefix + _alone(text, words, word, end, bounds, number, kind))


def _end(text: str, begin: int, bounds: frozenset[int], kinds: Kinds) -> int:
    """Where the digits end that begin at `begin`; the same place where there are none."""
    written = _NUMBER.match(text, begin, begin + _LONGEST)
    if written is None:
        return begin
    end = written.end()
    if written[1] and text[begin] != "〇":
        figure, _ = kinds.at(begin)
        if figure < 0 or kinds.at(end - 1)[0] != figure:
            end = written.start(1)
    # 3万博: the number ends where a word does.
    while end > begin and end not in bounds:
        end -= 1
    return end


def _alone(
    text: str, words: Words, word: int, end: int, bounds: frozenset[int], number: str, kind: str
) -> str:
    """The kana of a number that has no counter of its own: 4～6月, 10ポイント, 10大会."""
    following = _NEXT.match(text, end, end + _LONGEST)
    if following is not None:
        stop = following.end()
        counter = numerals.counters().at(text, stop, bounds, kind, following.start(1))
        if counter is not None:
            return numerals.sharing(number, counter[1])
    if _KATAKANA.match(text, end):
        return numerals.before_noun(number, text[end], foreign=True)
    after = bisect_left(words.starts, end, word)
    if after < len(words.starts) and words.starts[after] == end:
        features = words.features[after]
        if features.startswith(_NOUN):
            return numerals.before_noun(number, kana_of(features), foreign=False)
    return numerals.spoken(number)


def _without_tail(text: str, start: int, end: int, kana: str) -> Ruby:
    """The reading without the kana that the counter ends in: 3(みっ)つ."""
    while end > start and hiragana(text[end - 1]) == kana[-1:]:
        end, kana = end - 1, kana[:-1]
    return Ruby(start, end, kana)
