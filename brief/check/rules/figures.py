"""Rules of figures: what two texts state, and what one states against itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brief.check import identifiers
from brief.check.amounts import converts, decimal
from brief.check.equivalence import family
from brief.check.explanation import missing
from brief.check.rules.subject import NAMES, Hit, Subject, at
from brief.check.times import calendar_day
from brief.figures import read
from brief.figures.conversion import convert
from brief.model import (
    Block,
    Document,
    Figure,
    FigureAt,
    FigureMatch,
    Language,
    Mark,
    Modifier,
    Passage,
    other_language,
)

# --- what the two texts state ------------------------------------------------------------


def figure_mismatch(subject: Subject) -> Iterator[Hit]:
    """Figures that answer each other and say something else."""
    language = subject.translation()
    for match in subject.matches:
        here, there = match.side(language), match.side(other_language(language))
        if match.difference and here is not None and there is not None:
            source = subject.passage(other_language(language), there)
            advice = f"compare {source.start} and correct one of the two"
            yield Hit(subject.passage(language, here), match.difference, advice, source)


def figure_unmatched(subject: Subject) -> Iterator[Hit]:
    """A figure that only one of the two texts has."""
    if not subject.comparable:
        return
    for language in subject.texts:
        alone = [m for m in subject.matches if m.side(other_language(language)) is None]
        counterparts = subject.counterparts(language) if alone else {}
        for match in alone:
            here = match.side(language)
            if here is not None:
                _, figure = subject.figure(language, here)
                yield Hit(
                    subject.passage(language, here),
                    missing(figure, language),
                    "add it there, or say here what is said there",
                    counterparts.get(here.block),
                )


def identifier_unmatched(subject: Subject) -> Iterator[Hit]:
    """Digits that are no figure (G7, Boeing 737) and that the other text has nowhere."""
    if subject.kind == "page" or not subject.comparable:
        return
    for language, text in subject.texts.items():
        other = subject.texts[other_language(language)]
        said = identifiers.Said(
            "\n".join(block.text for block in other.document.blocks),
            [figure for noted in other.annotations for figure in noted.figures],
        )
        for block, noted in text.pairs():
            for found in identifiers.missing(block.text, noted.figures, said):
                if not any(start <= found.start < end for start, end in block.verbatim):
                    passage = text.document.passage(block, found.start, found.end)
                    yield Hit(passage, missing(found, language), "say there what is said here")


# --- modifiers ---------------------------------------------------------------------------

_BOUNDS: dict[Modifier | None, int] = {
    "more_than": 1,
    "equal_or_more": 1,
    "less_than": -1,
    "equal_or_less": -1,
    "approx": 0,
    None: 0,
}
"""Whether a modifier sets a lower bound, an upper bound, or neither."""
_CALLED: dict[Modifier | None, str] = {
    "more_than": "a lower bound",
    "equal_or_more": "a lower bound",
    "less_than": "an upper bound",
    "equal_or_less": "an upper bound",
    "approx": "approximate",
    None: "exact",
}


def modifier_lost(subject: Subject) -> Iterator[Hit]:
    """A bound (最大, at least) that only one of two figures has."""
    for here, there in _otherwise_modified(subject):
        bounds = _BOUNDS[here.figure.modifier], _BOUNDS[there.figure.modifier]
        if bounds[0] != bounds[1] and not (_is_bounded(here) or _is_bounded(there)):
            yield _modified(here, there)


def approximation_lost(subject: Subject) -> Iterator[Hit]:
    """A figure that one text calls approximate and the other gives as exact to the last digit."""
    for here, there in _otherwise_modified(subject):
        modifiers = {here.figure.modifier, there.figure.modifier}
        if modifiers == {"approx", None} and not _is_round(here.figure):
            yield _modified(here, there)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure where it stands."""

    document: Document
    block: Block
    figure: Figure

    @property
    def text(self) -> str:
        start, end = self.figure.extent
        return self.block.text[start:end]

    @property
    def passage(self) -> Passage:
        return self.document.passage(self.block, *self.figure.extent)


