"""What the briefs of an edition hold together: who is named where, and the points of series."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from brief import addresses
from brief.edition import Edition, Entry
from brief.figures import write
from brief.model import LANGUAGES, Entity, Figure, FigureKind, Language
from brief.series import Point

_RAREST = 6
"""Of the names that a brief shares, how many of the rarest are asked for related briefs."""
_NEAREST = 8
"""How many briefs on either side in time are looked at for each of them."""
_MOST_RELATED = 4
"""How many of those are named."""
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")
"""A value that is a number: that of a date is none."""
_LOOKED_AT = 200
"""How many briefs, and names in each, are looked at to find out what is named most."""


Measure = tuple[FigureKind, str | None]
"""Kind and unit of a figure."""


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A point of a series; `entry` is where it stands, None for one given in ``figures.yml``."""

    point: Point
    shown: Mapping[Language, str]
    measure: Measure
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What another brief has in common with one."""

    entry: Entry
    names: tuple[str, ...]
    """Ids of the entities that both name, the rarest first."""
    topics: tuple[str, ...]


class Places:
    """Where in the order of the briefs each is, and those that have something; made when asked for.

    They hold for all editions whose briefs are laid out in the same way.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def fit(self, entries: Sequence[Entry]) -> bool:
        """Whether they are the places in `entries` as well."""
        return len(entries) == len(self._entries) and all(
            one is other or _layout(one) == _layout(other)
            for one, other in zip(entries, self._entries, strict=True)
        )

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """By entity, the places of the briefs that name it."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for entity_id in entry.extract.names:
                found.setdefault(entity_id, []).append(number)
        return found

    @cached_property
    def by_topic(self) -> dict[str, list[int]]:
        """By topic, the places of the briefs that have it."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for topic in entry.source_text.front.topics:
                found.setdefault(topic, []).append(number)
        return found

    @cached_property
    def by_slug(self) -> dict[str, int]:
        """By slug, the place of the brief."""
        return {entry.slug: number for number, entry in enumerate(self._entries)}

    @cached_property
    def by_page(self) -> dict[str, int]:
        """By the uri of its page in a language, the place of a brief."""
        return {
            addresses.page(language, entry.slug): number
            for number, entry in enumerate(self._entries)
            for language in entry.texts
        }


def _layout(entry: Entry) -> object:
    """All of a brief that `Places` are found by."""
    topics = entry.source_text.front.topics
    return entry.slug, tuple(entry.texts), tuple(entry.extract.names), topics


