"""The store: what was kept is there again, and whatever is wrong with it costs only time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from brief import glossary
from brief.annotate import Annotator
from brief.pipeline import Settings, load
from brief.store import Store, digest
from tests.conftest import ROOT, MakeSite


def test_what_was_put_is_there_for_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "store.sqlite"
    store = Store(path)
    store.put("kind", {"key": b"\0value"})
    store.close()
    assert Store(path).get("kind", "key") == b"\0value"
    assert Store(path).all("kind") == {"key": b"\0value"}
    assert Store(path).get("other", "key") is None
    assert (path.parent / ".gitignore").read_text() == "*\n"


def test_what_is_not_kept_is_gone(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite")
    store.put("kind", {"old": b"1", "new": b"2"})
    store.put("other", {"old": b"3"})
    store.keep("kind", ["new"])
    assert (store.all("kind"), store.all("other")) == ({"new": b"2"}, {"old": b"3"})


def test_a_few_earlier_states_stay(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite")
    store.put("kind", {str(number): b"" for number in range(100)})
    store.tidy(["kind"], ["1"])
    assert len(store.all("kind")) == 100
    store.put("kind", {str(number): b"" for number in range(1_000)})
    store.tidy(["kind"], ["1"])
    assert list(store.all("kind")) == ["1"]


def test_parts_are_told_apart() -> None:
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 500])
def test_a_damaged_store_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(damage)
    store = Store(path)
    store.put("kind", {"key": b"1"})
    assert store.get("kind", "key") == b"1"
    assert not store.trouble


def test_a_damaged_value_is_not_given_out(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = Store(path)
    store.put("kind", {"key": b"123"})
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = ?", (b"\x00\x01",))
    assert Store(path).get("kind", "key") is None
    assert Store(path).all("kind") == {}


def test_another_format_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entries (kind TEXT, key TEXT, hash TEXT, value BLOB)")
    store = Store(path)
    store.put("kind", {"key": b"1"})
    assert store.get("kind", "key") == b"1"


def test_where_nothing_can_be_written_there_is_a_store_of_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "store.sqlite")
    store.put("kind", {"key": b"1"})
    assert store.get("kind", "key") == b"1"
    assert store.trouble


def test_a_glossary_from_the_store_is_the_same(tmp_path: Path) -> None:
    folder, store = ROOT / "content/glossary", Store(tmp_path / "store.sqlite")
    read = glossary.load(folder, "glossary")
    first, again = (glossary.load(folder, "glossary", store) for _ in range(2))
    for kept in (first, again):
        assert dict(kept.entities) == dict(read.entities)
        assert kept.owners == read.owners
    text = "トランプ米大統領"
    assert [m.text for m in Annotator(again, store).annotate_text(text, "ja").mentions] == [
        m.text for m in Annotator(read).annotate_text(text, "ja").mentions
    ]


def test_a_change_of_the_glossary_is_seen(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site()
    settings = Settings(site.content, store=tmp_path / "store.sqlite")
    assert not load(settings).findings
    site.edit("content/glossary/people.yml", "[Trump]", "[Trumpp]")
    assert "name-unmatched" in [finding.rule for finding in load(settings).findings]


@pytest.mark.parametrize(
    "statements",
    [
        "CREATE TABLE other (a)",
        "CREATE VIEW entries AS SELECT 1",
        "CREATE TABLE entries (kind, key, value)",
    ],
)
@pytest.mark.parametrize("version", range(4))
def test_a_file_of_another_program_is_replaced(
    tmp_path: Path, statements: str, version: int
) -> None:
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as other:
        other.executescript(f"{statements}; PRAGMA user_version = {version}")
    other.close()
    store = Store(path)
    assert store.trouble == ""
    store.put("kind", {"key": b"value"})
    store.close()
    assert Store(path).get("kind", "key") == b"value"
