"""What the rules of dates make of a match: days of a month, and months."""

# ruff: noqa: ARG001 - every function of a rule is called in the same way

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import cast

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.calendar import Lean
from brief.figures.time_words_en import (
    NUMBER,
    RANK,
    STEP,
    day_number,
    full_day,
    given,
    month_number,
    year_of,
)


def dated(found: re.Match[str], at: Moment, year: int | None, month: int, day: int | None) -> Atom:
    """The atom of a date: in its year, without one in the nearest that the tense allows."""
    if year is not None:
        value = calendar.on(year, month, day)
    elif day is not None:
        value = calendar.day_of_year(month, day, at.today, at.lean(*found.span()))
    else:
        value = calendar.month_of_year(month, at.today, at.lean(*found.span()))
    form = "month" if day is None else "day"
    return Atom(found.start(), found.end(), "date", value, form=form, parts=(year, month, day))


def calendar_date(found: re.Match[str], at: Moment) -> Atom | None:
    """Aug. 18, 2025; Monday, 18 August; August 2025."""
    day, year = given(found, "d"), given(found, "y")
    number = year_of(year) if year else None
    if year and number is None:
        return None
    atom = dated(found, at, number, month_number(found["m"]), day_number(day) if day else None)
    named = given(found, "w")
    near = full_day(atom.value)
    if named and number is None and near is not None:
        lean = at.lean(*found.span())
        return replace(atom, value=_on_weekday(near, NUMBER[named.rstrip(".")], lean))
    return atom


_YEARS_AWAY = {"past": (0, -1, -2), "future": (0, 1, 2), None: (0, 1, -1, 2, -2)}


def _on_weekday(near: date, weekday: int, lean: Lean) -> str:
    """The day `near`, in the nearest year in which it is that ISO weekday, if there is one."""
    for step in _YEARS_AWAY[lean]:
        year = near.year + step
        if 1 <= year <= 9999 and calendar.possible(year, near.month, near.day):
            found = near.replace(year=year)
            if found.isoweekday() == weekday:
                return found.isoformat()
    return near.isoformat()


_PREPOSED = re.compile(
    r"\b(?:in|since|by|until|till|last|next|this|of|early|mid|late|through|to|from|and|between"
    r"|during|before"
    r"|after|for|every|each|beginning|ending|end|starting|through|or|around|past|previous|coming"
    r"|is)[ -](?:the )?$"
)


def is_verb(found: re.Match[str], at: Moment) -> bool:
    """Whether *may* or *march* is the verb: *this may take longer*."""
    return found["m"] in ("may", "march") and not at.copy.cased[found.start("m")].isupper()


def bare_month(found: re.Match[str], at: Moment) -> Atom | None:
    """February. May, March and their like only where a preposition stands before them."""
    start = found.start()
    word = found["m"].rstrip(".")
    cased = at.copy.cased[start : start + 1].isupper() or at.copy.low == at.copy.cased
    if found["to"]:
        return dated(found, at, None, month_number(word), None).to(found.end("m"))
    if word in ("may", "march", "mar", "dec", "jan", "sep", "jun", "jul"):
        if not _PREPOSED.search(at.copy.low, max(0, start - 14), start):
            return None
        if (
            word in ("may", "march")
            and not at.copy.cased[start].isupper()
            and (
                not re.search(
                    r"\b(?:in|since|of|last|next) $", at.copy.low[max(0, start - 8) : start]
                )
            )
        ):
            return None
    elif not cased and not _PREPOSED.search(at.copy.low, max(0, start - 14), start):
        return None
    end = found.end() if not found["m"].endswith(".") or len(word) < 5 else found.end() - 1
    atom = dated(found, at, None, month_number(word), None)
    return atom.to(end)


def day_of_month(found: re.Match[str], at: Moment) -> Atom | None:
    """The 18th: a bare day, in the nearest month."""
    day = day_number(found["d"])
    value = calendar.day_of_month(day, at.today, at.lean(*found.span()))
    return Atom(found.start(), found.end(), "date", value, form="day", parts=(None, None, day))


def numeric(found: re.Match[str], at: Moment) -> Atom | None:
    """2025-08-18, 8/18/2025, 18/8/2025, 18.08.2025, 8/18."""
    stated = given(found, "y") or given(found, "yy")
    year = year_of(stated) if stated else None
    if given(found, "m"):
        month = month_number(found["m"]) if not found["m"].isdigit() else int(found["m"])
        if not 1 <= month <= 12:
            return None
        return dated(found, at, year, month, int(found["d"]) if given(found, "d") else None)
    first, second = int(found["a"]), int(found["b"])
    month, day = (
        (second, first) if (first > 12 >= second) or given(found, "dot") == "." else (first, second)
    )
    if not (1 <= month <= 12 and 1 <= day <= 31):
        if year is None:
            return None
        return Atom(found.start(), found.end(), "date", None, form="day")
    return dated(found, at, year, month, day)


def shifted_month(found: re.Match[str], at: Moment) -> Atom | None:
    """Last February, next May 5."""
    month = month_number(found["m"])
    day = day_number(found["d"]) if given(found, "d") else None
    word = found["s"]
    if not day and is_verb(found, at):
        return None
    if at.today is None:
        return dated(found, at, None, month, day)
    step = STEP.get(word, 0)
    this = (at.today.month, at.today.day) if day else (at.today.month, 0)
    stated = (month, day or 0)
    year = at.today.year
    if step < 0 and stated >= this:
        year -= 1
    if step > 0 and stated <= this:
        year += 1
    return dated(found, at, year, month, day)


