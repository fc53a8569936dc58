"""Whether two times are the same: a day and its weekday, a quarter and its months, a length."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from brief.check.amounts import decimal
from brief.model import Figure

_DURATION = re.compile(
    r"P(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?"
    r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?"
)
_MONTHS_OF_A_QUARTER = 3
_ONE_UNIT = re.compile(r"PT?(?P<count>[\d.]+)[YMWDHS]")
_CLOCK = re.compile(r"T0?(?P<first>\d+):0?(?P<second>\d+)")
_DAY = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")


def same_text(a: Figure, b: Figure) -> bool:
    """Whether the values are written alike."""
    return (a.value, a.low, a.high) == (b.value, b.low, b.high)


def same_duration(a: Figure, b: Figure) -> bool:
    """Equal lengths: 2週間 is 14 days, 1年半 18 months."""
    return same_text(a, b) or all(
        _days(x) == _days(y) for x, y in ((a.value, b.value), (a.low, b.low), (a.high, b.high))
    )


@lru_cache(maxsize=1000)
def _days(value: str | None) -> Decimal | None:
    """A duration in days of 24 hours, months of 30 and years of 12 months; None: undecided."""
    found = _DURATION.fullmatch(value or "")
    if not found:
        return None
    units = {"Y": 360, "M": 30, "W": 7, "D": 1}
    total = sum((Decimal(found[key] or 0) * days for key, days in units.items()), Decimal(0))
    seconds = {"h": 3600, "m": 60, "s": 1}
    part = sum((Decimal(found[key] or 0) * size for key, size in seconds.items()), Decimal(0))
    return total + part / 86400


def counts_units(duration: Figure, quantity: Figure) -> bool:
    """89分 and the 89th minute, 60年 and the 60th anniversary or 60 years old, *less than 48*.

    2泊 and two nights, which are two days long, too.
    """
    counts = quantity.kind in ("ordinal", "age") or quantity.unit == "night"
    if not counts and (quantity.kind != "number" or quantity.unit is not None):
        return False
    return all(
        (one := _ONE_UNIT.fullmatch(x or "")) is not None
        and decimal(y) in (decimal(one["count"]), _quarters(duration, one))
        if y is not None
        else x is None
        for x, y in (
            (duration.value, quantity.value),
            (duration.low, quantity.low),
            (duration.high, quantity.high),
        )
    )


def _quarters(duration: Figure, length: re.Match[str]) -> Decimal | None:
    """3 for 3四半期, which is P9M."""
    if not length[0].endswith("M") or not re.search("四半期|quarter", duration.text):
        return None
    return Decimal(length["count"]) / _MONTHS_OF_A_QUARTER


def is_on_each(repeated: Figure, time: Figure) -> bool:
    """月曜休館 and *closed on Mondays*."""
    return time.value is not None and time.value == repeated.value


def is_number_of_time(number: Figure, time: Figure) -> bool:
    """A year that is not told from a number (*1603 to 1867*), 4 of *the 4th to 6th centuries*.

    第1週 is *the first week* of what the text is about.
    """
    if number.kind == "ordinal" and number.value and time.value:
        if _CENTURY.fullmatch(time.value):
            return decimal(number.value) == Decimal(time.value) + 1
        week = _WEEK.fullmatch(time.value)
        return week is not None and decimal(number.value) == Decimal(week[1])
    ends = [end for end in _ends(time) if end]
    stated = [end for end in (number.value, number.low, number.high) if end]
    plain = number.kind == "number" and number.unit is None
    return plain and stated == ends and all(map(_YEAR.fullmatch, ends))


_WEEK = re.compile(r"XXXX-W(\d\d)")
_CENTURY = re.compile(r"\d{2}")
_YEAR = re.compile(r"\d{4}")


def same_repetition(duration: Figure, repeated: Figure) -> bool:
    """1か月の and monthly."""
    return duration.value is not None and _days(duration.value) == _days(repeated.value)


_YEAR_IN_SHORT = re.compile("[0-9０-９]{2}年")
_BARE_DAYS = re.compile("[0-9０-９一二三四五六七八九十]+ ?(?:日|日?(?:から|[〜～~-]).*日)")


def _ends(figure: Figure) -> tuple[str | None, str | None, str | None]:
    """The value and the bounds; a range of times has no value but its bounds."""
    return (figure.value if figure.low is None else None), figure.low, figure.high


def lasts(duration: Figure, time: Figure) -> bool:
    """1月から8月まで and *the first eight months*; 3分35秒 and 3:35; 1日, a day, and *a day*.

    19年 may be 2019.
    """
    months = months_of(time) or (time.low, time.high)
    if duration.value and duration.value == _from_month_to_month(*months):
        return True
    if time.kind == "date" and _BARE_DAYS.fullmatch(time.text):
        stated = duration.value, duration.low, duration.high
        return stated == tuple(end and f"P{int(end[-2:])}D" for end in _ends(time))
    if _YEAR_IN_SHORT.fullmatch(duration.text) and _YEAR.fullmatch(time.value or ""):
        return duration.value == f"P{int((time.value or '')[2:])}Y"
    clock = _CLOCK.fullmatch(time.value or "")
    if clock is None:
        return False
    first, second = clock["first"], clock["second"]
    return duration.value in (f"PT{first}M{second}S", f"PT{first}H{second}M")


_PART_OF_YEAR = re.compile(r"(?P<year>[\dX]{4})-(?P<part>[QH])(?P<n>[1-4])")
_MONTH = re.compile(r"(?P<year>[\dX]{4})-(?P<month>\d\d)")
_LENGTHS = {"Q": 3, "H": 6}


def months_of(figure: Figure) -> tuple[str, str] | None:
    """The first and the last month of a quarter or a half of a year."""
    part = _PART_OF_YEAR.fullmatch(figure.value or "")
    if part is None:
        return None
    length = _LENGTHS[part["part"]]
    last = length * int(part["n"])
    return f"{part['year']}-{last - length + 1:02}", f"{part['year']}-{last:02}"


def _from_month_to_month(first: str | None, last: str | None) -> str | None:
    """How long it is from the beginning of one month to the end of another of the same year."""
    low, high = _MONTH.fullmatch(first or ""), _MONTH.fullmatch(last or "")
    if low is None or high is None or low["year"] != high["year"]:
        return None
    return f"P{int(high['month']) - int(low['month']) + 1}M"


def same_time(a: Figure, b: Figure) -> bool:
    """Equal as far as both are stated: 8月18日 and Monday, 18 August 2025 and Aug. 18 are.

    4〜6月期 is a quarter, and from April to June.
    """
    if any(months_of(x) == (y.low, y.high) for x, y in ((a, b), (b, a))):
        return True
    if a.low or b.low:
        return _same_bound(a.low, b.low) and _same_bound(a.high, b.high)
    if a.value is None or b.value is None:
        stated = a.value or b.value
        return a.value == b.value or bool(stated and _HALF_YEAR.fullmatch(stated))
    return _same_moment(a.value, b.value)


def _same_bound(a: str | None, b: str | None) -> bool:
    return a == b if a is None or b is None else _same_moment(a, b)


_WEEKDAY = re.compile("XXXX-WXX-[1-7]")
_OPEN_DAY = re.compile(r"XXXX-(?:XX|\d\d)-\d\d")
_HALF_YEAR = re.compile(r"[\dX]{4}-H[12]")
"""今年後半 is *later this year*."""
_PART_OF_DAY = re.compile(r"(?P<day>.+)T[A-Z]{2}")


def _same_moment(a: str, b: str) -> bool:
    if a.removesuffix(":00") == b.removesuffix(":00"):
        return True
    for one, other in ((a, b), (b, a)):
        if _HALF_YEAR.fullmatch(one) and (other == one[:4] or f"XXXX{other[4:]}" == one):
            return True
        part = _PART_OF_DAY.fullmatch(one)
        if part and "T" not in other and _same_moment(part["day"], other):
            return True  # 金曜日の早朝 is *early Friday*
    for stated, other in ((a, b), (b, a)):
        if _WEEKDAY.fullmatch(stated):
            day = calendar_day(other)
            return day is not None and day.isoweekday() == int(stated[-1])
    if _DAY.match(a) and _DAY.match(b):
        if _drops_year(a, b) or _drops_year(b, a):
            return False
        same_day = all(x == y or "X" in (x, y) for x, y in zip(a[:10], b[:10], strict=True))
        return same_day and (len(a) == 10 or len(b) == 10 or a[10:] == b[10:])
    return False


def _drops_year(a: str, b: str) -> bool:
    """Whether `a` is 8月18日 without the year that `b` gives: no date of the text fills it in."""
    return a.startswith("XXXX-") and a[5:7] != "XX" and b[5:7] != "XX" and b[:4] != "XXXX"


def cannot_differ(a: Figure, b: Figure) -> bool:
    """Whether one is a weekday and one a day, and no date of the text tells if it is that day."""
    return any(
        _WEEKDAY.fullmatch(x.value or "") and _OPEN_DAY.fullmatch(y.value or "")
        for x, y in ((a, b), (b, a))
    )


def calendar_day(value: str | None) -> date | None:
    """The day that a value begins with; None where it begins with none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
