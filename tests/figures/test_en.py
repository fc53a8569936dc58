"""What holds of the English grammar on any text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.figures import en, lunar, read
from brief.figures.holidays_en import holiday, nth_weekday
from brief.figures.numerals_en import read as read_numeral

DAY = date(2025, 8, 19)
_PIECES = [
    "about",
    "more than",
    "up to",
    "between",
    "and",
    "to",
    "from",
    "or",
    "of",
    "in",
    "on",
    "at",
    "the",
    "a",
    "an",
    "last",
    "next",
    "every",
    "early",
    "mid-",
    "half",
    "one",
    "two",
    "twenty",
    "hundred",
    "million",
    "billion",
    "dozen",
    "several",
    "third",
    "thirds",
    "second",
    "quarter",
    "Monday",
    "Aug.",
    "May",
    "August",
    "1990s",
    "2025",
    "yesterday",
    "ago",
    "later",
    "years",
    "weeks",
    "days",
    "hours",
    "p.m.",
    "percent",
    "%",
    "$",
    "US$",
    "€",
    "yen",
    "cents",
    "km",
    "people",
    "-",
    "–",
    ",",
    ".",
    "/",
    ":",
    "(",
    ")",
    "'s",
    "1",
    "18",
    "3.5",
    "1,000",
    "10^400",
    "25:99",
    "February 30",
    "FY2025",
    "Q2",
    "½",
    "°C",
    "10-15",
    "8–1",
    "5&4",
    "2^-2",
    "2017-Q1",
    "2h",
    "ides of",
    "closest",
    "Christmas",
    "weekend",
    "this evening",
    "the 21st",
    "onwards",
    "thirty-fifths",
    "http://x.y",
    "a@b.c",
    "+81 3-1234-5678",
]
texts = st.one_of(
    st.text(),
    st.text(alphabet="0123456789 ,.:/-–$%\u00a0\u0301\ud800\n\t½aAkmM"),
    st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(("", " ", "\u00a0", "-")))).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    ),
)
_DURATION = re.compile(r"P(?=.)(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?|P1W[DE]")


@given(texts, st.sampled_from((None, DAY, date(1, 1, 1), date(9999, 12, 31))))
def test_spans_and_values_are_sound(text: str, day: date | None) -> None:
    end = 0
    for figure in read(text, "en", day):
        start, stop = figure.extent
        assert end <= start <= figure.start < figure.end <= stop <= len(text)
        assert text[figure.start : figure.end] == figure.text
        end = stop
        for value in (figure.value, figure.low, figure.high):
            if value is None:
                continue
            if figure.kind in ("number", "ordinal", "percent", "money", "count", "measure", "age"):
                assert re.fullmatch(r"-?\d+(?:\.\d*[1-9])?", value)
            elif figure.kind == "duration":
                assert _DURATION.fullmatch(value)


@given(st.integers(0, 10**30), st.sampled_from(("{:,}", "{}")))
def test_a_number_in_digits_keeps_its_value(number: int, notation: str) -> None:
    text = f"They counted {notation.format(number)} euros."
    assert [f.value for f in read(text, "en", DAY)] == [str(number)]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_full_date_is_read_in_either_order(day: date) -> None:
    for text in (f"{day:%A, %B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
        assert [f.value for f in read(f"It began on {text}.", "en", DAY)] == [day.isoformat()]


def test_a_numeral_of_any_length_is_exact() -> None:
    digits = "1" + "23456789" * 900
    (figure,) = read(f"{digits} million euros", "en", DAY)
    assert figure.value == digits + "000000"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-one", "21"),
        ("two hundred and five thousand", "205000"),
        ("a million and a half", "1500000"),
        ("two and a half million", "2500000"),
        ("three quarters", "0.75"),
        ("six point nought two", "6.02"),
        ("four hundred and eleven", "411"),
        ("thirty and two", "32"),
        ("two million and one half", "2500000"),
        ("three and fifty-two hundredths", "3.52"),
        ("three twenty-fifths", "0.12"),
        ("one hundred forty-fifths", "2.22222"),
        ("6 crore 20 lakh", "62000000"),
        ("2^-2", "0.25"),
        ("1.234,5", "1234.5"),
    ],
)
def test_numerals_in_words(words: str, value: str) -> None:
    numeral = read_numeral(words, 0)
    assert numeral is not None
    assert numeral.end == len(words)
    assert numeral.value == Decimal(value)


@pytest.mark.parametrize(
    "unit",
    [
        "1,",
        "1-",
        "million ",
        "hundred and ",
        "twenty-",
        "about ",
        "every ",
        "1/",
        "a@",
        "$1",
        "\n",
        "2 weeks and ",
        "twenty and ",
        "closest Monday to ",
        "the week of ",
        "early ",
        "sat ",
        "1.234,",
        "from the 1st to ",
        "some days ",
        "< ",
    ],
)
def test_repetitions_are_read_whole(unit: str) -> None:
    """A pattern that is not linear would not come back from these."""
    text = unit * (200_000 // len(unit))
    assert all(text[f.start : f.end] == f.text for f in en.read(text, DAY))


def test_tense_decides_where_a_weekday_lies() -> None:
    assert [f.value for f in read("He resigned on Friday.", "en", DAY)] == ["2025-08-15"]
    assert [f.value for f in read("He will resign on Friday.", "en", DAY)] == ["2025-08-22"]


def test_without_a_date_only_what_is_stated_is_given() -> None:
    stated = {
        "on Aug. 18": "XXXX-08-18",
        "on Monday": "XXXX-WXX-1",
        "yesterday": None,
        "in 2024": "2024",
    }
    for text, value in stated.items():
        assert [f.value for f in read(text, "en")] == [value]


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (lunar.islamic(2018, 10, 1), date(2018, 6, 15)),
        (lunar.islamic(2025, 9, 1), date(2025, 3, 1)),
        (lunar.chinese_new_year(2025), date(2025, 1, 29)),
        (lunar.chinese_new_year(2026), date(2026, 2, 17)),
        (lunar.diwali(2025), date(2025, 10, 20)),
        (lunar.hebrew_new_year(2025), date(2025, 9, 23)),
        (lunar.orthodox_easter(2024), date(2024, 5, 5)),
    ],
)
def test_days_that_go_by_the_moon(found: date, known: date) -> None:
    assert found == known


def test_moving_holidays() -> None:
    assert holiday("easter+0", 2025) == "2025-04-20"
    assert holiday("11#4-4", 2025) == "2025-11-27"
    assert holiday("11#4-5", 2025) == "2025-11-28"
    assert nth_weekday(2025, 5, 1, -1) == "2025-05-26"
    assert nth_weekday(2025, 2, 1, 5) is None
