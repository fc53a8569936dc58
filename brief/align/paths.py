"""The cheapest way through two texts.

Dynamic programming after Gale and Church, "A Program for Aligning Sentences in Bilingual
Corpora", 1993, in steps of up to three items a side. Signs count beside lengths, and lengths
vary as Student's distribution says, not the normal one: some translations are far from usual.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from brief.align.items import Item
from brief.align.signs import Sign


class _Step(NamedTuple):
    """How many items of each side it takes, and what that costs beside what they say."""

    ja: int
    en: int
    cost: float


_STEPS = (
    _Step(1, 0, 0.0),
    _Step(0, 1, 0.0),
    _Step(1, 1, 0.0),
    _Step(1, 2, 2.75),
    _Step(2, 1, 2.75),
    _Step(1, 3, 7.0),
    _Step(3, 1, 7.0),
    _Step(2, 2, 9.0),
)
_WIDEST = 3

_LEFT_OUT = 2.5
"""What it costs that nothing answers a block, or a row of a table."""
_OTHER_KIND = 4.0
_SENTENCE = 1.0
"""What it costs that a run has another kind, or a sentence more."""
_SENTENCES = 2
"""How many more count: Japanese lists and tables leave out full stops."""

_VARIANCE = 3.1
"""Of the length of a translation, for each character expected; measured on news."""
_TAIL = 4.0
"""Degrees of freedom of Student's distribution."""
_LEAST = 3.0
"""Added to lengths, so that those of very short texts do not count too much."""

_SIGN = 1.5
"""What a sign is worth that one item of each text shows."""
_ID = 50.0
"""The same for an author's id: more than whatever else may differ."""
_COMMON = 40
"""A sign that more pairs of items share says nothing."""

_REACH = 4
"""How many items beside the expected place are looked at, at least."""
_CELLS = 200_000
"""About how many places are looked at between two landmarks, at most."""


def cheapest(ja: Sequence[Item], en: Sequence[Item]) -> list[tuple[Sequence[Item], Sequence[Item]]]:
    """Both sides in the runs that answer each other at the least cost; one may be empty."""
    shared = _shared_signs(ja, en)
    worths = [_worth(sign) for sign in shared]
    runs_ja = _runs(ja, [sign.ja for sign in shared])
    runs_en = _runs(en, [sign.en for sign in shared])
    costs: list[dict[int, float]] = []
    ways: list[dict[int, _Step]] = []
    for i, band in enumerate(_bands(shared, len(ja), len(en))):
        row: dict[int, float] = {} if i else {0: 0.0}
        way: dict[int, _Step] = {}
        costs = [*costs[-_WIDEST:], row]
        ways.append(way)
        steps = [
            (step, costs[-1 - step.ja], runs_ja[step.ja][i - step.ja])
            for step in _STEPS
            if step.ja <= i
        ]
        for j in band:
            lowest = row.get(j, math.inf)
            for step, before, run in steps:
                start = j - step.en
                if start not in before:
                    continue
                other = runs_en[step.en][start]
                cost = before[start] + step.cost
                if step.ja and step.en:
                    for sign in run.signs & other.signs:
                        cost -= worths[sign]
                    if cost < lowest:
                        cost += _difference(run, other)
                else:
                    cost += _LEFT_OUT * (run.rows + other.rows)
                if cost < lowest:
                    lowest = row[j] = cost
                    way[j] = step
    return _walked(ja, en, ways)


def _walked(
    ja: Sequence[Item], en: Sequence[Item], ways: Sequence[dict[int, _Step]]
) -> list[tuple[Sequence[Item], Sequence[Item]]]:
    """The runs on the way that leads to the end of both sides."""
    i, j = len(ja), len(en)
    runs = []
    while i or j:
        step = ways[i][j]
        runs.append((ja[i - step.ja : i], en[j - step.en : j]))
        i, j = i - step.ja, j - step.en
    return runs[::-1]


# --- what answers what ---------------------------------------------------------------------


class _Run(NamedTuple):
    """Some items in a row."""

    kind: str
    """That of all, or ``mixed``; empty where nothing answers such a run: two headings."""
    size: float
    sentences: int
    rows: int
    """How many there are of blocks, and of rows of tables."""
    signs: frozenset[int]
    """Numbers of those that the other text shows as well."""


def _runs(items: Sequence[Item], places: Sequence[Sequence[int]]) -> list[list[_Run]]:
    """By number of items and by the first: the runs of `items`.

    `places` are, by the number of a sign, the items that show it.
    """
    shown: list[set[int]] = [set() for _ in items]
    for sign, numbers in enumerate(places):
        for number in numbers:
            shown[number].add(sign)
    none = [_Run("", 0.0, 0, 0, frozenset())] * (len(items) + 1)
    single = [
        _Run(item.kind, item.size, item.sentences, max(1, len(item.inner)), frozenset(signs))
        for item, signs in zip(items, shown, strict=True)
    ]
    pairs = [_joined(*two) for two in pairwise(single)]
    triples = [_joined(pair, last) for pair, last in zip(pairs, single[2:], strict=False)]
    return [none, single, pairs, triples]


