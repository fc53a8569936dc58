"""One moment on the clocks of two time zones: 午後10時 in Japan is 1300 GMT."""

from __future__ import annotations

import re

from brief.check.sides import Side
from brief.model import Figure, Language

_HOURS: dict[str, tuple[int, ...]] = {
    "gmt": (0,), "utc": (0,), "bst": (1,), "cet": (1,), "cest": (2,), "jst": (9,), "kst": (9,),
    "et": (-5, -4), "est": (-5,), "edt": (-4,), "ct": (-6, -5), "cst": (-6,), "cdt": (-5,),
    "mt": (-7, -6), "pt": (-8, -7), "pst": (-8,), "pdt": (-7,),
    "eastern time": (-5, -4), "central time": (-6, -5), "pacific time": (-8, -7),
    "japan time": (9,), "tokyo time": (9,), "beijing time": (8,), "moscow time": (3,),
    "グリニッジ標準時": (0,), "協定世界時": (0,), "世界標準時": (0,), "日本時間": (9,),
    "韓国時間": (9,), "中国時間": (8,), "北京時間": (8,), "モスクワ時間": (3,),
    "英国時間": (0, 1), "中央欧州時間": (1, 2), "米東部時間": (-5, -4), "東部時間": (-5, -4),
    "米中部時間": (-6, -5), "米太平洋時間": (-8, -7), "西海岸時間": (-8, -7),
}  # fmt: skip
"""Names of time zones, and how many hours each may be ahead of Greenwich, in winter or summer."""
_NAMES = "|".join(sorted(map(re.escape, _HOURS), key=len, reverse=True))
_STATED: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(f"(?P<name>{_NAMES})", re.IGNORECASE),
    "en": re.compile(rf"(?<!\w)(?P<name>{_NAMES})(?!\w)", re.IGNORECASE),
}
_BESIDE: dict[Language, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "ja": (re.compile("[^、。()（）0-9]*$"), re.compile("[(（][^)）0-9]*|")),
    "en": (re.compile("$"), re.compile(r" ?\(?[A-Za-z ]*")),
}
"""How far before and after a time its zone may stand: 日本時間の午後3時, 3 p.m. (Japan time)."""
_LONGEST = 20
_CLOCK = re.compile(r"(?:[\dX-]{10}|XXXX-WXX-\d)?T(?P<hour>\d\d)(?::(?P<minute>\d\d))?")


def same_moment(ja: Side, a: Figure, en: Side, b: Figure) -> bool:
    """Whether the figures, one of each text, are one moment in the two zones that are stated."""
    x, y = _CLOCK.fullmatch(a.value or ""), _CLOCK.fullmatch(b.value or "")
    if x is None or y is None or (x["minute"] or "00") != (y["minute"] or "00"):
        return False
    ahead = (int(x["hour"]) - int(y["hour"])) % 24
    return any((p - q) % 24 == ahead for p in _hours(ja, a) for q in _hours(en, b))


def _hours(side: Side, figure: Figure) -> tuple[int, ...]:
    """How far the zone stated beside `figure` is ahead of Greenwich; empty: none is stated."""
    (before, after), (start, end) = _BESIDE[side.language], figure.extent
    begin = before.search(side.text, max(0, start - _LONGEST), start)
    rest = after.match(side.text, end, end + _LONGEST)
    first, last = begin.start() if begin else start, rest.end() if rest else end
    found = _STATED[side.language].search(side.text, first, last)
    return _HOURS[found["name"].lower()] if found else ()
