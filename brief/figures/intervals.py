"""Ranges of times as one TIMEX value: from, to, and how long that is.

The notation is that of Microsoft's Recognizers-Text, ``(2025-08-18,2025-08-20,P2D)``: the field's
tools exchange ranges in it, while TIMEX3 itself has only ``beginPoint`` and ``endPoint``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d)(?::(\d\d))?(?::(\d\d))?)?\Z")
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?\Z")
_ON_ANY_DAY = date(2000, 1, 1)


def interval(low: str, high: str) -> str | None:
    """``(2016-01-12,2016-01-22,P10D)`` for the times `low` and `high`, as `Figure` has them.

    Months and years count from their first day, so that 2014年から2018年まで is four years. A
    clock time that is earlier than the one before it is the next day's. None where an end is
    no day, month, year or time of day, or lies before the beginning.
    """
    clocks = _CLOCK.match(low), _CLOCK.match(high)
    if all(clocks):
        begin, end = (_moment(_ON_ANY_DAY, clock.groups()) for clock in clocks if clock)
        return f"({low},{high},{_clock_length((end - begin) % timedelta(days=1))})"
    days = _DAY.match(low), _DAY.match(high)
    if days[0] is None or days[1] is None:
        return None
    try:
        begin, end = (
            _moment(date(int(day[1]), int(day[2] or 1), int(day[3] or 1)), day.groups()[3:])
            for day in (days[0], days[1])
        )
    except (ValueError, OverflowError):
        return None
    if end < begin:
        return None
    if "T" in low or "T" in high:
        return f"({low},{high},{_clock_length(end - begin)})"
    months = 12 * (end.year - begin.year) + end.month - begin.month
    if len(low) == len(high) == len("2014"):
        length = f"P{end.year - begin.year}Y"
    elif len(low) <= len("2014-03") and len(high) <= len("2014-03"):
        length = f"P{months}M"
    else:
        length = f"P{(end - begin).days}D"
    return f"({begin.date()},{end.date()},{length})"


def _moment(day: date, clock: tuple[str | None, ...]) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock)
    midnight = datetime(day.year, day.month, day.day)
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)


def _clock_length(length: timedelta) -> str:
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{count}{letter}" for count, letter in parts if count) or "0S")
