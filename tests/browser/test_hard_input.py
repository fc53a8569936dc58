"""Briefs that are hard to set: their pages stay whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hard_input import BRIEFS
from tests.browser.places import choose_view, scroll_to

pytestmark = pytest.mark.browser

PAGES = [f"{language}/briefs/{slug}/" for slug, texts in BRIEFS.items() for language in texts]
LISTS = ["ja/", "en/", "ja/briefs/", "en/names/", "ja/names/markup/", "en/names/markup/"]


@pytest.fixture(params=[390, 1280], ids=["narrow", "wide"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    page = context.new_page()
    page.add_init_script("window.alert = () => { throw new Error('markup was run') }")
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES + LISTS)
def test_the_page_stays_whole(path: str, page: Page, hard_address: str) -> None:
    """One view or both: nothing is wider than the window, nothing lies over anything else."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(hard_address + path)
    for view in ("here", "both"):
        if page.locator(f"#_{view}").count():
            choose_view(page, view)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        overlapping = page.evaluate(
            "[...document.querySelectorAll('.row, .notes, .section')].filter((element, i, all) => {"
            " const next = all.slice(i + 1).find(other => other.className === element.className);"
            " return next && next.getBoundingClientRect().top"
            " < element.getBoundingClientRect().bottom - 1; }).length"
        )
        assert overlapping == 0
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main :is(i, b > b, script:not([src]):not(.text > script))")).to_have_count(
        0
    )
    assert faults == []


def test_markup_in_a_name_is_text(page: Page, hard_address: str) -> None:
    page.goto(f"{hard_address}ja/briefs/markup-in-name/")
    expect(page.locator("h1")).to_have_text("<i>題</i>", use_inner_text=True)
    expect(page.locator(".dateline")).to_contain_text("<script>alert(1)</script>")
    mark = page.locator(".here a.mention")
    expect(mark).to_have_text('<b>王</b>&"甲"', use_inner_text=True)
    scroll_to(mark)
    mark.click()
    expect(page.locator(".card")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator(".card")).to_contain_text('<b>O\'Hara</b> & "Sons"')


@pytest.mark.parametrize(("slug", "entries"), [("many-figures", 300), ("many-names", 300)])
def test_all_of_many_are_there(slug: str, entries: int, page: Page, hard_address: str) -> None:
    page.goto(f"{hard_address}en/briefs/{slug}/")
    selector = {"many-figures": "tbody tr", "many-names": ".who > li"}[slug]
    expect(page.locator(selector)).to_have_count(entries)


def test_one_language(page: Page, hard_address: str) -> None:
    page.goto(f"{hard_address}ja/briefs/one-language/")
    expect(page.locator(".languages a")).to_have_count(0)
    expect(page.locator(".languages")).to_contain_text("英語版はない")
    expect(page.locator("[name=view], .unfold, .there")).to_have_count(0)
    versions = page.locator("link[hreflang]:not([type])")
    expect(versions).to_have_count(0)
    page.goto(f"{hard_address}ja/briefs/nothing/")
    expect(versions).to_have_count(3)


def test_a_missing_image_leaves_its_words(page: Page, hard_address: str) -> None:
    page.goto(f"{hard_address}en/briefs/missing-image/")
    image = page.get_by_role("img", name="A map: where they met")
    expect(image).to_be_visible()
    assert image.evaluate("e => e.clientHeight") > 0
