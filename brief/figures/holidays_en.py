"""The days of holidays: what a rule of ``holidays.en.tsv`` means in a year.

A rule is a day and, after it, how it moves: ``05-25-1<1`` is the last Monday before 25 May,
``04-27!7-1`` 27 April or, where that is a Sunday, the day before. The days that go by sun and
moon are computed when they are first asked for (`lunar`, `hindu`), from 1900 to 2099.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

_RULE = re.compile(
    r"(?P<fixed>\d\d-\d\d)(?P<moves>.*)"
    r"|(?P<month>\d+)#(?P<count>-?\d)-(?P<weekday>\d)(?P<moved>.*)"
    r"|(?P<name>[a-z]+)(?::(?P<of>\d+(?:-\d+)?)(?:@(?P<how>[a-z]+))?)?(?P<shifted>.*)"
)
_MOVE = re.compile(r"!(?P<on>\d)(?P<by>[+-]\d+)|(?P<days>[+-]\d+)|(?P<to>[<>])(?P<weekday>\d)")


@cache
def holiday(rule: str, year: int) -> str | None:
    """The day that a rule of ``holidays.en.tsv`` gives in `year`, as an ISO date.

    None where the year has no such day, and where nobody can tell it.
    """
    for since in rule.split(";"):
        from_year, is_later, other = since.rpartition("=")
        if not is_later or year >= int(from_year):
            rule = other
    parts = _RULE.fullmatch(rule)
    if parts is None or not 1583 <= year <= 9998:
        return None
    if parts["fixed"]:
        if not parts["moves"]:
            return f"{year:04}-{rule}"
        day: date | None = date.fromisoformat(f"{year:04}-{parts['fixed']}")
    elif parts["month"]:
        found = nth_weekday(year, int(parts["month"]), int(parts["weekday"]), int(parts["count"]))
        day = date.fromisoformat(found) if found else None
    elif parts["name"] == "easter":
        day = _easter(year)
    elif 1900 <= year <= 2099:
        numbers = [int(number) for number in (parts["of"] or "").split("-") if number]
        how = (parts["how"],) if parts["how"] else ()
        day = _computed()[parts["name"]](year, *numbers, *how)
    else:
        day = None
    moves = parts["moves"] or parts["moved"] or parts["shifted"] or ""
    return _moved(day, moves).isoformat() if day else None


def _moved(day: date, moves: str) -> date:
    """`day` after the moves of a rule, one after the other."""
    for move in _MOVE.finditer(moves):
        if move["on"]:
            day += timedelta(days=int(move["by"]) if day.isoweekday() == int(move["on"]) else 0)
        elif move["days"]:
            day += timedelta(days=int(move["days"]))
        elif move["to"] == ">":
            day += timedelta(days=(int(move["weekday"]) - day.isoweekday()) % 7)
        else:
            day -= timedelta(days=(day.isoweekday() - int(move["weekday"])) % 7)
    return day


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


@cache
def _computed() -> dict[str, Callable[..., date | None]]:
    """The first words of the rules that need sun or moon, and what computes them."""
    from brief.figures import hindu, lunar

    return {
        "orthodox": lunar.orthodox_easter,
        "islamic": lunar.islamic,
        "hebrew": lunar.hebrew,
        "lunar": lunar.chinese,
        "sun": lunar.solar_day,
        "nowruz": lunar.nowruz,
        "parsi": lunar.parsi_new_year,
        "coptic": lunar.coptic_new_year,
        "hindu": hindu.tithi,
        "entry": hindu.entry,
        "mansion": hindu.mansion,
    }
