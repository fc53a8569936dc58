"""Where things are on the project's own site, and how a reader gets at them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

TALKS = "briefs/2025-08-18-white-house-talks/"

KINDS = [
    "",
    "ja/",
    "en/",
    f"ja/{TALKS}",
    f"en/{TALKS}",
    "ja/briefs/",
    "en/briefs/2025/",
    "ja/topics/",
    "en/topics/security/",
    "en/names/",
    "ja/names/trump/",
    "en/figures/",
    "ja/figures/boj-policy-rate/",
    "en/guide/getting-started/",
    "ja/guide/writing-a-brief/",
    "404.html",
]
"""One page of every kind."""

ARMS = "a.figure:has([value='100000000000 USD'])"
"""The figure of the talks that is stated in two currencies."""


def settings(page: Page) -> Locator:
    """The menu of settings, open."""
    page.locator(".settings > button").click()
    return page.get_by_role("dialog")


def choose(page: Page, setting: str, choice: str) -> None:
    """Make a choice in the menu of settings."""
    menu = settings(page)
    menu.get_by_role("group", name=setting).get_by_role("radio", name=choice).check()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def near_table(page: Page) -> Locator:
    """The first table of figures, once it can be sorted: when a reader comes near."""
    table = page.locator("form.filters + table").first
    scroll_to(table)
    expect(page.locator("form.filters").first).to_be_visible()
    return table


def choose_view(page: Page, view: str) -> None:
    """Show one language (``here``) or ``both``."""
    page.locator(f".text .views label:has(#_{view})").click()


def scroll_to(element: Locator, top: int = 300) -> None:
    """Scroll so that `element` stands `top` pixels below the upper edge of the window."""
    element.evaluate("(e, top) => scrollTo(0, e.getBoundingClientRect().top + scrollY - top)", top)
    painted(element.page)


def painted(page: Page) -> None:
    """Wait until what there is has been painted."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def hover(element: Locator) -> None:
    """Bring the pointer over `element`, in the middle of the window."""
    scroll_to(element)
    element.hover()