def month_meant(found: re.Match[str], at: Moment) -> tuple[int | None, int | None]:
    """Year and month of *October*, *October 2014*, *last month*, *the month*."""
    if given(found, "m"):
        month = month_number(found["m"])
        if given(found, "y"):
            return year_of(found["y"]), month
        value = calendar.month_of_year(month, at.today, None)
        return (int(value[:4]) if value and value[:4].isdigit() else None), month
    value = calendar.shifted(
        "month", STEP.get((given(found, "s") or "").removeprefix("the "), 0), at.today
    )
    return (int(value[:4]), int(value[5:7])) if value else (None, None)


def last_day(found: re.Match[str], at: Moment) -> Atom | None:
    """The last day of August, the fifth last day of next month."""
    year, month = month_meant(found, at)
    count = given(found, "n") or ""
    back = RANK.get(count.replace("-", " ")) or int(count[:-2] or 1)
    value = None
    if year and month and 1 <= year <= 9999:
        value = calendar.on(year, month, monthrange(year, month)[1] + 1 - back)
    return Atom(found.start(), found.end(), "date", value, form="day")


def day_of_span(found: re.Match[str], at: Moment) -> Atom | None:
    """The 15th day of June, the 20th of next month."""
    day = day_number(found["d"])
    year, month = month_meant(found, at)
    if given(found, "m") and not given(found, "y"):
        return dated(found, at, None, cast("int", month), day)
    value = calendar.on(year, month, day) if year and month else None
    return Atom(found.start(), found.end(), "date", value, form="day")


def ides(found: re.Match[str], at: Moment) -> Atom | None:
    """The ides of March: its 15th, as of May, July and October; of the others the 13th."""
    month = month_number(found["m"])
    year = year_of(found["y"]) if given(found, "y") else None
    return dated(found, at, year, month, 15 if month in (3, 5, 7, 10) else 13)


def day_month(found: re.Match[str], at: Moment) -> Atom | None:
    """18 August, 18th of Aug. 2025; not a number before the verb *may*."""
    word = found["m"].rstrip(".")
    if (
        word in ("may", "march", "mar", "sat", "sun")
        and not at.copy.cased[found.start("m")].isupper()
        and not found["d"][-1].isalpha()
    ):
        return None
    year = found["y"] or found["yy"]
    return dated(
        found, at, year_of(year) if year else None, month_number(found["m"]), day_number(found["d"])
    )


def slashed(found: re.Match[str], at: Moment) -> Atom | None:
    """8/18 is a date where it can be one and no fraction: 1/2, 3/4 are fractions."""
    first, second = int(found["a"]), int(found["b"])
    if found[0] == "24/7":
        return None
    if (
        first == 0
        or second == 0
        or (
            first < second <= 8
            and len(found["a"] + found["b"]) == 2
            and not _DATE_BEFORE.search(at.copy.low, max(0, found.start() - 12), found.start())
        )
    ):
        return None
    if first <= 12 and second <= 31:
        if (
            second > 12
            or _DATE_BEFORE.search(at.copy.low, max(0, found.start() - 12), found.start())
            or " " in found[0]
        ):
            return numeric(found, at)
        return None
    return numeric(found, at) if second <= 12 and first <= 31 else None


_DATE_BEFORE = re.compile(
    r"(?:\b(?:on|by|until|since|before|after|from|between|to|for|is|due|day|this|next)[ ,]+"
    r"|/[0-9]{1,4} ?- ?)$"
)


def day_after_on(found: re.Match[str], at: Moment) -> Atom | None:
    """A bare 18th is a date only after *on*; elsewhere it ranks something."""
    before = at.copy.low[max(0, found.start() - 3) : found.start()]
    if before != "on ":
        return None
    return day_of_month(found, at)


def nth_after_on(found: re.Match[str], at: Moment) -> Atom | None:
    """On the first, on the 18th: without the *on*."""
    atom = day_of_month(found, at)
    return atom and atom.to(atom.end, start=atom.start + len("on "))


def month_of_year(found: re.Match[str], at: Moment) -> Atom | None:
    """The fifth month of 2024."""
    value = calendar.on(cast("int", year_of(found["y"])), RANK[found["n"]])
    return Atom(found.start(), found.end(), "date", value, form="month")


def day_month_in_words(found: re.Match[str], at: Moment) -> Atom | None:
    """Fifteen August; not *one may ask*."""
    return None if is_verb(found, at) else calendar_date(found, at)


def month_of_shifted_year(found: re.Match[str], at: Moment) -> Atom | None:
    """October last year, 5 May this year."""
    month = month_number(found["m"])
    day = day_number(found["d"]) if given(found, "d") else None
    form = "month" if day is None else "day"
    if at.today is None:
        value = (
            calendar.day_of_year(month, day, None) if day else calendar.month_of_year(month, None)
        )
        return Atom(found.start(), found.end(), "date", value, form=form)
    year = at.today.year + STEP.get(found["s"], 0)
    value = calendar.on(year, month, day)
    return Atom(found.start(), found.end(), "date", value, form=form, parts=(year, month, day))


def month_of_same_year(found: re.Match[str], at: Moment) -> Atom | None:
    """July of the same year, 5 May that year: the year is that of the date before."""
    month = month_number(found["m"])
    day = day_number(found["d"]) if given(found, "d") else None
    value = calendar.day_of_year(month, day, None) if day else calendar.month_of_year(month, None)
    parts = (None, month, day)
    return Atom(found.start(), found.end(), "date", value, form="same year", parts=parts)


def same_day(found: re.Match[str], at: Moment) -> Atom | None:
    """The same day: the day of the date before."""
    return Atom(found.start(), found.end(), "date", None, form="same day")
