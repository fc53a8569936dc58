"""Whether two amounts are the same: rounded, as a share, in another unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache

from brief.figures.conversion import convert
from brief.model import Figure

POINTS = "pp"
"""ポイント is a percentage point and a point in a game; English says which, Japanese does not."""


def decimal(text: str | None) -> Decimal | None:
    """The number that `text` writes; None where it writes none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def same_amount(a: Figure, b: Figure) -> bool:
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


def same_quantity(a: Figure, b: Figure) -> bool:
    """A measure has its unit; what is counted is named differently in each language."""
    if a.kind == b.kind == "age":
        return same_amount(a, b) or _is_within(a, b) or _is_within(b, a)
    if _is_one_part_of(a, b) or _is_one_part_of(b, a) or _is_dozen(a, b) or _is_dozen(b, a):
        return True
    if decimal(a.value) == decimal(b.value) == 0:
        return True  # 0℃ is near zero.
    measures = [f for f in (a, b) if f.kind == "measure" and not (f.unit or "").startswith("{")]
    return (not measures or _same_unit(a.unit, b.unit)) and same_amount(a, b)


_PER_TIME = re.compile("/(?:h|s|min)$")


def _same_unit(a: str | None, b: str | None) -> bool:
    """最高速度300キロ is 300 km an hour."""
    return a == b or (
        a is not None and b is not None and (_PER_TIME.sub("", a) == b or _PER_TIME.sub("", b) == a)
    )


_DOZEN = ("11", "19")


def _is_dozen(exact: Figure, several: Figure) -> bool:
    """十数人 is *a dozen people*, or more."""
    return exact.value == "12" and (several.low, several.high) == _DOZEN and "dozen" in exact.text


def _is_one_part_of(fraction: Figure, ordinal: Figure) -> bool:
    """1億分の1 and *a hundred-millionth*."""
    parts = decimal(ordinal.value) if ordinal.kind == "ordinal" else None
    part = decimal(fraction.value) if fraction.kind == "number" else None
    return parts is not None and part is not None and parts > 1 and part * parts == 1


def _is_within(age: Figure, decade: Figure) -> bool:
    """Whether 20 is within 20代."""
    x, low, high = decimal(age.value), decimal(decade.low), decimal(decade.high)
    if x is None or low is None or high is None:
        return False
    return low % 10 == 0 and high == low + 9 and low <= x <= high


def restates(a: Figure, b: Figure) -> bool:
    """Whether one measure is the other in another unit, whichever was there first."""
    return converts(a, b) or converts(b, a)


def converts(original: Figure, figure: Figure) -> bool:
    """Whether `figure` is the measure `original` in another unit, rounded."""
    unit, to = original.unit, figure.unit
    if not unit or not to or unit == to:
        return False
    ends = zip(
        (original.value, original.low, original.high),
        (figure.value, figure.low, figure.high),
        strict=True,
    )
    numbers = [(decimal(x), decimal(y)) for x, y in ends if x or y]
    return bool(numbers) and all(
        x is not None and y is not None and _is_converted(x, unit, y, to) for x, y in numbers
    )


_ROUNDING = Decimal("0.1")
"""How far a rounded conversion may be off, however rough: 10 metres are 30 feet."""
_ROUNDING_OF_DEGREES = Decimal(1)


def _is_converted(original: Decimal, unit: str, stated: Decimal, to: str) -> bool:
    """Whether `stated` is `original` in the unit `to`, as far as its digits tell.

    Of a temperature, that may be a difference of two: 1.5 °C are 2.7 °F.
    """
    line = _line(unit, to)
    if line is None:
        return False
    factor, zero = line
    most = _ROUNDING_OF_DEGREES if zero else _ROUNDING * abs(stated)
    off = abs(original * factor - stated)
    if zero:
        off = min(off, abs(original * factor + zero - stated))
    if off > most:
        return False
    last_digit = Decimal(1).scaleb(stated.adjusted() - _precision(stated) + 1)
    return off <= max(last_digit, abs(stated) / 200)


@cache
def _line(unit: str, to: str) -> tuple[Decimal, Decimal] | None:
    """What one of `unit` more is in the unit `to`, and what none of it is there.

    Of the wind, 60メートル are metres a second.
    """
    if unit == "m" and convert(Decimal(1), to, "m/s") is not None:
        unit = "m/s"
    elif to == "m" and convert(Decimal(1), unit, "m/s") is not None:
        to = "m/s"
    zero, one = convert(Decimal(0), unit, to), convert(Decimal(1), unit, to)
    return None if zero is None or one is None else (one - zero, zero)


def same_money(a: Figure, b: Figure) -> bool:
    """Equal amounts of one currency; 147円 is in 147円台."""
    if a.unit != b.unit:
        return False
    return same_amount(a, b) or _is_in_band(a, b) or _is_in_band(b, a)


def _is_in_band(value: Figure, band: Figure) -> bool:
    """Whether 147円 is the 147円台 that the other text speaks of."""
    x, low = decimal(value.value), decimal(band.low)
    return x is not None and x == low and "台" in band.text


def same_percent(a: Figure, b: Figure) -> bool:
    """0.25% and 25 basis points as well; 4.5% is in 4.5%台."""
    x, y = _in_percent(a), _in_percent(b)
    return same_amount(x, y) or _is_in_band(x, y) or _is_in_band(y, x)


def _in_percent(figure: Figure) -> Figure:
    if figure.unit != "bp":
        return figure
    value, low, high = (
        str(number / 100) if (number := decimal(end)) is not None else None
        for end in (figure.value, figure.low, figure.high)
    )
    return replace(figure, value=value, low=low, high=high, unit="%")


def _is_growth(percent: Figure, times: Figure) -> bool:
    """1.5倍 and 50% more, or 150% of it."""
    x, y = decimal(percent.value), decimal(times.value)
    return x is not None and y is not None and y > 1 and x in ((y - 1) * 100, y * 100)


def is_share(percent: Figure, quantity: Figure) -> bool:
    """50% and half, 1割 and a tenth; 0.5%の利上げ and a rise of half a percentage point."""
    if quantity.unit == POINTS:
        return same_percent(percent, quantity)
    if quantity.unit == "times":
        return _is_growth(percent, quantity)
    part = decimal(quantity.value)
    if quantity.kind != "number" or quantity.unit is not None or part is None or part >= 1:
        return False
    return percent.unit == "%" and decimal(percent.value) == part * 100


def same_but_for_unit(money: Figure, quantity: Figure) -> bool:
    """ポンド is money and weight; a number without a unit may be of money."""
    unit = {"GBP": "[lb_av]"}.get(money.unit or "")
    bare = quantity.kind == "number" and quantity.unit is None
    return (bare or (unit is not None and quantity.unit == unit)) and same_amount(money, quantity)
