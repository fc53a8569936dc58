"""One of the two texts that are compared: its figures, and what else it says of numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from brief.check import identifiers
from brief.check.composition import Composed, composed
from brief.check.equivalence import agree, comparable, family, halves
from brief.check.implied import implied, singles
from brief.model import Figure, Language


@dataclass(frozen=True)
class Side:
    """One of the two texts that are compared."""

    figures: Sequence[Figure]
    text: str = ""
    """What its words say counts as well: *both*, *monthly*, 両国, Boeing 737."""
    language: Language = "en"
    elsewhere: Sequence[Figure] = ()
    """The figures of the rest of the brief."""

    @cached_property
    def here(self) -> Known:
        """The figures of the text."""
        return Known(self.figures)

    @cached_property
    def everywhere(self) -> Known:
        """The figures of the text and of the rest of the brief."""
        return Known([*self.figures, *self.elsewhere])

    @cached_property
    def implied(self) -> list[Figure]:
        """What its words say without a number."""
        return implied(self.text, self.language)

    @cached_property
    def singles(self) -> list[Figure]:
        """What it counts one of without a numeral: *a barrel*, *per barrel*."""
        return singles(self.text, self.language)

    @cached_property
    def composed(self) -> list[Composed]:
        """What several of its figures say together."""
        return list(composed(self.text, self.language, self.figures))

    def said(self) -> Iterator[Figure]:
        """Its figures, then what its words say without a number."""
        yield from self.figures
        yield from self.implied

    @cached_property
    def loose_digits(self) -> frozenset[str]:
        """The digits in it that are no figure."""
        loose = identifiers.loose(self.text, self.figures)
        in_letters = identifiers.in_letters(self.text, self.figures)
        return frozenset((*(identifiers.plain(found.text) for found in loose), *in_letters))

    @cached_property
    def tied(self) -> dict[int, list[int]]:
        """By index, the figures that one repeats in another unit, or that repeat it.

        Money is converted for the reader from what was paid, which must stand in both texts: it
        is tied one way.
        """
        by_start = {figure.start: index for index, figure in enumerate(self.figures)}
        tied: dict[int, list[int]] = defaultdict(list)
        for index, figure in enumerate(self.figures):
            original = by_start.get(figure.restates) if figure.restates is not None else None
            if original is not None:
                tied[index].append(original)
                if figure.kind == "measure":
                    tied[original].append(index)
        return tied


MOST = 200
"""How many figures of a text are looked through for one that says the same less plainly."""


class Known:
    """Figures that a text states, wherever they stand."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        distinct = {key(figure): figure for figure in figures}
        parts = [half for figure in distinct.values() for half in halves(figure)]
        self._keys = distinct.keys()
        self._parts = _by_family(parts)
        self._all = _by_family([*distinct.values(), *parts])
        self._loose = _by_family([*filter(_is_loose, distinct.values()), *parts])

    def state(self, figure: Figure) -> bool:
        """Whether one of them, or a part of one, says what `figure` says."""
        if key(figure) in self._keys:
            return True
        return _says(self._all if _is_loose(figure) else self._loose, figure)

    def state_in_part(self, figure: Figure) -> bool:
        """Whether it is the end of a range, or the day or the hour of a day and hour."""
        return _says(self._parts, figure)


_Families = dict[str, list[Figure]]


def _by_family(figures: Sequence[Figure]) -> _Families:
    groups: _Families = defaultdict(list)
    for figure in figures[:MOST]:
        groups[family(figure)].append(figure)
    return groups


def _says(figures: _Families, figure: Figure) -> bool:
    return any(
        _says_no_more(figure, other) and agree(figure, other)
        for name in comparable(family(figure))
        for other in figures.get(name, ())
    )


def _says_no_more(figure: Figure, part: Figure) -> bool:
    """Whether it is no more than `part`: not a day with its hour, of which the day is stated."""
    return figure.kind != "datetime" or part.kind != "date"


def _is_loose(figure: Figure) -> bool:
    """Whether another figure may say the same without being equal: a time, a rounded amount."""
    return figure.modifier == "approx" or family(figure) in ("time", "duration", "set")


_Key = tuple[str, str | None, str | None, str | None, str | None]


def key(figure: Figure) -> _Key:
    """What two figures share that plainly say the same."""
    has_unit = figure.kind in ("money", "measure") or figure.unit == "times"
    unit = figure.unit if has_unit else None
    return family(figure), figure.value, figure.low, figure.high, unit
