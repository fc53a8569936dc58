"""The figure series, a page for each; and the key figures of all briefs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from brief import addresses, charts, scales
from brief.brief_page import exact
from brief.catalog import SeriesPoint
from brief.edition import Edition, Entry
from brief.frame import Page, Values
from brief.model import LANGUAGES, Language, other_language
from brief.pages import paging
from brief.pages.paging import Stretch
from brief.pages.plan import Plan, of_structure
from brief.pages.shared import Shared, listed_page
from brief.series import Series
from brief.views import ChartView, KeyFigureRow, LinkView, PagerView, PointView, SeriesView

SIZE = 100
"""Key figures, or points of a series, on a page; see `paging.by_time`."""
CHARTED = 300
"""Points of a series that are drawn."""
STEPS = 8
"""Points of each series on the page of all of them."""


def are_there(edition: Edition) -> bool:
    """Whether an edition has figures to list."""
    return bool(edition.series) or any(entry.extract.stands for entry in edition.entries)


def plans(shared: Shared) -> Iterator[Plan]:
    """The list of series with the key figures, and each series, in each language."""
    if not are_there(shared.edition):
        return
    for language in LANGUAGES:
        yield from _index(shared, language)
        for series in shared.edition.series.values():
            yield from _series(shared, series, language)


# --- all of them ---------------------------------------------------------------------


def _index(shared: Shared, language: Language) -> Iterator[Plan]:
    title = shared.words[language]["figures"]
    first = listed_page("figures.html", addresses.figures, language, title)
    stretches = paging.by_time(shared.catalog.key_figures, SIZE)
    pages = [paging.page_of(stretch, first, shared.words) for stretch in stretches]
    for page, pager, stretch in zip(pages, paging.pagers(pages), stretches, strict=True):
        yield of_structure(page, partial(_of_index, shared, language, stretch, pager))


def _of_index(
    shared: Shared, language: Language, stretch: Stretch[tuple[Entry, str]], pager: PagerView
) -> Values:
    """What a page of the key figures shows; the first one the series as well."""
    series = () if stretch.number else shared.edition.series.values()
    return {
        "series": [_in_short(shared, each, language) for each in series],
        "figures": [_row(shared, entry, key, language) for entry, key in stretch.items],
        "pager": pager,
    }


def _in_short(shared: Shared, series: Series, language: Language) -> SeriesView:
    points = shared.catalog.points[series.id][-STEPS:]
    course = [
        (point.point.date, Decimal(point.point.value))
        for point in shared.catalog.course(series.id, None, STEPS)
    ]
    return SeriesView(
        series.label[language],
        addresses.series(language, series.id),
        [_point(shared, point, language) for point in reversed(points)],
        scales.course(course),
    )


def _row(shared: Shared, entry: Entry, key: str, language: Language) -> KeyFigureRow:
    """A key figure, named as the text in `language` names it, else as the other does."""
    stand, brief = entry.extract.stands[key], shared.brief_link(entry, language)
    series = shared.edition.series.get(key)
    label = entry.texts[brief.language].front.figures.get(key)
    if label is None:
        label = series.label[brief.language] if series else key
    anchor = stand.anchors.get(brief.language) or next(iter(stand.anchors.values()), "")
    return KeyFigureRow(
        label=label,
        label_language=brief.language,
        here=stand.shown[language],
        there=stand.shown[other_language(language)],
        kind=stand.kind,
        value=exact(stand),
        number=stand.value or stand.low or "",
        unit=stand.unit or "",
        modifier=stand.modifier or "",
        brief=brief,
        uri=f"{brief.uri}#{anchor}" if anchor else brief.uri,
        series=LinkView(series.label[language], addresses.series(language, key))
        if series
        else None,
    )


# --- a series ------------------------------------------------------------------------


def _series(shared: Shared, series: Series, language: Language) -> Iterator[Plan]:
    address = partial(addresses.series, series_id=series.id)
    above = (shared.list_link("figures", addresses.figures, language),)
    first = listed_page("series.html", address, language, series.label[language], above)
    stretches = paging.by_time(shared.catalog.points[series.id][::-1], SIZE)
    pages = [paging.page_of(stretch, first, shared.words) for stretch in stretches]
    for page, pager, stretch in zip(pages, paging.pagers(pages), stretches, strict=True):
        yield of_structure(page, partial(_of_series, shared, series, page, stretch, pager))


def _of_series(
    shared: Shared, series: Series, page: Page, stretch: Stretch[SeriesPoint], pager: PagerView
) -> Values:
    """What a page of a series shows; the first one its chart as well."""
    language = page.language
    points = [_point(shared, point, language) for point in stretch.items]
    return {
        "series": SeriesView(page.title, page.uri, points),
        "chart": None if stretch.number else _chart(shared, series, language),
        "pager": pager,
    }


def _chart(shared: Shared, series: Series, language: Language) -> ChartView | None:
    points: Sequence[SeriesPoint] = shared.catalog.course(series.id, None, CHARTED)
    if not points:
        return None
    drawn = [(point.point, PointView(point.point.date, point.shown[language])) for point in points]
    return charts.chart(drawn, points[-1].measure, language)


def _point(shared: Shared, point: SeriesPoint, language: Language) -> PointView:
    return PointView(
        date=point.point.date,
        shown=point.shown[language],
        note=point.point.note.get(language, ""),
        source=point.point.source,
        brief=shared.brief_link(point.entry, language) if point.entry else None,
    )
