"""What every format is read into."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from brief.model import (
    LANGUAGES,
    Finding,
    Language,
    Passage,
    Piece,
    Place,
    UnusableInput,
    position_in,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A text in one language, without its tags."""

    text: str
    pieces: tuple[Piece, ...]
    """The runs of it that stand in the file as they are."""

    def passage(self, path: str, start: int, end: int) -> Passage:
        """Where the span from `start` to `end` stands in the file at `path`."""
        first = Place(path, *position_in(self.pieces, start))
        if start >= end:
            return Passage(first, first)
        line, column = position_in(self.pieces, end - 1)
        return Passage(first, Place(path, line, column + 1))


@dataclass(frozen=True, slots=True)
class Pair:
    """A Japanese and an English text that should say the same."""

    id: str
    """As the file gives it; empty where it gives none."""
    ja: Segment
    en: Segment
    translation: Language = "en"
    """Which of the two was translated from the other."""
    date: datetime.date | None = None
    """The day that its dates are read against, where the file says it."""

    def side(self, language: Language) -> Segment:
        """The text in `language`."""
        return self.ja if language == "ja" else self.en


Reason = Literal["untranslated", "fuzzy", "obsolete", "not for translation", "other languages"]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What is in a file and cannot be compared, or should not be."""

    reason: Reason


Item: TypeAlias = Pair | PassedOver | Finding
"""What is in a file; a finding where something cannot be read."""


def language_of(code: str) -> Language | None:
    """The language that ``ja``, ``ja-JP``, ``EN_us`` stand for; None for every other."""
    primary = code.strip().replace("_", "-").partition("-")[0].casefold()
    return next((language for language in LANGUAGES if language == primary), None)


def paired(
    name: str, texts: Sequence[tuple[Language | None, Segment]], translation: Language
) -> Iterator[Pair | PassedOver]:
    """The pairs that the texts of one unit make.

    Where a language stands there twice (en-US, en-GB), each text in it is compared with the first
    one in the other language.
    """
    ja = [segment for language, segment in texts if language == "ja"]
    en = [segment for language, segment in texts if language == "en"]
    if not ja or not en:
        yield PassedOver("other languages")
        return
    for first, second in [*((ja[0], other) for other in en), *((other, en[0]) for other in ja[1:])]:
        if first.text.strip() and second.text.strip():
            yield Pair(name, first, second, translation)
        else:
            yield PassedOver("untranslated")


Run: TypeAlias = tuple[str, int, int]
"""A text as it stands in the file, and the line and the column that it begins at."""


def joined(runs: Iterable[Run]) -> Segment:
    """The segment that `runs` make, one after the other."""
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for text, line, column in runs:
        texts.append(text)
        pieces.append(Piece(length, line, column))
        length += len(text)
    return Segment("".join(texts), tuple(pieces))


def fault(place: Place, message: str, advice: str = "") -> UnusableInput:
    """The error that says what is wrong at `place`."""
    return UnusableInput([Finding("source", "error", place, message, advice)])
