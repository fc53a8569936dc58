"""Whether two figures say the same, as good translators let them.

Values are compared, and units where both languages name them; 2週間 is 14 days, 89分 is the 89th
minute, 20代 may be 20, 3分35秒 is 3:35.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from brief.figures.conversion import convert
from brief.model import Figure

_QUANTITIES = frozenset(("number", "ordinal", "count", "age", "measure"))
_TIMES = frozenset(("date", "datetime", "time"))
_POINTS = "pp"
"""ポイント is a percentage point and a point in a game; English says which, Japanese does not."""


def family(figure: Figure) -> str:
    """The kinds that may say the same: quantity, money, percent, duration, time or set."""
    if figure.kind in _QUANTITIES or figure.unit == _POINTS:
        return "quantity"
    return "time" if figure.kind in _TIMES else figure.kind


def agree(ja: Figure, en: Figure) -> bool:
    """Whether the two say the same."""
    kinds = family(ja), family(en)
    if kinds[0] == kinds[1]:
        return _AGREE[kinds[0]](ja, en)
    across = _ACROSS.get(kinds)
    if across:
        return across(ja, en)
    across = _ACROSS.get((kinds[1], kinds[0]))
    return across(en, ja) if across else False


def halves(figure: Figure) -> tuple[Figure, ...]:
    """The two figures that may say the same: the ends of a range, a day and its hour."""
    if figure.low is not None and figure.high is not None:
        return tuple(
            replace(figure, value=end, low=None, high=None) for end in (figure.low, figure.high)
        )
    day, separator, hour = (figure.value or "").partition("T")
    if figure.kind == "datetime" and day and separator:
        return replace(figure, kind="date", value=day), replace(
            figure, kind="time", value=f"T{hour}"
        )
    return ()


# --- numbers ---------------------------------------------------------------------------


def decimal(text: str | None) -> Decimal | None:
    """The number that `text` writes; None where it writes none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _same_amount(a: Figure, b: Figure) -> bool:
    """Equal values, or one the rounding of the other where a side says it is not exact."""
    return all(
        _same_number(x, y, a, b) for x, y in ((a.value, b.value), (a.low, b.low), (a.high, b.high))
    )


def _same_number(a: str | None, b: str | None, one: Figure, other: Figure) -> bool:
    if a is None or b is None:
        return a == b
    x, y = decimal(a), decimal(b)
    if x is None or y is None or x == y:
        return a == b or (x is not None and x == y)
    return _is_rounded(x, y, one, other) or _is_rounded(y, x, other, one)


_MILLION = 1_000_000


def _is_rounded(rough: Decimal, exact: Decimal, one: Figure, other: Figure) -> bool:
    """Whether `rough`, said to be about so much, is `exact` rounded.

    What both sides call rough is the same number in both, unless it is a large one of which
    one side writes a digit more: 約14兆7800億円 and about ¥14.8 trillion.
    """
    digits = _precision(rough)
    if one.modifier != "approx" or not 2 <= digits < _precision(exact):
        return False
    if other.modifier == "approx" and (abs(exact) < _MILLION or _precision(exact) > digits + 1):
        return False
    return rough == _round(exact, digits)


def _precision(number: Decimal) -> int:
    """How many significant digits `number` is given with: 2 for 1400 and for 0.14."""
    return len("".join(map(str, number.as_tuple().digits)).strip("0")) or 1


def _round(number: Decimal, digits: int) -> Decimal:
    exponent = number.adjusted() - digits + 1
    return number.quantize(Decimal(1).scaleb(exponent)) if digits < 28 else number


def _same_quantity(a: Figure, b: Figure) -> bool:
    """A measure has its unit; what is counted is named differently in each language."""
    if a.kind == b.kind == "age":
        return _same_amount(a, b) or _is_within(a, b) or _is_within(b, a)
    measures = [f for f in (a, b) if f.kind == "measure" and not (f.unit or "").startswith("{")]
    return (not measures or a.unit == b.unit) and _same_amount(a, b)


