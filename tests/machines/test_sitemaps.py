"""The sitemap, by the rules of its schema (sitemaps.org/schemas/sitemap/0.9), and robots.txt."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from brief.pages import sitemaps
from tests.conftest import MakeSite, Site
from tests.machines.conftest import FILES, URL, heads, of_head, path_of

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def parts(site: Site) -> dict[str, etree._Element]:
    files = site.pages()
    index = etree.fromstring(files["sitemap.xml"])
    assert index.tag == f"{NS}sitemapindex"
    named = [path_of(loc.text or "") for loc in index.iter(f"{NS}loc")]
    assert named == sorted(uri for uri in files if re.fullmatch(r"sitemap-.*\.xml", uri))
    return {uri: etree.fromstring(files[uri]) for uri in named}


def urls(site: Site) -> dict[str, etree._Element]:
    found = {}
    for part in parts(site).values():
        assert part.tag == f"{NS}urlset"
        assert 0 < len(part) <= 50_000
        for url in part:
            order = [child.tag.removeprefix(NS) for child in url]
            assert order[0] == "loc"
            assert order[1:] in (
                [*["lastmod"] * has_day, *[f"{XHTML}link"] * links]
                for has_day in (0, 1)
                for links in (0, 3)
            )
            address = url.findtext(f"{NS}loc") or ""
            assert len(address) < 2_048
            assert re.fullmatch(r"[!-~]+", address)
            assert path_of(address) not in found
            found[path_of(address)] = url
    return found


def test_it_lists_every_page_once(published: Site) -> None:
    assert sorted(urls(published)) == sorted(uri for uri in heads(published) if uri != "404.html")


def test_it_names_the_versions_that_the_pages_name(published: Site) -> None:
    named = heads(published)
    for uri, url in urls(published).items():
        links = {
            link.get("hreflang"): path_of(link.get("href")) for link in url.findall(f"{XHTML}link")
        }
        assert links == of_head(named[uri])


@pytest.mark.parametrize(
    ("uri", "day"),
    [
        ("ja/briefs/hostile/index.html", "2025-09-01"),
        ("ja/briefs/only/index.html", "2025-08-20"),
        ("en/guide/undated/index.html", None),
        ("ja/names/trump/index.html", None),
    ],
)
def test_days_are_those_of_the_texts(uri: str, day: str | None, hostile: Site) -> None:
    assert urls(hostile)[uri].findtext(f"{NS}lastmod") == day


def test_it_is_cut_into_parts(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from brief.site import build

    monkeypatch.setattr(sitemaps, "SIZE", 2)
    site = make_site(FILES)
    build(str(site.folder / "mkdocs.yml"), jobs=1)
    assert max(len(part) for part in parts(site).values()) == 2
    assert len(urls(site)) > 10


def test_robots(published: Site) -> None:
    assert published.pages()["robots.txt"].decode().splitlines() == [
        "User-agent: *",
        "Disallow:",
        "",
        f"Sitemap: {URL}sitemap.xml",
    ]


def test_robots_without_an_address(make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    assert site.pages()["robots.txt"] == b"User-agent: *\nDisallow:\n"


@pytest.mark.parametrize("name", ["robots.txt", "site.webmanifest"])
def test_an_author_s_own_file_wins(name: str, make_site: MakeSite) -> None:
    site = make_site({"mkdocs.yml": FILES["mkdocs.yml"]})
    assert site.brief("build").returncode == 0
    site.write(f"content/{name}", "own")
    done = site.brief("build")
    assert (done.returncode, site.pages()[name]) == (0, b"own")
    (site.content / name).unlink()
    site.brief("build")
    assert site.pages()[name] != b"own"
