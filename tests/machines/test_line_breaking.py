"""Lines of a width: the rules of 禁則, phrases, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.line_breaking import clipped, lines, phrases
from brief.model import Language


def width(text: str) -> float:
    """As of a font in which every character is 10 wide."""
    return 10.0 * len(text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "政府は18日、首脳会談を開いた。", "政府は|18日、|首脳|会談を|開いた。"),
        ("ja", "「来月に開く」と述べた。", "「来月に|開く」と|述べた。"),
        ("ja", "約3兆円(200億ドル)を払う", "約3兆円|(200億ドル)を|払う"),
        ("ja", "観測が強まっている", "観測が|強まっている"),
        ("ja", "The Wall Streetの株", "The |Wall |Streetの|株"),
        (
            "en",
            "Talks on “trade” — 5% of U.S. output",
            "Talks |on |“trade” |— |5% |of |U.S. |output",
        ),
        ("en", "日本 and state-of-the-art", "日|本 |and |state-of-the-art"),
        ("en", "", ""),
    ],
)
def test_phrases(language: Language, text: str, expected: str) -> None:
    assert "|".join(phrases(text, language)) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("政府は首脳会談を開いた。", 70, ["政府は首脳", "会談を開いた。"]),
        ("ああああ、", 40, ["ああ", "ああ、"]),
        ("WWWWWWWWWW", 40, ["WWWW", "WWWW", "WW"]),
    ],
)
def test_lines(text: str, limit: float, expected: list[str]) -> None:
    assert lines(text, "ja", width, limit, 9) == expected


def test_lines_are_about_as_long_as_each_other() -> None:
    text = "one two three four five six seven"
    assert lines(text, "en", width, 260, 3) == ["one two three four", "five six seven"]


def test_more_lines_than_there_is_room_for() -> None:
    assert lines("one two three", "en", width, 50, 2) is None


@given(
    st.text("あ漢ー、。「」（）aB1% 　\n", max_size=60),
    st.sampled_from(["ja", "en"]),
    st.integers(4, 30),
)
def test_nothing_is_lost_and_nothing_is_too_wide(
    text: str, language: Language, characters: int
) -> None:
    found = lines(text, language, width, 10.0 * characters, 99)
    assert found is not None
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(line) <= characters for line in found)


@given(
    st.lists(
        st.sampled_from(["あ", "漢", "字、", "きょ", "コー", "す。", "「ん", "か」", "1", "ab "])
    ),
    st.integers(4, 30),
)
def test_no_line_begins_or_ends_with_what_must_not(parts: list[str], characters: int) -> None:
    found = lines("".join(parts), "ja", width, 10.0 * characters, 99) or []
    assert not any(line[:1] in tuple("、ょー。」") for line in found[1:])
    assert not any(line.endswith("「") for line in found[:-1])


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [("short", 50, "short"), ("too long", 50, "too…"), ("toolong", 50, "tool…"), ("x", 0, "…")],
)
def test_clipped(text: str, limit: float, expected: str) -> None:
    assert clipped(text, width, limit) == expected
