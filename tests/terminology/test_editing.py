"""Editing glossary files in place: what stands there stays, what is new is read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief import glossary
from brief.model import Entity, Place, Role, UnusableInput
from brief.terminology import editing
from brief.terminology.yaml_text import plain, stub
from tests.conftest import ROOT
from tests.terminology.strategies import entities

A = Entity("a", "person", {"ja": "甲乙", "en": "A"}, Place("here"))


def add(folder: Path, *wanted: Entity, into: Path | None = None) -> editing.Edit:
    edit = editing.plan(glossary.load(folder, "glossary"), folder, "glossary", wanted, into)
    edit.write()
    return edit


def person(**values: Any) -> Entity:
    return replace(A, **values)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Lists in brackets, of one line and of several, with comments.
        ("  aliases: {ja: [乙丙], en: [B]}  # two\n", "  aliases: {ja: [乙丙, 丙丁], en: [B, C]}  # two\n"),
        ("  aliases:\n    ja: [乙丙,   # a\n      ]\n    en: []\n", "  aliases:\n    ja: [乙丙, 丙丁,   # a\n      ]\n    en: [C]\n"),
        # Lists with hyphens.
        ("  aliases:\n    en:\n    - 'B'  # b\n\n    ja:\n      - 乙丙\n", "  aliases:\n    en:\n    - 'B'  # b\n    - C\n\n    ja:\n      - 乙丙\n      - 丙丁\n"),
        # One value without brackets, and none.
        ("  aliases: {ja: 乙丙, en: }\n", "  aliases: {ja: [乙丙, 丙丁], en: [C]}\n"),
        ("  aliases:\n    ja: 乙, 丙\n", "  aliases:\n    ja: ['乙, 丙', 丙丁]\n    en: [C]\n"),
        ("  aliases:\n", "  aliases: {ja: [丙丁], en: [C]}\n"),
        ("  aliases: {}\n", "  aliases: {ja: [丙丁], en: [C]}\n"),
        (
            "  aliases:\n    en:\n    - B\n",
            "  aliases:\n    en:\n    - B\n    - C\n    ja: [丙丁]\n",
        ),
        # A language, and the key itself, are missing.
        ("  aliases: {en: [B]}\n", "  aliases: {en: [B, C], ja: [丙丁]}\n"),
        ("", "  aliases: {ja: [丙丁], en: [C]}\n"),
        ("  # a remark\n\n", "  aliases: {ja: [丙丁], en: [C]}\n  # a remark\n\n"),
        ("  summary:\n    ja: >\n      長い\n      文\n    en: |\n      Long.\n\n", "  aliases: {ja: [丙丁], en: [C]}\n  summary:\n    ja: >\n      長い\n      文\n    en: |\n      Long.\n\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_aliases_in_place(tmp_path: Path, before: str, after: str, line_end: str) -> None:
    head, tail = (
        "# all\na:   # the first\n  kind: person\n  name: {ja: 甲乙, en: 'A'}\n",
        "b: {kind: term, name: {ja: 戊己, en: E}}",
    )
    path = tmp_path / "x.yml"
    path.write_bytes(f"\ufeff{head}{before}{tail}".replace("\n", line_end).encode())
    add(tmp_path, person(aliases={"ja": ("丙丁",), "en": ("C",)}))
    assert path.read_bytes().decode() == f"\ufeff{head}{after}{tail}".replace("\n", line_end)


def test_everything_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text(
        "a:\n    name:\n        ja: 甲乙\n        en: A # name\n    kind: person", encoding="utf-8"
    )
    role = Role({"ja": "大臣", "en": "Minister"})
    add(
        tmp_path,
        person(
            reading="こうおつ",
            roles=(role,),
            topics=("x, y",),
            wikidata="Q1",
            links={"en": ("https://e.org",)},
        ),
    )
    assert path.read_text(encoding="utf-8") == (
        "a:\n    name:\n        ja: 甲乙\n        en: A # name\n    kind: person\n    reading: こうおつ\n    roles:\n"
        "      - {title: {ja: 大臣, en: Minister}}\n    topics: ['x, y']\n    wikidata: Q1\n    links: {en: ['https://e.org']}"
    )


def test_a_file_in_brackets(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("{a: {kind: person, name: {ja: 甲乙, en: A}}}", encoding="utf-8")
    add(
        tmp_path,
        person(wikidata="Q1"),
        Entity("b", "term", {"ja": "戊己", "en": "E"}, Place("here")),
        into=path,
    )
    assert path.read_text(encoding="utf-8") == (
        "{a: {kind: person, name: {ja: 甲乙, en: A}, wikidata: Q1}, b: {kind: term, name: {ja: 戊己, en: E}}}"
    )


def test_what_cannot_be_edited_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    text = "a: {kind: person, name: {ja: 甲乙, en: A}}\n...\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(editing.NotEdited, match="nothing was written"):
        add(tmp_path, Entity("b", "term", {"ja": "戊己", "en": "E"}, Place("here")), into=path)
    assert path.read_text(encoding="utf-8") == text


def test_what_the_entry_says_stays(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(
        "a: {kind: person, name: {ja: 甲乙, en: A}, wikidata: Q1, roles: [{title: {ja: 大臣, en: M}, from: 2020-01-01}]}",
        encoding="utf-8",
    )
    roles = (Role({"ja": "大臣", "en": "M"}),)
    edit = add(tmp_path, person(name={"ja": "甲乙", "en": "A. B."}, wikidata="Q2", roles=roles))
    assert (tmp_path / "x.yml").read_text(encoding="utf-8") == (
        "a: {kind: person, name: {ja: 甲乙, en: A}, aliases: {en: [A. B.]}, wikidata: Q1, roles: [{title: {ja: 大臣, en: M}, from: 2020-01-01}]}"
    )
    assert [note.message for note in edit.notes] == [
        "'a' (glossary/x.yml:1:1): the role {title: {ja: 大臣, en: M}} is left out, as it has {title: {ja: 大臣, en: M}, from: 2020-01-01}",
        "'a' (glossary/x.yml:1:1): its wikidata stays; the one left out: Q2",
    ]


def test_new_entries_go_where_their_kind_goes(tmp_path: Path) -> None:
    (tmp_path / editing.SCHEMA_FILE).write_text("{}", encoding="utf-8")
    folder = tmp_path / "content" / "glossary"
    edit = add(folder, A, Entity("b", "event", {"ja": "会議", "en": "Talks"}, Place("here")))
    assert edit.added == ("a", "b")
    head = "# yaml-language-server: $schema=../../glossary.schema.json\n"
    assert (folder / "people.yml").read_text(encoding="utf-8") == head + stub(A)
    assert (folder / "events.yml").exists()
    add(folder, Entity("c", "person", {"ja": "丙丁", "en": "C"}, Place("here")))
    assert (folder / "people.yml").read_text(encoding="utf-8").count(
        "\n\nc:\n  kind: person\n"
    ) == 1


def test_nothing_is_written_with_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: {kind: person, name: {ja: 甲乙, en: A}}\n", encoding="utf-8")
    with pytest.raises(
        UnusableInput,
        match=r"here:1:1: glossary: 'a' is a term here, and a person at glossary/x.yml:1:1",
    ):
        add(tmp_path, A, person(kind="term"))
    assert [p.name for p in tmp_path.iterdir()] == ["x.yml"]


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path) -> None:
    edit = editing.plan(glossary.Glossary(), tmp_path, "glossary", [A])
    (tmp_path / "people.yml").write_text("# mine\n", encoding="utf-8")
    with pytest.raises(editing.NotEdited, match="has changed meanwhile"):
        edit.write()
    assert (tmp_path / "people.yml").read_text(encoding="utf-8") == "# mine\n"


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    folder, real = tmp_path / "glossary", tmp_path / "real.yml"
    folder.mkdir()
    real.write_text("b: {kind: term, name: {ja: 戊己, en: E}}\n", encoding="utf-8")
    real.chmod(0o640)
    (folder / "people.yml").symlink_to(real)
    add(folder, A)
    assert (folder / "people.yml").is_symlink()
    assert "a:\n  kind: person\n" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_full_file_is_continued(tmp_path: Path) -> None:
    many = [
        Entity(
            f"p-{n}",
            "person",
            {"ja": f"甲乙{n}号", "en": f"P{n}"},
            Place("here"),
            aliases={"en": tuple(f"p{n} {'x' * 900} {i}" for i in range(100))},
        )
        for n in range(25)
    ]
    add(tmp_path, *many)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people-2.yml", "people.yml"]
    assert len(glossary.load(tmp_path, "glossary").entities) == 25


def test_the_glossary_of_this_site(tmp_path: Path) -> None:
    for path in (ROOT / "content/glossary").glob("*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    known = glossary.load(tmp_path, "glossary")
    wanted = [
        Entity(e.id, e.kind, e.name, Place("here"), aliases={"en": (f"{e.id} again",)})
        for e in known.entities.values()
    ]
    edit = add(tmp_path, *wanted)
    assert len(edit.extended) == len(known.entities)
    for path in (ROOT / "content/glossary").glob("*.yml"):
        before = path.read_text(encoding="utf-8").splitlines()
        after = (tmp_path / path.name).read_text(encoding="utf-8").splitlines()
        changed = [line for line in before if line not in after]
        assert all("[" in line for line in changed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(old=entities(), new=entities(), style=st.sampled_from(["stub", "block", "flow"]))
def test_what_is_added_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, old: list[Entity], new: list[Entity], style: str
) -> None:
    """However the file is written, the entries hold afterwards what they held and what is new."""
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "x.yml").write_text(_written(old, style), encoding="utf-8")
    try:
        known = glossary.load(folder, "glossary")
        edit = editing.plan(known, folder, "glossary", new)
    except UnusableInput:
        return
    edit.write()
    found = glossary.load(folder, "glossary").entities
    for entity in new:
        for language in ("ja", "en"):
            assert set(found[entity.id].spellings(language)) >= set(entity.spellings(language))
    for entity in old:
        values, before = plain(found[entity.id]), plain(entity)
        assert all(values[key] == before[key] for key in ("kind", "name"))
    again = editing.plan(glossary.load(folder, "glossary"), folder, "glossary", new)
    assert not again.texts


def _written(old: list[Entity], style: str) -> str:
    import yaml

    if style == "stub":
        return "\n".join(map(stub, old))
    values = {entity.id: plain(entity) for entity in old}
    return yaml.safe_dump(
        values, allow_unicode=True, sort_keys=False, default_flow_style=style == "flow"
    )
