"""Text -> the words that the dictionary sees in it. The only user of fugashi."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import fugashi

_UNREADABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What MeCab cannot take; it sees a space in its place."""
_LONG_RUN = re.compile("[^\\s\u3041-\u3096\u3400-\u9fff]{500}")
"""What MeCab takes for one word, in a time that grows with the square of its length."""
_PIECE = re.compile(r".{1,9999}(?:[。\n]|\Z)|.{1,10000}", re.DOTALL)
"""What MeCab is given at a time: it ends the process on texts of some 200,000 words."""


class Words(NamedTuple):
    """The words of a text, in its order: three lists of the same length.

    One list a property, not one object a word: there are as many words as half the characters.
    """

    starts: list[int]
    ends: list[int]
    """Offsets of code points; what lies between two words is space."""
    features: list[str]
    """UniDic's features, comma-separated: ``名詞,固有名詞,地名,一般,…``, the kana in field 17."""


def words(text: str) -> Words:
    """The words of any `text`."""
    found = Words([], [], [])
    readable = _LONG_RUN.sub(lambda run: f"{run[0][:-1]} ", _UNREADABLE.sub(" ", text))
    for piece in _PIECE.finditer(readable):
        _add(piece[0], piece.start(), found)
    return found


def _add(piece: str, start: int, found: Words) -> None:
    """Add the words of `piece`, which begins at `start`, to those `found`."""
    lines = _tagger().parse(piece).split("\n")
    written, features = lines[0:-1:2], lines[1::2]
    ends = list(accumulate(map(len, written), initial=start))
    begins = ends[:-1]
    if " " in piece:
        begins = [
            begin + len(word) - len(word.lstrip(" "))
            for begin, word in zip(begins, written, strict=True)
        ]
    found.starts.extend(begins)
    found.ends.extend(ends[1:])
    found.features.extend(features)


@cache
def _tagger() -> fugashi.Tagger:
    """Writes two lines a word: the word with the space before it, and its features.

    Reading those lines takes less time than asking MeCab's nodes one by one.
    """
    return fugashi.Tagger(r'-O "" -F "%M\n%H\n" -U "%M\n%H\n" -E "\n"')
