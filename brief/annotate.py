"""Document + glossary -> `AnnotatedDocument`: the figures and the names of every block.

Figures are read from the text alone; words serve to bound names (北大 is not inside 北大阪)
and to propose names that the glossary lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TypeVar

from brief import figures
from brief.glossary import Glossary
from brief.language import ja
from brief.model import (
    AnnotatedDocument,
    Annotations,
    Block,
    Candidate,
    Document,
    Figure,
    Language,
    Mention,
    Undecided,
)
from brief.names import candidates_en, candidates_ja
from brief.names.coreference import anaphora, surnames
from brief.names.matching import Match, Matcher
from brief.names.resolution import Setting, resolve
from brief.store import Store
from brief.words import Words, words

_NO_WORDS = Words([], [], [])
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Text:
    """A block on its way through the stages."""

    text: str
    words: Words
    held: tuple[Mention, ...] = ()
    """What the author linked by hand."""
    barred: tuple[_Span, ...] = ()
    """Where nothing may be annotated."""


class Annotator:
    """Finds what a glossary names. Immutable once made, so one serves a whole build."""

    def __init__(self, glossary: Glossary, store: Store | None = None) -> None:
        self.glossary = glossary
        self._matcher = Matcher(glossary, store)

    def annotate(self, document: Document) -> AnnotatedDocument:
        """`document` with the figures, mentions and candidates of each of its blocks."""
        front = document.front
        setting = Setting(self.glossary, document.language, front.date, frozenset(front.topics))
        texts = [self._text(block, document.language) for block in document.blocks]
        return AnnotatedDocument(document, tuple(self._annotate(texts, setting)))

    def annotate_text(self, text: str, language: Language, day: date | None = None) -> Annotations:
        """The annotations of a text that stands alone; see `annotate`."""
        return self._annotate(
            [_Text(text, _words(text, language))], Setting(self.glossary, language, day)
        )[0]

    def _text(self, block: Block, language: Language) -> _Text:
        marks = [mark for mark in block.marks if mark.scheme == "entity"]
        held = (
            Mention(
                mark.start,
                mark.end,
                block.text[mark.start : mark.end],
                entity.id,
                entity.kind,
                "author",
            )
            for mark in marks
            if (entity := self.glossary.entities.get(mark.target))
        )
        barred = (*block.verbatim, *((mark.start, mark.end) for mark in marks))
        return _Text(block.text, _words(block.text, language), tuple(held), barred)

    def _annotate(self, texts: Sequence[_Text], setting: Setting) -> list[Annotations]:
        """The stages, each over the whole text: figures and spellings, what leans on them, rest."""
        language = setting.language
        plain, words_of = [text.text for text in texts], [text.words for text in texts]
        read = [figures.read(text, language, setting.day) for text in plain]
        matches = [self._matches(text, language) for text in texts]
        named = resolve(plain, matches, setting)
        kept = [
            _apart([*text.held, *_free(figures_here, len(text.text), text.barred), *named_here])
            for text, figures_here, named_here in zip(texts, read, named, strict=True)
        ]
        kept = _with(kept, texts, surnames(plain, words_of, _mentions(kept), setting))
        kept = _with(kept, texts, anaphora(plain, _mentions(kept), setting))
        proposed = _proposals(texts, language)
        return [
            _annotations(text, items, candidates, language)
            for text, items, candidates in zip(texts, kept, proposed, strict=True)
        ]

    def _matches(self, text: _Text, language: Language) -> list[Match]:
        found = self._matcher.find(text.text, language, text.words)
        return _free(found, len(text.text), text.barred)


def _words(text: str, language: Language) -> Words:
    return words(text) if language == "ja" else _NO_WORDS


_Found = Figure | Mention | Undecided


def _mentions(kept: Sequence[Sequence[_Found]]) -> list[list[Mention]]:
    return [[item for item in items if isinstance(item, Mention)] for items in kept]


def _with(
    kept: Sequence[list[_Found]], texts: Sequence[_Text], more: Sequence[Sequence[Mention]]
) -> list[list[_Found]]:
    """`kept` and, where no name stands yet, what is found `more`; *the two leaders* is no count."""
    merged = []
    for items, text, found in zip(kept, texts, more, strict=True):
        if not found:
            merged.append(items)
            continue
        names = [_span(item) for item in items if not isinstance(item, Figure)]
        new = _free(found, len(text.text), [*text.barred, *names])
        left = _free(items, len(text.text), [_span(item) for item in new])
        merged.append(_apart([*left, *new]))
    return merged


def _proposals(texts: Sequence[_Text], language: Language) -> list[list[Candidate]]:
    if language == "ja":
        return [list(candidates_ja.candidates(text.text, text.words)) for text in texts]
    return candidates_en.proposals([text.text for text in texts])


def _annotations(
    text: _Text, items: Sequence[_Found], proposed: Sequence[Candidate], language: Language
) -> Annotations:
    if language == "ja":
        items = _without_parts(text.text, items, proposed)
    return Annotations(
        tuple(item for item in items if isinstance(item, Figure)),
        tuple(item for item in items if isinstance(item, Mention)),
        tuple(_apart(_free(proposed, len(text.text), [*text.barred, *map(_span, items)]))),
        tuple(item for item in items if isinstance(item, Undecided)),
    )


def _without_parts(
    text: str, items: Sequence[_Found], proposed: Sequence[Candidate]
) -> list[_Found]:
    """`items` without places that are part of the name of an organization: 日本 of 日本銀行.

    What a country has (日本政府, ロシア軍) is no such name.
    """
    organizations = [
        candidate
        for candidate in proposed
        if candidate.kind == "organization"
        and not any(
            ja.COUNTRY_BEFORE_TITLE.fullmatch(text, cut, candidate.end)
            for cut in range(candidate.start + 1, candidate.end)
        )
    ]
    return [
        item
        for item in items
        if not (
            isinstance(item, Mention)
            and item.kind == "place"
            and item.reason == "alias"
            and any(o.start <= item.start and item.end < o.end for o in organizations)
        )
    ]


# --- spans ---------------------------------------------------------------------------

_Item = Figure | Mention | Undecided | Candidate
_Spanned = TypeVar("_Spanned", bound=Figure | Mention | Undecided | Candidate)
_Placed = TypeVar("_Placed", bound=Figure | Mention | Undecided | Candidate | Match)


def _span(item: _Item | Match) -> tuple[int, int]:
    return item.extent if isinstance(item, Figure) else (item.start, item.end)


def _apart(items: Iterable[_Spanned]) -> list[_Spanned]:
    """`items` in the order of the text: the earliest, then the longest, a name before a figure."""
    ranked = []
    for number, item in enumerate(items):
        start, end = _span(item)
        ranked.append((start, -end, isinstance(item, Figure), number, item))
    ranked.sort(key=_RANK)
    kept, last = [], 0
    for start, end, _, _, item in ranked:
        if start >= last:
            kept.append(item)
            last = -end
    return kept


_RANK = itemgetter(0, 1, 2, 3)


def _free(items: Iterable[_Placed], length: int, taken: Sequence[_Span]) -> list[_Placed]:
    """Those of `items`, in a text of `length` characters, that run into nothing `taken`."""
    if not taken:
        return list(items)
    covered = bytearray(length)
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    return [item for item in items if covered.find(1, *_span(item)) < 0]
