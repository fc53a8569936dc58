"""What neighbouring times make: a day and its hour, spans of dates and of hours."""

# ruff: noqa: ARG001 - every function of a join is called in the same way

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.holidays_en import holiday
from brief.figures.time_words_en import HOLIDAYS, NUMBER, YEAR_AFTER, compiled, full_day

_NO_ENDS = ("part", "period")
"""Forms of times that begin and end no span."""
_MONTH_FIRST = compiled("(?:<weekday>|<month>)")
_LATEST = 31


def _is_and(gap: str) -> bool:
    return gap.split()[:1] == ["and"]


def dates(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """From May to June 2025, 18 August - 2 September, between 2009 and 2012."""
    opening = at.opening(left.start)
    if _is_and(gap) and not (opening and opening["word"] == "between"):
        return None
    if left.form in _NO_ENDS or right.form in _NO_ENDS:
        return None
    if left.form == "year" and right.form not in ("year", "month", "day", "decade", "edge"):
        return None
    left, right = _with_year(left, right)
    start = opening.start() if opening else left.start
    return Atom(
        left.start,
        right.end,
        left.kind if left.kind == right.kind else "date",
        None,
        *_in_order(left, right),
        form="span",
        extent=(start, right.end),
    )


def _with_year(left: Atom, right: Atom) -> tuple[Atom, Atom]:
    """The ends of a span, the year that one of them states given to the other."""
    (first, month, day), (last, *_) = left.parts, right.parts
    if first is None and last is not None and month is not None:
        # October to March 2026 begins in 2025.
        last -= right.parts[1] is not None and month > right.parts[1]
        value = calendar.on(last, month, day)
        return replace(left, value=value, parts=(last, month, day)), right
    if first is not None and last is None and right.parts[1] is not None:
        return left, _after(right, first, month or 1, day or 1)
    return left, right


def _after(right: Atom, year: int, month: int, day: int) -> Atom:
    """The month or the day `right`, of no stated year, as the first after a day."""
    stated = right.parts[1] or month, right.parts[2] or _LATEST
    return replace(right, value=calendar.on(year + (stated < (month, day)), *right.parts[1:]))


_BEGUN = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?(?:T.*)?")


def _in_order(left: Atom, right: Atom) -> tuple[str | None, str | None]:
    """The ends of a span, the later one after the earlier: next Monday to Friday, Nov to March.

    Each was resolved alone, so that a bare weekday or month may lie on the wrong side of the other.
    """
    low, high = left.value, right.value
    if not low or not high or high >= low:
        return low, high
    first, last = full_day(low), full_day(high)
    if first is not None and last is not None:
        between = timedelta(days=(last - first).days % 7)
        with suppress(OverflowError):
            if right.digits == "weekday":
                return low, (first + between).isoformat()
            if left.digits == "weekday":
                return (last - between).isoformat(), high
    begun = _BEGUN.fullmatch(low)
    if begun and right.parts[0] is None and right.parts[1]:
        return low, _after(right, int(begun["y"]), int(begun["m"]), int(begun["d"] or 1)).value
    return low, high


def days(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Aug. 18-19, 24-25 June, June 24 to 25; 2024-25."""
    if _is_and(gap) and not at.opening(left.start):
        return None
    last = _small(right)
    if left.kind == "date" and last is not None:
        if left.form == "year" and gap in ("-", "/"):
            return _year_pair(left, right)
        return _days_to(at, left, right, last)
    first, (_, month, day) = _small(left), right.parts
    if first is None or right.form != "day" or not month or not day:
        return None
    if not 1 <= first < day or _MONTH_FIRST.match(at.copy.low, right.start):
        return None
    return _days(at, replace(right, start=left.start), right.end, _year(right), month, first, day)


def _small(atom: Atom) -> int | None:
    """The number or ordinal of one or two digits that `atom` is."""
    small = atom.kind in ("number", "ordinal") and atom.digits.isdigit() and len(atom.digits) <= 2
    return int(atom.digits) if small else None


def _year(atom: Atom) -> int | None:
    """The year that the value of a date begins with."""
    return int(atom.value[:4]) if atom.value and atom.value[:4].isdigit() else None


def _days_to(at: Moment, left: Atom, right: Atom, last: int) -> Atom | None:
    """From the day `left` to a day of its month."""
    month, first = left.parts[1:]
    if left.form != "day" or month is None or first is None or not first < last <= _LATEST:
        return None
    year, end = _year(left), right.end
    stated = YEAR_AFTER.match(at.copy.low, end)
    if stated and left.parts[0] is None:
        year, end = int(stated["y"]), stated.end()
    return _days(at, left, end, year, month, first, last)


def _year_pair(left: Atom, right: Atom) -> Atom | None:
    """2024-25."""
    if not left.parts[0] or len(right.digits) != 2:
        return None
    year = left.parts[0] // 100 * 100 + int(right.digits)
    if left.parts[0] >= year:
        return None
    return Atom(left.start, right.end, "date", None, left.value, calendar.on(year), form="span")


def bare_days(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """From the 21st to the 23rd, between the 21st and 23rd of May."""
    first = left.parts[2]
    if left.kind != "date" or first is None or left.parts[1] is not None or left.form != "day":
        return None
    if _is_and(gap) and not at.opening(left.start):
        return None
    month, last = right.parts[1], right.parts[2]
    if right.kind != "date":
        last = _small(right)
    elif last is None or right.form != "day" or _MONTH_FIRST.match(at.copy.low, right.start):
        return None
    if last is None or not first < last <= _LATEST:
        return None
    stated = right.value if month else left.value
    if month is None and stated and stated[:4].isdigit():
        month = int(stated[5:7])
    if month is None:
        ends = (calendar.day_of_month(first, None), calendar.day_of_month(last, None))
        return _opened(at, Atom(left.start, right.end, "date", None, *ends, form="span"))
    year = _year(right if right.parts[1] else left)
    return _days(at, left, right.end, year, month, first, last)


def _days(
    at: Moment, base: Atom, end: int, year: int | None, month: int, first: int, last: int
) -> Atom:
    def value(day: int) -> str | None:
        if year is not None:
            return calendar.on(year, month, day)
        return calendar.day_of_year(month, day, None)

    return _opened(at, Atom(base.start, end, "date", None, value(first), value(last), form="span"))


def _opened(at: Moment, atom: Atom) -> Atom:
    """`atom` with *from* or *between* before it in its extent."""
    opening = at.opening(atom.start)
    return replace(atom, extent=(opening.start(), atom.end)) if opening else atom


def date_with_time(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Tomorrow at 5 p.m., Monday morning at 8:00."""
    if (
        right.kind != "time"
        or left.form not in ("day", "part", "set")
        or (right.value is None and right.form != "clock")
    ):
        return None
    if left.form == "part" and left.kind == "time":
        return None
    return _at_clock(left, right, left.start, right.end)


def time_with_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """5 p.m. on Monday, the morning of April 12, 8 p.m. tonight."""
    tonight = right.form == "part" and left.form in ("hour", "clock")
    if not tonight and right.form not in ("day", "set"):
        return None
    if left.kind != "time" or left.value is None:
        return None
    return _at_clock(right, left, left.start, right.end)


def _at_clock(day: Atom, clock: Atom, start: int, end: int) -> Atom:
    hour = clock.value
    base = day.value.split("T")[0] if day.value else None
    part = day.value.split("T")[1] if day.value and "T" in day.value else ""
    if (
        hour
        and part in ("EV", "NI", "AF")
        and clock.form == "hour"
        and hour[1:3].isdigit()
        and 1 <= int(hour[1:3]) < 12
    ):
        hour = f"T{int(hour[1:3]) + 12}{hour[3:]}"
    if day.kind == "set":
        value = f"{base}{hour}" if base and base.startswith("XXXX") else hour
        return Atom(start, end, "set", value, form="clockset")
    both = f"{base}{hour}" if base and hour else None
    return Atom(start, end, "datetime", both, form="moment")


def clock_times(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """9:00 to 10:30, 1-3 pm, from 10 a.m. to noon."""
    opening = at.opening(left.start)
    if _is_and(gap) and not (opening and opening["word"] == "between"):
        return None
    if right.kind == "number":
        # 10:30 to 3, two thirty to 4
        end = _bare_hour(right) if left.kind == "time" and left.form in ("hour", "clock") else None
        if end is None or end[0] > 12:
            return None
        right = replace(
            right, kind="time", value=calendar.clock(*end), form="hour", parts=(*end, None)
        )
    if (
        right.kind != "time"
        or right.form not in ("hour", "clock")
        or left.form not in ("", "hour", "clock")
    ):
        return None
    value = left.value
    bare = _bare_hour(left)
    if left.kind == "number" and (bare is None or not (right.form == "clock" or opening)):
        return None
    hour, minute = bare or (left.parts[0], left.parts[1])
    if hour is not None and (bare or left.form == "hour"):
        late = right.form == "clock" and _is_afternoon(right) and hour < 12
        before = right.parts[0] is not None and hour <= (right.parts[0] % 12 or 12)
        value = calendar.clock(hour + 12 if late and before else hour, minute)
    ends = right.parts[0]
    if (
        (hour and ends and 0 < ends < hour <= 12)
        and "clock" not in (left.form, right.form)
        and not right.digits.startswith("0")
    ):
        # 10:30 to 3: in the afternoon.
        right = replace(right, value=calendar.clock(ends + 12, right.parts[1]))
    start = opening.start() if opening else left.start
    return Atom(
        left.start,
        right.end,
        "time",
        None,
        value,
        right.value,
        form="clockspan",
        extent=(start, right.end),
    )


def _is_afternoon(clock: Atom) -> bool:
    return bool(clock.value and clock.value[1:3].isdigit() and int(clock.value[1:3]) >= 12)


def times_on_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """1-3 pm tomorrow, Monday from 10 to 12."""
    span, day = (left, right) if left.form == "clockspan" else (right, left)
    if span.form != "clockspan" or day.form not in ("day", "part"):
        return None
    if day.value is None or span.low is None or span.high is None:
        return None
    base, _, part = day.value.partition("T")
    low, high = span.low, span.high
    if part in ("AF", "EV", "NI"):
        low = _late(low)
        high = _late(high) if _late(high) > low else high
    last = base
    if high < low and (date := full_day(base)):
        # From 11 p.m. to 2 a.m.: of the next day.
        last = calendar.shifted("day", 1, date) or base
    start = min((left.extent or (left.start, 0))[0], left.start)
    return Atom(
        left.start,
        right.end,
        "datetime",
        None,
        base + low,
        last + high,
        form="momentspan",
        extent=(start, right.end),
    )


def _late(clock: str) -> str:
    """`clock`, counted from noon where it is of the morning: ``T19`` for ``T07``."""
    hour = int(clock[1:3])
    return f"T{hour + 12}{clock[3:]}" if 0 < hour < 12 else clock


def date_with_hour(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Friday at 4.15, tomorrow around 9, in the evening at 8."""
    hour = _bare_hour(right)
    if hour is None or left.form not in ("day", "part"):
        return None
    clock = Atom(
        right.start, right.end, "time", calendar.clock(*hour), form="hour", parts=(*hour, None)
    )
    if left.kind == "time":
        late = left.value in ("TAF", "TEV", "TNI") and hour[0] < 12
        value = calendar.clock(hour[0] + 12 * late, hour[1])
        return Atom(left.start, right.end, "time", value, form="clock", parts=(*hour, None))
    return _at_clock(left, clock, left.start, right.end)


def part_with_clock(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """In the morning at 9 o'clock."""
    if left.form != "part" or right.form not in ("hour", "clock"):
        return None
    hour = right.parts[0]
    if hour is None or right.value is None:
        return None
    late = left.value in ("TAF", "TEV", "TNI") and right.form == "hour" and hour < 12
    value = calendar.clock(hour + 12, right.parts[1]) if late else right.value
    return Atom(left.start, right.end, "time", value, form="clock", parts=right.parts)


def hours_on_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Between 2 and 4 on 6 May, between 8 and 10 yesterday evening."""
    if right.form not in ("day", "part") or left.low is None or left.high is None or left.unit:
        return None
    opened = left.extent is not None and left.extent[0] < left.start
    if not opened or not all(
        re.fullmatch("[0-9]{1,2}", bound) and 1 <= int(bound) <= 24
        for bound in (left.low, left.high)
    ):
        return None
    late = 12 * bool(right.value and right.value.endswith(("TAF", "TEV", "TNI")))
    low, high = (int(bound) + (late if int(bound) < 12 else 0) for bound in (left.low, left.high))
    span = replace(
        left, kind="time", low=calendar.clock(low), high=calendar.clock(high), form="clockspan"
    )
    if right.kind == "time":
        return replace(
            span, end=right.end, extent=(cast("tuple[int, int]", left.extent)[0], right.end)
        )
    return times_on_date(at, span, right, gap)


_CLOCK_DIGITS = re.compile(r"(?P<h>[0-9]{1,2})(?:[.](?P<m>[0-5][0-9]))?")


def _bare_hour(atom: Atom) -> tuple[int, int | None] | None:
    """Hour and minute that a bare number can be: 7, 2.30, seven."""
    digits = atom.digits or (atom.value if atom.spelled and atom.value else "")
    found = _CLOCK_DIGITS.fullmatch(digits)
    if atom.kind != "number" or atom.unit or not found or not 1 <= int(found["h"]) <= 23:
        return None
    return int(found["h"]), int(found["m"]) if found["m"] else None


def weekday_away(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Monday two weeks from now: of that week; two months from today on Tuesday: the next one."""
    named, away = (left, right) if left.digits == "weekday" else (right, left)
    number = NUMBER.get(at.copy.low[named.start : named.end])
    if named.digits != "weekday" or number is None or away.grain not in ("weeks", "months"):
        return None
    day = full_day(away.value)
    if day is None or gap.startswith(" on") != (named is right):
        return None
    steps = number - day.isoweekday()
    try:
        day += timedelta(days=steps if away.grain == "weeks" else steps % 7)
    except OverflowError:
        return None
    return Atom(left.start, right.end, "date", day.isoformat(), form="day")


def holiday_away(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Thanksgiving in three years, Christmas three months ago: the one that is nearest to that."""
    rule = HOLIDAYS.entries.get(at.copy.low[left.start : left.end])
    if rule is None or not right.grain or not right.value or not right.value[:4].isdigit():
        return None
    year = int(right.value[:4])
    base = full_day(right.value)
    if base is None:
        value = holiday(rule, year)
    else:
        days = [day for step in (-1, 0, 1) if (day := holiday(rule, year + step))]
        value = min(days, key=lambda day: abs(date.fromisoformat(day) - base), default=None)
    return Atom(left.start, right.end, "date", value, form="day")


def weekday_with_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Monday (Aug. 18); Monday, 18."""
    if (
        left.digits != "weekday"
        or right.form != "day"
        or right.digits == "weekday"
        or right.parts[1] is None
    ):
        return None
    return right.to(right.end, start=left.start)
