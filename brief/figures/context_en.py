"""English dates that lean on another date of the text: June 24 and 25; July of the same year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.time_words_en import YEAR_AFTER

_COMMA = re.compile(r", ")
_AND = re.compile(r",? (?:and|&) (?:the )?")
_LATEST = 31


def listed(at: Moment, atoms: list[Atom]) -> list[Atom]:
    """`atoms` with the days of a list made dates: June 24, 25 and 26; 24 and 25 June 2025."""
    done = list(atoms)
    for place, atom in enumerate(atoms):
        if atom.kind != "date" or atom.form != "day" or not (atom.parts[1] and atom.parts[2]):
            continue
        before = _list_before(at, atoms, place)
        for index in before:
            done[index] = _day_like(atom, atoms[index])
        after = [] if before else _list_after(at, atoms, place)
        if not after:
            continue
        year = YEAR_AFTER.match(at.copy.low, atoms[after[-1]].end)
        base = atom
        if year and atom.parts[0] is None:
            base = replace(atom, parts=(int(year["y"]), *atom.parts[1:]))
            done[place] = _day_like(base, atom)
        for index in after:
            done[index] = _day_like(base, atoms[index])
        if base is not atom and year:
            done[after[-1]] = done[after[-1]].to(year.end())
    floor = 0
    kept: list[Atom] = []
    for atom in done:
        if atom.start >= floor:
            kept.append(atom)
            floor = atom.end
    return kept


def _list_after(at: Moment, atoms: Sequence[Atom], place: int) -> list[int]:
    """The places of the days that go on the list begun by the date at `place`: *and* ends it."""
    found: list[int] = []
    low = at.copy.low
    for index in range(place + 1, len(atoms)):
        gap = low[atoms[index - 1].end : atoms[index].start]
        ends = _AND.fullmatch(gap)
        if not (ends or _COMMA.fullmatch(gap)):
            return []
        day, bound = _day(atoms[index]), _day(atoms[index - 1])
        if day is None or bound is None or not bound < day <= _LATEST:
            return []
        found.append(index)
        if ends:
            return [] if _is_between(at, atoms[place].start) else found
    return []


def _list_before(at: Moment, atoms: Sequence[Atom], place: int) -> list[int]:
    """The places of the days of the list that the date at `place` ends."""
    low = at.copy.low
    found: list[int] = []
    for index in range(place - 1, -1, -1):
        gap = low[atoms[index].end : atoms[index + 1].start]
        linked = _COMMA.fullmatch(gap) if found else _AND.fullmatch(gap)
        day, bound = _day(atoms[index]), _day(atoms[index + 1])
        if not linked or day is None or bound is None or not 1 <= day < bound:
            break
        found.append(index)
    return [] if found and _is_between(at, atoms[found[-1]].start) else found


def _is_between(at: Moment, start: int) -> bool:
    opening = at.opening(start)
    return bool(opening and opening["word"] == "between")


def _day(atom: Atom) -> int | None:
    """The day of the month that `atom` is, or can be as a bare number."""
    if atom.kind == "date":
        return atom.parts[2]
    if atom.kind in ("number", "ordinal") and atom.digits.isdigit() and len(atom.digits) <= 2:
        return int(atom.digits)
    return None


def _day_like(base: Atom, atom: Atom) -> Atom:
    """`atom` as a day of the month of `base`."""
    day, month, year = _day(atom), base.parts[1], base.parts[0]
    if day is None or month is None:
        return atom
    if year is None and base.value and base.value[:4].isdigit():
        year = int(base.value[:4])
    if year is None:
        value = calendar.day_of_year(month, day, None)
    else:
        value = calendar.on(year, month, day)
    parts = (base.parts[0], month, day)
    return Atom(atom.start, atom.end, "date", value, form="day", parts=parts)


_DATED = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-[0-9]{2})?)?(?:T.*)?")


def referred(at: Moment, atoms: Sequence[Atom]) -> list[Atom]:
    """`atoms` with *the same year* and *that day* resolved to those of the date before."""
    last = at.today.isoformat() if at.today else ""
    done: list[Atom] = []
    for atom in atoms:
        if atom.form.startswith("same "):
            atom = _same(atom, last)
        if atom.kind in ("date", "datetime"):
            value = atom.value or atom.high or ""
            last = value if _DATED.fullmatch(value) else last
        done.append(atom)
    return done


def _same(atom: Atom, last: str) -> Atom:
    """`atom`, of the same grain as its form says, in the year, month or day of `last`."""
    found = _DATED.fullmatch(last)
    _, month, day = atom.parts
    grain = atom.form.removeprefix("same ")
    if not found:
        return atom
    if grain == "year":
        value = calendar.on(int(found["year"]), month, day)
    else:
        length = {"month": 7, "day": 10}[grain]
        value = last[:length] if len(last) >= length else None
    return replace(atom, value=value, form=grain if month is None else "day" if day else "month")
