"""What `write` gives, `read` reads back to the same figure, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.figures import read, write
from brief.figures.calendar import plain
from brief.figures.lexicon import units
from brief.model import Figure, FigureKind, Language, Modifier

DAY = date(2025, 8, 19)
LANGUAGES: tuple[Language, ...] = ("ja", "en")
_IN_A_SENTENCE: dict[Language, str] = {"ja": "それは{}、と聞いた", "en": "They say {}, no less."}

languages = st.sampled_from(LANGUAGES)
modifiers: st.SearchStrategy[Modifier | None] = st.sampled_from(
    (None, "approx", "more_than", "less_than", "equal_or_more", "equal_or_less")
)
amounts = st.decimals(-(10**15), 10**15, places=2, allow_nan=False).map(plain)


def _figure(kind: FigureKind, value: str, unit: str | None, modifier: Modifier | None) -> Figure:
    return Figure(0, 1, (0, 1), "?", kind, value, unit=unit, modifier=modifier)


def _again(figure: Figure, language: Language) -> Figure:
    text = _IN_A_SENTENCE[language].format(write(figure, language))
    found = read(text, language, DAY)
    assert len(found) == 1, (text, found)
    return found[0]


def _told(figure: Figure) -> tuple[str, str | None, str | None, str | None]:
    return figure.kind, figure.value, figure.unit, figure.modifier


@given(
    amounts, st.sampled_from((("money", "USD"), ("money", "JPY"), ("percent", "%"))), modifiers,
    languages,
)  # fmt: skip
def test_an_amount(
    value: str, unit: tuple[FigureKind, str], modifier: Modifier | None, language: Language
) -> None:
    figure = _figure(unit[0], value, unit[1], modifier)
    assert _told(_again(figure, language)) == _told(figure)


_POINTS: tuple[tuple[FigureKind, str], ...] = (
    ("percent", "pp"), ("percent", "bp"), ("number", "times"), ("age", "a"),
    ("count", "person"), ("count", "company"), ("count", "country"),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "unit"), _POINTS)
def test_a_unit_without_a_table(kind: FigureKind, unit: str, language: Language) -> None:
    figure = _figure(kind, "12", unit, None)
    assert _told(_again(figure, language)) == _told(figure)


_MONEY = sorted({u.code for u in units("ja") if u.kind == "money" and u.code})
_MEASURES = sorted(
    {u.code for u in units("ja") if u.kind == "measure" and u.code}
    & {u.code for u in units("en") if u.kind == "measure"}
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", _MONEY)
def test_a_currency(code: str, language: Language) -> None:
    figure = _figure("money", "12000000", code, None)
    assert _told(_again(figure, language)) == _told(figure)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", _MEASURES)
def test_a_measure(code: str, language: Language) -> None:
    figure = _figure("measure", "12000", code, None)
    assert _told(_again(figure, language)) == _told(figure)


_TIMES: tuple[tuple[FigureKind, str], ...] = (
    ("date", "2025"), ("date", "2025-08"), ("date", "2025-08-18"), ("date", "2025-Q2"),
    ("date", "2025-H1"), ("date", "2025-SU"), ("date", "FY2025"), ("date", "FY2025-Q3"),
    ("date", "FY2025-H2"), ("date", "199"), ("date", "20"), ("date", "BC0044"),
    ("date", "2025-W31"), ("date", "2025-W31-WE"), ("datetime", "2025-08-18TAF"),
    ("datetime", "2025-08-18T15:30"), ("time", "T15"), ("time", "T09:05"), ("duration", "P3Y"),
    ("duration", "P18D"), ("duration", "P2W"), ("duration", "P6M"), ("duration", "PT48H"),
    ("duration", "PT1H30M"), ("duration", "P1Y2M"), ("duration", "P0.5Y"), ("set", "P1D"),
    ("set", "P2W"), ("set", "XXXX-WXX-1"), ("ordinal", "3"), ("ordinal", "21"),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "value"), _TIMES)
def test_a_time(kind: FigureKind, value: str, language: Language) -> None:
    again = _again(_figure(kind, value, None, None), language)
    assert (again.kind, again.value) == (kind, value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "modifier", ["approx", "more_than", "less_than", "equal_or_more", "equal_or_less"]
)
@pytest.mark.parametrize(
    ("kind", "value"),
    [("date", "2023"), ("date", "2023-08"), ("date", "2023-08-18"), ("duration", "P3Y")],
)
def test_a_modified_time(
    kind: FigureKind, value: str, modifier: Modifier, language: Language
) -> None:
    figure = _figure(kind, value, None, modifier)
    assert _told(_again(figure, language)) == _told(figure)
