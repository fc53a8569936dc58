"""What two differing figures say, and the slip that probably made them differ: lines for people."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from brief.check.amounts import decimal
from brief.check.equivalence import family
from brief.check.identifiers import Identifier
from brief.check.times import calendar_day
from brief.figures import write
from brief.model import Figure, Language, other_language

_LANGUAGE_NAMES: dict[Language, str] = {"ja": "the Japanese", "en": "the English"}


def explain(ja: Figure, en: Figure, translation: Language = "en") -> str:
    """What differs, and the slip that probably made it: one line for people."""
    source, told = (ja, en) if translation == "en" else (en, ja)
    meaning = write(source, translation)
    said = f"{source.text} is {meaning}" if meaning != source.text else source.text
    slip = _slip(ja, en)
    line = f"{said}; {_LANGUAGE_NAMES[translation]} says {told.text}"
    return f"{line} ({slip}?)" if slip else line


def missing(figure: Figure | Identifier, language: Language) -> str:
    """That `figure` of the text in `language` has no counterpart in the other text."""
    return f"{figure.text} has no counterpart in {_LANGUAGE_NAMES[other_language(language)]}"


_SCALES_JA = (("兆", 12), ("億", 8), ("万", 4), ("千", 3))
_SCALES_EN = (
    (re.compile(r"trillion|tn\b", re.IGNORECASE), "trillion", 12),
    (re.compile(r"billion|bn\b", re.IGNORECASE), "billion", 9),
    (re.compile(r"million|(?<=\d)m\b|mn\b", re.IGNORECASE), "million", 6),
    (re.compile("thousand", re.IGNORECASE), "thousand", 3),
)


def _slip(ja: Figure, en: Figure) -> str:
    """The mistake that would turn one figure into the other; empty when none stands out."""
    if family(ja) == "time":
        return _slip_of_time(ja, en)
    x, y = decimal(ja.value or ""), decimal(en.value or "")
    if x is None or y is None:
        return ""
    if x == y:
        if ja.unit != en.unit and ja.kind == en.kind == "money":
            return "another currency"
        return "another unit" if ja.unit != en.unit else ""
    if not x or not y:
        return ""
    power = (y / x).log10() if y / x > 0 else Decimal("0.5")
    if power == power.to_integral_value():
        return _slip_of_scale(ja, en, int(power)) or "a shifted decimal"
    if sorted(str(x.normalize())) == sorted(str(y.normalize())):
        return "digits swapped"
    return ""


def _slip_of_scale(ja: Figure, en: Figure, power: int) -> str:
    """``億 read as million``: a scale word taken for another one.

    The digits were either copied (1000億 as 1,000 million) or converted right and given
    the wrong name, which is off by thousands (1000億 as 100 million).
    """
    for word, size in _SCALES_JA:
        if word in ja.text:
            for pattern, name, other in _SCALES_EN:
                if pattern.search(en.text) and (power == other - size or power % 3 == 0):
                    return f"{word} read as {name}"
            if abs(power) == 4:
                return "万 and 億 exchanged" if word in "万億" else "億 and 兆 exchanged"
    return ""


def _slip_of_time(ja: Figure, en: Figure) -> str:
    x, y = calendar_day(ja.value or ""), calendar_day(en.value or "")
    if x is None or y is None or x == y:
        return ""
    if abs(x - y) == timedelta(days=1):
        return "a day off"
    if x.day == y.day:
        return "another month" if x.year == y.year else "another year"
    return ""
