"""The order of names in an index: 五十音 in Japanese, A to Z in English."""

from __future__ import annotations

import unicodedata

from brief.model import Entity, Language

_ROWS = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "やゆよ",
    "らりるれろ",
    "わゐゑをん",
)
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
OTHERS = "#"
"""The group of names that begin with no letter of the language."""


def sort_key(entity: Entity, language: Language) -> str:
    """What the entity is sorted by: its reading, or its name with the surname as written."""
    if language == "ja":
        return _hiragana(entity.reading or entity.name["ja"])
    decomposed = unicodedata.normalize("NFKD", entity.name["en"])
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def group(entity: Entity, language: Language) -> str:
    """The heading it stands under: あ or か, A or B."""
    first = sort_key(entity, language)[:1]
    if language == "en":
        return first.upper() if first.isascii() and first.isalpha() else OTHERS
    return next((row[0] for row in _ROWS if first in row), OTHERS) if first else OTHERS


def index_key(entity: Entity, language: Language) -> tuple[bool, str]:
    """The place in an index: by sort key, and after all letters what begins with none."""
    return group(entity, language) == OTHERS, sort_key(entity, language)


def _hiragana(text: str) -> str:
    """`text` in large unvoiced hiragana, as dictionaries sort: ガー as か."""
    folded = "".join(
        chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in unicodedata.normalize("NFKC", text)
    )
    plain = (c for c in unicodedata.normalize("NFD", folded) if c not in "\u3099\u309aー・ ")
    return "".join(plain).translate(_SMALL)
