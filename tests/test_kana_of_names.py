"""How names are read: from the glossary where it tells, else from the dictionary."""

from __future__ import annotations

import pytest

from brief.brief_page import entity_view
from brief.model import Entity, Place
from brief.readings.names import kana_of, kana_of_spelling


@pytest.mark.parametrize(
    ("name", "kana"),
    [("東京", "とうきょう"), ("トランプ", "とらんぷ"), ("北海道の町", "ほっかいどうのまち"), ("NATO", ""), ("", "")],
)  # fmt: skip
def test_the_dictionary_reads(name: str, kana: str) -> None:
    assert kana_of(name) == kana


@pytest.mark.parametrize(
    ("spelling", "name", "kana", "expected"),
    [
        ("上田花子", "上田花子", "うえだ・はなこ", "うえだ・はなこ"),
        ("上田", "上田花子", "うえだ・はなこ", "うえだ"),
        ("花子", "上田花子", "うえだ・はなこ", "はなこ"),
        ("上", "上田花子", "うえだ・はなこ", ""),
        ("アラスカ", "アラスカ州", "あらすかしゅう", "あらすか"),
        ("州", "アラスカ州", "あらすかしゅう", "しゅう"),
        ("日銀", "日本銀行", "にっぽんぎんこう", ""),
    ],
)
def test_spellings_have_their_share(spelling: str, name: str, kana: str, expected: str) -> None:
    assert kana_of_spelling(spelling, name, kana) == expected


@pytest.mark.parametrize(
    ("ja", "en", "reading", "on_japanese", "on_english"),
    [
        ("上田花子", "Hanako Ueda", "うえだ・はなこ", "うえだ・はなこ", "Ueda Hanako"),
        ("東京", "Tokyo", None, "とうきょう", "Tōkyō"),
        ("奈良", "Nara", "なら", "なら", ""),
        ("アンナ・ミラー", "Anna Miller", "あんな・みらー", "", "Anna Mirā"),
        ("アンナ・ミラー", "Anna Miller", None, "", "Anna Mirā"),
        ("NATO", "NATO", None, "", ""),
    ],
)
def test_pages_show_readings_that_say_more(
    ja: str, en: str, reading: str | None, on_japanese: str, on_english: str
) -> None:
    entity = Entity("a", "person", {"ja": ja, "en": en}, Place("g"), reading=reading)
    assert entity_view(entity, "ja", None, 0).reading == on_japanese
    assert entity_view(entity, "en", None, 0).reading == on_english
