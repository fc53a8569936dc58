"""What makes an amount that was read another figure: *ago*, *in*, *and 30 minutes*, *aged*."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from brief.figures import amounts_en, calendar, numerals_en, times_en
from brief.figures.atoms_en import Atom, Moment
from brief.figures.calendar import Grain
from brief.figures.time_words_en import full_day
from brief.model import Modifier

_ADDED = re.compile(r"(?:,? and |,? |,)(?=[0-9a-z])")
_AND_HALF = re.compile(r" and (?:a )?(?P<part>half|quarter)(?![^\W_]| of)")
_GRAINS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_TAIL = re.compile(
    r" (?P<how>ago(?: today)?|from now|from today|hence|later|earlier|back)\b(?! than)"
    r"|,? (?P<side>from|after|before|since|prior to) (?=(?P<what>[a-z0-9]))"
)
_IN_BEFORE = re.compile(r"\b(?:in|within)(?: (?:about|around|roughly|just|the next|next))? $")
_HIGHEST = re.compile(
    r"\b(?:first|most|least|lowest|highest|only|times?|once|record|since|\w+est|rise|fall|drop"
    r"|increase|decline|grew|rose|fell|up|down)\b"
)
_AMONG = re.compile(
    r"(?P<word>last|past|next|coming|upcoming|first|previous|following|final|preceding)(?: about"
    r"| around)? $"
)


def completed(at: Moment, atom: Atom, floor: int) -> Atom:
    """`atom` with what belongs to it: 30 minutes after 1 hour, *ago*, *in* before two weeks."""
    low, start = at.copy.low, atom.start
    if (end := _AGE_ENDING.match(low, start)) and _AGED_FROM.search(low, max(0, start - 24), start):
        return Atom(start, end.end(), "age", end[0], unit="a", digits=end[0])
    if atom.kind == "number" and atom.digits and (more := _OR_MORE.match(low, atom.end)):
        atom = _counted(at, atom, more, floor)
    if atom.grain == "years" and atom.amount and _OLDER.match(low, atom.end):
        return replace(atom, kind="age", value=calendar.plain(atom.amount), unit="a", grain="")
    if atom.kind == "duration" and atom.grain:
        atom = _summed(at, atom)
        return _placed(at, atom, floor)
    if atom.kind == "number" and atom.value is not None:
        return _aged(at, atom, floor)
    return atom


def _summed(at: Moment, atom: Atom) -> Atom:
    """Durations in a row, each of a smaller grain: 1 hour and 30 minutes."""
    parts = {atom.grain: atom.amount}
    if atom.amount is not None and (half := _AND_HALF.match(at.copy.low, atom.end)):
        part = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}[half["part"]]
        value = calendar.duration(**{atom.grain: atom.amount + part})
        return atom.to(half.end(), value=value, amount=atom.amount + part)
    for _ in range(3):
        link = _ADDED.match(at.copy.low, atom.end)
        if not link or atom.amount is None:
            return atom
        numeral = numerals_en.read(at.copy.low, link.end())
        if numeral is None or numeral.value is None or numeral.ordinal:
            return atom
        more = amounts_en.read(at.copy, link.end(), numeral, link.end())
        if more.kind != "duration" or _GRAINS.index(more.grain) <= _GRAINS.index(atom.grain):
            return atom
        if link[0].startswith(",") and "and" not in link[0] and more.grain in parts:
            return atom
        parts[more.grain] = more.amount
        atom = atom.to(more.end, value=calendar.duration(**parts), grain=more.grain)
        atom = replace(atom, amount=more.amount)
    return atom


_UNITS_OF = {"years": "year", "months": "month", "weeks": "week", "days": "day"}


def offset(value: str | None, sign: int, today: date | None) -> str | None:
    """The day that a duration of years to days away from `today` is."""
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", value or "")
    if not found or today is None or any(part and len(part) > 6 for part in found.groups()):
        return None
    named = [
        (grain, int(part))
        for grain, part in zip(("year", "month", "week", "day"), found.groups(), strict=True)
        if part
    ]
    day: date | None = today
    result: str | None = None
    for grain, count in named:
        if day is None:
            return None
        if len(named) > 1 and grain == "year":
            grain, count = "month", 12 * count
        result = calendar.away(cast("Grain", grain), sign * count, day)
        day = date.fromisoformat(result) if result and len(result) == 10 else None
    return result


def _placed(at: Moment, atom: Atom, floor: int) -> Atom:
    """Two weeks ago, in two months, three days after Tuesday; *the past three years* as extent."""
    low = at.copy.low
    tail = _TAIL.match(low, atom.end)
    if tail and tail["how"]:
        sign = -1 if tail["how"][:3] in ("ago", "ear", "bac") else 1
        value = offset(atom.value, sign, at.today)
        if value is None:
            return atom.to(tail.end())
        return atom.to(tail.end(), kind="date", value=value, low=None, high=None, form="day")
    if tail and atom.value:
        other = times_en.longest(at, tail.end(), _CLASSES_OF_DATES)
        if other is not None and other.form == "day" and atom.grain in _UNITS_OF:
            sign = -1 if tail["side"] in ("before", "prior to") else 1
            value = offset(atom.value, sign, full_day(other.value))
            return atom.to(other.end, kind="date", value=value, form="day")
    if atom.start == 0 or low[atom.start - 1] != " ":
        return atom
    if among := _AMONG.search(low, max(floor, atom.start - 18), atom.start):
        start = among.start()
        return replace(atom, extent=(start, atom.end))
    inside = _IN_BEFORE.search(low, max(floor, atom.start - 20), atom.start)
    if (
        inside
        and not inside[0].startswith("within")
        and atom.grain in _UNITS_OF
        and atom.amount is not None
    ):
        sentence = low[
            max(
                low.rfind(". ", max(0, inside.start() - 80), inside.start()), inside.start() - 80, 0
            ) : inside.start()
        ]
        if not _HIGHEST.search(sentence) and at.lean(inside.start(), atom.end) != "past":
            extent = (inside.start(), atom.end)
            value = offset(atom.value, 1, at.today)
            if value is None:
                return replace(atom, extent=extent)
            return replace(atom, kind="date", value=value, form="day", extent=extent)
    return atom


_AGE_ENDING = re.compile(r"[0-9]{1,3}(?![0-9%]|[.,][0-9]|[^\W_]|-)")
_AGED_FROM = re.compile(r"\b(?:aged|ages?)(?: between| from)? [0-9]{1,3}(?: (?:to|and|or) | ?- ?)$")
_OLDER = re.compile(r" (?:or|and) (?:older|younger)\b")
_OR_MORE = re.compile(
    r" or (?:(?P<equal_or_more>more)|(?P<equal_or_less>less|fewer)|(?P<approx>so)) "
)


def _counted(at: Moment, atom: Atom, more: re.Match[str], floor: int) -> Atom:
    """14 or more people, 1,000 or so people: the noun stands after the modifier."""
    numeral = numerals_en.read(at.copy.low, atom.start)
    if numeral is None or numeral.end != atom.end:
        return atom
    counted = amounts_en.read(at.copy, atom.start, replace(numeral, end=more.end() - 1), floor)
    if counted.kind not in ("count", "measure", "duration", "money", "percent"):
        return atom
    return replace(counted, modifier=cast("Modifier", more.lastgroup))


_AGED = re.compile(r"\b(?:aged|age|ages|turned|turns|turning)(?: between| from)? $")
_NAMED_AGE = re.compile(r"[A-Z][^\W\d_]+, $")
_CLASSES_OF_DATES = ("day", "weekday", "month", "digit", "holiday", "shift")


def _aged(at: Moment, atom: Atom, floor: int) -> Atom:
    """A bare number that is an age: aged 37; Ishiba, 68, said."""
    copy = at.copy
    start = atom.start
    if not atom.digits or len(atom.digits) > 3 or not atom.digits.isdigit():
        return atom
    if copy.low[start - 1 : start] != " ":
        return atom
    if _AGED.search(copy.low, max(floor, start - 16), start):
        return replace(atom, kind="age", unit="a")
    if (
        (
            copy.low[atom.end : atom.end + 1] in (",", ".", "")
            and len(atom.digits) <= 2
            and int(atom.digits) > 9
        )
        and copy.low[atom.end : atom.end + 2] == ", "
        and _NAMED_AGE.search(copy.cased, max(0, start - 20), start)
        and copy.low[atom.end + 2 : atom.end + 3].isalpha()
    ):
        return replace(atom, kind="age", unit="a")
    return atom
