"""Whether the figures of two texts say the same: equivalence, assignment, explanation."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from brief.figures import write
from brief.model import Figure, Language, other_language

_QUANTITIES = frozenset(("number", "ordinal", "count", "age", "measure"))
_TIMES = frozenset(("date", "datetime", "time"))
_DURATION = re.compile(
    r"P(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?"
    r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?"
)
_POINTS = "pp"
"""ポイント is a percentage point and a point in a game; English says which, Japanese does not."""

_DAY = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the figures of a Japanese and an English text answer each other, by index."""

    pairs: tuple[tuple[int, int], ...]
    """Figures that say the same."""
    differing: tuple[tuple[int, int], ...]
    """Figures that answer each other and differ."""
    unmatched_ja: tuple[int, ...]
    unmatched_en: tuple[int, ...]


def compare(
    ja: Sequence[Figure],
    en: Sequence[Figure],
    elsewhere_ja: Iterable[Figure] = (),
    elsewhere_en: Iterable[Figure] = (),
) -> Comparison:
    """Assign the figures of two aligned texts to each other.

    First those that say the same, nearest in relative position first. Of the rest, these are
    accounted for: what the other side repeats or has `elsewhere` in the brief, a range or an
    hour of a day that the other side states as two figures, and small numbers in words,
    which each language uses as it likes (the two leaders, first of all). What is then left
    of the same family is taken to be one figure told differently.
    """
    places = _places(ja), _places(en)

    def nearest_first(candidates: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        return sorted(candidates, key=lambda p: (abs(places[0][p[0]] - places[1][p[1]]), p))

    pairs = _pair_equal(ja, en)
    rest_ja = _without(range(len(ja)), {i for i, _ in pairs})
    rest_en = _without(range(len(en)), {j for _, j in pairs})
    pairs += _assign(
        nearest_first((i, j) for i, j in _near(rest_ja, rest_en) if agree(ja[i], en[j]))
    )
    known_ja, known_en = _Known([*ja, *elsewhere_ja]), _Known([*en, *elsewhere_en])
    open_ja = [
        i
        for i in _without(rest_ja, {i for i, _ in pairs})
        if not _accounted(ja[i], known_en, agree)
    ]
    open_en = [
        j
        for j in _without(rest_en, {j for _, j in pairs})
        if not _accounted(en[j], known_ja, lambda a, b: agree(b, a))
    ]
    differing = _assign(
        nearest_first(
            (i, j) for i, j in _near(open_ja, open_en) if _family(ja[i]) == _family(en[j])
        )
    )
    return Comparison(
        tuple(sorted(pairs)),
        tuple(sorted(differing)),
        tuple(_without(open_ja, {i for i, _ in differing})),
        tuple(_without(open_en, {j for _, j in differing})),
    )


_Key = tuple[str, str | None, str | None, str | None, str | None]


def _key(figure: Figure) -> _Key:
    """What two figures share that plainly say the same."""
    unit = figure.unit if figure.kind in ("money", "measure") else None
    return _family(figure), figure.value, figure.low, figure.high, unit


def _pair_equal(ja: Sequence[Figure], en: Sequence[Figure]) -> list[tuple[int, int]]:
    """Figures that plainly say the same, the first with the first, the second with the second."""
    waiting: dict[_Key, deque[int]] = defaultdict(deque)
    for j, figure in enumerate(en):
        waiting[_key(figure)].append(j)
    pairs = []
    for i, figure in enumerate(ja):
        candidates = waiting.get(_key(figure))
        if candidates and agree(figure, en[candidates[0]]):
            pairs.append((i, candidates.popleft()))
    return pairs


_NEIGHBOURS = 40
"""Where a text has very many figures, how many of the other text each may answer."""


def _near(ja: Sequence[int], en: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs to be looked at: all, or in a very long text those at about the same place."""
    for rank, i in enumerate(ja):
        middle = rank * len(en) // len(ja)
        for j in en[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS]:
            yield i, j


def _without(indexes: Iterable[int], taken: Set[int]) -> list[int]:
    return [index for index in indexes if index not in taken]


_Agree = Callable[[Figure, Figure], bool]

_LOOSE_LIMIT = 500
"""How many figures of a text are looked through for one that says the same less plainly."""


class _Known:
    """The figures that a text states, wherever they stand."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        distinct = {_key(figure): figure for figure in figures}
        self.keys = distinct.keys()
        self.all = list(distinct.values())[:_LOOSE_LIMIT]
        halves = (half for figure in distinct.values() for half in _halves(figure))
        self.loose = [*filter(_is_loose, distinct.values()), *halves][:_LOOSE_LIMIT]

    def state(self, figure: Figure, agree_with: _Agree) -> bool:
        """Whether one of them says what `figure` says."""
        if _key(figure) in self.keys:
            return True
        candidates = self.all if _is_loose(figure) else self.loose
        return any(agree_with(figure, other) for other in candidates)


def _is_loose(figure: Figure) -> bool:
    """Whether another figure may say the same without being equal: a time, a rounded amount."""
    return figure.modifier == "approx" or _family(figure) in ("time", "duration")


def _accounted(figure: Figure, known: _Known, agree_with: _Agree) -> bool:
    """Whether `figure`, which has no partner of its own, is nevertheless nothing to report."""
    halves = _halves(figure)
    return (
        _is_idiom(figure)
        or known.state(figure, agree_with)
        or (bool(halves) and all(known.state(half, agree_with) for half in halves))
    )


def _halves(figure: Figure) -> tuple[Figure, ...]:
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


def _is_idiom(figure: Figure) -> bool:
    """A small number in words: the two leaders, 一つ, first of all."""
    value = _decimal(figure.value or "")
    return (
        figure.kind in ("number", "count", "ordinal")
        and value is not None
        and abs(value) <= 10
        and not any(character.isdigit() and character.isdecimal() for character in figure.text)
    )


def _places(figures: Sequence[Figure]) -> list[float]:
    return [(index + 1) / (len(figures) + 1) for index in range(len(figures))]


def _assign(ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    taken_ja: set[int] = set()
    taken_en: set[int] = set()
    chosen = []
    for i, j in ranked:
        if i not in taken_ja and j not in taken_en:
            chosen.append((i, j))
            taken_ja.add(i)
            taken_en.add(j)
    return chosen


def _family(figure: Figure) -> str:
    if figure.kind in _QUANTITIES or figure.unit == _POINTS:
        return "quantity"
    return "time" if figure.kind in _TIMES else figure.kind


# --- equivalence ---------------------------------------------------------------------


def agree(ja: Figure, en: Figure) -> bool:
    """Whether the two say the same."""
    return _family(ja) == _family(en) and _AGREE[_family(ja)](ja, en)


def _same_text(a: Figure, b: Figure) -> bool:
    return (a.value, a.low, a.high) == (b.value, b.low, b.high)


def _same_amount(a: Figure, b: Figure) -> bool:
    """Equal values, or one the rounding of the other where a side says it is not exact."""
    rounded = "approx" in (a.modifier, b.modifier)
    return all(
        _same_number(x, y, rounded=rounded)
        for x, y in ((a.value, b.value), (a.low, b.low), (a.high, b.high))
    )


def _same_number(a: str | None, b: str | None, *, rounded: bool) -> bool:
    if a is None or b is None:
        return a == b
    x, y = _decimal(a), _decimal(b)
    if x is None or y is None or x == y:
        return a == b or (x is not None and x == y)
    digits = min(_precision(x), _precision(y))
    return rounded and digits >= 2 and _round(x, digits) == _round(y, digits)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _precision(number: Decimal) -> int:
    """How many significant digits `number` is given with: 2 for 1400 and for 0.14."""
    return len("".join(map(str, number.as_tuple().digits)).strip("0")) or 1


def _round(number: Decimal, digits: int) -> Decimal:
    exponent = number.adjusted() - digits + 1
    return number.quantize(Decimal(1).scaleb(exponent)) if digits < 28 else number


def _same_money(a: Figure, b: Figure) -> bool:
    return a.unit == b.unit and _same_amount(a, b)


def _same_quantity(a: Figure, b: Figure) -> bool:
    """A measure has its unit; what is counted is named differently in each language."""
    if "measure" in (a.kind, b.kind) and a.unit != b.unit:
        return False
    return _same_amount(a, b)


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


def _same_time(a: Figure, b: Figure) -> bool:
    """Equal as far as both are stated: 8月18日 and Monday, 18 August 2025 and Aug. 18 are."""
    if a.value is None or b.value is None:
        return a.value == b.value and _same_text(a, b)
    return (
        _same_moment(a.value, b.value) and _same_bound(a.low, b.low) and _same_bound(a.high, b.high)
    )


def _same_bound(a: str | None, b: str | None) -> bool:
    return a == b if a is None or b is None else _same_moment(a, b)


def _same_moment(a: str, b: str) -> bool:
    if a.removesuffix(":00") == b.removesuffix(":00"):
        return True
    for stated, other in ((a, b), (b, a)):
        if re.fullmatch(r"XXXX-WXX-[1-7]", stated):
            day = _calendar_day(other)
            return day is not None and day.isoweekday() == int(stated[-1])
    if _DAY.match(a) and _DAY.match(b):
        same_day = all(x == y or "X" in (x, y) for x, y in zip(a[:10], b[:10], strict=True))
        return same_day and (len(a) == 10 or len(b) == 10 or a[10:] == b[10:])
    return False


def _calendar_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
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


# --- explanation ---------------------------------------------------------------------

_LANGUAGE_NAMES: dict[Language, str] = {"ja": "the Japanese", "en": "the English"}


def explain(ja: Figure, en: Figure, translation: Language = "en") -> str:
    """What differs, and the slip that probably made it: one line for people."""
    source, told = (ja, en) if translation == "en" else (en, ja)
    meaning = write(source, translation)
    said = f"{source.text} is {meaning}" if meaning != source.text else source.text
    slip = _slip(ja, en)
    line = f"{said}; {_LANGUAGE_NAMES[translation]} says {told.text}"
    return f"{line} ({slip}?)" if slip else line


def missing(figure: Figure, language: Language) -> str:
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
    if _family(ja) == "time":
        return _slip_of_time(ja, en)
    x, y = _decimal(ja.value or ""), _decimal(en.value or "")
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
    x, y = _calendar_day(ja.value or ""), _calendar_day(en.value or "")
    if x is None or y is None or x == y:
        return ""
    if abs(x - y) == timedelta(days=1):
        return "a day off"
    if x.day == y.day:
        return "another month" if x.year == y.year else "another year"
    return ""
