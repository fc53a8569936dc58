"""Text -> lines of a width, where a browser is not there to set them.

Japanese breaks between phrases: a word and the particles and endings behind it, as BudouX and
``word-break: auto-phrase`` do, here told by the dictionary; within a phrase that is too long, by
the rules of 禁則 (JIS X 4051: what must not begin or end a line). English breaks at spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from brief.model import Language
from brief.words import words

Width = Callable[[str], float]
"""How wide a text is set."""

_NEVER_FIRST = frozenset(
    "、。，．,.・：；:;？！?!゛゜ヽヾゝゞ々ー―…‥」』）)］]｝}〕〉》】’”〟％%‰℃"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜～"
)
_NEVER_LAST = frozenset("「『（(［[｛{〔〈《【‘“〝￥¥＄$£€#№")
_DEPENDENT = (
    *("助詞", "助動詞", "接尾辞", "動詞,非自立可能", "形容詞,非自立可能", "名詞,助動詞語幹"),
    *("補助記号,句点", "補助記号,読点", "補助記号,括弧閉", "補助記号,一般"),
)
"""How the features of words begin that go with the word before them."""
_LEADING = ("接頭辞", "名詞,数詞")
"""And of those that go with the word behind them."""
_LATIN = re.compile(r"[\w&'’.,/+-]", re.ASCII)


def lines(text: str, language: Language, width: Width, limit: float, most: int) -> list[str] | None:
    """`text` in lines no wider than `limit`, about as long as each other.

    None where they would be more than `most`.
    """
    whole = phrases(_unbroken(text), language)
    pieces = [part for piece in whole for part in _fitting(piece, width, limit)]
    filled = _filled(pieces, width, limit)
    if len(filled) > most:
        return None
    # The narrowest setting with as many lines; a step of 16 pixels cannot be told by eye.
    while len(narrower := _filled(pieces, width, limit - 16)) == len(filled) and all(
        width(line) <= limit - 16 for line in narrower
    ):
        filled, limit = narrower, limit - 16
    return filled


def clipped(text: str, width: Width, limit: float) -> str:
    """`text` as far as it goes into `limit`, with an ellipsis where it goes on."""
    text = _unbroken(text)
    if width(text) <= limit:
        return text
    end = len(text)
    while end and width(f"{text[:end].rstrip()}…") > limit:
        end -= 1
    return f"{text[:end].rstrip()}…"


def _unbroken(text: str) -> str:
    return " ".join(text.split())


def phrases(text: str, language: Language) -> Iterator[str]:
    """`text` in pieces between which a line may end."""
    ends = set(_word_ends(text)) if language == "ja" else None
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at]) and (
            ends is None or at in ends or text[at - 1].isspace()
        ):
            yield text[start:at]
            start = at
    yield text[start:]


def _word_ends(text: str) -> Iterator[int]:
    """Where a word ends that the next does not depend on."""
    known = words(text)
    before = ""
    for start, features in zip(known.starts, known.features, strict=True):
        led = before.startswith(_LEADING) or text[start - 1 : start].isdigit()
        if not led and not features.startswith(_DEPENDENT):
            yield start
        before = features


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters, whatever the words are."""
    if before.isspace():
        return not after.isspace()
    if after in _NEVER_FIRST or before in _NEVER_LAST or after.isspace():
        return False
    return not (_LATIN.match(before) and _LATIN.match(after))


def _fitting(piece: str, width: Width, limit: float) -> Iterator[str]:
    """A piece that is too wide, cut as the rules allow; where they allow nothing, anywhere."""
    while width(piece.rstrip()) > limit:
        most = 1
        while most < len(piece) and width(piece[: most + 1]) <= limit:
            most += 1
        cuts = (at for at in range(most, 0, -1) if _may_break(piece[at - 1], piece[at]))
        cut = next(cuts, most)
        yield piece[:cut]
        piece = piece[cut:]
    yield piece


def _filled(pieces: Sequence[str], width: Width, limit: float) -> list[str]:
    """Lines, each as full as it can be."""
    found: list[str] = []
    line = ""
    for piece in pieces:
        if line and width((line + piece).rstrip()) > limit:
            found.append(line.rstrip())
            line = ""
        line += piece
    return [*found, line.rstrip()]
