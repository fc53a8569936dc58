"""Settings of the reader: theme, readings, annotations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.places import TALKS, choose, settings

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(255, 255, 255)", "rgb(19, 20, 22)"

MENU = {
    "ja": {
        "表示設定": {
            "配色": ["自動", "明るい", "暗い"],
            "ふりがな": ["なし", "名前だけ", "すべて"],
            "注釈": ["初出のみ", "すべて", "なし"],
            "検索のキー": ["/", "なし"],
        }
    },
    "en": {
        "Settings": {
            "Theme": ["Auto", "Light", "Dark"],
            "Annotations": ["First mentions", "All", "None"],
            "Search key": ["/", "None"],
        }
    },
}


@pytest.fixture(params=[390, 1280], ids=["narrow", "wide"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 844}, color_scheme="light"
    )
    yield context
    context.close()


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def background(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def shown_readings(page: Page) -> tuple[int, int]:
    """How many readings are to be seen, and how many there are."""
    shown, there = page.evaluate(
        "(all => [all.filter(rt => rt.getClientRects().length).length, all.length])"
        "([...document.querySelectorAll('rt')])"
    )
    return shown, there


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", ["", TALKS, "names/trump/"])
def test_one_menu_labelled_in_the_language_of_the_page(
    language: str, path: str, context: BrowserContext, address: str
) -> None:
    page = opened(context, f"{address}{language}/{path}")
    menu = settings(page)
    for name, groups in MENU[language].items():
        expect(menu).to_have_accessible_name(name)
        for group, choices in groups.items():
            radios = menu.get_by_role("group", name=group).get_by_role("radio")
            expect(radios).to_have_count(len(choices))
            for radio, choice in zip(radios.all(), choices, strict=True):
                expect(radio).to_have_accessible_name(choice)
        expect(menu.get_by_role("group")).to_have_count(len(groups))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    within = page.evaluate(
        "(box => box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight)"
        "(document.querySelector('[popover]').getBoundingClientRect())"
    )
    assert within


def test_the_menu_by_keyboard(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}ja/{TALKS}")
    page.locator(".settings > button").focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(menu.get_by_role("radio", name="暗い")).to_be_focused()
    assert background(page) == DARK
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(menu.get_by_role("radio", name="名前だけ")).to_be_checked()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator(".settings > button")).to_be_focused()


def test_settings_hold_on_other_pages_and_before_the_script(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, f"{address}ja/{TALKS}")
    choose(page, "配色", "暗い")
    choose(page, "ふりがな", "すべて")
    page.route("**/brief.js", lambda route: route.abort())
    for path in (f"ja/{TALKS}", "en/", "404.html"):
        page.goto(address + path)
        assert background(page) == DARK
    page.goto(f"{address}ja/{TALKS}")
    shown, there = shown_readings(page)
    assert shown == there > 100
    page.unroute("**/brief.js")
    page.reload()
    expect(settings(page).get_by_role("radio", checked=True)).to_have_count(4)
    expect(page.get_by_role("radio", name="暗い")).to_be_checked()
    page.emulate_media(media="print")
    assert background(page) == LIGHT


def test_the_automatic_theme_follows_the_system(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}en/")
    assert background(page) == LIGHT
    page.emulate_media(color_scheme="dark")
    assert background(page) == DARK
    choose(page, "Theme", "Light")
    assert background(page) == LIGHT
    choose(page, "Theme", "Auto")
    assert background(page) == DARK


def test_a_choice_reaches_pages_that_are_open_already(
    context: BrowserContext, address: str
) -> None:
    first, second = (opened(context, f"{address}en/{TALKS}") for _ in range(2))
    choose(first, "Theme", "Dark")
    choose(first, "Annotations", "None")
    expect(second.locator("body")).to_have_css("background-color", DARK)
    expect(second.locator("a.mention[href]")).to_have_count(0)
    expect(settings(second).get_by_role("radio", name="Dark")).to_be_checked()


def test_a_stored_value_of_another_time_does_no_harm(context: BrowserContext, address: str) -> None:
    context.add_init_script(
        "for (const name of ['theme', 'ruby', 'annotations', 'shortcut'])"
        " localStorage.setItem(`brief.${name}`, '\"><x')"
    )
    page = opened(context, f"{address}ja/{TALKS}")
    assert background(page) == LIGHT
    assert shown_readings(page)[0] == 0
    expect(settings(page).get_by_role("radio", name="自動")).to_be_checked()


# --- readings ------------------------------------------------------------------------


def test_readings_are_shown_on_request(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}ja/{TALKS}")
    hidden, there = shown_readings(page)
    assert hidden == 0
    assert there > 100
    choose(page, "ふりがな", "名前だけ")
    names, _ = shown_readings(page)
    assert 5 < names < there / 2
    president = (
        page.locator(".here rt", has_text="だいとうりょう").filter(has_not_text="べい").first
    )
    expect(president).to_be_hidden()
    choose(page, "ふりがな", "すべて")
    assert shown_readings(page) == (there, there)
    expect(president).to_be_visible()
    expect(page.locator("h1 rt").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    choose(page, "ふりがな", "なし")
    assert shown_readings(page)[0] == 0


def test_titles_without_readings_stay_as_they_are(context: BrowserContext, address: str) -> None:
    height = "document.querySelector('h1').offsetHeight"
    page = opened(context, f"{address}ja/names/trump/")
    before = page.evaluate(height)
    choose(page, "ふりがな", "すべて")
    assert page.evaluate(height) == before
    page.goto(f"{address}ja/{TALKS}")
    shown = page.evaluate(height)
    choose(page, "ふりがな", "名前だけ")
    without = page.evaluate(height)
    assert without < shown
    choose(page, "ふりがな", "なし")
    assert page.evaluate(height) == without


def test_there_is_no_ruby_on_english_pages(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}en/{TALKS}")
    assert page.locator("ruby").count() == 0


@pytest.mark.parametrize(("choice", "leading"), [("なし", 1.9), ("名前だけ", 2.2), ("すべて", 2.2)])
def test_lines_stay_even(
    choice: str, leading: float, context: BrowserContext, address: str
) -> None:
    """A paragraph is as high as so many lines, with readings and without."""
    page = opened(context, f"{address}ja/{TALKS}")
    choose(page, "ふりがな", choice)
    lines = page.evaluate(
        "[...document.querySelectorAll('.here p')].map(p =>"
        " p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).fontSize))"
    )
    assert len(lines) >= 10
    for height in lines:
        assert round(height / leading) == pytest.approx(height / leading, abs=0.02)


def test_the_reader_keeps_the_place(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}ja/{TALKS}")
    row = page.locator("#p9")
    row.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY - 200)")
    for choice in ("すべて", "なし"):
        page.locator(".settings > button").evaluate("button => button.click()")
        page.get_by_role("radio", name=choice).first.evaluate("radio => radio.click()")
        page.wait_for_timeout(100)
        top = row.evaluate("row => row.getBoundingClientRect().top")
        assert top == pytest.approx(200, abs=2)
        page.keyboard.press("Escape")


def test_hidden_readings_take_no_room(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}ja/{TALKS}")
    heights = "[...document.querySelectorAll('.row, .head')].map(e => e.offsetHeight)"
    before = page.evaluate(heights)
    page.evaluate(
        "for (const ruby of document.querySelectorAll('ruby'))"
        " { ruby.querySelector('rt').remove(); ruby.replaceWith(...ruby.childNodes); }"
        "document.body.normalize()"
    )
    assert page.evaluate(heights) == before


@pytest.mark.parametrize("choice", ["なし", "名前だけ", "すべて"])
def test_copied_text_has_no_kana(choice: str, browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = opened(context, f"{address}ja/{TALKS}")
    choose(page, "ふりがな", choice)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.rows'))")
    selected = page.evaluate("getSelection().toString()")
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    for text in (selected, copied):
        assert "米大統領は18日" in text
        assert "だいとうりょう" not in text
    page.evaluate("document.querySelectorAll('rt').forEach(rt => rt.remove())")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.rows'))")
    assert "".join(selected.split()) == "".join(page.evaluate("getSelection().toString()").split())
    context.close()


def test_search_ignores_readings(context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}ja/{TALKS}")
    assert page.locator("rt:not([data-pagefind-ignore])").count() == 0


def test_readings_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context, f"{address}ja/{TALKS}")
    expect(page.locator(".settings > button")).to_be_hidden()
    reading = page.locator(".here rt").first
    expect(reading).to_be_hidden()
    choices = page.get_by_role("group", name="ふりがな")
    choices.get_by_role("radio", name="すべて").check()
    expect(reading).to_be_visible()
    choices.get_by_role("radio", name="なし").check()
    expect(reading).to_be_hidden()
    page.goto(f"{address}en/{TALKS}")
    expect(page.locator(".settings > button")).to_be_hidden()
    context.close()


# --- annotations ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ja", "en"])
def test_annotations(language: str, context: BrowserContext, address: str) -> None:
    page = opened(context, f"{address}{language}/{TALKS}")
    label = {"ja": ("注釈", "すべて", "なし"), "en": ("Annotations", "All", "None")}[language]
    text = page.locator(".here").all_inner_texts()
    names, links = page.locator(".here .mention"), page.locator(".here a.mention[href]")
    figures = page.locator(".here a.figure[href]")
    first, amounts = links.count(), figures.count()
    assert 10 <= first < names.count()
    assert amounts > 5
    again = names.locator("xpath=self::*[contains(@class, 'again')]").first
    expect(again).to_have_css("background-image", "none")

    choose(page, label[0], label[1])
    expect(links).to_have_count(names.count())
    expect(again).not_to_have_css("background-image", "none")
    missing = page.evaluate(
        "[...document.querySelectorAll('a.mention')]"
        ".filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)"
    )
    assert missing == []

    choose(page, label[0], label[2])
    expect(links).to_have_count(0)
    expect(figures).to_have_count(0)
    for mark in ("mention", "figure"):
        expect(page.locator(f".here .{mark}").first).to_have_css("background-image", "none")
    assert page.locator(".here").all_inner_texts() == text

    page.reload()
    expect(links).to_have_count(0)
    choose(page, label[0], {"ja": "初出のみ", "en": "First mentions"}[language])
    expect(links).to_have_count(first)
    expect(figures).to_have_count(amounts)


def test_what_is_not_marked_is_no_stop_of_the_tab_key(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, f"{address}en/{TALKS}")
    choose(page, "Annotations", "None")
    stops = (
        "[...document.querySelectorAll('.rows :is(a.mention, a.figure)')]"
        ".filter(e => (e.focus(), document.activeElement === e)).length"
    )
    assert page.evaluate(stops) == 0
    choose(page, "Annotations", "All")
    assert page.evaluate(stops) > 50