def _is_within(age: Figure, decade: Figure) -> bool:
    """Whether 20 is within 20代."""
    x, low, high = decimal(age.value), decimal(decade.low), decimal(decade.high)
    if x is None or low is None or high is None:
        return False
    return low % 10 == 0 and high == low + 9 and low <= x <= high


_ROUNDING = Decimal("0.12")
"""How far a rounded conversion may be off: 300 km are 180 miles, 10 metres 30 feet."""


def restates(a: Figure, b: Figure) -> bool:
    """Whether one measure is the other in another unit, rounded."""
    if not a.unit or not b.unit or a.unit == b.unit:
        return False
    for x, y in ((a.value, b.value), (a.low, b.low), (a.high, b.high)):
        p, q = decimal(x), decimal(y)
        if p is None or q is None:
            if x != y:
                return False
            continue
        converted = convert(p, a.unit, b.unit)
        if converted is None or abs(converted - q) > _ROUNDING * max(
            abs(converted), abs(q), Decimal(1)
        ):
            return False
    return True


def _same_money(a: Figure, b: Figure) -> bool:
    if a.unit != b.unit:
        return False
    return _same_amount(a, b) or _is_in_band(a, b) or _is_in_band(b, a)


def _is_in_band(value: Figure, band: Figure) -> bool:
    """Whether 147円 is the 147円台 that the other text speaks of."""
    x, low, high = decimal(value.value), decimal(band.low), decimal(band.high)
    return x is not None and x == low and high == low + 1


def _is_share(percent: Figure, quantity: Figure) -> bool:
    """50% and half, 1割 and a tenth."""
    part = decimal(quantity.value)
    if quantity.kind != "number" or quantity.unit is not None or part is None or part >= 1:
        return False
    return percent.unit == "%" and decimal(percent.value) == part * 100


def _same_but_for_unit(money: Figure, quantity: Figure) -> bool:
    """ポンド is money and weight; a number without a unit may be of money."""
    unit = {"GBP": "[lb_av]"}.get(money.unit or "")
    bare = quantity.kind == "number" and quantity.unit is None
    return (bare or (unit is not None and quantity.unit == unit)) and _same_amount(money, quantity)


# --- times -----------------------------------------------------------------------------

_DURATION = re.compile(
    r"P(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?"
    r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?"
)
_ONE_UNIT = re.compile(r"PT?(?P<count>[\d.]+)[YMWDHS]")
_CLOCK = re.compile(r"T0?(?P<first>\d+):0?(?P<second>\d+)")
_DAY = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")


def _same_text(a: Figure, b: Figure) -> bool:
    return (a.value, a.low, a.high) == (b.value, b.low, b.high)


def _same_duration(a: Figure, b: Figure) -> bool:
    values = [
        (_days(x), _days(y)) for x, y in ((a.value, b.value), (a.low, b.low), (a.high, b.high))
    ]
    return _same_text(a, b) or all(x == y for x, y in values)


def _days(value: str | None) -> Decimal | None:
    """A duration in days of 24 hours, months of 30 and years of 12 months; None: undecided."""
    found = _DURATION.fullmatch(value or "")
    if not found:
        return None
    units = {"Y": 360, "M": 30, "W": 7, "D": 1}
    total = sum((Decimal(found[key] or 0) * days for key, days in units.items()), Decimal(0))
    seconds = {"h": 3600, "m": 60, "s": 1}
    part = sum((Decimal(found[key] or 0) * size for key, size in seconds.items()), Decimal(0))
    return total + part / 86400


def _counts_units(duration: Figure, quantity: Figure) -> bool:
    """89分 and the 89th minute, 60年 and the 60th anniversary or 60 years old, *less than 48*."""
    if quantity.kind not in ("ordinal", "number", "age") or (
        quantity.kind == "number" and quantity.unit is not None
    ):
        return False
    return all(
        (one := _ONE_UNIT.fullmatch(x or "")) is not None and decimal(one["count"]) == decimal(y)
        if y is not None
        else x is None
        for x, y in (
            (duration.value, quantity.value),
            (duration.low, quantity.low),
            (duration.high, quantity.high),
        )
    )


