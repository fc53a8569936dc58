"""The whole of a built site: every page is well-formed HTML, every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.browser import hard_input
from tests.browser.sites import build_own

_LINKS = {"href", "src", "poster", "data-href"}


@dataclass(frozen=True)
class Site:
    """The files of a site and, of its pages, what they hold."""

    folder: Path
    pages: Mapping[str, Element]


@pytest.fixture(scope="module", params=["own", "hard"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp(request.param)
    built = build_own(folder) if request.param == "own" else hard_input.build(folder)
    pages = {}
    for path in sorted(built.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        pages[path.relative_to(built).as_posix()] = parser.parse(path.read_text("utf-8"))
    return Site(built, pages)


def links(uri: str, page: Element) -> Iterator[tuple[str, str]]:
    """The file and the fragment that each link of a page leads to, within the site."""
    for element in page.iter():
        for name in _LINKS & element.attrib.keys():
            address = urlsplit(element.attrib[name])
            if address.scheme or address.netloc:
                continue
            path = unquote(address.path)
            if not path:
                target = Path(uri)
            elif path.startswith("/"):
                target = Path(path.removeprefix("/"))
            else:
                target = Path(uri).parent / path
            yield _file(target, is_folder=path.endswith("/")), unquote(address.fragment)


def _file(path: Path, *, is_folder: bool) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join([*parts, "index.html"] if is_folder or not parts else parts)


def ids(page: Element) -> list[str]:
    return [element.attrib["id"] for element in page.iter() if "id" in element.attrib]


def test_every_link_leads_somewhere(site: Site) -> None:
    known = {uri: set(ids(page)) for uri, page in site.pages.items()}
    broken = [
        (uri, file, fragment)
        for uri, page in site.pages.items()
        for file, fragment in links(uri, page)
        if not ((site.folder / file).is_file() or file.endswith(hard_input.MISSING))
        or (fragment and file in known and fragment not in known[file])
    ]
    assert broken == []


def test_no_page_is_out_of_reach(site: Site) -> None:
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        uri = waiting.pop()
        for file, _ in links(uri, site.pages[uri]):
            if file in site.pages and file not in reached:
                reached.add(file)
                waiting.append(file)
    assert site.pages.keys() - reached == {"404.html"}


def test_no_id_stands_twice(site: Site) -> None:
    for uri, page in site.pages.items():
        found = ids(page)
        assert (uri, len(found)) == (uri, len(set(found)))


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    for uri, page in site.pages.items():
        for element in page.iter():
            for name in {"src", "srcset", "poster"} & element.attrib.keys():
                assert (uri, urlsplit(element.attrib[name]).netloc) == (uri, "")
            if element.tag == "link" and element.attrib["rel"] not in ("canonical", "alternate"):
                assert (uri, urlsplit(element.attrib["href"]).netloc) == (uri, "")
