"""The figure series: all of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from brief import addresses
from brief.catalog import SeriesPoint
from brief.frame import Page, Values
from brief.model import LANGUAGES, Language
from brief.pages.plan import Plan, of_values
from brief.pages.shared import Shared
from brief.views import PointView, SeriesView


def plans(shared: Shared) -> Iterator[Plan]:
    """The list of series and each series, in each language."""
    index = {language: addresses.figures(language) for language in LANGUAGES}
    for language, address in index.items():
        title = shared.words[language]["figures"]
        page = Page(address, "figures.html", language, title, alternates=index)
        yield of_values(page, partial(_index, shared, language))
    for series in shared.edition.series.values():
        alternates = {language: addresses.series(language, series.id) for language in LANGUAGES}
        for language, address in alternates.items():
            title = series.label[language]
            page = Page(address, "series.html", language, title, alternates=alternates)
            yield of_values(page, partial(_values, shared, series.id, language))


def _index(shared: Shared, language: Language) -> Values:
    return {"series": [_series(shared, key, language) for key in shared.edition.series]}


def _values(shared: Shared, series_id: str, language: Language) -> Values:
    return {"series": _series(shared, series_id, language)}


def _series(shared: Shared, series_id: str, language: Language) -> SeriesView:
    series = shared.edition.series[series_id]
    points = [_point(shared, point, language) for point in shared.catalog.points[series_id]]
    return SeriesView(series.label[language], addresses.series(language, series_id), points)


def _point(shared: Shared, point: SeriesPoint, language: Language) -> PointView:
    return PointView(
        date=point.point.date,
        shown=point.shown[language],
        note=point.point.note.get(language, ""),
        source=point.point.source,
        brief=shared.brief_link(point.entry, language) if point.entry else None,
    )
