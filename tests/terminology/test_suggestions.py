from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from brief import glossary, pipeline
from brief.terminology import nations
from brief.terminology.suggestions import Suggestion, stub, suggestions
from brief.terminology.transliteration import similarity
from tests.conftest import ROOT, MakeSite

JA = """\
---
title: 会談
date: 2025-08-19
source_language: ja
---

オルテガ氏は、ペトロフ外相と会談した。

ペトロフ氏は大阪を訪れた。世界資源機構(WRO)も加わる。

メルセデス・オルテガ氏は帰国した。
"""
EN = """\
---
title: The talks
date: 2025-08-19
---

President Ortega met Foreign Minister Petrov.

Mr. Petrov visited Osaka. The World Resources Organization (WRO) takes part, too.

Mercedes Ortega went home. The German side said nothing of Doha.
"""


def found(content: Path) -> tuple[Suggestion, ...]:
    return suggestions(pipeline.load(pipeline.Settings(content)))


@pytest.fixture
def small(make_site: MakeSite) -> tuple[Path, tuple[Suggestion, ...]]:
    site = make_site({"content/briefs/meeting.ja.md": JA, "content/briefs/meeting.en.md": EN})
    return site.content, found(site.content)


def by_name(found: tuple[Suggestion, ...]) -> dict[str, Suggestion]:
    return {name: suggested for suggested in found for name in suggested.names.get("en", ())}


def test_pairs_of_names(small: tuple[Path, tuple[Suggestion, ...]]) -> None:
    named = by_name(small[1])
    assert named["Petrov"].names == {"ja": ("ペトロフ",), "en": ("Petrov",)}
    assert named["Petrov"].kind == "person"
    assert named["Petrov"].count == 4
    assert named["Petrov"].briefs == 1
    assert [str(place) for place in named["Petrov"].places] == [
        "content/briefs/meeting.en.md:6:39",
        "content/briefs/meeting.ja.md:7:8",
    ]
    assert named["Petrov"].confidence > 0.7
    assert named["Osaka"].names["ja"] == ("大阪",)


def test_a_surname_is_part_of_the_full_name(
    small: tuple[Path, tuple[Suggestion, ...]],
) -> None:
    assert by_name(small[1])["Ortega"].names == {
        "ja": ("メルセデス・オルテガ", "オルテガ"),
        "en": ("Mercedes Ortega", "Ortega"),
    }


def test_an_acronym_is_part_of_the_full_name(
    small: tuple[Path, tuple[Suggestion, ...]],
) -> None:
    assert by_name(small[1])["WRO"].names["en"] == ("World Resources Organization", "WRO")


def test_states_have_their_names(small: tuple[Path, tuple[Suggestion, ...]]) -> None:
    german = by_name(small[1])["German"]
    assert german.names == {"ja": ("ドイツ",), "en": ("Germany", "German")}
    assert german.kind == "place"
    assert german.id == "germany"


def test_the_most_frequent_come_first(small: tuple[Path, tuple[Suggestion, ...]]) -> None:
    counts = [suggested.count for suggested in small[1]]
    assert counts == sorted(counts, reverse=True)


def test_stubs_are_a_valid_glossary(small: tuple[Path, tuple[Suggestion, ...]]) -> None:
    content, suggested = small
    text = "\n".join(map(stub, suggested))
    (content / "glossary/suggested.yml").write_text(text, encoding="utf-8")
    loaded = glossary.load(content / "glossary", "glossary")
    assert loaded.entities["petrov"].name == {"ja": "ペトロフ", "en": "Petrov"}
    assert loaded.entities["mercedes-ortega"].aliases == {"ja": ("オルテガ",), "en": ("Ortega",)}
    left = found(content)
    assert {suggestion.id for suggestion in left} <= {s.id for s in suggested if s.missing}


def test_without_a_counterpart_the_stub_is_a_comment(
    small: tuple[Path, tuple[Suggestion, ...]],
) -> None:
    doha = by_name(small[1])["Doha"]
    assert doha.missing == ("ja",)
    assert doha.confidence == 0
    lines = stub(doha).splitlines()
    assert all(line.startswith("#") for line in lines)
    assert "Japanese name was not found" in lines[1]
    assert "# doha:" in lines


