"""Days that go by the moon: new moons, and the Islamic, Hebrew and Chinese dates of a year.

Language-neutral: Gregorian years in, ``datetime.date`` out. Islamic months begin on the evening
after a conjunction, as in the Umm al-Qura calendar of Saudi Arabia; where a month is proclaimed
by sighting, it may begin a day later.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from math import radians, sin

_LUNATIONS_A_YEAR = 12.3685
_FIRST = datetime(2000, 1, 1, 12)
"""J2000.0; what the Julian day 2451545.0 is."""


def new_moon(lunation: int) -> datetime:
    """The new moon number `lunation` (0: 6 January 2000) in universal time, to some ten minutes.

    Meeus, Astronomical Algorithms, chapter 49, with its larger terms.
    """
    k = lunation
    t = k / 1236.85
    sun = radians(2.5534 + 29.10535670 * k)
    moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    latitude = radians(160.7108 + 390.67050284 * k)
    eccentricity = 1 - 0.002516 * t
    days = 2451550.09766 - 2451545.0 + 29.530588861 * k + 0.00015437 * t * t
    days += (
        -0.40720 * sin(moon)
        + 0.17241 * eccentricity * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * latitude)
        + 0.00739 * eccentricity * sin(moon - sun)
        - 0.00514 * eccentricity * sin(moon + sun)
        + 0.00208 * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * latitude)
        - 0.00057 * sin(moon + 2 * latitude)
        + 0.00056 * eccentricity * sin(2 * moon + sun)
        - 0.00042 * sin(3 * moon)
        + 0.00042 * eccentricity * sin(sun + 2 * latitude)
        + 0.00038 * eccentricity * sin(sun - 2 * latitude)
    )
    return _FIRST + timedelta(days=days)


def _lunations(year: int) -> range:
    """The lunations that begin about `year`, some before and after it included."""
    first = int((year - 2000) * _LUNATIONS_A_YEAR)
    return range(first - 2, first + 16)


@cache
def islamic(year: int, month: int, day: int) -> date | None:
    """The first day of a Gregorian `year` that is `day` of the Islamic `month`."""
    for lunation in _lunations(year):
        # Lunation -1, of December 1999, began Ramadan 1420.
        if (lunation + 9) % 12 != month - 1:
            continue
        conjunction = new_moon(lunation)
        before_sunset = conjunction.hour < 15  # in Mecca, 18 hours of its own time
        found = conjunction.date() + timedelta(days=day + (0 if before_sunset else 1))
        if found.year == year:
            return found
    return None


@cache
def chinese_new_year(year: int) -> date | None:
    """The new moon between 21 January and 20 February, in Beijing."""
    for lunation in _lunations(year):
        day = (new_moon(lunation) + timedelta(hours=8)).date()
        if date(year, 1, 21) <= day <= date(year, 2, 20):
            return day
    return None


@cache
def diwali(year: int) -> date | None:
    """The evening in India on which the moon of Kartika is new."""
    for lunation in _lunations(year):
        moment = new_moon(lunation) + timedelta(hours=5, minutes=30)
        day = moment.date() if moment.hour >= 18 else moment.date() - timedelta(days=1)
        if date(year, 10, 16) <= moment.date() <= date(year, 11, 15):
            return day
    return None


def hebrew_new_year(year: int) -> date:
    """Rosh Hashanah in the autumn of a Gregorian `year`.

    Reingold and Dershowitz, Calendrical Calculations, the Hebrew calendar.
    """
    hebrew = year + 3761
    before, this, after = (_elapsed(hebrew + step) for step in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return date.fromordinal(this + delay - 1373427)


def _elapsed(hebrew: int) -> int:
    """Days from the epoch to the mean new year of `hebrew`, kept off three weekdays."""
    months = (235 * hebrew - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def orthodox_easter(year: int) -> date:
    """Easter of the Julian calendar, as a Gregorian date; Meeus, chapter 8. From 1900 to 2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
