"""Reading a brief: the two languages, the place on the page, notes, dates, copying, weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Route,
    ViewportSize,
    expect,
)

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.places import (
    ARMS,
    KINDS,
    TALKS,
    choose,
    choose_view,
    hover,
    near_table,
    painted,
    scroll_to,
)

pytestmark = pytest.mark.browser

NARROW: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 844}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}ja/{TALKS}")
    return page


@pytest.fixture(params=[NARROW, WIDE], ids=["narrow", "wide"])
def unscripted(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page where scripts do not run."""
    context = browser.new_context(java_script_enabled=False, viewport=request.param)
    yield context.new_page()
    context.close()


# --- side by side --------------------------------------------------------------------


def test_paragraphs_stand_beside_their_counterparts(page: Page) -> None:
    choose_view(page, "both")
    for row in page.locator(".row").all():
        here, there = (row.locator(side).bounding_box() for side in (".here", ".there"))
        assert here is not None
        assert there is not None
        assert here["y"] == there["y"]
        assert here["x"] + here["width"] < there["x"]


def test_what_answers_a_mark_is_marked(page: Page) -> None:
    choose_view(page, "both")
    answer = page.locator(f".there {ARMS}")
    expect(answer).not_to_have_class(re.compile("answer"))
    hover(page.locator(f".here {ARMS}"))
    expect(answer).to_have_class(re.compile("answer"))
    page.mouse.move(5, 5)
    expect(answer).not_to_have_class(re.compile("answer"))
    page.locator(f".here {ARMS}").focus()
    expect(answer).to_have_class(re.compile("answer"))


def test_the_row_under_the_pointer_is_marked(page: Page) -> None:
    choose_view(page, "both")
    row = page.locator("#p3")
    shadow = "e => getComputedStyle(e.querySelector('.there')).boxShadow"
    assert row.evaluate(shadow) == "none"
    hover(row.locator(".here"))
    assert row.evaluate(shadow) != "none"


def test_on_narrow_screens_the_counterpart_unfolds(unscripted: Page, address: str) -> None:
    """One paragraph at a time, or all; without scripts."""
    unscripted.goto(f"{address}ja/{TALKS}")
    wide = unscripted.viewport_size == WIDE
    row = unscripted.locator("#p3")
    there = row.locator(".there")
    expect(there).to_be_hidden()
    if not wide:
        row.get_by_role("checkbox", name="3段落の英語").check()
        expect(there).to_be_visible()
        expect(unscripted.locator("#p5 .there")).to_be_hidden()
        row.get_by_role("checkbox").uncheck()
        expect(there).to_be_hidden()
    choose_view(unscripted, "both")
    expect(there).to_be_visible()
    expect(unscripted.locator("#p5 .there")).to_be_visible()
    expect(row.get_by_role("checkbox")).to_be_hidden()


def test_a_paragraph_is_linkable(page: Page, address: str) -> None:
    number = page.locator(".row", has=page.locator(f".here {ARMS}")).locator(".number")
    anchor = number.evaluate("a => a.hash")
    expect(number).to_have_accessible_name(f"{anchor.removeprefix('#p')}段落へのリンク")
    page.goto(f"{address}ja/{TALKS}{anchor}")
    row = page.locator(anchor)
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("1000")
    assert row.evaluate("e => e.matches(':target')")


def test_who_comes_back_finds_the_view_chosen_last(page: Page, address: str) -> None:
    choose_view(page, "both")
    page.goto(f"{address}en/{TALKS}")
    expect(page.locator("#_both")).to_be_checked()
    choose_view(page, "here")
    page.go_back()
    expect(page.locator("#_here")).to_be_checked()
    expect(page.locator(".there").first).to_be_hidden()


# --- the place on the page -----------------------------------------------------------

