"""What neighbouring amounts make: ranges, proportions, scores."""

# ruff: noqa: ARG001 - every function of a join is called in the same way

from __future__ import annotations

import re
from decimal import Decimal

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.completions_en import offset

_CHANGE = re.compile(
    r"\b(?:rose|rise[sn]?|rais\w+|fell|fall\w*|grew|grow\w*|cut\w*|increas\w+|decreas\w+|declin\w+"
    r"|dropp?\w*|jump\w+|climb\w+|up|down|lower\w*|lift\w*|hik\w+|went|slash\w+|reduc\w+|narrow\w+"
    r"|widen\w+|slow\w+|upgrad\w+|downgrad\w+|revis\w+|chang\w+|mov\w+)\b"
)


def amounts(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """10-15%, two to four people, between $5 and $10 million, from 3 to 5 percent."""
    if left.value is None or right.value is None or left.form or right.form:
        return None
    alike = (left.kind, left.unit, left.grain) == (right.kind, right.unit, right.grain)
    bare = left.kind == "number" and left.unit is None
    # $5 to 10 million: the unit may stand on the left alone.
    if not (alike or bare or (left.kind == "money" and right.kind == "number")):
        return None
    word = gap.strip(" -") or "-"
    opening = at.opening((left.extent or (left.start, 0))[0])
    if not _is_range(at, left, right, word, opening):
        return None
    unit = right if right.kind != "number" else left
    bounds = _bounds(left, right, unit)
    if bounds is None:
        return None
    start = opening.start() if opening and word in ("and", "to", "-") else left.start
    extent = (start, right.end)
    return Atom(left.start, right.end, unit.kind, None, *bounds, unit=unit.unit, extent=extent)


def _is_range(
    at: Moment, left: Atom, right: Atom, word: str, opening: re.Match[str] | None
) -> bool:
    """Whether the word between two amounts makes them a range: not in *rose from 3% to 5%*."""
    if word == "and":
        return bool(opening and opening["word"] == "between")
    if word == "or":
        return left.kind == "number" and right.kind != "number"
    if word == "to":
        if left.kind != "number" and (right.kind == "number" or not opening):
            return right.kind == "number" or not _changed(at, left, 40)
        return not (opening and opening["word"] == "from" and _changed(at, left, 80))
    numbers = left.kind == right.kind == "number"
    return not numbers or ("." in left.digits) == ("." in right.digits)


def _changed(at: Moment, atom: Atom, reach: int) -> bool:
    return bool(_CHANGE.search(at.copy.low, max(0, atom.start - reach), atom.start))


def _bounds(left: Atom, right: Atom, unit: Atom) -> tuple[str, str] | None:
    """Both ends in the unit and the scale of the range; None where they are not in order."""
    if unit.kind == "duration":
        return _bounds_of_time(left, right)
    try:
        low, high = Decimal(left.value or ""), Decimal(right.value or "")
    except ArithmeticError:
        return None
    if right.scaled and not left.scaled and left.kind == "number":
        low = _times(low, right)
    if left.kind == "money" and right.scaled and not left.scaled and abs(low) < 1000 <= abs(high):
        low = _times(low, right)
    if (
        left.kind == "number"
        and right.kind == "money"
        and right.unit
        and not right.scaled
        and high < 1 <= low
    ):
        low = low.scaleb(-2)
    if low >= high and not (low < 0 and high > 0):
        return None
    return calendar.plain(low), calendar.plain(high)


def _times(low: Decimal, right: Atom) -> Decimal:
    """`low` times the scale that stands on the right alone: 5 of *5 to 10 million*."""
    high = Decimal(right.value or "0")
    power = min(high.adjusted(), 60) // 3 * 3
    while power >= 3 and low.scaleb(power) >= high:
        power -= 3
    return low.scaleb(power) if power >= 3 else low


def _bounds_of_time(left: Atom, right: Atom) -> tuple[str, str] | None:
    if right.amount is None or right.value is None:
        return None
    first = left.amount if left.kind == "duration" else Decimal(left.value or "0")
    if left.kind == "duration" and left.grain != right.grain:
        return None
    if first is None or first >= right.amount:
        return None
    return calendar.duration(**{right.grain: first}), right.value


def days_away(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """Two to three years ago: from the one day to the other."""
    if not right.grain or right.amount is None or left.unit or left.value is None:
        return None
    count = Decimal(left.value)
    if at.today is None or right.value is None or not 0 < count < right.amount:
        return None
    sign = -1 if right.value < at.today.isoformat() else 1
    other = offset(calendar.duration(**{right.grain: count}), sign, at.today)
    if other is None:
        return None
    low, high = sorted((other, right.value))
    return Atom(left.start, right.end, "date", None, low, high, form="span")


def proportion(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """One in three, three out of four, 1 over 3: a part of one."""
    if left.value is None or right.value is None or left.unit:
        return None
    if left.kind == "date" and left.form != "year":
        return None
    over, under = Decimal(left.value), Decimal(right.value)
    if gap == " over " and under and _is_sum(at, left.start, right.end):
        value = calendar.plain(calendar.quotient(over, under))
        return Atom(left.start, right.end, "number", value, form="proportion")
    if left.kind == "date" or left.scaled or right.scaled:
        return None
    if not 0 < over < under or under > 1000 or (gap != " over " and right.form):
        return None
    if gap == " in " and not (left.spelled == right.spelled and under != right.value):
        return None
    value = calendar.plain(calendar.quotient(over, under))
    if gap.strip() == "in" and at.copy.low[max(0, left.start - 7) : left.start].endswith(
        ("count ", "result ")
    ):
        return None
    return Atom(left.start, right.end, "number", value, form="proportion")


_SUM = re.compile(r"\b(?:equals?|fraction|divided|multipl\w+|numerator|quotient)\b|=")


def _is_sum(at: Moment, start: int, end: int) -> bool:
    """Whether the sentence is about numbers, or nothing but these: *2000 over 3*."""
    low = at.copy.low
    left = max(low.rfind(". ", max(0, start - 80), start) + 1, start - 80, 0)
    if not low[left:start].strip() and not low[end : end + 2].strip(" .?!"):
        return True
    return bool(_SUM.search(low, left, end + 40))


_LARGEST_SCORE = 999
_SCORED = frozenset(("vote", "goal", "point", "game", "set", "run", "try", "seat"))


def score(at: Moment, left: Atom, right: Atom, gap: str) -> Atom | None:
    """8-1, 8 to 1, 8 votes to 1: the smaller number as ``low``."""
    if left.value is None or right.value is None or right.unit or left.form or right.form:
        return None
    counted = left.kind == "count"
    if (counted and left.unit not in _SCORED) or (left.unit and not counted):
        return None
    high, low = Decimal(left.value), Decimal(right.value)
    if not 0 <= low <= high <= _LARGEST_SCORE:
        return None
    if gap.strip() == "to" and (at.opening(left.start) or _changed(at, left, 40)):
        return None
    bounds = calendar.plain(low), calendar.plain(high)
    return Atom(left.start, right.end, "number", None, *bounds, form="score")
