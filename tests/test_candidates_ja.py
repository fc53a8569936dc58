"""Names proposed without a glossary: how many of a set of Japanese sentences are found."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import glossary
from brief.annotate import Annotator
from brief.model import EntityKind
from brief.names.candidates_ja import candidates
from brief.words import words

CASES = Path(__file__).parent / "data" / "candidates.ja.tsv"
"""Text, and its names after the first letter of their kind (l for places); add to it freely."""
LETTERS: dict[EntityKind, str] = {"person": "p", "place": "l", "organization": "o"}
ANNOTATOR = Annotator(glossary.of([]))


def cases() -> list[tuple[str, list[str]]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(text, names.split(",") if names else []) for text, names in rows]


def proposed(text: str) -> list[str]:
    found = ANNOTATOR.annotate_text(text, "ja").candidates
    return [LETTERS[name.kind] + name.text for name in found]


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 150


@pytest.mark.parametrize(("letter", "expected"), [("p", 0.94), ("l", 0.97), ("o", 0.97)])
def test_most_names_are_found(letter: str, expected: float) -> None:
    wrong = right = 0
    missed: list[str] = []
    for text, names in cases():
        wanted = Counter(name for name in names if name[0] == letter)
        got = Counter(name for name in proposed(text) if name[0] == letter)
        right += (wanted & got).total()
        wrong += (wanted - got).total() + (got - wanted).total()
        missed += [f"{text} {dict(wanted)} {dict(got)}"] * (wanted != got)
    assert 2 * right / (2 * right + wrong) >= expected, "\n".join(missed)


def test_nothing_is_proposed_where_there_is_no_name() -> None:
    assert [proposed(text) for text, names in cases() if not names and proposed(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大村秀章氏は再選した。大村知事は謝意を述べた。", ["p大村秀章", "p大村"]),
        ("大村市で会合があった。大村知事も出た。", ["l大村市", "l大村"]),
    ],
)
def test_a_surname_is_known_from_the_full_name(text: str, expected: list[str]) -> None:
    assert proposed(text) == expected


@pytest.mark.parametrize(
    "text", ["東京 大阪間を往復した。", "東京\n銀行", "記者は山田\n太郎と述べた。"]
)
def test_no_name_goes_over_a_space(text: str) -> None:
    assert not any(set(name) & set(" \n") for name in proposed(text))


PIECES = [
    "山田", "太郎", "東京", "都", "ドイツ", "・", "＝", "A・", "JR", "FC", "株式会社", "銀行", "第3", "部", "氏",
    "首相", "米", "委員会", "メル", "ツ", "ル", "12", "世", " ", "、", "\ud800", "\u3099", "学", "委員",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
def test_offsets_are_exact(text: str) -> None:
    for name in candidates(text, words(text)):
        assert 0 <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.text


@pytest.mark.parametrize(
    "piece", [*PIECES, "学B", "山田12", "東京都1", "A・ア", "アア・", "株式銀行", "K・K"]
)
def test_time_is_linear(piece: str) -> None:
    def took(size: int) -> float:
        text = "".join(piece + "学"[: index % 50 == 0] for index in range(size))
        found = words(text)
        began = time.process_time()
        for _ in candidates(text, found):
            pass
        return time.process_time() - began

    took(100)
    assert took(16_000) < 12 * took(4_000) + 0.05
