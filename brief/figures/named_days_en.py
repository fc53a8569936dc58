"""English holidays: a name of the table, and what stands around it: next Easter, Diwali 2026."""

from __future__ import annotations

import re
from datetime import date, timedelta

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.holidays_en import holiday
from brief.figures.lexicon import table
from brief.figures.time_words_en import HOLIDAYS, STEP, compiled, full_day, year_of

_SHIFT = re.compile(r"(?P<s>this|last|next) ")
_YEAR = r"(?:(?:,| in| of)? (?P<y><year>|<yearword>)| (?:of )?(?P<shift>this|last|next) year)?"
_WEEKEND = r" weekend\b(?: (?:of |in )?(?P<y><year>))?"
_WEEK = 7


def named_day(at: Moment, start: int) -> Atom | None:
    """The holiday that begins at `start`, or the weekend that touches it."""
    low = at.copy.low
    shift = _SHIFT.match(low, start)
    begin = shift.end() if shift else start
    found = HOLIDAYS.at(low, begin)
    if found is None:
        return None
    end, rule = found
    weekend = compiled(_WEEKEND).match(low, end)
    after = weekend or compiled(_YEAR).match(low, end)
    if after is None or (after.end() == end and _names_else(at, begin, end)):
        return None
    stated = after.groupdict()
    year = year_of(stated["y"]) if stated["y"] else None
    if stated.get("shift") and at.today is not None:
        year = at.today.year + STEP.get(stated["shift"], 0)
    value = _day(at, rule, (start, after.end()), shift["s"] if shift else "", year)
    if weekend is None:
        return Atom(start, after.end(), "date", value, form="day")
    day = full_day(value)
    if day is None:
        value = None
    else:
        early = day.isoweekday() in (1, 2) and day.toordinal() > _WEEK
        value = f"{calendar.week_of(day - timedelta(days=_WEEK * early))}-WE"
    return Atom(start, after.end(), "date", value, form="weekend")


def _day(at: Moment, rule: str, span: tuple[int, int], shift: str, year: int | None) -> str | None:
    """The day of a holiday: in its year, without one the nearest that the text allows."""
    if year is not None:
        return holiday(rule, year)
    if at.today is None:
        return f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else None
    this = at.today.year
    if shift == "this":
        return holiday(rule, this)
    today = at.today.isoformat()
    lean = {"last": "past", "next": "future"}.get(shift) or at.lean(*span)
    if rule == _NEW_YEAR and lean is None and at.copy.low.strip(" .") != at.copy.low[slice(*span)]:
        return _nearest(rule, at.today)
    if lean == "past":
        days = (holiday(rule, this), holiday(rule, this - 1))
        return next((day for day in days if day and day < today), None)
    days = (holiday(rule, this), holiday(rule, this + 1))
    return next((day for day in days if day and day >= today), None)


_NEW_YEAR = "01-01"
"""Texts tell of it when it is just over or just ahead; as a whole text it is the coming one."""


def _nearest(rule: str, today: date) -> str | None:
    days = [day for step in (-1, 0, 1) if (day := holiday(rule, today.year + step))]
    return min(days, key=lambda day: abs(date.fromisoformat(day) - today), default=None)


# --- Easter Island, the Yom Kippur War, Tariq Ramadan ---------------------------------

_VETOES = frozenset(row[0] for row in table("holiday_nouns.en"))
"""What a holiday before it only qualifies: a Christmas tree."""
_FUNCTION = frozenset(row[0] for row in table("function_words.en"))
_NEXT_WORD = re.compile(r" (?P<word>[^\W\d_]+)")
_WORD_BEFORE = re.compile(r"(?P<stop>[.!?:\n] ?|^)?[\"'(]?(?P<word>[A-Z][a-z'-]{1,20}) $")
_WORD_OF_TIME = re.compile(r"\b(?:on|at|by|since|until|till|before|after|for|during|in|over) $")
_NAMED_AS = frozenset(("easter", "ramadan", "ramazan", "christmas", "holi", "onam", "vishu"))
"""Holidays that people are called after."""
_BEFORE_HOLIDAY = _FUNCTION | {
    "happy", "merry", "orthodox", "catholic", "western", "eastern", "greek", "russian", "coptic",
    "ethiopian", "julian", "gregorian", "white", "early", "late", "last", "next", "every", "first",
}  # fmt: skip


def _names_else(at: Moment, start: int, end: int) -> bool:
    """Whether the name of a holiday is part of another name, or only qualifies a thing."""
    cased = at.copy.cased
    following = _NEXT_WORD.match(cased, end)
    if following and following["word"].lower() in _VETOES:
        return True
    if at.copy.shouting or not cased[start].isupper() or cased[start:end].lower() not in _NAMED_AS:
        return False
    if following and following["word"][0].isupper() and len(following["word"]) > 1:
        timed = _WORD_OF_TIME.search(at.copy.low, max(0, start - 8), start)
        return not timed and following["word"].lower() not in _TIME_WORDS
    before = _WORD_BEFORE.search(cased, max(0, start - 24), start)
    return before is not None and before["word"].lower() not in _BEFORE_HOLIDAY | _TIME_WORDS


_TIME_WORDS = frozenset(row[0] for row in table("times.en")) | {"day", "eve", "week", "holiday"}
