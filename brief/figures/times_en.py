"""English times: at a place in the text, the longest that a rule reads.

The rules stand in ``data/time_rules.en.tsv``, by the class of the word they begin with: a
pattern, and the function (of ``dates_en``, ``weekdays_en``, ``periods_en``, ``clock_en`` or
this room) that makes a figure of its match, or None where the match is no time after all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import cast

from brief.figures import calendar, clock_en, dates_en, periods_en, weekdays_en
from brief.figures.atoms_en import Atom, Moment
from brief.figures.calendar import Grain
from brief.figures.holidays_en import holiday
from brief.figures.lexicon import table
from brief.figures.named_days_en import named_day
from brief.figures.time_words_en import HOLIDAYS, NUMBER, RANK, SMALL, compiled, full_day

Builder = Callable[["re.Match[str]", Moment], "Atom | None"]


@dataclass(frozen=True)
class Rule:
    """A way to state a time."""

    name: str
    source: str
    build: Builder

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What it reads; most texts need few of the rules, which are compiled when first tried."""
        return compiled(self.source)


def longest(at: Moment, start: int, classes: tuple[str, ...]) -> Atom | None:
    """The longest time that begins at `start`, by the rules of `classes`."""
    best: Atom | None = None
    low = at.copy.low
    for name in classes:
        if name == "digit" and not _TIME_AHEAD.match(low, start):
            continue
        for rule in RULES.get(name, ()):
            found = rule.pattern.match(low, start)
            if found and (best is None or found.end() > best.end):
                atom = rule.build(found, at)
                if atom is not None and (best is None or atom.end > best.end):
                    best = atom
    if "holiday" in classes:
        atom = named_day(at, start)
        if atom is not None and (best is None or atom.end > best.end):
            best = atom
    if best is not None and start and _FULL_STOP.match(low, best.end - 2):
        return best.to(best.end - 1)
    return best


_FULL_STOP = re.compile(r"[^m ]\. ?$")
"""The point at the end of a text closes its sentence, not the abbreviation: *in Oct.*"""


_TIME_AHEAD = compiled(
    r"'[0-9]|[0-9]{4}|[0-9]{1,3}(?:[-/:']|\.(?:[0-9]{2}|[0-9]\.|[ap])|[^\W\d_]| [-/]"
    r"|,? (?:<month>|<weekdays>|of|in|[ap]\b|[ap]\.? ?m|o'? ?clock|min|past|after|bce?\b|b\.c"
    r"|ad\b|a\.d|ce\b|century|quarter|half|fiscal|day|last|noon|midnight))"
)
"""What may follow the digits of a time: most numbers are told from times by it alone."""

_EDGED = (
    "month", "shift", "digit", "season", "the", "around", "holiday", "weekday", "day", "fiscal",
)  # fmt: skip
_GRAIN = re.compile(
    r"(?:the )?(?P<g>week|month|quarter|year|decade|century)(?![^\W_]| (?:before|after|that|to))"
)


def edge(found: re.Match[str], at: Moment) -> Atom | None:
    """Early September, mid-2025, the end of the year, later this week."""
    inner = longest(at, found.end(), _EDGED)
    if inner is not None and inner.kind in ("date", "datetime") and inner.form != "clock":
        return inner.to(inner.end, start=found.start(), form="edge")
    grain = _GRAIN.match(at.copy.low, found.end()) if inner is None else None
    if not grain:
        return None
    value = calendar.shifted(cast("Grain", grain["g"]), 0, at.today)
    return Atom(found.start(), grain.end(), "date", value, form=grain["g"])


_DAYS = ("month", "digit", "the", "rank", "day", "holiday")


def closest(found: re.Match[str], at: Moment) -> Atom | None:
    """The closest Christmas to today, the second closest Monday to October 5th."""
    what = longest(at, found.end(), ("weekday", "holiday"))
    to = _TO.match(at.copy.low, what.end) if what else None
    base = longest(at, to.end(), _DAYS) if to else None
    if what is None or base is None or base.form != "day":
        return None
    rank = RANK.get(found["n"] or "first") or int(found["n"][0])
    name = at.copy.low[what.start : what.end]
    value = None
    if (day := full_day(base.value)) is not None:
        near = _near(day, name)
        value = near[rank - 1] if rank <= len(near) else None
    return Atom(found.start(), base.end, "date", value, form="day")


_TO = re.compile(" to ")


def _near(base: date, name: str) -> list[str]:
    """The days of a weekday or of a holiday around `base`, the nearest first."""
    if name in HOLIDAYS.entries:
        years = range(base.year - 5, base.year + 6)
        days = [day for year in years if (day := holiday(HOLIDAYS.entries[name], year))]
        return sorted(days, key=lambda day: abs(date.fromisoformat(day) - base))
    number = NUMBER[name.rstrip(".")]
    ahead = (number - base.isoweekday()) % 7
    steps = sorted((ahead + 7 * week for week in range(-5, 6)), key=abs)
    with suppress(OverflowError):
        return [(base + timedelta(days=step)).isoformat() for step in steps]
    return []


def days_of_span(found: re.Match[str], at: Moment) -> Atom | None:
    """The first ten days of last year, the last 3 days of October 2025."""
    inner = longest(at, found.end(), _EDGED)
    if inner is None or inner.form not in ("year", "month"):
        return None
    count = int(found["c"]) if found["c"].isdigit() else SMALL[found["c"].replace("-", " ")]
    low = high = None
    if inner.value and _MONTH_OR_YEAR.fullmatch(inner.value):
        year, _, month = inner.value.partition("-")
        first = date(int(year), int(month or 1), 1)
        last = date(int(year), int(month or 12), monthrange(int(year), int(month or 12))[1])
        with suppress(OverflowError):
            length = timedelta(days=count - 1)
            bounds = (first, first + length) if found["n"] == "first" else (last - length, last)
            low, high = (day.isoformat() for day in bounds)
    return Atom(found.start(), inner.end, "date", None, low, high, form="span")


_MONTH_OR_YEAR = re.compile(r"(?!0000)[0-9]{4}(?:-[0-9]{2})?")


def week_of(found: re.Match[str], at: Moment) -> Atom | None:
    """The week of April 10."""
    inner = longest(at, found.end(), ("month", "digit", "the"))
    if inner is None or inner.form != "day":
        return None
    return inner.to(inner.end, start=found.start(), form="week")


_OWN: dict[str, Builder] = {
    "edge": edge,
    "week_of": week_of,
    "closest": closest,
    "days_of_span": days_of_span,
}


def _builder(name: str) -> Builder:
    for room in (dates_en, weekdays_en, periods_en, clock_en):
        if hasattr(room, name):
            return cast("Builder", getattr(room, name))
    return _OWN[name]


def _rules() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for kind, name, builder, pattern in table("time_rules.en"):
        rule = Rule(name, pattern, _builder(builder))
        rules[kind] = (*rules.get(kind, ()), rule)
    return rules


RULES = _rules()
"""The rules by the class of their first word, in the order of the file."""
