"""What the rooms of the English grammar hand to one another: the copy they read, and atoms."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from brief.figures.calendar import Lean
from brief.model import FigureKind, Modifier

_ODD = re.compile(
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2010-\u2015\u2212\u2018\u2019\u201c\u201d\uff01-\uff5e\u301c\t\r\v\f\x1c-\x1f\x85\u0130]"
)
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def _usual(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    if character in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212":
        return "-"
    if character in "\u2018\u2019":
        return "'"
    if character in "\u201c\u201d":
        return '"'
    if character == "\u301c":
        return "~"
    return "I" if character == "\u0130" else " "


@dataclass(frozen=True, slots=True)
class Copy:
    """A text as the grammar reads it. All copies have the length of the text."""

    text: str
    cased: str
    """With plain spaces, hyphens, quotes and digits; single line breaks are spaces."""
    low: str
    """`cased` in lower case."""
    shouting: bool = False
    """Without a lower-case letter, so that case says nothing."""

    @classmethod
    def of(cls, text: str) -> Copy:
        """The copy of `text`."""
        cased = text if text.isascii() else _ODD.sub(_usual, text)
        if "\t" in cased or "\r" in cased:
            cased = cased.replace("\t", " ").replace("\r", " ")
        if "\n" in cased:
            cased = _BREAK.sub(" ", cased)
        low = cased.lower()
        return cls(text, cased, low, cased.isupper())


@dataclass(frozen=True, slots=True)
class Atom:
    """A figure in the making: what one rule has read, before it is joined to its neighbours."""

    start: int
    end: int
    kind: FigureKind
    value: str | None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    digits: str = ""
    """The digits of its numeral, where it is nothing else."""
    spelled: bool = False
    scaled: bool = False
    form: str = ""
    """Of a time: day, month, year, weekday, week, clock, part, …"""
    parts: tuple[int | None, int | None, int | None] = (None, None, None)
    """Year, month and day, as far as the text states them."""
    grain: str = ""
    """Of a duration: years, months, …"""
    amount: Any = None
    """Of a duration: how many of its grain."""
    modifier: Modifier | None = None
    extent: tuple[int, int] | None = None

    def to(self, end: int, **changes: Any) -> Atom:
        """The atom, ending at `end`."""
        return replace(self, end=end, **changes)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a builder may look at beside its match."""

    copy: Copy
    today: date | None

    def opening(self, start: int) -> re.Match[str] | None:
        """The *from* or *between* right before `start`, for a range that begins there."""
        return _OPENING.search(self.copy.low, max(0, start - 14), start)

    def lean(self, start: int, end: int) -> Lean:
        """Whether the sentence around a time tells what was or what will be."""
        low = self.copy.low
        left = max(low.rfind(". ", max(0, start - 120), start), start - 120, 0)
        right = low.find(". ", end, end + 60)
        right = end + 60 if right < 0 else right
        near = low[max(left, start - 40) : right]
        if _FUTURE.search(near):
            return "future"
        if _PAST.search(low, left, right):
            return "past"
        return "future" if _FUTURE.search(low, left, right) else None


_OPENING = re.compile(r"\b(?P<word>between|from) (?:the )?$")
_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|won't|to (?:be|begin|start|meet|take|hold|visit|open|close)|plans?"
    r"|planned|planning|set to|due"
    r"|scheduled|expected|expects?|upcoming|next|going to|would|until|by|let's)\b"
)


_PAST = re.compile(
    r"\b(?:said|was|were|had|did|told|met|made|took|came|went|rose|fell|grew|won|lost|held|began"
    r"|left|led|gave|saw|hit|cut|set|put|fought|wrote|spoke|paid|bought|sold|sent|knew|broke|chose"
    r"|drew|flew|rang|shot|shut|struck|swore|threw|wore|brought|built|burnt|burst|caught|dealt"
    r"|drank|drove|ate|fled|found|forbade|forgot|froze|heard|hid|hung|hurt|kept|laid|lent"
    r"|lit|meant|overtook|overthrew|quit|ran|rode|sank|sang|sought|shook|shrank|slid|slept"
    r"|spent|split|sprang|stole|stood|stuck|swam|swept|swung|taught|thought|tore|understood|upheld"
    r"|withdrew|woke|last|since|[a-z]{2,16}ed)\b"
)
