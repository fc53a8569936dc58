"""The project's own site in a real browser: every page, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.places import KINDS, TALKS

pytestmark = pytest.mark.browser


@pytest.fixture(params=[390, 1280], ids=["narrow", "wide"])
def width(request: pytest.FixtureRequest) -> int:
    size: int = request.param
    return size


@pytest.fixture(params=["light", "dark"])
def context(
    request: pytest.FixtureRequest, browser: Browser, width: int
) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=request.param, locale="en-GB"
    )
    yield context
    context.close()


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page(path: str, context: BrowserContext, address: str) -> None:
    """No error, no request to elsewhere, nothing wider than the window, ids that are unique."""
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path)
    expect(page.locator("main")).to_be_visible()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(e => +e.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_side_by_side_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{address}ja/{TALKS}")
    labels = page.locator(".text .views label")
    both = labels.nth(1)
    both.click()
    row = page.locator(".there[lang=en]", has_text="Putin").first
    expect(row).to_be_visible()
    labels.nth(0).click()
    expect(row).to_be_hidden()
    context.close()


def test_the_view_is_remembered(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}ja/{TALKS}")
    row = page.locator(".there[lang=en]", has_text="Putin").first
    expect(row).to_be_hidden()
    page.locator(".text .views label").nth(1).click()
    expect(row).to_be_visible()
    page.reload()
    expect(row).to_be_visible()
    context.close()


def test_the_language_switch_leads_to_the_same_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}ja/{TALKS}")
    page.locator(".languages a[hreflang=en]").click()
    expect(page).to_have_url(f"{address}en/{TALKS}")
    page.close()


def test_the_root_chooses_by_the_readers_language(browser: Browser, address: str) -> None:
    for locale, expected in (("ja-JP", "ja/"), ("en-GB", "en/"), ("fr-FR", "en/")):
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto(address)
        expect(page).to_have_url(address + expected)
        context.close()


def test_names_and_figures_lead_to_their_explanations(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}ja/{TALKS}")
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter(a => a.hash && !document.getElementById(decodeURIComponent(a.hash.slice(1))))"
        ".map(a => a.hash)"
    )
    assert broken == []
    assert page.locator("a.mention").count() >= 10
    assert page.locator(".figure").count() >= 10
    page.close()


LINKS = """[...document.querySelectorAll("a[href], [data-href]")].map(link => {
  const url = new URL(link.getAttribute("href") ?? link.dataset.href, document.baseURI);
  return [url.href.split("#")[0], decodeURIComponent(url.hash.slice(1))];
})"""
"""Where each link leads: address, and the id of the place."""


def _pages(built: Path) -> list[str]:
    return [path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html"))]


def test_no_link_is_broken_and_no_page_is_an_orphan(
    built: Path, browser: Browser, address: str
) -> None:
    """Links are followed to the place on the page that they lead to, from marks in texts too."""
    page: Page = browser.new_page(java_script_enabled=False)
    reached: set[str] = set()
    places: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    waiting = [""]
    seen = {""}
    while waiting:
        path = waiting.pop()
        answer = page.request.get(address + path)
        assert answer.ok, path
        if "html" not in answer.headers.get("content-type", ""):
            continue
        reached.add(f"{path}index.html" if path.endswith("/") or not path else path)
        page.goto(address + path)
        places[path] = set(page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
        for link, place in page.evaluate(LINKS):
            if not link.startswith(address):
                continue
            to = link.removeprefix(address)
            wanted.add((to, place))
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    assert sorted(set(_pages(built)) - reached) == ["404.html"]
    lost = [(to, place) for to, place in wanted if place and place not in places.get(to, ())]
    assert lost == []
    page.close()
