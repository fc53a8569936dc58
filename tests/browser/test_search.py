"""Search in the built site: what is found, and how it is asked for by keyboard and pointer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from brief import site
from tests.browser.places import TALKS, choose
from tests.browser.sites import served
from tests.browser.test_accessibility import violations
from tests.browser.test_serve import serving
from tests.conftest import MakeSite

pytestmark = pytest.mark.browser

QUERIES = [
    line.split("\t")
    for line in (Path(__file__).parent / "queries.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, f"{address}ja/{TALKS}") as page:
        yield page


@pytest.fixture(scope="module")
def asking(browser: Browser, address: str) -> Iterator[dict[str, Page]]:
    """A page in each language with the dialog open."""
    pages = {}
    for language in ("ja", "en"):
        pages[language] = browser.new_page()
        pages[language].goto(f"{address}{language}/")
        pages[language].locator(".search > button").click()
    yield pages
    for page in pages.values():
        page.close()


def field(page: Page) -> Locator:
    return page.locator("#_query")


def results(page: Page) -> Locator:
    return page.locator(".results a")


def ask(page: Page, query: str) -> None:
    """Type `query` and wait for what is found."""
    field(page).fill("")
    expect(page.locator(".search [role=status]")).to_have_text("")
    field(page).fill(query)
    expect(page.locator(".search [role=status]")).not_to_have_text("")


def found(page: Page, address: str) -> list[str]:
    """The pages that are listed, without the text that is marked on them."""
    hrefs = [link.evaluate("link => link.href") for link in results(page).all()]
    return [href.removeprefix(address).partition("#")[0] for href in hrefs]


@pytest.mark.parametrize(("language", "query", "expected"), QUERIES)
def test_queries(
    language: str, query: str, expected: str, asking: dict[str, Page], address: str
) -> None:
    ask(asking[language], query)
    assert expected in found(asking[language], address)[:5]


@pytest.mark.parametrize("query", ["せんおく", "だいとうりょうは", "メニュー", "関連する記事"])
def test_kana_and_furniture_are_not_indexed(
    query: str, asking: dict[str, Page], address: str
) -> None:
    ask(asking["ja"], query)
    assert f"ja/{TALKS}" not in found(asking["ja"], address)


@pytest.mark.parametrize("query", ["ドルウ", "日根", "億1000", "ドルー", "銀日"])
def test_what_is_not_written_is_not_found(query: str, asking: dict[str, Page]) -> None:
    ask(asking["ja"], query)
    expect(results(asking["ja"])).to_have_count(0)
    expect(asking["ja"].locator(".search [role=status]")).to_have_text("見つからなかった。")


def test_nothing_is_loaded_before_it_is_used(browser: Browser, address: str) -> None:
    asked: list[str] = []
    with opened(browser, address) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}en/{TALKS}", wait_until="networkidle")
        assert len(asked) <= 8
        assert not [url for url in asked if "search" in url or "pagefind" in url]
        page.keyboard.press("/")
        ask(page, "Zelensky")
        assert [url for url in asked if url.endswith("assets/search.js")]
        assert [url for url in asked if "/pagefind/" in url]


def test_keyboard(page: Page) -> None:
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("日銀/")
    expect(field(page)).to_have_value("日銀/")
    expect(results(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    title = results(page).nth(0).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(title[:2])
    assert "/ja/briefs/2025-01-24" in page.url


def test_enter_opens_the_first_result(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("ゼレン")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ja/**")
    expect(page.locator("h1")).to_contain_text("ゼレンスキー")


def test_escape_gives_the_focus_back(page: Page) -> None:
    button = page.locator(".search > button")
    button.focus()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("日銀")
    page.keyboard.press("Escape")
    expect(page.locator("#_search")).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "Meta+/"])
def test_keys_with_modifiers_are_the_browsers(key: str, page: Page) -> None:
    page.keyboard.press(key)
    expect(page.locator("#_search")).to_be_hidden()


def test_the_key_can_be_switched_off(page: Page) -> None:
    choose(page, "検索のキー", "なし")
    page.keyboard.press("/")
    expect(page.locator("#_search")).to_be_hidden()
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("#_search")).to_be_hidden()
    choose(page, "検索のキー", "/")
    page.keyboard.press("/")
    expect(page.locator("#_search")).to_be_visible()


def test_hits_are_marked(page: Page) -> None:
    page.keyboard.press("/")
    ask(page, "1000億ドル")
    first = page.locator(".results li").first
    expect(first.locator(".excerpt mark")).to_have_text("1000億ドル")
    expect(first.locator(".excerpt")).to_contain_text("1000億ドル(約14兆7800億円)")
    expect(first.locator(".note").first).to_have_text("記事 2025年8月19日")
    assert "#:~:text=1000%E5%84%84" in str(results(page).first.get_attribute("href"))
    ask(page, "Zelenskiy")
    expect(page.locator(".results .names mark").first).to_have_text("Zelenskiy")


def test_more_results(page: Page) -> None:
    page.keyboard.press("/")
    ask(page, "日本")
    expect(results(page)).to_have_count(8)
    page.locator(".further").click()
    expect(results(page).nth(8)).to_be_focused()
    count = int(page.locator(".search [role=status]").inner_text().removesuffix("件"))
    for shown in range(16, count, 8):
        expect(results(page)).to_have_count(shown)
        page.locator(".further").evaluate("button => { button.click(); button.click(); }")
    expect(results(page)).to_have_count(count)
    expect(page.locator(".further")).to_be_hidden()


def test_filters(page: Page, address: str) -> None:
    page.keyboard.press("/")
    page.locator(".filters summary").click()
    page.get_by_label("話題").select_option(label="外交")
    expect(page.locator(".search [role=status]")).to_have_text("1件")
    assert found(page, address) == [f"ja/{TALKS}"]
    page.get_by_label("話題").select_option(label="指定なし")
    page.get_by_label("年").select_option("2025")
    expect(page.locator(".search [role=status]")).to_have_text("4件")
    page.locator("select[name=entity]").select_option(label="日本銀行")
    expect(page.locator(".search [role=status]")).to_have_text("1件")
    assert found(page, address) == ["ja/briefs/2025-01-24-boj-rate-hike/"]
    field(page).fill("ゼレンスキー")
    expect(page.locator(".search [role=status]")).to_have_text("見つからなかった。")
    page.locator("select[name=entity]").select_option(label="指定なし")
    expect(page.locator(".search [role=status]")).to_have_text("1件")


def test_the_other_language_is_a_step_away(page: Page, address: str) -> None:
    page.keyboard.press("/")
    ask(page, "weapons purchases")
    page.get_by_role("link", name="英語のページを検索する").click()
    expect(field(page)).to_have_value("weapons purchases")
    expect(page).to_have_url(f"{address}en/?q=weapons+purchases")
    expect(page.locator(".search [role=status]")).not_to_have_text("")


def test_a_site_without_its_index_says_so(page: Page) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.keyboard.press("/")
    ask(page, "日銀")
    expect(page.locator(".search [role=status]")).to_contain_text("索引を読み込めなかった")
    page.unroute("**/pagefind/**")
    ask(page, "日銀 ")
    expect(results(page)).not_to_have_count(0)


def test_without_javascript_there_is_no_button(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}ja/{TALKS}", java_script_enabled=False) as page:
        expect(page.locator(".search > button")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_accessibility(
    language: str, width: int, scheme: Any, browser: Browser, address: str
) -> None:
    view = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    with opened(browser, f"{address}{language}/{TALKS}", **view) as page:
        page.keyboard.press("/")
        assert violations(page) == []
        page.locator(".filters summary").click()
        ask(page, "日銀")
        assert violations(page) == []
        ask(page, "xyzzy")
        assert violations(page) == []


def test_under_any_address(browser: Browser, make_site: MakeSite) -> None:
    """Below a folder, and with addresses that end in index.html."""
    made = make_site({"mkdocs.yml": "site_name: T\ndocs_dir: content\nplugins: [brief]\n"})
    made.edit(
        "mkdocs.yml", "docs_dir", "site_dir: out/www/deep\nuse_directory_urls: false\ndocs_dir"
    )
    site.build(str(made.folder / "mkdocs.yml"))
    with (
        served(made.folder / "out") as address,
        opened(browser, f"{address}www/deep/ja/briefs/talks/index.html") as page,
    ):
        page.keyboard.press("/")
        ask(page, "トランプ")
        assert "www/deep/ja/names/trump/index.html" in found(page, address)


def test_a_preview_without_an_index_is_not_searched(browser: Browser, make_site: MakeSite) -> None:
    made = make_site({"mkdocs.yml": "site_name: T\ndocs_dir: content\nplugins: [brief]\n"})
    with serving(made, "mkdocs") as (address, _), opened(browser, f"{address}ja/") as page:
        expect(page.locator("main")).to_be_visible()
        expect(page.locator(".search")).to_have_count(0)
