"""axe-core's rules for WCAG 2.2 AA and its best practices, on every kind of page."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import ARMS, KINDS, TALKS, choose_view, hover, settings

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.fixture(params=[390, 1280], ids=["narrow", "wide"])
def width(request: pytest.FixtureRequest) -> int:
    size: int = request.param
    return size


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def page(browser: Browser, width: int, scheme: Any) -> Any:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds, one line for each element."""
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS
    )
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def test_axe_has_the_rules(page: Page, address: str) -> None:
    """A page that is faulty on purpose is found to be."""
    page.goto(f"{address}en/{TALKS}")
    page.evaluate("document.documentElement.lang = ''; document.querySelector('h1').remove()")
    rules = {line.partition(":")[0] for line in violations(page)}
    assert {"html-has-lang", "page-has-heading-one"} <= rules


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page(path: str, page: Page, address: str) -> None:
    page.goto(address + path)
    expect(page.locator("main")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("mark", ["a.mention", ARMS])
def test_with_a_card_open(language: str, mark: str, page: Page, address: str) -> None:
    page.goto(f"{address}{language}/{TALKS}")
    link = page.locator(f".here {mark}").first
    hover(link)
    expect(page.locator(".card")).to_be_visible()
    assert violations(page) == []
    link.click()
    assert violations(page) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_with_everything_shown(language: str, page: Page, address: str) -> None:
    page.goto(f"{address}{language}/{TALKS}")
    choose_view(page, "both")
    menu = settings(page)
    for group in menu.get_by_role("group").all():
        group.get_by_role("radio").nth(1).check()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert violations(page) == []


@pytest.mark.parametrize("path", ["ja/briefs/markup-in-name/", "en/briefs/many-figures/"])
def test_hard_input(path: str, page: Page, hard_address: str) -> None:
    page.goto(hard_address + path)
    assert violations(page) == []
