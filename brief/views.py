"""What the templates are given: plain values, one structure for each thing on a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from markupsafe import Markup
from msgspec import Struct, field

from brief.model import Brief, Entity, FigureKind, Finding, Language, Role, Source

TIMES: frozenset[FigureKind] = frozenset(("date", "time", "datetime"))
"""Kinds of figures whose modifiers are said as of times."""


class LinkView(Struct, frozen=True):
    """A link on the site."""

    title: str
    uri: str


class BriefLink(Struct, frozen=True):
    """A brief in a list."""

    title: str
    description: str
    uri: str
    language: Language
    """The language of its title: where a brief lacks a translation, not that of the page."""
    date: datetime.date | None
    topics: tuple[LinkView, ...]
    draft: bool = False


class ListView(Struct, frozen=True):
    """Briefs in a list that is part of a page."""

    title: str
    """Empty for the only one of its page."""
    anchor: str
    briefs: Sequence[BriefLink]


class PeriodView(Struct, frozen=True):
    """A year or a month that has briefs."""

    title: str
    uri: str
    count: int


class PagerView(Struct, frozen=True):
    """The neighbours of a page of several that follow one another."""

    before: LinkView | None = None
    after: LinkView | None = None


class TopicView(Struct, frozen=True):
    """A topic in a list."""

    link: LinkView
    count: int
    """How many briefs have it."""


class CompanionView(Struct, frozen=True):
    """An entity that is named in the same briefs as something else."""

    link: LinkView
    count: int
    """How many of the briefs name it."""


class RelatedBrief(Struct, frozen=True):
    """A brief that has something in common with the one that is shown, and what."""

    brief: BriefLink
    names: tuple[str, ...]
    """Names that both name."""
    topics: tuple[LinkView, ...]
    """Topics that both have."""


class Context(Struct, frozen=True):
    """What the page of a brief shows of the rest of the site."""

    other_briefs: Mapping[str, Sequence[BriefLink]] = field(default_factory=dict)
    """By id of an entity, the other briefs that name it, newest first."""
    related: Sequence[RelatedBrief] = ()
    points: Mapping[str, Sequence[tuple[str, Decimal]]] = field(default_factory=dict)
    """By id of a figure series, its points, oldest first: year, month or day, and value."""
    authors: Mapping[str, Entity] = field(default_factory=dict)
    """By name, the authors whom the glossary knows."""


class KeyFigureView(Struct, frozen=True):
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
    sparkline: Sequence[tuple[float, float]] = ()
    """The course of its series: x from the oldest, 0, to the newest point, 1; y from the lowest
    to the highest. Empty below two points."""


class EntityView(Struct, frozen=True):
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
    other_briefs: Sequence[BriefLink] = ()


class ConversionView(Struct, frozen=True):
    """The same amount in another unit, as the text gives it, and what follows from the two."""

    stated: str
    """約14兆7800億円"""
    rate: tuple[str, str] | None
    """1ドル and 147.8円; None where the two do not tell."""


class ScaleView(Struct, frozen=True):
    """A figure among those of its unit."""

    shown: str
    share: int
    """Percent of the largest of them."""
    relation: Literal["own", "times", "share", "above", "below"]
    """``own``: the figure of the card. The others are so many times it, so many percent of it, so
    many points above or below it."""
    n: str
    """How many, in the notation of the page."""


class FigureView(Struct, frozen=True):
    """A figure: a row of the agreement record, and its card."""

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
    kind: FigureKind
    number: str = ""
    """Its value, or the lower end of its range, without the unit; empty where it has none."""
    unit: str = ""
    modifier: str = ""
    notations: Mapping[Language, str] = field(default_factory=dict)
    """The figure as each language writes it in full: 18日 is 2025年8月18日(月)."""
    conversion: ConversionView | None = None
    scale: Sequence[ScaleView] = ()
    """With the largest of the others of its unit, the largest first; empty where there is none."""
    sentence: tuple[str, str, str] | None = None
    """The sentence of the other text that states it: before it, the figure, after it."""

    @property
    def is_time(self) -> bool:
        """Whether its modifier is said as of a time: *before*, not *less than*."""
        return self.kind in TIMES


class RowView(Struct, frozen=True):
    """A part of the text and, in the side-by-side view, its counterpart."""

    anchor: str
    kind: str
    here: Markup
    there: Markup
    names: Sequence[EntityView]
    """Those that the text names here first."""
    figures: Sequence[FigureView]
    """Those it states here first whose notation in the other language is worth a note."""
    findings: Sequence[Finding] = ()
    """In a preview, what the checks found here, in either text."""


class DateView(Struct, frozen=True):
    """An entry of the time line."""

    value: str
    """ISO 8601."""
    shown: str
    sentence: tuple[str, str, str]
    """Before the date, the date, after it; empty for the date of the brief."""
    anchor: str
    days: int | None
    """From the date of the brief to it; None where no single day is stated."""


class BriefView(Struct, frozen=True):
    """A brief's page."""

    brief: Brief
    title: Markup
    """With readings, like the description."""
    other_title: str
    description: Markup
    date: datetime.date | None
    updated: datetime.date | None
    authors: tuple[str, ...]
    topics: tuple[LinkView, ...]
    sources: tuple[Source, ...]
    draft: bool
    key_figures: Sequence[KeyFigureView]
    rows: Sequence[RowView]
    who: Sequence[EntityView]
    dates: Sequence[DateView]
    figures: Sequence[FigureView]
    counts: Mapping[str, int]
    """Rows of the agreement record by verdict."""
    related: Sequence[RelatedBrief]


