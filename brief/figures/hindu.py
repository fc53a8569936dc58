"""The Hindu calendar: lunar days, solar months, and the lunar mansions, as days of a year.

Sun and moon are seen from Ujjain, whose meridian is India's own. Months are amanta: they begin
after a new moon and bear the name of the sign that the sun enters in them, Chaitra (1) where that
is Aries; a month in which it enters none is additional, and feasts wait for the one after it.
Tithis are the 30 lunar days of a month, 12 degrees of the moon's lead over the sun each: 15 ends
with the full moon, 30 with the new. Signs are sidereal, by the ayanamsha of Lahiri.

Sources: Sewell and Dikshit, The Indian Calendar (1896), on months, tithis and their days; Report
of the Calendar Reform Committee (Government of India, 1955), on the ayanamsha; Kane, History of
Dharmasastra, vol. 5, part 1, which quotes Dharmasindhu and Nirnayasindhu, on the hour at which
a feast wants its tithi.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from brief.figures.ephemeris import day_of, daylight, elongation, moment, moon, reached, sun, sun_at

_UJJAIN = (23.18, 75.77)
_ZONE = 5.5
_MONTH = 29.530589
_PER_DAY = 360 / _MONTH
_ROUND = 27.321582
"""Days in which the moon comes round to the same stars."""


def _ayanamsha(when: float) -> float:
    """Degrees between the equinox and the first point of sidereal Aries."""
    return 23.853 + 0.0139697 * when / 365.25


def _sign(when: float) -> int:
    """The sidereal sign in which the sun stands, Aries 0."""
    return int((sun(when) - _ayanamsha(when)) % 360 // 30)


_HOUR = 1 / 24
_HOURS: dict[str, Callable[[float, float], tuple[float, float]]] = {
    "sunrise": lambda rise, _: (rise, rise + 0.0005),
    "morning": lambda rise, _: (rise + 2.4 * _HOUR, rise + 2.42 * _HOUR),
    "noon": lambda rise, end: (rise + 0.4 * (end - rise), rise + 0.6 * (end - rise)),
    "afternoon": lambda rise, end: (rise + 0.6 * (end - rise), rise + 0.8 * (end - rise)),
    "dusk": lambda rise, end: (rise + 0.87 * (end - rise), rise + 0.88 * (end - rise)),
    "evening": lambda _, end: (end, end + 2.4 * _HOUR),
    "moonrise": lambda _, end: (end + 2 * _HOUR, end + 2.5 * _HOUR),
    "midnight": lambda rise, end: ((rise + end + 0.97) / 2, (rise + end + 1.03) / 2),
}
"""When, between sunrise and sunset or after, a feast wants its tithi: up to the end of the third
muhurta of the morning (Raksha Bandhan, whose first half of the tithi is barred); madhyahna and
aparahna, the third and fourth fifths of the day; up to three and a half of its four watches
(Holika); pradosha, after sunset; the rise of a moon four days past the full; nishitha, midnight."""
_LATER = ("morning", "dusk", "midnight")
"""The hours for which the later counts of two days whose hour the tithi fills."""
_LAST_UNTIL = ("morning", "dusk")
"""The hours up to which a tithi must last, else the day it began on counts."""


@cache
def tithi(year: int, month: int, number: int, hour: str = "sunrise") -> date | None:
    """The first day in a Gregorian `year` on which the tithi of that month counts.

    That is the day on which it fills most of the `hour` that its feast wants; where it fills that
    of no day, the one whose sunrise it has, or else the one in which it begins. None in a year
    without: a month of the winter can fall outside it, and some twice a century one is left out.
    """
    first = reached(0, elongation, moment(date(year - 1, 11, 25)), _PER_DAY)
    for count in range(15):
        start = reached(0, elongation, first + count * _MONTH, _PER_DAY)
        end = reached(0, elongation, start + _MONTH, _PER_DAY)
        if _sign(start) == _sign(end) or (_sign(start) + 1) % 12 + 1 != month:
            continue
        begins, ends = (
            reached(12 * n % 360, elongation, start + n * _MONTH / 30, _PER_DAY)
            for n in (number - 1, number)
        )
        found = _day(begins, ends, hour)
        if found is None and hour not in _LAST_UNTIL:
            found = _day(begins, ends, "sunrise")
        found = found or day_of(begins, _ZONE)
        if found.year == year:
            return found
    return None


def _day(begins: float, ends: float, hour: str) -> date | None:
    """The day on which what lasts from `begins` to `ends` fills most of an hour, if any."""
    best, most = None, 0.0
    for days in range(-1, 3):
        day = day_of(begins, _ZONE) + timedelta(days=days)
        opens, closes = _HOURS[hour](*daylight(day, *_UJJAIN))
        filled = round(min(closes, ends) - max(opens, begins), 4)
        if filled > most or (filled == most > 0 and hour in _LATER):
            best, most = day, filled
    return best


@cache
def entry(year: int, sign: int, until: str = "sunset") -> date:
    """The day of a year on which the sun enters a sidereal sign, Aries 0.

    An entry `until` then counts to the day itself, a later one to the next: sunset in Tamil Nadu,
    sunrise in Kerala, midnight in Bengal and the Punjab.
    """
    tropical = (30 * sign + _ayanamsha(moment(date(year, 7, 1)))) % 360
    when = sun_at(year, tropical)
    day = day_of(when, _ZONE)
    limits = dict(zip(("sunrise", "sunset"), daylight(day, *_UJJAIN), strict=True))
    return day + timedelta(days=when > limits.get(until, when))


@cache
def mansion(year: int, sign: int, number: int, hour: str = "sunrise") -> date | None:
    """The day, while the sun is in a sign, at whose `hour` the moon is in that nakshatra.

    Of two, the later. They are counted from Ashvini, 1: Shravana is 22, Pushya 8. `sign`: not 8,
    which the sun leaves in the next year.
    """
    leaves = moment(entry(year, sign + 1))
    angle = 360 / 27 * (number - 1) + _ayanamsha(leaves)
    begins = reached(angle, moon, leaves - _ROUND / 2, 360 / _ROUND)
    ends = reached(angle + 360 / 27, moon, begins + 1, 360 / _ROUND)
    return _day(begins, ends, hour) or day_of(begins, _ZONE)
