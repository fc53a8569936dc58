"""Glossary files: what is read, and every fault with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brief import glossary
from brief.model import UnusableInput

ENTRY = "{kind: person, name: {ja: 甲, en: A}}"


def load(folder: Path, **texts: str) -> glossary.Glossary:
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return glossary.load(folder, "glossary")


def test_an_entry(tmp_path: Path) -> None:
    text = """\
zelenskyy:
  kind: person
  name: {ja: ウォロディミル・ゼレンスキー, en: Volodymyr Zelenskyy}
  reading: うぉろでぃみる・ぜれんすきー
  aliases: {ja: [ゼレンスキー], en: [Zelenskyy, Zelensky]}
  roles:
    - {title: {ja: ウクライナ大統領, en: President of Ukraine}, from: 2019-05-20}
  summary: {ja: 政治家。, en: A politician.}
  wikidata: Q3874799
"""
    entity = load(tmp_path, people=text).entities["zelenskyy"]
    assert entity.spellings("en") == ("Volodymyr Zelenskyy", "Zelenskyy", "Zelensky")
    assert entity.roles[0].held_on(date(2025, 8, 18))
    assert not entity.roles[0].held_on(date(2019, 5, 19))
    assert (entity.place.line, entity.place.column) == (1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {kind: persn, name: {ja: 甲, en: A}}", "glossary/x.yml:1:11"),
        ("a: {kind: persn, name: {ja: 甲, en: A}}", "did you mean 'person'?"),
        ("a: {kind: person}", "lacks the key 'name'"),
        ("a: {kind: person, name: {ja: 甲}}", "lacks the key 'en'"),
        ("a: {kind: person, name: {ja: 甲, en: A}, nmae: x}", "unknown key 'nmae'"),
        ("A b: " + ENTRY, "an id of small letters"),
        ("../x: " + ENTRY, "an id of small letters"),
        ("a: {kind: person, name: {ja: 甲, en: A}, wikidata: 12}", "a Wikidata id"),
        ("a: {kind: person, name: {ja: 甲, en: A}, reading: kou}", "a reading in kana"),
        ("a: {kind: person, name: {ja: 甲, en: A}, links: {en: [ftp://x]}}", "http://"),
        ("a: {kind: term, name: {ja: 甲, en: A}, roles: [{title: {ja: 乙, en: B}, from: 2025-01-02, to: 2025-01-01}]}", "before it begins"),
        ("a: " + ENTRY + "\nb: " + ENTRY, "names both 'a' (glossary/x.yml:1:1) and 'b'"),
        ("a: [", "not valid YAML"),
        ("- a", "expected a mapping"),
        ("a: 1", "expected a glossary entry"),
        ("__proto__: " + ENTRY, "an id of small letters"),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        load(tmp_path, x=text)
    assert expected in str(caught.value)


def test_an_id_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as caught:
        load(tmp_path, x="a: " + ENTRY, y="a: {kind: place, name: {ja: 乙, en: B}}")
    assert (
        "glossary/y.yml:1:1: glossary: the id 'a' is taken: it stands at glossary/x.yml:1:1"
        in str(caught.value)
    )


def test_no_folder_is_an_empty_glossary(tmp_path: Path) -> None:
    assert not glossary.load(tmp_path / "none", "glossary").entities


def test_persons_may_share_a_spelling(tmp_path: Path) -> None:
    text = """\
kishida-fumio: {kind: person, name: {ja: 岸田文雄, en: Kishida Fumio}, aliases: {ja: [岸田]}}
kishida-toru: {kind: person, name: {ja: 岸田徹, en: Kishida Toru}, aliases: {ja: [岸田]}}
"""
    assert load(tmp_path, x=text).owners["ja"]["岸田"] == ("kishida-fumio", "kishida-toru")
