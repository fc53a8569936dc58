"""What the rules of clock times and of repeated times make of a match."""

# ruff: noqa: ARG001 - every function of a rule is called in the same way

from __future__ import annotations

import re
from dataclasses import replace

from brief.figures import calendar
from brief.figures.atoms_en import Atom, Moment
from brief.figures.time_words_en import (
    CODE,
    NUMBER,
    PERIOD,
    RANK,
    SMALL,
    given,
    month_number,
)
from brief.model import Modifier


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


_ZONE = re.compile(
    r" ?(?:gmt|utc|jst|est|edt|et|cst|cdt|mst|mdt|pst|pdt|pt|cet|cest|bst|ist|msk|kst|sgt|hkt|aest"
    r"|local time|(?:eastern|central|mountain|pacific|japan|tokyo|london|moscow|beijing)"
    r"(?: standard| daylight| summer)? time)(?![^\W_])"
)
_OF_A_CLOCK = ("hour", "clock", "moment", "clockspan", "momentspan")


def zoned(at: Moment, atoms: list[Atom]) -> list[Atom]:
    """`atoms` with the zone of a time of day in its extent: 3 p.m. EST, 9:30 local time.

    *From 9 to 10 GMT* has an extent already, which names both of its ends.
    """
    done: list[Atom] = []
    for atom in atoms:
        zone = _ZONE.match(at.copy.low, atom.end) if atom.form in _OF_A_CLOCK else None
        if zone and atom.extent in (None, (atom.start, atom.end)):
            atom = replace(atom, extent=(atom.start, zone.end()))
        done.append(atom)
    return done


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
    hour = 0 if word.endswith("night") else 12
    modifier: Modifier | None = "approx" if word.endswith("ish") else None
    value = calendar.clock(hour)
    return Atom(found.start(), found.end(), "time", value, form="clock", modifier=modifier)


_NEAR_CLOCK = re.compile(r"\b(?:at|by|around|about|till|until|from|before|after|back|it's) $")


def about_an_hour(found: re.Match[str], at: Moment) -> Atom | None:
    """Around 11ish; not *a 30ish man*."""
    if not _NEAR_CLOCK.search(at.copy.low, max(0, found.start() - 8), found.start()):
        return None
    atom = clock(found, at)
    return atom and replace(atom, modifier="approx")


_MOVING = re.compile(
    r"\b(?:leav\w+|left|start\w*|beg[aiu]n\w*|meet\w*|met|arriv\w+|depart\w*|kick\w*|land\w*|wak\w+"
    r"|woke|com\w+|came|go\w*|went|back|see|held|scheduled|ready|there|home|train|bus|flight)\b"
)
_QUOTED = re.compile(
    r"\b(?:shares?|stocks?|price\w*|rates?|index|yields?|dollar|yen|euro|traded)\b"
)


def dotted_clock(found: re.Match[str], at: Moment) -> Atom | None:
    """They leave at 6.45; not *shares opened at 6.45*."""
    low, start = at.copy.low, found.start()
    if _QUOTED.search(low, max(0, start - 60), start):
        return None
    return clock(found, at) if _MOVING.search(low, max(0, start - 25), start) else None


_FROM = re.compile(r"\b(?:from|between) $")


def spoken_span(found: re.Match[str], at: Moment) -> Atom | None:
    """From three thirty to four fifteen."""
    opening = _FROM.search(at.copy.low, max(0, found.start() - 8), found.start())
    if not opening:
        return None
    low, high = (
        calendar.clock(_plain(found[f"h{side}"]), _plain(found[f"mi{side}"])) for side in "12"
    )
    extent = (opening.start(), found.end())
    return Atom(*found.span(), "time", None, low, high, form="clockspan", extent=extent)


def part_of_day(found: re.Match[str], at: Moment) -> Atom | None:
    """In the morning, at night."""
    return Atom(found.start(), found.end(), "time", f"T{CODE[found['p']]}", form="part")


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
        value = PERIOD[groups["g"].removesuffix("s")]
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
    value = PERIOD[found["g"]]
    count = {"twice": 2, "two": 2, "three": 3}.get(found[0].split(" ")[0], 1)
    if count > 1:
        return Atom(found.start(), found.end(), "set", None, form="set")
    return Atom(found.start(), found.end(), "set", value, form="set")
