"""Japanese numerals: 1,000; 14兆7800億; 1万0363; 二〇二五; 一億二千万; 十数; 数百万.

Text is expected with half-width digits and signs (`lexemes_ja.normalised`).
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from brief.figures.calendar import quotient

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Never rounds; for sums and products only, since a quotient would fill all of it."""

_DIGITS = {
    "〇": "0", "零": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5",
    "六": "6", "七": "7", "八": "8", "九": "9", "壱": "1", "弐": "2", "参": "3",
}  # fmt: skip
_SMALL = {"十": Decimal(10), "拾": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_LARGE = {c: Decimal(10) ** (4 * n) for n, c in enumerate("万億兆京垓", 1)}

KANJI = "〇零一二三四五六七八九壱弐参十拾百千万億兆京垓"
_LARGEST = 64
"""Characters of a numeral that are worth remembering."""

_GROUP = "[0-9]{3}(?![0-9])"
_COUNTED = r"(?:[%‰$€]|[^\W\d_A-Za-zÀ-ɏぁ-ゟ])"
"""A sign, or a letter of a word that may be a counter: in 漢字 or カタカナ."""
_SPACED = (
    rf"(?<![0-9]{{4}})(?<!,[0-9]{{3}})(?<!第[0-9])"
    rf" {_GROUP}(?:(?: {_GROUP})++|(?={_COUNTED}))"
)
_INTEGER = rf"[0-9]++(?:,{_GROUP}|{_SPACED})*+"
"""Thousands may be set off by commas, or by spaces where there are two or a unit follows."""
_MIXED = r" ?数?[十百千万億兆京垓]++"
"""Scales after digits; some texts set a space on either side: 1 万 6 千人."""
_KANJI_RUN = rf"[{KANJI}数何]++"
_DECIMAL = rf"{_INTEGER}(?:\.[0-9]++)?+"
_AFTER_SCALE = (
    rf"{_DECIMAL}| {_DECIMAL}(?= ?[十百千万億兆])"
    r"|(?<= [万億兆]) [0-9],?[0-9]{3}(?![0-9,.]| ?年)"
)
ARABIC = rf"{_DECIMAL}(?:(?:{_MIXED}|数(?=[人名社件年日]))(?:{_AFTER_SCALE})?+)*+"
"""A numeral that begins with a digit."""
MIDDLE_DOT = re.compile(r"・[0-9]++")
"""A decimal part after ・, which a list has as well: to be tried where a unit follows."""
KANJI_NUMERAL = rf"{_KANJI_RUN}(?:・[〇零一二三四五六七八九]++)?+"
"""A numeral that begins with a character of `KANJI` or 数; not every run of them is one."""

_ZERO_BEFORE_SCALE = re.compile("零(?=[十百千])")
"""零十三 is thirteen."""
VULGAR = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"), "⅝": Decimal("0.625"), "⅞": Decimal("0.875"), "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"), "⅗": Decimal("0.6"), "⅘": Decimal("0.8"), "⅓": quotient(1, 3),
    "⅔": quotient(2, 3), "⅙": quotient(1, 6), "⅚": quotient(5, 6),
}  # fmt: skip
"""Fractions of one character, which may follow a whole number."""

_TOKEN = re.compile(r"([0-9][0-9,]*+(?:\.[0-9]++)?+)|([〇零一二三四五六七八九壱弐参]++)|(.)")


KANA = {
    "いち": "一", "いっ": "一", "に": "二", "さん": "三", "よん": "四", "ご": "五", "ろく": "六",
    "ろっ": "六", "なな": "七", "しち": "七", "はち": "八", "はっ": "八", "きゅう": "九",
    "じゅう": "十", "ひゃく": "百", "びゃく": "百", "ぴゃく": "百", "せん": "千", "ぜん": "千",
    "まん": "万", "おく": "億",
}  # fmt: skip
"""Numerals as they are read; く and し, which many words end in, are left out."""
_KANA_DIGIT = "|".join(word for word, kanji in KANA.items() if kanji in _DIGITS)
_KANA_SCALE = "|".join(word for word, kanji in KANA.items() if kanji not in _DIGITS)
KANA_NUMERAL = re.compile(
    rf"(?:(?:{_KANA_DIGIT})(?:{_KANA_SCALE})|(?:{_KANA_SCALE})(?={_KANA_DIGIT}|{_KANA_SCALE}))"
    rf"(?:(?:{_KANA_DIGIT})?+(?:{_KANA_SCALE}))*+(?:{_KANA_DIGIT})?+"
)
"""A numeral in hiragana: a scale and something beside it."""