def _same_repetition(duration: Figure, repeated: Figure) -> bool:
    """1か月の and monthly."""
    return duration.value is not None and _days(duration.value) == _days(repeated.value)


_BARE_DAY = re.compile("[0-9０-９一二三四五六七八九十]+ ?日")


def _is_stopwatch_or_day(duration: Figure, time: Figure) -> bool:
    """3分35秒 and 3:35; 1日, a day of the month, and *a day*."""
    if time.kind == "date" and _BARE_DAY.fullmatch(time.text):
        return duration.value == f"P{int((time.value or '00')[-2:])}D"
    clock = _CLOCK.fullmatch(time.value or "")
    if clock is None:
        return False
    first, second = clock["first"], clock["second"]
    return duration.value in (f"PT{first}M{second}S", f"PT{first}H{second}M")


def _same_time(a: Figure, b: Figure) -> bool:
    """Equal as far as both are stated: 8月18日 and Monday, 18 August 2025 and Aug. 18 are."""
    if a.value is None or b.value is None:
        stated = a.value or b.value
        return _same_text(a, b) or bool(stated and _HALF_YEAR.fullmatch(stated))
    return (
        _same_moment(a.value, b.value) and _same_bound(a.low, b.low) and _same_bound(a.high, b.high)
    )


def _same_bound(a: str | None, b: str | None) -> bool:
    return a == b if a is None or b is None else _same_moment(a, b)


_WEEKDAY = re.compile("XXXX-WXX-[1-7]")
_OPEN_DAY = re.compile(r"XXXX-(?:XX|\d\d)-\d\d")
_HALF_YEAR = re.compile(r"[\dX]{4}-H[12]")
"""今年後半 is *later this year*."""
_PART_OF_DAY = re.compile(r"(?P<day>.+)T[A-Z]{2}")


def _same_moment(a: str, b: str) -> bool:
    if a.removesuffix(":00") == b.removesuffix(":00"):
        return True
    for one, other in ((a, b), (b, a)):
        if _HALF_YEAR.fullmatch(one) and (other == one[:4] or f"XXXX{other[4:]}" == one):
            return True
        part = _PART_OF_DAY.fullmatch(one)
        if part and "T" not in other and _same_moment(part["day"], other):
            return True  # 金曜日の早朝 is *early Friday*
    for stated, other in ((a, b), (b, a)):
        if _WEEKDAY.fullmatch(stated):
            day = calendar_day(other)
            return day is not None and day.isoweekday() == int(stated[-1])
    if _DAY.match(a) and _DAY.match(b):
        if _drops_year(a, b) or _drops_year(b, a):
            return False
        same_day = all(x == y or "X" in (x, y) for x, y in zip(a[:10], b[:10], strict=True))
        return same_day and (len(a) == 10 or len(b) == 10 or a[10:] == b[10:])
    return False


def _drops_year(a: str, b: str) -> bool:
    """Whether `a` is 8月18日 without the year that `b` gives: no date of the text fills it in."""
    return a.startswith("XXXX-") and a[5:7] != "XX" and b[5:7] != "XX" and b[:4] != "XXXX"


def cannot_differ(a: Figure, b: Figure) -> bool:
    """Whether one is a weekday and one a day, and no date of the text tells if it is that day."""
    return any(
        _WEEKDAY.fullmatch(x.value or "") and _OPEN_DAY.fullmatch(y.value or "")
        for x, y in ((a, b), (b, a))
    )


def calendar_day(value: str | None) -> date | None:
    """The day that a value begins with; None where it begins with none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


_AGREE: dict[str, Callable[[Figure, Figure], bool]] = {
    "quantity": _same_quantity,
    "money": _same_money,
    "percent": _same_amount,
    "duration": _same_duration,
    "time": _same_time,
    "set": _same_text,
}
_ACROSS: dict[tuple[str, str], Callable[[Figure, Figure], bool]] = {
    ("money", "quantity"): _same_but_for_unit,
    ("duration", "quantity"): _counts_units,
    ("duration", "set"): _same_repetition,
    ("duration", "time"): _is_stopwatch_or_day,
    ("percent", "quantity"): _is_share,
}
