"""What partial and relative dates mean on a given day: numbers in, TIMEX3 strings out.

Language-neutral and pure. `today` is the date of the brief; where it is None, a function
that needs it gives what the text itself states (``XXXX-08-18``, ``XXXX-XX-18``,
``XXXX-WXX-1``). An impossible date is None.

The strings are those of TIMEX3 (https://timeml.github.io/site/publications/timeMLdocs/
timeml_1.2.1.html#timex3): ``2025``, ``2025-08``, ``2025-08-18``, ``2025-W34``, ``2025-Q2``,
``2025-H1``, ``2025-SU``, ``FY2025``, ``FY2025-Q2``, ``199`` (a decade), ``20`` (a century,
here the 21st), ``BC0044``.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact
from typing import Literal

Lean = Literal["past", "future"] | None
"""What the words around a date say: told as past, as future, or not said."""
Grain = Literal["day", "week", "month", "quarter", "half", "year", "decade", "century"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_SEASONS = ("SP", "SU", "FA", "WI")


def possible(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year, in some year."""
    if not 1 <= month <= 12 or day < 1:
        return False
    if year is not None and not 1 <= year <= 9999:
        return False
    return day <= monthrange(2000 if year is None else year, month)[1]


def on(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """``2025``, ``2025-08`` or ``2025-08-18``; None where there is no such date."""
    if not 0 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if possible(year, month, day) else None


def day_of_month(day: int, today: date | None, lean: Lean = None) -> str | None:
    """A bare 18日 / *the 18th*: in the month that brings it nearest, or where `lean` points."""
    if not 1 <= day <= 31:
        return None
    if today is None:
        return f"XXXX-XX-{day:02}"
    found = []
    for offset in range(-2, 3):
        year, month = _month(today.year, today.month, offset)
        if possible(year, month, day):
            found.append(date(year, month, day))
    return _nearest(found, today, lean)


def day_of_year(month: int, day: int, today: date | None, lean: Lean = None) -> str | None:
    """8月18日 / *August 18* without a year: this year's, but across New Year the nearer one."""
    if not possible(None, month, day):
        return None
    if today is None:
        return f"XXXX-{month:02}-{day:02}"
    year = _year_of(month, today, lean)
    # 29 February belongs to a leap year; the nearest one is meant.
    for candidate in (year, year - 1, year + 1, year - 2, year + 2, year - 3, year + 3):
        if possible(candidate, month, day):
            return on(candidate, month, day)
    return None


def month_of_year(month: int, today: date | None, lean: Lean = None) -> str | None:
    """2月 / *February* without a year: this year's, but across New Year the nearer one."""
    if not 1 <= month <= 12:
        return None
    if today is None:
        return f"XXXX-{month:02}"
    return on(_year_of(month, today, lean), month)


def _year_of(month: int, today: date, lean: Lean) -> int:
    """The year of a bare month. A writer leaves out the current year, and December in January.

    So another year is taken only when it is at least six months nearer than this one, or
    when `lean` contradicts this year by more than a month.
    """
    ahead = month - today.month
    if ahead >= 9 or (lean == "past" and ahead >= 2):
        return today.year - 1
    if ahead <= -9 or (lean == "future" and ahead <= -2):
        return today.year + 1
    return today.year


def weekday(number: int, today: date | None, week: int | None = None, lean: Lean = None) -> str:
    """A day of the week; `number` as in ISO 8601, 1 Monday to 7 Sunday.

    `week` counts from the current one (-1 last week, 1 next week). Without it: told as past,
    the latest such day, today included; else the next one after today.
    """
    if today is None:
        return f"XXXX-WXX-{number}"
    if week is not None:
        monday_first = number - today.isoweekday() + 7 * week
        return _shift_days(today, monday_first) or f"XXXX-WXX-{number}"
    behind = (today.isoweekday() - number) % 7
    offset = -behind if lean == "past" else 7 - behind
    return _shift_days(today, offset) or f"XXXX-WXX-{number}"


_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def weekday_of_months(number: int, count: int) -> str:
    """``XXXX-XX-3TH``: the third Thursday of each month, ``XXXX-XX--1FR`` its last Friday.

    TIMEX3 has no such value: the day is written as in BYDAY of RFC 5545, section 3.3.10.
    """
    return f"XXXX-XX-{count}{_BYDAY[number - 1]}"


def shifted(grain: Grain, count: int, today: date | None) -> str | None:
    """The day, week, month … that is `count` of them away: ``shifted("month", -1, …)`` last month.

    In the precision of `grain`; None without `today` or outside the years 1 to 9999.
    """
    if today is None:
        return None
    if grain == "day":
        return _shift_days(today, count)
    if grain == "week":
        moved = _shift_days(today, 7 * count)
        return week_of(date.fromisoformat(moved)) if moved else None
    year, month = _month(today.year, today.month, _MONTHS[grain] * count)
    if not 1 <= year <= 9999:
        return None
    if grain == "month":
        return on(year, month)
    if grain == "quarter":
        return quarter(year, (month + 2) // 3)
    if grain == "half":
        return half(year, 1 if month <= 6 else 2)
    if grain == "decade":
        return decade(year)
    return century(year // 100 + 1) if grain == "century" else on(year)


def away(grain: Grain, count: int, today: date | None) -> str | None:
    """The moment `count` days, weeks, months or years away: 2カ月後, *two weeks ago*.

    A day for days, weeks and months (the last of the month where it is shorter), a year else.
    """
    if today is None:
        return None
    if grain in ("day", "week"):
        return _shift_days(today, count * (7 if grain == "week" else 1))
    if grain in ("month", "quarter", "half"):
        year, month = _month(today.year, today.month, _MONTHS[grain] * count)
        if not 1 <= year <= 9999:
            return None
        return on(year, month, min(today.day, monthrange(year, month)[1]))
    return on(today.year + count * _MONTHS[grain] // 12)


def week_of(day: date) -> str:
    """The ISO week that `day` lies in: ``2025-W34``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def weekend(week: int, today: date | None) -> str | None:
    """The weekend of the current week or one `week` weeks away: ``2025-W33-WE``."""
    whole = shifted("week", week, today)
    return f"{whole}-WE" if whole else None


def quarter(year: int | None, number: int) -> str | None:
    """``2025-Q2``; ``XXXX-Q2`` without a year."""
    return f"{_four(year)}-Q{number}" if 1 <= number <= 4 and _fits(year) else None


def half(year: int | None, number: int) -> str | None:
    """``2025-H1``; ``XXXX-H1`` without a year."""
    return f"{_four(year)}-H{number}" if number in (1, 2) and _fits(year) else None


def season(year: int | None, code: str) -> str | None:
    """``2025-SU`` for SP, SU, FA, WI; ``XXXX-SU`` without a year."""
    return f"{_four(year)}-{code}" if code in _SEASONS and _fits(year) else None


def fiscal_year(year: int | None, part: str = "") -> str | None:
    """``FY2025``, with `part` ``Q2`` or ``H1`` ``FY2025-Q2``."""
    suffix = f"-{part}" if part else ""
    return f"FY{_four(year)}{suffix}" if _fits(year) else None


def current_fiscal_year(today: date | None, count: int = 0, first_month: int = 4) -> str | None:
    """The fiscal year that `today` lies in, or one `count` years away; Japan's begins in April."""
    if today is None:
        return None
    return fiscal_year(today.year - (today.month < first_month) + count)


def decade(year: int) -> str | None:
    """``199`` for any year of the 1990s."""
    return f"{year:04}"[:3] if 0 <= year <= 9999 else None


def century(number: int) -> str | None:
    """``20`` for the 21st century."""
    return f"{number - 1:02}" if 1 <= number <= 100 else None


def century_before_christ(number: int) -> str | None:
    """``BC02`` for the 3rd century BC."""
    return f"BC{number - 1:02}" if 1 <= number <= 99 else None


def before_christ(year: int) -> str | None:
    """``BC0044``."""
    return f"BC{year:04}" if 1 <= year <= 9999 else None


def duration(**parts: Decimal | int) -> str:
    """An ISO 8601 duration of years, months, weeks, days, hours, minutes and seconds.

    ``duration(years=3)`` is ``P3Y``, ``duration(hours=1, minutes=30)`` is ``PT1H30M``.
    """
    days = "".join(
        f"{plain(parts[name])}{letter}"
        for name, letter in (("years", "Y"), ("months", "M"), ("weeks", "W"), ("days", "D"))
        if name in parts
    )
    clock = "".join(
        f"{plain(parts[name])}{letter}"
        for name, letter in (("hours", "H"), ("minutes", "M"), ("seconds", "S"))
        if name in parts
    )
    return f"P{days}T{clock}" if clock else f"P{days or '0D'}"


def clock(hour: int, minute: int | None = None, second: int | None = None) -> str | None:
    """``T15``, ``T15:30``, ``T15:30:20``; hours run to 29, as Japanese programmes count them."""
    if not 0 <= hour <= 29 or not 0 <= (minute or 0) <= 59 or not 0 <= (second or 0) <= 60:
        return None
    minutes = "" if minute is None else f":{minute:02}"
    seconds = "" if second is None else f":{second:02}"
    return f"T{hour:02}{minutes}{seconds}"


_DIVIDING = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN)
_SHORT = Context(prec=6, Emax=MAX_EMAX, Emin=MIN_EMIN)


def quotient(over: Decimal | int, under: Decimal | int) -> Decimal:
    """`over` / `under`: exact where it ends within 28 digits, else with six (a third: 0.333333).

    Raises ZeroDivisionError.
    """
    context = _DIVIDING.copy()
    whole = context.divide(Decimal(over), Decimal(under))
    return _SHORT.plus(whole) if context.flags[Inexact] else whole


def plain(number: Decimal | int) -> str:
    """`number` in plain digits, without exponent and without trailing zeros: ``1.5``, ``100``."""
    if isinstance(number, int):
        return str(Decimal(number))
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def _four(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04}"


def _fits(year: int | None) -> bool:
    return year is None or 0 <= year <= 9999


def _month(year: int, month: int, offset: int) -> tuple[int, int]:
    whole = year * 12 + month - 1 + offset
    return whole // 12, whole % 12 + 1


def _shift_days(today: date, count: int) -> str | None:
    try:
        return (today + timedelta(days=count)).isoformat()
    except OverflowError:
        return None


def _nearest(candidates: list[date], today: date, lean: Lean) -> str | None:
    if lean == "past":
        candidates = [day for day in candidates if day <= today] or candidates
    elif lean == "future":
        candidates = [day for day in candidates if day >= today] or candidates
    if not candidates:
        return None
    # Of two equally near, the past one: news tells what has happened.
    return min(candidates, key=lambda day: (abs(day - today), day)).isoformat()