def _otherwise_modified(subject: Subject) -> Iterator[tuple[_Stated, _Stated]]:
    """Figures that agree but for their modifiers: in the translation, in the source.

    Where a value stands several times in two blocks that answer each other, it is the number of
    bounds that counts: 5%以上 may be paired with the other 5%.
    """
    language = subject.translation()
    groups: dict[tuple[int, int, str], list[tuple[_Stated, _Stated]]] = defaultdict(list)
    for match in subject.matches:
        here, there = (_stated(subject, match, x) for x in (language, other_language(language)))
        if match.agrees and here and there and _is_modifiable(here.figure, there.figure):
            key = (match.ja.block if match.ja else 0, match.en.block if match.en else 0)
            stated = here.figure.value, here.figure.low, here.figure.high
            groups[(*key, str(stated))].append((here, there))
    for pairs in groups.values():
        lists = [Counter(stated[side].figure.modifier for stated in pairs) for side in (0, 1)]
        if lists[0] != lists[1]:
            yield from (
                pair for pair in pairs if pair[0].figure.modifier != pair[1].figure.modifier
            )


_BOUND_BEFORE: dict[Language, re.Pattern[str]] = {
    "ja": re.compile("(?:最[大高多長低小少短]|上限|下限)[^、。0-9]{0,6}\\Z"),
    "en": re.compile(r"\b(?:maximum|minimum|most|least|reach(?:ed|ing)?)\b[^.;\d]{0,12}\Z"),
}
_BOUND_AFTER: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(
        "[^、。0-9]{0,3}(?:もの|にも?(?:上|のぼ|及|達|わた)|[をが](?:超|切|上回|下回)|以[上下内]|未満)"
    ),
    "en": re.compile(
        r"[^.,;\d]{0,12}\b(?:maximum|minimum|or (?:more|less|fewer)|at (?:most|least))\b"
    ),
}


def _is_bounded(stated: _Stated) -> bool:
    """Whether words near a figure without modifier bound it: 実刑で最高3年, 300人もの."""
    language, (start, end) = stated.document.language, stated.figure.extent
    text = stated.block.text
    return stated.figure.modifier is None and bool(
        _BOUND_BEFORE[language].search(text[max(0, start - 25) : start])
        or _BOUND_AFTER[language].match(text, end)
    )


def _is_modifiable(a: Figure, b: Figure) -> bool:
    """Whether modifiers compare: not those of times (until, since), which languages share less.

    Nor those of vague ranges: 数時間 is *over several hours* as well.
    """
    return all(
        (figure.value is not None or re.search(r"\d", figure.text))
        and figure.kind != "ordinal"
        and family(figure) not in ("time", "set")
        for figure in (a, b)
    )


def _stated(subject: Subject, match: FigureMatch, language: Language) -> _Stated | None:
    where = match.side(language)
    if where is None:
        return None
    return _Stated(subject.texts[language].document, *subject.figure(language, where))


def _modified(here: _Stated, there: _Stated) -> Hit:
    said = _CALLED[there.figure.modifier]
    told = _CALLED[here.figure.modifier]
    message = f"{there.text} is {said}; {NAMES[here.document.language]} says {here.text}: {told}"
    advice = f"compare {there.passage.start} and say the same in both"
    return Hit(here.passage, message, advice, there.passage)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MILLION = 1_000_000


def _is_round(figure: Figure) -> bool:
    """Whether the value is approximate as it stands: 5 years, 1000, 14.78 trillion; not 17."""
    found = _NUMBER.search(figure.value or figure.low or "")
    if found is None or decimal(found[0]) is None or Decimal(found[0]) >= _MILLION:
        return True
    digits = found[0].replace(".", "").lstrip("0")
    return len(digits) <= 1 or ("." not in found[0] and digits.endswith("0"))


# --- key figures ---------------------------------------------------------------------------


def key_figure_missing(subject: Subject) -> Iterator[Hit]:
    """A key figure that is labelled and not marked, or marked without a figure, or in one text."""
    marked: dict[Language, dict[str, Passage]] = {}
    for language, text in subject.texts.items():
        document = text.document
        marked[language] = {}
        for block, mark, figure in _marked_figures(subject, language):
            passage = document.passage(block, mark.start, mark.end)
            marked[language].setdefault(mark.target, passage)
            if figure is None:
                shown = block.text[mark.start : mark.end]
                message = f"no figure is read in {shown!r}, marked as {mark.target!r}"
                yield Hit(passage, message, "mark the figure itself: number and unit")
        for key in document.front.figures:
            if key not in marked[language]:
                message = f"the key figure {key!r} has a label and is not marked in the text"
                advice = f"mark it: [100 billion](figure:{key})"
                yield Hit(at(document.front.given["figures"]), message, advice)
    for language, keys in marked.items():
        other = other_language(language)
        for key, passage in keys.items():
            if other in marked and key not in marked[other]:
                message = f"the key figure {key!r} is not marked in {NAMES[other]}"
                yield Hit(passage, message, f"mark it there too: [...](figure:{key})")


