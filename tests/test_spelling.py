"""The normal form of names, and the ways in which one name is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model import EntityKind, Language
from brief.spelling import normal, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ゼレンスキー", "ゼレンスキイ"),
        ("ヴァンス", "バンス"),
        ("ヴューラー", "ビューラー"),
        ("ウィトコフ", "ウイトコフ"),
        ("ドナルド・トランプ", "ドナルド＝トランプ"),
        ("ドナルド・トランプ", "ドナルド トランプ"),
        ("ドナルド・トランプ", "ﾄﾞﾅﾙﾄﾞ･ﾄﾗﾝﾌﾟ"),
        ("ゲイツ", "ゲーツ"),
        ("高橋", "髙橋"),
        ("が", "か\u3099"),
        ("ＮＡＴＯ", "NATO"),
        ("Erdoğan", "Erdogan"),
        ("O’Brien", "O'Brien"),
        ("Jean‑Claude", "Jean-Claude"),
        ("The Ha\u00adgue", "The Hague"),
        ("New\nYork", "New York"),
    ],
)
def test_spelt_alike(one: str, other: str) -> None:
    assert normal(one).text == normal(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("ビル", "ビール"), ("米", "未"), ("US", "us"), ("斉藤", "斎藤"), ("ハ", "バ")],
)
def test_spelt_apart(one: str, other: str) -> None:
    assert normal(one).text != normal(other).text


@given(
    st.text(st.sampled_from("ヴァーィドﾄﾞか\u3099a\u0301ğ・ ＝イトﾟ\u200b\ud800漢\n"), max_size=30)
)
def test_every_character_of_the_normal_form_has_its_place(text: str) -> None:
    form = normal(text)
    places = [form.original(i) for i in range(len(form.text) + 1)]
    assert places == sorted(places)
    assert not text or places[-1] == len(text)


@pytest.mark.parametrize(
    ("spelling", "language", "kind", "expected"),
    [
        ("ドナルド・トランプ", "ja", "person", ["ドナルドトランプ"]),
        ("トランプ", "ja", "person", []),
        ("U.S.", "en", "place", ["US"]),
        ("US", "en", "place", ["U.S."]),
        ("Jean-Claude", "en", "person", ["Jean Claude", "JEAN-CLAUDE"]),
        ("German", "en", "place", ["GERMAN", "Germans"]),
        ("Who", "en", "organization", []),
    ],
)
def test_variants(spelling: str, language: Language, kind: EntityKind, expected: list[str]) -> None:
    assert list(variants(spelling, language, kind)) == expected