class Catalog:
    """Indexes over an edition, each made when first asked for."""

    def __init__(self, edition: Edition, last: Catalog | None = None) -> None:
        """`last` is the one of the edition before, of which what still holds is taken over."""
        self.edition = edition
        self.places: Places = Places(edition.entries)
        if last is not None and last.places.fit(edition.entries):
            self.places = last.places
        self._related: dict[str, list[Relation]] = {}
        self._company: dict[tuple[str, int], list[tuple[str, int]]] = {}

    @property
    def named(self) -> dict[str, list[int]]:
        """By entity, the places in ``edition.entries`` of the briefs that name it."""
        return self.places.by_name

    @property
    def by_topic(self) -> dict[str, list[int]]:
        """By topic, the places in ``edition.entries`` of the briefs that have it."""
        return self.places.by_topic

    @cached_property
    def entities(self) -> list[Entity]:
        """The entities that some brief names, in the order of the glossary."""
        entities = self.edition.glossary.entities
        return [entities[entity_id] for entity_id in entities if entity_id in self.named]

    def entries(self, entity_id: str) -> list[Entry]:
        """The briefs that name an entity, newest first."""
        return [self.edition.entries[number] for number in self.named.get(entity_id, ())]

    def count(self, entity_id: str, language: Language) -> int:
        """How often the texts in `language` name an entity."""
        return sum(
            entry.extract.names[entity_id].counts.get(language, 0)
            for entry in self.entries(entity_id)
        )

    def beside(self, entry: Entry, entity_id: str, before: int = 2) -> list[Entry]:
        """The briefs that name an entity next to `entry` in time: the one after, and those before.

        Those nearest, and not the newest of all, so that a new brief leaves the old as they are.
        """
        numbers = self.named[entity_id]
        at = bisect_left(numbers, self.places.by_slug[entry.slug])
        chosen = [*numbers[max(at - 1, 0) : at], *numbers[at + 1 : at + 1 + before]]
        return [self.edition.entries[number] for number in chosen]

    def most_named(self, entries: Sequence[Entry], most: int) -> list[tuple[str, int]]:
        """The entities that most of `entries` name, and how many do; fewer than `most` if need be.

        Of very many entries, and of very many names in one, only the first are looked at.
        """
        looked_at = entries[:_LOOKED_AT]
        briefs: Counter[str] = Counter()
        for entry in looked_at:
            briefs.update(islice(entry.extract.names, _LOOKED_AT))
        # Only where the briefs leave it open do the mentions decide: they take longer to count.
        least = min(sorted(briefs.values(), reverse=True)[:most], default=0)
        mentions = {name: 0 for name, count in briefs.items() if count >= least}
        for entry in looked_at:
            for name in entry.extract.names.keys() & mentions.keys():
                mentions[name] += sum(entry.extract.names[name].counts.values())
        ranked = sorted(mentions, key=lambda name: (-briefs[name], -mentions[name], name))
        return [(name, briefs[name]) for name in ranked[:most]]

    def company(self, entity_id: str, most: int) -> list[tuple[str, int]]:
        """The entities that the briefs which name an entity name as well, see `most_named`.

        Those that stand beside it in a single brief of several tell nothing.
        """
        if (entity_id, most) not in self._company:
            entries = self.entries(entity_id)
            least = 2 if len(entries) > 1 else 1
            found = self.most_named(entries, most + 1)
            told = [(name, n) for name, n in found if name != entity_id and n >= least]
            self._company[entity_id, most] = told[:most]
        return self._company[entity_id, most]

    def related(self, entry: Entry) -> list[Relation]:
        """The briefs that have most in common with `entry`, the nearest in time among equals."""
        if entry.slug not in self._related:
            self._related[entry.slug] = list(self._most_related(entry))
        return self._related[entry.slug]

    def _most_related(self, entry: Entry) -> Iterator[Relation]:
        place = self.places.by_slug[entry.slug]
        # Those that no other brief names lead to none.
        shared_names = [name for name in entry.extract.names if len(self.named[name]) > 1]
        rarest = sorted(shared_names, key=lambda name: (len(self.named[name]), name))
        weights: dict[int, float] = {}
        names: dict[int, list[str]] = {}
        topics: dict[int, list[str]] = {}
        for shared, index, of_entry in (
            (names, self.named, rarest[:_RAREST]),
            (topics, self.by_topic, entry.source_text.front.topics),
        ):
            for each in of_entry:
                weight = 1 / len(index[each])
                for number in _around(index[each], place):
                    weights[number] = weights.get(number, 0) + weight
                    shared.setdefault(number, []).append(each)
        nearest = sorted(weights, key=lambda n: (-weights[n], abs(n - place), n))
        for number in nearest[:_MOST_RELATED]:
            in_common = tuple(names.get(number, ())), tuple(topics.get(number, ()))
            yield Relation(self.edition.entries[number], *in_common)

    def course(self, series_id: str, until: date | None, most: int) -> list[SeriesPoint]:
        """The newest `most` points of a series in the unit of its newest, the oldest first.

        With `until`, those of later days are left out.
        """
        points = self.points.get(series_id, [])
        if until is not None:
            points = [point for point in points if point.point.date <= until.isoformat()]
        return [point for point in points if point.measure == points[-1].measure][-most:]

    @cached_property
    def key_figures(self) -> list[tuple[Entry, str]]:
        """The key figures of all briefs, those of the newest first, each by its key."""
        return [(entry, key) for entry in self.edition.entries for key in entry.extract.stands]

    @cached_property
    def points(self) -> dict[str, list[SeriesPoint]]:
        """The points of each series, oldest first: those given, and those of the briefs."""
        points: dict[str, list[SeriesPoint]] = {
            series.id: [
                SeriesPoint(p, _notations(p, series.unit), (_kind_of(series.unit), series.unit))
                for p in series.points
            ]
            for series in self.edition.series.values()
        }
        for entry in self.edition.entries:
            for series_id, point in _points_of(entry):
                if series_id in points:
                    points[series_id].append(point)
        for of_series in points.values():
            of_series.sort(key=lambda point: (point.point.date, point.entry is not None))
        return points


def _around(numbers: Sequence[int], place: int) -> list[int]:
    """Those of `numbers`, which rise and hold `place`, that are nearest to it, without itself."""
    at = bisect_left(numbers, place)
    return [*numbers[max(at - _NEAREST, 0) : at], *numbers[at + 1 : at + 1 + _NEAREST]]


def _points_of(entry: Entry) -> Iterator[tuple[str, SeriesPoint]]:
    day = entry.source_text.front.date
    if day is not None:
        for key, stand in entry.extract.stands.items():
            if stand.value is not None and _AMOUNT.fullmatch(stand.value):
                point = Point(day.isoformat(), stand.value, stand.low, stand.high)
                yield key, SeriesPoint(point, stand.shown, (stand.kind, stand.unit), entry)


def _notations(point: Point, unit: str | None) -> dict[Language, str]:
    """A given point in both notations: its value, or its range."""
    value = point.value if point.low is None or point.high is None else None
    figure = Figure(0, 0, (0, 0), "", _kind_of(unit), value, point.low, point.high, unit)
    return {language: write(figure, language) for language in LANGUAGES}


def _kind_of(unit: str | None) -> FigureKind:
    """What a series measures, by its unit."""
    if unit is None:
        return "number"
    if unit in ("%", "pp", "bp"):
        return "percent"
    return "money" if len(unit) == 3 and unit.isupper() else "count"
