"""What figures that stand together say in one: *one in five* is 2割, *two four-year terms* 8年."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from brief.check.amounts import decimal
from brief.model import Figure, FigureKind, Language


class Composed(NamedTuple):
    """What figures of a text say together."""

    figure: Figure
    parts: tuple[int, ...]
    """The figures that say it, by index."""


def composed(text: str, language: Language, figures: Sequence[Figure]) -> Iterator[Composed]:
    """What neighbouring `figures` of `text` say together, in whatever way it can be read."""
    for index, (first, second) in enumerate(pairwise(figures)):
        between = text[first.end : second.start]
        for joint, compose in _JOINTS[language]:
            if len(between) <= _WIDEST and joint.fullmatch(between):
                figure = compose(text, first, second)
                if figure is not None:
                    yield Composed(figure, (index, index + 1))
    if language == "ja":
        for index, figure in enumerate(figures):
            minute = _minute_of_match(text, figure)
            if minute is not None:
                yield Composed(minute, (index,))


_WIDEST = 24
"""Characters of the longest words that join two figures."""


def is_night_of(nights: Figure, days: Figure) -> bool:
    """Whether the two are 5泊 and 6日 of a journey, of which English states one."""
    return nights.unit == "night" and nights.end == days.start and days.kind == "duration"


def counts_a_list(text: str, figure: Figure) -> bool:
    """Whether it counts what has just been named, as Japanese does: 日中韓3カ国."""
    size = decimal(figure.value)
    if figure.kind != "count" or size is None or not 2 <= size <= 10:
        return False
    before = text[max(0, figure.start - _LONGEST_LIST) : figure.start]
    abbreviated = _NATIONS.search(before)
    if abbreviated:
        return len(abbreviated["all"]) == size
    named = _LISTED.search(before)
    return named is not None and len(_BETWEEN.split(named["all"])) >= size


_LONGEST_LIST = 120
_NATIONS = re.compile("(?P<all>[日米英仏独伊露韓朝中印加豪欧]{2,})(?:の)?$")
_LISTED = re.compile("(?P<all>[^。「」]+)(?:の|など|ら)$")
_BETWEEN = re.compile("[、・]|と(?=[^、。・]{2})")


def _share(_: str, part: Figure, whole: Figure) -> Figure | None:
    """One in five, 8 out of 10."""
    x, y = decimal(part.value), decimal(whole.value)
    if x is None or y is None or not 0 < x < y or not (_counts(part) and _counts(whole)):
        return None
    return _over(part, whole, "number", str(round(x / y, _PLACES).normalize()))


_PLACES = 6
"""To so many places a third is given where a text says *a third*, too."""


def _share_after(text: str, whole: Figure, part: Figure) -> Figure | None:
    """5人に1人, 10人中3人."""
    return _share(text, part, whole)


def _product(_: str, count: Figure, each: Figure) -> Figure | None:
    """Two four-year terms."""
    times, length = decimal(count.value), _LENGTH.fullmatch(each.value or "")
    if times is None or length is None or each.kind != "duration" or not _counts(count):
        return None
    total = times * Decimal(length["count"])
    return _over(count, each, "duration", f"{length['of']}{total:f}{length['unit']}")


_LENGTH = re.compile(r"(?P<of>PT?)(?P<count>\d+(?:\.\d+)?)(?P<unit>[YMWDHS])")


def _rest(text: str, left_out: Figure, whole: Figure) -> Figure | None:
    """All but two of the 181."""
    x, y = decimal(left_out.value), decimal(whole.value)
    start = left_out.extent[0]
    if x is None or y is None or not x < y or not text.lower().endswith("all but ", 0, start):
        return None
    return _over(left_out, whole, whole.kind, str(y - x), whole.unit)


def _minute_of_match(text: str, figure: Figure) -> Figure | None:
    """後半15分 is the 60th minute: English counts from the beginning of the match."""
    minute = _MINUTES.fullmatch(figure.value or "")
    half = _HALF_OF_MATCH.search(text, max(0, figure.start - 6), figure.start)
    if minute is None or half is None:
        return None
    return _over(figure, figure, "ordinal", str(_PLAYED[half[0]] + int(minute[1])))


_MINUTES = re.compile(r"PT(\d+)M")
_PLAYED = {"延長前半": 90, "延長後半": 105, "後半": 45}
"""Minutes of football that are over when a half begins."""
_HALF_OF_MATCH = re.compile(f"(?:{'|'.join(_PLAYED)})$")


def _counts(figure: Figure) -> bool:
    return figure.kind in ("number", "count")


def _over(
    first: Figure, second: Figure, kind: FigureKind, value: str, unit: str | None = None
) -> Figure:
    """What the figures from `first` to `second` say."""
    span = first.start, second.end
    return Figure(*span, span, f"{first.text} {second.text}", kind, value, unit=unit)


_Compose = Callable[[str, Figure, Figure], Figure | None]
_JOINTS: dict[Language, tuple[tuple[re.Pattern[str], _Compose], ...]] = {
    "ja": ((re.compile("に|中|のうち|につき"), _share_after),),
    "en": (
        (re.compile(r"[ -](?:in|out of|of)[ -](?:every )?"), _share),
        (re.compile(r"[ -](?:\w+ )?"), _product),
        (re.compile(r" of (?:the )?"), _rest),
    ),
}
"""What stands between two figures, and what they then say."""
