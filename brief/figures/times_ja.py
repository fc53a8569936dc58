"""Japanese lexemes of time -> TIMEX3 values: dates, times of day, durations, repeated times."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from brief.figures import calendar
from brief.figures.atoms_ja import Lexeme, whole
from brief.figures.calendar import Grain, Lean
from brief.figures.holidays_ja import day_of_holiday
from brief.figures.numerals_ja import EXACT, Numeral
from brief.model import FigureKind

_SENTENCE_END = re.compile(r"[。\n]")
_FAR = 120
"""Characters within which the verb of the sentence is looked for."""
_PAST = re.compile(r"(?:た|だった|ました|でした)(?:と(?:述べ|明らか|発表|し)[^。]*)?[」』)]*$")
_FUTURE = re.compile(
    r"予定|見通し|見込み|方針|計画|目指[すし]|だろう|でしょう|ましょう|ください|つもり"
)


def lean(text: str, end: int) -> Lean:
    """How the sentence that goes on at `end` is told: as past, as future, or neither."""
    stop = _SENTENCE_END.search(text, end, end + _FAR)
    rest = text[end : stop.start() if stop else end + _FAR]
    if _PAST.search(rest):
        return "past"
    return "future" if _FUTURE.search(rest) else None


_YEAR_OR_MONTH = re.compile(r"\d{4}(-\d\d)?")


@dataclass(slots=True)
class Reader:
    """What the text has said so far: what 同日 and 翌年 refer to."""

    today: date | None
    last: date | None = field(init=False)
    named: tuple[int, str] = (-1, "")
    """Where the last date that names its month ended, and its TIMEX3 value."""

    def __post_init__(self) -> None:
        self.last = self.today

    def remember(self, value: str | None) -> None:
        """Take the day of a TIMEX3 value as the one that 同日 refers to."""
        if value is not None and len(value) >= 10 and value[:4].isdigit():
            try:
                self.last = date.fromisoformat(value[:10])
            except ValueError:
                return
        elif value is not None and _YEAR_OR_MONTH.fullmatch(value):
            year, month = int(value[:4]), int(value[5:7] or 1)
            if year >= 1:
                self.last = date(year, month, 1)


class Context(NamedTuple):
    """What the builders of figures see beside their lexemes."""

    text: str
    """Normalised."""
    reader: Reader


@dataclass(slots=True)
class Moment:
    """A date, a time of day or both, as far as the words give it."""

    kind: FigureKind
    value: str | None
    low: str | None = None
    high: str | None = None


_GRAINS: dict[str, Grain] = {
    "years": "year",
    "months": "month",
    "weeks": "week",
    "days": "day",
}
_FARTHEST = {"years": 300, "months": 1200, "weeks": 5000, "days": 40_000}
"""Beyond this a length of time is no date: 2000年前 is not the year 25."""


class _Parts:
    """What the words of a moment have said so far; what none of them says is as it is here."""

    year: int | None = None
    era: bool = False
    christ: bool = False
    month: int | None = None
    first_month: int | None = None
    month_offset: int | None = None
    day: int | None = None
    first_day: int | None = None
    day_value: str | None = None
    named: str | None = None
    """A TIMEX3 value that needs no more: a week, a quarter."""
    holiday: str | None = None
    week: int | None = None
    weekday: int | None = None
    nth: int = 0
    """Which of the weekdays, or weeks, of the month; -1 the last."""
    fiscal: bool = False
    part: str = ""
    noon: bool = False
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    undecided: bool = False
    """Something refers to a day that is not known."""
    dated: bool = False
    by_word: bool = False
    """Whether the day is that of a word: きょう."""


def moment(lexemes: Sequence[Lexeme], reader: Reader, told: Lean) -> Moment:
    """The moment that `lexemes` state together; without a value where it is impossible."""
    parts = _Parts()
    pending: Lexeme | None = None
    era = 0
    for lexeme in lexemes:
        if lexeme.tag == "N":
            pending = lexeme
            continue
        if lexeme.tag == "E":
            era, parts.era = int(lexeme.args[0]), True
        elif lexeme.tag == "A":
            parts.christ = True
        elif lexeme.tag == "y":
            parts.year = whole(lexeme) + era
            if not era and not parts.christ:
                parts.year = year_of(lexeme, reader.today)
            parts.dated = True
        else:
            _take(parts, lexeme, pending, reader, era)
        if pending is not None and lexeme.tag == "S":
            parts.year = whole(pending)
        pending = None
    return _resolved(parts, reader, told)


def is_two_digits(lexeme: Lexeme) -> bool:
    """Whether the year `lexeme` is of two digits: 97年, '97年."""
    digits = lexeme.end - lexeme.start - len(lexeme.prefix) - 1
    return digits == 2 and lexeme.prefix != "西暦" and whole(lexeme) < 100


