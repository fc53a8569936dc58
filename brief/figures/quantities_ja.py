"""Japanese lexemes -> quantities: money, percentages, counts, measures, ordinals, numbers.

Each function takes the lexemes that its rule in ``ja.RULES`` matched, and gives a draft of
the figure, or None where they are none after all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from brief.figures.atoms_ja import Draft, Lexeme
from brief.figures.calendar import plain
from brief.figures.lexicon import Unit
from brief.figures.numerals_ja import EXACT
from brief.figures.times_ja import Context
from brief.model import FigureKind


def _number(number: Decimal | None, unit: Unit | None, half: bool = False) -> str | None:
    if number is None:
        return None
    if half:
        number = EXACT.add(number, Decimal("0.5"))
    return plain(EXACT.multiply(number, unit.factor) if unit and unit.factor != 1 else number)


_BAND = re.compile("台(?!湾|風|北|数)")


def _price_band(lexeme: Lexeme, value: Decimal, unit: Unit | None, code: str | None) -> Draft:
    """147円台: from 147 to 148; 3万8000円台: to 39,000, the next of its last digit."""
    places = value.normalize(EXACT).as_tuple().exponent
    step = Decimal(1)
    if isinstance(places, int) and (places < 0 or abs(value) >= 1000):
        step = Decimal(1).scaleb(places)
    low, high = _number(value, unit), _number(EXACT.add(value, step), unit)
    kind: FigureKind = unit.kind if unit else "number"
    return Draft(kind, None, low, high, code, end=lexeme.end + 1)


def quantity(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """A numeral with its unit: 1000人, 14兆7800億円, 5%."""
    lexeme = found[0]
    number, unit = lexeme.number, lexeme.unit
    if number is None:
        return None
    kind: FigureKind = unit.kind if unit else "number"
    code = (unit.code if unit else None) or None
    if number.value is not None:
        if kind in ("money", "percent") and _BAND.match(context.text, lexeme.end):
            return _price_band(lexeme, number.value, unit, code)
        return Draft(kind, _number(number.value, unit, lexeme.half), unit=code)
    return Draft(kind, None, _number(number.low, unit), _number(number.high, unit), code)


_FROM_THE_END = "最後から"


def ordinal(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """第2次, 2番目, 3位; 最後から2番目 counts from the end and is negative."""
    number, unit = found[0].number, found[0].unit
    if number is None or number.value is None or "." in plain(number.value):
        return None
    code = unit.code if unit and unit.kind in ("ordinal", "count") else None
    start = found[0].start
    if context.text.endswith(_FROM_THE_END, 0, start):
        start -= len(_FROM_THE_END)
        return Draft("ordinal", plain(-number.value), unit=code, start=start)
    return Draft("ordinal", plain(number.value), unit=code)


def word_count(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """ひとり, ふたつ; 半数, half of something."""
    value, noun = found[0].args
    if noun == "half":
        return Draft("number", value)
    return Draft("count", value, unit=noun)


_FEN = Unit("分", "money", "CNY", Decimal("0.01"))


def _is_part_of(whole: Lexeme, part: Lexeme) -> bool:
    """Whether `part` is in the small unit of the currency of `whole`: 銭 after 円."""
    return (
        whole.unit is not None
        and part.unit is not None
        and part.unit.code == whole.unit.code
        and part.unit.factor < 1
        and part.number is not None
        and part.number.value is not None
    )


def compound_money(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """147円80銭, 2ドル3セント."""
    first, *smaller = found
    if smaller[-1].tag == "i":
        # 6角3分: after 角, 分 is a hundredth of a yuan.
        if found[-2].unit is None or found[-2].unit.code != "CNY":
            return None
        smaller[-1] = smaller[-1]._replace(unit=_FEN)
    if not all(_is_part_of(first, x) for x in smaller):
        return None
    draft = quantity(found[:1], context)
    if draft is None or draft.value is None:
        return None
    total = Decimal(draft.value)
    for lexeme in smaller:
        part = _number(lexeme.number.value if lexeme.number else None, lexeme.unit)
        total = EXACT.add(total, Decimal(part or 0))
    draft.value = plain(total)
    return draft


_SMALLER = {
    ("[ft_i]", "[in_i]"): Decimal(12),
    ("m", "cm"): Decimal(100),
    ("kg", "g"): Decimal(1000),
    ("km", "g"): Decimal(1000),
    ("km", "m"): Decimal(1000),
}
"""Units that one measure is stated in together, and how many of the second make one of the first.

3キロ500グラム: キロ is of weight where grams follow."""


def compound_measure(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """6フィート6インチ, 1メートル80センチ: one measure, in the smaller unit."""
    units = [x.unit for x in found]
    numbers = [x.number.value if x.number and not x.half else None for x in found]
    first, second = numbers
    if units[0] is None or units[1] is None or first is None or second is None:
        return None
    codes = (units[0].code or "", units[1].code or "")
    size = _SMALLER.get(codes)
    plainly = units[0].kind == units[1].kind == "measure" and units[0].factor == 1
    if size is None or not plainly or units[1].factor != 1 or not 0 <= second < size:
        return None
    return Draft("measure", plain(EXACT.fma(first, size, second)), unit=codes[1])


def tenths(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """3割, 3割4分5厘; a percentage."""
    total = Decimal(0)
    for lexeme, factor in zip(found, ("10", "1", "0.1"), strict=False):
        if lexeme.number is None:
            return None
        if lexeme.number.value is None:
            if len(found) > 1 or lexeme.number.low is None or lexeme.number.high is None:
                return None
            low, high = (EXACT.multiply(x, 10) for x in (lexeme.number.low, lexeme.number.high))
            return Draft("percent", None, plain(low), plain(high), "%")
        total = EXACT.fma(lexeme.number.value, Decimal(factor), total)
    if found[-1].half:
        total = EXACT.add(total, Decimal(5))
    return Draft("percent", plain(total), unit="%")


def mixed_fraction(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """5と4分の1."""
    one, part = found
    if (
        "分の" not in context.text[part.start : part.end]
        or one.number is None
        or part.number is None
    ):
        return None
    if one.number.value is None or part.number.value is None:
        return None
    fraction = part.number.value
    if one.number.value < 0:
        fraction = -fraction
    return Draft("number", plain(EXACT.add(one.number.value, fraction)))


def score(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """3対2: two numbers that belong together, the smaller as ``low``."""
    first, second = (x.number.value if x.number else None for x in found)
    if first is None or second is None:
        return None
    low, high = sorted((first, second))
    return Draft("number", None, plain(low), plain(high))


def band(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """50代, an age from 50 to 59."""
    number = found[0].number
    if number is None:
        return None
    if number.value is None:
        return None
    return Draft("age", None, plain(number.value), plain(EXACT.add(number.value, 9)), "a")


def ordinal_word(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """最初, the first."""
    return Draft("ordinal", found[0].args[0])
