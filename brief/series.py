"""Figure series: ``figures.yml`` -> the figures that are followed from brief to brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brief import files
from brief.model import Language, Place, UnusableInput
from brief.schema import Key, ListOf, Localized, MapOf, Reading, Record, Text, key_places

_NUMBER = Text(r"-?[0-9]+(\.[0-9]+)?", "a number such as 27.5")

SERIES = Record(
    {
        "label": Key(Localized(Text()), required=True),
        "unit": Key(Text()),
        "points": Key(
            ListOf(
                Record(
                    {
                        "date": Key(
                            Text(
                                r"[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
                                "a year, month or day: 2025-01",
                            ),
                            required=True,
                        ),
                        "value": Key(_NUMBER, required=True),
                        "low": Key(_NUMBER),
                        "high": Key(_NUMBER),
                        "note": Key(Localized(Text())),
                        "source": Key(Text()),
                    },
                    "a point",
                )
            )
        ),
    },
    "a figure series",
)
"""A series of ``figures.yml``, under its id."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a series stood at on a date."""

    date: str
    """ISO 8601: a year, a month or a day."""
    value: str
    low: str | None = None
    high: str | None = None
    note: Mapping[Language, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The same figure followed across briefs, with the points known from elsewhere."""

    id: str
    label: Mapping[Language, str]
    place: Place
    unit: str | None = None
    points: tuple[Point, ...] = ()


def load(path: Path, shown: str) -> dict[str, Series]:
    """The series in the file at `path`, by id; none when there is no such file.

    Raises:
        UnusableInput: With every fault of the file.

    """
    if not path.is_file():
        return {}
    reading = Reading(shown, "figure-series")
    root = reading.compose(files.read_text(path, shown, "figure-series"))
    entries: dict[str, Any] = {}
    places: dict[str, Place] = {}
    if root is not None:
        key = Text(r"[a-z0-9]+(-[a-z0-9]+)*", "an id of small letters, digits and hyphens")
        entries = MapOf(SERIES, key).read(root, reading)
        places = key_places(root, reading)
    if reading.faults:
        raise UnusableInput(reading.faults)
    return {
        series_id: Series(
            series_id,
            values["label"],
            places[series_id],
            values.get("unit"),
            tuple(sorted((Point(**p) for p in values.get("points", ())), key=lambda p: p.date)),
        )
        for series_id, values in entries.items()
    }
