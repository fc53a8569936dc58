"""The archive: the newest briefs, those of each year and, where a year has many, of each month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from brief import addresses
from brief.edition import Entry
from brief.frame import Page, Values
from brief.model import LANGUAGES, Language
from brief.pages import paging
from brief.pages.plan import Plan, of_structure
from brief.pages.shared import Shared, listed_page
from brief.render import when
from brief.views import LinkView, ListView, PagerView, PeriodView

NEWEST = 30
"""Briefs on the first page of the archive."""
SIZE = 100
"""So many briefs of a year stand on its page; where it has more, each of its months has one."""

_UNDATED = "undated"
_Period = tuple[str, Sequence[Entry]]
"""A year (``2025``), a month (``2025-08``) or `_UNDATED`, and its briefs."""


def plans(shared: Shared) -> Iterator[Plan]:
    """The pages of the archive, in each language."""
    for language in LANGUAGES:
        yield from _Archive(shared, language).plans()


def above_brief(shared: Shared, entry: Entry, language: Language) -> tuple[LinkView, ...]:
    """The pages of the archive that lead to a brief."""
    archive, year = _Archive(shared, language), _year(entry)
    return (*archive._above(year), LinkView(archive._called(year), _address(language, year)))


@dataclass(frozen=True, slots=True)
class _Archive:
    shared: Shared
    language: Language

    def plans(self) -> Iterator[Plan]:
        entries = self.shared.edition.entries
        years = _grouped(entries, _year)
        newest = _grouped(entries[:NEWEST], _year)
        yield self._plan(self._page(""), newest, [self._leading(year) for year in years])
        pages = [self._page(year) for year, _ in years]
        for page, pager, (year, briefs) in zip(pages, paging.pagers(pages), years, strict=True):
            months = _grouped(briefs, _month)
            if year == _UNDATED:
                yield from self._parts(months)
            elif len(briefs) > SIZE:
                yield self._plan(page, [], [self._leading(month) for month in months], pager)
                yield from self._parts(months)
            else:
                jumps = [self._jump(page, month) for month in months]
                yield self._plan(page, months, jumps, pager)

    def _parts(self, periods: Sequence[_Period]) -> Iterator[Plan]:
        """The pages of `periods`, as many of each as it needs."""
        parts = [
            (paging.page_of(stretch, self._page(period), self.shared.words), stretch.items)
            for period, briefs in periods
            for stretch in paging.by_time(briefs, SIZE)
        ]
        pagers = paging.pagers([page for page, _ in parts])
        for (page, briefs), pager in zip(parts, pagers, strict=True):
            yield self._plan(page, [("", briefs)], [], pager)

    def _plan(
        self,
        page: Page,
        sections: Sequence[_Period],
        periods: Sequence[PeriodView],
        pager: PagerView | None = None,
    ) -> Plan:
        def values() -> Values:
            lists = [
                ListView(
                    self._called(period) if period else "",
                    _anchor(period),
                    [self.shared.brief_link(entry, self.language) for entry in briefs],
                )
                for period, briefs in sections
            ]
            return {"sections": lists, "periods": periods, "pager": pager}

        return of_structure(page, values)

    def _page(self, period: str) -> Page:
        words = self.shared.words[self.language]
        title = (
            words["briefs_of"].format(period=self._called(period)) if period else words["briefs"]
        )
        address = partial(_address, period=period)
        above = self._above(period)
        return listed_page("archive.html", address, self.language, title, above)

    def _above(self, period: str) -> tuple[LinkView, ...]:
        """The first page, and above a month its year."""
        if not period:
            return ()
        first = self.shared.list_link("briefs", addresses.archive, self.language)
        year = period.partition("-")[0]
        if year == period:
            return (first,)
        return first, LinkView(self._called(year), _address(self.language, year))

    def _leading(self, period: _Period) -> PeriodView:
        name, briefs = period
        return PeriodView(self._called(name), _address(self.language, name), len(briefs))

    def _jump(self, page: Page, period: _Period) -> PeriodView:
        name, briefs = period
        return PeriodView(self._called(name), f"{page.uri}#{_anchor(name)}", len(briefs))

    def _called(self, period: str) -> str:
        if period == _UNDATED:
            undated: str = self.shared.words[self.language]["undated"]
            return undated
        return when(period, self.language)


def _grouped(entries: Sequence[Entry], period: Callable[[Entry], str]) -> list[_Period]:
    return [(name, list(briefs)) for name, briefs in groupby(entries, period)]


def _year(entry: Entry) -> str:
    day = entry.source_text.front.date
    return f"{day:%Y}" if day else _UNDATED


def _month(entry: Entry) -> str:
    day = entry.source_text.front.date
    return f"{day:%Y-%m}" if day else _UNDATED


def _address(language: Language, period: str) -> str:
    return (
        addresses.archive(language, *period.split("-")) if period else addresses.archive(language)
    )


def _anchor(period: str) -> str:
    """Id of the section of a month or a year."""
    return f"_{period}"
