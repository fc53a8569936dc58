"""Neighbours that make one figure: ranges, proportions, a day and its hour, spans of dates."""

# ruff: noqa: ARG001 - every function of a rule is called in the same way

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.completions_en import offset


@dataclass(frozen=True, slots=True)
class Join:
    """A way in which two neighbours, and what stands between them, make one figure."""

    name: str
    left: tuple[str, ...]
    """Kinds."""
    gap: re.Pattern[str]
    right: tuple[str, ...]
    make: Callable[[Moment, Atom, Atom, str], Atom | None]


_AMOUNTS = ("number", "percent", "money", "count", "measure", "age", "duration")
_BETWEEN = re.compile(r"\b(?:between|from) (?:the )?$")
_CHANGE = re.compile(
    r"\b(?:rose|rise[sn]?|rais\w+|fell|fall\w*|grew|grow\w*|cut\w*|increas\w+|decreas\w+|declin\w+"
    r"|dropp?\w*|jump\w+|climb\w+|up|down|lower\w*|lift\w*|hik\w+|went|slash\w+|reduc\w+|narrow\w+"
    r"|widen\w+|slow\w+|upgrad\w+|downgrad\w+|revis\w+|chang\w+|mov\w+)\b"
)


def _before(
    at: Moment, start: int, pattern: re.Pattern[str], reach: int = 14
) -> re.Match[str] | None:
    return pattern.search(at.copy.low, max(0, start - reach), start)