_AHEAD = 10
"""Years that a year of two digits may lie ahead."""


def year_of(lexeme: Lexeme, today: date | None) -> int:
    """The year N年; of two digits the latest that is not far ahead: 97 -> 1997, 10 -> 2010."""
    year = whole(lexeme)
    latest = (today.year if today else 2020) + _AHEAD
    return latest - (latest - year) % 100 if is_two_digits(lexeme) else year


_BEFORE_REIWA = 2018


def fiscal_year_of(lexeme: Lexeme, today: date | None) -> int:
    """The year N年度; of one digit it is of the era: 6年度 -> 2024."""
    year = whole(lexeme)
    if 0 < year < 10:
        return _BEFORE_REIWA + year
    return year_of(lexeme._replace(end=lexeme.end - 1), today)


def _take(
    parts: _Parts, lexeme: Lexeme, pending: Lexeme | None, reader: Reader, era: int = 0
) -> None:
    tag, args = lexeme.tag, lexeme.args
    if tag not in "plhTis":
        parts.dated = True
    if tag == "m":
        parts.month = whole(lexeme)
        parts.first_month = whole(pending) if pending else None
    elif tag == "d":
        parts.day = whole(lexeme)
        parts.first_day = whole(pending) if pending else None
    elif tag == "Y":
        _take_year(parts, args, reader)
    elif tag == "M":
        _take_month(parts, args, reader)
    elif tag == "r":
        _take_day(parts, args, reader)
    elif tag == "K" and args[0] == "same":
        parts.day_value = calendar.shifted("week", int(args[1]), reader.last)
        parts.undecided = parts.day_value is None
    elif tag == "K":
        parts.week = int(args[0])
    elif tag == "u":
        parts.nth, parts.weekday = int(args[0]), int(args[1])
    elif tag == "w":
        parts.weekday = int(args[0])
    elif tag in "pl":
        parts.part, parts.noon = args[0], args[1] == "12"
    elif tag == "h":
        parts.hour = whole(lexeme)
        if lexeme.half:
            parts.minute = 30
    elif tag == "i":
        parts.minute = whole(lexeme)
    elif tag == "s":
        parts.second = whole(lexeme)
    elif tag == "T":
        _take_clock(parts, args)
    elif tag == "D":
        parts.year = int(args[0]) if args[0] else parts.year
        parts.month = int(args[1])
        parts.day = int(args[2]) if args[2] else None
    elif tag == "f":
        parts.holiday = args[0]
    elif tag in "FG":
        parts.fiscal = True
        if tag == "F":
            parts.year = whole(lexeme) + era if era else fiscal_year_of(lexeme, reader.today)
        else:
            current = calendar.current_fiscal_year(reader.today, int(args[0]))
            parts.year = int(current[2:]) if current else None
            parts.undecided = current is None
    elif tag in "qHSVX":
        _take_named(parts, lexeme, reader)


def _take_year(parts: _Parts, args: tuple[str, ...], reader: Reader) -> None:
    if args[0] == "same":
        base = reader.last
        offset = int(args[1])
    else:
        base = reader.today
        offset = int(args[0])
    if base is None:
        parts.undecided = True
    else:
        parts.year = base.year + offset


def _take_month(parts: _Parts, args: tuple[str, ...], reader: Reader) -> None:
    base, offset = (
        (reader.last, int(args[1])) if args[0] == "same" else (reader.today, int(args[0]))
    )
    found = calendar.shifted("month", offset, base)
    if found is None:
        parts.undecided = True
    else:
        parts.year, parts.month = int(found[:4]), int(found[5:7])


def _take_day(parts: _Parts, args: tuple[str, ...], reader: Reader) -> None:
    if args[0] == "same":
        base, offset, rest = reader.last, int(args[1]), args[2:]
    else:
        base, offset, rest = reader.today, int(args[0]), args[1:]
    parts.by_word = True
    parts.day_value = calendar.shifted("day", offset, base)
    parts.undecided = parts.day_value is None
    if rest:
        parts.part, parts.noon = rest[0], rest[0] in ("NI", "EV")


