"""Digits that are no figure: G7, Boeing 737, room 404. The other text should have them, too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from brief.model import Figure

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")

_ONE = re.compile("[1１] ?[つ人名年月日時週個本件回か、]")


class Identifier(NamedTuple):
    """A run of digits that no figure holds."""

    start: int
    end: int
    text: str


def loose(text: str, figures: Sequence[Figure]) -> Iterator[Identifier]:
    """The digits of `text` outside its `figures`."""
    held = bytearray(len(text))
    for figure in figures:
        start, end = figure.extent
        held[start:end] = b"\1" * (end - start)
    for found in _DIGITS.finditer(text):
        if held.find(1, *found.span()) < 0:
            yield Identifier(found.start(), found.end(), found[0])


def missing(
    text: str, figures: Sequence[Figure], other: str, others: Iterable[Figure]
) -> Iterator[Identifier]:
    """The digits of `text` outside its `figures` that the `other` text has nowhere.

    `others` are the figures of the other text, and what its words imply.

    The 1 of 1つ and 1年 is not missed: it is *one of* and *a year*.
    """
    there: set[str] | None = None
    for found in loose(text, figures):
        if there is None:
            there = {plain(digits[0]) for digits in _DIGITS.finditer(other)}
            values = (value for f in others for value in (f.value, f.low, f.high) if value)
            there.update(
                digits.lstrip("0") for value in values for digits in re.findall(r"\d+", value)
            )
        digits = plain(found.text)
        is_one = bool(_ONE.match(text, found.start))
        if not is_one and digits not in there and digits.lstrip("0") not in there:
            yield found


def plain(text: str) -> str:
    """The digits of `text`, half-width."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
