"""Document + glossary -> `AnnotatedDocument`: the figures and the names of every block.

Figures are read from the text alone; words serve to bound names (北大 is not inside 北大阪)
and to propose names that the glossary lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from brief import figures
from brief.glossary import Glossary
from brief.model import (
    AnnotatedDocument,
    Annotations,
    Block,
    Candidate,
    Document,
    Figure,
    Language,
    Mention,
)
from brief.names import candidates_en, candidates_ja
from brief.names.matching import Matcher
from brief.words import Words, words

_NO_WORDS = Words([], [], [])


class Annotator:
    """Finds what a glossary names. Immutable once made, so one serves a whole build."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._matcher = Matcher(glossary)

    def annotate(self, document: Document) -> AnnotatedDocument:
        """`document` with the figures, mentions and candidates of each of its blocks."""
        language, day = document.language, document.front.date
        return AnnotatedDocument(
            document, tuple(self._block(block, language, day) for block in document.blocks)
        )

    def annotate_text(self, text: str, language: Language, day: date | None = None) -> Annotations:
        """The annotations of a text that stands alone; see `annotate`."""
        return self._annotate(text, language, day, (), ())

    def _block(self, block: Block, language: Language, day: date | None) -> Annotations:
        held = [
            Mention(
                mark.start,
                mark.end,
                block.text[mark.start : mark.end],
                entity.id,
                entity.kind,
                "author",
            )
            for mark in block.marks
            if mark.scheme == "entity" and (entity := self.glossary.entities.get(mark.target))
        ]
        barred = list(block.verbatim)
        barred += [(mark.start, mark.end) for mark in block.marks if mark.scheme == "entity"]
        return self._annotate(block.text, language, day, held, barred)

    def _annotate(
        self,
        text: str,
        language: Language,
        day: date | None,
        held: Sequence[Mention],
        barred: Sequence[tuple[int, int]],
    ) -> Annotations:
        seen = words(text) if language == "ja" else _NO_WORDS
        read = [f for f in figures.read(text, language, day) if not _touches(f.extent, barred)]
        found = [
            mention
            for mention in self._matcher.find(text, language, seen)
            if not _touches((mention.start, mention.end), barred)
        ]
        spans: list[Figure | Mention] = [*held, *read, *found]
        kept = _apart(spans)
        mentions = tuple(item for item in kept if isinstance(item, Mention))
        taken = [*barred, *(_span(item) for item in kept)]
        proposed = (
            candidates_ja.candidates(text, seen)
            if language == "ja"
            else candidates_en.candidates(text)
        )
        candidates = _apart([c for c in proposed if not _touches((c.start, c.end), taken)])
        return Annotations(
            tuple(item for item in kept if isinstance(item, Figure)), mentions, tuple(candidates)
        )


# --- spans ---------------------------------------------------------------------------

_Spanned = TypeVar("_Spanned", bound=Figure | Mention | Candidate)


def _span(item: Figure | Mention | Candidate) -> tuple[int, int]:
    return item.extent if isinstance(item, Figure) else (item.start, item.end)


def _rank(item: Figure | Mention | Candidate) -> tuple[bool, int, int, bool]:
    """What the author fixed comes first, then the earliest, then the longest, then a name."""
    start, end = _span(item)
    by_author = isinstance(item, Mention) and item.reason == "author"
    return not by_author, start, start - end, isinstance(item, Figure)


def _apart(items: Iterable[_Spanned]) -> list[_Spanned]:
    """`items` in the order of the text, without those that overlap one that ranks higher."""
    kept: list[_Spanned] = []
    end = 0
    ranked = sorted(items, key=_rank)
    fixed = [_span(item) for item in ranked if not _rank(item)[0]]
    for item in ranked:
        start, stop = _span(item)
        if not _rank(item)[0]:
            kept.append(item)
        elif start >= end and not _touches((start, stop), fixed):
            kept.append(item)
            end = stop
    return sorted(kept, key=_span)


def _touches(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    start, end = span
    return any(start < other_end and other_start < end for other_start, other_end in others)
