"""Numbers with their counters, as they are said: 10分 じゅっぷん, 1000億 せんおく, 2人 ふたり.

Where usage differs, a form that broadcasters accept is taken (NHK, ことばのハンドブック and
日本語発音アクセント新辞典): よん, なな, きゅう unless the counter asks for し, しち, く; じゅっ
and not じっ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from brief.readings.alignment import hiragana
from brief.readings.tables import Table, rows

_ONES = ("れい", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_DIGITS = {str(digit): kana for digit, kana in enumerate(_ONES)}
_TENS = {"十": "じゅう", "百": "ひゃく", "千": "せん"}
_SCALES = {"万": "まん", "億": "おく", "兆": "ちょう", "京": "けい"}
_SCALE_SOUNDS = {"兆": "t", "京": "k"}
_VAGUE = {"数": "すう", "何": "なん", "幾": "いく"}
_TO_ASCII = str.maketrans(
    "０１２３４５６７８９〇一二三四五六七八九．・", "01234567890123456789..", ",，"
)
_HUNDREDS = {
    "さん": "さんびゃく",
    "ろく": "ろっぴゃく",
    "はち": "はっぴゃく",
    "なん": "なんびゃく",
}
_THOUSANDS = {"さん": "さんぜん", "はち": "はっせん", "いち": "いっせん", "なん": "なんぜん"}
_LONGEST = 16
"""Digits that are read as one number, below 京; longer ones are read one by one."""
_PART = re.compile("[0-9]+|.")
_LEADING_ZEROS = re.compile("^[0０]+(?=[0-9０-９])")
"""As in 06月; without a counter they are part of a code and said."""


class Counter(NamedTuple):
    """A row of ``counters.tsv``."""

    kana: str
    sound: str
    """How it sounds together with a number, see `_SOUNDS`."""
    whole: Mapping[str, str]
    """Numbers that are read otherwise with it, both in kana: に ふたり."""
    last: Mapping[str, str]
    """The same of the last digit of a longer number: よん よにん."""


class _Sound(NamedTuple):
    """What happens where a number and a counter meet."""

    short: tuple[str, ...] = ()
    """The endings of a number that take a っ instead of their last kana."""
    after_short: Mapping[int, int] = {}
    """What the first consonant of the counter becomes after that っ."""
    voicing: tuple[str, ...] = ()
    """The endings of a number after which the first consonant changes as in `voiced`."""
    voiced: Mapping[int, int] = {}


_ALL = ("いち", "ろく", "はち", "じゅう", "ゃく")
_SOME = ("いち", "はち", "じゅう")
_THREE = ("さん", "なん")
_NASAL = (*_THREE, "せん", "ぜん", "まん")
_P = str.maketrans("はひふへほ", "ぱぴぷぺぽ")
_B = str.maketrans("はひふへほ", "ばびぶべぼ")
_G = str.maketrans("かきくけこ", "がぎぐげご")
_Z = str.maketrans("さしすせそ", "ざじずぜぞ")
_SOUNDS = {
    "-": _Sound(),
    "k": _Sound(_ALL),
    "t": _Sound(_SOME),
    "b": _Sound(_ALL, _P, _NASAL, _B),
    "p": _Sound(_ALL, _P, _NASAL, _P),
    "pp": _Sound(_ALL, _P, (*_NASAL, "よん"), _P),
    "g": _Sound(_ALL, {}, _THREE, _G),
    "z": _Sound(_SOME, {}, _THREE, _Z),
    "foreign k": _Sound(("ろく", "じゅう", "ゃく")),
    "ten": _Sound(("じゅう",)),
}
"""By class of counter: k 1回 いっかい, t 1頭 いっとう, b 3本 さんぼん, p 3発 さんぱつ, pp 4泊
よんぱく, g 3階 さんがい, z 3足 さんぞく, foreign k 6キロ ろっきろ, ten 10試合 じゅっしあい."""
_K, _T = "かきくけこ", "さしすせそたちつてと"


def _sound_of(kana: str, *, foreign: bool) -> str:
    """The class of a counter whose row names none."""
    if kana[0] in _K:
        return "foreign k" if foreign else "k"
    if kana[0] in _T:
        return "t"
    return "ten" if kana[0] in "ぱぴぷぺぽ" else "-"


def _joined(number: str, counter: str, sound: str) -> str:
    """The kana of `number` and of `counter`, changed where they meet."""
    short, after_short, voicing, voiced = _SOUNDS[sound]
    if number.endswith(short):
        return number[:-1] + "っ" + counter.translate(after_short)[0] + counter[1:]
    if number.endswith(voicing):
        return number + counter.translate(voiced)[0] + counter[1:]
    return number + counter


@lru_cache(maxsize=4096)
def spoken(number: str) -> str:
    """The kana of a number: ``14兆7800億``, ``0.5``, ``二〇二五``, ``数十``, ``1万8千``."""
    said = digit = ""
    parts = _PART.findall(number.translate(_TO_ASCII))
    point = False
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else ""
        if part == ".":
            said = _joined(said, "てん", "t")
            point = True
        elif part in _TENS:
            said, digit = said + _multiple(digit, part, following), ""
        elif part in _SCALES:
            said, digit = _joined(said + digit, _SCALES[part], _SCALE_SOUNDS.get(part, "-")), ""
            point = False
        elif part in _VAGUE:
            digit = _VAGUE[part]
        elif point:
            said += "".join(_DIGITS[c] for c in part)
        elif len(part) == 1 and following in _TENS:
            digit = _DIGITS[part]
        else:
            said += _integer(part, following)
    return said + digit


def _multiple(digit: str, unit: str, following: str) -> str:
    """さんびゃく for さん and 百; 千 is いっせん where the one is written, and before 万."""
    if unit == "百":
        return _HUNDREDS.get(digit, ("" if digit == "いち" else digit) + "ひゃく")
    if unit == "千":
        if not digit and following == "万":
            return "いっせん"
        return _THOUSANDS.get(digit, digit + "せん")
    return ("" if digit == "いち" else digit) + "じゅう"


def _integer(digits: str, following: str) -> str:
    """The kana of 1 to 16 digits; of more, and after a leading zero, digit by digit."""
    if digits == "0":
        return "れい" if following == "." else "ぜろ"
    if len(digits) > _LONGEST or digits[0] == "0":
        return "".join("ぜろ" if c == "0" else _DIGITS[c] for c in digits)
    said = ""
    padded = digits.zfill(_LONGEST)
    for at, scale in zip((0, 4, 8, 12), ("兆", "億", "万", ""), strict=True):
        four = _four(padded[at : at + 4], scale or following)
        if four and scale:
            four = _joined(four, _SCALES[scale], _SCALE_SOUNDS.get(scale, "-"))
        said += four
    return said


def _four(digits: str, scale: str) -> str:
    if digits == "1000":
        return _multiple("", "千", scale)
    said = ""
    for digit, unit in zip(digits, ("千", "百", "十", ""), strict=True):
        if digit != "0":
            kana = _DIGITS[digit]
            said += _multiple("" if digit == "1" else kana, unit, "") if unit else kana
    return said


def counted(number: str, counter: Counter, *, alone: bool = True) -> str:
    """The kana of a number with its counter.

    Where it is not `alone`, as the second number of 2、3日, it keeps its plain form: さんにち.
    """
    said = spoken(_LEADING_ZEROS.sub("", number))
    if alone and said in counter.whole:
        return counter.whole[said]
    for digit, kana in counter.last.items():
        if said.endswith(digit) and "てん" not in said:
            return said.removesuffix(digit) + kana
    return _joined(said, counter.kana, counter.sound)


def sharing(number: str, counter: Counter) -> str:
    """The kana of a number whose counter stands only after the next one: 4～6月 し, 24、25日."""
    said = spoken(number)
    for digit, kana in counter.last.items():
        if said.endswith(digit) and kana.endswith(counter.kana):
            return said.removesuffix(digit) + kana.removesuffix(counter.kana)
    return said


def before_noun(number: str, kana: str, *, foreign: bool) -> str:
    """The kana of a number before a noun that is in no table: 10大会 じゅっ, 1トン いっ."""
    said, kana = spoken(number), hiragana(kana)
    sound = _sound_of(kana, foreign=foreign) if kana else "-"
    # Before nouns that are no counters, only ten is shortened by most speakers.
    used = sound if foreign or sound == "-" else "ten"
    return _joined(said, kana, used)[: len(said)] if kana else said


@cache
def counters() -> Table[Counter]:
    """The counters and units that are read together with the number before them."""
    return Table(
        (word, columns[2:], _counter(kana, *columns[:2]))
        for word, kana, *columns in rows("counters")
    )


def _counter(written: str, sound: str = "", readings: str = "") -> Counter:
    kana = hiragana(written)
    pairs = [reading.split(":") for reading in readings.split()]
    return Counter(
        kana,
        sound or _sound_of(kana, foreign=kana != written),
        {spoken(number[1:]): read for number, read in pairs if number[0] == "="},
        {spoken(number): read for number, read in pairs if number[0] != "="},
    )
