"""What the templates are given: plain values, one dataclass for each thing on a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from brief.model import Brief, Entity, Finding, Language, Role, Source


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link on the site."""

    title: str
    uri: str


@dataclass(frozen=True, slots=True)
class BriefLink:
    """A brief in a list."""

    title: str
    description: str
    uri: str
    language: Language
    """The language of its title: where a brief lacks a translation, not that of the page."""
    date: datetime.date | None
    topics: tuple[str, ...]
    draft: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigureView:
    """A card."""

    label: str
    here: str
    """In the notation of the page's text."""
    there: str
    """In the notation of the other language."""
    restated: str
    """The conversion that the text gives; empty when it gives none."""
    anchor: str
    """Id of the paragraph it stands in."""
    series: LinkView | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A part of the text and, in the side-by-side view, its counterpart."""

    anchor: str
    kind: str
    here: Markup
    there: Markup


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity on a page."""

    entity: Entity
    name: str
    other_name: str
    reading: str
    """Of its Japanese name: in kana on Japanese pages, in Latin letters on English ones; empty
    where it is not known, or says no more than the names do."""
    summary: str
    roles: tuple[Role, ...]
    """Those held on the brief's date."""
    uri: str
    anchor: str
    count: int
    """How often the text names it."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A row of the agreement record."""

    anchor: str
    here: str
    there: str
    value: str
    """The exact value with its unit."""
    verdict: str
    """``agree``, ``differ``, ``here`` or ``there``: where it stands alone."""
    difference: str
    back: str
    """Id of the paragraph it stands in; empty for one that stands in the other text only."""


@dataclass(frozen=True, slots=True)
class DateView:
    """An entry of the time line."""

    value: str
    """ISO 8601."""
    shown: str
    sentence: tuple[str, str, str]
    """Before the date, the date, after it."""
    anchor: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """A brief's page."""

    brief: Brief
    title: Markup
    """With readings, like the description."""
    other_title: str
    description: Markup
    date: datetime.date | None
    updated: datetime.date | None
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    draft: bool
    key_figures: Sequence[KeyFigureView]
    rows: Sequence[RowView]
    who: Sequence[EntityView]
    dates: Sequence[DateView]
    figures: Sequence[FigureView]
    counts: Mapping[str, int]
    """Rows of the agreement record by verdict."""
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page of free text."""

    title: str
    description: str
    body: Markup
    headings: Sequence[tuple[int, str, str]]
    """Level, id and text."""
    section: Sequence[LinkView]
    """The pages of the same folder, this one included."""


@dataclass(frozen=True, slots=True)
class ContextView:
    """A mention in its sentence."""

    sentence: tuple[str, str, str]
    uri: str
    language: Language


@dataclass(frozen=True, slots=True)
class MentionsView:
    """The mentions of an entity in one brief."""

    brief: BriefLink
    contexts: Sequence[ContextView]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of an index: the names under か, or under K."""

    letter: str
    entities: Sequence[EntityView]

    def __iter__(self) -> Iterator[EntityView]:
        return iter(self.entities)


@dataclass(frozen=True, slots=True)
class PointView:
    """A row of a series."""

    date: str
    shown: str
    note: str
    source: str
    brief: BriefLink | None


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A figure series."""

    title: str
    uri: str
    points: Sequence[PointView]
