"""The kana of names: whole ones, and of the spellings that are part of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from brief.readings import ruby
from brief.readings.alignment import Ruby, hiragana
from brief.words import words

_ALL_KANA = re.compile("[\u3041-\u3096\u30fc・＝=\\s]*")


@lru_cache(maxsize=1 << 14)
def kana_of(name: str) -> str:
    """The kana of `name` as the dictionary reads it; empty where some of it is not read."""
    return _all_kana(_with_kana(name, 0, len(name), ruby(name, words(name))))


@lru_cache(maxsize=1 << 14)
def kana_of_spelling(spelling: str, name: str, kana: str) -> str:
    """The kana of `spelling`, given that of `name`; empty where the one does not tell the other.

    A spelling that is part of the name has its share: of 石破茂 いしば・しげる, 石破 is いしば.
    """
    if spelling == name:
        return kana
    start = name.find(spelling)
    if start < 0:
        return ""
    end = start + len(spelling)
    pieces = [
        piece
        for piece in ruby(name, words(name), names=[(0, len(name), kana)])
        if piece.start < end and start < piece.end
    ]
    if any(piece.start < start or end < piece.end for piece in pieces):
        return ""
    return _all_kana(_with_kana(name, start, end, pieces))


def _with_kana(name: str, start: int, end: int, pieces: Iterable[Ruby]) -> str:
    """`name` from `start` to `end` with the kana of `pieces` in their places, in hiragana."""
    said = []
    for piece in pieces:
        said += [name[start : piece.start], piece.kana]
        start = piece.end
    return hiragana("".join([*said, name[start:end]]))


def _all_kana(text: str) -> str:
    return text if _ALL_KANA.fullmatch(text) else ""
