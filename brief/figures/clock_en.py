"""What the rules of clock times and of repeated times make of a match."""

# ruff: noqa: ARG001 - every function of a rule is called in the same way

from __future__ import annotations

import re

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.time_words_en import CODE, NUMBER, RANK, SMALL, given, month_number


def clock(found: re.Match[str], at: Moment) -> Atom | None:
    """3:30 p.m., 15:30, 3 o'clock, noon, half past eight."""
    hour = _plain(found["h"])
    minute = _plain(found["mi"]) if given(found, "mi") else None
    second = int(found["se"]) if given(found, "se") else None
    half = given(found, "ap") or given(found, "p")
    stated = half is not None
    if half:
        afternoon = (
            half[0] == "p" or half in ("afternoon", "evening") or (half == "night" and hour > 5)
        )
        if hour > 12 and half[0] in "ap" and half != "afternoon" and hour < 24:
            value_hour = hour
        else:
            value_hour = hour % 12 + 12 if afternoon else hour % 12
            if half == "night" and hour == 12:
                value_hour = 0
    else:
        value_hour = hour
    return Atom(
        found.start(),
        found.end(),
        "time",
        calendar.clock(value_hour, minute, second),
        form="clock" if stated or hour > 12 else "hour",
        parts=(hour, minute, None),
        digits=found["h"],
    )


def clock_half(found: re.Match[str], at: Moment) -> Atom | None:
    """A clock time with a.m. or p.m., or the bare letter: 3 p.m., 9:00a."""
    hour = int(found["h"])
    single = len(found["ap"]) == 1
    if hour > 23 or (single and (" " in found[0] or hour > 12 or found["ap"] not in "ap")):
        return None
    if hour == 0 and not found["mi"]:
        return None
    return clock(found, at)


def _plain(word: str) -> int:
    return int(word) if word.isdigit() else SMALL[word.replace("-", " ")]


def past(found: re.Match[str], at: Moment) -> Atom | None:
    """Half past eight, a quarter to nine, twenty minutes past eight in the evening."""
    word = found["n"].strip()
    word = word.removeprefix("a ")
    minutes = {"half": 30, "quarter": 15}.get(word)
    if minutes is None:
        minutes = _plain(word)
    hour = _plain(found["h"])
    if found["to"] in ("to", "before", "till") and minutes:
        minutes, hour = 60 - minutes, (hour - 1) % 12 or 12
    half = given(found, "ap") or given(found, "p")
    if half:
        hour = hour % 12 + (
            12 if half[0] == "p" or half in ("afternoon", "evening", "night") else 0
        )
    if not 0 <= minutes < 60:
        return None
    return Atom(found.start(), found.end(), "time", calendar.clock(hour, minutes), form="clock")


def noon(found: re.Match[str], at: Moment) -> Atom | None:
    """Noon, midday, midnight."""
    word = found["n"]
    hour = 0 if "mid" in word and "night" in word else 12
    return Atom(found.start(), found.end(), "time", calendar.clock(hour), form="clock")


def part_of_day(found: re.Match[str], at: Moment) -> Atom | None:
    """In the morning, at night."""
    return Atom(found.start(), found.end(), "time", f"T{CODE[found['p']]}", form="part")


_PERIODS = {
    "day": "P1D",
    "week": "P1W",
    "month": "P1M",
    "quarter": "P3M",
    "year": "P1Y",
    "hour": "PT1H",
    "minute": "PT1M",
    "second": "PT1S",
    "decade": "P10Y",
    "weekday": "P1WD",
    "weekend": "P1WE",
    "fortnight": "P2W",
    "century": "P100Y",
}


def repeated(found: re.Match[str], at: Moment) -> Atom | None:
    """Every Monday, each year, every two weeks, once a week, daily, Mondays."""
    groups = found.groupdict()
    value: str | None
    if groups.get("w"):
        value = f"XXXX-WXX-{NUMBER[groups['w'].rstrip('.')]}"
        if groups.get("p"):
            value += f"T{CODE[groups['p'].rstrip('s')]}"
    elif groups.get("p"):
        value = f"T{CODE[groups['p'].rstrip('s')]}"
    elif groups.get("m"):
        value = f"XXXX-{month_number(groups['m']):02}"
    elif groups.get("g"):
        value = _PERIODS[groups["g"].removesuffix("s")]
        count = groups.get("c")
        if count:
            number = (
                2
                if count == "other"
                else int(count)
                if count.isdigit()
                else SMALL.get(count) or RANK[count]
            )
            value = re.sub("[0-9]+", lambda m: str(int(m[0]) * number), value)
    else:
        value = CODE[found["n"]]
        if at.copy.cased[found.start()].isupper() and found.start() and found["n"] == "daily":
            return None
    return Atom(found.start(), found.end(), "set", value, form="set")


def times_a(found: re.Match[str], at: Moment) -> Atom | None:
    """Once a week; how often is not kept for *twice a week*, which has no value."""
    if found[0].startswith("one ") and found["g"] != "day":
        return None
    value = _PERIODS[found["g"]]
    count = {"twice": 2, "two": 2, "three": 3}.get(found[0].split(" ")[0], 1)
    if count > 1:
        return Atom(found.start(), found.end(), "set", None, form="set")
    return Atom(found.start(), found.end(), "set", value, form="set")
