"""What the rules of named days make of a match: weekdays, today, last night."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.calendar import Lean
from brief.figures.dates_en import month_meant
from brief.figures.holidays_en import nth_weekday
from brief.figures.time_words_en import (
    CODE,
    NUMBER,
    RANK,
    SMALL,
    STEP,
    day_number,
    given,
)


def weekday(found: re.Match[str], at: Moment) -> Atom | None:
    """Monday, next Tuesday, Wednesday of last week."""
    start, end = found.span()
    word = found["w"].rstrip(".")
    if _is_other_word(found, at, word) or _is_medium(found, at):
        return None
    shift = (given(found, "s") or "").removeprefix("this ")
    lean: Lean = None
    week = None
    if shift in ("past", "coming", "upcoming", "following"):
        lean = "past" if shift == "past" else "future"
    elif shift or given(found, "g"):
        week = STEP.get(shift or found["g"], 0)
    else:
        lean = at.lean(start, end)
    if found.re.groupindex.keys() == {"w"} and found["w"].endswith(".") and len(word) > 5:
        end -= 1
    value = calendar.weekday(NUMBER[word], at.today, week, lean)
    return Atom(start, end, "date", value, form="day", digits="weekday")


def _is_other_word(found: re.Match[str], at: Moment, word: str) -> bool:
    """Whether *sat*, *sun*, *wed* or *mon* is no weekday: *the sun sat low*."""
    if word not in ("sat", "sun", "wed", "mon"):
        return False
    low, start, end = at.copy.low, found.start(), found.end()
    alone = len(low) <= len(word) + 2 and low.strip(" .") == word
    if not at.copy.cased[found.start("w")].isupper() and not alone:
        return True
    if word == "mon" or end - start != len(word):
        return False
    if low.endswith(("the ", "s ", "e "), 0, start):
        return True
    following = low[end : end + 4]
    return (
        following[:1] == " "
        and not following[1:2].isdigit()
        and not following.startswith((" at ", " in "))
    )


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


_MEDIUM = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Sun|Independent|Tribune|Mercury|Star|World"
    r"|(?:Evening )?Post|Morning Post|Show|Night (?:Live|Football|Lights)|[Pp]rogramme|[Ss]how"
    r"|Agreement)\b"
)


def _is_medium(found: re.Match[str], at: Moment) -> bool:
    """Whether a capitalised day names a paper, a programme or a treaty: the Sunday Times."""
    cased = at.copy.cased
    start, end = found.span("w" if given(found, "w") else "n")
    if not cased[start].isupper() or at.copy.shouting:
        return False
    return cased.endswith("USA ", 0, start) or bool(_MEDIUM.match(cased, end))


def simple_day(found: re.Match[str], at: Moment) -> Atom | None:
    """Today, yesterday, tomorrow; with a part of the day."""
    word = found["n"]
    if _is_medium(found, at):
        return None
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


def weekday_of_month(found: re.Match[str], at: Moment) -> Atom | None:
    """The first Tuesday of October, the last Friday of last month."""
    count = RANK[found["n"]] if found["n"] in RANK else int(found["n"][0])
    number = NUMBER[found["w"].rstrip(".")]
    year, month = month_meant(found, at)
    value = nth_weekday(year, month, number, count) if year and month else None
    return Atom(found.start(), found.end(), "date", value, form="day")


def weekday_of_months(found: re.Match[str], at: Moment) -> Atom | None:  # noqa: ARG001
    """The third Thursday of each month, every last Friday of the month."""
    count = RANK[found["n"]] if found["n"] in RANK else int(found["n"][0])
    value = calendar.weekday_of_months(NUMBER[found["w"].rstrip(".")], count)
    return Atom(found.start(), found.end(), "set", value, form="set")


def weekend(found: re.Match[str], at: Moment) -> Atom | None:
    """The weekend: the one that is over where the past is told, else the coming one."""
    over = at.today is not None and at.today.isoweekday() < 6
    step = -1 if over and at.lean(*found.span()) == "past" else 0
    value = calendar.weekend(step, at.today)
    return Atom(found.end() - len("weekend"), found.end(), "date", value, form="weekend")


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