TOPS = "Object.fromEntries([...document.querySelectorAll('main [id]')].map(e => [e.id, e.getBoundingClientRect().top]))"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("target", ["#p3", "#p7", "#who-merz", "#_dates"])
def test_the_language_switch_keeps_the_place(
    target: str, width: int, page: Page, address: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    scroll_to(page.locator(target), 150)
    before = page.evaluate(TOPS)
    page.locator(".languages a").evaluate("a => a.click()")
    page.wait_for_url(re.compile(f"{re.escape(address)}en/{TALKS}#.+"))
    page.wait_for_load_state("load")
    place = page.evaluate("location.hash.slice(1)")
    assert 0 < before[place] < 844 / 3
    assert page.evaluate(TOPS)[place] == pytest.approx(before[place], abs=2)


def test_at_the_top_the_language_switch_leads_to_the_top(page: Page, address: str) -> None:
    page.locator(".languages a").click()
    expect(page).to_have_url(re.compile(f"{re.escape(address)}en/{TALKS}#?$"))
    assert page.evaluate("scrollY") == 0


# --- notes and dates -----------------------------------------------------------------


def test_notes_stand_in_the_margin_beside_their_paragraphs(page: Page) -> None:
    for width, shown in ((1099, False), (1100, True), (1600, True)):
        page.set_viewport_size({"width": width, "height": 844})
        notes = page.locator(".notes").first
        expect(notes).to_be_visible(visible=shown)
    text = page.locator(".row", has=page.locator(".notes")).first.locator(".here").bounding_box()
    boxes = [note.bounding_box() for note in page.locator(".notes").all()]
    assert text is not None
    lowest = 0.0
    for box in boxes:
        assert box is not None
        assert box["x"] + box["width"] < text["x"]
        assert box["y"] >= lowest
        lowest = box["y"] + box["height"]
    first = boxes[0]
    assert first is not None
    assert first["y"] == pytest.approx(text["y"], abs=12)
    arms = page.locator(".row", has=page.locator(f".here {ARMS}"))
    expect(arms.locator(".notes")).to_contain_text("1ドル = 147.8円")
    choose(page, "注釈", "なし")
    expect(page.locator(".notes").first).to_be_hidden()


def test_the_time_line(page: Page, address: str) -> None:
    times = page.locator(".dates time")
    assert times.evaluate_all("all => all.map(e => e.dateTime)") == [
        "2025-02",
        "2025-08-15",
        "2025-08-18",
        "2025-08-19",
    ]
    expect(page.locator(".dates .own time")).to_have_text("2025年8月19日(火)")
    expect(page.locator(".dates li", has_text="2025年8月15日")).to_contain_text("4日前")
    page.goto(f"{address}en/{TALKS}")
    expect(page.locator(".dates li", has_text="18 August")).to_contain_text("the day before")


# --- the words of each language ------------------------------------------------------


def test_words_of_the_other_language_say_so(page: Page, address: str) -> None:
    for word in ("SNS", "NATO"):
        expect(page.locator(".here [lang=en]", has_text=word).first).to_have_text(word)
    untold = (
        "([script, html]) => { const pattern = new RegExp(script, 'u');"
        " const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);"
        " const found = []; while (texts.nextNode()) { const { data, parentElement } = texts.currentNode;"
        " if (pattern.test(data) && parentElement.closest('[lang]').lang === html) found.push(data); }"
        " return found; }"
    )
    page.goto(f"{address}en/{TALKS}")
    assert page.evaluate(untold, ["[\u3040-\u30ff\u4e00-\u9fff]", "en"]) == []


def test_measures_of_japanese_text(page: Page) -> None:
    """35 to 40 characters a line, line-height 1.9, phrases kept whole in headings."""
    style = page.locator("#p3 .here p").evaluate(
        "p => { const style = getComputedStyle(p); return {"
        " characters: p.clientWidth / parseFloat(style.fontSize),"
        " leading: parseFloat(style.lineHeight) / parseFloat(style.fontSize),"
        " strict: style.lineBreak, spacing: style.textAutospace }; }"
    )
    assert 35 <= style["characters"] <= 40
    assert style["leading"] == pytest.approx(1.9, abs=0.01)
    assert style["strict"] == "strict"
    assert style["spacing"] == "normal"
    expect(page.locator("h1")).to_have_css("word-break", "auto-phrase")


def test_measures_of_english_text(page: Page, address: str) -> None:
    page.goto(f"{address}en/{TALKS}")
    text = page.locator("#p3 .here p")
    expect(text).to_have_css("hyphens", "auto")
    expect(text).to_have_css("text-wrap-style", "pretty")
    assert text.evaluate("p => p.closest('[lang]').lang") == "en"
    leading = text.evaluate("p => parseFloat(getComputedStyle(p).lineHeight) / 17")
    assert leading == pytest.approx(1.6, abs=0.01)
    shown = page.locator("main").inner_text()
    assert not {"'", '"'} & set(shown)


# --- copying -------------------------------------------------------------------------


def test_notes_and_numbers_are_not_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}ja/{TALKS}")
    choose(page, "ふりがな", "すべて")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p3'))")
    page.keyboard.press("Control+c")
    plain, html = page.evaluate(
        "(async () => { const [item] = await navigator.clipboard.read();"
        " return Promise.all(['text/plain', 'text/html'].map(async type =>"
        " (await item.getType(type)).text())); })()"
    )
    text = page.locator("#p3 .here").evaluate(
        "e => { e.querySelectorAll('rt').forEach(rt => rt.remove()); return e.textContent.trim(); }"
    )
    assert plain.strip() == text
    assert "<rt" not in html
    context.close()


# --- without scripts, without styles, on paper ---------------------------------------


_UNSEEN = ("script", "style", "rt", "template", "noscript", "head", "form")
"""The forms are those of scripts, hidden until there is one."""


