"""What the rules of longer times make of a match: weeks, quarters, seasons, years, eras."""

# ruff: noqa: ARG001 - every function of a rule is called in the same way

from __future__ import annotations

import re
from datetime import date
from typing import cast

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.calendar import Grain
from brief.figures.lexicon import table
from brief.figures.time_words_en import (
    CODE,
    PERIOD,
    RANK,
    SMALL,
    STEP,
    given,
    year_of,
)


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


def short_quarter(found: re.Match[str], at: Moment) -> Atom | None:
    """3Q25, 1H; but *2h* is two hours."""
    if found["h"] == "h" and not found["y"] and at.copy.cased[found.start("h")] == "h":
        return None
    return quarter(found, at)


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
        value = calendar.century_before_christ(number)
    else:
        value = calendar.century(number)
    return Atom(found.start(), found.end(), "date", value, form="century")


def before_christ(found: re.Match[str], at: Moment) -> Atom | None:
    """44 BC."""
    value = calendar.before_christ(int(found["n"]))
    return Atom(found.start(), found.end(), "date", value, form="year")


def anno_domini(found: re.Match[str], at: Moment) -> Atom | None:
    """AD 79, 79 AD; not *an ad 79 seconds long*."""
    if not at.copy.cased[found.start("era")].isupper():
        return None
    value = calendar.on(int(found["n"]))
    return Atom(found.start(), found.end(), "date", value, form="year")


def month_at_hand(found: re.Match[str], at: Moment) -> Atom | None:
    """For the month, of the month: this one, where it is known."""
    value = calendar.shifted("month", 0, at.today)
    return Atom(found.start(), found.end(), "date", value, form="month") if value else None


def decade_in_digits(found: re.Match[str], at: Moment) -> Atom | None:
    """The 1990s, '90s; bare 90s only after *the*, *early*, *mid*, *late*."""
    word = found["y"]
    if len(word.strip("'s")) != 2 or word[0] == "'":
        return decade(found, at)
    low, start = at.copy.low, found.start()
    if _SHORTENED.search(low, max(0, start - 2), start):
        atom = decade(found, at)
        return atom and atom.to(atom.end, start=start - 1)
    if not _BEFORE_DECADE.search(low, max(0, start - 10), start):
        return None
    return None if _WEATHER.search(low, max(0, start - 80), start) else decade(found, at)


_SHORTENED = re.compile(r"(?<![^\W_])'$")
_BEFORE_DECADE = re.compile(r"\bthe (?:(?:early|mid|late)[ -])?$")
_WEATHER = re.compile(r"\b(?:temperatures?|highs?|lows?|mercury|thermometers?|degrees|humidity)\b")


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


def last_week_of_year(found: re.Match[str], at: Moment) -> Atom | None:
    """The last week of 2019, of this year."""
    year = year_of(found["y"]) if found["y"] else None
    if year is None and at.today is not None:
        year = at.today.year + STEP.get(given(found, "s") or "", 0)
    # The week of 28 December is the last of its year (ISO 8601).
    value = calendar.week_of(date(year, 12, 28)) if year and 1 <= year <= 9999 else None
    return Atom(found.start(), found.end(), "date", value, form="week")


def year_in_words(found: re.Match[str], at: Moment) -> Atom | None:
    """Nineteen ninety-six, where *in*, *since* or the like stands before it."""
    if not re.search(
        r"\b(?:in|since|by|until|of|from|year) $",
        at.copy.low[max(0, found.start() - 7) : found.start()],
    ):
        return None
    return year(found, at)


def end_of_span(found: re.Match[str], at: Moment) -> Atom | None:
    """Year-end, EOY, EOM."""
    grain: Grain = "year" if found[0].startswith("year") else _ENDS[found[0][2]]
    value = calendar.shifted(grain, 0, at.today)
    return Atom(found.start(), found.end(), "date", value, form="edge")


_ENDS: dict[str, Grain] = {"y": "year", "m": "month", "w": "week"}


def period(found: re.Match[str], at: Moment) -> Atom | None:
    """The Edo period, the Meiji era, the Ming dynasty: from its first to its last year."""
    first, last = PERIODS[found["n"]]
    return Atom(found.start(), found.end(), "date", None, first, last, form="period")


PERIODS = {name: (first, last) for _, name, first, last in table("periods")}


def past_span(found: re.Match[str], at: Moment) -> Atom | None:
    """The past month: a length of time, as *the past two months* is."""
    value = PERIOD[found["g"]]
    return Atom(found.start(), found.end(), "duration", value, form="whole")


def year_span(found: re.Match[str], at: Moment) -> Atom | None:
    """2024/25: from one year to the next."""
    first, last = int(found["y"]), int(found["z"])
    if (first + 1) % 100 != last:
        return None
    low, high = calendar.on(first), calendar.on(first + 1)
    return Atom(found.start(), found.end(), "date", None, low, high, form="span")


def whole_span(found: re.Match[str], at: Moment) -> Atom | None:
    """All day, another year: a length of time."""
    value = PERIOD[found["g"]]
    return Atom(found.start(), found.end(), "duration", value, form="whole")
