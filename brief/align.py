"""Which parts and blocks of one text answer which of the other.

Structure decides first: a heading answers a heading, a table a table. Within the same
structure length decides, by the cheapest way through both texts (dynamic programming over
one-to-one, one-to-two, two-to-one, and left-out parts, after Gale and Church, "A Program
for Aligning Sentences in Bilingual Corpora", 1993).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.model import Alignment, Bead, Document

ENGLISH_PER_JAPANESE = 2.3
"""Characters of English that say what one character of Japanese says, in news text."""

_REACH = 100
"""How far, in parts, what answers a part may stand from where its share of the text is."""

_OMISSION = 3.0
_MERGE = 1.2
_OTHER_KIND = 4.0


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    size: float
    """Length in Japanese characters, or what they would be."""


def align(ja: Document, en: Document) -> Alignment:
    """The alignment of the two texts of a brief."""
    parts = tuple(_beads(_part_items(ja, 1.0), _part_items(en, ENGLISH_PER_JAPANESE)))
    return Alignment(parts, tuple(_block_beads(ja, en, parts)))


def _part_items(document: Document, scale: float) -> list[_Item]:
    sizes = [0] * len(document.parts)
    levels = [0] * len(document.parts)
    for block in document.blocks:
        sizes[block.part] += len(block.text)
        levels[block.part] = block.level
    return [
        _Item(f"{part.kind}{level or ''}", size / scale)
        for part, size, level in zip(document.parts, sizes, levels, strict=True)
    ]


def _block_beads(ja: Document, en: Document, parts: Sequence[Bead]) -> Iterator[Bead]:
    for bead in parts:
        sides = [
            [i for i, block in enumerate(document.blocks) if block.part in chosen]
            for document, chosen in ((ja, bead.ja), (en, bead.en))
        ]
        if len(sides[0]) == len(sides[1]):
            yield from (Bead((i,), (j,)) for i, j in zip(*sides, strict=True))
            continue
        items = [
            [_Item(document.blocks[i].kind, len(document.blocks[i].text) / scale) for i in indexes]
            for document, indexes, scale in (
                (ja, sides[0], 1.0),
                (en, sides[1], ENGLISH_PER_JAPANESE),
            )
        ]
        for inner in _beads(items[0], items[1]):
            yield Bead(tuple(sides[0][i] for i in inner.ja), tuple(sides[1][j] for j in inner.en))


_STEPS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))


def _beads(ja: Sequence[_Item], en: Sequence[_Item]) -> Iterator[Bead]:
    """The cheapest sequence of beads that covers both sides."""
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(ja) + 1):
        for j in _band(i, len(ja), len(en)):
            for di, dj in _STEPS:
                before = best.get((i - di, j - dj))
                if before is None:
                    continue
                cost = before + _cost(ja[i - di : i], en[j - dj : j])
                if cost < best.get((i, j), math.inf):
                    best[i, j], step[i, j] = cost, (di, dj)
    i, j = len(ja), len(en)
    beads = []
    while i or j:
        di, dj = step[i, j]
        beads.append(Bead(tuple(range(i - di, i)), tuple(range(j - dj, j))))
        i, j = i - di, j - dj
    return reversed(beads)


def _band(i: int, rows: int, columns: int) -> range:
    """The places of the other text that may answer place `i`: those near the diagonal.

    A short text is searched whole. In a longer one, what answers a part stands at about the
    same share of the text.
    """
    if not rows:
        return range(columns + 1)
    middle, reach = i * columns // rows, max(_REACH, 2 * columns // rows)
    return range(max(0, middle - reach), min(columns, middle + reach) + 1)


def _cost(ja: Sequence[_Item], en: Sequence[_Item]) -> float:
    if not ja or not en:
        return _OMISSION
    cost = abs(math.log((_size(ja) + 5) / (_size(en) + 5)))
    if len(ja) + len(en) > 2:
        cost += _MERGE
    if any(item.kind != ja[0].kind for item in (*ja, *en)):
        cost += _OTHER_KIND
    return cost


def _size(items: Sequence[_Item]) -> float:
    return items[0].size if len(items) == 1 else items[0].size + items[1].size
