"""The data of a site: valid by their description, the same as its texts, and without drafts."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from brief import bitexts, data_files, site
from brief.bitexts import Pair
from brief.edition import Edition
from brief.fragments import FIGURE_FIELDS
from brief.frame import SiteOptions
from brief.model import LANGUAGES
from brief.pipeline import Settings, load
from tests.conftest import ROOT, MakeSite, Site
from tests.machines.conftest import FILES, HOSTILE

NAMES = ["alignment.tmx", "briefs.json", "datapackage.json", "entities.json", "figures.csv"]


def data(made: Site, name: str) -> Any:
    text = (made.folder / "site/data" / name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith("json") else text


def figures(made: Site) -> list[dict[str, str]]:
    path = made.folder / "site/data/figures.csv"
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def validated(package: Path) -> dict[str, Any]:
    """What Frictionless says of a package."""
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", package.name, "--json"],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report


def test_the_package_is_valid(published: Site) -> None:
    report = validated(published.folder / "site/data/datapackage.json")
    assert report["valid"], report["errors"] + [task["errors"] for task in report["tasks"]]
    tasks = {task["name"]: task["stats"] for task in report["tasks"]}
    assert sorted(tasks) == ["alignment", "briefs", "entities", "figures"]
    assert all(tasks[name]["rows"] > 0 for name in ("briefs", "entities", "figures"))


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("draft: true\n---\n\nトランプ氏は1億円を払った。", []),
        ("---\n\n本文である。", ["briefs"]),
        ("---\n\n1億円を払った。", ["briefs", "figures"]),
        ("---\n\nトランプ氏が来た。", ["briefs", "entities"]),
    ],
)
def test_a_package_of_little_is_valid(text: str, tables: list[str], make_site: MakeSite) -> None:
    made = make_site({"content/briefs/talks.ja.md": f"---\ntitle: 題\ndate: 2025-08-19\n{text}\n"})
    (made.content / "briefs/talks.en.md").unlink()
    built = site.build(str(made.folder / "mkdocs.yml"), jobs=1).folder
    report = validated(built / "data/datapackage.json")
    assert report["valid"], report["errors"] + [task["errors"] for task in report["tasks"]]
    assert [task["name"] for task in report["tasks"]] == [*tables, "alignment"]
    assert sorted(path.name for path in (built / "data").iterdir()) == NAMES


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("figures.csv", "briefs/hostile", "briefs/gone"),
        ("figures.csv", "2025-08-19", "yesterday"),
        ("briefs.json", '"briefs/only"', '"briefs/hostile"'),
        ("entities.json", '"name":{', '"names":{'),
        ("datapackage.json", '"string"', '"sting"'),
    ],
)
def test_what_the_package_does_not_describe_is_seen(
    name: str, old: str, new: str, hostile: Site, tmp_path: Path
) -> None:
    for each in NAMES:
        text = (hostile.folder / "site/data" / each).read_bytes().decode()
        if each == name:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / each).write_bytes(text.encode())
    assert not validated(tmp_path / "datapackage.json")["valid"]


def test_briefs(hostile: Site) -> None:
    briefs = {brief["id"]: brief for brief in data(hostile, "briefs.json")}
    assert list(briefs) == ["briefs/only", "briefs/talks", "briefs/hostile"]
    told = briefs["briefs/hostile"]
    assert told["title"] == {"ja": HOSTILE, "en": "Bell \x07 and ]]>"}
    assert (told["date"], told["updated"]) == ("2025-08-19", "2025-09-01")
    assert told["topics"] == ["<script>alert(1)</script>", "貿易"]
    assert told["entities"] == ["trump"]
    assert told["key_figures"]["sum"]["value"] == "100000000"
    files = hostile.pages()
    pages = [uri for brief in briefs.values() for uri in brief["pages"].values()]
    assert len(pages) == 5
    assert all(uri in files for uri in pages)


def test_entities_are_those_that_are_named(own: Site) -> None:
    entities = data(own, "entities.json")
    named = {name for brief in data(own, "briefs.json") for name in brief["entities"]}
    assert {entity["id"] for entity in entities} == named
    trump = next(entity for entity in entities if entity["id"] == "trump")
    assert (trump["kind"], trump["wikidata"]) == ("person", "Q22686")
    assert trump["roles"][0]["from"] == "2017-01-20"
    assert trump["pages"]["ja"] in own.pages()


def test_figures_are_those_of_the_texts(own: Site) -> None:
    rows = figures(own)
    assert list(rows[0]) == list(FIGURE_FIELDS)
    count = Counter((row["brief"], row["language"]) for row in rows)
    expected = {
        (brief.slug, language): sum(len(noted.figures) for noted in text.annotations)
        for brief in load(Settings(ROOT / "content")).briefs
        for language, text in brief.texts.items()
    }
    assert count == expected
    assert {"briefs/2025-08-18-white-house-talks", "ja", "1000億ドル", "100000000000", "USD"} <= {
        value for row in rows for value in row.values()
    }
    files = {uri: page.decode() for uri, page in own.pages().items() if uri.endswith(".html")}
    for row in rows:
        assert f'id="{row["anchor"]}"' in files[f"{row['language']}/{row['brief']}/index.html"]


def test_verdicts(make_site: MakeSite) -> None:
    made = make_site()
    made.edit("content/briefs/talks.en.md", "$100 billion", "$100 million")
    made.brief("build")
    verdicts = {row["text"]: row["verdict"] for row in figures(made)}
    assert verdicts["1000億ドル"] == verdicts["$100 million"] == "differ"
    assert verdicts["18日"] == "agree"


def test_the_memory_holds_what_answers_each_other(own: Site) -> None:
    memory = own.folder / "site/data/alignment.tmx"
    pairs = {item.id: item for item in bitexts.read(str(memory)) if isinstance(item, Pair)}
    expected = []
    for brief in load(Settings(ROOT / "content")).briefs:
        assert brief.alignment is not None
        for bead in brief.alignment.blocks:
            texts = [
                [brief.texts[language].document.blocks[n].text for n in bead.side(language)]
                for language in LANGUAGES
            ]
            if all(texts):
                expected.append(
                    ("".join(texts[0]), " ".join(texts[1]), brief.any_document.front.date)
                )
    assert [(pair.ja.text, pair.en.text, pair.date) for pair in pairs.values()] == expected
    assert len(pairs) == len(expected) > 50
    assert {pair.translation for pair in pairs.values()} == {"en"}


def test_brief_compare_reads_the_memory(own: Site) -> None:
    done = own.brief("compare", "site/data/alignment.tmx")
    assert (done.returncode, "0 findings" in done.stdout) == (0, True), done.stdout


def test_the_memory_says_what_differs(make_site: MakeSite) -> None:
    made = make_site()
    made.edit("content/briefs/talks.en.md", "Aug. 18", "Aug. 17")
    made.brief("build")
    done = made.brief("compare", "site/data/alignment.tmx")
    assert done.returncode == 1
    assert "figure-mismatch" in done.stdout


def test_the_memory_is_tmx(hostile: Site) -> None:
    """The rules of tmx14.dtd for the elements that are there, and of the text of the standard."""
    root = etree.parse(hostile.folder / "site/data/alignment.tmx").getroot()
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header, body = root
    required = (
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    )
    assert all(header.get(name) for name in required)
    assert header.get("segtype") in ("block", "paragraph", "sentence", "phrase")
    ids = [unit.get("tuid") for unit in body]
    assert len(set(ids)) == len(ids) >= 3
    assert not any(" " in name for name in ids)
    for unit in body:
        assert [child.tag for child in unit] == ["prop", "tuv", "tuv"]
        xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
        assert [child.get(xml_lang) for child in unit[1:]] == ["ja", "en"]
    assert {unit.get("changedate") for unit in body} == {None, "20250901T000000Z"}


def test_drafts_are_nowhere(hostile: Site) -> None:
    for uri, content in hostile.pages().items():
        assert b"briefs/draft" not in content, uri
        assert "秘密".encode() not in content, uri


def test_an_unchanged_build_writes_nothing(hostile: Site) -> None:
    def state() -> dict[str, tuple[int, int]]:
        files = (hostile.folder / "site").rglob("*")
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}

    before = state()
    assert site.build(str(hostile.folder / "mkdocs.yml"), jobs=1).written == 0
    assert state() == before


def test_data_that_are_lost_are_made_anew(make_site: MakeSite) -> None:
    made = make_site({"mkdocs.yml": FILES["mkdocs.yml"]})
    made.brief("build")
    before = made.pages()
    os.remove(made.folder / "site/data/figures.csv")  # noqa: PTH107
    made.brief("build")
    assert made.pages() == before


def test_a_change_of_one_brief_reaches_the_data(make_site: MakeSite) -> None:
    made = make_site()
    made.brief("build")
    made.edit("content/briefs/talks.en.md", "(about ¥14.78 trillion)", "")
    made.brief("build")
    assert [row["text"] for row in figures(made) if row["language"] == "en"] == [
        "$100 billion",
        "Aug. 18",
    ]


def test_a_preview_has_no_data() -> None:
    assert list(data_files.of(Edition(), SiteOptions(preview=True))) == []


def test_one_language_only(make_site: MakeSite) -> None:
    made = make_site()
    (made.content / "briefs/talks.ja.md").unlink()
    made.edit("content/briefs/talks.en.md", "title:", "date: 2025-08-19\ntitle:")
    assert made.brief("build").returncode == 0
    (told,) = data(made, "briefs.json")
    assert list(told["title"]) == ["en"]
    assert {row["verdict"] for row in figures(made)} == {""}
    assert list(bitexts.read(str(made.folder / "site/data/alignment.tmx"))) == []


def test_a_site_without_briefs(make_site: MakeSite) -> None:
    made = make_site()
    for path in (made.content / "briefs").iterdir():
        path.unlink()
    assert made.brief("build").returncode == 0
    assert data(made, "briefs.json") == data(made, "entities.json") == figures(made) == []
    assert list(bitexts.read(str(made.folder / "site/data/alignment.tmx"))) == []


def test_the_manifest(own: Site) -> None:
    manifest = json.loads(own.pages()["site.webmanifest"])
    assert manifest["name"] == "brief"
    assert manifest["start_url"] == "./"
    assert all(icon["src"] in own.pages() for icon in manifest["icons"])
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
