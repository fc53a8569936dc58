"""Cards of names and figures: by pointer, keyboard and touch, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from tests.browser.places import ARMS, TALKS, choose, hover, scroll_to

pytestmark = pytest.mark.browser

ZELENSKYY = ".here a.mention[href='#who-zelenskyy']"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    page = context.new_page()
    page.goto(f"{address}ja/{TALKS}")
    yield page
    context.close()


def card_of(page: Page) -> Locator:
    return page.locator(".card")


def box(element: Locator) -> FloatRect:
    found = element.bounding_box()
    assert found is not None
    return found


# --- what they say -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", ["ウォロディミル・ゼレンスキー", "Volodymyr Zelenskyy", "ウクライナ大統領", "ロシアの侵攻"]),
        ("en", ["Volodymyr Zelenskyy", "ウォロディミル・ゼレンスキー", "Worodimiru", "President of Ukraine"]),
    ],
)  # fmt: skip
def test_a_name(language: str, said: list[str], page: Page, address: str) -> None:
    page.goto(f"{address}{language}/{TALKS}")
    hover(page.locator(ZELENSKYY).first)
    for words in said:
        expect(card_of(page)).to_contain_text(words)
    link = card_of(page).get_by_role("link").first
    expect(link).to_have_attribute("href", "../../names/zelenskyy/")


def test_a_name_in_other_briefs(page: Page) -> None:
    hover(page.locator(".here a.mention[href='#who-rutte']").first)
    expect(card_of(page)).to_contain_text("NATO事務総長")
    expect(card_of(page)).to_contain_text("ほかの記事")
    other = card_of(page).get_by_role("link", name="NATO、国防費5%で合意")
    expect(other).to_have_attribute("href", "../2025-06-25-nato-hague-summit/")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ja",
            ["1000億ドル", "$100 billion", "100,000,000,000 USD", "約14兆7800億円", "1ドル = 147.8円", "500億ドル", "この数字の50%", "Britain’s Financial Times reported", "一致"],
        ),
        (
            "en",
            ["$100 billion", "1000億ドル", "about ¥14.78 trillion", "$1 = ¥147.8", "50% of this figure", "英紙フィナンシャル・タイムズ", "Agrees"],
        ),
    ],
)  # fmt: skip
def test_a_figure(language: str, said: list[str], page: Page, address: str) -> None:
    page.goto(f"{address}{language}/{TALKS}")
    hover(page.locator(f".here {ARMS}").first)
    for words in said:
        expect(card_of(page)).to_contain_text(words)
    other = {"ja": "en", "en": "ja"}[language]
    expect(card_of(page).locator("blockquote")).to_have_attribute("lang", other)


def test_a_modifier_in_words_and_a_date_in_full(page: Page) -> None:
    hover(page.locator(".here a.figure", has=page.locator("[value='1000 person']")).first)
    expect(card_of(page)).to_contain_text("多くてもこの値")
    page.mouse.move(5, 5)
    expect(card_of(page)).to_be_hidden()
    hover(page.locator(".here a.figure", has=page.locator("[value='2025-08-18']")).first)
    expect(card_of(page)).to_contain_text("2025年8月18日(月)")
    expect(card_of(page)).to_contain_text("Monday, 18 August 2025")


def test_every_mark_has_a_card(page: Page) -> None:
    choose(page, "注釈", "すべて")
    for mark in page.locator(".here :is(a.mention, a.figure)").all():
        mark.evaluate("mark => mark.click()")
        expect(card_of(page).locator(".content")).not_to_be_empty()
        page.keyboard.press("Escape")


# --- by pointer (WCAG 1.4.13) --------------------------------------------------------


def test_it_stays_while_the_pointer_moves_into_it(page: Page) -> None:
    hover(page.locator(ZELENSKYY).first)
    expect(card_of(page)).to_be_visible()
    card_of(page).hover()
    page.wait_for_timeout(600)
    expect(card_of(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(card_of(page)).to_be_hidden()


def test_escape_closes_it_without_moving_the_pointer(page: Page) -> None:
    hover(page.locator(ZELENSKYY).first)
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_be_hidden()
    page.wait_for_timeout(300)
    expect(card_of(page)).to_be_hidden()


def test_passing_over_names_shows_nothing(page: Page) -> None:
    mark = page.locator(ZELENSKYY).first
    scroll_to(mark)
    at = box(mark)
    page.mouse.move(at["x"] + 5, at["y"] + 10)
    page.mouse.move(at["x"] + 5, at["y"] - 150)
    page.wait_for_timeout(300)
    expect(card_of(page)).to_be_hidden()


def test_a_pinned_card_stays_until_it_is_closed(page: Page) -> None:
    url = page.url
    mark = page.locator(ZELENSKYY).first
    hover(mark)
    mark.click()
    assert page.url == url
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    expect(card_of(page)).to_be_visible()
    expect(card_of(page).get_by_role("button", name="留める")).to_have_attribute(
        "aria-pressed", "true"
    )
    hover(page.locator(".here a.mention[href='#who-putin']").first)
    page.wait_for_timeout(500)
    expect(card_of(page)).to_contain_text("ウォロディミル・ゼレンスキー")
    card_of(page).get_by_role("button", name="閉じる").click()
    expect(card_of(page)).to_be_hidden()
    expect(mark).not_to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("top", [40, 400, 780])
def test_it_stands_beside_its_mark_within_the_window(top: int, page: Page) -> None:
    for mark in (page.locator(ZELENSKYY).last, page.locator(f".here {ARMS}").first):
        scroll_to(mark, top)
        mark.evaluate("mark => mark.click()")
        at, around = box(card_of(page)), box(mark)
        assert at["x"] >= 0
        assert at["x"] + at["width"] <= 1280
        assert at["y"] >= 0
        assert at["y"] + at["height"] <= 844
        assert at["y"] >= around["y"] + around["height"] or at["y"] + at["height"] <= around["y"]
        assert around["y"] == pytest.approx(top, abs=2)
        page.keyboard.press("Escape")


# --- by keyboard ---------------------------------------------------------------------


def test_what_is_longer_than_the_card_is_scrolled_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    mark, card = page.locator(f".here {ARMS}").first, card_of(page)
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card).to_be_focused()
    page.keyboard.press("End")
    page.wait_for_function("document.getElementById('_card').scrollTop > 0")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()


def test_by_keyboard(page: Page) -> None:
    mark, card = page.locator(ZELENSKYY).first, card_of(page)
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(mark).to_be_focused()
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card).not_to_contain_text("ウォロディミル・ゼレンスキー")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()

    page.keyboard.press("Enter")
    expect(card.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(card.get_by_role("button", name="閉じる")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(card.get_by_role("button", name="留める")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()


# --- by touch, on narrow screens -----------------------------------------------------


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


def test_a_sheet_on_narrow_screens(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(f"{address}en/{TALKS}")
    mark, card = page.locator(f".here {ARMS}").first, card_of(page)
    scroll_to(mark, 700)
    mark.tap()
    expect(card).to_be_visible()
    at, around = box(card), box(mark)
    assert (at["x"], at["width"]) == (0, 390)
    assert at["y"] + at["height"] == pytest.approx(844, abs=1)
    assert around["y"] + around["height"] <= at["y"]
    page.touchscreen.tap(30, 30)
    expect(card).to_be_hidden()


# --- without the script --------------------------------------------------------------


def test_without_javascript_the_link_leads_to_the_entry(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}ja/{TALKS}")
    expect(card_of(page)).to_be_hidden()
    page.locator(ZELENSKYY).first.click()
    expect(page).to_have_url(f"{address}ja/{TALKS}#who-zelenskyy")
    expect(page.locator("#who-zelenskyy")).to_be_in_viewport()
    page.locator(f".here {ARMS}").first.click()
    expect(page.locator("tr:target")).to_contain_text("1ドル = 147.8円")
    context.close()


# --- the marks -----------------------------------------------------------------------


def test_lines_of_neighbours_stay_apart(page: Page) -> None:
    """The line under a name ends before the name does."""
    size = page.locator(ZELENSKYY).first.evaluate("e => getComputedStyle(e).backgroundSize")
    assert size.startswith("calc(100% - ")
