"""Which figure of one text answers which of the other."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import product
from math import log10
from typing import TypeVar

from brief.check.absence import Rest, is_contradicted, is_restatement, needs_none
from brief.check.amounts import decimal, restates
from brief.check.composition import Composed
from brief.check.equivalence import agree, family
from brief.check.pairing import nearest
from brief.check.sides import Side, key
from brief.check.times import cannot_differ
from brief.check.zones import same_moment
from brief.model import Figure

__all__ = ["Comparison", "Side", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the figures of a Japanese and an English text answer each other, by index."""

    pairs: tuple[tuple[int, int], ...]
    """Figures that say the same."""
    differing: tuple[tuple[int, int], ...]
    """Figures that answer each other and differ."""
    unmatched_ja: tuple[int, ...]
    unmatched_en: tuple[int, ...]


def compare(ja: Side, en: Side) -> Comparison:
    """Assign the figures of two aligned texts to each other, as many and as near as can be.

    First those that say the same, alone or with their neighbours. Of the rest nothing is said of
    small numbers in words, of what the other side's words imply, of a range or an hour of a day
    that the other side states as two figures, and of a restatement in another unit. What is then
    left of the same family is one figure told differently; what stands elsewhere in the other
    text only if the two are of one kind and unit.
    """
    pairs = _equal(ja.figures, en.figures)
    pairs += _converted(ja, en, pairs)
    pairs += _elsewhere(ja, en, pairs)
    taken_ja, taken_en = {i for i, _ in pairs}, {j for _, j in pairs}
    rest_ja = _without(range(len(ja.figures)), taken_ja)
    rest_en = _without(range(len(en.figures)), taken_en)
    together_ja, together_en = _together(ja, en, {*rest_ja}, {*rest_en})
    rest_ja, rest_en = _without(rest_ja, together_ja), _without(rest_en, together_en)
    open_ja, open_en = _open(ja, rest_ja, en, rest_en), _open(en, rest_en, ja, rest_ja)
    repeated_ja = {i for i in open_ja if en.everywhere.state(ja.figures[i])}
    repeated_en = {j for j in open_en if ja.everywhere.state(en.figures[j])}
    differing = nearest(
        len(ja.figures),
        len(en.figures),
        {
            (i, j): _difference(ja.figures[i], en.figures[j])
            for i, j in _near(open_ja, open_en)
            if family(ja.figures[i]) == family(en.figures[j])
            and (_alike(ja.figures[i], en.figures[j]) or not (i in repeated_ja or j in repeated_en))
        },
    )
    untold = {(i, j) for i, j in differing if cannot_differ(ja.figures[i], en.figures[j])}
    told_ja = taken_ja | {i for i, _ in differing}
    told_en = taken_en | {j for _, j in differing}
    left_ja = _without(open_ja, repeated_ja | told_ja)
    left_en = _without(open_en, repeated_en | told_en)
    return Comparison(
        tuple(sorted((*pairs, *untold))),
        tuple(sorted(pair for pair in differing if pair not in untold)),
        tuple(i for i in left_ja if not is_restatement(ja, i, told_ja)),
        tuple(j for j in left_en if not is_restatement(en, j, told_en)),
    )


def _without(indexes: Iterable[int], taken: Set[int]) -> list[int]:
    return [index for index in indexes if index not in taken]


def _open(side: Side, rest: Sequence[int], other: Side, others: Sequence[int]) -> list[int]:
    """Those of the `rest` of a text, which have no partner, that need one."""
    there = Rest(other.figures[j] for j in others)
    return [
        i
        for i in rest
        for figure in (side.figures[i],)
        if there.has_like(figure)
        or is_contradicted(figure, side, other)
        or not needs_none(figure, side, other)
    ]


# --- those that say the same -------------------------------------------------------------

_MANY = 40
"""Above so many figures on a side the plainly equal are paired first, in their order."""
_NEIGHBOURS = 10
"""Where the texts have more, how many before and after its place each may answer."""


def _equal(ja: Sequence[Figure], en: Sequence[Figure]) -> list[tuple[int, int]]:
    pairs = _in_order(ja, en) if max(len(ja), len(en)) > _MANY else []
    rest_ja = _without(range(len(ja)), {i for i, _ in pairs})
    rest_en = _without(range(len(en)), {j for _, j in pairs})
    agreeing = _judged(agree, ja, en, _near(rest_ja, rest_en))
    return pairs + nearest(len(ja), len(en), dict.fromkeys(agreeing, 0))


