"""What the head of every page tells machines."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from brief import share_image
from brief.render import BUILT_IN
from tests.conftest import ROOT, MakeSite, Site
from tests.machines.conftest import HOSTILE, URL, Head, heads, of_head, path_of

TALKS = "briefs/2025-08-18-white-house-talks/index.html"


def test_every_page_names_its_address_and_is_alone_with_it(published: Site) -> None:
    named = {
        uri: [link["href"] for link in head.of(rel="canonical")]
        for uri, head in heads(published).items()
    }
    assert named.pop("404.html") == []
    assert {uri: [path_of(address or "") for address in found] for uri, found in named.items()} == {
        uri: [uri] for uri in named
    }


def test_versions_are_there_and_name_each_other(published: Site) -> None:
    found = {uri: of_head(head) for uri, head in heads(published).items()}
    with_versions = {uri: named for uri, named in found.items() if named}
    assert with_versions
    for uri, named in with_versions.items():
        assert set(named) == {"ja", "en", "x-default"}
        assert all(found[there] == named for there in named.values()), uri
        if uri != "index.html":
            assert uri == named[uri[:2]]


def test_nothing_else_passes_for_a_version(published: Site) -> None:
    for head in heads(published).values():
        named = [link for link in head.of(rel="alternate") if "hreflang" in link]
        assert len(named) == len(of_head(head))


@pytest.mark.parametrize(
    ("uri", "default"),
    [
        ("ja/index.html", "index.html"),
        ("index.html", "index.html"),
        (f"ja/{TALKS}", f"en/{TALKS}"),
        ("ja/names/trump/index.html", "en/names/trump/index.html"),
    ],
)
def test_who_reads_neither_language(uri: str, default: str, own: Site) -> None:
    assert of_head(heads(own)[uri])["x-default"] == default


def test_one_language_has_no_versions(hostile: Site) -> None:
    assert of_head(heads(hostile)["ja/briefs/only/index.html"]) == {}


def test_every_page_is_described(published: Site) -> None:
    said = {uri: head.meta.get("description", "") for uri, head in heads(published).items()}
    said.pop("404.html")
    assert [uri for uri, description in said.items() if not description] == []
    of_names = {uri: text for uri, text in said.items() if "/names/" in uri}
    assert of_names
    assert [uri for uri, text in of_names.items() if len(text) > (160 if uri < "j" else 120)] == []


def test_a_text_without_description_is_described_by_its_beginning(hostile: Site) -> None:
    head = heads(hostile)["en/guide/undated/index.html"]
    assert head.meta["description"] == "The first paragraph tells what the page is about."


def test_an_entity_is_described_by_what_the_glossary_says(own: Site) -> None:
    described = {
        language: heads(own)[f"{language}/names/trump/index.html"].meta["description"]
        for language in ("ja", "en")
    }
    assert described == {
        "ja": "ドナルド・トランプ（Donald Trump）。米大統領。2025年1月に2期目に入った米国の大統領。",
        "en": "Donald Trump (ドナルド・トランプ): President of the United States. "
        "President of the United States, in his second term since January 2025.",
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_open_graph(language: str, own: Site) -> None:
    meta = heads(own)[f"{language}/{TALKS}"].meta
    assert meta["og:url"] == URL + f"{language}/{TALKS}".removesuffix("index.html")
    assert meta["og:type"] == "article"
    assert (meta["og:locale"], meta["og:locale:alternate"]) == (
        ("ja_JP", "en_US") if language == "ja" else ("en_US", "ja_JP")
    )
    assert meta["article:published_time"] == "2025-08-19"
    assert meta["og:description"] == meta["description"]


def test_the_wrong_address_is_not_indexed(own: Site) -> None:
    head = heads(own)["404.html"]
    assert head.meta["robots"] == "noindex"
    assert "og:title" not in head.meta


def test_the_colours_are_those_of_the_style_sheet(own: Site) -> None:
    style = (BUILT_IN / "assets/brief.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): light-dark\((#\w{6}, #\w{6})\)", style))
    light, dark = colours["paper"].split(", ")
    page = own.pages()["ja/index.html"].decode()
    told = re.findall(r'name="theme-color" content="(#\w{6})" media="\S+: (\w+)\)"', page)
    assert told == [(light, "light"), (dark, "dark")]
    named = [colours[name].split(", ")[0] for name in ("ink", "paper", "accent")]
    assert list(share_image.COLOURS) == named


# --- JSON-LD ---------------------------------------------------------------------------


def linked_data(made: Site, uri: str) -> dict[str, Any]:
    (text,) = heads(made)[uri].linked_data
    data = json.loads(text)
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_brief_is_a_news_article(language: str, own: Site) -> None:
    data = linked_data(own, f"{language}/{TALKS}")
    assert (data["@context"], data["@type"]) == ("https://schema.org", "NewsArticle")
    assert data["@id"] == data["url"] == URL + f"{language}/{TALKS}".removesuffix("index.html")
    assert (data["datePublished"], data["dateModified"]) == ("2025-08-19", "2025-08-19")
    assert data["inLanguage"] == language
    assert data["headline"] in own.pages()[f"{language}/{TALKS}"].decode()
    trump = next(thing for thing in data["about"] if thing["@id"].endswith("/names/trump/"))
    assert trump["@type"] == ["DefinedTerm", "Person"]
    assert trump["sameAs"] == ["http://www.wikidata.org/entity/Q22686"]
    named = [thing["@id"] for thing in (*data["about"], *data["mentions"])]
    assert len(set(named)) == len(named) > 20
    assert all(path_of(address) in own.pages() for address in named)
    assert data["citation"][0]["publisher"]["name"] == "Bloomberg"


def test_authors_are_what_the_glossary_says(make_site: MakeSite) -> None:
    made = make_site(
        {
            "content/briefs/by.en.md": "---\ntitle: By many\ndate: 2025-08-20\nauthors: [Kyodo News, 共同通信,"
            " Jane Roe, Donald Trump, Kyoto]\n---\n\nThis is short.\n",
            "content/glossary/others.yml": "kyodo: {kind: organization, wikidata: Q1194541,"
            " name: {ja: 共同通信社, en: Kyodo News}, aliases: {ja: [共同通信]}}\n"
            "kyoto: {kind: place, name: {ja: 京都, en: Kyoto}}\n",
        }
    )
    assert made.brief("build").returncode == 0
    authors = linked_data(made, "en/briefs/by/index.html")["author"]
    assert [(author["name"], author["@type"]) for author in authors] == [
        ("Kyodo News", "Organization"),
        ("共同通信", "Organization"),
        ("Jane Roe", "Person"),
        ("Donald Trump", "Person"),
        ("Kyoto", "Person"),
    ]
    same = [author.get("sameAs") for author in authors[:3]]
    assert same == [["http://www.wikidata.org/entity/Q1194541"]] * 2 + [None]


def test_text_and_translation_name_each_other(own: Site) -> None:
    ja, en = (linked_data(own, f"{language}/{TALKS}") for language in ("ja", "en"))
    assert ja["workTranslation"]["@id"] == en["@id"]
    assert en["translationOfWork"]["@id"] == ja["@id"]
    assert "translationOfWork" not in ja
    assert "workTranslation" not in en


@pytest.mark.parametrize(
    ("uri", "types"),
    [
        ("ja/names/trump/index.html", ["DefinedTerm", "Person"]),
        ("en/names/nato/index.html", ["DefinedTerm", "Organization"]),
        ("ja/names/ukraine/index.html", ["DefinedTerm", "Place"]),
        ("en/names/security-guarantees/index.html", "DefinedTerm"),
        ("ja/index.html", "WebSite"),
    ],
)
def test_what_other_pages_are_about(uri: str, types: object, own: Site) -> None:
    data = linked_data(own, uri)
    assert data["@type"] == types
    assert path_of(data["@id"]) == uri
    assert data["name"]


def test_a_name_is_what_the_glossary_is_exported_as(own: Site) -> None:
    folder = str(ROOT / "content/glossary")
    done = own.brief("glossary", "export", "--format", "json-ld", "--glossary", folder)
    exported = {term["termCode"]: term for term in json.loads(done.stdout)["hasDefinedTerm"]}
    data = linked_data(own, "en/names/trump/index.html")
    shared = {key: value for key, value in data.items() if key not in ("@context", "@id", "url")}
    assert shared == {key: exported["trump"][key] for key in shared}
    assert len(shared) >= 5


def test_titles_that_are_markup_stay_titles(hostile: Site) -> None:
    uri = "ja/briefs/hostile/index.html"
    data = linked_data(hostile, uri)
    assert data["headline"] == data["description"] == data["author"][0]["name"] == HOSTILE
    assert data["citation"][0]["name"] == HOSTILE
    head = heads(hostile)[uri]
    assert head.meta["og:title"] == head.meta["description"] == HOSTILE
    page = hostile.pages()[uri].decode()
    assert "<!--<script" not in page
    assert "<script>alert" not in page


def test_scripts_are_brief_s_own_on_every_page(hostile: Site) -> None:
    sound = {uri: head.scripts for uri, head in heads(hostile).items() if "briefs/talks" in uri}
    wild = {uri: head.scripts for uri, head in heads(hostile).items() if "briefs/hostile" in uri}
    assert sorted(sound.values()) == sorted(wild.values())


def test_a_site_without_address_tells_what_needs_none(make_site: MakeSite) -> None:
    site = make_site()
    assert site.brief("build").returncode == 0
    files = site.pages()
    head = Head(files["ja/briefs/talks/index.html"])
    assert head.of(rel="canonical") == []
    assert "og:url" not in head.meta
    assert "og:image" not in head.meta
    assert head.meta["og:title"] == "首脳会談"
    (text,) = head.linked_data
    assert "@id" not in text
    assert json.loads(text)["headline"] == "首脳会談"
    missing = [uri for uri in files if uri.endswith((".xml", "share.png"))]
    assert missing == []
