"""Whether two figures say the same, as good translators let them.

Values are compared, and units where both languages name them; 2週間 is 14 days, 89分 is the 89th
minute, 20代 may be 20, 3分35秒 is 3:35.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from brief.check.amounts import (
    POINTS,
    is_share,
    same_but_for_unit,
    same_money,
    same_percent,
    same_quantity,
)
from brief.check.times import (
    counts_units,
    is_number_of_time,
    is_on_each,
    lasts,
    months_of,
    same_duration,
    same_repetition,
    same_text,
    same_time,
)
from brief.model import Figure

_QUANTITIES = frozenset(("number", "ordinal", "count", "age", "measure"))
_TIMES = frozenset(("date", "datetime", "time"))


def family(figure: Figure) -> str:
    """The kinds that may say the same: quantity, money, percent, duration, time or set."""
    if figure.kind in _QUANTITIES or figure.unit == POINTS:
        return "quantity"
    return "time" if figure.kind in _TIMES else figure.kind


def comparable(family: str) -> frozenset[str]:
    """The families whose figures may say the same as one of `family`."""
    return _COMPARABLE[family]


def agree(a: Figure, b: Figure) -> bool:
    """Whether the two say the same, whichever is Japanese."""
    kinds = family(a), family(b)
    if kinds[0] == kinds[1]:
        return _AGREE[kinds[0]](a, b)
    across = _ACROSS.get(kinds)
    if across:
        return across(a, b)
    across = _ACROSS.get((kinds[1], kinds[0]))
    return across(b, a) if across else False


def halves(figure: Figure) -> tuple[Figure, ...]:
    """The two figures that may say the same: the ends of a range, a day and its hour."""
    if figure.low is not None and figure.high is not None:
        return tuple(
            replace(figure, value=end, low=None, high=None) for end in (figure.low, figure.high)
        )
    ends = months_of(figure)
    if ends:
        return tuple(replace(figure, value=end, low=None, high=None) for end in ends)
    frequency = _FREQUENCY.fullmatch(figure.text) if figure.kind == "set" else None
    if frequency:
        times = str(_TIMES_A[frequency["times"].lower()])
        every = _EVERY[frequency["unit"].lower()]
        return replace(figure, kind="count", value=times, unit="time"), replace(figure, value=every)
    day, separator, hour = (figure.value or "").partition("T")
    if figure.kind == "datetime" and day and separator:
        return replace(figure, kind="date", value=day), replace(
            figure, kind="time", value=f"T{hour}"
        )
    return ()


_FREQUENCY = re.compile(r"(?P<times>twice|two times|three times) an? (?P<unit>\w+)", re.IGNORECASE)
_TIMES_A = {"twice": 2, "two times": 2, "three times": 3}
_EVERY = {
    "minute": "PT1M",
    "hour": "PT1H",
    "day": "P1D",
    "week": "P1W",
    "month": "P1M",
    "quarter": "P3M",
    "year": "P1Y",
    "decade": "P10Y",
}


_AGREE: dict[str, Callable[[Figure, Figure], bool]] = {
    "quantity": same_quantity,
    "money": same_money,
    "percent": same_percent,
    "duration": same_duration,
    "time": same_time,
    "set": same_text,
}
_ACROSS: dict[tuple[str, str], Callable[[Figure, Figure], bool]] = {
    ("money", "quantity"): same_but_for_unit,
    ("duration", "quantity"): counts_units,
    ("duration", "set"): same_repetition,
    ("duration", "time"): lasts,
    ("percent", "quantity"): is_share,
    ("quantity", "time"): is_number_of_time,
    ("set", "time"): is_on_each,
}
_COMPARABLE = {
    name: frozenset((name, *(other for pair in _ACROSS if name in pair for other in pair)))
    for name in _AGREE
}
