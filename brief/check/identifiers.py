"""Digits that are no figure: G7, Boeing 737, room 404. The other text should have them, too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from brief.model import Figure

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")

_ONE = re.compile(
    r"[1１] ?(?:[つ人名年月日時週個本件回か、]|[^\W\da-zA-Z]{1,6}(?:当た|あた|につき|ごと))"
)


class Identifier(NamedTuple):
    """A run of digits that no figure holds."""

    start: int
    end: int
    text: str


def loose(text: str, figures: Sequence[Figure]) -> Iterator[Identifier]:
    """The digits of `text` outside its `figures`."""
    for found in _outside(figures, text, _DIGITS):
        yield Identifier(found.start(), found.end(), found[0])


def _outside(
    figures: Sequence[Figure], text: str, pattern: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    held = bytearray(len(text))
    for figure in figures:
        start, end = figure.extent
        held[start:end] = b"\1" * (end - start)
    for found in pattern.finditer(text):
        if held.find(1, *found.span()) < 0:
            yield found


@dataclass(frozen=True)
class Said:
    """A text as far as digits are looked for in it."""

    text: str
    figures: Iterable[Figure]
    """Its figures, and what its words imply."""

    @cached_property
    def digits(self) -> set[str]:
        """Its digits, in whatever notation; gathered when they are first asked for."""
        digits = {plain(found[0]) for found in _DIGITS.finditer(self.text)}
        digits.update(in_letters(self.text, ()))
        values = (value for f in self.figures for value in (f.value, f.low, f.high) if value)
        digits.update(
            run.lstrip("0") or "0" for value in values for run in re.findall(r"\d+", value)
        )
        return digits


def missing(text: str, figures: Sequence[Figure], other: Said) -> Iterator[Identifier]:
    """The digits of `text` outside its `figures` that the `other` text has nowhere.

    The 1 of 1つ and 1年 is not missed: it is *one of* and *a year*.
    """
    for found in loose(text, figures):
        digits = plain(found.text)
        is_there = digits in other.digits or digits.lstrip("0") in other.digits
        if not is_there and not _ONE.match(text, found.start):
            yield found


def numbers(figure: Figure) -> set[str]:
    """The digits that may stand for `figure` where it is not read as one: 1万年 is 10000, and 1."""
    stated = [end for end in (figure.value, figure.low, figure.high) if end]
    digits = [run for end in stated for run in re.findall(r"\d+", end)]
    return {plain(figure.text), *(digits if len(digits) == 1 else ())}


_ROMAN = re.compile(
    r"(?<![A-Za-z])(?:WW)?(?P<numeral>(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})"
    r"|(?<=War )I|(?<=WW)I|(?<=[a-z] )[VX])(?![A-Za-z])"
)
_LETTERS = {"I": 1, "V": 5, "X": 10}
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NUMBERED = "season|phase|part|chapter|article|type|number|formula|tier|day|round|stage"
"""What is given a number after its name: only there *one* is a number for certain."""
_WORD = re.compile(
    rf"(?<!\w)(?:(?:{_NUMBERED}) (?P<one>one)|(?P<more>{'|'.join(list(_WORDS)[1:])}))(?!\w)",
    re.IGNORECASE,
)


def in_letters(text: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The numbers that `text` writes without digits, outside its `figures`: World War II."""
    for roman in _outside(figures, text, _ROMAN):
        values = [_LETTERS[letter] for letter in roman["numeral"]]
        after = [*values[1:], 0]
        yield str(sum(-a if a < b else a for a, b in zip(values, after, strict=True)))
    for word in _outside(figures, text, _WORD):
        yield str(_WORDS[(word["one"] or word["more"]).lower()])


def plain(text: str) -> str:
    """The digits of `text`, half-width."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
