"""Dates and times in digits and signs: 2025/8/18, 8/18, 15:30, 1995-96, 令和7.8.18."""

from __future__ import annotations

import re
from decimal import Decimal

from brief.figures.amounts_ja import Spelled, amount
from brief.figures.atoms_ja import NOTHING_BEFORE, Found, Lexeme
from brief.figures.calendar import quotient
from brief.figures.numerals_ja import Numeral

SIGNS = frozenset("-/.,・:_Xx×")
"""What may follow the first number of a composite."""

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-/.,・])(?P<month>[0-9]{1,2})"
    r"(?:(?P=mark)(?P<day>[0-9]{1,2})|(?<=/[0-9])|(?<=/[0-9][0-9]))(?![0-9,]*[0-9])"
)
_ERA_DATE = re.compile(
    r"(?P<year>[0-9]{1,2})(?P<mark>[-/.,・])(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?P=mark)(?P<day>[0-9]{1,2}))?(?![0-9])"
)
_YEARS = re.compile(
    r"(?P<first>(?:1[5-9]|20)[0-9]{2})-(?P<second>[0-9]{2}(?:[0-9]{2})?)"
    r"(?![-0-9/.,月]|[^\s、。「」』)シ年のにはから][^\s])"
)
_DAY = re.compile(r"(?P<first>[0-9]{1,3})/(?P<second>[0-9]{1,4})(?![0-9/])")
_OF_A_WHOLE = re.compile("[一-鿿ァ-ヴー](?<![年月週回度期])の約?$")
_LARGEST_PART = 10
"""全体の3/5: after の a part of something, where it is one that is spoken of."""
_AFTER_DAY = re.compile(
    r" ?\((?:[月火水木金土日祝・]+|[A-Z][a-z]{2})\)|[にはもまかの、。]|から|~|-|$"
)
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?![0-9:])"
    r"(?: ?(?P<half>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?"
)
_ZONE = re.compile("(?:Z|[+-][0-9]{2}:[0-9]{2})(?![0-9A-Za-z])")
"""2025-08-18T10:15Z: the zone belongs to the time, which keeps its own hour."""
_RUN = re.compile(r"[0-9]++(?:[-.:/_][0-9]++){2,}+")
_UNKNOWN_YEAR = re.compile("(?P<digits>(?:1[5-9]|20)[0-9]?)[Xx×]{1,2}年(?!代)")
_TELEPHONE = re.compile(
    r"(?<![0-9])0[0-9]{1,4}(?:[- ][0-9]{2,4}[- ][0-9]{3,4}|-[0-9]{5,7})(?![0-9]| ?円)"
)
_POSTAL_CODE = re.compile("(?:(?<=〒)|(?<=〒 ))[0-9]{3}(?:-[0-9]{4})?")
_EVENT = re.compile(
    r"(?P<month>[0-9]{1,2})・(?P<day>[0-9]{1,2})"
    r"(?=[はのがをにで、。」』]|テロ|同時|以[降後]|事件|事変|革命|大震災|宣言|集会|$)"
)


def composite(text: str, start: int) -> Found | None:
    """The date or time that begins at `start`; None where it is a plain number.

    A longer run of numbers (a telephone number, a version) is no figure at all.
    """
    first, before = text[start], text[start - 1] if start else ""
    if first == "0" and (number := _TELEPHONE.match(text, start)):
        return None, number.end()
    if before in ("〒", " ") and (number := _POSTAL_CODE.match(text, start)):
        return None, number.end()
    if first in "12" and (unknown := _unknown_year(text, start)):
        return unknown
    clock = _CLOCK.match(text, start)
    if clock:
        time = (clock["hour"], clock["minute"], clock["second"] or "", clock["half"] or "")
        zone = _ZONE.match(text, clock.end()) if text.endswith("T", 0, start) else None
        end = zone.end() if zone else clock.end()
        return Lexeme("T", start, end, args=time), end
    day = _DATE.match(text, start)
    if day and int(day["month"]) <= 12:
        args = (day["year"], day["month"], day["day"] or "")
        if text.endswith("西暦", 0, start):
            start -= len("西暦")
        return Lexeme("D", start, day.end(), args=args), day.end()
    found = _years(text, start) or _slashed(text, start)
    if found:
        return found
    event = _EVENT.match(text, start)
    if event and int(event["month"]) <= 12 and int(event["day"]) <= 31:
        # 3・11, 9・11テロ: a name made of a day.
        return None, event.end()
    run = _RUN.match(text, start)
    return (None, run.end()) if run else None


def era_date(text: str, start: int, end: int, before_first: int) -> Found | None:
    """令和7.8.18, whose era stands from `start` to `end` and counts from `before_first`."""
    day = _ERA_DATE.match(text, end)
    if not day:
        return None
    args = (str(before_first + int(day["year"])), day["month"], day["day"] or "")
    return Lexeme("D", start, day.end(), args=args), day.end()


def _unknown_year(text: str, start: int) -> Found | None:
    """199X年, 20XX年: the decade or the century."""
    year = _UNKNOWN_YEAR.match(text, start)
    if not year:
        return None
    if year["digits"][2:]:
        return Lexeme("B", start, year.end(), Numeral(Decimal(f"{year['digits']}0"))), year.end()
    return Lexeme("J", start, year.end(), Numeral(Decimal(year["digits"]) + 1)), year.end()


def _years(text: str, start: int) -> Found | None:
    years = _YEARS.match(text, start)
    if not years:
        return None
    first, second = int(years["first"]), int(years["second"])
    if second <= 99:
        # 1999-00: two digits are of the same century, or of the next.
        second += first - first % 100 + (100 if second <= first % 100 else 0)
    if not first < second <= first + 100:
        return None
    end = years.end() + text.startswith("年", years.end())
    return Lexeme("R", start, end, args=(str(first), str(second))), end


def _slashed(text: str, start: int) -> Found | None:
    slashed = _DAY.match(text, start)
    if not slashed:
        return None
    first, second = int(slashed["first"]), int(slashed["second"])
    end = slashed.end()
    part = first < second <= _LARGEST_PART and _OF_A_WHOLE.search(text, max(start - 3, 0), start)
    if 1 <= first <= 12 and 1 <= second <= 31 and not part and _AFTER_DAY.match(text, end):
        return Lexeme("D", start, end, args=("", slashed["first"], slashed["second"])), end
    sure = first > 28 or end < len(text)
    if 12 < first <= 31 and 1 <= second <= 12 and sure and _AFTER_DAY.match(text, end):
        # 29/2: the day comes first where it can be no month.
        return Lexeme("D", start, end, args=("", slashed["second"], slashed["first"])), end
    if not second:
        return None
    number = Numeral(quotient(Decimal(first), Decimal(second)))
    return amount(text, Spelled(start, end, number), NOTHING_BEFORE)
