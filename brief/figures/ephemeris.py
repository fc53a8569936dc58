"""Where the sun and the moon stand, and when the sun rises: what calendars are computed from.

Moments are days of universal time from J2000.0 (noon of 1 January 2000); longitudes are degrees
of the ecliptic of date, from 0 to 360. From 1900 to 2100 the sun is right to some 0.01 degrees
and the moon to some 0.02: a quarter of an hour, and three minutes, of when either gets anywhere.
Source: Meeus, Astronomical Algorithms (2nd edition), chapters 13, 25, 28 and 47, truncated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import acos, asin, atan2, cos, degrees, radians, sin, tan

_J2000 = date(2000, 1, 1)
_EARTH_BEHIND = 66 / 86400
"""Days that the turning earth lags behind even time: 66 s now, within a minute or two for all
the years here, which moves the moon by less than its series is wrong."""


def moment(day: date, hours: float = 0.0) -> float:
    """The moment so many hours of universal time into a day."""
    return (day - _J2000).days - 0.5 + hours / 24


def day_of(when: float, zone: float) -> date:
    """The day on which `when` falls, `zone` hours east of Greenwich."""
    return _J2000 + timedelta(days=int((when + zone / 24 + 0.5) // 1))


def sun(when: float) -> float:
    """The apparent longitude of the sun (chapter 25, low accuracy)."""
    t = (when + _EARTH_BEHIND) / 36525
    mean = 280.46646 + 36000.76983 * t
    anomaly = radians(357.52911 + 35999.05029 * t)
    center = (
        (1.914602 - 0.004817 * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1934.136 * t)
    return (mean + center - 0.00569 - 0.00478 * sin(node)) % 360


_MOON_TERMS = (
    (6.288774, 0, 0, 1, 0), (1.274027, 2, 0, -1, 0), (0.658314, 2, 0, 0, 0),
    (0.213618, 0, 0, 2, 0), (-0.185116, 0, 1, 0, 0), (-0.114332, 0, 0, 0, 2),
    (0.058793, 2, 0, -2, 0), (0.057066, 2, -1, -1, 0), (0.053322, 2, 0, 1, 0),
    (0.045758, 2, -1, 0, 0), (-0.040923, 0, 1, -1, 0), (-0.034720, 1, 0, 0, 0),
    (-0.030383, 0, 1, 1, 0), (0.015327, 2, 0, 0, -2), (-0.012528, 0, 0, 1, 2),
    (0.010980, 0, 0, 1, -2), (0.010675, 4, 0, -1, 0), (0.010034, 0, 0, 3, 0),
    (0.008548, 4, 0, -2, 0), (-0.007888, 2, 1, -1, 0), (-0.006766, 2, 1, 0, 0),
    (-0.005163, 1, 0, -1, 0), (0.004987, 1, 1, 0, 0), (0.004036, 2, -1, 1, 0),
    (0.003994, 2, 0, 2, 0), (0.003861, 4, 0, 0, 0), (0.003665, 2, 0, -3, 0),
)  # fmt: skip
"""Degrees, and how often elongation, the anomalies of sun and moon, and its argument of latitude
go into their sine: table 47.A without its terms below 0.0035 degrees."""


def moon(when: float) -> float:
    """The apparent longitude of the moon (chapter 47)."""
    t = (when + _EARTH_BEHIND) / 36525
    mean = 218.3164477 + 481267.88123421 * t
    elongation = radians(297.8501921 + 445267.1114034 * t)
    of_sun = radians(357.5291092 + 35999.0502909 * t)
    of_moon = radians(134.9633964 + 477198.8675055 * t)
    latitude = radians(93.2720950 + 483202.0175233 * t)
    node = radians(125.04 - 1934.136 * t)
    periodic = sum(
        size * sin(d * elongation + m * of_sun + n * of_moon + f * latitude)
        for size, d, m, n, f in _MOON_TERMS
    )
    return (mean + periodic - 0.00478 * sin(node)) % 360


def moon_latitude(when: float) -> float:
    """Degrees of the moon north of the ecliptic (chapter 47, its four largest terms)."""
    t = when / 36525
    elongation = radians(297.8501921 + 445267.1114034 * t)
    of_moon = radians(134.9633964 + 477198.8675055 * t)
    latitude = radians(93.2720950 + 483202.0175233 * t)
    return (
        5.128122 * sin(latitude)
        + 0.280602 * sin(of_moon + latitude)
        + 0.277693 * sin(of_moon - latitude)
        + 0.173237 * sin(2 * elongation - latitude)
    )


def elongation(when: float) -> float:
    """How far the moon has run ahead of the sun; 0 when it is new, 180 when full."""
    return (moon(when) - sun(when)) % 360


def reached(angle: float, of: Callable[[float], float], near: float, per_day: float) -> float:
    """The moment about `near` at which a longitude that grows by `per_day` is `angle`."""
    when = near
    for _ in range(6):
        when += ((angle - of(when) + 180) % 360 - 180) / per_day
    return when


def sun_at(year: int, longitude: float) -> float:
    """When in a Gregorian year the sun reaches a longitude; 0 in March, 270 in December."""
    near = moment(date(year, 3, 20)) + (longitude + 80) % 360 * 365.2422 / 360 - 80
    return reached(longitude, sun, near, 360 / 365.2422)


_TILT = radians(23.4393)
_REFRACTION = radians(-0.8333)
"""The altitude of the sun's centre when its upper limb is on the horizon."""


def _equatorial(longitude: float, latitude: float = 0.0) -> tuple[float, float]:
    """Right ascension and declination, in radians (chapter 13)."""
    along, across = radians(longitude), radians(latitude)
    ascension = atan2(sin(along) * cos(_TILT) - tan(across) * sin(_TILT), cos(along))
    return ascension, asin(sin(across) * cos(_TILT) + cos(across) * sin(_TILT) * sin(along))


def daylight(day: date, north: float, east: float) -> tuple[float, float]:
    """Sunrise and sunset on a day at a place given in degrees; no place beyond 60 degrees."""
    noon = moment(day, 12 - east / 15)
    ascension, declination = _equatorial(sun(noon))
    mean = radians(280.46646 + 0.98564736 * noon)
    noon -= ((degrees(mean - ascension) + 180) % 360 - 180) / 360
    place = radians(north)
    half = acos(
        (sin(_REFRACTION) - sin(place) * sin(declination)) / (cos(place) * cos(declination))
    )
    return noon - degrees(half) / 360, noon + degrees(half) / 360


def moon_altitude(when: float, north: float, east: float) -> float:
    """Degrees of the moon's centre above the horizon of a place, seen from the earth's centre."""
    ascension, declination = _equatorial(moon(when), moon_latitude(when))
    turned = radians(280.46061837 + 360.98564736629 * when + east) - ascension
    place = radians(north)
    return degrees(
        asin(sin(place) * sin(declination) + cos(place) * cos(declination) * cos(turned))
    )