def _take_clock(parts: _Parts, args: tuple[str, ...]) -> None:
    if len(args) == 1:
        hour, minute = args[0].split(":")
        parts.hour, parts.minute = int(hour), int(minute)
        return
    parts.hour, parts.minute = int(args[0]), int(args[1])
    if args[2]:
        parts.second = int(args[2])
    if args[3]:
        afternoon = args[3][0] in "Pp"
        parts.part, parts.noon = ("AF" if afternoon else "MO"), afternoon


def _take_named(parts: _Parts, lexeme: Lexeme, reader: Reader) -> None:
    tag, args, today = lexeme.tag, lexeme.args, reader.today
    if tag == "q" and args[0] == "weeks" and parts.month is not None:
        parts.nth, parts.weekday = whole(lexeme), 0
    elif tag == "q":
        parts.named = f"W{whole(lexeme):02}" if args[0] == "weeks" else f"Q{whole(lexeme)}"
        if not args[0] and parts.year is None and today is not None:
            # The second quarter is that of this year; Q2 may be a question.
            parts.year = today.year
    elif tag == "H":
        # 10月前半 is in October.
        parts.named = f"H{args[0]}" if parts.month is None else None
        if len(args) > 1 and today is not None:
            parts.year = today.year + int(args[1])
    elif tag == "S":
        parts.named = args[0]
    elif tag == "V":
        parts.named = args[0]
        parts.year = today.year + int(args[1]) if today else None
        parts.undecided = today is None
    elif args[0] == "weekend" and parts.named is not None:
        parts.named = f"{parts.named}-WE"
    elif today is None:
        parts.undecided = True
    elif args[0] == "weekend":
        parts.day_value = calendar.weekend(int(args[1]), today)
    elif args[0] == "sameMonth":
        parts.year, parts.month = today.year + int(args[1]), today.month
    elif args[0] == "sameDay":
        parts.year, parts.month, parts.day = today.year + int(args[1]), today.month, today.day
    elif args[0] == "month":
        parts.year, parts.month = today.year, today.month
    elif args[0] == "year":
        parts.year = today.year + int(args[1])
    elif args[0] == "quarter":
        parts.day_value = calendar.shifted("quarter", int(args[1]), today)
    elif args[0] == "century":
        parts.day_value = calendar.shifted("century", int(args[1]), today)


def _resolved(parts: _Parts, reader: Reader, told: Lean) -> Moment:
    clock = _clock(parts)
    if not parts.dated:
        return Moment("time", clock)
    value = _as_stated(parts) if parts.undecided else _date(parts, reader.today, told)
    low = high = None
    if value is not None and parts.first_day is not None and parts.day is not None:
        low, high = _between_days(parts, value)
        value = None if low is not None else value
    elif value is not None and parts.first_month is not None and parts.day is None:
        low = f"{value[:-2]}{parts.first_month:02}" if 1 <= parts.first_month <= 12 else None
        high, value = (value, None) if low else (None, value)
    if not clock and not parts.hour:
        return Moment("date", value, low, high)
    if value is None:
        return Moment("datetime", None, low, high)
    # A day beyond midnight: 18日25時 is said of the night of the 18th.
    return Moment("datetime", value + clock if clock else None)


def _as_stated(parts: _Parts) -> str | None:
    """What is left of a date whose year or day is not known: XXXX-07 of 昨年7月."""
    if parts.nth:
        return None
    if parts.holiday is not None and parts.day is None:
        return day_of_holiday(parts.holiday, None, None, None)
    if parts.month is not None and parts.day is not None:
        return calendar.day_of_year(parts.month, parts.day, None)
    if parts.day is not None:
        all_day = parts.by_word and parts.day == 1
        return None if all_day else calendar.day_of_month(parts.day, None)
    if parts.month is not None:
        return calendar.month_of_year(parts.month, None)
    return _named(parts.named, None, None) if parts.named and not parts.fiscal else None


def _between_days(parts: _Parts, value: str) -> tuple[str | None, str]:
    """The first and the last of 5〜9日, whose last is `value`; 30〜1日 runs into the next month."""
    first, last = parts.first_day or 0, parts.day or 0
    month = value[:7]
    if last < first and month[5:].isdigit():
        # A month that is stated is that of the first day; the nearest one is of the last.
        step = 1 if parts.month is not None else -1
        year = int(month[:4]) if month[:4].isdigit() else _ANY_YEAR
        other = calendar.shifted("month", step, date(year, int(month[5:]), 1))
        if other is None:
            return None, value
        if not month[:4].isdigit():
            other = f"{month[:4]}{other[4:]}"
        if step > 0:
            value = _with_day(other, last) or value
        else:
            month = other
    return _with_day(month, first), value


_ANY_YEAR = 2000


