"""What one text states and the other does not, and nothing need be said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from brief.check import identifiers
from brief.check.amounts import converts, decimal
from brief.check.composition import counts_a_list, is_night_of
from brief.check.equivalence import agree, family, halves
from brief.check.sides import MOST, Side
from brief.model import Figure


def needs_none(figure: Figure, side: Side, other: Side) -> bool:
    """Whether `figure` of `side`, which has no partner, is nothing to report."""

    def is_said(part: Figure, *kinds: str) -> bool:
        alike = (said for said in other.figures[:MOST] if said.kind in kinds)
        return any(agree(part, said) for said in alike)

    def is_implied(part: Figure) -> bool:
        return any(agree(part, said) for said in other.implied)

    parts = halves(figure)
    numbered = ("ordinal",) if "世紀" in figure.text else ()
    return (
        _is_idiom(figure)
        or (
            bool(parts)
            and all(is_said(part, part.kind, *numbered) or is_implied(part) for part in parts)
        )
        or (_is_score(figure) and all(_is_nil(p) or is_said(p, "count") for p in parts))
        or other.here.state_in_part(figure)
        or is_implied(figure)
        or counts_a_list(side.text, figure)
        or (figure.kind == "measure" and any(agree(figure, one) for one in other.singles))
        or not other.loose_digits.isdisjoint(identifiers.numbers(figure))
    )


def _is_score(figure: Figure) -> bool:
    """Whether counts may say the same: 20-5 is 20勝5敗, a 3-0 lead 3点のリード."""
    return figure.kind == "number" and figure.low is not None and figure.low != figure.high


def _is_nil(part: Figure) -> bool:
    return part.value == "0"


_PLAIN_ONE = re.compile(r"[1１] ?(?!番|位|号|級|等|部|階)\D+")


def _is_idiom(figure: Figure) -> bool:
    """A small number in words (the two leaders, 一つ, first of all), one thing, this year."""
    value = decimal(figure.value)
    if value is None:
        return _is_undecided(figure)
    if figure.kind not in ("number", "count", "ordinal") or abs(value) > 10:
        return False
    in_words = not any(character.isdecimal() for character in figure.text)
    return in_words or (figure.kind == "count" and bool(_PLAIN_ONE.fullmatch(figure.text)))


def _is_undecided(figure: Figure) -> bool:
    """Whether it is a time that leans on another one (前年同期, *the end of the century*)."""
    stated = figure.value or figure.low or figure.high
    return family(figure) == "time" and stated is None and not _DIGIT.search(figure.text)


_DIGIT = re.compile(r"\d")


def is_restatement(side: Side, index: int, paired: Set[int]) -> bool:
    """Whether it repeats in another unit, and rightly, a figure that has a counterpart.

    6 miles (10 km) answers 10キロ whichever of the two is in brackets.
    """
    figure = side.figures[index]
    if any(
        i in paired and _is_converted(figure, side.figures[i]) for i in side.tied.get(index, ())
    ):
        return True
    return index + 1 in paired and is_night_of(figure, side.figures[index + 1])


def _is_converted(figure: Figure, other: Figure) -> bool:
    if figure.kind != "measure":
        return True
    return converts(other, figure) if figure.restates == other.start else converts(figure, other)


# --- what may yet be wrong -----------------------------------------------------------------


class Rest:
    """The figures of a text without a partner: one may be there to answer one of the other text."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        figures = list(figures)
        self._ranges = {(f.kind, f.unit) for f in figures if f.low is not None}
        self._several = {f.kind == "ordinal" for f in figures if _is_several(f)}

    def has_like(self, figure: Figure) -> bool:
        """Whether one is there to answer a score, a range, or a number in words.

        Such figures are left alone otherwise; but 三つ and *four* are a slip.
        """
        if figure.low is not None:
            return (figure.kind, figure.unit) in self._ranges
        return _is_several(figure) and (figure.kind == "ordinal") in self._several


def is_contradicted(figure: Figure, side: Side, other: Side) -> bool:
    """Whether the words of the other text count something else: *the three leaders* and 両首脳."""
    if not _is_several(figure) or figure.kind == "ordinal":
        return False
    counted = [said for said in other.implied if said.kind == "count"]
    return not any(agree(figure, said) for said in other.implied) and any(
        not any(agree(said, mine) for mine in side.said()) for said in counted
    )


def _is_several(figure: Figure) -> bool:
    value = decimal(figure.value)
    return _is_idiom(figure) and value is not None and abs(value) > 1
