"""Kana -> Latin letters, in modified Hepburn: しんぶん shinbun, とうきょう Tōkyō.

Tried on names and news words: jaconv 0.5 and romkan 0.2 write no macrons, maccha, and teimu or
teximu for ティム; pykakasi 2.3 writes toukyou or tokyou, konya for こんや and touuruuzu for トゥ;
cutlet 0.5 cuts kana into words anew (Sha n pu) and drops macrons. So the table is our own.
"""

from __future__ import annotations

import re
from functools import cache

from brief.readings.alignment import hiragana
from brief.readings.tables import rows

_VOWELS = "aiueo"
_MACRONS = str.maketrans(_VOWELS, "āīūēō")
_PLAIN = str.maketrans("āīūēō", _VOWELS)
_LONG = re.compile("aa|uu|ee|o[ou]|[aiueo]ー")
"""Two vowels that are one long one; ei and ii stay as they are, as the norm has it."""
_PART = re.compile("[・＝=\\s]+")
_SEAM = "\u200b"
"""Stands where two vowels meet that belong to two words: いの|うえ."""
_DOUBLED = re.compile("っ(?=([b-df-hj-np-tv-z]))")
_APART = re.compile("ん(?=[aiueoy])")
_WORDS_MEET = re.compile("(?<=[^の]の)(?=う[えちら]\\Z)|(?<=つ)(?=うら\\Z)|(?<=ず)(?=うみ\\Z)")
"""Where kana alone would make one vowel of two: いのうえ, たけのうち, まつうら, みずうみ."""


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """Every kana and pair of kana with its letters, and the pattern that finds the longest."""
    letters = dict(rows("romaji"))
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters


def romanize(kana: str, *, macrons: bool = True, name: bool = False) -> str:
    """`kana` in Latin letters; what is no kana stays.

    Parts parted by ・ or a space come out parted by one space. `name` gives every part a
    capital. Without `macrons` long vowels are written as short ones, as in passports: Tokyo.
    """
    parts = (_romanized(part) for part in _PART.split(hiragana(kana)) if part)
    if not macrons:
        parts = (part.translate(_PLAIN) for part in parts)
    return " ".join(part[:1].upper() + part[1:] if name else part for part in parts)


def _romanized(part: str) -> str:
    pattern, letters = _table()
    text = pattern.sub(lambda found: letters[found[0]], _WORDS_MEET.sub(_SEAM, part))
    text = _DOUBLED.sub(lambda found: "t" if found[1] == "c" else found[1], text)
    text = _APART.sub("n'", text).replace("ん", "n").replace("っ", "")
    return _LONG.sub(lambda found: found[0][0].translate(_MACRONS), text).replace(_SEAM, "")
