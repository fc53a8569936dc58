"""What the rules of dates make of a match."""

# ruff: noqa: ARG001 - every function of a rule is called in the same way

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import cast

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.calendar import Grain, Lean
from brief.figures.holidays_en import holiday, nth_weekday
from brief.figures.lexicon import table
from brief.figures.time_words_en import (
    CODE,
    HOLIDAYS,
    NUMBER,
    RANK,
    SMALL,
    STEP,
    day_number,
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
    return dated(found, at, number, month_number(found["m"]), day_number(day) if day else None)


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


def weekday(found: re.Match[str], at: Moment) -> Atom | None:
    """Monday, next Tuesday, Wednesday of last week."""
    start, place = found.start(), found.start("w")
    word = found["w"].rstrip(".")
    if (
        word in ("sat", "sun", "wed", "mon")
        and not at.copy.cased[place].isupper()
        and at.copy.low.strip(" .") != word
    ):
        return None
    if word in ("sat", "sun", "wed") and found.end() - start == 3:
        following = at.copy.low[found.end() : found.end() + 4]
        before = at.copy.low[max(0, start - 4) : start]
        if before.endswith(("the ", "s ", "e ")) or (
            following[:1] == " "
            and not following[1:2].isdigit()
            and not following.startswith((" at ", " in "))
        ):
            return None
    number = NUMBER[word]
    week = None
    if given(found, "s"):
        week = {"last": -1, "previous": -1, "next": 1, "this": 0, "coming": None, "past": None}.get(
            found["s"]
        )
        if found["s"] in ("coming", "upcoming", "past", "following"):
            lean: Lean = "past" if found["s"] == "past" else "future"
            value = calendar.weekday(number, at.today, None, lean)
            return Atom(start, found.end(), "date", value, form="day")
    if given(found, "g"):
        week = {"last": -1, "previous": -1, "next": 1, "this": 0, "following": 1, "the": 0}.get(
            found["g"], 0
        )
    end = found.end()
    if found.re.groupindex.keys() == {"w"} and found["w"].endswith(".") and len(word) > 5:
        end -= 1
    value = calendar.weekday(number, at.today, week, at.lean(start, end) if week is None else None)
    return Atom(start, end, "date", value, form="day", digits="weekday")


def weekday_and_day(found: re.Match[str], at: Moment) -> Atom | None:
    """Monday the 21st: in the nearest month in which that day is one."""
    number, day = NUMBER[found["w"].rstrip(".")], day_number(found["d"] or found["dd"])
    if not 1 <= day <= 31:
        return None
    value = None
    if at.today is not None:
        future = at.lean(*found.span()) != "past"
        for step in range(60):
            for offset in (step, -step) if future else (-step, step):
                month = at.today.year * 12 + at.today.month - 1 + offset
                year, month = month // 12, month % 12 + 1
                if not calendar.possible(year, month, day):
                    continue
                candidate = date(year, month, day)
                if candidate.isoweekday() == number and (
                    future == (candidate >= at.today)
                    or (step == 0 and abs((candidate - at.today).days) < 8)
                ):
                    value = candidate.isoformat()
                    break
            if value:
                break
    return Atom(found.start(), found.end(), "date", value, form="day")


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


def year(found: re.Match[str], at: Moment) -> Atom | None:
    """A year that the words before it call one: the year 2008, CY2018."""
    number = year_of(found["y"])
    if number is None:
        return None
    value = calendar.on(number)
    return Atom(found.start(), found.end(), "date", value, form="year", parts=(number, None, None))


def bare_year(found: re.Match[str], at: Moment) -> Atom | None:
    """A bare 2025: from 1900 to 2099 a year, else only after *in*, *since* and the like."""
    atom = year(found, at)
    if atom is None or atom.parts[0] is None:
        return None
    number = atom.parts[0]
    if found["y"][0] == "'":
        return None
    if not 1900 <= number < 2100 and not re.search(
        r"\b(?:in|since|by|of|year|circa|until) $",
        at.copy.low[max(0, found.start() - 8) : found.start()],
    ):
        return None
    return atom


def simple_day(found: re.Match[str], at: Moment) -> Atom | None:
    """Today, yesterday, tomorrow; with a part of the day."""
    word = found["n"]
    value = calendar.shifted("day", NUMBER[word], at.today)
    part = (
        CODE[found["p"]] if given(found, "p") else ("NI" if word in ("tonight", "tonite") else None)
    )
    if part and value:
        return Atom(found.start(), found.end(), "datetime", f"{value}T{part}", form="part")
    return Atom(found.start(), found.end(), "date", value, form="day")


def last_night(found: re.Match[str], at: Moment) -> Atom | None:
    """Last night, this morning."""
    step = (
        -1
        if found["s"] in ("last", "yesterday")
        else 0
        if found["s"] in ("this", "later this", "earlier this")
        else 1
    )
    value = calendar.shifted("day", step, at.today)
    part = CODE[found["p"]]
    return Atom(found.start(), found.end(), "datetime", value and f"{value}T{part}", form="part")


def shifted(found: re.Match[str], at: Moment) -> Atom | None:
    """Last month, next year, this week."""
    word, grain = found["s"], found["g"]
    if word in ("same", "that"):
        form = f"same {grain}" if grain in ("year", "month") else grain
        return Atom(found.start(), found.end(), "date", None, form=form)
    step = STEP.get(word, 0)
    if grain == "weekend":
        value = calendar.weekend(step, at.today)
    else:
        value = calendar.shifted(cast("Grain", grain), step, at.today)
    number = at.today.year + step if grain == "year" and at.today else None
    return Atom(found.start(), found.end(), "date", value, form=grain, parts=(number, None, None))


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


def season(found: re.Match[str], at: Moment) -> Atom | None:
    """Summer 2025, last winter, this spring, in the autumn."""
    word = found["n"]
    year = year_of(found["y"]) if given(found, "y") else None
    shift = given(found, "s")
    if year is None and shift and at.today is not None:
        year = at.today.year + _season_shift(CODE[word], shift, at.today)
    if word in ("fall", "spring") and year is None and not shift:
        return None
    value = calendar.season(year, CODE[word]) if year is not None or shift else CODE[word]
    return Atom(found.start(), found.end(), "date", value, form="season")


_BEFORE_SEASON = re.compile(
    r"\b(?:in|by|until|since|before|after|during|the|whole|early|mid|late)[ -]$"
)


def bare_season(found: re.Match[str], at: Moment) -> Atom | None:
    """In the summer, by winter; not *winter coats*."""
    start = found.start()
    return (
        season(found, at) if _BEFORE_SEASON.search(at.copy.low, max(0, start - 8), start) else None
    )


def _season_shift(code: str, shift: str, today: date) -> int:
    """Years from now to *last summer*, *next summer*: the one before or after today."""
    if shift in ("this", "current"):
        return 0
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    step = STEP.get(shift, 0)
    if step < 0:
        return 0 if begins + 2 < today.month else -1
    return 0 if begins > today.month else 1


_QUARTERS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}


