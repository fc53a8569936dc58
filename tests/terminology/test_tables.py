"""CSV: what is read, every fault with its cell, and the way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from brief.model import Entity, UnusableInput
from brief.terminology import tables
from brief.terminology.yaml_text import plain
from tests.terminology.strategies import entities

HEAD = "id,kind,name_ja,name_en,aliases_ja,roles_ja,roles_en,roles_from,roles_to\n"


def read(folder: Path, text: str | bytes) -> tuple[Entity, ...]:
    path = folder / "x.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return tables.read(path, "x.csv").entities


def test_a_row(tmp_path: Path) -> None:
    row = 'sato,person,佐藤花子,"Sato, Hanako",佐藤|さとう,大臣|首相,Minister|PM,2020-01-01|,2021-01-01|\n'
    (entity,) = read(tmp_path, HEAD + row)
    assert entity.name == {"ja": "佐藤花子", "en": "Sato, Hanako"}
    assert entity.aliases == {"ja": ("佐藤", "さとう")}
    assert [str(role.since) for role in entity.roles] == ["2020-01-01", "None"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_spreadsheets_write(
    tmp_path: Path, mark: bytes, delimiter: str, line_end: str
) -> None:
    rows = [["ID", "kind", "name_ja", "name_en"], ["a", "term", "甲乙", '"two\nlines"'], []]
    text = line_end.join(delimiter.join(row) for row in rows)
    (entity,) = read(tmp_path, mark + text.encode())
    assert entity.name["en"] == "two\nlines"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,kind,name_ja\n", ["x.csv:1:1: glossary-import: the column 'name_en' is missing"]),
        ("id,kind,name_ja,name_en,alias_ja\n", ["x.csv:1:25: glossary-import: unknown column 'alias_ja'; did you mean 'aliases_ja'?"]),
        (HEAD.replace("roles_to", "id"), ["x.csv:1:65: glossary-import: the column 'id' stands here twice"]),
        (HEAD + "a,persn,甲乙,A\nb,term,丙丁,B\nc,term,戊己\n", ["x.csv:2:3: ", "did you mean 'person'?", "x.csv:4:8: ", "lacks the key 'en'"]),
        (HEAD + 'a,term,"甲\n乙",A,あ\n', ["x.csv:3:6: glossary-import: 'あ' is one kana"]),
        (HEAD + "a,term,甲乙,A,い|ろは||\n", ["x.csv:2:13: ", "is empty"]),
        (HEAD + "A b,term,甲乙,A\n", ["x.csv:2:1: ", "an id of small letters"]),
        (HEAD + "__proto__,term,甲乙,A\n../x,term,甲乙,A\n", ["x.csv:2:1: ", "'__proto__'", "x.csv:3:1: ", "'../x'"]),
        (HEAD + ",term,甲乙,A\n", ["x.csv:2:1: glossary-import: the row has no id"]),
        (HEAD + "a\n", ["the row has nothing but an id"]),
        (HEAD + "a,term,甲,A\na,term,乙,B\n", ["x.csv:3:1: ", "stands here twice"]),
        (HEAD + "a,term,甲,A,,,,,,,more\n", ["x.csv:2:18: glossary-import: 'more' is in no column"]),
        (HEAD + 'a,term,"甲"x,A\n', ["x.csv:2:8: glossary-import: behind the double quotes of this cell stands 'x'"]),
        (HEAD + 'a,term,"甲,A\n', ["x.csv:2:8: glossary-import: the double quotes of this cell never end"]),
        (HEAD + "a,person,甲,A,,大臣|首相,Minister,,\n", ["x.csv:2:21: glossary-import: roles_en holds 1 for 2 titles of roles"]),
        (HEAD + "a,person,甲,A,,大臣,Minister,2020-02-30,\n", ["x.csv:2:27: glossary-import: 2020-02-30 is not in the calendar"]),
        (HEAD + "a,person,甲,A,,大臣|大臣,M|M,2020-01-01|2020-02-01,|\n", ["is held twice at the same time"]),
        (HEAD + "a,person,甲,A,,,,2020-01-01,\n", ["roles_from holds 1 for 0 titles of roles"]),
        ("\n \n,,\n", ["x.csv:1:1: glossary-import: the file has no rows"]),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, text: str, expected: list[str]) -> None:
    with pytest.raises(UnusableInput) as caught:
        read(tmp_path, text)
    for part in expected:
        assert part in str(caught.value)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="it looks like Shift_JIS"):
        read(tmp_path, (HEAD + "a,term,日本銀行,A\n").encode("cp932"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(glossary=entities())
def test_there_and_back(tmp_path: Path, glossary: list[Entity]) -> None:
    back = read(tmp_path, tables.write(glossary))
    assert [(e.id, plain(e)) for e in back] == [(e.id, plain(e)) for e in glossary]


def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    (entity,) = read(tmp_path, "id,kind,name_ja,name_en\na,term,'=HYPERLINK(1),''@x\n")
    assert entity.name == {"ja": "=HYPERLINK(1)", "en": "'@x"}
    assert "'=HYPERLINK(1),''@x" in tables.write([entity])
