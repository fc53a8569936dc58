"""The atoms of Japanese figures: `Lexeme`, and the flat copy of a text that they are found in.

Each lexeme has a tag of one letter, which the rules of ``ja`` are written in:

==  =============================================  ==  ======================================
y   N年, a year or years                           Y   a year by a word: 昨年, 同年
m   N月                                            M   a month by a word: 先月
d   N日                                            r   a day by a word: きょう, 昨夜
h   N時                                            K   a week by a word: 来週
i   N分                                            w   a weekday
s   N秒                                            p   a part of the day: 午前; l the same,
T   a time on the clock: 15:30                         too short to stand alone: 夜
D   a numeric date: 2025/8/18                      E   an era; A 紀元前
q   N四半期                                        H   a half: 上半期
F   N年度                                          G   a fiscal year by a word: 今年度
Z   N月期                                          S   a season; V a season of a year: 今春
B   N年代                                          J   N世紀
L   a length of time                               b   N代
e   a repeated time: 毎週                          k   a part that adds no value: 上旬
X   a whole time by a word: 前年同期               x   a word that leans: 前回
C   money                                          Q   another quantity with its unit
O   an ordinal                                     N   a bare number
W   割                                             n   a count by a word: ひとつ
R   two years: 1995-96                             o   an ordinal by a word: 最初
u   a weekday, or a week, of a month: 第1月曜日
f   a holiday: 文化の日
P   a period of history: 江戸時代                  c   money in a part of the unit: 銭
==  =============================================  ==  ======================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from brief.figures.lexicon import Unit
from brief.figures.numerals_ja import Numeral
from brief.model import FigureKind

_FLAT: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FLAT.update(dict.fromkeys(map(ord, "−‐‑–—―﹣"), "-"))
_FLAT.update(dict.fromkeys(map(ord, "\u3000\u00a0\t"), " "))
_FLAT.update(zip(map(ord, "〜￥￡￦･△"), "~¥£₩・▲", strict=True))
_UNEVEN = re.compile(f"[{re.escape(''.join(map(chr, _FLAT)))}]+")

_SLIP = re.compile(
    "(?<=[0-9一二三四五六七八九十百千数])憶(?=[0-9一二三四五六七八九十百千万円人米英豪加元ドユウポル])"
)
"""3憶円: a common slip of conversion, for 億."""


def normalised(text: str) -> str:
    """A copy of `text` of the same length with half-width digits, letters and signs."""
    # Few characters of a text differ: to find them is faster than to translate all.
    flat = _UNEVEN.sub(lambda run: run[0].translate(_FLAT), text)
    return _SLIP.sub("億", flat) if "憶" in flat else flat


class Lexeme(NamedTuple):
    """A part of a figure. Offsets are those of the text."""

    tag: str
    start: int
    end: int
    number: Numeral | None = None
    unit: Unit | None = None
    args: tuple[str, ...] = ()
    """The columns of the table behind the tag."""
    prefix: str = ""
    """What stands before the numeral and belongs to it: 第, 時速, 摂氏."""
    half: bool = False
    """Whether 半 follows: 3時半, 1年半."""


def whole(lexeme: Lexeme) -> int:
    """The whole number that `lexeme` gives; -1 where there is none that a calendar could hold."""
    number = lexeme.number
    if number is None or number.value is None or not 0 <= number.value <= 99999:
        return -1
    return int(number.value)


Found = tuple[Lexeme | None, int]
"""A lexeme, or None where there is none after all, and the offset to go on from."""
NOTHING_BEFORE = Lexeme("", -1, -1)
"""Stands before the first lexeme."""


@dataclass(slots=True)
class Draft:
    """A figure before its extent and its text are cut out."""

    kind: FigureKind
    value: str | None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    start: int = -1
    """Where the figure begins, if not with its first lexeme."""
    end: int = -1
    """Where the figure ends, if not with its last lexeme."""
