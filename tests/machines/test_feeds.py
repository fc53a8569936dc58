"""Atom feeds: valid by the schema of RFC 4287, stable, and whole."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from tests.conftest import ROOT, MakeSite, Site
from tests.machines.conftest import FILES, HOSTILE, URL, heads, path_of

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(ROOT / "tests/data/atom.rng"))


def feeds(site: Site) -> dict[str, etree._Element]:
    return {
        uri: etree.fromstring(data)
        for uri, data in site.pages().items()
        if uri.endswith("feed.xml")
    }


def text(element: etree._Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def test_feeds_are_valid(published: Site) -> None:
    found = feeds(published)
    assert len(found) > 4
    for uri, feed in found.items():
        SCHEMA.validate(feed)
        assert list(SCHEMA.error_log) == [], uri


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<updated>2025-08-19T00:00:00Z</updated>", "<updated>2025-08-19</updated>"),
        ("<id>https://", "<id>"),
        ('type="html"', 'type="script"'),
        ("<title>", "<headline/><title>"),
        (" term=", " name="),
        ("<name>brief</name>", "<name></name>"),
    ],
)
def test_the_schema_refuses(old: str, new: str, own: Site) -> None:
    feed = own.pages()["ja/feed.xml"].decode()
    assert old in feed
    assert not SCHEMA.validate(etree.fromstring(feed.replace(old, new, 1).encode()))


def test_what_the_schema_cannot_say(published: Site) -> None:
    for uri, feed in feeds(published).items():
        entries = feed.findall(f"{ATOM}entry")
        assert entries, uri
        assert feed.find(f"{ATOM}author") is not None
        ids = [text(entry, "id") for entry in entries]
        assert len(set(ids)) == len(ids)
        updated = [text(entry, "updated") for entry in entries]
        assert text(feed, "updated") == max(updated)
        for element in (feed, *entries):
            alternates = [
                (link.get("type"), link.get("hreflang"))
                for link in element.findall(f"{ATOM}link")
                if link.get("rel") == "alternate"
            ]
            assert len(set(alternates)) == len(alternates) == 1
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == URL + quoted(uri)


def quoted(uri: str) -> str:
    from urllib.parse import quote

    return quote(uri)


def test_links_in_feeds_lead_to_files_of_the_site(published: Site) -> None:
    files = published.pages()
    for feed in feeds(published).values():
        for link in feed.iter(f"{ATOM}link"):
            assert path_of(link.get("href")) in files
        for content in feed.iter(f"{ATOM}content"):
            shown = html.fragment_fromstring(content.text, create_parent="div")
            assert shown.findall(".//script") == []
            for _, name, address, _ in shown.iterlinks():
                assert name in ("href", "src")
                parts = urlsplit(address)
                assert parts.scheme in ("http", "https") or address.startswith("#")
                if address.startswith(URL):
                    assert path_of(address) in files


def test_an_entry_is_the_whole_text(own: Site) -> None:
    uri = "en/briefs/2025-08-18-white-house-talks/index.html"
    feed = feeds(own)["en/feed.xml"]
    entry = next(e for e in feed.findall(f"{ATOM}entry") if path_of(text(e, "id")) == uri)
    content = html.fragment_fromstring(text(entry, "content"), create_parent="div")
    said = content.text_content()
    assert "Trump posted on Truth Social" in said
    assert "The United States then paused some military aid." in said
    assert len(content.findall(".//li")) == 7
    related = entry.find(f"{ATOM}link[@rel='related']")
    assert path_of(related.get("href")) == uri.replace("en/", "ja/", 1)


def test_entries_that_are_markup(hostile: Site) -> None:
    ja, en = (feeds(hostile)[f"{language}/feed.xml"] for language in ("ja", "en"))
    entry = next(e for e in ja.findall(f"{ATOM}entry") if "hostile" in text(e, "id"))
    assert text(entry, "title") == text(entry, "summary") == HOSTILE
    assert text(entry, "updated") == "2025-09-01T00:00:00Z"
    labels = [category.get("label") for category in entry.findall(f"{ATOM}category")]
    assert labels == ["<script>alert(1)</script>", "貿易"]
    english = next(e for e in en.findall(f"{ATOM}entry") if "hostile" in text(e, "id"))
    assert text(english, "title") == "Bell \ufffd and ]]>"


def test_raw_html_stays_out_of_feeds(make_site: MakeSite) -> None:
    site = make_site(
        {"mkdocs.yml": FILES["mkdocs.yml"].replace("[brief]", "[{brief: {raw_html: true}}]")}
    )
    text = "discussed <b onclick='x()'>bold</b>\n\n<script>alert(1)</script>\n\n"
    site.edit("content/briefs/talks.en.md", "discussed", text)
    assert site.brief("build").returncode == 0
    assert b"<script>alert(1)" in site.pages()["en/briefs/talks/index.html"]
    feed = site.pages()["en/feed.xml"].decode()
    assert "alert(1)" not in feed
    assert "onclick" not in feed
    assert "bold" in feed


def test_ids_stay_when_titles_and_dates_change(make_site: MakeSite) -> None:
    site = make_site({"mkdocs.yml": FILES["mkdocs.yml"]})
    site.brief("build")
    before = feeds(site)["ja/feed.xml"]
    site.edit("content/briefs/talks.ja.md", "title: 首脳会談", "title: 会談")
    site.edit("content/briefs/talks.ja.md", "2025-08-19", "2025-08-20")
    site.brief("build")
    after = feeds(site)["ja/feed.xml"]
    assert text(before, "updated") != text(after, "updated")
    entries = [feed.find(f"{ATOM}entry") for feed in (before, after)]
    assert text(entries[0], "title") != text(entries[1], "title")
    assert text(entries[0], "id") == text(entries[1], "id")


def test_pages_name_their_feeds(hostile: Site) -> None:
    found = heads(hostile)
    for uri, head in found.items():
        links = head.of(rel="alternate", type="application/atom+xml")
        if uri != "404.html":
            assert links, uri
    named = {
        link["title"]
        for uri, head in found.items()
        if "/topics/" in uri
        for link in head.of(type="application/atom+xml")
    }
    assert "貿易 | A & B <i>" in named


def test_a_language_without_briefs_has_no_feed(make_site: MakeSite) -> None:
    site = make_site({"mkdocs.yml": FILES["mkdocs.yml"]})
    (site.content / "briefs/talks.en.md").unlink()
    assert site.brief("build").returncode == 0
    assert list(feeds(site)) == ["ja/feed.xml"]
    assert heads(site)["en/index.html"].of(type="application/atom+xml") == []


def test_a_feed_holds_the_newest(make_site: MakeSite) -> None:
    briefs = {
        f"content/briefs/b{n:02}.ja.md": f"---\ntitle: 第{n}報\ndate: 2025-07-{n:02}\n---\n\n本文。\n"
        for n in range(1, 26)
    }
    site = make_site({"mkdocs.yml": FILES["mkdocs.yml"], **briefs})
    assert site.brief("build").returncode == 0
    titles = [text(entry, "title") for entry in feeds(site)["ja/feed.xml"].findall(f"{ATOM}entry")]
    assert titles == ["首脳会談", *(f"第{n}報" for n in range(25, 6, -1))]
