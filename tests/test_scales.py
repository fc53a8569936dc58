"""What figures amount to: implied rates, comparisons, the course of a series."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from brief import scales
from brief.figures import read
from brief.model import Figure, Language, Role
from brief.render import Templates
from brief.views import BriefLink, KeyFigureView, LinkView, RelatedBrief


def figures(text: str, language: Language) -> list[Figure]:
    return list(read(text, language))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1000億ドル(約14兆7800億円)", "ja", ("1ドル", "147.8円")),
        ("約14兆7800億円(1000億ドル)", "ja", ("1ドル", "147.8円")),
        ("$100 billion (about ¥14.78 trillion)", "en", ("$1", "¥147.8")),
        ("3億ユーロ(約3億2500万ドル)", "ja", ("1ユーロ", "1.083ドル")),
        ("10マイル(約16キロ)", "ja", ("1マイル", "1.6キロメートル")),
        ("数億ドル(約500億円)", "ja", None),
        ("0ドル(0円)", "ja", None),
    ],
)
def test_the_rate_that_a_conversion_implies(
    text: str, language: Language, expected: tuple[str, str] | None
) -> None:
    stated, restated = figures(text, language)
    assert scales.implied_rate(stated, restated, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "first", "others"),
    [
        ("500億ドルと1000億ドル", "ja", 0, [("1000億ドル", 100, "times", "2"), ("500億ドル", 50, "own", "")]),
        ("500億ドルと1000億ドル", "ja", 1, [("1000億ドル", 100, "own", ""), ("500億ドル", 50, "share", "50")]),
        ("15% and 25%", "en", 0, [("25%", 100, "above", "10"), ("15%", 60, "own", "")]),
        ("27.5%と15%", "ja", 0, [("27.5%", 100, "own", ""), ("15%", 54, "below", "12.5")]),
        ("3000 people and 1000 people", "en", 0, [("3000 people", 100, "own", ""), ("1000 people", 33, "share", "33")]),
        ("100億ドルと100億円", "ja", 0, []),
        ("100億ドルと100億ドル", "ja", 0, []),
        ("8月18日と3日間", "ja", 0, []),
    ],
)  # fmt: skip
def test_comparison_with_others_of_the_unit(
    text: str, language: Language, first: int, others: list[tuple[str, int, str, str]]
) -> None:
    found = figures(text, language)
    peers = scales.peers((figure, figure.text) for figure in found)
    rows = scales.compared(found[first], found[first].text, peers, language)
    assert [(row.shown, row.share, row.relation, row.n) for row in rows] == others


def test_comparison_is_with_the_largest_only() -> None:
    found = figures("、".join(f"{n}億円" for n in range(1, 301)), "ja")
    peers = scales.peers((figure, figure.text) for figure in found)
    rows = scales.compared(found[0], "1億円", peers, "ja")
    assert [row.shown for row in rows] == ["300億円", "299億円", "298億円", "1億円"]
    assert rows[0].n == "300"


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], []),
        ([("2024", "1")], []),
        ([("2024-01-01", "1"), ("2024-01-03", "3"), ("2024-01-05", "2")], [(0, 0), (0.5, 1), (1, 0.5)]),
        ([("2024", "0.5"), ("2025", "0.5")], [(0, 0.5), (1, 0.5)]),
    ],
)  # fmt: skip
def test_the_course_of_a_series(
    points: list[tuple[str, str]], expected: list[tuple[float, float]]
) -> None:
    assert list(scales.course([(day, Decimal(value)) for day, value in points])) == expected


# --- in the templates ----------------------------------------------------------------


def rendered(template: str, **brief: object) -> str:
    templates = Templates()
    values = {
        "brief": brief,
        "language": "en",
        "other": "ja",
        "t": templates.words["en"],
        "url": "../{}".format,
    }
    return " ".join(templates.render(template, values).split())


def test_a_sparkline_in_a_key_figure() -> None:
    def card(course: list[tuple[float, float]]) -> KeyFigureView:
        return KeyFigureView("Rate", "0.5%", "0.5%", "", "p1", LinkView("Rate", "r/"), course)

    html = rendered(
        "parts/key-figures.html", key_figures=[card([(0.0, 0.0), (0.5, 1.0), (1.0, 0.5)])]
    )
    assert '<polyline points="0.0,24.0 60.0,0.0 120.0,12.0"/>' in html
    assert "<svg" not in rendered("parts/key-figures.html", key_figures=[card([])])


def test_related_briefs_say_why() -> None:
    link = BriefLink("Talks", "", "talks/", "en", None, ())
    topics = (LinkView("Diplomacy", "diplomacy/"), LinkView("Trade", "trade/"))
    html = rendered("parts/related.html", related=[RelatedBrief(link, ("Putin",), topics)])
    assert '<a href="../talks/" lang="en">Talks</a>' in html
    diplomacy, trade = ('<a href="../diplomacy/">Diplomacy</a>', '<a href="../trade/">Trade</a>')
    assert f"Both have: Putin, {diplomacy}, {trade}</p>" in html
    html = rendered("parts/related.html", related=[RelatedBrief(link, (), topics)])
    assert f"Both have: {diplomacy}, {trade}</p>" in html


# --- posts on a time line ------------------------------------------------------------


def role(since: str, until: str) -> Role:
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    return Role({"ja": "長", "en": "Head"}, first, last)


@pytest.mark.parametrize(
    ("roles", "spans"),
    [
        ([], []),
        ([("", "")], [None]),
        ([("2019-05-20", "")], [(0, 100)]),
        # The line goes on after the last date, so that what is still held has a length.
        (
            [("2017-01-20", "2021-01-20"), ("2025-01-20", "")],
            [(pytest.approx(88.9, abs=0.1), 100), (0, pytest.approx(44.4, abs=0.1))],
        ),
        # What ended on an unknown day began with the line; what began so ends with it.
        ([("", "2020-01-01"), ("2010-01-01", "")], [(0, 100), (0, pytest.approx(88.9, abs=0.1))]),
    ],
)
def test_posts_on_a_time_line(roles: list[tuple[str, str]], spans: list[object]) -> None:
    found = scales.tenures([role(*each) for each in roles])
    assert [view.span for view in found] == spans
    assert [view.current for view in found] == [view.role.until is None for view in found]


def test_posts_stand_newest_first() -> None:
    roles = [("2001-01-01", "2002-01-01"), ("2010-01-01", ""), ("2005-01-01", "2006-01-01")]
    found = scales.tenures([role(*each) for each in roles])
    years = [view.role.since.year for view in found if view.role.since]
    assert years == [2010, 2005, 2001]
