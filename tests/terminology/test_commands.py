"""`brief glossary` as a person calls it."""

from __future__ import annotations

import json

import pytest

from tests.conftest import GLOSSARY, MakeSite

UNUSABLE = 2


def test_add_a_new_entry(make_site: MakeSite) -> None:
    site = make_site()
    arguments = [
        "kallas",
        "--kind",
        "person",
        "--ja",
        "カヤ・カラス",
        "--en",
        "Kaja Kallas",
        "--alias-ja",
        "カラス",
    ]
    dry = site.brief("glossary", "add", *arguments, "--dry-run")
    assert (
        dry.stdout
        == "  + kallas\nWould be: 1 entry added, 0 extended, 0 as before (content/glossary/people.yml)\n"
    )
    assert (site.content / "glossary/people.yml").read_text(encoding="utf-8") == GLOSSARY
    done = site.brief("glossary", "add", *arguments)
    assert done.returncode == 0, done.stderr
    assert (site.content / "glossary/people.yml").read_text(encoding="utf-8") == (
        GLOSSARY
        + "\nkallas:\n  kind: person\n  name: {ja: カヤ・カラス, en: Kaja Kallas}\n  aliases: {ja: [カラス]}\n"
    )


def test_add_to_an_entry(make_site: MakeSite) -> None:
    site = make_site()
    role = ["--title-ja", "実業家", "--title-en", "Businessman", "--to", "2016-12-31"]
    done = site.brief("glossary", "add", "trump", "--alias-en", "Donald J. Trump", *role)
    assert done.returncode == 0, done.stderr
    text = (site.content / "glossary/people.yml").read_text(encoding="utf-8")
    assert "  aliases: {ja: [トランプ], en: [Trump, Donald J. Trump]}\n" in text
    assert text.endswith(
        "from: 2025-01-20}\n    - {title: {ja: 実業家, en: Businessman}, to: 2016-12-31}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "x", "--ja", "甲乙"], "there is no entry 'x' yet: a new one needs --kind, --ja and --en"),
        (["add", "../x", "--kind", "term", "--ja", "甲乙", "--en", "A"], "expected an id of small letters"),
        (["add", "__proto__", "--kind", "term", "--ja", "甲乙", "--en", "A"], "expected an id of small letters"),
        (["add", "trump", "--alias-ja", ""], "the spelling '' is empty"),
        (["add", "trump", "--alias-ja", "と"], "'と' is one kana"),
        (["add", "trump", "--title-ja", "大臣"], "lacks the key 'en'"),
        (["add", "trump", "--title-ja", "大臣", "--title-en", "M", "--from", "2025"], "write year, month and day"),
        (["add", "trump", "--kind", "place"], "'trump' is a place here, and a person at content/glossary/people.yml:1:1"),
        (["add", "x", "--kind", "term", "--ja", "甲乙", "--en", "A", "--into", "x.yml"], "name a *.yml file in content/glossary"),
        (["add", "x", "--kind", "term", "--ja", "甲乙", "--en", "A", "--into", "content/glossary/x.txt"], "would not be read"),
        (["import"], "name a FILE.csv, a FILE.tbx, or items of Wikidata"),
        (["import", "none.csv"], "there is no file 'none.csv'"),
        (["import", "mkdocs.yml"], "expected one of *.csv"),
        (["import", "Q1", "--wikidata", "file:///etc/passwd"], "does not begin with https://"),
        (["import", "Q1", "--wikidata", "http://x", "--wikidata-dump", "x"], "exclude each other"),
        (["import", "--wikidata-dump", "none.json"], "there is no file 'none.json'"),
        (["import", "bad.csv"], "bad.csv:2:3: glossary-import: expected one of person"),
        (["export", "--format", "xls"], "'xls' is not one of"),
        (["export", "--format", "csv", "--glossary", "none"], "there is no folder 'none'"),
        (["export", "--format", "csv", "-o", "none/x.csv"], "none/x.csv: No such file or directory"),
    ],
)  # fmt: skip
def test_what_is_refused(make_site: MakeSite, arguments: list[str], said: str) -> None:
    site = make_site({"bad.csv": "id,kind,name_ja,name_en\na,b,甲乙,A\nb,term,丙丁,B\n"})
    before = site.pages("content")
    done = site.brief("glossary", *arguments)
    assert done.returncode == UNUSABLE
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert site.pages("content") == before


