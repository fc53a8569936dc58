"""Neighbours that make one figure: which they are, and what may stand between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from brief.figures import ranges_en, spans_en
from brief.figures.atoms_en import Atom, Moment


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
_DASH = r" ?[-~] ?"
_NEAR = (
    Join(
        "weekday away", ("date",), re.compile(r" (?:on (?:a )?)?"), ("date",), spans_en.weekday_away
    ),
    Join("holiday away", ("date",), re.compile(r" (?:in )?"), ("date",), spans_en.holiday_away),
    Join("weekday and date", ("date",), re.compile(r", "), ("date",), spans_en.weekday_with_date),
    Join(
        "days of a month",
        ("date", "number", "ordinal"),
        re.compile(rf"(?:{_DASH}| to | through | till | until | and |/)(?:the )?"),
        ("number", "date", "ordinal"),
        spans_en.days,
    ),
    Join(
        "days of a month that is not named",
        ("date",),
        re.compile(rf"(?:{_DASH}| to | through | till | until | and )(?:the )?"),
        ("number", "date", "ordinal"),
        spans_en.bare_days,
    ),
    Join(
        "clock times",
        ("time", "number"),
        re.compile(rf"{_DASH}| to | until | till | and "),
        ("time", "number"),
        spans_en.clock_times,
    ),
    Join(
        "proportion",
        ("number", "date"),
        re.compile(r" (?:in|out of|over) (?:every )?"),
        ("number",),
        ranges_en.proportion,
    ),
    Join(
        "range away", ("number",), re.compile(rf"{_DASH}| to | or "), ("date",), ranges_en.days_away
    ),
    Join("score", ("number", "count"), re.compile(r"-| to |&"), ("number",), ranges_en.score),
    Join("range", _AMOUNTS, re.compile(rf"{_DASH}|-? to | and | or "), _AMOUNTS, ranges_en.amounts),
)
"""Neighbours of one kind."""
_MIXED = (
    Join(
        "part of the day and clock",
        ("time",),
        re.compile(r" (?:at )?"),
        ("time",),
        spans_en.part_with_clock,
    ),
    Join(
        "date and time",
        ("date", "datetime"),
        re.compile(
            r",? (?:(?:at|@|by|around|before|after|for|from|about|no later than) )?(?:around "
            r"|about )?| - "
        ),
        ("time",),
        spans_en.date_with_time,
    ),
    Join(
        "repeated time",
        ("set",),
        re.compile(r" (?:(?:at|from) )?"),
        ("time",),
        spans_en.date_with_time,
    ),
    Join(
        "date and hour",
        ("date", "datetime", "time"),
        re.compile(r",? (?:at|around|by) (?:around |about )?"),
        ("number",),
        spans_en.date_with_hour,
    ),
    Join(
        "time and date",
        ("time",),
        re.compile(
            r"(?: (?:local time|[a-z]{3,9} time|gmt|utc|jst|est|edt|et|pst|pdt|cet|cest"
            r"|bst))?,? (?:(?:on|of|in) )?(?:the |an? )?"
        ),
        ("date", "datetime", "set"),
        spans_en.time_with_date,
    ),
    Join(
        "times on a date",
        ("time", "date", "datetime"),
        re.compile(r",? (?:(?:on|of|from|between|at) )?"),
        ("date", "datetime", "time"),
        spans_en.times_on_date,
    ),
    Join(
        "hours on a date",
        ("number",),
        re.compile(r" (?:on )?"),
        ("date", "datetime", "time"),
        spans_en.hours_on_date,
    ),
)
"""A date and its time of day."""
_FAR = (
    Join(
        "dates",
        ("date", "datetime"),
        re.compile(rf"(?:{_DASH}| to | through | until | till | and )(?:the )?"),
        ("date", "datetime"),
        spans_en.dates,
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