def _converted(ja: Side, en: Side, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Measures that the other text gives in another unit, and only there."""
    rest_ja, rest_en = _left(ja, en, pairs, lambda figure: figure.kind == "measure")
    converting = (
        (i, j)
        for i, j in _judged(restates, ja.figures, en.figures, _near(rest_ja, rest_en))
        if not (_gives(en, j, ja.figures[i].unit) or _gives(ja, i, en.figures[j].unit))
    )
    return nearest(len(ja.figures), len(en.figures), dict.fromkeys(converting, 0))


def _elsewhere(ja: Side, en: Side, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Times that the other text gives by the clock of another time zone."""
    rest_ja, rest_en = _left(ja, en, pairs, lambda figure: family(figure) == "time")
    same = (
        (i, j)
        for i, j in _near(rest_ja, rest_en)
        if same_moment(ja, ja.figures[i], en, en.figures[j])
    )
    return nearest(len(ja.figures), len(en.figures), dict.fromkeys(same, 0))


def _left(
    ja: Side, en: Side, pairs: Sequence[tuple[int, int]], is_meant: Callable[[Figure], bool]
) -> tuple[list[int], list[int]]:
    """The figures of both texts that are not in `pairs`, and of which `is_meant` holds."""
    taken_ja, taken_en = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        [i for i, figure in enumerate(ja.figures) if i not in taken_ja and is_meant(figure)],
        [j for j, figure in enumerate(en.figures) if j not in taken_en and is_meant(figure)],
    )


def _gives(side: Side, index: int, unit: str | None) -> bool:
    """Whether the text gives that figure in `unit` as well: 6 miles (10 km)."""
    return any(side.figures[other].unit == unit for other in side.tied.get(index, ()))


def _together(
    ja: Side, en: Side, rest_ja: Set[int], rest_en: Set[int]
) -> tuple[set[int], set[int]]:
    """Figures that agree with the other text only together with others: *one in five* and 2割."""
    composed_ja, composed_en = _composed(ja, rest_ja), _composed(en, rest_en)
    alone_ja = [Composed(ja.figures[i], (i,)) for i in sorted(rest_ja)] if composed_en else []
    alone_en = [Composed(en.figures[j], (j,)) for j in sorted(rest_en)] if composed_ja else []
    together_ja: set[int] = set()
    together_en: set[int] = set()
    for here, there in (
        *_near(composed_ja, alone_en),
        *_near(composed_ja, composed_en),
        *_near(alone_ja, composed_en),
    ):
        if agree(here.figure, there.figure):
            together_ja.update(here.parts)
            together_en.update(there.parts)
    return together_ja, together_en


def _composed(side: Side, rest: Set[int]) -> list[Composed]:
    return [said for said in side.composed if not rest.isdisjoint(said.parts)]


def _in_order(ja: Sequence[Figure], en: Sequence[Figure]) -> list[tuple[int, int]]:
    """Figures that plainly say the same, the first with the first, the second with the second."""
    waiting: dict[tuple[str | None, ...], deque[int]] = defaultdict(deque)
    for j, figure in enumerate(en):
        waiting[key(figure)].append(j)
    pairs = []
    for i, figure in enumerate(ja):
        candidates = waiting.get(key(figure))
        if candidates and agree(figure, en[candidates[0]]):
            pairs.append((i, candidates.popleft()))
    return pairs


_Item = TypeVar("_Item")


def _near(ja: Sequence[_Item], en: Sequence[_Item]) -> Iterator[tuple[_Item, _Item]]:
    """The pairs to be looked at: all, or in a very long text those at about the same place."""
    if len(ja) <= _MANY and len(en) <= _MANY:
        yield from product(ja, en)
        return
    for rank, i in enumerate(ja):
        middle = rank * len(en) // len(ja)
        for j in en[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS + 1]:
            yield i, j


def _judged(
    judge: Callable[[Figure, Figure], bool],
    ja: Sequence[Figure],
    en: Sequence[Figure],
    pairs: Iterable[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """The pairs of which `judge` holds; of figures that state the same it is asked once."""
    known: dict[tuple[_Stated, _Stated], bool] = {}
    stated_ja, stated_en = list(map(_stated, ja)), list(map(_stated, en))
    for i, j in pairs:
        question = stated_ja[i], stated_en[j]
        answer = known.get(question)
        if answer is None:
            answer = known[question] = judge(ja[i], en[j])
        if answer:
            yield i, j


_Stated = tuple[str | None, ...]


def _stated(figure: Figure) -> _Stated:
    """All of a figure but its place."""
    return (
        figure.text, figure.kind, figure.value, figure.low, figure.high, figure.unit,
        figure.modifier,
    )  # fmt: skip


# --- those that differ -------------------------------------------------------------------


def _alike(a: Figure, b: Figure) -> bool:
    """Whether the two are of one kind and unit, so that one is likely to be the other."""
    return a.kind == b.kind and a.unit == b.unit


_LAST = 5.0
_FAR = 4
"""Powers of ten from which on two numbers have nothing to do with each other."""


def _difference(a: Figure, b: Figure) -> float:
    """How unlikely it is that one figure was meant to be the other: 0 to 5."""
    if cannot_differ(a, b):
        return _LAST
    unlike = (a.kind != b.kind) + (a.unit != b.unit)
    x, y = decimal(a.value), decimal(b.value)
    if x is None or y is None or not x or not y:
        return unlike + (0.0 if family(a) == "time" else 1.0)
    if sorted(str(x.normalize())) == sorted(str(y.normalize())):
        return unlike
    if abs(x.adjusted() - y.adjusted()) > _FAR:
        return unlike + 2.0
    return unlike + min(2.0, abs(log10(abs(x / y))) / 2)
