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
    store.put("kind", "key", {"a": (1, "甲", None)})
    store.close()
    assert Store(path).get("kind", "key") == {"a": (1, "甲", None)}
    assert Store(path).get("other", "key") is None
    assert (path.parent / ".gitignore").read_text() == "*\n"


def test_only_the_latest_of_a_kind(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite")
    store.put("kind", "old", 1)
    store.put("kind", "new", 2, only=True)
    assert (store.get("kind", "old"), store.get("kind", "new")) == (None, 2)


def test_parts_are_told_apart() -> None:
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 500])
def test_a_damaged_store_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(damage)
    store = Store(path)
    store.put("kind", "key", 1)
    assert store.get("kind", "key") == 1


def test_a_damaged_value_is_not_given_out(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = Store(path)
    store.put("kind", "key", [1, 2, 3])
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = ?", (b"\x00\x01",))
    assert Store(path).get("kind", "key") is None


def test_where_nothing_can_be_written_there_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "store.sqlite")
    store.put("kind", "key", 1)
    assert store.get("kind", "key") is None


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