def series_unit_differs(subject: Subject) -> Iterator[Hit]:
    """A key figure in another unit than the series that it belongs to."""
    for language, text in subject.texts.items():
        for block, mark, figure in _marked_figures(subject, language):
            series = subject.series.get(mark.target)
            if series is None or series.unit is None or figure is None:
                continue
            if figure.unit != series.unit:
                unit = figure.unit or "no unit"
                message = (
                    f"{figure.text} is in {unit}; the series {series.id!r} is in {series.unit}"
                )
                advice = f"convert it, mark another figure, or see {series.place}"
                passage = text.document.passage(block, figure.start, figure.end)
                yield Hit(passage, message, advice, at(series.place))


def _marked_figures(
    subject: Subject, language: Language
) -> Iterator[tuple[Block, Mark, Figure | None]]:
    """What is marked as a key figure, and the figure that is read there."""
    for block, noted in subject.texts[language].pairs():
        for mark in block.marks:
            if mark.scheme == "figure":
                inside = (f for f in noted.figures if f.start < mark.end and mark.start < f.end)
                yield block, mark, next(inside, None)


# --- conversions ---------------------------------------------------------------------------

_RATE_TOLERANCE = Decimal("0.02")
"""How far the rate of a conversion may be from the brief's own."""


@dataclass(frozen=True, slots=True)
class _Conversion:
    original: _Stated
    converted: _Stated
    rate: Decimal
    """What one of the original unit is in the other."""
    slack: Decimal
    """How far the rate may be from what was meant, as the result is rounded."""

    def agrees(self, other: _Conversion) -> bool:
        """Whether one rate may be behind both."""
        slack = self.slack + other.slack + _RATE_TOLERANCE * min(self.rate, other.rate)
        return abs(self.rate - other.rate) <= slack


_COMPARED = 50
"""Of so many conversions the rate is sought that most of them have."""


def conversion_inconsistent(subject: Subject) -> Iterator[Hit]:
    """A conversion at another rate than the rest of the brief, or a measure converted wrongly."""
    rates: dict[tuple[str, str], list[_Conversion]] = defaultdict(list)
    for original, converted in _conversions(subject):
        a, b = original.figure, converted.figure
        if a.kind == b.kind == "measure" and _is_convertible(a, b) and not converts(a, b):
            message = f"{a.text} is not {b.text}"
            yield Hit(converted.passage, message, "convert it anew", original.passage)
        x, y = decimal(a.value), decimal(b.value)
        if a.kind == b.kind == "money" and a.unit != b.unit and a.unit and b.unit and x and y:
            rate, slack = y / x, _last_digit(y) / 2 / x
            if (b.unit, a.unit) in rates:
                rate, slack = 1 / rate, slack / rate / rate
                rates[b.unit, a.unit].append(_Conversion(original, converted, rate, slack))
            else:
                rates[a.unit, b.unit].append(_Conversion(original, converted, rate, slack))
    for (unit, other), found in rates.items():
        usual = max(found[:_COMPARED], key=lambda c: sum(map(c.agrees, found[:_COMPARED])))
        for conversion in found:
            if not conversion.agrees(usual):
                message = (
                    f"{conversion.original.figure.text} is {conversion.converted.figure.text} at "
                    f"{_short(conversion.rate)} {other} for 1 {unit}; elsewhere 1 {unit} is "
                    f"{_short(usual.rate)} {other}"
                )
                place = usual.converted.passage
                yield Hit(conversion.converted.passage, message, f"compare {place.start}", place)


def _conversions(subject: Subject) -> Iterator[tuple[_Stated, _Stated]]:
    """What is stated and restated in another unit, each pair of values once, the source first.

    Not where the other text has another figure for either: that is told as such.
    """
    told: set[tuple[str | None, ...]] = set()
    languages = sorted(subject.texts, key=lambda language: language == subject.translation())
    for language in languages:
        text = subject.texts[language]
        wrong = {match.side(language) for match in subject.matches if match.difference}
        for number, (block, noted) in enumerate(text.pairs()):
            by_start = {
                figure.start: figure
                for index, figure in enumerate(noted.figures)
                if FigureAt(number, index) not in wrong
            }
            for figure in by_start.values():
                original = by_start.get(figure.restates) if figure.restates is not None else None
                if original is None:
                    continue
                key = (original.value, original.low, original.unit, figure.value, figure.unit)
                if key not in told:
                    told.add(key)
                    yield (
                        _Stated(text.document, block, original),
                        _Stated(text.document, block, figure),
                    )


