"""The words of English times: tables, the fragments that patterns are made of, day and year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from brief.figures.lexicon import Phrases, table

_ROWS = table("times.en")
NUMBER = {word: int(value) for word, _, value in _ROWS if value.lstrip("-").isdigit()}
"""A month or a weekday to its number, *yesterday* to -1."""
CODE = {word: value for word, _, value in _ROWS}
"""*Morning* to MO, *summer* to SU, *weekly* to P1W."""
HOLIDAYS = Phrases({name: rule for name, rule, *_ in table("holidays.en")})
"""A holiday to its rule; see ``holidays_en``."""
STEP = {
    "last": -1, "past": -1, "previous": -1, "prior": -1,
    "next": 1, "coming": 1, "upcoming": 1, "following": 1,
}  # fmt: skip
"""Which way a word points from now."""
PERIOD = {
    "second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "P1D", "weekday": "P1WD",
    "weekend": "P1WE", "week": "P1W", "fortnight": "P2W", "month": "P1M", "quarter": "P3M",
    "year": "P1Y", "decade": "P10Y", "century": "P100Y",
}  # fmt: skip
"""How long one of them is."""

_NUMERALS = [
    (word, kind, int(value))
    for word, kind, value in table("numerals.en")
    if kind in ("small", "tens", "ordinal")
]
_ONES = {word: value for word, kind, value in _NUMERALS if kind == "small" and value}
_TENS = {word: value for word, kind, value in _NUMERALS if kind == "tens"}
_ORDINALS = {word: value for word, kind, value in _NUMERALS if kind == "ordinal"}
SMALL = {**_ONES, **_TENS} | {
    f"{ten} {one}": tens + ones
    for ten, tens in _TENS.items()
    for one, ones in _ONES.items()
    if ones < 10
}
"""One to ninety nine; where a text has a hyphen, a space."""
RANK = (
    {word: value for word, value in _ORDINALS.items() if value <= 30}
    | {f"twenty {word}": 20 + value for word, value in _ORDINALS.items() if value < 10}
    | {"thirty first": 31, "last": -1}
)
"""First to thirty first, and last: -1."""


def words(*kinds: str) -> list[str]:
    """The words of the table of times that belong to `kinds`."""
    return [word for word, kind, _ in _ROWS if kind in kinds]


def _either(*kinds: str) -> str:
    return "|".join(re.escape(w) for w in sorted(words(*kinds), key=len, reverse=True))


def _any(choices: Mapping[str, int], low: int = 1, high: int = 99) -> str:
    """A pattern of the words whose number lies between `low` and `high`."""
    kept = sorted((w for w, n in choices.items() if low <= n <= high), key=len, reverse=True)
    return "|".join(w.replace(" ", "[ -]") for w in kept)


def _named(kind: str) -> str:
    """The names of months or weekdays; only an abbreviation takes a point."""
    names = sorted(words(kind), key=len, reverse=True)
    whole = "|".join(
        name for name in names if len(name) > 5 or name in ("march", "april", "june", "july", "may")
    )
    short = "|".join(name for name in names if name not in whole.split("|"))
    return rf"(?:(?:{whole})\b|(?:{short})\b\.?)"


_END = r"(?![^\W_])"
_FRAGMENTS = {
    "month": _named("month"),
    "weekday": _named("weekday"),
    "weekdays": _either("weekday"),
    "day": (
        r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
        r"(?![0-9%]|[^\W\d_]|[.,:][0-9]|-?/[0-9]| (?:percent|million|billion|trillion)\b)"
    ),
    "dth": rf"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th){_END}",
    "rank": rf"(?:{_any(RANK)}){_END}",
    "ranks": _any(RANK),
    "cardinal": rf"(?:{_any(SMALL, 1, 31)}){_END}",
    "few": _any(SMALL, 1, 31),
    "minutes": _any(SMALL, 1, 59),
    "hours": _any(SMALL, 1, 12),
    "year": r"(?:(?:1[0-9]|2[01])[0-9]{2}|'[0-9]{2})(?![0-9%]|,[0-9]{3}|\.[0-9]|[^\W\d_])",
    "yearword": (
        rf"(?:two thousand(?:(?: and)?[ ](?:{_any(SMALL)}))?"
        rf"|(?:nineteen|eighteen|twenty)(?: hundred(?: and)?)?[ ](?:{_any(SMALL)})){_END}"
    ),
    "shift": r"(?:this|current|last|past|previous|prior|next|coming|upcoming|following|same|that)",
    "season": rf"(?:{_either('season')})\b",
    "part": rf"(?:{_either('part')})\b",
    "adverb": _either("set"),
    "half": (
        r"(?: ?|\.(?=[ap]\.?m))"
        r"(?P<ap>[ap] ?\. ?m\b(?: ?\.)?|[ap] ?m\b|[ap](?![^\W_]))"
    ),
    "ap": r"(?:[ap]\. ?m\b\.?|[ap] ?m\b)",
    "ofmonth": (
        r"(?:of|in) (?:(?P<m><month>)(?:,? (?P<y><year>))?|(?P<s>this|last|next|the) month\b)"
    ),
    "inpart": (
        r"(?:,? (?:early )?(?:in the )?(?P<p>morning|afternoon|evening)\b| at (?P<night>night)\b)?"
    ),
}
"""What stands for a word in the patterns of ``time_rules.en.tsv``."""


_FRAGMENT = re.compile(r"(?<!\?P)<(\w+)>")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` with ``<month>`` and the like replaced by their fragments."""
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda name: _FRAGMENTS[name[1]], pattern)
    return re.compile(pattern)


YEAR_AFTER = re.compile(r",? (?P<y>(?:19|20)[0-9]{2})(?![0-9]|,[0-9])")
"""The year that ends a list or a span of days: June 24 and 25, 2025."""
_FULL = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")


def full_day(value: str | None) -> date | None:
    """The day that a value is; None where it is less, or more, than a day."""
    return date.fromisoformat(value) if value and _FULL.fullmatch(value) else None


def month_number(word: str) -> int:
    """1 to 12."""
    return NUMBER[word.rstrip(".")]


def day_number(word: str) -> int:
    """The day that `word` names: 18, 18th, eighteenth, eighteen."""
    digits = word.rstrip("stndrh")
    if digits.isdigit():
        return int(digits)
    spaced = word.replace("-", " ")
    return RANK.get(spaced) or SMALL[spaced]


def year_of(word: str) -> int | None:
    """The year that `word` names: 2025, '87, 87, nineteen ninety-six, two thousand and nine."""
    digits = word.lstrip("'")
    if digits.isdigit():
        number = int(digits)
        return number if len(digits) > 2 else number + (2000 if number < 50 else 1900)
    spaced = word.replace("-", " ").replace(" and ", " ").replace(" hundred", "")
    for head, century in (
        ("two thousand", 2000),
        ("nineteen", 1900),
        ("eighteen", 1800),
        ("twenty", 2000),
    ):
        if spaced == head:
            return century
        if spaced.startswith(head + " "):
            rest = SMALL.get(spaced[len(head) + 1 :])
            return century + rest if rest is not None and (rest > 9 or century == 2000) else None
    return None


def given(found: re.Match[str], name: str) -> str | None:
    """A group of a match; None where the pattern has none of that name."""
    return found.groupdict().get(name)
