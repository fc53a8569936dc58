"""Ranges of times as one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.figures.intervals import interval


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2025-08-18", "2025-08-20", "(2025-08-18,2025-08-20,P2D)"),
        ("2025-10-25", "2026-01-25", "(2025-10-25,2026-01-25,P92D)"),
        ("2014", "2018", "(2014-01-01,2018-01-01,P4Y)"),
        ("2025-11", "2026-03", "(2025-11-01,2026-03-01,P4M)"),
        ("T17:15", "T18", "(T17:15,T18,PT45M)"),
        ("T21", "T03", "(T21,T03,PT6H)"),
        ("T25", "T27:30", "(T25,T27:30,PT2H30M)"),
        ("2025-08-18T10", "2025-08-18T11:30", "(2025-08-18T10,2025-08-18T11:30,PT1H30M)"),
        ("2025-08-18T14", "2025-08-20T04", "(2025-08-18T14,2025-08-20T04,PT38H)"),
        ("2018-11", "2017-02", None),
        ("XXXX-08-18", "XXXX-08-20", None),
        ("2025-Q1", "2025-Q3", None),
        ("P3D", "P5D", None),
        ("2025-02-30", "2025-03-01", None),
        ("2025", "T10", None),
    ],
)
def test_interval(low: str, high: str, expected: str | None) -> None:
    assert interval(low, high) == expected


@given(
    *(st.from_regex(r"[0-9X]{4}(-[0-9]{2}){0,2}(T[0-9]{2}(:[0-9]{2}){0,2})?", fullmatch=True),) * 2
)
def test_any_ends_are_accepted(low: str, high: str) -> None:
    found = interval(low, high)
    assert found is None or found.startswith("(")