def test_outside_of_a_site(make_site: MakeSite) -> None:
    site = make_site()
    site.content.rename(site.folder / "elsewhere")
    done = site.brief("glossary", "add", "x", "--kind", "term", "--ja", "甲乙", "--en", "A")
    assert done.returncode == UNUSABLE
    assert "there is no content/glossary here" in done.stderr
    assert not site.content.exists()


def test_a_faulty_glossary_is_not_edited(make_site: MakeSite) -> None:
    site = make_site({"content/glossary/more.yml": "a: {kind: persn}\n"})
    done = site.brief("glossary", "add", "trump", "--alias-en", "DJT")
    assert done.returncode == UNUSABLE
    assert "content/glossary/more.yml:1:11: glossary: expected one of person" in done.stderr


@pytest.mark.parametrize("format_", ["csv", "tbx"])
def test_out_and_in_again(make_site: MakeSite, format_: str) -> None:
    site = make_site()
    assert (
        site.brief("glossary", "export", "--format", format_, "-o", f"x.{format_}").returncode == 0
    )
    done = site.brief("glossary", "import", f"x.{format_}")
    assert done.stdout == "0 entries added, 0 extended, 1 as before\n"
    (site.content / "glossary/people.yml").unlink()
    done = site.brief("glossary", "import", f"x.{format_}", "--into", "content/glossary/people.yml")
    assert done.returncode == 0, done.stderr
    text = (site.content / "glossary/people.yml").read_text(encoding="utf-8")
    assert text == GLOSSARY


def test_linked_data(make_site: MakeSite) -> None:
    links = "  wikidata: Q22686\n  links: {en: [https://example.org/t]}\n"
    more = "paris: {kind: place, name: {ja: パリ, en: Paris}}\ngdp: {kind: term, name: {ja: 総生産, en: GDP}}\n"
    site = make_site({"content/glossary/people.yml": GLOSSARY + links + more})
    data = json.loads(site.brief("glossary", "export", "--format", "json-ld").stdout)
    assert data["@type"] == "DefinedTermSet"
    person, place, term = data["hasDefinedTerm"]
    assert person["@type"] == ["DefinedTerm", "Person"]
    assert person["alternateName"] == [
        {"@value": "トランプ", "@language": "ja"},
        {"@value": "Trump", "@language": "en"},
    ]
    assert person["sameAs"] == ["http://www.wikidata.org/entity/Q22686", "https://example.org/t"]
    assert person["hasOccupation"][0]["startDate"] == "2025-01-20"
    assert place["@type"] == ["DefinedTerm", "Place"]
    assert term["@type"] == "DefinedTerm"


def test_the_schema_is_printed(make_site: MakeSite) -> None:
    assert (
        json.loads(make_site().brief("glossary", "schema").stdout)["title"]
        == "A glossary file of brief"
    )


def test_suggestions_are_appended_as_entries(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("content/briefs/talks.ja.md", "話し合った", "スターマー英首相と話し合った")
    site.edit("content/briefs/talks.en.md", "discussed", "and Prime Minister Starmer discussed")
    listed = site.brief("glossary", "suggest")
    assert "person: スターマー = Starmer" in listed.stdout
    done = site.brief("glossary", "suggest", "--write", "content/glossary/new.yml")
    assert done.returncode == 0
    text = (site.content / "glossary/new.yml").read_text(encoding="utf-8")
    assert "name: {ja: スターマー, en: Starmer}" in text
    assert site.brief("check").returncode == 0
