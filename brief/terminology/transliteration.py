"""How alike a Japanese and an English name sound: ゼレンスキー and *Zelenskyy*."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.readings import romanize
from brief.spelling import normal
from brief.words import words

_KANA_FIELD = 17
_LONGEST = 60
"""Letters of a name that are compared; more are no name."""

_KATAKANA = re.compile("[ァ-ヺー・＝ ]+")
_KIND_OF_PLACE = re.compile("(?<=[ァ-ヺー])[\u3400-\u9fff]{1,2}\\Z")
"""What Japanese adds to the foreign name of a place: アラスカ州."""
_ARTICLE = re.compile("(?i:the )")
_NO_LETTER = re.compile("[^a-z]+")
_TWICE = re.compile(r"([a-z])\1+")
_FROM_ENGLISH = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("tch", "ch"),
        ("sch", "sh"),
        ("ph", "f"),
        ("gh(?=[^aeiou]|\\Z)", ""),
        ("wh", "hw"),
        ("kn(?=[aeiou])", "n"),
        ("ck|q", "k"),
        ("x", "ks"),
        ("c(?=[eiy])", "s"),
        ("c(?!h)", "k"),
        ("th", "s"),
        ("y", "i"),
    )
]
"""What English letters stand for, in this order."""
_BOTH = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("l", "r"),
        ("v", "b"),
        ("sh", "s"),
        ("ch|ts", "t"),
        ("j", "z"),
        ("y", "i"),
        ("m(?=[bp])", "n"),
    )
]
"""Letters that Japanese does not tell apart, or that kana write with one sign (シ, ツ, バ)."""

_VOWELS = frozenset("aeiou")
_WEAK = frozenset("hrw")
"""Consonants that kana leave out: *Mark* マーク, *Utah* ユタ."""
_NEAR = frozenset(
    frozenset(pair)
    for pair in ("bf", "bp", "bw", "fh", "gk", "st", "sz", "tz", "dt", "dz", "gz", "mn")
)
_VOWEL, _SLIGHT, _WHOLE = 0.25, 0.4, 1.0
"""What a difference of a vowel, between near consonants, and between others counts."""


@lru_cache(maxsize=1 << 14)
def similarity(ja: str, en: str) -> float:
    """How alike the two names sound, from 0 to 1; 0 where the Japanese one has no reading."""
    if normal(ja).text.casefold() == normal(en).text.casefold():
        return 1.0
    parts = _ARTICLE.sub("", en).split(" ")
    orders = {" ".join(parts), " ".join((*parts[-1:], *parts[:-1]))}
    heard = _folded(romaji(ja), _BOTH)
    written = (_folded(order, [*_FROM_ENGLISH, *_BOTH]) for order in orders)
    return max(_likeness(heard, spelt) for spelt in written)


def romaji(ja: str) -> str:
    """The name in Latin letters, as far as the dictionary reads it; empty where it does not."""
    name = _KIND_OF_PLACE.sub("", ja)
    if _KATAKANA.fullmatch(name):
        return romanize(name, macrons=False)
    if name.isascii():
        return name
    readings = [features.split(",") for features in words(name).features]
    kana = [row[_KANA_FIELD] if len(row) > _KANA_FIELD else "" for row in readings]
    return romanize(" ".join(kana), macrons=False) if all(kana) else ""


def _folded(name: str, rules: list[tuple[re.Pattern[str], str]]) -> str:
    letters = _NO_LETTER.sub("", normal(name).text.lower())[:_LONGEST]
    for pattern, replacement in rules:
        letters = pattern.sub(replacement, letters)
    return _TWICE.sub(r"\1", letters)


def _likeness(one: str, other: str) -> float:
    """One less the weighted edit distance as a share of the longer of the two."""
    if not one or not other:
        return 0.0
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _weight(letter))
    for letter in one:
        above, row = row, [row[0] + _weight(letter)]
        for i, against in enumerate(other):
            row.append(
                min(
                    above[i] + _difference(letter, against),
                    above[i + 1] + _weight(letter),
                    row[i] + _weight(against),
                )
            )
    longer = max(sum(map(_weight, one)), sum(map(_weight, other)))
    return max(0.0, 1 - row[-1] / longer)


def _weight(letter: str) -> float:
    return _VOWEL if letter in _VOWELS else _SLIGHT if letter in _WEAK else _WHOLE


def _difference(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return _VOWEL
    return _SLIGHT if frozenset((one, other)) in _NEAR else 2 * _WHOLE