def _range(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """10-15%, two to four people, between $5 and $10 million, from 3 to 5 percent."""
    if left.value is None or right.value is None or left.form or right.form:
        return None
    alike = (left.kind, left.unit, left.grain) == (right.kind, right.unit, right.grain)
    # $5 to 10 million: the unit may stand on the left alone.
    bare = left.kind == "number" and left.unit is None
    shared = bare or (left.kind == "money" and right.kind == "number")
    if not (alike or shared):
        return None
    word = gap.strip(" -") or "-"
    low, high = left, right
    opening = _before(at, (left.extent or (left.start, 0))[0], _BETWEEN)
    if word == "and" and not (opening and "between" in opening[0]):
        return None
    if word == "to" and (right.kind != "number" or left.kind == "number"):
        if (
            opening
            and "from" in opening[0]
            and _CHANGE.search(at.copy.low, max(0, left.start - 80), left.start)
        ):
            return None
        if (
            not opening
            and left.kind != "number"
            and _CHANGE.search(at.copy.low, max(0, left.start - 40), left.start)
        ):
            return None
    if word == "or" and (right.kind == "number" or left.kind != "number"):
        return None
    bounds = _bounds(low, high, right if right.kind != "number" else left)
    if bounds is None:
        return None
    if (
        word == "-"
        and right.kind == "number"
        and left.kind == "number"
        and ("." in left.digits) != ("." in right.digits)
    ):
        return None
    start = left.start
    unit = right if right.kind != "number" else left
    extent = (
        (opening.start(), right.end)
        if opening and word in ("and", "to", "-")
        else (start, right.end)
    )
    return Atom(
        start, right.end, unit.kind, None, bounds[0], bounds[1], unit=unit.unit, extent=extent
    )


def _bounds(left: Atom, right: Atom, unit: Atom) -> tuple[str, str] | None:
    """Both ends in the unit and the scale of the range; None where they are not in order."""
    if unit.kind == "duration":
        return _bounds_of_time(left, right)
    try:
        low, high = Decimal(left.value or ""), Decimal(right.value or "")
    except ArithmeticError:
        return None
    if right.scaled and not left.scaled and left.kind == "number":
        low = _times(low, right)
    if left.kind == "money" and right.scaled and not left.scaled and abs(low) < 1000 <= abs(high):
        low = _times(low, right)
    if (
        left.kind == "number"
        and right.kind == "money"
        and right.unit
        and not right.scaled
        and high < 1 <= low
    ):
        low = low.scaleb(-2)
    if low >= high and not (low < 0 and high > 0):
        return None
    return calendar.plain(low), calendar.plain(high)


def _times(low: Decimal, right: Atom) -> Decimal:
    """`low` times the scale that stands on the right alone: 5 of *5 to 10 million*."""
    high = Decimal(right.value or "0")
    power = min(high.adjusted(), 60) // 3 * 3
    while power >= 3 and low.scaleb(power) >= high:
        power -= 3
    return low.scaleb(power) if power >= 3 else low


def _bounds_of_time(left: Atom, right: Atom) -> tuple[str, str] | None:
    if right.amount is None or right.value is None:
        return None
    first = left.amount if left.kind == "duration" else Decimal(left.value or "0")
    if left.kind == "duration" and left.grain != right.grain:
        return None
    if first is None or first >= right.amount:
        return None
    return calendar.duration(**{right.grain: first}), right.value


_NO_ENDS = ("part", "period")
"""Forms of times that begin and end no span."""


def _is_and(gap: str) -> bool:
    return gap.split()[:1] == ["and"]


def _span_of_dates(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """From May to June 2025, 18 August - 2 September, between 2009 and 2012."""
    opening = _before(at, left.start, _BETWEEN)
    if _is_and(gap) and not (opening and "between" in opening[0]):
        return None
    if left.form in _NO_ENDS or right.form in _NO_ENDS:
        return None
    if left.form == "year" and right.form not in ("year", "month", "day", "decade", "edge"):
        return None
    first = left
    year = right.parts[0]
    if left.parts[0] is None and left.parts[1] is not None and year is not None:
        value = calendar.on(year, left.parts[1], left.parts[2])
        first = replace(left, value=value, parts=(year, *left.parts[1:]))
    elif left.parts[0] is not None and year is None and right.parts[1] is not None:
        stated = right.parts[1:]
        later = (
            stated < (left.parts[1] or 1, left.parts[2] or None)
            if right.parts[2] is None
            else False
        )
        right = replace(right, value=calendar.on(left.parts[0] + later, *stated))
    start = opening.start() if opening else left.start
    return Atom(
        left.start,
        right.end,
        left.kind if left.kind == right.kind else "date",
        None,
        first.value,
        right.value,
        form="span",
        extent=(start, right.end),
    )


def _day_span(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Aug. 18-19, 24-25 June, June 24 to 25; 2024-25."""
    if (
        left.kind == "date"
        and right.kind in ("number", "ordinal")
        and right.digits.isdigit()
        and len(right.digits) <= 2
    ):
        if left.form == "day" and left.parts[1] is not None and left.parts[2] is not None:
            day = int(right.digits)
            if not left.parts[2] < day <= 31:
                return None
            if _is_and(gap) and not _before(at, left.start, _BETWEEN):
                return None
            year = int(left.value[:4]) if left.value and left.value[:4].isdigit() else None
            end = right.end
            stated = _YEAR_AFTER.match(at.copy.low, end)
            if stated and left.parts[0] is None:
                year, end = int(stated["y"]), stated.end()
            return _days(left, end, year, left.parts[1], left.parts[2], day)
        if left.form == "year" and left.parts[0] and len(right.digits) == 2 and gap in ("-", "/"):
            year = left.parts[0] // 100 * 100 + int(right.digits)
            if left.parts[0] < year:
                return Atom(
                    left.start, right.end, "date", None, left.value, calendar.on(year), form="span"
                )
        return None
    if (
        left.kind in ("number", "ordinal")
        and left.digits.isdigit()
        and len(left.digits) <= 2
        and right.form == "day"
        and right.parts[1]
        and right.parts[2]
    ) and (
        right.parts[2]
        and 1 <= int(left.digits) < right.parts[2]
        and at.copy.low[right.start] not in "jfmasondw"
    ):
        year = int(right.value[:4]) if right.value and right.value[:4].isdigit() else None
        if _is_and(gap) and not _before(at, left.start, _BETWEEN):
            return None
        span = _days(right, right.end, year, right.parts[1], int(left.digits), right.parts[2])
        return replace(span, start=left.start)
    return None


_YEAR_AFTER = re.compile(r",? (?P<y>(?:19|20)[0-9]{2})(?![0-9]|,[0-9])")


def _days(base: Atom, end: int, year: int | None, month: int, first: int, last: int) -> Atom:
    def value(day: int) -> str | None:
        if year is not None:
            return calendar.on(year, month, day)
        return calendar.day_of_year(month, day, None)

    return Atom(base.start, end, "date", None, value(first), value(last), form="span")


def _date_with_time(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
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


def _time_with_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """5 p.m. on Monday, the morning of April 12."""
    if right.form not in ("day", "set") or left.kind != "time" or left.value is None:
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


def _is_afternoon(clock: Atom) -> bool:
    return bool(clock.value and clock.value[1:3].isdigit() and int(clock.value[1:3]) >= 12)


def _clock_span(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """9:00 to 10:30, 1-3 pm, from 10 a.m. to noon."""
    opening = _before(at, left.start, _BETWEEN)
    if _is_and(gap) and not (opening and "between" in opening[0]):
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


def _span_on_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """1-3 pm tomorrow, Monday from 10 to 12."""
    span, day = (left, right) if left.form == "clockspan" else (right, left)
    if span.form != "clockspan" or day.form not in ("day", "part"):
        return None
    if day.value is None or span.low is None or span.high is None:
        return None
    base = day.value.split("T")[0]
    start = min((left.extent or (left.start, 0))[0], left.start)
    return Atom(
        left.start,
        right.end,
        "datetime",
        None,
        base + span.low,
        base + span.high,
        form="momentspan",
        extent=(start, right.end),
    )


def _weekday_with_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Monday (Aug. 18); Monday, 18."""
    if (
        left.digits != "weekday"
        or right.form != "day"
        or right.digits == "weekday"
        or right.parts[1] is None
    ):
        return None
    return right.to(right.end, start=left.start)


def _proportion(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """One in three, three out of four, 1 over 3: a part of one."""
    if left.value is None or right.value is None or left.unit or left.scaled or right.scaled:
        return None
    over, under = Decimal(left.value), Decimal(right.value)
    if not 0 < over < under or under > 1000 or (gap != " over " and right.form):
        return None
    if gap == " in " and not (left.spelled == right.spelled and under != right.value):
        return None
    value = calendar.plain(calendar.quotient(over, under))
    if gap.strip() == "in" and at.copy.low[max(0, left.start - 7) : left.start].endswith(
        ("count ", "result ")
    ):
        return None
    return Atom(left.start, right.end, "number", value, form="proportion")


_CLOCK_DIGITS = re.compile(r"(?P<h>[0-9]{1,2})(?:[.](?P<m>[0-5][0-9]))?")


def _bare_hour(atom: Atom) -> tuple[int, int | None] | None:
    """Hour and minute that a bare number can be: 7, 2.30, seven."""
    digits = atom.digits or (atom.value if atom.spelled and atom.value else "")
    found = _CLOCK_DIGITS.fullmatch(digits)
    if atom.kind != "number" or atom.unit or not found or not 1 <= int(found["h"]) <= 23:
        return None
    return int(found["h"]), int(found["m"]) if found["m"] else None


def _date_with_hour(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
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


def _part_with_clock(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """In the morning at 9 o'clock."""
    if left.form != "part" or right.form not in ("hour", "clock"):
        return None
    hour = right.parts[0]
    if hour is None or right.value is None:
        return None
    late = left.value in ("TAF", "TEV", "TNI") and right.form == "hour" and hour < 12
    value = calendar.clock(hour + 12, right.parts[1]) if late else right.value
    return Atom(left.start, right.end, "time", value, form="clock", parts=right.parts)


def _hours_on_date(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
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
    return _span_on_date(at, span, right, gap)


def _range_away(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Two to three years ago: from the one day to the other."""
    if not right.grain or right.amount is None or left.unit or left.value is None:
        return None
    count = Decimal(left.value)
    if at.today is None or right.value is None or not 0 < count < right.amount:
        return None
    sign = -1 if right.value < at.today.isoformat() else 1
    other = offset(calendar.duration(**{right.grain: count}), sign, at.today)
    if other is None:
        return None
    low, high = sorted((other, right.value))
    return Atom(left.start, right.end, "date", None, low, high, form="span")


_LARGEST_SCORE = 999


def _score(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """8-1, 8 to 1, 8 votes to 1: the smaller number as ``low``."""
    if left.value is None or right.value is None or right.unit or left.form or right.form:
        return None
    counted = left.kind == "count"
    if (counted and left.unit not in _SCORED) or (left.unit and not counted):
        return None
    high, low = Decimal(left.value), Decimal(right.value)
    if not 0 <= low <= high <= _LARGEST_SCORE:
        return None
    if gap.strip() == "to" and (
        _before(at, left.start, _BETWEEN) or _before(at, left.start, _CHANGE, 40)
    ):
        return None
    bounds = calendar.plain(low), calendar.plain(high)
    return Atom(left.start, right.end, "number", None, *bounds, form="score")


_SCORED = frozenset(("vote", "goal", "point", "game", "set", "run", "try", "seat"))
_DASH = r" ?[-~] ?"
_NEAR = (
    Join("weekday and date", ("date",), re.compile(r", "), ("date",), _weekday_with_date),
    Join(
        "days of a month",
        ("date", "number", "ordinal"),
        re.compile(rf"(?:{_DASH}| to | through | till | until | and |/)(?:the )?"),
        ("number", "date", "ordinal"),
        _day_span,
    ),
    Join(
        "clock times",
        ("time", "number"),
        re.compile(rf"{_DASH}| to | until | till | and "),
        ("time", "number"),
        _clock_span,
    ),
    Join(
        "proportion",
        ("number",),
        re.compile(r" (?:in|out of|over) (?:every )?"),
        ("number",),
        _proportion,
    ),
    Join("range away", ("number",), re.compile(rf"{_DASH}| to | or "), ("date",), _range_away),
    Join("score", ("number", "count"), re.compile(r"-| to "), ("number",), _score),
    Join("range", _AMOUNTS, re.compile(rf"{_DASH}|-? to | and | or "), _AMOUNTS, _range),
)
"""Neighbours of one kind."""
_MIXED = (
    Join(
        "part of the day and clock",
        ("time",),
        re.compile(r" (?:at )?"),
        ("time",),
        _part_with_clock,
    ),
    Join(
        "date and time",
        ("date", "datetime"),
        re.compile(
            r",? (?:(?:at|@|by|around|before|after|for|from|about|no later than) )?(?:around "
            r"|about )?| - "
        ),
        ("time",),
        _date_with_time,
    ),
    Join("repeated time", ("set",), re.compile(r" (?:(?:at|from) )?"), ("time",), _date_with_time),
    Join(
        "date and hour",
        ("date", "datetime", "time"),
        re.compile(r",? (?:at|around|by) (?:around |about )?"),
        ("number",),
        _date_with_hour,
    ),
    Join(
        "time and date",
        ("time",),
        re.compile(
            r"(?: (?:local time|[a-z]{3,9} time|gmt|utc|jst|est|edt|et|pst|pdt|cet|cest"
            r"|bst))?,? (?:(?:on|of|in) )?(?:the |an? )?"
        ),
        ("date", "set"),
        _time_with_date,
    ),
    Join(
        "times on a date",
        ("time", "date", "datetime"),
        re.compile(r",? (?:(?:on|of|from|between|at) )?"),
        ("date", "datetime", "time"),
        _span_on_date,
    ),
    Join(
        "hours on a date",
        ("number",),
        re.compile(r" (?:on )?"),
        ("date", "datetime", "time"),
        _hours_on_date,
    ),
)
"""A date and its time of day."""
_FAR = (
    Join(
        "dates",
        ("date", "datetime"),
        re.compile(rf"(?:{_DASH}| to | through | until | till | and )(?:the )?"),
        ("date", "datetime"),
        _span_of_dates,
    ),
)
"""From one date to another, with their times."""
_LONGEST_GAP = 20


def joined(at: Moment, atoms: list[Atom]) -> list[Atom]:
    """`atoms` with neighbours made one: of a kind, then dates and times, then spans of dates."""
    for joins in (_NEAR, _MIXED, _FAR):
        atoms = _joined(at, atoms, joins)
    return atoms


def _joined(at: Moment, atoms: list[Atom], joins: tuple[Join, ...]) -> list[Atom]:
    done: list[Atom] = []
    for atom in atoms:
        while done and atom.start - done[-1].end <= _LONGEST_GAP:
            pair = _join(at, done[-1], atom, joins)
            if pair is None:
                break
            done.pop()
            atom = pair
        done.append(atom)
    return done


def _join(at: Moment, left: Atom, right: Atom, joins: tuple[Join, ...]) -> Atom | None:
    gap = at.copy.low[left.end : right.start]
    for join in joins:
        if left.kind in join.left and right.kind in join.right and join.gap.fullmatch(gap):
            made = join.make(at, left, right, gap)
            if made is not None:
                return made
    return None
