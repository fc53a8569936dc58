"""Which parts of two texts answer each other, as their blocks do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.model import Bead, Document


def part_beads(ja: Document, en: Document, blocks: Sequence[Bead]) -> Iterator[Bead]:
    """The parts whose blocks answer each other, and those between them, all in order."""
    bare_ja, bare_en = _bare(ja), _bare(en)
    at_ja = at_en = 0
    for here, there in [*_answering(ja, en, blocks), (_end(ja), _end(en))]:
        yield from _between(bare_ja, bare_en, range(at_ja, here.start), range(at_en, there.start))
        if here or there:
            yield Bead(tuple(here), tuple(there))
        at_ja, at_en = here.stop, there.stop


def _answering(ja: Document, en: Document, blocks: Sequence[Bead]) -> Iterator[tuple[range, range]]:
    """The parts that `blocks` tie together; what shares a part with the last is one with it."""
    last: tuple[range, range] | None = None
    for bead in blocks:
        if not bead.ja or not bead.en:
            continue
        here, there = _parts_of(ja, bead.ja), _parts_of(en, bead.en)
        if last and (here.start < last[0].stop or there.start < last[1].stop):
            here, there = range(last[0].start, here.stop), range(last[1].start, there.stop)
        elif last:
            yield last
        last = here, there
    if last:
        yield last


def _parts_of(document: Document, blocks: Sequence[int]) -> range:
    return range(document.blocks[blocks[0]].part, document.blocks[blocks[-1]].part + 1)


def _end(document: Document) -> range:
    return range(len(document.parts), len(document.parts))


def _bare(document: Document) -> list[str]:
    """By part: its kind if no block stands in it (a rule, code), else empty."""
    held = {block.part for block in document.blocks}
    return ["" if at in held else part.kind for at, part in enumerate(document.parts)]


def _between(ja: Sequence[str], en: Sequence[str], here: range, there: range) -> Iterator[Bead]:
    """Parts whose blocks have no counterpart; those without blocks answer by kind and order."""
    at_ja, at_en = here.start, there.start
    bare = [i for i in here if ja[i]], [j for j in there if en[j]]
    for i, j in zip(*bare, strict=False):
        if ja[i] == en[j]:
            yield from (Bead((part,), ()) for part in range(at_ja, i))
            yield from (Bead((), (part,)) for part in range(at_en, j))
            yield Bead((i,), (j,))
            at_ja, at_en = i + 1, j + 1
    yield from (Bead((part,), ()) for part in range(at_ja, here.stop))
    yield from (Bead((), (part,)) for part in range(at_en, there.stop))
