"""Holidays by their Japanese names: 春分の日, クリスマス, 春節.

The rules are those of the English names (``holidays.en.tsv``), which ``holidays.ja.tsv`` gives
for the Japanese ones; `holidays_en` tells what a rule means in a year.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from brief.figures.calendar import Lean
from brief.figures.lexicon import table

_FIXED = re.compile(r"\d\d-\d\d")


@cache
def _rules() -> dict[str, str]:
    """The rule of each Japanese name."""
    english = {name: rule for name, rule, *_ in table("holidays.en")}
    return {name: english.get(rule, rule) for name, rule in table("holidays.ja")}


def day_of_holiday(name: str, year: int | None, today: date | None, lean: Lean) -> str | None:
    """The day of the holiday `name` in `year`, else the nearest to `today`, where `lean` points.

    With neither year nor `today` what is stated: ``XXXX-12-25``, and None where the day moves.
    """
    # The rules of sun and moon are large, and most texts name no holiday.
    from brief.figures.holidays_en import holiday

    rule = _rules()[name]
    if year is not None:
        return holiday(rule, year)
    if today is None:
        return f"XXXX-{rule}" if _FIXED.fullmatch(rule) else None
    days = [day for step in (-1, 0, 1) if (day := holiday(rule, today.year + step))]
    if lean == "past":
        days = [day for day in days if day <= today.isoformat()] or days
    elif lean == "future":
        days = [day for day in days if day >= today.isoformat()] or days
    return min(days, key=lambda day: abs(date.fromisoformat(day) - today), default=None)
