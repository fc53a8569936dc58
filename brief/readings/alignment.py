"""Kana over the part of a word that is written in 漢字: 読(よ)み書(か)き, お茶(ちゃ)."""

from __future__ import annotations

import re
from typing import NamedTuple

KANJI = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""What ruby stands over, for use in a character class: 漢字, 々, 〆, 〇."""
_DIGITS = "0-9\uff10-\uff19"
READABLE = re.compile(f"[{KANJI}{_DIGITS}]")
"""A character that a piece of ruby holds at least one of."""
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30f4\u30f7-\u30fa\u30fc]+")
"""Runs of kana; without ヵ and ヶ, which are read か or が."""
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


class Ruby(NamedTuple):
    """A span of a text or of a word, and its reading."""

    start: int
    end: int
    """Offsets of code points."""
    kana: str
    """In hiragana."""


def hiragana(kana: str) -> str:
    """`kana` with hiragana for katakana; everything else stays."""
    return kana.translate(_TO_HIRAGANA)


def align(word: str, kana: str) -> tuple[Ruby, ...]:
    """The parts of `word` that are not kana, each with its share of `kana` in hiragana.

    Where the kana of the two do not answer each other (駒ケ岳 こまがたけ), the whole word is one
    piece; a word without 漢字 or digits has none. Takes linear time: each run of kana is looked
    for once, from the left, and the last must end the reading, which finds a division if there
    is one.
    """
    if not kana or not READABLE.search(word):
        return ()
    kana = hiragana(kana)
    pieces: list[Ruby] = []
    # What the pieces so far have used up of the word and of its kana.
    done = read = 0
    for run in _KANA.finditer(word):
        written = hiragana(run[0])
        before = run.start() > done
        if run.end() == len(word):
            found = len(kana) - len(written) if kana.endswith(written) else -1
        else:
            found = kana.find(written, read + before)
        if found < read + before or (not before and found != read):
            return (Ruby(0, len(word), kana),)
        if before:
            pieces.append(Ruby(done, run.start(), kana[read:found]))
        done, read = run.end(), found + len(written)
    if done < len(word):
        if read == len(kana):
            return (Ruby(0, len(word), kana),)
        pieces.append(Ruby(done, len(word), kana[read:]))
    elif read != len(kana):
        return (Ruby(0, len(word), kana),)
    return tuple(piece for piece in pieces if READABLE.search(word, piece.start, piece.end))
