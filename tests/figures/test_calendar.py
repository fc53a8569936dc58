from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.figures import calendar
from brief.figures.calendar import Grain, Lean

DAY = date(2025, 8, 19)  # a Tuesday


@pytest.mark.parametrize(
    ("day", "today", "lean", "value"),
    [
        (18, DAY, None, "2025-08-18"),
        (15, DAY, None, "2025-08-15"),
        (30, DAY, None, "2025-08-30"),
        (31, date(2025, 9, 1), None, "2025-08-31"),
        (2, date(2025, 12, 30), None, "2026-01-02"),
        (20, DAY, "past", "2025-07-20"),
        (18, DAY, "future", "2025-09-18"),
        (32, DAY, None, None),
        (18, None, None, "XXXX-XX-18"),
    ],
)
def test_a_bare_day(day: int, today: date | None, lean: Lean, value: str | None) -> None:
    assert calendar.day_of_month(day, today, lean) == value


@pytest.mark.parametrize(
    ("month", "day", "today", "lean", "value"),
    [
        (8, 1, DAY, None, "2025-08-01"),
        (1, 25, DAY, None, "2025-01-25"),
        (12, 30, date(2026, 1, 5), None, "2025-12-30"),
        (1, 5, date(2025, 12, 30), None, "2026-01-05"),
        (10, 2, DAY, "past", "2024-10-02"),
        (2, 30, DAY, None, None),
        (2, 29, DAY, None, "2024-02-29"),
        (8, 18, None, None, "XXXX-08-18"),
    ],
)
def test_a_day_without_its_year(
    month: int, day: int, today: date | None, lean: Lean, value: str | None
) -> None:
    assert calendar.day_of_year(month, day, today, lean) == value


@pytest.mark.parametrize(
    ("number", "week", "lean", "value"),
    [
        (1, None, "past", "2025-08-18"),
        (1, None, None, "2025-08-25"),
        (2, None, "past", "2025-08-19"),
        (2, None, None, "2025-08-26"),
        (1, -1, None, "2025-08-11"),
        (1, 1, None, "2025-08-25"),
        (5, 0, None, "2025-08-22"),
    ],
)
def test_a_weekday(number: int, week: int | None, lean: Lean, value: str) -> None:
    assert calendar.weekday(number, DAY, week, lean) == value


@pytest.mark.parametrize(
    ("grain", "count", "value"),
    [
        ("day", -1, "2025-08-18"),
        ("week", 1, "2025-W35"),
        ("month", -8, "2024-12"),
        ("quarter", 0, "2025-Q3"),
        ("half", -1, "2025-H1"),
        ("year", -1, "2024"),
        ("decade", 0, "202"),
        ("century", 0, "20"),
        ("year", -9999, None),
        ("day", -(10**9), None),
    ],
)
def test_shifted(grain: Grain, count: int, value: str | None) -> None:
    assert calendar.shifted(grain, count, DAY) == value


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert calendar.away("month", 1, date(2025, 1, 31)) == "2025-02-28"


@given(
    st.integers(-50, 50), st.integers(-5, 40), st.dates(), st.sampled_from((None, "past", "future"))
)
def test_nothing_raises(month: int, day: int, today: date, lean: Lean) -> None:
    calendar.day_of_month(day, today, lean)
    calendar.day_of_year(month, day, today, lean)
    calendar.month_of_year(month, today, lean)
    calendar.weekday(day % 7 + 1, today, month, lean)
    calendar.away("month", month, today)
    calendar.weekend(month, today)
    calendar.current_fiscal_year(today, month)