def _with_day(month: str, day: int) -> str | None:
    """A day of ``2025-08``, ``XXXX-08`` or ``XXXX-XX``; None where there is no such day."""
    year = int(month[:4]) if month[:4].isdigit() else None
    number = int(month[5:]) if month[5:].isdigit() else 1
    return f"{month}-{day:02}" if calendar.possible(year, number, day) else None


def _clock(parts: _Parts) -> str | None:
    if parts.hour is None:
        return f"T{parts.part}" if parts.part else None
    hour = parts.hour
    if parts.part == "NI" and hour < 6:
        # 夜2時 is after midnight.
        return calendar.clock(hour, parts.minute, parts.second)
    if parts.noon and hour < 12 and parts.part != "MI":
        hour += 12
    elif parts.part == "MO" and hour == 12:
        hour = 0
    elif parts.part == "MI" and hour < 6:
        hour += 12
    return calendar.clock(hour, parts.minute, parts.second)


def _date(parts: _Parts, today: date | None, told: Lean) -> str | None:
    if parts.day_value is not None and (parts.day in (None, 1) or parts.month is not None):
        # 今日1日 is all of today.
        return parts.day_value
    if parts.holiday is not None and parts.day is None and parts.day_value is None:
        found = day_of_holiday(parts.holiday, parts.year, today, told)
        if parts.month is None or (found and int(found[5:7]) == parts.month):
            return found
    if parts.christ:
        return calendar.before_christ(parts.year or 0)
    if parts.fiscal:
        possible = parts.named is None or _named(parts.named, None, None) is not None
        return calendar.fiscal_year(parts.year, parts.named or "") if possible else None
    if parts.named is not None:
        return _named(parts.named, parts.year, today)
    if parts.nth:
        return _of_month(parts, today, told)
    if parts.year is not None:
        return calendar.on(parts.year, parts.month, parts.day)
    if parts.month is not None:
        if parts.day is None:
            return calendar.month_of_year(parts.month, today, told)
        return calendar.day_of_year(parts.month, parts.day, today, told)
    if parts.day is not None and parts.weekday is not None and today is not None:
        return _day_on(parts.weekday, parts.day, today)
    if parts.day is not None:
        return calendar.day_of_month(parts.day, today, told)
    if parts.weekday is not None:
        return calendar.weekday(parts.weekday, today, parts.week, told)
    if parts.week is not None:
        return calendar.shifted("week", parts.week, today)
    return None


def _of_month(parts: _Parts, today: date | None, told: Lean) -> str | None:
    """The day of 8月の第1月曜日, the week of 8月の最後の週; of this month without one."""
    month = None if today is None else f"{today.year:04}-{today.month:02}"
    if parts.month is not None and parts.year is not None:
        month = calendar.on(parts.year, parts.month)
    elif parts.month is not None:
        month = calendar.month_of_year(parts.month, today, told)
    if month is None or not month[:4].isdigit() or not 1 <= int(month[:4]) <= 9999:
        return None
    first = date.fromisoformat(f"{month}-01")
    days = [first.replace(day=n + 1) for n in range(monthrange(first.year, first.month)[1])]
    if parts.weekday:
        days = [day for day in days if day.isoweekday() == parts.weekday]
    else:
        days = [*days[:28:7], days[-1]]
    if parts.nth > len(days):
        return None
    day = days[parts.nth - 1 if parts.nth > 0 else -1]
    return day.isoformat() if parts.weekday else calendar.week_of(day)


_MONTHS_TO_SEARCH = 14
"""Within so many months each day of the month falls on each weekday."""


def _day_on(weekday: int, day: int, today: date) -> str | None:
    """31日の日曜日: in the nearest month in which that day is that weekday."""
    found: list[date] = []
    for months in range(-_MONTHS_TO_SEARCH, _MONTHS_TO_SEARCH + 1):
        month = calendar.shifted("month", months, today)
        value = calendar.on(int(month[:4]), int(month[5:]), day) if month else None
        if value and date.fromisoformat(value).isoweekday() == weekday:
            found.append(date.fromisoformat(value))
    nearest = min(found, key=lambda one: abs(one - today), default=None)
    return nearest.isoformat() if nearest else calendar.day_of_month(day, None)


def _named(name: str, year: int | None, today: date | None) -> str | None:
    if year is None and today is not None and name[0] not in "QH":
        year = today.year
    if name[0] == "W" and name != "WI":
        return (
            f"{'XXXX' if year is None else f'{year:04}'}-{name}"
            if "01" <= name[1:3] <= "53"
            else None
        )
    if name[0] == "Q":
        return calendar.quarter(year, int(name[1:])) if name[1:].isdigit() else None
    if name[0] == "H" and len(name) == 2:
        return calendar.half(year, int(name[1]))
    return calendar.season(year, name)