def quarter(found: re.Match[str], at: Moment) -> Atom | None:
    """The second quarter of 2025, Q2, the first half, 2025 H1, the third fiscal quarter."""
    number = found["q"]
    index = int(number) if number.isdigit() else _QUARTERS[number]
    year: int | None = None
    if given(found, "y"):
        year = year_of(found["y"])
    elif given(found, "s"):
        year = None if at.today is None else at.today.year + STEP.get(found["s"], 0)
    elif at.today is not None:
        year = _year_of_part(index, 3 if found["h"][0] == "q" else 6, at, found)
    half = found["h"][0] == "h"
    if half and index > 2:
        return None
    if given(found, "f"):
        value = calendar.fiscal_year(year, f"{'H' if half else 'Q'}{index}")
    else:
        value = calendar.half(year, index) if half else calendar.quarter(year, index)
    return Atom(found.start(), found.end(), "date", value, form="quarter")


def _year_of_part(index: int, months: int, at: Moment, found: re.Match[str]) -> int:
    """The year of a bare quarter or half: told as past, one that has begun."""
    today = cast("date", at.today)
    begun = (index - 1) * months < today.month
    past = at.lean(*found.span()) == "past"
    return today.year - 1 if past and not begun else today.year


def fiscal(found: re.Match[str], at: Moment) -> Atom | None:
    """FY2025, fiscal 2025, the fiscal year ending in March 2025, last fiscal year."""
    if given(found, "s"):
        value = calendar.current_fiscal_year(at.today, STEP.get(found["s"], 0))
    else:
        value = calendar.fiscal_year(year_of(found["y"]))
    return Atom(found.start(), found.end(), "date", value, form="year")


