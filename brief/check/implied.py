"""What words say without a number: *both* is two, *monthly* every month, 両 two."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import cast

from brief.figures import read
from brief.model import Figure, FigureKind, Language


def implied(text: str, language: Language) -> list[Figure]:
    """The figures that the words of `text` imply."""
    found = []
    for pattern, kind, value, unit in _table(language):
        match = pattern.search(text)
        if match:
            start, end = match.span()
            low, _, high = value.partition("..")
            exact, least, most = (None, low, high) if high else (value, None, None)
            span = start, end
            found.append(Figure(start, end, span, match[0], kind, exact, least, most, unit))
    return found


_SINGLE = re.compile(r"(?:(?<!\w)(?:an?|per|each|every)[ -]|/)(?=[a-z])", re.IGNORECASE)


def singles(text: str, language: Language) -> list[Figure]:
    """What `text` has one of without saying so in a numeral: *a barrel*, *per square mile*."""
    if language == "ja":
        return []
    return [figure for figure in read(_SINGLE.sub("1 ", text), language) if figure.value == "1"]


_Row = tuple[re.Pattern[str], FigureKind, str, str | None]


@cache
def _table(language: Language) -> tuple[_Row, ...]:
    source = resources.files("brief.check").joinpath("data", "implied.tsv")
    rows: list[_Row] = []
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            _, words, kind, value, *unit = line.split("\t")
            whole = rf"(?<!\w)(?:{words})(?!\w)" if language == "en" else words
            pattern = re.compile(whole, re.IGNORECASE)
            rows.append((pattern, cast("FigureKind", kind), value, unit[0] if unit else None))
    return tuple(rows)
