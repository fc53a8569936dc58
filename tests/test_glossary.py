"""Glossary files: what is read, and every fault with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brief import glossary
from brief.annotate import Annotator
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


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        ("''", "glossary/x.yml:1:56: glossary: the spelling '' is empty; write the name, or delete it"),
        ("あ", "'あ' is one kana, which stands in every text; write a longer spelling, or delete it"),
        ("ｱ", "is one kana"),
        ('"か\\u3099"', "is one kana"),
        ("ー", "is one kana"),
        ('"\\u200b\\u2060"', "holds only characters that nobody sees"),
        ('"\\u3000"', "is empty"),
        ('"\\u3164"', "holds only characters that nobody sees"),
        ('"\\u202e"', "holds U+202E, a control character; delete the character, which nobody sees"),
        ('"ト\\u200fランプ"', "holds U+200F, a control character"),
        ('"a\\x07"', "holds U+0007, a control character"),
    ],
)  # fmt: skip
def test_spellings_that_no_text_can_match(tmp_path: Path, alias: str, expected: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        load(tmp_path, x=f"a: {ENTRY[:-1]}, aliases: {{ja: [{alias}, 乙丙]}}}}")
    assert expected in str(caught.value)


def test_a_name_may_not_be_one_kana(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="'い' is one kana"):
        load(tmp_path, x="a: {kind: place, name: {ja: い, en: I}}")


@pytest.mark.parametrize(
    "alias",
    ["(a+)+$", "a.*b", "[a-z]", "\\d", "New York", "C++", "甲 乙", "U.S.", "ト\u200bランプ"],
)
def test_spellings_with_odd_characters_are_found(tmp_path: Path, alias: str) -> None:
    known = load(
        tmp_path, x=f"a: {{kind: term, name: {{ja: 甲, en: A}}, aliases: {{en: ['{alias}']}}}}"
    )
    assert known.entities["a"].aliases["en"] == (alias,)
    text = f"They say {alias} again, aaaaaaaaaaaaaaaa."
    assert [m.text for m in Annotator(known).annotate_text(text, "en").mentions] == [alias]


def test_ten_thousand_aliases(tmp_path: Path) -> None:
    aliases = ", ".join(f"n{number}x" for number in range(10_000))
    known = load(tmp_path, x=f"a: {ENTRY[:-1]}, aliases: {{en: [{aliases}]}}}}")
    assert len(known.entities["a"].aliases["en"]) == 10_000
    assert known.owners["en"]["n9999x"] == ("a",)


def role(ends: str, title: str = "{ja: 首相, en: PM}") -> str:
    return f"{{title: {title}{ends}}}"


@pytest.mark.parametrize(
    ("roles", "faulty"),
    [
        ([", from: 2020-01-01, to: 2021-01-01", ", from: 2021-01-01"], False),
        ([", from: 2021-01-01", ", from: 2020-01-01, to: 2021-01-02"], True),
        (["", ", from: 2020-01-01, to: 2021-01-01"], True),
        ([", to: 2020-01-01", ", from: 2020-01-01", ", from: 2024-01-01"], True),
        ([", from: 2000-01-01, to: 2020-01-01", ", from: 2001-01-01, to: 2002-01-01", ", from: 2019-01-01"], True),
        (["", ""], True),
    ],
)  # fmt: skip
def test_a_role_is_held_once_at_a_time(tmp_path: Path, roles: list[str], faulty: bool) -> None:
    items = "".join(f"\n  - {role(ends)}" for ends in roles)
    text = f"a:\n  kind: person\n  name: {{ja: 甲, en: A}}\n  roles:{items}\n"
    if faulty:
        with pytest.raises(
            UnusableInput,
            match=r"x.yml:\d:5: glossary: the role '首相' is held twice at the same time",
        ):
            load(tmp_path, x=text)
    else:
        assert len(load(tmp_path, x=text).entities["a"].roles) == len(roles)


def test_two_roles_at_a_time(tmp_path: Path) -> None:
    both = f"{role('')}, {role('', '{ja: 党首, en: Leader}')}"
    assert len(load(tmp_path, x=f"a: {ENTRY[:-1]}, roles: [{both}]}}").entities["a"].roles) == 2
