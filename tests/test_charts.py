"""Where the points of a series are drawn, and what stands at the axes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import charts
from brief.model import FigureKind, Language
from brief.series import Point
from brief.views import ChartView, PointView


def chart(
    *points: tuple[str, str] | tuple[str, str, str, str],
    kind: FigureKind = "percent",
    unit: str | None = "%",
    language: Language = "en",
) -> ChartView | None:
    drawn = [(Point(*point), PointView(point[0], point[1])) for point in points]
    return charts.chart(drawn, (kind, unit), language)


def made(found: ChartView | None) -> ChartView:
    assert found is not None
    return found


def test_one_point_makes_no_chart() -> None:
    assert chart() is None
    assert chart(("2024", "1")) is None


def test_time_is_true_to_scale() -> None:
    """A year, a month and a day begin with their first day."""
    found = made(chart(("2020", "1"), ("2021-01", "2"), ("2024-01-01", "3")))
    assert [dot.x for dot in found.dots] == [0, pytest.approx(25, abs=0.1), 100]
    assert [tick.label for tick in found.times] == ["2020", "2021", "2022", "2023", "2024"]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (["0.1", "0.25", "0.5"], ["0%", "0.2%", "0.4%", "0.6%"]),
        (["27.5", "15"], ["0%", "10%", "20%", "30%"]),
        (["98", "101"], ["98%", "99%", "100%", "101%"]),
        (["-1", "1"], ["-1%", "-0.5%", "0%", "0.5%", "1%"]),
        (["5", "5"], ["0%", "2%", "4%", "6%"]),
        (["-5", "-5"], ["-6%", "-4%", "-2%", "0%"]),
        (["0", "0"], ["0%", "0.25%", "0.5%", "0.75%", "1%"]),
    ],
)
def test_the_axis_of_values(values: list[str], labels: list[str]) -> None:
    found = made(chart(*((f"20{n + 10}", value) for n, value in enumerate(values))))
    assert [tick.label for tick in found.values] == labels


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("ja", ["0ドル", "250億ドル", "500億ドル", "750億ドル", "1000億ドル"]),
        ("en", ["$0", "$25 billion", "$50 billion", "$75 billion", "$100 billion"]),
    ],
)
def test_values_are_written_as_the_language_writes_them(
    language: Language, labels: list[str]
) -> None:
    points = ("2024", "10000000000"), ("2025", "100000000000")
    found = made(chart(*points, kind="money", unit="USD", language=language))
    assert [tick.label for tick in found.values] == labels


def test_people_are_not_divided() -> None:
    found = made(chart(("2024", "1"), ("2025", "2"), kind="count", unit="person", language="ja"))
    assert [tick.label for tick in found.values] == ["0人", "1人", "2人"]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2024-03", "2025-01-24", ["2024-04", "2024-07", "2024-10", "2025-01"]),
        ("2025-06-20", "2025-09-02", ["2025-07", "2025-08", "2025-09"]),
        ("2025-06-02", "2025-06-20", ["2025-06-02", "2025-06-20"]),
        ("2025-06-20", "2025-06-20", ["2025-06-20", "2025-06-20"]),
        ("1990", "2024", ["1990", "2000", "2010", "2020"]),
    ],
)
def test_the_axis_of_times(first: str, last: str, labels: list[str]) -> None:
    found = made(chart((first, "1"), (last, "2")))
    assert [tick.label for tick in found.times] == labels


def test_ranges_are_within_the_axis() -> None:
    found = made(chart(("2024", "0.1", "0", "0.1"), ("2025", "5", "4", "9")))
    assert [dot.span for dot in found.dots] == [(0, 1), (40, 90)]
    assert (found.lowest.date, found.highest.date) == ("2024", "2025")


DAYS = st.dates().map(lambda day: day.isoformat())
VALUES = st.decimals(-(10**15), 10**15, allow_nan=False, places=3).map(lambda n: f"{n:f}")


@given(st.lists(st.tuples(DAYS, VALUES), min_size=2, max_size=8))
def test_everything_lies_within_the_chart(points: list[tuple[str, str]]) -> None:
    found = made(chart(*sorted(points)))
    for dot in found.dots:
        assert 0 <= dot.x <= 100
        assert 0 <= dot.y <= 100
    for ticks, most in ((found.values, 7), (found.times, 11)):
        places = [tick.place for tick in ticks]
        assert places == sorted(places)
        assert all(0 <= place <= 100 for place in places)
        assert 2 <= len(places) <= most
    assert Decimal(found.lowest.shown) <= Decimal(found.highest.shown)