class _Words(HTMLParser):
    """The text of a page as it stands in its file, without what is for scripts, and readings."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._inside += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)


def words_of(built: Path, path: str) -> str:
    """All text of the `<main>` of a page, without spaces."""
    parser = _Words()
    html = (built / path / "index.html").read_text(encoding="utf-8")
    parser.feed(html[html.index("<main") : html.index("</main>")])
    return "".join("".join(parser.found).split())


def shown(page: Page, selector: str) -> str:
    """What is seen of the elements, without spaces and readings."""
    return "".join("".join(page.locator(selector).all_inner_texts()).split())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_without_styles_all_is_there(
    language: str, context: BrowserContext, built: Path, address: str
) -> None:
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{address}{language}/{TALKS}")
    seen = page.evaluate(
        "document.querySelectorAll('rt, noscript, [popover]').forEach(e => e.remove()),"
        " document.querySelector('main').innerText"
    )
    card = "".join(_card_words(built, language).split())
    assert "".join(seen.split()) + card == words_of(built, f"{language}/{TALKS}")


def _card_words(built: Path, language: str) -> str:
    html = (built / language / TALKS / "index.html").read_text(encoding="utf-8")
    frame = html[html.index('<div id="_card"') : html.index("</article>")]
    parser = _Words()
    parser.feed(frame)
    return "".join(parser.found)


PARTS = [
    *(".head", ".strip dt", ".strip b", ".here", ".dates", ".sources"),
    # On paper nothing can be downloaded.
    ".section .body > :not(form, :has([download]))",
]


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_without_scripts_and_on_paper_all_is_there(
    media: str, language: str, unscripted: Page, address: str
) -> None:
    """What is seen by those who have scripts is seen by those who have not, and on paper."""
    scripted = unscripted.context.browser.new_page(viewport=WIDE)  # type: ignore[union-attr]
    scripted.goto(f"{address}{language}/{TALKS}")
    unscripted.goto(f"{address}{language}/{TALKS}")
    unscripted.emulate_media(media=media)  # type: ignore[arg-type]
    for part in PARTS:
        assert shown(scripted, part) == shown(unscripted, part) != ""
    scripted.close()


def test_the_other_language_is_printed_when_it_is_shown(page: Page) -> None:
    choose_view(page, "both")
    page.emulate_media(media="print")
    expect(page.locator("#p3 .there")).to_be_visible()
    for tool in (".menu", ".settings", ".views", ".number", ".unfold", ".notes"):
        expect(page.locator(tool).first).to_be_hidden()


# --- weight --------------------------------------------------------------------------

MOST_BYTES, MOST_REQUESTS = 60_000, 8

SHIFTS = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_weight(language: str, browser: Browser, address: str) -> None:
    """All that a brief loads before search is used, compressed; nothing from elsewhere."""
    page = browser.new_page(viewport=WIDE)
    bodies: dict[str, Callable[[], bytes]] = {}
    page.on("response", lambda answer: bodies.update({answer.url: answer.body}))
    page.goto(f"{address}{language}/{TALKS}", wait_until="networkidle")
    # What a browser asks for that has a window, if this one has not.
    for link in page.locator("link[rel=icon], link[rel=manifest]").all():
        url = link.evaluate("link => link.href")
        bodies.setdefault(url, page.request.get(url).body)
    assert len(bodies) <= MOST_REQUESTS
    near_table(page)
    assert [url for url in bodies if url.endswith("assets/tables.js")]
    assert [url for url in bodies if not url.startswith(address)] == []
    assert sum(len(gzip.compress(body())) for body in bodies.values()) <= MOST_BYTES
    page.close()


LEAST_SHIFT = 0.001
"""A line that is painted before it has come whole may be set a little otherwise."""


@pytest.mark.parametrize("place", KINDS)
@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_nothing_moves_as_a_page_comes(
    viewport: ViewportSize, place: str, browser: Browser, slow_address: str
) -> None:
    """The page comes slowly, and its scripts once it is there."""
    page = browser.new_page(viewport=viewport)
    page.add_init_script(SHIFTS)
    late: list[Route] = []
    page.route("**/brief.js", lambda route: late.append(route))
    page.goto(f"{slow_address}{place}", wait_until="commit")
    expect(page.locator("footer")).to_be_attached()
    painted(page)
    for script in late:
        script.continue_()
    assert late
    page.wait_for_load_state("networkidle")
    painted(page)
    assert page.evaluate("window.shift") < LEAST_SHIFT
    page.close()


def test_a_scrollbar_moves_nothing(browser: Browser, address: str) -> None:
    """It comes once enough of a page is there, and the page stands where it stood."""
    chromium = browser.browser_type.launch(
        executable_path=find(), args=ARGUMENTS, ignore_default_args=["--hide-scrollbars"]
    )
    page = chromium.new_page(viewport=WIDE)
    boxes = []
    for display in ("none", "block"):
        page.goto(f"{address}ja/{TALKS}")
        page.add_style_tag(content=f"main {{ display: {display} }}")
        boxes.append(page.locator(".masthead").bounding_box())
    assert page.evaluate("innerWidth > document.documentElement.clientWidth")
    assert boxes[0] == boxes[1]
    chromium.close()
