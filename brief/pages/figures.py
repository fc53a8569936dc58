"""The figure series: all of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from brief import addresses
from brief.catalog import SeriesPoint
from brief.frame import Values
from brief.model import LANGUAGES, Language
from brief.pages.plan import Plan, of_values
from brief.pages.shared import Shared, listed_page
from brief.views import PointView, SeriesView


def plans(shared: Shared) -> Iterator[Plan]:
    """The list of series and each series, in each language."""
    for language in LANGUAGES:
        title = shared.words[language]["figures"]
        page = listed_page("figures.html", addresses.figures, language, title)
        yield of_values(page, partial(_index, shared, language))
    for series in shared.edition.series.values():
        address = partial(addresses.series, series_id=series.id)
        for language in LANGUAGES:
            above = (shared.list_link("figures", addresses.figures, language),)
            page = listed_page("series.html", address, language, series.label[language], above)
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
