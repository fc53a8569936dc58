"""What a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from brief.glossary import Glossary
from brief.history import Change
from brief.model import (
    LANGUAGES,
    Alignment,
    AnnotatedDocument,
    Annotations,
    Block,
    Document,
    Figure,
    FigureAt,
    FigureMatch,
    Language,
    Passage,
    Place,
    Severity,
    Silence,
    other_language,
)
from brief.series import Series

NAMES: dict[Language, str] = {"ja": "the Japanese text", "en": "the English text"}
"""What messages call the texts."""


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What links can lead to, for the whole site, and what is known of its files."""

    anchors: Mapping[str, tuple[str, ...]]
    """Uri of each text to the ids in it."""
    files: Collection[str]
    """Uris of all other files of the content folder."""
    changes: Mapping[str, Change] = field(default_factory=dict)
    """Uri of each text to its last change, where git knows it."""
    unread: Collection[str] = ()
    """Slugs of the texts that cannot be read: what they say is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A pair of texts before it is checked, and what it is checked against.

    One is only equal to itself, so that what several rules look at can be kept for it.
    """

    slug: str
    kind: Literal["brief", "page"]
    texts: Mapping[Language, AnnotatedDocument]
    alignment: Alignment | None
    matches: tuple[FigureMatch, ...]
    glossary: Glossary
    series: Mapping[str, Series]
    index: SiteIndex
    unused: Mapping[Silence, str] = field(default_factory=dict)
    """Silences without effect, and what to do about each; known when all rules have been heard."""

    def documents(self) -> Iterator[Document]:
        """The texts there are, Japanese first."""
        return (self.texts[language].document for language in LANGUAGES if language in self.texts)

    @property
    def comparable(self) -> bool:
        """Whether there are two texts, and neither is empty."""
        return len(self.texts) == 2 and all(document.blocks for document in self.documents())

    def translation(self) -> Language:
        """The language that was translated into: where a difference is reported."""
        source = next(self.documents()).front.source_language
        return other_language(source) if source else "en"

    def noted(self) -> Iterator[tuple[Document, Block, Annotations]]:
        """Each block of each text with its annotations."""
        for document in self.documents():
            for block, noted in self.texts[document.language].pairs():
                yield document, block, noted

    def figure(self, language: Language, at: FigureAt) -> tuple[Block, Figure]:
        """The figure at `at`, and its block."""
        text = self.texts[language]
        return text.document.blocks[at.block], text.annotations[at.block].figures[at.index]

    def passage(self, language: Language, at: FigureAt) -> Passage:
        """Where the figure at `at` stands."""
        block, figure = self.figure(language, at)
        return self.texts[language].document.passage(block, figure.start, figure.end)

    def counterparts(self, language: Language) -> dict[int, Passage]:
        """For each block of the text in `language`, where what answers it begins."""
        if self.alignment is None:
            return {}
        there = self.texts[other_language(language)].document
        return {
            number: Passage(place, place)
            for bead in self.alignment.blocks
            for first in bead.side(other_language(language))[:1]
            for place in (there.place(there.blocks[first]),)
            for number in bead.side(language)
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is broken."""

    passage: Passage
    message: str
    advice: str = ""
    related: Passage | None = None
    """What it is compared with."""


def at(place: Place) -> Passage:
    """A position, of which it is not known how far it reaches."""
    return Passage(place, place)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, how grave it is, and how to find what breaks it."""

    name: str
    severity: Severity
    find: Callable[[Subject], Iterator[Hit]]
