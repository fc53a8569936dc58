"""Tables of words, and the longest of them that stands at a place in a text.

A table is a file of tab-separated columns in ``brief/figures/data``; empty lines and lines
that begin with ``#`` are skipped. Each is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Generic, TypeVar, cast

from brief.model import FigureKind, Language

Entry = TypeVar("Entry")


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv``, each a tuple of columns."""
    source = resources.files("brief.figures").joinpath("data", f"{name}.tsv")
    lines = source.read_text(encoding="utf-8").split("\n")
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


class Lexicon(Generic[Entry]):
    """Words and what they stand for, to be found at a place in a text."""

    def __init__(self, words: Mapping[str, Entry] | Iterable[tuple[str, Entry]]) -> None:
        self._entries: dict[str, Entry] = dict(words)
        lengths: dict[str, set[int]] = {}
        endings: dict[str, set[int]] = {}
        for word in self._entries:
            lengths.setdefault(word[0], set()).add(len(word))
            endings.setdefault(word[-1], set()).add(len(word))
        self._lengths = {c: tuple(sorted(n, reverse=True)) for c, n in lengths.items()}
        self._endings = {c: tuple(sorted(n, reverse=True)) for c, n in endings.items()}

    def at(self, text: str, start: int) -> tuple[int, Entry] | None:
        """The longest word that begins at `start`: its end and its entry."""
        for length in self._lengths.get(text[start : start + 1], ()):
            entry = self._entries.get(text[start : start + length])
            if entry is not None and start + length <= len(text):
                return start + length, entry
        return None

    def before(self, text: str, end: int) -> tuple[int, Entry] | None:
        """The longest word that ends at `end`: its start and its entry."""
        for length in self._endings.get(text[end - 1 : end], ()) if end > 0 else ():
            if length <= end:
                entry = self._entries.get(text[end - length : end])
                if entry is not None:
                    return end - length, entry
        return None

    def words(self) -> Iterable[str]:
        """All words."""
        return self._entries.keys()


_FIRST_WORD = re.compile(r"[^\W_]+")


class Phrases(Generic[Entry]):
    """Phrases of whole words and what they stand for, found by their first word.

    For tables of thousands of names: building it costs a dictionary, no regular expression.
    """

    def __init__(self, phrases: Mapping[str, Entry]) -> None:
        self.entries = phrases
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            lengths.setdefault(first_word(phrase), set()).add(len(phrase))
        self._lengths = {word: tuple(sorted(n, reverse=True)) for word, n in lengths.items()}

    def at(self, text: str, start: int) -> tuple[int, Entry] | None:
        """The longest phrase that begins at `start` and ends with a word: its end, its entry."""
        for length in self._lengths.get(first_word(text, start), ()):
            end = start + length
            entry = self.entries.get(text[start:end])
            if entry is not None and not text[end : end + 1].isalnum():
                return end, entry
        return None


def first_word(text: str, start: int = 0) -> str:
    """The letters and digits that stand at `start`, none of which may be missing."""
    found = _FIRST_WORD.match(text, start)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of ``units.<language>.tsv``: ``word  kind  code  factor``.

    The first word of a code whose factor is 1 is the one that figures are written with.
    """

    word: str
    kind: FigureKind
    code: str | None
    """ISO 4217, UCUM, an English noun, ``%``, ``pp`` or ``bp``."""
    factor: Decimal
    """What one of the word is in units of the code: 0.01 for 銭, 10 for 割."""


@cache
def units(language: Language) -> tuple[Unit, ...]:
    """The table of units of `language`, in its order."""
    rows = ((*row, "", "") for row in table(f"units.{language}"))
    return tuple(
        Unit(word, cast("FigureKind", kind), code or None, Decimal(factor or 1))
        for word, kind, code, factor, *_ in rows
    )


@cache
def words_by_code(language: Language) -> Mapping[tuple[FigureKind, str | None], str]:
    """What each kind and code is written with in `language`."""
    words: dict[tuple[FigureKind, str | None], str] = {}
    for unit in units(language):
        if unit.factor == 1:
            words.setdefault((unit.kind, unit.code), unit.word)
    return words


_WORDLIKE = frozenset(
    ("ALL", "TRY", "TOP", "CUP", "MAD", "COP", "MOP", "PEN", "GEL", "SOS", "BOB", "LAK")
)
"""Codes that are English words in capitals: before a number they are no currency."""
_LETTERS_BEFORE = frozenset(("Rs", "RM", "Rp"))


@cache
def currency_codes() -> frozenset[str]:
    """What letters before an English number make it money: USD 100, Rs500."""
    words = {unit.word for unit in units("en") if unit.kind == "money"}
    codes = {word for word in words if len(word) == 3 and word.isalpha() and word.isupper()}
    return frozenset((codes | (_LETTERS_BEFORE & words)) - _WORDLIKE)