def decade(found: re.Match[str], at: Moment) -> Atom | None:
    """The 1990s, '90s, the nineties."""
    word = found["y"]
    if word[-3:] == "ies":
        word = word.removeprefix("nineteen ")
        tens = word.replace("ies", "y")
        number = 1900 + SMALL[tens]
    else:
        digits = word.strip("'s")
        number = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if number % 100 == 0 and len(word.strip("'s")) == 4 and number % 1000:
        value = calendar.century(number // 100 + 1)
    else:
        value = calendar.decade(number)
    return Atom(found.start(), found.end(), "date", value, form="decade")


def century(found: re.Match[str], at: Moment) -> Atom | None:
    """The 21st century."""
    word = re.sub(" +", " ", found["n"].replace("-", " "))
    number = int(word[:-2]) if word[0].isdigit() else RANK.get(word)
    if number is None or number < 1:
        return None
    if given(found, "b"):
        return Atom(found.start(), found.end(), "date", None, form="century")
    return Atom(found.start(), found.end(), "date", calendar.century(number), form="century")


def before_christ(found: re.Match[str], at: Moment) -> Atom | None:
    """44 BC."""
    value = calendar.before_christ(int(found["n"]))
    return Atom(found.start(), found.end(), "date", value, form="year")


def weekday_of_month(found: re.Match[str], at: Moment) -> Atom | None:
    """The first Tuesday of October, the last Friday of last month."""
    count = RANK[found["n"]] if found["n"] in RANK else int(found["n"][0])
    number = NUMBER[found["w"].rstrip(".")]
    year, month = month_meant(found, at)
    value = nth_weekday(year, month, number, count) if year and month else None
    return Atom(found.start(), found.end(), "date", value, form="day")


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


def weekend(found: re.Match[str], at: Moment) -> Atom | None:
    """The weekend: the one that is over where the past is told, else the coming one."""
    over = at.today is not None and at.today.isoweekday() < 6
    step = -1 if over and at.lean(*found.span()) == "past" else 0
    value = calendar.weekend(step, at.today)
    return Atom(found.end() - len("weekend"), found.end(), "date", value, form="weekend")


def last_day(found: re.Match[str], at: Moment) -> Atom | None:
    """The last day of August."""
    year, month = month_meant(found, at)
    value = None
    if year and month and 1 <= year <= 9999:
        value = calendar.on(year, month, monthrange(year, month)[1])
    return Atom(found.start(), found.end(), "date", value, form="day")


def weekdays_away(found: re.Match[str], at: Moment) -> Atom | None:
    """Three Fridays from now, two Sundays ago."""
    count = int(found["c"]) if found["c"].isdigit() else SMALL[found["c"].replace("-", " ")]
    past = found["how"] in ("ago", "back")
    value = None
    if at.today is not None and count:
        weeks = timedelta(days=7 * (count - 1))
        near = calendar.weekday(NUMBER[found["w"]], at.today, None, "past" if past else "future")
        with suppress(OverflowError, ValueError):
            day = date.fromisoformat(near)
            value = (day - weeks if past else day + weeks).isoformat()
    return Atom(found.start(), found.end(), "date", value, form="day")


def day_of_span(found: re.Match[str], at: Moment) -> Atom | None:
    """The 15th day of June, the 20th of next month."""
    day = day_number(found["d"])
    year, month = month_meant(found, at)
    if given(found, "m") and not given(found, "y"):
        return dated(found, at, None, cast("int", month), day)
    value = calendar.on(year, month, day) if year and month else None
    return Atom(found.start(), found.end(), "date", value, form="day")


def from_yesterday(found: re.Match[str], at: Moment) -> Atom | None:
    """The day before yesterday, the day after tomorrow, the day after."""
    step = {
        "before yesterday": -2,
        "after tomorrow": 2,
        "before last": -2,
        "after": 1,
        "before": -1,
    }[found["n"]]
    value = calendar.shifted("day", step, at.today)
    return Atom(found.start(), found.end(), "date", value, form="day")


def holiday_meant(found: re.Match[str], at: Moment) -> Atom | None:
    """Christmas, Easter 2018, next Thanksgiving, Black Friday in three years."""
    rule = HOLIDAYS[found["n"]]
    year = year_of(found["y"]) if given(found, "y") else None
    if given(found, "sy") and at.today is not None:
        year = at.today.year + STEP.get(found["sy"], 0)
    if year is not None:
        value = holiday(rule, year)
    elif at.today is None:
        value = f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else None
    else:
        today = at.today.isoformat()
        shift = given(found, "s")
        if shift in ("this", "current"):
            value = holiday(rule, at.today.year)
        elif (shift and STEP.get(shift, 0) < 0) or (not shift and at.lean(*found.span()) == "past"):
            value = next(
                (v for y in (0, 1) if (v := holiday(rule, at.today.year - y)) and v < today), None
            )
        else:
            value = next(
                (v for y in (0, 1) if (v := holiday(rule, at.today.year + y)) and v >= today), None
            )
    return Atom(found.start(), found.end(), "date", value, form="day")


def with_part(atom: Atom | None, found: re.Match[str]) -> Atom | None:
    """The day of `atom` with the part of the day that its rule found: Monday morning."""
    if atom is None:
        return None
    value = atom.value and f"{atom.value}T{CODE[found['p']]}"
    return atom.to(found.end(), kind="datetime", value=value, form="part")


def half_of_day(found: re.Match[str], at: Moment) -> Atom | None:
    """Today a.m."""
    value = calendar.shifted("day", NUMBER[found["n"]], at.today)
    part = "MO" if found["p"] == "am" else "AF"
    return Atom(found.start(), found.end(), "datetime", value and f"{value}T{part}", form="part")


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


def decade_in_digits(found: re.Match[str], at: Moment) -> Atom | None:
    """The 1990s, '90s; bare 90s only after *the*, *early*, *mid*, *late*."""
    word = found["y"]
    if (
        len(word.strip("'s")) == 2
        and word[0] != "'"
        and not re.search(
            r"\bthe (?:(?:early|mid|late)[ -])?$",
            at.copy.low[max(0, found.start() - 10) : found.start()],
        )
    ):
        return None
    return decade(found, at)


def week_number(found: re.Match[str], at: Moment) -> Atom | None:
    """Week 12 of next year, the weekend of week 12 of 2025."""
    number = int(found["n"])
    if not 1 <= number <= 53:
        return None
    year = year_of(found["y"]) if found["y"] else None
    if year is None and at.today is not None:
        year = at.today.year + STEP.get(given(found, "s") or "", 0)
    weekend = "-WE" if given(found, "we") else ""
    value = None if year is None else f"{year:04}-W{number:02}{weekend}"
    return Atom(found.start(), found.end(), "date", value, form="week")


def week_of_span(found: re.Match[str], at: Moment) -> Atom | None:
    """The first week of October: no ISO week, so without a value."""
    return Atom(found.start(), found.end(), "date", None, form="week")


def year_in_words(found: re.Match[str], at: Moment) -> Atom | None:
    """Nineteen ninety-six, where *in*, *since* or the like stands before it."""
    if not re.search(
        r"\b(?:in|since|by|until|of|from|year) $",
        at.copy.low[max(0, found.start() - 7) : found.start()],
    ):
        return None
    return year(found, at)


def weekday_part(found: re.Match[str], at: Moment) -> Atom | None:
    """Monday, Monday morning, last Friday night."""
    atom = weekday(found, at)
    return with_part(atom, found) if given(found, "p") else atom


def weekday_after_next(found: re.Match[str], at: Moment) -> Atom | None:
    """Friday after next."""
    later = at.today + timedelta(days=7) if at.today and at.today.year < 9999 else None
    number = NUMBER[found["w"].rstrip(".")]
    value = calendar.weekday(number, later, None, "future") if later else None
    return Atom(found.start(), found.end(), "date", value, form="day")


def next_day(found: re.Match[str], at: Moment) -> Atom | None:
    """The next day, the following day: seen from the brief's."""
    value = calendar.shifted("day", STEP[found["s"]], at.today)
    return Atom(found.start(), found.end(), "date", value, form="day")


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


def end_of_span(found: re.Match[str], at: Moment) -> Atom | None:
    """Year-end, EOY, EOM."""
    grain: Grain = "year" if found[0].startswith("year") else _ENDS[found[0][2]]
    value = calendar.shifted(grain, 0, at.today)
    return Atom(found.start(), found.end(), "date", value, form="edge")


_ENDS: dict[str, Grain] = {"y": "year", "m": "month", "w": "week"}


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


def period(found: re.Match[str], at: Moment) -> Atom | None:
    """The Edo period, the Meiji era, the Ming dynasty: from its first to its last year."""
    first, last = PERIODS[found["n"]]
    return Atom(found.start(), found.end(), "date", None, first, last, form="period")


PERIODS = {name: (first, last) for _, name, first, last in table("periods")}


def past_span(found: re.Match[str], at: Moment) -> Atom | None:
    """The past month: a length of time, as *the past two months* is."""
    value = _SPANS[found["g"]]
    return Atom(found.start(), found.end(), "duration", value, form="whole")


_SPANS = {
    "day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P3M",
    "year": "P1Y", "decade": "P10Y", "century": "P100Y",
}  # fmt: skip


def year_span(found: re.Match[str], at: Moment) -> Atom | None:
    """2024/25: from one year to the next."""
    first, last = int(found["y"]), int(found["z"])
    if (first + 1) % 100 != last:
        return None
    low, high = calendar.on(first), calendar.on(first + 1)
    return Atom(found.start(), found.end(), "date", None, low, high, form="span")


def whole_span(found: re.Match[str], at: Moment) -> Atom | None:
    """All day, another year: a length of time."""
    value = _SPANS[found["g"]]
    return Atom(found.start(), found.end(), "duration", value, form="whole")
