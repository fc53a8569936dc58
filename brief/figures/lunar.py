"""Days that go by the moon: new moons, and the Islamic, Hebrew and Chinese dates of a year.

Language-neutral: Gregorian years in, ``datetime.date`` out. Islamic months are those of the Umm
al-Qura calendar of Saudi Arabia: they begin on the evening on which the moon, new before sunset,
sets after the sun in Mecca (van Gent, The Umm al-Qura Calendar of Saudi Arabia; what is known
from before 1975 follows no one rule). Where a month is proclaimed by sighting, it may begin a
day later.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from math import radians, sin

from brief.figures.ephemeris import day_of, daylight, moment, moon_altitude, sun, sun_at

_LUNATIONS_A_YEAR = 12.3685
_MECCA = (21.4225, 39.8262)
_MOONSET = 0.1
"""The altitude at which the moon's upper limb sets: its parallax lowers it by more than the
refraction and its radius raise it."""
_ZONES = {"utc": 0, "china": 8, "korea": 9, "japan": 9, "vietnam": 7}
"""Hours east of Greenwich."""
_BY_CONJUNCTION = range(1960, 1999)
"""Years in which a month began on the day, of universal time, after the one of the new moon."""
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
        eve = conjunction.date()
        sunset = daylight(eve, *_MECCA)[1]
        waits = eve.year not in _BY_CONJUNCTION and (
            moment(eve, conjunction.hour + conjunction.minute / 60) > sunset
            or moon_altitude(sunset, *_MECCA) < _MOONSET
        )
        found = eve + timedelta(days=day + waits)
        if found.year == year:
            return found
    return None


@cache
def chinese(year: int, month: int, day: int, country: str = "china") -> date | None:
    """A day of a Chinese month that falls in a Gregorian `year`; a day 0 is the eve of a month.

    Months are counted from the one of the winter solstice, the eleventh: 11 and 12 are those
    before the new year. Where there are thirteen to the next solstice, the first in which the sun
    reaches no multiple of 30 degrees is a leap month and shares the number of the one before it.
    Korea and Vietnam go by their own midnights. Aslaksen, The Mathematics of the Chinese
    Calendar; GB/T 33661-2017.
    """
    zone = _ZONES[country]
    solstice, following = (day_of(sun_at(y, 270), zone) for y in (year - 1, year))
    firsts = [
        (new_moon(lunation) + timedelta(hours=zone)).date()
        for lunation in range(_lunations(year - 1)[8], _lunations(year)[-1])
    ]
    eleventh, last = (
        max(first for first in firsts if first <= end) for end in (solstice, following)
    )
    months = [first for first in firsts if eleventh <= first <= last]
    leap_due = len(months) == 14
    number = 10
    for first, after in pairwise(months):
        if leap_due and first > eleventh and _sector(first, zone) == _sector(after, zone):
            leap_due = False
            continue
        number = number % 12 + 1
        if number == month:
            return first + timedelta(days=day - 1)
    return None


def _sector(day: date, zone: float) -> int:
    """Which twelfth of its way the sun is in as a day begins."""
    return int(sun(moment(day, -zone)) // 30)


def solar_day(year: int, longitude: int, country: str = "utc") -> date:
    """The day on which the sun reaches a longitude: 0 in March, 15 Qingming, 270 in December.

    Japan's equinox holidays are those days in Japan (National Astronomical Observatory).
    """
    return day_of(sun_at(year, longitude), _ZONES[country])


def nowruz(year: int) -> date:
    """The first day of the Iranian year: the one whose noon in Iran follows the equinox."""
    return day_of(sun_at(year, 0) + 0.5, 3.5)


def parsi_new_year(year: int) -> date:
    """That of the Shahenshahi calendar of India's Parsis, whose every year has 365 days."""
    return date(2001, 8, 21) + timedelta(days=365 * (year - 2001))


def coptic_new_year(year: int) -> date:
    """Nayrouz and Enkutatash: 11 September, a day later before a leap year; 1901 to 2099."""
    return date(year, 9, 12 if year % 4 == 3 else 11)


def chinese_new_year(year: int) -> date | None:
    """The first day of the first month, in Beijing."""
    return chinese(year, 1, 1)


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


@cache
def hebrew(year: int, month: int, day: int) -> date | None:
    """The first day in a Gregorian `year` that is `day` of a Hebrew month; Nisan is 1.

    Adar (12) is that of Purim, the second in a leap year. Reingold and Dershowitz, as above.
    """
    for autumn in (year - 1, year):
        first, following = hebrew_new_year(autumn), hebrew_new_year(autumn + 1)
        length = (following - first).days
        if month < 7:  # counted back from the next new year, which nothing but the week moves
            start = following - timedelta(days=sum(_HEBREW_MONTHS[month - 1 : 6]))
        elif month == 12:
            start = following - timedelta(days=sum(_HEBREW_MONTHS[:6]) + 29)
        else:
            long_heshvan, short_kislev = length % 10 == 5, length % 10 == 3
            start = first + timedelta(days=sum(_HEBREW_MONTHS[6 : month - 1]))
            start += timedelta(days=(month > 8 and long_heshvan) - (month > 9 and short_kislev))
        found = start + timedelta(days=day - 1)
        if found.year == year:
            return found
    return None


_HEBREW_MONTHS = (30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29)
"""The days of the months from Nisan in a year of 354."""


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
