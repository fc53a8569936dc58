"""Text -> the words that the dictionary sees in it. The only user of fugashi."""

from __future__ import annotations

import re
from functools import cache
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
    starts: list[int] = []
    ends: list[int] = []
    features: list[str] = []
    readable = _LONG_RUN.sub(lambda run: f"{run[0][:-1]} ", _UNREADABLE.sub(" ", text))
    for piece in _PIECE.finditer(readable):
        end = piece.start()
        for node in _tagger()(piece[0]):
            start = end + len(node.white_space)
            end = start + len(node.surface)
            starts.append(start)
            ends.append(end)
            features.append(node.feature_raw)
    return Words(starts, ends, features)


@cache
def _tagger() -> fugashi.Tagger:
    return fugashi.Tagger()