def _is_convertible(a: Figure, b: Figure) -> bool:
    value = decimal(a.value or a.low)
    if not a.unit or not b.unit or a.unit == b.unit or value is None:
        return False
    return convert(value, a.unit, b.unit) is not None


def _last_digit(number: Decimal) -> Decimal:
    """What the last digit counts that `number` is given with: 10 for 1470, 0.1 for 14.7."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _short(rate: Decimal) -> str:
    return f"{rate:.4g}" if abs(rate) < 10_000 else f"{rate:,.0f}"


# --- dates ---------------------------------------------------------------------------------

_DIGIT = "[0-9０-９〇一二三四五六七八九十]"
_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"[(（](?P<kanji>[月火水木金土日])(?:曜日?)?[)）]|(?P<long>[月火水木金土日])曜日?"
    r"|\(?\b(?P<english>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b\.?\)?,?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r" ?\((?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\)", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \(?\Z", re.IGNORECASE)


def weekday_wrong(subject: Subject) -> Iterator[Hit]:
    """A day that is another day of the week than the text says."""
    for document, block, noted in subject.noted():
        for figure in noted.figures:
            if figure.kind not in ("date", "datetime"):
                continue
            start, end = figure.start, figure.end
            if after := _AFTER.match(block.text, end):
                end = after.end()
            elif before := _BEFORE.search(block.text[max(0, start - 14) : start]):
                start -= before.end() - before.start()
            stated = _WEEKDAY.search(block.text[start:end])
            if stated is None:
                continue
            day = _stated_day(block.text[start:end], stated, document)
            if day is not None and day.weekday() != _weekday(stated):
                name = f"{day:%A}"
                message = f"{block.text[start:end]}: {day.isoformat()} is a {name}"
                yield Hit(
                    document.passage(block, start, end), message, "correct the day or its weekday"
                )


def _weekday(stated: re.Match[str]) -> int:
    if stated["english"]:
        return _WEEKDAYS_EN.index(stated["english"].lower())
    return "月火水木金土日".index(stated["kanji"] or stated["long"])


_NEAR = 90
"""Days from the brief within which a day and month name one day for certain."""
_NEAR_DAY = 10
"""The same for a day of the month alone."""


def _stated_day(text: str, weekday: re.Match[str], document: Document) -> date | None:
    """The day that `text` states beside the day of the week; None where it may be several."""
    rest = f"{text[: weekday.start()]}{text[weekday.end() :]}".strip(" ,()")
    if not re.search(_DIGIT, rest):
        return None  # 来週の土曜日 states no other day.
    exact = _only_day(rest, document.language, None)
    if exact is not None:
        return exact
    today = document.front.date
    nearest = _only_day(rest, document.language, today)
    if nearest is None or today is None:
        return None
    reach = _NEAR if re.search("[月A-Za-z/]", rest) else _NEAR_DAY
    return nearest if abs((nearest - today).days) <= reach else None


def _only_day(text: str, language: Language, today: date | None) -> date | None:
    figures = read(text, language, today)
    if len(figures) != 1 or figures[0].kind not in ("date", "datetime"):
        return None
    return calendar_day(figures[0].value)


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY_AND_MONTH = re.compile(
    rf"{_DIGIT}月 ?{_DIGIT}+ ?日|\b(?:{_MONTHS})[a-z]*\.? \d"
    rf"|\d(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|\d[/.-]\d",
    re.IGNORECASE,
)


def date_impossible(subject: Subject) -> Iterator[Hit]:
    """A day that no calendar has."""
    for document, block, noted in subject.noted():
        for figure in noted.figures:
            undecided = figure.value is None and figure.low is None and figure.high is None
            if figure.kind == "date" and undecided and _DAY_AND_MONTH.search(figure.text):
                passage = document.passage(block, figure.start, figure.end)
                yield Hit(passage, f"{figure.text} is in no calendar", "correct the day")


_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})?")


def date_ambiguous(subject: Subject) -> Iterator[Hit]:
    """An English date in numbers that means one day in Britain and another in America."""
    for document, block, noted in subject.noted():
        for figure in noted.figures if document.language == "en" else ():
            found = _SLASHED.fullmatch(figure.text) if figure.kind == "date" else None
            if found is None or found[1] == found[2]:
                continue
            if max(int(found[1]), int(found[2])) <= 12:
                passage = document.passage(block, figure.start, figure.end)
                message = f"{figure.text} may be day and month, or month and day"
                yield Hit(passage, message, "write the month as a word: March 4, 2025")
