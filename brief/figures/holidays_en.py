"""The days of holidays: fixed, the nth weekday of a month, so many days from Easter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

from brief.figures import lunar


def holiday(rule: str, year: int) -> str | None:
    """The day that a rule of ``holidays.en.tsv`` gives in `year`."""
    if not 1583 <= year <= 9998:
        return None
    by_moon = _BY_MOON.fullmatch(rule)
    if by_moon:
        day = _moon_day(by_moon["what"], year)
        return (day + timedelta(days=int(by_moon["days"]))).isoformat() if day else None
    if "#" not in rule:
        return f"{year:04}-{rule}"
    month, rest = rule.split("#")
    rest, _, later = rest.partition("+")
    count, number = rest.rsplit("-", 1)
    if rule == "11#4-5" or later:
        # The day after Thanksgiving, the Monday after it: they follow its Thursday.
        thursday = nth_weekday(year, 11, 4, 4)
        days = 1 if not later else 4
        return (date.fromisoformat(cast("str", thursday)) + timedelta(days=days)).isoformat()
    return nth_weekday(year, int(month), int(number), int(count))


def _easter(year: int) -> date:
    """Western Easter; the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, number: int, count: int) -> str | None:
    """The `count`-th ISO weekday `number` of a month, -1 the last, as an ISO date."""
    if not 1 <= year <= 9998:
        return None
    if count > 0:
        first = date(year, month, 1)
        found = first + timedelta(days=(number - first.isoweekday()) % 7 + 7 * (count - 1))
    else:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        found = end - timedelta(days=(end.isoweekday() - number) % 7)
    return found.isoformat() if found.month == month else None


_BY_MOON = re.compile(
    r"(?P<what>easter|orthodox|chinese|diwali|passover|rosh|islamic:[0-9-]+)(?P<days>[+-][0-9]+)"
)


def _moon_day(what: str, year: int) -> date | None:
    """The day from which a rule counts; the lunar ones from 1900 to 2099 only."""
    if what == "easter":
        return _easter(year)
    if not 1900 <= year <= 2099:
        return None
    if what.startswith("islamic:"):
        month, day = what.removeprefix("islamic:").split("-")
        return lunar.islamic(year, int(month), int(day))
    if what == "passover":
        # The new year follows it by 163 days, whatever the year.
        return lunar.hebrew_new_year(year) - timedelta(days=163)
    days: dict[str, Callable[[int], date | None]] = {
        "orthodox": lunar.orthodox_easter,
        "chinese": lunar.chinese_new_year,
        "diwali": lunar.diwali,
        "rosh": lunar.hebrew_new_year,
    }
    return days[what](year)