def _kana_heads() -> dict[str, str]:
    heads: dict[str, list[str]] = {}
    for word, kanji in KANA.items():
        after = f"(?:{_KANA_SCALE})" if kanji in _DIGITS else f"(?={_KANA_DIGIT}|{_KANA_SCALE})"
        heads.setdefault(word[0], []).append(word[1:] + after)
    return {first: f"(?:{'|'.join(rests)})" for first, rests in heads.items()}


KANA_HEADS = _kana_heads()
"""How a numeral in hiragana goes on, by its first character."""
_KANA_PART = re.compile(f"{_KANA_DIGIT}|{_KANA_SCALE}")
_SURE = re.compile("じゅう|[ひびぴ]ゃく")
_WORDS_LIKE_NUMERALS = frozenset(("にじゅう", "じゅうまん"))
"""二重, 充満."""


def read_kana(text: str) -> Numeral | None:
    """The value of `text`, which `KANA_NUMERAL` matches; None where it may be a word: ぜんご."""
    if not _SURE.search(text) or text in _WORDS_LIKE_NUMERALS:
        return None
    return read_numeral(_KANA_PART.sub(lambda part: KANA[part[0]], text))


class Numeral(NamedTuple):
    """What a numeral states: a value, or with 数 a range."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None


def read_numeral(text: str) -> Numeral | None:
    """The value of the numeral `text`, exact; None where the characters make no numeral.

    数, and 何 before a scale, is a range from 3 to 9 of what follows (数百: 300 to 900),
    after a numeral from 1 to 9 (十数: 11 to 19).
    """
    return _remembered(text) if len(text) <= _LARGEST else _read(text)


def _read(text: str) -> Numeral | None:
    text = _ZERO_BEFORE_SCALE.sub("", text.replace(" ", ""))
    if text.isascii():
        return Numeral(Decimal(text.replace(",", "")))
    if "数" in text or "何" in text:
        return _read_range(text.replace("何", "数"))
    value = _evaluate(text.replace("・", "."))
    return None if value is None else Numeral(value)


_remembered = lru_cache(maxsize=8192)(_read)


def _read_range(text: str) -> Numeral | None:
    before, _, after = text.partition("数")
    if "数" in after:
        return None
    # 十数 counts on from ten, 数十 counts tens; in 百数十 the tens count on from a hundred.
    least, most = ("一", "九") if before and not after else ("三", "九")
    low, high = (_evaluate(f"{before}{digit}{after}") for digit in (least, most))
    return None if low is None or high is None else Numeral(None, low, high)


def _evaluate(text: str) -> Decimal | None:
    if text[0] in "万億兆京垓":
        return None
    whole, point, fraction = text.partition(".")
    if point and not whole.isascii() and fraction and all(c in _DIGITS for c in fraction):
        head = _evaluate(whole)
        tail = "".join(_DIGITS[c] for c in fraction)
        return None if head is None else EXACT.add(head, Decimal(f"0.{tail}"))
    total = section = Decimal(0)
    digit: Decimal | None = None
    for number, kanji, scale in _TOKEN.findall(text):
        if number or kanji:
            if digit is not None:
                return None
            figures = number.replace(",", "") or "".join(_DIGITS[c] for c in kanji)
            digit = Decimal(figures)
        elif scale in _SMALL:
            size = _SMALL[scale]
            section = EXACT.fma(Decimal(1) if digit is None else digit, size, section)
            digit = None
        elif scale in _LARGE:
            section = EXACT.add(section, digit or 0)
            if section or digit is not None:
                total = EXACT.fma(section, _LARGE[scale], total)
            else:
                # 1万億: a scale of a scale.
                total = EXACT.multiply(total, _LARGE[scale])
            section, digit = Decimal(0), None
        else:
            return None
    return EXACT.add(EXACT.add(total, section), digit or 0)