class PlainView(Struct, frozen=True):
    """A page of free text."""

    title: str
    description: str
    body: Markup
    headings: Sequence[tuple[int, str, str]]
    """Level, id and text."""
    section: Sequence[LinkView]
    """The pages of the same folder, this one included."""


class SentenceView(Struct, frozen=True):
    """A sentence that names an entity."""

    pieces: tuple[str, ...]
    """Its text; every second piece is a mention."""
    uri: str
    language: Language


class MentionsView(Struct, frozen=True):
    """The mentions of an entity in one brief."""

    brief: BriefLink
    here: Sequence[SentenceView]
    """Those in the text of the page's language."""
    there: Sequence[SentenceView]


class TenureView(Struct, frozen=True):
    """A role on the time line of an entity."""

    role: Role
    current: bool
    """Whether it is still held, as far as is known."""
    span: tuple[float, float] | None
    """Its beginning and its end, in percent of the time line; None where it has no dates."""


class LetterView(Struct, frozen=True):
    """A letter of an index."""

    letter: str
    uri: str
    """Where the names under it are; empty where there are none."""


class GroupView(Struct, frozen=True):
    """A group of an index: the names under か, or under K."""

    title: str
    anchor: str
    entities: Sequence[EntityView]

    def __iter__(self) -> Iterator[EntityView]:
        return iter(self.entities)


class KeyFigureRow(Struct, frozen=True):
    """A key figure of any brief, in a table of them."""

    label: str
    label_language: Language
    here: str
    there: str
    kind: FigureKind
    value: str
    """The exact value with its unit."""
    number: str
    unit: str
    modifier: str
    brief: BriefLink
    uri: str
    """The paragraph it stands in."""
    series: LinkView | None

    @property
    def is_time(self) -> bool:
        """See `FigureView`."""
        return self.kind in TIMES


class TickView(Struct, frozen=True):
    """A line of the grid of a chart."""

    place: float
    """In percent, from the left or from the bottom."""
    label: str
    """A value in the notation of the page; of times, ISO 8601."""


class DotView(Struct, frozen=True):
    """A point of a chart; its places in percent, from the left and from the bottom."""

    x: float
    y: float
    span: tuple[float, float] | None
    """From where to where its range goes; None where it is a single value."""
    point: PointView


class ChartView(Struct, frozen=True):
    """The course of a series on a true scale of time."""

    dots: Sequence[DotView]
    """Two or more, the oldest first."""
    times: Sequence[TickView]
    values: Sequence[TickView]
    highest: PointView
    lowest: PointView


class PointView(Struct, frozen=True):
    """A row of a series."""

    date: str
    shown: str
    note: str = ""
    source: str = ""
    brief: BriefLink | None = None


class SeriesView(Struct, frozen=True):
    """A figure series."""

    title: str
    uri: str
    points: Sequence[PointView]
    """The newest first."""
    sparkline: Sequence[tuple[float, float]] = ()
    """See `KeyFigureView`."""