# --- durations and repeated times ----------------------------------------------------

_ORDER = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_HALF = Decimal("0.5")
_SINGLE = {
    "years": "PY", "months": "PM", "weeks": "PW", "days": "PD",
    "hours": "PTH", "minutes": "PTM", "seconds": "PTS",
}  # fmt: skip
"""What stands around the number in a duration of one part; its last letter follows."""


def length(lexemes: Sequence[Lexeme]) -> tuple[str | None, str | None, str | None]:
    """The duration that `lexemes` add up to: its value, or its low and high end."""
    first = lexemes[0]
    if len(lexemes) == 1 and first.args[0] in _SINGLE and first.number and not first.half:
        return _of_one_part(first.args[0], first.number)
    values: dict[str, Decimal] = {}
    low: dict[str, Decimal] = {}
    high: dict[str, Decimal] = {}
    for lexeme in lexemes:
        part = lexeme.args[0]
        if lexeme.number is None:
            number = Decimal(lexeme.args[1])
            least = most = number
        elif lexeme.number.value is not None:
            least = most = lexeme.number.value
        else:
            least, most = lexeme.number.low or Decimal(0), lexeme.number.high or Decimal(0)
        if lexeme.half:
            least, most = EXACT.add(least, _HALF), EXACT.add(most, _HALF)
        if part == "centuries":
            part, least, most = "years", EXACT.multiply(least, 100), EXACT.multiply(most, 100)
        low[part], high[part] = least, most
        if least == most:
            values[part] = least
    ordered = [name for name in _ORDER if name in low]
    if len(values) == len(low):
        return calendar.duration(**{name: values[name] for name in ordered}), None, None
    return (
        None,
        calendar.duration(**{name: low[name] for name in ordered}),
        calendar.duration(**{name: high[name] for name in ordered}),
    )


def _of_one_part(part: str, number: Numeral) -> tuple[str | None, str | None, str | None]:
    frame = _SINGLE[part]
    value, low, high = (
        None if x is None else f"{frame[:-1]}{calendar.plain(x)}{frame[-1]}" for x in number
    )
    return value, low, high


def offset(lexemes: Sequence[Lexeme], direction: int, today: date | None) -> str | None:
    """The day, or year, that the duration `lexemes` before or after `today` leads to."""
    moved = today
    value: str | None = None
    for lexeme in lexemes:
        part = lexeme.args[0]
        number = Decimal(lexeme.args[1]) if lexeme.number is None else lexeme.number.value
        if number is None or moved is None or part not in _GRAINS or number > _FARTHEST[part]:
            return None
        if lexeme.half:
            number = EXACT.add(number, _HALF)
        grain = _GRAINS[part]
        if number != number.to_integral_value():
            if grain != "year":
                return None
            grain, number = "month", EXACT.multiply(number, 12)
            if number != number.to_integral_value():
                return None
        value = calendar.away(grain, direction * int(number), moved)
        if value is None or value == "0000":
            return None
        if len(value) == 10:
            moved = date.fromisoformat(value)
        else:
            moved = moved.replace(year=int(value), day=min(moved.day, 28))
    return value


def repeated(lexemes: Sequence[Lexeme]) -> str | None:
    """毎週月曜日 -> ``XXXX-WXX-1``, 毎年8月 -> ``XXXX-08``, 毎日 -> ``P1D``.

    毎月第3木曜日 -> ``XXXX-XX-3TH``.
    """
    base = lexemes[0].args[0]
    parts = _Parts()
    rest = lexemes[1:]
    for lexeme in rest:
        _take(parts, lexeme, None, Reader(None))
    clock = _clock(parts) or ""
    if parts.weekday and parts.nth and base == "P1M":
        return calendar.weekday_of_months(parts.weekday, parts.nth)
    if parts.weekday is not None and not parts.nth:
        return f"XXXX-WXX-{parts.weekday}{clock}"
    if parts.holiday is not None:
        return day_of_holiday(parts.holiday, None, None, None)
    if parts.month is not None:
        if not 1 <= parts.month <= 12:
            return None
        return f"XXXX-{parts.month:02}" + (f"-{parts.day:02}" if parts.day else "")
    if parts.day is not None:
        return f"XXXX-XX-{parts.day:02}{clock}" if 1 <= parts.day <= 31 else None
    return f"XXXX-XX-XX{clock}" if clock and base == "P1D" else base
