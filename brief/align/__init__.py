"""Which parts and blocks of one text answer which of the other.

Structure decides first: a heading answers a heading, above all one with the same author's id
``{#id}``; a table answers a table, row by row. Within it, a block answers what is as long as its
translation would be, has as many sentences and shows the same figures, names and words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from brief.align.items import Item, items_of
from brief.align.parts import part_beads
from brief.align.paths import cheapest
from brief.model import Alignment, AnnotatedDocument, Bead


def align(ja: AnnotatedDocument, en: AnnotatedDocument) -> Alignment:
    """The alignment of the two texts of a brief: every part and every block once, in order."""
    blocks = tuple(_beads(cheapest(items_of(ja), items_of(en))))
    return Alignment(tuple(part_beads(ja.document, en.document, blocks)), blocks)


def _beads(runs: Iterable[tuple[Sequence[Item], Sequence[Item]]]) -> Iterator[Bead]:
    """The beads of `runs` that answer each other, those of tables cell by cell."""
    for ja, en in runs:
        inner_ja = [inner for item in ja for inner in item.inner]
        inner_en = [inner for item in en for inner in item.inner]
        if not inner_ja and not inner_en:
            yield Bead(tuple(item.block for item in ja), tuple(item.block for item in en))
        elif len(inner_ja) == len(inner_en):
            yield from _beads(([i], [j]) for i, j in zip(inner_ja, inner_en, strict=True))
        else:
            yield from _beads(cheapest(inner_ja, inner_en))
