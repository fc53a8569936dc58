"""English times: at a place in the text, the longest that a rule reads.

The rules stand in ``data/time_rules.en.tsv``, by the class of the word they begin with: a
pattern, and the function (of ``dates_en``, ``clock_en`` or this room) that makes a figure of
its match, or None where the match is no time after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from brief.figures import calendar, clock_en, dates_en
from brief.figures.atoms_en import Atom, Moment
from brief.figures.calendar import Grain
from brief.figures.lexicon import table
from brief.figures.time_words_en import compiled

Builder = Callable[["re.Match[str]", Moment], "Atom | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to state a time."""

    name: str
    pattern: re.Pattern[str]
    build: Builder


def longest(at: Moment, start: int, classes: tuple[str, ...]) -> Atom | None:
    """The longest time that begins at `start`, by the rules of `classes`."""
    best: Atom | None = None
    low = at.copy.low
    for name in classes:
        for rule in RULES[name]:
            found = rule.pattern.match(low, start)
            if found and (best is None or found.end() > best.end):
                atom = rule.build(found, at)
                if atom is not None and (best is None or atom.end > best.end):
                    best = atom
    return best


_EDGED = ("month", "shift", "digit", "season", "the", "holiday", "weekday", "day", "fiscal")
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


def week_of(found: re.Match[str], at: Moment) -> Atom | None:
    """The week of April 10."""
    inner = longest(at, found.end(), ("month", "digit", "the"))
    if inner is None or inner.form != "day":
        return None
    return inner.to(inner.end, start=found.start(), form="week")


def _builder(name: str) -> Builder:
    for room in (dates_en, clock_en):
        if hasattr(room, name):
            return cast("Builder", getattr(room, name))
    return {"edge": edge, "week_of": week_of}[name]


def _rules() -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for kind, name, builder, pattern in table("time_rules.en"):
        rule = Rule(name, compiled(pattern), _builder(builder))
        rules[kind] = (*rules.get(kind, ()), rule)
    return rules


RULES = _rules()
"""The rules by the class of their first word, in the order of the file."""
