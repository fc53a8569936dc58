"""Measures in other units of the same quantity: miles in kilometres, °F in °C."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from brief.figures.lexicon import table


class _Scale(NamedTuple):
    base: str
    factor: Decimal
    offset: Decimal


@cache
def _scales() -> dict[str, _Scale]:
    scales = {}
    for unit, base, factor, *offset in table("conversions"):
        scales[unit] = _Scale(base, Decimal(factor), Decimal(offset[0] if offset else 0))
    return scales


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """`value` of `unit` in the unit `to` (both UCUM); None where they do not measure the same."""
    scale, wanted = _scales().get(unit), _scales().get(to)
    if scale is None or wanted is None or scale.base != wanted.base:
        return None
    return (value + scale.offset) * scale.factor / wanted.factor - wanted.offset