def _joined(run: _Run, last: _Run) -> _Run:
    return _Run(
        _joined_kind(run.kind, last.kind),
        run.size + last.size,
        run.sentences + last.sentences,
        run.rows + last.rows,
        run.signs | last.signs,
    )


@cache
def _joined_kind(kind: str, last: str) -> str:
    if _family(kind) != _family(last) or _family(kind) in ("heading", "row", "cell"):
        return ""
    return kind if kind == last else "mixed"


def _family(kind: str) -> str:
    """Which kinds answer each other: headings of all levels, tables, rows, cells; all others."""
    apart = ("heading", "table", "row", "cell")
    return next((family for family in apart if kind.startswith(family)), "")


def _difference(ja: _Run, en: _Run) -> float:
    """What it costs that these answer each other, by kind, length and sentences."""
    kind_ja, size_ja, sentences_ja, *_ = ja
    kind_en, size_en, sentences_en, *_ = en
    off = size_ja - size_en
    spread = _VARIANCE * _TAIL / 2 * (size_ja + size_en + _LEAST)
    by_size = (_TAIL + 1) / 2 * math.log1p(off * off / spread)
    return (
        _otherness(kind_ja, kind_en)
        + by_size
        + _SENTENCE * min(_SENTENCES, abs(sentences_ja - sentences_en))
    )


@cache
def _otherness(kind: str, other: str) -> float:
    """What it costs that runs of two kinds answer each other."""
    if not kind or not other or _family(kind) != _family(other):
        return math.inf
    return 0.0 if kind == other else _OTHER_KIND


class _Shared(NamedTuple):
    """A sign, and the items of both texts that show it."""

    sign: Sign
    ja: list[int]
    en: list[int]


def _shared_signs(ja: Sequence[Item], en: Sequence[Item]) -> list[_Shared]:
    here, there = _places(ja), _places(en)
    return [
        _Shared(sign, here[sign], there[sign])
        for sign in sorted(here.keys() & there.keys())
        if len(here[sign]) * len(there[sign]) <= _COMMON
    ]


def _places(items: Sequence[Item]) -> dict[Sign, list[int]]:
    places: defaultdict[Sign, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for sign in item.signs:
            places[sign].append(number)
    return places


def _worth(shared: _Shared) -> float:
    """What it is worth that two runs show this sign: the less, the more show it elsewhere."""
    (kind, _), ja, en = shared
    return (_ID if kind == "id" else _SIGN) / math.sqrt(len(ja) * len(en))


# --- where to look -------------------------------------------------------------------------

_Point = tuple[int, int]
"""An item of each text."""


def _bands(shared: Sequence[_Shared], rows: int, columns: int) -> Iterator[range]:
    """For each place in the Japanese text, the places of the English one that may answer it.

    From one landmark to the next, what answers an item stands at about the same share of the way.
    """
    i = j = reach = 0
    for next_i, next_j in [*_landmarks(shared), (rows, columns)]:
        length, width = next_i - i, next_j - j
        if not length:
            continue
        drift = _REACH + abs(width - length) + math.isqrt(length)
        reach = min(drift, _REACH + _CELLS // length) + width // length
        first, last = max(0, j - _REACH), min(columns, next_j + _REACH)
        for step in range(length):
            middle = j + width * step // length
            yield range(max(first, middle - reach), min(last, middle + reach) + 1)
        i, j = next_i, next_j
    yield range(max(0, j - reach), columns + 1)


def _landmarks(shared: Sequence[_Shared]) -> list[_Point]:
    """Items that share a sign which each text shows once, as many as are in order in both.

    Where authors gave ids, these are among them, and what is at odds with an id is not.
    """
    once = [(kind, (i[0], j[0])) for (kind, _), i, j in shared if len(i) == len(j) == 1]
    fixed = _rising([point for kind, point in once if kind == "id"])
    ids_ja, ids_en = [i for i, _ in fixed], [j for _, j in fixed]
    return _rising(
        [
            (i, j)
            for _, (i, j) in once
            if bisect_left(ids_ja, i) == bisect_left(ids_en, j)
            and bisect_right(ids_ja, i) == bisect_right(ids_en, j)
        ]
    )


def _rising(points: Sequence[_Point]) -> list[_Point]:
    """As many of `points` as possible, each further than the last on both sides."""
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int | None] = []
    for number, (_, j) in enumerate(ordered):
        at = bisect_left(ends, j)
        ends[at : at + 1] = [j]
        chosen[at : at + 1] = [number]
        before.append(chosen[at - 1] if at else None)
    found: list[_Point] = []
    last = chosen[-1] if chosen else None
    while last is not None:
        found.append(ordered[last])
        last = before[last]
    return found[::-1]
