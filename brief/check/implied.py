"""What words say without a number: *both* is two, *monthly* every month, 両 two."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from brief.model import Figure, FigureKind, Language


def implied(text: str, language: Language) -> list[Figure]:
    """The figures that the words of `text` imply."""
    found = []
    for pattern, kind, value, unit in _table(language):
        match = pattern.search(text)
        if match:
            low, _, high = value.partition("..")
            span = match.span()
            ends = (None, low, high) if high else (value, None, None)
            found.append(Figure(*span, span, match[0], kind, *ends, unit))
    return found


@cache
def _table(
    language: Language,
) -> tuple[tuple[re.Pattern[str], FigureKind, str, str | None], ...]:
    source = resources.files("brief.check").joinpath("data", "implied.tsv")
    rows = []
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            _, words, kind, value, *unit = line.split("\t")
            whole = rf"(?<!\w)(?:{words})(?!\w)" if language == "en" else words
            rows.append((re.compile(whole, re.IGNORECASE), kind, value, *(unit or [None])))
    return tuple(rows)  # type: ignore[arg-type]
