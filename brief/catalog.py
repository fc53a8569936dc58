"""What the briefs of an edition hold together: mentions by entity, points by series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from brief.figures import write
from brief.language import sentence
from brief.model import (
    Block,
    Brief,
    Entity,
    Figure,
    FigureKind,
    Language,
    Mark,
    Mention,
)
from brief.pipeline import Edition
from brief.series import Point


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention in its brief."""

    brief: Brief
    language: Language
    block: Block
    mention: Mention

    def context(self) -> tuple[str, str, str]:
        """The sentence around the mention: before it, the mention, after it."""
        text = self.block.text
        start, end = sentence(text, self.language, self.mention.start, self.mention.end)
        return (
            text[start : self.mention.start],
            self.mention.text,
            text[self.mention.end : end],
        )


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that the author singles out, in one of the texts."""

    key: str
    block: Block
    figure: Figure
    restated: Figure | None
    """The same in another unit, in parentheses behind it: ``約14兆7800億円``."""


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A point of a series; `brief` is where it stands, None for one given in ``figures.yml``."""

    point: Point
    shown: dict[Language, str]
    brief: Brief | None = None


class Catalog:
    """Indexes over an edition, each made when first asked for."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def occurrences(self) -> dict[str, list[Occurrence]]:
        """The mentions by entity, newest brief first and in the order of the text."""
        found: dict[str, list[Occurrence]] = {}
        for brief in self.edition.briefs:
            for language, text in brief.texts.items():
                for block, noted in text.pairs():
                    for mention in noted.mentions:
                        occurrence = Occurrence(brief, language, block, mention)
                        for entity_id in mention.entities:
                            found.setdefault(entity_id, []).append(occurrence)
        return found

    @cached_property
    def entities(self) -> list[Entity]:
        """The entities that some brief names."""
        entities = self.edition.glossary.entities
        return [entities[entity_id] for entity_id in entities if entity_id in self.occurrences]

    @cached_property
    def points(self) -> dict[str, list[SeriesPoint]]:
        """The points of each series, oldest first: those given, and those of the briefs."""
        points: dict[str, list[SeriesPoint]] = {}
        for series in self.edition.series.values():
            points[series.id] = [
                SeriesPoint(p, _notations(p, series.unit), None) for p in series.points
            ]
            for brief in self.edition.briefs:
                points[series.id] += _points_of(brief, series.id)
            points[series.id].sort(key=lambda point: (point.point.date, point.brief is not None))
        return points


def key_figures(brief: Brief, language: Language) -> Iterator[KeyFigure]:
    """The key figures of the text in `language`, in the order of its front matter."""
    text = brief.texts[language]
    found: dict[str, KeyFigure] = {}
    for block, noted in text.pairs():
        for mark in block.marks:
            figure = _figure_under(mark, noted.figures)
            if mark.scheme == "figure" and figure and mark.target not in found:
                restated = next((f for f in noted.figures if f.restates == figure.start), None)
                found[mark.target] = KeyFigure(mark.target, block, figure, restated)
    labelled = [key for key in text.document.front.figures if key in found]
    return (found[key] for key in dict.fromkeys([*labelled, *found]))


def _figure_under(mark: Mark, figures: tuple[Figure, ...]) -> Figure | None:
    return next((f for f in figures if f.start < mark.end and mark.start < f.end), None)


def _points_of(brief: Brief, series_id: str) -> Iterator[SeriesPoint]:
    day = brief.any_document.front.date
    told: dict[Language, Figure] = {
        language: key.figure
        for language in brief.texts
        for key in key_figures(brief, language)
        if key.key == series_id
    }
    figure = next(iter(told.values()), None)
    if figure is not None and figure.value is not None and day is not None:
        point = Point(day.isoformat(), figure.value, figure.low, figure.high)
        shown: dict[Language, str] = {
            language: told[language].text if language in told else write(figure, language)
            for language in ("ja", "en")
        }
        yield SeriesPoint(point, shown, brief)


def _notations(point: Point, unit: str | None) -> dict[Language, str]:
    """A given point in both notations: its value, or its range."""
    value = point.value if point.low is None or point.high is None else None
    figure = Figure(0, 0, (0, 0), "", _kind_of(unit), value, point.low, point.high, unit)
    return {"ja": write(figure, "ja"), "en": write(figure, "en")}


def _kind_of(unit: str | None) -> FigureKind:
    """What a series measures, by its unit."""
    if unit is None:
        return "number"
    if unit in ("%", "pp", "bp"):
        return "percent"
    return "money" if len(unit) == 3 and unit.isupper() else "count"