def test_a_further_spelling_of_what_the_glossary_holds(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/briefs/meeting.ja.md": JA,
            "content/briefs/meeting.en.md": EN,
            "content/glossary/places.yml": (
                "germany:\n  kind: place\n  name: {ja: ドイツ, en: Germany}\n"
                "petrov:\n  kind: person\n  name: {ja: 外相ペ, en: Petrov}\n"
            ),
        }
    )
    suggested = found(site.content)
    german = by_name(suggested)["German"]
    assert german.entity == "germany"
    assert "To be added to the aliases of germany: {en: [German]}" in stub(german)
    (petrov,) = (s for s in suggested if s.names.get("ja") == ("ペトロフ",))
    assert petrov.entity == "petrov"


def test_a_text_without_translation(make_site: MakeSite) -> None:
    site = make_site({"content/briefs/meeting.ja.md": JA})
    suggested = found(site.content)
    assert {s.missing for s in suggested} == {("en",)}
    assert "メルセデス・オルテガ" in {s.names["ja"][0] for s in suggested}


def test_plain_values(small: tuple[Path, tuple[Suggestion, ...]]) -> None:
    petrov = by_name(small[1])["Petrov"]
    assert petrov.as_dict()["names"] == {"ja": ["ペトロフ"], "en": ["Petrov"]}
    assert str(petrov).startswith("person: ペトロフ = Petrov (4 in 1, ")


def test_the_names_of_our_own_briefs(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("glossary"))
    for path in content.glob("briefs/*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\(entity:[a-z-]+\)", "(entity:)", text), encoding="utf-8")
    suggested = found(content)
    pairs = {
        (ja, en) for s in suggested for ja in s.names.get("ja", ()) for en in s.names.get("en", ())
    }
    assert pairs >= {
        ("トランプ", "Trump"),
        ("プーチン", "Putin"),
        ("ゼレンスキー", "Zelenskyy"),
        ("バンス", "Vance"),
        ("ルビオ", "Rubio"),
        ("ウシャコフ", "Ushakov"),
        ("メルツ", "Merz"),
        ("マクロン", "Macron"),
        ("スターマー", "Starmer"),
        ("フォンデアライエン", "von der Leyen"),
        ("マルク・ルッテ", "Mark Rutte"),
        ("ストゥブ", "Stubb"),
        ("植田和男", "Ueda Kazuo"),
        ("石破茂", "Ishiba Shigeru"),
        ("フィナンシャル・タイムズ", "Financial Times"),
        ("日本銀行", "Bank of Japan"),
        ("日銀", "BOJ"),
        ("アラスカ州", "Alaska"),
        ("ハーグ", "The Hague"),
    }
    (tmp_path / "new").mkdir()
    text = "\n".join(map(stub, suggested))
    (tmp_path / "new/suggested.yml").write_text(text, encoding="utf-8")
    assert len(glossary.load(tmp_path / "new", "new").entities) >= 25


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("ジョンソン", "Johnson"),
        ("エルドアン", "Erdoğan"),
        ("ヴァンス", "Vance"),
        ("アラスカ州", "Alaska"),
        ("植田和男", "Kazuo Ueda"),
        ("大阪", "Osaka"),
        ("ワシントン", "Washington"),
        ("クリスティーヌ・ラガルド", "Christine Lagarde"),
        ("シュルツ", "Scholz"),
        ("NATO", "NATO"),
    ],
)
def test_names_that_sound_alike(ja: str, en: str) -> None:
    others = ["Rubio", "Bank of Japan", "Petrov", "Kim", "London"]
    assert similarity(ja, en) > 0.6
    assert all(similarity(ja, other) < similarity(ja, en) for other in others)


def test_nations() -> None:
    assert nations.code("U.S.", "en") == nations.code("米国", "ja") == "US"
    assert nations.code("Ukrainian", "en") == nations.code("ウクライナ", "ja") == "UA"
    assert nations.code("Merz", "en") == ""
    assert nations.with_name("DE", ("German",), "en") == ("Germany", "German")
    assert nations.with_name("DE", ("Germany", "German"), "en") == ("Germany", "German")


@pytest.mark.parametrize("name", ["", "*", "・", "ー", "a" * 5000, "\ud800", "漢" * 300, "　"])
def test_any_names_are_compared(name: str) -> None:
    assert 0 <= similarity(name, "Petrov") <= 1
    assert 0 <= similarity("ペトロフ", name) <= 1
