"""The form in which spellings of names are compared, and the ways in which one name is spelt.

ゼレンスキイ is ゼレンスキー, ヴァンス is バンス, Erdoğan is Erdogan, ＮＡＴＯ is NATO.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brief.model import EntityKind, Language


class Normal(NamedTuple):
    """A text in its normal form, and where its characters stood before."""

    text: str
    offsets: Sequence[int] | None = None
    """For each character of `text`, and for its end, the offset in the original; None: the same."""

    def original(self, offset: int) -> int:
        """The offset in the original text of the character at `offset`."""
        return offset if self.offsets is None else self.offsets[offset]


def normal(text: str) -> Normal:
    """`text` in its normal form: widths, accents, apostrophes, hyphens, and kana that alternate."""
    if text.isascii():
        return Normal(text.translate(_CONTROLS))
    folded, offsets = _shortened(text.translate(_CHARACTERS))
    folded = _LONG_VOWEL.sub("ー", _SPACE_IN_NAME.sub("・", folded))
    if _SMALL.search(folded):
        folded = folded.translate(_SMALL_KANA)
    return Normal(folded, offsets)


def _shortened(text: str) -> Normal:
    if not _MAY_SHORTEN.search(text):
        return Normal(text)
    pieces: list[str] = []
    offsets: list[int] = []
    end = 0
    for match in _SHORTENED.finditer(text):
        short = _short(match[0])
        pieces += text[end : match.start()], short
        offsets += range(end, match.start() + len(short))
        end = match.end()
    pieces.append(text[end:])
    offsets += range(end, len(text) + 1)
    return Normal("".join(pieces), offsets)


_CONTROLS = dict.fromkeys(range(0x20), " ")

_KANJI_VARIANTS = str.maketrans(
    "澤齋齊髙﨑嵜邊邉國廣濱濵龍眞櫻學亞嶋嶌栁桒渕渊冨惠德榮瀨萬條澁莊彌應與藏禮壽曾圓"
    "鐵關縣佛藝靜晉尙槇檜籠鄕髮峯舘埜穗",
    "沢斎斉高崎崎辺辺国広浜浜竜真桜学亜島島柳桑淵淵富恵徳栄瀬万条渋荘弥応与蔵礼寿曽円"
    "鉄関県仏芸静晋尚槙桧篭郷髪峰館野穂",
)
"""Forms of 漢字 that personal names alternate between, with the usual one; compiled by hand."""

_SMALL = re.compile("[ァィゥェォヵヶヮ]")
_SMALL_KANA = str.maketrans("ァィゥェォヵヶヮ", "アイウエオカケワ")
_OTHERS = str.maketrans("ヂヅ＝゠‘’ʼ“”ıłŁøØđĐ‐‑–", "ジズ・・'''\"\"ilLoOdD---")


class _Characters(dict[int, str]):
    """The normal form of each character, worked out when it is first met; one for one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if code < ord(" ") or "\ud800" <= character <= "\udfff":
            form = " "
        elif code in _OTHERS:
            form = chr(_OTHERS[code])
        elif "\u00c0" <= character <= "\u024f":
            form = unicodedata.normalize("NFD", character)[0]
        else:
            form = unicodedata.normalize("NFKC", character)
            form = form if len(form) == 1 else character
            form = form.translate(_KANJI_VARIANTS).translate(_OTHERS)
        self[code] = form
        return form


_CHARACTERS = _Characters()

_ROWS = {
    "イ": "イキギシジチニヒビピミリエケゲセゼテデネヘベペメレ",
    "ウ": "ウクグスズツヌフブプムユルオコゴソゾトドノホボポモヨロ",
    "ア": "アカガサザタダナハバパマヤラワ",
}
# What a pattern begins with is looked for fastest where it is a character, so that what stands
# before it is asked after it.
_LONG_VOWEL = re.compile("|".join(f"{vowel}(?<=[{row}].)" for vowel, row in _ROWS.items()))
_SPACE_IN_NAME = re.compile(" (?<=[ァ-ヺー] )(?=[ァ-ヺ])")
_MAY_SHORTEN = re.compile("[ヴ\u3099\u309a\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
_SHORTENED = re.compile(
    "ヴ[ァィェォュ]?|[\u304b-\u3062\u3064-\u308d\u30ab-\u30ed][\u3099\u309a]"
    "|(?<=[A-Za-z])[\u0300-\u036f]+|[\u00ad\u200b-\u200d\u2060\ufeff]"
)
"""What takes fewer characters in the normal form: ヴ, letters with marks of their own, nothing."""
_V = {"ヴ": "ブ", "ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴュ": "ビュ"}


def _short(found: str) -> str:
    if found[0] == "ヴ":
        return _V[found]
    composed = unicodedata.normalize("NFC", found)
    return composed if len(found) > 1 and len(composed) == 1 and composed.isalpha() else ""


def variants(spelling: str, language: Language, kind: EntityKind) -> Iterator[str]:
    """The other ways in which the name `spelling`, in its normal form, is written.

    Japanese: without the points between the parts of a foreign name. English: initials with and
    without points (U.S., US), hyphens as spaces, in capitals, and the people of a country.
    """
    if language == "ja":
        if "・" in spelling:
            yield spelling.replace("・", "")
        return
    if _POINTED.fullmatch(spelling):
        yield spelling.replace(".", "")
    elif _INITIALS.fullmatch(spelling):
        yield "".join(f"{letter}." for letter in spelling)
    if "-" in spelling:
        yield spelling.replace("-", " ")
    if len(spelling) >= _SHORTEST_IN_CAPITALS and spelling != spelling.upper():
        yield spelling.upper()
    if kind == "place" and spelling.endswith(("an", "qi", "li", "ni")):
        yield f"{spelling}s"


_POINTED = re.compile(r"(?:[A-Z]\.){2,4}")
_INITIALS = re.compile("[A-Z]{2,3}")
_SHORTEST_IN_CAPITALS = 4
"""Shorter names in capitals are other names: Who and WHO, It and IT."""
