"""A brief by keyboard alone: every stop is seen, and every function is within reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import ARMS, TALKS, near_table

pytestmark = pytest.mark.browser

STOP = """
() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const box = stop.getBoundingClientRect();
  const styles = [stop, stop.parentElement].map(element => getComputedStyle(element));
  return {
    name: stop.getAttribute("aria-label") ?? stop.innerText ?? "",
    kind: stop.type ?? stop.tagName.toLowerCase(),
    of: stop.className || stop.name || stop.closest("[class]").className,
    seen: box.bottom > 0 && box.top < innerHeight,
    outlined: styles.some(style => style.outlineStyle !== "none" && style.outlineWidth !== "0px"),
  };
}
"""

REACHABLE = """
[...document.querySelectorAll("a[href], button, input, select, [tabindex='0']")].filter(element =>
  element.checkVisibility() && (element.type !== "radio" || element.checked)).length
"""


@pytest.fixture(params=[390, 1280], ids=["narrow", "wide"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    page = context.new_page()
    page.goto(f"{address}ja/{TALKS}")
    yield page
    context.close()


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press `key` until the element has the focus."""
    element = page.locator(selector).first
    for _ in range(300):
        if element.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"the key {key} does not lead to {selector}")


def test_every_stop_is_seen(page: Page) -> None:
    """All that can be used is reached in turn, stands in the window and is outlined."""
    near_table(page)
    page.evaluate("scrollTo(0, 0)")
    reachable = page.evaluate(REACHABLE)
    stops = []
    for _ in range(reachable + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert [stop for stop in stops if not (stop["seen"] and stop["outlined"])] == []
    assert [stop for stop in stops if not stop["name"] and stop["kind"] != "radio"] == []
    # Cards that can be scrolled are stops while they are open.
    assert len([stop for stop in stops if stop["of"] != "card"]) == reachable


def test_a_walk(page: Page, address: str) -> None:
    wide = page.evaluate("innerWidth > 1000")
    press = page.keyboard.press

    press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.reload()
    tab_to(page, ".settings > button")
    press("Enter")
    press("Tab")
    press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    press("Tab")
    press("ArrowRight")
    expect(page.locator(".proper rt").first).to_be_visible()
    press("Tab")
    press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-annotations", "all")
    press("ArrowLeft")
    press("Escape")
    expect(page.locator(".settings > button")).to_be_focused()

    tab_to(page, ".strip .paths a")
    press("Enter")
    expect(page).to_have_url(re.compile(r"#p\d+$"))

    tab_to(page, "#_here", "Shift+Tab")
    press("ArrowRight")
    expect(page.locator("#p3 .there")).to_be_visible()
    press("ArrowLeft")
    expect(page.locator("#p3 .there")).to_be_hidden()
    if not wide:
        tab_to(page, "#p3 .unfold input")
        press("Space")
        expect(page.locator("#p3 .there")).to_be_visible()
        press("Space")
    else:
        tab_to(page, "#p3 .number")
        press("Enter")
        expect(page).to_have_url(re.compile("#p3$"))

    tab_to(page, f".here {ARMS}")
    card = page.locator(".card")
    expect(card).to_be_visible()
    press("Enter")
    link = card.get_by_role("link", name="数字の照合")
    expect(link).to_be_focused()
    press("Enter")
    expect(card).to_be_hidden()
    expect(page.locator("tr:target")).to_contain_text("1000億ドル")
    tab_to(page, "tr:target a")
    press("Enter")
    expect(page.locator(".row:target")).to_be_in_viewport()

    tab_to(page, ".here a.mention[href='#who-merz']", "Shift+Tab")
    press("Enter")
    expect(card.get_by_role("link", name="フリードリヒ・メルツ")).to_be_focused()
    press("Enter")
    expect(page).to_have_url(f"{address}ja/names/merz/")
    page.go_back()

    tab_to(page, ".languages a")
    press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(address)}en/{TALKS}"))
