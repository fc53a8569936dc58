"""Tables of figures: sorted, filtered, downloaded, and whole without the script."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.places import TALKS, near_table
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

BRIEF = f"en/{TALKS}"


@pytest.fixture(params=[390, 1280], ids=["narrow", "wide"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    yield context.new_page()
    context.close()


def column(table: Locator, number: int) -> list[str]:
    """The keys of the rows that are shown, by which the column sorts."""
    keys: list[str] = table.evaluate(
        """(table, number) => [...table.tBodies[0].rows].filter(row => !row.hidden)
            .map(row => row.cells[number].dataset.key ?? row.cells[number].textContent.trim())""",
        number,
    )
    return keys


def test_the_headings_sort(page: Page, address: str) -> None:
    page.goto(address + BRIEF)
    table = near_table(page)
    order = column(table, 0)
    value = table.get_by_role("button", name="Exact value")
    value.click()
    expect(table.locator("[aria-sort=ascending]")).to_have_text("Exact value")
    numbers = [float(key) for key in column(table, 4) if key.isdecimal()]
    assert numbers == sorted(numbers)
    assert len(numbers) > 5
    value.click()
    expect(table.locator("[aria-sort=descending]")).to_have_text("Exact value")
    numbers = [float(key) for key in column(table, 4) if key.isdecimal()]
    assert numbers == sorted(numbers, reverse=True)
    table.get_by_role("button", name="¶").click()
    expect(table.locator("[aria-sort]")).to_have_count(1)
    assert column(table, 0) == order


def test_filters(page: Page, address: str) -> None:
    page.goto(address + BRIEF)
    table, form = near_table(page), page.locator("form.filters")
    every = len(column(table, 0))
    form.get_by_label("Kind").select_option(label="Money")
    assert set(column(table, 3)) == {"Money"}
    shown = len(column(table, 0))
    expect(form.locator("output")).to_have_text(f"{shown} of {every} shown")
    form.get_by_label("Unit").select_option(label="JPY")
    assert column(table, 4) == ["14780000000000"]
    # A link to a row that is left out shows it.
    row = table.locator("tr[data-kind=date]").first
    expect(row).to_be_hidden()
    page.evaluate("id => { location.hash = id }", row.get_attribute("id"))
    expect(row).to_be_in_viewport()
    assert len(column(table, 0)) == every


def test_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}en/figures/")
    table = near_table(page)
    page.get_by_label("Kind").focus()
    page.keyboard.press("M")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Unit")).to_be_focused()
    page.keyboard.press("Tab")
    heading = table.locator("th button").first
    expect(heading).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(heading.locator("..")).to_have_attribute("aria-sort", "descending")
    expect(heading).to_be_focused()
    assert set(column(table, 3)) == {"Money"}
    labels = column(table, 0)
    assert labels == sorted(labels, reverse=True)
    assert len(labels) > 2


@pytest.mark.parametrize("path", [BRIEF, f"ja/{TALKS}", "en/figures/"])
def test_axe_finds_nothing(path: str, page: Page, address: str) -> None:
    page.goto(address + path)
    near_table(page).get_by_role("button").last.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_300_figures(page: Page, hard_address: str) -> None:
    page.goto(f"{hard_address}ja/briefs/many-figures/")
    table = near_table(page)
    assert len(column(table, 0)) == 300
    page.get_by_label("単位").select_option("person")
    assert len(column(table, 0)) == 150
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_table_is_whole_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + BRIEF)
    table = page.locator("form.filters + table")
    expect(page.locator("form.filters")).to_be_hidden()
    expect(table.get_by_role("button")).to_have_count(0)
    expect(table.locator("tbody tr").last).to_be_visible()
    context.close()


def test_the_script_is_asked_for_when_a_table_is_near(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + BRIEF, wait_until="networkidle")
    assert [url for url in asked if "tables.js" in url] == []
    with page.expect_request("**/tables.js"):
        near_table(page)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_download(language: str, page: Page, address: str) -> None:
    page.goto(f"{address}{language}/{TALKS}")
    link = page.locator("a[download]")
    answer = page.request.get(page.evaluate("a => a.href", link.element_handle()))
    text = answer.body().decode("utf-8")
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines(), strict=True))
    assert len(rows) == 1 + page.locator("form.filters + table tbody tr").count()
    assert {len(row) for row in rows} == {9}
    money = {(row[1], row[2], row[4], row[5]) for row in rows}
    stated = ("1000億ドル", "$100 billion") if language == "ja" else ("$100 billion", "1000億ドル")
    assert (*stated, "100000000000", "USD") in money
