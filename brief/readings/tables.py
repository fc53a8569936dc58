"""Words with readings that depend on what stands around them.

A table is a file of tab-separated columns in ``brief/readings/data``; empty lines and lines that
begin with ``#`` are skipped. Its last three columns are conditions, each of which may be left
out: the kind of the figure that the word belongs to, a pattern of what stands before the word
and a pattern of what stands after it. The first row of a word whose conditions hold is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Generic, NamedTuple, TypeVar

from brief.readings.alignment import KANJI

Entry = TypeVar("Entry")

_WIDEST = 8
"""Characters before a word that a condition looks at."""


class _Condition(NamedTuple):
    """What must be so around a word; a pattern is compiled when it is first asked."""

    kind: str
    before: str
    after: str

    def holds(self, text: str, start: int, end: int, kind: str) -> bool:
        """Whether it is so of ``text[start:end]``, in a figure of `kind` (in none: empty)."""
        if self.kind and self.kind != kind:
            return False
        if self.before:
            before = _pattern(f"(?:{self.before})$")
            if not before.search(text, max(0, start - _WIDEST), start):
                return False
        return not self.after or bool(_pattern(self.after).match(text, end))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """A pattern of a table, in which K is any 漢字, also in a class: [Kァ-ヴ]."""
    return re.compile(re.sub(r"(\[\^?)K", rf"\1{KANJI}", text).replace("K", f"[{KANJI}]"))


def rows(name: str) -> Iterator[list[str]]:
    """The rows of ``data/<name>.tsv``, each a list of columns."""
    source = resources.files("brief.readings").joinpath("data", f"{name}.tsv")
    for line in source.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


class Table(Generic[Entry]):
    """Words, each with entries and the conditions under which these hold."""

    def __init__(self, entries: Iterable[tuple[str, Sequence[str], Entry]]) -> None:
        """From words, the columns of their conditions and what they stand for."""
        self._entries: dict[str, list[tuple[_Condition, Entry]]] = {}
        for word, columns, entry in entries:
            condition = _Condition(*(*columns, "", "", "")[:3])
            self._entries.setdefault(word, []).append((condition, entry))
        lengths: dict[str, set[int]] = {}
        for word in self._entries:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths: Mapping[str, list[int]] = {
            first: sorted(found, reverse=True) for first, found in lengths.items()
        }
        """For each character that a word begins with, how long those words are, longest first."""

    def at(
        self, text: str, start: int, bounds: frozenset[int], kind: str, whole: int | None = None
    ) -> tuple[int, Entry] | None:
        """The end and the entry of the longest word that begins at `start` and ends at a bound.

        `kind` is that of the figure there; `whole` is where what the word belongs to begins, for
        a counter its number.
        """
        begin = start if whole is None else whole
        for length in self.lengths.get(text[start : start + 1], ()):
            end = start + length
            if end in bounds:
                for condition, entry in self._entries.get(text[start:end], ()):
                    if condition.holds(text, begin, end, kind):
                        return end, entry
        return None
