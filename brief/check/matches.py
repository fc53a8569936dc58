"""Which figure of a text answers which of the other: block by block, then across blocks."""

from __future__ import annotations

from collections.abc import Iterator

from brief.check.assignment import Side, compare
from brief.check.explanation import explain
from brief.model import (
    Alignment,
    AnnotatedDocument,
    Bead,
    Figure,
    FigureAt,
    FigureMatch,
    Language,
)

_Placed = tuple[FigureAt, Figure]


def matches(
    ja: AnnotatedDocument, en: AnnotatedDocument, alignment: Alignment, translation: Language
) -> tuple[FigureMatch, ...]:
    """How the figures of the two texts answer each other.

    What a block states and its counterpart does not may stand elsewhere: it has moved.
    """
    everywhere = [figure for _, figure in _figures(ja)], [figure for _, figure in _figures(en)]
    found: list[FigureMatch] = []
    alone: set[FigureMatch] = set()
    left: tuple[list[_Placed], list[_Placed]] = [], []
    for bead in alignment.blocks:
        here = list(_figures(ja, bead)), list(_figures(en, bead))
        comparison = compare(
            Side([figure for _, figure in here[0]], _text(ja, bead), "ja", everywhere[0]),
            Side([figure for _, figure in here[1]], _text(en, bead), "en", everywhere[1]),
        )
        found += (FigureMatch(here[0][i][0], here[1][j][0]) for i, j in comparison.pairs)
        found += (
            FigureMatch(
                here[0][i][0], here[1][j][0], explain(here[0][i][1], here[1][j][1], translation)
            )
            for i, j in comparison.differing
        )
        alone.update(FigureMatch(here[0][i][0], None) for i in comparison.unmatched_ja)
        alone.update(FigureMatch(None, here[1][j][0]) for j in comparison.unmatched_en)
        answered = (*comparison.pairs, *comparison.differing)
        for side, placed in enumerate(here):
            taken = {pair[side] for pair in answered}
            left[side].extend(at for index, at in enumerate(placed) if index not in taken)
    moved = compare(Side([figure for _, figure in left[0]]), Side([f for _, f in left[1]]))
    found += (FigureMatch(left[0][i][0], left[1][j][0]) for i, j in moved.pairs)
    gone = {left[0][i][0] for i, _ in moved.pairs}, {left[1][j][0] for _, j in moved.pairs}
    found += (match for match in alone if match.ja not in gone[0] and match.en not in gone[1])
    return tuple(sorted(found, key=_order))


def _order(match: FigureMatch) -> tuple[bool, FigureAt]:
    """By the place in the Japanese text; what only the English has comes last."""
    if match.ja is not None:
        return False, match.ja
    return True, match.en or FigureAt(0, 0)


def _text(text: AnnotatedDocument, bead: Bead) -> str:
    return "\n".join(
        text.document.blocks[block].text for block in bead.side(text.document.language)
    )


def _figures(text: AnnotatedDocument, bead: Bead | None = None) -> Iterator[_Placed]:
    blocks = bead.side(text.document.language) if bead else range(len(text.annotations))
    for block in blocks:
        for index, figure in enumerate(text.annotations[block].figures):
            yield FigureAt(block, index), figure
